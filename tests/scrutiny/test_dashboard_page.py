"""The dashboards as pages: every number leads to its rows, reasons stand with what is late."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import Action, ActionPlan
from councils.models import Council, Officer
from councils.roles import Role
from tests.factories import (
    days,
    make_acronym,
    make_action,
    make_body,
    make_council,
    make_due_date,
    make_evidence,
    make_inspection,
    make_judgement,
    make_lead,
    make_measure,
    make_meeting,
    make_milestone,
    make_officer,
    make_place,
    make_plan,
    make_reading,
    make_update,
)
from tests.many import add_rows
from tests.pages import Page, assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    plan = make_plan(council, title="The improvement plan", agreed_on=days(-100))
    body = make_body(council, name="Scrutiny Committee", kind="overview_scrutiny")
    plan.reports_to.add(body)
    make_meeting(body, days(-30))
    return plan


def late_action(plan: ActionPlan, due: int, text: str, reason: str = "") -> Any:
    action = make_action(plan, text=text, added_on=days(-100))
    step = action.milestones.get()
    held = Officer.objects.filter(council=plan.council, name="Head of Adoption").first()
    make_lead(step, held or make_officer(plan.council, "Head of Adoption"))
    make_due_date(step, days(due), day=days(-100))
    outlook = "off_track" if reason else ""
    update = make_update(
        action, step, outlook=outlook, reason=reason, text="MASH is short of posts.",
        day=days(due + 1), accepted=True,
    )  # fmt: skip
    make_evidence(update)
    return action


@pytest.fixture
def reader(client_for: Any) -> Client:
    return client_for(Role.SCRUTINY_MEMBER)


def url(plan: ActionPlan, name: str = "plan_dashboard") -> str:
    slug = plan.council.slug
    whole = name in ("dashboard", "dashboard_rows")
    return reverse(f"scrutiny:{name}", args=[slug] if whole else [slug, plan.pk])


PAGES = ["dashboard", "plan_dashboard"]


@pytest.mark.parametrize("name", PAGES)
def test_the_longest_overdue_stands_first_with_its_reason_and_leads_to_its_evidence(
    plan: ActionPlan, reader: Client, name: str
) -> None:
    late_action(plan, -10, "Recruit.")
    oldest = late_action(plan, -40, "Train everybody.", "The trainer left.")

    page = read(reader, url(plan, name))

    first = page.sections()["Past their date, the longest first"].all("li")[0]
    assert "40 days late" in first.text
    assert "Reason given: “The trainer left”." in first.text
    assert "Led by Head of Adoption." in first.text
    link = first.all("a")[0].get("href") or ""
    step = oldest.milestones.get()
    where = reverse("actionplans:action", args=[plan.council.slug, plan.pk, oldest.pk])
    assert link == f"{where}#step-{step.pk}"
    action = read(reader, link)
    assert "The trainer left" in action.text
    assert oldest.updates.get().evidence.get().title in action.text


@pytest.mark.parametrize("name", PAGES)
def test_each_part_of_the_page_is_listed_at_its_top_with_how_much_is_in_it(
    plan: ActionPlan, reader: Client, name: str
) -> None:
    late_action(plan, -10, "Recruit.")
    moved = late_action(plan, -20, "Moved work.")
    make_due_date(moved.milestones.get(), days(40), day=days(-5), reason="Later.")

    page = read(reader, url(plan, name))

    links = page.main.one("nav", **{"aria-labelledby": "contents"}).links
    headings = {
        f"#{heading.get('id')}": " ".join(heading.text.split())
        for heading in page.main.all("h2")
        if heading.get("id") not in ("contents", None)
    }
    assert [at for at in links.values() if at not in headings] == []
    assert [at for at in headings if at not in links.values() and at != "#acronyms"] == []
    assert list(links.values()) == [at for at in headings if at in links.values()]
    assert "Past their date (1)" in links and "(1)" in headings["#past"]
    assert "Dates that moved (1)" in links


@pytest.mark.parametrize("name", PAGES)
def test_every_number_leads_to_as_many_rows(plan: ActionPlan, reader: Client, name: str) -> None:
    late_action(plan, -10, "Recruit.")
    done = make_action(plan, text="Done work.")
    make_update(done, done.milestones.get(), progress="complete", accepted=True)
    moved = late_action(plan, -20, "Moved work.")
    make_due_date(moved.milestones.get(), days(40), day=days(-5), reason="Later.")
    make_action(plan, text="Silent work.")

    page = read(reader, url(plan, name))
    found = {link.text: link.get("href") or "" for link in counts_of(page)}

    assert [words.split(" ", 1) for words in found] == [
        ["1", "Complete"],
        ["1", "Open, not said whether on track"],
        ["1", "Late"],
        ["1", "Not stated"],
    ]
    for words, address in found.items():
        rows = read(reader, address)
        assert f"{words.split()[0]} action" in rows.text
        assert len(rows.main.all("tbody")[0].all("tr")) == int(words.split()[0])
    sentence = page.one("p", id="sentence")
    assert sentence.text == (
        "1 of 4 actions complete; 1 late; 1 date moved since the Scrutiny Committee on "
        "17 October 2026; 1 not stated."
    )
    moves = sentence.links["1 date moved since the Scrutiny Committee on 17 October 2026"]
    assert "Moved work." in read(reader, moves).main.text


def counts_of(page: Page) -> list[Any]:
    return page.one("ul", "app-counts").all("a")


@pytest.mark.parametrize("name", PAGES)
def test_members_and_officers_alike_see_accepted_words_and_nothing_confidential(
    plan: ActionPlan, client_for: Any, name: str
) -> None:
    action = make_action(plan, text="Open work.")
    make_update(action, action.milestones.get(), progress="complete", text="Unaccepted claim.")
    secret = make_action(plan, text="Hush work.", is_confidential=True)
    make_due_date(secret.milestones.get(), days(-9))

    for role in (Role.SCRUTINY_MEMBER, Role.DIRECTOR):
        page = read(client_for(role), url(plan, name))
        assert "0 of 1 action complete; none late" in page.text
        assert "1 confidential action is not counted." in page.text
        assert "Hush" not in page.text
        assert "Unaccepted claim" not in page.text


def test_a_plan_without_actions_and_a_council_without_plans_say_so(
    plan: ActionPlan, reader: Client
) -> None:
    assert "This plan has no actions yet." in read(reader, url(plan)).text
    where = url(plan, "dashboard")
    plan.delete()
    page = read(reader, where)
    assert "No action stands in the council’s plans." in page.text
    assert "This council has no action plan here yet." in page.text


def test_no_such_number_is_not_found(plan: ActionPlan, reader: Client) -> None:
    assert reader.get(url(plan, "plan_rows"), {"show": "nothing"}).status_code == 404


def test_drawings_stand_beside_their_tables(plan: ActionPlan, reader: Client) -> None:
    moved = late_action(plan, -20, "Moved work.")
    make_due_date(moved.milestones.get(), days(40), day=days(-5), reason="Later.")

    page = read(reader, url(plan))

    html = reader.get(url(plan)).content.decode()
    titles = re.findall(r"<svg [^>]*>\s*<title id=[^>]*>([^<]*)<", html)
    assert titles == ["Actions over time", "Dates that moved"]
    over_time, dates = list(page.main.all("table"))[:2]
    assert over_time.all("tr")[0].cells[:2] == ["Day", "Complete"]
    assert over_time.all("tr")[-1].cells == [
        "16 November 2026", "0", "0", "1", "0", "0", "0", "0", "1", "1",
    ]  # fmt: skip
    assert dates.all("tr")[1].cells[1:] == [
        "27 October 2026", "26 December 2026", "60 days later",
    ]  # fmt: skip
    assert not re.search(r"<(svg|line|text)[^>]* style=", html)


def test_an_earlier_day_is_shown_as_it_was(plan: ActionPlan, reader: Client) -> None:
    late_action(plan, -10, "Recruit.")

    page = read(reader, url(plan), as_at=days(-15).isoformat())

    assert "none late" in page.text
    assert f"as_at={days(-15)}" in page.one("ul", "app-counts").all("a")[0].get("href")


def test_acronyms_of_the_page_are_spelled_out_at_its_foot(plan: ActionPlan, reader: Client) -> None:
    make_acronym(plan.council, "MASH", full="Multi-agency safeguarding hub")
    make_acronym(plan.council, "LADO", full="Local authority designated officer")
    late_action(plan, -10, "Staff the MASH.")

    foot = read(reader, url(plan)).sections()["Acronyms on this page"]

    assert foot.one("dt").text == "MASH"
    assert foot.one("dd").text == "Multi-agency safeguarding hub"


def test_the_councils_judgements_stand_beside_others(
    plan: ActionPlan, council: Council, reader: Client
) -> None:
    inspection = make_inspection(council, is_published=True)
    make_judgement(inspection)
    late_action(plan, -10, "Recruit.")

    place = read(reader, url(plan, "dashboard")).sections()["Barchester beside others"]

    compare = reverse("inspections:compare_council", args=[council.slug])
    assert place.links["Compare Barchester with others"].startswith(compare)
    assert place.all("tbody")[0].all("tr")


def test_what_stands_on_no_list_is_one_link_away(plan: ActionPlan, reader: Client) -> None:
    for number in range(5):
        late = make_action(plan, text=f"Late work {number}.", added_on=days(-100))
        make_due_date(late.milestones.get(), days(-9 - number), day=days(-100))
        make_update(late, late.milestones.get(), day=days(-20), accepted=True)
        make_action(plan, text="No lead, no date.", added_on=days(-100))
    other = make_plan(plan.council, title="Another plan", agreed_on=days(-100))
    make_action(other, text="Alone.", added_on=days(-100))

    page = read(reader, url(plan))
    more = page.main.links["and 2 more: Newly late"]
    assert more.endswith("#list-newly_late")
    assert read(reader, more).one("h2", id="list-newly_late").text == "Newly late (5)"

    flagged = read(reader, url(plan, "dashboard")).sections()[
        "Also flagged, the most serious first"
    ]
    for each in (plan, other):
        words = next(words for words in flagged.links if words.endswith(f"in {each.title}"))
        flags = read(reader, flagged.links[words]).main
        assert len(flags.all("p", "app-flag")) == int(words.split()[0])


@pytest.mark.parametrize("name", PAGES)
def test_one_address_says_the_same_to_whoever_reads(
    plan: ActionPlan, client_for: Any, name: str
) -> None:
    board = make_body(plan.council, name="Board", kind="improvement_board")
    plan.reports_to.add(board)
    make_meeting(board, days(-5))
    moved = late_action(plan, -20, "Moved work.")
    make_due_date(moved.milestones.get(), days(40), day=days(-8), reason="Later.")

    said = {
        read(client_for(role), url(plan, name)).one("p", id="sentence").text
        for role in (Role.SCRUTINY_MEMBER, Role.DIRECTOR, Role.READER, Role.PLAN_MANAGER)
    }

    (only,) = said
    assert "1 date moved since the Scrutiny Committee on 17 October 2026" in only


@pytest.mark.parametrize(("others", "shares", "few"), [(0, 0, True), (3, 0, True), (5, 1, False)])
def test_no_share_of_few_councils_is_a_percentage(
    plan: ActionPlan, council: Council, reader: Client, others: int, shares: int, few: bool
) -> None:
    for one in [council, *(make_council() for _ in range(others))]:
        make_judgement(make_inspection(one, is_published=True))

    place = read(reader, url(plan, "dashboard")).sections()["Barchester beside others"]

    england = [row.cells[-1] for row in place.all("tbody")[0].all("tr")]
    held = [cell for cell in england if " of " in cell]
    assert ("Few grades are held here" in place.text) == few
    assert sum("%" in cell for cell in held) == shares


@pytest.mark.parametrize("name", [*PAGES, "dashboard_rows", "plan_rows"])
def test_the_number_of_queries_does_not_grow_with_rows(
    plan: ActionPlan, reader: Client, name: str
) -> None:
    add_rows(plan, 2)
    few = queries_of(reader, url(plan, name))
    add_rows(plan, 20)

    assert_same_number(few, queries_of(reader, url(plan, name)))


def test_the_home_page_of_a_member_leads_to_the_dashboard(plan: ActionPlan, reader: Client) -> None:
    late_action(plan, -10, "Recruit.", "No budget.")
    secret = late_action(plan, -10, "Move the child.")
    Action.objects.filter(pk=secret.pk).update(is_confidential=True)
    home = read(reader, "/")

    assert home.links["Dashboard: where the plans stand"] == url(plan, "dashboard")
    assert home.links["The improvement plan"] == url(plan)
    assert "0 of 1 action complete; 1 late." in home.text


def test_officers_are_not_told_again_where_every_plan_stands(
    plan: ActionPlan, client_for: Any
) -> None:
    late_action(plan, -10, "Recruit.")

    assert "0 of 1 action" not in read(client_for(Role.PLAN_MANAGER), "/").text


def test_dates_that_moved_are_counted_apart_from_their_actions(
    plan: ActionPlan, reader: Client
) -> None:
    step = late_action(plan, 40, "Recruit.").milestones.get()
    for due in (60, 80):
        make_due_date(step, days(due), day=days(-5), reason="The lease was late.")

    page = read(reader, url(plan))

    assert "2 dates moved" in page.one("p", "govuk-body-l").text
    assert "Dates moved (2 in 1 action)" in page.text


def test_what_is_complete_without_evidence_or_effect_is_said(
    plan: ActionPlan, reader: Client
) -> None:
    proven, bare = (make_action(plan, text=text) for text in ("Train everyone.", "Audit."))
    said = make_update(
        proven, progress="complete", difference="Fewer are moved.", day=days(-9), accepted=True
    )
    make_evidence(said)
    make_update(bare, progress="complete", day=days(-8), accepted=True)
    measure = make_measure(plan, title="Visits", better="higher", baseline_value=10)
    for value, day in ((30, -9), (20, -8)):
        make_reading(measure, value=value, day=days(day))

    made = read(reader, url(plan)).sections()["What difference it made"]

    assert (
        "2 actions are complete. 1 has no evidence. 1 does not say what difference it made."
        in made.text
    )
    assert "1 measure: 1 better than at the start." in made.text
    assert "Fewer are moved." in made.text
    assert "since the reading before: worse: down from 30" in made.text.lower()
    assert made.links["2. Audit."].endswith(f"/actions/{bare.pk}/")


@pytest.mark.parametrize(
    ("role", "status", "secret", "number"),
    [
        (Role.SCRUTINY_MEMBER, "approved", False, 2),
        (Role.SCRUTINY_MEMBER, "approved", True, 1),
        (Role.SCRUTINY_MEMBER, "draft", False, 1),
        (Role.PLAN_MANAGER, "draft", False, 2),
    ],
)
def test_lines_over_time_end_with_the_numbers_above_them_whatever_plan_lends_an_action(
    plan: ActionPlan, client_for: Any, role: Role, status: str, secret: bool, number: int
) -> None:
    """What members do not read counts neither in the sentence nor in a line."""
    late_action(plan, -20, "Report to the board.")
    lent = late_action(make_plan(plan.council, title="Of staff", status=status), -9, "Train.")
    Action.objects.filter(pk=lent.pk).update(is_confidential=secret)
    make_place(plan, lent, added_on=days(-60))

    found = client_for(role).get(url(plan)).context["found"]

    assert found.tallies[-1].total == found.stands.total == number
    assert dict(found.tallies[-1].bands) == dict(found.stands.bands)


def test_a_date_that_moved_twice_is_told_from_its_first_day_to_its_last(
    plan: ActionPlan, reader: Client
) -> None:
    action = make_action(plan, text="Open it.", added_on=days(-100))
    step = action.milestones.get()
    for due, on in ((-40, -100), (-5, -20), (30, -10)):
        make_due_date(step, days(due), day=days(on))

    text = read(reader, url(plan)).sections()["What changed since the last meeting"].text

    assert f"Moved twice: from {days(-40):%-d %B %Y} to {days(30):%-d %B %Y}." in text
    assert f"{days(-5):%-d %B %Y}" not in text


def test_steps_past_their_date_are_counted_with_their_actions(
    plan: ActionPlan, reader: Client
) -> None:
    action = late_action(plan, -20, "Recruit.")
    make_due_date(make_milestone(action, text="Advertise."), days(-9), day=days(-100))

    page = read(reader, url(plan))

    assert "Past their date, the longest first (2 in 1 action)" in page.texts("h2")


def test_of_a_plan_without_actions_nothing_is_said_to_have_stayed_the_same(
    plan: ActionPlan, reader: Client
) -> None:
    page = read(reader, url(plan)).main.text

    assert "No action is held here, so that nothing can be said of what changed." in page
    assert "nothing changed" not in page
