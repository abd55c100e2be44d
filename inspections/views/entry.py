"""One form in two steps: the kind and days of an inspection, then its headings and what it asks.

The same is sent by who enters an inspection by hand, changes one, or looks over what was read of
a report. Nothing that was typed is lost between the steps.
"""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, QueryDict

from inspections.entering.entered import Entered
from inspections.entering.pasting import pasted_from_a_report
from inspections.forms.entering import (
    GRADE,
    MOST_ROWS,
    FactsForm,
    KindForm,
    Rows,
    entered,
)
from inspections.frameworks import FRAMEWORKS, Framework
from inspections.report_reading.draft import DraftInspection

OTHER_HEADINGS = (
    "These are the headings of the inspections of those days. Look them over; nothing is saved yet."
)
SAVE, ADD, SPLIT, GO_ON = "save", "add", "split", "go_on"


class Several(list[BaseForm]):
    """Forms on one page, whose errors stand in one summary."""

    @property
    def errors(self) -> bool:
        return any(form.errors for form in self)


@dataclass
class Entry:
    """What stands in the form now. `entered` is there once all of it can be saved.

    `told` is why nothing was saved though nothing is wrong; `carried` are the grades typed under
    headings that another framework has.
    """

    kind: KindForm
    facts: FactsForm | None = None
    rows: Rows = field(default_factory=Rows)
    told: str = ""
    pasted: str = ""
    carried: list[tuple[str, str]] = field(default_factory=list)
    entered: Entered | None = None

    @property
    def forms(self) -> Several:
        """Return the forms on the page, from top to bottom."""
        return Several([self.kind, *([self.facts] if self.facts else []), *self.rows.forms])

    def beside(self, draft: DraftInspection) -> None:
        """Set the page and the words of a report beside each grade and row read of it."""
        if self.facts and self.facts.framework.key == draft.framework:
            self.facts.beside = {judgement.area: judgement for judgement in draft.judgements}
        for row in self.rows.forms:
            place = str(row["origin"].value())
            if place.isdecimal() and int(place) < len(draft.recommendations):
                row.beside = draft.recommendations[int(place)]


def unsent(
    today: datetime.date,
    kind: dict[str, Any],
    facts: dict[str, Any] | None = None,
    rows: list[dict[str, Any]] | None = None,
) -> Entry:
    """Return the form before it is sent; with `facts` in its second step."""
    entry = Entry(KindForm(initial=kind, today=today))
    framework = FRAMEWORKS.get(kind.get("framework") or "")
    if framework and facts is not None:
        entry.facts = FactsForm(initial=facts | {"shown": framework.key}, framework=framework)
        entry.rows = Rows(initial=rows or [{}])
    return entry


def restored(data: QueryDict, today: datetime.date, held: str = "") -> Entry:
    """Return the form as somebody left it, with all that stood in it, checked by nobody."""
    entry = Entry(KindForm(data, today=today, held=held), pasted=data.get("pasted", ""))
    entry.kind.unjudged()
    entry.rows = Rows(data)
    return _as_typed(entry, data, FRAMEWORKS.get(data.get("shown", "")), judged=False)


def sent(
    request: HttpRequest,
    today: datetime.date,
    held: str = "",
    first: tuple[dict[str, Any], list[dict[str, Any]]] | None = None,
) -> Entry:
    """Return the form as it was sent; `held` is the framework that is on record.

    `first` are the facts and rows that its second step begins with.
    """
    data = request.POST.copy()
    entry = Entry(KindForm(data, today=today, held=held), pasted=data.get("pasted", ""))
    entry.rows = Rows(data)
    does = data.get("do", SAVE)
    shown = FRAMEWORKS.get(data.get("shown", ""))
    if shown and does in (ADD, SPLIT):
        entry.kind.unjudged()
        entry.facts = FactsForm(data, framework=shown)
        return _more_rows(entry, data, does)
    if not entry.kind.is_valid():
        return _as_typed(entry, data, shown, judged=does == SAVE)
    framework = entry.kind.chosen
    if len(entry.kind.possible) > 1:
        entry.kind.ask_framework(is_missing=framework is None)
    if framework is None:
        return _as_typed(entry, data, shown, judged=False)
    if shown is None and first:
        return _second_step(entry, framework, *first)
    if framework != shown:
        return _other_headings(entry, data, framework, was_shown=shown is not None)
    entry.facts = FactsForm(data, framework=framework)
    if does == GO_ON or entry.pasted.strip():
        return _more_rows(entry, data, does)
    return _judged(entry)


def _second_step(
    entry: Entry, framework: Framework, facts: dict[str, Any], rows: list[dict[str, Any]]
) -> Entry:
    entry.facts = FactsForm(initial=facts | {"shown": framework.key}, framework=framework)
    entry.rows = Rows(initial=rows or [{}])
    return entry


def _as_typed(entry: Entry, data: QueryDict, shown: Framework | None, *, judged: bool) -> Entry:
    """Return the form with all that was typed, of whichever step it was."""
    if shown is None:
        entry.rows = Rows()
        return entry
    entry.facts = FactsForm(data, framework=shown)
    if not judged:
        entry.facts.unjudged()
        entry.rows.unjudged()
    return entry


def _other_headings(
    entry: Entry, data: QueryDict, framework: Framework, *, was_shown: bool
) -> Entry:
    """Return the form with the headings of another framework, and what was typed meanwhile."""
    data["shown"] = framework.key
    entry.facts = FactsForm(data, framework=framework).unjudged()
    entry.rows.unjudged()
    if not was_shown:
        entry.rows.add([{}])
        return entry
    entry.told = OTHER_HEADINGS
    fields = entry.facts.fields
    typed = [(name, value) for name, value in data.items() if name.startswith(GRADE)]
    entry.carried = [(name, str(value)) for name, value in typed if value and name not in fields]
    return entry


def _more_rows(entry: Entry, data: QueryDict, does: str) -> Entry:
    """Return the form with more rows: an empty one, or those of a pasted list."""
    if entry.facts:
        entry.facts.unjudged()
    entry.rows.unjudged()
    if entry.pasted.strip():
        _take_pasted(entry, data)
    elif does == ADD:
        entry.rows.add([{}])
        entry.rows.forms[-1].fields["text"].widget.attrs["autofocus"] = True
    return entry


def _take_pasted(entry: Entry, data: QueryDict) -> None:
    usual = {name: data.get(f"paste_{name}", "") for name in ("addressed_to", "priority")}
    found = pasted_from_a_report(entry.pasted)
    if len(found) + len(entry.rows.forms) > MOST_ROWS:
        entry.told = f"An inspection has {MOST_ROWS} recommendations or fewer here. Paste less."
        return
    added = entry.rows.add(
        {"number": number, "text": text} | {name: value for name, value in usual.items() if value}
        for number, text in found
    )
    rows = "one row" if added == 1 else f"{added} rows"
    entry.told = f"The list has become {rows}. Look them over; nothing is saved yet."
    entry.pasted = ""


def _judged(entry: Entry) -> Entry:
    facts = entry.facts
    if facts and facts.is_valid():
        facts.check_days(entry.kind.cleaned_data["ends_on"], entry.kind.today)
    if entry.rows.is_valid() and facts and not facts.errors:
        entry.entered = entered(entry.kind, facts, entry.rows)
    return entry
