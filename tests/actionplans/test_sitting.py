"""Reporting on several in one sitting: chosen, one after the other, and told at the end."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from actionplans.models import ActionPlan, Milestone, ProgressDraft, ProgressUpdate
from actionplans.sitting import MOST, Place, Sitting, sitting_of
from councils.models import Council, Officer
from councils.roles import Role
from tests.factories import (
    days,
    make_action,
    make_council,
    make_due_date,
    make_lead,
    make_member,
    make_officer,
    make_plan,
    make_user,
)
from tests.pages import Page, assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db

places = st.builds(
    Place,
    st.integers(1, 10**17),
    st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1)),
)


@given(st.lists(places, min_size=1, max_size=20), st.integers(0, 10**17))
def test_a_sitting_comes_back_from_its_address(found: list[Place], after: int) -> None:
    sitting = Sitting(tuple(found), after)

    assert sitting_of(str(sitting)) == sitting


@given(st.text())
def test_any_text_is_no_sitting_or_one_that_comes_back_from_its_address(text: str) -> None:
    found = sitting_of(text)

    assert found is None or sitting_of(str(found)) == found


@pytest.mark.parametrize(
    "text", ["", "1", "_1", "1_", "1.2", "1-20261301_2", "x_1", "1_1_1", "9" * 30 + "_1", "١_1"]
)
def test_spoilt_addresses_are_no_sitting(text: str) -> None:
    assert sitting_of(text) is None


def test_a_sitting_has_an_end() -> None:
    assert sitting_of(".".join(["1"] * (MOST + 1)) + "_0") is None


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, title="The plan", manager=make_user("Max Manager"))


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(Role.LEAD_OFFICER)


@pytest.fixture
def me(council: Council, client: Client) -> Officer:
    return make_officer(council, user=client.user)  # type: ignore[attr-defined]


def led(plan: ActionPlan, officer: Officer, due: int, text: str) -> Milestone:
    step = make_action(plan, text=f"Action of {text}").milestones.get()
    Milestone.objects.filter(pk=step.pk).update(text=text)
    make_lead(step, officer)
    make_due_date(step, days(due))
    return Milestone.objects.get(pk=step.pk)


SEVERAL = reverse("actionplans:report_several")


def chosen(client: Client, *steps: Milestone) -> Page:
    """Return the first form of a sitting on these steps."""
    on = [str(step.pk) for step in steps]
    return Page(client.get(SEVERAL, {"on": on, "begin": "1"}, follow=True))


def h1(page: Page) -> str:
    return page.h1.removeprefix("Report progress on: ")


def goes_on(client: Client, page: Page, **typed: str) -> Page:
    """Send the form on the page, and return where that leads."""
    hidden = {name: page.value(name) or "" for name in ("last_seen", "draft_seen", "key")}
    words = {"text": f"Of {h1(page)}.", "progress": "in_progress"}
    action = page.main.one("form").get("action") or ""
    return Page(client.post(action, hidden | words | typed, follow=True))


def skipped(client: Client, page: Page) -> Page:
    return Page(client.get(page.main.links["Skip this one"], follow=True))


def test_all_that_is_due_is_ticked_under_its_heading(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    for due, text in ((-3, "Past"), (2, "Soon"), (60, "Later")):
        led(plan, me, due, text)
    page = read(client, SEVERAL)

    boxes = page.main.all("input", name="on")
    assert [box.get("checked") is not None for box in boxes] == [True, True, False]
    assert page.texts("legend") == ["Past their date", "Due in 14 days", "Later"]
    assert "All that is due is ticked (2)." in page.main.text
    assert page.main.texts("label") == ["Past", "Soon", "Later"]


def test_my_work_leads_there_where_there_are_several(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    home = reverse("actionplans:my_work")
    led(plan, me, 1, "One")
    assert SEVERAL not in read(client, home).main.links.values()
    led(plan, me, 1, "Two")

    assert read(client, home).main.links["Report on several in one sitting"] == SEVERAL


def test_ticking_nothing_is_told_and_nothing_is_ticked_again(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    led(plan, me, 1, "One")
    page = read(client, SEVERAL, begin="1")

    assert page.summary == ["Select at least one to report on"]
    assert page.main.links["Select at least one to report on"] == "#on-1-1"
    assert page.main.all("input", id="on-1-1")


def test_one_form_after_the_other_and_at_the_end_what_became_of_each(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    steps = [led(plan, me, due, f"Step {due}") for due in (1, 2, 3, 4)]

    first = chosen(client, *steps)
    assert (h1(first), "1 of 4" in first.main.text) == ("Step 1", True)
    second = goes_on(client, first)
    assert (h1(second), "2 of 4" in second.main.text) == ("Step 2", True)
    assert second.banners == ["Sent. It will not appear in papers until Max Manager accepts it."]
    third = skipped(client, second)
    assert (h1(third), "3 of 4" in third.main.text) == ("Step 3", True)
    fourth = goes_on(client, third, save_for_later="1")
    assert h1(fourth) == "Step 4"
    end = goes_on(client, fourth)

    assert end.h1 == "What you reported"
    assert "2 of 4 sent, 1 saved as a draft, 1 skipped." in end.main.text
    sections = end.sections()
    assert "Step 1" in sections["Sent"].text and "“Of Step 4.”" in sections["Sent"].text
    back = sections["Skipped"].links["Report progress on Step 2"]
    assert "Go on with it on Step 3" in sections["Saved as a draft, not sent"].links
    assert h1(read(client, back)) == "Step 2"
    assert ProgressUpdate.objects.count() == 2
    assert ProgressDraft.objects.count() == 1


def test_an_error_keeps_the_sitting(client: Client, me: Officer, plan: ActionPlan) -> None:
    first = chosen(client, led(plan, me, 1, "One"), led(plan, me, 2, "Two"))

    wrong = goes_on(client, first, text="")

    assert wrong.summary == ["Say what has happened"]
    assert "1 of 2" in wrong.main.text
    assert h1(goes_on(client, wrong, text="Mended.")) == "Two"


def test_going_back_in_a_sitting_sends_once_and_says_what_was_sent(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    first = chosen(client, led(plan, me, 1, "One"), led(plan, me, 2, "Two"))
    goes_on(client, first)

    assert h1(goes_on(client, first)) == "Two"
    assert ProgressUpdate.objects.count() == 1
    again = read(client, first.main.one("form").get("action") or "")
    assert "You sent a report on this in this sitting" in again.main.text


def test_what_was_sent_before_the_sitting_is_not_of_it(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    steps = [led(plan, me, due, f"Step {due}") for due in (1, 2)]
    goes_on(client, chosen(client, steps[0]))
    page = chosen(client, *steps)
    for _ in steps:
        page = skipped(client, page)

    assert "0 of 2 sent, 2 skipped." in page.main.text


def test_a_check_that_fell_due_is_reported_on_as_such(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    step = led(plan, me, -7, "Audit")
    Milestone.objects.filter(pk=step.pk).update(each_occurrence=True)
    make_due_date(step, days(-7), recurrence="FREQ=WEEKLY", words="weekly")
    [box] = read(client, SEVERAL).main.all("input", name="on")
    assert box.get("value") == f"{step.pk}-20261109"

    form = Page(client.get(SEVERAL, {"on": box.get("value")}, follow=True))
    assert "You are reporting on the check due 9 November 2026." in form.main.text
    end = goes_on(client, form, progress="complete")

    assert "1 of 1 sent." in end.main.text
    assert "check due 9 November 2026" in end.sections()["Sent"].text


def test_a_sitting_crosses_councils_and_reaches_nothing_that_is_not_mine(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    second = make_council("Rowborough")
    make_member(second, Role.LEAD_OFFICER, user=client.user)  # type: ignore[attr-defined]
    there = led(make_plan(second), make_officer(second, user=client.user), 1, "There")  # type: ignore[attr-defined]
    stranger = make_council("Framley")
    theirs = led(make_plan(stranger), make_officer(stranger), 1, "Theirs")
    here = led(plan, me, 2, "Here")

    assert h1(chosen(client, theirs, there, here)) == "There"
    forged = Sitting((Place(theirs.pk), Place(here.pk)), 0)
    end = read(client, reverse("actionplans:several_reported"), sitting=str(forged))
    assert "0 of 1 sent, 1 skipped." in end.main.text
    assert "Theirs" not in end.main.text


def test_without_a_sitting_there_is_no_summary(client: Client, me: Officer) -> None:
    read(client, reverse("actionplans:several_reported"), 404)
    read(client, reverse("actionplans:several_reported"), 404, sitting="x")


def test_a_form_outside_the_sitting_in_its_address_stands_alone(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    one, other = led(plan, me, 1, "One"), led(plan, me, 2, "Two")
    first = chosen(client, one)
    address = (first.main.one("form").get("action") or "").replace(
        f"actions/{one.action_id}", f"actions/{other.action_id}"
    )

    page = read(client, address.replace(f"step={one.pk}", f"step={other.pk}"))

    assert "1 of 1" not in page.main.text and "0 of 1" not in page.main.text


def test_who_leads_nothing_is_told_so(client: Client, me: Officer) -> None:
    page = read(client, SEVERAL)

    assert "You lead nothing that is open" in page.main.text
    assert not page.main.all("button")


def test_choosing_and_summing_up_take_as_many_queries_for_one_as_for_sixty(
    client: Client, me: Officer, plan: ActionPlan
) -> None:
    def end_of(number: int) -> Any:
        for due in range(number):
            led(plan, me, due, f"Step {due}")
        steps = Milestone.objects.order_by("pk").values_list("pk", flat=True)
        sitting = str(Sitting(tuple(map(Place, steps)), 0))
        several = reverse("actionplans:several_reported")
        return queries_of(client, SEVERAL), queries_of(client, several, sitting=sitting)

    few, many = end_of(1), end_of(59)

    assert_same_number(few[0], many[0])
    assert_same_number(few[1], many[1])
    assert len(read(client, SEVERAL).main.all("input", name="on")) == 60
