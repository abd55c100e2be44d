"""Links to report by work as long as whom they were sent to may report."""

from typing import Any

import pytest
from django.test import Client

from actionplans.delegating import end
from actionplans.models import Action, ActionPlan, Delegation, Milestone, ReportLink
from actionplans.reminding.links import For, link_for, path_of
from actionplans.reporting_rights import in_words
from councils.models import Council, Officer
from tests.factories import (
    DAY,
    days,
    make_action,
    make_appointment,
    make_delegation,
    make_lead,
    make_officer,
    make_plan,
    make_report_link,
)
from tests.pages import fix_today

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council)


@pytest.fixture
def lead(council: Council) -> Officer:
    return make_officer(council, "Head of Adoption", email="head@council.example")


@pytest.fixture
def agency(council: Council) -> Officer:
    return make_officer(council, "Agency manager", email="agency@example.com")


def make_step(plan: ActionPlan, officer: Officer) -> Milestone:
    step = make_action(plan).milestones.get()
    make_lead(step, officer)
    return step


def statuses(monkeypatch: Any, link: ReportLink) -> tuple[int, int]:
    """Return the answers of a link on DAY and five days later."""
    found = []
    for day in (DAY, days(5)):
        fix_today(monkeypatch, day)
        found.append(Client().get(path_of(link.pk)).status_code)
    return found[0], found[1]


def test_a_delegation_that_runs_out_takes_its_links_with_it(
    monkeypatch: Any, plan: ActionPlan, lead: Officer, agency: Officer
) -> None:
    make_delegation(lead, agency, ends=days(3))
    name = in_words("Agency manager", "Head of Adoption")
    link = make_report_link(make_step(plan, lead), agency, name=name)

    assert statuses(monkeypatch, link) == (200, 410)


def test_the_link_of_who_leads_it_themselves_goes_on(
    monkeypatch: Any, plan: ActionPlan, lead: Officer, agency: Officer
) -> None:
    make_delegation(lead, agency, ends=days(3))
    link = make_report_link(make_step(plan, agency), agency)

    assert statuses(monkeypatch, link) == (200, 200)


@pytest.mark.parametrize("as_accountable", [False, True])
def test_what_another_leads_now_is_reported_on_by_no_link_of_the_old_lead(
    monkeypatch: Any, plan: ActionPlan, lead: Officer, agency: Officer, as_accountable: bool
) -> None:
    fix_today(monkeypatch)
    step = make_step(plan, agency if as_accountable else lead)
    if as_accountable:
        Action.objects.filter(pk=step.action_id).update(accountable=lead)
    link = make_report_link(step, lead)
    ReportLink.objects.update(milestone=None)
    assert Client().get(path_of(link.pk)).status_code == 200

    step.leads.update(officer=agency)
    Action.objects.filter(pk=step.action_id).update(accountable=agency)

    assert Client().get(path_of(link.pk)).status_code == 410


def test_who_leaves_the_post_reports_no_more_and_who_holds_it_goes_on(
    monkeypatch: Any, council: Council, plan: ActionPlan, lead: Officer, agency: Officer
) -> None:
    post = make_officer(council, "Virtual head", kind=Officer.Kind.POST)
    make_appointment(lead, post, ends=days(3))
    make_appointment(agency, post)
    step = make_step(plan, post)
    left = make_report_link(step, post, email=lead.email, name=lead.name)
    stays = make_report_link(step, post, email=agency.email, name=agency.name)

    assert statuses(monkeypatch, left) == (200, 410)
    assert statuses(monkeypatch, stays) == (200, 200)


def test_somebody_outside_the_council_whom_it_was_sent_to_reports_by_it(
    monkeypatch: Any, plan: ActionPlan, lead: Officer
) -> None:
    link = make_report_link(make_step(plan, lead), lead, email="x@health.example")
    ReportLink.objects.update(officer=None)

    assert statuses(monkeypatch, link) == (200, 200)


def test_reporting_for_a_lead_and_for_oneself_are_two_links(
    plan: ActionPlan, lead: Officer, agency: Officer
) -> None:
    step = make_step(plan, lead)
    held: Delegation = make_delegation(lead, agency)
    names = [in_words("Agency manager", "Head of Adoption"), "Agency manager"]

    made = [
        link_for(For(step.action, step, agency.email, name, agency.pk), DAY)[0] for name in names
    ]

    assert [link.name for link in ReportLink.objects.order_by("pk")] == names
    end(held, DAY, None)
    assert ReportLink.objects.get(pk=made[0].pk).withdrawn_at
