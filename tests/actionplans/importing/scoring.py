"""How much of a plan a reading of its file found: rows, letters in their row, headings."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from actionplans.importing.plain import tokens


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    found: int
    wanted: int

    def __add__(self, other: "Share") -> "Share":
        return Share(self.found + other.found, self.wanted + other.wanted)

    @property
    def of_all(self) -> float:
        """Return the share found, 1.0 where nothing was wanted."""
        return self.found / self.wanted if self.wanted else 1.0


@dataclass(frozen=True)
class Score:
    """What was found of a file: its rows, the letters of their texts, its headings' fields.

    A row is found where at least half of its letters stand together in one row that was read;
    letters are found in that row only, whichever field they stand in. `invented` are rows read
    that are none of the file's.
    """

    rows: Share
    letters: Share
    headings: Share
    invented: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.rows + other.rows,
            self.letters + other.letters,
            self.headings + other.headings,
            self.invented + other.invented,
        )


def score(found: dict[str, Any], wanted: dict[str, Any]) -> Score:
    """Return how much of `wanted` was found; both as `as_json` tells a reading."""
    expected = [_words_of(row) for row in wanted["rows"]]
    together = _matched(expected, [_words_of(row) for row in found["rows"]])
    letters = [Share(same, _letters(row)) for same, row in zip(together, expected, strict=True)]
    rows = Share(sum(2 * share.found >= share.wanted for share in letters), len(expected))
    fields = wanted["columns"].items()
    headings = Share(sum(found["columns"].get(of) == field for of, field in fields), len(fields))
    invented = max(0, len(found["rows"]) - len(expected))
    return Score(rows, sum(letters, Share(0, 0)), headings, invented)


def _matched(expected: list[Counter[str]], read: list[Counter[str]]) -> list[int]:
    """Return for each expected row how many letters it shares with the row read of it.

    Each row read is of one expected row, those most alike first.
    """
    alike = [
        (_letters(wanted & made), -abs(at - place), at, place)
        for at, wanted in enumerate(expected)
        for place, made in enumerate(read)
    ]
    shared, taken = dict.fromkeys(range(len(expected)), 0), set[int]()
    left = set(shared)
    for same, _, at, place in sorted(alike, reverse=True):
        if at in left and place not in taken:
            shared[at] = same
            left.remove(at)
            taken.add(place)
    return list(shared.values())


def _words_of(row: dict[str, Any]) -> Counter[str]:
    return Counter(word for text in _texts(row) for word in tokens(text))


def _letters(words: Counter[str]) -> int:
    return sum(len(word) * number for word, number in words.items())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        return
    inside: Iterable[Any] = value.values() if isinstance(value, dict) else value
    for one in inside:
        yield from _texts(one)
