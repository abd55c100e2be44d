"""The plan's dashboard: where it stands, what needs a look, and the table of actions."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pgtrigger
import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import Action, ActionPlan, DueDate, Milestone, MilestoneLead, Theme
from actionplans.rag import Progress, Status
from councils.models import Officer
from councils.roles import Role
from inspections.models import Recommendation
from tests.actionplans.test_history import at, date_versions
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_inspection,
    make_lead,
    make_officer,
    make_plan,
    make_recommendation,
    make_review,
    make_scale,
    make_theme,
    make_update,
)
from tests.many import add_rows
from tests.pages import Page, assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db

# Who is shown everything, and who only what is accepted and not confidential.
OFFICER, MEMBER = Role.PLAN_MANAGER, Role.SCRUTINY_MEMBER


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Any) -> ActionPlan:
    return make_plan(council, title="The improvement plan")


@pytest.fixture
def officer(client_for: Any) -> Client:
    return client_for(OFFICER)


@pytest.fixture
def member_client(client_for: Any) -> Client:
    return client_for(MEMBER)


def url(plan: ActionPlan) -> str:
    return reverse("actionplans:plan", args=[plan.council.slug, plan.pk])


def action(plan: ActionPlan, due: int | None = None, **fields: Any) -> Action:
    """Return an action whose only step is due so many days after DAY; None for no date."""
    action = make_action(plan, **fields)
    if due is not None:
        make_due_date(action.milestones.get(), days(due))
    return action


def said(action: Action, progress: str, **fields: Any) -> Any:
    """Report on the action's step for ten days before DAY, accepted unless `fields` say not."""
    fields = {"day": days(-10), "accepted": True} | fields
    return make_update(action, action.milestones.get(), progress=progress, **fields)


def references(page: Page) -> list[str]:
    """Return the references in the table of actions, in its order."""
    return [row[0] for row in page.rows("Actions")] if page.all("table") else []


def count(page: Page) -> str:
    return page.one("p", "app-results__count").text


# Where it stands


def test_one_sentence_says_where_the_plan_stands(plan: ActionPlan, officer: Client) -> None:
    said(action(plan, -5), Progress.IN_PROGRESS)
    action(plan, -5)
    said(action(plan, 5), Progress.COMPLETE)
    said(action(plan, 5), Progress.COMPLETE)
    said(action(plan, 5), Progress.COMPLETE, accepted=False)
    said(action(plan, 5), Progress.IN_PROGRESS, outlook="at_risk", reason="Posts stand empty.")
    moved = action(plan, 5)
    make_due_date(moved.milestones.get(), days(9), day=days(-1), reason="Ill.")
    page = read(officer, url(plan))

    assert page.h1 == "The improvement plan"
    assert page.main.all("p", "govuk-body-l")[0].text == (
        "2 of 7 actions complete; 1 late; 1 past the date with nothing said; 1 at risk; "
        "1 not stated; 1 said to be done and not yet signed off; 1 date moved."
    )


def test_the_counts_of_the_bar_add_up_to_the_rows_and_lead_to_them(
    plan: ActionPlan, officer: Client
) -> None:
    for due in (-9, -5, 5):
        said(action(plan, due), Progress.IN_PROGRESS)
    action(plan, -2)
    said(action(plan, 5), Progress.COMPLETE)
    page = read(officer, url(plan))

    counts = {}
    for link in page.one("ul", "plan-bar__legend").all("a"):
        number, words = link.text.split(" ", 1)
        counts[words] = int(number)
        filtered = read(officer, url(plan) + (link.get("href") or ""))
        assert len(references(filtered)) == int(number)
        assert {row[-1] for row in filtered.rows("Actions")} == {words}
    assert counts == {
        "Late": 2,
        "Past its date, not said whether done": 1,
        "In progress": 1,
        "Done": 1,
    }
    assert sum(counts.values()) == len(references(page)) == 5


def test_a_plan_without_actions_says_why(council: Any, officer: Client) -> None:
    noted = make_plan(council, note="Reported complete to Cabinet on 26 May 2016; actions not held")
    empty = make_plan(council)

    for plan, words in ((noted, noted.note), (empty, "This plan has no actions yet.")):
        page = read(officer, url(plan))
        assert page.main.all("p", "govuk-body-l")[0].text == words
        assert "0 of 0" not in page.text
        assert not page.all("table")


