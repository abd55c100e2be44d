"""What a file of the plan has in its cells, against which one that comes back is held."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from actionplans.columns import OTHER
from actionplans.importing.headings import key
from actionplans.importing.paragraphs import each
from actionplans.importing.plain_text import paragraphs
from actionplans.importing.understood import Field
from actionplans.layout import Layout, cell_of
from actionplans.rows import Row

_FIELDS = {field.value for field in Field}


def as_read(words: str) -> str:
    """Return words as every reader gives them: without bullets, empty lines and outer spaces."""
    return "\n".join(unit.text for unit in each(paragraphs(words)))


def same(one: str, other: str) -> bool:
    """Return whether a file that says the one was not edited to say the other."""
    return as_read(one) == as_read(other)


@dataclass(frozen=True)
class Printed:
    """A plan's rows as its files print them, by primary key of the action."""

    layout: Layout
    rows: Mapping[int, Row]

    def words(self, field: str, action: int) -> str:
        """Return the plan's own words in a column, "" for an action that is not shown."""
        row = self.rows.get(action)
        if row is None:
            return ""
        return "\n".join(found.text for found in cell_of(field, row, self.layout).words)

    def kept_under(self, heading: str) -> str:
        """Return the heading under which a text is kept that stands under `heading` in a file."""
        field = self._fields.get(key(heading), "")
        return field.removeprefix(OTHER) if field.startswith(OTHER) else heading

    def told_under(self, heading: str) -> str:
        """Return the field of a column that is told from other things, "" for another heading."""
        field = self._fields.get(key(heading), "")
        return "" if field.startswith(OTHER) or field in _FIELDS else field

    @cached_property
    def _fields(self) -> dict[str, str]:
        day = self.layout.day
        return {key(column.heading_on(day)): column.field for column in self.layout.columns}
