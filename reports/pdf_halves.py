"""Draws a paper with one long table in two processes at once: half of its pages each.

A process forks once the words stand in boxes. It lays out pages from the first one on; its twin
lays out rows from the middle on, to know them, and waits. At the first page that begins beyond the
middle the twin takes over, and sets the rows that it knows on pages. Each then draws its own
pages, has empty ones in the place of the other's, and the twin's are put into the first one's PDF.
So pages break where they would have anyway; only the twin's fonts stand in the file once more.

Where anything is out of the ordinary, the paper is drawn by one process alone (`NotHalved`).
"""

import contextlib
import copy
import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from multiprocessing import Pipe
from types import TracebackType
from typing import Any

import pydyf
from weasyprint import Document, layout
from weasyprint.layout import page as pages

from reports.pdf_joined import LATER, join, parcel_of
from reports.pdf_known_cells import know_cells
from reports.pdf_middle import blank, box_at, facts, is_blank, middle_row, strings, way_to
from reports.pdf_quicker import find_backgrounds
from reports.pdf_tags import finish
from reports.pdf_written import are_known_versions

_make_all_pages = layout.make_all_pages
_make_margin_boxes = layout.make_margin_boxes
_PARENT_DIED = 1  # PR_SET_PDEATHSIG of prctl(2)


class NotHalved(Exception):
    """This paper must be drawn by one process alone."""


def install() -> None:
    """Once in a child's life: let papers be drawn in two halves, where the system can do it."""
    if are_known_versions() and sys.platform == "linux":
        layout.make_all_pages = _make_pages
        layout.make_margin_boxes = lambda context, page, state: (
            () if is_blank(page) else _make_margin_boxes(context, page, state)
        )


