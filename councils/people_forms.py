"""What an administrator types about people: invitations, roles, leaving, and filters."""

import datetime
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.db.models import QuerySet

from councils.forms import DayField, Retyped
from councils.models import Invitation, Officer, RegisterEntry, User
from councils.roles import Role

MAY_DO = {
    Role.ADMINISTRATOR: "invites people, changes roles, reads the register",
    Role.PLAN_MANAGER: "sets plans up, accepts updates",
    Role.LEAD_OFFICER: "reports progress on what they lead",
    Role.DIRECTOR: "reads everything, reports and answers flags",
    Role.DEMOCRATIC_SERVICES: "reads everything, makes papers",
    Role.SCRUTINY_MEMBER: "reads what is accepted",
    Role.READER: "reads what is accepted",
}
ROLES = [(role.value, f"{role.label}: {does}") for role, does in MAY_DO.items()]
NOBODY, SOMEBODY_NEW = "", "new"
LEFT = "left"
SAME_NAME = (
    "The plans have somebody of this name. Select them here, or write the name so that "
    "the two can be told apart"
)


def _roles_field(label: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=ROLES,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        error_messages={"required": "Select at least one role"},
    )


def _officer_words(officer: Officer) -> str:
    words = f"{officer}, {officer.post}" if officer.post else str(officer)
    return f"{words} (until {officer.last_day:%-d %B %Y})" if officer.last_day else words


class InviteForm(forms.Form):
    """Who is invited, to what, and who they are in the plans."""

    name = forms.CharField(
        label="Name",
        max_length=200,
        error_messages={"required": "Enter their name"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.CharField(
        label="Work email address",
        max_length=254,
        error_messages={"required": "Enter their email address"},
        validators=[EmailValidator("Enter an email address like name@example.com")],
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    roles = _roles_field("What will they do here?")
    officer = forms.ChoiceField(
        label="Who are they in the plans?",
        required=False,
        help_text="What this person leads will be their work when they sign in.",
    )

    def __init__(
        self,
        *args: Any,
        officers: QuerySet[Officer],
        members: QuerySet[User],
        invited: QuerySet[Invitation],
        taken_names: QuerySet[Officer],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.officers = {str(officer.pk): officer for officer in officers}
        self.members, self.invited, self.taken_names = members, invited, taken_names
        officer: Any = self.fields["officer"]
        officer.choices = [
            (NOBODY, "Nobody: they lead nothing yet"),
            (SOMEBODY_NEW, "Somebody new, under the name above"),
            *((pk, _officer_words(one)) for pk, one in self.officers.items()),
        ]

    # Set when the address was invited already: the page leads there.
    earlier: Invitation | None = None

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        member = self.members.filter(email=email).first()
        if member:
            raise forms.ValidationError(f"{member} has an account here. Change their roles instead")
        self.earlier = self.invited.filter(email=email).first()
        if self.earlier:
            on = f"{self.earlier.sent_at:%-d %B %Y}"
            raise forms.ValidationError(
                f"This address was invited on {on}. Send that invitation again, or withdraw it"
            )
        return email

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        is_new = data.get("officer") == SOMEBODY_NEW
        if is_new and self.taken_names.filter(name=data.get("name", ""), post="").exists():
            self.add_error("officer", SAME_NAME)
        return data


class RolesForm(Retyped, forms.Form):
    """Somebody's roles. Whoever changes their own says that they mean it."""

    roles = _roles_field("Roles")
    confirmed = forms.BooleanField(
        label="These are my own roles, and I mean to change them", required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not own:
            del self.fields["confirmed"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        changes = set(data.get("roles", [])) != set(filter(None, data.get("seen", "").split(",")))
        if "confirmed" in self.fields and changes and not data.get("confirmed"):
            self.add_error("confirmed", "Tick this to change your own roles")
        return data


class LinkForm(forms.Form):
    """Which person in the plans somebody is."""

    officer = forms.ModelChoiceField(
        label="Name in the plans",
        queryset=Officer.objects.none(),
        empty_label="Select a name",
        error_messages={
            "required": "Select a name",
            "invalid_choice": "Somebody linked this name with an account meanwhile",
        },
    )

    def __init__(self, *args: Any, officers: QuerySet[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officer: Any = self.fields["officer"]
        officer.queryset = officers
        officer.label_from_instance = _officer_words


class LeaveForm(forms.Form):
    """The last day of somebody who leaves."""

    last_day = DayField(label="What is their last day?", name="their last day")

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_last_day(self) -> datetime.date:
        last_day: datetime.date = self.cleaned_data["last_day"]
        if last_day > self.today:
            raise forms.ValidationError(
                "Their last day must be today or in the past: the account closes at once"
            )
        return last_day


class PeopleFilter(forms.Form):
    """Which people are listed. What makes no sense narrows nothing."""

    q = forms.CharField(
        label="Name or email address",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    role = forms.ChoiceField(
        label="Role", required=False, choices=[("", "Any"), *Role.choices, (LEFT, "Has left")]
    )


class RegisterFilter(forms.Form):
    """Which entries of the register are listed."""

    q = forms.CharField(
        label="Name or email address",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(
        label="What happened",
        required=False,
        choices=[("", "Anything"), *RegisterEntry.Kind.choices],
    )
