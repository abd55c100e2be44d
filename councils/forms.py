"""Form fields that ask as GOV.UK asks: a day in three parts, and text with a stated limit."""

import datetime
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
PARTS = ("day", "month", "year")
FIRST_YEAR, LAST_YEAR = 1989, 2100

TEXT_LIMIT = 20_000
LINE_LIMIT = 500


class DayInput(forms.MultiWidget):
    """GOV.UK's date input: day, month and year, kept as typed until they make a day."""

    template_name = "django/forms/widgets/day.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in PARTS}, attrs)

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, datetime.date):
            return [value.day, value.month, value.year]
        return ["", "", ""]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widgets = zip(PARTS, context["widget"]["subwidgets"], strict=True)
        for part, widget in widgets:
            widget.update(label=part.capitalize(), width="4" if part == "year" else "2")
        return context

    def use_required_attribute(self, initial: Any) -> bool:
        return False

    @staticmethod
    def part_of_error(errors: ErrorList) -> int:
        """Return the place of the part the first error is about; the day when it is about all."""
        codes = [error.code for error in errors.as_data()]
        return PARTS.index(codes[0]) if codes and codes[0] in PARTS else 0


class DayField(forms.Field):
    """A day typed in three parts. Returns a `datetime.date`, or None when left blank.

    `name` is how messages speak of it: "the new date". The year needs four digits; the
    month may be a name.
    """

    widget = DayInput

    def __init__(self, *, name: str = "the date", **kwargs: Any) -> None:
        self.name = name
        kwargs.setdefault("help_text", "For example, 30 9 2026")
        kwargs.setdefault(
            "error_messages",
            {"required": f"Enter {name}, like 30 9 2026", "invalid": ""},
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> datetime.date | None:
        day = self.to_python(value)
        self.validate(day)
        self.run_validators(day)
        return day

    def to_python(self, value: Any) -> datetime.date | None:
        """Return the day; raise ValidationError that says which part to mend."""
        if isinstance(value, datetime.date):
            return value
        parts = [str(part or "").strip() for part in value or []]
        if not any(parts):
            return None
        self._complete(parts)
        return self._day_of(_month(parts[1]), *_numbers(parts[0], parts[2]))

    def _complete(self, parts: Sequence[str]) -> None:
        missing = [part for part, text in zip(PARTS, parts, strict=True) if not text]
        if missing:
            named = " and ".join(f"a {part}" for part in missing)
            start = self.name[:1].upper() + self.name[1:]
            raise ValidationError(f"{start} must include {named}", code=missing[0])

    def _day_of(self, month: int, day: int, year: int) -> datetime.date:
        try:
            return datetime.date(year, month, day)
        except ValueError:
            message = f"There is no {day} {MONTHS[month - 1]} {year}"
            raise ValidationError(message, code="day") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


def _month(text: str) -> int:
    if re.fullmatch(r"[0-9]{1,2}", text):
        number = int(text)
        if 1 <= number <= len(MONTHS):
            return number
    start = text.rstrip(".").lower()
    named = [n for n, month in enumerate(MONTHS, 1) if month.lower().startswith(start)]
    if len(start) >= 3 and len(named) == 1:
        return named[0]
    message = "Enter the month as a number from 1 to 12, or its name, like 9 or September"
    raise ValidationError(message, code="month")


def _numbers(day: str, year: str) -> tuple[int, int]:
    day_found = re.fullmatch(r"([0-9]{1,2})(st|nd|rd|th)?", day.lower())
    if not day_found:
        raise ValidationError("Enter the day as a number, like 30", code="day")
    if not re.fullmatch(r"[0-9]{4}", year):
        raise ValidationError("Enter the year with four digits, like 2026", code="year")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise ValidationError(f"Enter a year from {FIRST_YEAR} to {LAST_YEAR}", code="year")
    return int(day_found[1]), int(year)


class LongTextField(forms.CharField):
    """Text of up to 20,000 characters and 500 lines, line ends as one character.

    The browser is told no limit, since it would cut a pasted text without a word; the
    message says by how much it is too long, and the text stays. `name` is how messages
    speak of it: "what has happened".
    """

    widget = forms.Textarea

    def __init__(
        self,
        *,
        name: str,
        required_message: str = "",
        limit: int = TEXT_LIMIT,
        rows: int = 5,
        **kwargs: Any,
    ) -> None:
        self.name, self.limit = name, limit
        kwargs.setdefault("error_messages", {"required": required_message or f"Enter {name}"})
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text = re.sub(r"\r\n?", "\n", super().to_python(value) or "")
        start = self.name[:1].upper() + self.name[1:]
        if len(text) > self.limit:
            raise ValidationError(
                f"{start} must be {self.limit:,} characters or fewer: it has {len(text):,}",
                code="too_long",
            )
        if text.count("\n") >= LINE_LIMIT:
            raise ValidationError(f"{start} must be {LINE_LIMIT} lines or fewer", code="too_long")
        return text


class Radios(forms.RadioSelect):
    """GOV.UK radios. `hints` gives a line under an option, by the option's value."""

    def __init__(self, *args: Any, hints: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        if option["hint"] and option["attrs"].get("id"):
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_hint"
        return option


class Retyped:
    """A form that can hold other values than those typed when its page is shown again."""

    data: Any

    def put(self, **values: str) -> None:
        """Put other values into the page than those typed."""
        data = self.data.copy()
        for name, value in values.items():
            data[name] = value
        self.data = data


def typed_in(form: forms.Form) -> list[tuple[str, str]]:
    """Return what was typed, by the labels of the fields: to be shown where it was not saved.

    Choices say their words, files their names; what was left empty is left out.
    """
    found = ((str(field.label), _typed(field)) for field in form.visible_fields())
    return [(label, value) for label, value in found if value.strip()]


def _typed(field: forms.BoundField) -> str:
    # A field for a file has no value of what was sent.
    value = field.data if isinstance(field.field, forms.FileField) else field.value()
    if isinstance(value, list):
        return " ".join(str(part or "") for part in value)
    choices = getattr(field.field, "choices", ())
    words = {str(key): str(said) for key, said in choices}
    return words.get(str(value), str(value or ""))
