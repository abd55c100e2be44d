"""What a manager types in one row of the table of owners, dates and order."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from actionplans.deciding import Agreement
from actionplans.forms.names import LONG_NAME, MOST_OF_A_NAME, SAY_WHAT, kind_field
from actionplans.models import Action, DueDate
from actionplans.planning.editing import Change
from actionplans.planning.holding import is_closed
from actionplans.planning.naming import SEVERAL, Named, NewOfficer, Register, tidy
from actionplans.planning.table import RowGiven
from actionplans.rows import Row, Step
from actionplans.timescales import Timescale, in_words, read
from councils.models import Officer, User

AgreedBy = DueDate.AgreedBy
# Which meeting it was is asked for on the step's own page.
AGREED = [AgreedBy.NOT_YET, AgreedBy.OFFICER, AgreedBy.MEMBER, AgreedBy.DFE]
APART = ";"


@dataclass(frozen=True)
class Terms:
    """What holds for a row: the day, who can be named, whether a reason is asked for.

    `is_ordered_with_reason`: for another place in the plan, too.
    `agreed_on` and `published_on` are what relative timescales count from.
    """

    day: datetime.date
    register: Register
    reason_wanted: bool
    is_ordered_with_reason: bool
    agreed_on: datetime.date
    published_on: datetime.date | None


@dataclass(frozen=True)
class StepCells:
    """The cells of one step: what stands in them, or what was typed, and what is wrong."""

    step: Step
    number: int
    leads: str
    when: str
    reading: str = ""
    leads_error: str = ""
    when_error: str = ""


class RowForm(forms.Form):
    """One row as it was sent. `place_was` and `seen` say what was on the screen."""

    seen = forms.CharField(max_length=40)
    place = forms.IntegerField(
        min_value=1,
        max_value=9_999,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            "The place must be a number from 1 to 9,999",
        ),
    )
    place_was = forms.IntegerField(required=False)
    reason = forms.CharField(
        required=False,
        max_length=2_000,
        error_messages={"max_length": "Say why in 2,000 characters or fewer"},
    )
    agreed_by = forms.ChoiceField(required=False, choices=[(each, each.label) for each in AGREED])
    agreed_by_name = forms.CharField(
        required=False,
        max_length=200,
        error_messages={"max_length": "Write 200 characters or fewer"},
    )

    def __init__(self, data: Any, *, row: Row, terms: Terms) -> None:
        super().__init__(data)
        self.row, self.terms = row, terms
        self.unknown = self._unknown()
        for name, field in self.unknown.items():
            self.fields[field] = kind_field(name)
        for step in row.steps:
            self.fields[f"leads_{step.pk}"] = forms.CharField(
                required=False,
                max_length=1_000,
                error_messages={"max_length": "Write the leads in 1,000 characters or fewer"},
            )
            self.fields[f"when_{step.pk}"] = forms.CharField(
                required=False,
                max_length=300,
                error_messages={"max_length": "Write the timescale in 300 characters or fewer"},
            )

    # What changed

    def typed(self, name: str) -> str:
        """Return what stands in a field of the row that was sent."""
        return str(self.data.get(name, "")).strip()

    def changes_leads(self, step: Step) -> bool:
        """Return whether other leads were typed than stand there."""
        sent = f"leads_{step.pk}" in self.data
        return sent and self.names(step) != leads_of(step, self.terms.register)

    def changes_date(self, step: Step) -> bool:
        """Return whether another timescale was typed than stands there."""
        sent = f"when_{step.pk}" in self.data
        return sent and self.typed(f"when_{step.pk}") != when_of(step)

    def names(self, step: Step) -> list[str]:
        """Return the names typed as leads of a step."""
        return [
            name for each in self.typed(f"leads_{step.pk}").split(APART) if (name := tidy(each))
        ]

    def _unknown(self) -> dict[str, str]:
        """Return, for each new lead nobody here is called, the field that asks what it is."""
        steps = [step for step in self.row.steps if self.changes_leads(step)]
        typed = {name.casefold(): name for step in reversed(steps) for name in self.names(step)}
        new = [
            name
            for name in typed.values()
            if len(name) <= MOST_OF_A_NAME and not self.terms.register.meant(name)
        ]
        return {name: f"kind_of_{number}" for number, name in enumerate(new)}

    @property
    def moves_a_date(self) -> bool:
        """Return whether a date that was agreed gets another: who agreed is then asked."""
        wanted = self.terms.reason_wanted
        return wanted and any(step.date and self.changes_date(step) for step in self.row.steps)

    @property
    def asks_reason(self) -> bool:
        """Return whether what was typed needs a reason."""
        steps = self.row.steps
        changed = any(self.changes_leads(step) or self.changes_date(step) for step in steps)
        moves = self.terms.is_ordered_with_reason and self.new_place is not None
        return moves or (self.terms.reason_wanted and changed)

    @property
    def new_place(self) -> int | None:
        """Return the place the row is to have, None where it stays."""
        place, was = self.typed("place"), self.typed("place_was")
        return int(place) if place != was and place.isdecimal() and len(place) < 5 else None

    def reading_of(self, step: Step) -> Timescale:
        """Return what is read in the timescale typed at a step."""
        words = self.typed(f"when_{step.pk}")[:300]
        return read(words, self.terms.agreed_on, published=self.terms.published_on)

    @property
    def has_news(self) -> bool:
        """Return whether a timescale was typed whose reading was not on the screen yet."""
        return any(
            self.changes_date(step)
            and self.typed(f"read_{step.pk}") != self.typed(f"when_{step.pk}")
            for step in self.row.steps
        )

    # What is wrong

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for step in self.row.steps:
            self._clean_step(step)
        for name, field in self.unknown.items():
            if not data.get(field):
                self.add_error(field, SAY_WHAT.format(name))
        if self.asks_reason and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Say why it is changed: the plan has been approved")
        if self.moves_a_date:
            self._clean_agreement(data)
        return data

    def _clean_step(self, step: Step) -> None:
        if self.changes_leads(step):
            names = self.names(step)
            for name, officer in zip(names, self._officers(step), strict=True):
                if officer is None and self.terms.register.meant(name):
                    self.add_error(f"leads_{step.pk}", SEVERAL.format(name))
            if any(len(name) > MOST_OF_A_NAME for name in names):
                self.add_error(f"leads_{step.pk}", LONG_NAME)
        if self.changes_date(step) and not self.typed(f"when_{step.pk}"):
            self.add_error(f"when_{step.pk}", "Write the timescale, or put back what stood here")

    def _clean_agreement(self, data: dict[str, Any]) -> None:
        if not data.get("agreed_by"):
            self.add_error("agreed_by", "Select who agreed the new date")
        elif data["agreed_by"] in AgreedBy.values_with_a_name() and not data.get("agreed_by_name"):
            self.add_error("agreed_by_name", "Say who agreed it: a name or a post")

    # What was given

    def given(self) -> RowGiven:
        """Return what is to change, from a valid form."""
        steps = self.row.steps
        return RowGiven(
            leads={s.pk: self._leads(s) for s in steps if self.changes_leads(s)},
            dates={s.pk: self.reading_of(s) for s in steps if self.changes_date(s)},
            place=self.new_place,
        )

    def _leads(self, step: Step) -> list[Named]:
        kinds = {
            name.casefold(): NewOfficer(name, self.cleaned_data[field])
            for name, field in self.unknown.items()
        }
        pairs = zip(self.names(step), self._officers(step), strict=True)
        return [officer or kinds[name.casefold()] for name, officer in pairs]

    def _officers(self, step: Step) -> list[Officer | None]:
        """Return who is meant by each name typed; who leads already stays who it is."""
        leading = [lead.officer_id for lead in step.leads]
        return self.terms.register.among(self.names(step), leading)

    def agreement(self, user: User) -> Agreement:
        """Return who agreed: who types it, for a first date or in a draft."""
        if not self.moves_a_date:
            return Agreement(AgreedBy.OFFICER, str(user))
        return Agreement(self.cleaned_data["agreed_by"], self.cleaned_data["agreed_by_name"])

    def change(self, user: User) -> Change:
        """Return who changes the row, when, and why."""
        return Change(user, self.terms.day, self.cleaned_data.get("reason", ""))


def when_of(step: Step) -> str:
    """Return the words of the timescale that counts; "" without one."""
    return step.date.words.strip() if step.date else ""


def leads_of(step: Step, register: Register) -> list[str]:
    """Return the leads of a step as they are written in the table."""
    labels = {officer.pk: register.label(officer) for officer in register.officers}
    return [labels.get(lead.officer_id, lead.name) for lead in step.leads]


@dataclass(frozen=True)
class TableRow:
    """One row of the table, with what stands in it or what was typed in it."""

    row: Row
    action: Action
    place: int
    version: str
    terms: Terms
    form: RowForm | None = None
    conflict: Any = None
    decided: str = ""
    saved: str = ""

    @property
    def is_fixed(self) -> bool:
        """Return whether it is only shown: it has left the plan, or belongs to a closed one."""
        return bool(self.row.ended) or (is_closed(self.action.plan) and not self.decided)

    @property
    def errors(self) -> dict[str, str]:
        """Return what is wrong, one sentence a field."""
        found = self.form.errors if self.form and self.form.is_bound else {}
        return {name: str(messages[0]) for name, messages in found.items()}

    @property
    def typed_place(self) -> str:
        return self.form.typed("place") if self.form else str(self.place)

    @property
    def place_was(self) -> str:
        """Return the place on the writer's screen: another one typed then moves the row."""
        return self.form.typed("place_was") if self.form else str(self.place)

    @property
    def seen(self) -> str:
        """Return the version on the writer's screen; once told of another, that one."""
        return self.form.typed("seen") if self.form and not self.conflict else self.version

    @property
    def asks_reason(self) -> bool:
        return bool(self.form and self.form.asks_reason)

    @property
    def asks_agreement(self) -> bool:
        return bool(self.form and self.form.moves_a_date)

    @property
    def reason(self) -> str:
        return self.form.typed("reason") if self.form else ""

    @property
    def agreed_by_name(self) -> str:
        return self.form.typed("agreed_by_name") if self.form else ""

    @property
    def kinds(self) -> list[Any]:
        """Return the questions what each name is that nobody here has."""
        return [self.form[field] for field in self.form.unknown.values()] if self.form else []

    @property
    def agreed_choices(self) -> list[tuple[str, str, bool]]:
        """Return (value, words, whether it is chosen) of who can have agreed."""
        chosen = self.form.typed("agreed_by") if self.form else ""
        return [(each.value, str(each.label), each.value == chosen) for each in AGREED]

    @property
    def is_news(self) -> bool:
        """Return whether the row comes back only to show how a timescale was read."""
        return bool(self.form and not self.errors and self.form.has_news and not self.conflict)

    def steps(self) -> Iterator[StepCells]:
        """Yield the cells of each step."""
        for number, step in enumerate(self.row.steps, 1):
            yield self._cells(step, number)

    def _cells(self, step: Step, number: int) -> StepCells:
        if self.form is None:
            names: Sequence[str] = leads_of(step, self.terms.register)
            return StepCells(step, number, f"{APART} ".join(names), when_of(step))
        form, errors = self.form, self.errors
        reading = form.reading_of(step) if form.changes_date(step) else None
        return StepCells(
            step,
            number,
            form.typed(f"leads_{step.pk}"),
            form.typed(f"when_{step.pk}"),
            in_words(reading) if reading and reading.text else "",
            errors.get(f"leads_{step.pk}", ""),
            errors.get(f"when_{step.pk}", ""),
        )
