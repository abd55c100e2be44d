"""The headers of every answer: each address, signed in or not, and each refusal."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import BadRequest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path, reverse

from config import errors
from councils.roles import Role
from tests.test_access import (
    ADDRESSES,
    NO_GET,
    PASSWORD,
    World,
    body_of,
    has_council,
    made_once,
    url_of,
)

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}
EXACT = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a mistake of ours")


def down(request: HttpRequest) -> HttpResponse:
    raise OperationalError("connection refused")


def unreadable(request: HttpRequest) -> HttpResponse:
    raise BadRequest("Give the day like 2026-11-22.")


urlpatterns = [
    path("broken/", broken),
    path("down/", down),
    path("unreadable/", unreadable),
    path("", include("config.urls")),
]
handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.config.test_headers")]


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with made_once(django_db_blocker) as made:
        yield made


@pytest.fixture
def world(made: World, db: None) -> World:
    return copy.deepcopy(made)


# What anybody may read without signing in, the same for all: caches may keep it for a while.
PUBLIC = {"reports:published_list", "reports:published", "reports:published_file"}


def faults(answer: Any, name: str = "") -> list[str]:
    """Return what is wrong with the headers of an answer; an empty list when nothing is."""
    found = [
        f"{name}: {answer.get(name)!r}"
        for name, value in EXACT.items()
        if answer.get(name) != value
    ]
    policy = answer.get("Content-Security-Policy", "")
    if {part.strip() for part in policy.split(";")} != POLICY:
        found.append(f"Content-Security-Policy: {policy!r}")
    kept = answer.get("Cache-Control", "")
    is_public = name in PUBLIC and answer.status_code == 200
    wanted = {"public", "max-age=300"} if is_public else {"no-store", "private"}
    if not wanted <= {part.strip() for part in kept.split(",")}:
        found.append(f"Cache-Control: {kept!r}")
    if is_public and answer.cookies:
        found.append("Cookies with what caches keep")
    return found + [fault for cookie in answer.cookies.values() for fault in cookie_faults(cookie)]


def cookie_faults(cookie: Any) -> Iterator[str]:
    if cookie.value and not cookie["httponly"]:  # one that is taken back holds nothing
        yield f"{cookie.key}: can be read by scripts"
    if cookie["samesite"] != "Lax":
        yield f"{cookie.key}: SameSite is {cookie['samesite']!r}"
    if cookie["path"] != "/" or cookie["domain"]:
        yield f"{cookie.key}: is for {cookie['domain']!r}, {cookie['path']!r}"


@pytest.mark.parametrize("actor", [Role.PLAN_MANAGER, "anonymous"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_every_address_answers_with_every_header(world: World, name: str, actor: str) -> None:
    url = url_of(world, name, "own", actor)
    client = world.client(actor)
    body = body_of(world, ADDRESSES[name], "own")

    answers = [client.get(url), client.head(url), client.post(url, body), client.put(url)]
    answers.append(world.client(actor).get(url, headers={"HX-Request": "true"}))

    assert [faults(answer, name) for answer in answers] == [[]] * 5


def test_files_too_may_be_kept_by_no_cache(world: World) -> None:
    """The answers of the test above hold real files, not refusals."""
    client = world.client(Role.PLAN_MANAGER)
    types = {}
    for name in ("reports:appendix_csv", "reports:appendix_xlsx", "reports:export_file"):
        answer = client.get(url_of(world, name, "own", Role.PLAN_MANAGER))
        assert answer.status_code == 200
        assert faults(answer) == []
        assert answer["Content-Disposition"].startswith("attachment;")
        types[name] = answer["Content-Type"].split(";")[0]

    assert types == {
        "reports:appendix_csv": "text/csv",
        "reports:appendix_xlsx": "application/"
        "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "reports:export_file": "application/pdf",
    }


def refused(name: str, world: World) -> Any:
    """Return the answer of one refusal."""
    client = world.client(Role.READER)
    client.raise_request_exception = False
    strict = Client(enforce_csrf_checks=True)
    plan = world.own["plan"]
    ask: dict[str, Callable[[], Any]] = {
        "400 unreadable": lambda: client.get("/unreadable/"),
        "400 another host": lambda: client.get("/", SERVER_NAME="elsewhere.example"),
        "403 role": lambda: client.get(url_of(world, "actionplans:update_add", "own", Role.READER)),
        "403 token": lambda: strict.post(reverse("account_login"), {"login": "a@b.example"}),
        "404 page": lambda: client.get("/nothing/"),
        "404 council": lambda: client.get(reverse("actionplans:plan", args=["other", plan.pk])),
        "405 method": lambda: client.post(reverse("actionplans:my_work")),
        "500 broken": lambda: client.get("/broken/"),
        "503 down": lambda: client.get("/down/"),
    }
    return ask[name]()


REFUSALS = (
    "400 unreadable",
    "400 another host",
    "403 role",
    "403 token",
    "404 page",
    "404 council",
    "405 method",
    "500 broken",
    "503 down",
)


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_has_every_header(world: World, name: str) -> None:
    answer = refused(name, world)

    assert answer.status_code == int(name.split()[0])
    assert faults(answer) == []


def test_a_session_that_breaks_off_has_every_header(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database may go away before and after the view too: while the session is read."""

    def away(*args: Any, **kwargs: Any) -> Any:
        raise OperationalError("connection refused")

    client = world.client(Role.READER)
    client.raise_request_exception = False
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", away)

    answer = client.get(reverse("actionplans:my_work"))

    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert faults(answer) == []


def test_what_is_looked_for_would_be_found(world: World, settings: Any) -> None:
    """The check is worth something only if a page without its headers fails it."""
    theirs = ("csp.", "django.middleware.", "config.middleware.private")
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if not m.startswith(theirs)]
    settings.SESSION_COOKIE_HTTPONLY = False
    settings.SESSION_COOKIE_SAMESITE = "None"
    typed = {"login": world.users[Role.READER].email, "password": PASSWORD}

    found = faults(Client().post(reverse("account_login"), typed, follow=False))

    looked_for = [*EXACT, "Content-Security-Policy", "sessionid", "sessionid"]
    assert [fault.split(":")[0] for fault in found] == looked_for


def test_the_policy_allows_nothing_inline() -> None:
    said = repr(django_settings.CONTENT_SECURITY_POLICY)

    assert "unsafe" not in said
    assert "http" not in said and "*" not in said and "data:" not in said


# Fragments: one address, two answers


def pages_with_fragments(world: World) -> Iterator[tuple[str, Any, Any]]:
    """Yield each address whose answer to htmx differs from its page, with both answers."""
    client = world.client(Role.PLAN_MANAGER)
    for name, address in ADDRESSES.items():
        if not has_council(name) or address.get == NO_GET:
            continue
        url = url_of(world, name, "own", Role.PLAN_MANAGER)
        page, fragment = client.get(url), client.get(url, headers={"HX-Request": "true"})
        if ("<html" in text(page)) != ("<html" in text(fragment)):
            yield name, page, fragment


def text(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "replace")


def test_an_address_that_answers_htmx_with_a_fragment_says_so_to_caches(world: World) -> None:
    found = list(pages_with_fragments(world))

    assert [name for name, _, _ in found] == [
        "inspections:report",
        "actionplans:plan_import",
        "actionplans:update_review",
        "reports:export",
        "scrutiny:briefing",
        "reports:paper_file",
    ]
    for _, page, fragment in found:
        for answer in (page, fragment):
            assert "HX-Request" in answer["Vary"].replace(" ", "").split(",")
