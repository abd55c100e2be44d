"""What the dashboard's templates need: what members ask first, and drawings as pictures."""

import base64
from typing import Any

from django import template
from django.template.loader import render_to_string

from actionplans.changes import Change, Changes
from actionplans.over_time.bands import Band

register = template.Library()

# Of all lists of changes those that a member reads first; the page of changes has every one.
FOR_MEMBERS = (
    "completed",
    "newly_late",
    "newly_silent",
    "moved",
    "asked_for",
    "reopened",
    "rerated",
    "added",
    "ended",
)


@register.filter
def members_lists(changes: Changes) -> list[tuple[str, str, tuple[Change, ...]]]:
    """Return (name, heading, actions) of what members read first, the empty left out."""
    return [each for each in changes.lists if each[0] in FOR_MEMBERS and each[2]]


@register.simple_tag
def trend_headings() -> list[str]:
    """Return the headings of the table over time, after the day: as `Tally.numbers`, planned."""
    return [*(band.words for band in Band), "All", "Planned to be complete"]


@register.filter
def add_to(number: str, more: float) -> str:
    """Return a coordinate moved by so much."""
    return f"{float(number) + more:.1f}".removesuffix(".0")


@register.simple_tag
def picture(drawing: str, chart: Any) -> str:
    """Return the address of a drawing that carries its own content: the same that a page has."""
    svg = render_to_string(f"scrutiny/_{drawing}.svg", {"chart": chart, "is_picture": True})
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


@register.filter
def subtract(number: int, shown: Any) -> int:
    """Return how many more there are than those shown."""
    return number - len(shown)
