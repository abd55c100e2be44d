"""What a person puts right in the preview of a file: one form for all that a page shows."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.http import QueryDict

from actionplans.importing.changes import Chosen, Kind, Revision
from actionplans.importing.outline import Outline
from actionplans.importing.understood import (
    Column,
    Corrections,
    Field,
    Known,
    ReadLead,
    ReadRow,
    RowKey,
    Skipped,
    Stacked,
)
from actionplans.importing.writing import NEW, NOBODY
from actionplans.preview_asks import (
    MOST_OF_A_ROW,
    dates_in,
    leads_in,
    may_pair_progress,
    may_split,
    ratings_in,
)
from actionplans.rag import Meaning
from councils.forms import DayField, LongTextField, Radios

FIELD_WORDS = {
    Field.REFERENCE: "Reference or number",
    Field.RECOMMENDATION: "Recommendation",
    Field.ACTION: "Action",
    Field.MILESTONES: "Milestones (steps)",
    Field.TIMESCALE: "Timescale",
    Field.LEADS: "Leads",
    Field.PROGRESS: "Progress",
    Field.RATING: "Rating",
    Field.SUCCESS_MEASURE: "Success measure",
    Field.REVISED_DATE: "Revised date",
    Field.NEXT_STEPS: "Next steps",
    Field.PARAGRAPH_REFERENCE: "Paragraph reference",
    Field.THEME: "Theme",
    Field.ACCOUNTABLE: "Accountable officer",
    Field.CONFIDENTIAL: "Whether it is confidential",
    Field.OTHER: "None of these: keep it with its heading",
}
# Controls that say nothing of how the file is to be read.
NO_READING = ("why", "because", "asked", "in_order")
AS_READ, ONE_STEP, SPLIT = "as_read", "one_step", "split"


@dataclass(frozen=True)
class Asked:
    """What one control of the preview is about."""

    kind: str
    key: Any = None
    words: str = ""


@dataclass(frozen=True)
class Shown:
    """What a page of the preview shows of a file, and what stands in its controls."""

    outline: Outline
    rows: Sequence[ReadRow]
    skipped: Sequence[Skipped]
    tables: Sequence[tuple[int, str]]  # of the file: index, and what it is called; not of one
    known: Known
    corrections: Corrections
    samples: Mapping[int, str] = field(default_factory=dict)  # a table's first words
    revision: Revision | None = None
    reasons: Mapping[tuple[int, int, int], str] = field(default_factory=dict)
    chosen: Chosen = frozenset()  # what the file has empty or set back, and is to be so
    in_order: bool = False  # the actions are to be in the order of the file
    because: str | None = None  # why the plan changes; None where nobody has to say


class PreviewForm(forms.Form):
    """Every control of a page of the preview. What is not changed corrects nothing."""

    def __init__(self, data: QueryDict | None = None, *, shown: Shown) -> None:
        super().__init__(data)
        self.shown = shown
        self.asked: dict[str, Asked] = {}
        self._officers = [(str(o.pk), o.name) for o in shown.known.officers]
        for column in shown.outline.columns:
            self._ask_column(column)
        for index, name in shown.tables:
            taken = index in shown.outline.tables
            label = f"{name} is the plan ({shown.samples.get(index, 'empty')})"
            self._ask(f"table_{index}", Asked("table", index), _tick(label, taken))
        for skipped in shown.skipped:
            name = f"take_{skipped.table}_{skipped.number}"
            label = f"Take {self.place_of(skipped.table, skipped.number)} in"
            self._ask(name, Asked("take", (skipped.table, skipped.number)), _tick(label))
        for row in shown.rows:
            self._ask_row(row)
        if shown.revision:
            self._ask_chosen(shown.revision)
            self._ask_why(shown.revision)

    def place_of(self, table: int, row: int) -> str:
        """Return where a row stands: "row 3", or "table 2, row 3" where there are several."""
        name = dict(self.shown.tables).get(table, "")
        return f"{name[:1].lower()}{name[1:]}, row {row}" if name else f"row {row}"

    def _ask_chosen(self, revision: Revision) -> None:
        """Ask of each cell that is empty or set back whether it is meant; and of the order."""
        on_page = {row.key for row in self.shown.rows}
        for row in revision.rows:
            for number, change in enumerate(row.asked if row.key in on_page else ()):
                key = (*row.key, change.mark)
                field = _tick(change.question, key in self.shown.chosen)
                name = f"asked_{row.key[0]}_{row.key[1]}_{number}"
                self._ask(name, Asked("asked", key), field)
        if revision.order:
            label = "Put the actions in the order of the file"
            field = _tick(label, self.shown.in_order)
            field.help_text = f"In the file: {', '.join(revision.order[:MOST_OF_A_ROW])}."
            self._ask("in_order", Asked("in_order"), field)

    def _ask_why(self, revision: Revision) -> None:
        """Ask why each date moves that the page shows, and why an approved plan changes."""
        on_page = {row.key for row in self.shown.rows}
        moves = [
            (row, change)
            for row in revision.rows
            for change in row.changes
            if row.key in on_page and change.kind == Kind.DATE and change.before
        ]
        for row, change in moves:
            key = (*row.key, change.at)
            words = f"Why does step {change.at + 1} move to “{_cut(change.after)}”?"
            name = f"why_{row.key[0]}_{row.key[1]}_{change.at + 1}"
            reason = LongTextField(
                label=words,
                name="why it moves",
                rows=2,
                required=False,
                initial=self.shown.reasons.get(key, ""),
                help_text="Left empty: not stated in the file.",
            )
            self._ask(name, Asked("why", key), reason)
        if self.shown.because is not None:
            label, name = "Why does the plan change?", "why the plan changes"
            text = LongTextField(
                label=label, name=name, rows=3, required=False, initial=self.shown.because
            )
            self._ask("because", Asked("because"), text)

    def _ask(self, name: str, asked: Asked, field: forms.Field) -> None:
        self.asked[name], self.fields[name] = asked, field

    def _ask_column(self, column: Column) -> None:
        heading = column.heading or f"column {column.index + 1}"
        field = forms.ChoiceField(
            label=f"What “{heading}” holds",
            choices=list(FIELD_WORDS.items()),
            initial=column.field,
        )
        self._ask(f"column_{column.index}", Asked("column", column.index), field)

    # One row

    def _ask_row(self, row: ReadRow) -> None:
        at = f"{row.table}_{row.number}"
        self._ask(f"out_{at}", Asked("out", row.key), _tick("Leave this row out of the plan"))
        if may_split(row, self.shown.corrections):
            self._ask(f"steps_{at}", Asked("steps", row.key), self._steps_field(row))
        for number, stacked in enumerate(row.stacked):
            self._ask_places(row, f"{at}_{number}", stacked)
        for number, lead in enumerate(leads_in(row)):
            self._ask(
                f"lead_{at}_{number}", Asked("lead", words=lead.words), self._lead_field(lead)
            )
        for number, (words, meaning) in enumerate(ratings_in(row)):
            asked = Asked("rating", words=words)
            self._ask(f"rating_{at}_{number}", asked, _rating_field(words, meaning))
        for step, words, due in dates_in(row):
            asked = Asked("due", (*row.key, step))
            self._ask(f"due_{at}_{step + 1}", asked, _due_field(words, due))
        if self.shown.known.recommendations:
            self._ask(f"answers_{at}", Asked("answers", row.key), self._answers_field(row))
        if may_pair_progress(row):
            label = "Each paragraph of the progress belongs to the step beside it, in their order"
            pairs = row.key in self.shown.corrections.progress_by_step
            self._ask(f"progress_{at}", Asked("progress", row.key), _tick(label, pairs))

    def _steps_field(self, row: ReadRow) -> forms.Field:
        said = self.shown.corrections
        found = SPLIT if row.key in said.split else ""
        return forms.ChoiceField(
            label="Its steps",
            choices=[
                (AS_READ, "As they were found"),
                (ONE_STEP, "All of it is one step"),
                (SPLIT, "Each paragraph is a step"),
            ],
            initial=ONE_STEP if row.key in said.one_step else found or AS_READ,
            widget=Radios(attrs={"class": "govuk-radios--small govuk-radios--inline"}),
        )

    def _ask_places(self, row: ReadRow, at: str, stacked: Stacked) -> None:
        steps = [("0", "The whole row"), *_numbered(len(row.steps))]
        texts = zip(stacked.texts, stacked.steps, strict=True)
        for number, (text, step) in enumerate(texts):
            if number < MOST_OF_A_ROW:
                field = forms.ChoiceField(
                    label=f"“{_cut(text)}” belongs to", choices=steps, initial=str(step)
                )
                asked = Asked("place", (*row.key, stacked.field, number))
                self._ask(f"place_{at}_{number}", asked, field)

    def _lead_field(self, lead: ReadLead) -> forms.Field:
        known = lead.officer is not None and lead.officer > 0
        nobody = self.shown.corrections.leads.get(lead.words) == NOBODY
        officer = str(lead.officer) if known else str(NOBODY if nobody else NEW)
        new = (str(NEW), f"A new officer, “{_cut(lead.words, 50)}”")
        return forms.ChoiceField(
            label=f"“{_cut(lead.words)}” is",
            choices=[new, (str(NOBODY), "Nobody: only keep the words"), *self._officers],
            initial=officer,
        )

    def _answers_field(self, row: ReadRow) -> forms.Field:
        return forms.TypedMultipleChoiceField(
            label="Recommendations it answers",
            required=False,
            coerce=int,
            choices=[
                (asked.pk, f"{asked.number}. {_cut(asked.text, 90)}")
                for asked in self.shown.known.recommendations
            ],
            initial=list(row.recommendations),
            widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        )

    # What was put right

    def corrected(self) -> Corrections:
        """Return the corrections with those of this form, which is valid."""
        found = self.shown.corrections
        for name in self.changed_data:
            found = _corrected(found, self.asked[name], self.cleaned_data[name], self.shown)
        return found

    def said(self) -> dict[str, Any]:
        """Return the reasons given, on this page and on others, in the shape they are kept in."""
        reasons = dict(self.shown.reasons)
        for name, asked in self.asked.items():
            if asked.kind == "why":
                reasons[asked.key] = self.cleaned_data[name]
        ticks = {a.key: self.cleaned_data[n] for n, a in self.asked.items() if a.kind == "asked"}
        chosen = {*self.shown.chosen - ticks.keys(), *(key for key, on in ticks.items() if on)}
        given = [[*key, text] for key, text in sorted(reasons.items()) if text]
        because = self.cleaned_data.get("because", self.shown.because) or ""
        kept = {"reasons": given, "because": because, "chosen": sorted(map(list, chosen))}
        kept["in_order"] = self.cleaned_data.get("in_order", False)
        return {name: value for name, value in kept.items() if value}

    def only_reasons(self) -> bool:
        """Return whether nothing was changed but reasons and choices, which change no reading."""
        return all(self.asked[name].kind in NO_READING for name in self.changed_data)

    def over(self, older: "PreviewForm", data: QueryDict) -> "PreviewForm":
        """Return this form bound to what stands in it, and what was changed in an `older` one."""
        kept = QueryDict(mutable=True)
        for name, control in self.fields.items():
            source = data if name in older.changed_data else None
            _put(kept, self[name], control, source)
        return PreviewForm(kept, shown=self.shown)


def _put(kept: QueryDict, bound: Any, field: forms.Field, source: QueryDict | None) -> None:
    """Put into `kept` what `source` has for a field; without one, what stands in it."""
    if source is not None:
        names = [key for key in source if key == bound.name or key.startswith(f"{bound.name}_")]
        for key in names:
            kept.setlist(key, source.getlist(key))
    elif isinstance(field, DayField):
        for part, value in zip(("day", "month", "year"), _parts(field.initial), strict=True):
            kept[f"{bound.name}_{part}"] = value
    elif isinstance(field, forms.BooleanField):
        if field.initial:
            kept[bound.name] = "on"
    else:
        values = field.initial if isinstance(field.initial, list) else [field.initial]
        kept.setlist(bound.name, [str(value) for value in values])


def _parts(day: datetime.date | None) -> list[str]:
    return [str(part) for part in (day.day, day.month, day.year)] if day else ["", "", ""]


def _corrected(said: Corrections, asked: Asked, value: Any, shown: Shown) -> Corrections:
    """Return corrections with one more: what a control was changed to."""
    if asked.kind == "column":
        return replace(said, columns={**said.columns, asked.key: Field(value)})
    if asked.kind == "table":
        return replace(said, tables=_tables(said, asked.key, value, shown))
    if asked.kind == "take":
        return _taken(said, asked.key)
    if asked.kind == "out":
        return _left_out(said, asked.key)
    if asked.kind == "steps":
        one_step, split = said.one_step - {asked.key}, said.split - {asked.key}
        one_step |= {asked.key} if value == ONE_STEP else set()
        split |= {asked.key} if value == SPLIT else set()
        return replace(said, one_step=one_step, split=split)
    if asked.kind == "lead":
        return replace(said, leads={**said.leads, asked.words: int(value)})
    if asked.kind == "rating":
        return replace(said, ratings={**said.ratings, asked.words: value})
    if asked.kind == "answers":
        return replace(said, recommendations={**said.recommendations, asked.key: tuple(value)})
    if asked.kind == "progress":
        pairs = said.progress_by_step - {asked.key}
        return replace(said, progress_by_step=pairs | ({asked.key} if value else set()))
    if asked.kind == "place":
        return _placed(said, asked.key, int(value), shown)
    if asked.kind in NO_READING:
        return said
    return _due(said, asked.key, value)


def _tables(said: Corrections, index: int, taken: bool, shown: Shown) -> tuple[int, ...]:
    found = set(shown.outline.tables if said.tables is None else said.tables)
    return tuple(sorted(found | {index} if taken else found - {index}))


def _taken(said: Corrections, key: RowKey) -> Corrections:
    if key in said.left_out:
        return replace(said, left_out=said.left_out - {key})
    return replace(said, taken_in=said.taken_in | {key})


def _left_out(said: Corrections, key: RowKey) -> Corrections:
    if key in said.taken_in:
        return replace(said, taken_in=said.taken_in - {key})
    return replace(said, left_out=said.left_out | {key})


def _placed(said: Corrections, key: Any, step: int, shown: Shown) -> Corrections:
    """Return corrections with the step of one text of a cell; its other texts stay."""
    table, number, field, at = key
    (row,) = (row for row in shown.rows if row.key == (table, number))
    stacked = next(one for one in row.stacked if one.field == field)
    steps = list(said.places.get((table, number, field), stacked.steps))
    steps[at] = step
    return replace(said, places={**said.places, (table, number, field): tuple(steps)})


def _due(said: Corrections, key: tuple[int, int, int], day: datetime.date | None) -> Corrections:
    """Return corrections with the day a timescale means; an emptied one is as it was read."""
    others = {other: due for other, due in said.due.items() if other != key}
    return replace(said, due=others | ({key: day} if day else {}))


def _rating_field(words: str, meaning: str) -> forms.Field:
    meanings = [(each.value, each.words) for each in Meaning]
    return forms.ChoiceField(
        label=f"“{_cut(words)}” means",
        required=False,
        choices=[("", "Not stated"), *meanings],
        initial=meaning,
    )


def _due_field(words: str, due: datetime.date | None) -> forms.Field:
    return DayField(
        label=f"The day “{_cut(words)}” means",
        name="the day it means",
        required=False,
        initial=due,
        help_text="",
    )


def _tick(label: str, initial: bool = False) -> forms.Field:
    return forms.BooleanField(label=label, required=False, initial=initial)


def _numbered(steps: int) -> list[tuple[str, str]]:
    return [(str(number), f"Step {number}") for number in range(1, steps + 1)]


def _cut(words: str, most: int = 60) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"
