"""Looks for words in everything one person may see, best first, in a fixed number of queries."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString

from councils.holding_back import held_back
from councils.names import Names
from inspections.learning.searching import marked_up
from search.kinds import KINDS
from search.readers import Reader
from search.references import numbers_in
from search.sources import (
    ANY_DAY,
    BEGINS,
    ENDS,
    Days,
    Kind,
    Shown,
    Source,
    beginnings_of,
    query_of,
)

ON_A_PAGE = 20
# Of each source the newest so many are weighed: what a common word takes is bounded by that.
MOST = 1000
# What is found by its number stands before what is found by its words.
_BY_NUMBER = 1000.0
# One word can be as long as a text.
_LONGEST_QUOTE = 700


@dataclass(frozen=True)
class Asked:
    """What is looked for: words, of which kind (its key, "" for any), on which days.

    `beginnings`: words that begin like those typed are looked for as well.
    """

    words: str
    kind: str = ""
    days: Days = ANY_DAY
    beginnings: bool = False


class _Match(NamedTuple):
    """A row that holds the words, and what is shown for it."""

    kind: int
    source: int
    row: int
    hit: int
    council: int
    day: datetime.date
    rank: float


@dataclass(frozen=True)
class Hit:
    """What was found, as it is shown: with the words marked."""

    shown: Shown
    title: SafeString
    quote: SafeString


@dataclass(frozen=True)
class Counted:
    """How much was found of a kind."""

    kind: Kind
    number: int


@dataclass(frozen=True)
class Found:
    """A page of hits, best first, and how many there are of each kind.

    `is_cut`: there were more than are weighed of one sort, and the newest of it were.
    `by_beginnings`: nothing holds the words; these hold words that begin like them.
    """

    page: Page[Hit]
    counts: list[Counted]
    is_cut: bool
    by_beginnings: bool = False

    @property
    def total(self) -> int:
        """Return how many there are of all kinds."""
        return sum(each.number for each in self.counts)


def search(asked: Asked, reader: Reader, number: Any) -> Found:
    """Return a page of what `reader` may see and holds the words, or bears them as its number.

    Where nothing holds the words, what holds words that begin like them is looked for. `number` is
    the page as it was asked for; one that there is not is the nearest there is.
    """
    found = _Search(asked, reader).found(number)
    if found.total or asked.beginnings or not beginnings_of(asked.words):
        return found
    wider = search(replace(asked, beginnings=True), reader, number)
    return wider if wider.total else found


class _Search:
    """One search: the sources it looks through, and what each found."""

    def __init__(self, asked: Asked, reader: Reader) -> None:
        self.asked, self.reader = asked, reader
        self.query = query_of(asked.words)
        if asked.beginnings:
            self.query = beginnings_of(asked.words) or self.query

    @cached_property
    def sources(self) -> dict[tuple[int, int], Source]:
        """Return every source by its place: of which kind, and which of that kind."""
        return {
            (place, number): source
            for place, kind in enumerate(KINDS)
            for number, source in enumerate(kind.sources(self.reader), 1)
        }

    @cached_property
    def numbered(self) -> dict[tuple[int, int], Source]:
        """Return the same of what is found by its number; such a place is negative."""
        numbers = numbers_in(self.asked.words)
        return {
            (place, -number): source
            for place, kind in enumerate(KINDS)
            if kind.numbered
            for number, source in enumerate(kind.numbered(self.reader, numbers), 1)
        }

    @cached_property
    def matches(self) -> list[_Match]:
        """Return what was found of all kinds, each thing once, by its best row. One query."""
        best: dict[tuple[int, int], _Match] = {}
        for match in self._shown_to_reader(self._rows):
            key = (match.kind, match.hit)
            if key not in best or best[key].rank < match.rank:
                best[key] = match
        return sorted(best.values(), key=self._order)

    @cached_property
    def _rows(self) -> list[_Match]:
        days = self.asked.days
        parts = [
            source.found(self.query, place, MOST + 1, days)
            for place, source in self.sources.items()
        ]
        parts += [
            source.called(place, _BY_NUMBER, MOST, days) for place, source in self.numbered.items()
        ]
        first, *others = parts
        return [_Match(*row) for row in first.union(*others, all=True)]

    @property
    def is_cut(self) -> bool:
        found = Counter((match.kind, match.source) for match in self._rows)
        return any(number > MOST for number in found.values())

    @staticmethod
    def _order(match: _Match) -> tuple[float, int, int, int]:
        rank = match.rank * KINDS[match.kind].weight
        return -rank, -match.day.toordinal(), match.kind, -match.hit

    def _source(self, match: _Match) -> Source:
        place = (match.kind, match.source)
        return self.sources[place] if match.source > 0 else self.numbered[place]

    def _shown_to_reader(self, rows: Iterable[_Match]) -> Iterator[_Match]:
        """Yield the rows that hold no name kept from this reader.

        They are left out whole, whatever is looked for: whether a name stands in a row cannot be
        tried out either.
        """
        held = self._holding_names()
        return (row for row in rows if (row.kind, row.source, row.row) not in held)

    def _holding_names(self) -> set[tuple[int, int, int]]:
        withheld = {pk: names for pk, names in self.reader.withheld.items() if names.ways}
        if not withheld:
            return set()
        rows = [row for row in self._rows if row.council in withheld]
        texts = self._of_sources(rows, lambda source, pks: source.texts(pks))
        return {
            (row.kind, row.source, row.row)
            for row in rows
            if withheld[row.council].times_in(texts[row.kind, row.source].get(row.row) or "")
        }

    def _of_sources(
        self, matches: Iterable[_Match], ask: Callable[[Source, set[int]], Any]
    ) -> dict[tuple[int, int], Any]:
        """Return what `ask` gives for the rows of each source. One query a source."""
        rows: dict[tuple[int, int], set[int]] = defaultdict(set)
        sources: dict[tuple[int, int], Source] = {}
        for match in matches:
            rows[match.kind, match.source].add(match.row)
            sources[match.kind, match.source] = self._source(match)
        return {place: ask(sources[place], pks) for place, pks in rows.items()}

    def found(self, number: Any) -> Found:
        """Return the page asked for, with its hits as they are shown."""
        matches = self.matches
        numbers = Counter(match.kind for match in matches)
        counts = [Counted(KINDS[place], numbers[place]) for place in sorted(numbers)]
        wanted = [m for m in matches if self.asked.kind in ("", KINDS[m.kind].key)]
        page: Page[Any] = Paginator(wanted, ON_A_PAGE).get_page(number)
        page.object_list = list(self._hits(list(page.object_list)))
        return Found(page, counts, self.is_cut, self.asked.beginnings)

    def _hits(self, matches: list[_Match]) -> Iterator[Hit]:
        """Yield what is shown of the matches of a page: two queries a kind and source at most."""
        quotes = self._of_sources(matches, lambda source, pks: source.quotes(pks, self.query))
        keys: dict[int, set[int]] = defaultdict(set)
        for match in matches:
            keys[match.kind].add(match.hit)
        shown = {place: KINDS[place].shown(self.reader, pks) for place, pks in keys.items()}
        for match in matches:
            quote = quotes[match.kind, match.source].get(match.row) or ""
            names = self.reader.withheld.get(match.council)
            yield _hit(shown[match.kind][match.hit], quote, names)


def _hit(shown: Shown, quote: str, names: Names | None) -> Hit:
    """Return what is shown: a quote that says no more than the title does marks the title."""
    shown = held_back(shown, names) if names else shown
    quote = _in_one_line(quote)
    before, said, after = shown.title.partition(_without_marks(quote) or "\n")
    if said:
        return Hit(shown, marked_up(f"{before}{quote}{after}"), SafeString(""))
    return Hit(shown, escape(shown.title), marked_up(_short(quote)))


def _in_one_line(quote: str) -> str:
    """Return a quote whose fields, paragraphs and steps, each in its lines, stand in one."""
    return " · ".join(line.strip() for line in quote.splitlines() if line.strip())


def _without_marks(quote: str) -> str:
    return quote.replace(BEGINS, "").replace(ENDS, "").strip()


def _short(quote: str) -> str:
    return quote if len(quote) <= _LONGEST_QUOTE else f"{quote[:_LONGEST_QUOTE]}…"


def is_searchable(words: str) -> bool:
    """Return whether there is anything in `words` to look for: more than "the" and signs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(websearch_to_tsquery('english', %s))", [words])
        return bool(cursor.fetchone()[0])
