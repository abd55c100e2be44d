"""What a manager types to split, merge, order and number actions, and to name themes."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from actionplans.forms.reason import ReasonForm
from actionplans.models import Action, Milestone, Theme
from actionplans.planning.naming import tidy
from actionplans.planning.ordering import in_places
from actionplans.planning.places import Place
from actionplans.planning.rearranging import Placed
from councils.forms import LongTextField

NARROW = {"class": "govuk-input--width-2", "inputmode": "numeric"}
SPARE_THEMES = 3
MOST_THEMES = 200


class SeenForm(ReasonForm):
    """It says what was on the screen, so that who comes second is told."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)


class SplitForm(SeenForm):
    """Which steps go into a new action, and what that one says."""

    steps = forms.MultipleChoiceField(
        label="Which steps go into the new action?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one step"},
    )
    text = LongTextField(
        label="What does the new action say?", name="what the new action says", rows=3
    )
    number = forms.CharField(
        label="Its number",
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        error_messages={"required": "Enter the number of the new action"},
    )
    field_order = ("steps", "text", "number", "reason")

    def __init__(
        self, *args: Any, steps: Sequence[Milestone], standing: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.standing = standing
        offered: Any = self.fields["steps"]
        offered.choices = [(str(step.pk), str(step)) for step in steps]

    def clean_steps(self) -> list[int]:
        chosen = [int(pk) for pk in self.cleaned_data["steps"]]
        if len(chosen) == self.standing:
            raise forms.ValidationError("Leave at least one step with the action as it is")
        return chosen


class MergeWithForm(forms.Form):
    """Which action joins another."""

    other = forms.ModelChoiceField(
        label="Which action joins it?",
        queryset=Action.objects.none(),
        empty_label="Select",
        error_messages={
            "required": "Select the action that joins it",
            "invalid_choice": "Select an action of this plan that has not ended",
        },
    )

    def __init__(self, *args: Any, others: QuerySet[Action], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        other: Any = self.fields["other"]
        other.queryset = others
        other.label_from_instance = action_named


def action_named(action: Action) -> str:
    """Return an action in one line of a list: its number and how it begins."""
    words = action.text if len(action.text) <= 80 else f"{action.text[:79]}…"
    return f"{action.reference}. {words}"


class MergeForm(SeenForm):
    """What the action says once the other has joined it."""

    text = LongTextField(label="What does the action say now?", name="what it says now", rows=6)
    field_order = ("text", "reason")


class OrderForm(ReasonForm):
    """The places and numbers of all actions of a plan."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, actions: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actions = actions
        for place, action in enumerate(actions, 1):
            self.fields[f"place_{action.pk}"] = _place(f"action {action.reference}", place)
            self.fields[f"number_{action.pk}"] = forms.CharField(
                label=f"Number of action {action.reference}",
                initial=action.reference,
                max_length=60,
                widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
                error_messages={"required": f"Give action {action.reference} a number"},
            )

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield each action with its two fields."""
        for action in self.actions:
            fields = {name: self[f"{name}_{action.pk}"] for name in ("place", "number")}
            yield {"action": action} | fields

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        taken: dict[str, Place] = {}
        for action in self.actions:
            number = data.get(f"number_{action.pk}", "")
            if number and number in taken:
                self.add_error(f"number_{action.pk}", f"Two actions have number {number}")
            taken.setdefault(number, action)
        return data

    def placed(self) -> list[Placed]:
        """Return the actions in their new order with their numbers, from a valid form."""
        data = self.cleaned_data
        return in_places(
            (data[f"place_{each.pk}"], Placed(each.pk, data[f"number_{each.pk}"]))
            for each in self.actions
        )


def _place(what: str, now: int) -> forms.IntegerField:
    wrong = f"The place of {what} must be a number from 1 to 999"
    return forms.IntegerField(
        label=f"Place of {what}",
        initial=now,
        required=False,
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs=NARROW),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
    )


class ThemesForm(forms.Form):
    """The themes of a plan: their names and places, and some to add."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, themes: Sequence[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.themes = {str(theme.pk): theme for theme in themes}
        spare = [f"new_{number}" for number in range(SPARE_THEMES)]
        for place, key in enumerate((*self.themes, *spare), 1):
            theme = self.themes.get(key)
            self.fields[f"name_{key}"] = forms.CharField(
                label=f"Theme {place}" if theme else "Another theme",
                initial=theme.name if theme else "",
                required=False,
                max_length=200,
            )
            self.fields[f"place_{key}"] = _place(f"theme {place}", place)

    @property
    def keys(self) -> list[str]:
        return [name.removeprefix("name_") for name in self.fields if name.startswith("name_")]

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield each theme with its two fields; the spare ones without a theme."""
        for key in self.keys:
            fields = {name: self[f"{name}_{key}"] for name in ("name", "place")}
            yield {"theme": self.themes.get(key)} | fields

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        names: set[str] = set()
        for key in self.keys:
            name = tidy(data.get(f"name_{key}", "")).casefold()
            if name and name in names:
                self.add_error(f"name_{key}", "Two themes have this name. Rename one of them")
            names.add(name)
        return data

    def given(self) -> list[tuple[int | None, str]]:
        """Return (pk or None, name) in the order of the places; a cleared name is left out."""
        data = self.cleaned_data
        rows = in_places((data[f"place_{key}"], self._given(key)) for key in self.keys)
        return [(pk, name) for pk, name in rows if name]

    def _given(self, key: str) -> tuple[int | None, str]:
        theme = self.themes.get(key)
        return (theme.pk if theme else None), tidy(self.cleaned_data[f"name_{key}"])
