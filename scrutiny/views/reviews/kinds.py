"""The kinds of rows a review consists of: who may write each, with which form, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from councils.access import Refused, Verb
from councils.days import today
from councils.models import Body, in_force_on
from scrutiny.models import (
    ReviewFinding,
    ReviewMember,
    ReviewNote,
    ReviewRecommendation,
    ReviewSession,
)
from scrutiny.reviews import forms, writing_forms
from scrutiny.reviews.joining import reads, tell_group
from scrutiny.reviews.keeping import add_row, change_row, session_in_words
from scrutiny.reviews.recommending import (
    add_recommendation,
    addressed,
    change_recommendation,
    executive_of,
    to_in_words,
)
from scrutiny.views.reviews.asked import Asked

Row = Any


def _plain(asked: Asked, row: Row) -> dict[str, Any]:
    return {}


def _added(row: Row, form: Any, asked: Asked) -> None:
    for name, value in form.given().items():
        setattr(row, name, value)
    add_row(row)


def _changed(row: Row, form: Any, asked: Asked) -> None:
    change_row(row, form.given(), form.cleaned_data["seen"])


@dataclass(frozen=True)
class Kind:
    """One kind of row of a review, and its pages. `anchor` is its place on the review's page.

    `let` raises where the reader may not; `more` is what its form is made with; `initial` what
    stands in it; `shown` names the fields that are told of where somebody else changed them.
    """

    model: type[Any]
    noun: str
    anchor: str
    form: type[forms.SeenForm]
    let: Callable[[Asked, Row], None]
    initial: Callable[[Row], dict[str, Any]]
    edit_form: type[forms.SeenForm] | None = None
    more: Callable[[Asked, Row], dict[str, Any]] = _plain
    add: Callable[[Row, Any, Asked], None] = _added
    change: Callable[[Row, Any, Asked], None] = _changed
    told: Callable[[Row], str] = str


# People: who runs reviews says who is in a group, and so who reads its papers.


def _let_run(asked: Asked, row: Row) -> None:
    if not asked.opening.runs:
        raise Refused(asked.access, Verb.RUN_REVIEWS)


def _of_people(asked: Asked, row: Row) -> dict[str, Any]:
    return {} if row.pk else {"users": asked.access.members().filter(is_active=True)}


@transaction.atomic
def _add_person(row: Row, form: Any, asked: Asked) -> None:
    row.starts = today()
    _added(row, form, asked)
    _tell_if_new(row, asked, was_reading=False)


@transaction.atomic
def _change_person(row: Row, form: Any, asked: Asked) -> None:
    was_reading = reads(row, today())
    _changed(row, form, asked)
    row.refresh_from_db()
    _tell_if_new(row, asked, was_reading=was_reading)


def _tell_if_new(row: Row, asked: Asked, *, was_reading: bool) -> None:
    if reads(row, today()) and not was_reading:
        tell_group(row, asked.access.user, today())


PERSON = Kind(
    ReviewMember,
    "person",
    "about",
    forms.PersonForm,
    _let_run,
    lambda row: {name: getattr(row, name) for name in ("name", "part", "starts", "ends")},
    edit_form=forms.PartForm,
    more=_of_people,
    add=_add_person,
    change=_change_person,
)

# Sessions: open to everybody, so whoever may change what is open.


def _let_change(asked: Asked, row: Row) -> None:
    asked.let_change()


def _values(*names: str) -> Callable[[Row], dict[str, Any]]:
    return lambda row: {name: getattr(row, name) for name in names}


SESSION = Kind(
    ReviewSession,
    "session",
    "sessions",
    writing_forms.SessionForm,
    _let_change,
    _values("held_on", "place", "about", "met"),
    told=session_in_words,
)

# Notes: whoever of the group may add one; changed by who wrote it, and by who keeps the notes.


def _let_note(asked: Asked, row: Row) -> None:
    if row.pk:
        asked.let_note(row)
    else:
        asked.let(asked.opening.notes, "add a note, beside its members")


def _of_notes(asked: Asked, row: Row) -> dict[str, Any]:
    is_own = not row.pk or row.written_by_id == asked.access.user.pk
    return {
        "strands": _strands(asked),
        "sessions": asked.review.sessions.order_by("held_on", "order"),
        "whose": "" if is_own else str(row.written_by),
    }


def _strands(asked: Asked) -> Any:
    return asked.review.strands.select_related("recommendation").order_by("order")


def _add_note(row: Row, form: Any, asked: Asked) -> None:
    row.written_by = asked.access.user
    _added(row, form, asked)


NOTE = Kind(
    ReviewNote,
    "note",
    "notes",
    writing_forms.NoteForm,
    _let_note,
    _values("text", "session", "strand"),
    more=_of_notes,
    add=_add_note,
)

# Findings and recommendations: the group's chair and its scrutiny officer.


def _let_keep(asked: Asked, row: Row) -> None:
    asked.let(asked.opening.keeps, "write its findings and recommendations")


FINDING = Kind(
    ReviewFinding,
    "finding",
    "findings",
    writing_forms.FindingForm,
    _let_keep,
    _values("text", "strand"),
    more=lambda asked, row: {"strands": _strands(asked)},
)


def _bodies(asked: Asked) -> Any:
    there = asked.access.reach(Body).filter(in_force_on(today())).exclude(kind=Body.Kind.CABINET)
    return there.order_by("name", "pk")


def _of_recommendations(asked: Asked, row: Row) -> dict[str, Any]:
    executive = executive_of(asked.review.council, today())
    named = executive.name if executive else "Cabinet"
    return {"strands": _strands(asked), "bodies": _bodies(asked), "executive": named}


def _to(form: Any, asked: Asked) -> Any:
    data, executive = form.cleaned_data, executive_of(asked.review.council, today())
    return addressed(executive, data["executive"], data["bodies"], data["others"])


def _add_recommendation(row: Row, form: Any, asked: Asked) -> None:
    row.text, row.strand = form.cleaned_data["text"], form.cleaned_data["strand"]
    add_recommendation(row, _to(form, asked))


def _change_recommendation(row: Row, form: Any, asked: Asked) -> None:
    data = form.cleaned_data
    change_recommendation(row, data["text"], data["strand"], _to(form, asked), data["seen"])


def _initial_recommendation(row: Row) -> dict[str, Any]:
    to = list(row.addressees.order_by("order"))
    return {
        "text": row.text,
        "strand": row.strand,
        "executive": any(each.kind == "executive" for each in to),
        "bodies": [each.body_id for each in to if each.kind != "executive" and each.body_id],
        "others": "\n".join(e.name for e in to if e.kind != "executive" and not e.body_id),
    }


RECOMMENDATION = Kind(
    ReviewRecommendation,
    "recommendation",
    "recommendations",
    writing_forms.RecommendationForm,
    _let_keep,
    _initial_recommendation,
    more=_of_recommendations,
    add=_add_recommendation,
    change=_change_recommendation,
    told=to_in_words,
)
