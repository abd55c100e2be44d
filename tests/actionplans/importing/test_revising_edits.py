"""What a person edits in a plan's own file is shown as what it is, and nothing else changes."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans import columns
from actionplans.columns import Column
from actionplans.from_paper import Printed, add_printed
from actionplans.importing.applying import confirm_revision
from actionplans.importing.changes import Change as Found
from actionplans.importing.changes import Kind, Revision
from actionplans.importing.revised_words import revised_words
from actionplans.importing.revising import revise
from actionplans.models import Action, ActionPlan, DueDate, Milestone, PlanImport, ProgressUpdate
from actionplans.planning.editing import Change
from councils.models import Council, Officer, User
from councils.roles import Role
from tests.actionplans.importing.imports import as_it_stands, make_read, understood_of
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_inspection,
    make_lead,
    make_milestone,
    make_officer,
    make_plan,
    make_recommendation,
    make_theme,
    make_update,
    make_user,
)
from tests.pages import fix_today, read

pytestmark = pytest.mark.django_db

HEADINGS = (
    "Ref", "Action", "Milestones", "Timescale", "Lead", "Progress", "RAG", "Success measure",
    "Theme", "Cabinet member", "Accountable officer", "Confidential",
)  # fmt: skip
SHOWN = (
    ("reference", "Ref"), ("action", "Action"), ("milestones", "Milestones"),
    ("timescale", "Timescale"), ("leads", "Lead"), ("progress", "Progress"), ("rating", "RAG"),
    ("success_measure", "Success measure"), ("theme", "Theme"),
    ("other:Cabinet member", "Cabinet member"), ("accountable", "Accountable officer"),
    ("confidential", "Confidential"),
)  # fmt: skip
ROWS = {
    "A1": ("A1", "Write the policy", "Draft it", "31 March 2027", "Kim Bell", "It is drafted.",
           "Amber", "Nine in ten files are good", "Leaders", "Councillor Day", "Ash Reed", ""),
    "A2": ("A2", "Train the staff", "Book a room", "30 June 2027", "Kim Bell", "", "", "",
           "No theme", "", "", "Confidential"),
    "A3": ("A3", "Ask children", "Hold a panel", "Monthly", "Kim Bell", "", "", "", "No theme",
           "", "", ""),
}  # fmt: skip


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def by() -> User:
    return make_user("Max Manager")


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    """A plan with one full action, whose columns say all of it."""
    chosen = columns.to_store(Column(*pair) for pair in SHOWN)
    plan = make_plan(council, columns=chosen)
    kim, ash = make_officer(council, "Kim Bell"), make_officer(council, "Ash Reed")
    full = make_action(
        plan, steps=0, reference="A1", text="Write the policy", theme=make_theme(plan, "Leaders"),
        success_measure="Nine in ten files are good", accountable=ash,
        other=[["Cabinet member", "Councillor Day"]],
    )  # fmt: skip
    first = make_milestone(full, text="Draft it")
    make_due_date(first, datetime.date(2027, 3, 31), day=days(-60))
    report(full, "It is drafted.", days(-5))
    steps = [first]
    for number, text, words in (("A2", "Train the staff", "Book a room"),
                               ("A3", "Ask children", "Hold a panel")):  # fmt: skip
        action = make_action(plan, steps=0, reference=number, text=text)
        action.is_confidential = number == "A2"
        action.save()
        steps.append(make_milestone(action, text=words))
    make_due_date(steps[1], datetime.date(2027, 6, 30), day=days(-60))
    make_due_date(
        steps[2], None, day=days(-60), words="Monthly", precision="none", recurrence="FREQ=MONTHLY"
    )
    for step in steps:
        make_lead(step, kim)
    return plan


def report(action: Action, text: str, day: datetime.date) -> None:
    """Put in what a file says of the whole action."""
    printed = Printed(action, None, text, rating="Amber", source="A paper")
    add_printed([printed], day=day, known_on=day)


def sent(plan: ActionPlan, *rows: Any, headings: Any = HEADINGS, **fields: Any) -> PlanImport:
    return make_read(
        plan.council, *rows, headings=headings, plan=plan, is_revision=True,
        agreed_on=plan.agreed_on, **fields,
    )  # fmt: skip


def edited(**cells: str) -> list[tuple[str, ...]]:
    """Return the rows of the plan's file with other cells in the first, by their fields."""
    names = [name.removeprefix("other:").replace(" ", "_").lower() for name, _ in SHOWN]
    first = tuple(cells.get(name, was) for name, was in zip(names, ROWS["A1"], strict=True))
    return [first, ROWS["A2"], ROWS["A3"]]


