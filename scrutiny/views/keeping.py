"""How one thing that a body holds is added or changed: the same for all kinds."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from actionplans.models import Action, ActionPlan
from actionplans.trail import Trail, trail
from councils.access import Access
from councils.days import today
from councils.models import Body, Meeting
from councils.versions import ChangedMeanwhile, Decided
from scrutiny.models import LearningPoint, Visit
from scrutiny.oversight.forms.base import KeptForm, Offered
from scrutiny.oversight.keeping import Kept, save, version_of


@dataclass(frozen=True)
class Kind:
    """A kind of thing: its form, its headings, and where on the body's page it stands."""

    form: type[KeptForm]
    adding: str
    changing: str
    anchor: str
    saved: str = "Saved."


def body_address(access: Access, body: Body, anchor: str = "") -> str:
    """Return the address of a body's page, or of a part of it."""
    here = reverse("scrutiny:body", args=[access.council.slug, body.pk])
    return f"{here}#{anchor}" if anchor else here


def body_trail(access: Access, body: Body) -> Trail:
    """Return the way back from a page about a body."""
    return [*trail(access), (body.name, body_address(access, body))]


def offered(access: Access, body: Body) -> Offered:
    """Return what can be named in the forms of a body, its meetings the newest first."""
    return Offered(
        body=body,
        today=today(),
        plans=access.reach(ActionPlan).order_by("-agreed_on", "title", "pk"),
        actions=access.reach(Action).order_by("order", "pk"),
        meetings=access.reach(Meeting).filter(body=body).order_by("-held_on", "pk"),
        points=_points(access, body),
        visits=access.reach(Visit).filter(body=body, removed_on=None).order_by("-day", "pk"),
    )


def _points(access: Access, body: Body) -> Any:
    held = access.reach(LearningPoint).filter(body=body, removed_on=None)
    return held.select_related("lesson").order_by("pk")


def keep(request: HttpRequest, access: Access, row: Kept, kind: Kind) -> HttpResponse:
    """Show the form of something a body holds, and save what is sent."""
    sent = request.POST if request.method == "POST" else None
    form = kind.form(sent, row=row, offered=offered(access, row.body), seen=version_of(row))
    more: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            save(row, form.given(), seen=form.cleaned_data["seen"])
        except Decided as other:
            more = {"decided": str(other)}
        except ChangedMeanwhile as conflict:
            stored = access.get(type(row), pk=row.pk)
            form.put(seen=version_of(stored))
            more = {"conflict": conflict, "theirs": form.stored(stored)}
        else:
            messages.success(request, kind.saved)
            return redirect(body_address(access, row.body, kind.anchor))
    context = {
        "access": access,
        "body": row.body,
        "form": form,
        "row": row if row.pk else None,
        "heading": kind.changing if row.pk else kind.adding,
        "back": body_address(access, row.body, kind.anchor),
        "breadcrumbs": body_trail(access, row.body),
    } | more
    status = 409 if more else 200
    return render(request, "scrutiny/oversight/keep.html", context, status=status)
