"""Lines of a project's export that only sum up the lines below them: a name, and dates."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from actionplans.importing.grid import Line, filled, words
from actionplans.importing.headings import columns
from actionplans.importing.understood import Field

_NUMBER = re.compile(r"\d+(?:\.\d+)*")
# What somebody says of what they do; a line that sums up has none of it.
_OF_A_ROW = frozenset({Field.LEADS, Field.RATING, Field.PROGRESS, Field.RECOMMENDATION})
_DATES = frozenset({Field.TIMESCALE, Field.REVISED_DATE, Field.REFERENCE, Field.OTHER})
LONGEST = 120


def parents(lines: Sequence[Line], headings: Sequence[str]) -> Mapping[int, str]:
    """Return the name of each line that heads those numbered below it ("1" above "1.1").

    Empty where some line between has a number that is under none of them: then nobody can say
    where a heading's rows end.
    """
    fields = [column.field for column in columns(headings, lines, {})]
    at = {field: i for i, field in reversed([*enumerate(fields)]) if field != Field.OTHER}
    number, name = at.get(Field.REFERENCE), at.get(Field.ACTION)
    if number is None or name is None or number == name:
        return {}
    full = [i for i, line in enumerate(lines) if filled(line)]
    found = {
        i: words(lines[i][name])
        for i, below in pairwise(full)
        if _is_under(words(lines[below][number]), words(lines[i][number]))
        and _only_names(lines[i], fields, name)
    }
    over = [words(lines[i][number]) for i in found]
    others = [words(lines[i][number]) for i in full if i not in found]
    sure = all(any(_is_under(one, parent) for parent in over) for one in others)
    return found if sure else {}


def depth(number: str) -> int:
    """Return how far down an outline a number stands: 1 for "2", 2 for "2.1"."""
    return number.count(".") + 1


def _is_under(number: str, parent: str) -> bool:
    return bool(_NUMBER.fullmatch(parent)) and number.startswith(f"{parent}.")


def _only_names(line: Line, fields: Sequence[Field], name: int) -> bool:
    """Return whether a line has a name and else only dates, and figures such as a duration."""
    text = words(line[name])
    others = [i for i in filled(line) if i != name]
    return 0 < len(text) <= LONGEST and all(
        fields[i] in _DATES and fields[i] not in _OF_A_ROW and len(words(line[i])) <= 30
        for i in others
    )
