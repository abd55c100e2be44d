"""The main job, as a newcomer does it: report progress, see it count, take the PDF away."""

import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, sign_in, sign_out
from tests.pdf_reading import read_pdf

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "The reviewing group met on Monday and read six reports."
WHY = "The data team needed one more month."
OFFICER = "lead-officer@wolverhampton.example"
MANAGER = "plan-manager@wolverhampton.example"


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_an_officer_reports_and_the_paper_says_so(
    demo: None, worker: None, new_page: NewPage, javascript: bool
) -> None:
    page = new_page(javascript)
    new_date = datetime.date.today() + datetime.timedelta(days=45)

    sign_in(page, OFFICER)
    page.get_by_role("link", name="Report progress", exact=True).first.click()
    report(page, new_date)
    expect(page.get_by_text("It will not appear in papers until")).to_be_visible()
    expect(page.get_by_text(WORDS).first).to_be_visible()
    page.get_by_role("link", name="Ofsted action plan").first.click()
    expect(page.get_by_role("cell", name=WORDS)).to_be_visible()
    expect(page.get_by_text("1 update awaits acceptance")).to_be_visible()
    action = page.get_by_role("row").filter(has_text=WORDS)
    expect(action.get_by_text("New date asked for")).to_be_visible()
    assert WORDS not in appendix_text(page)

    sign_out(page)
    accept(page)

    expect(page.get_by_text("It counts in papers from now on")).to_be_visible()
    page.get_by_role("link", name="Ofsted action plan").first.click()
    expect(page.get_by_text("1 date moved")).to_be_visible()
    text = appendix_text(page)
    assert WORDS in text
    assert WHY in text
    assert f"{new_date:%-d %B %Y}" in text


def report(page: Page, new_date: datetime.date) -> None:
    page.get_by_label("What has happened?").fill(WORDS)
    page.get_by_label("In progress", exact=True).check()
    page.get_by_label("On track", exact=True).check()
    page.get_by_text("The date has to move").click()
    page.get_by_label("Day", exact=True).fill(str(new_date.day))
    page.get_by_label("Month", exact=True).fill(str(new_date.month))
    page.get_by_label("Year", exact=True).fill(str(new_date.year))
    page.get_by_label("Why has it moved?").fill(WHY)
    page.get_by_label("An officer", exact=True).check()
    page.get_by_label("Name or post of who agreed").fill("Service Director")
    page.get_by_label("What difference has it made?").fill("Reports now reach the group.")
    page.get_by_role("button", name="Send update to").click()


def accept(page: Page) -> None:
    sign_in(page, MANAGER)
    page.get_by_role("link", name="Ofsted action plan").first.click()
    page.get_by_role("row").filter(has_text=WORDS).get_by_role("link").first.click()
    page.get_by_role("button", name="Accept the update").click()


def appendix_text(page: Page) -> str:
    """Download the appendix from the dashboard and return its text in reading order."""
    back = page.url
    page.get_by_role("link", name="The plan’s table").click()
    page.get_by_role("button", name="Make the PDF").click()
    link = page.get_by_role("link", name="Download the PDF")
    link.wait_for(timeout=60_000)
    with page.expect_download() as download:
        link.click()
    page.goto(back)
    return read_pdf(download.value.path()).text


def test_what_was_typed_survives_a_mistake_and_comes_back_later(
    demo: None, new_page: NewPage
) -> None:
    page = new_page(javascript=False)
    sign_in(page, OFFICER)
    page.get_by_role("link", name="Report progress", exact=True).first.click()
    expect(page.get_by_label("What has happened?")).to_be_visible()
    here = page.url

    page.get_by_label("What has happened?").fill(WORDS)
    page.get_by_label("At risk", exact=True).check()
    page.get_by_role("button", name="Send update to").click()

    expect(page.get_by_role("link", name="Select how far this has come")).to_be_visible()
    expect(page.get_by_role("link", name="Say why it is not going to plan")).to_be_visible()
    expect(page.get_by_label("What has happened?")).to_have_value(WORDS)
    expect(page.get_by_label("At risk", exact=True)).to_be_checked()

    page.get_by_role("button", name="Save and come back later").click()
    page.goto(here)
    expect(page.get_by_label("What has happened?")).to_have_value(WORDS)
    expect(page.get_by_label("At risk", exact=True)).to_be_checked()


def test_a_second_saver_is_told_and_sees_both(demo: None, new_page: NewPage) -> None:
    first, second = new_page(), new_page()
    sign_in(first, OFFICER)
    first.get_by_role("link", name="Report progress", exact=True).first.click()
    sign_in(second, MANAGER)
    second.goto(first.url)
    for page, words in ((first, "Said first."), (second, "Said second.")):
        page.get_by_label("What has happened?").fill(words)
        page.get_by_label("In progress", exact=True).check()
        page.get_by_label("Why is it at risk, off track or late?").fill("Two posts stand empty.")

    first.get_by_role("button", name="Send update to").click()
    expect(first.get_by_text("Said first.").first).to_be_visible()
    second.get_by_role("button", name="Save update").click()

    expect(second.get_by_text("Nothing of yours is sent yet")).to_be_visible()
    expect(second.get_by_text("Said first.").first).to_be_visible()
    expect(second.get_by_label("What has happened?")).to_have_value("Said second.")
    second.get_by_role("button", name="Send mine as well").click()
    expect(second.locator(".timeline").get_by_text("Said first.")).to_be_visible()
    expect(second.locator(".timeline").get_by_text("Said second.")).to_be_visible()
