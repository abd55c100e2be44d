"""Learning from others: what inspections of any council said, searched."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from councils.models import User
from inspections.forms.learning import LearningForm
from inspections.learning.lessons import papers
from inspections.learning.searching import areas_held, held_for, regions, search


@require_safe
def learning(request: HttpRequest) -> HttpResponse:
    """Search the findings and reports one may read, for anyone signed in."""
    user = cast(User, request.user)
    form = LearningForm(request.GET, areas=areas_held(user), regions=regions())
    page = None
    if form.is_valid() and form.asked.says_something:
        page = search(form.asked, user, request.GET.get("page"))
    theme = form.cleaned_data.get("theme", "") if form.is_valid() else ""
    context = {"form": form, "found": page, "held": held_for(user), "papers": papers(theme)}
    return render(request, "inspections/learning.html", context)
