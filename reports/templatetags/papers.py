"""A paper as markup: the same on a page and in the PDF."""

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from actionplans.ratings import LIGHT, contrast
from reports.paper import document as paper
from reports.paper import front, tidied
from reports.plan_files.appendix import appendix_context

register = template.Library()

# The contrast that words need (WCAG 2.2, 1.4.3).
READABLE = 4.5
LONGEST_HEADING = 300
SHORT_ROWS, SHORT_CHARACTERS = 10, 1200

_TEMPLATES: dict[type, str] = {
    paper.Paragraph: "paragraph",
    paper.Heading: "heading",
    paper.Items: "items",
    paper.Table: "table",
    paper.Box: "box",
    paper.PlanTable: "plan",
}


@register.filter
def tidied_up(document: paper.Document) -> paper.Document:
    """Return the paper fit to be drawn."""
    return tidied.tidied(document)


@register.filter
def placed(blocks: tuple[paper.Block, ...]) -> Iterable[tidied.Placed]:
    """Return each block with how far in it stands."""
    return tidied.placed(blocks)


@register.filter
def template_of(block: paper.Block) -> str:
    """Return the template that draws a block."""
    return f"reports/paper/_{_TEMPLATES[type(block)]}.html"


@register.filter
def words(found: Iterable[paper.Text]) -> SafeString:
    """Return the words of a paragraph. Bold stands around a link: within one it is no valid PDF."""
    return _joined(map(_text, found))


def _text(found: paper.Text) -> SafeString:
    said = linebreaksbr(found.text)
    if found.href and found.text.strip():
        said = format_html('<a class="govuk-link" href="{}">{}</a>', found.href, said)
    if found.is_italic:
        said = format_html("<em>{}</em>", said)
    return format_html("<strong>{}</strong>", said) if found.is_bold else said


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308  # each is safe


register.filter("title_row", front.title_row)
register.filter("front_rows", front.front_rows)
register.filter("with_colon", front.with_colon)


@register.filter
def starts_page(appendix: paper.Appendix) -> bool:
    """Return whether an appendix begins on a page of its own."""
    return tidied.starts_page(appendix)


@register.filter
def columns(table: paper.Table) -> list[tuple[str, bool]]:
    """Return the headings of a table, each with whether it stands above numbers."""
    return list(zip(table.headings, tidied.numbers_of(table), strict=True))


@register.filter
def section_of_headings(table: paper.Table) -> str:
    """Return the part of a table in which its headings stand.

    That is its body where they might fill a page: repeated on each, they would be left out.
    """
    longest = max(map(len, table.headings), default=0)
    return "tbody" if longest > LONGEST_HEADING else "thead"


@register.filter
def is_short(table: paper.Table) -> bool:
    """Return whether a table takes half a page at most, so that print keeps it whole."""
    said = (block.text for block in paper.walk((table,)) if isinstance(block, paper.Paragraph))
    return len(table.rows) <= SHORT_ROWS and sum(map(len, said)) <= SHORT_CHARACTERS


@register.filter
def is_group(row: tuple[paper.Cell, ...]) -> bool:
    """Return whether a row only names the rows below it."""
    return tidied.is_group(row)


@register.filter
def share_class(share: float) -> str:
    """Return the class that gives a column its share of the width."""
    return f"share-{round(share)}"


@register.simple_tag
def plan_context(shown: Any) -> dict[str, Any]:
    """Return what the templates of a plan's table need."""
    return appendix_context(shown)


@register.filter
def paper_colour_css(look: paper.Look) -> SafeString:
    """Return the style rules for a council's colour; words are written in it where it is dark."""
    colour = look.colour.lower()
    if not re.fullmatch(r"#[0-9a-f]{6}", colour):
        return SafeString("")
    ink = colour if contrast(colour, LIGHT) >= READABLE else "#14202b"
    # Nothing but digits of a colour gets into the text.
    return mark_safe(f".paper {{ --paper-colour: {colour}; --paper-ink: {ink} }}\n")  # noqa: S308
