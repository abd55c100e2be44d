"""What a manager types to decide on dates, endings, sign-off and watching."""

import datetime
from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from actionplans.deciding import Agreement
from actionplans.models import Action, ActionPlan, DueDate, Ending
from actionplans.timescale.repeats import repeats_in_words
from actionplans.timescales import Timescale, in_words, read
from councils.forms import PARTS, DayField, LongTextField, Radios
from councils.models import Body, Meeting

AgreedBy = DueDate.AgreedBy


class ReopenForm(forms.Form):
    """Why a completion that was accepted is opened again."""

    reason = LongTextField(label="Why is it reopened?", name="why it is reopened")


class EmbedForm(forms.Form):
    """How one knows that what was completed lasts."""

    comment = LongTextField(
        label="How do you know that it lasts?", name="how you know that it lasts"
    )


class RestoreForm(forms.Form):
    """Why an action that had left the plan is put back."""

    reason = LongTextField(label="Why is it put back?", name="why it is put back")


class EndForm(forms.Form):
    """Why an action leaves the plan."""

    kind = forms.ChoiceField(
        label="What happens to the action?",
        choices=[
            (Ending.Kind.WITHDRAWN, "It is withdrawn"),
            (Ending.Kind.SUPERSEDED, "It is superseded by another action"),
        ],
        widget=Radios(
            hints={
                Ending.Kind.WITHDRAWN: "It will not be carried out.",
                Ending.Kind.SUPERSEDED: "Other work takes its place.",
            }
        ),
        error_messages={"required": "Select what happens to the action"},
    )
    reason = LongTextField(label="Why?", name="why it leaves the plan")
    agreed_by = forms.CharField(
        label="Who agreed?",
        max_length=200,
        help_text="A name, a post or the meeting.",
        error_messages={"required": "Say who agreed: a name, a post or the meeting"},
    )
    successor = forms.ModelChoiceField(
        label="Which action takes its place?",
        queryset=Action.objects.none(),
        required=False,
        empty_label="None of those held here",
        help_text="Only where it is superseded.",
    )

    def __init__(self, *args: Any, others: QuerySet[Action], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["successor"]
        choice.queryset = others
        choice.label_from_instance = _action_named

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("successor") and data.get("kind") == Ending.Kind.WITHDRAWN:
            self.add_error(
                "successor",
                "A withdrawn action has nothing in its place: select none, or superseded",
            )
        return data


def _action_named(action: Action) -> str:
    words = action.text if len(action.text) <= 80 else f"{action.text[:79]}…"
    return f"{action.plan.title}: {action.reference}. {words}"


class WatchForm(forms.Form):
    """Who goes on watching an action, and when it is looked at next."""

    watched_by = forms.ModelChoiceField(
        label="Which body goes on watching it?",
        queryset=Body.objects.none(),
        required=False,
        empty_label="None",
        help_text="It stays on the list of that body.",
    )
    next_review_on = DayField(
        label="When is it reviewed next?", name="the next review date", required=False
    )

    def __init__(
        self, *args: Any, bodies: QuerySet[Body], today: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["watched_by"]
        choice.queryset = bodies
        self.today = today

    def clean_next_review_on(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["next_review_on"]
        if day and day < self.today and day != self.initial.get("next_review_on"):
            raise forms.ValidationError("The next review date must be today or later")
        return day


class CarryForm(forms.Form):
    """Open actions that go on in another plan."""

    into = forms.ModelChoiceField(
        label="Into which plan?",
        queryset=ActionPlan.objects.none(),
        empty_label=None,
        widget=Radios,
        error_messages={"required": "Select the plan they are carried into"},
    )
    actions = forms.ModelMultipleChoiceField(
        label="Which actions?",
        queryset=Action.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Words, steps, leads and dates go along; what was reported stays here.",
        error_messages={"required": "Select at least one action"},
    )
    reason = LongTextField(label="Why do they go on there?", name="why they go on there", rows=3)

    def __init__(
        self, *args: Any, plans: QuerySet[ActionPlan], actions: QuerySet[Action], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        into: Any = self.fields["into"]
        chosen: Any = self.fields["actions"]
        into.queryset, chosen.queryset = plans, actions
        chosen.label_from_instance = str


class AgreementForm(forms.Form):
    """Who agreed to a date."""

    agreed_by = forms.ChoiceField(
        label="Who agreed it?",
        choices=[(value, AgreedBy(value).label) for value in AgreedBy.values_for_people()],
        widget=Radios,
        error_messages={"required": "Select who agreed it"},
    )
    agreed_by_name = forms.CharField(
        label="Name or post of who agreed",
        max_length=200,
        required=False,
        help_text="For an officer or a member.",
    )
    meeting = forms.ModelChoiceField(
        label="At which meeting?",
        queryset=Meeting.objects.none(),
        required=False,
        empty_label="Not held here",
        help_text="For a body. If the meeting is not in the list, give the body and the day above.",
    )

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["meeting"]
        choice.queryset = meetings

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        named = data.get("agreed_by_name") or data.get("meeting")
        if data.get("meeting") and data.get("agreed_by") != AgreedBy.BODY:
            self.add_error("agreed_by", "Select “A body at a meeting”, or select no meeting")
        elif data.get("agreed_by") in AgreedBy.values_with_a_name() and not named:
            self.add_error("agreed_by_name", "Say who agreed it: a name, a post or the meeting")
        return data

    @property
    def agreement(self) -> Agreement:
        """Return who agreed, from a valid form."""
        data = self.cleaned_data
        meeting = data.get("meeting")
        name = data["agreed_by_name"] or (str(meeting) if meeting else "")
        return Agreement(data["agreed_by"], name, meeting)


class AgreeForm(AgreementForm):
    """That a date somebody asked for is agreed now."""

    def __init__(self, *args: Any, needs_body: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [AgreedBy.BODY, AgreedBy.DFE]
        if not needs_body:
            allowed = [AgreedBy.OFFICER, AgreedBy.MEMBER, *allowed]
        agreed_by: Any = self.fields["agreed_by"]
        agreed_by.choices = [(value.value, value.label) for value in allowed]


NO_REPEAT, AS_READ = "no", "as_read"
READ_AGAIN = "read_again"
REPEATS = {
    "FREQ=DAILY": "Every day",
    "FREQ=WEEKLY": "Every week",
    "FREQ=WEEKLY;INTERVAL=2": "Every two weeks",
    "FREQ=MONTHLY": "Every month",
    "FREQ=MONTHLY;INTERVAL=2": "Every two months",
    "FREQ=MONTHLY;INTERVAL=3": "Every three months",
    "FREQ=MONTHLY;INTERVAL=6": "Every six months",
    "FREQ=YEARLY": "Every year",
}


class TimescaleForm(AgreementForm):
    """A timescale in the words agreed, with what was read in them, to be corrected."""

    words = forms.CharField(
        label="Timescale, in the words agreed",
        max_length=300,
        help_text="For example, 31 May 2017, monthly thereafter. The words stay as you write them.",
        error_messages={
            "required": "Enter the timescale, in the words agreed",
            "max_length": "Write the timescale in 300 characters or fewer",
        },
    )
    read_words = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)
    last_seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    due = DayField(
        label="Due date",
        name="the due date",
        required=False,
        help_text="Leave empty if the words give none. It then never counts as late.",
    )
    repeats = forms.ChoiceField(label="Does it repeat?", required=False)
    first_due = DayField(
        label="If it repeats, when is it first due?", name="when it is first due", required=False
    )
    each_occurrence = forms.BooleanField(
        label="Report every due occurrence as done or not done",
        required=False,
        help_text="Worth it for audits and checks; not for what happens every day or week.",
    )
    reason = LongTextField(
        label="Why has the date moved?", name="why the date has moved", rows=3, required=False
    )
    field_order = ["words"]

    def __init__(
        self,
        *args: Any,
        agreed_on: datetime.date,
        published_on: datetime.date | None,
        moves: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agreed_on, self.published_on, self.moves = agreed_on, published_on, moves
        if not moves:
            del self.fields["reason"]
        self.reading: Timescale | None = None
        words = self.data.get(self.add_prefix("words")) or self.initial.get("words", "")
        if words:
            self.reading = read(words[:300], agreed_on, published=published_on)
        repeats: Any = self.fields["repeats"]
        repeats.choices = self._repeat_choices()

    def _repeat_choices(self) -> list[tuple[str, str]]:
        choices = [(NO_REPEAT, "No"), *REPEATS.items()]
        rule = self.reading.repeats if self.reading else ""
        if rule and rule not in REPEATS:
            said = repeats_in_words(rule)
            choices.append((AS_READ, f"{said[:1].upper()}{said[1:]}, as read"))
        return choices

    @property
    def reading_words(self) -> str:
        """Return what was read in the words, as a sentence; "" before anything was read."""
        return in_words(self.reading) if self.reading else ""

    @property
    def was_shown(self) -> bool:
        """Return whether the person has seen what is read in just these words."""
        words = self.data.get("words", "").strip()
        asks_again = not words or READ_AGAIN in self.data
        return not asks_again and self.data.get("read_words") == words

    def with_reading(self) -> "TimescaleForm":
        """Return this form with what was read put into the fields that correct it."""
        data: Any = QueryDict(mutable=True)
        data.update(self.data)
        due = self.reading.due if self.reading else None
        for part in PARTS:
            data[f"due_{part}"] = str(getattr(due, part)) if due else ""
        data["read_words"] = data.get("words", "").strip()
        data["repeats"] = self._repeat_of_reading()
        data.pop(READ_AGAIN, None)
        self.data = data
        return self

    def _repeat_of_reading(self) -> str:
        rule = self.reading.repeats if self.reading else ""
        if not rule:
            return NO_REPEAT
        return rule if rule in REPEATS else AS_READ

    def keep_only_words_errors(self) -> None:
        """Drop what is wrong with fields that are not on the page before the words are read."""
        self.is_valid()
        for name in [name for name in self.errors if name != "words"]:
            del self.errors[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.moves and not data.get("reason"):
            self.add_error("reason", "Say why the date has moved")
        repeats = data.get("repeats")
        if repeats in ("", NO_REPEAT, None) and data.get("each_occurrence"):
            self.add_error("repeats", "Select how often it repeats, or do not report occurrences")
        return data

    def meaning(self) -> tuple[Timescale, bool]:
        """Return what the words mean, from a valid form, and whether a person corrected it."""
        reading = self.reading or read("", self.agreed_on)
        due, repeats = self.cleaned_data["due"], self._rule(reading)
        if (due, repeats) == (reading.due, reading.repeats):
            return reading, False
        precision = reading.precision if due == reading.due else "day" if due else "none"
        note = reading.note if due == reading.due else ""
        corrected = replace(
            reading,
            understood=True,
            due=due,
            precision=precision,
            repeats=repeats,
            note=note,
        )
        return corrected, True

    def _rule(self, reading: Timescale) -> str:
        chosen = self.cleaned_data.get("repeats") or NO_REPEAT
        if chosen == AS_READ or chosen == self._repeat_of_reading():
            return reading.repeats
        return "" if chosen == NO_REPEAT else chosen
