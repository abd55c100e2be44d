"""Numbers, references, dates and lists as papers to members write them."""

import datetime
import re
from collections.abc import Iterable, Sequence
from itertools import groupby

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
_LAST_NUMBER = re.compile(r"(.*?)(\d{1,9})")
# A longer text is not quoted in the middle of a sentence.
QUOTED_AT_MOST = 120


def number(count: int) -> str:
    """Return a number: in words to ten, then in figures; 0 is "no"."""
    return _NUMBERS[count] if 0 <= count <= 10 else f"{count}"


def ordinal(place: int) -> str:
    """Return "first" to "tenth", then "11th"."""
    if 1 <= place <= 10:
        return _ORDINALS[place - 1]
    suffix = "th" if 11 <= place % 100 <= 13 else _SUFFIXES.get(place % 10, "th")
    return f"{place}{suffix}"


def many(count: int, thing: str) -> str:
    """Return "one action", "four actions", "no actions"."""
    return f"{number(count)} {thing if count == 1 else plural(thing)}"


def plural(thing: str) -> str:
    """Return "actions", "areas for development"."""
    first, among, rest = thing.partition(" for ")
    return f"{first}s{among}{rest}"


def day(on: datetime.date) -> str:
    return f"{on:%-d %B %Y}"


def joined(parts: Sequence[str]) -> str:
    """Return "a, b and c"."""
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def runs(references: Iterable[str]) -> str:
    """Return references with runs drawn together: "13", "29 and 30", "14, 15 and 17", "31 to 34".

    Three in a row or more make a run; those of one prefix ("2.1 to 2.4") alone.
    """
    parts: list[str] = []
    for run in _runs(list(dict.fromkeys(references))):
        parts += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else run
    return joined(parts)


def _runs(references: list[str]) -> Iterable[list[str]]:
    parsed = [(place, each, _LAST_NUMBER.fullmatch(each)) for place, each in enumerate(references)]

    def key(one: tuple[int, str, re.Match[str] | None]) -> tuple[str, int, int]:
        place, each, found = one
        # A zero in front, and what is no number, stand for themselves.
        if not found or found[2].startswith("0"):
            return each, place, -1
        return found[1], int(found[2]) - place, 0

    for _, run in groupby(parsed, key):
        yield [each for _, each, _ in run]


def the_actions(references: Sequence[str]) -> str:
    """Return "action 13", "actions 14 to 17"."""
    return f"action{'' if len(references) == 1 else 's'} {runs(references)}"


def quoted(text: str) -> str:
    """Return a text in one line, in quotation marks, without its full stop."""
    plain = " ".join(text.split()).rstrip(".").translate(str.maketrans("“”", "‘’"))
    return f"“{plain}”"


def name_of(text: str, reference: str) -> str:
    """Return an action's text as a sentence quotes it after its number; "" where it is too long.

    One that begins with its own number tells no more than that.
    """
    plain = " ".join(text.split())
    if not plain or len(plain) > QUOTED_AT_MOST or plain.startswith(f"Action {reference}"):
        return ""
    return quoted(plain)


def sentence(text: str) -> str:
    """Return a text as a sentence: a capital first, a full stop last."""
    stop = "" if text.endswith(".") else "."
    return f"{text[:1].upper()}{text[1:]}{stop}"
