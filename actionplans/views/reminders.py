"""Reminders of a plan, and reporting by a link that came by e-mail."""

import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from actionplans.asking import step_asked
from actionplans.forms.reminders import RemindersForm, ReportByLinkForm, SendLinkForm
from actionplans.models import (
    Action,
    ActionPlan,
    Milestone,
    NewerUpdate,
    ReportLink,
    says_the_same,
)
from actionplans.on_day.endings import has_ended
from actionplans.planning.holding import Closed, hold_open
from actionplans.reminding.links import (
    Dead,
    For,
    asked_by_link,
    check_of,
    link_for,
    link_of,
    newest_seen,
    own_last,
    own_sent_back,
    report_by,
    row_of,
    sent_by,
    withdraw,
)
from actionplans.reminding.sending import next_day
from actionplans.reminding.settings import NAMES, NewerSettings, change_settings, settings_of
from actionplans.reminding.settings import version_of as settings_version
from actionplans.reminding.telling import Told, told_on
from actionplans.reporting_rights import standing_steps
from actionplans.trail import trail
from actionplans.views.closed import of_open_plan
from councils.access import Access, Verb, council_page
from councils.days import day_asked, today
from councils.emails import Letter, record
from councils.holding_back import held_back, names_asked_about
from councils.models import Officer, OutgoingEmail
from councils.typed import typed
from councils.versions import Decided

