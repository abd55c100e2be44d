"""What the cells of a column say it is, where its heading does not."""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actionplans import timescales
from actionplans.importing.paragraphs import dates, listed, unwrapped
from actionplans.importing.sentences import asks, reports
from actionplans.importing.tables import Cell
from actionplans.importing.understood import Field

STACKED = 0.4  # of the rows
ENOUGH = 0.6  # of the filled cells
LOOKED_AT = 200  # rows: a column shows what it is in its first ones
PROSE = 45  # letters a cell, on average
SHORT = 12  # letters: no sentence
MOST_LABELS = 7
_OF_A_STATE = re.compile(
    r"\b(?:not|no|yes|start\w*|progress\w*|complet\w+|track|risk|delay\w*|embed\w*|emerg\w+"
    r"|develop\w+|secur\w+|establish\w*|consolidat\w+|sustain\w*|part\w*|fully|done|open|closed"
    r"|hold|pending|await\w*|overdue|achiev\w+|met|deliver\w+|under ?way|ongoing|begun|slip\w*)\b",
    re.I,
)
_ANY_DAY = datetime.date(2020, 1, 1)  # only whether words are a timescale is asked, not which
_RATING = re.compile(
    r"(?:[bragn](?:/[bragn])?|red|amber|green|blue|gr[ae]y|purple|yellow|white|n/?a"
    r"|(?:not )?(?:started|complete[d]?|achieved|met|due)|not yet (?:started|due)|closed?|open"
    r"|on[ -](?:track|target|going|schedule)|off[ -](?:track|target)|in progress|partial(?:ly)?"
    r"|emerging|developing|developed|embedding|embedded|established|secure|exploring|consolidat\w+"
    r"|sustained|not (?:yet )?embedded|under ?way|on hold|paused|planned|to do|doing|blocked"
    r"|awaiting"
    r"|just (?:begun|started)|well under ?way|nearly (?:there|done|complete)|to be started"
    r"|(?:stage|level|phase) [\da-e]"
    r"|behind(?: schedule)?|delay(?:ed)?|overdue|slipped|at risk|done|✓|✔|☑|y(?:es)?|no?)",
    re.I,
)
_COLOUR = re.compile(r"[brag](?:/[brag])?|red|amber|green|blue|gr[ae]y|purple|yellow", re.I)
_GRADE = re.compile(r"h(?:igh)?|m(?:ed(?:ium)?)?|l(?:ow)?|critical|urgent|[1-5]", re.I)
_NUMBER = re.compile(r"\(?(?:[a-z]{1,4}[ .-]?)?\d{1,3}(?:[.\-/]\d{1,3})*[a-z]?[.)]?", re.I)
_CODE = re.compile(r"(?=\S*\d)[A-Za-z0-9./_-]{1,14}")
_INITIALS = re.compile(r"[A-Z]{2,4}(?:\s*[/,&\n]\s*[A-Z]{2,4})*")
_POST = re.compile(
    r"\b(?:director|head of|manager|officer|lead|chair|principal|dcs|leader|coordinator|team|hos"
    r"|advis[eo]r|worker|partners?|board|ceo|heads?|virtual|service)\b",
    re.I,
)


def is_rating(text: str) -> bool:
    """Return whether the words are a rating and nothing else."""
    return bool(_RATING.fullmatch(text))


def is_number(text: str) -> bool:
    """Return whether the words are the number of a row ("4", "2.1", "A3", "(12)")."""
    return bool(_NUMBER.fullmatch(text))


@dataclass(frozen=True)
class Contents:
    """What a column's cells are: how many hold something, whether prose, which field by looks."""

    filled: int = 0
    is_prose: bool = False
    looks_like: Field | None = None
    is_colours: bool = False  # names or letters of colours
    is_grades: bool = False  # high, medium, low
    is_status: bool = False  # every one of several cells is a rating, and they differ
    is_codes: bool = False  # each is one short word with a figure, and no two are the same
    has_words: bool = True  # no marks and bars alone
    words: int = 0  # letters of different cells
    asks: bool = False  # sentences that begin with what to do
    reports: bool = False  # sentences that tell what was done


