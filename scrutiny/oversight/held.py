"""Learning points, next steps and visits of bodies in the state asked for.

What a day says of itself (taken up, said, visited, ended) counts by that day, entered late or not;
the words are those of the day. As known on a day, it is what was recorded by then.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from actionplans.among import among
from actionplans.asat import AsAt
from actionplans.history import children_on
from actionplans.models import Action, ActionPlan
from actionplans.on_day.words import plan_words, worded
from councils.day_words import in_words
from councils.drafts import not_of_a_draft
from councils.models import Body, Meeting
from inspections.learning.themes import BY_KEY
from inspections.models import Lesson
from scrutiny.models import LearningPoint, NextStep, Visit, VisitAction
from scrutiny.oversight.shown import About, Oversight, PointShown, Seen, StepShown, VisitShown
from scrutiny.oversight.steps import place, state_on

POINT_WORDS = ("text", "theme", "source", "plan_id")
STEP_WORDS = ("text", "who", "due", "plan_id", "is_agreed")
VISIT_WORDS = ("place", "who", "learned", "plan_id", "point_id")


def rows_on(model: Any, bodies: Iterable[int], as_at: AsAt, words: tuple[str, ...]) -> list[Any]:
    """Return what bodies hold of a model, or its versions: `id` is the key of either."""
    if as_at.known_on:
        found = children_on(model, "body_id", bodies, as_at.known_on)
        rows = [row for of in found.values() for row in of]
    else:
        held = model.objects.filter(among("body_id", bodies))
        held = held.filter(not_of_a_draft(model)) if as_at.without_drafts else held
        rows = worded(list(held), as_at, words)
    is_past = as_at.known_on or as_at.words_of
    return _without_drafts(rows) if as_at.without_drafts and is_past else rows


def _without_drafts(rows: list[Any]) -> list[Any]:
    """Return the rows, which were about this or that plan then, but those about one that is a
    draft now.
    """
    plans = {row.plan_id for row in rows if row.plan_id}
    read = ActionPlan.objects.filter(not_of_a_draft(ActionPlan), among("pk", plans))
    kept = {None, *(read.values_list("pk", flat=True) if plans else ())}
    return [row for row in rows if row.plan_id in kept]


def oversight_of(bodies: Iterable[Body], as_at: AsAt) -> Oversight:
    """Return what bodies hold in this state. The number of queries does not grow with it."""
    names = {body.pk: body.name for body in bodies}
    points = _of(LearningPoint, names, as_at, POINT_WORDS, "taken_on")
    visits = _of(Visit, names, as_at, VISIT_WORDS, "day")
    steps = [row for row in rows_on(NextStep, names, as_at, STEP_WORDS) if row.said_on <= as_at.day]
    held = _Held.of(names, points, visits, steps, as_at)
    return Oversight(
        points=tuple(sorted(map(held.point, points), key=_by_theme)),
        steps=tuple(sorted(map(held.step, steps), key=_by_state)),
        visits=tuple(sorted(map(held.visit, visits), key=lambda one: (one.day, one.pk)))[::-1],
    )


def _of(
    model: Any, bodies: Mapping[int, str], as_at: AsAt, words: tuple[str, ...], since: str
) -> list[Any]:
    """Return rows that were held on the day: from the day they tell, until they were taken off."""
    return [
        row
        for row in rows_on(model, bodies, as_at, words)
        if getattr(row, since) <= as_at.day
        and (row.removed_on is None or row.removed_on > as_at.day)
    ]


def _by_theme(point: PointShown) -> tuple[int, int]:
    themes = [theme.name for theme in BY_KEY.values()]
    return (themes.index(point.theme) if point.theme in themes else len(themes), point.pk)


def _by_state(step: StepShown) -> tuple[Any, ...]:
    return (*place(step.state, step.due, step.ended_on), step.pk)


@dataclass
class _Held:
    """What rows name by their keys, each fetched once for all of them."""

    names: Mapping[int, str]
    as_at: AsAt
    titles: dict[int, str]
    lessons: dict[int, Lesson]
    meetings: dict[int, datetime.date]
    points: dict[int, str]
    visits: dict[int, str]
    seen: dict[int, list[Seen]]

    @classmethod
    def of(
        cls,
        names: Mapping[int, str],
        points: list[Any],
        visits: list[Any],
        steps: list[Any],
        as_at: AsAt,
    ) -> "_Held":
        """Return it of these rows: at most seven queries, none of what is not named."""
        rows = [*points, *visits, *steps]
        lessons = _lessons(row.lesson_id for row in [*points, *steps])
        plans = {row.plan_id for row in rows if row.plan_id}
        return cls(
            names=names,
            as_at=as_at,
            titles={pk: row.title for pk, row in _titles(plans, as_at).items()},
            lessons=lessons,
            meetings=_meetings(step.meeting_id for step in steps),
            points={row.id: _words(row, lessons) for row in points},
            visits={row.id: f"{row.place} on {in_words(row.day)}" for row in visits},
            seen=_seen([row.id for row in visits], as_at),
        )

    def about(self, row: Any) -> About:
        title = self.titles.get(row.plan_id or 0, "")
        return About(row.body_id, self.names[row.body_id], row.plan_id, title)

    def point(self, row: Any) -> PointShown:
        lesson = self.lessons.get(row.lesson_id or 0)
        theme = lesson.theme if lesson else row.theme
        return PointShown(
            pk=row.id,
            about=self.about(row),
            text=_words(row, self.lessons),
            theme=BY_KEY[theme].name if theme in BY_KEY else "",
            source=source_of(lesson) if lesson else row.source,
            taken_on=row.taken_on,
            paper=paper_of(lesson) if lesson else row.source,
            reference=lesson.reference if lesson else "",
        )

    def step(self, row: Any) -> StepShown:
        day = self.as_at.day
        state = state_on(day, row.due, row.ended, row.ended_on, row.is_agreed)
        return StepShown(
            pk=row.id,
            about=self.about(row),
            day=day,
            text=_words(row, self.lessons),
            who=row.who,
            due=row.due,
            said_on=row.said_on,
            state=state,
            ended_on=row.ended_on if state.is_over else None,
            outcome=row.outcome if state.is_over else "",
            whence=self._whence(row),
        )

    def _whence(self, row: Any) -> str:
        parts = []
        if row.lesson_id:
            parts.append(f"Named in {source_of(self.lessons[row.lesson_id])}.")
        if row.meeting_id:
            parts.append(f"From the meeting on {in_words(self.meetings[row.meeting_id])}.")
        if visit := self.visits.get(row.visit_id or 0):
            parts.append(f"From the visit to {visit}.")
        if point := self.points.get(row.point_id or 0):
            parts.append(f"From the learning point “{point.rstrip('.')}”.")
        return " ".join(parts)

    def visit(self, row: Any) -> VisitShown:
        return VisitShown(
            pk=row.id,
            about=self.about(row),
            day=row.day,
            place=row.place,
            who=tuple(line.strip() for line in row.who.splitlines() if line.strip()),
            learned=row.learned,
            point=self.points.get(row.point_id or 0, ""),
            actions=tuple(self.seen.get(row.id, ())),
        )


def paper_of(lesson: Lesson) -> str:
    """Return the paper a lesson stands in: "Key issues, 14 October 2015"."""
    return f"{lesson.council.name}, {lesson.paper}, {in_words(lesson.on)}"


def source_of(lesson: Lesson) -> str:
    """Return the paper a lesson stands in: "Key issues, 15c, 14 October 2015"."""
    return f"{lesson.council.name}, {lesson.paper}, {lesson.reference}, {in_words(lesson.on)}"


def _words(row: Any, lessons: Mapping[int, Lesson]) -> str:
    return lessons[row.lesson_id].text if row.lesson_id else str(row.text)


def _lessons(ids: Iterable[int | None]) -> dict[int, Lesson]:
    wanted = {pk for pk in ids if pk}
    found = Lesson.objects.select_related("council").filter(among("pk", wanted))
    return {lesson.pk: lesson for lesson in found}


def _titles(plans: set[int], as_at: AsAt) -> dict[int, Any]:
    return plan_words(plans, as_at) if plans else {}


def _meetings(ids: Iterable[int | None]) -> dict[int, datetime.date]:
    wanted = {pk for pk in ids if pk}
    return dict(Meeting.objects.filter(among("pk", wanted)).values_list("pk", "held_on"))


def _seen(visits: list[int], as_at: AsAt) -> dict[int, list[Seen]]:
    """Return, by visit, the actions it was about that this reader may see, in order."""
    if as_at.known_on:
        found = children_on(VisitAction, "visit_id", visits, as_at.known_on)
        links = [link for of in found.values() for link in of]
    else:
        links = list(VisitAction.objects.filter(among("visit_id", visits)))
    named = Action.objects.filter(among("pk", {link.action_id for link in links}))
    actions = list(named.filter(not_of_a_draft(Action)) if as_at.without_drafts else named)
    if not as_at.confidential:
        actions = [action for action in actions if not action.is_confidential]
    worded(actions, as_at, ("reference", "text", "order"))
    by_pk = {action.pk: action for action in actions}
    seen: dict[int, list[Seen]] = defaultdict(list)
    for link in sorted(links, key=lambda link: _order(by_pk.get(link.action_id))):
        if action := by_pk.get(link.action_id):
            seen[link.visit_id].append(
                Seen(action.pk, action.plan_id, action.reference, action.text)
            )
    return seen


def _order(action: Action | None) -> tuple[int, int, int]:
    return (action.plan_id, action.order, action.pk) if action else (0, 0, 0)
