"""How councils compare, as pages for anyone signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from councils.days import today
from inspections.asked import SOURCES, asked, council_called
from inspections.choosing import AS_AT, ChoiceForm
from inspections.held_summary import councils_to_choose, summaries
from inspections.history import history
from inspections.printed import TITLE
from inspections.reading import readable_by

COMPARE = "Compare"


def _trail(*further: tuple[str, str]) -> list[tuple[str, str]]:
    return [(COMPARE, reverse("inspections:compare")), *further]


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """What is held to compare, and the ways to compare it."""
    day = today()
    context = {"held": summaries(day), "councils": councils_to_choose(day), "day": day}
    return render(request, "inspections/compare.html", context)


def _page(request: HttpRequest, name: str, heading: str, slug: str = "") -> HttpResponse:
    found = asked(name, request.GET.dict(), today(), slug)
    context = {
        "asked": found,
        "form": found.form,
        "shown": found.shown,
        "heading": heading,
        "name": name,
        "sources": SOURCES,
        "breadcrumbs": _trail((heading, "")),
    }
    return render(request, "inspections/comparison.html", context)


@require_safe
def compare_judgements(request: HttpRequest) -> HttpResponse:
    """A framework's judgement areas against its grades."""
    return _page(request, "judgements", "Judgements by grade")


@require_safe
def compare_england(request: HttpRequest) -> HttpResponse:
    """England's position in one judgement, and how it changed."""
    return _page(request, "england", "England’s position")


@require_safe
def compare_league(request: HttpRequest) -> HttpResponse:
    """The councils of a region, in order, with every judgement."""
    return _page(request, "league", "Councils in order")


@require_safe
def compare_printed(request: HttpRequest) -> HttpResponse:
    """What papers counted, beside what is computed for the same day."""
    return _page(request, "printed", TITLE)


@require_safe
def compare_council(request: HttpRequest, slug: str) -> HttpResponse:
    """One council beside its region, neighbours, kind and England."""
    return _page(request, "council", council_called(slug).name, slug)


@require_safe
def compare_choose(request: HttpRequest) -> HttpResponse:
    """Lead on to the council that was chosen from the list."""
    slug = request.GET.get("council", "")
    if not slug:
        return redirect("inspections:compare")
    return redirect("inspections:compare_council", council_called(slug).slug)


@require_safe
def history_page(request: HttpRequest, slug: str) -> HttpResponse:
    """All inspections of a council: the published ones, and its own people's drafts."""
    council = council_called(slug)
    form = ChoiceForm(request.GET.dict(), today=today(), wants=(AS_AT,))
    context = {
        "council": council,
        "form": form,
        "shown": None,
        "breadcrumbs": _trail((council.name, "")),
    }
    if form.is_valid():
        found = readable_by(request.user).filter(council=council)
        if form.day != form.today:
            found = found.filter(is_published=True)
        told = history(council, found, form.day)
        context |= {"shown": told.shown, "line": told.line}
    return render(request, "inspections/history.html", context)
