"""A day in words, as sentences have it. Imports no model."""

from datetime import date


def in_words(day: date) -> str:
    """Return "12 May 2017"."""
    return f"{day.day} {day:%B %Y}"
