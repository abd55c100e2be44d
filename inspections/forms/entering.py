"""What somebody types of an inspection: its kind and days, then its own headings, then what it
asks for. The same whether they type it from paper or look over what was read of a report.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict

from councils.forms import DayField, LongTextField, Retyped
from inspections.entering.entered import Asked, Entered
from inspections.entering.pasting import LONGEST_NUMBER
from inspections.entering.possible import KIND_NAMES, THEMED, possible, when_made
from inspections.frameworks import FRAMEWORKS, Framework, choices
from inspections.models import Addressee, Recommendation
from inspections.report_reading.draft import DraftJudgement, DraftRecommendation, heading_of

MOST_ROWS = 150
GRADE = "grade_"
NOT_STATED = "Not stated"


class KindForm(Retyped, forms.Form):
    """What kind of inspection it was, and when: from these follows the framework."""

    kind = forms.ChoiceField(
        label="What kind of inspection was it?",
        choices=[("", "Select"), *KIND_NAMES.items()],
        error_messages={"required": "Select what kind of inspection it was"},
    )
    starts_on = DayField(
        label="First day of the inspection",
        name="the first day of the inspection",
    )
    ends_on = DayField(
        label="Last day of the inspection",
        name="the last day of the inspection",
        required=False,
        help_text="Leave it empty for a visit of one day.",
    )
    framework = forms.ChoiceField(
        label="Under which framework was it made?",
        required=False,
        choices=choices(),
        widget=forms.RadioSelect,
        help_text="Two were in use then. The first page of the report says which.",
    )

    def __init__(self, *args: Any, today: datetime.date, held: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.held = today, held
        self.possible: tuple[Framework, ...] = ()
        self.asks_framework = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind, starts = data.get("kind"), data.get("starts_on")
        if starts and not data.get("ends_on") and "ends_on" not in self.errors:
            data["ends_on"] = starts
        self._days(starts, data.get("ends_on"))
        if kind and starts and data.get("ends_on"):
            self._choose(kind, starts, data["ends_on"])
        return data

    def _days(self, starts: datetime.date | None, ends: datetime.date | None) -> None:
        if starts and starts > self.today:
            self.add_error("starts_on", "The first day must be today or earlier")
        elif ends and ends > self.today:
            self.add_error("ends_on", "The last day must be today or earlier")
        elif starts and ends and ends < starts:
            self.add_error("ends_on", f"Give {starts:%-d %B %Y}, the first day, or a later day")

    def _choose(self, kind: str, starts: datetime.date, ends: datetime.date) -> None:
        self.possible = possible(kind, starts, ends, self.held)
        if not self.possible:
            message = f"There was no such inspection on {starts:%-d %B %Y}. It was made "
            self.add_error("kind", f"{message}{when_made(kind)}: select another kind or day")

    @property
    def chosen(self) -> Framework | None:
        """Return the framework, from a form that is valid; None while one is to be chosen."""
        wanted = self.data.get("framework") or self.held
        by_key = {framework.key: framework for framework in self.possible}
        return by_key.get(wanted) or (self.possible[0] if len(self.possible) == 1 else None)

    def unjudged(self) -> "KindForm":
        """Return the form as typed, without saying what is missing."""
        self._errors = ErrorDict()
        return self

    def ask_framework(self, *, is_missing: bool) -> None:
        """Offer the frameworks that were in use then; `is_missing` says that none is chosen."""
        field: Any = self.fields["framework"]
        self.asks_framework = True
        field.choices = [(framework.key, framework.name) for framework in self.possible]
        if is_missing:
            self.add_error("framework", "Select the framework it was made under")


class FactsForm(Retyped, forms.Form):
    """What a framework's report says of itself, and the grade under each of its headings."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    visit = forms.ChoiceField(label="Which kind of visit?", required=False)
    theme = forms.CharField(
        label="What did it look at?",
        required=False,
        max_length=300,
        help_text="Its theme, as the letter words it.",
    )
    published_on = DayField(
        label="Published", name="the day it was published", required=False, help_text=""
    )
    received_on = DayField(
        label="Received by the council",
        name="the day the council received it",
        required=False,
        help_text="Working days count from it.",
    )
    lead_inspector = forms.CharField(label="Lead inspector", required=False, max_length=200)
    title = forms.CharField(
        label="What is it called here?",
        required=False,
        max_length=200,
        help_text="Left empty, it is called by its kind and month.",
    )

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.framework = framework
        # Where each grade stands in a report that was read, by area.
        self.beside: dict[str, DraftJudgement] = {}
        fields: dict[str, Any] = self.fields
        if framework.visit_kinds:
            words = [(visit, visit.capitalize()) for visit in framework.visit_kinds]
            fields["visit"].choices = [("", NOT_STATED), *words]
        else:
            del fields["visit"]
        if framework.kind not in THEMED:
            del fields["theme"]
        for area in framework.areas:
            fields[GRADE + area.key] = _grade_field(framework, heading_of(area))

    @property
    def grades(self) -> list[tuple[forms.BoundField, DraftJudgement | None]]:
        """Return the field of each heading in the framework's order, and where it was read."""
        areas = [area.key for area in self.framework.areas]
        return [(self[GRADE + area], self.beside.get(area)) for area in areas]

    def unjudged(self) -> "FactsForm":
        """Return the form as typed, without saying what is missing: it was only just shown."""
        self._errors = ErrorDict()
        return self

    def check_days(self, ends_on: datetime.date, today: datetime.date) -> None:
        """Say which of its days lie before the inspection's end, or are still to come."""
        for name in ("published_on", "received_on"):
            day = self.cleaned_data.get(name)
            if day and day < ends_on:
                last = f"{ends_on:%-d %B %Y}, the last day of the inspection"
                self.add_error(name, f"Give {last}, or a later day")
            elif day and day > today:
                self.add_error(name, "Give today or an earlier day")


