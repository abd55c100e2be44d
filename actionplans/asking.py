"""From a request to the state it asks for: the day, and what this reader may see of it."""

from django.http import Http404, HttpRequest

from actionplans.asat import AsAt
from actionplans.models import Action, Milestone
from actionplans.on_day.plans import rows_on_day
from actionplans.reporting_rights import standing_steps
from actionplans.rows import Row
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
        without_drafts=not access.may(Verb.READ_UNACCEPTED),
    )


def row_asked(access: Access, action: Action, as_at: AsAt) -> Row:
    """Return the row of `action` as `as_at` asks. Raises Http404 where it has none."""
    rows = rows_on_day(access.reach(Action).filter(pk=action.pk), as_at)
    if not rows:
        raise Http404
    return rows[0]


def step_asked(request: HttpRequest, access: Access, action: Action) -> Milestone | None:
    """Return the step that `?step=` asks for; without it the only one, None for the whole action.

    Raises Http404 for none such.
    """
    asked = request.GET.get("step", "")
    if asked:
        if not asked.isdecimal() or len(asked) > 18:
            raise Http404
        return access.get(Milestone, pk=int(asked), action=action, removed_on=None)
    steps = standing_steps(access, action, today()).order_by("order", "pk")[:2]
    return steps[0] if len(steps) == 1 else None
