"""From the report's PDF to the inspection that is held: few presses, and nothing typed again."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from councils.models import Council
from inspections.models import Inspection
from tests.browser.accessible import sign_in_as
from tests.browser.conftest import NewPage
from tests.factories import make_council, make_member
from tests.inspections.report_papers import BOARD_WISHES, WISHES, pdf, sif

pytestmark = pytest.mark.django_db(transaction=True)
REPORT = Path(__file__).parents[3] / "shared/data/ofsted-reports/wolverhampton-2017-03-31.pdf"


@pytest.fixture
def folder(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep what is sent where the worker finds it."""
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    }
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setenv("MEDIA_ROOT", str(tmp_path))


class Counted:
    """A page on which the presses of a person are counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    def press(self, role: Any, name: str) -> None:
        self.page.get_by_role(role, name=name).click()
        self.presses += 1


def confirmed(page: Page, council: Council, content: bytes) -> int:
    """Take a report from the council's page to what is saved; return how many presses it took."""
    counted = Counted(page)
    page.goto(f"/councils/{council.slug}/")
    counted.press("link", "Add an inspection from its report (PDF)")
    page.get_by_label("The report").set_input_files(
        {"name": "report.pdf", "mimeType": "application/pdf", "buffer": content}
    )
    counted.press("button", "Read the report")
    page.get_by_role("heading", name="Look over what was read").wait_for()
    assert not Inspection.objects.exists()
    counted.press("button", "Confirm and save")
    expect(page.get_by_text("Saved, with")).to_be_visible()
    return counted.presses


@pytest.fixture
def manager(new_page: NewPage, folder: None, worker: None) -> Any:
    """Return a function: a page of a plan manager of a council that has nothing yet."""

    def manager(name: str, javascript: bool = True) -> tuple[Page, Council]:
        council = make_council(name=name, slug=name.lower())
        page = new_page(javascript)
        sign_in_as(page, make_member(council, "plan-manager"))
        return page, council

    return manager


@pytest.mark.skipif(
    not REPORT.is_file(), reason="the sample reports are not beside the project (../shared/data)"
)
def test_from_the_pdf_alone_wolverhamptons_inspection_is_held(manager: Any) -> None:
    page, council = manager("Wolverhampton")

    assert confirmed(page, council, REPORT.read_bytes()) == 3

    held = Inspection.objects.get(council=council)
    asked = held.recommendations
    assert (asked.filter(addressed_to="council").count(), asked.count()) == (11, 16)
    boards = asked.filter(addressed_to="board").order_by("order").values_list("number", flat=True)
    assert list(boards) == ["111", "112", "113", "114", "115"]
    assert held.judgements.exclude(grade="").count() == 7
    expect(page.get_by_text("Asked of the safeguarding board (5)")).to_be_visible()
    page.get_by_role("link", name="Start an action plan from these recommendations").click()
    expect(page.get_by_role("checkbox", name=held.title)).to_be_checked()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_from_a_pdf_of_ours_the_inspection_is_held(manager: Any, javascript: bool) -> None:
    page, council = manager("Merrowdale", javascript)
    grades = ("Requires improvement", "Good", "Good", "Good", "Good")

    assert confirmed(page, council, pdf(sif(grades))) == 3

    held = Inspection.objects.get(council=council)
    assert held.recommendations.count() == len(WISHES) + len(BOARD_WISHES)
    assert held.judgements.exclude(grade="").count() == 7


def test_rows_are_added_without_leaving_the_page(manager: Any) -> None:
    page, council = manager("Merrowdale")
    page.goto(f"/councils/{council.slug}/inspections/new/")
    page.get_by_label("What kind of inspection was it?").select_option("focused_visit")
    day = page.get_by_role("group", name="First day of the inspection")
    for part, value in (("Day", "2"), ("Month", "3"), ("Year", "2021")):
        day.get_by_label(part, exact=True).fill(value)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("textbox", name="Recommendation 1").fill("Mend practice.")
    page.get_by_label("Lead inspector").fill("The inspector")
    page.get_by_role("button", name="Add another").click()

    second = page.get_by_role("textbox", name="Recommendation 2")
    expect(second).to_be_focused()
    second.fill("Mend it all.")
    page.locator("summary", has_text="Paste a list").click()
    page.get_by_label("Recommendations, copied from the report").fill("• One\n• Two")
    page.get_by_role("button", name="Make rows of it").click()
    expect(page.get_by_role("textbox", name="Recommendation 4")).to_have_value("Two")
    page.get_by_role("button", name="Save the inspection").click()

    page.get_by_text("Only your council reads it").wait_for()
    held = Inspection.objects.get()
    asked = held.recommendations.order_by("order").values_list("text", flat=True)
    assert list(asked) == ["Mend practice.", "Mend it all.", "One", "Two"]
    assert held.lead_inspector == "The inspector"
