"""The page "By recommendation": where the actions for each stand, and that the numbers add up."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from actionplans.asat import AsAt
from actionplans.by_recommendation import ByRecommendation, by_recommendation
from actionplans.models import ActionPlan
from actionplans.on_day.plans import plan_on_day
from actionplans.rag import Outlook, Position, Progress
from config.demo.load import load
from councils.models import Council
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_ending,
    make_inspection,
    make_plan,
    make_published_group,
    make_recommendation,
    make_update,
)
from tests.many import add_rows
from tests.pages import Page, assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db

POSITION_DAY = datetime.date(2011, 8, 31)
# Number of actions, then: complete, on course, revised, delayed, not complete, not stated. As the
# paper of 20 September 2011 reads, row by row.
WIRRAL = {
    "Safeguarding 1": ("within 3 months", 1, 0, 0, 0, 0, 0, 1),
    "Safeguarding 2": ("within 6 months", 4, 3, 0, 0, 1, 0, 0),
    "Safeguarding 3": ("within 6 months", 6, 1, 0, 5, 0, 0, 0),
    "Looked after 1": ("within three months", 1, 1, 0, 0, 0, 0, 0),
    "Looked after 2": ("within three months", 4, 1, 0, 0, 0, 3, 0),
    "Looked after 3": ("within three months", 6, 2, 4, 0, 0, 0, 0),
    "Looked after 4": ("within three months", 4, 1, 0, 2, 0, 0, 1),
    "No recommendation": ("–", 18, 12, 5, 0, 1, 0, 0),
    "All actions": ("–", 44, 21, 9, 7, 2, 3, 2),
}
HEADINGS = [
    "Recommendation",
    "Asked for",
    "Actions",
    "Complete",
    "On course",
    "Revised",
    "Delayed",
    "Not complete",
    "Not stated",
]


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The loaded demo, taken back at the end of the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(datetime.date(2026, 11, 22), accounts=False)
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def wirral(demo: None, db: None, client_for: Any) -> Page:
    plan = ActionPlan.objects.get(reference="wirral-2011")
    client = client_for(Role.SCRUTINY_MEMBER, plan.council)
    return read(client, url(plan), as_at=f"{POSITION_DAY}")


def url(plan: ActionPlan) -> str:
    return f"/councils/{plan.council.slug}/plans/{plan.pk}/recommendations/"


def test_wirrals_paper_is_answered_for_each_area_as_at_31_august_2011(wirral: Page) -> None:
    (table,) = wirral.all("table")

    assert table.texts("th")[: len(HEADINGS)] == HEADINGS
    assert {
        cells[0].split(".")[0]: (cells[1], *map(int, cells[2:])) for cells in wirral.rows()
    } == WIRRAL


def test_wirrals_areas_add_up_to_the_44_actions_of_the_paper() -> None:
    *areas, total = (numbers[1:] for numbers in WIRRAL.values())

    assert tuple(map(sum, zip(*areas, strict=True))) == total
    assert all(sum(numbers[1:]) == numbers[0] for numbers in (*areas, total))
    assert total[1:] == (21, 9, 7, 2, 3, 2)


def test_wirrals_published_numbers_stand_under_their_area_with_their_paragraph(
    wirral: Page,
) -> None:
    said = wirral.texts("div", "govuk-inset-text")

    assert [text[-14:] for text in said] == ["paragraph 4.8.", "aragraph 4.11."]
    assert (
        "Of these 4 the paper counts 1 complete and 3 not complete, now due 30 September 2011, "
        "and does not say which." in said[0]
    )
    assert "Of these 18 the paper counts 12 complete and 5 on course" in said[1]


def test_wirrals_actions_stand_one_by_one_with_their_moved_dates(wirral: Page) -> None:
    rows = {
        item.text.split(".")[0]: item.text
        for section in wirral.all("section")
        for item in section.all("li")
    }

    assert [int(number) for number in rows] == list(range(13, 57))
    assert rows["18"].endswith(
        "Revised. Revised from 1st September to 30th September; reason not given in the paper."
    )
    assert "Delayed. New date: 15th September." in rows["16"]
    assert "To fall on the day of the PEP workshop (action 36)." in rows["35"]
    assert "On course." in rows["31"]
    assert rows["14"].endswith("Complete.")


def test_wirrals_inspectorates_period_stands_with_each_area(wirral: Page) -> None:
    assert wirral.main.text.count("The inspectorate asks for it within") == 7


# Of any plan


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    plan = make_plan(council)
    inspection = make_inspection(council, title="ILACS 2026")
    plan.sources.add(inspection)
    for number in range(1, 5):
        make_recommendation(inspection, number=str(number), text=f"Mend {number}.")
    return plan


@pytest.fixture
def page(
    plan: ActionPlan, client_for: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Page]:
    fix_today(monkeypatch)

    def page(role: Role = Role.PLAN_MANAGER, **asked: Any) -> Page:
        return read(client_for(role), url(plan), **asked)

    return page


def asked_of(plan: ActionPlan) -> list[Any]:
    return list(plan.sources.get().recommendations.order_by("order"))


def found(plan: ActionPlan, day: datetime.date = DAY) -> ByRecommendation:
    return by_recommendation(plan_on_day(plan, AsAt(day=day, today=max(day, DAY))))


def test_an_action_counts_once_and_names_what_else_it_answers(plan: ActionPlan, page: Any) -> None:
    first, second, third, fourth = asked_of(plan)
    third.answered_elsewhere = "the Neglect plan"
    third.save()
    make_action(plan, recommendations=[second, fourth], reference="A1")
    make_action(plan, recommendations=[first])
    make_action(plan)

    shown = page()

    assert [cells[:3] for cells in shown.rows()] == [
        ["1. Mend 1.", "No period stated", "1"],
        ["2. Mend 2.", "No period stated", "1"],
        ["No recommendation", "–", "1"],
        ["All actions", "–", "3"],
    ]
    assert "Also answers 4." in shown.sections()["2. Mend 2."].text
    three, four = shown.sections()["Recommendations without an action of their own"].texts("li")
    assert three == "3. Mend 3. ILACS 2026. Answered in another plan: the Neglect plan."
    assert four.endswith("Answered by action A1, counted under another recommendation.")


def test_a_recommendation_nobody_answers_says_so(plan: ActionPlan, page: Any) -> None:
    assert page().main.text.count("No action of this plan answers it.") == 4


def test_actions_that_left_the_plan_have_a_column_only_where_there_are_any(
    plan: ActionPlan,
) -> None:
    asked = asked_of(plan)
    make_action(plan, recommendations=asked[:1])
    gone = make_action(plan, recommendations=asked[:1])
    assert Position.ENDED not in found(plan).positions

    make_ending(gone)

    after = found(plan)
    assert dict(after.columns)[Position.ENDED] == 1
    assert sum(number for _, number in after.columns) == after.total == 2


def test_numbers_of_several_recommendations_together_are_in_the_total_alone(
    plan: ActionPlan, page: Any
) -> None:
    one, two, *_ = asked_of(plan)
    actions = [make_action(plan, recommendations=[asked]) for asked in (one, two)]
    make_published_group(plan, actions, {Position.COMPLETE: 1}, words="actions 1 and 2")

    shown = page()

    assert [cells[3] for cells in shown.rows()] == ["0", "0", "1"]
    assert (
        "Actions 1 and 2. Of these 2 the paper counts 1 complete, and does not say which; "
        "they are in the last line alone." in shown.main.text
    )


def test_positions_follow_what_is_reported_and_agreed(plan: ActionPlan) -> None:
    def action(**fields: Any) -> Any:
        made = make_action(plan)
        step = made.milestones.get()
        make_due_date(step, fields.pop("due", days(30)))
        if fields:
            make_update(made, step, accepted=True, **fields)
        return made

    action(progress=Progress.COMPLETE)
    action(outlook=Outlook.ON_TRACK)
    action(due=days(-1), progress=Progress.IN_PROGRESS)
    action(due=days(-1))
    action(progress=Progress.IN_PROGRESS)
    moved = action(due=days(-9)).milestones.get()
    make_due_date(moved, days(9), day=days(-10), reason="No room.")

    assert dict(found(plan).columns) == {
        Position.COMPLETE: 1,
        Position.ON_COURSE: 1,
        Position.REVISED: 1,
        Position.DELAYED: 1,
        Position.INCOMPLETE: 1,
        Position.NOT_STATED: 1,
    }


def test_numbers_of_a_group_no_longer_count_once_some_of_it_is_known_by_itself(
    plan: ActionPlan, page: Any
) -> None:
    actions = [make_action(plan) for _ in range(3)]
    make_published_group(plan, actions, {Position.COMPLETE: 1, Position.ON_COURSE: 2}, day=days(-9))
    assert dict(found(plan).columns)[Position.NOT_STATED] == 0

    make_update(actions[0], actions[0].milestones.get(), progress=Progress.COMPLETE, accepted=True)

    numbers = dict(found(plan).columns)
    assert min(numbers.values()) >= 0
    assert sum(numbers.values()) == 3
    assert dict(found(plan, days(-1)).columns)[Position.ON_COURSE] == 2
    assert "The table leaves these numbers out" in page().main.text
    assert "leaves these numbers out" not in page(as_at=f"{days(-1)}").main.text


def test_of_two_papers_on_the_same_actions_the_later_counts(plan: ActionPlan, page: Any) -> None:
    actions = [make_action(plan) for _ in range(3)]
    make_published_group(plan, actions, {Position.COMPLETE: 1}, day=days(-40))
    make_published_group(plan, actions, {Position.COMPLETE: 3}, day=days(-4))

    assert dict(found(plan).columns)[Position.COMPLETE] == 3
    assert dict(found(plan).columns)[Position.NOT_STATED] == 0
    assert dict(found(plan, days(-20)).columns)[Position.COMPLETE] == 1
    assert page().main.text.count("The table leaves these numbers out") == 1


def test_it_can_be_seen_as_at_a_day_and_members_see_what_is_accepted(
    plan: ActionPlan, page: Any
) -> None:
    action = make_action(plan, recommendations=asked_of(plan)[:1])
    step = action.milestones.get()
    make_update(action, step, progress=Progress.COMPLETE, day=days(-9), accepted=True)
    make_update(make_action(plan), progress=Progress.NOT_STARTED, day=days(-3))

    assert page().rows()[-1][2:] == ["2", "1", "0", "0", "0", "1", "0"]
    assert page(Role.SCRUTINY_MEMBER).rows()[-1][2:] == ["2", "1", "0", "0", "0", "0", "1"]
    earlier = page(as_at=f"{days(-10)}")
    assert earlier.rows()[-1][2:] == ["2", "0", "0", "0", "0", "0", "2"]
    assert earlier.main.text.count("As at 6 November 2026.") == 1


def test_the_number_of_queries_does_not_grow(plan: ActionPlan, client_for: Any) -> None:
    client = client_for(Role.PLAN_MANAGER)
    add_rows(plan, 2)
    make_published_group(plan, plan.actions.all(), {Position.COMPLETE: 1})
    few = queries_of(client, url(plan))
    add_rows(plan, 15)
    make_published_group(plan, plan.actions.all(), {Position.COMPLETE: 1})

    assert_same_number(few, queries_of(client, url(plan)))
