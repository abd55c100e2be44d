"""How an action and its steps stand: the rating's cells of its rows, for it or for each step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actionplans.importing.joining import Columns, Part, Taken
from actionplans.importing.paragraphs import each
from actionplans.importing.plain import tokens
from actionplans.importing.ratings import NO_KEY, Key, Rated, meaning_of, rating_of
from actionplans.importing.steps import Split
from actionplans.importing.tables import Cell
from actionplans.importing.understood import Field, KnownLabel

NONE = Rated("", "", True)
SHORTEST = 4  # letters of a mark under a heading that says what it marks


@dataclass(frozen=True)
class Standing:
    """The rating of a row, that of each step where each has its own, and what is in neither."""

    row: Rated
    steps: tuple[Rated, ...] = ()
    others: tuple[tuple[str, str], ...] = ()

    def doubts(self) -> list[str]:
        """Return a sentence for each rating whose meaning is not certain."""
        rated = dict.fromkeys(self.steps if any(self.steps) else (self.row,))
        return [_doubt(one) for one in rated if one.words and not one.sure]


def _doubt(rated: Rated) -> str:
    if rated.meaning:
        meaning = rated.meaning.replace("_", " ")
        return f"We took “{rated.words}” to mean {meaning}. Say if it means something else."
    return f"We do not know what “{rated.words}” means here. Say which of the meanings it has."


class Ratings:
    """Reads ratings by the council's labels, and by what a person said printed words mean."""

    def __init__(
        self,
        columns: Columns,
        labels: Sequence[KnownLabel],
        said: Mapping[str, str],
        key: Key = NO_KEY,
    ) -> None:
        self.columns = [column for column in columns.all if column.field == Field.RATING]
        self.labels = labels
        self.said = said
        self.key = key

    def of(self, taken: Taken, split: Split) -> Standing:
        """Return how an action stands."""
        own = [self._rated(part) for part in taken.parts]
        steps = self._stacked(taken, split)
        if not steps and sum(bool(one.words) for one in own) > 1:
            merged = self._merged(taken, own)
            steps = tuple(merged[step.part] for step in split.steps)
        row = _together(steps or own)
        return Standing(row, steps, self._others(taken, row))

    def _rated(self, part: Part) -> Rated:
        cells = [(column.heading, self._own(part, column.index)) for column in self.columns]
        if len(cells) == 1 and cells[0][1].text.strip().isdigit():  # a category, and no mark
            return meaning_of(cells[0][1], self.labels, self.said)
        return rating_of(cells, self.labels, self.said, self.key) if cells else NONE

    def _merged(self, taken: Taken, own: list[Rated]) -> list[Rated]:
        """Return the ratings by row, where a cell merged over several stands for each."""
        found: list[Rated] = []
        for part, rated in zip(taken.parts, own, strict=True):
            above = all(part.cell(column.index).of_above for column in self.columns)
            found.append(found[-1] if above and found else rated)
        return found

    def _own(self, part: Part, column: int) -> Cell:
        cell = part.cell(column)
        return Cell() if cell.of_above else cell

    def _stacked(self, taken: Taken, split: Split) -> tuple[Rated, ...]:
        """Return the ratings of one cell where it has one for each step, and each is known."""
        if len(self.columns) != 1 or len(taken.parts) != 1 or len(split.steps) < 2:
            return ()
        units = each(self._own(taken.parts[0], self.columns[0].index).paragraphs)
        found = tuple(meaning_of(Cell((u.text,)), self.labels, self.said, self.key) for u in units)
        fits = len(found) == len(split.steps) and all(one.meaning for one in found)
        return found if fits else ()

    def _others(self, taken: Taken, row: Rated) -> tuple[tuple[str, str], ...]:
        """Return what the cells say and the rating does not, under their headings."""
        rated = set(tokens(row.words))
        found = [
            (column.heading, cell.text.strip())
            for column in self.columns
            for cell in taken.cells(column.index)
            if not set(tokens(cell.text)) <= rated and not _is_mark(cell, column.heading, rated)
        ]
        return tuple(dict.fromkeys(found))


def _is_mark(cell: Cell, heading: str, rated: set[str]) -> bool:
    """Return whether a cell only marks its heading, which is the rating."""
    text = cell.text.strip()
    return len(text) <= SHORTEST and not text.isdigit() and rated <= set(tokens(heading))


def _together(ratings: Sequence[Rated]) -> Rated:
    """Return one rating of several: their words, a line each; their meaning, if all have it."""
    said = [one for one in dict.fromkeys(ratings) if one.words]
    if not said:
        return NONE
    same = len({one.meaning for one in said}) == 1
    return Rated(
        "\n".join(one.words for one in said),
        said[0].meaning if same else "",
        all(one.sure for one in said),
    )
