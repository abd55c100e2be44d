"""Words for values, as the plan's pages say them."""

import datetime

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from actionplans.cell_dates import lateness_in_few_words
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
        return lateness_in_few_words(step)
    if step.status == Status.SILENT:
        return f"Past its date ({step.due:%-d %B %Y}). Nothing says whether it is done."
    if step.status == Status.CLAIMED and step.days_late:
        return f"Past its date ({step.due:%-d %B %Y}). Said to be done; not yet signed off."
    return ""


@register.filter
def lateness_short(step: Step) -> str:
    """Return the same in few words, for a tag: "Late by 26 days", "Past its date"."""
    return lateness_in_few_words(step)


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


@register.filter
def shortened(text: str, words: int) -> str:
    """Return at most so many words of the text, and at most ten characters for each of them.

    The same as truncatewords and truncatechars together, which cost a table a third of its time.
    """
    found = text.split(None, words)
    cut = f"{' '.join(found[:words])} …" if len(found) > words else " ".join(found)
    return cut if len(cut) <= 10 * words else f"{cut[: 10 * words - 1]}…"


_MOVED = '<del class="moved">{}</del> <span class="govuk-!-font-weight-bold app-nowrap">{}</span>'
_ASKED_FOR = ' <span class="quiet">New date asked for: {} (does not count yet)</span>'


@register.filter
def timescale(step: Step) -> SafeString:
    """Return a step's timescale as agreed, with the original beside it where it has moved.

    A date asked for that does not count yet stands after it.
    """
    date, original, requested = step.date, step.original, step.requested
    if date is None:
        found = _NO_DATE
    elif original:
        found = format_html(_MOVED, original.words, date.words)
    else:
        found = conditional_escape(date.words)
    return found + format_html(_ASKED_FOR, requested.words) if requested else found


_NO_DATE = SafeString('<span class="quiet">No date</span>')
