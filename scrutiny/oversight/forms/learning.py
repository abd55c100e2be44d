"""What is typed about a body's learning points: its own, and those it takes up."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from councils.forms import DayField, LongTextField
from inspections.learning.themes import BY_KEY, THEMES
from inspections.models import Lesson
from scrutiny.models import LearningPoint
from scrutiny.oversight.forms.base import (
    NO_CHILD,
    KeptForm,
    Offered,
    choice,
    line,
    only_what_is_there,
    removal,
)


def before_its_paper(lessons: Iterable[Lesson]) -> str:
    """Return that a day is before the paper from which points are taken up."""
    on = max(lesson.on for lesson in lessons)
    return f"The paper is of {on:%-d %B %Y}: enter that day or a later one"


class PointForm(KeptForm):
    """A learning point: its words and source where it is the body's own, and what it is about."""

    not_of_the_row = ("seen", "is_removed")
    text = LongTextField(
        label="What can be learned?", name="what can be learned", rows=4, help_text=NO_CHILD
    )
    source = line(
        "From which inspection?",
        "Say from which inspection it is, and where it is written",
        limit=300,
        help_text="Whose, when, and where it is written.",
    )
    theme = forms.ChoiceField(
        label="Theme", required=False, choices=[("", "None"), *((t.key, t.name) for t in THEMES)]
    )
    plan = choice("Which plan is it about?", "All that come to this body")
    taken_on = DayField(label="When did the body take it up?", name="the day it was taken up")
    is_removed = forms.BooleanField(
        label="Take it off the list; it stays in the history", required=False
    )

    def offer(self) -> None:
        super().offer()
        only_what_is_there(self)
        if self.row.lesson_id:
            for name in ("text", "source", "theme"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.not_in_future("taken_on", "The day")
        lesson, day = self.row.lesson, data.get("taken_on")
        if lesson and day and day < lesson.on:
            self.add_error("taken_on", before_its_paper([lesson]))
        return data

    def given(self) -> dict[str, Any]:
        return super().given() | removal(self)


class ChooseForm(forms.Form):
    """Which learning points of papers that are held a body takes up: a field for each theme."""

    plan = choice("Which plan are they about?", "All that come to this body")
    taken_on = DayField(label="When did the body take them up?", name="the day it took them up")

    def __init__(self, data: Any = None, *, offered: Offered, lessons: Iterable[Lesson]) -> None:
        super().__init__(data, initial={"taken_on": offered.today})
        self.offered = offered
        self.lessons = {str(lesson.pk): lesson for lesson in lessons}
        fields: Any = self.fields
        fields["plan"].queryset = offered.plans
        by_theme: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key, lesson in self.lessons.items():
            by_theme[lesson.theme].append((key, lesson.text))
        self.of_themes = [theme for theme in (*BY_KEY, "") if by_theme[theme]]
        for theme in self.of_themes:
            fields[f"points_{theme}"] = forms.MultipleChoiceField(
                label=BY_KEY[theme].name if theme else "Others",
                choices=by_theme[theme],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": "Somebody took that one up meanwhile"},
            )
        self.order_fields([*(f"points_{theme}" for theme in self.of_themes), "plan", "taken_on"])

    def clean_taken_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["taken_on"]
        if day > self.offered.today:
            raise ValidationError("The day must be today or in the past")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        ticked = [self.lessons[key] for key in self._ticked(data)]
        day = data.get("taken_on")
        if day and any(day < lesson.on for lesson in ticked):
            self.add_error("taken_on", before_its_paper(ticked))
        if not ticked and not self.errors and self.of_themes:
            self.add_error(f"points_{self.of_themes[0]}", "Tick at least one learning point")
        return data

    def _ticked(self, data: dict[str, Any]) -> list[str]:
        return [key for theme in self.of_themes for key in data.get(f"points_{theme}", ())]

    def points(self) -> list[LearningPoint]:
        """Return the learning points to take up, not saved, from a valid form."""
        data = self.cleaned_data
        about = {"body": self.offered.body, "plan": data["plan"], "taken_on": data["taken_on"]}
        return [LearningPoint(lesson=self.lessons[key], **about) for key in self._ticked(data)]