def looked_at(planned: PlanImport) -> Revision:
    assert planned.plan
    return revise(planned.plan, understood_of(planned), DAY)


def take(planned: PlanImport, by: User, *, all_asked: bool = False, **more: Any) -> Revision:
    chosen = {
        (*row.key, change.mark)
        for row in looked_at(planned).rows
        for change in row.asked
        if all_asked
    }
    return confirm_revision(
        planned, understood_of(planned), seen=1, why=Change(by, DAY), reasons={},
        chosen=frozenset(chosen), **more,
    )  # fmt: skip


def only(revision: Revision) -> Found:
    """Return the one change of all rows."""
    (change,) = [change for row in revision.rows for change in row.changes]
    return change


def test_the_file_as_it_was_changes_and_says_nothing(plan: ActionPlan) -> None:
    found = looked_at(sent(plan, *ROWS.values()))

    assert [(row.changes, row.stays) for row in found.rows] == [((), ())] * 3
    assert (found.order, found.missing) == ((), ())


# Emptied


EMPTIED = (
    ("success_measure", "Success measure", "Nine in ten files are good"),
    ("theme", "Theme", "Leaders"),
    ("cabinet_member", "Cabinet member", "Councillor Day"),
    ("accountable", "Accountable officer", "Ash Reed"),
    ("leads", "Leads", "Kim Bell"),
    ("milestones", "Step 1", "Draft it"),
    ("action", "Action", "Write the policy"),
)


@pytest.mark.parametrize(("cell", "what", "before"), EMPTIED)
def test_an_emptied_cell_is_shown_and_kept_unless_said(
    cell: str, what: str, before: str, plan: ActionPlan, by: User
) -> None:
    rows = edited(**{cell: ""})
    found = looked_at(sent(plan, *rows))
    change = only(found)

    assert (change.what, change.before, change.after) == (what, before, "")
    assert change.question == f"Empty “{what}” in the plan too"
    assert change.is_asked
    assert found.rows[0].is_unchanged
    assert "1 cell of the file is empty, or is set back" in revised_words(found)
    take(sent(plan, *rows), by)
    assert only(looked_at(sent(plan, *rows))).before == before


@pytest.mark.parametrize(("cell", "what", "before"), EMPTIED)
def test_an_emptied_cell_is_emptied_where_it_is_said(
    cell: str, what: str, before: str, plan: ActionPlan, by: User
) -> None:
    planned = sent(plan, *edited(**{cell: ""}))
    take(planned, by, all_asked=True)

    again = looked_at(sent(plan, *edited(**{cell: ""})))
    assert [row.changes for row in again.rows] == [()] * 3
    assert before in [change.after for change in looked_at(sent(plan, *edited())).rows[0].changes]


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("timescale", "Step 1: the file has no date. “31 March 2027” stays."),
        ("progress", "Progress: the file has no more “It is drafted.”. It stays reported."),
        ("rating", "Rating: the file has none. “Amber” stays until another is given."),
        ("reference", "The file has no number for it. It stays “A1”."),
    ],
)
def test_an_emptied_fact_stays_and_is_said(
    cell: str, sentence: str, plan: ActionPlan, by: User
) -> None:
    planned = sent(plan, *edited(**{cell: ""}))
    row = looked_at(planned).rows[0]

    assert (row.changes, row.stays) == ((), (sentence,))


def test_nobody_is_made_public_by_a_blank_cell(plan: ActionPlan, by: User) -> None:
    rows = [ROWS["A1"], (*ROWS["A2"][:-1], ""), ROWS["A3"]]
    change = only(looked_at(sent(plan, *rows)))
    take(sent(plan, *rows), by)

    assert (change.kind, change.is_asked) == (Kind.CONFIDENTIAL, True)
    assert plan.actions.get(reference="A2").is_confidential
    take(sent(plan, *rows), by, all_asked=True)
    assert not plan.actions.get(reference="A2").is_confidential


# Small edits


