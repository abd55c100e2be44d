"""Counts and percentages, with one rule of rounding."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from inspections.comparing.sets import FrameworkSet
from inspections.comparing.standings import (
    NOT_DATED,
    NOT_HELD,
    NOT_PUBLISHED,
    Column,
    Standing,
    columns_of,
)

ROUNDING = (
    "Percentages are rounded to whole numbers, halves up, so that a line may not add up to 100."
)
NO_PER_CENT = "–"
# What a position always shows: that no report is awaited, or that all are held, is worth saying.
WAITING = frozenset({NOT_PUBLISHED.key, NOT_HELD.key})


def per_cent(part: int, whole: int) -> int | None:
    """Return `part` of `whole` in whole per cent, halves up; None where there is no whole."""
    return (200 * part + whole) // (2 * whole) if whole else None


def per_cent_words(part: int, whole: int) -> str:
    """Return the percentage with its sign, or a dash where there is nothing to divide by."""
    found = per_cent(part, whole)
    return NO_PER_CENT if found is None else f"{found}%"


@dataclass(frozen=True)
class Counts:
    """How many councils stand in each column of one area, in the columns' order."""

    columns: tuple[Column, ...]
    numbers: tuple[int, ...]

    @property
    def all(self) -> int:
        """Return how many councils there are: each stands in exactly one column."""
        return sum(self.numbers)

    @property
    def inspected(self) -> int:
        """Return how many were inspected by the day, their report published or not."""
        return self.all - self.of(NOT_HELD.key)

    @property
    def published(self) -> int:
        """Return of how many a report is known to have been published by the day."""
        return self.inspected - self.of(NOT_PUBLISHED.key) - self.of(NOT_DATED.key)

    @property
    def graded(self) -> int:
        """Return how many have a grade of the scale."""
        pairs = zip(self.columns, self.numbers, strict=True)
        return sum(number for column, number in pairs if column.rank is not None)

    def of(self, key: str) -> int:
        """Return the number in one column."""
        pairs = zip(self.columns, self.numbers, strict=True)
        return sum(number for column, number in pairs if column.key == key)


def count(found: Iterable[Standing], of: FrameworkSet, area: str) -> Counts:
    """Return how many of the councils stand in each column of `area`."""
    columns = columns_of(of, area)
    numbers = Counter(standing.column(of, area) for standing in found)
    return Counts(columns, tuple(numbers[column.key] for column in columns))


def columns_shown(
    several: Iterable[Counts], always: frozenset[str] = frozenset()
) -> tuple[Column, ...]:
    """Return the columns a table of these counts needs: the grades, what else occurs, `always`."""
    several = tuple(several)
    if not several:
        return ()
    return tuple(
        column
        for column in several[0].columns
        if column.rank is not None
        or column.key in always
        or any(counts.of(column.key) for counts in several)
    )


def notes_on(columns: Iterable[Column]) -> tuple[str, ...]:
    """Return what the columns that are no grades mean, each as a sentence."""
    return tuple(
        f"{column.label}: {_start(column.meaning)}." for column in columns if column.meaning
    )


def _start(words: str) -> str:
    return words[:1].lower() + words[1:]
