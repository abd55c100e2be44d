"""What a paper is for: title, body and meeting, plans, day and house style."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from actionplans.models import ActionPlan
from councils.forms import DayField, Retyped
from councils.models import Body, Meeting
from reports.editing.papers import About
from reports.models import StoredStyle

SAY = "Select a meeting, or say below for which body the report is"


class PaperForm(Retyped, forms.Form):
    """What a paper is for. Whoever begins one need only give its title and its meeting."""

    title = forms.CharField(
        label="What is the report called?",
        max_length=300,
        error_messages={
            "required": "Enter what the report is called",
            "max_length": "Call the report something of 300 characters or fewer",
        },
    )
    meeting = forms.ModelChoiceField(
        label="For which meeting?",
        queryset=Meeting.objects.none(),
        required=False,
        empty_label="Another one, or not known yet",
        error_messages={"invalid_choice": "Select a meeting from the list"},
    )
    body = forms.ModelChoiceField(
        label="For which body?",
        queryset=Body.objects.none(),
        required=False,
        empty_label="Select",
        error_messages={"invalid_choice": "Select a body of this council"},
    )
    held_on = DayField(
        label="On which day does it meet?",
        name="the day it meets",
        required=False,
        help_text="Leave it blank where it is not known. For example, 9 12 2026",
    )
    plans = forms.ModelMultipleChoiceField(
        label="Which plans is it about?",
        queryset=ActionPlan.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Select all that it is about, or none.",
        error_messages={"invalid_choice": "Select plans of this council"},
    )
    as_at = DayField(
        label="As at which day does it show the plans?",
        name="the day it shows the plans as at",
    )
    house_style = forms.ModelChoiceField(
        label="In which house style?",
        queryset=StoredStyle.objects.none(),
        empty_label=None,
        help_text="Its headings, front matter and numbering.",
        error_messages={
            "required": "Select a house style",
            "invalid_choice": "Select a house style from the list",
        },
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        meetings: QuerySet[Meeting],
        bodies: QuerySet[Body],
        plans: QuerySet[ActionPlan],
        styles: QuerySet[StoredStyle],
        day: datetime.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        given = {"meeting": meetings, "body": bodies, "plans": plans, "house_style": styles}
        for name, rows in given.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean_as_at(self) -> datetime.date:
        as_at: datetime.date = self.cleaned_data["as_at"]
        if as_at > self.day:
            raise ValidationError(f"Give a day up to today, {self.day:%-d %B %Y}", code="day")
        return as_at

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        meeting, body, held_on = (data.get(name) for name in ("meeting", "body", "held_on"))
        wrong = {"meeting", "body", "held_on"} & self.errors.keys()
        if not wrong and not meeting and not body:
            self.add_error("meeting" if self._lists_meetings and not held_on else "body", SAY)
        elif meeting and self._says_otherwise(meeting, body, held_on):
            self.add_error("meeting", "Select a meeting, or another body and day below, not both")
        return data

    @staticmethod
    def _says_otherwise(meeting: Meeting, body: Body | None, held_on: Any) -> bool:
        return bool((body and body != meeting.body) or (held_on and held_on != meeting.held_on))

    @property
    def has_another(self) -> bool:
        """Return whether a body or a day is given beside the list of meetings: it is shown open."""
        names = ("body", "held_on_day", "held_on_month", "held_on_year")
        typed = any(self.data.get(name) for name in names) or bool(self.initial.get("body"))
        return typed or "body" in self.errors or not self._lists_meetings

    @property
    def _lists_meetings(self) -> bool:
        return bool(self.fields["meeting"].queryset.exists())  # type: ignore[attr-defined]

    def about(self) -> About:
        """Return what was given, from a valid form."""
        data = self.cleaned_data
        meeting = data["meeting"]
        return About(
            data["title"],
            meeting.body if meeting else data["body"],
            meeting.held_on if meeting else data["held_on"],
            tuple(data["plans"]),
            data["as_at"],
            data["house_style"],
        )


def chosen(keys: Sequence[str], rows: QuerySet[Any]) -> list[int]:
    """Return those of some keys in an address that are keys of `rows`."""
    asked = {int(key) for key in keys if key.isdecimal() and len(key) < 19}
    return [row.pk for row in rows if row.pk in asked]
