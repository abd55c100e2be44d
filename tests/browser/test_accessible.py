"""axe-core on every page for every role, and no sideways scroll at 400 % zoom.

The pages come from the table of `tests/test_access.py`, which is generated from the URL
configuration: a new address is tried here without a further line.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from actionplans.models import Action, ActionPlan, Milestone, Report
from councils.models import User
from councils.roles import Role
from inspections.models import Inspection
from reports.models import Export
from tests.browser.conftest import NewPage
from tests.test_access import ADDRESSES, NO_GET, has_council

pytestmark = pytest.mark.django_db(transaction=True)

AXE = Path(settings.FRONTEND) / "axe-core" / "axe.min.js"
NOT_PAGES = {
    "healthz",
    "reports:appendix_csv",
    "reports:appendix_xlsx",
    "reports:export_file",
}
PAGES = sorted(n for n, a in ADDRESSES.items() if n not in NOT_PAGES and a.get != NO_GET)
ZOOMED = {"width": 320, "height": 256}
DESKTOP = {"width": 1280, "height": 1024}
SLUG = "merrowdale"

RUN = """async () => {
    const found = await axe.run(document, {resultTypes: ["violations"]});
    return found.violations.map(v =>
        `${v.id}: ` + v.nodes.map(n => `${n.target} ${n.html.slice(0, 99)}`).join(" | "));
}"""


def faults_of(page: Page) -> list[str]:
    """Return axe-core's violations, and whether the page scrolls sideways at 320 pixels."""
    page.evaluate(AXE.read_text())
    found = [f"{page.url}: {fault}" for fault in page.evaluate(RUN)]
    page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    if wide > ZOOMED["width"]:
        found.append(f"{page.url}: {wide} pixels wide at 320")
    return found


def sign_in_as(page: Page, user: User) -> None:
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    base = page.context._impl_obj._options["baseURL"]
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": base}])


def user_of(actor: str) -> User | None:
    if actor == "anonymous":
        return None
    if actor == "nobody":
        return User.objects.create_user("nobody@demo.example", name="Nobody")
    email = "site-operator@demo.example" if actor == "site-operator" else f"{actor}@{SLUG}.example"
    return User.objects.get(email=email)


def kwargs_of(name: str, user: User | None) -> dict[str, Any]:
    """Return what stands in the address, taken from the demo's live plan."""
    if name == "account_reset_password_from_key":
        return {"uidb36": "1", "key": "used-key"}
    if not has_council(name):
        return {}
    plan = ActionPlan.objects.get(reference="live")
    action = led_action(plan)
    pk = {
        "inspections:inspection": lambda: Inspection.objects.get(council=plan.council).pk,
        "actionplans:plan": lambda: plan.pk,
        "actionplans:plan_scale": lambda: plan.pk,
        "actionplans:flags": lambda: plan.pk,
        "actionplans:flag_answer": lambda: plan.pk,
        "actionplans:action": lambda: action.pk,
        "actionplans:update_add": lambda: action.pk,
        "reports:export": lambda: an_export(plan, user or User.objects.first()).pk,
    }.get(name)
    kwargs: dict[str, Any] = {"slug": SLUG}
    if pk:
        kwargs["pk"] = pk()
    if name.startswith("reports:") or name in ("actionplans:action", "actionplans:update_add"):
        kwargs["plan_pk"] = plan.pk
    return kwargs


def led_action(plan: ActionPlan) -> Action:
    """Return an action that the demo's lead officer leads."""
    lead = User.objects.get(email=f"lead-officer@{SLUG}.example")
    return Action.objects.filter(
        plan=plan, milestones__leads__officer__holders__officer__user=lead
    ).order_by("order")[0]


def an_export(plan: ActionPlan, user: User, **fields: Any) -> Export:
    today = datetime.date.today()
    return Export.objects.create(plan=plan, asked_by=user, asked_on=today, as_at=today, **fields)


@pytest.mark.parametrize("actor", [*Role.values, "site-operator", "nobody", "anonymous"])
def test_every_page_is_accessible_to_every_role(demo: None, new_page: NewPage, actor: str) -> None:
    user, page = user_of(actor), new_page()
    if user:
        sign_in_as(page, user)
    found: list[str] = []
    tried = 0
    for name in PAGES:
        page.goto(reverse(name, kwargs=kwargs_of(name, user)))
        found += faults_of(page)
        tried += 1

    assert found == []
    assert tried == len(PAGES)


