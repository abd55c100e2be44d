"""Pages about plans: access, object, form, one change, redirect or render."""

import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_tables2 import RequestConfig

from actionplans.asat import AsAt
from actionplans.asking import as_at_asked
from actionplans.attaching import REMOVE, attach, only_attaches
from actionplans.challenging import flags_of, flags_of_action
from actionplans.evidence import evidence_of, remove, send, whole
from actionplans.filters import ActionFilter
from actionplans.forms import ReportForm, ReportForOthersForm
from actionplans.later_entries import later_of_actions, later_of_council
from actionplans.lists import (
    AT_MOST,
    KINDS,
    desk_of,
    lists_of,
    rows_of_kind,
    standing,
    to_accept,
    updates_of,
)
from actionplans.models import (
    Action,
    ActionPlan,
    DraftOf,
    Milestone,
    NewerUpdate,
    OtherDraft,
    ProgressDraft,
    ProgressUpdate,
    ReportAnew,
    Upload,
)
from actionplans.onday import key_of, plan_on_day, rows_on_day
from actionplans.rows import Row
from actionplans.shown import PlanOnDay
from actionplans.standings import council_on_day
from actionplans.tables import ActionTable, SortableRow
from actionplans.trail import trail
from actionplans.views_importing import files_taken
from councils.access import Access, Verb, accesses, council_page
from councils.days import day_asked, today
from councils.models import User
from inspections.models import Inspection

ROWS_A_PAGE = 25
SAVE_FOR_LATER, SAVE_ANYWAY = "save_for_later", "save_anyway"


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """What I lead, most urgent first, across plans."""
    day = today()
    mine = accesses(request.user)  # type: ignore[arg-type]
    reporting = [access for access in mine if access.may(Verb.REPORT_OWN)]
    context = {
        "day": day,
        "reports": bool(reporting),
        "desk": desk_of(reporting, day),
        "to_accept": to_accept([access for access in mine if access.may(Verb.ACCEPT)]),
        "drafts": _drafts_of(reporting),
        "plans": [(access, _plans(access)) for access in mine],
    }
    return render(request, "actionplans/my_work.html", context)


def _drafts_of(mine: list[Access]) -> list[tuple[Access, ProgressDraft]]:
    """Return what the person began to write and has not sent, newest first."""
    found = [
        (access, draft)
        for access in mine
        for draft in access.reach(ProgressDraft)
        .filter(user=access.user)
        .select_related("action__plan", "milestone")
    ]
    return sorted(found, key=lambda each: each[1].saved_at, reverse=True)


def _plans(access: Access) -> QuerySet[ActionPlan]:
    return access.reach(ActionPlan).filter(is_archived=False).order_by("-agreed_on", "pk")


@require_safe
@council_page(Verb.READ)
def council(request: HttpRequest, access: Access) -> HttpResponse:
    """A council on a day: its plans, the bodies that watch, the inspections behind them."""
    as_at = as_at_asked(request, access)
    updates, others = later_of_council(access.council, as_at)
    found = council_on_day(access, as_at)
    context = {
        "access": access,
        "council": access.council,
        "as_at": as_at,
        "entered_later": updates,
        "others_later": others,
        "plans": found.plans,
        "archived": found.archived,
        "bodies": found.bodies,
        "inspections": _inspections(access, as_at),
    }
    return render(request, "actionplans/council.html", context)


def _inspections(access: Access, as_at: AsAt) -> list[Inspection]:
    """Return the inspections out by the day; of a draft there is only the day it ended."""
    found = access.reach(Inspection).newest_first()  # type: ignore[attr-defined]
    return [one for one in found if (one.known_published_on or one.ends_on) <= as_at.stands_on]


