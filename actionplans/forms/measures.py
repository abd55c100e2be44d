"""What a manager types about a measure, a reading or a risk."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.html import format_html

from actionplans.measures_rule import number_words
from actionplans.models import Action, Measure, MeasureBand, Risk
from councils.forms import DayField, LongTextField, Radios

LARGEST = Decimal("9999999999.99")
USUAL_BANDS = (
    ("Unmet", False),
    ("Met", True),
    ("Exceeded", True),
    ("Significantly exceeded", True),
)
SPARE_BANDS = 2
MOST_BANDS = 40


class NumberField(forms.CharField):
    """A number as people write it: 72.5, 1,250, −3, 45%, £900. Returns a Decimal, or None.

    `name` is how messages speak of it: "the baseline".
    """

    def __init__(self, *, name: str, **kwargs: Any) -> None:
        self.name = name
        attrs = {"inputmode": "decimal", "class": "govuk-input--width-10"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return number_words(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Return the number; raise ValidationError that says what to type instead."""
        text = super().to_python(value) or ""
        text = re.sub(r"[\s,£$€]|%$", "", text.replace("−", "-"))
        if not text:
            return None
        start = self.name[:1].upper() + self.name[1:]
        if not re.fullmatch(r"-?(\d+\.?\d*|\.\d+)", text, re.ASCII):
            raise ValidationError(f"{start} must be a number, like 72.5", code="invalid")
        number = Decimal(text)
        if abs(number) > LARGEST:
            raise ValidationError(f"{start} must be {LARGEST:,} or less", code="too_large")
        if round(number, 2) != number:
            raise ValidationError(f"{start} must have two decimal places or fewer", code="decimals")
        return number

    def run_validators(self, value: Any) -> None:
        """Leave it at what `to_python` refuses: CharField's own checks are about texts."""


def not_later(day: datetime.date | None, today: datetime.date, name: str) -> None:
    """Raise ValidationError when `day` is in the future."""
    if day and day > today:
        raise ValidationError(f"{name} must be today or in the past")


class ReadingForm(forms.Form):
    """What a measure stands at on a day: a number, words, the band reached, or several."""

    value = NumberField(label="What does it stand at?", name="what it stands at", required=False)
    words = LongTextField(
        label="In words",
        name="what it stands at in words",
        rows=3,
        required=False,
        help_text="Where there is no number, or what the reader should know about it.",
    )
    band = forms.ChoiceField(
        label="Which band is reached?",
        required=False,
        error_messages={"invalid_choice": "Select one of the bands of this measure"},
    )
    day = DayField(label="On which day?", name="the day")
    last_seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, *args: Any, bands: Sequence[MeasureBand], unit: str, today: datetime.date, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.bands = {str(band.pk): band for band in bands}
        self.today = today
        if unit:
            # Hints are marked safe where they are shown.
            self.fields["value"].help_text = format_html("In {}.", unit)
        self._offer_bands()

    def _offer_bands(self) -> None:
        if not self.bands:
            del self.fields["band"]
            return
        field = self.fields["band"]
        hints = {key: _band_hint(band) for key, band in self.bands.items()}
        field.widget = Radios(hints=hints | {"": "It is shown as not said."})
        choices = [(key, band.label) for key, band in self.bands.items()]
        field.choices = [*choices, ("", "Leave it open")]  # type: ignore[attr-defined]

    def clean_day(self) -> datetime.date:
        not_later(self.cleaned_data["day"], self.today, "The day")
        day: datetime.date = self.cleaned_data["day"]
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        said = [name for name in ("value", "words", "band") if name in self.fields]
        empty = all(data.get(name) in (None, "") for name in said)
        if empty and not any(name in self.errors for name in said):
            last = ", or select the band reached" if "band" in self.fields else ""
            self.add_error("value", f"Enter what it stands at, as a number or in words{last}")
        return data

    def given(self) -> dict[str, Any]:
        """Return what was given, for `record_reading`, from a valid form."""
        data = self.cleaned_data
        band = self.bands.get(data.get("band") or "")
        return {"value": data["value"], "words": data["words"], "band": band, "day": data["day"]}


def _band_hint(band: MeasureBand) -> str:
    by = f"by {band.due:%-d %B %Y}" if band.due else ""
    return ", ".join(part for part in (band.words, by) if part)


