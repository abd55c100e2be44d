"""Comparisons with numbers in them, as axe-core and a telephone see them."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from councils.roles import Role
from tests.browser.accessible import SLUG, faults_of, sign_in_as, user_of
from tests.browser.conftest import NewPage

pytestmark = pytest.mark.django_db(transaction=True)

DAY = "?as_at=2017-04-26"


def test_comparisons_are_accessible_with_numbers_and_with_mistakes(
    demo: None, new_page: NewPage
) -> None:
    page = new_page()
    sign_in_as(page, user_of(Role.PLAN_MANAGER))
    addresses = [
        reverse("inspections:compare_judgements") + DAY,
        reverse("inspections:compare_england") + f"{DAY}&since=2016-01-01",
        reverse("inspections:compare_england") + "?as_at=yesterday",
        reverse("inspections:compare_league") + f"{DAY}&group=region-west-midlands",
        reverse("inspections:compare_printed"),
        reverse("inspections:compare_council", args=["wolverhampton"]) + DAY,
        reverse("inspections:compare_council", args=[SLUG]),
        reverse("inspections:history", args=["wirral"]),
        reverse("inspections:history", args=["cumbria"]),
    ]

    found = []
    for address in addresses:
        page.goto(address)
        found += faults_of(page, phone=True)

    assert "\n".join(found) == ""


def test_a_choice_is_shown_again_as_it_was_typed_and_works_without_a_script(
    demo: None, new_page: NewPage
) -> None:
    page = new_page(javascript=False)
    sign_in_as(page, user_of(Role.PLAN_MANAGER))
    page.goto(reverse("inspections:compare_judgements") + "?as_at=26+April")

    expect(page.locator("[name=as_at]")).to_have_value("26 April")
    page.locator("[name=as_at]").fill("2017-04-26")
    page.locator("main form button").first.click()

    expect(page.locator(".govuk-caption-xl")).to_contain_text("26 April 2017")
    expect(page.locator("h1")).to_have_text("England: judgements by grade")
    expect(page.locator("table")).to_have_count(0)
    page.get_by_role("link", name="under SIF").click()
    expect(page.locator("table")).to_have_count(1)
