"""What a manager types about an action, its steps and who leads them."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from actionplans.forms.names import MOST_OF_A_NAME, SAY_WHAT, kind_field
from actionplans.forms.reason import ReasonForm
from actionplans.models import Action, ActionPlan, Milestone
from actionplans.planning.editing import WORDS, ActionGiven, StepGiven, leads_of
from actionplans.planning.naming import SEVERAL, Named, NewOfficer, Register, tidy
from actionplans.planning.ordering import in_places
from actionplans.timescales import Timescale, in_words, read
from councils.forms import LongTextField
from inspections.models import Recommendation

SPARE_STEPS, MOST_STEPS = 2, 60
MOST_LEADS = 60  # that are looked for in what was sent
MORE = "more_steps"
NAMES_LIST = "officers"
LINE = {"max_length": "Write 200 characters or fewer"}


@dataclass(frozen=True)
class About:
    """What the page of an action is about: the plan, its officers, and what it may answer.

    `agreed_on` and `published_on` are what relative timescales count from.
    """

    plan: ActionPlan
    register: Register
    asked: Sequence[Recommendation]
    themes: Sequence[str]
    reason_wanted: bool
    agreed_on: datetime.date
    published_on: datetime.date | None = None


class NameInput(forms.TextInput):
    """One name, completed by the browser from the officers there are; others can be typed."""

    def __init__(self) -> None:
        super().__init__(attrs={"list": NAMES_LIST, "autocomplete": "off", "spellcheck": "false"})


class ActionForm(ReasonForm):
    """An action with its steps inline."""

    reference = forms.CharField(
        label="Number",
        max_length=60,
        help_text="The council’s own.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        error_messages={
            "required": "Enter the number of the action",
            "max_length": "Give the action a number of 60 characters or fewer",
        },
    )
    text = LongTextField(label="Action", name="what is to be done", rows=4)
    theme = forms.CharField(
        label="Theme",
        required=False,
        max_length=200,
        help_text="The heading it stands under. A name that is new makes a new theme.",
        widget=forms.TextInput(attrs={"list": "themes", "autocomplete": "off"}),
        error_messages=LINE,
    )
    accountable = forms.CharField(
        label="Who is accountable?",
        required=False,
        max_length=200,
        widget=NameInput,
        help_text="Type a few letters and choose, or write a name that is new.",
        error_messages=LINE,
    )
    recommendations = forms.ModelMultipleChoiceField(
        label="Which recommendations does it answer?",
        queryset=Recommendation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    success_measure = LongTextField(
        label="How will you know that it works?", name="how you will know", rows=2, required=False
    )
    next_steps = LongTextField(label="Next steps", name="the next steps", rows=2, required=False)
    paragraph_reference = forms.CharField(
        label="Paragraph of its source", required=False, max_length=200, error_messages=LINE
    )
    is_confidential = forms.BooleanField(
        label="It is confidential: members and readers do not see it", required=False
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(
        self,
        *args: Any,
        about: About,
        action: Action | None = None,
        steps: Sequence[Milestone] = (),
        in_use: Iterable[int] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, reason_wanted=about.reason_wanted, **kwargs)
        self.about, self.action = about, action
        self.stored = {step.pk: step for step in steps}
        self.in_use = set(in_use)
        asked: Any = self.fields["recommendations"]
        asked.queryset = Recommendation.objects.filter(pk__in=[one.pk for one in about.asked])
        asked.label_from_instance = str
        self._other_cells()
        self._steps()
        self._new_names()
        if "reason" in self.fields:
            self.order_fields([*(n for n in self.fields if n != "reason"), "reason"])

    @property
    def answered(self) -> int:
        """Return how many recommendations are selected."""
        return len(self["recommendations"].value() or ())

    # What the council's file had in columns of its own

    def _other_cells(self) -> None:
        cells = self.action.other if self.action else []
        self.number_of_cells = len(cells)
        for number, (heading, text) in enumerate(cells):
            self.fields[f"other_{number}"] = LongTextField(
                label=heading, name=heading, rows=2, required=False, initial=text
            )

    def cells(self) -> list[Any]:
        """Return the fields of the columns that fit none of ours."""
        return [self[f"other_{number}"] for number in range(self.number_of_cells)]

    # Steps

    def _steps(self) -> None:
        """Add the fields of each step: those typed, else those stored, and some to spare."""
        self.rows = self._typed_steps() if self.is_bound else [*self.stored.values()]
        spare = self._spare()
        self.number_of_steps = min(len(self.rows) + spare, MOST_STEPS)
        for number in range(self.number_of_steps):
            step = self.rows[number] if number < len(self.rows) else None
            self._step_fields(number, step)
        self._put_cursor()

    def _spare(self) -> int:
        if not self.is_bound:
            return SPARE_STEPS if self.stored else 3
        return SPARE_STEPS if MORE in self.data else 0

    def _put_cursor(self) -> None:
        """Put the cursor into the first of the steps that were asked for."""
        if MORE in self.data and self.number_of_steps > len(self.rows):
            first = self.fields[f"step_{len(self.rows)}_text"]
            first.widget.attrs["autofocus"] = True

    def _typed_steps(self) -> list[Milestone | None]:
        """Return, for each step that was sent, what is stored of it; each stored one once."""
        left, rows = dict(self.stored), []
        for number in range(MOST_STEPS):
            key = self.data.get(f"step_{number}_pk")
            if key is None:
                break
            rows.append(left.pop(int(key), None) if key.isdecimal() and len(key) < 18 else None)
        return rows

    def _step_fields(self, number: int, step: Milestone | None) -> None:
        start, many = f"step_{number}", number + 1
        own = leads_of(step) if step else []
        fields: dict[str, forms.Field] = {
            "pk": forms.CharField(required=False, widget=forms.HiddenInput),
            "text": LongTextField(
                label="What is done", name=f"step {many}", required=False, rows=2
            ),
            "place": forms.IntegerField(
                label="Place",
                required=False,
                min_value=1,
                max_value=99,
                widget=forms.TextInput(
                    attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}
                ),
                error_messages=dict.fromkeys(
                    ("invalid", "min_value", "max_value"),
                    f"The place of step {many} must be a number from 1 to 99",
                ),
            ),
        }
        for turn in range(self._number_of_leads(start, len(own))):
            label = "Lead" if turn == 0 else f"Lead {turn + 1}"
            fields[f"lead_{turn}"] = forms.CharField(
                label=label, required=False, max_length=200, widget=NameInput, error_messages=LINE
            )
        if step is None or not step.due_dates.all():
            fields["timescale"] = forms.CharField(
                label="Timescale, in the words agreed",
                required=False,
                max_length=300,
                error_messages={"max_length": "Write the timescale in 300 characters or fewer"},
            )
            fields["read"] = forms.CharField(required=False, widget=forms.HiddenInput)
        if step and step.pk not in self.in_use:
            fields["remove"] = forms.BooleanField(label="Take this step out", required=False)
        self._give_initial(fields, number, step)
        self.fields |= {f"{start}_{name}": each for name, each in fields.items()}

    def _number_of_leads(self, start: str, own: int) -> int:
        """Return how many leads a step has fields for: all those stored, and one to spare."""
        sent = [turn for turn in range(MOST_LEADS) if f"{start}_lead_{turn}" in self.data]
        return max(own + 1, 2, len(sent))

    def _give_initial(
        self, fields: Mapping[str, forms.Field], number: int, step: Milestone | None
    ) -> None:
        if step is None:
            return
        fields["pk"].initial, fields["place"].initial = step.pk, number + 1
        fields["text"].initial = step.text
        for turn, lead in enumerate(leads_of(step)):
            fields[f"lead_{turn}"].initial = self.about.register.label(lead.officer)

    def steps(self) -> Iterator[dict[str, Any]]:
        """Yield the fields of each step by their short names, with what the page must know."""
        for number in range(self.number_of_steps):
            start = f"step_{number}_"
            named = [name for name in self.fields if name.startswith(start)]
            row: dict[str, Any] = {name.removeprefix(start): self[name] for name in named}
            step = self.rows[number] if number < len(self.rows) else None
            row["leads"] = [self[name] for name in named if name.startswith(f"{start}lead_")]
            yield row | {
                "number": number + 1,
                "stored": step,
                "in_use": bool(step and step.pk in self.in_use),
                "dates": sorted(step.due_dates.all(), key=lambda d: d.pk) if step else [],
                "reading": self._reading_shown(number),
            }

    # Timescales: what was read in the words is shown before it is saved

    def reading_of(self, number: int) -> Timescale | None:
        """Return what is read in the timescale typed at a step; None where none is typed."""
        words = self.data.get(f"step_{number}_timescale", "").strip()
        if not words:
            return None
        return read(words[:300], self.about.agreed_on, published=self.about.published_on)

    def _reading_shown(self, number: int) -> str:
        reading = self.reading_of(number) if self.is_bound else None
        return in_words(reading) if reading else ""

    @property
    def has_news(self) -> bool:
        """Return whether a timescale was typed whose reading was not on the page yet."""
        return any(
            self.data.get(f"step_{n}_timescale", "").strip()
            != self.data.get(f"step_{n}_read", "").strip()
            for n in range(self.number_of_steps)
            if f"step_{n}_timescale" in self.fields
        )

    def mark_read(self) -> None:
        """Put into the page which words were read, so that the next sending saves."""
        words = {n: self.data.get(f"step_{n}_timescale", "") for n in range(self.number_of_steps)}
        self.put(**{f"step_{number}_read": typed.strip() for number, typed in words.items()})

    # Names

    def _name_fields(self) -> Iterator[str]:
        yield "accountable"
        yield from (name for name in self.fields if "_lead_" in name)

    def _new_names(self) -> None:
        """Add a question for each name that nobody here has: what it is."""
        self.unknown: dict[str, str] = {}
        typed = [tidy(self.data.get(name, "")) for name in self._name_fields()]
        for name in dict.fromkeys(typed):
            if not name or self.about.register.meant(name) or len(name) > MOST_OF_A_NAME:
                continue
            field = f"kind_of_{len(self.unknown)}"
            self.unknown[name.casefold()] = field
            self.fields[field] = kind_field(name)

    def new_names(self) -> list[Any]:
        """Return the questions about names that are new."""
        return [self[field] for field in self.unknown.values()]

    def _all_named(self, typed: Sequence[str], present: Sequence[int]) -> list[Named | None]:
        """Return who each of the names means, where those `present` (pks) stand already."""
        known = self.about.register.among(typed, present)
        return [each or self._new(tidy(name)) for name, each in zip(typed, known, strict=True)]

    def _new(self, name: str) -> NewOfficer | None:
        kind = self.cleaned_data.get(self.unknown.get(name.casefold(), ""))
        return NewOfficer(name, kind) if kind else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, field in self.unknown.items():
            if not data.get(field):
                shown = next(
                    tidy(self.data.get(each, ""))
                    for each in self._name_fields()
                    if tidy(self.data.get(each, "")).casefold() == name
                )
                self.add_error(field, SAY_WHAT.format(shown))
        self._clean_steps(data)
        self._clean_names(data)
        return data

    def _clean_names(self, data: Mapping[str, Any]) -> None:
        """Say which names could mean several, none of whom stands there."""
        for names, present in self._places():
            typed = [tidy(data.get(name) or "") for name in names]
            found = self.about.register.among(typed, present)
            for name, words, officer in zip(names, typed, found, strict=True):
                if words and officer is None and self.about.register.meant(words):
                    self.add_error(name, SEVERAL.format(words))

    def _places(self) -> Iterator[tuple[list[str], list[int]]]:
        """Yield the fields of names that belong together, and who stands in them."""
        yield ["accountable"], self._accountable()
        for number in range(self.number_of_steps):
            yield self._lead_fields(number), self._leading(number)

    def _accountable(self) -> list[int]:
        pk = self.action.accountable_id if self.action else None
        return [pk] if pk else []

    def _lead_fields(self, number: int) -> list[str]:
        return [name for name in self.fields if name.startswith(f"step_{number}_lead_")]

    def _leading(self, number: int) -> list[int]:
        step = self.rows[number] if number < len(self.rows) else None
        return [lead.officer_id for lead in leads_of(step)] if step else []

    def _clean_steps(self, data: dict[str, Any]) -> None:
        for number in range(self.number_of_steps):
            says = [data.get(f"step_{number}_{name}") for name in ("timescale", "lead_0")]
            is_new = number >= len(self.rows) or self.rows[number] is None
            text = data.get(f"step_{number}_text")
            only = is_new and number == 0 and not self.stored
            if is_new and any(says) and not text and not only:
                self.add_error(f"step_{number}_text", f"Say what is done in step {number + 1}")

    # What was given

    def given(self) -> ActionGiven:
        """Return the action as typed, from a valid form."""
        data = self.cleaned_data
        words = {name: data[name] for name in WORDS if name in data}
        return ActionGiven(
            words=words | {"other": self._other()},
            theme=tidy(data["theme"]),
            accountable=self._all_named([data["accountable"]], self._accountable())[0],
            recommendations=list(data["recommendations"]),
            steps=self._given_steps(),
            removed=frozenset(self._removed()),
        )

    def _other(self) -> list[list[str]]:
        cells = self.action.other if self.action else []
        return [[heading, self.cleaned_data[f"other_{n}"]] for n, (heading, _) in enumerate(cells)]

    def _removed(self) -> Iterator[int]:
        for number, step in enumerate(self.rows):
            if step and self.cleaned_data.get(f"step_{number}_remove"):
                yield step.pk

    def _given_steps(self) -> list[StepGiven]:
        """Return the steps that say something, in the order of their places."""
        removed = set(self._removed())
        found = []
        for number in range(self.number_of_steps):
            step = self.rows[number] if number < len(self.rows) else None
            given = self._given_step(number, step)
            says = given.text or given.leads or given.timescale
            if (step and step.pk not in removed) or (step is None and says):
                found.append((self.cleaned_data.get(f"step_{number}_place"), given))
        steps = in_places(found)
        return steps if steps or self.stored else [StepGiven(None, "")]

    def _given_step(self, number: int, step: Milestone | None) -> StepGiven:
        start = f"step_{number}_"
        typed = [self.cleaned_data.get(name, "") for name in self._lead_fields(number)]
        leads = [named for named in self._all_named(typed, self._leading(number)) if named]
        has_words = f"{start}timescale" in self.fields
        return StepGiven(
            step.pk if step else None,
            self.cleaned_data[f"{start}text"],
            tuple(leads),
            self.reading_of(number) if has_words else None,
        )
