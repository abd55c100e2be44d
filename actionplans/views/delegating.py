"""Pages about who may report for a lead."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.delegating import Already, end, may_manage, name_delegate, seen_by
from actionplans.forms.delegating import DelegationForm
from actionplans.models import ActionPlan
from actionplans.trail import Trail, trail
from councils.access import Access, Verb, council_page
from councils.days import today
from councils.models import Officer, in_force_on


def _trail(access: Access) -> Trail:
    slug = access.council.slug
    here = reverse("actionplans:delegations", args=[slug])
    return [*trail(access), ("Who may report for whom", here)]


@require_safe
@council_page(Verb.REPORT_OWN)
def delegations(request: HttpRequest, access: Access) -> HttpResponse:
    """Who may report for whom: those in force and to come, then those that ended."""
    day = today()
    found = seen_by(access, day)
    standing = found.in_force(day) | found.filter(starts__gt=day)  # type: ignore[attr-defined]
    standing = standing.exclude(ends__lte=day)
    mine = set(access.officers(day).values_list("pk", flat=True))
    context = {
        "access": access,
        "day": day,
        "standing": [
            (one, access.may_manage_plan or one.officer_id in mine, one.delegate_id in mine)
            for one in standing
        ],
        "ended": found.exclude(pk__in=standing.order_by().values("pk")),
        "breadcrumbs": trail(access),
    }
    return render(request, "actionplans/delegating/delegations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@council_page(Verb.REPORT_OWN)
def delegation_add(request: HttpRequest, access: Access) -> HttpResponse:
    """Name who may report for oneself; a manager names it for any lead."""
    form = _form(request, access)
    already = None
    if request.method == "POST" and form.is_valid():
        try:
            made = name_delegate(form.naming(), access.user)
        except Already as found:
            already = found.held
        else:
            messages.success(request, f"{made.delegate} may report for {made.officer}.")
            return redirect("actionplans:delegations", access.council.slug)
    context = {
        "access": access,
        "form": form,
        "already": already,
        "breadcrumbs": _trail(access),
    }
    status = 409 if already else 200
    return render(request, "actionplans/delegating/delegation_add.html", context, status=status)


def _form(request: HttpRequest, access: Access) -> DelegationForm:
    day = today()
    here = access.reach(Officer).filter(in_force_on(day)).order_by("name", "post", "pk")
    plans = access.reach(ActionPlan).exclude(status=ActionPlan.Status.CLOSED)
    own = access.officers(day)
    # Of their posts and groups a lead says it once: for what they lead under any of them.
    leads = here if access.may_manage_plan else own.filter(kind=Officer.Kind.PERSON)
    me = own.filter(kind=Officer.Kind.PERSON).order_by("pk").first()
    return DelegationForm(
        request.POST if request.method == "POST" else None,
        officers=leads.order_by("name", "pk"),
        delegates=here.filter(kind=Officer.Kind.PERSON),
        plans=plans.order_by("title", "pk"),
        day=day,
        initial={"officer": me, "starts": day, "is_reminded": True},
    )


@require_POST
@council_page(Verb.REPORT_OWN)
def delegation_end(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """End it from today; it stays in the list of those that ended."""
    day = today()
    held = seen_by(access, day).filter(pk=pk).first()
    if held is None:
        raise Http404
    if not may_manage(access, held, day):
        access.require(Verb.MANAGE_PLAN)
    if end(held, day, access.user):
        messages.success(request, f"{held.delegate} no longer reports for {held.officer}.")
    else:
        messages.info(request, "It had ended already.")
    return redirect("actionplans:delegations", access.council.slug)