class Halves:
    """One paper's two processes. Leaving the context ends the twin."""

    current: "Halves | None" = None

    def __init__(self) -> None:
        self.twin = 0
        self.is_twin = False
        self.connection: Any = None
        # The number of pages that the first process makes.
        self.first = 0

    def __enter__(self) -> "Halves":
        Halves.current = self
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        Halves.current = None
        if self.is_twin:
            os._exit(1)
        if self.connection:
            self.connection.close()
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.twin, signal.SIGKILL)
            os.waitpid(self.twin, 0)

    def refuse(self) -> None:
        """Raise NotHalved if the paper was halved; the twin ends."""
        if self.is_twin:
            os._exit(1)
        if self.connection:
            raise NotHalved

    def share(self, document: Document) -> None:
        """Tell each process what the outline and links need to know of the other's pages."""
        if self.is_twin:
            self._tell([facts(page) for page in document.pages[self.first :]])
            others, place = self._hear(), 0
        elif self.connection:
            others, place = self._hear(), self.first
            self._tell([facts(page) for page in document.pages[: self.first]])
        else:
            return
        for page, known in zip(document.pages[place:], others, strict=False):
            vars(page).update(known)

    def finish(self, document: Document, pdf: pydyf.PDF) -> None:
        """As `pdf_tags.finish`; the twin's process ends here, and its pages join the others."""
        finish(document, pdf)
        if self.is_twin:
            self._tell(parcel_of(document, pdf, self.first))
            os._exit(0)
        if self.connection:
            join(pdf, self._hear())

    def make_pages(self, context: Any, root: Any, html: Any, known: list[Any]) -> Iterator[Any]:
        """Yield each page, laid out, or empty where the other process lays it out.

        Asked again, because some page must be changed (those that were made are `known`), it
        refuses a paper in two halves.
        """
        self.refuse()
        way = middle_row(root)
        if way is None or context.target_collector.counter_lookup_items:
            yield from _make_all_pages(context, root, html, known)
            return
        context.rendered_notes = []
        self._fork()
        if self.is_twin:
            yield from self._last_pages(context, root, html, way)
        else:
            yield from self._first_pages(context, root, html, way)

    def _fork(self) -> None:
        parent = os.getpid()
        try:
            ours, theirs = Pipe()
            self.twin = os.fork()
        except OSError as error:
            raise NotHalved from error
        self.is_twin = not self.twin
        self.connection = theirs if self.is_twin else ours
        (ours if self.is_twin else theirs).close()
        if self.is_twin:
            ctypes.CDLL(None).prctl(_PARENT_DIED, signal.SIGKILL)
            if os.getppid() != parent:
                os._exit(1)

    def _tell(self, what: Any) -> None:
        try:
            self.connection.send(what)
        except OSError:
            self.refuse()

    def _hear(self) -> Any:
        try:
            return self.connection.recv()
        except (EOFError, OSError):
            self.refuse()

    def _first_pages(self, context: Any, root: Any, html: Any, way: list[int]) -> Iterator[Any]:
        made: list[Any] = []
        while not made or way_to(context.page_maker[-1][0]) < way:
            made.append(self._make_page(len(made), context, root, html))
            if context.page_maker[-1][0] is None:
                self.refuse()
        if len(way_to(context.page_maker[-1][0])) > len(way):
            # Within a row that is taller than a page.
            self.refuse()
        self.first = len(made)
        sizes = context.style_for.initial_page_sizes
        self._tell((context.page_maker, strings(made), sizes))
        # While the twin sets its pages.
        find_backgrounds(made, context.get_image_from_uri)
        rest = self._hear()
        context.page_maker[-1][-1]["content_changed"] = False
        context.page_maker.extend(rest)
        yield from made
        yield from (blank(made[-1]) for _ in rest)

    def _last_pages(self, context: Any, root: Any, html: Any, way: list[int]) -> Iterator[Any]:
        with know_cells(context):
            self._guess_pages(context, root, html, way)
            context.page_maker, texts, sizes = self._hear()
            self.first = len(context.page_maker) - 1
            context.style_for.initial_page_sizes.update(sizes)
            for name, number, text in texts:
                context.string_set[name][number].append(text)
            made: list[Any] = []
            while context.page_maker[-1][0] is not None:
                made.append(self._make_page(self.first + len(made), context, root, html))
        self._tell(context.page_maker[self.first + 1 :])
        yield from (blank(made[-1]) for _ in range(self.first))
        yield from made

    def _make_page(self, index: int, context: Any, root: Any, html: Any) -> Any:
        """Return the page of this number, as `weasyprint.layout.page.make_all_pages` makes it."""
        context.page_maker[index][-1].update(
            content_changed=False, pages_wanted=False, anchors=[], content_lookups=[]
        )
        page, _ = pages.remake_page(index, context, root, html)
        if context.reported_footnotes or context.broken_out_of_flow or page.fixed_boxes:
            self.refuse()
        return page

    def _guess_pages(self, context: Any, root: Any, html: Any, way: list[int]) -> None:
        """Lay out all rows from the middle on: wherever they end up, their cells are known then.

        All of them, even if the first process waits: a cell that is moved may stand a millionth of
        a point elsewhere, and the same paper is to have the same bytes.
        """
        resume_at: dict[int, Any] | None = None
        for place in reversed(way):
            resume_at = {place: resume_at}
        name = box_at(root, way).style["page"]
        page_type = pages.PageType("right", False, name, LATER, ())
        pages.set_page_type_computed_styles(page_type, html, context.style_for)
        # What the pages in between would have left, the first process will say.
        context.page_maker = [context.page_maker[0], copy.deepcopy(context.page_maker[0])]
        state = context.page_maker[1][3]
        while way_to(resume_at)[: len(way) - 2] == way[:-2]:
            context.forced_break = False
            _, resume_at, _ = pages.make_page(context, root, page_type, resume_at, 2, state)


def _make_pages(*paper: Any) -> Iterator[Any]:
    make_pages = Halves.current.make_pages if Halves.current else _make_all_pages
    yield from make_pages(*paper)
