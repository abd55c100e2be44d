"""What comes of a clearance that was asked for: given, returned, recorded, or gone on without."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from councils.models import User
from councils.versions import Decided
from reports.clearance_states import Standing, standings
from reports.clearing_asked import Wanted, hold_one, made, newest_of, once_more
from reports.clearing_letters import tell_returned
from reports.composing import digest_of
from reports.editing.versions import hold
from reports.models import Clearance, ClearanceAnswer, Report

CHANGED = (
    "The text was changed while you were reading. It stands below as it is now. What you typed is "
    "kept; look again, then send it."
)
ANSWERED = "This clearance was answered meanwhile. What was said stands below."
RECORDED = (
    "{by} asked for this clearance, or recorded it, while you were typing. What you typed is kept. "
    "Look at the clearances, then send it if there is to be another one."
)
Words = ClearanceAnswer.Words
# So much of a digest tells the words of a page from others.
SHORT = 16


@dataclass(frozen=True)
class KeptFile:
    """The e-mail that somebody answered with, as a file."""

    name: str
    content_type: str
    content: bytes
    sha256: str


@dataclass(frozen=True)
class Said:
    """What came of a clearance, on which day and how, and of which words it speaks."""

    verdict: str
    day: datetime.date
    code: str = ""
    comment: str = ""
    how: str = ClearanceAnswer.How.HERE
    file: KeptFile | None = None
    words: str = Words.NOW


class Answered(Decided):
    """Somebody answered it meanwhile."""


@transaction.atomic
def answer(
    clearance: Clearance, said: Said, by: User, today: datetime.date, seen: str
) -> ClearanceAnswer:
    """Return the answer, recorded; whoever asked is told of one that is returned.

    `seen` is the digest of the text that was read. Raises Decided where the text is another by
    now, Answered where it was answered meanwhile, AskedAnew where it was asked for again. The
    same sent twice by one person is one answer.
    """
    hold_one(clearance)
    if before := said_before(clearance, said, by):
        return before
    if clearance.answers.exists():
        raise Answered(ANSWERED)
    given = _answer(clearance, said, by, _unchanged(clearance, today, seen))
    if said.verdict == ClearanceAnswer.Verdict.RETURNED and by != clearance.entered_by:
        tell_returned(given)
    return given


def said_before(clearance: Clearance, said: Said, by: User) -> ClearanceAnswer | None:
    """Return the same answer where the same person sent it already; None."""
    found = clearance.answers.filter(entered_by=by, verdict=said.verdict, day=said.day)
    return found.filter(code=said.code, comment=said.comment, how=said.how).first()


@transaction.atomic
def record_again(
    clearance: Clearance, said: Said, by: User, today: datetime.date, seen: str
) -> ClearanceAnswer:
    """Return what somebody says now, recorded, in place of an answer that holds no more.

    `seen` as in `answer`. Raises Decided where the text is another by now, AskedAnew where it was
    asked for again.
    """
    hold_one(clearance)
    digest = _unchanged(clearance, today, seen)
    return _answer(once_more(clearance, by, today, was_asked=False), said, by, digest)


def _unchanged(clearance: Clearance, today: datetime.date, seen: str) -> str:
    """Return the digest of the words that are cleared; raise Decided unless it is `seen`."""
    digest = digest_of(clearance.report, today)(clearance.section_key)
    if digest != seen:
        raise Decided(CHANGED)
    return digest


def _answer(clearance: Clearance, said: Said, by: User, digest: str) -> ClearanceAnswer:
    """Return the answer, saved with the digest of the words it speaks of; `digest`: those of now.

    Of words that were changed before it was recorded nobody holds a digest.
    """
    held = {Words.NOW: digest, Words.MAILED: clearance.mailed, Words.EARLIER: ""}
    kept = said.file
    return ClearanceAnswer.objects.create(
        clearance=clearance,
        verdict=said.verdict,
        code=said.code,
        comment=said.comment,
        digest=held[Words(said.words)],
        how=said.how,
        file_name=kept.name if kept else "",
        content_type=kept.content_type if kept else "",
        content_sha256=kept.sha256 if kept else "",
        content=kept.content if kept else None,
        day=said.day,
        entered_by=by,
    )


# What was never asked for


def seen_of(report: Report, today: datetime.date) -> str:
    """Return the mark of what stands now: each section's words, and the newest clearance."""
    digest = digest_of(report, today)
    keys = ["", *report.sections.order_by("order").values_list("key", flat=True)]
    return " ".join([str(newest_of(report)), *(f"{key}:{digest(key)[:SHORT]}" for key in keys)])


def _newest_in(seen: str) -> int:
    """Return the key of the newest clearance in a mark; 0 in what is no mark of ours."""
    number = seen.partition(" ")[0]
    return int(number) if number.isdecimal() and len(number) < 15 else 0


@transaction.atomic
def record_unasked(
    report: Report, wanted: Wanted, said: Said, by: User, today: datetime.date, seen: str
) -> ClearanceAnswer:
    """Return an answer recorded for somebody whom nobody had asked here, or why it goes without.

    `seen` is the mark of what stood when the page was opened. Raises Decided where the words are
    other ones by now, or the same clearance was asked for or recorded meanwhile. The same sent
    twice by one person is one.
    """
    hold(report)
    for other in _meanwhile(report, wanted, _newest_in(seen)):
        if same := said_before(other, said, by):
            return same
        raise Decided(RECORDED.format(by=other.entered_by))
    digest = digest_of(report, today)(wanted.key)
    if f"{wanted.key}:{digest[:SHORT]}" not in seen.split(" "):
        raise Decided(CHANGED)
    return _answer(made(report, wanted, by, today, was_asked=False), said, by, digest)


def _meanwhile(report: Report, wanted: Wanted, newest: int) -> list[Clearance]:
    """Return the clearances of the same that are newer than the page that was open."""
    same = report.asked_clearances.filter(
        section_key=wanted.key, kind=wanted.kind, label=wanted.label, pk__gt=newest
    )
    return list(same.select_related("entered_by").order_by("-pk"))


def code_proposed(name: str, day: datetime.date) -> str:
    """Return what a code may look like: initials, the day, and "Y", as in "NM/22032017/Y"."""
    initials = "".join(word[0] for word in name.split() if word[0].isalpha()).upper()
    return f"{initials[:4]}/{day:%d%m%Y}/Y"


def standings_of(report: Report, day: datetime.date) -> list[Standing]:
    """Return where each clearance of a paper stands on `day`."""
    return standings(report, digest_of(report, day))
