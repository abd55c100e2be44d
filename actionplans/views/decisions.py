"""Pages on which a manager decides: sign-off and after, dates, endings, watching, carrying on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.asking import as_at_asked
from actionplans.deciding import (
    agree_date,
    carry,
    claims_of,
    embed,
    end_action,
    ending_of,
    is_typed_anew,
    reopen,
    restore_action,
    set_timescale,
    watch,
)
from actionplans.forms.decisions import (
    AgreeForm,
    CarryForm,
    EmbedForm,
    EndForm,
    ReopenForm,
    RestoreForm,
    TimescaleForm,
    WatchForm,
)
from actionplans.models import Action, ActionPlan, DueDate, Ending, Milestone, ProgressUpdate
from actionplans.on_day.plans import rows_on_day
from actionplans.planning.building import counts_from
from actionplans.timescales import CONVENTIONS
from actionplans.trail import Trail, trail
from actionplans.views.closed import of_open_plan
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.models import Body, Meeting
from councils.versions import Decided

MEETINGS_OFFERED = 60

either = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Page:
    """What a page of decision says around its form."""

    heading: str
    caption: str
    button: str
    says: tuple[str, ...] = ()
    quoted: str = ""
    nothing_to_do: str = ""


def _decide(
    request: HttpRequest,
    access: Access,
    form: forms.Form,
    page: Page,
    save: Callable[[], str],
    back: Action | ActionPlan,
    template: str = "actionplans/decision.html",
) -> HttpResponse:
    """Show the form, or do what it decides: `save` returns what to say afterwards.

    Where somebody decided otherwise meanwhile: 409, what holds now, and the words typed.
    """
    decided = ""
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, save())
            return _to(access, back)
        except Decided as other:
            decided = str(other)
    context = {
        "access": access,
        "form": form,
        "page": page,
        "decided": decided,
        "breadcrumbs": _trail(access, back),
    }
    return render(request, template, context, status=409 if decided else 200)


def _to(access: Access, back: Action | ActionPlan) -> HttpResponse:
    if isinstance(back, Action):
        return redirect("actionplans:action", access.council.slug, back.plan_id, back.pk)
    return redirect("actionplans:plan", access.council.slug, back.pk)


def _trail(access: Access, back: Action | ActionPlan) -> Trail:
    if isinstance(back, Action):
        return trail(access, back.plan, back)
    return trail(access, back)


def _caption(action: Action) -> str:
    return f"{action.plan.title}, action {action.reference}"


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _claim(access: Access, plan_pk: int, action_pk: int, pk: int) -> ProgressUpdate:
    update = access.get(ProgressUpdate, pk=pk, action=action_pk, action__plan=plan_pk)
    if not claims_of(update):
        raise Http404
    return update


@either
@council_page(Verb.ACCEPT)
@of_open_plan(tells=True)
def update_reopen(
    request: HttpRequest, access: Access, plan_pk: int, action_pk: int, pk: int
) -> HttpResponse:
    """Reopen a completion that was accepted."""
    update = _claim(access, plan_pk, action_pk, pk)
    form = ReopenForm(_posted(request))
    page = Page(
        heading="Reopen what was signed off",
        caption=_caption(update.action),
        button="Reopen it",
        says=("From today it is open again, on every page and in every paper. It can be signed "
              "off again once a new report says that it is done.",),
        quoted=update.text,
    )  # fmt: skip

    def save() -> str:
        reopen(update, reason=form.cleaned_data["reason"], by=access.user, day=today())
        return "Reopened. It counts as open from today."

    return _decide(request, access, form, page, save, update.action)


@either
@council_page(Verb.ACCEPT)
@of_open_plan(tells=True)
def update_embed(
    request: HttpRequest, access: Access, plan_pk: int, action_pk: int, pk: int
) -> HttpResponse:
    """Record that what was completed was checked later, and lasts."""
    update = _claim(access, plan_pk, action_pk, pk)
    form = EmbedForm(_posted(request))
    page = Page(
        heading="Checked that it lasts",
        caption=_caption(update.action),
        button="Record the check",
        says=("This is a later check than the sign-off: what was done is still done, and works.",),
        quoted=update.text,
    )

    def save() -> str:
        embed(update, comment=form.cleaned_data["comment"], by=access.user, day=today())
        return "Recorded. It now counts as done and checked that it lasts."

    return _decide(request, access, form, page, save, update.action)


@either
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def action_end(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """Withdraw an action or say what supersedes it; one that ended can be put back."""
    action = access.get(Action, pk=pk, plan=plan_pk)
    ended = ending_of(action)
    if ended:
        return _restore(request, access, action, ended)
    others = access.reach(Action).exclude(pk=action.pk).select_related("plan")
    form = EndForm(_posted(request), others=others.order_by("plan__title", "order"))
    page = Page(
        heading="Withdraw or supersede this action",
        caption=_caption(action),
        button="Take it out of the plan",
        says=("It stays visible in the plan with the reason, and no longer counts as open.",),
        quoted=action.text,
    )

    def save() -> str:
        data = form.cleaned_data
        ending = end_action(
            action,
            data["kind"],
            reason=data["reason"],
            agreed_by=data["agreed_by"],
            successor=data["successor"],
            by=access.user,
            day=today(),
        )
        return f"{ending.get_kind_display()}. It stays in the plan with the reason."

    return _decide(request, access, form, page, save, action)


def _restore(request: HttpRequest, access: Access, action: Action, ended: Ending) -> HttpResponse:
    form = RestoreForm(_posted(request))
    page = Page(
        heading="Put this action back into the plan",
        caption=_caption(action),
        button="Put it back",
        says=(f"{ended.get_kind_display()} on {ended.day:%-d %B %Y}: {ended.reason}",),
        quoted=action.text,
    )

    def save() -> str:
        reason = form.cleaned_data["reason"]
        restore_action(action, reason=reason, by=access.user, day=today())
        return "Put back. It counts as open from today."

    return _decide(request, access, form, page, save, action)


@either
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def action_watch(request: HttpRequest, access: Access, plan_pk: int, pk: int) -> HttpResponse:
    """Say which body goes on watching an action, and when it is reviewed next."""
    action = access.get(Action, pk=pk, plan=plan_pk)
    bodies = access.reach(Body).filter(ends=None).order_by("name")
    initial = {"watched_by": action.watched_by_id, "next_review_on": action.next_review_on}
    form = WatchForm(_posted(request), initial=initial, bodies=bodies, today=today())
    page = Page(
        heading="Business as usual: who goes on watching",
        caption=_caption(action),
        button="Save",
        says=("What is complete can stay under the eye of a body, with a date to look again.",),
        quoted=action.text,
    )

    def save() -> str:
        data = form.cleaned_data
        watch(action, data["watched_by"], data["next_review_on"])
        if action.watched_by:
            return f"Saved. It stays on the list of {action.watched_by}."
        return "Saved. No body watches it."

    return _decide(request, access, form, page, save, action)


@either
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def plan_carry(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Carry open actions into another plan, linked both ways."""
    plan = access.get(ActionPlan, pk=pk)
    plans = access.reach(ActionPlan).exclude(status=ActionPlan.Status.CLOSED).exclude(pk=plan.pk)
    plans = plans.order_by("-agreed_on", "pk")
    of_plan = access.reach(Action).filter(plan=plan)
    still_open = [
        row.pk for row in rows_on_day(of_plan, as_at_asked(request, access)) if row.is_open
    ]
    form = CarryForm(
        _posted(request), plans=plans, actions=of_plan.filter(pk__in=still_open).order_by("order")
    )
    page = Page(
        heading="Carry actions into another plan",
        caption=plan.title,
        button="Carry them over",
        says=("They stay visible here as carried over, and start in the other plan today.",),
        nothing_to_do=_why_nothing_is_carried(plans.exists(), bool(still_open)),
    )

    def save() -> str:
        data = form.cleaned_data
        new = carry(
            data["actions"], data["into"], reason=data["reason"], by=access.user, day=today()
        )
        return f"{len(new)} action{'' if len(new) == 1 else 's'} carried into {data['into']}."

    return _decide(request, access, form, page, save, plan)


