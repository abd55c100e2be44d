"""What somebody asks a comparison for: inspections, judgement, group, day. A GET form."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError

from councils.forms import FIRST_YEAR
from inspections.comparing.groups import ENGLAND, Group
from inspections.comparing.sets import SETS, FrameworkSet, heading_of

FRAMEWORK, AREA, GROUP, AS_AT, SINCE = "framework", "area", "group", "as_at", "since"
FIELDS = (FRAMEWORK, AREA, GROUP, AS_AT, SINCE)
# Which inspections were made when: what is compared if nothing is asked for.
_IN_USE = (
    (datetime.date(2018, 7, 1), "ilacs"),
    (datetime.date(2013, 11, 1), "sif"),
    (datetime.date.min, "slac-2009"),
)


def set_in_use(day: datetime.date) -> FrameworkSet:
    """Return the inspections of children's services that most reports of that day are about."""
    return SETS[next(key for start, key in _IN_USE if day >= start)]


def day_of(text: str) -> datetime.date | None:
    """Return the day meant by "2017-04-26"; None where it is none."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def set_asked(data: Mapping[str, str], today: datetime.date) -> FrameworkSet:
    """Return the inspections asked for, else those in use on the day asked for."""
    day = day_of(data.get(AS_AT, "")) or today
    return SETS.get(data.get(FRAMEWORK, "")) or set_in_use(day)


class DayInput(forms.DateInput):
    """A day as one field, as `?as_at=` gives it; typed as year-month-day without the browser."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"class": "govuk-input--width-10"})


class AskedDay(forms.DateField):
    """A day of an address: not after `today`, and blank for none."""

    widget = DayInput

    def __init__(self, today: datetime.date, **kwargs: Any) -> None:
        self.today = today
        messages = {"invalid": "Give the day as year-month-day, like 2017-04-26"}
        formats = ["%Y-%m-%d"]
        super().__init__(required=False, input_formats=formats, error_messages=messages, **kwargs)

    def clean(self, value: Any) -> datetime.date | None:
        day: datetime.date | None = super().clean(value)
        if day and day > self.today:
            raise ValidationError("Give a day that is not in the future")
        if day and day.year < FIRST_YEAR:
            raise ValidationError(f"Give a day from {FIRST_YEAR} or later")
        return day


_NO_SUCH_INSPECTIONS = {"invalid_choice": "Choose inspections from the list"}
_NO_SUCH_GROUP = {
    "invalid_choice": "There was no such group of councils on that day. Choose one from the list"
}


class ChoiceForm(forms.Form):
    """What to compare. `wants` names the fields a page has; what is left blank has a default."""

    framework = forms.ChoiceField(label="Inspections", error_messages=_NO_SUCH_INSPECTIONS)
    area = forms.ChoiceField(label="Judgement")
    group = forms.ChoiceField(label="Councils", error_messages=_NO_SUCH_GROUP)

    def __init__(
        self,
        data: Mapping[str, str],
        *,
        today: datetime.date,
        wants: Sequence[str],
        groups: Sequence[Group] = (),
    ) -> None:
        self.of = set_asked(data, today)
        self.today = today
        # Another framework has other judgements: one that it lacks is the main one again.
        area = data.get(AREA, "")
        if area not in {found.key for found in self.of.areas()}:
            area = self.of.main_key
        defaults = {FRAMEWORK: self.of.key, GROUP: ENGLAND, AS_AT: today.isoformat(), SINCE: ""}
        given = {name: data[name] for name in defaults if data.get(name)}
        super().__init__(defaults | given | {AREA: area}, auto_id="%s")
        self._offer(groups)
        self.fields[AS_AT] = AskedDay(today, label="As at")
        self.fields[SINCE] = AskedDay(today, label="Changed since (optional)")
        self.fields = {name: self.fields[name] for name in wants}
        self.wants = tuple(wants)

    def _offer(self, groups: Sequence[Group]) -> None:
        choices = {
            FRAMEWORK: [(of.key, of.name) for of in SETS.values()],
            AREA: [(area.key, heading_of(area)) for area in self.of.areas()],
            GROUP: [(found.key, found.name) for found in groups],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, day = cleaned.get(SINCE), cleaned.get(AS_AT) or self.today
        if since and since >= day:
            self.add_error(SINCE, "Give a day before the day the page is as at")
        return cleaned

    def add_error(self, field: str | None, error: Any) -> None:
        """Add an error; a day that is none is shown again as it was typed."""
        super().add_error(field, error)
        if field in (AS_AT, SINCE):
            self.fields[field].widget.input_type = "text"

    @property
    def day(self) -> datetime.date:
        """Return the day asked for, of a form without errors; today where none is given."""
        day: datetime.date | None = self.cleaned_data.get(AS_AT)
        return day or self.today

    @property
    def query(self) -> str:
        """Return what was asked for as the query of an address; the day only if it is not today."""
        asked = {name: self.data[name] for name in self.wants if self.data.get(name)}
        if asked.get(AS_AT) == self.today.isoformat():
            del asked[AS_AT]
        return f"?{urlencode(asked)}" if asked else ""