def contents_of(cells: Sequence[Cell]) -> Contents:
    """Return what the first cells of a column are; `looks_like` is None where they are mixed."""
    seen = [cell for cell in cells if cell.text.strip() or cell.day]
    if not seen:
        coloured = {cell.colour for cell in cells if cell.colour}
        return Contents(looks_like=Field.RATING if len(coloured) > 1 else None)
    texts = [cell.text.strip() for cell in seen]
    return Contents(
        filled=len(seen),
        is_prose=sum(map(len, texts)) > PROSE * len(texts),
        looks_like=_looks_like(seen, texts),
        is_colours=_most(_COLOUR.fullmatch(text) for text in texts),
        is_grades=_most(_GRADE.fullmatch(text) for text in texts),
        is_status=len(set(texts)) > 1 and all(map(is_rating, texts)),
        is_codes=len(set(texts)) == len(texts) > 1 and all(map(_CODE.fullmatch, texts)),
        has_words=any(re.search(r"\d|[^\W_]{2}", text) for text in texts),
        words=sum(map(len, set(texts))),
        asks=_most(asks(text) and len(text) > SHORT for text in texts),
        reports=_most(reports(text) and len(text) > SHORT for text in texts),
    )


def _most(fits: Iterable[object]) -> bool:
    found = [bool(fit) for fit in fits]
    return sum(found) >= ENOUGH * len(found)


def _looks_like(cells: list[Cell], texts: list[str]) -> Field | None:
    tests = (
        (Field.RATING, lambda cell, text: is_rating(text)),
        (Field.TIMESCALE, lambda cell, text: bool(cell.day) or _is_timescale(text)),
        (Field.REFERENCE, lambda cell, text: is_number(text)),
        (Field.LEADS, lambda cell, text: _is_lead(text)),
    )
    for field, test in tests:
        if _most(test(cell, text) for cell, text in zip(cells, texts, strict=True)):
            return field
    return Field.RATING if _are_labels(texts) else None


def _are_labels(texts: list[str]) -> bool:
    """Return whether few short words stand again and again, most of them of how it stands."""
    different = set(map(str.casefold, texts))
    few = len(texts) >= 4 and len(different) * 2 <= len(texts) and len(different) <= MOST_LABELS
    short = all(len(text.split()) <= 4 for text in texts)
    return few and short and _most(_OF_A_STATE.search(text) for text in different)


def _is_timescale(text: str) -> bool:
    if len(text) > 60 or not re.search(
        r"\d{2}|ongoing|immediate|monthly|quarterly|term", text, re.I
    ):
        return False
    return timescales.read(text, _ANY_DAY).understood


def _is_lead(text: str) -> bool:
    if _INITIALS.fullmatch(text):
        return True
    return len(text) < 80 and bool(_POST.search(text)) and not asks(text) and not reports(text)


def are_steps(rows: Sequence[Sequence[Cell]], words: int, when: int) -> bool:
    """Return whether a column stacks as many paragraphs as the dates beside them, mostly.

    Of the rows with words at least STACKED have several of both, one date for each.
    """
    cells = [(row[words], row[when]) for row in rows if max(words, when) < len(row)]
    filled = [(cell, beside) for cell, beside in cells if cell.text.strip()]
    counts = [
        (
            len(dates(beside.paragraphs)),
            len(listed(cell.paragraphs, cell.begins)),
            len(unwrapped(cell.paragraphs, cell.begins)),
        )
        for cell, beside in filled
    ]
    fits = [number > 1 and number in steps for number, *steps in counts]
    return sum(fits) >= 2 and sum(fits) >= STACKED * len(fits)
