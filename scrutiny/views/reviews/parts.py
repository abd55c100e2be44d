"""What a review consists of, added, changed and taken out: people, sessions, notes, findings,
recommendations. Each kind says who may, with which form, and what it does; the pages are one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from councils.access import Access, Refused, Verb, council_page
from councils.days import today
from councils.models import Body, in_force_on
from councils.versions import ChangedMeanwhile, Decided
from scrutiny.models import (
    ReviewFinding,
    ReviewMember,
    ReviewNote,
    ReviewRecommendation,
    ReviewSession,
)
from scrutiny.reviews import forms, writing_forms
from scrutiny.reviews.keeping import (
    add_row,
    change_row,
    correct,
    move_up,
    remove_row,
    seen_of,
    session_in_words,
)
from scrutiny.reviews.opening import is_settled
from scrutiny.reviews.recommending import (
    add_recommendation,
    addressed,
    change_recommendation,
    executive_of,
    to_in_words,
)
from scrutiny.reviews.trail import review_trail
from scrutiny.views.reviews.asked import Asked, review_asked

either = require_http_methods(["GET", "HEAD", "POST"])
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


def _add_person(row: Row, form: Any, asked: Asked) -> None:
    row.starts = today()
    _added(row, form, asked)


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

# Notes: whoever of the group may add one; changed by who wrote it, and by who keeps the papers.


def _let_note(asked: Asked, row: Row) -> None:
    opening = asked.opening
    if row.pk:
        own = opening.notes and row.written_by_id == asked.access.user.pk
        asked.let(opening.keeps or own, "change what others noted")
    else:
        asked.let(opening.notes, "add a note, beside its members")


def _of_notes(asked: Asked, row: Row) -> dict[str, Any]:
    review = asked.review
    return {"strands": _strands(asked), "sessions": review.sessions.order_by("held_on", "order")}


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


# The pages


def adding(kind: Kind) -> Any:
    """Return the view that adds a row of this kind."""

    @either
    @council_page(Verb.READ)
    def add(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
        asked = review_asked(access, pk)
        row = kind.model(review=asked.review)
        kind.let(asked, row)
        form = kind.form(_sent(request), **kind.more(asked, row))
        return _answer(request, asked, kind, row, form, lambda: kind.add(row, form, asked))

    return add


def changing(kind: Kind) -> Any:
    """Return the view that changes a row of this kind, or corrects it where it is settled."""

    @either
    @council_page(Verb.READ)
    def change(request: HttpRequest, access: Access, review_pk: int, pk: int) -> HttpResponse:
        asked = review_asked(access, review_pk)
        row = access.get(kind.model, pk=pk, review=asked.review)
        kind.let(asked, row)
        if _is_corrected(asked, row):
            form: Any = writing_forms.CorrectForm(_sent(request), initial=_seen(row, text=row.text))
            return _answer(request, asked, kind, row, form, lambda: _correct(row, form))
        make = kind.edit_form or kind.form
        more = kind.more(asked, row)
        form = make(_sent(request), initial=_seen(row, **kind.initial(row)), **more)
        return _answer(request, asked, kind, row, form, lambda: kind.change(row, form, asked))

    return change


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _seen(row: Row, **initial: Any) -> dict[str, Any]:
    return initial | {"seen": seen_of(row)}


def _is_corrected(asked: Asked, row: Row) -> bool:
    return isinstance(row, (ReviewFinding, ReviewRecommendation)) and is_settled(asked.review)


def _correct(row: Row, form: Any) -> None:
    data = form.cleaned_data
    correct(row, data["text"], data["reason"], data["seen"])


def _answer(
    request: HttpRequest, asked: Asked, kind: Kind, row: Row, form: Any, save: Callable[[], None]
) -> HttpResponse:
    """Save what was sent and lead back to the review; or show it again with what is wrong."""
    more: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except ChangedMeanwhile as conflict:
            theirs = kind.model._default_manager.get(pk=row.pk)
            more = {"conflict": conflict, "theirs": kind.told(theirs)}
            form.put(seen=seen_of(theirs))
        except Decided as why:
            more = {"decided": str(why)}
        else:
            messages.success(request, "Saved.")
            return redirect(place_of(asked, kind.anchor))
    return _page(request, asked, kind, row, form, more)


def _page(
    request: HttpRequest, asked: Asked, kind: Kind, row: Row, form: Any, more: dict[str, Any]
) -> HttpResponse:
    context = {
        "access": asked.access,
        "review": asked.review,
        "kind": kind,
        "row": row,
        "form": form,
        "corrects": isinstance(form, writing_forms.CorrectForm),
        "may_remove": bool(row.pk) and not _is_corrected(asked, row),
        "remove_name": f"scrutiny:review_{kind.noun}_remove",
        "back": place_of(asked, kind.anchor),
        "breadcrumbs": review_trail(asked.access, asked.review),
    }
    status = 409 if more else 200
    return render(request, "scrutiny/reviews/part.html", context | more, status=status)


def place_of(asked: Asked, anchor: str = "") -> str:
    """Return the path of the review's page, at a place on it."""
    page = reverse("scrutiny:review", args=[asked.access.council.slug, asked.review.pk])
    return f"{page}#{anchor}" if anchor else page


def removing(kind: Kind) -> Any:
    """Return the view that takes a row of this kind out."""

    @require_POST
    @council_page(Verb.READ)
    def remove(request: HttpRequest, access: Access, review_pk: int, pk: int) -> HttpResponse:
        asked = review_asked(access, review_pk)
        row = access.get(kind.model, pk=pk, review=asked.review)
        kind.let(asked, row)
        try:
            remove_row(row, request.POST.get("seen", ""))
        except ChangedMeanwhile as conflict:
            text = f"{conflict.by} changed it meanwhile, so it was not taken out. Read it again."
            messages.error(request, text)
        except Decided as why:
            messages.error(request, str(why))
        else:
            messages.success(request, f"The {kind.noun} is taken out.")
        return redirect(place_of(asked, kind.anchor))

    return remove


def moving(kind: Kind) -> Any:
    """Return the view that moves a finding or recommendation one place up."""

    @require_POST
    @council_page(Verb.READ)
    def move(request: HttpRequest, access: Access, review_pk: int, pk: int) -> HttpResponse:
        asked = review_asked(access, review_pk)
        row = access.get(kind.model, pk=pk, review=asked.review)
        kind.let(asked, row)
        try:
            move_up(row, request.POST.get("seen", ""))
        except Decided as why:
            messages.error(request, str(why))
        return redirect(place_of(asked, kind.anchor))

    return move


session_add, session, session_remove = adding(SESSION), changing(SESSION), removing(SESSION)
note_add, note, note_remove = adding(NOTE), changing(NOTE), removing(NOTE)
person_add, person, person_remove = adding(PERSON), changing(PERSON), removing(PERSON)
finding_add, finding, finding_remove = adding(FINDING), changing(FINDING), removing(FINDING)
finding_up, recommendation_up = moving(FINDING), moving(RECOMMENDATION)
recommendation_add, recommendation = adding(RECOMMENDATION), changing(RECOMMENDATION)
recommendation_remove = removing(RECOMMENDATION)
