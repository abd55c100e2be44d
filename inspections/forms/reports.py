"""What somebody gives with a report, and what they say of one that names another council."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet

from councils.models import Council


class ReportForm(forms.Form):
    """A report to be read; the site operator says of which council."""

    council = forms.ModelChoiceField(
        label="Which council was inspected?",
        queryset=Council.objects.none(),
        empty_label="Select",
        error_messages={"required": "Select which council was inspected"},
    )
    file = forms.FileField(
        label="The report",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        error_messages={"required": "Choose the report"},
    )

    def __init__(
        self, *args: Any, councils: QuerySet[Council] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        most = f"The PDF as Ofsted publishes it, up to {settings.EVIDENCE_MAX_MB} MB."
        self.fields["file"].help_text = most
        if councils is None:
            del self.fields["council"]
        else:
            choice: Any = self.fields["council"]
            choice.queryset = councils

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the file, in place of that there is none."""
        self.errors.pop("file", None)
        self.add_error("file", sentence)


class OursForm(forms.Form):
    """Says plainly that a report which names another council is this one's."""

    is_ours = forms.BooleanField()

    def __init__(self, *args: Any, ours: str, named: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["is_ours"]
        field.label = f"It is {ours}’s all the same: the report names it {named}"
        field.error_messages["required"] = (
            f"Tick this if the report is {ours}’s, or drop the report"
        )
