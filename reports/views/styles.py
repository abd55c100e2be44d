"""House styles: those there are, one as it prints, a council's own copies and their changes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.trail import Trail
from councils.access import Access, Verb, council_page
from councils.uploading import files_dropped
from councils.versions import ChangedMeanwhile
from reports.editing import styles as editing
from reports.editing.versions import version_of
from reports.forms.style_look import LookForm
from reports.forms.styles import StyleFrontForm, StyleHeadingForm, StyleHeadingsForm
from reports.models import StoredStyle
from reports.models.styles import read_style
from reports.paper.document import Look
from reports.paper_files import shares_css
from reports.paper_trail import paper_trail
from reports.style_shown import shown
from reports.styles import style_for, styles_for
from reports.templatetags.papers import paper_colour_css

either = require_http_methods(["GET", "HEAD", "POST"])
SAVED = (
    "The style is saved. Reports already begun keep theirs: the page of each offers to take this."
)


def _trail(access: Access, style: StoredStyle | None = None) -> Trail:
    slug = access.council.slug
    found = [*paper_trail(access), ("House styles", reverse("reports:styles", args=[slug]))]
    if style:
        found.append((style.name, reverse("reports:style", args=[slug, style.pk])))
    return found


@require_safe
@council_page(Verb.READ_UNACCEPTED)
def styles(request: HttpRequest, access: Access) -> HttpResponse:
    """The house styles that the council can use: its own, and those that come with the product."""
    rows = list(styles_for(access.council))
    context = {
        "access": access,
        "own": [row for row in rows if row.council_id],
        "others": [row for row in rows if not row.council_id],
        "breadcrumbs": _trail(access)[:-1],
    }
    return render(request, "reports/styles/styles.html", context)


@require_safe
@council_page(Verb.READ_UNACCEPTED)
def style(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """One house style: its headings in order with what each is built from, and its numbers."""
    row = style_for(access.council, pk)
    context = {
        "access": access,
        "style": row,
        "shown": shown(row.style),
        "may_change": row.council_id is not None and access.may(Verb.SET_RULES),
        "breadcrumbs": _trail(access),
    }
    return render(request, "reports/styles/style.html", context)


def _version(request: HttpRequest, access: Access, pk: int) -> Any:
    """Return a style, or the version of it that `?version=` names."""
    row = style_for(access.council, pk)
    asked = request.GET.get("version", "")
    if not asked:
        return row
    number = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    found = row.events.filter(pk=number).first()  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


@require_safe
@council_page(Verb.READ_UNACCEPTED)
def style_logo(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """The logo of a style, or of the version of it that a report keeps."""
    row = _version(request, access, pk)
    if not row.logo:
        raise Http404
    return HttpResponse(bytes(row.logo), content_type=row.logo_type)


@require_safe
@council_page(Verb.READ_UNACCEPTED)
def style_css(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """The colour of a style and the widths of columns, for papers shown on pages of ours."""
    look = Look(colour=read_style(_version(request, access, pk)).colour)
    content = f"{paper_colour_css(look)}{shares_css()}"
    return HttpResponse(content, content_type="text/css; charset=utf-8")


@require_POST
@council_page(Verb.SET_RULES)
def style_copy(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Copy a style, so that the council can change it."""
    row = editing.copy_style(access.council, style_for(access.council, pk))
    messages.success(request, "The style is copied. The copy is this council’s own to change.")
    return redirect("reports:style", access.council.slug, row.pk)


def _own(access: Access, pk: int) -> StoredStyle:
    return access.get(StoredStyle, pk=pk)


def _page(
    request: HttpRequest,
    access: Access,
    row: StoredStyle,
    name: str,
    make: Callable[[StoredStyle, Any], Any],
    save: Callable[[Any], None],
    **more: Any,
) -> HttpResponse:
    """Show the form of a style's page, or save it; the second of two is told, and keeps all."""
    form = make(row, request.POST if request.method == "POST" else None)
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            save(form)
        except ChangedMeanwhile as other:
            conflict = other
            row.refresh_from_db()
            form.put(seen=make(row, None).initial["seen"])
        else:
            if getattr(form, "asks_more", False):
                messages.success(
                    request, "The style is saved. Say below what the new part is told."
                )
                return redirect(request.path)
            messages.success(request, SAVED)
            return redirect("reports:style", access.council.slug, row.pk)
    context = {
        "access": access,
        "style": row,
        "shown": shown(row.style),
        "form": form,
        "conflict": conflict,
        "breadcrumbs": _trail(access, row),
    }
    page = f"reports/styles/{name}.html"
    return render(request, page, context | more, status=409 if conflict else 200)


@either
@council_page(Verb.SET_RULES)
def style_look(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Change a style's name, colour, logo and numbering."""
    row = _own(access, pk)

    def make(stored: StoredStyle, sent: Any) -> LookForm:
        seen, dropped = version_of(editing.look_of(stored)), files_dropped(request)
        return LookForm(sent, request.FILES or None, stored=stored, seen=seen, dropped=dropped)

    def save(form: LookForm) -> None:
        editing.change_look(row, form.given(), form.logo_given(), form.cleaned_data["seen"])

    return _page(request, access, row, "look", make, save)


@either
@council_page(Verb.SET_RULES)
def style_headings(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Name, order, add and take out the headings of a style."""
    row = _own(access, pk)

    def make(stored: StoredStyle, sent: Any) -> StyleHeadingsForm:
        seen = version_of(editing.headings_of(stored))
        return StyleHeadingsForm(sent, sections=stored.style.sections, seen=seen)

    def save(form: StyleHeadingsForm) -> None:
        editing.change_style_headings(row, form.given(), form.cleaned_data["seen"])

    return _page(request, access, row, "headings", make, save)


@either
@council_page(Verb.SET_RULES)
def style_heading(request: HttpRequest, access: Access, pk: int, key: str) -> HttpResponse:
    """Say what stands under one heading of a style at first, and whose clearance it needs."""
    row = _own(access, pk)
    section = next((each for each in row.style.sections if each.key == key), None)
    if section is None:
        raise Http404
    kept = [each for each in row.style.sections if each.key != key]
    at = [each.key for each in row.style.sections].index(key)

    def make(stored: StoredStyle, sent: Any) -> StyleHeadingForm:
        seen = version_of(editing.headings_of(stored))
        return StyleHeadingForm(sent, section=section, seen=seen)

    def save(form: StyleHeadingForm) -> None:
        sections = [*kept[:at], form.given(), *kept[at:]]
        editing.change_style_headings(row, sections, form.cleaned_data["seen"])

    return _page(request, access, row, "heading", make, save, section=section)


@either
@council_page(Verb.SET_RULES)
def style_front(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Say what stands in the front matter of a style, in which order and under which labels."""
    row = _own(access, pk)

    def make(stored: StoredStyle, sent: Any) -> StyleFrontForm:
        seen = version_of(editing.front_of(stored))
        return StyleFrontForm(sent, front=stored.style.front, seen=seen)

    def save(form: StyleFrontForm) -> None:
        editing.change_style_front(row, form.given(), form.cleaned_data["seen"])

    return _page(request, access, row, "front", make, save)
