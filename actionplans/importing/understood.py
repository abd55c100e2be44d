"""What was understood of a file: a plan's rows, beside the rows they came from.

The preview shows these, the command prints them, `saving` makes a plan of them.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from actionplans.importing.tables import Cell, Problem
from actionplans.timescales import Timescale


class Field(StrEnum):
    """What a column of a plan can be; the names `manage.py import_plan` prints."""

    REFERENCE = "reference"
    RECOMMENDATION = "recommendation"
    ACTION = "action"
    MILESTONES = "milestones"
    TIMESCALE = "timescale"
    LEADS = "leads"
    PROGRESS = "progress"
    RATING = "rating"
    SUCCESS_MEASURE = "success_measure"
    REVISED_DATE = "revised_date"
    NEXT_STEPS = "next_steps"
    PARAGRAPH_REFERENCE = "paragraph_reference"
    THEME = "theme"
    OTHER = "other"
    # Only where the council's own heading, or a person, says so.
    ACCOUNTABLE = "accountable"
    CONFIDENTIAL = "confidential"


@dataclass(frozen=True)
class KnownOfficer:
    """An officer of the council, with everything they may be called."""

    pk: int
    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class KnownRecommendation:
    """A recommendation of the inspection the plan answers."""

    pk: int
    number: str
    text: str


@dataclass(frozen=True)
class KnownLabel:
    """A label of the council's rating scale, and the meaning it maps to (`rag.Meaning`)."""

    label: str
    colour: str
    meaning: str


@dataclass(frozen=True)
class Known:
    """What the council already holds, against which a file is read."""

    agreed_on: datetime.date
    published_on: datetime.date | None = None
    officers: tuple[KnownOfficer, ...] = ()
    recommendations: tuple[KnownRecommendation, ...] = ()
    labels: tuple[KnownLabel, ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)  # heading (`headings.key`) -> field


@dataclass(frozen=True)
class Column:
    """A column of the plan's table, and the field it was taken for."""

    index: int
    heading: str
    field: Field
    sure: bool = True


@dataclass(frozen=True)
class SourceRow:
    """A row of the file that belongs to the plan: its cells by column, merged ones spread.

    A cell that is `of_above` belongs to the row above, which has its words.
    """

    table: int
    number: int
    cells: tuple[Cell, ...]  # cells[i] stands under the shape's columns[i]
    band: str = ""  # the headings over it ("Within 3 months"), the widest first, a line each
    continues: bool = False  # a page cut the row above: some cell here goes on in mid-sentence
    below: tuple[str, ...] = ()  # words across the table between it and the next row


@dataclass(frozen=True)
class Skipped:
    """A row that is no row of the plan (a header, a total, nothing in it), and why."""

    table: int
    number: int
    why: str
    text: str


@dataclass(frozen=True)
class ReadLead:
    """A lead as printed, and the officer it was taken for, None where nobody known is meant."""

    words: str
    officer: int | None = None
    sure: bool = True


@dataclass(frozen=True)
class ReadStep:
    """One milestone, its timescale's words with what they were read as, and its own leads.

    What stands once for all steps of the row is the row's, and "" or empty here.
    """

    text: str
    timescale: str = ""
    reading: Timescale | None = None  # None where `timescale` is ""
    is_corrected: bool = False  # a person gave the day that its timescale means
    recurrence: str = ""  # an RRULE that its own words hold, where the timescale gives none
    leads: tuple[ReadLead, ...] = ()
    printed_leads: str = ""
    progress: str = ""  # only where a person confirmed which words belong to which step
    rating: str = ""
    rating_meaning: str = ""
    revised_date: str = ""
    revised_reading: Timescale | None = None


@dataclass(frozen=True)
class Stacked:
    """The words of one cell beside several steps, and the step each was taken to belong to.

    `steps` has a number for each of `texts`: the step, from 1, or 0 for the row as a whole.
    """

    field: Field
    texts: tuple[str, ...]
    steps: tuple[int, ...]
    sure: bool = True


