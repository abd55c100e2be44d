"""A plan's progress in a paper: numbers, lists, reasons, revised dates, news, measures, flags."""

import datetime

import pytest

from actionplans.models import Action, ActionPlan, DueDate
from councils.models import Council
from reports.models import Report
from reports.paper.document import PlanTable
from tests.factories import (
    DAY,
    days,
    make_action,
    make_answer,
    make_band,
    make_body,
    make_due_date,
    make_lead,
    make_measure,
    make_meeting,
    make_plan,
    make_published_group,
    make_question,
    make_reading,
    make_report,
    make_risk,
    make_theme,
    make_update,
)
from tests.reports.built import build, built

pytestmark = pytest.mark.django_db
ALL = (
    *("progress", "actions", "themes", "plan_table", "reasons", "revised", "since"),
    *("measures", "risks"),
)
LATE = {"progress": "in_progress", "outlook": "off_track", "reason": "No staff.", "accepted": True}


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    """A plan of four actions: one done, one off track, one past its date, one never said of."""
    plan = make_plan(council, title="Improvement plan", agreed_on=days(-60))
    for number in range(4):
        action = make_action(plan, text=f"Do {number}.")
        make_lead(action.milestones.get())
    done, off, past, _ = plan.actions.order_by("order")
    tell(done, progress="complete", accepted=True, text="It was done.")
    make_due_date(off.milestones.get(), days(10))
    tell(off, **LATE)
    make_due_date(past.milestones.get(), days(-10), day=days(-60))
    return plan


@pytest.fixture
def report(plan: ActionPlan) -> Report:
    report = make_report(plan.council)
    report.plans.add(plan)
    return report


def tell(action: Action, **fields: object) -> None:
    make_update(action, action.milestones.get(), **fields)


def action(plan: ActionPlan, number: int) -> Action:
    return plan.actions.get(reference=f"{number}")


def date(number: int) -> str:
    return f"{days(number):%-d %B %Y}"


# Numbers


def test_the_counts_add_up_in_the_sentence_and_in_the_table(report: Report) -> None:
    assert built(report, "progress") == [
        "As at 16 November 2026, “Improvement plan” had 4 actions: 1 complete, 1 not complete and "
        "2 not stated.",
        "= Improvement plan: actions as at 16 November 2026",
        "Actions that are | Number",
        "Complete | 1",
        "Not complete | 1",
        "Not stated | 2",
        "All actions | 4",
    ]
    assert built(report, "progress", layout="sentence", by="status") == [
        "As at 16 November 2026, “Improvement plan” had 4 actions: 1 past its date, not said "
        "whether done, 1 off track, 1 not stated and 1 done."
    ]
    assert built(report, "progress", layout="table", by="rating")[2:] == [
        "Not rated | 4",
        "All actions | 4",
    ]


def test_numbers_of_a_paper_count_and_are_said(report: Report, plan: ActionPlan) -> None:
    group = [action(plan, 3), action(plan, 4)]
    make_published_group(plan, group, {"complete": 1}, words="actions 3 and 4")

    found = built(report, "progress", layout="table")

    assert found[2:4] == ["Complete | 2", "Not complete | 1"]
    assert found[-1] == ("(Of actions 3 and 4: 1 complete; the paper does not say which.)")


def test_an_accepted_update_changes_the_numbers_and_no_other_does(
    report: Report, plan: ActionPlan
) -> None:
    tell(action(plan, 4), progress="complete")
    assert "1 complete" in built(report, "progress")[0]
    tell(action(plan, 4), progress="complete", accepted=True)
    assert "2 complete" in built(report, "progress")[0]


def test_what_is_confidential_is_not_counted_and_said(report: Report, plan: ActionPlan) -> None:
    plan.actions.filter(reference="4").update(is_confidential=True)

    assert built(report, "progress")[0].endswith(
        "3 actions: 1 complete, 1 not complete and 1 not stated. "
        "One confidential action is not counted."
    )
    assert "4 actions" in built(report, "progress", is_public=False)[0]


# Lists


def test_actions_are_listed_with_what_was_reported(report: Report) -> None:
    found = built(report, "actions", which="complete", said=True, intro="Done:")

    assert found == ["Done:", "- 1. Do 0.", "  - It was done."]
    assert built(report, "actions", which="open", numbers=False) == [
        "- Do 1.",
        "- Do 2.",
        "- Do 3.",
    ]


def test_themes_are_listed_in_their_order(report: Report, plan: ActionPlan) -> None:
    make_theme(plan, "Early help")
    make_theme(plan, "Staff")

    assert built(report, "themes", intro="It has two:") == [
        "It has two:",
        "- Early help",
        "- Staff",
    ]


def test_the_whole_table_can_stand_in_the_body(report: Report) -> None:
    [table] = build(report, "plan_table")

    assert isinstance(table, PlanTable)
    assert len(table.shown.rows) == 4


# What is late


def test_every_amber_and_red_action_has_its_reason_or_that_there_is_none(
    report: Report, plan: ActionPlan
) -> None:
    tell(action(plan, 4), progress="in_progress", outlook="at_risk", accepted=True, reason="")

    assert built(report, "reasons") == [
        "= Reasons for amber and red, 16 November 2026",
        "Action | Where it stands | Due | Reason given",
        f"2. Do 1. | Off track | {date(10)} | No staff.",
        f"3. Do 2. | Past its date, not said whether done | {date(-10)} | "
        "Nothing says whether it is done",
        "4. Do 3. | At risk | Not stated | No reason given",
    ]
    assert not any("Do 2" in line for line in built(report, "reasons", silent=False))


