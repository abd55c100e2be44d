"""What the templates of reviews need: Markdown as a page shows it, and tags for verdicts."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reports.paper.document import Block, Box, Heading, Item, Items, Paragraph, Table, Text
from reports.paper.written import written
from reports.templatetags.papers import words
from scrutiny.models import Response

register = template.Library()

_COLOURS = {
    Response.Verdict.ACCEPTED: "green",
    Response.Verdict.IN_PLACE: "green",
    Response.Verdict.IN_PART: "yellow",
    Response.Verdict.NOT_ACCEPTED: "red",
}


@register.filter
def as_markdown(text: str) -> SafeString:
    """Return what was written in Markdown as paragraphs and lists, whatever heads it in bold.

    The page has headings of its own, so those in the text become none.
    """
    return _blocks(written(text))


@register.filter
def verdict_colour(verdict: str) -> str:
    """Return the colour of a verdict's tag; the word stands in it."""
    return _COLOURS.get(verdict, "grey")  # type: ignore[call-overload, no-any-return]


def _blocks(blocks: Iterable[Block]) -> SafeString:
    return format_html_join("", "{}", ((_block(block),) for block in blocks))


def _block(block: Block) -> SafeString:
    if isinstance(block, Paragraph):
        return format_html('<p class="govuk-body">{}</p>', words(block.words))
    if isinstance(block, Heading):
        return format_html('<p class="govuk-body"><strong>{}</strong></p>', block.text)
    if isinstance(block, Items):
        return _items(block)
    if isinstance(block, Box):
        return _box(block)
    return _table(block) if isinstance(block, Table) else SafeString("")


def _items(block: Items) -> SafeString:
    rows = format_html_join("", "<li>{}</li>", ((_item(each),) for each in block.items))
    if block.kind == "bullets":
        return format_html('<ul class="govuk-list govuk-list--bullet">{}</ul>', rows)
    start = format_html(' start="{}"', block.start) if block.start != 1 else ""
    return format_html('<ol class="govuk-list govuk-list--number"{}>{}</ol>', start, rows)


def _item(item: Item) -> SafeString:
    if len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph):
        said = words(item.blocks[0].words)
    else:
        said = _blocks(item.blocks)
    return format_html("{} {}", item.label, said) if item.label else said


def _box(block: Box) -> SafeString:
    title = words((Text(block.title, is_bold=True),)) if block.title else ""
    return format_html('<div class="govuk-inset-text">{}{}</div>', title, _blocks(block.blocks))


def _table(block: Table) -> SafeString:
    head = format_html_join("", _TH, ((each,) for each in block.headings))
    rows = ((format_html_join("", _TD, ((_blocks(c.blocks),) for c in r)),) for r in block.rows)
    body = format_html_join("", '<tr class="govuk-table__row">{}</tr>', rows)
    return format_html(_TABLE, head, body)


_TH = '<th scope="col" class="govuk-table__header">{}</th>'
_TD = '<td class="govuk-table__cell">{}</td>'
_TABLE = (
    '<table class="govuk-table"><thead class="govuk-table__head"><tr class="govuk-table__row">{}'
    '</tr></thead><tbody class="govuk-table__body">{}</tbody></table>'
)
