"""Reads a list of a report: which lines are one item, and where the list ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from inspections.report_reading.flow import Flow
from inspections.report_reading.lines import Line, Marked, marked
from inspections.report_reading.words import plain, unnumbered

_LEADING = 1.5
_LONGEST_HEADING = 120
_NEAR = 4.0
# Sentences may lead up to a list; a longer text is no list.
_LEAD_IN = 14
_PERIOD = re.compile(
    r"^(?:immediately|with immediate effect"
    r"|within (?:\d+|one|two|three|four|six|nine|twelve) months?)$"
)
_LEADS_IN = re.compile(r"(?:following (?:actions?|areas?|steps?|improvements?)[.:]?|:)$")
_MONTHS = {"one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "nine": 9, "twelve": 12}
_LISTS = (
    ("Areas for priority action", r"areas? (?:for|of) priority actions?"),
    (
        "Priority and immediate action",
        r"(?:areas? for )?(?:priority and immediate|immediate and priority|priority|immediate)"
        r" actions?(?: required)?",
    ),
    ("Areas for improvement", r"(?:key )?areas? (?:for|of) (?:further )?improvement"),
    ("Areas for development", r"(?:key )?areas? for (?:further )?development"),
    ("Recommendations", r"(?:key |summary of )?recommendations?"),
)
LISTS = tuple((name, re.compile(words)) for name, words in _LISTS)
_TO_WHOM = re.compile(
    r" (?:for|of|to|made to) (?:the )?(?:local (?:authority|safeguarding .*)|authority|lscb|board"
    r"|.{2,40} (?:council|safeguarding children'?s? board))$"
)
_CONTAINERS = re.compile(
    r"^what (?:does|do|needs?|must|should|could|the)\b.{0,80}\b(?:needs? to (?:be )?improved?"
    r"|improve|improving|be better|be improved)"
    r"(?: (?:in|at|for|across|within|and|further)\b.{0,50})?\??$"
)
_SUBHEADINGS = re.compile(
    r"^(?:(?:early )?help and protection|help and care|early help|children (?:who need|in need|"
    r"looked after|in care)|adoption|care leavers|permanence|leadership|management|governance"
    r"|workforce|commissioning|corporate parenting|child sexual exploitation|missing|quality"
    r"|performance|partnership)"
)
_END_WORDS = (
    "information about this", "about this inspection", "summary for children", "summary of",
    "summary$",
    "main findings", "key strengths", "strengths$", "the local authority's strengths",
    "the lscb's strengths", "(?:key )?findings", "inspection (?:judge?ments?|findings)",
    "progress since", "section [0-9]", "the local safeguarding children",
    "the effectiveness of the local", "executive summary", "the experiences and progress",
    "experiences and progress", "the impact of leaders", "service information",
    "(?:the )?inspection team", "inspection details", "next steps",
    "the (?:local )?authority has", "(?:the )?(?:local )?area partnership", "what is it like",
    "what is the area", "what the", "background$", "headline findings", "yours sincerely",
    "contents$", "annex", "appendix", "overall effectiveness", "capacity to improve",
    "outcomes for", "quality of provision", "safeguarding outcomes", "the contribution of",
    "record of main", "case study", "practice study", "key judge?ment",
    "the multi-agency response",
)  # fmt: skip
_ENDS = re.compile(f"^(?:{'|'.join(_END_WORDS)})")


@dataclass
class Item:
    """An item of a list: its lines, and where its marker and its words begin."""

    mark: Marked
    lines: list[Line]
    priority: str
    area: str
    texts: list[str] = field(default_factory=list)

    @property
    def last(self) -> Line:
        return self.lines[-1]


@dataclass
class ListRead:
    """A list that was read: its items, the line it ends before, and a doubt about its end."""

    items: list[Item]
    end: int
    doubt: str = ""
    unmarked: bool = False


def is_container(line_text: str) -> bool:
    """Return whether words ask what needs to improve."""
    return bool(_CONTAINERS.match(plain(line_text)))


def list_heading(words: str) -> str | None:
    """Return the name of the kind of list that a heading begins; None for another heading."""
    if len(words) > _LONGEST_HEADING:
        return None
    text = _TO_WHOM.sub("", unnumbered(words))
    return next((name for name, pattern in LISTS if pattern.fullmatch(text)), None)


class ListReader:
    """Reads one list, line by line from its heading."""

    def __init__(self, flow: Flow, start: int) -> None:
        self.flow, self.lines, self.start = flow, flow.lines, start
        self.items: list[Item] = []
        self.priority = self.area = self.band = ""
        head = self.lines[start]
        self.level = (head.size, head.bold)
        # The marker of the first item under the last heading: what another item's is like.
        self.base: Marked | None = None
        self.skipped = 0
        self.unsure = ""

    def read(self) -> ListRead:
        """Return the list; it ends at a heading of its own level, or at text that is no item."""
        place = self.start
        while place < len(self.lines):
            step = self._step(place)
            if not step:
                break
            place += step
        return ListRead(self.items, place, self._doubt(place))

    def _step(self, place: int) -> int:
        """Take in one or more lines from a place; return how many, 0 where the list ends."""
        line = self.lines[place]
        if taken := self._heading(place):
            return taken
        if self._is_end(place):
            return 0
        mark = marked(line)
        if mark and self._is_item(mark, line):
            self.base = self.base or mark
            self.items.append(
                Item(mark, [line], self.band or self.priority, self.area, [mark.text])
            )
            return 1
        if self.items and self._continues(line, mark):
            item = self.items[-1]
            item.lines.append(line)
            item.texts.append(mark.text if mark and mark.text and not mark.number else line.text)
            return 1
        return self._between(place)

    def _heading(self, place: int) -> int:
        """Return how many lines are a heading of lists or a period, which it remembers."""
        for count in (1, 2, 3):
            words = " ".join(line.text for line in self.lines[place : place + count])
            if name := list_heading(words):
                if place == self.start or self._apart(place):
                    self.priority, self.area, self.band, self.base = name, "", "", None
                    return count
            elif is_container(words) and (place == self.start or self._goes_on_at(place)):
                self.priority, self.area, self.band, self.base = "", "", "", None
                return count
            elif (period := plain(words)) and _PERIOD.match(period):
                self._take_back_lead_in()
                self.band, self.base = _in_figures(period), None
                return count
        return 0

    def _goes_on_at(self, place: int) -> bool:
        """Return whether what needs to improve, after what is urgent, is asked of the same."""
        return self._apart(place) and not re.search(r"lscb|board", plain(self.lines[place].text))

    def _take_back_lead_in(self) -> None:
        """A numbered sentence that only leads to the list below it is no item."""
        if len(self.items) == 1 and _LEADS_IN.search(" ".join(self.items[0].texts)):
            self.items.clear()
            self.base = None

    def _apart(self, place: int) -> bool:
        line, above = self.lines[place], self.lines[place - 1]
        return not _close(above, line) or line.bold != above.bold or line.size != above.size

    def _is_end(self, place: int) -> bool:
        line = self.lines[place]
        if place == self.start or not _ENDS.match(unnumbered(line.text)) or marked(line):
            return False
        return not (self.items and _follows(self.items[-1], line) and not line.bold)

    def _is_item(self, mark: Marked, line: Line) -> bool:
        if not mark.text and not line.cells[1:]:
            return False
        if not mark.number:
            self._take_back_lead_in()
        if self.base is None or not self.items:
            return True
        if bool(mark.number) != bool(self.base.number):
            return False
        if not mark.number:
            return mark.x <= self.base.x + 2 * _NEAR
        return _is_next_number(mark, self.items[-1].mark) or _stands_like(mark, self.base)

    def _continues(self, line: Line, mark: Marked | None) -> bool:
        """Return whether a line goes on with the last item."""
        item = self.items[-1]
        if mark and not mark.number:
            return self.base is not None and mark.x > self.base.x + _NEAR
        return _follows(item, line)

    def _between(self, place: int) -> int:
        """Return how many lines at a place are words between items, 0 where the list ends."""
        ahead = self._next_item(place)
        some = self.lines[place:ahead] if ahead else []
        words = " ".join(line.text for line in some)
        if some and self._runs_on(some, self.lines[ahead or place]):
            self.unsure = words[:60]
            return len(some) if not self.items else 0
        if some and self._is_subheading(some, words):
            self.area = words.rstrip(":")
            self._doubt_subheading(some, words)
            return len(some)
        if not self.items:
            self.skipped += 1
            return 1 if self.skipped <= _LEAD_IN else 0
        if not some:
            return 0
        if words.endswith(":") and not some[0].bold:
            return len(some)
        return 0

    def _next_item(self, place: int) -> int | None:
        """Return where the next item begins, some lines on; None where none does."""
        for ahead in range(place + 1, min(place + 4, len(self.lines))):
            line = self.lines[ahead]
            mark = marked(line)
            if mark and self._is_item(mark, line):
                return ahead
            if self._is_end(ahead) or list_heading(line.text) or _PERIOD.match(plain(line.text)):
                return None
        return None

    def _is_subheading(self, some: Sequence[Line], words: str) -> bool:
        first = some[0]
        own = (first.size, first.bold)
        usual = bool(_SUBHEADINGS.match(plain(words))) or own != self.level
        lower = first.size <= self.level[0] + 0.1 and (usual or bool(self.items))
        return lower and len(words) < 160 and not words.endswith((".", ";", "?"))

    def _runs_on(self, some: Sequence[Line], item: Line) -> bool:
        """Return whether words before an item look like its own: close to it and like it."""
        last = some[-1]
        alike = last.bold == item.bold and abs(last.size - item.size) < 0.4
        return alike and _close(last, item) and not last.text.endswith((".", ":", ";"))

    def _doubt_subheading(self, some: Sequence[Line], words: str) -> None:
        """Remember a heading of the list's own level, which may begin something else."""
        own = (some[0].size, some[0].bold)
        if own == self.level and not _SUBHEADINGS.match(plain(words)):
            self.unsure = words[:60]

    def _doubt(self, place: int) -> str:
        """Return what makes it uncertain that the list ends where it was left; "" if nothing."""
        if self.unsure or not self.items or place >= len(self.lines):
            return self.unsure
        last = self.items[-1]
        if self._is_end(place) or list_heading(self.lines[place].text):
            return ""
        if marked(self.lines[place]):
            return self.lines[place].text[:40]
        if last.mark.number and (ahead := self._next_item(place)) is not None:
            return self.lines[ahead].text[:40]
        return ""


