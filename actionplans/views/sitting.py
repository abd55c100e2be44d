"""Reporting on several steps in one sitting: choosing them, and what became of each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from actionplans.lists import desk_of
from actionplans.sitting import ASKED, Turns, begin, place_of, sitting_of
from councils.access import Access, Refused, Verb, accesses
from councils.days import today


@require_safe
def report_several(request: HttpRequest) -> HttpResponse:
    """Choose what to report on in one sitting; all that is due is ticked."""
    mine = _reporting(request)
    desk = desk_of(mine, today())
    groups = [(name, tasks) for name, tasks in desk.by_group.items() if tasks]
    tasks = [task for _, found in groups for task in found]
    ticked = set(request.GET.getlist("on"))
    chosen = [task for task in tasks if str(place_of(task)) in ticked]
    if chosen:
        return redirect(Turns(begin(chosen), mine).next_address())
    asked = "begin" in request.GET
    context = {
        "day": today(),
        "groups": [
            (name, [(task, str(place_of(task)), task.is_due and not asked) for task in found])
            for name, found in groups
        ],
        "nothing_ticked": asked and bool(tasks),
        "due": sum(task.is_due for task in tasks),
    }
    return _shown(mine, render(request, "actionplans/report_several.html", context))


@require_safe
def several_reported(request: HttpRequest) -> HttpResponse:
    """What was sent, kept and skipped in a sitting. Raises Http404 where there is none."""
    mine = _reporting(request)
    sitting = sitting_of(request.GET.get(ASKED, ""))
    if sitting is None:
        raise Http404
    turns = Turns(sitting, mine).turns
    context = {
        "turns": turns,
        "sent": [turn for turn in turns if turn.sent],
        "begun": [turn for turn in turns if turn.is_begun],
        "skipped": [turn for turn in turns if turn.is_skipped],
    }
    return _shown(mine, render(request, "actionplans/several_reported.html", context))


def _reporting(request: HttpRequest) -> list[Access]:
    """Return where the person reports. Raises Refused where that is nowhere."""
    mine = accesses(request.user)  # type: ignore[arg-type]
    found = [access for access in mine if access.may(Verb.REPORT_OWN)]
    if mine and not found:
        raise Refused(mine[0], Verb.REPORT_OWN)
    return found


def _shown(mine: list[Access], page: HttpResponse) -> HttpResponse:
    for access in mine:
        page = access.shown(page)
    return page
