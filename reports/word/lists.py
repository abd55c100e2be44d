"""The lists by which Word counts a paper's numbers for itself, and gets the ones the paper says.

Numbers of a paper are words ("3.4.1", "a)"). Here each gets a place in a list of Word's that counts
to it, so that whoever goes on in Word adds a paragraph and all others move on. A number that no
list counts to (a heading misprinted in the paper, a note that stands for three paragraphs) begins a
list of its own, and what follows it goes on from where it stands.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.paper.document import Items
from reports.paper.numbering import label_of
from reports.word.numbering import Level, NumberedList, Place, literal

# Twentieths of a point: the column of a paragraph's number, and that of a list's labels.
COLUMN, LABELS = 794, 397
_BULLETS = ("•", "◦", "▪")
_DEEPEST = 9


@dataclass
class _Counting:
    """A list and how far Word has counted in it."""

    of: int
    levels: tuple[Level, ...]
    counts: list[int | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.counts = [None] * len(self.levels)

    def next(self, level: int) -> str:
        """Return what the next paragraph of a level would print."""
        return _printed(self.levels[level], self._after(level))

    def take(self, level: int) -> Place:
        """Count a paragraph of a level, and return its place."""
        self.counts = self._after(level)
        return Place(self.of, level)

    def _after(self, level: int) -> list[int | None]:
        before = self.counts[level]
        here = self.levels[level].start if before is None else before + 1
        # A level that none stands on yet counts as at its start.
        above = [
            each.start if count is None else count
            for each, count in zip(self.levels[:level], self.counts, strict=False)
        ]
        below = [None] * (len(self.levels) - level - 1)
        return [*above, here, *below]


def _printed(level: Level, counts: Sequence[int | None]) -> str:
    return re.sub(r"%(\d)", lambda found: str(counts[int(found[1]) - 1]), level.text)


class Lists:
    """Gives each numbered thing of a paper its place, asked in reading order."""

    def __init__(self) -> None:
        self.made: list[NumberedList] = []
        # The list of headings and paragraphs within them; the one straight through the paper; and
        # the one whose first numbers are words, because no list above has them.
        self.counting: dict[str, _Counting] = {}
        self.bullets: int | None = None

    def heading(self, number: str) -> Place:
        """Return the place of a section's heading."""
        found = self.counting.get("sections")
        if found and found.next(0) == number:
            return found.take(0)
        simple = re.fullmatch(r"(\d{1,9})(\.0|\.|)", number)
        if not simple:
            return self._literal(number, COLUMN)
        levels = (
            Level(f"%1{simple[2]}", start=int(simple[1]), left=COLUMN, hanging=COLUMN),
            Level("%1.%2", left=COLUMN, hanging=COLUMN),
            Level("%1.%2.%3", left=2 * COLUMN, hanging=COLUMN),
        )
        return self._began("sections", levels).take(0)

    def paragraph(self, number: str, level: int) -> Place:
        """Return the place of a paragraph; `level` 1 stands in one column of numbers, 2 in two."""
        for found in self.counting.values():
            for depth, each in enumerate(found.levels):
                if each.left == level * COLUMN and found.next(depth) == number:
                    return found.take(depth)
        parts = re.fullmatch(r"((?:\d+\.)*)(\d{1,9})(\.?)", number)
        if not parts:
            return self._literal(number, level * COLUMN)
        left = level * COLUMN
        levels = (
            Level(f"{parts[1]}%1{parts[3]}", start=int(parts[2]), left=left, hanging=COLUMN),
            Level(f"{parts[1]}%1.%2", left=left + COLUMN, hanging=COLUMN),
        )
        return self._began("words" if parts[1] else "straight", levels).take(0)

    def item(self, found: Items, depth: int, left: int) -> list[Place]:
        """Return the places of a list's entries; `left` is where their words stand."""
        if not any(item.label for item in found.items):
            return [self._bullet(depth)] * len(found.items)
        labels = [item.label for item in found.items]
        counted = _counted(labels, found.start, left)
        if counted:
            return [self._add(counted)] * len(labels)
        return [self._literal(label, left, LABELS) for label in labels]

    def _bullet(self, depth: int) -> Place:
        if self.bullets is None:
            levels = tuple(
                Level(
                    _BULLETS[at % len(_BULLETS)],
                    "bullet",
                    left=(at + 1) * LABELS,
                    hanging=LABELS,
                )
                for at in range(_DEEPEST)
            )
            self.bullets = self._add(levels).of
        return Place(self.bullets, min(depth, _DEEPEST - 1))

    def _literal(self, text: str, left: int, hanging: int = COLUMN) -> Place:
        return self._add((Level(literal(text), left=left, hanging=hanging),))

    def _began(self, kind: str, levels: tuple[Level, ...]) -> _Counting:
        place = self._add(levels)
        self.counting[kind] = _Counting(place.of, levels)
        return self.counting[kind]

    def _add(self, levels: tuple[Level, ...]) -> Place:
        self.made.append(NumberedList(levels))
        return Place(len(self.made) - 1)


# How labels count: the letter that stands for the count in `label_of`, and Word's name of it.
_FORMS = (("1", "decimal"), ("i", "lowerRoman"), ("a", "lowerLetter"))
# Word counts letters aa, bb, cc where a paper counts aa, ab, ac.
_LETTERS = 26


def _counted(labels: Sequence[str], start: int, left: int) -> tuple[Level, ...]:
    """Return the level that counts to these labels; () where none of Word's does."""
    for sign, form in _FORMS:
        if form == "lowerLetter" and start + len(labels) - 1 > _LETTERS:
            continue
        pattern = _pattern(labels[0], sign, start)
        if pattern and start > 0 and labels == _as_counted(pattern, start, len(labels)):
            text = pattern.replace(sign, "%1")
            return (Level(text, form, start, left, LABELS),)
    return ()


def _pattern(label: str, sign: str, start: int) -> str:
    """Return the label with the sign in place of its count, as `label_of` takes it."""
    count = label.strip("().")
    return label.replace(count, sign, 1) if count and label_of(start, sign) == count else ""


def _as_counted(pattern: str, start: int, number: int) -> list[str]:
    return [label_of(place, pattern) for place in range(start, start + number)]
