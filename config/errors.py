"""The pages people see when something is refused or broken; each says what to do."""

import sys
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from config.no_database import is_database_down
from councils.access import Refused, RefusedSaying
from councils.templatetags.govuk import is_long
from councils.typed import typed
from councils.uploading import files_sent

RETRY_AFTER_SECONDS = 10
NOT_YOURS = "You can no longer report on this. Your words stand here: copy what you still need."


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 with our own sentence; Django's reasons are for developers, not for people."""
    reason = str(exception) if isinstance(exception, BadRequest) else ""
    return render(request, "400.html", {"reason": reason}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    why = {
        "refused": exception if isinstance(exception, Refused) else None,
        "said": str(exception) if isinstance(exception, RefusedSaying) else "",
    }
    return _in_place(request, 403) or render(
        request, "403.html", why | _to_copy(request), status=403
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _in_place(request, 404) or render(request, "404.html", _to_copy(request), status=404)


def _in_place(request: HttpRequest, status: int) -> HttpResponse | None:
    """Return what a report that saves itself while it is typed shows; None for other requests."""
    if request.method != "POST" or "autosave" not in request.POST:
        return None
    return JsonResponse({"told": NOT_YOURS}, status=status)


def _to_copy(request: HttpRequest) -> dict[str, Any]:
    """Return the words that came, where they cannot be sent again; {} where there are none."""
    came = _what_came(request)
    return came if any(is_long(value) for _, value in came["typed"]) else {}


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is missing or stale, with what was typed.

    Only what came from a page of ours can be sent again: on another site's words one
    click would do what the token is there to prevent.
    """
    context = _what_came(request) | {"sent_from_here": _sent_from_here(request)}
    return render(request, "403_csrf.html", context, status=403)


def _sent_from_here(request: HttpRequest) -> bool:
    own = f"{request.scheme}://{request.get_host()}"
    came_from = request.headers.get("Origin") or request.headers.get("Referer", "")
    return came_from == own or came_from.startswith(f"{own}/")


def server_error(request: HttpRequest) -> HttpResponse:
    if is_database_down(sys.exc_info()[1]):
        return database_down(request)
    return render(request, "500.html", _what_came(request), status=500)


def database_down(request: HttpRequest) -> HttpResponse:
    """Answer 503: the page to try again from, with everything that was typed."""
    response = render(request, "503.html", _what_came(request), status=503)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def signed_out(request: HttpRequest) -> HttpResponse:
    """Answer a form that came after its session had ended, with what was typed."""
    return render(request, "signed_out.html", _what_came(request), status=403)


def _what_came(request: HttpRequest) -> dict[str, Any]:
    """Return what was typed, to be sent again, and the names of files, which cannot be kept."""
    return {"typed": typed(request), "files": files_sent(request)}
