"""What people see when something is refused or broken, and that nothing typed is lost."""

import html as html_entities
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path
from django.utils.functional import SimpleLazyObject

from config import errors
from councils.access import Verb, access_to
from councils.models import Council
from councils.roles import Role
from tests.factories import make_council, make_member, make_user

TYPED = {
    "text": "The panel met twice.\nWe changed the <b>form</b>.",
    "progress": "in_progress",
    "password": "a secret of mine",
    "csrfmiddlewaretoken": "an old token",
}


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a mistake of ours")


@login_not_required
def down(request: HttpRequest) -> HttpResponse:
    raise OperationalError("connection refused")


@login_not_required
def unreadable(request: HttpRequest) -> HttpResponse:
    raise BadRequest("Give the day like 2026-11-22: year, month, day.")


@login_not_required
def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("You may need to add it to ALLOWED_HOSTS.")


@login_not_required
def saved(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.POST["text"])


def refused(request: HttpRequest, slug: str) -> HttpResponse:
    access_to(request.user, slug).require(Verb.ACCEPT)  # type: ignore[arg-type]
    return HttpResponse()


urlpatterns = [
    path("broken/", broken),
    path("down/", down),
    path("unreadable/", unreadable),
    path("suspicious/", suspicious),
    path("saved/", saved),
    path("refused/<slug:slug>/", refused),
    path("", include("config.urls")),
]
handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

pytestmark = pytest.mark.urls("tests.config.test_errors")


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def nobody_may_ask() -> Any:
    raise AssertionError("an error page asked the database who is signed in")


def post(**typed: str) -> HttpRequest:
    request = RequestFactory().post("/councils/barchester/plans/1/?step=2", typed)
    request.user = SimpleLazyObject(nobody_may_ask)  # type: ignore[assignment]
    return request


def words(response: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", html_entities.unescape(text))


def assert_keeps_what_was_typed(response: Any) -> None:
    page = response.content.decode()
    assert "The panel met twice.\nWe changed the &lt;b&gt;form&lt;/b&gt;.</textarea>" in page
    assert '<input type="hidden" name="progress" value="in_progress">' in page
    assert '<form method="post">' in page
    assert re.search(r'name="csrfmiddlewaretoken" value="\w{64}"', page)
    assert TYPED["password"] not in page
    assert TYPED["csrfmiddlewaretoken"] not in page


def test_503_keeps_what_was_typed_and_asks_no_database() -> None:
    response = errors.database_down(post(**TYPED))
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert_keeps_what_was_typed(response)


def test_500_keeps_what_was_typed_and_asks_no_database() -> None:
    response = errors.server_error(post(**TYPED))
    assert response.status_code == 500
    assert_keeps_what_was_typed(response)


def test_files_cannot_be_kept_and_are_said_to_be_asked_for_again() -> None:
    request = RequestFactory().post("/", TYPED | {"file": SimpleUploadedFile("<b>.pdf", b"x")})
    for response in (
        errors.database_down(request),
        errors.server_error(request),
        errors.signed_out(request),
    ):
        assert_keeps_what_was_typed(response)
        assert "The file you chose (<b>.pdf) could not be kept. Send your words again: " in (
            words(response)
        )
        lost = '<input type="hidden" name="files_lost" value="&lt;b&gt;.pdf">'
        assert lost in response.content.decode()


@pytest.mark.parametrize("origin", ["http://testserver", "https://elsewhere.example"])
def test_a_stale_form_with_files_keeps_what_was_typed_and_names_the_files(origin: str) -> None:
    request = RequestFactory().post(
        "/", TYPED | {"file": SimpleUploadedFile("a.pdf", b"x")}, headers={"Origin": origin}
    )
    response = errors.csrf_failure(request)

    assert "The panel met twice." in words(response)
    assert "The file you chose (a.pdf) could not be kept" in words(response)
    assert ('name="files_lost"' in response.content.decode()) == (origin == "http://testserver")


def test_a_file_dropped_for_its_size_is_named_too(settings: Any) -> None:
    settings.EVIDENCE_MAX_MB = 0
    request = RequestFactory().post("/", TYPED | {"file": SimpleUploadedFile("a.pdf", b"x")})

    assert "The file you chose (a.pdf) could not be kept" in words(errors.database_down(request))


def test_an_error_while_the_database_is_down_is_503_not_500() -> None:
    try:
        raise OperationalError("connection refused")
    except OperationalError:
        response = errors.server_error(post(**TYPED))
    assert response.status_code == 503


@pytest.mark.parametrize("address, status", [("/down/", 503), ("/broken/", 500)])
def test_a_page_that_could_not_be_read_can_be_tried_again(
    visitor: Client, address: str, status: int
) -> None:
    response = visitor.get(f"{address}?as_at=2026-11-22&q=a")
    assert response.status_code == status
    assert f'href="{address}?as_at=2026-11-22&amp;q=a"' in response.content.decode()
    assert "a mistake of ours" not in response.content.decode()


def test_what_was_typed_can_be_sent_again_from_the_error_page(visitor: Client) -> None:
    page = visitor.post("/down/", TYPED).content.decode()
    typed = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.S)
    assert typed is not None
    again = visitor.post("/saved/", {"text": html_entities.unescape(typed[1])})
    assert again.content.decode() == TYPED["text"]


