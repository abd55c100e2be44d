"""The appendix on a screen, as a browser lays it out."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from playwright.sync_api import Browser

from actionplans.asat import AsAt
from actionplans.on_day.plans import plan_on_day
from councils.models import Council
from reports.plan_files.appendix import appendix_context
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import DAY, make_action, make_due_date, make_plan, make_update

pytestmark = pytest.mark.django_db

STYLE = (Path(settings.BASE_DIR) / "static/css/app.css").read_text(encoding="utf-8")
ENDLESS = "W" * 10_000
PIECES = ("reports/_about.html", "reports/_plan_table.html")
WIDTHS = "all => all.map(cell => cell.getBoundingClientRect().width)"


def appendix_of_endless_words(council: Council) -> str:
    plan = make_plan(council)
    action = make_action(plan, text="Short.")
    step = action.milestones.get()
    make_due_date(step)
    make_update(action, step, text=ENDLESS, reason=ENDLESS, outlook="at_risk", accepted=True)
    shown = plan_on_day(plan, AsAt(day=DAY, today=DAY, accepted_only=True))
    context = appendix_context(replace(shown, council=ENDLESS))
    body = "".join(render_to_string(piece, context) for piece in PIECES)
    return f"<!doctype html><style>{STYLE}</style>{body}"


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_endless_words_make_the_page_no_wider_and_squeeze_no_column(
    council: Council, chromium: Browser, viewport: dict[str, int]
) -> None:
    html = appendix_of_endless_words(council)
    page = chromium.new_page(viewport=viewport)  # type: ignore[arg-type]
    page.set_content(html)

    width = page.evaluate("document.documentElement.scrollWidth")
    cells = page.locator("table.plan tbody > tr > *").evaluate_all(WIDTHS)
    page.close()
    assert width <= viewport["width"]
    assert len(cells) == 5
    assert min(cells) >= 100
