"""Finds the lists of recommendations in a report, the council's and the board's apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from inspections.frameworks import Framework
from inspections.report_reading.around import shown
from inspections.report_reading.draft import BOARD, COUNCIL, PARTNERSHIP, DraftRecommendation
from inspections.report_reading.flow import Flow
from inspections.report_reading.kinds import Kind
from inspections.report_reading.lines import Line, marked
from inspections.report_reading.lists import Item, ListRead, ListReader, is_container, list_heading
from inspections.report_reading.unmarked import unmarked
from inspections.report_reading.words import plain

NONE_FOUND = "No recommendations were found. Check the report, and add them by hand if it has any."
NO_BOARD_LIST = "No recommendations to the safeguarding board were found. Check the report."
NUMBERS = "Recommendation {} comes after {}: one between them may be missing. Check the report."
GOES_ON = "The recommendations may go on on page {}, after “{}”. Check the report."
SECOND = "Another list under “{}” on page {} was left out. Check whether it belongs to the report."
UNMARKED = (
    "The recommendations on page {} have no numbers or bullets: each paragraph was taken as one. "
    "Check them against the report."
)
LONG = "A recommendation on page {} is unusually long. Check where it ends."

_BOARD_PART = re.compile(
    r"^(?:section \d+ ?[:.-]? ?.{0,90}?(?:safeguarding children'?s? board|lscb)"
    r"|(?:the )?(?:effectiveness of the |effectiveness )?"
    r"(?:local safeguarding children'?s? boards?|lscb))(?: ?\(lscb\))?"
    r"(?: (?:is )?(?:good|outstanding|inadequate|requires improvement)(?: to be good)?)?$"
)
_OUTCOME = re.compile(
    r"\(\s*(outcomes? \d[^()]{0,80}?)"
    r"(?:,? ?(?:of the )?(?:children['’]s social care )?national framework)?\s*\)[.;]?$",
    re.I,
)
_JOINED = ("letter", "send")
_UNUSUAL = 1500


@dataclass(frozen=True)
class Found:
    """A list and to whom it speaks; `second` where that one had a list before."""

    read: ListRead
    heading: Line
    to: str


def recommendations(
    flow: Flow, kind: Kind, framework: Framework
) -> tuple[list[DraftRecommendation], list[str]]:
    """Return the recommendations in the order of the report, and what is doubtful about them."""
    items: list[DraftRecommendation] = []
    problems: list[str] = []
    lists = list(_lists(flow, kind))
    several = kind.key in ("safeguarding and looked after",) or kind.layout in _JOINED
    for found in lists:
        if not several and any(item.addressed_to == found.to for item in items):
            problems.append(SECOND.format(found.heading.text, found.heading.page))
            continue
        items += [_recommendation(flow, item, found.to) for item in found.read.items]
        problems += _doubts(flow, found)
    return items, problems


def _lists(flow: Flow, kind: Kind) -> Iterator[Found]:
    place, to = 0, BOARD if kind.layout == "board" else COUNCIL
    if kind.key in ("joint targeted", "area send", "local area send", "send revisit"):
        to = PARTNERSHIP
    while place < len(flow.lines):
        words = _heading_at(flow, place)
        if to == COUNCIL and kind.layout == "graded" and _begins_board(flow, place):
            to = BOARD
        if words is None:
            place += 1
            continue
        read = ListReader(flow, place).read()
        if not read.items and not plain(words).startswith("area"):
            read = unmarked(flow, place, _lines_of(flow, place, words))
            read.unmarked = True
        if read.items:
            yield Found(read, flow.lines[place], to)
        place = max(read.end, place + 1) if read.items else place + 1


def _heading_at(flow: Flow, place: int) -> str | None:
    """Return the words of a heading of lists that begins at a place, on one line or two."""
    line = flow.lines[place]
    if marked(line) or not _stands_alone(flow, place):
        return None
    for count in (1, 2, 3):
        some = flow.lines[place : place + count]
        words = " ".join(other.text for other in some)
        if list_heading(words) or is_container(words):
            return words
    return None


def _lines_of(flow: Flow, place: int, words: str) -> int:
    """Return how many lines the words of a heading at a place stand on."""
    texts = [line.text for line in flow.lines[place : place + 3]]
    return next(count for count in (1, 2, 3) if " ".join(texts[:count]) == words)


def _stands_alone(flow: Flow, place: int) -> bool:
    """Return whether a line begins a block: it is not in the middle of a paragraph."""
    if not place:
        return True
    above, line = flow.lines[place - 1], flow.lines[place]
    near = above.page == line.page and 0 < line.y - above.y <= 1.5 * above.size
    return not near or line.bold != above.bold or abs(line.size - above.size) > 0.4


def _begins_board(flow: Flow, place: int) -> bool:
    if flow.lines[place].page < 3 or not _stands_alone(flow, place):
        return False
    for count in (1, 2, 3):
        words = " ".join(line.text for line in flow.lines[place : place + count])
        if _BOARD_PART.match(plain(words)):
            return True
    return False


def _recommendation(flow: Flow, item: Item, to: str) -> DraftRecommendation:
    text = flow.joined(item.texts)
    outcome = _OUTCOME.search(text)
    return DraftRecommendation(
        text=text,
        number=item.mark.number,
        page=item.lines[0].page,
        addressed_to=to,
        priority=item.priority,
        area=item.area,
        outcome=outcome[1] if outcome else "",
        around=_around(flow, item),
    )


def _around(flow: Flow, item: Item) -> str:
    place = flow.lines.index(item.lines[0])
    return shown(flow.lines[max(0, place - 1) : place + 3])


def _doubts(flow: Flow, found: Found) -> Iterator[str]:
    items = found.read.items
    numbers = [int(item.mark.number) for item in items if item.mark.number]
    for before, number in pairwise(numbers):
        if number not in (before + 1, 1):
            yield NUMBERS.format(number, before)
    if found.read.unmarked:
        yield UNMARKED.format(items[0].lines[0].page)
    if found.read.doubt:
        yield GOES_ON.format(items[-1].last.page, found.read.doubt)
    for item in items:
        if sum(len(text) for text in item.texts) > _UNUSUAL:
            yield LONG.format(item.lines[0].page)


def missing(items: list[DraftRecommendation], kind: Kind, reviewed: bool, best: bool) -> list[str]:
    """Return what is said of lists that a report of this kind has, where none was found.

    `reviewed` says whether the board was reviewed too; the best grade may come without a list.
    """
    to = {item.addressed_to for item in items}
    problems = []
    if kind.layout in ("graded", "findings") and COUNCIL not in to and not best:
        problems.append(NONE_FOUND)
    if (kind.layout == "board" or (kind.layout == "graded" and reviewed)) and BOARD not in to:
        problems.append(NO_BOARD_LIST)
    return problems
