"""What is typed about the headings of a paper, and about one section and its parts."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from councils.forms import Retyped
from reports.building import BUILDERS
from reports.editing.sections import Headed, Numbers
from reports.forms.exempt import ExemptForm
from reports.forms.places import in_new_order, place_field, remove_field, sure_field
from reports.models import PaperPart, PaperSection
from reports.outline import holds_words, title_of
from reports.paper.tables import TABLES

_OF_A_ROW = re.compile(r"heading_\d+")
SPARE = 2
MOST = 60


def heading_field(named: str, initial: str = "") -> forms.CharField:
    """Return the question for the words of a heading."""
    return forms.CharField(
        label=f"Words of {named}",
        initial=initial,
        required=False,
        max_length=300,
        error_messages={"max_length": f"Write {named} in 300 characters or fewer"},
    )


class HeadingsForm(Retyped, forms.Form):
    """All headings of a paper: words, places, whether they take a number; and new ones."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, sections: Sequence[PaperSection], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = list(sections)
        most = len(self.sections) + SPARE
        for place, section in enumerate(self.sections, 1):
            self._add(str(section.pk), f"heading {place}", place, most, section)
            self.fields[f"remove_{section.pk}"] = remove_field(f"heading {place}")
        for number in range(1, SPARE + 1):
            self._add(f"new{number}", f"new heading {number}", None, most)
        self.fields["sure"] = sure_field()
        if self.is_bound:
            self._fill_in()

    def _fill_in(self) -> None:
        """Put in headings that others added since the page was opened, as they are saved.

        A form that is shown again for another reason must not offer them empty.
        """
        for place, row in enumerate(self.sections, 1):
            if f"heading_{row.pk}" not in self.data:
                named = {"heading": row.heading, "place": str(place)}
                named |= {"numbered": "on"} if row.numbered else {}
                self.put(**{f"{name}_{row.pk}": value for name, value in named.items()})

    def _add(
        self,
        key: str,
        named: str,
        place: int | None,
        most: int,
        section: PaperSection | None = None,
    ) -> None:
        self.fields[f"place_{key}"] = place_field(named, place, most)
        self.fields[f"heading_{key}"] = heading_field(named, section.heading if section else "")
        self.fields[f"numbered_{key}"] = forms.BooleanField(
            label="Numbered",
            required=False,
            initial=section.numbered if section else True,
            widget=forms.CheckboxInput(attrs={"aria-label": f"Number {named}"}),
        )

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the fields of each heading, those of new ones last."""
        for section in self.sections:
            yield self._row(str(section.pk), section)
        for number in range(1, SPARE + 1):
            yield self._row(f"new{number}", None)

    def _row(self, key: str, section: PaperSection | None) -> dict[str, Any]:
        names = ("place", "heading", "numbered", "remove")
        fields = {name: self[f"{name}_{key}"] for name in names if f"{name}_{key}" in self.fields}
        return fields | {"section": section}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        gone = [row for row in self.sections if data.get(f"remove_{row.pk}")]
        lost = [row.heading for row in gone if any(map(holds_words, row.parts.all()))]
        if lost and not data.get("sure"):
            named = ", ".join(f"“{heading}”" for heading in lost)
            self.add_error("sure", f"Something was written in {named}. Tick to take it out with it")
        return data

    @property
    def asks_whether_sure(self) -> bool:
        return "sure" in self.errors or bool(self.data.get("sure"))

    def take_in(self, seen: str) -> list[str]:
        """Put in the version that is saved now.

        Returns the words typed for headings that others took out.
        """
        sent = self.data
        self.put(seen=seen)
        there = {f"heading_{row.pk}" for row in self.sections}
        typed = {name: words for name, words in sent.items() if _OF_A_ROW.fullmatch(name)}
        return [words for name, words in typed.items() if name not in there and words.strip()]

    def headings(self) -> list[Headed]:
        """Return the headings given in their order, from a valid form."""
        data = self.cleaned_data
        things = [
            *((str(row.pk), self._headed(str(row.pk), row.pk)) for row in self.sections),
            *(
                (f"new{number}", self._headed(f"new{number}", None))
                for number in range(1, SPARE + 1)
                if data[f"heading_new{number}"]
            ),
        ]
        return in_new_order(data, things)

    def _headed(self, key: str, pk: int | None) -> Headed:
        data = self.cleaned_data
        return Headed(pk, data[f"heading_{key}"], data[f"numbered_{key}"])


class SectionForm(ExemptForm):
    """A section: its heading, the order of its parts, and whether it is kept out."""

    heading = forms.CharField(
        label="Heading",
        required=False,
        max_length=300,
        error_messages={"max_length": "Write the heading in 300 characters or fewer"},
    )

    printed_number = forms.CharField(
        label="Number to print in place of its own",
        required=False,
        max_length=40,
        help_text="Left empty, it has the number of its place. Its paragraphs keep that.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"max_length": "Use 40 characters or fewer for the number"},
    )
    starts_again = forms.BooleanField(
        label="Begin the count of paragraphs anew here",
        required=False,
        help_text="In a style that counts them straight through the report.",
    )

    def __init__(
        self, *args: Any, parts: Sequence[PaperPart], is_straight: bool, **kwargs: Any
    ) -> None:
        """`is_straight`: whether the house style counts paragraphs through the whole report."""
        super().__init__(*args, **kwargs)
        if not (is_straight or self.initial["starts_again"]):
            del self.fields["starts_again"]
        self.parts = list(parts)
        for place, part in enumerate(self.parts, 1):
            named = f"part {place}, {title_of(part)}"
            self.fields[f"place_{part.pk}"] = place_field(named, place, len(self.parts))
            self.fields[f"remove_{part.pk}"] = remove_field(named)
        self.fields["sure"] = sure_field()

    def rows(self) -> Iterator[tuple[PaperPart, Any, Any]]:
        """Yield each part with the fields of its place and whether it goes."""
        for part in self.parts:
            yield part, self[f"place_{part.pk}"], self[f"remove_{part.pk}"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        gone = [part for part in self.parts if data.get(f"remove_{part.pk}")]
        if any(map(holds_words, gone)) and not data.get("sure"):
            self.add_error("sure", "Something was written in a part. Tick to take it out with it")
        return data

    @property
    def asks_whether_sure(self) -> bool:
        return "sure" in self.errors or bool(self.data.get("sure"))

    @property
    def has_numbers(self) -> bool:
        """Return whether anything is said of its numbers, or has to be put right."""
        named = [name for name in ("printed_number", "starts_again") if name in self.fields]
        return any(self[name].value() or name in self.errors for name in named)

    def numbers(self) -> Numbers:
        """Return how it is numbered apart from its style, from a valid form."""
        data = self.cleaned_data
        return Numbers(data["printed_number"], data.get("starts_again", False))

    def order(self) -> list[int]:
        """Return the parts that stay, in their order, from a valid form."""
        return in_new_order(self.cleaned_data, [(str(part.pk), part.pk) for part in self.parts])


class AddPartForm(forms.Form):
    """What is put into a section: text, something built from data, or a table."""

    what = forms.ChoiceField(
        label="Add a part",
        error_messages={
            "required": "Select what to add",
            "invalid_choice": "Select what to add from the list",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        what: Any = self.fields["what"]
        what.choices = [
            ("written:", "Text"),
            ("Built from data", [(f"built:{b.name}", b.title) for b in _builders()]),
            ("drafted:drafted", "Paragraphs on progress, proposed and then edited"),
            ("A table to fill in", [(f"table:{t.key}", t.title) for t in TABLES.values()]),
        ]

    def kind_and_of(self) -> tuple[str, str]:
        """Return the kind of part chosen, and what it comes from, from a valid form."""
        kind, _, of = self.cleaned_data["what"].partition(":")
        return kind, of


def _builders() -> list[Any]:
    return sorted(BUILDERS.values(), key=lambda builder: builder.title)
