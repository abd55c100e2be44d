"""What is typed of a review. Each form of something that stands carries what stood as `seen`."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from actionplans.models import ActionPlan
from councils.forms import DayField, LongTextField, Radios, Retyped
from councils.models import Body, User
from inspections.models import Recommendation
from scrutiny.models import ReviewMember

LINE = {"max_length": "Write 200 characters or fewer"}


class SeenForm(Retyped, forms.Form):
    """A form of something that stands: `seen` is the mark of what stood when it was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def given(self) -> dict[str, Any]:
        """Return what was typed, by the name of what it changes, from a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class AboutForm(SeenForm):
    """What a review is called, who commissioned it, what it was asked and how it goes about it."""

    title = forms.CharField(
        label="What is the review called?",
        max_length=200,
        error_messages={"required": "Enter what the review is called"} | LINE,
    )
    commissioned_by = forms.ModelChoiceField(
        label="Which body commissioned it?",
        queryset=Body.objects.none(),
        empty_label="Select",
        error_messages={"required": "Select the body that commissioned it"},
    )
    commissioned_on = DayField(
        label="On which day?",
        name="the day it was commissioned",
        required=False,
        help_text="Leave it blank where it is not known. For example, 9 12 2026",
    )
    terms = LongTextField(
        label="What was the group asked to look at?",
        name="what the group was asked",
        required=False,
        help_text="Its terms of reference. Everybody who reads the plans here reads them.",
    )
    methodology = LongTextField(
        label="How does it go about it?", name="how it goes about it", required=False
    )

    def __init__(
        self, *args: Any, bodies: QuerySet[Body], today: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["commissioned_by"].queryset = bodies  # type: ignore[attr-defined]

    def clean_commissioned_on(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["commissioned_on"]
        if day and day > self.today:
            raise forms.ValidationError("Enter a day up to today: the body has to have decided it")
        return day


class StartForm(AboutForm):
    """A new review: what it is about, and the plan whose recommendations it looks into."""

    plan = forms.ModelChoiceField(
        label="Which plan does it look into?",
        queryset=ActionPlan.objects.none(),
        empty_label="Select",
        help_text="This cannot be changed later.",
        error_messages={"required": "Select the plan it looks into"},
    )
    field_order = ("title", "plan", "commissioned_by", "commissioned_on", "terms")

    def __init__(self, *args: Any, plans: QuerySet[ActionPlan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = plans  # type: ignore[attr-defined]
        del self.fields["methodology"]


_PART_HINTS: dict[str, str] = {
    ReviewMember.Part.CHAIR: "Keeps the group’s papers: notes, findings and recommendations",
    ReviewMember.Part.MEMBER: "Reads all of them, and adds notes",
    ReviewMember.Part.CO_OPTED: "Reads all of them",
    ReviewMember.Part.OFFICER: "Keeps the group’s papers, as the chair does",
}


class PersonForm(SeenForm):
    """Somebody of the group: with an account here, or by name alone."""

    user = forms.ModelChoiceField(
        label="Who is it?",
        queryset=User.objects.none(),
        required=False,
        empty_label="Somebody without an account here",
        help_text="Who has an account reads here all that the group writes.",
    )
    name = forms.CharField(
        label="What is their name?",
        required=False,
        max_length=200,
        help_text="For somebody without an account, as the review’s papers name them.",
        error_messages=LINE,
    )
    part = forms.ChoiceField(
        label="What part do they have?",
        choices=ReviewMember.Part.choices,
        widget=Radios(hints=_PART_HINTS),
        error_messages={"required": "Select what part they have"},
    )

    def __init__(self, *args: Any, users: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = users  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("user"):
            data["name"] = str(data["user"])
        elif not data.get("name") and not {"user", "name"} & self.errors.keys():
            self.add_error("name", "Select somebody with an account, or enter a name")
        return data


class PartForm(SeenForm):
    """What part somebody has in the group, and until when."""

    name = forms.CharField(
        label="Name",
        max_length=200,
        error_messages={"required": "Enter their name"} | LINE,
    )
    part = forms.ChoiceField(
        label="What part do they have?",
        choices=ReviewMember.Part.choices,
        widget=Radios(hints=_PART_HINTS),
    )
    starts = DayField(label="From when?", name="from when", required=False)
    ends = DayField(
        label="From when are they no longer in the group?",
        name="from when they are no longer in it",
        required=False,
        help_text="From that day they do not read its papers. Blank while they are in it.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "Enter a day that is not before they began")
        return data


class StrandsForm(SeenForm):
    """Which of the plan's recommendations the review looks into."""

    chosen = forms.ModelMultipleChoiceField(
        label="Which recommendations does it look into?",
        queryset=Recommendation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )

    def __init__(self, *args: Any, asked: QuerySet[Recommendation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].queryset = asked  # type: ignore[attr-defined]


class DaysForm(SeenForm):
    """When the group reported, the body adopted, and the executive received it."""

    reported_on = DayField(
        label="When did the group report to the body?",
        name="the day it reported",
        required=False,
    )
    adopted_on = DayField(
        label="When did the body adopt its recommendations?",
        name="the day it was adopted",
        required=False,
        help_text="From then on findings and recommendations are corrected with a reason, and "
        "neither added nor taken out. For example, 30 9 2026",
    )
    received_on = DayField(
        label="When did the executive receive what was adopted?",
        name="the day it was received",
        required=False,
        help_text="Its two months begin on this day. Leave it blank where it is not known: then "
        "nothing is claimed. For example, 30 9 2026",
    )

    def days(self) -> Mapping[str, Any]:
        return self.given()


class VersionForm(SeenForm):
    """A button: `seen` is the version of the review that was on the page."""

    def version(self) -> int:
        """Return the version that was seen; 0 for what is none."""
        seen = self.cleaned_data["seen"]
        return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0
