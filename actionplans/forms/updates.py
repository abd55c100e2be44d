"""What an officer or a manager types, turned into a `Report`."""

import datetime
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from actionplans.attaching import EvidenceFields
from actionplans.models import (
    Action,
    DueDate,
    How,
    Milestone,
    MovedDate,
    ProgressDraft,
    Report,
    report_problems,
)
from actionplans.rag import Outlook, Progress
from councils.forms import DayField, LongTextField


class KeyField(forms.Field):
    """What tells one opening of a form from the next, a UUID; a spoilt one is as good as none."""

    def to_python(self, value: Any) -> uuid.UUID | None:
        try:
            return value if isinstance(value, uuid.UUID) else uuid.UUID(str(value))
        except ValueError:
            return None


class ReportForm(EvidenceFields):
    """Progress on a milestone, or on the whole action."""

    text = LongTextField(
        label="What has happened?",
        name="what has happened",
        required_message="Say what has happened",
    )
    progress = forms.ChoiceField(
        label="How far has it come?",
        choices=[
            (p.value, p.words)
            for p in (Progress.NOT_STARTED, Progress.IN_PROGRESS, Progress.COMPLETE)
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select how far this has come"},
    )
    outlook = forms.ChoiceField(
        label="Is it going to plan?",
        choices=[(o.value, o.words) for o in Outlook],
        widget=forms.RadioSelect,
        required=False,
    )
    reason = LongTextField(
        label="Why is it at risk, off track or late?", name="the reason", rows=3, required=False
    )
    due = DayField(label="New date", name="the new date", required=False)
    date_reason = LongTextField(
        label="Why has it moved?", name="why the date has moved", rows=3, required=False
    )
    agreed_by = forms.ChoiceField(
        label="Who agreed it?",
        choices=[
            (value, DueDate.AgreedBy(value).label) for value in DueDate.AgreedBy.values_for_people()
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    agreed_by_name = forms.CharField(
        label="Name or post of who agreed, or the meeting", max_length=200, required=False
    )
    difference = LongTextField(
        label="What difference has it made?", name="what difference it made", rows=3, required=False
    )
    last_seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    draft_seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    # Made when the form is opened, so that the same post twice is one update.
    key = KeyField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        action: Action,
        milestone: Milestone | None,
        day: datetime.date,
        check: datetime.date | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.action = action
        self.milestone = milestone
        self.day = day
        self.check = check
        self.draft: ProgressDraft | None = None
        if milestone is None or check:
            for name in ("due", "date_reason", "agreed_by", "agreed_by_name"):
                del self.fields[name]
        if check:
            self._ask_about_the_check()

    def _ask_about_the_check(self) -> None:
        """Ask of one due check whether it was done, and if not, why."""
        del self.fields["outlook"]
        progress: Any = self.fields["progress"]
        progress.label = "Was it done?"
        progress.choices = [
            (Progress.COMPLETE.value, "Done"),
            (Progress.NOT_STARTED.value, "Not done"),
        ]
        progress.error_messages["required"] = "Select whether it was done"
        self.fields["reason"].label = "Why was it not done?"
        self.fields["reason"].help_text = "For example, staff absent, or the audit was postponed."

    @property
    def late_since(self) -> datetime.date | None:
        """Return the date that has passed, where the step is not said to be done."""
        said = Report(text="", progress="", day=self.day, milestone=self.milestone)
        return None if self.check else said.late_since

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("progress") == Progress.COMPLETE and data.get("outlook") == Outlook.ON_TRACK:
            data["outlook"] = ""  # What is done is no longer on its way.
        if data.get("outlook") in (Outlook.AT_RISK, Outlook.OFF_TRACK) and not data.get("reason"):
            self.add_error("reason", "Say why it is not going to plan")
        may_stand_alone = self.check or self.late_since
        if data.get("reason") and not data.get("outlook") and not may_stand_alone:
            self.add_error("outlook", "Select whether it is going to plan")
        self._clean_moved_date(data)
        return data

    def _clean_moved_date(self, data: dict[str, Any]) -> None:
        about_it = ("date_reason", "agreed_by", "agreed_by_name")
        if data.get("due"):
            if not data.get("date_reason"):
                self.add_error("date_reason", "Say why the date has moved")
            if not data.get("agreed_by"):
                self.add_error("agreed_by", "Select who agreed the new date")
        elif "due" not in self.errors and any(data.get(name) for name in about_it):
            self.add_error("due", "Enter the new date, like 30 9 2026")

    @property
    def has_moved_date(self) -> bool:
        """Return whether something stands in the fields about a new date."""
        names = ("due", "date_reason", "agreed_by", "agreed_by_name")
        values = [self[name].value() for name in names if name in self.fields]
        return any(any(v) if isinstance(v, (list, tuple)) else v for v in values)

    def typed(self) -> dict[str, Any]:
        """Return what stands in each field, checked or not, to show it again later.

        Evidence waits in rows of its own. A NUL, which the database cannot hold, becomes
        the sign for an unknown character.
        """
        found = {
            name: field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            for name, field in self.fields.items()
            if name not in ("draft_seen", *self.FIELDS)
        }
        return {name: _without_nul(value) for name, value in found.items()}

    @property
    def typed_key(self) -> uuid.UUID | None:
        """Return the key that came in, whatever else is wrong."""
        return KeyField(required=False).to_python(self.data.get(self.add_prefix("key")))

    def report(self) -> Report:
        """Return what was reported, from a valid form."""
        data = self.cleaned_data
        return Report(
            text=data["text"],
            progress=data["progress"],
            day=data.get("day") or self.day,
            milestone=self.milestone,
            outlook=data.get("outlook", ""),
            reason="" if self._needs_no_reason(data) else data["reason"],
            occurrence=self.check,
            difference=data["difference"],
            how=data.get("how") or How.HERE,
            reported_by=data.get("reported_by", ""),
            moved=self._moved(data),
        )

    def _needs_no_reason(self, data: dict[str, Any]) -> bool:
        """Return whether a reason would speak of nothing: a check that was done."""
        return bool(self.check) and data["progress"] == Progress.COMPLETE

    def _moved(self, data: dict[str, Any]) -> MovedDate | None:
        if not data.get("due"):
            return None
        return MovedDate(
            data["due"], data["date_reason"], data["agreed_by"], data["agreed_by_name"]
        )

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        try:
            report_problems(self.report(), self.day, self.action)
        except ValidationError as problems:
            for name, messages in problems.message_dict.items():
                self.add_error(name if name in self.fields else None, messages)


def _without_nul(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_nul(part) for part in value]
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


class ReportForOthersForm(ReportForm):
    """The same, entered by a manager for somebody who said it elsewhere."""

    reported_by = forms.CharField(
        label="Who reported it?",
        max_length=200,
        help_text="A name or a post, like “Designated nurse, health trust”.",
        error_messages={"required": "Say who reported it"},
    )
    how = forms.ChoiceField(
        label="How?",
        choices=[
            (
                how.value,
                {"email": "By e-mail", "telephone": "By telephone", "meeting": "At a meeting"}[how],
            )
            for how in (How.EMAIL, How.TELEPHONE, How.MEETING)
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select how it was reported"},
    )
    # The form's `day` attribute is its default.
    day = DayField(  # type: ignore[assignment]
        label="For which day?", name="the day it was reported for"
    )
    field_order = ["reported_by", "how", "day"]
