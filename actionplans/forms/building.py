"""What a manager types to begin a plan, and to say what becomes of each recommendation."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from actionplans.models import ActionPlan
from actionplans.planning.building import (
    ELSEWHERE,
    NOT_NOW,
    PLAN_WORDS,
    TO_DO,
    Choice,
    NewSource,
)
from actionplans.planning.naming import tidy
from councils.forms import DayField, LongTextField, Radios, Retyped
from councils.models import Body, User
from inspections.entering.pasting import asked_in
from inspections.frameworks import FRAMEWORKS
from inspections.models import Addressee, Inspection, Recommendation

# What mostly has no report here comes first, then the newest.
_FIRST = ("peer-review", "audit", "self-evaluation")
_KINDS = [*_FIRST, *(key for key in reversed(FRAMEWORKS) if key not in _FIRST)]


class SourceForm(Retyped, forms.Form):
    """A source entered by hand; all of it may be left out."""

    kind = forms.ChoiceField(
        label="What kind is it?",
        required=False,
        choices=[("", "Select"), *((key, FRAMEWORKS[key].name) for key in _KINDS)],
    )
    source_title = forms.CharField(
        label="What is it called?",
        required=False,
        max_length=200,
        help_text="Like “Peer review of the front door”. Left empty, it is called by its kind.",
    )
    source_on = DayField(label="On which day was it made?", name="the day", required=False)
    asked = LongTextField(
        label="What does it ask for?",
        name="what it asks for",
        required=False,
        rows=6,
        help_text="One recommendation a line, with its number if it has one: “3. Mend practice”.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        names = ("kind", "source_title", "source_on", "asked")
        if any(data.get(name) or name in self.errors for name in names):
            self._clean_source(data)
        return data

    def _clean_source(self, data: dict[str, Any]) -> None:
        needed = {
            "kind": "Select what kind of source it is",
            "source_on": "Enter the day on which it was made, like 30 9 2026",
            "asked": "Enter what it asks for, one recommendation a line",
        }
        for name, message in needed.items():
            if not data.get(name) and name not in self.errors:
                self.add_error(name, message)
        kind, on = data.get("kind"), data.get("source_on")
        if kind and on and not FRAMEWORKS[kind].in_force_on(on):
            message = f"There was no such inspection on {on:%-d %B %Y}. Select another kind or day"
            self.add_error("kind", message)

    @property
    def by_hand(self) -> NewSource | None:
        """Return the source typed, from a valid form; None where none was."""
        data = self.cleaned_data
        if not data["kind"]:
            return None
        title = data["source_title"] or FRAMEWORKS[data["kind"]].name
        return NewSource(data["kind"], title, data["source_on"], asked_in(data["asked"]))

    @property
    def is_begun(self) -> bool:
        """Return whether something of a source is typed, or wrong: it is then shown open."""
        names = ("kind", "source_title", "asked", *(f"source_on_{part}" for part in _DAY))
        return any(self.data.get(name) for name in names)


_DAY = ("day", "month", "year")


class PlanForm(SourceForm):
    """A new plan: its title, what it answers, when it was agreed and who manages it."""

    title = forms.CharField(
        label="What is the plan called?",
        max_length=200,
        error_messages={
            "required": "Enter what the plan is called",
            "max_length": "Call the plan something of 200 characters or fewer",
        },
    )
    sources = forms.ModelMultipleChoiceField(
        label="Which inspections does it answer?",
        queryset=Inspection.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Select all that it answers, or none.",
    )
    agreed_on = DayField(
        label="When were its timescales agreed?",
        name="the day its timescales were agreed",
        help_text="“Within 6 months” counts from here, or from the day the report it answers was "
        "published. For example, 30 9 2026",
    )
    manager = forms.ModelChoiceField(
        label="Who manages it?",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody yet",
        help_text="This person accepts what officers report.",
    )
    follows = forms.ModelChoiceField(
        label="Is it the next phase of another plan?",
        queryset=ActionPlan.objects.none(),
        required=False,
        empty_label="No",
        help_text="Open actions of that plan can be carried over once this one is begun.",
    )
    themes = LongTextField(
        label="Does it begin with themes?",
        name="the themes",
        required=False,
        rows=4,
        help_text="One a line, in their order. Actions are put under them later.",
    )
    field_order = ("title", "sources", "agreed_on", "manager", "follows", "themes")

    def __init__(
        self,
        *args: Any,
        inspections: QuerySet[Inspection],
        managers: QuerySet[User],
        plans: QuerySet[ActionPlan],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        follows: Any = self.fields["follows"]
        follows.queryset = plans
        sources: Any = self.fields["sources"]
        sources.queryset = inspections
        sources.label_from_instance = _inspection_named
        manager: Any = self.fields["manager"]
        manager.queryset = managers

    @property
    def begins_from_something(self) -> bool:
        """Return whether a plan before or themes are given: they are then shown open."""
        return bool(self["follows"].value() or self["themes"].value())

    def clean_themes(self) -> list[str]:
        names = [tidy(line) for line in self.cleaned_data["themes"].split("\n")]
        for name in names:
            if len(name) > 200:
                raise forms.ValidationError("Call each theme something of 200 characters or fewer")
        return [name for name in names if name]

    def plan(self) -> dict[str, Any]:
        """Return what `start_plan` makes it of, from a valid form."""
        names = ("title", "sources", "agreed_on", "manager", "follows", "themes")
        return {name: self.cleaned_data[name] for name in names} | {"by_hand": self.by_hand}


class PlanEditForm(PlanForm):
    """What a plan is called, what it answers, who manages it and who is told."""

    reports_to = forms.ModelMultipleChoiceField(
        label="Which bodies are told how it stands?",
        queryset=Body.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    note = LongTextField(
        label="A note that stands with the plan", name="the note", required=False, rows=3
    )
    reason = LongTextField(
        label="Why is it changed?",
        name="why it is changed",
        required=False,
        rows=2,
        help_text="The plan has been approved, so say why it is called something else, answers "
        "something else or has another manager. What changed since shows what you write here.",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, bodies: QuerySet[Body], is_draft: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["themes"]
        if not is_draft:  # What "within 6 months" meant was agreed with the plan.
            del self.fields["agreed_on"]
        else:
            del self.fields["reason"]
        reports_to: Any = self.fields["reports_to"]
        reports_to.queryset = bodies

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        missing = "reason" in self.fields and not data.get("reason") and "reason" not in self.errors
        if missing and self._changes_what_was_agreed(data):
            self.add_error("reason", "Say why it is changed: the plan has been approved")
        return data

    def _changes_what_was_agreed(self, data: dict[str, Any]) -> bool:
        """Return whether the title, the sources or the manager become others."""
        before = self.initial
        sources = {source.pk for source in data.get("sources", ())}
        manager = data["manager"].pk if data.get("manager") else None
        others = (sources, manager) != (set(before["sources"]), before["manager"])
        return others or data.get("title") != before["title"] or bool(data.get("kind"))

    def given(self) -> dict[str, Any]:
        """Return what the plan is to say, from a valid form."""
        names = (*PLAN_WORDS, "sources", "reports_to")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


def _inspection_named(inspection: Inspection) -> str:
    out = inspection.known_published_on
    when = f"published {out:%-d %B %Y}" if out else f"of {inspection.ends_on:%-d %B %Y}"
    return f"{inspection.title}, {when}"


class CopyForm(forms.Form):
    """What a copy of a plan is called, and when its timescales are agreed."""

    title = forms.CharField(
        label="What is the new plan called?",
        max_length=200,
        error_messages={
            "required": "Enter what the new plan is called",
            "max_length": "Call the plan something of 200 characters or fewer",
        },
    )
    agreed_on = DayField(
        label="When are its timescales agreed?", name="the day its timescales are agreed"
    )


class MergePlanForm(forms.Form):
    """Into which plan another one goes, and why."""

    into = forms.ModelChoiceField(
        label="Which plan does it join?",
        queryset=ActionPlan.objects.none(),
        empty_label="Select",
        error_messages={
            "required": "Select the plan it joins",
            "invalid_choice": "Select a plan of this council that is not closed",
        },
    )
    reason = LongTextField(label="Why?", name="why", required_message="Say why", rows=3)

    def __init__(self, *args: Any, plans: QuerySet[ActionPlan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into: Any = self.fields["into"]
        into.queryset = plans


class AnswersForm(Retyped, forms.Form):
    """What becomes of each recommendation that no action of the plan answers yet."""

    seen = forms.CharField(max_length=40, widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        asked: Sequence[Recommendation],
        others: Sequence[ActionPlan],
        standing: dict[int, Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked, self.others = asked, {str(plan.pk): plan for plan in others}
        for one in asked:
            self._ask(one, standing.get(one.pk))

    def _ask(self, one: Recommendation, said: Any) -> None:
        to_the_board = one.addressed_to == Addressee.BOARD
        begin = ELSEWHERE if said else NOT_NOW if to_the_board else TO_DO
        self.fields[f"answer_{one.pk}"] = forms.ChoiceField(
            label=f"What becomes of {_named(one)}?",
            choices=[
                (TO_DO, "Make an action"),
                (ELSEWHERE, "Another plan answers it"),
                (NOT_NOW, "Not now"),
            ],
            initial=begin,
            widget=Radios(attrs={"class": "govuk-radios--inline govuk-radios--small"}),
            error_messages={"required": f"Select what becomes of {_named(one)}"},
        )
        choices = [("", "One that is not held here"), *self._plans()]
        self.fields[f"other_{one.pk}"] = forms.ChoiceField(
            label=f"Which plan answers {_named(one)}?",
            choices=choices,
            required=False,
            initial=said.plan_pk if said else "",
        )
        self.fields[f"words_{one.pk}"] = forms.CharField(
            label="If it is not held here, what is it called?",
            required=False,
            max_length=200,
            initial=said.words if said and not said.plan_pk else "",
        )

    def _plans(self) -> list[tuple[str, str]]:
        return [(key, plan.title) for key, plan in self.others.items()]

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield each recommendation with its three fields."""
        for one in self.asked:
            fields = {name: self[f"{name}_{one.pk}"] for name in ("answer", "other", "words")}
            yield {"asked": one} | fields

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for one in self.asked:
            elsewhere = data.get(f"answer_{one.pk}") == ELSEWHERE
            named = data.get(f"other_{one.pk}") or data.get(f"words_{one.pk}")
            wrong = {f"other_{one.pk}", f"words_{one.pk}"} & set(self.errors)
            if elsewhere and not named and not wrong:
                message = f"Say which plan answers {_named(one)}: select it, or write what it is"
                self.add_error(f"words_{one.pk}", f"{message} called")
        return data

    def unasked(self, asked: Iterable[Recommendation]) -> Iterator[tuple[Recommendation, str]]:
        """Yield what was sent on recommendations that are not asked about any more, in words."""
        words = {TO_DO: "make an action", ELSEWHERE: "another plan answers it", NOT_NOW: "not now"}
        for one in asked:
            said = words.get(self.data.get(f"answer_{one.pk}", ""))
            other = self.others.get(self.data.get(f"other_{one.pk}", ""))
            named = other.title if other else self.data.get(f"words_{one.pk}", "")
            if said and f"answer_{one.pk}" not in self.fields:
                yield one, f"{said}: {named}" if said == words[ELSEWHERE] else said

    def choices(self) -> list[Choice]:
        """Return what becomes of each, from a valid form."""
        data = self.cleaned_data
        return [
            Choice(
                one,
                data[f"answer_{one.pk}"],
                self.others.get(data[f"other_{one.pk}"]),
                data[f"words_{one.pk}"],
            )
            for one in self.asked
        ]


def _named(one: Recommendation) -> str:
    """Return how a label speaks of a recommendation: by its number, else by its first words."""
    if one.shown_number:
        return f"recommendation {one.shown_number}"
    words = one.text if len(one.text) <= 40 else f"{one.text[:39]}…"
    return f"“{words}”"
