"""Files that were uploaded as public appendices: nothing in them may give away what is exempt."""

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from councils.file_types import ending_of
from councils.limits import CannotRead, Limits, Refusals, ask_child
from reports.finished.exempt_files import storable
from reports.finished.keeping import kept
from reports.finished.looking import Texts, texts_of
from reports.models import PaperAppendix, Report

LIMITS = Limits(wall_seconds=20, cpu_seconds=15)
REFUSALS = Refusals(
    too_long="It takes too long to read. Split it, or take out what is not needed.",
    too_large="It is too large to read. Split it, or take out what is not needed.",
    failed="It could not be read. Save it again in the program it was made with.",
)
TRACKED = (
    "It holds tracked changes, which whoever opens it can read. Accept or refuse them, save it, "
    "and choose it again."
)
COMMENTED = (
    "It holds comments, which whoever opens it can read. Delete them, or print it to a new PDF, "
    "and choose it again."
)
HIDDEN = (
    "It hides {what}, which whoever opens it can show. Show or delete them in Excel, save it, and "
    "choose it again."
)
CARRIES = (
    "It carries other files in it, which nobody can look through: {what}. Take them out, and "
    "choose it again."
)
LEAKS = (
    "It holds exempt words. Take them out and choose it again, or say below under which paragraph "
    "the appendix is kept out of the public report."
)
LEAKS_NOW = (
    "It holds exempt words. Put another file in its place, or keep the appendix out of the public "
    "report."
)
NO_APPENDIX = "The appendix “{title}” cannot be published. {why}"
SEVERAL = "{number} names, figures or short texts"
DOUBTS = "The appendix “{title}” holds {number} that stand in what is exempt too. Look it over."
PICTURES = (
    "The appendix “{title}” holds {number}, whose words nobody can look for. Look at each before "
    "you publish."
)


@dataclass(frozen=True)
class LookedOver:
    """What was found in a file: why it cannot be public ("" where it can), and its doubts.

    `leaks`: the exempt texts in it. `doubts` may mean something else, `pictures` cannot be read.
    """

    refusal: str = ""
    leaks: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    pictures: int = 0


class Over(NamedTuple):
    """An appendix that is a file, with what was found in it."""

    row: PaperAppendix
    found: LookedOver


class Looking:
    """Looks through files for what a paper keeps out on a day; the paper is read once for all."""

    def __init__(self, report: Report, day: datetime.date) -> None:
        self.report, self.day = report, day

    @cached_property
    def _texts(self) -> Texts | None:
        has_exempt = bool(self.report.exempt_paragraphs())
        return texts_of(self.report, self.day) if has_exempt else None

    def through(self, name: str, content: bytes) -> LookedOver:
        """Return what of the exempt words a file holds, and what else keeps it from the public.

        A file that cannot be read is refused where anything is exempt. It is read once: what was
        read is kept by its SHA-256.
        """
        try:
            return self._through(name, content)
        except CannotRead as unread:
            return LookedOver(str(unread))

    def _through(self, name: str, content: bytes) -> LookedOver:
        try:
            there = _read(self.report, name, content)
        except CannotRead:
            if self._texts is None:
                return LookedOver()
            raise
        if refusal := _refusal(there):
            return LookedOver(refusal)
        if self._texts is None:
            return LookedOver()
        found = self._texts.found_in(there["words"], there["attributes"])
        doubts = tuple(each for each in found.doubts if each not in self._texts.unread)
        return LookedOver(LEAKS if found.exempt else "", found.exempt, doubts, there["pictures"])

    def through_all(self, rows: Iterable[PaperAppendix]) -> list[Over]:
        """Return what was found in the public files among a paper's appendices."""
        files = [(row, row.file) for row in rows if row.file and not row.is_exempt]
        return [Over(row, self.through(file.name, bytes(file.content))) for row, file in files]


def _read(report: Report, name: str, content: bytes) -> dict[str, Any]:
    ending, digest = ending_of(name), hashlib.sha256(content).hexdigest()

    def read() -> dict[str, Any]:
        found = ask_child("reports.finished.any_file", content, name, LIMITS, REFUSALS)
        more = {"attributes": [storable(text) for text in found["attributes"]]}
        return found | more | {"words": storable(found["words"])}

    answer: dict[str, Any] = kept(report, f"public {ending}", digest, read)
    return answer


def _refusal(there: dict[str, Any]) -> str:
    if there["is_tracked"]:
        return TRACKED
    if there["is_commented"]:
        return COMMENTED
    if there["hidden"]:
        return HIDDEN.format(what=" and ".join(there["hidden"]))
    if there["carried"]:
        return CARRIES.format(what=", ".join(f"“{storable(name)}”" for name in there["carried"]))
    return ""


# What is published


def refused(found: Iterable[Over]) -> str:
    """Return the sentence that keeps the first of these appendices from the public, or ""."""
    for row, over in found:
        if over.refusal:
            why = LEAKS_NOW if over.leaks else over.refusal
            return NO_APPENDIX.format(title=row.title, why=why)
    return ""


def doubted(found: Iterable[Over]) -> Iterator[str]:
    """Yield what somebody has to look at in these appendices, without an exempt word."""
    for row, over in found:
        if over.doubts:
            number = len(over.doubts)
            said = SEVERAL.format(number=number) if number > 1 else "1 name, figure or short text"
            yield DOUBTS.format(title=row.title, number=said)
        if over.pictures:
            said = f"{over.pictures} pictures" if over.pictures > 1 else "1 picture"
            yield PICTURES.format(title=row.title, number=said)
