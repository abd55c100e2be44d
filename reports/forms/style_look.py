"""What is typed about how a house style numbers and looks: each choice with an example."""

import io
from collections.abc import Sequence
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
from reports.editing.styles import Logo
from reports.models import StoredStyle
from reports.paper.house_style import (
    FRONT_LOOKS,
    HEADINGS,
    LABELS,
    PARAGRAPHS,
    HouseStyle,
    Numbering,
)
from reports.paper.numbering import label_of

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
LABELLED = {label: ", ".join(label_of(n, label) for n in (1, 2, 3)) for label in LABELS}
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
    lists = _choice("How are numbered lists labelled?", LABELLED, LABELS)
    decisions = _choice("How are recommendations for decision labelled?", LABELLED, LABELS)
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
