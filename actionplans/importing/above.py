"""What stands above a plan's tables: its title, and the theme or recommendation of each table."""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from actionplans.importing.grid import Line, filled, words
from actionplans.importing.lines import LONGEST_TITLE as LONGEST_BAND
from actionplans.importing.lines import is_like_a_band, is_note
from actionplans.importing.parts import Part

LONGEST_TITLE = 120
NEAR = 6  # paragraphs above the table
_TITLE = re.compile(r"(?!\d+\.\s|[-–•*])\w")


def _above(part: Part) -> list[str]:
    """Return the paragraphs above a part's headings, those of its rows with a title too."""
    before = part.source.before if not part.start else ()
    paragraphs = [text for text in (" ".join(p.split()) for p in before) if text]
    return paragraphs + [words(line[filled(line)[0]]) for line in _titles(part)]


def _titles(part: Part) -> list[Line]:
    lines = part.lines[part.start : part.head.first] if part.head else ()
    return [line for line in lines if _is_title(line)]


def _is_title(line: Line) -> bool:
    """Return whether a row holds one text, or one merged over most columns beside a key."""
    at = filled(line)
    if not at or is_note(line):
        return False
    return len(at) == 1 or line[at[0]].spans * 2 > len(line)


def bands_in(part: Part) -> list[Line]:
    """Return the rows above a part's headings that head its rows: "Recommendation 1" and on."""
    titles = _titles(part)
    texts = [words(line[filled(line)[0]]) for line in titles]
    first = next((i for i, text in enumerate(texts) if is_like_a_band(text)), len(texts))
    return titles[first:]


def title_of(parts: Sequence[Part]) -> str:
    """Return the plan's title as the file has it, "" where nothing above it reads like one.

    Of the short paragraphs just above the table without the end of a sentence the one that
    speaks of a plan, or else the first.
    """
    first = next((i for i, part in enumerate(parts) if not part.why), None)
    if first is None:
        return ""
    above = next((texts for part in parts[first::-1] if (texts := _above(part))), [])
    near = [text for text in above[-NEAR:] if _may_be_title(text)]
    short = list(takewhile(lambda text: not is_like_a_band(text), near))
    return next((text for text in short if "plan" in text.casefold()), next(iter(short), ""))


def _may_be_title(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and text[-1] not in ".;," and bool(_TITLE.match(text))


def bands_above(parts: Sequence[Part], kind: str) -> Mapping[int, str]:
    """Return, by a part's place, the heading that stands over its whole table.

    It is the last short paragraph above each table, or the name of the sheet. What the first
    has alone above it is the plan's title, unless it reads like a heading over rows.
    """
    mine = [i for i, part in enumerate(parts) if not part.why and not bands_in(part)]
    found = {i: text for i in mine if (text := _band(parts[i], kind))}
    first = min(found, default=0)
    if found and not is_like_a_band(found[first]) and _stands_over_all(parts, first, found):
        del found[first]
    return found


def _band(part: Part, kind: str) -> str:
    above = _above(part)
    if above and len(above[-1]) <= LONGEST_BAND:
        return above[-1]
    return part.source.name if kind == "xlsx" and not part.start else ""


def _stands_over_all(parts: Sequence[Part], first: int, found: Mapping[int, str]) -> bool:
    """Return whether the first of these stands over the whole plan, not over its table."""
    others = {text.split()[0].casefold() for i, text in found.items() if i != first}
    if not others:
        return True
    return len(_above(parts[first])) == 1 and found[first].split()[0].casefold() not in others