def _grade_field(framework: Framework, heading: str) -> forms.ChoiceField:
    grades = [(grade.key, grade.label) for grade in framework.grades]
    message = f"Select a grade of this framework for “{heading}”"
    return forms.ChoiceField(
        label=heading,
        required=False,
        choices=[("", NOT_STATED), *grades],
        error_messages={"invalid_choice": message},
    )


class AskedForm(forms.Form):
    """One recommendation. `origin` is its place in what was read of a report."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    origin = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = LongTextField(name="what it asks for", required=False, rows=3)
    number = forms.CharField(
        label="Number",
        required=False,
        max_length=LONGEST_NUMBER,
        error_messages={"max_length": f"A number has {LONGEST_NUMBER} characters or fewer"},
    )
    page = forms.IntegerField(
        label="Page",
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "Enter the page as a number, like 7",
            "min_value": "Pages count from 1",
            "max_value": "Enter a page up to 9999",
        },
    )
    addressed_to = forms.ChoiceField(label="Asked of", choices=Addressee.choices)
    priority = forms.ChoiceField(label="Kind", choices=Recommendation.Priority.choices)
    timescale = forms.CharField(
        label="Within what time", required=False, max_length=200, help_text="In its own words."
    )
    outcome = forms.CharField(
        label="Outcome of the national framework", required=False, max_length=200
    )
    leave_out = forms.BooleanField(label="Leave this one out", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        place = int((self.prefix or "asked-0").rpartition("-")[2])
        self.fields["text"].label = f"Recommendation {place + 1}"
        # Where it stands in a report that was read.
        self.beside: DraftRecommendation | None = None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.is_out:
            self._errors = ErrorDict()
        elif not data.get("text") and "text" not in self.errors and self._has_more(data):
            self.add_error("text", "Enter what it asks for, or leave this one out")
        return data

    def _has_more(self, data: dict[str, Any]) -> bool:
        return any(data.get(name) for name in ("pk", "number", "page", "timescale", "outcome"))

    @property
    def is_out(self) -> bool:
        """Return whether it is ticked to be left out."""
        return bool(self.data.get(self.add_prefix("leave_out")))

    @property
    def has_details(self) -> bool:
        """Return whether something stands, or is wrong, in what is folded away."""
        return any(self[name].value() or self[name].errors for name in ("timescale", "outcome"))

    def asked(self) -> Asked | None:
        """Return what a valid row asks for; None for an empty one, or one left out."""
        data = self.cleaned_data
        if self.is_out or not data.get("text"):
            return None
        return Asked(**{name: value for name, value in data.items() if name in _ASKED})


_ASKED = frozenset(Asked.__dataclass_fields__)


class Rows:
    """The rows of what an inspection asks for, sent or yet to be typed, in their order."""

    def __init__(self, data: Any = None, initial: Sequence[dict[str, Any]] = ()) -> None:
        self.data = data
        if data is None:
            self.forms = [_unsent(row, place) for place, row in enumerate(initial)]
        else:
            self.forms = [AskedForm(data, prefix=f"asked-{n}") for n in range(_count(data))]

    def add(self, rows: Iterable[dict[str, Any]]) -> int:
        """Put more rows at the end, unsent; return how many there was room for."""
        self._drop_empty_end()
        added = 0
        for added, row in enumerate(rows, 1):
            if len(self.forms) >= MOST_ROWS:
                return added - 1
            self.forms.append(_unsent(row, len(self.forms)))
        return added

    def _drop_empty_end(self) -> None:
        while self.forms and not self.forms[-1]["text"].value() and not _is_kept(self.forms[-1]):
            self.forms.pop()

    def unjudged(self) -> "Rows":
        """Return the rows as typed, without saying what is missing in them."""
        for form in self.forms:
            form._errors = ErrorDict()
        return self

    def is_valid(self) -> bool:
        """Return whether every row can be saved; each says what is wrong with it."""
        wrong = [form for form in self.forms if not form.is_valid()]
        return not wrong

    def refuse(self, pks: Iterable[int]) -> None:
        """Say of the recommendations with these keys that they cannot be left out."""
        for form in self.forms:
            if form.data.get(form.add_prefix("pk")) in {str(pk) for pk in pks}:
                form.is_valid()
                form.add_error("leave_out", "An action plan answers it: it cannot be left out")

    @property
    def filled(self) -> int:
        """Return how many rows hold words."""
        return sum(bool(form["text"].value()) for form in self.forms)

    def asked(self) -> tuple[Asked, ...]:
        """Return what valid rows ask for."""
        return tuple(one for one in (form.asked() for form in self.forms) if one)


def _unsent(row: dict[str, Any], place: int) -> AskedForm:
    return AskedForm(initial=row, prefix=f"asked-{place}")


def _is_kept(form: AskedForm) -> bool:
    return bool(form["pk"].value() or form["number"].value())


def _count(data: Any) -> int:
    typed = data.get("asked-count", "")
    return min(int(typed), MOST_ROWS) if typed.isdecimal() and len(typed) < 5 else 0


def entered(kind: KindForm, facts: FactsForm, rows: Rows) -> Entered:
    """Return what three valid forms say."""
    said = facts.cleaned_data
    names = ("title", "visit", "theme", "published_on", "received_on", "lead_inspector")
    return Entered(
        framework=facts.framework.key,
        starts_on=kind.cleaned_data["starts_on"],
        ends_on=kind.cleaned_data["ends_on"],
        grades=tuple((area.key, said[GRADE + area.key]) for area in facts.framework.areas),
        asked=rows.asked(),
        **{name: said[name] for name in names if name in said},
    )


def kind_of(framework: str) -> str:
    """Return the kind of a framework, by its key."""
    return FRAMEWORKS[framework].kind
