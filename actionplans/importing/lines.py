"""What a row below the headings is: a row of the plan, a heading over rows, a total, a note."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actionplans.importing.contents import is_number, is_rating
from actionplans.importing.grid import LONGEST_HEADING, Line, filled, words
from actionplans.importing.heading_words import plain
from actionplans.importing.headings import field_of
from actionplans.importing.sentences import tells
from actionplans.importing.summing_up import depth, parents
from actionplans.importing.tables import Cell
from actionplans.importing.understood import Field

EMPTY = "Nothing stands in it"
AGAIN = "The headings again"
TOTAL = "A total, not a row of the plan"
NUMBERS = "The numbers of the columns"
NOTE = "A note beside the table"
BAND = "A heading over the rows below it"
REMARK = "Words across the table, kept with the action above them"
LONGEST_BAND = 160  # letters of one that stands in one column
LONGEST_TITLE = 400  # of one merged over them
TOLD_OF = (
    "These words stand across the table below an action. They are kept with it: take the row in "
    "if it is an action of its own."
)
SUM = "sum"  # the look of a line that sums up those numbered below it
SUMS_UP = (
    "This row has a name and dates alone, and the rows below are numbered under it. It is taken "
    "for the heading over them: take the row in if it is an action of its own."
)
LONE = "Only this cell of its row has words. Is it a heading over the rows below it?"

_BAND = re.compile(
    r"(?:(?:theme|priority|part|phase|recommendation|objective|section|area|work ?stream|strand"
    r"|outcome|judgement|standard|aim|pillar|goal|chapter|stage|domain)s?"
    r"(?=\s*(?:[:–—-]|\(?\d|[A-Z]\b|one\b|two\b|three\b|four\b|five\b|for\b|$))"
    r"|within|immediate(?:ly)?\b|(?:short|medium|long|longer)[ -]term|in the (?:short|medium|long)"
    r"|(?:priority|completed|outstanding|new|immediate) (?:actions?|areas?)\b"
    r"|actions? (?:for|arising|from)\b|by the end of)",
    re.I,
)
_TOTAL = re.compile(
    r"(?:sub|grand|overall)?[ -]?totals?\b|(?:overall|average|mean)(?: \w+)?\W*$"
    r"|(?:number|no\.?|count) of actions\b|\d+ actions?\W*$"
    r"|% (?:complete|of)",
    re.I,
)
_AVERAGE = re.compile(r"(?:overall|average|mean)\b(?! totals?)", re.I)
# "12", "40 %", "3 complete", "1 green, 2 red", "Green: 1; Red: 2"
_COUNTED = (
    r"(?:red|amber|green|blue|gr[ae]y|white|[bragn]|complete\w*|actions?|(?:on|off) track|overdue"
    r"|at risk|(?:not )?started|in progress|delayed|late|done|closed|open|total|average)"
)
_COUNT = rf"(?:\(?£?\d[\d.,]*(?: ?/ ?\d+)? ?%?\)?(?: ?{_COUNTED})?|{_COUNTED} ?[:=–-]? ?\d+ ?%?)"
_COUNTS = re.compile(rf"{_COUNT}(?:[,;/\s]+(?:and )?{_COUNT})*[.]?|[-–—/ ]+", re.I)
_NOTE = re.compile(
    r"(?:please note|notes?|n\.?b\.?|(?:b?rag )?(?:rating )?key|sources?|contact)\s*(?:[:.–-]|$)"
    r"|key to\b|[*†‡]|footnotes?\b|page \d+|(?:red|amber|green|blue)\s*[=:–]|end of (?:plan|table)"
    r"|(?:prepared|last updated|updated|approved|produced) (?:by|on|at|as)\b|version \d"
    r"|b?rag (?:status|ratings?)\W*(?:key)?$|document control",
    re.I,
)


_REPORT = re.compile(r"(?:progress|updates?|comments?|position|evidence|impact)\b[^:]{0,40}:", re.I)
SHORTEST_REMARK = 5  # words


@dataclass(frozen=True)
class Body:
    """What is usual in the rows of one table, by which an unusual one is seen."""

    headings: tuple[str, ...]
    first: Field  # of the first column
    usual: int  # filled cells of a full row: a quarter of the rows have more
    is_bold: bool  # the first cells of most rows are
    colours: frozenset[str]  # of the first cells of full rows

    @classmethod
    def of(cls, headings: Sequence[str], first: Field, lines: Sequence[Line]) -> "Body":
        """Return what is usual in these lines."""
        counts = sorted(len(filled(line)) for line in lines if filled(line))
        usual = counts[len(counts) * 3 // 4] if counts else 0
        starts = [line[min(filled(line))] for line in lines if len(filled(line)) > 2]
        bold = sum(cell.is_bold for cell in starts) * 2 > len(starts)
        return cls(tuple(headings), first, usual, bold, frozenset(cell.colour for cell in starts))


@dataclass(frozen=True)
class Verdict:
    """What a line is: why no row of the plan, "" where it is one; a band's words; a doubt."""

    why: str = ""
    band: str = ""
    style: tuple[str, ...] = ()
    doubt: str = ""


