"""What bodies hold: their own next steps, visits to services, and points learned elsewhere.

Each stands on the page of its body, which everybody of the council reads, from its day until it
is taken off.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Case, F, Model, Q, QuerySet, TextField, Value, When
from django.urls import reverse
from django.utils.text import Truncator

from councils.day_words import in_words
from scrutiny.models import LearningPoint, NextStep, Visit
from search.readers import Group, Reader
from search.sources import Kind, Shown, Source, joined

_WORDS_OF_A_NAME = 20
_COUNCIL = "body__council_id"
_RELATED = ("body__council", "plan")


def _held(model: type[Model], group: Group, since: str) -> QuerySet[Any]:
    """Return the rows of the councils searched that are held from their day, `since`, on."""
    since_then = {f"{since}__lte": group.as_at.day}
    return group.read(model).filter(body__council__in=group.councils, **since_then)


def _not_taken_off(reader: Reader) -> Q:
    return Q(removed_on=None) | Q(removed_on__gt=reader.day)


def _page(row: Any, part: str) -> str:
    """Return where it stands on the page of its body: `part` is like "visit"."""
    page = reverse("scrutiny:body", args=[row.body.council.slug, row.body_id])
    return f"{page}#{part}-{row.pk}"


def _place(row: Any) -> str:
    """Return the body and its council, with the plan it is about, if any."""
    where = f"{row.body.name}, {row.body.council.name}"
    return f"{where}. On {row.plan.title}" if row.plan else where


def _named(words: object) -> str:
    return Truncator(str(words)).words(_WORDS_OF_A_NAME)


# Next steps


def _steps(reader: Reader) -> Iterator[Source]:
    came = When(ended_on__lte=reader.day, then=F("outcome"))
    outcome = Case(came, default=Value(""), output_field=TextField())
    text = joined("text", "lesson__text", "who", outcome)
    for group in reader.groups:
        yield Source(_held(NextStep, group, "said_on"), text, "said_on", _COUNCIL)


def _steps_shown(reader: Reader, pks: Collection[int]) -> dict[int, Shown]:
    found = NextStep.objects.filter(pk__in=pks).select_related(*_RELATED, "lesson")
    return {step.pk: _step(step, reader) for step in found}


def _step(step: NextStep, reader: Reader) -> Shown:
    is_over = step.ended_on is not None and step.ended_on <= reader.day
    named = "agreed" if step.is_agreed else "named as possible"
    return Shown(
        "Next step of a body",
        _named(step),
        _place(step),
        f"{named} on {in_words(step.said_on)}",
        _page(step, "next-step"),
        str(step.get_ended_display()) if is_over else "",
    )


STEPS = Kind("next-steps", "Next steps of bodies", _steps, _steps_shown, weight=1.2)


# Visits


def _visits(reader: Reader) -> Iterator[Source]:
    for group in reader.groups:
        rows = _held(Visit, group, "day").filter(_not_taken_off(reader))
        yield Source(rows, joined("place", "who", "learned"), "day", _COUNCIL)


def _visits_shown(reader: Reader, pks: Collection[int]) -> dict[int, Shown]:
    found = Visit.objects.filter(pk__in=pks).select_related(*_RELATED)
    return {visit.pk: _visit(visit) for visit in found}


def _visit(visit: Visit) -> Shown:
    when = f"on {in_words(visit.day)}"
    return Shown("Members’ visit", visit.place, _place(visit), when, _page(visit, "visit"))


VISITS = Kind("visits", "Visits of members", _visits, _visits_shown, weight=1.2)


# Learning points


def _points(reader: Reader) -> Iterator[Source]:
    for group in reader.groups:
        rows = _held(LearningPoint, group, "taken_on").filter(_not_taken_off(reader))
        yield Source(rows, joined("text", "lesson__text", "source"), "taken_on", _COUNCIL)


def _points_shown(reader: Reader, pks: Collection[int]) -> dict[int, Shown]:
    found = LearningPoint.objects.filter(pk__in=pks).select_related(*_RELATED, "lesson")
    return {point.pk: _point(point) for point in found}


def _point(point: LearningPoint) -> Shown:
    return Shown(
        "Learning point",
        _named(point),
        _place(point),
        f"taken up on {in_words(point.taken_on)}",
        _page(point, "learned"),
    )


LEARNED = Kind("learning-points", "Learning points", _points, _points_shown, weight=1.2)
