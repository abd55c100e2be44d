"""Filters of the plan's table of actions."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from actionplans.models import Action, ActionPlan, Theme
from actionplans.rag import Status
from actionplans.rows import Row
from councils.models import Officer
from inspections.models import Recommendation


class ActionFilter(django_filters.FilterSet):
    """Narrows the actions of one plan. Status is derived, so it is filtered over the rows."""

    q = django_filters.CharFilter(label="Words", method="with_words")
    status = django_filters.ChoiceFilter(
        label="Status",
        choices=[(s.value, s.words) for s in Status],
        method="over_the_rows",
        empty_label="Any",
    )
    lead = django_filters.ModelChoiceFilter(
        label="Lead", queryset=Officer.objects.none(), field_name="milestones__leads__officer",
        distinct=True, empty_label="Anyone",
    )  # fmt: skip
    theme = django_filters.ModelChoiceFilter(
        label="Theme", queryset=Theme.objects.none(), empty_label="Any"
    )
    recommendation = django_filters.ModelChoiceFilter(
        label="Recommendation",
        queryset=Recommendation.objects.none(),
        field_name="recommendations",
        empty_label="Any",
    )

    class Meta:
        model = Action
        fields = ["q", "status", "lead", "theme", "recommendation"]

    def __init__(self, data: Any, plan: ActionPlan) -> None:
        super().__init__(data, queryset=Action.objects.filter(plan=plan))
        mine: dict[str, QuerySet[Any]] = {
            "lead": Officer.objects.filter(leads__milestone__action__plan=plan)
            .distinct()
            .order_by("name", "pk"),
            "theme": Theme.objects.filter(plan=plan).order_by("order", "pk"),
            "recommendation": Recommendation.objects.filter(actions__plan=plan)
            .distinct()
            .order_by("inspection_id", "order", "pk"),
        }
        for name, queryset in mine.items():
            self.filters[name].queryset = queryset
        if not mine["theme"].exists():
            del self.filters["theme"]
        self.filters["recommendation"].field.label_from_instance = _recommendation_label
        self.filters["q"].field.widget = forms.TextInput(attrs={"type": "search"})

    def with_words(self, actions: QuerySet[Action], name: str, words: str) -> QuerySet[Action]:
        found = (
            Q(text__icontains=words)
            | Q(reference__iexact=words)
            | Q(milestones__text__icontains=words)
            | Q(milestones__leads__officer__name__icontains=words)
            | Q(recommendations__text__icontains=words)
        )
        return actions.filter(pk__in=Action.objects.filter(found).values("pk"))

    def over_the_rows(self, actions: QuerySet[Action], name: str, value: str) -> QuerySet[Action]:
        return actions

    def rows(self, rows: list[Row] | tuple[Row, ...]) -> list[Row]:
        """Return those of the plan's rows that the filter leaves, in the same order."""
        kept = set(self.qs.values_list("pk", flat=True)) if self.form.is_valid() else None
        status = self.form.cleaned_data.get("status") if kept is not None else ""
        return [
            row
            for row in rows
            if (kept is None or row.pk in kept) and (not status or row.status == status)
        ]


def _recommendation_label(recommendation: Recommendation) -> str:
    words = recommendation.text
    short = words if len(words) <= 60 else f"{words[:60].rsplit(' ', 1)[0]} ..."
    return f"{recommendation.shown_number}. {short}"
