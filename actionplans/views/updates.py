"""Reporting progress."""

import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from actionplans.asking import as_at_asked, row_asked, step_asked
from actionplans.attaching import PK_DIGITS, REMOVE, attach, only_attaches
from actionplans.conversing import asked_about
from actionplans.drafting import draft_of, drafts, drop_draft, keep_unsent
from actionplans.evidence import remove, send, whole
from actionplans.forms.updates import ReportForm, ReportForOthersForm
from actionplans.models import (
    Action,
    ActionPlan,
    DraftOf,
    Milestone,
    NewerUpdate,
    OtherDraft,
    ProgressDraft,
    ProgressUpdate,
    SentBefore,
    Upload,
)
from actionplans.planning.holding import CLOSED, Closed, hold_open, is_closed
from actionplans.reporting_rights import may_report, reported_for, said_for
from actionplans.rows import Row, Said, SentBack, Step
from actionplans.sitting import ASKED, Place, Turns, sitting_of
from actionplans.trail import trail
from actionplans.views.closed import closed_page
from councils.access import Access, Refused, Verb, council_page
from councils.days import day_asked, today
from councils.models import User

SAVE_FOR_LATER, SAVE_ANYWAY, AUTOSAVE = "save_for_later", "save_anyway", "autosave"
COPY, REMOVE_DRAFT = "copy_last", "remove_draft"

WORDS = ("text", "reason", "date_reason", "difference")

