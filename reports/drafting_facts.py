"""The facts that a draft of a plan's progress is made from, read from the plan on a day."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from actionplans.asat import AsAt
from actionplans.by_recommendation import ByRecommendation, by_recommendation
from actionplans.changes import Change, Changes
from actionplans.models import ActionPlan
from actionplans.on_day.links import sources_on
from actionplans.rag import Position
from actionplans.rows import Answered, Row
from actionplans.rules import rules_of
from actionplans.shown import PlanOnDay, Published
from actionplans.since import meeting_in_words, meetings_before, since
from councils.holding_back import held_back, names_asked_about
from inspections import frameworks
from inspections.models import Inspection, Judgement, Recommendation
from reports.drafting import (
    AreaFacts,
    Facts,
    GradeFacts,
    Group,
    MovedFacts,
    Named,
    PartFacts,
    SinceFacts,
)
from reports.drafting_standings import Standings, reference_of
from reports.plan_files.exporting import plan_for_files

# What papers of that time call what the inspectorate asked for.
_DEVELOPMENT = {"slac-2009", "protection-2012", "looked-after-2013"}
UNGRADED_LAST = 99


def drafting_facts(plan: ActionPlan, state: AsAt) -> tuple[PlanOnDay, Facts]:
    """Return the plan as files show it, and the facts a draft is made from.

    The number of queries does not grow with actions, recommendations or meetings.
    """
    shown = plan_for_files(plan, state)
    return shown, facts_of_plan(shown)


def facts_of_plan(shown: PlanOnDay) -> Facts:
    """Return the facts a draft is made from, of a plan as files show it."""
    found = _Gathered(shown, by_recommendation(shown)).facts()
    facts: Facts = held_back(found, names_asked_about(shown.plan.council_id))
    return facts


class _Gathered:
    """Everything loaded once, and put into the shape of the facts."""

    def __init__(self, shown: PlanOnDay, asked: ByRecommendation) -> None:
        self.shown, self.asked = shown, asked
        self.counted = shown.counted_among(shown.rows)
        self.sources = set(sources_on(shown.plan, shown.as_at))
        rules = rules_of(shown.plan.council, shown.as_at.words_of)
        self.standings = Standings(shown, self.counted, rules.due_soon_days)
        self.rows_of = {a.answered.pk: a.rows for a in asked.areas if a.answered}
        self.unanswered = {each.recommendation.pk: each for each in asked.unanswered}
        self.within = {id(told.group) for a in asked.areas for told in a.published}

    def facts(self) -> Facts:
        return Facts(
            day=self.shown.as_at.day,
            actions=tuple(named(row) for row in self.shown.rows),
            positions=tuple(self.shown.positions.items()),
            parts=tuple(self._parts()),
            others=tuple(self._others()),
            across=tuple(self._group(g) for g in self._across()),
            since=since_facts(self.shown),
        )

    # What inspections said

    def _parts(self) -> Iterable[PartFacts]:
        """Yield each part of each inspection the plan answers, in their order."""
        answered = {a.answered.inspection_id for a in self.asked.areas if a.answered}
        found = Inspection.objects.filter(pk__in=self.sources | answered).order_by("pk")
        order = 0
        for inspection in found.prefetch_related("judgements", "recommendations"):
            asked = sorted(inspection.recommendations.all(), key=lambda r: (r.order, r.pk))
            grades = _by_strand(inspection)
            strands = dict.fromkeys([*grades, *(strand_of(r, grades) for r in asked)])
            for strand in strands:
                order += 1
                here = [r for r in asked if strand_of(r, grades) == strand]
                part = PartFacts(order, strand, inspection.title, tuple(grades.get(strand, ())))
                yield self._with_areas(part, here, inspection)

    def _with_areas(
        self, part: PartFacts, asked: list[Recommendation], inspection: Inspection
    ) -> PartFacts:
        numbers: dict[str, int] = defaultdict(int)
        areas = []
        for order, recommendation in enumerate(asked, 1):
            noun = noun_of(recommendation, inspection.framework)
            numbers[noun] += 1
            if recommendation.pk in self.rows_of or recommendation.pk in self.unanswered:
                areas.append(self._area(recommendation, order, noun, numbers[noun], part.key))
        return PartFacts(part.order, part.name, part.inspection, part.grades, tuple(areas))

    def _area(
        self, asked: Recommendation, order: int, noun: str, ordinal: int, part: str
    ) -> AreaFacts:
        rows = self.rows_of.get(asked.pk, ())
        missing = self.unanswered.get(asked.pk)
        elsewhere = missing.elsewhere.words if missing and missing.elsewhere else ""
        shown_number = asked.shown_number
        return AreaFacts(
            order=order,
            noun=noun,
            ordinal=ordinal,
            number=shown_number if shown_number[:1].isdigit() else "",
            text=self._words_of(asked, rows),
            part=part,
            timescale=asked.timescale,
            actions=tuple(self.standings.action(row) for row in rows),
            groups=tuple(self._group(group) for group in self._groups_within(rows)),
            counted_under=missing.with_actions if missing else (),
            elsewhere=elsewhere or (asked.answered_elsewhere if missing else ""),
        )

    def _words_of(self, asked: Recommendation, rows: Iterable[Row]) -> str:
        """Return what is asked in the words the rows print, which are those of the day."""
        answered: Iterable[Answered] = (each for row in rows for each in row.answers)
        return next((each.text for each in answered if each.pk == asked.pk), asked.text)

    # What answers nothing that was asked

    def _others(self) -> Iterable[AreaFacts]:
        """Yield the actions that answer nothing, by where they come from, else by their theme."""
        rows = [row for area in self.asked.areas if not area.answered for row in area.rows]
        by_source: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_source[row.source_text or row.theme].append(row)
        for order, (text, of) in enumerate(by_source.items(), 1):
            groups = tuple(self._group(group) for group in self._groups_within(of))
            actions = tuple(self.standings.action(row) for row in of)
            yield AreaFacts(order, "", order, "", text, actions=actions, groups=groups)

    # Numbers of papers

    def _groups_within(self, rows: Iterable[Row]) -> list[Published]:
        pks = {row.pk for row in rows}
        return [group for group in self.shown.published if group.actions <= pks]

    def _across(self) -> list[Published]:
        """Return the groups whose actions stand in no one paragraph."""
        lists = [list(rows) for rows in self.rows_of.values()]
        by_source: dict[str, list[Row]] = defaultdict(list)
        for area in self.asked.areas:
            for row in () if area.answered else area.rows:
                by_source[row.source_text or row.theme].append(row)
        placed = [{row.pk for row in rows} for rows in [*lists, *by_source.values()]]
        return [g for g in self.shown.published if not any(g.actions <= pks for pks in placed)]

    def _group(self, group: Published) -> Group:
        rows = [row for row in self.shown.rows if row.pk in group.actions]
        where = f", paragraph {group.paragraph}" if group.paragraph else ""
        unstated = [row for row in rows if row.position == Position.NOT_STATED]
        return Group(
            references=tuple(reference_of(row) for row in rows),
            unstated=tuple(reference_of(row) for row in unstated),
            numbers=tuple((n.position, n.number, n.due) for n in group.numbers),
            source=f"{group.source}{where}",
            counts=group in self.counted,
        )


def _by_strand(inspection: Inspection) -> dict[str, list[GradeFacts]]:
    """Return the grades of the council's own areas, by the half of the inspection they are of."""
    found: dict[str, list[GradeFacts]] = defaultdict(list)
    for judgement in sorted(inspection.judgements.all(), key=lambda each: each.order):
        if not judgement.of_board:
            found[judgement.strand].append(_grade(judgement))
    return found


