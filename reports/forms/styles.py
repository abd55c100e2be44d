"""What is typed about a house style: its look and numbering, its headings, its front matter."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from PIL import Image

from actionplans.forms.scales import ColourInput
from actionplans.ratings import LIGHT, contrast
from councils.file_types import NotTaken, clean_name, file_type
from councils.forms import Radios, Retyped
from reports.building import builder_of
from reports.editing.sections import free_key
from reports.editing.styles import Logo
from reports.forms.places import in_new_order, place_field, remove_field
from reports.forms.sections import AddPartForm, heading_field
from reports.models import Clearance, StoredStyle
from reports.paper.house_style import (
    FRONT_KEYS,
    FRONT_LOOKS,
    HEADINGS,
    LABELS,
    PARAGRAPHS,
    FrontField,
    HouseStyle,
    Numbering,
    Part,
    Section,
)
from reports.paper.numbering import label_of
from reports.paper.tables import TABLES

READABLE = 4.5
LOGO_BYTES, LOGO_SIDE = 1024 * 1024, 4000
LOGOS = ("image/png", "image/jpeg")
_HEADINGS = {
    "1.": "1. Purpose, 2. Background",
    "1.0": "1.0 Purpose, 2.0 Background",
    "1": "1 Purpose, 2 Background",
    "": "Purpose, Background: no numbers",
}
_PARAGRAPHS = {
    "1.1": "1.1, 1.2 in the first section, 2.1 in the second",
    "1": "1., 2., 3. straight through the report",
    "": "No numbers",
}
_LABELLED = {label: ", ".join(label_of(n, label) for n in (1, 2, 3)) for label in LABELS}
_LOOKS = {"table": "A table", "lines": "Lines, each with its label"}
_APPENDICES = {
    "Appendix {number}": "Appendix 1, Appendix 2",
    "Appendix {letter}": "Appendix A, Appendix B",
    "Appendix {word}": "Appendix One, Appendix Two",
    "Annex {letter}": "Annex A, Annex B",
    "Appendix": "Appendix",
}


def _choice(label: str, choices: dict[str, str], order: Sequence[str] = ()) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[(value, choices[value]) for value in order or choices],
        widget=Radios(attrs={"class": "govuk-radios--small"}),
        error_messages={"invalid_choice": "Select one from the list"},
    )


class LookForm(Retyped, forms.Form):
    """A style's name, colour, logo and numbering, each choice of numbers with an example."""

    name = forms.CharField(
        label="What is the style called?",
        max_length=200,
        error_messages={
            "required": "Enter what the style is called",
            "max_length": "Call the style something of 200 characters or fewer",
        },
    )
    headings = _choice("How are headings numbered?", _HEADINGS, HEADINGS)
    paragraphs = _choice("How are paragraphs numbered?", _PARAGRAPHS, PARAGRAPHS)
    lists = _choice("How are numbered lists labelled?", _LABELLED, LABELS)
    decisions = _choice("How are recommendations for decision labelled?", _LABELLED, LABELS)
    capitals = forms.BooleanField(label="Headings print in capitals", required=False)
    appendix = _choice("How are appendices labelled?", _APPENDICES)
    front_look = _choice("How does the front matter look?", _LOOKS, FRONT_LOOKS)
    nothing_exempt = forms.CharField(
        label="What does a report without exempt information say of it?",
        max_length=100,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        error_messages={"required": "Enter what it says, like No"},
    )
    colour = forms.CharField(
        label="Colour",
        help_text="Of lines and headings. Words must be readable in it on white paper.",
        validators=[
            RegexValidator(
                r"\A#[0-9a-fA-F]{6}\Z", "Enter the colour as # and six digits, like #10263c"
            )
        ],
        widget=ColourInput(attrs={"class": "app-colour"}),
        error_messages={"required": "Enter the colour as # and six digits, like #10263c"},
    )
    logo = forms.FileField(
        label="Logo",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
        help_text="PNG or JPEG, up to 1 MB. Left empty, the logo stays as it is.",
    )
    logo_words = forms.CharField(
        label="What does the logo say?",
        required=False,
        max_length=200,
        help_text="For who cannot see it, like “Merrowdale Council”.",
    )
    no_logo = forms.BooleanField(label="Take the logo off", required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        sent: Any,
        files: Any,
        *,
        stored: StoredStyle,
        seen: str,
        dropped: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.stored, self.style, self.dropped = stored, stored.style, dropped
        super().__init__(sent, files, initial=self._initial() | {"seen": seen})
        appendix: Any = self.fields["appendix"]
        if self.style.appendix not in _APPENDICES:
            appendix.choices = [*appendix.choices, (self.style.appendix, self.style.appendix)]

    def _initial(self) -> dict[str, Any]:
        style, numbering = self.style, self.style.numbering
        plain = ("name", "capitals", "appendix", "front_look", "nothing_exempt", "colour")
        numbers = ("headings", "paragraphs", "lists", "decisions")
        return {
            **{name: getattr(style, name) for name in plain},
            **{name: getattr(numbering, name) for name in numbers},
            "logo_words": self.stored.logo_words,
        }

    def clean_colour(self) -> str:
        colour = str(self.cleaned_data["colour"]).lower()
        found = contrast(colour, LIGHT)
        if found < READABLE:
            raise ValidationError(
                f"Choose a darker colour: the contrast of this one on white is {found:.1f} to 1, "
                f"and words need {READABLE} to 1"
            )
        return colour

    def clean_logo(self) -> Any:
        file = self.cleaned_data["logo"]
        if self.dropped or (file and file.size > LOGO_BYTES):
            raise ValidationError("The logo is larger than 1 MB. Make it smaller")
        return self._checked(file) if file else None

    @staticmethod
    def _checked(file: Any) -> tuple[bytes, str]:
        """Return a picture's bytes and type, once name, content and size are those of a logo."""
        try:
            found = file_type(clean_name(file.name), file)
        except NotTaken as refused:
            raise ValidationError(str(refused)) from refused
        content = file.read()
        if found.content_type not in LOGOS or not _is_a_picture(content):
            raise ValidationError("This is no PNG or JPEG picture. Save the logo as one of these")
        return content, found.content_type

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        has_logo = data.get("logo") or (self.stored.logo and not data.get("no_logo"))
        if has_logo and not data.get("logo_words"):
            self.add_error("logo_words", "Say what the logo says, for who cannot see it")
        return data

    def given(self) -> HouseStyle:
        """Return the style with what was typed, from a valid form."""
        data = self.cleaned_data
        numbers = ("headings", "paragraphs", "lists", "decisions")
        return replace(
            self.style,
            name=data["name"],
            colour=data["colour"],
            capitals=data["capitals"],
            appendix=data["appendix"] or self.style.appendix,
            front_look=data["front_look"] or self.style.front_look,
            nothing_exempt=data["nothing_exempt"],
            numbering=Numbering(**{name: data[name] or _none(name) for name in numbers}),
        )

    def logo_given(self) -> Logo | None:
        """Return the logo as it is to be; None where nothing of it changes."""
        data = self.cleaned_data
        if data["logo"]:
            content, content_type = data["logo"]
            return Logo(content, content_type, data["logo_words"])
        if data["no_logo"]:
            return Logo(None, "", "")
        if self.stored.logo:
            return Logo(bytes(self.stored.logo), self.stored.logo_type, data["logo_words"])
        return None


def _none(name: str) -> str:
    """Return what holds where nothing was chosen: only headings and paragraphs go without."""
    return "" if name in ("headings", "paragraphs") else LABELS[0]


def _is_a_picture(content: bytes) -> bool:
    """Return whether the bytes are a picture of a sensible size, told from its head alone."""
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            return max(picture.size) <= LOGO_SIDE
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False


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
    lists = forms.ChoiceField(
        label="How are its numbered lists labelled?",
        required=False,
        choices=[("", "As in the rest of the report"), *_LABELLED.items()],
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
        plain = ("numbers_paragraphs", "lists")
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

    def rows(self) -> Iterator[tuple[Any, Any]]:
        """Yield the two fields of each part."""
        for at in range(len(self.section.parts) + SPARE):
            yield self[f"what_{at}"], self[f"hint_{at}"]

    def given(self) -> Section:
        """Return the heading with what was typed, from a valid form."""
        data = self.cleaned_data
        parts = [self._part(at) for at in range(len(self.section.parts) + SPARE)]
        return replace(
            self.section,
            numbers_paragraphs=data["numbers_paragraphs"],
            lists=data["lists"],
            clearances=tuple(data["clearances"]),
            parts=tuple(part for part in parts if part),
        )

    def _part(self, at: int) -> Part | None:
        what, hint = self.cleaned_data[f"what_{at}"], self.cleaned_data[f"hint_{at}"]
        if not what:
            return None
        now = self.section.parts[at] if at < len(self.section.parts) else None
        # What is built as before is told what it was told before.
        options = now.options if now and _what(now) == what else {}
        kind, _, of = what.partition(":")
        return Part(kind, of, options, hint)


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