SENT_SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def plan_reminders(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """When the plan's leads are reminded, who would hear next, and which links are open."""
    plan = access.get(ActionPlan, pk=pk)
    if request.method != "POST":
        seen = {"seen": settings_version(plan)}
        held = settings_of(plan)
        return _reminders_page(
            request,
            access,
            plan,
            RemindersForm(initial=seen | {name: getattr(held, name) for name in NAMES}),
        )
    form = RemindersForm(request.POST)
    if not form.is_valid():
        return _reminders_page(request, access, plan, form)
    try:
        change_settings(plan, form.cleaned_data, seen=form.cleaned_data["seen"])
    except Closed as closed:
        return _reminders_page(request, access, plan, form, decided=str(closed))
    except NewerSettings:
        again = request.POST.copy()
        again["seen"] = settings_version(plan)
        form.data = again
        return _reminders_page(request, access, plan, form, is_newer=True)
    messages.success(request, "Saved.")
    return redirect("actionplans:plan_reminders", access.council.slug, plan.pk)


def _reminders_page(
    request: HttpRequest,
    access: Access,
    plan: ActionPlan,
    form: RemindersForm,
    is_newer: bool = False,
    decided: str = "",
) -> HttpResponse:
    held, day = settings_of(plan), next_day(access.council, today())
    told = told_on(access.council, [held], day) if held.pk and held.is_on else Told([], [])
    written = access.reach(OutgoingEmail).filter(kind__in=("reminder", "link", "chase"))
    links = access.reach(ReportLink).filter(action__plan=plan).select_related("action", "update")
    context = {
        "access": access,
        "plan": plan,
        "breadcrumbs": trail(access, plan),
        "form": form,
        "held": held,
        "is_newer": is_newer,
        "decided": decided,
        "day": day,
        "digests": [digest for digest in told.digests if digest.is_due],
        "unreached": told.unreached,
        "links": links.filter(used_at=None, withdrawn_at=None, expires_on__gte=today()),
        "written": written.order_by("-made_at", "-pk")[:SENT_SHOWN],
    }
    status = 409 if is_newer or decided else 200
    return render(request, "actionplans/reminding/plan_reminders.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def link_add(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """Send somebody without an account a link to report on one step, or on the whole action."""
    action = access.get(Action, pk=pk, plan=plan_pk)
    step = step_asked(request, access, action)
    leads = _leads(access, action, step)
    first = next((lead for lead in leads if lead.email and not lead.user_id), None)
    initial: dict[str, Any] = {"key": uuid.uuid4()}
    if first:
        initial |= {"name": first.name, "email": first.email}
    form = SendLinkForm(request.POST or None, initial=initial)
    decided = ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        officer = next((lead for lead in leads if lead.name == data["name"]), None)
        wanted = For(action, step, data["email"], data["name"], officer.pk if officer else None)
        try:
            _send_link(access, wanted, data["words"], data["key"])
            messages.success(request, f"A link is on its way to {data['email']}.")
            return redirect("actionplans:action", access.council.slug, plan_pk, pk)
        except Decided as other:
            decided = str(other)
    context = {
        "decided": decided,
        "access": access,
        "plan": action.plan,
        "action": action,
        "step": step,
        "form": form,
        "breadcrumbs": trail(access, action.plan, action),
    }
    status = 409 if decided else 200
    return render(request, "actionplans/reminding/link_add.html", context, status=status)


def _leads(access: Access, action: Action, step: Milestone | None) -> list[Officer]:
    """Return who leads the step, or any of the action's, and who is accountable for it."""
    steps = [step] if step else standing_steps(access, action, today())
    mine = Q(leads__milestone__in=steps) | Q(pk=action.accountable_id)
    return list(access.reach(Officer).filter(mine).distinct().order_by("name", "pk"))


@transaction.atomic
def _send_link(access: Access, wanted: For, words: str, key: uuid.UUID) -> None:
    """Make the link and record its e-mail; asking twice is one link in two e-mails, unless the
    same page (`key`) was sent twice.

    Raises Decided where the plan is closed, or the action has ended.
    """
    hold_open(wanted.action.plan)
    if has_ended(wanted.action, today()):
        raise Decided("The action has ended, so nobody is asked to report on it.")
    link, place = link_for(wanted, today(), access.user)
    plan = wanted.action.plan
    context = {
        "name": wanted.name,
        "words": words,
        "what": wanted.milestone
        if wanted.milestone and wanted.milestone.text
        else wanted.action.text,
        "action": wanted.action,
        "plan": plan,
        "by": access.user,
        "council": access.council,
        "link": place,
        "expires_on": link.expires_on,
    }
    letter = Letter(
        kind=OutgoingEmail.Kind.LINK,
        to=wanted.email,
        name=wanted.name,
        subject=f"Please report on action {wanted.action.reference}, {plan.title}",
        body=render_to_string("actionplans/reminding/link.txt", context),
        reply_to=access.user.email,
        links=(place,),
    )
    record(access.council, f"link {link.pk} {key}", letter)


@require_POST
@council_page(Verb.MANAGE_PLAN)
def link_withdraw(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """Make a link work no more."""
    link = access.get(ReportLink, pk=pk, action__plan=plan_pk)
    if withdraw(link, access.user):
        messages.success(request, f"The link for {link.name} works no more.")
    else:
        messages.info(request, f"The link for {link.name} was used or withdrawn already.")
    return redirect("actionplans:plan_reminders", access.council.slug, plan_pk)


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Report on the one step a link is for, without an account; it shows nothing else."""
    day = today()
    try:
        link = link_of(token, day)
        form = _report_form(request, link, day)
        if request.method == "POST" and form.is_valid():
            seen, key = form.cleaned_data["last_seen"] or 0, form.cleaned_data["key"]
            proof = form.evidence()
            report_by(token, form.report(), day, last_seen=seen, key=key, evidence=proof)
            return _reported(request, link, form, day)
        context = _by_link(link, form, day)
    except Dead:
        return _dead(request, token, day)
    except NewerUpdate as newer:
        return _newer_by_link(request, link, form, newer)
    return render(request, "actionplans/reminding/report_by_link.html", context)


def _newer_by_link(
    request: HttpRequest, link: ReportLink, form: ReportByLinkForm, newer: NewerUpdate
) -> HttpResponse:
    """Return who else reported since, without what they said, and what was typed."""
    form.put(last_seen=str(newer.updates[0].pk))
    names = names_asked_about(link.action.plan.council_id)
    since = [held_back(update, names) for update in newer.updates]
    context = _by_link(link, form, form.day) | {"newer": since}
    return render(request, "actionplans/reminding/report_by_link.html", context, status=409)


def _report_form(request: HttpRequest, link: ReportLink, day: datetime.date) -> ReportByLinkForm:
    about: dict[str, Any] = {"action": link.action, "milestone": link.milestone, "day": day}
    about["check"] = check_of(link, day, day_asked(request, "check"))
    if request.method == "POST":
        return ReportByLinkForm(request.POST, link=link, **about)
    initial = {"key": uuid.uuid4(), "last_seen": newest_seen(link)}
    return ReportByLinkForm(initial=initial, link=link, **about)


def _reported(
    request: HttpRequest, link: ReportLink, form: ReportByLinkForm, day: datetime.date
) -> HttpResponse:
    done = _by_link(link, form, day)
    return render(request, "actionplans/reminding/reported_by_link.html", done)


def _dead(request: HttpRequest, token: str, day: datetime.date) -> HttpResponse:
    """Return why the link does not work; the report that used it, sent again, is thanked again."""
    try:
        link = sent_by(token, request.POST.get("key", ""))
        form = _report_form(request, link, day)
        if form.is_valid() and link.update and says_the_same(link.update, form.report()):
            return _reported(request, link, form, day)
    except Dead:
        pass
    kept = {"typed": typed(request)}
    return render(request, "actionplans/reminding/dead_link.html", kept, status=410)


def _by_link(link: ReportLink, form: ReportByLinkForm, day: datetime.date) -> dict[str, Any]:
    """Return what the page of a link shows: the one action, its step, and its date. Raises Dead."""
    names = names_asked_about(link.action.plan.council_id)
    row, plan = held_back(row_of(link, day), names), held_back(link.action.plan, names)
    step = next((s for s in row.steps if link.milestone and s.pk == link.milestone.pk), None)
    return {
        "link": link,
        "plan": plan,
        "row": row,
        "step": step,
        "form": form,
        "sent_back": own_sent_back(link, step.sent_back if step else row.sent_back),
        "last": held_back(own_last(link), names),
        "asked": [held_back(question, names) for question in asked_by_link(link)],
    }
