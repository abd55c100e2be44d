"""The page on which everything one may see is searched."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from councils.access import accesses
from councils.days import today
from councils.models import User
from search.forms import SearchForm
from search.readers import Reader
from search.searching import is_searchable
from search.searching import search as look_for


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search everything one may see, for anyone signed in."""
    user = cast(User, request.user)
    request.accesses = mine = accesses(user)  # type: ignore[attr-defined]
    form = SearchForm(request.GET, mine=mine)
    found = None
    if form.is_valid() and form.asked.words:
        reader = Reader(user, mine, today(), form.cleaned_data.get("council", ""))
        found = look_for(form.asked, reader, request.GET.get("page"))
    context = {
        "form": form,
        "found": found,
        "page": found.page if found else None,
        "words": form.asked.words if found else "",
        "nothing_to_look_for": found and not found.total and not is_searchable(form.asked.words),
    }
    return render(request, "search/search.html", context)
