"""Reads recommendations that stand as paragraphs, without a number or a bullet."""

import re
from collections.abc import Sequence

from inspections.report_reading.flow import Flow
from inspections.report_reading.lines import Line, Marked
from inspections.report_reading.lists import Item, ListRead, is_end, is_end_of_paragraph

# A longer text is no list of recommendations.
_MOST = 60


def unmarked(flow: Flow, start: int, heading: int) -> ListRead:
    """Return the paragraphs under a heading as items, where the text ends at a known heading.

    `start` is the place of the heading and `heading` how many lines it has.
    """
    first = start + heading
    for end in range(first, min(first + _MOST, len(flow.lines))):
        if is_end(flow.lines, end):
            return ListRead(_items(flow.lines[first:end]), end)
    return ListRead([], first)


def _items(lines: Sequence[Line]) -> list[Item]:
    items: list[Item] = []
    for line in lines:
        if items and not is_end_of_paragraph(items[-1].last, line):
            items[-1].lines.append(line)
            items[-1].texts.append(line.text)
        else:
            items.append(Item(Marked("", line.text, line.x, line.x), [line], "", "", [line.text]))
    return [item for item in items if not re.search(r":$", item.texts[-1])]
