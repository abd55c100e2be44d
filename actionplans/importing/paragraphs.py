"""A cell's paragraphs: which say something, which go on from the one above, which stand alone."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass

ENDED = re.compile(r"[.!?:;][\"'”’)\]]*$")
# Words that no sentence ends with.
HANGING = re.compile(
    r"(?:,|&|\b(?:a|an|and|as|at|be|being|by|for|from|in|into|is|of|on|or|our|that|the|their|to|"
    r"which|will|with))$"
)
LOWER = re.compile(r"[\"'“‘(\[]*[a-z]")


@dataclass(frozen=True)
class Unit:
    """What stands for one thing in a cell: its words, and the paragraph it begins with."""

    text: str
    at: int


def said(paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs that have a word in them."""
    return [words for words in paragraphs if words.strip()]


def goes_on(above: str, below: str) -> bool:
    """Return whether `below` is the rest of a sentence that `above` begins."""
    above, below = above.strip(), below.strip()
    if not above or not below or ENDED.search(above):
        return False
    return bool(LOWER.match(below) or HANGING.search(above))


def begins_small(words: str) -> bool:
    """Return whether some words begin with a small letter."""
    return bool(LOWER.match(words.strip()))


def is_unfinished(words: str) -> bool:
    """Return whether some words end with one that no sentence ends with."""
    return bool(HANGING.search(words.strip()))


def each(paragraphs: Sequence[str]) -> list[Unit]:
    """Return a unit for each paragraph that has a word in it."""
    return [Unit(words.strip(), at) for at, words in enumerate(paragraphs) if words.strip()]


def unwrapped(paragraphs: Sequence[str], begins: Sequence[int] = ()) -> list[Unit]:
    """Return the units of a cell whose lines may be broken within a sentence.

    `begins`: the paragraphs that have a mark of the file's list, which never go on.
    Where the first one begins small they are a list in small letters, not one sentence.
    """
    found: list[Unit] = []
    for unit in each(paragraphs):
        is_rest = unit.at not in begins and found
        if is_rest and _is_rest(found[-1].text, unit, paragraphs, found[0]):
            found[-1] = Unit(f"{found[-1].text} {unit.text}", found[-1].at)
        else:
            found.append(unit)
    return found


# A mark of its own begins a step, typed or of the file's list.
_MARK = re.compile(
    r"[•·▪●○◦■□☐☑☒✓✔➢*]\s*(?=\w)|[–—-]\s+(?=\w)|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s+(?=\S)", re.I
)


def is_marked(paragraph: str) -> bool:
    """Return whether a paragraph begins with the mark or the number of a list."""
    return bool(_MARK.match(paragraph.strip()))


def _is_rest(above: str, unit: Unit, paragraphs: Sequence[str], first: Unit) -> bool:
    alone = _apart(paragraphs, unit) or begins_small(first.text) or is_marked(unit.text)
    return not alone and goes_on(above, unit.text)


def _apart(paragraphs: Sequence[str], unit: Unit) -> bool:
    """Return whether an empty paragraph stands above it."""
    return unit.at > 0 and not paragraphs[unit.at - 1].strip()


def listed(paragraphs: Sequence[str], begins: Sequence[int] = ()) -> list[Unit]:
    """Return the steps of a cell: a line that ends with a colon is one with the list below it.

    An empty paragraph ends the list. `begins` as for `unwrapped`.
    """
    found: list[Unit] = []
    inside = False
    for unit in each(paragraphs):
        inside = inside and not _apart(paragraphs, unit)
        if inside:
            found[-1] = Unit(f"{found[-1].text}\n{unit.text}", found[-1].at)
        elif (
            found and unit.at not in begins and _is_rest(found[-1].text, unit, paragraphs, found[0])
        ):
            found[-1] = Unit(f"{found[-1].text} {unit.text}", found[-1].at)
        else:
            found.append(unit)
        inside = inside or unit.text.endswith(":")
    return found


MONTH = "|".join(name for name in calendar.month_name if name)
# A day's number and then its month, or a month and then its year.
DATE_BROKEN = re.compile(
    rf"(?:(?:^|\s)\d{{1,2}}(?:st|nd|rd|th)? *\n(?:{MONTH})|\b(?:{MONTH}) *\n(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def dates(paragraphs: Sequence[str]) -> list[Unit]:
    """Return the timescales of a cell; a date broken over two lines is one."""
    found: list[Unit] = []
    for unit in unwrapped(paragraphs):
        above = found[-1].text if found else ""
        if DATE_BROKEN.search(f"{above}\n{unit.text}"):
            found[-1] = Unit(f"{above} {unit.text}", found[-1].at)
        else:
            found.append(unit)
    return found


GOES_ON = re.compile(r"(?:[,/&]|\b(?:and|of|for))$", re.IGNORECASE)
FOLLOWS = re.compile(r"(?:[(,/&]|[a-z])")


def names(paragraphs: Sequence[str]) -> list[Unit]:
    """Return the leads of a cell by line; a line that begins or ends between names goes on."""
    found: list[Unit] = []
    for unit in each(paragraphs):
        above = found[-1] if found else None
        joined = above and (GOES_ON.search(above.text) or FOLLOWS.match(unit.text))
        if above and joined and not _apart(paragraphs, unit):
            found[-1] = Unit(f"{above.text}\n{unit.text}", above.at)
        else:
            found.append(unit)
    return found
