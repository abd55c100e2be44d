"""Actions with their steps, found by their words and by their number in any plan they stand in."""

from collections.abc import Collection, Iterator
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.text import Truncator

from actionplans.asat import AsAt
from actionplans.models import Action, StandsIn
from actionplans.readable import actions_read, readable_actions, standing_steps_of
from councils.day_words import in_words
from search.readers import Reader
from search.references import Numbers
from search.sources import Kind, Shown, Source, joined

_WORDS_OF_A_NAME = 20


def _sources(reader: Reader) -> Iterator[Source]:
    for group in reader.groups:
        yield _source(readable_actions(group.councils, group.as_at), group.as_at)


def _source(rows: QuerySet[Action], as_at: AsAt) -> Source:
    fields = ("text", "source_text", "success_measure", "next_steps")
    return Source(rows, joined(*fields, _steps(as_at)), "added_on", "plan__council_id")


def _steps(as_at: AsAt) -> Any:
    """Return the words of an action's steps as one text."""
    steps = standing_steps_of(as_at).order_by().values("action")
    return Subquery(steps.annotate(words=StringAgg("text", "\n")).values("words"))


def _numbered(reader: Reader, numbers: Numbers) -> Iterator[Source]:
    if not numbers.actions:
        return
    called = Q()
    for number in numbers.actions:
        called |= Q(reference__iexact=number)
    for group in reader.groups:
        yield _source(readable_actions(group.councils, group.as_at).filter(called), group.as_at)
        guests = StandsIn.objects.filter(
            called,
            actions_read(group.councils, group.as_at, "action__"),
            StandsIn.standing_on(group.as_at.stands_on),
        )
        yield Source(guests, joined("action__text"), "added_on", "plan__council_id", "action_id")


def name_of(action: Action) -> str:
    """Return "action 16: Make sure that…"."""
    return f"action {action.reference}: {Truncator(action.text).words(_WORDS_OF_A_NAME)}"


def place_of(action: Action) -> str:
    """Return the plan and the council it belongs to."""
    return f"{action.plan.title}, {action.plan.council.name}"


def page_of(action: Action, part: str = "") -> str:
    """Return the address of its page; `part` of it, like update-3."""
    args = [action.plan.council.slug, action.plan_id, action.pk]
    page = reverse("actionplans:action", args=args)
    return f"{page}#{part}" if part else page


def _shown(reader: Reader, pks: Collection[int]) -> dict[int, Shown]:
    actions = Action.objects.filter(pk__in=pks).select_related("plan__council")
    return {action.pk: _action(action) for action in actions}


def _action(action: Action) -> Shown:
    name = name_of(action)
    return Shown(
        "Action",
        name[:1].upper() + name[1:],
        place_of(action),
        f"in the plan since {in_words(action.added_on)}",
        page_of(action),
        "Confidential" if action.is_confidential else "",
    )


ACTIONS = Kind("actions", "Actions", _sources, _shown, _numbered, weight=1.5)
