"""Withdrawing an edition: by two people. Its bytes go, the record that it was stays."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from actionplans.also_waiting import Waiting, also_waiting
from councils.access import Access, Verb
from councils.day_words import in_words
from councils.emails import Letter, absolute, record
from councils.models import OutgoingEmail, User
from councils.versions import Decided
from reports.models import Edition, EditionFile, Withdrawal

NOTICE = """Dear {name},

{by} asks to withdraw the published paper “{title}”. Its files go when somebody else agrees, and the
record that it was published stays. Any one of you may decide, except {by}:

{link}
"""
ASKED = "Somebody asked to withdraw it meanwhile."
DECIDED = "Somebody decided on it meanwhile."


@transaction.atomic
def ask_withdrawal(
    access: Access, edition: Edition, why: str, day: datetime.date, path: str
) -> Withdrawal:
    """Return the request to take an edition away; those who can decide are written to.

    Raises Decided where it was asked for already, or done.
    """
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    if edition.withdrawals.exclude(state=Withdrawal.State.REFUSED).exists():
        raise Decided(ASKED)
    asked = Withdrawal.objects.create(edition=edition, why=why, asked_by=access.user, asked_on=day)
    for user in deciders(access).exclude(pk=access.user.pk):
        letter = Letter(
            kind=OutgoingEmail.Kind.NOTICE,
            to=user.email,
            name=user.name,
            user=user,
            subject=f"A published paper to be withdrawn at {access.council.name}",
            body=NOTICE.format(
                name=user.name, by=access.user, title=edition.title, link=absolute(path)
            ),
            reply_to=access.user.email,
        )
        record(access.council, f"withdrawal {asked.pk} {user.pk}", letter)
    return asked


def deciders(access: Access) -> QuerySet[User]:
    """Return who can agree to a withdrawal: who publishes, and who takes names out."""
    return (access.who_may(Verb.PUBLISH) | access.who_may(Verb.REDACT)).distinct()


def may_decide(access: Access, asked: Withdrawal) -> bool:
    """Return whether somebody can decide on it: not who asked."""
    allowed = access.may(Verb.PUBLISH) or access.may(Verb.REDACT)
    return allowed and asked.asked_by_id != access.user.pk


@transaction.atomic
def withdraw(asked: Withdrawal, by: User, day: datetime.date) -> None:
    """Take the edition's files and data away. Raises Decided where somebody decided already."""
    _decide(asked, Withdrawal.State.DONE, by, day)
    Edition.objects.filter(pk=asked.edition_id).update(data={})
    EditionFile.objects.filter(edition=asked.edition_id).update(content=None)


@transaction.atomic
def refuse_withdrawal(asked: Withdrawal, by: User, day: datetime.date, why: str) -> None:
    """Leave the edition as it is. Raises Decided where somebody decided already."""
    _decide(asked, Withdrawal.State.REFUSED, by, day, refusal=why)


def _decide(asked: Withdrawal, state: str, by: User, day: datetime.date, **more: str) -> None:
    held = Withdrawal.objects.select_for_update().get(pk=asked.pk)
    if held.state != Withdrawal.State.ASKED:
        raise Decided(DECIDED)
    held.state, held.decided_by, held.decided_on = state, by, day
    held.refusal = more.get("refusal", "")
    held.save()


# What waits for whom


@also_waiting
def withdrawals_for(mine: Sequence[Access], day: datetime.date) -> list[Waiting]:
    """Return the withdrawals that wait for the decision of somebody. One query a council."""
    return [
        Waiting(
            heading="Waiting for your decision",
            words=f"To withdraw {each.edition.title}",
            address=reverse("reports:withdrawal", args=[access.council.slug, each.edition_id]),
            about=f"Asked for by {each.asked_by} on {in_words(each.asked_on)}",
        )
        for access in mine
        if access.may(Verb.PUBLISH) or access.may(Verb.REDACT)
        for each in access.reach(Withdrawal)
        .filter(state=Withdrawal.State.ASKED)
        .exclude(asked_by=access.user)
        .select_related("edition", "asked_by")
        .defer("edition__data")
        .order_by("pk")
    ]
