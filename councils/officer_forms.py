"""What is typed about somebody who can lead in the plans."""

from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.db.models import QuerySet

from councils.forms import Retyped
from councils.models import Officer
from councils.officers import Given

SAME_NAME = "The council has one of this name and post already"


class OfficerForm(Retyped, forms.Form):
    """A person, post, group or partner, with the address e-mails go to."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=Officer.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what it is"},
    )
    name = forms.CharField(
        label="Name",
        max_length=200,
        help_text="Of the person, or the post, group or partner itself.",
        error_messages={"required": "Enter a name"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    post = forms.CharField(label="A person’s post", max_length=200, required=False)
    organisation = forms.CharField(
        label="Organisation", max_length=200, required=False, help_text="Where it is another."
    )
    email = forms.CharField(
        label="E-mail address",
        max_length=254,
        required=False,
        help_text="Reminders go there where they have no account.",
        validators=[EmailValidator("Enter an email address like name@example.com")],
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    groups = forms.ModelMultipleChoiceField(
        label="Posts they hold and groups they are in",
        queryset=Officer.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        error_messages={"invalid_choice": "One of these is no longer there. Select again"},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(
        self, *args: Any, groups: QuerySet[Officer], officer: Officer | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.officer = officer
        field: Any = self.fields["groups"]
        field.queryset = groups
        if not groups or (officer and officer.kind == Officer.Kind.GROUP):
            del self.fields["groups"]  # A group is in no other.
        if officer:
            del self.fields["kind"]

    def given(self) -> Given:
        """Return the officer as typed, from a valid form."""
        data = self.cleaned_data
        kind = self.officer.kind if self.officer else data["kind"]
        words = {name: data[name] for name in ("name", "post", "organisation", "email")}
        groups = list(data["groups"]) if "groups" in data else None
        return Given(kind=kind, groups=groups, **words)
