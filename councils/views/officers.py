"""Pages about who can lead in the plans, and the addresses e-mails to them go to."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from councils import officers as rules
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.models import Officer, in_force_on
from councils.officer_forms import SAME_NAME, OfficerForm
from councils.views.people import FORM, Trail

A_PAGE = 50


def _trail(access: Access, *, within: bool = True) -> Trail:
    slug = access.council.slug
    found = [(access.council.name, reverse("actionplans:council", args=[slug]))]
    return [*found, ("Who can lead", reverse("councils:officers", args=[slug]))][: 1 + within]


@require_safe
@council_page(Verb.KEEP_OFFICERS)
def officers(request: HttpRequest, access: Access) -> HttpResponse:
    """Everybody who can lead in the plans of the council, with how e-mails reach them."""
    q = request.GET.get("q", "")[:200].replace("\0", "")
    found = rules.found(access.reach(Officer).filter(in_force_on(today())), q)
    context = {
        "access": access,
        "q": q,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "breadcrumbs": _trail(access, within=False),
    }
    return render(request, "councils/officers.html", context)


@FORM
@council_page(Verb.KEEP_OFFICERS)
def officer_add(request: HttpRequest, access: Access) -> HttpResponse:
    """Add a person, post, group or partner."""
    form = _form(request, access, None)
    if request.method == "POST" and form.is_valid():
        try:
            made = rules.add(access.council, form.given(), today())
        except rules.SameName:
            form.add_error("name", SAME_NAME)
        else:
            return _saved(request, access, made)
    return _page(request, access, form)


@FORM
@council_page(Verb.KEEP_OFFICERS)
def officer(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """One of them: name, post, address, and what they are in; 409 where another changed it."""
    held = access.get(Officer, pk=pk)
    form = _form(request, access, held)
    if request.method != "POST" or not form.is_valid():
        return _page(request, access, form)
    try:
        rules.change(held, form.given(), today(), seen=form.cleaned_data["seen"])
    except rules.ChangedMeanwhile:
        form.put(seen=rules.version_of(held, today()))
        return _page(request, access, form, is_newer=True)
    except rules.SameName:
        form.add_error("name", SAME_NAME)
        return _page(request, access, form)
    return _saved(request, access, access.get(Officer, pk=pk))


def _saved(request: HttpRequest, access: Access, officer: Officer) -> HttpResponse:
    messages.success(request, f"Saved: {officer}.")
    return redirect("councils:officer", access.council.slug, officer.pk)


def _form(request: HttpRequest, access: Access, held: Officer | None) -> OfficerForm:
    day = today()
    kinds = [Officer.Kind.GROUP, Officer.Kind.POST]
    groups = access.reach(Officer).filter(in_force_on(day), kind__in=kinds)
    groups = groups.exclude(pk=held.pk if held else 0).order_by("kind", "name", "pk")
    initial: dict[str, Any] = {}
    if held:
        names = ("name", "post", "organisation", "email")
        initial = {name: getattr(held, name) for name in names}
        initial |= {"groups": rules.groups_of(held, day), "seen": rules.version_of(held, day)}
    typed = request.POST if request.method == "POST" else None
    return OfficerForm(typed, groups=groups, officer=held, initial=initial)


def _page(
    request: HttpRequest, access: Access, form: OfficerForm, *, is_newer: bool = False
) -> HttpResponse:
    held = form.officer
    context = {
        "access": access,
        "form": form,
        "officer": held,
        "now": access.get(Officer, pk=held.pk) if held and is_newer else None,
        "members": rules.members_of(held, today()) if held else [],
        "breadcrumbs": _trail(access),
    }
    return render(request, "councils/officer.html", context, status=409 if is_newer else 200)
