"""What is typed about members' questions."""

import datetime
from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from actionplans.models import ActionPlan
from councils.day_words import in_words
from councils.forms import DayField, LongTextField
from councils.models import Body, Meeting
from scrutiny.questions.rules import Decides, State

NO_CHILD = "Do not name a child: it goes out by e-mail."
AT_MOST = datetime.timedelta(days=366)
BETWEEN = "Between meetings"


class _AnswerBy(forms.Form):
    """A form that gives a day for the answer; left empty, the council's rule gives it."""

    answer_by = DayField(name="the day for the answer", label="Answer by", required=False)

    def __init__(self, *args: Any, day: datetime.date, rule: str = "", **kwargs: Any) -> None:
        """`rule` says which day it is when none is typed."""
        super().__init__(*args, **kwargs)
        self.day = day
        if rule:
            self.fields["answer_by"].help_text = rule

    def clean_answer_by(self) -> datetime.date | None:
        typed: datetime.date | None = self.cleaned_data["answer_by"]
        if typed and not self.day <= typed <= self.day + AT_MOST:
            raise ValidationError(
                f"Enter a day from {in_words(self.day)}, at most a year ahead", code="day"
            )
        return typed


def offer(form: forms.Form, name: str, model: Any, rows: Iterable[Any]) -> None:
    """Let a field of `form` choose among `rows`, in their order."""
    field: Any = form.fields[name]
    field.queryset = model.objects.filter(pk__in=[row.pk for row in rows])
    named = [(row.pk, str(row)) for row in rows]
    field.choices = [("", field.empty_label), *named]


class AskForm(_AnswerBy):
    """A question of a member, or what somebody records that members asked."""

    plan = forms.ModelChoiceField(
        ActionPlan.objects.none(),
        label="Which plan is it about?",
        empty_label="Choose a plan",
        error_messages={
            "required": "Choose the plan it is about",
            "invalid_choice": "Choose one of the plans",
        },
    )
    text = LongTextField(
        label="Your question",
        name="your question",
        help_text=f"Everybody who may read the plan reads it, with the answer. {NO_CHILD}",
        required_message="Enter your question",
        rows=6,
    )
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label="Where was it asked?",
        required=False,
        empty_label=BETWEEN,
        error_messages={"invalid_choice": "Choose one of the meetings"},
    )
    body = forms.ModelChoiceField(
        Body.objects.none(),
        label="For which body do you ask?",
        required=False,
        empty_label="None, I ask for myself",
        help_text="It stands in that body’s list of questions.",
        error_messages={"invalid_choice": "Choose one of the bodies"},
    )
    member = forms.CharField(
        label="Which member asked?",
        required=False,
        max_length=200,
        help_text="A name, like Councillor A. Marsh. Leave it empty where the body asked.",
    )
    is_named = forms.BooleanField(label="Papers may say my name", required=False)

    def __init__(
        self,
        *args: Any,
        plans: Collection[ActionPlan],
        bodies: Iterable[Body],
        meetings: Iterable[Meeting],
        records: bool,
        **kwargs: Any,
    ) -> None:
        """`records`: an officer enters what members asked, and where."""
        super().__init__(*args, **kwargs)
        self.records = records
        if len(plans) == 1:
            del self.fields["plan"]
        else:
            offer(self, "plan", ActionPlan, plans)
        if records:
            del self.fields["body"]
            offer(self, "meeting", Meeting, meetings)
            text: Any = self.fields["text"]
            text.label, text.name = "What was asked", "what was asked"
            text.error_messages["required"] = "Enter what was asked"
            self.fields["is_named"].label = "The member agrees to be named in papers"
        else:
            del self.fields["meeting"], self.fields["member"]
            offer(self, "body", Body, bodies)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.records and not data.get("member"):
            if "meeting" in data and not data["meeting"]:
                self.add_error("member", "Enter which member asked, or choose the meeting above")
            elif data.get("is_named"):
                self.add_error("member", "Enter the name that papers may say")
        return data


class AgainForm(_AnswerBy):
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


class AnswerForm(forms.Form):
    """An answer that members read."""

    text = LongTextField(
        label="Your answer",
        name="your answer",
        help_text="Members read it at once, with your name and the day, and papers can print it. "
        "Do not name a child.",
        required_message="Enter your answer",
        rows=8,
    )
    said_by = forms.CharField(
        label="Who said it, if not you?",
        max_length=200,
        required=False,
        help_text="A name or a post, for an answer given by e-mail, by telephone or at a meeting.",
    )
    # The newest answer that stood on the page.
    last_seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, enters: bool, only_enters: bool, **kwargs: Any) -> None:
        """`enters`: may enter what somebody else said; `only_enters`: and nothing of their own."""
        super().__init__(*args, **kwargs)
        if not enters and not only_enters:
            del self.fields["said_by"]
        elif only_enters:
            self.fields["text"].label = "The answer that was given"
            said: Any = self.fields["said_by"]
            said.label, said.required = "Who answered?", True
            said.error_messages["required"] = "Enter who answered: a name or a post"


class FilterForm(forms.Form):
    """Which questions are listed."""

    body = forms.ChoiceField(label="Body", required=False)
    plan = forms.ChoiceField(label="Plan", required=False)
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("", "Any"), *((state.key, state.words) for state in State)],
    )

    def __init__(
        self, data: Any, *, bodies: Iterable[Body], plans: Iterable[ActionPlan], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["body"].choices = [("", "Any"), *((str(b.pk), b.name) for b in bodies)]  # type: ignore[attr-defined]
        self.fields["plan"].choices = [("", "Any"), *((str(p.pk), p.title) for p in plans)]  # type: ignore[attr-defined]

    def asked(self, name: str) -> str:
        """Return what is chosen; "" where it is no choice there is."""
        self.is_valid()
        chosen: str = self.cleaned_data.get(name, "")
        return chosen
