"""What is typed about a house style: its headings with what stands under each, its front matter."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from councils.forms import Retyped
from reports.building import builder_of
from reports.building import options as kinds
from reports.editing.sections import free_key
from reports.forms.parts import option_field
from reports.forms.places import in_new_order, place_field, remove_field
from reports.forms.sections import AddPartForm, heading_field
from reports.forms.style_look import LABELLED
from reports.models import Clearance
from reports.paper.house_style import FRONT_KEYS, FrontField, Part, Section
from reports.paper.tables import TABLES

SPARE = 2


class StyleHeadingsForm(Retyped, forms.Form):
    """The headings of a style in their order, and new ones."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, sent: Any, *, sections: Sequence[Section], seen: str) -> None:
        super().__init__(sent, initial={"seen": seen})
        self.sections = list(sections)
        most = len(self.sections) + SPARE
        for place, section in enumerate(self.sections):
            self._add(str(place), f"heading {place + 1}", place + 1, most, section)
            self.fields[f"remove_{place}"] = remove_field(f"heading {place + 1}")
        for number in range(1, SPARE + 1):
            self._add(f"new{number}", f"new heading {number}", None, most)

    def _add(
        self, key: str, named: str, place: int | None, most: int, section: Section | None = None
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
        keys = [*map(str, range(len(self.sections))), *(f"new{n}" for n in range(1, SPARE + 1))]
        for key in keys:
            names = ("place", "heading", "numbered", "remove")
            yield {n: self[f"{n}_{key}"] for n in names if f"{n}_{key}" in self.fields}

    def given(self) -> list[Section]:
        """Return the headings in their order, from a valid form."""
        data, taken = self.cleaned_data, {section.key for section in self.sections}
        things = [
            (
                str(at),
                replace(section, heading=data[f"heading_{at}"], numbered=data[f"numbered_{at}"]),
            )
            for at, section in enumerate(self.sections)
        ]
        for number in range(1, SPARE + 1):
            heading = data[f"heading_new{number}"]
            if heading:
                key = free_key(heading, taken)
                taken.add(key)
                things.append(
                    (f"new{number}", Section(key, heading, data[f"numbered_new{number}"]))
                )
        return in_new_order(data, things)


class StyleHeadingForm(Retyped, forms.Form):
    """One heading of a style: what stands under it at first, and whose clearance it needs."""

    numbers_paragraphs = forms.BooleanField(label="Its paragraphs are numbered", required=False)
    starts_again = forms.BooleanField(
        label="The count of paragraphs begins anew here",
        required=False,
        help_text="Where the style counts them straight through the report.",
    )
    lists = forms.ChoiceField(
        label="How are its numbered lists labelled?",
        required=False,
        choices=[("", "As in the rest of the report"), *LABELLED.items()],
        error_messages={"invalid_choice": "Select one from the list"},
    )
    clearances = forms.MultipleChoiceField(
        label="Whose clearance does it need?",
        required=False,
        choices=Clearance.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Select from the list"},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, sent: Any, *, section: Section, seen: str) -> None:
        plain = ("numbers_paragraphs", "starts_again", "lists")
        initial = {name: getattr(section, name) for name in plain}
        initial |= {"clearances": list(section.clearances), "seen": seen}
        super().__init__(sent, initial=initial)
        self.section = section
        offered: Any = AddPartForm().fields["what"]
        for at in range(len(section.parts) + SPARE):
            part = section.parts[at] if at < len(section.parts) else None
            self.fields[f"what_{at}"] = forms.ChoiceField(
                label=f"Part {at + 1}",
                required=False,
                choices=[("", "Nothing"), *offered.choices, *_kept(part, offered)],
                initial=_what(part) if part else "",
                error_messages={"invalid_choice": "Select from the list"},
            )
            self.fields[f"hint_{at}"] = forms.CharField(
                label="What belongs there, said to the writer",
                required=False,
                max_length=500,
                initial=part.hint if part else "",
            )
            for option in _told(part):
                name = f"option_{at}_{option.name}"
                self.fields[name] = option_field(option, None, part.options if part else {})

    def rows(self) -> Iterator[tuple[Any, Any, list[Any]]]:
        """Yield the fields of each part: what it is, its hint, and what its builder is told."""
        for at in range(len(self.section.parts) + SPARE):
            told = [self[f"option_{at}_{option.name}"] for option in _told(self._now(at))]
            yield self[f"what_{at}"], self[f"hint_{at}"], told

    def _now(self, at: int) -> Part | None:
        return self.section.parts[at] if at < len(self.section.parts) else None

    @property
    def asks_more(self) -> bool:
        """Return whether a part was chosen that can be told something, from a valid form."""
        chosen = ((self._now(at), self._part(at)) for at in range(len(self.section.parts) + SPARE))
        return any(
            _told(new) and not (now and _what(now) == _what(new)) for now, new in chosen if new
        )

    def given(self) -> Section:
        """Return the heading with what was typed, from a valid form."""
        data = self.cleaned_data
        parts = [self._part(at) for at in range(len(self.section.parts) + SPARE)]
        return replace(
            self.section,
            numbers_paragraphs=data["numbers_paragraphs"],
            starts_again=data["starts_again"],
            lists=data["lists"],
            clearances=tuple(data["clearances"]),
            parts=tuple(part for part in parts if part),
        )

    def _part(self, at: int) -> Part | None:
        what, hint = self.cleaned_data[f"what_{at}"], self.cleaned_data[f"hint_{at}"]
        if not what:
            return None
        now = self._now(at)
        kind, _, of = what.partition(":")
        return Part(kind, of, self._options(at, now) if now and _what(now) == what else {}, hint)

    def _options(self, at: int, now: Part) -> dict[str, Any]:
        """Return what a builder is told: as typed, and what only a paper can say as before."""
        asked = _told(now)
        sent = {each.name: self.cleaned_data[f"option_{at}_{each.name}"] for each in asked}
        rest = {name: value for name, value in now.options.items() if name not in sent}
        return rest | kinds.read(asked, sent)


def _told(part: Part | None) -> kinds.Options:
    """Return what the builder of a part can be told in a style; () for what is not built."""
    if part is None or part.kind != "built":
        return ()
    return tuple(o for o in builder_of(part.of).options if o.kind in kinds.OF_NO_PAPER)


def _what(part: Part) -> str:
    return f"{part.kind}:{part.of}"


def _kept(part: Part | None, offered: Any) -> list[tuple[str, str]]:
    """Return what a part is now, where that is no longer offered."""
    known = part is None or offered.valid_value(_what(part))
    return [] if known or part is None else [(_what(part), part_title(part))]


def part_title(part: Part) -> str:
    """Return what a part of a style is called on pages."""
    if part.kind == "written":
        return "Text"
    if part.kind == "table":
        return TABLES[part.of].title if part.of in TABLES else part.of
    return builder_of(part.of).title


class StyleFrontForm(Retyped, forms.Form):
    """The front matter of a style: in order, what each line says and how it is labelled."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, sent: Any, *, front: Sequence[FrontField], seen: str) -> None:
        super().__init__(sent, initial={"seen": seen})
        self.front = list(front)
        self.number = len(self.front) + SPARE
        for at in range(self.number):
            held = self.front[at] if at < len(self.front) else None
            place = at + 1 if held else None
            self.fields[f"place_{at}"] = place_field(f"line {at + 1}", place, self.number)
            self.fields[f"key_{at}"] = forms.ChoiceField(
                label=f"What line {at + 1} says",
                required=False,
                choices=[("", "Nothing"), *FRONT_KEYS.items()],
                initial=held.key if held else "",
                error_messages={"invalid_choice": "Select from the list"},
            )
            self.fields[f"label_{at}"] = forms.CharField(
                label=f"Label of line {at + 1}",
                required=False,
                max_length=200,
                initial=held.label if held else "",
                error_messages={"max_length": "Use 200 characters or fewer"},
            )

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the fields of each line."""
        for at in range(self.number):
            yield {name: self[f"{name}_{at}"] for name in ("place", "key", "label")}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for at in range(self.number):
            key = data.get(f"key_{at}")
            if key and key in seen:
                self.add_error(f"key_{at}", f"“{FRONT_KEYS[key]}” stands in another line already")
            seen.add(key or "")
        return data

    def given(self) -> list[FrontField]:
        """Return the lines in their order, from a valid form."""
        data = self.cleaned_data
        things = [
            (str(at), FrontField(data[f"key_{at}"], data[f"label_{at}"]))
            for at in range(self.number)
        ]
        return [line for line in in_new_order(data, things) if line.key]