KEPT = "Saved as a draft at {}."
OTHER_WINDOW = (
    "You saved other words on this in another window at {}. Neither is lost: press “Save and "
    "come back later” to see both."
)


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.REPORT_OWN)
def update_add(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """Report progress on a milestone (`?step=`) or on the whole action."""
    action = access.get(Action, pk=pk, plan=plan_pk)
    try:
        form = _form_asked(request, access, action)
    except (Refused, Http404):
        left = _draft_left(request, access, action)
        if left is None or (request.method == "POST" and REMOVE_DRAFT not in request.POST):
            raise
        return _of_draft_left(request, access, left)
    if is_closed(action.plan):
        return _of_closed_plan(request, access, form)
    if request.method == "POST":
        return _take(request, access, form)
    return _update_page(request, access, form)


def _form_asked(request: HttpRequest, access: Access, action: Action) -> ReportForm:
    """Return the form that is asked for. Raises Refused or Http404 where it cannot be sent."""
    milestone = step_asked(request, access, action)
    if not may_report(access, action, milestone, today()):
        access.require(Verb.REPORT_FOR_OTHERS)
    return _report_form(request, access, action, milestone)


def _draft_left(request: HttpRequest, access: Access, action: Action) -> ProgressDraft | None:
    """Return the person's draft on what the address asks for, though it cannot be sent."""
    step = request.GET.get("step", "")
    found = access.reach(ProgressDraft).filter(
        user=access.user,
        action=action,
        milestone=int(step) if step.isdecimal() and len(step) <= PK_DIGITS else None,
        for_others="for_others" in request.GET,
        occurrence=day_asked(request, "check"),
    )
    return found.first()


def _of_draft_left(request: HttpRequest, access: Access, draft: ProgressDraft) -> HttpResponse:
    """Show a draft that one may no longer send, to copy it or to remove it with its files."""
    if request.method == "POST":
        of = {name: getattr(draft, name) for name in DraftOf.__dataclass_fields__}
        for upload in access.reach(Upload).filter(**of):
            remove(upload)
        draft.delete()
        messages.success(request, "Your draft is removed.")
        return redirect("actionplans:my_work")
    plan = draft.action.plan
    context = {
        "access": access,
        "plan": plan,
        "draft": draft,
        "typed": [draft.fields.get(name) for name in WORDS],
        "remove": REMOVE_DRAFT,
        "breadcrumbs": trail(access, plan),
    }
    return render(request, "actionplans/draft_left.html", context, status=403)


def _of_closed_plan(request: HttpRequest, access: Access, form: ReportForm) -> HttpResponse:
    """Return why nothing is reported any more, with what was typed, or begun before."""
    if AUTOSAVE in request.POST:
        return JsonResponse({"told": CLOSED}, status=409)
    if request.method == "POST":
        return _update_page(request, access, form, decided=CLOSED)
    begun = form.draft.fields if form.draft else {}
    words = "\n".join(text for text in begun.values() if isinstance(text, str))
    return closed_page(request, access, form.action.plan, words)


def _take(request: HttpRequest, access: Access, form: ReportForm) -> HttpResponse:
    """Keep the files that came in first, so that nothing that is wrong loses them."""
    if AUTOSAVE in request.POST:
        return _keep_typed(access, form)
    attach(request, form, draft_of(access, form))
    for upload in _attached(access, form).filter(pk__in=_asked_to_remove(request)):
        remove(upload)
    if SAVE_FOR_LATER in request.POST or SAVE_ANYWAY in request.POST:
        return _save_draft(request, access, form)
    if COPY in request.POST:
        form.put(text=_with(form.data.get("text", ""), _words_to_copy(request, access, form)))
    if only_attaches(request) or COPY in request.POST:
        form.keep_only_evidence_errors()
    elif form.is_valid():
        return _send(request, access, form)
    return _update_page(request, access, form)


def _asked_to_remove(request: HttpRequest) -> list[int]:
    key = request.POST.get(REMOVE, "")
    return [int(key)] if key.isdecimal() and len(key) <= 18 else []


def _attached(access: Access, form: ReportForm) -> QuerySet[Upload]:
    """Return what waits to be sent with this report, in any window."""
    return access.reach(Upload).filter(whole(), **vars(draft_of(access, form))).order_by("pk")


def _report_form(
    request: HttpRequest, access: Access, action: Action, milestone: Milestone | None
) -> ReportForm:
    for_others = access.may(Verb.REPORT_FOR_OTHERS) and "for_others" in request.GET
    kind = ReportForOthersForm if for_others else ReportForm
    about: dict[str, Any] = {"action": action, "milestone": milestone, "day": today()}
    about["check"] = _check_asked(request, access, action, milestone)
    if request.method == "POST":
        return kind(request.POST, request.FILES, **about)
    initial: dict[str, Any] = {"last_seen": _newest(access, action), "day": about["day"]}
    of = DraftOf(access.user, action, milestone, for_others, about["check"])
    draft = drafts(access, of).first()
    if draft:
        initial |= draft.fields | {"draft_seen": draft.version}
    initial["key"] = uuid.uuid4()
    form = kind(initial=initial, **about)
    form.draft = draft
    return form


def _newest(access: Access, action: Action) -> int:
    """Return the newest update (its pk) on the action, 0 for none."""
    newest = access.reach(ProgressUpdate).filter(action=action).order_by("-pk").first()
    return newest.pk if newest else 0


def _check_asked(
    request: HttpRequest, access: Access, action: Action, milestone: Milestone | None
) -> datetime.date | None:
    """Return the due check of a recurring step that `?check=` asks for; Http404 for none such."""
    if milestone is None or "check" not in request.GET:
        return None
    asked = day_asked(request, "check")
    row = row_asked(access, action, as_at_asked(request, access))
    step = next(step for step in row.steps if step.pk == milestone.pk)
    due = {check.due for check in step.recurring.checks} if step.recurring else set()
    if asked not in due:
        raise Http404
    return asked


def _keep_typed(access: Access, form: ReportForm) -> HttpResponse:
    """Answer a form that saves itself while it is typed: when it was kept, or why it was not."""
    try:
        draft = keep_unsent(access, form)
    except OtherDraft as other:
        return JsonResponse({"told": OTHER_WINDOW.format(_clock(other.draft))}, status=409)
    if draft is None:
        return JsonResponse({"sent": True, "key": uuid.uuid4()})
    return JsonResponse({"told": KEPT.format(_clock(draft)), "version": draft.version})


def _clock(draft: ProgressDraft) -> str:
    return f"{timezone.localtime(draft.saved_at):%H:%M}"


def _words_to_copy(request: HttpRequest, access: Access, form: ReportForm) -> str:
    row = row_asked(access, form.action, as_at_asked(request, access))
    return words_to_copy(row, _step_in(row, form.milestone), form.check)


def _with(typed: str, words: str) -> str:
    """Return what was typed with the words after it."""
    return f"{typed.rstrip()}\n\n{words}" if typed.strip() else words


def _save_draft(request: HttpRequest, access: Access, form: ReportForm) -> HttpResponse:
    seen, anyway = request.POST.get("draft_seen", ""), SAVE_ANYWAY in request.POST
    form.keep_only_evidence_errors()
    try:
        draft = ProgressDraft.keep(draft_of(access, form), form.typed(), seen, anyway=anyway)
    except OtherDraft as other:
        return _update_page(request, access, form, other_draft=other.draft)
    messages.success(request, "Saved. Only you can see it until you send it.")
    if form.errors:  # A file was refused: the words are safe, the file is asked for again.
        form.put(draft_seen=draft.version)
        return _update_page(request, access, form)
    return redirect(_sitting_goes_on(request, form) or "actionplans:my_work")


def _sitting(request: HttpRequest, form: ReportForm) -> tuple[Turns, Place] | None:
    """Return the sitting in the address, and where in it one is; None outside one."""
    sitting = sitting_of(request.GET.get(ASKED, ""))
    here = Place(form.milestone.pk, form.check) if form.milestone else None
    if sitting is None or here is None or not sitting.number(here):
        return None
    return Turns(sitting, request.accesses), here  # type: ignore[attr-defined]


def _sitting_goes_on(request: HttpRequest, form: ReportForm) -> str:
    """Return where a sitting goes on after this form; "" outside one."""
    found = _sitting(request, form)
    return found[0].next_address(found[1]) if found else ""


def _send(request: HttpRequest, access: Access, form: ReportForm) -> HttpResponse:
    action, user = form.action, access.user
    try:
        with transaction.atomic():
            hold_open(action.plan)
            update = action.record_update(
                said_for(form.report(), access, action, form.day),
                entered_by=user,
                known_on=form.day,
                last_seen=form.cleaned_data["last_seen"],
                key=form.cleaned_data["key"],
            )
            # What was attached in another window since is not on this screen: it waits.
            send(_attached(access, form).filter(pk__in=form.attached), update)
            drop_draft(access, form)
    except SentBefore as before:
        if not before.same or not _take_back_twins(access, form, before.update):
            return _update_page(request, access, form, sent_before=before.update)
    except NewerUpdate as newer:
        return _update_page(request, access, form, newer=newer.updates)
    except Closed as closed:
        return _update_page(request, access, form, decided=str(closed))
    messages.success(request, _sent(action.plan, user))
    if goes_on := _sitting_goes_on(request, form):
        return redirect(goes_on)
    return redirect("actionplans:action", access.council.slug, action.plan_id, action.pk)


def _take_back_twins(access: Access, form: ReportForm, update: ProgressUpdate) -> bool:
    """Return whether all on screen was sent with `update`; what came again with it is removed."""
    waiting = list(_attached(access, form).filter(pk__in=form.attached))
    held = set(update.evidence.values_list("url", "sha256"))
    if any((upload.url, upload.sha256) not in held for upload in waiting):
        return False
    for upload in waiting:
        remove(upload)
    return True


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
    sent_before: ProgressUpdate | None = None,
    decided: str = "",
) -> HttpResponse:
    """Return the form; with one of the last four, 409: that, and what was typed."""
    if newer:
        form.put(last_seen=str(newer[0].pk))
    if sent_before:
        form.put(key=str(uuid.uuid4()), last_seen=str(_newest(access, form.action)))
    row = row_asked(access, form.action, as_at_asked(request, access))
    step = _step_in(row, form.milestone)
    context = {
        "access": access,
        "plan": form.action.plan,
        "action": form.action,
        "row": row,
        "step": step,
        "breadcrumbs": trail(access, form.action.plan, form.action),
        "last": last_of(row, step),
        "sent_back": sent_back_on(row, step, form.check),
        "words_to_copy": words_to_copy(row, step, form.check),
        "several": _several(request, form),
        "form": form,
        "attached": _attached(access, form),
        "newer": newer,
        "other_draft": other_draft,
        "sent_before": sent_before,
        "decided": decided,
        "asked": asked_about(form.action),
        "for_others": isinstance(form, ReportForOthersForm),
        "for_lead": reported_for(access, form.action, form.milestone, form.day),
    }
    status = 409 if newer or other_draft or sent_before or decided else 200
    return render(request, "actionplans/update_add.html", context, status=status)


