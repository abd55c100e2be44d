"""What is asked about a name that nobody here has yet."""

from django import forms

from councils.models import Officer

MOST_OF_A_NAME = 200
LONG_NAME = "Write each name in 200 characters or fewer"
SAY_WHAT = "Say what “{}” is, or correct the name above"


def kind_field(name: str) -> forms.ChoiceField:
    """Return the question what a new name is: a person, a post, a group or a partner."""
    return forms.ChoiceField(
        label=f"“{name}” is not known here. What is it?",
        required=False,
        choices=[("", "Select, or correct the name"), *Officer.Kind.choices],
    )