def is_again(line: Line, headings: Sequence[str]) -> bool:
    """Return whether a row holds the headings again, as each page of a file repeats them."""
    at = filled(line)
    return len(at) > 1 and all(_is_heading(words(line[i]), headings[i : i + 1]) for i in at)


def _is_heading(text: str, heading: Sequence[str]) -> bool:
    said = plain(text) if heading and len(text) <= LONGEST_HEADING else ""
    return bool(said) and plain(heading[0]).endswith(said)


def _is_numbered(line: Line) -> bool:
    """Return whether a row only numbers the columns: 1, 2, 3 or (a), (b), (c)."""
    texts = [words(line[i]).strip("().").casefold() for i in filled(line)]
    return len(texts) > 2 and texts in (
        [str(i + 1) for i in range(len(texts))],
        [chr(ord("a") + i) for i in range(len(texts))],
    )


def is_total(line: Line) -> bool:
    """Return whether a row only counts others."""
    at = filled(line)
    first = words(line[at[0]])
    others = [words(line[i]) for i in at[1:]]
    counts = bool(others) and all(_COUNTS.fullmatch(text) for text in others)
    counts = counts or (not others and not _AVERAGE.match(first))
    return len(first) < 60 and bool(_TOTAL.match(first)) and counts


def is_note(line: Line) -> bool:
    """Return whether a row says of itself that it is a note or a key."""
    at = filled(line)
    return 0 < len(at) <= 2 and at[0] == 0 and bool(_NOTE.match(words(line[0])))


def is_key(line: Line) -> bool:
    """Return whether a row could explain one label of a key: the label, and words."""
    at = filled(line)
    return len(at) == 2 and is_rating(words(line[at[0]]))


def band_of(line: Line, body: Body) -> str:
    """Return the words of a heading over the rows below, "" where the line is none.

    One cell merged over most columns; or alone at the start of the row and either beginning
    like such a heading, or bold or coloured where the rows are not; or a number and a bold
    or merged title.
    """
    at = filled(line)
    if any(cell.of_above for cell in line) or len(at) > 2:
        return ""
    if len(at) == 2:
        return _numbered(line, at, body)
    cell = line[at[0]]
    text = words(cell)
    if _is_merged(cell, line):
        return "" if _is_about_the_row_above(text) else text
    if at[0] > 1 or body.usual < 3 or len(text) > LONGEST_BAND:
        return ""
    odd = (cell.is_bold and not body.is_bold) or (
        cell.colour not in ("", *body.colours) and len(text) < 80
    )
    beside = at[0] == 0 and body.first in (Field.REFERENCE, Field.RATING) and not is_number(text)
    return text if odd or is_like_a_band(text) or beside else ""


def is_like_a_band(text: str) -> bool:
    """Return whether words begin as headings over rows do ("Within 3 months", "Theme 2")."""
    return bool(_BAND.match(text)) and not text.endswith(".")


def _is_merged(cell: Cell, line: Line) -> bool:
    return cell.spans > 1 and cell.spans * 2 > len(line)


def is_remark(line: Line, body: Body) -> bool:
    """Return whether a row is a sentence merged over the columns that tells of the action above.

    It does not look like a heading, and asks for nothing, as a recommendation does.
    """
    at = filled(line)
    cell = line[at[0]] if at else Cell()
    if len(at) != 1 or not _is_merged(cell, line):
        return False
    text = words(cell)
    if _is_about_the_row_above(text):
        return True
    looks_it = (cell.is_bold and not body.is_bold) or cell.colour not in ("", *body.colours)
    if looks_it or not text.endswith((".", "!", ".)", ".”")) or _BAND.match(text):
        return False
    return len(text.split()) >= SHORTEST_REMARK and tells(text)


def _is_about_the_row_above(text: str) -> bool:
    """Return whether words merged over the columns report on an action, and head no rows."""
    return bool(_REPORT.match(text)) or (len(text) > LONGEST_TITLE and not _BAND.match(text))


def _numbered(line: Line, at: list[int], body: Body) -> str:
    """Return a number, or "Recommendation 2", with the title that stands beside it."""
    number, title = (words(line[i]) for i in at)
    if at != [0, max(line[0].spans, 1)]:
        return ""
    bold = line[at[1]].is_bold and not body.is_bold and body.usual > 3
    short = bold and len(number) < 6 and len(title) < LONGEST_BAND
    merged = _is_merged(line[at[1]], line) and (line[0].is_bold or is_like_a_band(number))
    return f"{number} {title}" if short or merged else ""


