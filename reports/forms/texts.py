"""The texts of a paper that nobody has written yet, each with its hint."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms

from councils.forms import LongTextField, Retyped
from reports.editing.sections import part_of
from reports.editing.texts import Last, Typed
from reports.editing.versions import version_of
from reports.forms.parts import WRITTEN_LIMIT
from reports.models import PaperPart


class TextsForm(Retyped, forms.Form):
    """A text for each part given, and the version of it that the page showed.

    `last`: what the paper before said, by section and place (see `last_words`): it can be taken.
    """

    def __init__(
        self,
        sent: Any,
        *,
        parts: Sequence[PaperPart],
        last: Mapping[tuple[str, int], Last],
    ) -> None:
        super().__init__(sent)
        self.parts = list(parts)
        self.last = {
            p.pk: last[p.section.key, p.order] for p in parts if (p.section.key, p.order) in last
        }
        for part in self.parts:
            heading = part.section.heading or "Section without a heading"
            self.fields[f"text_{part.pk}"] = LongTextField(
                label=heading,
                name=f"the text of “{heading}”",
                help_text=part.hint,
                required=False,
                rows=4,
                limit=WRITTEN_LIMIT,
            )
            seen = forms.CharField(
                widget=forms.HiddenInput, required=False, initial=version_of(part_of(part))
            )
            self.fields[f"seen_{part.pk}"] = seen
            if part.pk in self.last:
                self.fields[f"same_{part.pk}"] = self._same(self.last[part.pk])

    @staticmethod
    def _same(last: Last) -> forms.Field:
        label = f"Say what “{last.title}” said"
        return forms.BooleanField(label=label, required=False, help_text=last.text)

    def rows(self) -> Iterator[tuple[PaperPart, Any, Any, Any]]:
        """Yield each part with the fields of its text, of the version seen, and of last words."""
        for part in self.parts:
            same = self[f"same_{part.pk}"] if part.pk in self.last else None
            yield part, self[f"text_{part.pk}"], self[f"seen_{part.pk}"], same

    def typed(self) -> list[Typed]:
        """Return what was typed or taken, from a valid form; what was left empty stays so.

        What is typed goes before what is taken.
        """
        data = self.cleaned_data
        texts = ((part, data[f"text_{part.pk}"] or self._taken(part)) for part in self.parts)
        return [Typed(part, text, data[f"seen_{part.pk}"]) for part, text in texts if text.strip()]

    def _taken(self, part: PaperPart) -> str:
        return self.last[part.pk].text if self.cleaned_data.get(f"same_{part.pk}") else ""
