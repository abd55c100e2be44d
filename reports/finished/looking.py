"""Looking through a public file for what is exempt, in any part of it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from councils.limits import CannotRead
from councils.office_files import BROKEN, Package
from reports.composing import compose
from reports.finished.comparing import texts
from reports.finished.exempt_files import words_of_files
from reports.finished.keeping import REFUSALS, kept, read_composed
from reports.finished.parts import everything_in
from reports.finished.telling import Looked, looked_through
from reports.models import FinishedPaper, Report
from reports.paper.as_json import from_json
from reports.paper.document import Document
from reports.paper_files import digest_of_file, paper_docx

CARRIES = (
    "This file carries other files in it, which nobody can look through for exempt words: {}. Take "
    "out in Word what was embedded, put charts in as pictures, and do not save a preview picture. "
    "Then send it again."
)


def carries(names: Iterable[str]) -> str:
    """Return the sentence that a file holds parts which are files of their own."""
    return CARRIES.format(", ".join(f"“{name}”" for name in names))


def texts_read(read: dict[str, Any]) -> list[str]:
    """Return the words that were read of a file, paragraph by paragraph."""
    return texts(from_json(read["blocks"]), from_json(read["appendices"]))


def exempt_words_in(finished: FinishedPaper, day: datetime.date) -> tuple[str, ...]:
    """Return the exempt texts of which some words stand anywhere in a public file.

    Raises CannotRead where the file or the paper cannot be looked through.
    """
    return looked(finished, day).exempt


def looked(finished: FinishedPaper, day: datetime.date) -> Looked:
    """Return what of the exempt paper stands anywhere in a public file, for sure or perhaps.

    In any part of it, what Word does not show included: it is published as it is. Raises
    CannotRead where the file or the paper cannot be looked through.
    """
    report = finished.report
    if not finished.is_public or not report.exempt_paragraphs():
        return Looked()
    there = kept(
        report, "all", finished.content_sha256, lambda: _everything(bytes(finished.content))
    )
    return texts_of(report, day).found_in(there["words"], there["attributes"])


@dataclass(frozen=True)
class Texts:
    """What a paper says, to be looked for in files that anybody is to read.

    `exempt`: what it keeps out; `public`: what it says anyhow; `unread`: the sentences that exempt
    files are not among it.
    """

    exempt: list[str]
    public: list[str]
    unread: list[str]

    def found_in(self, words: str, attributes: list[str]) -> Looked:
        """Return what of the exempt paper stands in a file, for sure or perhaps."""
        found = looked_through(self.exempt, self.public, words, attributes)
        return replace(found, doubts=(*self.unread, *found.doubts))


def texts_of(report: Report, day: datetime.date) -> Texts:
    """Return what a paper says as composed on a day, its files included. Raises CannotRead."""
    public = compose(report, day).document
    drawn = kept(report, "drawn", digest_of_file(public), lambda: _everything(paper_docx(public)))
    whole = words_of_document(report, compose(report, day, is_public=False).document)
    held = [*words_of_document(report, public), drawn["words"], *drawn["attributes"]]
    uploaded, unread = words_of_files(report)
    return Texts([*whole, *uploaded], held, unread)


def _everything(content: bytes) -> dict[str, Any]:
    """Return the words and attributes of all parts of a Word file.

    Raises CannotRead for parts without words.
    """
    try:
        found = everything_in(Package(content))
    except BROKEN as damaged:
        raise CannotRead(REFUSALS.failed) from damaged
    if found.carried:
        raise CannotRead(carries(found.carried))
    return {"words": "".join(found.words), "attributes": list(dict.fromkeys(found.attributes))}


def words_of_document(report: Report, document: Document) -> list[str]:
    """Return the words of a composed paper as its Word file is read back. Raises CannotRead."""
    return texts_read(read_composed(report, document))
