"""A plan as a workbook, a CSV file and a JSON file: each step, each report, each key."""

import csv
import datetime
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from actionplans import columns
from actionplans.asat import AsAt
from actionplans.columns import Column, named
from actionplans.models import ActionPlan, DueDate, How, Review
from actionplans.on_day.plans import plan_on_day
from actionplans.rag import Progress
from councils.models import Council
from councils.roles import Role
from reports.plan_files.as_json import VERSION, plan_json
from reports.plan_files.as_sheets import plan_csv, plan_xlsx
from reports.plan_files.json_schema import SCHEMA
from tests.factories import (
    DAY,
    days,
    make_action,
    make_band,
    make_due_date,
    make_ending,
    make_inspection,
    make_lead,
    make_measure,
    make_officer,
    make_place,
    make_plan,
    make_reading,
    make_recommendation,
    make_review,
    make_risk,
    make_scale,
    make_theme,
    make_update,
    make_user,
)
from tests.pages import fix_today, read
from tests.reports.json_reading import fits, values

pytestmark = pytest.mark.django_db

HOUSE = ["Ref", "Action", "Milestones", "Timescales", "Lead officers", "Progress"]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    """A plan of two actions and a confidential one, with all kinds of reports."""
    plan = make_plan(council, title="The improvement plan", reference="improve")
    asked = make_recommendation(make_inspection(council, title="The inspection"))
    action = make_action(
        plan, steps=2, text="Write the policy.", reference="A1", recommendations=[asked]
    )
    first, second = action.milestones.order_by("order")
    for step in (first, second):
        make_lead(step, make_officer(council, f"Lead {step.order}"))
    make_due_date(first, days(5))
    update = make_update(
        action, first, text="The draft is out.", day=days(-10), accepted=True, outlook="at_risk",
        reason="Ill.", difference="Fewer wait.", entered_by=make_user("Ada Lead"),
    )  # fmt: skip
    make_due_date(first, days(9), day=days(-10), reason="Ill.", update=update)
    make_due_date(second, None, words="31st May 2027, then monthly")
    make_update(
        action, second, text="Waiting words.", day=days(-2), progress=Progress.COMPLETE,
        how=How.TELEPHONE, reported_by="The trust",
    )  # fmt: skip
    make_action(plan, text="Train everybody.", reference="A2")
    secret = make_action(plan, text="Hush work.", reference="A3", is_confidential=True)
    make_update(secret, text="Hush words.", accepted=True)
    return plan


def state(*, working: bool = False) -> AsAt:
    return AsAt(day=DAY, today=DAY, accepted_only=not working, confidential=working)


def book_of(plan: ActionPlan, *, working: bool = False) -> Any:
    return load_workbook(io.BytesIO(plan_xlsx(plan_on_day(plan, state(working=working)))))


def table(sheet: Any) -> list[dict[str, Any]]:
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def csv_of(plan: ActionPlan, *, working: bool = False) -> list[dict[str, str]]:
    content = plan_csv(plan_on_day(plan, state(working=working)))
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


# The plan in its own columns


def test_a_step_has_a_line_and_what_is_the_whole_actions_reaches_over_them(
    plan: ActionPlan,
) -> None:
    sheet = book_of(plan)["Plan"]

    assert [cell.value for cell in sheet[1]] == HOUSE
    assert sorted(f"{area}" for area in sheet.merged_cells.ranges) == ["A2:A3", "B2:B3"]
    first, second, alone = table(sheet)
    assert first == {
        "Ref": "A1",
        "Action": "Write the policy.",
        "Milestones": "Step 1.",
        "Timescales": datetime.datetime(2026, 11, 25),
        "Lead officers": "Lead 1",
        "Progress": "The draft is out.",
    }
    assert second["Timescales"] == "31st May 2027, then monthly"
    assert (second["Ref"], second["Progress"]) == (None, None)
    assert (alone["Ref"], alone["Action"]) == ("A2", "Train everybody.")


def test_the_table_can_be_filtered_and_its_head_stays_in_view(plan: ActionPlan) -> None:
    book = book_of(plan)

    for name, area in (("Plan", "A1:F4"), ("Updates", "A1:P2"), ("Details", "A1:AF4")):
        sheet = book[name]
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", area)
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
    assert book.sheetnames == ["Plan", "Updates", "Details", "About"]
    assert book.defined_names["Action_plan"].attr_text == "'Plan'!$A$1:$F$4"


