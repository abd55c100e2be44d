"""A plan's rows, read out of a table with the five usual headings."""

import datetime

from actionplans.importing.understanding import understand
from actionplans.importing.understood import Corrections, Known, ReadRow
from tests.actionplans.importing.building import Said, document, table

KNOWN = Known(datetime.date(2017, 4, 26))
HEADINGS = ("Action", "Milestones", "Timescales", "Lead Officers", "Progress")
TWO = "Audit ten files\nReport to the board"


def read(*rows: tuple[Said, ...], corrections: Corrections | None = None) -> list[ReadRow]:
    """Return the plan's rows of a table with the five usual headings."""
    found = understand(document(table(HEADINGS, *rows)), KNOWN, corrections)
    assert all(problem in found.problems for row in found.rows for problem in row.doubts)
    return list(found.rows)


def one(*rows: tuple[Said, ...], corrections: Corrections | None = None) -> ReadRow:
    """Return the only row of the plan."""
    (row,) = read(*rows, corrections=corrections)
    return row


def steps(row: ReadRow) -> list[tuple[str, str, str]]:
    """Return the words, timescale and printed leads of each step."""
    return [(step.text, step.timescale, step.printed_leads) for step in row.steps]


def doubts(row: ReadRow) -> list[str]:
    return [doubt.text for doubt in row.doubts]
