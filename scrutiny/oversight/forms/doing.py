"""What is typed about members' visits and a body's next steps."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Q

from actionplans.models import Action
from councils.forms import DayField, LongTextField, Radios
from scrutiny.models import NextStep
from scrutiny.oversight.forms.base import (
    NO_CHILD,
    KeptForm,
    choice,
    line,
    only_what_is_there,
    removal,
)

OPEN = "open"


class VisitForm(KeptForm):
    """A visit: when, where, who went, what was learned, and what it was about."""

    not_of_the_row = ("seen", "is_removed", "references")
    day = DayField(label="When was it?", name="the day")
    place = line("Which service was visited?", "Say which service was visited")
    who = LongTextField(
        label="Who went?",
        name="who went",
        rows=3,
        limit=2_000,
        help_text="Members and posts as the council writes them, one on each line.",
    )
    learned = LongTextField(
        label="What was learned?", name="what was learned", rows=6, help_text=NO_CHILD
    )
    plan = choice("Which plan was it about?", "None in particular")
    references = line(
        "Which of its actions?",
        help_text="Their numbers in that plan, with commas between them, like A3, A12. Leave it "
        "empty where it was about none in particular.",
    )
    point = choice("Which learning point did it look into?", "None")
    is_removed = forms.BooleanField(
        label="Take it off the list; it stays in the history", required=False
    )

    def held(self, row: Any) -> dict[str, Any]:
        links = row.about_actions.select_related("action") if row.pk else ()
        numbers = [link.action.reference for link in sorted(links, key=lambda e: e.action.order)]
        return super().held(row) | {"references": ", ".join(numbers)}

    def offer(self) -> None:
        super().offer()
        only_what_is_there(self)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.not_in_future("day", "The day")
        data["actions"] = self._actions(data)
        return data

    def _actions(self, data: dict[str, Any]) -> list[Action]:
        wanted = [each.strip() for each in re.split(r"[,;\n]", data.get("references") or "")]
        wanted = [each for each in wanted if each]
        if not wanted:
            return []
        if not data.get("plan"):
            self.add_error("plan", "Select the plan whose actions these are")
            return []
        of_plan = self.offered.actions.filter(plan=data["plan"])
        known = {action.reference.lower(): action for action in of_plan}
        strange = [each for each in wanted if each.lower() not in known]
        if strange:
            named = ", ".join(f"“{each[:40]}”" for each in strange[:5])
            self.add_error("references", f"There is no action {named} in this plan")
        return [known[each.lower()] for each in wanted if each.lower() in known]

    def given(self) -> dict[str, Any]:
        return super().given() | {"actions": self.cleaned_data["actions"]} | removal(self)


class StepForm(KeptForm):
    """A next step: what, by whom, by when, what it comes from, and what became of it."""

    not_of_the_row = ("seen", "state", "agreed")
    text = LongTextField(
        label="What will the body do?", name="what the body will do", rows=3, help_text=NO_CHILD
    )
    who = line("Who sees to it?", help_text="A member or a post, as the council writes it.")
    due = DayField(label="By when?", name="the day it is due", required=False)
    agreed = forms.ChoiceField(
        label="Is it agreed?",
        choices=[("yes", "Yes"), ("no", "No: it was named as possible")],
        widget=Radios,
    )
    said_on = DayField(
        label="When was it agreed, or named as possible?", name="the day it was agreed"
    )
    meeting = choice("From which meeting?", "None")
    point = choice("From which learning point?", "None")
    visit = choice("From which visit?", "None")
    plan = choice("Which plan is it about?", "All that come to this body")
    state = forms.ChoiceField(
        label="What became of it?",
        choices=[(OPEN, "It is still open"), *NextStep.Ended.choices],
        widget=Radios,
    )
    ended_on = DayField(label="When was it done, or given up?", name="the day", required=False)
    outcome = LongTextField(
        label="What came of it, or why it is not pursued",
        name="what came of it",
        rows=3,
        required=False,
        help_text=NO_CHILD,
    )

    def held(self, row: Any) -> dict[str, Any]:
        own = {"state": row.ended or OPEN, "agreed": "yes" if row.is_agreed else "no"}
        return super().held(row) | own

    def offer(self) -> None:
        super().offer()
        fields: Any = self.fields
        held = Q(held_on__lte=self.offered.today) | Q(pk=self.row.meeting_id)
        fields["meeting"].queryset = self.offered.meetings.filter(held)
        fields["meeting"].error_messages["invalid_choice"] = "Select a meeting that was held"
        fields["meeting"].label_from_instance = lambda one: f"{one.held_on:%-d %B %Y}"
        if self.row.lesson_id:
            del fields["text"]
        if not self.row.pk:
            for name in ("state", "ended_on", "outcome"):
                del fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.not_in_future("said_on", "The day")
        self.not_in_future("ended_on", "The day")
        self._in_order(data)
        state = data.get("state", OPEN)
        if state != OPEN and not data.get("ended_on") and "ended_on" not in self.errors:
            self.add_error("ended_on", "Enter the day on which it was done or given up")
        if state == NextStep.Ended.DROPPED and not data.get("outcome"):
            self.add_error("outcome", "Say why it is not pursued")
        return data

    def _in_order(self, data: dict[str, Any]) -> None:
        """Refuse days that cannot be: a step comes from what was, and is due and done after it."""
        said = data.get("said_on")
        if not said:
            return
        was = f"when it was agreed or named, {said:%-d %B %Y}"
        for name, what in (("due", "It must not be due"), ("ended_on", "It must not have ended")):
            if data.get(name) and data[name] < said:
                self.add_error(name, f"{what} before {was}")
        for name, kind, day in self._from_what(data):
            if day > said:
                self.add_error(name, f"This {kind} was only on {day:%-d %B %Y}, after {was}")

    def _from_what(self, data: dict[str, Any]) -> Iterator[tuple[str, str, datetime.date]]:
        """Yield the meeting and the visit a step comes from, with their days."""
        if meeting := data.get("meeting"):
            yield "meeting", "meeting", meeting.held_on
        if visit := data.get("visit"):
            yield "visit", "visit", visit.day

    def given(self) -> dict[str, Any]:
        given = super().given() | {"is_agreed": self.cleaned_data["agreed"] == "yes"}
        if "state" in self.fields:
            state = self.cleaned_data["state"]
            given["ended"] = "" if state == OPEN else state
            given["ended_on"] = None if state == OPEN else given["ended_on"]
        return given
