"""What stands above a plan's tables: its title, and the theme or recommendation of each table."""

import re
from collections.abc import Mapping, Sequence

from actionplans.importing.grid import filled, words
from actionplans.importing.lines import is_note
from actionplans.importing.parts import Part

LONGEST_BAND = 200
LONGEST_TITLE = 120
NEAR = 6  # paragraphs above the table
_TITLE = re.compile(r"(?!\d+\.\s|[-–•*])\w")


def _above(part: Part) -> list[str]:
    """Return the paragraphs above a part's headings, those in rows of one cell too."""
    lines = part.lines[part.start : part.head.first] if part.head else ()
    rows = [
        words(line[filled(line)[0]])
        for line in lines
        if len(filled(line)) == 1 and not is_note(line)
    ]
    before = part.source.before if not part.start else ()
    return [text for text in (" ".join(p.split()) for p in (*before, *rows)) if text]


def title_of(parts: Sequence[Part]) -> str:
    """Return the plan's title as the file has it, "" where nothing above it reads like one.

    Of the short paragraphs just above the table without the end of a sentence the one that
    speaks of a plan, or else the first.
    """
    first = next((i for i, part in enumerate(parts) if not part.why), None)
    if first is None:
        return ""
    above = next((texts for part in parts[first::-1] if (texts := _above(part))), [])
    short = [text for text in above[-NEAR:] if _may_be_title(text)]
    return next((text for text in short if "plan" in text.casefold()), next(iter(short), ""))


def _may_be_title(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and text[-1] not in ".;," and bool(_TITLE.match(text))


def bands_above(parts: Sequence[Part], kind: str) -> Mapping[int, str]:
    """Return, by a part's place, the heading that stands over all its rows.

    Only where several tables have one: it is the last short paragraph above each, or the
    name of the sheet. What the first has alone above it is the plan's title.
    """
    mine = [i for i, part in enumerate(parts) if not part.why]
    found = {i: text for i in mine if (text := _band(parts[i], kind))}
    if found and _is_title(parts, min(found), found):
        del found[min(found)]
    return found


def _band(part: Part, kind: str) -> str:
    above = _above(part)
    if above and len(above[-1]) <= LONGEST_BAND:
        return above[-1]
    return part.source.name if kind == "xlsx" and not part.start else ""


def _is_title(parts: Sequence[Part], first: int, found: Mapping[int, str]) -> bool:
    """Return whether the first of these stands over the whole plan, not over its table."""
    others = {text.split()[0].casefold() for i, text in found.items() if i != first}
    if not others:
        return True
    return len(_above(parts[first])) == 1 and found[first].split()[0].casefold() not in others
