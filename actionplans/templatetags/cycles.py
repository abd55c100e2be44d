"""Words for reporting cycles."""

import datetime

from django import template

from actionplans.cycles.reports import Here
from actionplans.rows import Lead

register = template.Library()


@register.filter
def away(day: datetime.date, seen_from: datetime.date) -> str:
    """Return how far a day is away: "today", "in 9 days", "9 days ago"."""
    number = (day - seen_from).days
    if abs(number) < 2:
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[number]
    return f"in {number} days" if number > 0 else f"{-number} days ago"


@register.filter
def other_leads(here: Here, lead: Lead) -> list[str]:
    """Return who leads a step with `lead`."""
    return here.others(lead)
