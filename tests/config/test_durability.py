"""What was acknowledged is kept, whatever is killed meanwhile; what was refused is not lost."""

import http.client
import secrets
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from actionplans.models import Action, ProgressUpdate
from councils.roles import Role
from tests.config.serving import Answer, Site, served, wait_until, words
from tests.factories import make_action, make_member

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="ends servers by their processes")
SAVERS, SAVES = 4, 15
AWAY = (OSError, http.client.HTTPException)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with served() as site:
        yield site


# Acknowledged saves


class Savers:
    """People who report progress again and again and write down what was acknowledged."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.name = secrets.token_hex(4)
        self.acknowledged: list[str] = []
        self.refused: list[str] = []

    def run(self, meanwhile: Callable[["Savers"], None]) -> None:
        """Save until everybody has SAVES acknowledged; do `meanwhile` in between."""
        with ThreadPoolExecutor(SAVERS) as people:
            done = [people.submit(self._save, number) for number in range(SAVERS)]
            meanwhile(self)
            for each in done:
                each.result(timeout=120)

    def wait_for(self, number: int) -> None:
        """Wait until `number` saves are acknowledged: what follows happens among them."""
        wait_until(lambda: len(self.acknowledged) >= number)

    def _save(self, number: int) -> None:
        browser = self.site.browser(self.site.things["keys"][number])
        path, acknowledged = self.site.things["reports"][number], 0
        for attempt in range(SAVES * 40):
            text = f"{self.name}: saver {number}, attempt {attempt}"
            try:
                answer = browser.report(path, text)
            except AWAY:
                threading.Event().wait(0.05)
                continue
            if answer.status == 302:
                self.acknowledged.append(text)
                acknowledged += 1
            elif answer.status == 409:
                self.refused.append(text)
            else:
                assert answer.status == 503, answer.text
            if acknowledged == SAVES:
                return
        raise AssertionError(f"saver {number} had only {acknowledged} saves acknowledged")


def kept(site: Site) -> list[str]:
    return [text for (text,) in site.rows("SELECT text FROM actionplans_progressupdate")]


def without_line(site: Site) -> list[str]:
    """Return the texts of updates that were stored without what they say of progress."""
    query = """
        SELECT text FROM actionplans_progressupdate AS whole WHERE NOT EXISTS (
            SELECT FROM actionplans_progressline AS line WHERE line.update_id = whole.id)
    """
    return [text for (text,) in site.rows(query)]


def restart_database(how: str) -> Callable[[Savers], None]:
    def restart(savers: Savers) -> None:
        site = savers.site
        for number in (10, 30):
            savers.wait_for(number)
            if how == "fast":
                site.stop_database()
            else:
                site.kill_database(signal.SIGQUIT if how == "immediate" else signal.SIGKILL)
            site.start_database()

    return restart


def cut_connections(savers: Savers) -> None:
    for number in (10, 30):
        savers.wait_for(number)
        savers.site.rows(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def kill_web(savers: Savers) -> None:
    for number in (10, 30):
        savers.wait_for(number)
        savers.site.kill_web()
        savers.site.start_web()


BLOWS = {
    "restart -m fast": restart_database("fast"),
    "restart -m immediate": restart_database("immediate"),
    "kill -9 of the database": restart_database("kill"),
    "connections cut": cut_connections,
    "kill -9 of the web server's process group": kill_web,
}


@linux_only
@pytest.mark.parametrize("blow", BLOWS)
def test_no_acknowledged_save_is_lost(site: Site, blow: str) -> None:
    savers = Savers(site)

    savers.run(meanwhile=BLOWS[blow])

    stored = kept(site)
    assert len(savers.acknowledged) == SAVERS * SAVES
    assert [text for text in savers.acknowledged if stored.count(text) != 1] == []
    assert [text for text in savers.refused if text in stored] == []
    assert without_line(site) == []


@linux_only
def test_a_database_that_acknowledges_before_it_writes_would_be_found_out(site: Site) -> None:
    """The positive control: with commits that wait for no disk, the same blow loses some."""
    settings = {
        "synchronous_commit": "off",
        "wal_writer_delay": "10s",
        "wal_writer_flush_after": "1GB",
    }
    savers = Savers(site)

    def blow(savers: Savers) -> None:
        savers.wait_for(30)
        site.kill_database(signal.SIGKILL)
        site.start_database()

    with configured(site, settings):
        savers.run(meanwhile=blow)
        stored = set(kept(site))

    assert [text for text in savers.acknowledged if text not in stored] != []


class configured:
    """The site's database with other settings, and with its own again afterwards."""

    def __init__(self, site: Site, settings: dict[str, str]) -> None:
        self.site, self.settings = site, settings

    def __enter__(self) -> None:
        for name, value in self.settings.items():
            self.site.command(f"ALTER SYSTEM SET {name} = '{value}'")
        self.site.command("SELECT pg_reload_conf()")

    def __exit__(self, *_: object) -> None:
        self.site.command("ALTER SYSTEM RESET ALL")
        self.site.command("SELECT pg_reload_conf()")


