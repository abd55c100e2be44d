"""What stands above a plan's tables: its title, and the theme or recommendation of each table."""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from actionplans.importing.grid import Line, filled, words
from actionplans.importing.lines import LONGEST_TITLE as LONGEST_BAND
from actionplans.importing.lines import is_like_a_band, is_note
from actionplans.importing.marked import (
    NO_THEME,
    Paragraph,
    is_small,
    marked_over,
    paragraphs,
    unbroken,
)
from actionplans.importing.parts import Part
from actionplans.importing.tables import BOLD_ALONE

LONGEST_TITLE = 120
NEAR = 6  # paragraphs above the table
LONGEST_HEADING = 80  # letters of a paragraph that heads one table
# "Sponsor: Head of Law" tells of a table, "Theme 1: Practice" heads it.
_TOLD = re.compile(r"[^:]{2,40}:\s+\S|\(.*\)$|note\b|\*")
_TITLE = re.compile(r"(?!\d+\.\s|[-–•*])\w")


def _above(part: Part) -> list[Paragraph]:
    """Return the paragraphs above a part's headings, those of its rows with a title too."""
    titles = [words(line[filled(line)[0]]) for line in _titles(part)]
    return paragraphs(part) + [Paragraph(text) for text in titles]


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
    speaks of a plan, or else the first; above a table before it, only one that does.
    """
    first = next((i for i, part in enumerate(parts) if not part.why), None)
    if first is None:
        return ""
    near = [titles for part in parts[first::-1] if (titles := _may_be_titles(part))]
    plans = (text for titles in near for text in titles if "plan" in text.casefold())
    return next(plans, "") or (near[0][0] if near else "")


def _may_be_titles(part: Part) -> list[str]:
    near = [each.text for each in _above(part)[-NEAR:] if _may_be_title(each.text)]
    return list(takewhile(lambda text: not is_like_a_band(text), near))


def _may_be_title(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and text[-1] not in ".;," and bool(_TITLE.match(text))


def bands_above(parts: Sequence[Part], kind: str) -> Mapping[int, str]:
    """Return, by a part's place, the headings over its whole table, the widest first, a line each.

    They are those that the file marks as headings, unless they stand over the whole plan; else
    the last paragraph above the table that reads like one, or the name of the sheet. What the
    first table of the file has alone above it is the plan's title, unless it reads like a
    heading over rows.
    """
    mine = [i for i, part in enumerate(parts) if not part.why and not bands_in(part)]
    marked = marked_over(parts, mine)
    found = {i: text for i in mine if i not in marked and (text := _band(parts, i, kind))}
    first = min(found, default=0)
    if found and not is_like_a_band(found[first]) and _stands_over_all(parts, first, found):
        found = {i: text for i, text in found.items() if text != found[first]}
    title = title_of(parts)
    again = title if "plan" in title.casefold() else ""
    return {i: text for i, text in found.items() if text != again} | marked


def _band(parts: Sequence[Part], i: int, kind: str) -> str:
    part = parts[i]
    above = [*_above_keys(parts, i), *_above(part)]
    if above and len(above[-1].text) <= LONGEST_BAND:
        return _heading(above)
    return part.source.name if kind == "xlsx" and not part.start else ""


def _above_keys(parts: Sequence[Part], i: int) -> list[Paragraph]:
    """Return the paragraphs above the keys and small tables that stand just above a table."""
    keys = [*takewhile(is_small, parts[:i][::-1])] if not parts[i].start else []
    return [each for part in keys[::-1] for each in _above(part)]


def _heading(above: Sequence[Paragraph]) -> str:
    """Return the heading in these paragraphs, by which a note may stand; else the last one."""
    near = [each for each in above[-NEAR:][::-1] if not NO_THEME.fullmatch(each.text)]
    texts = [unbroken(each.text) for each in near]
    bold = [unbroken(each.text) for each in near if each.level == BOLD_ALONE]
    like = (text for text in texts if is_like_a_band(text))
    may = (text for text in [*bold, *texts] if _may_head(text))
    return next(like, "") or next(may, "") or (texts[0] if texts else "")


def _may_head(text: str) -> bool:
    """Return whether a paragraph may head a table: short, no sentence, no name of a thing told."""
    return len(text) <= LONGEST_HEADING and _may_be_title(text) and not _TOLD.match(text)


def _stands_over_all(parts: Sequence[Part], first: int, found: Mapping[int, str]) -> bool:
    """Return whether the first of these stands over the whole plan, not over its table."""
    others = {text.split()[0].casefold() for i, text in found.items() if i != first}
    if not others or (found[first] == title_of(parts) and "plan" in found[first].casefold()):
        return True
    if any(part.why and _above(part) for part in parts[:first]):
        return False
    return len(_above(parts[first])) == 1 and found[first].split()[0].casefold() not in others