def _why_nothing_is_carried(has_plans: bool, has_actions: bool) -> str:
    if not has_plans:
        return "This council has no other open plan to carry them into."
    return "" if has_actions else "No action of this plan is open."


def _meetings(access: Access) -> Any:
    found = access.reach(Meeting).filter(held_on__lte=today()).select_related("body")
    newest = found.order_by("-held_on", "pk").values("pk")[:MEETINGS_OFFERED]
    return access.reach(Meeting).filter(pk__in=newest).select_related("body").order_by("-held_on")


def _step(access: Access, plan_pk: int, action_pk: int, pk: int) -> Milestone:
    here: dict[str, Any] = {"action": action_pk, "action__plan": plan_pk}
    return access.get(Milestone, pk=pk, removed_on=None, **here)


@either
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def date_agree(
    request: HttpRequest, access: Access, plan_pk: int, action_pk: int, step_pk: int, pk: int
) -> HttpResponse:
    """Record who agreed to a date that was asked for: from then on it counts."""
    step = _step(access, plan_pk, action_pk, step_pk)
    asked = access.get(DueDate, pk=pk, milestone=step)
    form = AgreeForm(_posted(request), meetings=_meetings(access), needs_body=asked.needs_body)
    says = [f"New date asked for: {asked.words}. {asked.reason}"]
    if asked.needs_body:
        says.append("This council counts a moved date once a body, or the DfE, has agreed it.")
    page = Page(
        heading="Record who agreed the new date",
        caption=_caption(step.action),
        button="Record the agreement",
        says=tuple(says),
        quoted=step.text or step.action.text,
    )

    def save() -> str:
        agree_date(asked, form.agreement, by=access.user, day=today())
        return f"Recorded. {asked.words} counts from today; the first date stays beside it."

    return _decide(request, access, form, page, save, step.action)


