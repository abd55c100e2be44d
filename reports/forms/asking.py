"""What is typed to ask for clearances: one, or all that are to be asked for."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.db.models import QuerySet

from councils.forms import DayField, Radios
from councils.models import User
from reports.clearing_asked import Wanted
from reports.clearing_proposed import Proposal
from reports.editing.versions import version_of
from reports.models import Clearance, PaperSection

WHOLE = "The whole paper"
NOBODY = "Choose who is asked"


class OfWhat(forms.Form):
    """Which clearance, of which section."""

    section = forms.ModelChoiceField(
        label="Of which section?",
        queryset=PaperSection.objects.none(),
        required=False,
        empty_label=WHOLE,
    )
    kind = forms.ChoiceField(
        label="Which clearance is it?",
        choices=Clearance.Kind.choices,
        widget=Radios(),
        error_messages={"required": "Select which clearance it is"},
    )
    label = forms.CharField(
        label="What is it called, if it is another one?", max_length=100, required=False
    )

    def __init__(self, *args: Any, sections: QuerySet[PaperSection], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["section"]
        choice.queryset = sections

    def clean_label(self) -> str:
        label: str = self.cleaned_data["label"]
        if self.data.get(self.add_prefix("kind")) == Clearance.Kind.OTHER and not label:
            raise forms.ValidationError("Say what the other clearance is called")
        return label

    def of(self, **more: Any) -> Wanted:
        """Return which clearance of what, from a valid form."""
        data = self.cleaned_data
        label = data["label"] if data["kind"] == Clearance.Kind.OTHER else ""
        return Wanted(kind=data["kind"], label=label, section=data["section"], **more)


class AskForm(OfWhat):
    """Whom a clearance is asked of, and by when."""

    user = forms.ModelChoiceField(
        label="Who is asked?",
        queryset=User.objects.none(),
        required=False,
        empty_label="Somebody without an account here",
    )
    name = forms.CharField(
        label="Their name",
        max_length=200,
        required=False,
        help_text="Only of somebody without an account.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.CharField(
        label="Their e-mail address",
        max_length=254,
        required=False,
        validators=[EmailValidator("Enter an email address like name@example.com")],
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    wanted_by = DayField(
        label="By when is it wanted?", name="the day it is wanted by", required=False
    )

    def __init__(self, *args: Any, people: QuerySet[User], today: datetime.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["user"]
        choice.queryset, self.today = people, today

    def clean_wanted_by(self) -> datetime.date | None:
        return not_past(self.cleaned_data["wanted_by"], self.today)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("user"):
            if not data.get("name"):
                self.add_error("name", "Enter the name of who is asked")
            if not data.get("email") and "email" not in self.errors:
                self.add_error("email", "Enter the e-mail address of who is asked")
        return data

    def wanted(self) -> Wanted:
        """Return what is asked, from a valid form."""
        data = self.cleaned_data
        user = data["user"]
        name, email = (user.name, user.email) if user else (data["name"], data["email"])
        return self.of(name=name, email=email, user=user, by=data["wanted_by"])


class AskAllForm(forms.Form):
    """Each clearance that is to be asked for, with a tick and of whom; and by when."""

    wanted_by = DayField(
        label="By when are they wanted?", name="the day they are wanted by", required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        proposed: Sequence[Proposal],
        people: QuerySet[User],
        others: dict[str, str],
        today: datetime.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.users = {user.email.lower(): user for user in people}
        self.others = {email: name for email, name in others.items() if email not in self.users}
        self.proposed = {version_of(each.names)[:8]: each for each in proposed}
        for key, each in self.proposed.items():
            self._add(key, each)
        self.order_fields([*(name for name in self.fields if "_" in name), "wanted_by"])

    def _add(self, key: str, each: Proposal) -> None:
        known = each.email.lower() in self.users or each.email.lower() in self.others
        self.fields[f"take_{key}"] = forms.BooleanField(
            label=each.words, required=False, initial=True
        )
        self.fields[f"who_{key}"] = forms.ChoiceField(
            label=f"Who is asked for {_small(each.words)}?",
            choices=[("", NOBODY), *self._choices()],
            initial=each.email.lower() if known else "",
            required=False,
        )

    def _choices(self) -> list[tuple[str, str]]:
        users = [(email, str(user)) for email, user in self.users.items()]
        others = [(mail, f"{name}, {mail} (no account)") for mail, name in self.others.items()]
        return users + others

    @property
    def rows(self) -> Iterator[tuple[Proposal, Any, Any]]:
        """Yield each clearance with its tick and the question of whom."""
        for key, each in self.proposed.items():
            yield each, self[f"take_{key}"], self[f"who_{key}"]

    def clean_wanted_by(self) -> datetime.date | None:
        return not_past(self.cleaned_data["wanted_by"], self.today)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        ticked = [key for key in self.proposed if data.get(f"take_{key}")]
        for key in ticked:
            if not data.get(f"who_{key}") and f"who_{key}" not in self.errors:
                words = self.proposed[key].words
                self.add_error(f"who_{key}", f"Choose who is asked for {_small(words)}")
        if self.proposed and not ticked:
            self.add_error(f"take_{next(iter(self.proposed))}", "Tick what is to be asked for")
        return data

    def wanted(self) -> list[Wanted]:
        """Return what is asked of whom, from a valid form."""
        data = self.cleaned_data
        return [
            self._wanted(each, data[f"who_{key}"])
            for key, each in self.proposed.items()
            if data[f"take_{key}"]
        ]

    def _wanted(self, each: Proposal, email: str) -> Wanted:
        user = self.users.get(email)
        return Wanted(
            kind=each.kind,
            name=user.name if user else self.others[email],
            label=each.label,
            section=each.section,
            user=user,
            email=user.email if user else email,
            by=self.cleaned_data["wanted_by"],
            again_of=each.again_of,
        )


def not_past(day: datetime.date | None, today: datetime.date) -> datetime.date | None:
    """Return the day by which something is wanted; raise ValidationError where it is past."""
    if day and day < today:
        raise forms.ValidationError("The day it is wanted by must not be in the past")
    return day


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