@require_safe
@council_page(Verb.READ)
def plan(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """The plan's dashboard: where it stands, then the table of its actions."""
    plan = access.get(ActionPlan, pk=pk)
    as_at = as_at_asked(request, access)
    shown = plan_on_day(plan, as_at)
    filters = ActionFilter(request.GET or None, shown)
    rows = _asked_for(request, shown, filters.rows())
    table = ActionTable([SortableRow(row) for row in rows])
    _configure(request, table)
    context = {
        "access": access,
        "plan": plan,
        "shown": shown,
        "standing": standing(shown),
        "lists": lists_of(shown),
        "flagged": _flagged(shown),
        "breadcrumbs": trail(access, as_at=as_at),
        "filter": filters,
        "table": table,
        "found": len(rows),
        "only": KINDS.get(request.GET.get("show", "")),
        "files": files_taken(access, plan),
    }
    return render(request, "actionplans/plan.html", context)


def _flagged(shown: PlanOnDay) -> dict[str, Any]:
    """Return how many flags there are, and the most serious."""
    found = flags_of(shown)
    return {"total": len(found), "first": found[:AT_MOST]}


def _asked_for(request: HttpRequest, shown: PlanOnDay, rows: list[Row]) -> list[Row]:
    """Return the rows left by `?show=`, which a shortlist's "see all" asks for."""
    kept = rows_of_kind(shown, request.GET.get("show", ""))
    return [row for row in rows if row.pk in kept]


def _configure(request: HttpRequest, table: ActionTable) -> None:
    """Sort as asked and turn to the page asked for; raise Http404 when there is none such."""
    RequestConfig(request, paginate=False).configure(table)
    try:
        table.paginate(per_page=ROWS_A_PAGE, page=request.GET.get("page", 1))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error


@require_safe
@council_page(Verb.READ)
def action(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """One action: its recommendation, steps, and what was reported, newest first."""
    action = access.get(Action, pk=pk, plan=plan_pk)
    as_at = as_at_asked(request, access)
    row = _row(access, action, as_at)
    own = steps_one_reports_on(access, action)
    updates, others = later_of_actions([action.pk], as_at)
    context = {
        "access": access,
        "plan": action.plan,
        "action": action,
        "row": row,
        "entered_later": updates,
        "others_later": others,
        "key": key_of(action.plan, as_at),
        "flags": flags_of_action(action.plan, row, as_at),
        "as_at": as_at,
        "updates": evidence_of(updates_of(action, as_at), as_at),
        "breadcrumbs": trail(access, action.plan, as_at=as_at),
        "reportable": own if as_at.is_now else set(),
        "report_on_all": as_at.is_now and reports_on_all(access, action, own),
    }
    return render(request, "actionplans/action.html", context)


def _row(access: Access, action: Action, as_at: Any) -> Row:
    rows = rows_on_day(access.reach(Action).filter(pk=action.pk), as_at)
    if not rows:
        raise Http404
    return rows[0]


def _steps(access: Access, action: Action) -> QuerySet[Milestone]:
    return access.reach(Milestone).filter(Milestone.standing_on(today()), action=action)


def steps_one_reports_on(access: Access, action: Action) -> set[int]:
    """Return the steps (primary keys) of `action` that the person may report on.

    The plan's manager and who is accountable for the action: all; a lead: those they lead.
    """
    steps = _steps(access, action)
    if not access.may(Verb.REPORT_FOR_OTHERS):
        officers = access.officers(today())
        mine = Q(leads__officer__in=officers) | Q(action__accountable__in=officers)
        steps = steps.filter(mine) if access.may(Verb.REPORT_OWN) else steps.none()
    return set(steps.values_list("pk", flat=True))


def reports_on_all(access: Access, action: Action, own: set[int]) -> bool:
    """Return whether the person may report on the whole action: on each of its steps (`own`)."""
    steps = _steps(access, action).values_list("pk", flat=True)
    return bool(own) and own == set(steps)


def may_report(access: Access, action: Action, milestone: Milestone | None) -> bool:
    """Return whether the person may report on the step, or on the whole action."""
    own = steps_one_reports_on(access, action)
    if milestone:
        return milestone.pk in own
    return reports_on_all(access, action, own)


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.REPORT_OWN)
def update_add(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """Report progress on a milestone (`?step=`) or on the whole action."""
    action = access.get(Action, pk=pk, plan=plan_pk)
    milestone = _step_asked(request, access, action)
    if not may_report(access, action, milestone):
        access.require(Verb.REPORT_FOR_OTHERS)
    form = _report_form(request, access, action, milestone)
    if request.method == "POST":
        return _take(request, access, form)
    return _update_page(request, access, form)


def _take(request: HttpRequest, access: Access, form: ReportForm) -> HttpResponse:
    """Keep the files that came in first, so that nothing that is wrong loses them."""
    attach(request, form, _own_draft(access, form))
    for upload in _attached(access, form).filter(pk__in=_asked_to_remove(request)):
        remove(upload)
    if SAVE_FOR_LATER in request.POST or SAVE_ANYWAY in request.POST:
        return _save_draft(request, access, form)
    if only_attaches(request):
        form.keep_only_evidence_errors()
    elif form.is_valid():
        return _send(request, access, form)
    return _update_page(request, access, form)


def _asked_to_remove(request: HttpRequest) -> list[int]:
    key = request.POST.get(REMOVE, "")
    return [int(key)] if key.isdecimal() and len(key) <= 18 else []


def _attached(access: Access, form: ReportForm) -> QuerySet[Upload]:
    """Return what waits to be sent with this report, in any window."""
    return access.reach(Upload).filter(whole(), **vars(_own_draft(access, form))).order_by("pk")


def _step_asked(request: HttpRequest, access: Access, action: Action) -> Milestone | None:
    asked = request.GET.get("step", "")
    if asked:
        if not asked.isdecimal() or len(asked) > 18:
            raise Http404
        return access.get(Milestone, pk=int(asked), action=action, removed_on=None)
    steps = _steps(access, action).order_by("order", "pk")[:2]
    return steps[0] if len(steps) == 1 else None


def _report_form(
    request: HttpRequest, access: Access, action: Action, milestone: Milestone | None
) -> ReportForm:
    for_others = access.may(Verb.REPORT_FOR_OTHERS) and "for_others" in request.GET
    kind = ReportForOthersForm if for_others else ReportForm
    about: dict[str, Any] = {"action": action, "milestone": milestone, "day": today()}
    about["check"] = _check_asked(request, access, action, milestone)
    if request.method == "POST":
        return kind(request.POST, request.FILES, **about)
    newest = access.reach(ProgressUpdate).filter(action=action).order_by("-pk").first()
    initial: dict[str, Any] = {"last_seen": newest.pk if newest else 0, "day": about["day"]}
    draft = _drafts(access, _draft_of(access, action, milestone, for_others)).first()
    if draft:
        initial |= draft.fields | {"draft_seen": draft.version}
    form = kind(initial=initial, **about)
    form.draft = draft
    return form


def _check_asked(
    request: HttpRequest, access: Access, action: Action, milestone: Milestone | None
) -> datetime.date | None:
    """Return the due check of a recurring step that `?check=` asks for; Http404 for none such."""
    if milestone is None or "check" not in request.GET:
        return None
    asked = day_asked(request, "check")
    row = _row(access, action, as_at_asked(request, access))
    step = next(step for step in row.steps if step.pk == milestone.pk)
    due = {check.due for check in step.recurring.checks} if step.recurring else set()
    if asked not in due:
        raise Http404
    return asked


def _draft_of(
    access: Access, action: Action, milestone: Milestone | None, for_others: bool
) -> DraftOf:
    return DraftOf(access.user, action, milestone, for_others)


def _drafts(access: Access, of: DraftOf) -> QuerySet[ProgressDraft]:
    return access.reach(ProgressDraft).filter(**vars(of))


def _own_draft(access: Access, form: ReportForm) -> DraftOf:
    for_others = isinstance(form, ReportForOthersForm)
    return _draft_of(access, form.action, form.milestone, for_others)


def _save_draft(request: HttpRequest, access: Access, form: ReportForm) -> HttpResponse:
    seen, anyway = request.POST.get("draft_seen", ""), SAVE_ANYWAY in request.POST
    form.keep_only_evidence_errors()
    try:
        draft = ProgressDraft.keep(_own_draft(access, form), form.typed(), seen, anyway=anyway)
    except OtherDraft as other:
        return _update_page(request, access, form, other_draft=other.draft)
    messages.success(request, "Saved. Only you can see it until you send it.")
    if form.errors:  # A file was refused: the words are safe, the file is asked for again.
        form.put(draft_seen=draft.version)
        return _update_page(request, access, form)
    return redirect("actionplans:my_work")


def _send(request: HttpRequest, access: Access, form: ReportForm) -> HttpResponse:
    action, user = form.action, access.user
    try:
        with transaction.atomic():
            update = action.record_update(
                form.report(),
                entered_by=user,
                known_on=form.day,
                last_seen=form.cleaned_data["last_seen"],
            )
            # What was attached in another window since is not on this screen: it waits.
            send(_attached(access, form).filter(pk__in=form.attached), update)
            _drop_draft(access, form)
    except NewerUpdate as newer:
        return _update_page(request, access, form, newer=newer.updates)
    messages.success(request, _sent(action.plan, user))
    return redirect("actionplans:action", access.council.slug, action.plan_id, action.pk)


def _drop_draft(access: Access, form: ReportForm) -> None:
    """Remove the draft that was sent; one saved since in another window stays."""
    drafts = _drafts(access, _own_draft(access, form))
    draft = drafts.first()
    if draft and draft.version == form.cleaned_data["draft_seen"]:
        drafts.filter(saved_at=draft.saved_at).delete()


def _sent(plan: ActionPlan, user: User) -> str:
    if plan.manager_id == user.pk:
        return "Saved. It will not appear in papers until you accept it."
    return f"Sent. It will not appear in papers until {plan.manager_name} accepts it."


def _update_page(
    request: HttpRequest,
    access: Access,
    form: ReportForm,
    newer: list[ProgressUpdate] | None = None,
    other_draft: ProgressDraft | None = None,
) -> HttpResponse:
    """Return the form; with `newer` or `other_draft`, 409: that beside what was typed."""
    if newer:
        form.put(last_seen=str(newer[0].pk))
    row = _row(access, form.action, as_at_asked(request, access))
    step = next((s for s in row.steps if form.milestone and s.pk == form.milestone.pk), None)
    context = {
        "access": access,
        "plan": form.action.plan,
        "action": form.action,
        "row": row,
        "step": step,
        "breadcrumbs": trail(access, form.action.plan, form.action),
        "last": (step.said if step else row.said_of_row) or row.latest,
        "form": form,
        "attached": _attached(access, form),
        "newer": newer,
        "other_draft": other_draft,
        "for_others": isinstance(form, ReportForOthersForm),
    }
    status = 409 if newer or other_draft else 200
    return render(request, "actionplans/update_add.html", context, status=status)


@require_POST
@council_page(Verb.ACCEPT)
def update_accept(
    request: HttpRequest, access: Access, plan_pk: int, action_pk: int, pk: int
) -> HttpResponse:
    """Accept an update: from now on it counts in papers, and a claim as completion."""
    update = access.get(ProgressUpdate, pk=pk, action=action_pk, action__plan=plan_pk)
    try:
        review, new = update.action.accept(update, by=access.user, day=today())
    except ReportAnew:
        messages.info(request, "It was reopened. A new report is needed before it is accepted.")
        return redirect("actionplans:action", access.council.slug, plan_pk, action_pk)
    if new:
        messages.success(request, "Accepted. It counts in papers from now on.")
    else:
        who = "You" if review.by_id == access.user.pk else review.by or "Somebody else"
        messages.info(request, f"{who} had already accepted this.")
    return redirect("actionplans:action", access.council.slug, plan_pk, action_pk)
