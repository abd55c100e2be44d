"""The database is really stopped, under a real web server: what people then see and keep."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings

from tests.config.serving import Answer, Site, served, wait_until, words
from tests.test_access import ADDRESSES

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="ends servers by their processes")

TEXT = 'The panel met twice.\nWe changed the <b>form</b> & the "guide".'
SECRET = "a-password-nobody-sees"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with served() as site:
        yield site


@pytest.fixture
def down(site: Site) -> Iterator[Site]:
    """The site while its database is stopped; started again afterwards."""
    site.stop_database()
    yield site
    site.start_database()
    site.wait_until_healthy()


def ask_all(site: Site, key: str) -> dict[tuple[str, str], Answer]:
    """Return the answer of every address to GET and to POST, asked side by side."""
    asked = [(name, method) for name in ADDRESSES for method in ("get", "post")]

    def ask(what: tuple[str, str]) -> Answer:
        name, method = what
        browser, path = site.browser(key), site.things["addresses"][name]
        if method == "get":
            return browser.get(path)
        browser.cookies["csrftoken"] = "t" * 32
        return browser.post(
            path, {"csrfmiddlewaretoken": "t" * 32, "text": TEXT, "email": "a@b.cc"}
        )

    with ThreadPoolExecutor(100) as people:
        return dict(zip(asked, people.map(ask, asked), strict=True))


def test_everything_asked_by_somebody_signed_in_is_503_and_says_when_to_try_again(
    down: Site,
) -> None:
    answers = ask_all(down, down.things["manager"])

    assert len(answers) == 2 * len(ADDRESSES)
    assert {key: a.status for key, a in answers.items() if a.status != 503} == {}
    for (name, method), answer in answers.items():
        assert answer.headers["Retry-After"] == "10", name
        if method == "post":
            assert TEXT in words(answer), name
        elif name != "healthz":
            assert "Try again</a>" in answer.text, name


def test_what_nobody_signed_in_asks_is_503_unless_it_needs_no_database(down: Site) -> None:
    answers = ask_all(down, key="")

    needs = {key for key, answer in answers.items() if answer.status == 503}
    assert needs == {
        ("healthz", "get"),
        ("account_login", "post"),
        ("account_signup", "post"),  # its limit of tries is kept in the database
        ("account_reset_password", "post"),
        ("account_reset_password_from_key", "post"),
        ("councils:invitation_accept", "post"),  # its limit of tries too
        ("reports:published_list", "get"),  # public pages show what is published
        ("reports:published", "get"),
        ("reports:published_file", "get"),
        ("actionplans:calendar_feed", "get"),  # only the database knows its link
    }
    assert all(answers[key].headers["Retry-After"] == "10" for key in needs)
    for (name, method), answer in answers.items():
        if (name, method) not in needs:
            usual = (ADDRESSES[name].get if method == "get" else ADDRESSES[name].post).split()[-1]
            assert answer.status == int(usual), (name, method)


def test_health_is_503_while_the_database_is_away_and_200_again_after(site: Site) -> None:
    before = site.health()
    site.stop_database()
    during = site.health()
    site.start_database()
    wait_until(lambda: site.health() == 200)

    assert (before, during) == (200, 503)


def test_what_was_typed_is_on_the_page_and_is_saved_once_when_sent_again(site: Site) -> None:
    browser, path = site.browser(site.things["keys"][0]), site.things["reports"][0]
    form = browser.get(path).form | {"text": TEXT, "progress": "in_progress"}

    site.stop_database()
    first = browser.post(path, form)
    again = browser.post(path, first.form)
    site.start_database()
    site.wait_until_healthy()
    third = browser.post(path, again.form)
    fourth = browser.post(path, again.form)

    assert [a.status for a in (first, again, third, fourth)] == [503, 503, 302, 302]
    stored = site.rows(
        "SELECT text FROM actionplans_progressupdate WHERE action_id = %s",
        site.things["actions"][0],
    )
    assert stored == [(TEXT,)]


@pytest.mark.parametrize("name", ["account_login", "account_change_password"])
def test_no_password_is_shown_again(down: Site, name: str) -> None:
    browser = down.browser(down.things["manager"] if "change" in name else "")
    browser.cookies["csrftoken"] = "t" * 32
    fields = ("password", "oldpassword", "password1", "password2")
    typed = dict.fromkeys(fields, SECRET) | {"login": down.things["email"]}

    answer = browser.post(down.things["addresses"][name], typed | {"csrfmiddlewaretoken": "t" * 32})

    assert answer.status == 503
    assert down.things["email"] in answer.text
    assert SECRET not in answer.text


def test_pages_are_back_at_once_after_a_long_time_away_without_a_restart(site: Site) -> None:
    """Attempts to reconnect fail first: growing pauses between them would keep pages away."""
    assert site.web is not None
    site.stop_database()
    away = [site.health() for _ in range(4)]
    site.start_database()
    back = [site.health() for _ in range(6)]

    page = site.browser(site.things["manager"]).get("/")

    assert away == [503] * 4
    assert back[1:] == [200] * 5
    assert page.status == 200
    assert site.web.poll() is None


def test_a_request_waits_no_longer_for_a_connection_than_a_person_does() -> None:
    pool = settings.DATABASES["default"]["OPTIONS"]["pool"]

    assert pool["timeout"] <= 2
    assert pool["reconnect_timeout"] <= pool["timeout"]
    assert settings.DATABASES["default"]["CONN_HEALTH_CHECKS"]
