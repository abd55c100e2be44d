"""A finished paper comes in: read, laid beside the data, confirmed, and what it then prints as."""

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from councils.file_types import NotTaken, clean_name, ending_of, file_type
from councils.limits import CannotRead
from councils.models import User
from councils.versions import Decided
from reports.composing import compose, composed_digest_of
from reports.editing.versions import hold
from reports.finished.comparing import Difference, differences
from reports.finished.keeping import read_back, read_composed
from reports.finished.looking import carries, looked, texts_read
from reports.finished.pictures import pictures_told
from reports.finished.reading import CHANGES, COMMENTS
from reports.finished.rewritten import Lapsing, lapsing, rewritten
from reports.finished.standing import edition_from
from reports.models import FinishedPaper, Report
from reports.paper.as_json import from_json
from reports.paper.document import Document
from reports.word.marked import marked

NOT_WORD = "“{}” is not a Word document. Save the paper in Word as a .docx file, and choose that."
MARKED = (
    "This file holds tracked changes or comments, which whoever opens it can read. Accept or "
    "refuse the changes and delete the comments in Word, then send it again."
)
UNSURE = {
    "sure": "Tick to say that none of these gives away what is exempt, or take them out in Word",
    "looked": "Tick to say that you looked at each picture, or take them out in Word",
}
LEAKS = "This file holds exempt words. Take them out in Word and send it again."
CHANGED = (
    "The paper, or what it is built from, changed since you looked at this page. Look over what "
    "differs once more."
)
PAPER_SINCE = (
    "The paper, or what it is built from, was changed since that Word file was looked over."
)
DATA_SINCE = (
    "What the paper is built from was changed since that Word file was looked over: an update was "
    "accepted, for example, or a date agreed."
)
DROPPED = "“{name}” was taken back at {at}. Send it again if it is to stand for the paper."
CONFIRMED = "{by} confirmed “{name}” at {at}. It stands for the paper already."
WHOLE = ""
STANDS = ["confirmed_by", "confirmed_at", "report_version", "data_digest", "rewritten"]


class Unsure(Exception):
    """A file is to stand for the paper, and nobody said that its doubts are none.

    `names`: which ticks are missing, of `UNSURE`.
    """

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(*(UNSURE[name] for name in names))
        self.names = names


@dataclass(frozen=True)
class Beside:
    """A finished paper laid beside what the data say today.

    `exempt`: texts of the exempt paper that stand in a public file: it must not be published.
    `doubts`: words of it there that may give something away: somebody has to look at them.
    `pictures`: how many stand where, which nobody can read: somebody has to look at them too.
    `outdated`: the sentence that these changed since it was confirmed, or "".
    `rewritten`: the sections it says in other words; `lapsing`: the clearances that undoes.
    """

    finished: FinishedPaper
    differences: Sequence[Difference]
    exempt: Sequence[str]
    doubts: Sequence[str]
    pictures: Sequence[str]
    outdated: str
    rewritten: dict[str, str]
    lapsing: Sequence[Lapsing]

    @property
    def remarks(self) -> list[str]:
        return list(self.finished.read["remarks"])

    @cached_property
    def may_be_confirmed(self) -> bool:
        return not self.exempt


def receive(report: Report, user: User, file: File, is_public: bool = True) -> FinishedPaper:
    """Return a Word file that was read and waits to be confirmed.

    The same file again is the same row. Raises NotTaken or CannotRead with a sentence.
    """
    name = clean_name(file.name or "")
    if ending_of(name) != "docx":
        raise NotTaken(NOT_WORD.format(name))
    file_type(name, file)  # type: ignore[arg-type]
    file.seek(0)
    content = file.read()
    digest = hashlib.sha256(content).hexdigest()
    same = FinishedPaper.objects.filter(
        report=report, content_sha256=digest, is_public=is_public, dropped_at=None
    ).first()
    if same:
        return same
    read = read_back(content, name)
    if {CHANGES, COMMENTS} & set(read["remarks"]):
        raise NotTaken(MARKED)
    if is_public and read["carried"]:
        raise NotTaken(carries(read["carried"]))
    # What its pages say on top is put right on publishing: here it is only tried.
    marked(content, "", title=report.title)
    return FinishedPaper.objects.create(
        report=report,
        is_public=is_public,
        file_name=name,
        content=content,
        content_sha256=digest,
        read=read,
        report_version=report.version,
        sent_by=user,
    )


