"""What a manager types about rating scales and rules, turned into plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from actionplans.models import RatingScale
from actionplans.presets import GREYS, PresetLabel
from actionplans.rag import Meaning
from actionplans.thresholds import DEFAULTS, Rules
from councils.forms import LongTextField

MOST_LABELS = 20
LONGEST_LATE = 3650
ROW = ("label", "definition", "colour", "meaning", "over_days_late", "order")


class ScaleForm(forms.Form):
    """The scale's name, and which version of which name the writer has seen."""

    name = forms.CharField(
        label="Name of the scale",
        max_length=100,
        help_text="A scale saved under a name you have already becomes its next version.",
        error_messages={"required": "Give the scale a name"},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    seen_name = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def version_seen(self) -> int:
        """Return the newest version of this name that was on screen, from a valid form."""
        data = self.cleaned_data
        return data["seen"] if data["name"] == data["seen_name"] else 0

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class ColourInput(forms.TextInput):
    input_type = "color"


def number_input(width: int) -> forms.TextInput:
    """Return GOV.UK's input for a whole number of up to `width` digits."""
    return forms.TextInput(attrs={"inputmode": "numeric", "class": f"govuk-input--width-{width}"})


class LabelForm(forms.Form):
    """One label. With neither a label nor a definition it is left out."""

    label = forms.CharField(label="Label", max_length=60, required=False)
    definition = LongTextField(
        label="What it means", name="what it means", limit=500, rows=2, required=False
    )
    meaning = forms.ChoiceField(
        label="What it stands for here",
        choices=[("", "Select what it stands for"), *((m.value, m.words) for m in Meaning)],
        required=False,
        help_text="What this service works out from progress, outlook and dates.",
    )
    over_days_late = forms.IntegerField(
        label="Only when later than, in days",
        min_value=0,
        max_value=LONGEST_LATE,
        required=False,
        help_text="For off track only. 0 means from the first day.",
        widget=number_input(4),
    )
    colour = forms.CharField(
        label="Colour",
        required=False,
        validators=[
            RegexValidator(
                r"\A#[0-9a-f]{6}\Z", "Enter the colour as # and six digits, like #00703c"
            )
        ],
        widget=ColourInput(attrs={"class": "app-colour"}),
    )
    order = forms.IntegerField(
        label="Place in the key",
        min_value=1,
        max_value=999,
        required=False,
        widget=number_input(2),
    )

    def clean_colour(self) -> str:
        return self.cleaned_data["colour"] or GREYS[1]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.is_left_out:
            return data
        name = f"“{data['label']}”" if data.get("label") else "the label"
        if not data.get("label") and "label" not in self.errors:
            self.add_error("label", "Give the label, or clear what it means to leave it out")
        if not data.get("definition") and "definition" not in self.errors:
            self.add_error("definition", f"Say what {name} means")
        if not data.get("meaning") and "meaning" not in self.errors:
            self.add_error("meaning", f"Select what {name} stands for")
        if data.get("over_days_late") and data.get("meaning") not in ("", None, Meaning.OFF_TRACK):
            self.add_error("over_days_late", "Only a label for off track can count days late")
        return data

    @property
    def is_left_out(self) -> bool:
        """Return whether the row is blank where it matters, and so no label."""
        return not any(str(self[name].value() or "").strip() for name in ("label", "definition"))

    def preset_label(self) -> PresetLabel:
        """Return the label, from a valid form."""
        data = self.cleaned_data
        return PresetLabel(
            label=data["label"],
            meaning=Meaning(data["meaning"]),
            colour=data["colour"],
            definition=data["definition"],
            over_days_late=data["over_days_late"] or 0,
        )


class _Labels(forms.BaseFormSet):
    """The labels of a scale, at least two, of which each state fits one."""

    default_error_messages = {
        "missing_management_form": "The form did not arrive whole. Open it again.",
        "too_many_forms": f"Give at most {MOST_LABELS} labels",
    }

    def clean(self) -> None:
        if any(self.errors) or not self.management_form.is_valid():
            return
        held = self.labels()
        if len(held) < 2:
            raise ValidationError("Give at least two labels")
        for meaning in {label.meaning for label in held}:
            _one_for_each_day([label for label in held if label.meaning == meaning])

    def labels(self) -> list[PresetLabel]:
        """Return the labels in their order, from a valid formset; equal places as typed."""
        rows = [form for form in self.forms if not form.is_left_out]
        places = {form: form.cleaned_data.get("order") or MOST_LABELS * 100 for form in rows}
        return [form.preset_label() for form in sorted(rows, key=lambda form: places[form])]


def _one_for_each_day(alike: list[PresetLabel]) -> None:
    """Raise ValidationError unless exactly one of the labels fits any number of days late."""
    named = " and ".join(f"“{label.label}”" for label in alike)
    words = alike[0].meaning.words.lower()
    over = [label.over_days_late for label in alike]
    if len(set(over)) < len(over):
        raise ValidationError(
            f"{named} both stand for {words}. Give one of them another meaning, or say from "
            "how many days late it counts"
        )
    if min(over):
        raise ValidationError(
            f"One label for {words} must count from 0 days late, so that each late action has one"
        )


LabelFormSet = forms.formset_factory(
    LabelForm, formset=_Labels, extra=0, max_num=MOST_LABELS, absolute_max=MOST_LABELS
)


def row_of(number: int, label: Any) -> dict[str, Any]:
    """Return the values of a form row for a label of a preset or a stored scale."""
    return {name: getattr(label, name) for name in ROW if name != "order"} | {"order": number}


def blank_rows() -> list[dict[str, Any]]:
    """Return rows for a scale of one's own: a blank label for each meaning but "embedded"."""
    meanings = [meaning for meaning in Meaning if meaning != Meaning.EMBEDDED]
    return [blank_row(number, meaning) for number, meaning in enumerate(meanings, 1)]


def blank_row(number: int, meaning: str = "") -> dict[str, Any]:
    return {"meaning": meaning, "colour": GREYS[1], "over_days_late": 0, "order": number}


def typed_rows(posted: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what stands in each row of a formset that was sent, checked or not."""
    try:
        number = min(int(posted.get("form-TOTAL_FORMS", "0")), MOST_LABELS)
    except ValueError:
        number = 0
    return [{name: posted.get(f"form-{at}-{name}", "") for name in ROW} for at in range(number)]


class ChooseScaleForm(forms.Form):
    """Which scale a plan uses."""

    scale = forms.ChoiceField(
        label="Which rating scale does this plan use?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select a rating scale, or none"},
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    NONE = "none"

    def __init__(self, *args: Any, scales: Iterable[RatingScale], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scales = {str(scale.pk): scale for scale in scales}
        choices = [(pk, str(scale)) for pk, scale in self.scales.items()]
        self.fields["scale"].choices = [  # type: ignore[attr-defined]
            *choices,
            (self.NONE, "None: only the words of this service"),
        ]

    @property
    def chosen(self) -> RatingScale | None:
        """Return the scale, from a valid form."""
        return self.scales.get(self.cleaned_data["scale"])


def _days(label: str, help_text: str, least: int, default: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=least,
        max_value=730,
        initial=default,
        widget=number_input(3),
        error_messages={
            "required": f"Enter a number from {least} to 730",
            "invalid": "Enter a whole number, like 14",
            "min_value": f"Enter a number from {least} to 730",
            "max_value": f"Enter a number from {least} to 730",
        },
    )


class RulesForm(forms.Form):
    """A council's own rules, each with what it does."""

    moves_need_a_body = forms.TypedChoiceField(
        label="Must a body agree before a new date counts?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text="With yes, a new date that no body has agreed at a meeting stands as "
        "requested, and lateness is still counted from the date before it.",
        error_messages={"required": "Select whether a body must agree"},
    )
    due_soon_days = _days(
        "Due soon, in days",
        "A step counts as due soon when its date is at most this many days away.",
        1,
        DEFAULTS.due_soon_days,
    )
    moves_to_flag = _days(
        "Moves of a date before it is challenged",
        "A step whose date has moved this often, or more, is shown as a challenge.",
        1,
        DEFAULTS.moves_to_flag,
    )
    quiet_days = _days(
        "Silence before it is challenged, in days",
        "Where no meeting is held, an open action on which nothing was reported for this long "
        "is shown as a challenge.",
        1,
        DEFAULTS.quiet_days,
    )
    grace_days = _days(
        "Time to report a recurring check, in days",
        "A check that recurs counts as missed when nothing is reported on it this long after "
        "its date.",
        0,
        DEFAULTS.grace_days,
    )
    claim_days = _days(
        "Time to accept an update, in days",
        "An update that waits for acceptance longer than this is shown as a challenge.",
        0,
        DEFAULTS.claim_days,
    )
    needs_sign_off = forms.TypedChoiceField(
        label="Must a director sign off what was accepted?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text="With yes, an update that the plan manager accepts from now on reaches members "
        "and papers once a director, another person, has signed it off. What was accepted "
        "before stays as it is.",
        error_messages={"required": "Select whether a director must sign off"},
    )
    answer_days = _days(
        "Time to answer members, in working days",
        "What a member asks is to be answered in this many working days, unless they give "
        "another day.",
        1,
        DEFAULTS.answer_days,
    )
    answer_before_meeting = forms.TypedChoiceField(
        label="Is a body answered before its next meeting?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text="With yes, what is asked for a body is to be answered by the last working day "
        "before it meets again, where that meeting is held here.",
        error_messages={"required": "Select whether a body is answered before it meets again"},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, somebody_signs: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.somebody_signs = somebody_signs

    def clean_needs_sign_off(self) -> bool:
        """Return whether it is wanted; raise where nobody could sign off what is accepted."""
        wanted = bool(self.cleaned_data["needs_sign_off"])
        if wanted and not self.somebody_signs:
            raise ValidationError(
                "Nobody is a director here yet: ask your administrator to give somebody that role"
            )
        return wanted

    @staticmethod
    def values_of(rules: Rules) -> dict[str, Any]:
        """Return the rules as the form's fields show them."""
        return {
            name: _AS_TYPED[value] if isinstance(value, bool) else value
            for name, value in asdict(rules).items()
        }

    def rules(self) -> Rules:
        """Return the rules, from a valid form."""
        return Rules(**{name: self.cleaned_data[name] for name in asdict(DEFAULTS)})


_AS_TYPED = {True: "yes", False: "no"}


def rules_in_words(rules: Rules) -> list[tuple[str, str, str]]:
    """Return (what, how much, what it does) of each rule, for those who only read."""
    fields = RulesForm(initial=RulesForm.values_of(rules))
    return [
        (str(field.label), _in_words(getattr(rules, field.name)), str(field.help_text))
        for field in fields
        if not field.is_hidden
    ]


def _in_words(value: Any) -> str:
    return {True: "Yes", False: "No"}[value] if isinstance(value, bool) else str(value)
