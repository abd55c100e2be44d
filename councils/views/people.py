"""Pages about the people of a council: who they are, what they may do, and their leaving."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils import people as rules
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.models import Invitation, Officer, RegisterEntry, User
from councils.named import free_officers
from councils.people_forms import LEFT, LeaveForm, LinkForm, PeopleFilter, RolesForm
from councils.roles import Role

A_PAGE = 25
FORM = require_http_methods(["GET", "HEAD", "POST"])
Trail = list[tuple[str, str]]


def trail(access: Access) -> Trail:
    """Return the way back: the council, its people."""
    slug = access.council.slug
    return [
        (access.council.name, reverse("actionplans:council", args=[slug])),
        ("People", reverse("councils:people", args=[slug])),
    ]


@require_safe
@council_page(Verb.MANAGE_PEOPLE)
def people(request: HttpRequest, access: Access) -> HttpResponse:
    """Who has an account here, what they may do, when they last signed in; who is invited."""
    form = PeopleFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    page = Paginator(_asked_for(access, **asked), A_PAGE).get_page(request.GET.get("page"))
    waiting = access.reach(Invitation).unanswered()  # type: ignore[attr-defined]
    context = {
        "access": access,
        "filter": form,
        "is_filtered": any(asked.values()),
        "page": page,
        "people": rules.listed(page.object_list, access.council),
        "waiting": waiting.order_by("-sent_at", "-pk"),
        "day": today(),
        "breadcrumbs": trail(access)[:1],
    }
    return render(request, "councils/people.html", context)


def _asked_for(access: Access, q: str = "", role: str = "") -> QuerySet[User]:
    found = access.leavers() if role == LEFT else access.members()
    for word in q.split():
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    if role in ("", LEFT):
        return found
    return found.filter(memberships__council=access.council, memberships__role=role)


@FORM
@council_page(Verb.MANAGE_PEOPLE)
def person(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """One person: their roles, to be changed; who they are in the plans; their leaving."""
    who = access.person(pk)
    own = who == access.user
    if request.method != "POST":
        return _page(request, access, who)
    form = RolesForm(request.POST, own=own)
    if not form.is_valid():
        return _page(request, access, who, roles_form=form)
    return _save_roles(request, access, who, form)


def _save_roles(request: HttpRequest, access: Access, who: User, form: RolesForm) -> HttpResponse:
    """Change the roles; 409 with what is saved when somebody else changed them meanwhile."""
    council, data = access.council, form.cleaned_data
    try:
        rules.change_roles(council, who, data["roles"], seen=data["seen"], by=access.user)
    except rules.Refusal as refusal:
        form.add_error("roles", str(refusal))
        return _page(request, access, who, roles_form=form)
    except rules.ChangedMeanwhile as conflict:
        form.put(seen=rules.version_of(rules.roles_of(council, who)))
        return _page(request, access, who, roles_form=form, conflict=conflict)
    messages.success(request, f"Saved. {who}: {rules.in_words(data['roles'])}.")
    return _after(access, who)


def _after(access: Access, who: User) -> HttpResponse:
    """Return to the person; whoever is no administrator any more, to the council."""
    if who == access.user and Role.ADMINISTRATOR not in rules.roles_of(access.council, who):
        return redirect("/")
    return redirect("councils:person", access.council.slug, who.pk)


def _page(request: HttpRequest, access: Access, who: User, **shown: Any) -> HttpResponse:
    officers = access.reach(Officer)
    roles = rules.roles_of(access.council, who)
    free = free_officers(officers)
    context = {
        "access": access,
        "who": who,
        "own": who == access.user,
        "is_here": bool(roles),
        "held": rules.in_words(roles),
        "roles_form": _roles_form(roles, own=who == access.user),
        "link_form": LinkForm(officers=free) if free.exists() else None,
        "named": officers.filter(user=who).order_by("name", "pk"),
        "left": _left(access, who),
        "breadcrumbs": trail(access),
    } | shown
    context["form"] = shown.get("roles_form") or shown.get("link_form")
    status = 409 if shown.get("conflict") else 200
    return render(request, "councils/person.html", context, status=status)


def _roles_form(roles: list[str], *, own: bool) -> RolesForm:
    return RolesForm(initial={"roles": roles, "seen": rules.version_of(roles)}, own=own)


def _left(access: Access, who: User) -> RegisterEntry | None:
    entries = access.reach(RegisterEntry).filter(user=who, kind=RegisterEntry.Kind.LEFT)
    return entries.order_by("-pk").first()


@require_POST
@council_page(Verb.MANAGE_PEOPLE)
def person_link(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Link somebody's account with a person in the plans."""
    who = access.person(pk)
    form = LinkForm(request.POST, officers=free_officers(access.reach(Officer)))
    if not form.is_valid():
        return _page(request, access, who, link_form=form)
    officer = form.cleaned_data["officer"]
    try:
        rules.link(who, officer, today(), access.user)
    except rules.Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{who} is {officer} in the plans.")
    return redirect("councils:person", access.council.slug, who.pk)


@require_POST
@council_page(Verb.MANAGE_PEOPLE)
def person_unlink(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """End a link with a person in the plans; what was reported stays as it is."""
    who = access.person(pk)
    number = request.POST.get("officer", "")
    officer = access.get(Officer, pk=number if number.isdecimal() else 0)
    rules.unlink(who, officer, access.user)
    messages.success(request, f"{who} is not linked with {officer} any more.")
    return redirect("councils:person", access.council.slug, who.pk)


@FORM
@council_page(Verb.MANAGE_PEOPLE)
def person_leave(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Close somebody's account here, and let them end in the plans after their last day."""
    who, day = access.person(pk), today()
    typed = request.POST if request.method == "POST" else None
    form = LeaveForm(typed, today=day, initial={"last_day": day})
    why_not = _why_not(access, who)
    if request.method == "POST" and not why_not and form.is_valid():
        try:
            rules.leave(access.council, who, form.cleaned_data["last_day"], access.user)
        except rules.Refusal as refusal:
            why_not = str(refusal)
        else:
            messages.success(request, f"{who} has left. The account is closed here.")
            return redirect("councils:person", access.council.slug, who.pk)
    context = {
        "access": access,
        "who": who,
        "form": form,
        "why_not": why_not,
        "named": access.reach(Officer).filter(user=who).order_by("name", "pk"),
        "managed": who.plans_managed.filter(council=access.council).exclude(status="closed"),
        "breadcrumbs": [*trail(access), (str(who), _address(access, who))],
    }
    status = 409 if why_not and request.method == "POST" else 200
    return render(request, "councils/person_leave.html", context, status=status)


def _why_not(access: Access, who: User) -> str:
    if who == access.user:
        return "Another administrator has to close your account."
    if not rules.roles_of(access.council, who):
        return f"{who} has left already."
    return ""


def _address(access: Access, who: User) -> str:
    return reverse("councils:person", args=[access.council.slug, who.pk])
