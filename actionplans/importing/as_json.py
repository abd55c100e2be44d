"""What was understood of a file in the shape that `manage.py import_plan --json` prints."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from actionplans.importing.plain import tokens
from actionplans.importing.tables import Problem
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


# What a plan here holds, and this shape as words under their headings.
BESIDE = (Field.ACCOUNTABLE, Field.CONFIDENTIAL)


def as_json(understood: Understood) -> dict[str, Any]:
    """Return columns, rows and problems in lists and texts.

    A step whose words, timescale and leads are all blank is left out. A lead's cell in which
    nobody is named ("TBC") is printed as it stands, beside those named in another column.
    """
    beside = [c.heading for c in understood.columns if c.field in BESIDE]
    return {
        "columns": dict(_once((c.heading, _field(c)) for c in _named(understood.columns))),
        "rows": [_row(row, beside) for row in understood.rows],
        "problems": [
            {"row": problem.row, "column": problem.column, "text": text}
            for problem, text in _told_once(understood)
        ],
    }


def _told_once(understood: Understood) -> Iterable[tuple[Problem, str]]:
    """Yield each problem and its words; one about a rating once, since one answer is for all."""
    ratings = {c.heading for c in understood.columns if c.field == Field.RATING}
    number = Counter((problem.column, problem.text) for problem in understood.problems)
    told: set[tuple[str, str]] = set()
    for problem in understood.problems:
        same = problem.column, problem.text
        if same in told:
            continue
        is_again = problem.column in ratings and number[same] > 1
        told.update([same] if is_again else ())
        yield problem, f"{problem.text} {number[same]} rows have it." if is_again else problem.text


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
        is_whole = set(said.split()) <= {"and", *" ".join(its).split()}
        if not is_whole and not any(said in of for of in left):
            more.append(line)
        left = [of for of in left if of not in its]
    return found + more