@pytest.mark.parametrize(
    ("cell", "after"),
    [
        ("action", "Write the Policy"),
        ("action", "Write the policy."),
        ("action", "Write\nthe policy"),
        ("milestones", "draft it"),
        ("success_measure", "Nine in ten\nfiles are good"),
        ("cabinet_member", "Councillor Day;"),
        ("progress", "It is drafted!"),
        ("progress", "It is\ndrafted."),
    ],
)
def test_case_stops_and_new_lines_are_edits(
    cell: str, after: str, plan: ActionPlan, by: User
) -> None:
    rows = edited(**{cell: after})
    change = only(looked_at(sent(plan, *rows)))
    take(sent(plan, *rows), by)

    assert change.after.removesuffix(" (Amber)").replace("\n\n", "\n") == after
    assert not change.is_asked
    assert [row.changes for row in looked_at(sent(plan, *rows)).rows] == [()] * 3


def test_a_theme_in_other_letters_is_the_same_theme_and_that_is_said(plan: ActionPlan) -> None:
    row = looked_at(sent(plan, *edited(theme="leaders"))).rows[0]

    assert row.changes == ()
    assert row.stays == (
        "The file writes its theme “leaders”. The name of the theme stays “Leaders”.",
    )


def test_marks_and_gaps_a_reader_drops_are_no_edits(plan: ActionPlan) -> None:
    plan.actions.filter(reference="A1").update(text="  Write the policy \r\n")
    Milestone.objects.filter(text="Draft it").update(text="- Draft it")

    assert not looked_at(sent(plan, *ROWS.values())).changes_something


# Who answers, and for whom


def test_another_accountable_officer_and_a_confidential_mark_are_edits(
    plan: ActionPlan, by: User
) -> None:
    rows = edited(accountable="Sam Lowe", confidential="Yes")
    found = looked_at(sent(plan, *rows)).rows[0].changes
    take(sent(plan, *rows), by)

    action = plan.actions.get(reference="A1")
    assert [(c.kind, c.before, c.after) for c in found] == [
        (Kind.ACCOUNTABLE, "Ash Reed", "Sam Lowe"),
        (Kind.CONFIDENTIAL, "", "Confidential"),
    ]
    assert (str(action.accountable), action.is_confidential) == ("Sam Lowe", True)


def test_another_recommendation_is_an_edit(plan: ActionPlan, council: Council, by: User) -> None:
    inspection = make_inspection(council)
    first, second = (
        make_recommendation(inspection, number=number, text=text)
        for number, text in (("1", "Strengthen decision making"), ("2", "Hear what children say"))
    )
    plan.sources.add(inspection)
    action = plan.actions.get(reference="A3")
    action.recommendations.add(first)
    headings = ("Ref", "Recommendation", "Action")
    same = sent(plan, ("A3", "1. Strengthen decision making", "Ask children"), headings=headings)
    other = sent(plan, ("A3", "2. Hear what children say", "Ask children"), headings=headings)

    assert looked_at(same).rows[0].changes == ()
    take(other, by)
    assert list(action.recommendations.all()) == [second]


# Dates


@pytest.fixture
def moved(plan: ActionPlan) -> Milestone:
    step = Milestone.objects.get(text="Draft it")
    make_due_date(step, datetime.date(2027, 9, 30), day=days(-3), reason="The trainer left.")
    return step


def test_a_date_set_back_is_asked_about_and_then_a_move(
    moved: Milestone, plan: ActionPlan, by: User
) -> None:
    change = only(looked_at(sent(plan, *ROWS.values())))
    take(sent(plan, *ROWS.values()), by)

    assert (change.kind, change.before, change.after, change.is_asked) == (
        Kind.DATE,
        "30 September 2027",
        "31 March 2027",
        True,
    )
    assert moved.due_on() == datetime.date(2027, 9, 30)
    take(sent(plan, *ROWS.values()), by, all_asked=True)
    assert moved.due_on() == datetime.date(2027, 3, 31)
    assert DueDate.objects.filter(milestone=moved).count() == 3
    assert not looked_at(sent(plan, *ROWS.values())).asks_something


def test_another_first_date_beside_the_revised_one_stays_and_is_said(
    moved: Milestone, plan: ActionPlan
) -> None:
    headings = ("Ref", "Action", "Timescale", "Revised date")
    row = ("A1", "Write the policy", "30 April 2027", "30 September 2027")
    found = looked_at(sent(plan, row, headings=headings)).rows[0]

    assert found.changes == ()
    assert found.stays == (
        "Step 1: the file has “30 April 2027” as the first date. A first date stays as it was "
        "agreed: “31 March 2027”.",
    )


