"""Pages about councils as such."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from councils.access import accesses, councils_on
from councils.days import today


@require_safe
def council_list(request: HttpRequest) -> HttpResponse:
    """Every council with children's services today, by region.

    The demo's made-up council stands in a region of its own and is not counted as England's.
    """
    day = today()
    councils = list(councils_on(day))
    england = sum(not council.is_fictional for council in councils)
    mine = {access.council.pk for access in accesses(request.user)}  # type: ignore[arg-type]
    context = {"councils": councils, "england": england, "day": day, "mine": mine}
    return render(request, "councils/council_list.html", context)