def test_checks_that_were_reported_are_not_called_nothing(
    plan: ActionPlan, officer: Client
) -> None:
    action = make_action(plan)
    step = action.milestones.get()
    make_due_date(step, days(-20), recurrence="FREQ=MONTHLY")
    done = Progress.COMPLETE
    make_update(action, step, progress=done, occurrence=days(-20), day=days(-19), accepted=True)

    page = read(officer, reverse("actionplans:plan", args=[plan.council.slug, plan.pk]))

    assert "Only checks reported, last for 28 Oct 2026" in page.main.text
    assert "Nothing reported" not in page.main.text


def test_updates_that_wait_are_counted_with_the_oldest(plan: ActionPlan, officer: Client) -> None:
    first = action(plan)
    said(first, Progress.IN_PROGRESS, accepted=False, day=days(-6))
    assert "1 update awaits acceptance, the oldest since 10 November 2026." in (
        read(officer, url(plan)).text
    )

    said(first, Progress.IN_PROGRESS, accepted=False, day=days(-3))
    said(first, Progress.IN_PROGRESS, day=days(-2))
    returned = said(first, Progress.IN_PROGRESS, accepted=False, day=days(-9))
    make_review(returned, "returned")

    assert "2 updates await acceptance, the oldest since 10 November 2026." in (
        read(officer, url(plan)).text
    )


def test_the_sentence_of_what_waits_leads_officers_there_and_says_how_many_say_done(
    plan: ActionPlan, officer: Client, member_client: Client
) -> None:
    action(plan)
    for progress in (Progress.IN_PROGRESS, Progress.COMPLETE):
        said(action(plan), progress, accepted=False)
    words = "2 updates await acceptance"
    rest = ", the oldest since 6 November 2026. 1 of them says that something is done."
    page, theirs = read(officer, url(plan)), read(member_client, url(plan))

    assert words + rest in page.main.texts("p", "govuk-body")
    assert references(read(officer, url(plan) + page.main.links[words])) == ["2", "3"]
    assert f"{words}{rest} What stands here leaves them out." in (
        theirs.main.texts("p", "govuk-body")
    )
    assert words not in theirs.main.links

    said(action(plan), Progress.COMPLETE, accepted=False)

    assert "2 of them say that something is done." in read(officer, url(plan)).text


# The lists


MOVED = "Dates moved or asked to move"


def listed(page: Page, heading: str) -> list[str]:
    section = page.sections()[heading]
    return [item.all("a")[0].text for item in section.all("li")]


def test_three_lists_show_what_is_past_what_comes_and_what_moved(
    plan: ActionPlan, officer: Client
) -> None:
    for due in (-3, -9, 4, 2):
        Milestone.objects.filter(action=action(plan, due)).update(text=f"Due in {due}")
    step = Milestone.objects.get(text="Due in 4")
    make_due_date(step, days(6), day=days(-2), reason="Ill.")
    said(action(plan, -1), Progress.COMPLETE)
    claimed = action(plan, -1)
    said(claimed, Progress.COMPLETE, accepted=False)
    page = read(officer, url(plan))

    assert listed(page, "Past their date") == ["2. Due in -9", "1. Due in -3", "6. Step 1."]
    assert page.sections()["Past their date"].all("li")[2].one("p").text == (
        "Past its date (15 November 2026). Said to be done; not yet signed off."
    )
    assert listed(page, "Due next") == ["4. Due in 2", "3. Due in 4"]
    assert listed(page, MOVED) == ["3. Due in 4"]
    moved = page.sections()[MOVED]
    assert moved.texts("del") == ["20 November 2026"]
    assert "20 November 2026 22 November 2026" in moved.text


def test_an_empty_list_says_so(plan: ActionPlan, officer: Client) -> None:
    action(plan)
    page = read(officer, url(plan))

    texts = {name: section.texts("p") for name, section in page.sections().items()}
    assert texts["Past their date"] == ["Nothing is past its date."]
    assert texts["Due next"] == ["No open step has a date to come."]
    assert texts[MOVED] == ["No date has moved."]


@pytest.mark.parametrize(
    ("heading", "kind", "due"),
    [("Past their date", "past", -9), ("Due next", "coming", 9), (MOVED, "moved", 9)],
)
def test_a_list_shows_five_and_leads_to_all(
    plan: ActionPlan, officer: Client, heading: str, kind: str, due: int
) -> None:
    for _ in range(6):
        step = action(plan, due).milestones.get()
        if kind == "moved":
            make_due_date(step, days(due + 3), day=days(-2), reason="Ill.")
    said(action(plan, 30), Progress.COMPLETE)
    page = read(officer, url(plan))
    section = page.sections()[heading]

    assert section.one("h2").text == f"{heading} (6)"
    assert len(section.all("li")) == 5
    (address,) = [to for words, to in section.links.items() if words.startswith("See all 6")]
    assert parse_qs(urlsplit(address).query) == {"show": [kind]}
    assert references(read(officer, url(plan), show=kind)) == ["1", "2", "3", "4", "5", "6"]


