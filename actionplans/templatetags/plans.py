"""Words for values, as the plan's pages say them."""

import datetime

from django import template

from actionplans.models import How
from actionplans.rag import Outlook, Progress, Status
from actionplans.rows import Step

register = template.Library()


@register.filter
def due_words(due: datetime.date, day: datetime.date) -> str:
    """Return when something is due, seen from `day`: "due tomorrow, 23 November 2026"."""
    away = (due - day).days
    written = f"{due:%-d %B %Y}"
    if away < 0:
        return f"its date was {written}"
    if away < 2:
        return f"due {('today', 'tomorrow')[away]}, {written}"
    return f"due in {away} days, {written}" if away <= 14 else f"due {written}"


@register.filter
def lateness(step: Step) -> str:
    """Return how a step stands to its date, in a sentence; "" when it is not past it."""
    if step.status == Status.LATE:
        return f"Late by {step.days_late} day{'' if step.days_late == 1 else 's'}"
    if step.status == Status.SILENT:
        return f"Past its date ({step.due:%-d %B %Y}). Nothing says whether it is done."
    if step.status == Status.CLAIMED and step.days_late:
        return f"Past its date ({step.due:%-d %B %Y}). Said to be done; not yet signed off."
    return ""


@register.filter
def lateness_short(step: Step) -> str:
    """Return the same in few words, for a tag: "Late by 26 days", "Past its date"."""
    if step.status == Status.LATE:
        return lateness(step)
    return "Past its date" if step.days_late else ""


@register.filter
def stop(words: str) -> str:
    """Return the words with a full stop where they end without one."""
    return words if not words or words.rstrip()[-1] in ".!?" else f"{words.rstrip()}."


@register.filter
def progress_words(value: str) -> str:
    return Progress(value).words


@register.filter
def outlook_words(value: str) -> str:
    return Outlook(value).words


@register.filter
def how_words(value: str) -> str:
    return str(How(value).label)
