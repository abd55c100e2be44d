"""What a preview says of a file in a sentence."""

from actionplans.importing.tables import Problem
from actionplans.importing.understood import Understood

NOTHING_YET = "Nothing is saved until you confirm."


def found_words(understood: Understood) -> str:
    """Return how many milestones were found, how many doubts there are, and the first on a row."""
    steps = sum(len(row.steps) for row in understood.rows)
    if not steps:
        return f"No plan was found in this file. {NOTHING_YET}"
    found = f"{steps} milestone{'' if steps == 1 else 's'} found."
    return f"{found} {_need(understood)} {NOTHING_YET}"


def _need(understood: Understood) -> str:
    # What is said of many rows in the same words is one thing to look at.
    told: dict[tuple[str, str], Problem] = {}
    for doubt in understood.problems:
        told.setdefault((doubt.column, without_row(doubt)), doubt)
    doubts = [*told.values()]
    if not doubts:
        return "None needs you."
    need = "1 needs you" if len(doubts) == 1 else f"{len(doubts)} need you"
    # A note on the file as a whole is less pressing than a doubt that stands on a row.
    first = next((doubt for doubt in doubts if doubt.row is not None), doubts[0])
    return f"{need}: {_in_a_sentence(first)}"


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
