"""Which files an edition has: the paper, each appendix, and the exempt ones, each by its own name.

A council's committee system takes them one by one, and puts its page stamp on each.
"""

import base64
import mimetypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, count

from django.utils.text import slugify

from reports.models import EditionFile, PaperAppendix
from reports.paper.as_json import digest_of_json
from reports.paper.document import Appendix, Document
from reports.paper_files import (
    digest_of_file,
    look_css,
    paper_body,
    paper_docx,
    paper_html,
    paper_pdf,
    shares_css,
)
from reports.plan_files.exporting import CONTENT_TYPES

What = EditionFile.What
Make = Callable[[], bytes]


@dataclass(frozen=True)
class FilePlan:
    """One file of an edition before it is made: its name, and the function that makes its bytes."""

    what: str
    title: str
    name: str
    content_type: str
    make: Make
    is_exempt: bool = False
    document: Document | None = None

    @property
    def drawn_from(self) -> str:
        """Return the digest of what an appendix is drawn from; "" of all that is no appendix.

        Not of the mark on the edition: an appendix that is the same is not corrected with it.
        """
        if self.what != What.APPENDIX or self.document is None:
            return ""
        unmarked = replace(self.document, mark="")
        return digest_of_json([digest_of_file(unmarked), self.content_type])

    @property
    def is_listed(self) -> bool:
        """Return whether it is a file to be taken away, not one that our page is made of."""
        return self.what not in EditionFile.OF_PAGE


@dataclass(frozen=True)
class Attached:
    """An appendix as composed, with the row it comes from."""

    row: PaperAppendix
    shown: Appendix


@dataclass(frozen=True)
class Source:
    """What a paper's files are made of: as composed, and as it was finished in Word, if it was.

    `word` is the finished file, which is published byte for byte.
    """

    composed: Document
    finished: Document | None = None
    word: bytes | None = None

    @property
    def shown(self) -> Document:
        return self.finished or self.composed


def files_of(
    name: str, public: Source, exempt: Source | None, rows: list[PaperAppendix]
) -> list[FilePlan]:
    """Return the files of a paper, in the order they are listed. Nothing is drawn yet.

    `name` begins each file's name; `exempt` is the same paper with what is kept out of the public
    one, None where nothing is. Appendices are drawn as composed.
    """
    found = [*_papers(name, public, is_exempt=False)]
    found += [*_appendices(name, public.composed, rows, is_exempt=False)]
    if exempt:
        found += [*_papers(f"{name}-exempt", exempt, is_exempt=True)]
        found += [*_appendices(f"{name}-exempt", exempt.composed, rows, is_exempt=True)]
    return _each_by_its_own_name(found)


def _each_by_its_own_name(found: list[FilePlan]) -> list[FilePlan]:
    """Return files of which no two have one name: house styles can label appendices alike."""
    named: dict[str, FilePlan] = {}
    for plan in found:
        stem, dot, ending = plan.name.rpartition(".")
        others = (f"{stem}-{number}{dot}{ending}" for number in count(2))
        name = next(each for each in chain([plan.name], others) if each not in named)
        named[name] = replace(plan, name=name)
    return list(named.values())


def files_of_appendix(
    name: str, public: Document, exempt: Document | None, rows: list[PaperAppendix], order: int
) -> list[FilePlan]:
    """Return the files of one appendix alone, that was to follow: the page, and its own."""
    place = next(n for n, row in enumerate(rows) if row.order == order)
    row = rows[place]
    shown = only(public, public.appendices[place])
    if not row.is_exempt:
        attached = Attached(row, public.appendices[place])
        return [*_page(name, shown), *_appendix(name, shown, attached)]
    if exempt is None:
        return []
    alone = only(exempt, exempt.appendices[place])
    return [*_appendix(f"{name}-exempt", alone, Attached(row, exempt.appendices[place]))]


def only(document: Document, appendix: Appendix) -> Document:
    """Return a document of one appendix, named by it."""
    title = f"{appendix.label}: {appendix.title}" if appendix.title else appendix.label
    bare = replace(appendix, label="", title="")
    return replace(document, title=title, front=(), blocks=(), appendices=(bare,))


