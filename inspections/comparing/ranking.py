"""Councils in order of their grades, by a rule that is said beside the table."""

from collections.abc import Iterable
from dataclasses import dataclass

from inspections.comparing.sets import FrameworkSet, heading_of
from inspections.comparing.standings import Standing

_NO_GRADE = 99


@dataclass(frozen=True)
class Placed:
    """A council with its place; equal grades share one, and the next is counted past them."""

    place: int
    shared: bool
    standing: Standing


@dataclass(frozen=True)
class League:
    """The councils in order, and apart those that cannot be ranked, by name."""

    ranked: tuple[Placed, ...]
    unranked: tuple[Standing, ...]
    rule: str


def league(found: Iterable[Standing], of: FrameworkSet) -> League:
    """Return the councils ranked by the grades of their latest published inspection."""
    found = tuple(found)
    order = _order(of) if of.sums_up else ()
    ranked = [s for s in found if order and _rank(s, of, order[0]) != _NO_GRADE]
    apart = [standing for standing in found if standing not in ranked]
    return League(
        ranked=_placed(ranked, of, order),
        unranked=tuple(sorted(apart, key=_name)),
        rule=rule(of),
    )


def rule(of: FrameworkSet) -> str:
    """Return the rule of the ranking, in sentences."""
    if not of.sums_up:
        return "Not ranked: these inspections give no overall grade. Councils stand by name."
    first, *others = [_heading(of, area) for area in _order(of)]
    then = f", then by {_listed(others)}, in this order" if others else ""
    return (
        f"Ranked by {first}{then}. A judgement without a grade counts after those that have one. "
        "Councils with the same grades in all of these share a place and stand by name."
    )


def _heading(of: FrameworkSet, key: str) -> str:
    words = heading_of(of.area(key))
    return f"“{words}”"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _order(of: FrameworkSet) -> tuple[str, ...]:
    """Return the areas that decide: the main one, then the others that all inspections judge."""
    common = of.common()
    return tuple(area.key for area in of.areas() if area.key in common)


def _placed(ranked: list[Standing], of: FrameworkSet, order: tuple[str, ...]) -> tuple[Placed, ...]:
    grades = {s.council.pk: tuple(_rank(s, of, area) for area in order) for s in ranked}
    in_order = sorted(ranked, key=lambda s: (grades[s.council.pk], _name(s)))
    values = [grades[standing.council.pk] for standing in in_order]
    return tuple(
        Placed(values.index(value) + 1, values.count(value) > 1, standing)
        for value, standing in zip(values, in_order, strict=True)
    )


def _rank(standing: Standing, of: FrameworkSet, area: str) -> int:
    column = standing.column(of, area)
    return next((g.rank or _NO_GRADE for g in of.grades if g.key == column), _NO_GRADE)


def _name(standing: Standing) -> tuple[str, int]:
    return standing.council.name, standing.council.pk
