"""What is asked about an action, said of it, and answered."""

from django import forms

from councils.forms import LongTextField


class AskForm(forms.Form):
    """A question to whoever is to answer it, or a comment."""

    text = LongTextField(
        label="Your question or comment",
        name="your question or comment",
        help_text="Officers can read it with the action; members and papers do not show it.",
        required_message="Enter your question or comment",
        rows=6,
    )
    wants_answer = forms.BooleanField(required=False)


class ReplyForm(forms.Form):
    """An answer to a question, or a word more on it."""

    text = LongTextField(
        label="Your answer",
        name="your answer",
        help_text="It stands under the question, with your name and the day.",
        required_message="Enter your answer",
        rows=8,
    )
    # The newest answer that stood on the page.
    last_seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
