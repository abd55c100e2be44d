"""Words for values, as papers print them."""

from django import template

from actionplans.rows import Step
from reports.appendix import moved_words

register = template.Library()


@register.filter
def moved(step: Step) -> str:
    """Return every move of a step's date in words, a line each; "" where it has not moved."""
    return moved_words(step)
