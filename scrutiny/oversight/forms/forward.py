"""What is typed about a body's forward plan."""

from typing import Any

from django import forms
from django.db.models import Q

from councils.forms import DayField, Radios
from scrutiny.models import ForwardItem
from scrutiny.oversight.forms.base import KeptForm, choice, line

MOST_TURNS = 60


class ForwardForm(KeptForm):
    """That a plan comes to a body, how often, from when and until when."""

    plan = choice("Which plan?", "Select a plan")
    kind = forms.ChoiceField(
        label="To which of its meetings does it come?",
        choices=ForwardItem.Kind.choices,
        widget=Radios,
        error_messages={"required": "Select to which meetings it comes"},
    )
    every = forms.IntegerField(
        label="Every how many?",
        required=False,
        min_value=1,
        max_value=MOST_TURNS,
        help_text="Every so many weeks or months only. Quarterly is every 3 months.",
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), f"Enter a number from 1 to {MOST_TURNS}"
        ),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    unit = forms.ChoiceField(
        label="Weeks or months?",
        required=False,
        choices=[("", "Select"), *ForwardItem.Unit.choices],
    )
    meeting = choice(
        "Which meeting?", "Select a meeting", help_text="At one meeting only, which is to come."
    )
    words = line(
        "How often, as the body’s own forward plan prints it",
        help_text="If it does, like “Quarterly”. It stands beside what we read it as.",
    )
    starts = DayField(
        label="From which day does it come?",
        name="the day",
        required=False,
        help_text="Every so many weeks or months is counted from this day: it is due at the first "
        "meeting in each such time. For example, 1 4 2026",
    )
    ends = DayField(
        label="From which day does it not come any more?",
        name="the last day",
        required=False,
        help_text="Leave it empty while it comes. For example, 1 4 2027",
    )

    def offer(self) -> None:
        super().offer()
        fields: Any = self.fields
        fields["plan"].required = True
        fields["plan"].error_messages["required"] = "Select a plan"
        to_come = Q(held_on__gte=self.offered.today) | Q(pk=self.row.meeting_id)
        fields["meeting"].queryset = self.offered.meetings.filter(to_come).order_by("held_on", "pk")
        fields["meeting"].label_from_instance = lambda one: f"{one.held_on:%-d %B %Y}"
        fields["meeting"].error_messages["invalid_choice"] = "Select a meeting that is to come"
        if not self.row.pk:
            del fields["ends"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind = data.get("kind")
        every, once = kind == ForwardItem.Kind.EVERY, kind == ForwardItem.Kind.ONCE
        if every and not data.get("every") and "every" not in self.errors:
            self.add_error("every", "Enter how many weeks or months, like 6")
        if every and not data.get("unit"):
            self.add_error("unit", "Select weeks or months")
        if once and not data.get("meeting") and "meeting" not in self.errors:
            self.add_error("meeting", "Select the meeting")
        if kind and not once and not data.get("starts") and "starts" not in self.errors:
            self.add_error("starts", "Enter the day from which it comes, like 1 4 2026")
        if data.get("starts") and data.get("ends") and data["ends"] < data["starts"]:
            self.add_error("ends", "It must not end before it begins")
        if kind and not once:
            self._not_claimed_for_before(data)
        if (body := self.offered.body).ends and data.get("starts") and data["starts"] >= body.ends:
            self.add_error("starts", f"{body} does not meet any more since {body.ends:%-d %B %Y}")
        self._only_once(data)
        return data

    def _not_claimed_for_before(self, data: dict[str, Any]) -> None:
        """Refuse a first day in the past that nothing speaks for: it would be said that the plan
        did not come to meetings of which nobody had planned it here.
        """
        starts = data.get("starts")
        is_new = not self.row.pk or starts != self.row.starts
        if starts and is_new and starts < self.offered.today and not data.get("words"):
            self.add_error(
                "starts",
                "Enter today or a later day. An earlier one needs what the body’s own forward "
                "plan prints, in the box above",
            )

    def _only_once(self, data: dict[str, Any]) -> None:
        plan, kind, meeting = data.get("plan"), data.get("kind"), data.get("meeting")
        if not plan or not kind or data.get("ends"):
            return
        others = ForwardItem.objects.filter(body=self.offered.body, plan=plan, ends=None)
        others = others.exclude(pk=self.row.pk)
        if kind == ForwardItem.Kind.ONCE:
            if meeting and others.filter(kind=kind, meeting=meeting).exists():
                self.add_error("meeting", f"{plan} is down for that meeting already")
        elif others.exclude(kind=ForwardItem.Kind.ONCE).exists():
            self.add_error(
                "plan", f"{plan} comes to {self.offered.body} already. Change that entry"
            )

    def given(self) -> dict[str, Any]:
        given = super().given()
        kind, row = given["kind"], self.row
        if kind != ForwardItem.Kind.EVERY:
            given |= {"every": None, "unit": ""}
        if kind == ForwardItem.Kind.ONCE:
            given["starts"] = given["starts"] or row.starts or self.offered.today
            given["starts"] = min(given["starts"], given["meeting"].held_on)
        else:
            given["meeting"] = None
        return given
