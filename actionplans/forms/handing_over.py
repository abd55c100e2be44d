"""What is handed over, to whom, as from which day, and why."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from actionplans.handing_over import DRAFT, HEADINGS, PLAN, Held, takes_drafts, takes_plans
from actionplans.planning.naming import SEVERAL, Register
from councils.forms import DayField, LongTextField, Retyped
from councils.models import Officer

NOBODY = "There is nobody of this name here. Select a name from the list"
NO_MANAGER = "{} does not manage plans here. Untick it, or name a plan manager"
NO_ACCOUNT = "{} has no account, so cannot go on with what was begun. Untick it, or name another"


@dataclass(frozen=True)
class Row:
    """One thing with its two fields."""

    held: Held
    gives: forms.BoundField
    to: forms.BoundField


class HandOverForm(Retyped, forms.Form):
    """Everything somebody has, each ticked, to one person or each to another."""

    to = forms.CharField(
        label="To whom?",
        max_length=450,
        required=False,
        help_text="A person, post or group. Each thing below can go to somebody else.",
        widget=forms.TextInput(attrs={"list": "officers", "autocomplete": "off"}),
    )
    day = DayField(label="As from which day?", name="the first day")
    reason = LongTextField(
        label="Why?",
        name="why",
        rows=3,
        required_message="Say why it is handed over",
        help_text="It stands in the history of each action. For example, who left the council. "
        "It goes out by e-mail: do not name a child.",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(
        self,
        *args: Any,
        held: Sequence[Held],
        officers: Iterable[Officer],
        day: datetime.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.held, self.today = held, day
        self.register = Register(officers)
        self.given: dict[str, Officer] = {}
        for each in held:
            self.fields[f"gives-{each.key}"] = forms.BooleanField(
                label=each.words, required=False, initial=True
            )
            self.fields[f"to-{each.key}"] = forms.CharField(
                label=f"To somebody else: {each.words}",
                max_length=450,
                required=False,
                widget=forms.TextInput(attrs={"list": "officers", "autocomplete": "off"}),
            )

    @property
    def groups(self) -> Iterator[tuple[str, list[Row]]]:
        """Yield the things under the headings of their kinds, each with its fields."""
        for kind, heading in HEADINGS.items():
            rows = [
                Row(each, self[f"gives-{each.key}"], self[f"to-{each.key}"])
                for each in self.held
                if each.kind == kind
            ]
            if rows:
                yield heading, rows

    def clean_day(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["day"]
        if day < self.today:
            raise forms.ValidationError(
                "The first day must be today or later: pages as at an earlier day stay as they are"
            )
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        to_all = self._officer("to", data)
        asks = False
        for each in self.held:
            if not data.get(f"gives-{each.key}"):
                continue
            name = f"to-{each.key}"
            to = self._officer(name, data) if data.get(name) else to_all
            if to is None:
                asks = asks or not data.get(name)
            elif each.kind == PLAN and not takes_plans(to):
                self.add_error(name, NO_MANAGER.format(to))
            elif each.kind == DRAFT and not takes_drafts(to):
                self.add_error(name, NO_ACCOUNT.format(to))
            else:
                self.given[each.key] = to
        if asks and "to" not in self.errors:
            self.add_error("to", "Say who has it from then on")
        if not self.given and not self.errors:
            self.add_error(None, "Tick at least one thing to hand over")
        return data

    def _officer(self, name: str, data: dict[str, Any]) -> Officer | None:
        typed = data.get(name)
        if not typed:
            return None
        found = self.register.find(typed)
        if found is None:
            several = self.register.meant(typed)
            self.add_error(name, SEVERAL.format(typed) if several else NOBODY)
        return found
