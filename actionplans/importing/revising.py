"""A revised file held against the plan that is here: row by row, what would change.

Nothing is written here; `applying` does it. What the file has no column for is left alone, and
so is an action that the file no longer has.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.db.models import OuterRef, Prefetch

from actionplans.asat import AsAt
from actionplans.importing.matching import matched, matched_steps, plain
from actionplans.importing.numbering import renumbered
from actionplans.importing.telling import NOTHING_YET
from actionplans.importing.understood import Field, ReadRow, RowKey, Understood
from actionplans.importing.wanted import Wanted, WantedDate, WantedSaid, WantedStep, wanted
from actionplans.importing.writing import Leads
from actionplans.models import Action, ActionPlan, DueDate, How, Milestone, ProgressUpdate, Review
from actionplans.on_day.plans import rows_on_day
from actionplans.rag import Outlook, Progress


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


def revise(
    plan: ActionPlan, understood: Understood, day: datetime.date, nobody: Iterable[str] = ()
) -> Revision:
    """Return what the file would change in `plan` as it stands on `day`.

    `nobody`: printed leads that mean nobody. A few queries, however many rows.
    """
    actions = _actions(plan)
    shown = rows_on_day(Action.objects.filter(plan=plan), AsAt(day=day, today=day))
    # As an export prints it: the council's label, or without one where the action stands.
    ratings = {row.pk: row.rating.label if row.rating else row.status.words for row in shown}
    ended = {row.pk: row.ended.words for row in shown if row.ended}
    standing = [action for action in actions if action.pk not in ended]
    gone = [action for action in actions if action.pk in ended]
    pairs = matched([(row, wanted(row)) for row in understood.rows], standing, gone)
    comparer = _Comparer(understood, Leads(plan.council, nobody), ratings)
    comparer.numbers, comparer.refused = renumbered(
        {action.pk: action.reference for action in actions},
        {a.pk: w.reference for _, w, a in pairs if a and a.pk not in ended and w.reference},
        [asked.reference for _, asked, _ in pairs],
    )
    rows = []
    for row, asked, action in pairs:
        if action is None:
            rows.append(RowChange(row.key, asked, None))
        elif action.pk in ended:
            words = f"Here it is {ended[action.pk].lower()}. Nothing of it changes."
            rows.append(RowChange(row.key, asked, action, (), (words,)))
        else:
            rows.append(comparer.row(row, asked, action))
    found = {action.pk for _, _, action in pairs if action}
    return Revision(tuple(rows), tuple(action for action in standing if action.pk not in found))


def _actions(plan: ActionPlan) -> list[Action]:
    """Return the plan's actions in order, with their steps, dates, leads and reports."""
    steps = Milestone.objects.filter(removed_on=None).order_by("order", "pk")
    steps = steps.prefetch_related(
        "leads__officer", Prefetch("due_dates", DueDate.objects.order_by("pk"))
    )
    updates = (
        ProgressUpdate.objects.annotate(verdict=Review.last_verdict(update=OuterRef("pk")))
        .exclude(verdict=Review.Verdict.RETURNED)
        .order_by("day", "pk")
        .prefetch_related("lines")
    )
    found = plan.actions.order_by("order", "pk").select_related("theme", "plan__council")
    return list(
        found.prefetch_related(
            Prefetch("milestones", steps),
            Prefetch("updates", updates),
            "recommendations",
        )
    )


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

    def __init__(self, understood: Understood, leads: Leads, ratings: Mapping[int, str]) -> None:
        self.fields = {column.field for column in understood.columns}
        self.leads, self.ratings = leads, ratings
        self.numbers: Mapping[int, str] = {}
        self.refused: Mapping[int, str] = {}

    def row(self, row: ReadRow, asked: Wanted, action: Action) -> RowChange:
        standing = list(action.milestones.all())
        steps, stays = matched_steps(each_asked := self._asked(asked, standing), standing)
        shown = self.ratings.get(action.pk, "")
        changes = [*self._of_action(asked, action), *_said(asked.said, action, None, -1, shown)]
        for at, (step, each) in enumerate(zip(steps, each_asked, strict=True)):
            changes += self._of_step(at, each, step, action)
        words = tuple(f"Step “{step}” is not in the file. It stays." for step in stays)
        if number := self.refused.get(action.pk):
            taken = (
                f"Number “{number}” is another action’s too. This one stays “{action.reference}”."
            )
            words = (taken, *words)
        return RowChange(row.key, asked, action, tuple(changes), words)

    def _asked(self, asked: Wanted, standing: list[Milestone]) -> tuple[WantedStep, ...]:
        """Return the steps asked for; a file without steps speaks of each that stands."""
        if Field.MILESTONES in self.fields or len(asked.steps) > 1 or asked.steps[0].text:
            return asked.steps
        return asked.steps * len(standing)

    def _of_action(self, asked: Wanted, action: Action) -> Iterable[Change]:
        if number := self.numbers.get(action.pk):
            yield _words("Reference", "reference", action.reference, number)
        for name, (what, columns) in _FIELDS.items():
            before, after = getattr(action, name), asked.words[name]
            # Where leads were only linked, an export prints their names: that is no news.
            is_news = before or name != "printed_leads"
            is_news = is_news and plain(after) not in (plain(before), _printed(name, action))
            if columns & self.fields and is_news:
                yield _words(what, name, before, after)
        yield from _others(asked, action)
        theme = action.theme.name if action.theme else ""
        if asked.theme and plain(asked.theme) != plain(theme):
            yield Change(Kind.THEME, "Theme", theme, asked.theme)
        if Field.RECOMMENDATION in self.fields:
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
        standing = sorted(step.leads.all(), key=lambda lead: (lead.order, lead.pk))
        are_others = [lead.officer_id for lead in standing] != self.leads.known(asked.leads)
        before, after = step.printed_leads, asked.printed_leads
        if (before or are_others) and plain(before) != plain(after):
            printed, name = f"{what}: leads, as printed", "printed_leads"
            yield Change(Kind.STEP_WORDS, printed, before, after, name, after, step, at)
        if are_others:
            names = "; ".join(lead.officer.name for lead in standing)
            words = "; ".join(lead.words for lead in asked.leads)
            yield Change(Kind.LEADS, f"{what}: leads", names, words, "", asked.leads, step, at)


