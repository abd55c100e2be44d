"""What is typed on the pages of scrutiny."""

from django import forms

from scrutiny.models import Acronym


class AcronymForm(forms.ModelForm):
    """A short form and what it stands for; `seen` is what they were when the page was opened."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Acronym
        fields = ["short", "full"]
        labels = {"short": "Acronym", "full": "In full"}
        help_texts = {"short": "As the plans and updates write it, like MASH"}
        error_messages = {
            "short": {"required": "Enter the acronym, like MASH"},
            "full": {"required": "Enter what it stands for"},
        }

    def validate_unique(self) -> None:
        """Leave it to the database, which two people at once cannot pass."""
