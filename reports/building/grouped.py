"""The council's region and combined authority: how many they are, and where it stands in them."""

import datetime
from collections.abc import Iterable, Sequence

from inspections.compared import place_of
from inspections.comparing.counting import count
from inspections.comparing.groups import Group, groups_of
from inspections.comparing.sets import FrameworkSet
from inspections.comparing.standings import Standing, among, columns_of, standing_of, standings
from reports.building.naming import numbered
from reports.building.registry import PaperFacts
from reports.drafting import words

_KINDS = ("region-", "combined-")
# What a writer's sentence says for the number of councils of each kind of group.
_COUNTED = {"in_region": "region-", "in_combined": "combined-"}
_UNCOUNTED = (
    "{{{}}} stands in a sentence as it is: no such group of the council is held on that day."
)


def own_groups(facts: PaperFacts, of: FrameworkSet) -> list[Group]:
    """Return the region and the combined authority the council is in on the paper's day."""
    place = place_of(facts.report.council)
    groups = groups_of(facts.held(of), place, facts.report.as_at)
    return [group for group in groups if group.key.startswith(_KINDS) and place.pk in group.members]


def with_groups(text: str, facts: PaperFacts, of: FrameworkSet) -> str:
    """Return a writer's sentences with how many councils its groups have on the paper's day.

    One that it has not is left as it was written: see `uncounted`.
    """
    wanted = {name: kind for name, kind in _COUNTED.items() if f"{{{name}}}" in text}
    return numbered(text, _sizes(wanted, facts, of)) if wanted else text


def uncounted(text: str, facts: PaperFacts, of: FrameworkSet) -> list[str]:
    """Return a sentence for each group that a writer's sentences count and nobody can."""
    left = with_groups(text, facts, of)
    return [_UNCOUNTED.format(name) for name in _COUNTED if f"{{{name}}}" in left]


def _sizes(wanted: dict[str, str], facts: PaperFacts, of: FrameworkSet) -> dict[str, int]:
    groups = own_groups(facts, of)
    return {
        name: len(group)
        for name, kind in wanted.items()
        for group in groups
        if group.key.startswith(kind)
    }


# The position, in sentences


def position_told(facts: PaperFacts, of: FrameworkSet, area: str) -> list[str]:
    """Return, for each of its groups, how many were inspected and how the council compares."""
    held, day = facts.held(of), facts.report.as_at
    found = standings(held, of, day)
    own = standing_of(held, of, place_of(facts.report.council), day)
    told = []
    for group in own_groups(facts, of):
        members = among(found, group.members)
        if count(members, of, area).inspected:
            told.append(_of_group(group, members, own, of, area, day))
    return told


def _of_group(
    group: Group,
    found: Sequence[Standing],
    own: Standing,
    of: FrameworkSet,
    area: str,
    day: datetime.date,
) -> str:
    counts = count(found, of, area)
    council = "council" if counts.all == 1 else "councils"
    held = f"inspections of {words.number(counts.inspected)} are held up to {words.day(day)}"
    first = f"of the {counts.all} {council} in {_the(group.name)}, {held}"
    return " ".join(map(words.sentence, [first, *_among(found, own, of, area)]))


def _the(name: str) -> str:
    bare = name.startswith(("London", "Yorkshire", "Greater", "England"))
    return name if bare else f"the {name}"


def _among(found: Sequence[Standing], own: Standing, of: FrameworkSet, area: str) -> Iterable[str]:
    """Yield how many of the group were rated higher than the council, and how many the same."""
    columns = {column.key: column for column in columns_of(of, area)}
    mine = columns[own.column(of, area)]
    if mine.rank is None:
        return
    others = [s for s in found if s.council.pk != own.council.pk]
    ranks = [rank for s in others if (rank := columns[s.column(of, area)].rank) is not None]
    higher, same = sum(rank < mine.rank for rank in ranks), ranks.count(mine.rank)
    name, grade = own.council.name, mine.label.lower()
    yield (
        f"{name} was rated as {grade}: of the others held, {_were(higher)} rated higher and "
        f"{_were(same)} rated the same"
    )


def _were(number: int) -> str:
    """Return "one was", "two were", "none was"."""
    return f"{words.number(number) if number else 'none'} {'were' if number > 1 else 'was'}"
