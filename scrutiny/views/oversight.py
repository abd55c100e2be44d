"""Pages on which is recorded what a body learned, saw on visits, and does next."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from councils.access import Access, Verb, council_page
from councils.days import today
from councils.models import Body
from councils.versions import Decided
from inspections.learning.lessons import points_not_among
from scrutiny.models import LearningPoint, NextStep, Visit
from scrutiny.oversight.forms.doing import StepForm, VisitForm
from scrutiny.oversight.forms.learning import ChooseForm, PointForm
from scrutiny.oversight.keeping import take_up
from scrutiny.views.keeping import Kind, body_address, body_trail, keep, offered

FORM = require_http_methods(["GET", "HEAD", "POST"])
POINT = Kind(PointForm, "Add a learning point", "Change a learning point", "learned")
STEP = Kind(StepForm, "Add a next step", "Change a next step", "next-steps")
VISIT = Kind(VisitForm, "Record a visit", "Change a visit", "visits")


@FORM
@council_page(Verb.RECORD_OVERSIGHT)
def points_choose(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Take up learning points that papers of any council's committees hold."""
    body = access.get(Body, pk=pk)
    held = access.reach(LearningPoint).filter(body=body, removed_on=None, lesson__isnull=False)
    lessons = points_not_among(held.values("lesson"))
    form = ChooseForm(request.POST or None, offered=offered(access, body), lessons=lessons)
    decided = ""
    if request.method == "POST" and form.is_valid():
        try:
            number = take_up(form.points())
        except Decided as other:
            decided = str(other)
        else:
            said = "The point is taken up." if number == 1 else f"{number} points are taken up."
            messages.success(request, said)
            return redirect(body_address(access, body, POINT.anchor))
    context = {
        "access": access,
        "body": body,
        "form": form,
        "lessons": lessons,
        "decided": decided,
        "back": body_address(access, body, POINT.anchor),
        "breadcrumbs": body_trail(access, body),
    }
    status = 409 if decided else 200
    return render(request, "scrutiny/oversight/choose.html", context, status=status)


@FORM
@council_page(Verb.RECORD_OVERSIGHT)
def point_add(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Add a learning point in the body's own words."""
    body = access.get(Body, pk=pk)
    return keep(request, access, LearningPoint(body=body, taken_on=today()), POINT)


@FORM
@council_page(Verb.RECORD_OVERSIGHT)
def point(request: HttpRequest, access: Access, body_pk: int, pk: int) -> HttpResponse:
    """Change a learning point, or take it off."""
    row = access.get(LearningPoint, pk=pk, body=body_pk, removed_on=None)
    return keep(request, access, row, POINT)


@FORM
@council_page(Verb.RECORD_OVERSIGHT)
def step_add(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Add what the body does next."""
    body = access.get(Body, pk=pk)
    return keep(request, access, NextStep(body=body, said_on=today()), STEP)


@FORM
@council_page(Verb.RECORD_OVERSIGHT)
def step(request: HttpRequest, access: Access, body_pk: int, pk: int) -> HttpResponse:
    """Change a next step, or say what became of it."""
    return keep(request, access, access.get(NextStep, pk=pk, body=body_pk), STEP)


@FORM
@council_page(Verb.RECORD_OVERSIGHT)
def visit_add(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """Record a visit and what was learned."""
    body = access.get(Body, pk=pk)
    return keep(request, access, Visit(body=body), VISIT)


@FORM
@council_page(Verb.RECORD_OVERSIGHT)
def visit(request: HttpRequest, access: Access, body_pk: int, pk: int) -> HttpResponse:
    """Change what is recorded of a visit, or take it off."""
    return keep(request, access, access.get(Visit, pk=pk, body=body_pk, removed_on=None), VISIT)
