"""What somebody types about the written statement: when the report came, and when it was sent."""

import datetime
from typing import Any

from django import forms

from councils.day_words import in_words
from councils.forms import DayField, LongTextField, Retyped
from inspections.clocks import Owed
from inspections.models import Inspection, Statement

LATEST = datetime.timedelta(days=3 * 365)


class StatementsForm(Retyped, forms.Form):
    """The day of receipt, and for each thing owed its printed day and when it was submitted."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    received_on = DayField(
        label="When did the council receive the report?",
        name="the day the council received the report",
        required=False,
        help_text="Working days count from the day after. For example, 30 9 2026",
    )

    def __init__(
        self, *args: Any, inspection: Inspection, owed: list[Owed], today: datetime.date, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.inspection, self.owed, self.today = inspection, owed, today
        for one in owed:
            self._add(one)

    def _add(self, one: Owed) -> None:
        kind, name = one.clock.duty.kind, one.clock.duty.name
        what = name[0].lower() + name[1:]
        self.fields[f"{kind}_printed_due"] = DayField(
            label="Day that the letter prints for it",
            name=f"the day that the letter prints for the {what}",
            required=False,
            help_text="It overrides the day counted. Leave it empty if the letter prints none.",
        )
        self.fields[f"{kind}_submitted_on"] = DayField(
            label="Submitted on",
            name=f"the day the {what} was submitted",
            required=False,
            help_text="Leave it empty until it is. If it was submitted before it was kept here, "
            "give that day and say so in the note.",
        )
        self.fields[f"{kind}_submitted_to"] = forms.CharField(
            label="Submitted to", required=False, max_length=200
        )
        self.fields[f"{kind}_note"] = LongTextField(
            label="Note", name="the note", required=False, rows=2
        )

    @property
    def groups(self) -> list[tuple[Owed, list[forms.BoundField]]]:
        """Return the fields of each thing owed."""
        names = ("printed_due", "submitted_on", "submitted_to", "note")
        return [(o, [self[f"{o.clock.duty.kind}_{name}"] for name in names]) for o in self.owed]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        ended = self.inspection.ends_on
        self._not_before("received_on", ended, "the last day of the inspection")
        self._not_after_today("received_on")
        for one in self.owed:
            kind = one.clock.duty.kind
            self._not_before(f"{kind}_printed_due", ended, "the last day of the inspection")
            self._not_before(f"{kind}_submitted_on", ended, "the last day of the inspection")
            self._not_after_today(f"{kind}_submitted_on")
            self._not_far_off(f"{kind}_printed_due")
            if data.get(f"{kind}_submitted_to") and not self._typed(f"{kind}_submitted_on"):
                self.add_error(f"{kind}_submitted_on", "Enter the day it was submitted")
        return data

    def _typed(self, name: str) -> bool:
        return bool(self.cleaned_data.get(name)) or name in self.errors

    def _not_before(self, name: str, first: datetime.date, what: str) -> None:
        day = self.cleaned_data.get(name)
        if day and day < first:
            self.add_error(name, f"Give {in_words(first)}, {what}, or a later day")

    def _not_after_today(self, name: str) -> None:
        day = self.cleaned_data.get(name)
        if day and day > self.today:
            self.add_error(name, "Give today or an earlier day")

    def _not_far_off(self, name: str) -> None:
        day = self.cleaned_data.get(name)
        if day and day > self.inspection.ends_on + LATEST:
            self.add_error(name, "Give a day within three years of the inspection")


def as_held(inspection: Inspection, owed: list[Owed]) -> dict[str, Any]:
    """Return what is held, by field."""
    values: dict[str, Any] = {"received_on": inspection.received_on}
    held = {one.kind: one for one in inspection.statements.all()}
    for one in owed:
        kind = one.clock.duty.kind
        kept = held.get(kind) or Statement(kind=kind)
        values |= {
            f"{kind}_{name}": getattr(kept, name)
            for name in ("printed_due", "submitted_on", "submitted_to", "note")
        }
    return values