def test_a_revised_date_has_its_first_and_new_date_its_reason_and_who_agreed(
    report: Report, plan: ActionPlan
) -> None:
    step = action(plan, 2).milestones.get()
    make_due_date(step, days(20), day=days(-5), reason="Posts are empty.")
    make_due_date(step, days(30), day=days(-4), reason="")

    heading = "Action | Original date | New date | Reason | Agreed by"
    agreed = DueDate.AgreedBy.OFFICER.label
    assert built(report, "revised")[1:] == [
        heading,
        f"2. Do 1. | {date(10)} | {date(30)} | Not stated | {agreed}",
    ]
    assert built(report, "revised", each=True)[2:] == [
        f"2. Do 1. | {date(10)} | {date(20)} | Posts are empty. | {agreed}",
        f"2. Do 1. | {date(20)} | {date(30)} | Not stated | {agreed}",
    ]


def test_only_dates_moved_since_a_meeting_can_be_shown(report: Report, plan: ActionPlan) -> None:
    make_meeting(make_body(plan.council, "Cabinet"), days(-7))
    make_due_date(action(plan, 2).milestones.get(), days(20), day=days(-8))
    make_due_date(action(plan, 3).milestones.get(), days(20), day=days(-5))

    found = built(report, "revised", since=f"{days(-7)}")

    assert [line.split(" | ")[0] for line in found[2:]] == ["3. Do 2."]


# News


def test_what_changed_since_the_last_meeting_is_counted_and_listed(
    report: Report, plan: ActionPlan
) -> None:
    make_meeting(make_body(plan.council, "Cabinet"), days(-7))
    make_due_date(action(plan, 2).milestones.get(), days(20), day=days(-5), reason="Posts.")
    tell(action(plan, 4), progress="complete", accepted=True, text="All asked.", day=days(-1))

    found = built(report, "since")

    assert found[0].startswith("Since Cabinet on 9 November 2026: 2 completed, ")
    assert found[1:6] == [
        "Completed",
        "- 1. Do 0.",
        "  - It was done.",
        "- 4. Do 3.",
        "  - All asked.",
    ]
    agreed = DueDate.AgreedBy.OFFICER.label
    at = found.index("Dates moved")
    assert found[at + 1 : at + 3] == [
        "- 2. Do 1.",
        f"  - Revised from {date(10)} to {date(20)}. Reason: Posts. Agreed by: {agreed}.",
    ]
    assert built(report, "since", layout="sentence") == found[:1]


def test_a_new_date_that_is_asked_for_is_said_not_to_count(
    report: Report, plan: ActionPlan
) -> None:
    make_meeting(make_body(plan.council, "Cabinet"), days(-7))
    step = action(plan, 2).milestones.get()
    make_due_date(step, days(20), day=days(-5), agreed_by=DueDate.AgreedBy.NOT_YET)

    found = built(report, "since")

    assert "New dates asked for" in found
    assert f"  - {date(20)} is asked for; it does not count yet." in found
    assert built(report, "revised") == []


def test_without_a_meeting_before_it_nothing_changed(report: Report, plan: ActionPlan) -> None:
    make_meeting(make_body(plan.council), days(1))

    assert built(report, "since") == []


# Measures and risks


def test_measures_stand_by_their_bands_and_missing_stays_missing(
    report: Report, plan: ActionPlan
) -> None:
    first = make_measure(plan, "Actions done", printed_target="31 March 2027")
    make_band(first, "Unmet", words="Below 100%")
    make_band(first, "Met", words="100%", is_met=True)
    second = make_measure(plan, "Review")
    make_band(second, "Met", words="Good", is_met=True)

    assert built(report, "measures") == [
        "Defined Outcomes | Unmet | Met | Date they should be delivered by",
        "Actions done | Below 100% | 100% | 31 March 2027",
        "Review | Not stated | Good | Not stated",
    ]


def test_measures_stand_by_their_readings(report: Report, plan: ActionPlan) -> None:
    fields = {"unit": "%", "baseline_value": 40, "target_value": 90, "target_on": days(40)}
    make_reading(make_measure(plan, "Visits in time", **fields), value=70, day=days(-1))

    assert built(report, "measures", layout="readings", heading="Measure") == [
        "Measure | At first | To be reached | Stands at | Band reached",
        f"Visits in time | 40% | 90% by {date(40)} | 70% on {date(-1)} | Not stated",
    ]


def test_risks_have_their_controls_as_a_list(report: Report, plan: ActionPlan) -> None:
    fields = {"uncontrolled": "Medium", "controls": "• Checked monthly.\n- Checked yearly."}
    make_risk(plan, text="It fails.", **fields)

    assert built(report, "risks") == [
        "Risks | Uncontrolled Risk | Controls | Controlled Risk",
        "It fails. | Medium | - Checked monthly. / - Checked yearly. | Not stated",
    ]


# Flags


def test_flags_have_their_answers_under_them(report: Report, plan: ActionPlan) -> None:
    off = action(plan, 3)
    flag = f"silent:step:{off.milestones.get().pk}"
    asked = make_question(plan, action=off, flag=flag)
    make_answer(asked, "It is being checked.", said_by="the head of service")

    found = built(report, "flags", kind="silent")

    assert len(found) == 2
    assert f"{10} days" in found[0] or date(-10) in found[0]
    assert found[1] == ("  - Answer by the head of service, 16 November 2026: It is being checked.")
    assert built(report, "flags", answered=True) == found


def test_a_report_that_waits_is_no_flag_of_a_paper(report: Report, plan: ActionPlan) -> None:
    tell(action(plan, 2), day=DAY - datetime.timedelta(days=40), text="Quagga.")

    assert built(report, "flags", kind="waiting") == []


@pytest.mark.parametrize("name", ALL)
def test_a_plan_without_actions_says_nothing(name: str, council: Council) -> None:
    report = make_report(council)
    report.plans.add(make_plan(council))

    assert built(report, name) == []
