"""HTML to PDF: knows bytes and markup, nothing of plans.

A paper is drawn in a child process, because text alone can make the layout use minutes and
gigabytes, and because memory is not given back after a long paper. The child is kept warm for the
next papers and replaced after some of them, or when it breaks a limit.
"""

import atexit
import multiprocessing
import signal
import tempfile
import threading
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from pebble import ProcessExpired, ProcessPool

from reports.glyphs import unpack_fonts

STYLESHEET = Path(__file__).resolve().parent.parent / "static/css/print.css"


class RenderingFailed(Exception):
    """The paper could not be printed; the message is one sentence for the person who asked."""


class PaperTooLong(RenderingFailed):
    """The paper needs more text, time or memory than one paper may use."""


TOO_LONG = (
    "This paper is too long to print in one piece. Print fewer actions at a time, "
    "or shorten the longest texts."
)
FAILED = "This paper could not be printed. Try again; if it fails again, tell your administrator."
# How the child says that memory ran out.
OUT_OF_MEMORY = 70
NO_FONTS = "This paper could not be printed because the typefaces are missing. Run bin/setup."


@dataclass(frozen=True)
class Limits:
    """What each process that draws one paper may use (two draw a long table, see `pdf_halves`).

    1,000 actions were measured at 11 s of a processor and 350 MB in each.
    """

    wall_seconds: float = 150
    cpu_seconds: int = 120
    memory_bytes: int = 2 * 1024**3
    characters: int = 8_000_000


def print_css() -> str:
    """The house print stylesheet, for pages that carry their style with them."""
    return STYLESHEET.read_text(encoding="utf-8")


class Renderer:
    """Draws papers one after another in a warm child; may be shared by threads.

    Use as a context manager, or call `close` at the end. Nothing is started before the first paper.
    """

    def __init__(self, limits: Limits = Limits(), papers_per_child: int = 50) -> None:
        self.limits = limits
        self.papers_per_child = papers_per_child
        self._lock = threading.Lock()
        self._pool: ProcessPool | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def render(self, html: str, css: str | None = None) -> bytes:
        """The page as a tagged PDF (PDF/UA-1); the same input gives the same bytes.

        `css` is the text of the stylesheet, by default `print_css()`. Addresses in either are not
        followed, except `data:` ones. Characters without a typeface and texts beyond the limits of
        `pdf_text` are replaced or cut visibly. Raises PaperTooLong or RenderingFailed.
        """
        if len(html) > self.limits.characters:
            raise PaperTooLong(TOO_LONG)
        arguments = (html, print_css() if css is None else css, self.limits.cpu_seconds)
        try:
            return self._drawn(arguments)
        except (TimeoutError, RecursionError) as error:
            raise PaperTooLong(TOO_LONG) from error
        except RenderingFailed:
            raise
        except ProcessExpired as error:
            raise _explained(error) from error
        except Exception as error:
            raise RenderingFailed(FAILED) from error

    def close(self) -> None:
        """End the child, at once, and remove the unpacked typefaces."""
        with self._lock:
            self._end()

    def __enter__(self) -> "Renderer":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _drawn(self, arguments: tuple[str, str, int]) -> bytes:
        try:
            return self._in_child(arguments)
        except BrokenProcessPool:
            # The idle child had been ended from outside before it took this paper.
            return self._in_child(arguments)

    def _in_child(self, arguments: tuple[str, str, int]) -> bytes:
        task = self._started().schedule(_draw, arguments, timeout=self.limits.wall_seconds)
        return bytes(task.result())

    def _started(self) -> ProcessPool:
        with self._lock:
            if self._pool is None or not self._pool.active:
                self._end()
                self._pool = self._start()
            return self._pool

    def _end(self) -> None:
        if self._pool:
            self._pool.stop()
            self._pool.join()
        if self._folder:
            self._folder.cleanup()
        self._pool = self._folder = None

    def _start(self) -> ProcessPool:
        self._folder = tempfile.TemporaryDirectory(prefix="papers-")
        try:
            fonts = unpack_fonts(Path(self._folder.name))
        except FileNotFoundError as error:
            raise RenderingFailed(NO_FONTS) from error
        return ProcessPool(
            max_workers=1,
            max_tasks=self.papers_per_child,
            initializer=_start_child,
            initargs=(fonts, self.limits.memory_bytes),
            context=multiprocessing.get_context("spawn"),
        )


def _explained(error: ProcessExpired) -> RenderingFailed:
    # Libraries in C end the process when they are refused memory.
    refused_memory = (OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGTRAP)
    if error.exitcode in (*refused_memory, -signal.SIGXCPU):
        return PaperTooLong(TOO_LONG)
    return RenderingFailed(FAILED)


# The layout library and the system libraries it loads belong to the child alone: these two
# functions run there.
def _start_child(fonts: Path, memory_bytes: int) -> None:
    from reports import pdf_child

    pdf_child.start(fonts, memory_bytes)


def _draw(html: str, css: str, cpu_seconds: int) -> bytes:
    from reports import pdf_child

    return pdf_child.draw(html, css, cpu_seconds)


_warm = Renderer()
atexit.register(_warm.close)


def render_pdf(html: str, css: str | None = None) -> bytes:
    """As `Renderer.render`, in a child that all callers in this process share and keep warm."""
    return _warm.render(html, css)


def render_pdf_once(html: str, css: str | None = None) -> bytes:
    """As `Renderer.render`, in a child of its own that ends with the paper: for commands."""
    with Renderer(papers_per_child=1) as renderer:
        return renderer.render(html, css)