def states(plan: ActionPlan, user: User) -> Iterator[str]:
    """Yield addresses of states that the plain addresses do not show."""
    here = reverse("actionplans:plan", args=[SLUG, plan.pk])
    empty = ActionPlan.objects.create(
        council=plan.council, reference="empty", title="Empty plan", agreed_on=plan.agreed_on
    )
    exports = [
        an_export(plan, user, status="failed", problem="This paper is too long to print."),
        an_export(plan, user, status="done", content=b"%PDF"),
    ]
    yield f"{here}?q=nothing-has-this-word"
    yield f"{here}?as_at=2020-01-01"
    yield f"{here}?as_at=yesterday"
    yield f"{here}?sort=-status&show=past"
    yield reverse("actionplans:plan", args=[SLUG, empty.pk])
    yield reverse("reports:appendix", args=[SLUG, empty.pk])
    for export in exports:
        yield reverse("reports:export", args=[SLUG, plan.pk, export.pk])
    wolverhampton = ActionPlan.objects.get(reference="wolverhampton-2017")
    yield reverse("actionplans:plan", args=["wolverhampton", wolverhampton.pk])
    yield "/councils/no-such-council/"
    yield from flag_states(plan)
    action = led_action(plan)
    form = reverse("actionplans:update_add", args=[SLUG, plan.pk, action.pk])
    yield f"{form}?step={action.milestones.order_by('order')[0].pk}"
    yield f"{form}?for_others=1"


def flag_states(plan: ActionPlan) -> Iterator[str]:
    """Yield the flags on a day without any, those of one kind, and the form of an answer."""
    here = reverse("actionplans:flags", args=[SLUG, plan.pk])
    answer = reverse("actionplans:flag_answer", args=[SLUG, plan.pk])
    asked = plan.sources.get().recommendations.get(actions=None)
    yield f"{here}?as_at=2020-01-01"
    yield f"{here}?kind=late"
    yield f"{answer}?flag=unanswered:recommendation:{asked.pk}"


def test_errors_and_empty_states_are_accessible(demo: None, new_page: NewPage) -> None:
    page, manager = new_page(), user_of(Role.PLAN_MANAGER)
    assert manager
    sign_in_as(page, manager)
    plan = ActionPlan.objects.get(reference="live")
    found: list[str] = []

    for address in states(plan, manager):
        page.goto(address)
        found += faults_of(page)

    assert found == []


def test_a_form_with_errors_and_a_conflict_are_accessible(demo: None, new_page: NewPage) -> None:
    page, manager = new_page(), user_of(Role.PLAN_MANAGER)
    assert manager
    sign_in_as(page, manager)
    plan = ActionPlan.objects.get(reference="live")
    action = led_action(plan)
    step = action.milestones.order_by("order")[0]
    page.goto(
        reverse("actionplans:update_add", args=[SLUG, plan.pk, action.pk]) + f"?step={step.pk}"
    )
    page.get_by_label("At risk", exact=True).check()
    page.get_by_role("button", name="Save update").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    found = faults_of(page)

    page.get_by_label("What has happened?").fill("Words")
    page.get_by_label("In progress", exact=True).check()
    page.get_by_label("On track", exact=True).check()
    page.evaluate("document.querySelector('[name=last_seen]').value = '0'")
    page.get_by_role("button", name="Save update").click()
    page.get_by_text("Nothing of yours is sent yet").wait_for()
    found += faults_of(page)

    assert found == []


def test_a_word_without_end_makes_no_page_scroll_sideways(demo: None, new_page: NewPage) -> None:
    page, lead = new_page(), user_of(Role.LEAD_OFFICER)
    assert lead
    sign_in_as(page, lead)
    plan = ActionPlan.objects.get(reference="live")
    action, today = led_action(plan), datetime.date.today()
    step = action.milestones.order_by("order")[0]
    last = action.updates.order_by("-pk")[0].pk
    said = Report(text="x" * 10_000, progress="in_progress", day=today, milestone=step)
    update = action.record_update(said, entered_by=lead, known_on=today, last_seen=last)
    Milestone.objects.filter(pk=step.pk).update(text="y" * 500)
    here = reverse("actionplans:action", args=[SLUG, plan.pk, action.pk])
    found: list[str] = []

    for address in (
        reverse("actionplans:my_work"),
        reverse("actionplans:plan", args=[SLUG, plan.pk]),
        here,
        f"{here}updates/new/?step={step.pk}",
    ):
        page.goto(address)
        found += faults_of(page)

    assert update.text == "x" * 10_000
    assert found == []


def test_axe_finds_a_seeded_fault(demo: None, new_page: NewPage) -> None:
    page = new_page()
    page.goto("/accounts/login/")
    page.evaluate("document.querySelector('label').remove()")

    assert any("label" in fault for fault in faults_of(page))
