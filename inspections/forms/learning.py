"""The form by which one searches what others' inspections said."""

from typing import Any

from django import forms

from inspections.frameworks import FRAMEWORKS
from inspections.learning.searching import Asked
from inspections.learning.themes import BY_KEY, THEMES

_GRADES = {
    grade.key: " or ".join(
        dict.fromkeys(
            g.label for f in FRAMEWORKS.values() for g in f.grades if g.key == grade.key and f.areas
        )
    )
    for framework in FRAMEWORKS.values()
    for grade in framework.grades
    if framework.kind in ("childrens_services", "area_send")
}


class LearningForm(forms.Form):
    """Words, a theme, and what narrows them down. All of it may be left empty."""

    q = forms.CharField(
        label="Words",
        required=False,
        max_length=200,
        help_text="Put words that belong together in quotation marks: "
        "“corporate parenting”. A minus before a word leaves it out.",
    )
    theme = forms.ChoiceField(
        label="Theme", required=False, choices=[("", "Any"), *((t.key, t.name) for t in THEMES)]
    )
    framework = forms.ChoiceField(
        label="Framework",
        required=False,
        choices=[("", "Any"), *((f.key, f.short_name) for f in FRAMEWORKS.values() if f.starts)],
    )
    area = forms.ChoiceField(label="Judgement", required=False)
    grade = forms.ChoiceField(
        label="Grade of that judgement",
        required=False,
        choices=[("", "Any"), *_GRADES.items()],
    )
    region = forms.ChoiceField(label="Region", required=False)

    def __init__(
        self, data: Any, *, areas: list[tuple[str, str]], regions: list[str], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.fields["area"].choices = [("", "Any"), *areas]  # type: ignore[attr-defined]
        self.fields["region"].choices = [  # type: ignore[attr-defined]
            ("", "Any"),
            *((region, region) for region in regions),
        ]

    @property
    def asked(self) -> Asked:
        """Return what is asked for; only for a valid form."""
        said = dict(self.cleaned_data)
        return Asked(words=said.pop("q"), **said)

    @property
    def theme_name(self) -> str:
        """Return the chosen theme in words; "" for none."""
        return BY_KEY[self.asked.theme].name if self.asked.theme else ""