def test_five_need_no_way_to_all(plan: ActionPlan, officer: Client) -> None:
    for _ in range(5):
        action(plan, -9)

    section = read(officer, url(plan)).sections()["Past their date"]
    assert "See all" not in section.text


def test_the_most_serious_flags_stand_on_the_dashboard_with_how_many_there_are(
    plan: ActionPlan, officer: Client
) -> None:
    for _ in range(6):
        action(plan, -9)

    page = read(officer, url(plan))

    section = page.sections()["Flagged"]
    first = section.texts("li")
    assert len(first) == 5 and all("7 November 2026" in sentence for sentence in first)
    (words,) = [words for words in page.main.links if words.endswith("flags to challenge")]
    flags = read(officer, page.main.links[words])
    assert f"See all {words.split()[0]} flagged" in section.links
    assert flags.main.text.count("7 November 2026") >= 6


def test_an_unknown_list_is_no_filter(plan: ActionPlan, officer: Client) -> None:
    action(plan)
    page = read(officer, url(plan), show="nonsense")

    assert references(page) == ["1"]
    assert "Show all actions" not in page.text


@pytest.mark.parametrize(
    ("kind", "words", "found"),
    [
        ("past", "Only actions with a step past its date.", ["1"]),
        ("coming", "Only actions with a step due next.", ["2", "3"]),
        ("moved", "Only actions with a date that moved or was asked to move.", ["3"]),
        ("waiting", "Only actions with an update that waits for acceptance.", ["4"]),
    ],
)
def test_a_narrowed_table_says_to_what_and_leads_back_to_all(
    plan: ActionPlan, officer: Client, kind: str, words: str, found: list[str]
) -> None:
    action(plan, -9)
    action(plan, 9)
    make_due_date(action(plan, 9).milestones.get(), days(12), day=days(-2), reason="Ill.")
    said(action(plan), Progress.IN_PROGRESS, accepted=False)
    page = read(officer, url(plan), show=kind, as_at="2026-11-15")
    table = page.one("div", id="table")

    assert references(page) == found
    assert table.all("p")[0].text == f"{words} Show all actions"
    back = table.links["Show all actions"]
    assert parse_qs(urlsplit(back).query) == {"as_at": ["2026-11-15"]}
    assert references(read(officer, url(plan) + back)) == ["1", "2", "3", "4"]
    kept = page.one("form", "filter-row").one("input", name="show", type="hidden")
    assert kept.get("value") == kind
    assert references(read(officer, url(plan), show=kind, status="done")) == []


# The table


def test_a_row_says_what_an_action_is_on_the_day(plan: ActionPlan, officer: Client) -> None:
    plan.rating_scale = make_scale(plan.council)
    plan.save()
    one = action(plan, -26, text="Write the policy.")
    step = one.milestones.get()
    make_lead(step, make_officer(plan.council, "Ada Lead"))
    make_lead(step, make_officer(plan.council, "Bo Second"))
    said(one, Progress.IN_PROGRESS, text="A draft is out.")
    page = read(officer, url(plan))

    assert page.rows("Actions") == [
        [
            "1",
            "Write the policy.",
            "Step 1. 21 October 2026 Late by 26 days",
            "Ada Lead Bo Second",
            "A draft is out. 6 Nov 2026",
            "Late Rated Our word for off track",
        ]
    ]
    assert page.main.links["Write the policy."].endswith(f"/actions/{one.pk}/")


def test_steps_past_their_date_are_marked_in_the_table(plan: ActionPlan, officer: Client) -> None:
    said(action(plan, -1), Progress.NOT_STARTED)
    action(plan, -1)
    said(action(plan, -1), Progress.COMPLETE, accepted=False)
    said(action(plan, -1), Progress.COMPLETE)
    action(plan, 0)

    cells = [row[2] for row in read(officer, url(plan)).rows("Actions")]

    assert cells == [
        "Step 1. 15 November 2026 Late by 1 day",
        "Step 1. 15 November 2026 Past its date",
        "Step 1. 15 November 2026 Past its date",
        "Step 1. 15 November 2026",
        "Step 1. 16 November 2026",
    ]