def beside(finished: FinishedPaper, day: datetime.date) -> Beside:
    """Return where a finished paper differs from what the data say on `day`. Raises CannotRead."""
    report = finished.report
    held = compose(report, day, is_public=finished.is_public).document
    read = read_composed(report, held)
    said, found = rewritten(finished, read), looked(finished, day)
    return Beside(
        finished,
        differences(texts_read(finished.read), texts_read(read)),
        found.exempt,
        found.doubts,
        pictures_told(finished.read, read),
        outdated(finished, day) if finished.is_confirmed else "",
        said,
        lapsing(finished, said, day),
    )


def outdated(finished: FinishedPaper, day: datetime.date) -> str:
    """Return the sentence that what a confirmed file was laid beside is another by now, or "".

    Updates that were accepted since count as much as what was written in the paper.
    """
    report = finished.report
    is_later = finished.report_version != report.version
    if not finished.data_digest:
        return PAPER_SINCE if is_later else ""
    if finished.data_digest == composed_digest_of(report, day)(WHOLE):
        return ""
    return PAPER_SINCE if is_later else DATA_SINCE


@transaction.atomic
def confirm(
    finished: FinishedPaper,
    user: User,
    day: datetime.date,
    seen: str,
    *,
    is_sure: bool = False,
    has_looked: bool = False,
) -> Beside:
    """Let a finished paper stand for the paper; return what it was laid beside.

    `seen` is the digest of the composed paper that it was shown beside; `is_sure`: that its doubts
    give nothing away, `has_looked`: that each picture was looked at. Clearances of what it says
    otherwise lapse. Raises Decided where the paper is another by now, or the file was taken back or
    confirmed meanwhile, CannotRead where it leaks, Unsure where it may.
    """
    _as_it_stands(finished)
    if composed_digest_of(finished.report, day)(WHOLE) != seen:
        raise Decided(CHANGED)
    found = beside(finished, day)
    if not found.may_be_confirmed:
        raise CannotRead(LEAKS)
    missing = [
        name
        for name, wanted, said in (
            ("sure", found.doubts, is_sure),
            ("looked", found.pictures, has_looked),
        )
        if wanted and not said
    ]
    if missing:
        raise Unsure(missing)
    finished.confirmed_by, finished.confirmed_at = user, timezone.now()
    finished.report_version, finished.data_digest = finished.report.version, seen
    finished.rewritten = found.rewritten
    finished.save(update_fields=STANDS)
    return found


def _as_it_stands(finished: FinishedPaper) -> None:
    """Read anew what became of a file; raise Decided where it cannot be confirmed any more."""
    finished.report = hold(finished.report)
    finished.refresh_from_db(fields=["dropped_at", "confirmed_at", "confirmed_by"])
    if finished.dropped_at:
        raise Decided(DROPPED.format(name=finished.file_name, at=_moment(finished.dropped_at)))
    if finished.is_confirmed and not edition_from(finished):
        by, at = finished.confirmed_by or "Somebody", finished.confirmed_at
        raise Decided(CONFIRMED.format(by=by, name=finished.file_name, at=_moment(at)))


def _moment(at: datetime.datetime | None) -> str:
    return f"{timezone.localtime(at):%H:%M on %-d %B %Y}" if at else ""


@transaction.atomic
def drop(finished: FinishedPaper) -> None:
    """Let the paper be made from the data again."""
    hold(finished.report)
    finished.dropped_at = timezone.now()
    finished.save(update_fields=["dropped_at"])


def as_document(finished: FinishedPaper, composed: Document) -> Document:
    """Return the paper a finished file stands for: its words in the look of the composed one."""
    read = finished.read
    return replace(
        composed,
        title=read["title"] or composed.title,
        front=(),
        blocks=from_json(read["blocks"]),
        appendices=from_json(read["appendices"]),
    )