@either
@council_page(Verb.MANAGE_PLAN)
@of_open_plan(tells=True)
def step_timescale(
    request: HttpRequest, access: Access, plan_pk: int, action_pk: int, pk: int
) -> HttpResponse:
    """Give a step a timescale in words: what is read in them is shown before it is saved."""
    step = _step(access, plan_pk, action_pk, pk)
    newest = step.due_dates.order_by("-pk").first()
    form = _timescale_form(request, access, step, newest)
    page = Page(
        heading="Change the timescale" if newest else "Give a timescale",
        caption=_caption(step.action),
        button="Save this timescale",
        quoted=step.text or step.action.text,
    )
    if request.method == "POST" and not form.was_shown:
        form.keep_only_words_errors()
        if not form.errors:
            form = form.with_reading()
            form.errors.clear()
        return _timescale_page(request, access, form, page, step)
    return _decide(
        request,
        access,
        form,
        page,
        lambda: _save_timescale(access, step, form),
        step.action,
        "actionplans/step_timescale.html",
    )


def _timescale_form(
    request: HttpRequest, access: Access, step: Milestone, newest: DueDate | None
) -> TimescaleForm:
    plan = step.action.plan
    published = plan.sources.order_by("published_on").values_list("published_on", flat=True)
    return TimescaleForm(
        _posted(request),
        meetings=_meetings(access),
        agreed_on=today() if newest else plan.agreed_on,
        published_on=published.first(),
        moves=_has_a_date(step),
        initial={
            "last_seen": newest.pk if newest else 0,
            "first_due": step.first_due,
            "each_occurrence": step.each_occurrence,
        },
    )


def _timescale_page(
    request: HttpRequest, access: Access, form: TimescaleForm, page: Page, step: Milestone
) -> HttpResponse:
    context = {
        "access": access,
        "form": form,
        "page": page,
        "breadcrumbs": _trail(access, step.action),
    }
    return render(request, "actionplans/step_timescale.html", context)


def _has_a_date(step: Milestone) -> bool:
    """Return whether a date or a frequency is in force: another one then moves it."""
    if is_typed_anew(step):
        return False
    date = step.date_in_force()
    return bool(date and (date.due or date.recurrence))


def _save_timescale(access: Access, step: Milestone, form: TimescaleForm) -> str:
    meaning, corrected = form.meaning()
    data = form.cleaned_data
    date = set_timescale(
        step,
        meaning,
        form.agreement,
        reason=data.get("reason", ""),
        corrected=corrected,
        last_seen=data["last_seen"],
        by=access.user,
        day=counts_from(step.action, today()),
    )
    step.first_due, step.each_occurrence = data["first_due"], data["each_occurrence"]
    step.save(update_fields=["first_due", "each_occurrence"])
    if date.agreed_by == DueDate.AgreedBy.NOT_YET:
        return "Saved as asked for. It counts once it is agreed."
    return "Saved. The words stay as you wrote them."


@require_safe
def timescale_help(request: HttpRequest) -> HttpResponse:
    """The conventions by which timescales are read, each with an example."""
    return render(request, "actionplans/timescale_help.html", {"conventions": CONVENTIONS})
