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
from scrutiny.questions.listing import ME
from scrutiny.questions.rules import State

NO_CHILD = "Do not name a child: it goes out by e-mail."
AT_MOST = datetime.timedelta(days=366)
BETWEEN = "Between meetings"


class AnswerByForm(forms.Form):
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


class AskForm(AnswerByForm):
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

    who = forms.ChoiceField(label="Asked by", required=False, choices=[("", "Anybody"), (ME, "Me")])
    body = forms.ChoiceField(label="Body", required=False)
    plan = forms.ChoiceField(label="Plan", required=False)
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("", "Any"), *((state.key, state.words) for state in State)],
    )

    def __init__(
        self,
        data: Any,
        *,
        bodies: Iterable[Body],
        plans: Iterable[ActionPlan],
        asks: bool,
        **kwargs: Any,
    ) -> None:
        """`asks`: whoever reads asks questions of their own."""
        super().__init__(data, **kwargs)
        if not asks:
            del self.fields["who"]
        self.fields["body"].choices = [("", "Any"), *((str(b.pk), b.name) for b in bodies)]  # type: ignore[attr-defined]
        self.fields["plan"].choices = [("", "Any"), *((str(p.pk), p.title) for p in plans)]  # type: ignore[attr-defined]

    def asked(self, name: str) -> str:
        """Return what is chosen; "" where it is no choice there is."""
        self.is_valid()
        chosen: str = self.cleaned_data.get(name, "")
        return chosen
