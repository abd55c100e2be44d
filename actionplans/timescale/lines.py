"""The lines of a cell: a break in a date is white space, dates on lines of their own stay apart.

Private to `actionplans/timescales.py`. Word wraps a narrow cell anywhere between two words, so
that a break says nothing unless a whole date ends before it and another begins behind it.
"""

import re
from typing import NamedTuple

from actionplans.timescale.grammar import Found, read_words
from actionplans.timescale.reading import YEARS


class Lines(NamedTuple):
    """A cell's words on one line, and where the breaks were that are white space now."""

    text: str
    breaks: frozenset[int]


APART = " | "
# A list's lines: dashes, numbers or letters before each.
DASH = re.compile(r"- ?")
NUMBER = re.compile(r"\(?(?:\d\d?|[a-h]|[ivx]{1,4})[.)] ")
CLOSED = re.compile(r"[ ,;.)\]]*")
FIRST_NUMBER = re.compile(r"\(?[1ai][.)] ")


def on_one_line(text: str, agreed: int) -> Lines:
    """Return a cell's lines as one, given the year of the plan; a bar parts what was apart."""
    first, *others = text.split("\n")
    listed = _items(text.split("\n"))
    whole, breaks = first, []
    before = first
    for line in others:
        if (listed and listed.match(line)) or _apart(before, line, agreed):
            whole += APART + line
        else:
            breaks.append(len(whole))
            whole += " " + line
        before = line
    return Lines(whole, frozenset(breaks))


def _items(lines: list[str]) -> re.Pattern[str] | None:
    """Return what begins each item, where the lines are a list's."""
    if FIRST_NUMBER.match(lines[0]):
        return NUMBER
    dashes = sum(bool(DASH.match(line)) for line in lines)
    return DASH if dashes > 1 or DASH.match(lines[0]) else None


def _apart(one: str, other: str, agreed: int) -> bool:
    """Return whether a date ends the one line and another begins the next, not one across both."""
    found, following = read_words(one, agreed), read_words(other, agreed)
    if not (found and following and _whole(found[-1]) and _whole(following[0])):
        return False
    if following[0].start or not CLOSED.fullmatch(one, found[-1].end):
        return False
    if found[-1].year is not None:
        return True
    across = read_words(f"{one} {other}", agreed)
    return not any(date.start <= len(one) < date.end for date in across)


def _whole(one: Found) -> bool:
    """Return whether it is a date by itself; a bare year belongs to what stands before it."""
    return one.kind == "date" and one.period is not None and one.period.unit not in YEARS