def test_a_row_without_lead_date_or_word_says_so(plan: ActionPlan, officer: Client) -> None:
    action(plan)

    [row] = read(officer, url(plan)).rows("Actions")

    assert row[2:] == ["Step 1. No date", "No lead", "Nothing reported", "Not stated"]


@pytest.fixture
def mixed(plan: ActionPlan) -> ActionPlan:
    """A plan of three actions that differ in everything one can filter and sort by."""
    inspection = make_inspection(plan.council)
    asked = [make_recommendation(inspection, text=f"Ask {n}.") for n in "abc"]
    themes = [make_theme(plan, name) for name in ("Zeal", "Aim")]
    texts = ("Bring order.", "Act on advice.", "Check the work.")
    leads = ("Mo Lead", "Zoe Lead", "Al Lead")
    for n, (due, progress) in enumerate(((9, "complete"), (-9, "not_started"), (3, "in_progress"))):
        one = action(plan, due, text=texts[n], theme=themes[n % 2], recommendations=[asked[n]])
        make_lead(one.milestones.get(), make_officer(plan.council, leads[n]))
        said(one, progress, day=days((-7, -3, -5)[n]), text=f"Word {n + 1}")
    return plan


def pk_of(model: Any, **lookup: Any) -> str:
    return str(model.objects.get(**lookup).pk)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "ADVICE"}, ["2"]),
        ({"q": "step 1"}, ["1", "2", "3"]),
        ({"q": "zoe"}, ["2"]),
        ({"q": "ask c"}, ["3"]),
        ({"q": "word 1"}, ["1"]),
        ({"q": "3"}, ["3"]),
        ({"status": "done"}, ["1"]),
        ({"status": "late"}, ["2"]),
        ({"status": "in_progress"}, ["3"]),
        ({"q": "order", "status": "done"}, ["1"]),
        ({"q": "order", "status": "late"}, []),
        ({"q": "100%"}, []),
    ],
)
def test_the_table_is_filtered_by_words_and_status(
    mixed: ActionPlan, officer: Client, asked: dict[str, str], found: list[str]
) -> None:
    page = read(officer, url(mixed), **asked)

    assert references(page) == found
    for name, value in asked.items():
        assert value in (page.value(name), _selected(page, name))


def _selected(page: Page, name: str) -> str | None:
    options = [o for s in page.all("select", name=name) for o in s.all("option")]
    return next((o.get("value") for o in options if o.get("selected") is not None), None)


def test_the_table_is_filtered_by_lead_theme_and_recommendation(
    mixed: ActionPlan, officer: Client
) -> None:
    def found(**asked: str) -> list[str]:
        return references(read(officer, url(mixed), **asked))

    lead, theme = pk_of(Officer, name="Al Lead"), pk_of(Theme, name="Zeal")
    recommendation = pk_of(Recommendation, text="Ask b.")
    assert found(lead=lead) == ["3"]
    assert found(theme=theme) == ["1", "3"]
    assert found(recommendation=recommendation) == ["2"]
    assert found(lead=lead, theme=theme) == ["3"]
    assert found(lead=lead, recommendation=recommendation) == []


def test_filters_offer_what_stands_in_the_plan(mixed: ActionPlan, officer: Client) -> None:
    make_officer(mixed.council, "Leads nothing here")
    page = read(officer, url(mixed))

    assert page.options("lead") == ["Anyone", "Al Lead", "Mo Lead", "Zoe Lead"]
    assert page.options("theme") == ["Any", "Zeal", "Aim"]
    assert page.options("recommendation") == ["Any", "1. Ask a.", "2. Ask b.", "3. Ask c."]
    assert page.options("status") == ["Any", *(status.words for status in Status)]


def test_a_plan_without_themes_has_no_filter_for_them(plan: ActionPlan, officer: Client) -> None:
    action(plan)

    assert not read(officer, url(plan)).all("select", name="theme")


def test_filters_follow_the_leads_and_words_of_the_day(plan: ActionPlan, officer: Client) -> None:
    one = action(plan, text="Old words.")
    date_versions(one.milestones.get(), at(days(-30)))
    lead = make_lead(one.milestones.get(), make_officer(plan.council, "Old Lead"))
    one.text = "New words."
    one.save()
    date_versions(one, at(days(-30)), at(days(-2)))
    lead.delete()
    make_lead(one.milestones.get(), make_officer(plan.council, "New Lead"))
    _date_leads(one, at(days(-30)), at(days(-2)), at(days(-2)))
    then = days(-9).isoformat()

    page = read(officer, url(plan), as_at=then, q="old words")

    assert references(page) == ["1"]
    assert page.options("lead") == ["Anyone", "Old Lead"]
    assert references(read(officer, url(plan), as_at=then, q="new")) == []
    assert references(read(officer, url(plan), q="old")) == []
    assert read(officer, url(plan)).options("lead") == ["Anyone", "New Lead"]


