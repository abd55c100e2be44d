"""What the group writes: its sessions, notes, findings and recommendations."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from councils.forms import DayField, LongTextField
from councils.models import Body
from scrutiny.models import ReviewSession, ReviewStrand
from scrutiny.reviews.forms import LINE, SeenForm

MARKDOWN = "A blank line makes a new paragraph; lines that begin with “-” make a list."


class SessionForm(SeenForm):
    """A sitting of the group."""

    held_on = DayField(
        label="On which day?",
        name="the day of the session",
        required=False,
        help_text="A day to come is shown as its next session. For example, 9 12 2026",
    )
    place = forms.CharField(label="Where?", required=False, max_length=200, error_messages=LINE)
    about = LongTextField(label="What is it about?", name="what it is about", required=False)
    met = LongTextField(
        label="Who is met?",
        name="who is met",
        required=False,
        help_text="One to a line: a post or a group, never a child or a family.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        names = ("held_on", "place", "about", "met")
        if not any(data.get(name) or name in self.errors for name in names):
            self.add_error("held_on", "Enter the day of the session, or what it is about")
        return data


class _OfStrandForm(SeenForm):
    """Something written of one of the chosen recommendations, or of all."""

    strand = forms.ModelChoiceField(
        label="Which recommendation of the inspection is it about?",
        queryset=ReviewStrand.objects.none(),
        required=False,
        empty_label="All of them, or none",
    )

    def __init__(self, *args: Any, strands: QuerySet[ReviewStrand], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        strand: Any = self.fields["strand"]
        strand.queryset = strands
        strand.label_from_instance = _strand_named


def _strand_named(strand: ReviewStrand) -> str:
    text = str(strand.recommendation)
    return text if len(text) <= 90 else f"{text[:89]}…"


class NoteForm(_OfStrandForm):
    """A note of the group."""

    text = LongTextField(
        label="Your note",
        name="your note",
        required_message="Enter your note",
        help_text="Only the working group reads it, until its notes are opened. Do not name a "
        "child.",
        rows=10,
    )
    session = forms.ModelChoiceField(
        label="Of which session is it?",
        queryset=ReviewSession.objects.none(),
        required=False,
        empty_label="None",
    )
    field_order = ("text", "session", "strand")

    def __init__(
        self, *args: Any, sessions: QuerySet[ReviewSession], whose: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if whose:
            self.fields["text"].label = f"Note of {whose}"
            self.fields[
                "text"
            ].help_text = f"It stands under the name of {whose}, and says that you changed it."
        session: Any = self.fields["session"]
        session.queryset = sessions
        session.label_from_instance = _session_named


def _session_named(session: ReviewSession) -> str:
    day = f"{session.held_on:%-d %B %Y}" if session.held_on else "Day not stated"
    return f"{day}: {session.about[:60]}" if session.about else day


class FindingForm(_OfStrandForm):
    """What the group concludes."""

    text = LongTextField(label="What did the group find?", name="the finding", help_text=MARKDOWN)
    field_order = ("text", "strand")


class RecommendationForm(_OfStrandForm):
    """What the group recommends, and to whom."""

    text = LongTextField(
        label="What does the group recommend?", name="the recommendation", help_text=MARKDOWN
    )
    executive = forms.BooleanField(label="The executive", required=False)
    bodies = forms.ModelMultipleChoiceField(
        label="To which bodies?",
        queryset=Body.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    others = LongTextField(
        label="To anybody else?",
        name="to whom else",
        required=False,
        rows=2,
        help_text="One to a line, like a health trust or a school.",
    )
    field_order = ("text", "executive", "bodies", "others", "strand")

    def __init__(self, *args: Any, bodies: QuerySet[Body], executive: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bodies"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["executive"].label = f"It is made to the executive: {executive}"

    def clean_others(self) -> str:
        others: str = self.cleaned_data["others"]
        if any(len(line.strip()) > 200 for line in others.splitlines()):
            raise forms.ValidationError("Write each name in 200 characters or fewer")
        return others

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        named = any(data.get(name) for name in ("executive", "bodies", "others"))
        if not named and not {"bodies", "others"} & self.errors.keys():
            self.add_error("executive", "Say to whom it is made")
        return data


class CorrectForm(SeenForm):
    """Other words for what is settled, and why."""

    text = LongTextField(label="How should it read?", name="how it should read")
    reason = LongTextField(
        label="Why is it corrected?",
        name="why it is corrected",
        rows=2,
        limit=500,
        help_text="It stands beside the words, with the day, your name and how it read before.",
    )
