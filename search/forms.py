"""The form by which one searches: words, and what narrows them down."""

from collections.abc import Sequence
from typing import Any

from django import forms

from councils.access import Access
from councils.forms import PARTS, DayField
from search.kinds import KINDS
from search.readers import OTHERS
from search.searching import Asked
from search.sources import Days

MOST = 200


class WordsField(forms.CharField):
    """Words to look for, white space made single. What is too long is told, and stays as typed."""

    def to_python(self, value: Any) -> str:
        words = " ".join((super().to_python(value) or "").replace("\0", " ").split())
        if len(words) > MOST:
            text = f"Search for {MOST} characters or fewer: you typed {len(words):,}"
            raise forms.ValidationError(text, code="too_long")
        return words


class SearchForm(forms.Form):
    """What is searched for. All of it may be left empty."""

    q = WordsField(
        label="Search for",
        required=False,
        help_text="Words, or a number like R4 or action 16. Put words that belong together in "
        "quotation marks: “care leavers”. A minus before a word leaves it out.",
    )
    kind = forms.ChoiceField(
        label="What",
        required=False,
        error_messages={"invalid_choice": "Choose what to look for from the list"},
        choices=[("", "Everything"), *((kind.key, kind.name) for kind in KINDS)],
    )
    council = forms.ChoiceField(
        label="Council",
        required=False,
        error_messages={"invalid_choice": "Choose a council from the list"},
    )
    since = DayField(label="From", name="the first day", required=False)
    until = DayField(label="To", name="the last day", required=False)

    def __init__(self, data: Any, *, mine: Sequence[Access], **options: Any) -> None:
        super().__init__(data, **options)
        if not mine:
            del self.fields["council"]
            return
        own = [(access.council.slug, access.council.name) for access in mine]
        others = (OTHERS, "Inspections of other councils")
        self.fields["council"].choices = [("", "All"), *own, others]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must be the same as or after the first day")
        return data

    @property
    def asked(self) -> Asked:
        """Return what is asked for; only for a valid form."""
        data = self.cleaned_data
        return Asked(data["q"], data["kind"], Days(data["since"], data["until"]))

    @property
    def has_days(self) -> bool:
        """Return whether days narrow it down, or were mistyped, so that their fields are shown."""
        names = [f"{name}_{part}" for name in ("since", "until") for part in PARTS]
        return any(self.data.get(name) for name in names)