def _date_leads(action: Action, *moments: Any) -> None:
    model = MilestoneLead.pgh_event_model
    events = model.objects.filter(milestone__action=action).order_by("pgh_id")
    with pgtrigger.ignore(f"{model._meta.label}:append_only"):
        for event, moment in zip(events, moments, strict=True):
            model.objects.filter(pgh_id=event.pgh_id).update(pgh_created_at=moment)


def test_nothing_found_says_what_to_do(mixed: ActionPlan, officer: Client) -> None:
    page = read(officer, url(mixed), q="no such thing")

    assert count(page) == "No action matches. Change or clear the filters."
    assert page.main.links["Clear filters"] == f"{url(mixed)}#results"
    assert not page.all("table")


@pytest.mark.parametrize(
    "asked",
    [
        {"status": "splendid"},
        {"lead": "somebody"},
        {"lead": "99999999999999999999"},
        {"theme": "-1"},
        {"recommendation": "0"},
        {"q": "a\x00b"},
        {"sort": "nonsense"},
        {"sort": "-status,reference"},
        {"per_page": "0"},
        {"per_page": "-5"},
        {"per_page": "many"},
    ],
)
def test_nonsense_in_the_address_breaks_nothing(
    mixed: ActionPlan, officer: Client, asked: dict[str, str]
) -> None:
    assert len(references(read(officer, url(mixed), **asked))) == 3


def test_the_number_of_results_is_announced(mixed: ActionPlan, officer: Client) -> None:
    page = read(officer, url(mixed), status="done")

    assert count(page) == "Showing 1 to 1 of 1 result"
    assert page.one("p", "app-results__count").get("data-announce") is not None


@pytest.mark.parametrize(
    ("column", "ascending"),
    [
        ("reference", ["1", "2", "3"]),
        ("text", ["2", "1", "3"]),
        ("steps", ["2", "3", "1"]),
        ("leads", ["3", "1", "2"]),
        ("latest", ["1", "3", "2"]),
        ("status", ["2", "3", "1"]),
    ],
)
def test_each_column_sorts_both_ways(
    mixed: ActionPlan, officer: Client, column: str, ascending: list[str]
) -> None:
    page = read(officer, url(mixed), sort=column)
    assert references(page) == ascending
    assert references(read(officer, url(mixed), sort=f"-{column}")) == ascending[::-1]

    heads = {h.text: h for h in page.all("th", "govuk-table__header") if h.get("scope") == "col"}
    sorted_by = [words for words, head in heads.items() if head.get("aria-sort")]
    assert [heads[words].get("aria-sort") for words in sorted_by] == ["ascending"]
    (link,) = heads[sorted_by[0]].all("a")
    assert parse_qs(urlsplit(link.get("href") or "").query)["sort"] == [f"-{column}"]


def test_references_sort_as_the_plan_has_them_and_not_as_text(
    plan: ActionPlan, officer: Client
) -> None:
    for number in range(1, 12):
        action(plan, reference=f"R{number}")

    assert references(read(officer, url(plan), sort="reference"))[:3] == ["R1", "R2", "R3"]
    assert references(read(officer, url(plan), sort="-reference"))[:3] == ["R11", "R10", "R9"]


def test_from_twenty_six_actions_on_the_table_has_pages(plan: ActionPlan, officer: Client) -> None:
    for _ in range(25):
        action(plan)
    page = read(officer, url(plan))
    assert len(references(page)) == 25
    assert not page.all("nav", "govuk-pagination")

    action(plan)
    page = read(officer, url(plan), status="not_stated", sort="-reference")

    assert references(page) == [str(n) for n in range(26, 1, -1)]
    assert count(page) == "Showing 1 to 25 of 26 results"
    address = page.one("nav", "govuk-pagination").links["2"]
    asked = parse_qs(urlsplit(address).query)
    assert asked["status"] == ["not_stated"]
    assert asked["sort"] == ["-reference"]
    assert references(read(officer, url(plan) + address)) == ["1"]