def test_every_file_has_the_councils_columns(plan: ActionPlan) -> None:
    plan.rating_scale = make_scale(plan.council)
    chosen = [Column("progress", "At {day}"), Column("rating", "RAG"), named("next_review")]
    plan.columns = columns.to_store(chosen)
    plan.save()
    plan.actions.filter(reference="A1").update(next_review_on=days(30))
    expected = ["Ref", "At 16 November 2026", "RAG", "Next review", "Milestones"]

    sheet = book_of(plan)["Plan"]
    assert [cell.value for cell in sheet[1]] == expected
    assert sheet["D2"].value == datetime.datetime(2026, 12, 16)
    line = csv_of(plan)[0]
    assert list(line) == expected
    assert line["Next review"] == "2026-12-16"
    data = json.loads(plan_json(plan_on_day(plan, state())))
    assert [column["heading"] for column in data["columns"]] == expected[1:]


def test_a_rating_stands_in_its_colour(plan: ActionPlan) -> None:
    plan.rating_scale = make_scale(plan.council)
    plan.columns = columns.to_store([named("action"), named("rating")])
    plan.save()
    action = plan.actions.get(reference="A2")
    make_update(action, action.milestones.get(), outlook="off_track", reason="No.", accepted=True)
    label = plan.rating_scale.labels.get(meaning="off_track")
    cell = book_of(plan)["Plan"]["D4"]

    assert cell.value == label.label
    assert cell.fill.fgColor.rgb.lower() == f"00{label.colour.lstrip('#')}"


def test_a_theme_is_a_column(plan: ActionPlan) -> None:
    plan.actions.filter(reference="A2").update(theme=make_theme(plan, "Help"))

    assert [row["Theme"] for row in table(book_of(plan)["Plan"])] == ["No theme", None, "Help"]
    assert [line["Theme"] for line in csv_of(plan)] == ["No theme", "", "Help"]


def test_a_csv_line_says_which_action_it_is_of(plan: ActionPlan) -> None:
    lines = csv_of(plan, working=True)

    assert [line["Ref"] for line in lines] == ["A1", "A1", "A2", "A3"]
    assert [line["Action"] for line in lines][:2] == ["Write the policy."] * 2
    assert [line["Timescales"] for line in lines][:2] == [
        "25 November 2026",
        "31st May 2027, then monthly",
    ]
    assert [line["Progress"] for line in lines][:2] == ["The draft is out.", "Waiting words."]


def test_what_is_said_of_steps_and_of_the_whole_stands_once(plan: ActionPlan) -> None:
    make_update(plan.actions.get(reference="A1"), None, text="All in all.", accepted=True)
    sheet = book_of(plan)["Plan"]

    assert sheet["F2"].value == "The draft is out.\nAll in all."
    assert "F2:F3" in {f"{area}" for area in sheet.merged_cells.ranges}
    assert [line["Progress"] for line in csv_of(plan)] == ["The draft is out.\nAll in all.", "", ""]


# Every report


def test_the_second_sheet_has_every_report(plan: ActionPlan) -> None:
    waiting, accepted = (
        row for row in table(book_of(plan, working=True)["Updates"]) if row["Reference"] == "A1"
    )

    assert accepted == {
        "Reference": "A1",
        "Step number": 1,
        "Step": "Step 1.",
        "Reported for": datetime.datetime(2026, 11, 6),
        "Entered on": accepted["Entered on"],
        "Reported by": "Ada Lead",
        "How": None,
        "What was reported": "The draft is out.",
        "Progress": "In progress",
        "Outlook": "At risk",
        "Reason": "Ill.",
        "Check due on": None,
        "What difference it has made": "Fewer wait.",
        "New date": "25 November 2026",
        "Rating in its paper": None,
        "Acceptance": "Accepted",
    }
    assert isinstance(accepted["Entered on"], datetime.datetime)
    assert (waiting["Step number"], waiting["Acceptance"]) == (2, "Not yet accepted")
    assert (waiting["Reported by"], waiting["How"]) == ("The trust", "by telephone")


def test_papers_have_no_report_that_waits_or_is_confidential(plan: ActionPlan) -> None:
    papers = [row["What was reported"] for row in table(book_of(plan)["Updates"])]
    working = [row["What was reported"] for row in table(book_of(plan, working=True)["Updates"])]

    assert papers == ["The draft is out."]
    assert sorted(working) == ["Hush words.", "The draft is out.", "Waiting words."]
    content = plan_json(plan_on_day(plan, state()))
    assert b"Waiting" not in content
    assert b"Hush" not in content


