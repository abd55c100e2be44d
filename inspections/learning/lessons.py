"""What committees took from others' inspections, theme by theme, as pages show it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from inspections.learning.themes import BY_KEY
from inspections.models import Lesson


@dataclass(frozen=True)
class OfTheme:
    """What one paper holds under one theme; `name` is "" for what stands under none."""

    key: str
    name: str
    points: list[Lesson]
    extracts: list[Lesson]


@dataclass(frozen=True)
class Paper:
    """A committee's paper: its themes in the order of its points, and what might follow."""

    first: Lesson
    themes: list[OfTheme]
    further: list[Lesson]


def points_not_among(held: Any) -> list[Lesson]:
    """Return the learning points of all papers but those `held` (keys), the newest paper first."""
    points = Lesson.objects.filter(kind=Lesson.Kind.POINT).exclude(pk__in=held)
    return list(points.select_related("council").order_by("-on", "paper", "order"))


def papers(theme: str = "") -> list[Paper]:
    """Return what committees' papers hold, of one theme or of all, newest first, in one query."""
    rows = Lesson.objects.select_related("council", "about").order_by("-on", "paper", "order")
    by_paper = groupby(rows, key=lambda lesson: (lesson.council_id, lesson.paper))
    return [_paper(list(lessons), theme) for _, lessons in by_paper]


def _paper(lessons: list[Lesson], theme: str) -> Paper:
    further = [] if theme else [one for one in lessons if one.kind == Lesson.Kind.FURTHER]
    return Paper(lessons[0], list(_themes(lessons, theme)), further)


def _themes(lessons: list[Lesson], theme: str) -> Iterator[OfTheme]:
    for key, known in BY_KEY.items():
        mine = [one for one in lessons if one.theme == key]
        if mine and theme in ("", key):
            points = [one for one in mine if one.kind == Lesson.Kind.POINT]
            extracts = [one for one in mine if one.kind == Lesson.Kind.EXTRACT]
            yield OfTheme(key, known.name, points, extracts)
