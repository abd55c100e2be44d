"""What every form has that keeps one thing a body holds."""

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet

from actionplans.models import Action, ActionPlan
from councils.forms import Retyped
from councils.models import Body, Meeting
from scrutiny.models import LearningPoint, Visit

NO_CHILD = "Do not name a child."


@dataclass(frozen=True)
class Offered:
    """What a form can name, reached through the council: all of one body but the plans' actions."""

    body: Body
    today: datetime.date
    plans: QuerySet[ActionPlan]
    actions: QuerySet[Action]
    meetings: QuerySet[Meeting]
    points: QuerySet[LearningPoint]
    visits: QuerySet[Visit]


def choice(label: str, empty: str, **kwargs: Any) -> Any:
    return forms.ModelChoiceField(
        label=label,
        queryset=None,
        required=False,
        empty_label=empty,
        error_messages={"invalid_choice": "Select one of the list"},
        **kwargs,
    )


def line(label: str, required: str = "", limit: int = 200, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=limit,
        required=bool(required),
        error_messages={
            "required": required,
            "max_length": f"Write it in {limit} characters or fewer",
        },
        **kwargs,
    )


class KeptForm(Retyped, forms.Form):
    """One thing a body holds. `seen` is its version when the page was opened."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    # Fields that stand in the row under another name, or not at all.
    not_of_the_row: tuple[str, ...] = ("seen",)

    def __init__(self, data: Any = None, *, row: Any, offered: Offered, seen: str) -> None:
        super().__init__(data, initial=self.held(row) | {"seen": seen})
        self.row, self.offered = row, offered
        self.offer()

    def held(self, row: Any) -> dict[str, Any]:
        """Return what stands in a row, by field."""
        names = [name for name in self.base_fields if name not in self.not_of_the_row]
        return {name: getattr(row, attribute(row, name)) for name in names}

    def offer(self) -> None:
        """Put what can be named into the fields that name it."""
        fields: Any = self.fields
        for name in ("plan", "point", "visit", "meeting"):
            if name in fields:
                fields[name].queryset = getattr(self.offered, f"{name}s")

    def given(self) -> dict[str, Any]:
        """Return what is to stand in the row, from a valid form."""
        names = [name for name in self.fields if name not in self.not_of_the_row]
        return {name: self.cleaned_data[name] for name in names}

    def stored(self, row: Any) -> list[tuple[str, str]]:
        """Return (label, words) of what stands in a row now."""
        held = {name: getattr(row, name, value) for name, value in self.held(row).items()}
        return [
            (str(self.fields[name].label), _in_words(self.fields[name], value))
            for name, value in held.items()
            if name in self.fields
        ]

    def not_in_future(self, name: str, what: str) -> None:
        """Refuse a day that is still to come."""
        day = self.cleaned_data.get(name)
        if day and day > self.offered.today:
            self.add_error(name, f"{what} must be today or in the past")


def attribute(row: Any, name: str) -> str:
    """Return where a row has what a field is about: of what it names, the key."""
    return str(row._meta.get_field(name).attname)


def _in_words(field: Any, value: Any) -> str:
    if isinstance(value, datetime.date):
        return f"{value:%-d %B %Y}"
    choices = getattr(field, "choices", ()) if isinstance(value, str) else ()
    named = {str(key): str(words) for key, words in choices}
    return named.get(str(value), str(value)) if value not in (None, "") else "Not stated"


def only_what_is_there(form: KeptForm) -> None:
    """Leave the tick that takes something off to what is there already."""
    if not form.row.pk:
        del form.fields["is_removed"]


def removal(form: KeptForm) -> dict[str, Any]:
    """Return the day from which something is off the list, where that was ticked."""
    if not form.cleaned_data.get("is_removed"):
        return {}
    return {"removed_on": form.row.removed_on or form.offered.today}
