"""What of questions stands on the first page: what one asked, and what who keeps the list keeps."""

import datetime
from collections.abc import Sequence
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from actionplans.also_waiting import Waiting, also_waiting
from actionplans.asat import AsAt
from actionplans.challenges.words import short
from actionplans.telling_of_questions import address_of
from councils.access import Access, Verb
from councils.day_words import in_words
from scrutiny.models import MembersQuestion
from scrutiny.questions.listing import ME
from scrutiny.questions.rules import State
from scrutiny.questions.standing import Standing, asked_in, standing_of, waiting

LONGEST = 200
# For how long an answer stands on the first page of who asked.
NEW_FOR = datetime.timedelta(days=21)
YOURS, ALL = "Your questions", "Questions of members"


@also_waiting
def days_to_decide(mine: Sequence[Access], day: datetime.date) -> list[Waiting]:
    """Return the later days asked for on questions this person asked, and not decided on.

    Who records for members sees those of what they recorded.
    """
    return [
        _waiting(one)
        for access in mine
        if access.may(Verb.ASK)
        for one in standing_of(_own(access), _state(access, day), access.user)
        if one.wanted
    ]


@also_waiting
def own_questions(mine: Sequence[Access], day: datetime.date) -> list[Waiting]:
    """Return how many of this person's own questions wait, and how many were answered of late."""
    found = []
    for access in mine:
        if access.may(Verb.ASK) and not access.may(Verb.RECORD_ASKED):
            own = _own(access).filter(question__asked_by="")
            stand = standing_of(own, _state(access, day), access.user)
            found += [_open(access, stand, YOURS), *_answered(access, stand, day)]
    return [each for each in found if each.number]


@also_waiting
def of_members(mine: Sequence[Access], day: datetime.date) -> list[Waiting]:
    """Return, for who keeps the list of questions, how many wait in each council."""
    keeps = [access for access in mine if access.may(Verb.RECORD_ASKED)]
    each = [(access, asked_in(access.council, _state(access, day))) for access in keeps]
    lines = [_open(access, stand, ALL) for access, stand in each]
    return [line for line in lines if line.number]


def _open(access: Access, found: Sequence[Standing], heading: str) -> Waiting:
    waits = waiting(found)
    own = {"who": ME} if heading == YOURS else {}
    return _line(access, heading, waits.sentence, waits.number, own)


def _answered(access: Access, found: Sequence[Standing], day: datetime.date) -> list[Waiting]:
    since = day - NEW_FOR
    new = [one for one in found if one.state == State.ANSWERED and one.last_day >= since]
    number = len(new)
    was = "1 question was" if number == 1 else f"{number} questions were"
    words = f"{was} answered since {in_words(since)}."
    return [_line(access, YOURS, words, number, {"who": ME, "state": State.ANSWERED.key})]


def _line(access: Access, heading: str, words: str, number: int, query: dict[str, str]) -> Waiting:
    here = reverse("scrutiny:questions", args=[access.council.slug])
    address = f"{here}?{urlencode(query)}" if query else here
    return Waiting(heading, words, address, access.council.name, number)


def _own(access: Access) -> QuerySet[MembersQuestion]:
    return access.reach(MembersQuestion).filter(question__entered_by=access.user)


def _state(access: Access, day: datetime.date) -> AsAt:
    return AsAt(
        day=day,
        today=day,
        confidential=access.may(Verb.READ_CONFIDENTIAL),
        without_drafts=not access.may(Verb.READ_UNACCEPTED),
    )


def _waiting(one: Standing) -> Waiting:
    wanted = one.wanted
    by = f"{wanted.entered_by} asks for {in_words(wanted.due_on)}" if wanted else ""
    about = f"{by} instead of {in_words(one.answer_by)}" if one.answer_by else by
    text = short(one.question.text, LONGEST)
    return Waiting("More time asked for", text, address_of(one.question), about)
