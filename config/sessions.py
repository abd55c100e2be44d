"""How long a sign-in lasts: 12 hours at most, and an hour without asking for a page.

Django's own expiry counts from the session's last change, so it is neither of the two.
"""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

IDLE_SECONDS = 60 * 60
# What anybody reads, and caches keep for all: nobody asks there who it is.
WITHOUT_A_SESSION = "/published/"
NOTED_EVERY_SECONDS = 60  # not each request is worth writing the session for


@receiver(user_logged_in)
def begin(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    """Count from now: somebody has just shown who they are."""
    _note(request.session, started=_now())


def limits(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    """Sign out whose session is over, before anything asks who it is."""

    def middleware(request: HttpRequest) -> HttpResponse:
        is_public = request.path.startswith(WITHOUT_A_SESSION)
        if not is_public and SESSION_KEY in request.session:
            _end_or_keep(request.session)
        return get_response(request)

    return middleware


def _end_or_keep(session: SessionBase) -> None:
    now = _now()
    started, seen = session.get("started_at", now), session.get("seen_at", 0)
    if now - started >= settings.SESSION_COOKIE_AGE or (seen and now - seen >= IDLE_SECONDS):
        session.flush()
    elif now - seen >= NOTED_EVERY_SECONDS:
        _note(session, started)


def _note(session: SessionBase, started: int) -> None:
    session["started_at"], session["seen_at"] = started, _now()


def _now() -> int:
    return int(time.time())
