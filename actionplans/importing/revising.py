"""A revised file held against the plan that is here: row by row, what would change.

Nothing is written here; `applying` does it. What the file has no column for is left alone, and
so is an action that the file no longer has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from django.db.models import Prefetch

from actionplans.importing.telling import NOTHING_YET
from actionplans.importing.understood import Field, ReadRow, RowKey, Understood
from actionplans.importing.wanted import Wanted, WantedDate, WantedSaid, WantedStep, wanted
from actionplans.importing.writing import Leads
from actionplans.models import Action, ActionPlan, DueDate, How, Milestone, ProgressUpdate
from actionplans.rag import Outlook, Progress

ALIKE = 0.6


class Kind(StrEnum):
    """What a revised file changes in one action."""

    WORDS = "words"
    OTHER = "other"
    THEME = "theme"
    ANSWERS = "answers"
    STEP_WORDS = "step_words"
    LEADS = "leads"
    NEW_STEP = "new_step"
    DATE = "date"
    SAID = "said"


@dataclass(frozen=True)
class Change:
    """One thing that would change, in words, and what it takes to do it."""

    kind: Kind
    what: str
    before: str
    after: str
    name: str = ""  # the field, where it is one of the action's or the step's
    value: Any = None
    step: Milestone | None = None
    at: int = -1  # the step in the file, from 0; -1 is the row


@dataclass(frozen=True)
class RowChange:
    """A row of the file with the action it is, None for a new one, and what would change."""

    key: RowKey
    wanted: Wanted
    action: Action | None
    changes: tuple[Change, ...] = ()
    stays: tuple[str, ...] = ()  # what of the action the file does not have

    @property
    def is_new(self) -> bool:
        return self.action is None

    @property
    def is_unchanged(self) -> bool:
        return self.action is not None and not self.changes


@dataclass(frozen=True)
class Revision:
    """What a revised file would change in a plan, and the actions that it no longer has."""

    rows: tuple[RowChange, ...]
    missing: tuple[Action, ...]

    @property
    def changes_something(self) -> bool:
        return any(not row.is_unchanged for row in self.rows)

    @property
    def moves_a_date(self) -> bool:
        return any(change.kind == Kind.DATE for row in self.rows for change in row.changes)


def revised_words(revision: Revision) -> str:
    """Return how many actions a revised file changes, adds and leaves out."""
    new = sum(row.is_new for row in revision.rows)
    same = sum(row.is_unchanged for row in revision.rows)
    changed = len(revision.rows) - new - same
    if not (new or changed):
        found = "The file says what the plan says: nothing would change."
    else:
        found = f"{_how_many(changed)} would change, {new} would be new, {same} would stay as "
        found += "it is." if same == 1 else "they are."
    if left := len(revision.missing):
        found += f" {_how_many(left)} of the plan {'is' if left == 1 else 'are'} not in the file, "
        found += "and stays." if left == 1 else "and stay."
    return f"{found} {NOTHING_YET}"


def _how_many(number: int) -> str:
    return f"{number} action{'' if number == 1 else 's'}"


def revise(plan: ActionPlan, understood: Understood, nobody: Iterable[str] = ()) -> Revision:
    """Return what the file would change in `plan`; a few queries, however many rows."""
    actions = _actions(plan)
    pairs = _matched([(row, wanted(row)) for row in understood.rows], actions)
    comparer = _Comparer(understood, Leads(plan.council, nobody))
    rows = tuple(
        RowChange(row.key, asked, None) if action is None else comparer.row(row, asked, action)
        for row, asked, action in pairs
    )
    found = {action.pk for _, _, action in pairs if action}
    return Revision(rows, tuple(action for action in actions if action.pk not in found))


def _actions(plan: ActionPlan) -> list[Action]:
    """Return the plan's actions in order, with their steps, dates, leads and reports."""
    steps = Milestone.objects.filter(removed_on=None).order_by("order", "pk")
    steps = steps.prefetch_related(
        "leads__officer", Prefetch("due_dates", DueDate.objects.order_by("pk"))
    )
    updates = ProgressUpdate.objects.order_by("day", "pk").prefetch_related("lines")
    found = plan.actions.order_by("order", "pk").select_related("theme", "plan__council")
    return list(
        found.prefetch_related(
            Prefetch("milestones", steps),
            Prefetch("updates", updates),
            "recommendations",
        )
    )


# Which action a row is


Asked = tuple[ReadRow, Wanted]


def _matched(
    asked: Sequence[Asked], actions: Sequence[Action]
) -> list[tuple[ReadRow, Wanted, Action | None]]:
    """Return each row with its action: by number and words, by words, by number, by likeness."""
    found: dict[int, Action] = {}
    left = list(actions)
    for is_same in (_same_number_and_words, _same_words, _same_number):
        for at, (_, each) in enumerate(asked):
            match = next((one for one in left if at not in found and is_same(each, one)), None)
            if match:
                found[at] = match
                left.remove(match)
    for at, (_, each) in enumerate(asked):
        if at not in found and (alike := _most_alike(_name(each), left, _name_of)):
            found[at] = alike
            left.remove(alike)
    return [(row, each, found.get(at)) for at, (row, each) in enumerate(asked)]


