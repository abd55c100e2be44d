"""What keeps something out of the public paper: the paragraph, and why."""

from typing import Any

from django import forms

from councils.forms import LongTextField, Retyped
from reports.editing.sections import Exempt
from reports.models.papers import EXEMPT_PARAGRAPHS

PARAGRAPHS = [("", "It is public")] + [
    (str(under), f"{under}. {words}") for under, words in EXEMPT_PARAGRAPHS.items()
]


class ExemptForm(Retyped, forms.Form):
    """The marks of something that may be exempt, and the version its page was opened with."""

    exempt_under = forms.TypedChoiceField(
        label="Kept out of the public report under which paragraph of Schedule 12A?",
        choices=PARAGRAPHS,
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "Select a paragraph from the list"},
    )
    exempt_because = LongTextField(
        label="Why does the public interest favour that?",
        name="why the public interest favours that",
        required=False,
        rows=3,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "exempt_under" in self.errors or "exempt_because" in self.errors:
            return data
        if data.get("exempt_under") and not data.get("exempt_because"):
            self.add_error("exempt_because", "Say why the public interest favours keeping it out")
        if data.get("exempt_because") and not data.get("exempt_under"):
            self.add_error("exempt_under", "Select the paragraph under which it is kept out")
        return data

    @property
    def exempt(self) -> Exempt:
        """Return the marks given, from a valid form."""
        return Exempt(self.cleaned_data["exempt_under"], self.cleaned_data["exempt_because"])

    @property
    def has_exempt(self) -> bool:
        """Return whether it is marked, or the marks are wrong: they are then shown open."""
        wrong = {"exempt_under", "exempt_because"} & set(self.errors)
        return bool(wrong or self["exempt_under"].value() or self["exempt_because"].value())


def exempt_initial(row: Any) -> dict[str, Any]:
    """Return the marks of a row as a form begins with them."""
    return {"exempt_under": row.exempt_under, "exempt_because": row.exempt_because}
