"""A plan on a day as a workbook and as a CSV file, in the council's columns.

Both begin with the action's reference, which is how a row is known when the file comes back. A
step has a line; in the workbook what is the whole action's reaches over its lines, in the CSV file
it stands in the first, but for what says which action the line is of and when the step is due.
"""

from collections.abc import Iterator
from typing import Any

from actionplans.cells import Mark
from actionplans.layout import Layout
from actionplans.lines import Spot, lines_of
from actionplans.plan_columns import layout_of
from actionplans.ratings import ink_on
from actionplans.shown import PlanOnDay
from actionplans.told import SAME_PARAGRAPH, SAME_WORD, SHORTENED, TABLE_NAME, WHOLE_TEXTS
from councils.csv_files import csv_bytes
from reports.plan_files import details, updates
from reports.plan_files.appendix import about, key_of
from reports.plan_files.sheets import Place, Sheet, workbook_bytes
from reports.whole_texts import Words

LONG = Words(WHOLE_TEXTS, SHORTENED, SAME_PARAGRAPH, SAME_WORD)
REPEATED = ("reference", "recommendation", "action", "timescale")


def plan_xlsx(shown: PlanOnDay) -> bytes:
    """Return the plan as a workbook: the plan, its updates, every detail, and what they are."""
    layout = layout_for_sheets(shown)
    sheets = [
        Sheet("Plan", layout.headings, _places(shown, layout), _widths(layout)),
        Sheet("Updates", updates.HEADINGS, updates.lines(shown), updates.WIDTHS),
        Sheet("Details", details.COLUMNS, (line.values() for line in details.lines(shown))),
    ]
    notes = [*about(shown), *_SHEETS, *key_of(shown)]
    return workbook_bytes(shown.title, notes, sheets, whole=LONG, named=TABLE_NAME)


_SHEETS = (
    ("Sheets", ""),
    ("Plan", "The plan in the council’s columns. This sheet can be changed and imported again."),
    ("Updates", "Every report of progress, newest first. Not read when the file is imported."),
    ("Details", "Every step with its dates and states. Not read when the file is imported."),
)


def plan_csv(shown: PlanOnDay) -> bytes:
    """Return the plan as a CSV file."""
    layout = layout_for_sheets(shown)
    return csv_bytes(layout.headings, _values(shown, layout))


def layout_for_sheets(shown: PlanOnDay) -> Layout:
    """Return the plan's layout with the reference, the themes and what is confidential."""
    layout = layout_of(shown).with_reference().with_marks(shown.rows)
    return layout.with_theme() if any(row.theme for row in shown.rows) else layout


def _widths(layout: Layout) -> list[float]:
    return [max(10, round(column.weight * 0.68)) for column in layout.columns]


def _places(shown: PlanOnDay, layout: Layout) -> Iterator[list[Place]]:
    for row in shown.rows:
        for line in lines_of(row, layout):
            yield [_place(spot) for spot in line]


def _place(spot: Spot) -> Place:
    rating = next((r.rating for p in spot.words for r in p.runs if r.mark == Mark.RATING), None)
    if rating is None:
        return Place(_value(spot), spot.reach)
    return Place(_value(spot), spot.reach, rating.colour, ink_on(rating.colour))


def _value(spot: Spot) -> Any:
    """Return a number, a day, or the plan's own words; None where there is nothing."""
    if spot.value is not None:
        return spot.value
    words = spot.words
    if len(words) == 1 and words[0].day:
        return words[0].day
    return "\n".join(paragraph.text for paragraph in words) or None


def _values(shown: PlanOnDay, layout: Layout) -> Iterator[list[Any]]:
    for row in shown.rows:
        first: list[Spot] = []
        for line in lines_of(row, layout, in_one_line=True):
            first = first or line
            again = (column.field in REPEATED for column in layout.columns)
            spots = zip(line, first, again, strict=True)
            yield [
                _words(above if repeats and not spot.reach else spot)
                for spot, above, repeats in spots
            ]


def _words(spot: Spot) -> Any:
    """Return what stands in a CSV file, where a timescale keeps its words."""
    if spot.value is not None:
        return spot.value
    return "\n".join(paragraph.text for paragraph in spot.words)
