"""What `pdf_halves` asks of boxes before they are laid out, and of pages that were."""

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from weasyprint.formatting_structure import boxes

LEAST_ROWS = 16
# Of the words, those in the table, and those in the first half: the first process does what comes
# before and after both, the twin sets its rows on pages once more.
TABLE_SHARE = 0.7
FIRST_SHARE = 0.5


def middle_row(root: Any) -> list[int] | None:
    """Return the way to the row in the middle of the words, if a table holds most of them.

    The way is the place of each box among its parent's children, from the root box down.
    """
    # Not those in the head.
    words = sum(_length(box) for box in root.children)
    for way, table in _tables(root, []):
        groups = [(g, group) for g, group in enumerate(table.children) if not group.is_header]
        rows = [[*way, g, r] for g, group in groups for r in range(len(group.children))]
        lengths = [_length(row) for _, group in groups for row in group.children]
        if len(rows) >= LEAST_ROWS and sum(lengths) > TABLE_SHARE * words:
            reached = accumulate(lengths, initial=words - sum(lengths))
            return rows[min(len(rows), sum(so_far < FIRST_SHARE * words for so_far in reached)) - 1]
    return None


def _tables(box: Any, way: list[int]) -> Iterator[tuple[list[int], Any]]:
    if isinstance(box, boxes.TableBox):
        yield way, box
    else:
        for place, child in enumerate(getattr(box, "children", ())):
            yield from _tables(child, [*way, place])


def _length(box: Any) -> int:
    return sum(map(len, box.element.itertext()))


def box_at(box: Any, way: list[int]) -> Any:
    """Return the box at the end of a way."""
    for place in way:
        box = box.children[place]
    return box


def way_to(resume_at: dict[int, Any] | None) -> list[int]:
    """Return the way to where WeasyPrint goes on with the next page."""
    way = []
    while resume_at:
        # Of several cells of one row, the first stands for all.
        place, resume_at = next(iter(resume_at.items()))
        way.append(place)
    return way


def strings(made: list[Any]) -> list[tuple[str, int, str]]:
    """Return the texts that running heads and feet may print, with the page each stands on."""
    return [
        (name, number, text)
        for number, page in enumerate(made, 1)
        for box in page.descendants()
        if box.string_set and box.string_set != "none"
        for name, text in box.string_set
    ]


def blank(page: Any) -> Any:
    """Return a page of the same kind with nothing on it."""
    empty = page.copy_with_children([area.copy_with_children([]) for area in page.children])
    empty.elsewhere = True
    return empty


def is_blank(page: Any) -> bool:
    """Return whether a page is one of `blank`."""
    return "elsewhere" in vars(page)


def facts(page: Any) -> dict[str, Any]:
    """Return what outline and links need to know of a page."""
    return {name: vars(page)[name] for name in ("width", "height", "bookmarks", "anchors")}
