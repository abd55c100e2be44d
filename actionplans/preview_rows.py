"""What the preview of a file shows of its columns, doubts and rows, beside their controls."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.forms.boundfield import BoundField

from actionplans.forms.preview import PreviewForm
from actionplans.importing.changes import RowChange
from actionplans.importing.outline import Outline
from actionplans.importing.telling import without_row
from actionplans.importing.understood import (
    Column,
    ReadLead,
    ReadRow,
    ReadStep,
    RowKey,
    Skipped,
)
from actionplans.rag import Meaning
from actionplans.timescales import Timescale, in_words

SAMPLE = 160
# Rows named beside a doubt that many have.
MOST_PLACES = 30
# Rows of a page that stand open to be put right: more would hide the others.
OPEN_AT_ONCE = 3
# Controls that belong to no row.
OF_THE_FILE = ("column", "table", "take", "because", "in_order")


@dataclass(frozen=True)
class ColumnShown:
    """A column with a sample of its words, and the control that says what it holds."""

    column: Column
    sample: str
    control: BoundField


@dataclass(frozen=True)
class Place:
    """A row of the file that a doubt is about: where the preview shows it, if it does."""

    number: int
    page: int | None
    anchor: str


@dataclass
class DoubtShown:
    """A doubt, with the first rows that have just this one, and how many more do."""

    column: str
    text: str
    places: list[Place]
    more: int = 0


@dataclass(frozen=True)
class SkippedShown:
    """A row that was left out: where it stands in the file, and the control that takes it in."""

    place: str
    row: Skipped
    control: BoundField


@dataclass(frozen=True)
class Dated:
    """A timescale's words and what they were read as."""

    words: str
    meaning: str
    note: str = ""


@dataclass(frozen=True)
class StepShown:
    number: int
    step: ReadStep
    dated: Dated | None
    revised: Dated | None
    leads: list[str]
    rating: str


@dataclass(frozen=True)
class RowShown:
    """A row as understood, beside what the file has, with its controls by kind."""

    row: ReadRow
    anchor: str
    table: str  # of the file, where the plan stands in several
    steps: list[StepShown]
    dated: Dated | None
    revised: Dated | None
    leads: list[str]
    accountable: list[str]
    rating: str
    answers: list[str]
    controls: Mapping[str, list[BoundField]] = field(default_factory=dict)
    is_open: bool = False
    change: RowChange | None = None  # what a revised file changes, None for a new plan


def anchor_of(key: RowKey) -> str:
    """Return what a row is called in an address: row-0-3."""
    return f"row-{key[0]}-{key[1]}"


def tables_of(outline: Outline) -> list[tuple[int, str]]:
    """Return index and name of each table, where there is more than one to choose from."""
    found = [(index, _named(name, index)) for index, name in outline.names]
    return found if len(found) > 1 else []


def samples_of(outline: Outline) -> dict[int, str]:
    """Return the first words of each table, by its index, to know it by."""
    return {index: _cut(words) for index, words in enumerate(outline.begins)}


def skipped_shown(form: PreviewForm) -> list[SkippedShown]:
    """Return the rows that were left out, each with its control."""
    return [
        SkippedShown(
            form.place_of(each.table, each.number),
            each,
            form[f"take_{each.table}_{each.number}"],
        )
        for each in form.shown.skipped
    ]


def _named(name: str, index: int) -> str:
    return f"“{name}”" if name and not name.startswith("Table ") else f"Table {index + 1}"


def columns_shown(form: PreviewForm) -> list[ColumnShown]:
    """Return each column with the first words that stand in it."""
    outline = form.shown.outline
    return [
        ColumnShown(
            column, _cut(outline.samples.get(column.heading, "")), form[f"column_{column.index}"]
        )
        for column in outline.columns
    ]


def _cut(words: str) -> str:
    return words if len(words) <= SAMPLE else f"{words[: SAMPLE - 1]}…"