@linux_only
def test_the_database_writes_before_it_acknowledges(site: Site) -> None:
    for name in ("fsync", "full_page_writes", "synchronous_commit", "data_checksums"):
        assert site.rows(f"SHOW {name}") == [("on",)], name


# Contended saves


@linux_only
def test_of_several_processes_that_saw_the_same_one_is_accepted_at_a_time(site: Site) -> None:
    """The others get 409 with their words, and are accepted when they send again."""
    action, path = site.things["actions"][-1], site.things["reports"][-1]
    browsers = [site.browser(key) for key in site.things["keys"]]
    forms = [
        browser.get(path).form | {"text": f"Words of {number}", "progress": "in_progress"}
        for number, browser in enumerate(browsers)
    ]
    waiting = dict(enumerate(forms))
    rounds = 0
    while waiting:
        rounds += 1
        with ThreadPoolExecutor(len(browsers)) as people:
            asked = {
                number: people.submit(browsers[number].post, path, form)
                for number, form in waiting.items()
            }
        answers = {number: each.result() for number, each in asked.items()}
        accepted = [number for number, answer in answers.items() if answer.status == 302]
        assert len(accepted) == 1
        del waiting[accepted[0]]
        for number in waiting:
            waiting[number] = refused_form(answers[number], f"Words of {number}")

    stored = site.rows("SELECT text FROM actionplans_progressupdate WHERE action_id = %s", action)
    assert rounds == len(browsers)
    assert sorted(stored) == sorted((f"Words of {number}",) for number in range(len(browsers)))


def refused_form(answer: Answer, text: str) -> dict[str, str]:
    """Return the form of a 409 page, which holds what its writer typed."""
    assert answer.status == 409
    assert f"{text}</textarea>" in words(answer)
    return answer.form | {"progress": "in_progress"}


WRITERS = 4


@pytest.fixture
def action(transactional_db: None) -> Action:
    return make_action()


def sent_together(action: Action, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return the answers to reports sent at once, each having seen the same newest update.

    Whoever may insert waits a second for the others to come as far: without the lock all do.
    """
    council = action.plan.council
    path = reverse("actionplans:update_add", args=[council.slug, action.plan_id, action.pk])
    start, meeting = threading.Barrier(WRITERS), threading.Barrier(WRITERS)
    insert = ProgressUpdate.objects.create

    def insert_together(**fields: Any) -> ProgressUpdate:
        with suppress(threading.BrokenBarrierError):
            meeting.wait(timeout=1)
        return insert(**fields)

    def send(client: Client, number: int) -> Any:
        start.wait(timeout=30)
        typed = {"text": f"Words of {number}", "progress": "in_progress", "last_seen": "0"}
        try:
            return client.post(path, typed)
        finally:
            connection.close()

    clients = [Client() for _ in range(WRITERS)]
    for client in clients:
        client.force_login(make_member(council, Role.PLAN_MANAGER))
    with monkeypatch.context() as patch, ThreadPoolExecutor(WRITERS) as people:
        patch.setattr(ProgressUpdate.objects, "create", insert_together)
        return list(people.map(send, clients, range(WRITERS)))


def test_of_those_who_saw_the_same_one_is_accepted_and_the_others_keep_their_words(
    action: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = sent_together(action, monkeypatch)

    (stored,) = action.updates.all()
    assert sorted(answer.status_code for answer in answers) == [302, 409, 409, 409]
    for number, answer in enumerate(answers):
        if answer.status_code == 409:
            html = answer.content.decode()
            assert f"Words of {number}</textarea>" in html
            assert stored.text in html
        else:
            assert stored.text == f"Words of {number}"


def test_without_its_lock_the_same_race_would_be_lost(
    action: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control: the race above is one that only the lock decides."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, *args, **kwargs: self)

    answers = sent_together(action, monkeypatch)

    assert [answer.status_code for answer in answers] == [302] * WRITERS
    assert action.updates.count() == WRITERS
