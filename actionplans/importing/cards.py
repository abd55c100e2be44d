"""Headings of a card that carry a number of their own: "Action 1", "Milestone 2"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from actionplans.importing.grid import Line, filled, words
from actionplans.importing.headings import field_of
from actionplans.importing.tables import Cell
from actionplans.importing.understood import Field

Pair = tuple[Cell, Cell]  # a heading, and the cell beside it

_NUMBERED = re.compile(
    r"(?P<label>[^\W\d][^\d:]{1,30}?)\s*(?:\bno\.?|\bnumber|#)?\s*"
    r"(?P<number>[A-Z]?\d{1,3}(?:\.\d{1,2})*[a-z]?)\s*(?:[:.)–—-]+\s*(?P<rest>.*))?"
)


def numbered(pairs: Sequence[list[Pair]], mapping: Mapping[str, str]) -> list[list[Pair]]:
    """Return the pairs with the number of an action's heading as a pair of its own.

    A milestone's number is left out, like that of a list; a recommendation's joins its words,
    by which it is known. Where a card says a reference of its own, all stay as they are.
    """
    labels = [label for found in pairs for label, _ in found]
    if any(field_of(words(label), mapping)[0] == Field.REFERENCE for label in labels):
        return list(pairs)
    return [[new for pair in found for new in _parted(pair, mapping)] for found in pairs]


def _parted(pair: Pair, mapping: Mapping[str, str]) -> list[Pair]:
    heading, cell = pair
    match = _NUMBERED.fullmatch(words(heading))
    if not match or match["rest"]:
        return [pair]
    plain = replace(heading, paragraphs=(match["label"],))
    field, sure = field_of(match["label"], mapping)
    if field == Field.ACTION and sure:
        return [_number(match), (plain, cell)]
    if field == Field.MILESTONES:
        return [(plain, cell)]
    if field == Field.RECOMMENDATION and sure:
        return [(plain, replace(cell, paragraphs=(words(heading), *cell.paragraphs)))]
    return [pair]


def _number(match: re.Match[str]) -> Pair:
    return Cell((f"{match['label']} number",)), Cell((match["number"],))


def of_title(line: Line, mapping: Mapping[str, str]) -> list[Pair]:
    """Return the pairs of a line that has only a title: "Action 1", or that and the action."""
    at = filled(line)
    return in_title(words(line[at[0]]), mapping) if len(at) == 1 and at[0] == 0 else []


def in_title(text: str, mapping: Mapping[str, str]) -> list[Pair]:
    """Return the number of the action that a title names, and the action itself if it has it."""
    match = _NUMBERED.fullmatch(" ".join(text.split()))
    if not match or field_of(match["label"], mapping) != (Field.ACTION, True):
        return []
    action = [(Cell((match["label"],)), Cell((match["rest"],)))] if match["rest"] else []
    return [_number(match), *action]