def _step_in(row: Row, milestone: Milestone | None) -> Step | None:
    return next((step for step in row.steps if milestone and step.pk == milestone.pk), None)


def last_of(row: Row, step: Step | None) -> Said | None:
    """Return what the form shows as said last time: on the step, or else on the action."""
    return (step.said if step else row.said_of_row) or row.latest


def sent_back_on(row: Row, step: Step | None, check: datetime.date | None) -> SentBack | None:
    """Return what was sent back of what the form reports on; of one check, that check alone."""
    found = step.sent_back if step else row.sent_back
    return found if found and found.check == check else None


def words_to_copy(row: Row, step: Step | None, check: datetime.date | None) -> str:
    """Return the words one may begin from: those sent back, or else those said last time."""
    back, last = sent_back_on(row, step, check), last_of(row, step)
    if back:
        return back.text
    return last.text if last else ""


def _several(request: HttpRequest, form: ReportForm) -> dict[str, Any] | None:
    """Return where one is in a sitting: "2 of 5", and where skipping leads; None outside one."""
    found = _sitting(request, form)
    if found is None:
        return None
    turns, here = found
    turn = next((t for t in turns.turns if (t.step, t.check) == (form.milestone, form.check)), None)
    return {
        "number": turns.sitting.number(here),
        "total": len(turns.sitting.places),
        "skip": turns.next_address(here),
        "sent": turn.sent if turn else None,
    }
