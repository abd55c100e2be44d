"""The forms of reminders, and of links to report by."""

from dataclasses import replace
from typing import Any

from django import forms

from actionplans.forms.updates import ReportForm
from actionplans.models import How, Report, ReportLink
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
    """What somebody without an account reports: the same, without files."""

    def __init__(self, *args: Any, link: ReportLink, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.link = link
        for name in (*self.FIELDS, "draft_seen"):
            self.fields.pop(name, None)
        # Without it the reporter is told of any report there is before theirs is taken.
        self.fields["last_seen"].required = False

    def report(self) -> Report:
        """Return what was reported, by whom the link is for."""
        return replace(super().report(), how=How.LINK, reported_by=self.link.name)
