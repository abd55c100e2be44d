"""What the site operator gives with a national table."""

from django import forms

from councils.forms import DayField
from inspections.outcomes.reading import LARGEST, TOO_BIG


class OutcomesForm(forms.Form):
    """A table of outcomes, and the day it tells of."""

    file = forms.FileField(
        label="The table",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="Excel (.xlsx) or CSV. Which table it is, is known by its columns.",
        error_messages={"required": "Choose a table of outcomes"},
    )
    as_at = DayField(
        label="The day it tells of",
        name="the day it tells of",
        required=False,
        help_text="Leave it empty for the day of its newest report.",
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(TOO_BIG)
        return file
