"""The page on which somebody looks over what was read of a report, and confirms it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from councils.days import today
from councils.versions import Decided
from inspections.entering.entered import Entered
from inspections.entering.saving import HeldAlready, NotPublished, held_already, told_by_table
from inspections.forms.reports import OursForm
from inspections.models import Addressee, Inspection, ReportFile
from inspections.receiving import drafting
from inspections.receiving.confirming import (
    NewerTyped,
    confirm,
    differences,
    keep_as_source,
    keep_typed,
)
from inspections.report_reading.draft import DraftInspection
from inspections.views.desk import Desk
from inspections.views.entry import Entry, restored, sent, unsent

KEEP, LATER = "keep", "later"
# What a form carries that is not typed.
_CARRIED = ("csrfmiddlewaretoken", "do", "typed_seen")


def review(request: HttpRequest, desk: Desk, report: ReportFile) -> HttpResponse:
    """Return what was read of a report, to be put right, or confirm it as it was put right."""
    draft = report.read
    facts, rows = drafting.facts_of(draft), drafting.rows_of(draft)
    if request.method != "POST":
        if report.typed:
            return _as_left(request, desk, report)
        entry = unsent(today(), drafting.kind_of(draft), facts, rows)
        return _page(request, desk, report, entry, _ours(report, draft))
    if request.POST.get("do") == LATER:
        return _kept_for_later(request, desk, report)
    entry = sent(request, today(), draft.framework or "", first=(facts, rows))
    ours = _ours(report, draft, request.POST)
    if ours and not ours.is_valid():
        if request.POST.get("do") != KEEP and entry.entered is None:
            ours = _ours(report, draft, request.POST, is_judged=False)
        return _page(request, desk, report, entry, ours)
    try:
        return _settled(request, desk, report, entry) or _page(request, desk, report, entry, ours)
    except HeldAlready as there:
        return _page(request, desk, report, entry, ours, there.inspection)
    except NotPublished as refused:
        entry.told = f"Nothing is saved. {refused}"
        return _page(request, desk, report, entry, ours)
    except Decided as other:
        messages.info(request, f"Nothing was saved: {other}")
        return redirect(desk.url("report", report.pk))


def _as_left(request: HttpRequest, desk: Desk, report: ReportFile) -> HttpResponse:
    """Return the page with what was put right in it and kept."""
    data = _query(report.typed)
    entry = restored(data, today(), report.read.framework or "")
    return _page(request, desk, report, entry, _ours(report, report.read, data, is_judged=False))


def _query(lists: dict[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in lists.items():
        data.setlist(name, values)
    return data


def _kept_for_later(request: HttpRequest, desk: Desk, report: ReportFile) -> HttpResponse:
    """Keep what stands in the form, and lead back; the second of two is told, and keeps theirs."""
    typed = {name: values for name, values in request.POST.lists() if name not in _CARRIED}
    try:
        keep_typed(report, typed, desk.user, seen=request.POST.get("typed_seen", ""))
    except NewerTyped as newer:
        data, draft = _query(typed), report.read
        entry = restored(data, today(), draft.framework or "")
        report.typed_at, report.typed_by = newer.report.typed_at, newer.report.typed_by
        ours = _ours(report, draft, data, is_judged=False)
        return _page(request, desk, report, entry, ours, is_newer=True)
    except Decided as other:
        messages.info(request, f"Nothing was saved: {other}")
        return redirect(desk.url("report", report.pk))
    messages.success(request, f"What you put right in “{report.file_name}” is kept. {NOT_YET}")
    return redirect(desk.url("report_add"))


NOT_YET = "The inspection is not saved until somebody confirms it."


def _settled(
    request: HttpRequest, desk: Desk, report: ReportFile, entry: Entry
) -> HttpResponse | None:
    """Save what was confirmed, and lead to it; None while something is to be put right."""
    if request.POST.get("do") == KEEP:
        there = _held(report, report.read)
        if there is None:
            return None
        keep_as_source(report, there, desk.user)
        messages.success(request, f"The report is kept with “{there}”. Nothing else is changed.")
        return redirect(desk.url_of(there))
    if entry.entered is None:
        return None
    made = confirm(report, entry.entered, desk.user)
    messages.success(request, _saved(made))
    return redirect(desk.url_of(made))


def _saved(made: Inspection) -> str:
    asked = made.recommendations.count()
    saved = f"Saved, with {asked} recommendation{'' if asked == 1 else 's'}."
    if made.is_published:
        return f"{saved} Everybody signed in can read it."
    return f"{saved} Only its council reads it until it is made national."


def _ours(
    report: ReportFile, draft: DraftInspection, data: Any = None, *, is_judged: bool = True
) -> OursForm | None:
    """Return the tick that a report naming another council needs; None for one that does not."""
    if draft.council is None or draft.council == report.council.name:
        return None
    names = {"ours": report.council.name, "named": draft.council}
    if not is_judged:
        return OursForm(initial={"is_ours": "is_ours" in data}, **names)
    return OursForm(data, **names)


def _held(report: ReportFile, draft: DraftInspection) -> Inspection | None:
    """Return the inspection that the council has already of the days that were read."""
    first, last = draft.inspection_start, draft.inspection_end
    if not (draft.framework and first and last):
        return None
    return held_already(report.council, draft.framework, first, last)


def _told(report: ReportFile, draft: DraftInspection) -> Inspection | None:
    """Return what a national table tells of the inspection that was read."""
    first, last = draft.inspection_start, draft.inspection_end
    if not (draft.framework and first and last):
        return None
    read = Entered(draft.framework, first, last, published_on=draft.published)
    return next(iter(told_by_table(report.council, read)), None)


def _page(
    request: HttpRequest,
    desk: Desk,
    report: ReportFile,
    entry: Entry,
    ours: OursForm | None,
    held: Inspection | None = None,
    is_newer: bool = False,
) -> HttpResponse:
    draft = report.read
    entry.beside(draft)
    same = _held(report, draft)
    there = held or same
    forms = entry.forms
    if ours:
        forms.insert(0, ours)
    context = {
        "desk": desk,
        "desk_here": desk.url("report", report.pk),
        "report": report,
        "draft": draft,
        "entry": entry,
        "ours": ours,
        "form": forms,
        "problems": drafting.look_at(draft),
        "where": drafting.where_of(draft),
        "there": there,
        "of_table": None if there else _told(report, draft),
        "there_url": desk.url_of(there) if there else "",
        "may_keep": there is not None and there == same,
        "is_refused": held is not None,
        "is_newer": is_newer,
        "differences": differences(there, draft) if there else [],
        "addressees": Addressee.choices,
        "file_url": desk.url("report_file", report.pk),
        "drop_url": desk.url("report_drop", report.pk),
        "breadcrumbs": desk.trail,
    }
    page = "inspections/receiving/review.html"
    return render(request, page, context, status=409 if held or is_newer else 200)
