"""Who came to read a group's papers: by whom they were added, and who of the group is told.

Who runs reviews says who is in a group, themselves included; so the group sees each who came and
went, and its chair hears of it.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from councils.day_words import in_words
from councils.emails import Letter, absolute, record
from councils.models import OutgoingEmail, User, in_force_on
from scrutiny.models import ReviewMember, ScrutinyReview
from scrutiny.reviews.opening import KEEPERS

Part = ReviewMember.Part
LETTER = """Dear {name},

{what} on {day}. {who} can read all that the group writes: its notes, findings and recommendations.

Who is in the group, and since when: {address}

You get this because you are in the group.
"""


@dataclass(frozen=True)
class Gone:
    """Somebody who was taken out of a group: who they were, and by whom it was done and when."""

    name: str
    part: str
    words: str


def reads(row: ReviewMember, day: datetime.date) -> bool:
    """Return whether somebody reads the group's papers on `day`: with an account, in their time."""
    begun = row.starts is None or row.starts <= day
    return bool(row.user_id) and begun and (row.ends is None or row.ends > day)


def tell_group(row: ReviewMember, by: User, day: datetime.date) -> None:
    """Record an e-mail to the chair that somebody came to read the group's papers.

    Where the chair has no account, or did it, it goes to the scrutiny officer; else to all others.
    """
    page = reverse("scrutiny:review", args=[row.review.council.slug, row.review_id])
    of = f"the working group of the review “{row.review}” as {row.get_part_display().lower()}"
    what = f"{by} joined {of}" if row.user == by else f"{by} added {row.name} to {of}"
    for user in _told(row, by, day):
        body = LETTER.format(
            name=user.name, what=what, day=in_words(day), who=row.name, address=absolute(page)
        )
        letter = Letter(
            kind=OutgoingEmail.Kind.NOTICE,
            to=user.email,
            name=user.name,
            subject=f"{row.name} is in the working group of “{row.review}”"[:200],
            body=body,
            user=user,
        )
        record(row.review.council, f"review member {row.pk} {day} {user.pk}", letter)


def _told(row: ReviewMember, by: User, day: datetime.date) -> list[User]:
    held = ReviewMember.objects.filter(in_force_on(day), review=row.review, user__is_active=True)
    held = held.exclude(user__in=[by.pk, row.user_id]).select_related("user").order_by("pk")
    group = [(member.part, member.user) for member in held if member.user]
    for parts in ({Part.CHAIR}, KEEPERS, set(Part)):
        if users := [user for part, user in group if part in parts]:
            return list(dict.fromkeys(users))
    return []


def with_added(members: Iterable[ReviewMember]) -> tuple[ReviewMember, ...]:
    """Return people of a group, each with `added`: "added by … on …"; "" where nobody is known.

    Two queries.
    """
    rows: list[Any] = list(members)
    events = _events("insert", pgh_obj_id__in=[row.pk for row in rows])
    names = _names(events)
    added = {event.pgh_obj_id: _did("added", event, names) for event in events}
    for row in rows:
        row.added = added.get(row.pk, "")
    return tuple(rows)


def gone_from(review: ScrutinyReview) -> tuple[Gone, ...]:
    """Return who was taken out of a group that they could read, the first first. Two queries."""
    events = _events("delete", review=review.pk, user__isnull=False)
    names = _names(events)
    return tuple(
        Gone(each.name, Part(each.part).label, _did("taken out", each, names)) for each in events
    )


def _events(label: str, **which: Any) -> list[Any]:
    model: Any = ReviewMember
    found = model.pgh_event_model.objects.filter(pgh_label=label, **which)
    return list(found.select_related("pgh_context").order_by("pgh_id"))


def _by(event: Any) -> Any:
    return (event.pgh_context.metadata if event.pgh_context else {}).get("user")


def _names(events: Iterable[Any]) -> dict[Any, str]:
    users = User.objects.filter(pk__in={_by(event) for event in events} - {None})
    return {user.pk: str(user) for user in users}


def _did(what: str, event: Any, names: dict[Any, str]) -> str:
    """Return "added by Ann Clerk on 3 November 2026"; "" where who did it is not known."""
    by = names.get(_by(event))
    if by is None:
        return ""
    did = f"{what} by themselves" if event.user_id == _by(event) else f"{what} by {by}"
    return f"{did} on {in_words(event.pgh_created_at.date())}"