def _printed(name: str, action: Action) -> str:
    """Return how an export prints the action's words where it prints their source below them."""
    return plain(f"{action.text} ({action.source_text})") if name == "text" else ""


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


# Dates


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
    said: WantedSaid | None, action: Action, step: Milestone | None, at: int, shown: str = ""
) -> Iterable[Change]:
    """Yield what the file reports that the last reports here, or of a file, do not say.

    `shown` is the rating that the plan shows of the action by itself.
    """
    if said is None:
        return
    held = _last_reports(action)
    here = [report for report in held if report.place == (step.pk if step else None)]
    parts = said.text.split("\n\n")
    known = {part for report in held for part in report.parts}
    new = [part for part in parts if plain(part) and plain(part) not in known]
    ratings = {"", shown, *(report.rating for report in here)}
    if not new and said.printed_rating in ratings:
        return
    beside = {part for report in held if report.place for part in report.parts}
    if step is None and new and any(plain(part) in beside for part in parts):
        # The cell holds what steps report, too: that stays theirs.
        said = replace(said, text="\n\n".join(new))
    before = here[-1].text if here else ""
    what = f"Step {at + 1}: progress" if step else "Progress"
    after = " ".join(filter(None, [said.text, _standing_words(said)]))
    yield Change(Kind.SAID, what, before, after, value=said, step=step, at=at)


@dataclass(frozen=True)
class _Report:
    """The last that was said in one place, or the last that a file said there."""

    place: int | None
    text: str
    rating: str

    @property
    def parts(self) -> list[str]:
        return [plain(part) for part in self.text.split("\n\n")]


def _last_reports(action: Action) -> list[_Report]:
    """Return the last report of a file, and the last of all, of each step and of the whole."""
    last: dict[tuple[object, ...], _Report] = {}
    for update in action.updates.all():
        for line in update.lines.all():
            report = _Report(line.milestone_id, update.text, line.printed_rating)
            if update.how == How.PAPER:
                last[line.milestone_id, "of a file"] = report
            # Each due check of a recurring step has a last word of its own.
            last[line.milestone_id, line.occurrence] = report
    return sorted(last.values(), key=lambda report: report is last.get((report.place, None)))


def _standing_words(said: WantedSaid) -> str:
    """Return how it stands, in words: the rating as printed, and what it means."""
    means = Outlook(said.outlook).words if said.outlook else ""
    if said.progress != Progress.NOT_STATED:
        means = Progress(said.progress).words
    words = ": ".join(filter(None, [said.printed_rating, means.lower()]))
    return f"({words})" if words else ""
