"""Which columns a plan shows, in which order and under which headings. Knows no model.

One list is read by the screen, the PDF, the Word file, the spreadsheet and the CSV file alike. It
is stored as plain JSON: for each column its field, its heading, and whether it is shown. What it
does not name and the plan's own file has is shown after it, so that no text goes missing.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from actionplans.rows import Row

# A heading the council's file has and no field of ours fits: "other:Cabinet member".
OTHER = "other:"
LONGEST_HEADING = 100
MOST_COLUMNS = 16


@dataclass(frozen=True)
class FieldShown:
    """Something of an action that can be a column.

    `heading` is what it is called where nobody says otherwise, `about` what stands in it,
    `weight` its width on paper: millimetres where few columns share an A4 page.
    """

    key: str
    heading: str
    about: str
    weight: int


FIELDS = (
    FieldShown("reference", "Ref", "The council’s own number of the action.", 16),
    FieldShown("recommendation", "Recommendation", "What it answers, number and source.", 55),
    FieldShown("action", "Action", "What is to be done.", 67),
    FieldShown("milestones", "Milestones", "The steps of the action.", 67),
    FieldShown("timescale", "Timescales", "When each step is due, in the words agreed.", 50),
    FieldShown("revised_date", "Revised date", "The new date of a step that moved, and why.", 34),
    FieldShown("leads", "Lead officers", "Who leads each step.", 33),
    FieldShown("accountable", "Accountable officer", "Who answers for the action.", 30),
    FieldShown("progress", "Progress", "What was last reported, in its own words.", 67),
    FieldShown("rating", "Rating", "The rating, or where the action stands.", 24),
    FieldShown("reason", "Reason for rating", "Why it is at risk or off track.", 45),
    FieldShown("next_steps", "Next steps", "What is still to be done.", 45),
    FieldShown("success_measure", "Success measures", "How it will be known to work.", 45),
    FieldShown("difference", "Difference made", "What difference it has made so far.", 45),
    FieldShown("evidence", "Evidence", "How many updates have evidence behind them.", 18),
    FieldShown("last_reported", "Last reported", "The day last reported for.", 24),
    FieldShown("watched_by", "Watched by", "The body that watches over it.", 30),
    FieldShown("next_review", "Next review", "The day it is looked at again.", 24),
    FieldShown("paragraph_reference", "Paragraph", "Where in its source it stands.", 20),
    FieldShown("theme", "Theme", "The theme it belongs to.", 30),
    FieldShown("confidential", "Confidential", "Whether not everybody may see it.", 20),
)
_BY_KEY = {field.key: field for field in FIELDS}
# What only a plan taken from a file has: shown wherever a plan has it and nobody left it out.
KEPT = ("success_measure", "next_steps", "paragraph_reference")
_HOUSE = ("action", "milestones", "timescale", "leads", "progress")


@dataclass(frozen=True)
class Column:
    """A column as chosen: what stands in it, under which heading, and whether it is shown."""

    field: str
    heading: str
    is_shown: bool = True

    def heading_on(self, day: datetime.date) -> str:
        """Return the heading as printed in a plan as at `day`.

        {day} stands for "26 April 2017", {month} for "April 2017", {date} for "26/04/2017".
        """
        words = {
            "{day}": f"{day:%-d %B %Y}",
            "{month}": f"{day:%B %Y}",
            "{date}": f"{day:%d/%m/%Y}",
        }
        heading = self.heading
        for mark, written in words.items():
            heading = heading.replace(mark, written)
        return heading

    @property
    def weight(self) -> int:
        """Return its share of the page's width, beside the weights of the others."""
        return _BY_KEY[self.field].weight if self.field in _BY_KEY else 40

    @property
    def css(self) -> str:
        """Return the class that gives it a width on a screen."""
        own = {"timescale": "c-timescale", "leads": "c-lead"}
        return own.get(self.field, "c-narrow" if self.weight <= 24 else "c-words")

    @property
    def about(self) -> str:
        """Return what stands in it, in a sentence."""
        if self.field in _BY_KEY:
            return _BY_KEY[self.field].about
        return f"What the plan’s file has under “{self.field.removeprefix(OTHER)}”."

    @property
    def name(self) -> str:
        """Return what it is called here, whatever its heading."""
        return named(self.field).heading


def named(key: str) -> Column:
    """Return the column of this field under the heading it has here."""
    found = _BY_KEY.get(key)
    return Column(key, found.heading if found else key.removeprefix(OTHER) or "Other")


HOUSE = tuple(named(key) for key in _HOUSE)


def is_field(key: Any) -> bool:
    """Return whether a column can show this."""
    if not isinstance(key, str):
        return False
    return key in _BY_KEY or key.startswith(OTHER)


def read(stored: Iterable[Mapping[str, Any]]) -> tuple[Column, ...]:
    """Return the columns stored as JSON, each field once; what is no column is left out."""
    found: dict[str, Column] = {}
    for item in stored:
        if is_field(item.get("field")) and str(item.get("heading", "")).strip():
            column = Column(item["field"], str(item["heading"]), bool(item.get("shown", True)))
            found.setdefault(column.field, column)
    return tuple(found.values())


def to_store(columns: Iterable[Column]) -> list[dict[str, Any]]:
    """Return the columns as `read` takes them."""
    return [{"field": c.field, "heading": c.heading, "shown": c.is_shown} for c in columns]


def of_file(headings: Iterable[tuple[str, str]]) -> tuple[Column, ...]:
    """Return the columns a plan has whose file has these (heading, field of the import) pairs.

    A second column for the same field is kept under its own heading, as "other" are.
    """
    found: dict[str, Column] = {}
    for heading, field in headings:
        key = field if field in _BY_KEY and field not in found else f"{OTHER}{heading}"
        words = " ".join(heading.split())[:LONGEST_HEADING] or named(key).heading
        found.setdefault(key, Column(key, words))
    return tuple(found.values())


def shown(chosen: Iterable[Column], rows: Iterable[Row]) -> tuple[Column, ...]:
    """Return the columns to show of `rows`: those chosen, or the house's where none are.

    What the rows have and the choice does not speak of stands after them; the words of steps
    stand after the action's.
    """
    asked = tuple(chosen) or HOUSE
    spoken_of = {column.field for column in asked}
    more = [key for key in held(rows) if key not in spoken_of]
    found = [column for column in asked if column.is_shown]
    fields = [column.field for column in found]
    if "milestones" in more and "action" in fields:
        found.insert(fields.index("action") + 1, named("milestones"))
        more.remove("milestones")
    return (*found, *map(named, more))


def held(rows: Iterable[Row]) -> list[str]:
    """Return what only some plans have and these rows do: our fields, then other headings."""
    rows = list(rows)
    has_words = any(step.text.strip() for row in rows for step in row.steps)
    ours = [key for key in KEPT if any(getattr(row, key) for row in rows)]
    ours = ["milestones", *ours] if has_words else ours
    return ours + list(
        dict.fromkeys(f"{OTHER}{heading}" for row in rows for heading, _ in row.other)
    )


def widths(columns: Iterable[Column]) -> list[float]:
    """Return each column's share of the page, in per cent."""
    weights = [column.weight for column in columns]
    return [round(100 * weight / sum(weights), 2) for weight in weights]
