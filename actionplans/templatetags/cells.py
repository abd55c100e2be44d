"""The cells of a plan's table as markup: the same on a page and in the PDF."""

from django import template
from django.template.defaultfilters import linebreaksbr
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from actionplans.cells import Cell, Mark, Paragraph, Run, texts_of
from actionplans.columns import widths
from actionplans.layout import Layout

register = template.Library()


@register.filter
def cell(found: Cell) -> SafeString:
    """Return the paragraphs of a cell. What one person reported is one text ("words")."""
    parts = (
        format_html('<div class="words">{}</div>', _paragraphs(texts))
        if is_report
        else _paragraphs(texts)
        for is_report, texts in texts_of(found)
    )
    return _joined(parts)


def _paragraphs(found: list[Paragraph]) -> SafeString:
    return _joined(map(_paragraph, found))


def _paragraph(found: Paragraph) -> SafeString:
    opened = SafeString('<p class="quiet">' if found.is_quiet else "<p>")
    number = f"{found.number}. " if found.number else ""
    return format_html("{}{}{}</p>", opened, number, _joined(map(_run, found.runs)))


def _run(run: Run) -> SafeString:
    if run.mark == Mark.RATING:
        return SafeString(_RATING.render({"rating": run.rating}).strip())
    if run.mark == Mark.STATUS and run.status:
        return format_html(_STATUS, run.status.value, run.status.slug, run.text)
    return format_html(_MARKED.get(run.mark, "{}"), linebreaksbr(run.text))


_RATING = get_template("components/_rating.html")
_STATUS = '<span class="status status--{} status--{}">{}</span>'
_MARKED = {
    Mark.STRONG: "<strong>{}</strong>",
    Mark.WAS: '<del class="moved">{}</del> ',
    Mark.QUIET: '<span class="quiet">{}</span>',
}


def _joined(parts: object) -> SafeString:
    return mark_safe("".join(parts))  # type: ignore[arg-type]  # noqa: S308  # each is safe


@register.simple_tag
def column_css(layout: Layout, plan: int | None = None) -> SafeString:
    """Return the style rules that share out a printed page's width among the columns.

    `plan`: whose table alone they are for, where several plans stand in one paper.
    """
    table = ".plan" if plan is None else f".paper-plan--{int(plan)} .plan"
    rules = (
        f"{table} col:nth-child({place}) {{ width: {width}% }}\n"
        for place, width in enumerate(widths(layout.columns), 1)
    )
    # Nothing but numbers gets into the text.
    return mark_safe("".join(rules))  # noqa: S308
