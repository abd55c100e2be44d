"""The words of a report around what was read, for a person to check it by."""

from collections.abc import Callable, Iterable, Sequence

from inspections.report_reading.draft import Fact
from inspections.report_reading.lines import Line

LONGEST = 300
_LINES = 4


def shown(lines: Iterable[Line]) -> str:
    """Return the words of some lines, cut after a word where they are longer than `LONGEST`."""
    return _cut(" ".join(line.text for line in lines))


def _cut(words: str) -> str:
    if len(words) <= LONGEST:
        return words
    return f"{words[: LONGEST - 2].rsplit(' ', 1)[0]} …"


def row(lines: Iterable[Line], top: float, bottom: float, right: float) -> str:
    """Return the words between two heights of a page, those from `right` on after the others."""
    cells = [cell for line in lines if top - 1 <= line.y <= bottom + 1 for cell in line.cells]
    return _cut(" ".join(cell.text for cell in sorted(cells, key=lambda cell: cell.x >= right)))


def fact(name: str, lines: Sequence[Line], says: Callable[[str], bool]) -> Fact | None:
    """Return where the fewest lines that say something stand; None where none of them do."""
    for count in range(1, _LINES + 1):
        for place in range(len(lines) - count + 1):
            some = lines[place : place + count]
            if says(" ".join(line.text for line in some)):
                return Fact(name, some[0].page, shown(some))
    return None