def test_a_report_on_the_whole_and_one_sent_back_say_so(plan: ActionPlan) -> None:
    update = make_update(plan.actions.get(reference="A2"), None, text="All in all.")
    make_review(update, Review.Verdict.RETURNED, comment="Say more.")
    (found,) = (
        row for row in table(book_of(plan, working=True)["Updates"]) if row["Reference"] == "A2"
    )

    assert (found["Step number"], found["Step"]) == (None, "The whole action")
    assert found["Acceptance"] == "Sent back"


# Everything, for programs


def data_of(plan: ActionPlan, *, working: bool = True) -> Any:
    return json.loads(plan_json(plan_on_day(plan, state(working=working))))


@pytest.fixture
def everything(plan: ActionPlan) -> ActionPlan:
    """The plan with something under every key of its JSON file."""
    plan.rating_scale = make_scale(plan.council)
    plan.save()
    action = plan.actions.get(reference="A2")
    action.other = [["Cost", "£5"]]
    action.save()
    make_update(action, None, text="All in all.", accepted=True)
    make_ending(action, reason="No longer needed.")
    measure = make_measure(plan)
    make_reading(measure, value=5)
    make_band(measure)
    make_risk(plan)
    make_place(make_plan(plan.council), action)
    return plan


def test_the_file_has_exactly_the_keys_that_are_told(everything: ActionPlan) -> None:
    assert sorted(set(paths(data_of(everything)))) == sorted(key.path for key in SCHEMA)


def paths(found: Any, under: str = "") -> Iterator[str]:
    """Yield where each key stands: "actions[].steps[].due"."""
    if isinstance(found, list):
        for each in found:
            yield from paths(each, f"{under}[]")
    elif isinstance(found, dict):
        for key, value in found.items():
            path = f"{under}.{key}" if under else key
            yield path
            yield from paths(value, path)


def test_the_values_are_of_the_kinds_that_are_told(everything: ActionPlan) -> None:
    kinds = {key.path: key.kind for key in SCHEMA}
    for path, value in values(data_of(everything)):
        assert fits(value, kinds[path]), (path, value)


def test_a_programme_finds_actions_steps_dates_and_reports(plan: ActionPlan) -> None:
    data = data_of(plan)
    first = data["actions"][0]

    assert data["schema"] == VERSION
    assert data["plan"]["as_at"] == "2026-11-16"
    assert data["plan"]["is_working_copy"]
    assert first["recommendations"][0]["source"] == "The inspection"
    assert [step["due"] for step in first["steps"]] == ["2026-11-25", None]
    assert [date["words"] for date in first["steps"][0]["dates"]] == [
        "21 November 2026",
        "25 November 2026",
    ]
    assert first["steps"][0]["dates"][1]["reason"] == "Ill."
    assert first["steps"][0]["last_said"]["outlook"] == "at_risk"
    updates = {update["text"]: update for update in data["updates"]}
    assert updates["The draft is out."]["lines"][0]["step"] == 1
    assert updates["The draft is out."]["new_dates"] == [
        {"step": 1, "words": "25 November 2026", "due": "2026-11-25"}
    ]


def test_a_date_that_was_only_asked_for_does_not_count(plan: ActionPlan) -> None:
    step = plan.actions.get(reference="A2").milestones.get()
    make_due_date(step, days(5))
    make_due_date(step, days(9), agreed_by=DueDate.AgreedBy.NOT_YET, reason="Ill.")
    (found,) = data_of(plan)["actions"][1]["steps"]

    assert found["due"] == "2026-11-21"
    assert [date["counts"] for date in found["dates"]] == [True, False]


def test_every_key_is_told_on_its_page(client_for: Any) -> None:
    client: Client = client_for(Role.READER)
    page = read(client, reverse("reports:json_help"))

    assert page.h1 == "A plan as JSON"
    assert [row[0] for row in page.rows("Keys")] == [key.path for key in SCHEMA]
    assert VERSION in page.main.text


def test_the_file_is_sent_as_json_under_a_name_of_its_state(
    plan: ActionPlan, client_for: Any
) -> None:
    client: Client = client_for(Role.SCRUTINY_MEMBER)
    answer = client.get(reverse("reports:appendix_json", args=[plan.council.slug, plan.pk]))

    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"] == ('attachment; filename="improve-as-at-2026-11-16.json"')
    assert answer.json()["plan"]["title"] == "The improvement plan"