class MeasureForm(forms.Form):
    """The words of a measure, and of its bands: as many as there are, and some to spare."""

    title = forms.CharField(
        label="What is measured?",
        max_length=300,
        error_messages={"required": "Say what is measured"},
        help_text="Like “Assessments finished within 45 working days”.",
    )
    action = forms.ModelChoiceField(
        label="Is it of the whole plan, or of one action?",
        queryset=Action.objects.none(),
        required=False,
        empty_label="The whole plan",
        error_messages={"invalid_choice": "Select an action of this plan"},
    )
    unit = forms.CharField(
        label="In which unit?",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        help_text="Like %, days or children. Leave it blank where it is not a number.",
    )
    better = forms.ChoiceField(
        label="Which way is better?",
        choices=[
            (Measure.Better.HIGHER.value, "Higher"),
            (Measure.Better.LOWER.value, "Lower"),
            (Measure.Better.NOT_STATED.value, "Neither, or it is not a number"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select which way is better"},
    )
    baseline_value = NumberField(
        label="What did it stand at to begin with?",
        name="the baseline",
        required=False,
        help_text="As a number. This is the baseline.",
    )
    baseline_words = LongTextField(
        label="The baseline in words", name="the baseline in words", rows=2, required=False
    )
    baseline_on = DayField(
        label="On which day was that?", name="the day of the baseline", required=False
    )
    target_value = NumberField(
        label="What is it to reach?",
        name="the target",
        required=False,
        help_text="As a number. This is the target.",
    )
    target_on = DayField(label="By which day?", name="the day of the target", required=False)
    printed_target = forms.CharField(
        label="By when, in the plan’s own words",
        max_length=300,
        required=False,
        help_text="Like “September 2016”. It is printed in place of the day.",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(
        self,
        *args: Any,
        actions: Iterable[Action],
        bands: Sequence[MeasureBand] = (),
        in_use: Iterable[int] = (),
        titles: Iterable[tuple[str, int | None]] = (),
        today: datetime.date,
        is_new: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.taken = {(title.casefold(), action) for title, action in titles}
        self.fields["action"].queryset = actions  # type: ignore[attr-defined]
        self.fields["action"].label_from_instance = _action_words  # type: ignore[attr-defined]
        self.stored = {str(band.pk): band for band in bands}
        self.in_use = set(in_use)
        self._rows(bands, is_new)

    def _rows(self, bands: Sequence[MeasureBand], is_new: bool) -> None:
        """Add the fields of each band: those typed; else those there are, or the usual four,
        and some to spare.
        """
        rows: list[dict[str, Any]] = [_initial(band) for band in bands]
        if is_new:
            rows = [{"label": label, "is_met": met} for label, met in USUAL_BANDS]
        rows += [{}] * SPARE_BANDS
        if self.is_bound:
            rows = self._typed_rows()
        self.number_of_bands = len(rows)
        for number, row in enumerate(rows, 1):
            fields = _band_fields(number, locked=row.get("pk") in self.in_use)
            for name, field in fields.items():
                field.initial = number if name == "place" and row else row.get(name)
                self.fields[f"band_{number}_{name}"] = field

    def _typed_rows(self) -> list[dict[str, Any]]:
        """Return, for each band that was sent, what is stored of it; each stored band once."""
        sent = [n for n in range(1, MOST_BANDS + 1) if f"band_{n}_pk" in self.data]
        left, rows = dict(self.stored), []
        for number in range(1, max(sent, default=0) + 1):
            band = left.pop(self.data.get(f"band_{number}_pk", ""), None)
            rows.append(_initial(band) if band else {})
        return rows

    @property
    def band_rows(self) -> Iterator[dict[str, Any]]:
        """Yield the fields of each band by their short names, with what the page must know."""
        for number in range(1, self.number_of_bands + 1):
            row: dict[str, Any] = {name: self[f"band_{number}_{name}"] for name in BAND_FIELDS}
            more = (row["value"], row["due"])
            yield row | {
                "number": number,
                "is_spare": not _stands(row["label"]),
                "is_open": any(_stands(field) for field in more),
            }

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_baseline_on(self) -> datetime.date | None:
        not_later(self.cleaned_data["baseline_on"], self.today, "The day of the baseline")
        day: datetime.date | None = self.cleaned_data["baseline_on"]
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        action = data.get("action")
        if (data.get("title", "").casefold(), action.pk if action else None) in self.taken:
            self.add_error("title", "There is a measure of this name already. Give it another name")
        if data.get("baseline_on") and not self._has_baseline(data):
            self.add_error("baseline_value", "Enter what it stood at on the day of the baseline")
        self._clean_bands(data)
        return data

    def _has_baseline(self, data: dict[str, Any]) -> bool:
        names = ("baseline_value", "baseline_words")
        return any(data.get(name) not in (None, "") or name in self.errors for name in names)

    def _clean_bands(self, data: dict[str, Any]) -> None:
        names: set[str] = set()
        for number in range(1, self.number_of_bands + 1):
            row = self._row(data, number)
            label = f"band_{number}_label"
            if not row["label"] and label not in self.errors and _says(row):
                self.add_error(label, f"Enter the name of band {number}, or clear what it says")
            if row["label"] and row["label"].casefold() in names:
                self.add_error(label, f"Two bands are called {row['label']}. Rename one of them")
            names.add(row["label"].casefold())

    def _row(self, data: dict[str, Any], number: int) -> dict[str, Any]:
        row = {name: data.get(f"band_{number}_{name}") for name in BAND_FIELDS}
        return row | {"label": row["label"] or "", "pk": self.fields[f"band_{number}_pk"].initial}

    def measure(self) -> dict[str, Any]:
        """Return the measure's own words, from a valid form."""
        names = [name for name in MeasureForm.base_fields if name != "seen"]
        return {name: self.cleaned_data[name] for name in names}

    def bands(self) -> list[dict[str, Any]]:
        """Return the bands that have a name, in the order of their places, from a valid form."""
        numbers = range(1, self.number_of_bands + 1)
        rows = [self._row(self.cleaned_data, number) for number in numbers]
        named = [row for row in rows if row["label"]]
        named.sort(key=lambda row: row["place"] or len(rows) + 1)
        return [{name: row[name] for name in row if name != "place"} for row in named]


BAND_FIELDS = ("pk", "place", "label", "words", "is_met", "value", "due")


def _band_fields(number: int, locked: bool) -> dict[str, forms.Field]:
    narrow = {"class": "govuk-input--width-2", "inputmode": "numeric"}
    stays = "Somebody has said that this band is reached, so its name stays." if locked else ""
    return {
        "pk": forms.CharField(required=False, max_length=20, widget=forms.HiddenInput),
        "place": forms.IntegerField(
            label="Place",
            required=False,
            min_value=1,
            max_value=99,
            widget=forms.TextInput(attrs=narrow),
            error_messages=dict.fromkeys(
                ("invalid", "min_value", "max_value"),
                f"The place of band {number} must be a number from 1 to 99",
            ),
        ),
        "label": forms.CharField(
            label="Name", required=False, max_length=60, disabled=locked, help_text=stays
        ),
        "words": forms.CharField(
            label="What it takes, in words",
            required=False,
            max_length=300,
            help_text="Like “Below 100%”.",
        ),
        "is_met": forms.BooleanField(
            label="Reaching it means that the measure is met", required=False, disabled=locked
        ),
        "value": NumberField(
            label="The number it takes", name=f"the number of band {number}", required=False
        ),
        "due": DayField(label="By which day", name=f"the day of band {number}", required=False),
    }


def _initial(band: MeasureBand) -> dict[str, Any]:
    names = ("pk", "label", "words", "is_met", "value", "due")
    return {name: getattr(band, name) for name in names}


def _stands(field: BoundField) -> bool:
    value = field.value()
    said = any(value) if isinstance(value, (list, tuple)) else value not in (None, "")
    return bool(said or field.errors)


def _says(row: dict[str, Any]) -> bool:
    """Return whether a band without a name says something all the same."""
    return any(row[name] not in (None, "") for name in ("words", "value", "due"))


def _action_words(action: Action) -> str:
    words = action.text if len(action.text) <= 90 else f"{action.text[:90].rsplit(' ', 1)[0]} …"
    return f"{action.reference}. {words}"


class RiskForm(forms.Form):
    """A risk the plan names, rated before and after what is done about it."""

    text = LongTextField(
        label="What is the risk?",
        name="the risk",
        rows=3,
        required_message="Say what the risk is",
    )
    uncontrolled = forms.CharField(
        label="Rating if nothing is done",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        help_text="In the words your council uses, like Medium.",
    )
    controls = LongTextField(
        label="What is done about it?",
        name="what is done about it",
        rows=4,
        required=False,
        help_text="One control a line.",
    )
    controlled = forms.CharField(
        label="Rating with that done",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(self, *args: Any, texts: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = set(texts)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if text in self.taken:
            raise ValidationError("The plan names this risk already. Change that one instead")
        return text

    def risk(self) -> dict[str, Any]:
        """Return the risk's words, from a valid form."""
        return {name: self.cleaned_data[name] for name in RiskForm.base_fields if name != "seen"}


def initial_of(row: Measure | Risk, names: Iterable[str]) -> dict[str, Any]:
    """Return what stands in `row` under the names of a form's fields."""
    return {name: getattr(row, name) for name in names if hasattr(row, name)}
