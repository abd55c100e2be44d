"""Debian's Chromium against the real site, with the real worker beside it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

# Playwright's own event loop runs in this thread; Django's guard cannot tell it from ours.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

DESKTOP = {"width": 1280, "height": 1024}
PHONE = {"width": 360, "height": 740}

# Milliseconds: a machine at work on other things is slow, and slow is not wrong.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: bin/test installs it where apt can be used.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def demo(transactional_db: None, settings: object) -> None:
    """The demo as a newcomer finds it."""
    call_command("load_demo", "--accounts", verbosity=0)


def database_url() -> str:
    """Return the address of the test database, for another process."""
    parts = urlsplit(settings.DATABASE_URL)
    return urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))


@pytest.fixture
def start_worker(transactional_db: None) -> Iterator[Callable[[], None]]:
    """Return what starts the job worker as bin/run does."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> None:
        started.append(
            subprocess.Popen(
                [sys.executable, "manage.py", "procrastinate", "worker", "--concurrency", "1"],
                cwd=ROOT,
                env={**os.environ, "DATABASE_URL": database_url()},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )

    yield start
    for process in started:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture
def worker(start_worker: Callable[[], None]) -> None:
    """The job worker, at work."""
    start_worker()


NewPage = Callable[..., Page]


@pytest.fixture
def new_page(chromium: Browser, live_server: object) -> Iterator[NewPage]:
    """Return a function that opens a page of its own session, with or without JavaScript."""
    contexts: list[BrowserContext] = []

    def new_page(javascript: bool = True, viewport: dict[str, int] = DESKTOP) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,  # type: ignore[attr-defined]
            java_script_enabled=javascript,
            viewport=viewport,  # type: ignore[arg-type]
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield new_page
    for context in contexts:
        context.close()


def sign_in(page: Page, email: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(settings.DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Your actions").wait_for()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in").wait_for()
