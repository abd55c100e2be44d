"""What is asked of whoever changes something that was agreed."""

from typing import Any

from django import forms

from councils.forms import LongTextField, Retyped


class ReasonForm(Retyped, forms.Form):
    """Why something agreed is changed: asked for once the plan is approved."""

    reason = LongTextField(
        label="Why is it changed?",
        name="why it is changed",
        required_message="Say why it is changed: the plan has been approved",
        rows=2,
        help_text="The plan has been approved. Its history shows what you write here.",
    )

    def __init__(self, *args: Any, reason_wanted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not reason_wanted:
            del self.fields["reason"]
