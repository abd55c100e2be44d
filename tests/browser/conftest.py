"""Debian's Chromium against the real site, with the real worker beside it."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.snapshot import Snapshot
from tests.worker import worker_at_work

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


@pytest.fixture(scope="session")
def kept_demo() -> list[Snapshot]:
    """The demo as it was loaded by the first test that asked for it; empty before."""
    return []


@pytest.fixture
def demo(transactional_db: None, settings: object, kept_demo: list[Snapshot]) -> None:
    """The demo as a newcomer finds it."""
    if kept_demo:
        kept_demo[0].put_back()
        return
    call_command("load_demo", "--accounts", verbosity=0)
    kept_demo.append(Snapshot.taken())


@pytest.fixture
def start_worker(transactional_db: None) -> Iterator[Callable[[], None]]:
    """Return what starts the job worker as bin/run does."""
    with ExitStack() as started:

        def start() -> None:
            started.enter_context(worker_at_work())

        yield start


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