@pytest.mark.parametrize("page", ["0", "3", "-1", "99999999999999999999", "first", "1.5", ""])
def test_a_page_that_is_not_there_is_not_found(
    plan: ActionPlan, officer: Client, page: str
) -> None:
    add_rows(plan, 26)

    assert officer.get(url(plan), {"page": page}).status_code == 404


# As at a day


@pytest.mark.parametrize("name", ["as_at", "known_on"])
@pytest.mark.parametrize(
    "words", ["yesterday", "2026-02-30", "16/11/2026", "1066-10-14", "9999-01-01", "2026-11-1\x00"]
)
def test_what_is_not_a_day_is_refused_with_a_sentence(
    plan: ActionPlan, officer: Client, name: str, words: str
) -> None:
    page = read(officer, url(plan), 400, **{name: words})

    assert "Give the day like 2026-11-22: year, month, day." in page.text


def test_the_plan_as_at_a_day_leaves_out_what_came_after(plan: ActionPlan, officer: Client) -> None:
    one = action(plan, -5)
    said(one, Progress.IN_PROGRESS, text="Begun.", day=days(-12))
    said(one, Progress.COMPLETE, text="Finished.", day=days(-2))
    action(plan, added_on=days(-1))

    then = read(officer, url(plan), as_at=days(-9).isoformat())
    later = read(officer, url(plan), as_at=days(-3).isoformat())
    now = read(officer, url(plan))

    assert [row[4:] for row in then.rows("Actions")] == [["Begun. 4 Nov 2026", "In progress"]]
    assert [row[4:] for row in later.rows("Actions")] == [["Begun. 4 Nov 2026", "Late"]]
    assert [row[-1] for row in now.rows("Actions")] == ["Done", "Not stated"]
    assert "As at 7 November 2026." in then.text
    assert then.main.links["Show today"] == url(plan)
    assert then.value("as_at") == "2026-11-07"
    assert "As it stands today, 16 November 2026." in now.text


def test_the_day_asked_for_goes_along(plan: ActionPlan, officer: Client) -> None:
    for _ in range(26):
        action(plan, -20)
    page = read(officer, url(plan), as_at="2026-11-07")

    onwards = [
        *page.one("ul", "plan-bar__legend").links.values(),
        *page.one("table").links.values(),
        *page.one("nav", "govuk-pagination").links.values(),
        page.main.links["The plan’s table, as an appendix: PDF, Word, Excel, CSV"],
        page.main.links["Clear filters"],
        next(to for words, to in page.main.links.items() if words.startswith("See all")),
    ]
    assert {parse_qs(urlsplit(to).query).get("as_at", [""])[0] for to in onwards} == {"2026-11-07"}
    hidden = page.one("form", "filter-row").one("input", name="as_at", type="hidden")
    assert hidden.get("value") == "2026-11-07"


LATER = "entered or accepted later"


def test_updates_entered_later_are_counted_and_can_be_left_out(
    plan: ActionPlan, officer: Client
) -> None:
    one = action(plan)
    said(one, Progress.IN_PROGRESS, text="In time.", day=days(-12))
    said(one, Progress.IN_PROGRESS, text="Entered late.", day=days(-10), known_on=days(-3))
    page = read(officer, url(plan), as_at="2026-11-07")
    assert "1 update for that time was entered or accepted later." in page.text
    said(one, Progress.IN_PROGRESS, text="Entered too.", day=days(-9), known_on=days(-3))

    page = read(officer, url(plan), as_at="2026-11-07")

    assert (
        "As at 7 November 2026. 2 updates for that time were entered or accepted later."
        in page.text
    )
    assert "Entered too." in page.rows("Actions")[0][4]
    address = page.main.links["Show only what was known that day"]
    known = read(officer, url(plan) + address)
    assert "As at 7 November 2026, as known on 7 November 2026." in known.text
    assert known.rows("Actions")[0][4] == "In time. 4 Nov 2026"
    assert LATER not in known.text


def test_what_was_accepted_later_is_counted_too(
    plan: ActionPlan, officer: Client, member_client: Client
) -> None:
    update = said(action(plan), Progress.IN_PROGRESS, accepted=False, day=days(-12))
    assert LATER not in read(officer, url(plan), as_at="2026-11-07").text
    make_review(update, day=days(-2))

    for client in (officer, member_client):
        page = read(client, url(plan), as_at="2026-11-07")
        assert f"1 update for that time was {LATER}." in page.text
        known = read(client, url(plan) + page.main.links["Show only what was known that day"])
        assert LATER not in known.text


