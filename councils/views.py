"""Pages about councils as such."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from councils.access import councils_on
from councils.days import today


def council_list(request: HttpRequest) -> HttpResponse:
    """Every council with children's services today, by region."""
    day = today()
    councils = councils_on(day)
    return render(request, "councils/council_list.html", {"councils": councils, "day": day})
