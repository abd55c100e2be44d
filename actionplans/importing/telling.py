"""What a preview says of a file in a sentence."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from actionplans.importing.plain import tokens
from actionplans.importing.sideways import SIDEWAYS
from actionplans.importing.tables import Problem
from actionplans.importing.understood import Skipped, Understood

AFTER = "Below the last table, and no part of the plan: “{}”"
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")  # of a heading broken by a narrow column
NOTHING_YET = "Nothing is saved until you confirm."


def found_words(understood: Understood) -> str:
    """Return how many milestones were found, how many doubts there are, and the first on a row."""
    steps = sum(len(row.steps) for row in understood.rows)
    return said_of(steps, understood.problems)


def said_of(steps: int, doubts: Sequence[Problem]) -> str:
    """Return the same of so many steps, with these doubts."""
    if not steps:
        return f"No plan was found in this file. {NOTHING_YET}"
    found = f"{steps} milestone{'' if steps == 1 else 's'} found."
    return f"{found} {_need(doubts)} {NOTHING_YET}"


def _need(problems: Sequence[Problem]) -> str:
    # What is said of many rows in the same words is one thing to look at.
    told: dict[tuple[str, str], Problem] = {}
    for doubt in problems:
        told.setdefault((doubt.column, without_row(doubt)), doubt)
    doubts = [*told.values()]
    if not doubts:
        return "None needs you."
    need = "1 needs you" if len(doubts) == 1 else f"{len(doubts)} need you"
    # A note on the file as a whole is less pressing than a doubt that stands on a row.
    first = next((doubt for doubt in doubts if doubt.row is not None), doubts[0])
    return f"{need}: {_in_a_sentence(first)}"


def left_out(understood: Understood) -> list[Problem]:
    """Return what the file has that is none of the plan, so that no word of it is lost.

    Rows one below the other that are left out for one reason are told together, on the first.
    What is the heading of a column, or a heading over rows, is there already.
    """
    headings = {word for column in understood.columns for word in tokens(column.heading)}
    there = {" ".join(tokens(text)) for text in _texts_there(understood)}
    left = [
        one
        for one in understood.skipped
        if one.why != SIDEWAYS
        and not headings.issuperset(tokens(_HYPHEN.sub("", one.text)))
        and " ".join(tokens(one.text)) not in there
    ]
    grouped = [list(group) for _, group in groupby(left, lambda one: (one.table, one.why))]
    rows = [Problem(group[0].number, "", _told(group), group[0].table) for group in grouped]
    return [*understood.above, *rows, *_after(understood)]


def _after(understood: Understood) -> Iterator[Problem]:
    if understood.after:
        yield Problem(None, "", AFTER.format("\n".join(understood.after)))


def _told(rows: list[Skipped]) -> str:
    text = " ".join(" / ".join(one.text for one in rows).split())
    return f"Not taken as a row of the plan, in table {rows[0].table + 1}. {rows[0].why}: “{text}”"


def _texts_there(understood: Understood) -> Iterator[str]:
    yield understood.title
    for row in understood.rows:
        yield from row.theme.split("\n")
        for _, text in row.other:
            yield from text.split("\n")


def without_row(doubt: Problem) -> str:
    """Return a doubt's sentence without "In row 3," before it, which is said beside it."""
    start = f"In row {doubt.row}, "
    text = doubt.text.removeprefix(start)
    return f"{text[:1].upper()}{text[1:]}" if text != doubt.text else text


def _in_a_sentence(doubt: Problem) -> str:
    """Return a doubt after "in row 3,": its first letter small where that is no name or sign."""
    text = without_row(doubt)
    text = text if text.endswith((".", "!", "?", ".”")) else f"{text}."
    if doubt.row is None:
        return text
    small = text[:1].lower() if text[1:2].islower() or text[1:2] == " " else text[:1]
    return f"in row {doubt.row}, {small}{text[1:]}"
