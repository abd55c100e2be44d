"""Where the actions stand for each recommendation: the numbers a paper to members gives."""

from collections.abc import Iterable
from dataclasses import dataclass

from actionplans.on_day.links import sources_on
from actionplans.planning.elsewhere import Elsewhere, answered_elsewhere
from actionplans.rag import Position, Status
from actionplans.rows import Answered, Row
from actionplans.shown import PlanOnDay, Published
from inspections.models import Recommendation


@dataclass(frozen=True)
class Told:
    """Numbers a paper gives for some actions, and whether the table counts by them."""

    group: Published
    counted: bool


@dataclass(frozen=True)
class Asked:
    """One recommendation with the actions that answer it first; `answered` None: those of none."""

    answered: Answered | None
    rows: tuple[Row, ...]
    columns: tuple[tuple[Position, int], ...]
    published: tuple[Told, ...]

    @property
    def total(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Unanswered:
    """A recommendation under which no action counts.

    `with_actions`: the references of actions that answer it and count under another.
    `elsewhere`: the other plan that answers it, where one is named.
    """

    recommendation: Recommendation
    with_actions: tuple[str, ...]
    elsewhere: Elsewhere | None = None


@dataclass(frozen=True)
class ByRecommendation:
    """The table: a line for each recommendation, and the total.

    `across` are published numbers of actions that answer several recommendations: they are
    in the total alone.
    """

    positions: tuple[Position, ...]
    areas: tuple[Asked, ...]
    columns: tuple[tuple[Position, int], ...]
    total: int
    across: tuple[Told, ...]
    unanswered: tuple[Unanswered, ...]
    # What adds nothing to the position.
    plain = frozenset({Status.DONE, Status.ON_TRACK, Status.NOT_STATED})


def by_recommendation(shown: PlanOnDay) -> ByRecommendation:
    """Return where the actions of a plan on a day stand, by recommendation. Three queries.

    Each action counts once: under the first recommendation it answers. Every position has a
    column, but "no longer in the plan" only where some action has left it.
    """
    asked = _asked_of(shown)
    place = {recommendation.pk: number for number, recommendation in enumerate(asked)}
    left = shown.positions[Position.ENDED]
    positions = tuple(p for p in Position if p != Position.ENDED or left)
    areas = [
        Asked(
            answered=area.answered,
            rows=area.rows,
            columns=tuple((position, area.positions[position]) for position in positions),
            published=tuple(_within(shown, area.rows)),
        )
        for area in shown.areas
    ]
    areas.sort(key=lambda area: place.get(area.answered.pk, len(place)) if area.answered else 1e9)
    told = {id(each.group) for area in areas for each in area.published}
    counted = shown.counted_among(shown.rows)
    across = [group for group in shown.published if id(group) not in told]
    return ByRecommendation(
        positions=positions,
        areas=tuple(areas),
        columns=tuple((position, shown.positions[position]) for position in positions),
        total=len(shown.rows),
        across=tuple(Told(group, group in counted) for group in across),
        unanswered=tuple(_unanswered(asked, shown)),
    )


def _asked_of(shown: PlanOnDay) -> list[Recommendation]:
    """Return what the plan's sources ask for, in their order."""
    found = Recommendation.objects.filter(inspection__in=sources_on(shown.plan, shown.as_at))
    return list(found.select_related("inspection").order_by("inspection_id", "order", "pk"))


def _within(shown: PlanOnDay, rows: tuple[Row, ...]) -> list[Told]:
    pks, counted = {row.pk for row in rows}, shown.counted_among(rows)
    return [Told(group, group in counted) for group in shown.published if group.actions <= pks]


def _unanswered(asked: Iterable[Recommendation], shown: PlanOnDay) -> list[Unanswered]:
    first = {area.answered.pk for area in shown.areas if area.answered}
    elsewhere = answered_elsewhere(shown.plan, shown.as_at)
    return [
        Unanswered(
            recommendation,
            tuple(
                row.reference
                for row in shown.rows
                if any(each.pk == recommendation.pk for each in row.answers)
            ),
            elsewhere.get(recommendation.pk),
        )
        for recommendation in asked
        if recommendation.pk not in first
    ]
