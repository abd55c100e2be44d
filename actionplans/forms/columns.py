"""What a manager ticks, names and orders on the page about a plan's columns."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from actionplans import columns
from actionplans.column_presets import COLUMN_PRESETS
from actionplans.columns import FIELDS, LONGEST_HEADING, MOST_COLUMNS, Column, named
from actionplans.forms.scales import number_input

MOST_ROWS = 100
_LAST = 10_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class ColumnForm(forms.Form):
    """One thing a plan can show: whether it does, under which heading, and at which place."""

    field = forms.CharField(widget=forms.HiddenInput, max_length=4_000)
    shown = forms.BooleanField(required=False)
    heading = forms.CharField(
        required=False,
        max_length=LONGEST_HEADING,
        error_messages={"max_length": f"A heading may have {LONGEST_HEADING} characters"},
    )
    place = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=999,
        widget=number_input(2),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Enter the place as a number, like 3"
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = named(str(self["field"].value() or ""))
        self.fields["shown"].label = self.about.name
        self.fields["heading"].label = f"Heading of {self.about.name}"
        self.fields["place"].label = f"Place of {self.about.name}"

    @property
    def is_shown(self) -> bool:
        """Return whether its box is ticked, sent or to begin with."""
        return bool(self["shown"].value())

    def clean_field(self) -> str:
        field = str(self.cleaned_data["field"])
        if not columns.is_field(field):
            raise ValidationError("This is no column")
        return field

    def clean_heading(self) -> str:
        return " ".join(_CONTROL.sub(" ", self.cleaned_data["heading"]).split())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("shown") and not data.get("heading") and "heading" not in self.errors:
            self.add_error("heading", f"Enter a heading for {self.about.name}")
        return data

    def column(self) -> Column:
        """Return the column, from a valid form."""
        data = self.cleaned_data
        heading = data["heading"] or self.about.heading
        return Column(data["field"], heading, data["shown"])


class _Columns(forms.BaseFormSet):
    """All a plan can show, of which at least one is shown."""

    default_error_messages = {
        "missing_management_form": "The form did not arrive whole. Open it again.",
        "too_many_forms": "The form did not arrive as it was sent out. Open it again.",
    }

    def clean(self) -> None:
        if any(self.errors) or not self.management_form.is_valid():
            return
        chosen = [column for column in self.columns() if column.is_shown]
        if not chosen:
            raise ValidationError("Tick at least one column")
        if len(chosen) > MOST_COLUMNS:
            raise ValidationError(f"Tick {MOST_COLUMNS} columns at most: you have {len(chosen)}")
        self._headings_differ(chosen)

    def _headings_differ(self, chosen: list[Column]) -> None:
        met: set[str] = set()
        for column in chosen:
            if column.heading.casefold() in met:
                raise ValidationError(
                    f"Two columns have the heading “{column.heading}”. Rename one of them"
                )
            met.add(column.heading.casefold())

    def columns(self) -> list[Column]:
        """Return the columns in their order, from a valid formset; those not shown come last."""
        ordered = sorted(self.forms, key=_order)
        return [form.column() for form in ordered]


def _order(form: ColumnForm) -> tuple[bool, int]:
    return not form.cleaned_data["shown"], form.cleaned_data.get("place") or _LAST


ColumnFormSet = forms.formset_factory(
    ColumnForm, formset=_Columns, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)


class AllPlansForm(forms.Form):
    """Whether the columns are the council's, too; and which of this plan's the writer has seen."""

    for_all = forms.BooleanField(required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, council: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "for_all"
        ].label = f"Also for every other plan of {council} that has no columns of its own"

    def columns_seen(self) -> tuple[Column, ...]:
        """Return the plan's own columns the writer had on screen."""
        try:
            return columns.read(json.loads(str(self["seen"].value() or "[]")))
        except (ValueError, TypeError, AttributeError):
            return ()


def as_seen(chosen: Iterable[Column]) -> str:
    """Return the columns as the hidden field `seen` holds them."""
    return json.dumps(columns.to_store(chosen))


class PresetForm(forms.Form):
    """Which council's columns to begin from."""

    preset = forms.ChoiceField(
        label="Begin from columns that councils have used",
        choices=[(preset.key, f"{preset.name} ({preset.source})") for preset in COLUMN_PRESETS],
    )


def rows_of(chosen: Iterable[Column], more: Iterable[str]) -> list[dict[str, Any]]:
    """Return a form row for each thing a plan can show: what is chosen, then the rest.

    `more` are the fields only this plan has.
    """
    found = {column.field: column for column in chosen}
    for key in (*(field.key for field in FIELDS), *more):
        found.setdefault(key, Column(key, named(key).heading, is_shown=False))
    ordered = sorted(found.values(), key=lambda column: not column.is_shown)
    return [
        {
            "field": column.field,
            "shown": column.is_shown,
            "heading": column.heading,
            "place": place if column.is_shown else None,
        }
        for place, column in enumerate(ordered, 1)
    ]


def typed_rows(posted: Mapping[str, Any], move: str = "", by: int = 0) -> list[dict[str, Any]]:
    """Return what stands in each row that was sent, checked or not, in the order of its places.

    The row of the field `move` goes `by` places on among those that are ticked.
    """
    rows = [_typed(posted, at) for at in range(_count(posted))]
    ticked = sorted((row for row in rows if row["shown"]), key=_place)
    fields = [row["field"] for row in ticked]
    if move in fields:
        at = fields.index(move)
        to = max(0, min(len(ticked) - 1, at + by))
        ticked.insert(to, ticked.pop(at))
    for place, row in enumerate(ticked, 1):
        row["place"] = place
    return ticked + [row for row in rows if not row["shown"]]


def _count(posted: Mapping[str, Any]) -> int:
    typed = str(posted.get("form-TOTAL_FORMS", "0"))
    return min(int(typed), MOST_ROWS) if typed.isdecimal() and len(typed) < 6 else 0


def _typed(posted: Mapping[str, Any], at: int) -> dict[str, Any]:
    row: dict[str, Any] = {
        name: posted.get(f"form-{at}-{name}", "") for name in ("field", "heading", "place")
    }
    return row | {"shown": bool(posted.get(f"form-{at}-shown"))}


def _place(row: Mapping[str, Any]) -> int:
    typed = str(row["place"])
    return int(typed) if typed.isdecimal() and len(typed) < 6 else _LAST


def column_of(row: Mapping[str, Any]) -> Column:
    """Return the column a form row speaks of, checked or not."""
    heading = str(row["heading"]).strip()[:LONGEST_HEADING] or named(row["field"]).heading
    return Column(row["field"], heading, bool(row["shown"]))
