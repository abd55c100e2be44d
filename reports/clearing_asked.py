"""Asking for clearances: one, several at once, and one more time."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from actionplans.also_waiting import Waiting, also_waiting
from councils.access import Access, Verb, who_may
from councils.day_words import in_words
from councils.models import Council, User
from councils.versions import Decided
from reports.cleared_text import exempt_under
from reports.clearing_letters import address_of, write_to
from reports.composing import digest_of
from reports.editing.versions import hold
from reports.models import Clearance, PaperSection, Report

NO_ADDRESS = "{name} has no e-mail address here, so nobody can be asked again."
MEANWHILE = (
    "{by} asked for a clearance of this paper, or recorded one, meanwhile: {what} of {of_what}. "
    "What is still to be asked for stands below."
)
ASKED_ANEW = "This clearance was asked for again meanwhile."


@dataclass(frozen=True)
class Wanted:
    """Whose clearance of what is wanted. Without `section` it is of the whole paper.

    `again_of`: the clearance that holds no more, where it is asked for once more.
    """

    kind: str
    name: str
    label: str = ""
    section: PaperSection | None = None
    user: User | None = None
    email: str = ""
    by: datetime.date | None = None
    again_of: Clearance | None = None

    @property
    def key(self) -> str:
        """Return the key of its section, "" for the whole paper."""
        return self.section.key if self.section else ""


class NoAddress(Decided):
    """Nobody can be asked: there is no address. Says so in a sentence."""


class AskedAnew(Decided):
    """It was asked for once more meanwhile, so the request before it counts no more."""


def ask(report: Report, wanted: Wanted, by: User, day: datetime.date) -> Clearance:
    """Return the clearance asked for, as `ask_for` does."""
    return ask_for(report, [wanted], by, day)[0]


@transaction.atomic
def ask_for(
    report: Report, wanted: Sequence[Wanted], by: User, day: datetime.date
) -> list[Clearance]:
    """Return the clearances asked for; one e-mail to each person is on its way.

    What waits for the same person's answer already is returned as it is: nobody is asked twice.
    """
    hold(report)
    found = [(_waiting(report, each), each) for each in wanted]
    asked = [held or made(report, each, by, day, was_asked=True) for held, each in found]
    new = [one for one, (held, _) in zip(asked, found, strict=True) if held is None]
    for email in dict.fromkeys(one.email for one in new):
        write_to([one for one in new if one.email == email])
    return asked


@transaction.atomic
def ask_all(
    report: Report, wanted: Sequence[Wanted], by: User, day: datetime.date, seen: int
) -> list[Clearance]:
    """Return the clearances asked for at one press, as `ask_for` does.

    `seen` is the key of the newest clearance when the page was opened. Raises Decided where
    somebody else asked for a clearance of this paper, or recorded one, since.
    """
    hold(report)
    newer = Clearance.objects.filter(report=report, pk__gt=seen).exclude(entered_by=by)
    other = newer.select_related("entered_by").order_by("pk").first()
    if other:
        said = {"by": other.entered_by, "what": other.what, "of_what": other.of_what}
        raise Decided(MEANWHILE.format(**said))
    return ask_for(report, wanted, by, day)


def newest_of(report: Report) -> int:
    """Return the key of the newest clearance of a paper, 0 where there is none."""
    newest = report.asked_clearances.order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0


def _waiting(report: Report, wanted: Wanted) -> Clearance | None:
    """Return the same clearance, asked of the same person and not answered; None.

    What was asked for once more already is that, of whomever.
    """
    if wanted.again_of:
        return Clearance.objects.filter(again_of=wanted.again_of).first()
    same = Clearance.objects.filter(
        report=report, section_key=wanted.key, kind=wanted.kind, label=wanted.label
    )
    email = wanted.user.email if wanted.user else wanted.email
    open_still = same.filter(was_asked=True, email__iexact=email, answers=None, asked_again=None)
    return open_still.select_related("entered_by").order_by("pk").first()


def made(
    report: Report, wanted: Wanted, by: User, day: datetime.date, *, was_asked: bool
) -> Clearance:
    """Return a clearance, saved: asked for, or only to be recorded."""
    user = wanted.user or _with_account(report.council, wanted.email)
    return Clearance.objects.create(
        report=report,
        mailed=_mailed(report, wanted.key, day) if was_asked and user is None else "",
        kind=wanted.kind,
        label=wanted.label,
        section_key=wanted.key,
        heading=wanted.section.heading if wanted.section else "",
        asked_of=user,
        name=wanted.name or str(wanted.user),
        email=wanted.user.email if wanted.user else wanted.email,
        wanted_by=wanted.by,
        was_asked=was_asked,
        again_of=wanted.again_of,
        day=day,
        entered_by=by,
    )


def _with_account(council: Council, email: str) -> User | None:
    officers = who_may(council, Verb.READ_UNACCEPTED)
    return officers.filter(email=email.lower()).first() if email else None


def _mailed(report: Report, key: str, day: datetime.date) -> str:
    """Return the digest of the words that an e-mail carries; "" where it must not carry them."""
    return "" if exempt_under(report, key) else digest_of(report, day)(key)


@transaction.atomic
def ask_again(clearance: Clearance, by: User, day: datetime.date) -> Clearance:
    """Return the same asked for once more; the e-mail is on its way.

    Raises NoAddress where there is nobody to write to, AskedAnew where somebody did so already.
    """
    if not clearance.email:
        raise NoAddress(NO_ADDRESS.format(name=clearance.name))
    hold_one(clearance)
    again = once_more(clearance, by, day, was_asked=True)
    write_to([again])
    return again


def once_more(clearance: Clearance, by: User, day: datetime.date, *, was_asked: bool) -> Clearance:
    """Return the same clearance anew, saved: its last answer counts no more."""
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


def hold_one(clearance: Clearance) -> None:
    """Let one answer at a time; raise AskedAnew where it was asked for again."""
    hold(clearance.report)
    if Clearance.objects.filter(again_of=clearance).exists():
        raise AskedAnew(ASKED_ANEW)


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
