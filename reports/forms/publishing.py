"""What is typed to publish a paper, to withdraw one, and to set a council's rules about it."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import QuerySet

from councils.forms import DayField, LongTextField, Radios
from councils.models import Body, Meeting
from reports.editions.decisions import Decided
from reports.editions.publishing import Choice, Ready
from reports.models import Edition, PaperDecision

Kind = Edition.Kind
TICK = "Tick that it may be published for good"
PRINTED = "Printed on the first page, for anybody to read. Name nobody."
EXEMPT_WORDS = "This says what is exempt, and anybody can read it. Say it without that"
# What somebody may have to say before a paper is published.
REASONS = ("because", "late_because", "without_because")


class PublishForm(forms.Form):
    """The tick, and the reasons that this paper on this day asks for."""

    because = LongTextField(
        label="What does it correct?",
        name="what it corrects",
        required_message="Say what this edition corrects",
        help_text=f"{PRINTED} Say nothing of what was taken out.",
    )
    late_because = LongTextField(
        label="Why is it late?",
        name="why it is late",
        rows=3,
        required_message="Say why it is late",
        help_text=f"{PRINTED} The chair has to agree that a late paper is urgent.",
    )
    without_because = LongTextField(
        label="Why is it published without these clearances?",
        name="why it is published without",
        rows=3,
        required_message="Say why it is published without these clearances",
        help_text="Kept with the edition. Officers alone see it.",
    )
    agreed = forms.BooleanField(label="Publish for good", error_messages={"required": TICK})
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, *args: Any, ready: Ready, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ready = ready
        if ready.choice.kind != Kind.CORRECTION:
            del self.fields["because"]
        if not ready.is_late:
            del self.fields["late_because"]
        if not ready.lacks_clearance:
            del self.fields["without_because"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in ("because", "late_because"):
            if data.get(name) and self.ready.gives_away(data[name]):
                self.add_error(name, EXEMPT_WORDS)
        return data

    def chosen(self, choice: Choice) -> Choice:
        """Return what is published with the reasons typed, from a valid form."""
        said = {name: self.cleaned_data.get(name, "") for name in REASONS}
        return Choice(kind=choice.kind, appendix_order=choice.appendix_order, **said)


class LinkForm(forms.Form):
    """Where the council's committee system shows an edition."""

    url = forms.CharField(
        label="Address of the paper in your committee system",
        max_length=500,
        error_messages={"required": "Enter the address, beginning with https://"},
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"].strip()
        try:
            URLValidator(schemes=["http", "https"])(url)
        except ValidationError:
            raise ValidationError("Enter the whole address, beginning with https://") from None
        return url


class WithdrawForm(forms.Form):
    """Why an edition should be taken away."""

    why = LongTextField(
        label="Why should it be withdrawn?",
        name="why it should be withdrawn",
        help_text="Without the name or the words that must not stand there: this stays.",
    )


class DecideForm(forms.Form):
    """Whether an edition is taken away."""

    verdict = forms.ChoiceField(
        label="Do you withdraw it?",
        choices=[("withdraw", "Yes, take its files away"), ("refuse", "No, leave it")],
        widget=Radios(),
        error_messages={"required": "Select whether you withdraw it"},
    )
    why = LongTextField(label="If not, why?", name="why it is left", rows=3, required=False)

    def clean_why(self) -> str:
        why: str = self.cleaned_data["why"]
        if self.data.get("verdict") == "refuse" and not why.strip():
            raise ValidationError("Say why it is left as it is")
        return why


class PublicPagesForm(forms.Form):
    """Whether anybody can read published papers."""

    has_public_pages = forms.ChoiceField(
        label="Can anybody read your published papers here?",
        choices=[
            ("no", "No. Our committee system alone shows them to the public"),
            ("yes", "Yes, at an address of their own, without signing in"),
        ],
        widget=Radios(),
        error_messages={"required": "Select whether anybody can read them"},
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=5, required=False)


class PeriodForm(forms.Form):
    """A pre-election period."""

    starts = DayField(label="From", name="the first day of the period")
    ends = DayField(label="To", name="the last day of the period")
    reason = forms.CharField(
        label="What for?",
        max_length=200,
        help_text="For example, local elections on 6 May 2027",
        error_messages={"required": "Say what the period is for"},
    )

    def clean_ends(self) -> datetime.date:
        ends: datetime.date = self.cleaned_data["ends"]
        starts = self.cleaned_data.get("starts")
        if starts and ends < starts:
            raise ValidationError("The last day must not be before the first")
        return ends


_KINDS = PaperDecision.Kind


class DecisionForm(forms.Form):
    """What a meeting decided on a paper."""

    kind = forms.ChoiceField(
        label="What was decided?",
        choices=[each for each in _KINDS.choices if each[0] != _KINDS.NOTHING],
        widget=Radios(),
        error_messages={"required": "Select what was decided"},
    )
    meeting = forms.ModelChoiceField(
        label="At which meeting?",
        queryset=Meeting.objects.none(),
        error_messages={"required": "Select the meeting"},
    )
    text = LongTextField(
        label="In the words of the minutes",
        name="what was decided",
        required=False,
        help_text="Needed where it was referred or called in.",
    )
    referred_to = forms.ModelChoiceField(
        label="To which body was it referred?",
        queryset=Body.objects.none(),
        required=False,
        empty_label="None",
    )
    called_in_on = DayField(
        label="If it was called in, on which day?",
        name="the day of the call-in",
        required=False,
        help_text="For example, 3 12 2026. The meeting above is the one whose decision it was.",
    )

    def __init__(
        self,
        *args: Any,
        meetings: QuerySet[Meeting],
        bodies: QuerySet[Body],
        day: datetime.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        meeting: Any = self.fields["meeting"]
        body: Any = self.fields["referred_to"]
        meeting.queryset, body.queryset = meetings, bodies

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") in _WITH_WORDS:
            if not data.get("text", "").strip() and "text" not in self.errors:
                self.add_error("text", "Say what was decided")
        else:
            data["referred_to"] = None
        if data.get("kind") != PaperDecision.Kind.CALLED_IN:
            data["called_in_on"] = None
        elif "called_in_on" not in self.errors and (wrong := self._wrong_day(data)):
            self.add_error("called_in_on", wrong)
        return data

    def _wrong_day(self, data: dict[str, Any]) -> str:
        """Return what is to be mended about the day of a call-in, "" where nothing is."""
        called_in, meeting = data.get("called_in_on"), data.get("meeting")
        if called_in is None:
            return "Enter the day of the call-in, like 3 12 2026"
        if called_in > self.day:
            return "The day of the call-in must not be in the future"
        if meeting and called_in < meeting.held_on:
            return "The day of the call-in must not be before the meeting"
        return ""

    def decided(self) -> Decided:
        """Return the decision, from a valid form."""
        data = self.cleaned_data
        about = (data["text"], data["referred_to"], data["called_in_on"])
        return Decided(data["kind"], data["meeting"], *about)


class CorrectDecisionForm(DecisionForm):
    """What a meeting decided, in place of what was recorded, and why that was wrong."""

    kind = forms.ChoiceField(
        label="What was decided?",
        choices=_KINDS.choices,
        widget=Radios(),
        error_messages={"required": "Select what was decided"},
    )
    why = LongTextField(
        label="Why is it corrected?",
        name="why it is corrected",
        rows=3,
        required_message="Say what was wrong in what was recorded",
        help_text="Both stay on record: what was recorded first, and this.",
    )


_WITH_WORDS = (PaperDecision.Kind.REFERRED, PaperDecision.Kind.CALLED_IN)
