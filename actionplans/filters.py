"""Filters of the plan's table of actions."""

from collections.abc import Callable, Iterable
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from actionplans.models import Action, Theme
from actionplans.rag import Status
from actionplans.rows import Answered, Row
from actionplans.shown import PlanOnDay


class ActionFilter(django_filters.FilterSet):
    """Narrows the rows of one plan on a day.

    It looks at the rows themselves, not at the tables behind them: what is asked for is
    found in the words, leads and status of that day, and nothing that this reader is not
    shown can be found, counted or chosen.
    """

    q = django_filters.CharFilter(label="Words", method="over_the_rows")
    status = django_filters.ChoiceFilter(
        label="Status",
        choices=[(s.value, s.words) for s in Status],
        method="over_the_rows",
        empty_label="Any",
    )
    lead = django_filters.ChoiceFilter(label="Lead", method="over_the_rows", empty_label="Anyone")
    theme = django_filters.ModelChoiceFilter(
        label="Theme", queryset=Theme.objects.none(), method="over_the_rows", empty_label="Any"
    )
    recommendation = django_filters.ChoiceFilter(
        label="Recommendation", method="over_the_rows", empty_label="Any"
    )

    class Meta:
        model = Action
        fields = ["q", "status", "lead", "theme", "recommendation"]

    def __init__(self, data: Any, shown: PlanOnDay) -> None:
        super().__init__(data, queryset=Action.objects.none())
        self.shown = shown
        rows = shown.rows
        self.filters["lead"].extra["choices"] = _leads(rows)
        self.filters["recommendation"].extra["choices"] = _recommendations(rows)
        self.filters["theme"].queryset = _themes(shown)
        if not any(row.theme for row in rows):
            del self.filters["theme"]
        self.filters["q"].field.widget = forms.TextInput(attrs={"type": "search"})

    def over_the_rows(self, actions: QuerySet[Action], name: str, value: Any) -> QuerySet[Action]:
        return actions

    def rows(self) -> list[Row]:
        """Return the rows that the filters leave, in the plan's order; all when one is wrong."""
        if not self.form.is_valid():
            return list(self.shown.rows)
        asked = [(_KEEPS[name], value) for name, value in self.form.cleaned_data.items() if value]
        return [row for row in self.shown.rows if all(keeps(row, value) for keeps, value in asked)]


# What can be chosen: only what stands in a row.


def _leads(rows: Iterable[Row]) -> list[tuple[int, str]]:
    found = {(lead.name, lead.officer_id) for row in rows for lead in row.leads}
    return [(officer, name) for name, officer in sorted(found)]


def _themes(shown: PlanOnDay) -> QuerySet[Theme]:
    here = [row.pk for row in shown.rows]
    under = Q(actions__in=here) | Q(guests__action__in=here)
    found = Theme.objects.filter(under, plan=shown.plan)
    return found.distinct().order_by("order", "pk")


def _recommendations(rows: Iterable[Row]) -> list[tuple[int, str]]:
    found = {asked for row in rows for asked in row.answers}
    ordered = sorted(found, key=lambda asked: (asked.inspection_id, asked.order, asked.pk))
    return [(asked.pk, _label(asked)) for asked in ordered]


def _has_words(row: Row, words: str) -> bool:
    words = words.casefold()
    texts = [
        row.text,
        *(step.text for step in row.steps),
        *(lead.name for lead in row.leads),
        *(answered.text for answered in row.answers),
        *(said.text for said in row.said),
        *(said.for_papers for said in row.said),
    ]
    return words == row.reference.casefold() or any(words in text.casefold() for text in texts)


_KEEPS: dict[str, Callable[[Row, Any], bool]] = {
    "q": _has_words,
    "status": lambda row, status: row.status == status,
    "lead": lambda row, officer: any(officer == str(lead.officer_id) for lead in row.leads),
    "theme": lambda row, theme: row.theme == theme.name,
    "recommendation": lambda row, asked: any(asked == str(each.pk) for each in row.answers),
}


def _label(asked: Answered) -> str:
    words = asked.text
    short = words if len(words) <= 60 else f"{words[:60].rsplit(' ', 1)[0]} ..."
    return f"{asked.number}. {short}"
