"""What pages on which papers are composed say of their parts."""

from django import template

from reports.models import PaperPart
from reports.outline import title_of

register = template.Library()


@register.filter
def part_title(part: PaperPart) -> str:
    """Return what a part is called to whoever composes the paper."""
    return title_of(part)
