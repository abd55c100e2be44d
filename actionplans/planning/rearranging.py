"""Actions split and merged, and put in another order; themes named and put in order."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from actionplans.deciding import (
    copy_step,
    end_action,
    ending_of,
    open_steps,
    steps_on_day,
)
from actionplans.models import Action, ActionPlan, Ending, Milestone, Theme
from actionplans.planning.building import counts_from, free_reference
from actionplans.planning.editing import (
    Change,
    because,
    check_number,
    check_unchanged,
    leave,
    may_be_thrown_away,
    reported_steps,
    throw_away,
    version_of,
)
from actionplans.planning.holding import hold_open
from actionplans.planning.places import follow, live_places, make_room, place_in, places_of
from actionplans.planning.printed import may_be_corrected, take_along
from actionplans.rows import Step
from councils.versions import Decided

# What a part of an action keeps of the whole.
_KEPT = ("source_text", "paragraph_reference", "theme", "accountable", "is_confidential")
_JOINED = ("source_text", "success_measure", "next_steps", "paragraph_reference")


def split_action(
    action: Action, steps: Iterable[int], *, text: str, number: str, change: Change, seen: str
) -> Action:
    """Return the new action, next after `action`, to which the `steps` (pks) went.

    Both answer the same recommendations. Raises Decided where a step has been reported on, no
    step would stay, or the number is taken; ChangedMeanwhile where the action is another than
    the one `seen`, as `seen_of` gives it.
    """
    with because(change):
        hold_open(action.plan)
        _check_seen([action], seen)
        check_number(action.plan, number, None)
        day, wanted = counts_from(action, change.day), set(steps)
        going = [pair for pair in _movable(action, change.day) if pair[0].pk in wanted]
        if {step.pk for step, _ in going} != wanted:
            raise Decided("A step left the action meanwhile, or is done.")
        new = Action.objects.create(
            plan=action.plan,
            order=make_room(action.plan, action.order),
            reference=number,
            text=text,
            added_on=day,
            **{name: getattr(action, name) for name in _KEPT},
        )
        new.recommendations.set(action.recommendations.all())
        taken = {pair[0]: copy_step(pair, new, change.by, day) for pair in going}
        if may_be_corrected(action):
            take_along(taken, new, whole=False)
        leave([step for step, _ in going], action, change)
        _stand_beside(action, new, day)
        return new


def _movable(action: Action, day: datetime.date) -> list[tuple[Milestone, Step]]:
    """Return the steps with their state that can go into another action, in order: the open
    ones, or all while the action can be corrected.
    """
    return (steps_on_day if may_be_corrected(action) else open_steps)(action, day)


def _stand_beside(action: Action, new: Action, day: datetime.date) -> None:
    """Let a part of an action stand next after it in the other plans, too."""
    for place in live_places(action):
        place_in(
            place.plan,
            new,
            day,
            order=make_room(place.plan, place.order),
            reference=free_reference(f"{place.reference}a", place.plan),
            theme=place.theme,
        )


def seen_of(*actions: Action) -> str:
    """Return what changes whenever one of the actions does."""
    return ".".join(version_of(action) for action in actions)


def _check_seen(actions: Sequence[Action], seen: str) -> None:
    """Make the actions, of a plan that is held, what is stored of them now.

    Raises ChangedMeanwhile where one is not as it was seen, Decided where one is gone.
    """
    versions = seen.split(".")
    for number, action in enumerate(actions):
        try:
            action.refresh_from_db()
        except Action.DoesNotExist:
            raise Decided("An action was deleted meanwhile.") from None
        check_unchanged(action, versions[number] if number < len(versions) else "")


def merge_actions(first: Action, second: Action, *, text: str, change: Change, seen: str) -> None:
    """Let the open steps of `second` join `first`, which gets the words `text`.

    What `second` answers, `first` answers too. `second` is superseded by it and stays visible;
    in a draft where nobody reported on it, it goes, and what its file says of it stands at the
    steps that joined. Raises Decided where either has ended, ChangedMeanwhile where one is
    another than the one `seen`, as `seen_of` gives them.
    """
    with because(change):
        hold_open(first.plan)
        if ending_of(first) or ending_of(second):
            raise Decided("One of the two actions is no longer in the plan.")
        _check_seen([first, second], seen)
        day = counts_from(first, change.day)
        _join(first, second, text)
        place = first.milestones.filter(removed_on=None).aggregate(last=Max("order"))["last"]
        taken, goes = {}, may_be_thrown_away(second)
        joining = (steps_on_day if goes else open_steps)(second, change.day)
        for number, pair in enumerate(joining, place + 1):
            new = taken[pair[0]] = copy_step(pair, first, change.by, day)
            new.order = 20_000 + number
            new.save(update_fields=["order"])
        if goes:
            take_along(taken, first, whole=True)
        _close_ranks(first)
        follow(second, first, change.day)
        _give_up(second, first, change)


def _join(first: Action, second: Action, text: str) -> None:
    """Put all that `second` says into `first`; what does not fit keeps a cell of its own."""
    first.text, first.other = text, [*first.other, *second.other]
    for name in _JOINED:
        both = "\n".join(dict.fromkeys(filter(None, (getattr(first, name), getattr(second, name)))))
        field: Any = Action._meta.get_field(name)
        if field.max_length and len(both) > field.max_length:
            first.other.append([field.verbose_name.capitalize(), getattr(second, name)])
        else:
            setattr(first, name, both)
    first.theme = first.theme or second.theme
    first.accountable = first.accountable or second.accountable
    first.is_confidential = first.is_confidential or second.is_confidential
    first.save()
    first.recommendations.add(*second.recommendations.all())


def _close_ranks(action: Action) -> None:
    standing = action.milestones.filter(removed_on=None).order_by("order", "pk")
    for order, step in enumerate(standing, 1):
        if step.order != order:
            step.order = order
            step.save(update_fields=["order"])


def _give_up(second: Action, first: Action, change: Change) -> None:
    if may_be_thrown_away(second):
        throw_away(second, change)
        return
    end_action(
        second,
        Ending.Kind.SUPERSEDED,
        reason=change.reason or f"Merged with action {first.reference}.",
        agreed_by="",
        successor=first,
        by=change.by,
        day=change.day,
    )


@dataclass(frozen=True)
class Placed:
    """An action and the number it is to have."""

    pk: int
    number: str


def order_seen(plan: ActionPlan) -> str:
    """Return what changes whenever an action comes, goes, or has another place or number."""
    return ",".join(f"{place.pk}:{place.reference}" for place in places_of(plan))


def put_in_order(plan: ActionPlan, placed: Sequence[Placed], change: Change, *, seen: str) -> None:
    """Give the actions the order in which they come here, and their numbers.

    Raises Decided where the order, or a number, was changed since `seen`.
    """
    with because(change):
        hold_open(plan)
        if order_seen(plan) != seen:
            raise Decided("The order or the numbers were changed meanwhile.")
        places = {place.pk: place for place in places_of(plan)}
        for order, each in enumerate(placed, 1):
            places[each.pk].put(order, each.number)


def themes_seen(plan: ActionPlan) -> str:
    """Return what changes whenever a theme comes, goes, or has another place or name."""
    rows = plan.themes.order_by("order").values_list("pk", "name")
    return ",".join(f"{pk}:{name}" for pk, name in rows)


def put_themes(plan: ActionPlan, given: Sequence[tuple[int | None, str]], *, seen: str) -> None:
    """Make the themes of `plan` those of (pk or None, name), in that order.

    Raises Decided where a theme that is left out has actions, or they were changed since `seen`.
    """
    with transaction.atomic():
        hold_open(plan)
        if themes_seen(plan) != seen:
            raise Decided("The themes were changed meanwhile.")
        before: Mapping[int, Theme] = {theme.pk: theme for theme in plan.themes.all()}
        kept = {pk for pk, _ in given}
        for theme in before.values():
            if theme.pk not in kept:
                _drop(theme)
        for order, (pk, name) in enumerate(given, 1):
            theme = before.get(pk or 0) or Theme(plan=plan)
            theme.name, theme.order = name, order
            theme.save()


def _drop(theme: Theme) -> None:
    guests = theme.guests.filter(removed_on=None)
    under = [
        *theme.actions.order_by("order").values_list("reference", flat=True),
        *guests.order_by("order").values_list("reference", flat=True),
    ]
    if under:
        raise Decided(f"Actions stand under “{theme}”: {', '.join(under)}. Move them first.")
    theme.guests.update(theme=None)
    theme.delete()


def steps_to_choose(action: Action, day: datetime.date) -> list[Milestone]:
    """Return the open steps of `action` that a split can take: those nobody reported on."""
    reported = reported_steps(action)
    return [step for step, _ in _movable(action, day) if step.pk not in reported]