def _is_next_number(mark: Marked, last: Marked) -> bool:
    return bool(last.number) and int(mark.number) == int(last.number) + 1


def _stands_like(mark: Marked, base: Marked) -> bool:
    """Return whether a number stands as that of another item: before words that hang beside it."""
    hangs = base.text_x > base.x + 2 * _NEAR
    return hangs and abs(mark.x - base.x) <= 2 * _NEAR and abs(mark.text_x - base.text_x) <= _NEAR


def is_end(lines: Sequence[Line], place: int) -> bool:
    """Return whether a known heading that is no part of a list stands at a place."""
    line, above = lines[place], lines[place - 1]
    apart = is_end_of_paragraph(above, line) or line.size > above.size + 0.4
    return apart and bool(_ENDS.match(unnumbered(line.text)))


def is_end_of_paragraph(above: Line, line: Line) -> bool:
    """Return whether a line begins another paragraph than the one above it."""
    if above.page != line.page:
        return bool(re.search(r"[.?!;][’”')\]]*$", above.text))
    return not _close(above, line) or above.bold != line.bold


def _in_figures(period: str) -> str:
    def number(found: re.Match[str]) -> str:
        return f"within {_MONTHS.get(found[1], found[1])} month"

    return re.sub(r"^within (\w+) month", number, period).capitalize()


def _close(above: Line, line: Line) -> bool:
    return line.page == above.page and 0 < line.y - above.y <= _LEADING * above.size


def _follows(item: Item, line: Line) -> bool:
    """Return whether an unmarked line belongs to an item, by its place, letters and words."""
    last, first = item.last, item.lines[0]
    if abs(line.size - first.size) > 0.6 or (line.bold and not first.bold):
        return False
    second = item.lines[1].x if len(item.lines) > 1 else item.mark.text_x
    text_x = min(second, item.mark.text_x)
    hangs = text_x > item.mark.x + _NEAR
    indented = line.x >= text_x - _NEAR
    if _close(last, line):
        return indented or line.x >= item.mark.x - _NEAR
    unfinished = not re.search(r"[.?!][’”')\]]*$", last.text)
    if line.page == last.page:
        return hangs and indented and line.x < text_x + 3 * _NEAR
    return (hangs and indented) or unfinished
