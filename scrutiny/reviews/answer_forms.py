"""What is typed of an answer to a review, and of the action that comes of it."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from actionplans.models import Action, ActionPlan
from councils.forms import DayField, LongTextField, Radios, Retyped
from councils.models import Officer
from scrutiny.models import Response, ReviewAddressee
from scrutiny.reviews.acting import NewAction
from scrutiny.reviews.answer_days import Begins, wrong_days
from scrutiny.reviews.answering import Answer
from scrutiny.reviews.forms import LINE, SeenForm

_VERDICT_HINTS: dict[str, str] = {
    Response.Verdict.ACCEPTED: "The manager of a plan can make it an action",
    Response.Verdict.IN_PART: "Say below what is accepted, and what is not",
    Response.Verdict.NOT_ACCEPTED: "Say below why not",
    Response.Verdict.IN_PLACE: "Say below since when, and where it can be seen",
    Response.Verdict.FOR_ANOTHER: "Say below for whom",
    Response.Verdict.NOT_STATED: "For an answer taken from a paper that gives words alone: say "
    "below where it stands",
}
_OFFERED = [
    (value, "The paper does not say" if value == Response.Verdict.NOT_STATED else label)
    for value, label in Response.Verdict.choices
]


class AnswerForm(SeenForm):
    """An answer to a recommendation of a review."""

    by = forms.ModelChoiceField(
        label="Who answers?",
        queryset=ReviewAddressee.objects.none(),
        required=False,
        empty_label="Select",
    )
    verdict = forms.ChoiceField(
        label="What is the answer?",
        choices=_OFFERED,
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
        begins: Callable[[ReviewAddressee | None], Begins | None],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.begins = today, begins
        by: Any = self.fields["by"]
        by.queryset = ReviewAddressee.objects.filter(pk__in=[each.pk for each in asked])
        self.fields["lead"].queryset = leads  # type: ignore[attr-defined]
        if len(asked) == 1:
            by.initial, by.empty_label = asked[0].pk, None
        else:
            by.help_text = "Leave it where a paper gives an answer and does not say whose it is."

    def clean_day(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError("Enter a day up to today", code="day")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        verdict, of_a_paper = data.get("verdict"), Response.Verdict.NOT_STATED
        if verdict not in (None, "", Response.Verdict.ACCEPTED) and not data.get("text"):
            self._ask("text", "Enter the answer in their words: the verdict alone says little")
        if verdict == of_a_paper and not data.get("source"):
            self._ask("source", "Enter the paper that gives the answer and does not say more")
        if not data.get("by") and verdict != of_a_paper:
            self._ask("by", "Select who answers")
        begins = self.begins(data.get("by"))
        for field, what in wrong_days(data.get("day"), data.get("due"), begins):
            self.add_error(field, what)
        return data

    def _ask(self, field: str, what: str) -> None:
        if field not in self.errors:
            self.add_error(field, what)

    def answer(self) -> Answer:
        """Return the answer, from a valid form."""
        data = self.given()
        return Answer(**{name: data[name] for name in Answer.__dataclass_fields__})


class CorrectAnswerForm(AnswerForm):
    """What an answer that was recorded wrongly says rightly, and why it is corrected."""

    why = LongTextField(
        label="Why is it corrected?",
        name="why it is corrected",
        rows=2,
        limit=500,
        help_text="It stands beside the answer, with the day, your name and what it said before.",
    )

    def why_given(self) -> str:
        """Return the reason, from a valid form."""
        return str(self.cleaned_data["why"])


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
