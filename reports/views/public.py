"""Published papers for anybody: no sign-in, no session, kept by caches."""

import hashlib
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from reports.editions.published import (
    correction_of,
    public_edition,
    public_file,
    public_files,
    public_list,
    state_of,
)
from reports.models import EditionFile

# A withdrawn paper must be gone from caches soon; until then they ask again with what they hold.
KEPT = "public, max-age=300"
ON_A_PAGE = 50


def _kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Return a view that caches may keep, and that sets no cookie."""

    @require_safe
    @login_not_required
    @wraps(view)
    def wrapped(request: HttpRequest, **asked: str) -> HttpResponse:
        answer = view(request, **asked)
        answer["Cache-Control"] = KEPT
        return answer

    return wrapped


@_kept
def published_list(request: HttpRequest, council: str) -> HttpResponse:
    """The papers a council published, the newest first."""
    found, editions = public_list(council)
    page = Paginator(editions, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "council": found,
        "page": page,
        "editions": [(each, state_of(each)) for each in page],
    }
    return render(request, "reports/public/list.html", context)


@_kept
def published(request: HttpRequest, council: str, edition: str) -> HttpResponse:
    """One published paper: as a page, with its PDF and Word file beside it."""
    found = public_edition(council, edition)
    if state_of(found).name == "WITHDRAWN":
        gone = {"edition": found, "correction": correction_of(found)}
        return render(request, "reports/public/withdrawn.html", gone, status=410)
    shown = public_files(found)
    context = {
        "shown": shown,
        "edition": found,
        "state": state_of(found),
        "others": [(each, state_of(each)) for each in shown.others],
        "paper": bytes(shown.page.content or b"").decode() if shown.page else "",
    }
    return _unless_held(request, render(request, "reports/public/edition.html", context))


def _unless_held(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Return a page, or that what a cache holds of it is the same to the last character."""
    answer["ETag"] = quote_etag(hashlib.sha256(answer.content).hexdigest())
    kept = get_conditional_response(request, answer["ETag"], response=answer)
    return kept if isinstance(kept, HttpResponseNotModified) else answer


@_kept
def published_file(request: HttpRequest, council: str, edition: str, name: str) -> HttpResponse:
    """One public file of a published paper."""
    file = public_file(council, edition, name)
    etag = quote_etag(file.content_sha256)
    kept = get_conditional_response(request, etag)
    if isinstance(kept, HttpResponseNotModified):
        return kept
    is_saved = file.content_type != "application/pdf" and file.what not in EditionFile.LOOK
    shown = content_disposition_header(as_attachment=is_saved, filename=file.name)
    headers = {"ETag": etag, "Content-Disposition": shown or ""}
    return HttpResponse(bytes(file.content or b""), file.content_type, headers=headers)