def _papers(name: str, source: Source, *, is_exempt: bool) -> Iterator[FilePlan]:
    said = "The paper with what is kept out of the public one" if is_exempt else "The paper"
    document = source.shown
    if not is_exempt:
        yield from _page(name, document)
    with_all = f"{said}, with its appendices" if document.appendices else said
    for plan in _drawn(What.WHOLE, with_all, name, document, ("pdf", "docx", "html"), is_exempt):
        is_word = source.word is not None and plan.name.endswith(".docx")
        yield replace(plan, make=_given(source.word or b"")) if is_word else plan
    if document.appendices:
        alone = replace(document, appendices=())
        endings = ("pdf", "docx") if source.word is None else ("pdf",)
        yield from _drawn(What.PAPER, f"{said} alone", f"{name}-paper", alone, endings, is_exempt)


def _given(content: bytes) -> Make:
    return lambda: content


def _page(name: str, document: Document) -> Iterator[FilePlan]:
    """Yield the paper as a page of this service shows it, and what that page loads.

    The page itself may carry no style; its logo is named as it stands beside it.
    """
    kind, logo = _unpacked(document.look.logo)
    named = f"{name}-logo{mimetypes.guess_extension(kind) or ''}"
    yield _of_page(What.PAGE, f"{name}-page.html", "text/html", _body(document, named))
    yield _of_page(What.STYLE, f"{name}-page.css", "text/css", _style(document))
    if logo:
        yield _of_page(What.LOGO, named, kind, _given(logo))


def _of_page(what: EditionFile.What, name: str, kind: str, make: Make) -> FilePlan:
    return FilePlan(what, str(what.label), name, kind, make)


def _body(document: Document, logo: str) -> Make:
    return lambda: paper_body(document, is_titled=False, logo_url=logo).encode()


def _style(document: Document) -> Make:
    return lambda: f"{look_css(document)}{shares_css()}".encode()


def _unpacked(address: str) -> tuple[str, bytes]:
    """Return the type and the bytes of a "data:" address; two empty ones for none."""
    about, _, packed = address.removeprefix("data:").partition(",")
    return about.removesuffix(";base64"), base64.b64decode(packed)


def _appendices(
    name: str, document: Document, rows: list[PaperAppendix], *, is_exempt: bool
) -> Iterator[FilePlan]:
    """Yield the files of appendices: the public ones, or the exempt ones."""
    for row, shown in zip(rows, document.appendices, strict=True):
        if row.is_exempt == is_exempt and not row.is_to_follow:
            yield from _appendix(name, only(document, shown), Attached(row, shown))


def _appendix(name: str, document: Document, attached: Attached) -> Iterator[FilePlan]:
    row, label = attached.row, slugify(attached.shown.label) or f"appendix-{attached.row.order}"
    title = f"{attached.shown.label}: {attached.shown.title}"
    if row.file:
        content = bytes(row.file.content)
        own = f"{name}-{label}-{row.file.name}"
        kind = row.file.content_type
        yield FilePlan(What.APPENDIX, title, own, kind, _given(content), row.is_exempt)
        return
    endings = ("pdf", "docx")
    yield from _drawn(What.APPENDIX, title, f"{name}-{label}", document, endings, row.is_exempt)


MAKERS: dict[str, Callable[[Document], bytes]] = {
    "pdf": paper_pdf,
    "docx": paper_docx,
    "html": lambda document: paper_html(document).encode(),
}
NAMED = {"pdf": "PDF", "docx": "Word", "html": "web page"}


def _drawn(
    what: str, title: str, name: str, document: Document, endings: tuple[str, ...], is_exempt: bool
) -> Iterator[FilePlan]:
    for ending in endings:
        yield FilePlan(
            what,
            f"{title}, {NAMED[ending]}",
            f"{name}.{ending}",
            CONTENT_TYPES[ending],
            _maker(ending, document),
            is_exempt,
            document,
        )


def _maker(ending: str, document: Document) -> Make:
    return lambda: MAKERS[ending](document)