def test_members_are_not_told_of_what_was_entered_later_and_waits(
    plan: ActionPlan, officer: Client, member_client: Client
) -> None:
    one = action(plan)
    said(one, Progress.IN_PROGRESS, accepted=False, day=days(-12), known_on=days(-2))
    make_review(said(one, Progress.IN_PROGRESS, accepted=False, day=days(-12)), "returned")

    assert f"2 updates for that time were {LATER}." in (
        read(officer, url(plan), as_at="2026-11-07").text
    )
    assert LATER not in read(member_client, url(plan), as_at="2026-11-07").text


def test_today_nothing_was_entered_later(plan: ActionPlan, officer: Client) -> None:
    said(action(plan), Progress.IN_PROGRESS, day=days(-9), known_on=DAY)

    assert LATER not in read(officer, url(plan)).text


def test_before_its_first_action_the_plan_is_empty(plan: ActionPlan, officer: Client) -> None:
    action(plan)

    page = read(officer, url(plan), as_at="2020-01-01")

    assert page.main.all("p", "govuk-body-l")[0].text == "The plan had no actions on that day."
    assert "This plan has no actions yet." not in page.text
    assert not page.all("table")


# Members


def test_members_see_accepted_updates_only_and_are_told_so(
    plan: ActionPlan, officer: Client, member_client: Client
) -> None:
    one = action(plan, 5)
    said(one, Progress.IN_PROGRESS, text="Accepted words.")
    waiting = said(one, Progress.COMPLETE, text="Waiting words.", accepted=False, day=days(-2))
    make_due_date(
        one.milestones.get(), days(70), day=days(-2), update=waiting, reason="Waiting reason."
    )
    theirs, ours = read(member_client, url(plan)), read(officer, url(plan))

    assert theirs.rows("Actions")[0][2:] == [
        "Step 1. 21 November 2026",
        "No lead",
        "Accepted words. 6 Nov 2026",
        "In progress",
    ]
    assert (
        "1 update awaits acceptance, the oldest since 14 November 2026. "
        "1 of them says that something is done. "
        "What stands here leaves it out." in theirs.text
    )
    assert "Waiting" not in theirs.text
    assert "0 of 1 action complete; 1 in progress." in theirs.text
    assert "Waiting words. 14 Nov 2026, not yet accepted" in ours.text
    assert "New date asked for: 25 January 2027" in ours.rows("Actions")[0][2]
    assert "What stands here leaves" not in ours.text


SECRET = "Hush"


@pytest.fixture
def with_secret(plan: ActionPlan) -> ActionPlan:
    """A plan of one open action, and a confidential one whose every word says so."""
    shown = action(plan, -3, text="Open work.", theme=make_theme(plan, "Open theme"))
    make_lead(shown.milestones.get(), make_officer(plan.council, "Open Lead"))
    said(shown, Progress.IN_PROGRESS)
    asked = make_recommendation(make_inspection(plan.council), text=f"{SECRET} asked.")
    hidden = action(
        plan,
        -3,
        text=f"{SECRET} work.",
        theme=make_theme(plan, f"{SECRET} theme"),
        recommendations=[asked],
        is_confidential=True,
    )
    step = hidden.milestones.get()
    make_lead(step, make_officer(plan.council, f"{SECRET} Lead"))
    make_due_date(step, days(9), reason=f"{SECRET} reason.", day=days(-4))
    said(hidden, Progress.COMPLETE, text=f"{SECRET} words.", accepted=False)
    said(hidden, Progress.COMPLETE, text=f"{SECRET} late.", known_on=days(-2))
    return plan


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"as_at": "2026-11-07"},
        {"as_at": "2026-11-07", "known_on": "2026-11-15"},
        {"show": "past"},
        {"show": "moved"},
        {"show": "waiting"},
        {"q": "work"},
        {"status": "claimed"},
    ],
)
def test_members_find_nothing_of_a_confidential_action(
    with_secret: ActionPlan, member_client: Client, officer: Client, asked: dict[str, str]
) -> None:
    assert SECRET in read(officer, url(with_secret), **asked).text

    page = read(member_client, url(with_secret), **asked)

    assert SECRET.casefold() not in page.text.casefold()
    assert "await" not in page.text
    assert LATER not in page.text
    bar = [int(words.split()[0]) for words in page.one("ul", "plan-bar__legend").texts("a")]
    assert sum(bar) == 1


