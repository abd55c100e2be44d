"""What an officer answers to a flag."""

from django import forms

from councils.forms import LongTextField


class AnswerForm(forms.Form):
    """An answer to a flag, for members to read."""

    text = LongTextField(
        label="Your answer",
        name="your answer",
        help_text="Members can read it under the flag, with your name and the day.",
        required_message="Enter your answer",
        rows=8,
    )
    last_seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