@dataclass(frozen=True)
class ReadRow:
    """One action as understood, beside the rows of the file it came from.

    A page may cut it: then its rows stand in two tables, and `table` is that of the first.
    """

    table: int
    numbers: tuple[int, ...]  # of all its rows
    source: tuple[tuple[str, str], ...]  # heading and words, as the file has them
    source_rows: tuple["RowKey", ...] = ()  # all its rows, by table and number
    reference: str = ""
    recommendation: str = ""
    action: str = ""
    steps: tuple[ReadStep, ...] = ()
    timescale: str = ""  # of the row, where it stands once
    reading: Timescale | None = None  # None where `timescale` is ""
    is_corrected: bool = False  # a person gave the day that its timescale means
    leads: tuple[ReadLead, ...] = ()
    printed_leads: str = ""
    progress: str = ""  # all of it, in the steps too where a person said which
    progress_of_row: str = ""  # what of it no step has
    claim: str = ""  # a paragraph of the progress that only states how it stands
    rating: str = ""
    rating_meaning: str = ""  # a `rag.Meaning` of the rating, or the claim; "" where not known
    success_measure: str = ""
    revised_date: str = ""
    revised_reading: Timescale | None = None
    next_steps: str = ""
    paragraph_reference: str = ""
    theme: str = ""
    accountable: tuple[ReadLead, ...] = ()
    printed_accountable: str = ""
    is_confidential: bool = False
    other: tuple[tuple[str, str], ...] = ()
    recommendations: tuple[int, ...] = ()  # matched, by pk
    stacked: tuple[Stacked, ...] = ()  # cells that stand beside several steps
    doubts: tuple[Problem, ...] = ()

    @property
    def key(self) -> "RowKey":
        """Return what corrections call the row by."""
        return self.table, self.number

    @property
    def number(self) -> int:
        """Return the first row of the file it came from."""
        return self.numbers[0]


@dataclass(frozen=True)
class Understood:
    """A file read as a plan. `problems` are the doubts of every row, and those of none."""

    columns: tuple[Column, ...] = ()
    rows: tuple[ReadRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    tables: tuple[int, ...] = ()  # those taken for the plan
    title: str = ""  # as the file has it above its table
    kind: str = ""  # of the document
    after: tuple[str, ...] = ()  # the paragraphs below the file's last table, which fit no row
    above: tuple[Problem, ...] = ()  # paragraphs above its tables that are in none of its rows


RowKey = tuple[int, int]  # table, and number of the first row it came from


@dataclass(frozen=True)
class Corrections:
    """What a person put right in the preview; everything else is read anew each time."""

    columns: Mapping[int, Field] = field(default_factory=dict)
    tables: tuple[int, ...] | None = None  # which tables are the plan; None: as found
    left_out: frozenset[RowKey] = frozenset()  # rows that are no part of the plan after all
    taken_in: frozenset[RowKey] = frozenset()  # rows that are, though they were skipped
    one_step: frozenset[RowKey] = frozenset()  # its paragraphs are one step, not several
    split: frozenset[RowKey] = frozenset()  # each of its paragraphs is a step
    leads: Mapping[str, int] = field(default_factory=dict)  # printed words -> officer, 0: nobody
    recommendations: Mapping[RowKey, tuple[int, ...]] = field(default_factory=dict)
    ratings: Mapping[str, str] = field(default_factory=dict)  # printed words -> `rag.Meaning`
    # Row and step (from 0; -1: the row's own timescale) -> the day its words mean.
    due: Mapping[tuple[int, int, int], datetime.date] = field(default_factory=dict)
    progress_by_step: frozenset[RowKey] = frozenset()  # its progress paragraphs pair with steps
    # Row and field -> the step of each text of the cell, as in `Stacked.steps`.
    places: Mapping[tuple[int, int, Field], tuple[int, ...]] = field(default_factory=dict)
