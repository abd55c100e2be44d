"""What a plan manager gives with a file, and what they put right in the preview of it."""

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet

from actionplans.importing.receiving import ENDINGS
from actionplans.models import ActionPlan
from councils.forms import DayField
from inspections.models import Inspection


class ImportForm(forms.Form):
    """A file or a pasted table, and what is known of the plan in it."""

    file = forms.FileField(
        label="The file",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in ENDINGS)}),
    )
    pasted = forms.CharField(
        label="Or paste the table",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text="Select the whole table in Word or Excel, headings too, copy it, and paste it "
        "here.",
    )
    title = forms.CharField(
        label="What is the plan called?",
        max_length=200,
        error_messages={
            "required": "Enter what the plan is called",
            "max_length": "Call the plan something of 200 characters or fewer",
        },
    )
    inspection = forms.ModelChoiceField(
        label="Which inspection does it answer?",
        queryset=Inspection.objects.none(),
        required=False,
        empty_label="None that is held here",
    )
    agreed_on = DayField(
        label="When were its timescales agreed?",
        name="the day its timescales were agreed",
        help_text="“Within 6 months” and dates without a year count from this day. For example, "
        "30 9 2026",
    )
    reported_on = DayField(
        label="For which day does it report progress?",
        name="the day its progress speaks of",
        help_text="Often the day of the meeting it went to. Where it holds no progress, leave "
        "today’s date.",
    )

    def __init__(
        self,
        *args: Any,
        inspections: QuerySet[Inspection],
        today: datetime.date,
        plan: ActionPlan | None = None,
        held: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["inspection"]
        choice.queryset = inspections
        self.fields[
            "file"
        ].help_text = f"Word (.docx), Excel (.xlsx) or CSV, up to {settings.IMPORT_MAX_MB} MB."
        self.today, self.held = today, held
        # A revised file speaks of a plan that was agreed before.
        self.agreed_before = min(plan.agreed_on, today) if plan else None
        if plan:
            for name in ("title", "inspection", "agreed_on"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._one_of(data.get("file"), data.get("pasted", "").strip())
        agreed_on, reported_on = data.get("agreed_on", self.agreed_before), data.get("reported_on")
        if agreed_on and agreed_on > self.today:
            self.add_error("agreed_on", "The day they were agreed must be today or earlier")
        if reported_on and reported_on > self.today:
            self.add_error("reported_on", "The day its progress speaks of must be today or earlier")
        elif agreed_on and reported_on and reported_on < agreed_on:
            self.add_error(
                "reported_on", f"Give {agreed_on:%-d %B %Y}, when it was agreed, or a later day"
            )
        return data

    def refuse(self, name: str, sentence: str) -> None:
        """Say what is wrong with the file or the pasted table, in place of that there is none."""
        self.errors.pop(name, None)
        self.add_error(name, sentence)

    def _one_of(self, file: Any, pasted: str) -> None:
        if file and pasted:
            self.add_error("pasted", "Give a file or a pasted table, not both")
        elif not (file or pasted or self.held or self.errors.get("file")):
            self.add_error("file", "Choose a file, or paste the table")
