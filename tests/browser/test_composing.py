"""A paper in the browser: begun, written, built, a table filled in, and seen as it prints."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
COMPOSER = "plan-manager@merrowdale.example"


def begin(page: Page) -> None:
    page.goto("/councils/merrowdale/")
    page.get_by_role("link", name="Start a report").click()
    page.get_by_label("What is the report called?").fill("Progress of the improvement plan")
    body = page.get_by_label("For which body?")
    if not body.is_visible():
        page.get_by_text("A meeting that is not in the list").click()
    page.get_by_label("For which meeting?").select_option(index=0)
    body.select_option(index=1)
    page.get_by_label("In which house style?").select_option(label="Cabinet report, Wolverhampton")
    page.get_by_role("button", name="Start the report").click()
    page.get_by_role("heading", name="Progress of the improvement plan", level=1).wait_for()


def add_part(page: Page, heading: str, what: str) -> None:
    page.get_by_role("link", name=heading, exact=True).click()
    page.get_by_label("Add a part").select_option(label=what)
    page.get_by_role("button", name="Add the part").click()
    page.get_by_role("heading", level=1).wait_for()


def preview(page: Page) -> None:
    page.get_by_role("button", name="Show how it prints").click()
    expect(page.locator("#preview")).to_contain_text("Nothing is saved yet.")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="Outline").wait_for()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_from_start_a_report_to_a_paper_as_it_prints(
    demo: None, new_page: NewPage, javascript: bool
) -> None:
    page = new_page(javascript=javascript)
    sign_in(page, COMPOSER)
    begin(page)

    page.get_by_role("link", name="Text in Purpose").click()
    page.get_by_label("Text", exact=True).fill("To say how far the plan has come.")
    preview(page)
    expect(page.locator("#preview")).to_contain_text("To say how far the plan has come.")
    expect(page.locator("#preview")).to_contain_text("1.1")
    save(page)

    add_part(page, "Background", "Judgements and their grades")
    expect(page.locator("#preview")).to_contain_text("Judgement")
    save(page)

    add_part(page, "Risk Implications", "Options considered")
    page.get_by_label("Option, row 1").fill("Go on with the plan")
    page.get_by_label("Comments, row 1").fill("It is working.")
    preview(page)
    expect(page.locator("#preview")).to_contain_text("Go on with the plan")
    save(page)

    paper = page.get_by_role("region", name="How it prints")
    for words in ("To say how far the plan has come.", "Go on with the plan", "It is working."):
        expect(paper).to_contain_text(words)
    expect(paper.get_by_role("table").filter(has_text="Good").first).to_be_visible()
    outline = page.get_by_role("list", name="Outline")
    expect(outline).to_contain_text("Built from data")
    expect(outline).to_contain_text("Filled in")