def doubts_shown(outline: Outline, rows_a_page: int) -> list[DoubtShown]:
    """Return the doubts in the file's order, each once, with its first rows."""
    places = outline.places()
    found: dict[tuple[str, str], DoubtShown] = {}
    for doubt in outline.problems:
        shown = DoubtShown(doubt.column, without_row(doubt), [])
        shown = found.setdefault((shown.column, shown.text), shown)
        if doubt.row is None:
            continue
        if len(shown.places) == MOST_PLACES:
            shown.more += 1
            continue
        place, key = places.get((doubt.table, doubt.row), (None, None))
        page = None if place is None else place // rows_a_page + 1
        shown.places.append(Place(doubt.row, page, anchor_of(key) if key else ""))
    return list(found.values())


def rows_shown(form: PreviewForm) -> list[RowShown]:
    """Return the rows of the page with their controls."""
    names = {officer.pk: officer.name for officer in form.shown.known.officers}
    asked = {each.pk: each.number or each.text[:40] for each in form.shown.known.recommendations}
    doubted = [row.key for row in form.shown.rows if row.doubts]
    opened = doubted if len(doubted) <= OPEN_AT_ONCE else []
    shown = [
        _row_shown(row, form, names, asked, is_open=row.key in opened) for row in form.shown.rows
    ]
    revision = form.shown.revision
    changes = {row.key: row for row in revision.rows} if revision else {}
    return [replace(row, change=changes.get(row.row.key)) for row in shown]


def _row_shown(
    row: ReadRow,
    form: PreviewForm,
    names: Mapping[int, str],
    asked: Mapping[int, str],
    is_open: bool,
) -> RowShown:
    controls = _controls(row, form)
    nobody = {words for words, officer in form.shown.corrections.leads.items() if not officer}

    def leads(found: Sequence[ReadLead]) -> list[str]:
        return [_lead_words(lead, names, nobody) for lead in found]

    return RowShown(
        row=row,
        anchor=anchor_of(row.key),
        table=_table_of(row, form),
        steps=[
            StepShown(
                number,
                step,
                _dated(step.timescale, step.reading),
                _dated(step.revised_date, step.revised_reading),
                leads(step.leads),
                _rating(step.rating, step.rating_meaning),
            )
            for number, step in enumerate(row.steps, 1)
        ],
        dated=_dated(row.timescale, row.reading),
        revised=_dated(row.revised_date, row.revised_reading),
        leads=leads(row.leads),
        accountable=leads(row.accountable),
        rating=_rating(row.rating or row.claim, row.rating_meaning),
        answers=[asked[pk] for pk in row.recommendations if pk in asked],
        controls=controls,
        is_open=is_open or any(one.errors for each in controls.values() for one in each),
    )


def _table_of(row: ReadRow, form: PreviewForm) -> str:
    several = len(form.shown.outline.tables) > 1
    return dict(form.shown.tables).get(row.table, "") if several else ""


def _controls(row: ReadRow, form: PreviewForm) -> dict[str, list[BoundField]]:
    at = f"{row.table}_{row.number}"
    by_kind: dict[str, list[BoundField]] = {}
    for name, asked in form.asked.items():
        _, _, rest = name.partition("_")
        if asked.kind not in OF_THE_FILE and f"{rest}_".startswith(f"{at}_"):
            by_kind.setdefault(asked.kind, []).append(form[name])
    return by_kind


def _lead_words(lead: ReadLead, names: Mapping[int, str], nobody: set[str]) -> str:
    words, officer = lead.words, lead.officer
    if officer and officer > 0:
        name = names.get(officer, "")
        return name if name == words else f"{name} (printed “{words}”)"
    return f"{words} (nobody; only the words are kept)" if words in nobody else f"{words} (new)"


def _dated(words: str, reading: Timescale | None) -> Dated | None:
    if not words.strip():
        return None
    return Dated(words, in_words(reading) if reading else "", reading.note if reading else "")


def _rating(words: str, meaning: str) -> str:
    if not words.strip():
        return ""
    said = Meaning(meaning).words.lower() if meaning else "not stated which of ours it means"
    return f"{words}: {said}"
