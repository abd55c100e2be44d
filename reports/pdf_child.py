"""What runs in the child process that draws papers; `reports.pdf` starts it and never imports it.

The child can reach neither network nor disk through a paper: the only addresses it opens are
`data:` addresses, which carry their own content.
"""

import atexit
import gc
import logging
import os
import resource
import signal
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import CSS, HTML, VERSION, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from reports import pdf_halves, pdf_quicker, pdf_written
from reports.glyphs import covered_characters
from reports.pdf import OUT_OF_MEMORY
from reports.pdf_tags import finish
from reports.pdf_text import SHEET, prepare

VARIANT = "pdf/ua-1"

# How long after a paper the child tidies up: long enough to hand it over first.
IDLE_SECONDS = 0.1

_covered: frozenset[str] = frozenset()
_is_tidy = True


def start(fonts: Path, memory_bytes: int) -> None:
    """Once in a child's life: close the system's fonts to it and limit its address space."""
    global _covered
    os.environ["FONTCONFIG_FILE"] = str(fonts)
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    _covered = covered_characters()
    pdf_written.install()
    pdf_quicker.install()
    pdf_halves.install()
    gc.disable()
    signal.signal(signal.SIGALRM, tidy)
    # A child that ends is not to be ended by its own alarm.
    atexit.register(signal.setitimer, signal.ITIMER_REAL, 0)
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def draw(html: str, css: str, cpu_seconds: int) -> bytes:
    """The page as a tagged PDF. Ends the process when memory runs out: it cannot be trusted then.

    The process is ended by the system when `cpu_seconds` more have been used.
    """
    signal.setitimer(signal.ITIMER_REAL, 0)
    tidy()
    _allow_cpu(cpu_seconds)
    try:
        return _write(html, css)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    finally:
        global _is_tidy
        _is_tidy = False
        signal.setitimer(signal.ITIMER_REAL, IDLE_SECONDS)


def tidy(*_signal: object) -> None:
    """Give back what the last paper used, if that was not done yet.

    It is looked for between papers, when the child has nothing else to do: nearly all that is made
    stays in use until a paper's end, so that looking on the way only takes time (an eighth of it
    was measured), and once at the end another twentieth. The limit on memory holds all the same.
    """
    global _is_tidy
    if not _is_tidy:
        gc.collect()
        _is_tidy = True


def _allow_cpu(seconds: int) -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(usage.ru_utime + usage.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, hard))


def _write(html: str, css: str) -> bytes:
    try:
        with pdf_halves.Halves() as halves:
            return _drawn(html, css, halves)
    except pdf_halves.NotHalved:
        return _drawn(html, css, None)


def _drawn(html: str, css: str, halves: pdf_halves.Halves | None) -> bytes:
    fetcher = URLFetcher(allowed_protocols=("data",))
    fonts = FontConfiguration()
    page = HTML(string=html, url_fetcher=fetcher)
    prepare(page.etree_element, _covered)
    texts = filter(None, (SHEET, css))
    sheets = [CSS(string=text, url_fetcher=fetcher, font_config=fonts) for text in texts]
    layout = partial(page.render, font_config=fonts, stylesheets=sheets, pdf_variant=VARIANT)
    document = layout()
    if tall := rows_over_pages(document):
        if halves:
            halves.refuse()
        for row in tall:
            row.set("style", "break-inside: auto")
        document = layout()
    if halves:
        halves.share(document)
    # The same input has the same identifier, and so the same bytes.
    identifier = sha256("\0".join((VERSION, css, html)).encode("utf-8", "replace")).hexdigest()
    return bytes(
        document.write_pdf(
            pdf_variant=VARIANT,
            pdf_identifier=identifier.encode(),
            finisher=halves.finish if halves else finish,
        )
    )


def rows_over_pages(document: Document) -> set[Element]:
    """The table rows that are taller than a page, repeated header rows not counted.

    The style sheet keeps rows whole. Where one cannot be, WeasyPrint stops repeating the header
    row, unless that row is allowed to break (measured with 70.0).
    """
    seen: set[Element] = set()
    tall: set[Element] = set()
    for page in document.pages:
        here = set(_body_rows(page._page_box))
        tall |= here & seen
        seen |= here
    return tall


def _body_rows(box: Any) -> Iterator[Element]:
    for child in getattr(box, "children", ()):
        if child.element_tag == "tr":
            yield child.element
        elif child.element_tag != "thead":
            yield from _body_rows(child)