def continues(line: Line, above: Line) -> bool:
    """Return whether a row goes on in mid-sentence what a page cut.

    It has nothing in its first column, and some cell begins with a small letter where the
    words of the row above have not come to an end.
    """
    at = filled(line)
    if not at or at[0] == 0:
        return False
    return any(
        words(line[i])[0].islower() and _is_unfinished(words(above[i]))
        for i in at
        if i < len(above)
    )


def _is_unfinished(text: str) -> bool:
    """Return whether these are words of a sentence that has no end; no name and no date is."""
    return len(text.split()) > 3 and (text[-1].isalpha() or text[-1] in ",-–—")


def sorted_out(lines: Sequence[Line], headings: Sequence[str], ends: bool) -> list[Verdict]:
    """Return for each line below the headings what it is.

    `ends`: nothing of the table comes after these lines, so that what trails may be a note.
    """
    first = field_of(headings[0], {})[0] if headings else Field.OTHER
    body = Body.of(headings, first, lines)
    tail = _tail(lines) if ends else len(lines)
    found: list[Verdict] = []
    in_key = False
    over = parents(lines, headings)
    for at, line in enumerate(lines):
        if at in over and not band_of(line, body):
            level = str(depth(words(line[filled(line)[0]])))
            found.append(Verdict(BAND, over[at], ("", SUM, level), doubt=SUMS_UP))
            continue
        if found and found[-1].why in ("", REMARK) and not is_note(line) and is_remark(line, body):
            found.append(Verdict(REMARK, doubt=TOLD_OF))
            continue
        found.append(_verdict(line, body, at >= tail or (in_key and len(filled(line)) <= 2)))
        in_key = found[-1].why in (NOTE, EMPTY) and (in_key or _is_keys_title(line))
    return found


def _verdict(line: Line, body: Body, is_trailing: bool) -> Verdict:
    at = filled(line)
    if not at:
        return Verdict(EMPTY)
    if is_again(line, body.headings):
        return Verdict(AGAIN)
    if _is_numbered(line):
        return Verdict(NUMBERS)
    if is_total(line):
        return Verdict(TOTAL)
    if is_trailing or is_note(line):
        return Verdict(NOTE)
    band = band_of(line, body)
    if band:
        return Verdict(BAND, band, style(line))
    lone = at == [0] and body.usual > 2 and not any(cell.of_above for cell in line)
    return Verdict(doubt=LONE if lone else "")


def _is_keys_title(line: Line) -> bool:
    return bool(filled(line)) and "key" in plain(words(line[filled(line)[0]])).split()


def _tail(lines: Sequence[Line]) -> int:
    """Return where the notes and the key below a table begin; their number where it has none."""
    at = len(lines)
    while at and _may_trail(lines[at - 1], lines[at - 2] if at > 1 else ()):
        at -= 1
    return at


def _may_trail(line: Line, above: Line) -> bool:
    at = filled(line)
    if not at or is_note(line) or is_key(line):
        return True
    whole = line[at[0]].spans * 2 > len(line) > 1
    return len(at) == 1 and (whole or (at[0] == 0 and not filled(above) and bool(above)))


def style(line: Line) -> tuple[str, ...]:
    """Return how a heading over rows looks, by which its level is told from others."""
    cell = line[filled(line)[0]]
    start = _BAND.match(words(cell))
    merged = "merged" if cell.spans > 1 else ""
    return (cell.colour, merged, start.group().casefold() if start else "")


def _is_deeper(style: tuple[str, ...], styles: Sequence[tuple[str, ...]]) -> bool:
    """Return whether a line that sums up is numbered under all those over it."""
    return SUM in style and all(SUM in other and other[-1] < style[-1] for other in styles)


class Bands:
    """The headings over the row that is being read, the widest first.

    `above`: what stands over the whole table.
    """

    def __init__(self, above: str = "") -> None:
        self._above = [above] if above else []
        self._over: list[tuple[tuple[str, ...], str]] = []
        self._is_fresh = False  # no row has come since the last one

    @property
    def text(self) -> str:
        """Return them, a line each."""
        return "\n".join([*self._above, *(text for _, text in self._over)])

    def put(self, text: str, style: tuple[str, ...]) -> None:
        """Take a heading: it ends one that looks the same, and stands under one just before it."""
        styles = [known for known, _ in self._over]
        if style in styles:
            del self._over[styles.index(style) :]
        elif not self._is_fresh and not _is_deeper(style, styles):
            self._over.clear()
        self._over.append((style, text))
        self._is_fresh = True

    def row(self) -> None:
        """Take note that a row stands under them."""
        self._is_fresh = False
