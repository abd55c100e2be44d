"""Pages on which a council spells out its acronyms."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.trail import Trail, trail
from councils.access import Access, Verb, council_page
from scrutiny.forms import AcronymForm
from scrutiny.glossary import Known, of_council, save
from scrutiny.models import Acronym

KNOWN = "This acronym is spelled out already. Change that one"
CHANGED = (
    "Somebody else changed this meanwhile: it was “{}” and is now “{}”. Save again to keep yours"
)


def _trail(access: Access) -> Trail:
    return [*trail(access), ("Acronyms", reverse("scrutiny:glossary", args=[access.council.slug]))]


@require_safe
@council_page(Verb.READ)
def glossary(request: HttpRequest, access: Access) -> HttpResponse:
    """Every acronym of the council, spelled out."""
    found = of_council(access.council)
    context = {"access": access, "acronyms": found, "breadcrumbs": trail(access)}
    return render(request, "scrutiny/glossary.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.SET_RULES)
def acronym_add(request: HttpRequest, access: Access) -> HttpResponse:
    """Spell out an acronym."""
    return _page(request, access, Acronym(council=access.council))


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.SET_RULES)
def acronym(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Change an acronym or what it stands for."""
    return _page(request, access, access.get(Acronym, pk=pk))


def _page(request: HttpRequest, access: Access, held: Acronym) -> HttpResponse:
    stood = _as_one(held)
    form = AcronymForm(request.POST or None, instance=held, initial={"seen": stood})
    status = 200
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["seen"] != stood:
            form.add_error("full", CHANGED.format(form.cleaned_data["seen"], stood))
            typed = request.POST.copy()
            typed["seen"] = stood
            form.data = typed
            status = 409
        else:
            try:
                save(form.save(commit=False))
            except Known:
                form.add_error("short", KNOWN)
            else:
                messages.success(request, f"{form.instance.short} is spelled out.")
                return redirect("scrutiny:glossary", access.council.slug)
    context = {
        "access": access,
        "form": form,
        "held": held if held.pk else None,
        "breadcrumbs": _trail(access),
    }
    return render(request, "scrutiny/acronym.html", context, status=status)


def _as_one(held: Acronym) -> str:
    return f"{held.short}: {held.full}" if held.pk else ""


@require_POST
@council_page(Verb.SET_RULES)
def acronym_delete(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Take an acronym off the list; its versions stay."""
    held = access.get(Acronym, pk=pk)
    held.delete()
    messages.success(request, f"{held.short} is no longer spelled out.")
    return redirect("scrutiny:glossary", access.council.slug)
