"""What was understood of a file in the shape that `manage.py import_plan --json` prints."""

from collections.abc import Iterable, Sequence
from typing import Any

from actionplans.importing.plain import tokens
from actionplans.importing.tables import Problem
from actionplans.importing.telling import left_out
from actionplans.importing.understood import (
    Column,
    Field,
    ReadLead,
    ReadRow,
    ReadStep,
    Understood,
)

TEXTS = (
    "progress", "rating", "success_measure", "revised_date", "next_steps", "paragraph_reference",
    "theme",
)  # fmt: skip

# What one answer settles for every row that has it: said once.
TOLD_ONCE = (Field.RATING, Field.RECOMMENDATION)
MOST_ROWS = 20  # named in a sentence


# What a plan here holds, and this shape as words under their headings.
BESIDE = (Field.ACCOUNTABLE, Field.CONFIDENTIAL)


def as_json(understood: Understood) -> dict[str, Any]:
    """Return columns, rows and problems in lists and texts.

    What stands in rows that are none of the plan is among the problems, word for word.
    A step whose words, timescale and leads are all blank is left out. A lead's cell in which
    nobody is named ("TBC") is printed as it stands, beside those named in another column.
    """
    beside = [c.heading for c in understood.columns if c.field in BESIDE]
    return {
        "columns": dict(_once((c.heading, _field(c)) for c in _named(understood.columns))),
        "rows": [_row(row, beside) for row in understood.rows],
        "problems": [
            {"row": problem.row, "column": problem.column, "text": text}
            for problem, text in (
                *_told_once(understood),
                *((p, p.text) for p in left_out(understood)),
            )
        ],
    }


def _told_once(understood: Understood) -> Iterable[tuple[Problem, str]]:
    """Yield each problem and its words; one of these columns once, with all the rows it is of."""
    grouped = {c.heading for c in understood.columns if c.field in TOLD_ONCE}
    rows: dict[tuple[str, str], list[int]] = {}
    for problem in understood.problems:
        if problem.column in grouped and problem.row is not None:
            rows.setdefault((problem.column, problem.text), []).append(problem.row)
    told: set[tuple[str, str]] = set()
    for problem in understood.problems:
        same = problem.column, problem.text
        if len(rows.get(same, ())) < 2:
            yield problem, problem.text
        elif same not in told:
            told.add(same)
            yield problem, f"{problem.text} {_rows_in_words(rows[same])}"


def _rows_in_words(rows: list[int]) -> str:
    """Return "Rows 2, 3 and 7 have it."; of a great many the first."""
    more = len(rows) - MOST_ROWS
    shown = [str(row) for row in (rows[:MOST_ROWS] if more > 1 else rows)]
    last = f"{more} more" if more > 1 else shown.pop()
    return f"Rows {', '.join(shown)} and {last} have it."


def _named(columns: Iterable[Column]) -> list[Column]:
    return [column for column in columns if column.heading]


def _field(column: Column) -> str:
    return Field.OTHER.value if column.field in BESIDE else column.field.value


def _once(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs with a number behind a heading that stands before."""
    found: dict[str, str] = {}
    for heading, value in pairs:
        name, number = heading, 2
        while name in found:
            name, number = f"{heading} ({number})", number + 1
        found[name] = value
    return list(found.items())


def _row(row: ReadRow, beside: Sequence[str]) -> dict[str, Any]:
    return {
        "reference": row.reference,
        "recommendation": row.recommendation,
        "action": row.action,
        "milestones": [_step(step) for step in row.steps if _says_something(step)],
        "timescale": row.timescale,
        "leads": _leads(row.leads, row.printed_leads),
        **{name: getattr(row, name) for name in TEXTS},
        "other": dict(_once([*row.other, *_of(row, beside)])),
    }


def _of(row: ReadRow, headings: Sequence[str]) -> list[tuple[str, str]]:
    held = dict(row.other)
    return [(h, words) for h, words in row.source if h in headings and words and h not in held]


def _says_something(step: ReadStep) -> bool:
    return bool(step.text or step.timescale or step.printed_leads)


def _step(step: ReadStep) -> dict[str, Any]:
    return {
        "text": step.text,
        "timescale": step.timescale,
        "leads": _leads(step.leads, step.printed_leads),
    }


def _leads(leads: Iterable[ReadLead], printed: str) -> list[str]:
    """Return each lead as printed, and each line in which no other than these is named."""
    found = [lead.words for lead in leads]
    if not found:
        return [printed] if printed else []
    left = [" ".join(tokens(words)) for words in found]
    more = []
    for line in printed.split("\n"):
        said = " ".join(tokens(line))
        its = [of for of in left if of in said]
        named = {word for word in said.split() if not word.isdigit()}
        is_whole = named <= {"and", *" ".join(its).split()}
        if not is_whole and not any(said in of for of in left):
            more.append(line)
        left = [of for of in left if of not in its]
    return found + more