def _same_number_and_words(each: Wanted, action: Action) -> bool:
    return _same_number(each, action) and _same_words(each, action)


def _same_words(each: Wanted, action: Action) -> bool:
    return bool(plain(_name(each))) and plain(_name(each)) == plain(_name_of(action))


def _same_number(each: Wanted, action: Action) -> bool:
    return bool(each.reference) and plain(each.reference) == plain(action.reference)


def _name(each: Wanted) -> str:
    return each.words["text"] or (each.steps[0].text if each.steps else "")


def _name_of(action: Action) -> str:
    steps = list(action.milestones.all())
    return action.text or (steps[0].text if steps else "")


def _most_alike(words: str, among: Sequence[Any], name: Any) -> Any:
    """Return what is called most like `words`, None where nothing is like it enough."""
    if not words.strip():
        return None
    rated = [(SequenceMatcher(None, plain(words), plain(name(one))).ratio(), one) for one in among]
    best = max(rated, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= ALIKE else None


def plain(words: str) -> str:
    """Return words as they are compared: without case, each gap one space."""
    return " ".join(words.split()).casefold()


# What would change

_FIELDS = {
    "text": ("Action", {Field.ACTION, Field.RECOMMENDATION}),
    "source_text": ("Recommendation, as printed", {Field.RECOMMENDATION}),
    "success_measure": ("Success measure", {Field.SUCCESS_MEASURE}),
    "next_steps": ("Next steps", {Field.NEXT_STEPS}),
    "paragraph_reference": ("Paragraph reference", {Field.PARAGRAPH_REFERENCE}),
    "printed_leads": ("Leads, as printed", {Field.LEADS}),
}


class _Comparer:
    """Holds rows of one file against their actions."""

    def __init__(self, understood: Understood, leads: Leads) -> None:
        self.fields = {column.field for column in understood.columns}
        self.leads = leads

    def row(self, row: ReadRow, asked: Wanted, action: Action) -> RowChange:
        standing = list(action.milestones.all())
        steps, stays = _steps(each_asked := self._asked(asked, standing), standing)
        changes = [*self._of_action(asked, action), *_said(asked.said, action, None, -1)]
        for at, (step, each) in enumerate(zip(steps, each_asked, strict=True)):
            changes += self._of_step(at, each, step, action)
        words = tuple(f"Step “{step}” is not in the file. It stays." for step in stays)
        return RowChange(row.key, asked, action, tuple(changes), words)

    def _asked(self, asked: Wanted, standing: list[Milestone]) -> tuple[WantedStep, ...]:
        """Return the steps asked for; a file without steps speaks of each that stands."""
        if Field.MILESTONES in self.fields or len(asked.steps) > 1 or asked.steps[0].text:
            return asked.steps
        return asked.steps * len(standing)

    def _of_action(self, asked: Wanted, action: Action) -> Iterable[Change]:
        # A number that another row has too had something put behind it when it came in.
        if asked.reference and not plain(action.reference).startswith(plain(asked.reference)):
            yield _words("Reference", "reference", action.reference, asked.reference)
        for name, (what, columns) in _FIELDS.items():
            before, after = getattr(action, name), asked.words[name]
            if columns & self.fields and plain(before) != plain(after):
                yield _words(what, name, before, after)
        yield from _others(asked, action)
        theme = action.theme.name if action.theme else ""
        if asked.theme and plain(asked.theme) != plain(theme):
            yield Change(Kind.THEME, "Theme", theme, asked.theme)
        yield from _answers(asked, action)

    def _of_step(
        self, at: int, asked: WantedStep, step: Milestone | None, action: Action
    ) -> Iterable[Change]:
        if step is None:
            yield Change(Kind.NEW_STEP, "New step", "", asked.text, value=asked, at=at)
            return
        what = f"Step {at + 1}"
        if Field.MILESTONES in self.fields and plain(asked.text) != plain(step.text):
            yield Change(Kind.STEP_WORDS, what, step.text, asked.text, "text", asked.text, step, at)
        if Field.LEADS in self.fields:
            yield from self._leads(what, at, asked, step)
        yield from _date(what, at, asked, step)
        yield from _said(asked.said, action, step, at)

    def _leads(self, what: str, at: int, asked: WantedStep, step: Milestone) -> Iterable[Change]:
        printed = f"{what}: leads, as printed"
        if plain(asked.printed_leads) != plain(step.printed_leads):
            yield Change(
                Kind.STEP_WORDS,
                printed,
                step.printed_leads,
                asked.printed_leads,
                "printed_leads",
                asked.printed_leads,
                step,
                at,
            )
        standing = sorted(step.leads.all(), key=lambda lead: (lead.order, lead.pk))
        names = [lead.officer.name for lead in standing]
        if [lead.officer_id for lead in standing] != self.leads.known(asked.leads):
            after = "; ".join(lead.words for lead in asked.leads)
            yield Change(
                Kind.LEADS, f"{what}: leads", "; ".join(names), after, "", asked.leads, step, at
            )


def _words(what: str, name: str, before: str, after: str) -> Change:
    return Change(Kind.WORDS, what, before, after, name, after)


def _others(asked: Wanted, action: Action) -> Iterable[Change]:
    """Yield what the file has under headings of its own where it differs; the rest stays."""
    held, new = by_heading(action.other), by_heading(asked.other)
    for heading, texts in new.items():
        before, after = "\n".join(held.get(heading, ())), "\n".join(texts)
        if plain(before) != plain(after):
            yield Change(Kind.OTHER, heading, before, after, heading, texts)


def by_heading(pairs: Iterable[Sequence[str]]) -> dict[str, list[str]]:
    """Return the texts under each heading, in their order."""
    found: dict[str, list[str]] = {}
    for heading, text in pairs:
        found.setdefault(heading, []).append(text)
    return found


def _answers(asked: Wanted, action: Action) -> Iterable[Change]:
    held = {each.pk: each for each in action.recommendations.all()}
    if asked.recommendations and set(asked.recommendations) != set(held):
        before = ", ".join(sorted(each.shown_number for each in held.values()))
        yield Change(
            Kind.ANSWERS,
            "Recommendations it answers",
            before,
            "those beside it below",
            value=asked.recommendations,
        )


# Steps


def _steps(
    asked: Sequence[WantedStep], standing: list[Milestone]
) -> tuple[list[Milestone | None], list[Milestone]]:
    """Return the step each one of the file is, None for a new one, and those it does not have."""
    found: dict[int, Milestone] = {}
    left = list(standing)
    for at, each in enumerate(asked):
        match = next((step for step in left if plain(step.text) == plain(each.text)), None)
        if match:
            found[at] = match
            left.remove(match)
    for at, each in enumerate(asked):
        if at not in found and (alike := _most_alike(each.text, left, lambda step: step.text)):
            found[at] = alike
            left.remove(alike)
    if len(asked) == len(standing):  # As many as before: what is left was reworded in its place.
        for at in range(len(asked)):
            if at not in found:
                found[at] = left.pop(0)
    return [found.get(at) for at in range(len(asked))], left


def _date(what: str, at: int, asked: WantedStep, step: Milestone) -> Iterable[Change]:
    """Yield the date the file gives a step that it never had; an older one of its is no news."""
    date = asked.moved or asked.date
    held = list(step.due_dates.all())
    if date is None or any(_same_date(date, each) for each in held):
        return
    first = [asked.date] if asked.moved and asked.date and not held else []
    before = held[-1].words if held else ""
    moved = f"{what}: new date" if held else f"{what}: date"
    for each in (*first, date):
        yield Change(Kind.DATE, moved, before, each.words, value=each, step=step, at=at)
        before = each.words


def _same_date(date: WantedDate, held: DueDate) -> bool:
    if plain(date.words) == plain(held.words):
        return not date.is_corrected or bool(date.meaning and date.meaning.due == held.due)
    meaning = date.meaning
    return bool(
        meaning and meaning.due and (meaning.due, meaning.repeats) == (held.due, held.recurrence)
    )


# What is said


def _said(
    said: WantedSaid | None, action: Action, step: Milestone | None, at: int
) -> Iterable[Change]:
    """Yield what the file reports, unless the last report, or the last of a file, says just so."""
    if said is None:
        return
    place = step.pk if step else None
    held = [
        (update, line)
        for update in action.updates.all()
        for line in update.lines.all()
        if line.milestone_id == place and line.occurrence is None
    ]
    of_files = [pair for pair in held if pair[0].how == How.PAPER]
    for update, line in (*held[-1:], *of_files[-1:]):
        if _says(update, line) == (plain(said.text), said.printed_rating, *_how(said)):
            return
    before = held[-1][0].text if held else ""
    what = f"Step {at + 1}: progress" if step else "Progress"
    after = " ".join(filter(None, [said.text, _standing_words(said)]))
    yield Change(Kind.SAID, what, before, after, value=said, step=step, at=at)


def _says(update: ProgressUpdate, line: Any) -> tuple[str, str, str, str]:
    return plain(update.text), line.printed_rating, line.progress, line.outlook


def _how(said: WantedSaid) -> tuple[str, str]:
    return said.progress, said.outlook


def _standing_words(said: WantedSaid) -> str:
    """Return how it stands, in words: the rating as printed, and what it means."""
    means = Outlook(said.outlook).words if said.outlook else ""
    if said.progress != Progress.NOT_STATED:
        means = Progress(said.progress).words
    words = ": ".join(filter(None, [said.printed_rating, means.lower()]))
    return f"({words})" if words else ""
