"""What stands above a plan's tables: its title, and the theme or recommendation of each table."""

from collections.abc import Mapping, Sequence

from actionplans.importing.grid import filled, words
from actionplans.importing.lines import is_note
from actionplans.importing.parts import Part

LONGEST_BAND = 200
LONGEST_TITLE = 200


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
    """Return the plan's title as the file has it: of what stands above it, the likeliest."""
    first = next((part for part in parts if not part.why), None)
    if first is None:
        return ""
    texts = [text for part in parts[: parts.index(first) + 1] for text in _above(part)]
    short = [text for text in texts if len(text) <= LONGEST_TITLE]
    plans = [text for text in short if "plan" in text.casefold()]
    return next(iter(plans or short), "")


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
