"""What a manager types to approve, close or reopen a plan, and to change what it is called."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from councils.forms import DayField, LongTextField
from councils.models import Body


class ApproveForm(forms.Form):
    """Who approved the plan, and when."""

    body = forms.ModelChoiceField(
        label="Which body approved it?",
        queryset=Body.objects.none(),
        required=False,
        empty_label="None of these",
    )
    by = forms.CharField(
        label="If none of these, who did?",
        required=False,
        max_length=200,
        help_text="A post, like “Director of Children’s Services”.",
    )
    on = DayField(
        label="On which day?",
        name="the day it was approved",
        help_text="The day of the meeting, where a body approved it. For example, 30 9 2026",
    )

    def __init__(
        self, *args: Any, bodies: QuerySet[Body], today: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        body: Any = self.fields["body"]
        body.queryset, self.today = bodies, today

    def clean_on(self) -> datetime.date:
        on: datetime.date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("The day it was approved must be today or in the past")
        return on

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "body" in self.errors or "by" in self.errors:
            return data
        if not data.get("body") and not data.get("by"):
            self.add_error("body", "Select the body that approved it, or say who did")
        if data.get("body") and data.get("by"):
            self.add_error("by", "Leave this empty, or select “None of these” above")
        return data


class WhyForm(forms.Form):
    """Why a plan is closed, or opened again."""

    reason = LongTextField(label="Why?", name="why", required_message="Say why", rows=3)
