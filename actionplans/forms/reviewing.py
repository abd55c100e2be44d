"""What whoever reviews an update types: a comment, a wording for papers, whom to write to."""

from typing import Any

from django import forms

from actionplans.models import ProgressUpdate
from actionplans.reviewing.ruling import Seen, Ticked
from actionplans.reviewing.telling import Reporter
from councils.forms import LongTextField, Retyped


class ReviewForm(Retyped, forms.Form):
    """What every decision carries: what its page was opened with."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, update: ProgressUpdate, **kwargs: Any) -> None:
        kwargs["auto_id"] = f"id_{update.pk}_%s"
        super().__init__(*args, **kwargs)

    @property
    def version(self) -> Seen | None:
        """Return what the page was opened with, from a valid form."""
        return Seen.read(self.cleaned_data["seen"])


class WordingForm(ReviewForm):
    """What papers print in place of the officer's words."""

    wording = LongTextField(
        label="What papers say instead",
        name="what papers say",
        required_message="Write what papers say instead, or accept it as it is",
        help_text="The officer’s own words stay as they are. Members, papers and files read this.",
        rows=6,
    )


class ReturnForm(ReviewForm):
    """Why a report is sent back, and where a link to report again goes, if one is wanted."""

    comment = LongTextField(
        label="What is to be changed?",
        name="what is to be changed",
        required_message="Say what is to be changed",
        help_text="Who reported reads this above the form, on their list and in an e-mail. "
        "Do not name a child.",
        rows=4,
    )
    send_link = forms.BooleanField(
        label="Send a new link to report, which works once", required=False
    )
    email = forms.EmailField(
        label="Their e-mail address",
        max_length=254,
        required=False,
        error_messages={"invalid": "Enter an e-mail address, like name@example.com"},
    )

    def __init__(self, *args: Any, reporter: Reporter, **kwargs: Any) -> None:
        kwargs["initial"] = kwargs.get("initial", {}) | {
            "send_link": bool(reporter.email),
            "email": reporter.email,
        }
        super().__init__(*args, **kwargs)
        self.reporter = reporter
        if not reporter.needs_a_link:
            del self.fields["send_link"], self.fields["email"]
        else:
            # They read it in the e-mail alone.
            self.fields["comment"].help_text = "Who reported reads this in an e-mail."

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("send_link") and not data.get("email") and "email" not in self.errors:
            self.add_error("email", "Enter the address to which the link goes, or clear the tick")
        return data

    @property
    def write_to(self) -> Reporter:
        """Return whom to write to, from a valid form: at no address where nobody is to be."""
        if not self.reporter.needs_a_link:
            return self.reporter
        data = self.cleaned_data
        return self.reporter.at(data["email"] if data["send_link"] else "")


class NotSignForm(ReviewForm):
    """Why what was accepted is not signed off."""

    comment = LongTextField(
        label="What is to be changed?",
        name="what is to be changed",
        required_message="Say what is to be changed",
        help_text="The update goes back to the plan manager, who reads this.",
        rows=4,
    )


def ticked_in(values: list[str], waiting: dict[int, ProgressUpdate]) -> list[Ticked]:
    """Return the reports ticked on a page, each with what the page was opened with.

    A tick is "17:4.17": which report, and its version. Others than `waiting` are left out.
    """
    found: dict[int, Ticked] = {}
    for value in values:
        key, _, version = value.partition(":")
        seen = Seen.read(version)
        update = waiting.get(int(key)) if key.isdecimal() and len(key) < 19 else None
        if update and seen:
            found[update.pk] = Ticked(update, seen)
    return list(found.values())
