"""What a manager selects to let actions stand in a second plan, or to take one out of it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from actionplans.forms.reason import ReasonForm
from actionplans.models import ActionPlan
from actionplans.rows import Row


class HomeForm(forms.Form):
    """The plan whose actions are to stand in another too."""

    home = forms.ModelChoiceField(
        label="In which plan does it stand?",
        queryset=ActionPlan.objects.none(),
        empty_label="Select",
        error_messages={
            "required": "Select the plan it stands in",
            "invalid_choice": "Select a plan of this council that is not closed",
        },
    )

    def __init__(self, *args: Any, plans: QuerySet[ActionPlan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        home: Any = self.fields["home"]
        home.queryset = plans


class StandInForm(ReasonForm):
    """The actions that are to stand in a second plan."""

    actions = forms.MultipleChoiceField(
        label="Which actions?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Select at least one action",
            "invalid_choice": "Select actions from the list: one of them changed meanwhile",
        },
    )
    field_order = ("actions", "reason")

    def __init__(self, *args: Any, rows: Sequence[Row], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["actions"]
        offered.choices = [(str(row.pk), _named(row)) for row in rows]


def _named(row: Row) -> str:
    words = row.text if len(row.text) <= 160 else f"{row.text[:159]}…"
    return f"{row.reference}. {words} ({row.status.words.lower()})"


class TakeOutForm(ReasonForm):
    """Why an action leaves a plan that is not its own."""
