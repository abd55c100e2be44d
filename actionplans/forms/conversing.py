"""What is asked about an action, said of it, and answered."""

from typing import Any

from django import forms

from actionplans.models import Answer
from councils.forms import LongTextField


class AskForm(forms.Form):
    """A question to whoever is to answer it, or a comment."""

    text = LongTextField(
        label="Your question or comment",
        name="your question or comment",
        help_text="Officers can read it with the action; members and papers do not show it. "
        "Do not name a child: it can go out by e-mail.",
        required_message="Enter your question or comment",
        rows=6,
    )
    wants_answer = forms.BooleanField(required=False)


class ReplyForm(forms.Form):
    """An answer to a question, or a word more on it."""

    text = LongTextField(
        label="Your answer",
        name="your answer",
        help_text="It stands under the question, with your name and the day, and goes to who "
        "asked by e-mail. Do not name a child.",
        required_message="Enter your answer",
        rows=8,
    )
    said_by = forms.CharField(
        label="Who said it, if not you?",
        max_length=200,
        required=False,
        help_text="A name or a post, for an answer you had by e-mail, telephone or at a meeting.",
    )
    turn = forms.ChoiceField(
        label="What becomes of your question?",
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (Answer.Turn.NONE, "It stays as it is"),
            (Answer.Turn.ASKS, "I need an answer: write to who is to give it"),
            (Answer.Turn.CLOSES, "It needs no answer any more"),
        ],
    )
    # The newest answer that stood on the page.
    last_seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, enters: bool, asked_it: bool, **kwargs: Any) -> None:
        """`enters`: may enter what somebody else said; `asked_it`: it is their own question."""
        super().__init__(*args, **kwargs)
        if not enters:
            del self.fields["said_by"]
        if not asked_it:
            del self.fields["turn"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("said_by") and data.get("turn"):
            self.add_error("turn", "What somebody else said is an answer: leave this as it is")
        return data
