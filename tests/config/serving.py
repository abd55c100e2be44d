"""A whole site for tests that break it: PostgreSQL of its own, gunicorn, and people with browsers.

Nothing is mocked: the database is stopped and killed by the signals that `pg_ctl` would send, the
web server is a process group, and answers come over a socket.
"""

import html
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg

from config import embedded
from tests.migrated import fill

# Longer than any answer should take and shorter than the pool's usual patience of 30 seconds:
# a page that waits so long fails the test that asked for it.
PATIENCE = 20

# Writes what the tests need and prints it: addresses, and session keys of people signed in.
FILL = """
import json
import django
django.setup()
from django.conf import settings
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import reverse
setup_test_environment()
from councils.roles import Role
from tests import factories as make
from tests.test_access import ADDRESSES, World, body_of, has_council, url_of

world, actor = World(), Role.PLAN_MANAGER
plan = world.own["plan"]
actions = [make.make_action(plan) for _ in range(8)]
keys = []
for _ in range(8):
    client = Client()
    client.force_login(make.make_member(world.own["council"], actor))
    keys.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
user = world.users[actor]
manager = world.client(actor).cookies[settings.SESSION_COOKIE_NAME].value
print(json.dumps({
    "addresses": {name: url_of(world, name, "own", actor) for name in ADDRESSES},
    "reports": [reverse("actionplans:update_add", args=["own", plan.pk, a.pk]) for a in actions],
    "actions": [a.pk for a in actions],
    "keys": keys,
    "manager": manager,
    "email": user.email,
}))
"""


@dataclass
class Answer:
    """What came back over the socket."""

    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def form(self) -> dict[str, str]:
        """The hidden fields and texts of the page's own form, as a browser would send them."""
        reader = FormReader()
        reader.feed(self.text)
        return reader.fields


class FormReader(HTMLParser):
    """Reads hidden inputs and text areas of the forms within the page's main part."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.inside = False
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "main":
            self.inside = True
        elif tag == "input" and self.inside and given.get("type") == "hidden":
            self.fields[given["name"]] = given.get("value", "")
        elif tag == "textarea" and self.inside:
            self.area = given["name"]
            self.fields[self.area] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            self.fields[self.area] = self.fields[self.area].removeprefix("\n")
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area] += data


@dataclass
class Browser:
    """Somebody's browser: keeps cookies, follows nothing, runs no script."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        return self._ask("POST", path, urlencode(fields))

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://127.0.0.1:{self.port}"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        finally:
            connection.close()
        for cookie in SimpleCookie("; ".join(answer.headers.get_all("Set-Cookie", []))).values():
            self.cookies[cookie.key] = cookie.value
        return Answer(answer.status, answer.headers, text)

    def report(self, path: str, text: str) -> Answer:
        """Open the report form and send it; return the answer to the first that fails or the last.

        Raises OSError or HTTPException where the web server itself is away.
        """
        page = self.get(path)
        if page.status != 200:
            return page
        return self.post(path, page.form | {"text": text, "progress": "in_progress"})


class Site:
    """The project served from a database of its own, which a test may stop, kill and start."""

    def __init__(self, folder: Path) -> None:
        self.project = folder
        self.server = embedded.Server.of(folder)
        self.port = free_port()
        self.web: subprocess.Popen[bytes] | None = None
        self.things: dict[str, Any] = {}

    # The database

    def start_database(self) -> None:
        embedded.start(self.project)

    def stop_database(self) -> None:
        """Disconnect everybody and stop: `pg_ctl stop -m fast`."""
        embedded.stop(self.project)

    def kill_database(self, how: signal.Signals) -> None:
        """Send the main process `how`: SIGQUIT is `pg_ctl stop -m immediate`, SIGKILL a crash."""
        pid = int((self.server.data / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, how)
        wait_until(lambda: embedded.status(self.project) == "stopped")

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.server.url(), connect_timeout=10) as connection:
            return connection.execute(query, values or None).fetchall()

    def command(self, statement: str) -> None:
        with psycopg.connect(self.server.url(), autocommit=True) as connection:
            connection.execute(statement)

    # The web server

    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": self.server.url(),
            "SECRET_KEY": "a key for this test only",
            "LOG_LEVEL": "CRITICAL",
        }

    def python(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=embedded.PROJECT,
            env=self.environment(),
            text=True,
            capture_output=True,
            check=False,
            timeout=240,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start_web(self) -> None:
        bind = ["--bind", f"127.0.0.1:{self.port}", "--no-control-socket"]
        # Many more threads than the pool has connections: who asks in vain waits two seconds.
        size = ["--workers", "2", "--threads", "64", "--log-level", "critical"]
        self.web = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "config.wsgi:application", *bind, *size],
            cwd=embedded.PROJECT,
            env=self.environment(),
            start_new_session=True,
        )
        self.wait_until_healthy()

    def kill_web(self) -> None:
        """End every process of the web server at once, whatever it is doing: kill -9."""
        assert self.web is not None
        os.killpg(self.web.pid, signal.SIGKILL)
        self.web.wait(timeout=30)
        wait_until(lambda: not self.is_served())

    def is_served(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def health(self) -> int:
        """Return what a load balancer is told; 0 when nobody answers."""
        try:
            return Browser(self.port).get("/healthz").status
        except (OSError, http.client.HTTPException):
            return 0

    def wait_until_healthy(self) -> None:
        wait_until(lambda: self.health() == 200)

    def browser(self, key: str = "") -> Browser:
        """Return a browser of somebody signed in by a session's `key`, or of nobody."""
        return Browser(self.port, {"sessionid": key} if key else {})


@contextmanager
def served() -> Iterator[Site]:
    """Yield a site that is up, with people and plans in it; leave no trace of it."""
    folder = Path(tempfile.mkdtemp(prefix="iap-test-"))
    site = Site(folder)
    try:
        site.start_database()
        fill(site.server.url())
        site.things = json.loads(site.python("-c", FILL))
        site.start_web()
        yield site
    finally:
        if site.web is not None and site.web.poll() is None:
            os.killpg(site.web.pid, signal.SIGKILL)
            site.web.wait(timeout=30)
        if embedded.status(folder) == "running":
            site.kill_database(signal.SIGQUIT)  # nothing in it is needed any more
        site.stop_database()
        for left in (folder, site.server.home, site.server.sockets):
            shutil.rmtree(left, ignore_errors=True)


def wait_until(done: Callable[[], bool], seconds: float = 60) -> None:
    """Return once `done`; raise TimeoutError after `seconds`."""
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def words(answer: Answer) -> str:
    """Return a page's source with its entities as characters."""
    return html.unescape(answer.text)
