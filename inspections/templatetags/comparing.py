"""What the tables of comparisons need that Django's template language does not have."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode

from django import template

from inspections.comparing.tables import Cell, Heading, Row, Table

register = template.Library()


@register.filter
def cells_of(table: Table, row: Row) -> Iterator[tuple[Heading, Cell]]:
    """Return the cells of a line, each with its heading."""
    return zip(table.headings, row.cells, strict=True)


@register.filter
def for_file(query: str, name: str) -> str:
    """Return the query of a file of this comparison, as the page was asked for."""
    asked = dict(parse_qsl(query.removeprefix("?")))
    return f"?{urlencode({'name': name} | asked)}"


@register.filter
def with_group(query: str, group: str) -> str:
    """Return the query of a comparison, asking for this group of councils."""
    asked = dict(parse_qsl(query.removeprefix("?")))
    kept = {name: asked[name] for name in ("framework", "as_at") if name in asked}
    return f"?{urlencode(kept | {'group': group})}"