@pytest.mark.parametrize("origin", ["http://testserver", None])
def test_a_stale_form_of_ours_can_be_sent_again(origin: str | None) -> None:
    client = Client(enforce_csrf_checks=True)
    headers = {"Origin": origin} if origin else {"Referer": "http://testserver/saved/?step=2"}
    response = client.post("/saved/", TYPED, headers=headers)
    assert response.status_code == 403
    assert_keeps_what_was_typed(response)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', response.content.decode())
    assert token is not None
    again = {"text": TYPED["text"], "csrfmiddlewaretoken": token[1]}
    assert client.post("/saved/", again).content.decode() == TYPED["text"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.elsewhere.example"},
        {"Referer": "http://elsewhere.example/http://testserver/"},
        {},
    ],
)
def test_another_sites_form_is_shown_but_cannot_be_sent_by_one_click(
    headers: dict[str, str],
) -> None:
    response = Client(enforce_csrf_checks=True).post("/saved/", TYPED, headers=headers)
    assert response.status_code == 403
    assert "The panel met twice." in words(response)
    assert "<form" not in response.content.decode()


def test_400_says_our_reason_and_none_meant_for_developers(visitor: Client) -> None:
    ours = visitor.get("/unreadable/")
    assert ours.status_code == 400
    assert "Give the day like 2026-11-22: year, month, day." in words(ours)
    theirs = visitor.get("/suspicious/")
    assert theirs.status_code == 400
    assert "ALLOWED_HOSTS" not in words(theirs)


@pytest.mark.django_db
def test_403_names_the_role_and_whom_to_ask(
    council: Council, client_for: Callable[..., Client]
) -> None:
    make_member(council, Role.ADMINISTRATOR, name="Ada Admin", email="ada@barchester.example")
    response = client_for(Role.SCRUTINY_MEMBER).get("/refused/barchester/")
    assert response.status_code == 403
    said = words(response)
    assert "You cannot open this because your role in Barchester is scrutiny member." in said
    assert "Ask Ada Admin, ada@barchester.example" in said


@pytest.mark.django_db
def test_403_and_404_show_what_was_typed_to_be_copied(
    council: Council, client_for: Callable[..., Client]
) -> None:
    client = client_for(Role.READER)
    for address, status in (("/refused/barchester/", 403), ("/nothing/", 404)):
        answer = client.post(address, TYPED)

        assert answer.status_code == status
        said = words(answer)
        assert "What you typed stands below" in said and "The panel met twice." in said
        assert TYPED["password"] not in said and TYPED["csrfmiddlewaretoken"] not in said
        for plain in (client.get(address), client.post(address, {"id": "7"})):
            assert "What you typed" not in words(plain)


@pytest.mark.django_db
def test_403_lists_every_administrator_and_says_when_there_is_none(
    council: Council, client_for: Callable[..., Client]
) -> None:
    client = client_for(Role.READER)
    assert "Barchester has no administrator yet" in words(client.get("/refused/barchester/"))
    for name in ("Ada Admin", "Bea Admin"):
        make_member(council, Role.ADMINISTRATOR, name=name)
    said = words(client.get("/refused/barchester/"))
    assert "Ada Admin" in said and "Bea Admin" in said


@pytest.mark.django_db
def test_404_is_the_same_for_a_strangers_council_and_for_none(
    client_for: Callable[..., Client],
) -> None:
    make_council("Framley")
    client = client_for(make_user())
    answers = [client.get(f"/refused/{slug}/") for slug in ("framley", "nowhere")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert words(answers[0]) == words(answers[1])
    assert "Page not found" in words(answers[0])


@pytest.mark.django_db
def test_every_error_page_has_one_heading_and_nothing_inline(
    visitor: Client, client_for: Callable[..., Client]
) -> None:
    signed_in = client_for(make_user())
    pages: list[Any] = [visitor.get(f"/{name}/") for name in ("down", "broken", "unreadable")]
    pages += [signed_in.get("/nothing/"), errors.forbidden(pages[0].wsgi_request, Exception())]
    pages += [visitor.post("/down/", TYPED), visitor.post("/broken/", TYPED)]
    for page in pages:
        source = page.content.decode()
        assert source.count("<h1") == 1
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", source)