def _grade(judgement: Judgement) -> GradeFacts:
    if not judgement.grade:
        return GradeFacts(judgement.heading, "", UNGRADED_LAST)
    grade = frameworks.FRAMEWORKS[judgement.framework].grade(judgement.grade)
    rank = UNGRADED_LAST if grade.rank is None else grade.rank
    return GradeFacts(judgement.heading, judgement.grade_label, rank)


def strand_of(asked: Recommendation, strands: Iterable[str]) -> str:
    """Return the half of an inspection a recommendation is of, from the council's own number.

    "Looked after 2" is of "Services for looked after children"; "" where it names none.
    """
    words = asked.council_number.rstrip("0123456789 ").casefold()
    return next((s for s in strands if words and words in s.casefold()), "")


def noun_of(asked: Recommendation, framework: str) -> str:
    if asked.priority != Recommendation.Priority.AREA_FOR_IMPROVEMENT:
        return str(asked.get_priority_display()).lower()
    return "area for development" if framework in _DEVELOPMENT else "area for improvement"


def named(row: Row) -> Named:
    """Return an action as a list names it."""
    return Named(row.pk, row.plan_id, row.order, reference_of(row))


# Since the last meeting


def since_facts(shown: PlanOnDay) -> SinceFacts | None:
    """Return what changed since the last meeting before the day; None where there was none."""
    meetings = meetings_before(shown.plan, shown.as_at)
    if not meetings:
        return None
    found = since(shown.plan, meetings[0].held_on, shown.as_at).changes
    return SinceFacts(
        since=meeting_in_words(meetings[0]),
        completed=_named(found.completed),
        newly_late=_named(found.newly_late),
        newly_silent=_named(found.newly_silent),
        reopened=_named(found.reopened),
        added=_named(found.added),
        ended=_named(found.ended),
        moved=tuple(_moves(found)),
    )


def _named(found: Iterable[Change]) -> tuple[Named, ...]:
    return tuple(named(change.after) for change in found)


def _moves(found: Changes) -> Iterable[MovedFacts]:
    for change in found.moved:
        row = change.after
        pairs = dict.fromkeys((_due(m.was), _due(m.to)) for m in change.moves)
        for was, to in pairs:
            yield MovedFacts(row.pk, row.plan_id, row.order, reference_of(row), was, to)


def _due(date: object) -> datetime.date | None:
    return getattr(date, "due", None)