def test_members_cannot_search_or_choose_what_is_confidential(
    with_secret: ActionPlan, member_client: Client, officer: Client
) -> None:
    page = read(member_client, url(with_secret))

    assert page.options("lead") == ["Anyone", "Open Lead"]
    assert page.options("theme") == ["Any", "Open theme"]
    assert page.options("recommendation") == ["Any"]
    for words in (SECRET, f"{SECRET} Lead", "2"):
        assert count(read(member_client, url(with_secret), q=words)).startswith("No action matches")
        assert references(read(officer, url(with_secret), q=words)) == ["2"]


def test_the_key_of_a_confidential_actions_lead_finds_nothing_for_members(
    with_secret: ActionPlan, member_client: Client, officer: Client
) -> None:
    lead = pk_of(Officer, name=f"{SECRET} Lead")
    nobody = str(int(lead) + 100_000)
    assert references(read(officer, url(with_secret), lead=lead)) == ["2"]

    answers = [read(member_client, url(with_secret), lead=key) for key in (lead, nobody)]

    # The same as for a key that does not exist: it says nothing.
    texts = [re.sub(r"\d{3,}", "", page.main.text) for page in answers]
    assert texts[0] == texts[1]
    assert [references(page) for page in answers] == [["1"], ["1"]]


def test_members_are_told_that_something_is_withheld_and_officers_see_the_mark(
    with_secret: ActionPlan, member_client: Client, officer: Client
) -> None:
    assert "1 confidential action is not shown to you." in (
        read(member_client, url(with_secret)).text
    )
    page = read(officer, url(with_secret))
    assert "not shown to you" not in page.text
    assert f"{SECRET} work. Confidential" in page.rows("Actions")[1][1]


def test_a_confidential_update_is_not_shown_to_members(
    plan: ActionPlan, member_client: Client, officer: Client
) -> None:
    one = action(plan, -2)
    said(one, Progress.IN_PROGRESS, text="Open words.")
    said(one, Progress.COMPLETE, text=f"{SECRET} words.", is_confidential=True, day=days(-3))

    assert f"{SECRET} words." in read(officer, url(plan)).text
    page = read(member_client, url(plan))
    assert SECRET not in page.text
    assert page.rows("Actions")[0][4:] == ["Open words. 6 Nov 2026", "Late"]


def test_a_date_that_nobody_has_agreed_to_is_asked_for_and_does_not_count(
    plan: ActionPlan, officer: Client, member_client: Client
) -> None:
    step = action(plan, -5).milestones.get()
    make_due_date(step, days(20), agreed_by=DueDate.AgreedBy.NOT_YET, day=days(-6), reason="Ill.")

    for client in (officer, member_client):
        page = read(client, url(plan))
        row = page.rows("Actions")[0]
        assert "New date asked for: 6 December 2026 (does not count yet)" in row[2]
        assert row[-1] == "Past its date, not said whether done"
        assert listed(page, "Due next") == []
        assert listed(page, MOVED) == ["1. Step 1."]
        assert "moved." not in page.main.all("p", "govuk-body-l")[0].text


def test_members_see_a_new_date_that_was_reported_once_its_update_is_accepted(
    plan: ActionPlan, officer: Client, member_client: Client
) -> None:
    one = action(plan, -5)
    step = one.milestones.get()
    update = said(one, Progress.IN_PROGRESS, accepted=False)
    make_due_date(step, days(20), agreed_by=DueDate.AgreedBy.NOT_YET, day=days(-10),
                  reason="Ill.", update=update)  # fmt: skip
    words = "New date asked for: 6 December 2026 (does not count yet)"

    assert words in read(officer, url(plan)).rows("Actions")[0][2]
    assert "6 December 2026" not in read(member_client, url(plan)).text

    make_review(update, day=days(-1))

    row = read(member_client, url(plan)).rows("Actions")[0]
    assert words in row[2]
    assert row[-1] == "Late"


# Speed


@pytest.mark.parametrize("asked", [{}, {"as_at": days(-5).isoformat()}], ids=["today", "then"])
@pytest.mark.parametrize("role", [OFFICER, MEMBER])
def test_the_number_of_queries_is_the_same_with_one_and_with_sixty_rows(
    plan: ActionPlan, client_for: Any, role: Role, asked: dict[str, str]
) -> None:
    client = client_for(role)
    theme = make_theme(plan)
    add_rows(plan, 1)
    plan.actions.update(theme=theme)
    few = queries_of(client, url(plan), **asked)
    add_rows(plan, 59)
    plan.actions.update(theme=theme)
    many = queries_of(client, url(plan), **asked)

    assert count(read(client, url(plan), **asked)) == "Showing 1 to 25 of 60 results"
    assert_same_number(few, many)
