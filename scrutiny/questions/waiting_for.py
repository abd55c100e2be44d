"""What of questions waits for members: later days that those who are to answer ask for."""

import datetime
from collections.abc import Sequence

from django.db.models import QuerySet

from actionplans.also_waiting import Waiting, also_waiting
from actionplans.asat import AsAt
from actionplans.challenges.words import short
from actionplans.telling_of_questions import address_of
from councils.access import Access, Verb
from councils.day_words import in_words
from scrutiny.models import MembersQuestion
from scrutiny.questions.standing import Standing, standing_of

LONGEST = 200


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
