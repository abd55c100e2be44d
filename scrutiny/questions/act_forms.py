"""What is typed to ask anew under a question, to move its day and to take it back."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from councils.day_words import in_words
from councils.forms import DayField, LongTextField
from councils.models import Meeting
from scrutiny.questions.forms import AT_MOST, NO_CHILD, AnswerByForm, offer
from scrutiny.questions.rules import Decides


class AgainForm(AnswerByForm):
    """What is asked anew under a question."""

    text = LongTextField(
        label="What do you still want to know?",
        name="what you still want to know",
        help_text=f"It stands under the question and its answers. {NO_CHILD}",
        rows=6,
    )
    seen = forms.CharField(widget=forms.HiddenInput)
    field_order = ["text", "answer_by"]


class DateForm(forms.Form):
    """Another day for the answer, and why."""

    due_on = DayField(name="the new date", label="New date")
    reason = LongTextField(
        label="Why does it move?",
        name="why it moves",
        help_text="It stands with the question, for members to read. Do not name a child.",
        required_message="Say why the date moves",
        rows=4,
    )
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label="At which meeting was it agreed?",
        required=False,
        empty_label="Choose a meeting",
        help_text="A meeting that is not among them is added on the page of its body first.",
        error_messages={"invalid_choice": "Choose one of the meetings"},
    )
    member = forms.CharField(
        label="Or which member agreed?",
        required=False,
        max_length=200,
        help_text="A name, like Councillor A. Marsh, where no meeting did.",
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        day: datetime.date,
        now: datetime.date | None,
        decides: Decides,
        meetings: Iterable[Meeting] = (),
        **kwargs: Any,
    ) -> None:
        """`now`: the day that counts; who asks for more time asks for a later one.

        `meetings`: those at which it can have been agreed, where somebody records that.
        """
        super().__init__(*args, **kwargs)
        self.day, self.now, self.decides = day, now, decides
        if not decides.names_a_member:
            del self.fields["member"]
        if decides.names_a_meeting:
            offer(self, "meeting", Meeting, meetings)
        else:
            del self.fields["meeting"]

    @property
    def is_agreed(self) -> bool:
        """Return whether the day that is typed counts once it is saved."""
        return self.decides != Decides.ASKS

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.decides.names_a_meeting and not data.get("meeting") and not data.get("member"):
            or_member = ", or enter which member agreed" if "member" in self.fields else ""
            if "meeting" not in self.errors:
                self.add_error("meeting", f"Choose the meeting that agreed it{or_member}")
        return data

    def clean_due_on(self) -> datetime.date:
        typed: datetime.date = self.cleaned_data["due_on"]
        if not self.day <= typed <= self.day + AT_MOST:
            raise ValidationError(
                f"Enter a day from {in_words(self.day)}, at most a year ahead", code="day"
            )
        if typed == self.now:
            raise ValidationError("It is to be answered by that day already", code="day")
        if self.now and typed < self.now and not self.is_agreed:
            raise ValidationError(f"Enter a day after {in_words(self.now)}", code="day")
        return typed


class TakeBackForm(forms.Form):
    """Why a question needs no answer any more."""

    why = LongTextField(
        label="Why does it need no answer any more?",
        name="why it needs no answer",
        help_text="The question stays, marked as taken back, with what you write here.",
        required_message="Say why it needs no answer any more",
        rows=4,
    )
    seen = forms.CharField(widget=forms.HiddenInput)
