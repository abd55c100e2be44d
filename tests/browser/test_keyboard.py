"""The main job by keyboard alone: no mouse is used in this file."""

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage

pytestmark = pytest.mark.django_db(transaction=True)

MOST_STOPS = 200
FOCUSED = """() => {
    const at = document.activeElement;
    const label = at.labels && at.labels.length ? at.labels[0].innerText : "";
    return {
        name: (at.getAttribute("aria-label") || label || at.innerText || "").trim(),
        tag: at.tagName.toLowerCase(),
        type: at.type || "",
        shown: at === document.body || getComputedStyle(at).outlineStyle !== "none"
            || getComputedStyle(at).boxShadow !== "none"
            || getComputedStyle(at).backgroundColor !== "rgba(0, 0, 0, 0)",
    };
}"""


def tab_to(page: Page, wanted: Callable[[dict[str, str]], bool]) -> None:
    """Press Tab until what has the focus is wanted; every stop must be visible as such."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at["tag"] != "body":
            assert at["shown"], f"no visible focus on {at}"
        if wanted(at):
            return
    raise AssertionError("not reached by keyboard")


def named(name: str, tag: str = "") -> Callable[[dict[str, str]], bool]:
    return lambda at: at["name"].startswith(name) and at["tag"] == (tag or at["tag"])


def test_the_main_job_needs_no_mouse(demo: None, new_page: NewPage) -> None:
    page = new_page()
    page.goto("/accounts/login/")
    tab_to(page, named("Email address", "input"))
    page.keyboard.type("lead-officer@wolverhampton.example")
    tab_to(page, named("Password", "input"))
    page.keyboard.type(settings.DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Your actions").wait_for()

    tab_to(page, named("Report progress", "a"))
    page.keyboard.press("Enter")
    page.get_by_label("What has happened?").wait_for()
    tab_to(page, named("What has happened?", "textarea"))
    page.keyboard.type("Written without a mouse.")
    tab_to(page, lambda at: at["type"] == "radio")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("In progress", exact=True)).to_be_checked()
    tab_to(page, named("Why is it at risk, off track or late?", "textarea"))
    page.keyboard.type("Two posts stand empty.")
    tab_to(page, named("Send update", "button"))
    page.keyboard.press("Enter")

    expect(page.get_by_text("It will not appear in papers until")).to_be_visible()
    tab_to(page, named("Ofsted Action Plan"))
    page.keyboard.press("Enter")
    page.get_by_role("cell", name="Written without a mouse.").wait_for()
    tab_to(page, named("The plan’s table", "a"))
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Make the PDF").wait_for()
    tab_to(page, named("Make the PDF", "button"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("The PDF is being made")).to_be_visible()
