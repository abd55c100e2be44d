"""A plan's rhythm, a cycle opened by hand, and who is written to, as they are typed."""

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from actionplans import timescales
from actionplans.cycles.keeping import Given
from actionplans.models import ReportingRhythm
from councils.forms import DayField, LongTextField, Radios, Retyped
from councils.models import Body, Meeting

NONE = "none"
MOST_DATES = 60


def _number(label: str, help_text: str, most: int) -> forms.IntegerField:
    say = f"{label}: enter a number from 0 to {most}"
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), say)
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=0,
        max_value=most,
        error_messages=errors,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )


SEVERAL = re.compile(r"\b(and|to|until)\b|[;&]", re.IGNORECASE)


class DatesField(LongTextField):
    """Days, one a line, in words or figures. Returns them in order, each once.

    Without a year the next such day from `day` on is meant.
    """

    day: datetime.date

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_DATES:
            raise ValidationError(f"Give {MOST_DATES} dates or fewer")
        return sorted({self._day(line) for line in lines})

    def _day(self, line: str) -> datetime.date:
        read = timescales.read(line, self.day)
        if read.due is None or read.precision != "day" or read.repeats or SEVERAL.search(line):
            raise ValidationError(f"“{line[:60]}” is no day. Write it like 1 December 2026")
        return read.due


class RhythmForm(Retyped, forms.Form):
    """When a plan's leads are to report."""

    kind = forms.ChoiceField(
        label="When are updates due?",
        choices=[*ReportingRhythm.Kind.choices, (NONE, "No rhythm: I open cycles by hand")],
        widget=Radios,
        error_messages={"required": "Select when updates are due"},
    )
    day_of_month = forms.IntegerField(
        label="On which day of the month?",
        required=False,
        min_value=1,
        max_value=31,
        help_text="A number from 1 to 31. On a weekend or holiday they are due the working day "
        "before; a short month has its last day.",
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Enter a day of the month from 1 to 31"
        ),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    body = forms.ModelChoiceField(
        label="Which body?",
        queryset=Body.objects.none(),
        required=False,
        empty_label="Select a body",
        error_messages={"invalid_choice": "Select a body"},
    )
    due_before = _number(
        "Working days before the meeting",
        "Papers are published five clear days before; leave yourself time to read.",
        60,
    )
    dates = DatesField(
        label="On which dates?",
        name="the dates",
        rows=4,
        required=False,
        help_text="One on each line, like 1 December 2026.",
    )
    opens_before = _number(
        "Opens so many working days before updates are due",
        "What is reported from then on counts for the cycle.",
        90,
    )
    closes_after = _number(
        "Closes so many working days after they are due",
        "Your time to read and accept. The paper shows what stands on the day it closes.",
        60,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(
        self, *args: Any, bodies: QuerySet[Body], day: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["body"].queryset, fields["dates"].day = bodies, day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("kind")
        if kind == ReportingRhythm.Kind.MONTHLY and data.get("day_of_month") is None:
            self._miss("day_of_month", "Enter a day of the month from 1 to 31")
        if kind == ReportingRhythm.Kind.MEETINGS and not data.get("body"):
            self._miss("body", "Select the body whose meetings set the rhythm")
        if kind == ReportingRhythm.Kind.DATES and not data.get("dates"):
            self._miss("dates", "Enter at least one date, like 1 December 2026")
        return data

    def _miss(self, name: str, words: str) -> None:
        if name not in self.errors:
            self.add_error(name, words)

    def values(self) -> dict[str, Any] | None:
        """Return what is stored; None for no rhythm."""
        data = self.cleaned_data
        if data["kind"] == NONE:
            return None
        return data | {"day_of_month": data["day_of_month"] or 1, "dates": data["dates"] or []}


class OpenForm(forms.Form):
    """A cycle that somebody opens today."""

    updates_due_on = DayField(label="By which day are updates due?", name="the day")
    closes_on = DayField(
        label="On which day does it close?",
        name="the day it closes",
        help_text="The paper shows what stands at the end of that day, like 30 9 2026.",
    )
    meeting = forms.ModelChoiceField(
        label="For which meeting?",
        queryset=Meeting.objects.none(),
        required=False,
        empty_label="For no meeting",
        error_messages={"invalid_choice": "Select a meeting to come"},
    )

    def __init__(
        self, *args: Any, meetings: QuerySet[Meeting], day: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        due, closes, meeting = (
            data.get(name) for name in ("updates_due_on", "closes_on", "meeting")
        )
        if due and due < self.day:
            self.add_error("updates_due_on", "Updates must be due today or later")
        if due and closes and closes < due:
            self.add_error("closes_on", "It must close on the day updates are due, or later")
        if closes and meeting and closes > meeting.held_on:
            self.add_error(
                "closes_on", f"It must close by the meeting, on {meeting.held_on:%-d %B %Y}"
            )
        return data

    def given(self) -> Given:
        data = self.cleaned_data
        return Given(data["updates_due_on"], data["closes_on"], data["meeting"])


class MeetingForm(forms.Form):
    """The day of a meeting."""

    held_on = DayField(label="On which day does it sit?", name="the day")

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body = body

    def clean_held_on(self) -> datetime.date:
        held_on: datetime.date = self.cleaned_data["held_on"]
        if self.body.meetings.filter(held_on=held_on).exists():
            raise ValidationError(f"{self.body} has a meeting on {held_on:%-d %B %Y} already")
        return held_on


class ChaseForm(forms.Form):
    """Which leads are written to, in which words."""

    officers = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={
            "required": "Tick whom to write to",
            "invalid_choice": "Somebody has reported meanwhile. Look again whom to write to",
        },
    )
    words = LongTextField(
        label="What you ask, in your own words",
        name="what you ask",
        required=False,
        rows=4,
        help_text="It stands at the top of each e-mail, above what they lead. Do not name a child.",
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    again = forms.BooleanField(required=False)

    def __init__(self, *args: Any, officers: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officers"].choices = officers  # type: ignore[attr-defined]

    @property
    def first(self) -> int | None:
        """Return the first officer, whose box an error leads to."""
        choices = self.fields["officers"].choices  # type: ignore[attr-defined]
        return choices[0][0] if choices else None

    @property
    def ticked(self) -> set[str]:
        """Return the officers ticked, as the page has them."""
        return {str(one) for one in self["officers"].value() or []}
