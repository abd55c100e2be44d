"""What is typed of an answer to a review, and of the action that comes of it."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from actionplans.models import Action, ActionPlan
from councils.forms import DayField, LongTextField, Radios, Retyped
from councils.models import Officer
from scrutiny.models import Response, ReviewAddressee
from scrutiny.reviews.acting import NewAction
from scrutiny.reviews.answering import Answer
from scrutiny.reviews.forms import LINE, SeenForm

_VERDICT_HINTS: dict[str, str] = {
    Response.Verdict.ACCEPTED: "The manager of a plan can make it an action",
    Response.Verdict.IN_PART: "Say below what is accepted, and what is not",
    Response.Verdict.NOT_ACCEPTED: "Say below why not",
    Response.Verdict.IN_PLACE: "Say below since when, and where it can be seen",
    Response.Verdict.FOR_ANOTHER: "Say below for whom",
}
_OF_A_PERSON = [each for each in Response.Verdict.choices if each[0] != Response.Verdict.NOT_STATED]


class AnswerForm(SeenForm):
    """An answer to a recommendation of a review."""

    by = forms.ModelChoiceField(
        label="Who answers?",
        queryset=ReviewAddressee.objects.none(),
        empty_label="Select",
        error_messages={"required": "Select who answers"},
    )
    verdict = forms.ChoiceField(
        label="What is the answer?",
        choices=_OF_A_PERSON,
        widget=Radios(hints=_VERDICT_HINTS),
        error_messages={"required": "Select what the answer is"},
    )
    text = LongTextField(
        label="In their words", name="the answer in their words", required=False, rows=4
    )
    lead = forms.ModelChoiceField(
        label="Who leads on it?",
        queryset=Officer.objects.none(),
        required=False,
        empty_label="Nobody is named",
    )
    due = DayField(
        label="By when is it to be done?",
        name="by when it is to be done",
        required=False,
        help_text="Leave it blank where no day is given. For example, 30 9 2026",
    )
    day = DayField(label="On which day was it answered?", name="the day it was answered")
    source = forms.CharField(
        label="Where does the answer stand?",
        required=False,
        max_length=200,
        help_text="Like “Cabinet minutes, 9 December 2026, item 7”.",
        error_messages=LINE,
    )

    def __init__(
        self,
        *args: Any,
        asked: Sequence[ReviewAddressee],
        leads: QuerySet[Officer],
        today: datetime.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        by: Any = self.fields["by"]
        by.queryset = ReviewAddressee.objects.filter(pk__in=[each.pk for each in asked])
        self.fields["lead"].queryset = leads  # type: ignore[attr-defined]
        if len(asked) == 1:
            by.initial, by.empty_label = asked[0].pk, None

    def clean_day(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError("Enter a day up to today", code="day")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        needs_words = data.get("verdict") not in (None, "", Response.Verdict.ACCEPTED)
        if needs_words and not data.get("text") and "text" not in self.errors:
            self.add_error("text", "Enter the answer in their words: the verdict alone says little")
        return data

    def answer(self) -> Answer:
        """Return the answer, from a valid form."""
        return Answer(**self.given())


class MakeActionForm(Retyped, forms.Form):
    """An action to be made from a recommendation of a review."""

    plan = forms.ModelChoiceField(
        label="In which plan?",
        queryset=ActionPlan.objects.none(),
        empty_label="Select",
        error_messages={"required": "Select the plan"},
    )
    reference = forms.CharField(
        label="Number",
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        error_messages={
            "required": "Enter the number of the action",
            "max_length": "Give the action a number of 60 characters or fewer",
        },
    )
    text = LongTextField(label="Action", name="what is to be done", rows=5)
    lead = forms.ModelChoiceField(
        label="Who leads it?",
        queryset=Officer.objects.none(),
        required=False,
        empty_label="Nobody yet",
    )
    due = DayField(label="By when?", name="by when", required=False)
    also_answers = forms.BooleanField(required=False)
    reason = LongTextField(
        label="Why is it added?",
        name="why it is added",
        rows=2,
        help_text="The history of the plan shows what you write here.",
    )

    def __init__(
        self,
        *args: Any,
        plans: QuerySet[ActionPlan],
        leads: QuerySet[Officer],
        also: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = plans  # type: ignore[attr-defined]
        self.fields["lead"].queryset = leads  # type: ignore[attr-defined]
        self.fields[
            "also_answers"
        ].label = f"It also answers recommendation {also} of the inspection"
        if not also:
            del self.fields["also_answers"]

    def new_action(self) -> NewAction:
        """Return the action, from a valid form."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return NewAction(**{"also_answers": False} | data)


class LinkForm(forms.Form):
    """An action there is, which carries out a recommendation."""

    action = forms.ModelChoiceField(
        label="Which action carries it out?",
        queryset=Action.objects.none(),
        empty_label="Select",
        error_messages={"required": "Select the action"},
    )

    def __init__(self, *args: Any, actions: QuerySet[Action], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        action: Any = self.fields["action"]
        action.queryset = actions
        action.label_from_instance = _action_named


def _action_named(action: Action) -> str:
    text = f"{action.reference}. {action.text}"
    return f"{text if len(text) <= 80 else f'{text[:79]}…'} ({action.plan.title})"
