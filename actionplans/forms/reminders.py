"""The forms of reminders, and of links to report by."""

from dataclasses import replace
from typing import Any

from django import forms

from actionplans.evidence import LinkGiven, checked_link
from actionplans.forms.updates import ReportForm
from actionplans.models import How, Report, ReportLink
from councils.file_types import NotTaken
from councils.forms import LongTextField


def _days(label: str, help_text: str) -> forms.IntegerField:
    say = f"{label}: enter a number of days from 0 to 90"
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), say)
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=0,
        max_value=90,
        error_messages=errors,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )


class RemindersForm(forms.Form):
    """When a plan's leads are reminded, and in which words."""

    is_on = forms.BooleanField(label="Remind leads by e-mail", required=False)
    words = LongTextField(
        label="What you ask, in your own words",
        name="your words",
        rows=4,
        required=False,
        help_text="It stands at the top of each e-mail. Do not name a child.",
    )
    days_before = _days("Days before the date", "0: not before it.")
    on_the_day = forms.BooleanField(label="On the day itself", required=False)
    days_after = _days(
        "While it is late, every so many days",
        "All that is late in one e-mail: 7 is on Mondays. 0: never.",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)


class SendLinkForm(forms.Form):
    """To whom a link to report by goes."""

    name = forms.CharField(
        label="Who reports?",
        max_length=200,
        help_text="A name or a post, like “Designated nurse, health trust”.",
        error_messages={"required": "Say who reports: a name or a post"},
    )
    email = forms.EmailField(
        label="E-mail address",
        error_messages={
            "required": "Enter the e-mail address the link goes to",
            "invalid": "Enter an e-mail address like name@example.com",
        },
        help_text="The link goes to this address and works once, for 30 days.",
    )
    words = LongTextField(
        label="What you ask",
        name="what you ask",
        rows=4,
        required=False,
        help_text="It goes out by e-mail. Do not name a child.",
    )
    # Made when the page is opened: the same page sent twice is one e-mail.
    key = forms.UUIDField(widget=forms.HiddenInput)


class ReportByLinkForm(ReportForm):
    """What somebody without an account reports: the same, with a link and without files."""

    OF_FILES = ("evidence_files", "evidence_kind", "evidence_confidential")

    def __init__(self, *args: Any, link: ReportLink, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.link = link
        for name in (*self.OF_FILES, "draft_seen"):
            self.fields.pop(name, None)
        self.fields["evidence_link"].label = "Is there a page or document that shows it?"
        self.fields["evidence_title"].help_text = "Like “Audit of 30 case files, October 2026”."
        # Without it the reporter is told of any report there is before theirs is taken.
        self.fields["last_seen"].required = False

    def clean_evidence_link(self) -> str:
        address: str = self.cleaned_data["evidence_link"]
        try:
            return checked_link(address) if address.strip() else ""
        except NotTaken as refused:
            raise forms.ValidationError(str(refused)) from None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        lacks = not data.get("evidence_link") and "evidence_link" not in self.errors
        if lacks and data.get("evidence_title"):
            self.add_error("evidence_link", "Enter the address of what you named")
        return data

    def evidence(self) -> LinkGiven | None:
        """Return the link that shows what is reported, from a valid form; None without one."""
        address = self.cleaned_data["evidence_link"]
        return LinkGiven(address, self.cleaned_data["evidence_title"]) if address else None

    def report(self) -> Report:
        """Return what was reported, by whom the link is for."""
        return replace(super().report(), how=How.LINK, reported_by=self.link.name)
