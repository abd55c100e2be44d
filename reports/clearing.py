"""Asking for clearances, and what comes of it: given, returned, recorded, or gone on without."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from actionplans.also_waiting import Waiting, also_waiting
from councils.access import Access, Verb, who_may
from councils.day_words import in_words
from councils.emails import Letter, absolute, record
from councils.models import Council, OutgoingEmail, User
from councils.versions import Decided
from reports.clearance_states import Standing, State, standings
from reports.cleared_text import exempt_under, holds_exempt, words_for_email
from reports.composing import digest_of
from reports.models import Clearance, ClearanceAnswer, PaperSection, Report

ASKED = """Dear {name},

{by} asks for your clearance ({what}) of {of_what} in the report “{title}” to {body}.{wanted}

{how}
"""
HERE = """Read it and answer here, after signing in:

{link}"""
BY_REPLY = """You have no account here: answer to this e-mail, which goes to {by}. Say that you \
clear it, with your code, or what should be changed. {by} records your answer and keeps it.

{words}"""
RETURNED = """Dear {name},

{by} has returned {of_what} of the report “{title}” with a comment:

{comment}

{link}
"""
NOT_BY_EMAIL = "It may be about exempt information, so it is not in this e-mail. It stands here:"
CHANGED = (
    "The text was changed while you were reading. It stands below as it is now. What you typed is "
    "kept; look again, then send it."
)
ANSWERED = "This clearance was answered meanwhile. What was said stands below."
NO_ADDRESS = "{name} has no e-mail address here, so nobody can be asked again."
ASKED_ANEW = "This clearance was asked for again meanwhile."


@dataclass(frozen=True)
class Wanted:
    """Whose clearance of what is wanted. Without `section` it is of the whole paper."""

    kind: str
    name: str
    label: str = ""
    section: PaperSection | None = None
    user: User | None = None
    email: str = ""
    by: datetime.date | None = None


@dataclass(frozen=True)
class KeptFile:
    """The e-mail that somebody answered with, as a file."""

    name: str
    content_type: str
    content: bytes
    sha256: str


@dataclass(frozen=True)
class Said:
    """What came of a clearance, on which day and how."""

    verdict: str
    day: datetime.date
    code: str = ""
    comment: str = ""
    how: str = ClearanceAnswer.How.HERE
    file: KeptFile | None = None


@transaction.atomic
def ask(report: Report, wanted: Wanted, by: User, day: datetime.date) -> Clearance:
    """Return the clearance asked for; the e-mail that asks is on its way."""
    clearance = _wanted(report, wanted, by, day, was_asked=True)
    _write_to(clearance)
    return clearance


def _wanted(
    report: Report, wanted: Wanted, by: User, day: datetime.date, *, was_asked: bool
) -> Clearance:
    user = wanted.user or _with_account(report.council, wanted.email)
    key = wanted.section.key if wanted.section else ""
    return Clearance.objects.create(
        report=report,
        mailed=_mailed(report, key, day) if was_asked and user is None else "",
        kind=wanted.kind,
        label=wanted.label,
        section_key=key,
        heading=wanted.section.heading if wanted.section else "",
        asked_of=user,
        name=wanted.name or str(wanted.user),
        email=wanted.user.email if wanted.user else wanted.email,
        wanted_by=wanted.by,
        was_asked=was_asked,
        day=day,
        entered_by=by,
    )


def _with_account(council: Council, email: str) -> User | None:
    officers = who_may(council, Verb.READ_UNACCEPTED)
    return officers.filter(email=email.lower()).first() if email else None


def _mailed(report: Report, key: str, day: datetime.date) -> str:
    """Return the digest of the words that an e-mail carries; "" where it must not carry them."""
    return "" if exempt_under(report, key) else digest_of(report, day)(key)


class NoAddress(Decided):
    """Nobody can be asked: there is no address. Says so in a sentence."""


@transaction.atomic
def ask_again(clearance: Clearance, by: User, day: datetime.date) -> Clearance:
    """Return the same asked for once more; the e-mail is on its way.

    Raises NoAddress where there is nobody to write to, Decided where somebody did so already.
    """
    if not clearance.email:
        raise NoAddress(NO_ADDRESS.format(name=clearance.name))
    _hold(clearance)
    again = _once_more(clearance, by, day, was_asked=True)
    _write_to(again)
    return again


def _once_more(clearance: Clearance, by: User, day: datetime.date, *, was_asked: bool) -> Clearance:
    report, key = clearance.report, clearance.section_key
    is_mailed = was_asked and clearance.asked_of is None
    return Clearance.objects.create(
        report=report,
        kind=clearance.kind,
        label=clearance.label,
        section_key=key,
        heading=clearance.heading,
        asked_of=clearance.asked_of,
        name=clearance.name,
        email=clearance.email,
        was_asked=was_asked,
        mailed=_mailed(report, key, day) if is_mailed else "",
        again_of=clearance,
        day=day,
        entered_by=by,
    )


@transaction.atomic
def record_again(
    clearance: Clearance, said: Said, by: User, today: datetime.date, seen: str
) -> ClearanceAnswer:
    """Return what somebody says now, recorded, in place of an answer that holds no more.

    `seen` as in `answer`. Raises Decided where the text is another by now, or it was asked for
    again.
    """
    _hold(clearance)
    digest = digest_of(clearance.report, today)(clearance.section_key)
    if digest != seen:
        raise Decided(CHANGED)
    return _answer(_once_more(clearance, by, today, was_asked=False), said, by, digest)


def _hold(clearance: Clearance) -> None:
    """Let one answer at a time; raise Decided where it was asked for again."""
    Report.objects.select_for_update(no_key=True).get(pk=clearance.report_id)
    if Clearance.objects.filter(again_of=clearance).exists():
        raise Decided(ASKED_ANEW)


@transaction.atomic
def answer(
    clearance: Clearance, said: Said, by: User, today: datetime.date, seen: str
) -> ClearanceAnswer:
    """Return the answer, recorded; whoever asked is told of one that is returned.

    `seen` is the digest of the text that was read. What answers an e-mail is of the words that
    this carried. Raises Decided where the text is another by now, it was answered meanwhile, or
    asked for again.
    """
    _hold(clearance)
    if clearance.answers.exists():
        raise Decided(ANSWERED)
    digest = digest_of(clearance.report, today)(clearance.section_key)
    if digest != seen:
        raise Decided(CHANGED)
    given = _answer(clearance, said, by, clearance.mailed or digest)
    if said.verdict == ClearanceAnswer.Verdict.RETURNED and by != clearance.entered_by:
        _tell_returned(given)
    return given


def _answer(clearance: Clearance, said: Said, by: User, digest: str) -> ClearanceAnswer:
    kept = said.file
    return ClearanceAnswer.objects.create(
        clearance=clearance,
        verdict=said.verdict,
        code=said.code,
        comment=said.comment,
        digest=digest,
        how=said.how,
        file_name=kept.name if kept else "",
        content_type=kept.content_type if kept else "",
        content_sha256=kept.sha256 if kept else "",
        content=kept.content if kept else None,
        day=said.day,
        entered_by=by,
    )


@transaction.atomic
def record_unasked(
    report: Report, wanted: Wanted, said: Said, by: User, today: datetime.date
) -> ClearanceAnswer:
    """Return an answer recorded for somebody whom nobody had asked here, or why it goes without."""
    clearance = _wanted(report, wanted, by, today, was_asked=False)
    return _answer(clearance, said, by, digest_of(report, today)(clearance.section_key))


def code_proposed(name: str, day: datetime.date) -> str:
    """Return what a code may look like: initials, the day, and "Y", as in "NM/22032017/Y"."""
    initials = "".join(word[0] for word in name.split() if word[0].isalpha()).upper()
    return f"{initials[:4]}/{day:%d%m%Y}/Y"


def standings_of(report: Report, day: datetime.date) -> list[Standing]:
    """Return where each clearance of a paper stands on `day`."""
    return standings(report, digest_of(report, day))


# What is written to whom


def _of_what(clearance: Clearance) -> str:
    """Return what is cleared as an e-mail may say it: no exempt heading leaves by e-mail."""
    kept_out = "a section kept out of the public paper"
    return kept_out if _is_exempt(clearance) else clearance.of_what


def _is_exempt(clearance: Clearance) -> bool:
    return exempt_under(clearance.report, clearance.section_key) is not None


def _write_to(clearance: Clearance) -> None:
    report, by = clearance.report, clearance.entered_by
    wanted = f" It is wanted by {in_words(clearance.wanted_by)}." if clearance.wanted_by else ""
    how = HERE.format(link=_link(clearance)) if clearance.asked_of else _by_reply(clearance)
    body = ASKED.format(
        name=clearance.name,
        by=by,
        what=clearance.what.lower(),
        of_what=_of_what(clearance),
        title=report.title,
        body=report.body.name,
        wanted=wanted,
        how=how,
    )
    letter = Letter(
        kind=OutgoingEmail.Kind.NOTICE,
        to=clearance.email,
        name=clearance.name,
        user=clearance.asked_of,
        subject=f"Your clearance is asked for: {report.title}",
        body=body,
        reply_to=by.email,
    )
    record(report.council, f"clearance {clearance.pk}", letter)


def _by_reply(clearance: Clearance) -> str:
    by = clearance.entered_by
    ask = f"{by} ({by.email})"
    where = clearance.report, clearance.section_key
    return BY_REPLY.format(by=by, words=words_for_email(*where, clearance.day, ask))


def _tell_returned(given: ClearanceAnswer) -> None:
    clearance = given.clearance
    asker, where = clearance.entered_by, (clearance.report, clearance.section_key)
    body = RETURNED.format(
        name=asker.name,
        by=given.entered_by,
        of_what=_of_what(clearance),
        title=clearance.report.title,
        comment=NOT_BY_EMAIL if holds_exempt(*where) else given.comment,
        link=_link(clearance),
    )
    letter = Letter(
        kind=OutgoingEmail.Kind.RETURNED,
        to=asker.email,
        name=asker.name,
        user=asker,
        subject=f"Returned with a comment: {clearance.report.title}",
        body=body,
        reply_to=given.entered_by.email,
    )
    record(clearance.report.council, f"clearance answer {given.pk}", letter)


def address_of(clearance: Clearance) -> str:
    """Return the path of the page on which it is answered."""
    report = clearance.report
    return reverse("reports:clearance", args=[report.council.slug, report.pk, clearance.pk])


def _link(clearance: Clearance) -> str:
    return absolute(address_of(clearance))


# What waits for whom


@also_waiting
def clearances_for(mine: Sequence[Access], day: datetime.date) -> list[Waiting]:
    """Return the clearances asked of somebody and not answered. One query a council."""
    return [
        Waiting(
            heading="Waiting for your clearance",
            words=f"{each.of_what[:1].upper()}{each.of_what[1:]} of {each.report.title}",
            address=address_of(each),
            about=_about(each),
        )
        for access in mine
        if access.may(Verb.READ_UNACCEPTED)
        for each in access.reach(Clearance)
        .filter(asked_of=access.user, answers=None, asked_again=None)
        .select_related("report__council", "entered_by")
        .order_by("pk")
    ]


def _about(clearance: Clearance) -> str:
    wanted = clearance.wanted_by
    by = f", wanted by {in_words(wanted)}" if wanted else ""
    return f"{clearance.what}, asked for by {clearance.entered_by} on {in_words(clearance.day)}{by}"


def changed_since(found: Sequence[Standing]) -> list[Standing]:
    """Return the clearances whose text was changed since it was cleared."""
    return [each for each in found if each.state == State.CHANGED]
