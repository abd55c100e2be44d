"""How long the server takes to answer, measured where a request enters the application."""

import io
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.settled import settle
from councils.models import User


@dataclass(frozen=True)
class Page:
    """A page as a signed-in person asks for it."""

    name: str
    cookies: str
    url: str
    # How many times the empty page it may take at most; none is said where it is None.
    most: float | None = None


@dataclass(frozen=True)
class Timed:
    """What a page takes: median milliseconds, how many times the empty page, queries."""

    name: str
    milliseconds: float
    ratio: float
    queries: int | None
    most: float | None = None


class NotAnswered(Exception):
    """A page answered something other than 200, so its time says nothing."""


def signed_in(user: User) -> str:
    """Return the cookies of a new session of `user`."""
    client = Client()
    client.force_login(user)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


class Site:
    """The application as the web server calls it: every middleware, a connection a request."""

    def __init__(self) -> None:
        self.application: Any = WSGIHandler()
        settle()

    def seconds(self, page: Page) -> float:
        """Return how long one answer takes; raise NotAnswered unless it is a page."""
        status: list[str] = []
        environ = _environ(page)
        begin = time.perf_counter()
        response = self.application(environ, lambda said, headers: status.append(said))
        for _ in response:
            pass
        response.close()
        taken = time.perf_counter() - begin
        if status != ["200 OK"]:
            raise NotAnswered(f"{page.url} answered {status[0]}.")
        return taken

    def queries(self, page: Page) -> int:
        """Return how many queries one answer takes."""
        with CaptureQueriesContext(connection) as caught:
            self.seconds(page)
        return len(caught)

    def times(self, empty: Page, pages: Iterable[Page], rounds: int) -> list[Timed]:
        """Return what each page takes, the empty one first.

        All pages are asked for in turn, so that a busy moment of the machine meets them all;
        a page is compared with the empty one of its own round.
        """
        asked = [empty, *pages]
        for page in asked:
            self.seconds(page)
        numbers = [self.queries(page) for page in asked]
        taken = [[self.seconds(page) for page in asked] for _ in range(rounds)]
        return [
            Timed(
                name=page.name,
                milliseconds=1000 * median(turn[place] for turn in taken),
                ratio=median(turn[place] / turn[0] for turn in taken),
                queries=numbers[place],
                most=page.most,
            )
            for place, page in enumerate(asked)
        ]


def _environ(page: Page) -> dict[str, Any]:
    path, query = urlsplit(page.url).path, urlsplit(page.url).query
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": (settings.ALLOWED_HOSTS or ["127.0.0.1"])[0],
        "HTTP_COOKIE": page.cookies,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


def seconds_of(make: Callable[[], object], rounds: int) -> float:
    """Return the median seconds that `make` takes, after once to warm up."""
    make()
    taken = []
    for _ in range(rounds):
        begin = time.perf_counter()
        make()
        taken.append(time.perf_counter() - begin)
    return median(taken)
