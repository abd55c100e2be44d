"""Who may report for a lead, as it is typed."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from actionplans.delegating import Naming
from actionplans.models import ActionPlan
from councils.forms import DayField
from councils.models import Officer


class DelegationForm(forms.Form):
    """Who may report for whom, on what, from and until which day, and who is reminded."""

    officer = forms.ModelChoiceField(
        label="For whom?",
        queryset=Officer.objects.none(),
        empty_label="Select a lead",
        error_messages={"required": "Select the lead", "invalid_choice": "Select the lead"},
    )
    delegate = forms.ModelChoiceField(
        label="Who may report?",
        queryset=Officer.objects.none(),
        empty_label="Select a person",
        help_text="What they report says that it is by them, for the lead.",
        error_messages={"required": "Select who may report", "invalid_choice": "Select a person"},
    )
    plan = forms.ModelChoiceField(
        label="On what?",
        queryset=ActionPlan.objects.none(),
        required=False,
        empty_label="All actions, in every plan",
        error_messages={"invalid_choice": "Select a plan that is not closed"},
    )
    starts = DayField(label="From which day?", name="the first day")
    last_day = DayField(
        label="Until which day?",
        name="the last day",
        required=False,
        help_text="The last day, like 30 9 2026. Leave it empty to go on until somebody ends it.",
    )
    is_reminded = forms.BooleanField(label="Send them the reminders too", required=False)

    def __init__(
        self,
        *args: Any,
        officers: QuerySet[Officer],
        delegates: QuerySet[Officer],
        plans: QuerySet[ActionPlan],
        day: datetime.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        fields: Any = self.fields
        fields["officer"].queryset = officers
        fields["delegate"].queryset = delegates
        fields["plan"].queryset = plans
        for name in ("officer", "delegate"):
            fields[name].label_from_instance = _named

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        starts, last_day = data.get("starts"), data.get("last_day")
        if data.get("officer") and data.get("officer") == data.get("delegate"):
            self.add_error("delegate", "Select somebody else than the lead")
        if starts and starts < self.day:
            self.add_error("starts", "The first day must be today or later")
        if starts and last_day and last_day < starts:
            self.add_error("last_day", f"The last day must be {starts:%-d %B %Y} or later")
        return data

    def naming(self) -> Naming:
        """Return what was asked for, from a valid form."""
        return Naming(**self.cleaned_data)


def _named(officer: Officer) -> str:
    return f"{officer}, {officer.post}" if officer.post else str(officer)
