"""From a request to the state it asks for: the day, and what this reader may see of it."""

from django.http import HttpRequest

from actionplans.asat import AsAt
from councils.access import Access, Verb
from councils.days import day_asked, today


def as_at_asked(request: HttpRequest, access: Access) -> AsAt:
    """Return the state a page shows: `?as_at=` and `?known_on=`, else today's.

    Raises BadRequest (400) when either is not a day.
    """
    now = today()
    return AsAt(
        day=day_asked(request) or now,
        today=now,
        known_on=day_asked(request, "known_on"),
        accepted_only=not access.may(Verb.READ_UNACCEPTED),
        confidential=access.may(Verb.READ_CONFIDENTIAL),
    )
