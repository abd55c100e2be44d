"""A progress summary as the system proposes it: on screen, and as plain text to write on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.models import ActionPlan
from actionplans.trail import trail
from councils.access import Access, Verb, council_page
from reports.drafting import draft
from reports.drafting_facts import drafting_facts
from reports.models import appendix_file_name
from reports.views.plan_files import readers_asked, state_asked


@require_safe
@council_page(Verb.EXPORT)
def summary(request: HttpRequest, access: Access, plan_pk: int) -> HttpResponse:
    """The proposed paragraphs as at a day, each with what it rests on."""
    plan = access.get(ActionPlan, pk=plan_pk)
    state = state_asked(request, access)
    shown, facts = drafting_facts(plan, state)
    context = {
        "access": access,
        "shown": shown,
        "plan": plan,
        "as_at": state,
        "draft": draft(facts),
        "readers": readers_asked(request, access),
        "working_copy": not state.accepted_only,
        "breadcrumbs": trail(access, plan, as_at=state),
    }
    return render(request, "reports/summary.html", context)


@require_safe
@council_page(Verb.EXPORT)
def summary_text(request: HttpRequest, access: Access, plan_pk: int) -> HttpResponse:
    """The same paragraphs as a text file."""
    plan = access.get(ActionPlan, pk=plan_pk)
    state = state_asked(request, access)
    _, facts = drafting_facts(plan, state)
    name = f"progress-{appendix_file_name(plan, state, 'txt')}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    content_type = "text/plain; charset=utf-8"
    return HttpResponse(draft(facts).text, content_type=content_type, headers=headers)