def test_a_date_in_other_words_is_said_and_no_move(plan: ActionPlan) -> None:
    row = looked_at(sent(plan, *edited(timescale="31/03/2027"))).rows[0]

    assert row.changes == ()
    assert row.stays == (
        "Step 1: the file writes “31/03/2027”. The words agreed stay, the same day.",
    )


# Progress


def test_a_report_of_before_is_not_reported_anew_and_that_is_said(plan: ActionPlan) -> None:
    action = plan.actions.get(reference="A1")
    report(action, "It is out.", days(-4))
    report(action, "It is read.", days(-3))

    row = looked_at(sent(plan, *ROWS.values())).rows[0]

    assert row.changes == ()
    assert "Progress: “It is drafted.” was reported before. The newest report stays." in row.stays


def test_new_words_leave_what_was_complete_complete(plan: ActionPlan, by: User) -> None:
    step = Milestone.objects.get(text="Draft it")
    make_update(step.action, step, text="It is done.", progress="complete", accepted=True)
    headings = ("Ref", "Action", "Milestones", "Progress")
    rows = [("A1", "Write the policy", "Draft it", "It is done and read.")]

    take(sent(plan, *rows, headings=headings), by)

    newest = ProgressUpdate.objects.order_by("-pk")[0]
    assert newest.text == "It is done and read."
    assert step.action.updates.count() == 3


# Order


def test_rows_in_another_order_are_offered_and_taken(plan: ActionPlan, by: User) -> None:
    new = ("A4", "Visit schools", "Write to heads", "", "", "", "", "", "", "", "", "")
    rows = (ROWS["A3"], new, ROWS["A1"])
    found = looked_at(sent(plan, *rows))
    take(sent(plan, *rows), by, in_order=True)

    assert found.order == ("A3", "A4", "A1")
    assert "another order than the plan’s" in revised_words(found)
    in_plan = plan.actions.order_by("order").values_list("reference", flat=True)
    assert list(in_plan) == ["A3", "A4", "A1", "A2"]


def test_the_order_stays_where_nobody_takes_the_files(plan: ActionPlan, by: User) -> None:
    take(sent(plan, ROWS["A3"], ROWS["A1"], ROWS["A2"]), by)

    in_plan = plan.actions.order_by("order").values_list("reference", flat=True)
    assert list(in_plan) == ["A1", "A2", "A3"]


def test_a_new_row_that_stands_last_asks_nothing_of_the_order(plan: ActionPlan) -> None:
    new = ("A4", "Visit schools", *[""] * 10)

    assert looked_at(sent(plan, *ROWS.values(), new)).order == ()


def test_steps_in_another_order_and_new_ones_among_them_are_edits(
    plan: ActionPlan, by: User
) -> None:
    action = plan.actions.get(reference="A1")
    make_lead(
        make_milestone(action, text="Agree it with all"), Officer.objects.get(name="Kim Bell")
    )
    steps = "Agree it with all\nPrint it for each\nDraft it"
    rows = edited(milestones=steps, timescale="")
    kinds = [change.kind for change in looked_at(sent(plan, *rows)).rows[0].changes]
    take(sent(plan, *rows), by)

    assert kinds == [Kind.NEW_STEP, Kind.STEP_ORDER]
    standing = action.milestones.order_by("order").values_list("text", flat=True)
    assert list(standing) == steps.split("\n")


# On the page


def address(planned: PlanImport) -> str:
    return reverse("actionplans:plan_import", args=[planned.council.slug, planned.pk])


def test_what_is_emptied_is_ticked_on_the_page_and_so_is_the_order(
    client_for: Any, plan: ActionPlan
) -> None:
    client: Client = client_for(Role.PLAN_MANAGER)
    rows = edited(success_measure="")
    planned = sent(plan, rows[2], rows[0], rows[1])
    page = read(client, address(planned))

    assert "The plan keeps what it has" in page.main.text
    assert page.label("asked_0_3_0") == "Empty “Success measure” in the plan too"
    assert page.label("in_order") == "Put the actions in the order of the file"

    ticked = {"asked_0_3_0": "on", "in_order": "on", "because": "Agreed.", "confirm": "1"}
    answer = client.post(address(planned), as_it_stands(page) | ticked)

    assert answer["Location"] == reverse("actionplans:plan", args=[plan.council.slug, plan.pk])
    assert plan.actions.get(reference="A1").success_measure == ""
    in_plan = plan.actions.order_by("order").values_list("reference", flat=True)
    assert list(in_plan) == ["A3", "A1", "A2"]
