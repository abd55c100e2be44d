"""What a kind of thing is found by: rows with words, and how one that is found is shown."""

import datetime
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVector
from django.db.models import F, FloatField, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, Concat

from search.readers import Reader
from search.references import Numbers

# PostgreSQL's English stems are the same for British spelling, one spelling at a time.
LANGUAGE = "english"
# What no printed text holds: where a word that was searched for begins and ends.
BEGINS, ENDS = "\ue000", "\ue001"
_QUOTED: dict[str, Any] = {
    "start_sel": BEGINS,
    "stop_sel": ENDS,
    "min_words": 12,
    "max_words": 32,
    "max_fragments": 2,
    "fragment_delimiter": " … ",
}
# What leaves words out or holds them together; a word; and how much of one can be its beginning.
_NARROWING, _WORD, _SHORTEST = re.compile(r"[\"“”]|(?<!\S)-"), re.compile(r"\w+"), 4
# Long words and long texts count for less: 1 divides by the logarithm of the length.
_BY_LENGTH = Value(1)


def query_of(words: str) -> SearchQuery:
    """Return what was typed as PostgreSQL's web search reads it: any text is a query."""
    return SearchQuery(words, config=LANGUAGE, search_type="websearch")


def beginnings_of(words: str) -> Any:
    """Return a query for words that begin like those typed; None where signs narrow them down.

    A word cut short is stemmed as if it were whole, and then finds nothing: "supervis". What the
    database keeps are stems, so that up to two letters more than a stem are left out: "supervisi".
    """
    if _NARROWING.search(words):
        return None
    found = _WORD.findall(words)
    if not any(len(word) >= _SHORTEST for word in found):
        return None
    return reduce(and_, map(_beginning, found))


def _beginning(word: str) -> Any:
    whole = SearchQuery(word, config=LANGUAGE)
    if len(word) < _SHORTEST:
        return whole
    begin = [word[:to] for to in range(len(word), max(len(word) - 3, _SHORTEST - 1), -1)]
    stems = " | ".join(f"{each}:*" for each in begin)
    return whole | SearchQuery(stems, config="simple", search_type="raw")


def words_of(*expressions: Any) -> SearchVector:
    """Return the vector of some fields or expressions, as the indexes have it."""
    return SearchVector(*expressions, config=LANGUAGE)


def joined(*expressions: Any) -> Any:
    """Return fields or expressions as one text, what is empty left out."""
    pieces: list[Any] = []
    for each in expressions:
        expression = F(each) if isinstance(each, str) else each
        pieces += [Coalesce(expression, Value(""), output_field=TextField()), Value("\n")]
    return Concat(*pieces, output_field=TextField())


@dataclass(frozen=True)
class Source:
    """Rows this reader may see, with the text in which words are looked for.

    `hit` names the key of what is shown for a row, `council` that of its council, and `day` its
    day. `text` is what this reader reads. `indexed` is the vector that the database keeps, where it
    keeps one: of `text`, unless another `vector` is given; what is kept is looked at first then.
    """

    rows: QuerySet[Any]
    text: Any
    day: Any
    council: str
    hit: str = "pk"
    indexed: Any = None
    vector: Any = None

    def matching(self, query: SearchQuery) -> QuerySet[Any]:
        """Return the rows that hold the words, with their `f_rank`."""
        vector = self._vector
        rows = self.rows.alias(f_words=vector).filter(f_words=query)
        if self.indexed is not None and self.vector is not None:
            rows = rows.alias(f_indexed=self.indexed).filter(f_indexed=query)
        ranked: QuerySet[Any] = rows.annotate(
            f_rank=SearchRank(vector, query, normalization=_BY_LENGTH)
        )
        return ranked

    @property
    def _vector(self) -> Any:
        for kept in (self.vector, self.indexed):
            if kept is not None:
                return kept
        return words_of(self.text)

    def found(self, query: SearchQuery, place: tuple[int, int], most: int, days: "Days") -> Any:
        """Return (kind, source, row, hit, council, day, rank) of the newest `most` that match."""
        return as_found(self.matching(query), self, place, most, days)

    def called(self, place: tuple[int, int], rank: float, most: int, days: "Days") -> Any:
        """Return the same of all its rows, whatever their words: they are found by a number."""
        rows = self.rows.annotate(f_rank=Value(rank, FloatField()))
        return as_found(rows, self, place, most, days)

    def quotes(self, pks: Collection[int], query: SearchQuery) -> dict[int, str]:
        """Return, by row, its words in which those searched for are marked. One query."""
        quote = SearchHeadline(self.text, query, config=LANGUAGE, **_QUOTED)
        rows = self.rows.filter(pk__in=pks).annotate(f_quote=quote)
        return dict(rows.values_list("pk", "f_quote"))

    def texts(self, pks: Collection[int]) -> dict[int, str]:
        """Return, by row, the whole text. One query."""
        rows = self.rows.filter(pk__in=pks).annotate(f_text=self.text)
        return dict(rows.values_list("pk", "f_text"))


@dataclass(frozen=True)
class Days:
    """From when until when, both included; None for any."""

    since: datetime.date | None = None
    until: datetime.date | None = None


ANY_DAY = Days()


def as_found(
    rows: QuerySet[Any], source: Source, place: tuple[int, int], most: int, days: Days
) -> QuerySet[Any]:
    """Return matching rows as what is found of them, those of the newest days first."""
    kind, number = place
    rows = rows.annotate(
        f_kind=Value(kind, IntegerField()),
        f_source=Value(number, IntegerField()),
        f_hit=F(source.hit),
        f_council=F(source.council),
        f_day=F(source.day) if isinstance(source.day, str) else source.day,
    )
    if days.since:
        rows = rows.filter(f_day__gte=days.since)
    if days.until:
        rows = rows.filter(f_day__lte=days.until)
    columns = ("f_kind", "f_source", "pk", "f_hit", "f_council", "f_day", "f_rank")
    return rows.order_by("-f_day", "-pk").values_list(*columns)[:most]


@dataclass(frozen=True)
class Shown:
    """What a hit says of itself: what it is, its name, where it belongs, and its page."""

    what: str
    title: str
    place: str
    day: str
    address: str
    state: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of thing that is searched. `weight`: how its hits stand against those of others.

    `numbered` gives sources whose rows are found by their number alone, whatever their words.
    """

    key: str
    name: str
    sources: Callable[[Reader], Iterable[Source]]
    shown: Callable[[Reader, Collection[int]], dict[int, Shown]]
    numbered: Callable[[Reader, Numbers], Iterable[Source]] | None = None
    weight: float = 1.0
