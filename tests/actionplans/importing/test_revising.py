"""A revised file changes the plan that is here, just as it was shown, and nothing else."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.asat import AsAt
from actionplans.importing import likeness
from actionplans.importing.applying import confirm_revision
from actionplans.importing.changes import Kind, Revision
from actionplans.importing.opening import open_file
from actionplans.importing.revised_words import revised_words
from actionplans.importing.revising import revise
from actionplans.importing.saving import confirm
from actionplans.importing.tables import to_json
from actionplans.models import (
    Action,
    ActionPlan,
    DueDate,
    Milestone,
    MilestoneLead,
    PlanImport,
    ProgressLine,
    ProgressUpdate,
)
from actionplans.on_day.plans import plan_on_day
from actionplans.planning.editing import Change
from councils.models import Council, Officer, User
from councils.names import HELD_BACK
from councils.roles import Role
from reports.plan_files.exporting import FORMATS
from tests.actionplans.importing.imports import as_it_stands, make_read, row, understood_of
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_ending,
    make_review,
    make_rules,
    make_scale,
    make_update,
    make_user,
)
from tests.pages import Page, fix_today, read

pytestmark = pytest.mark.django_db

D = datetime.date
FIRST = [
    row(
        "1",
        milestones="Write the policy\nTrain the managers",
        timescale="31 March 2027\n30 June 2027",
        lead="Kim Bell",
        progress="The policy is drafted.",
    ),
    row("2", timescale="Monthly", lead="Ash Reed", progress="Held each month."),
    row("3", action="Ask children what they think of their plans"),
]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def by() -> User:
    return make_user("Max Manager")


@pytest.fixture
def plan(council: Council, by: User) -> ActionPlan:
    """The plan as its first file had it."""
    planned = make_read(council, *FIRST, reported_on=days(-10))
    return confirm(planned, understood_of(planned), seen=1, by=by)


def revised(plan: ActionPlan, *rows: Any, **fields: Any) -> PlanImport:
    return make_read(
        plan.council, *rows, plan=plan, is_revision=True, agreed_on=plan.agreed_on, **fields
    )


def looked_at(planned: PlanImport) -> Revision:
    assert planned.plan
    return revise(planned.plan, understood_of(planned), DAY)


def take(planned: PlanImport, by: User, reasons: Any = None, because: str = "") -> Revision:
    return confirm_revision(
        planned,
        understood_of(planned),
        seen=1,
        why=Change(by, DAY, because),
        reasons=reasons or {},
    )


def changed(row: tuple[str, ...], **cells: str) -> tuple[str, ...]:
    """Return a row of FIRST with other cells."""
    names = (
        "ref",
        "recommendation",
        "action",
        "milestones",
        "timescale",
        "lead",
        "progress",
        "rag",
    )
    return tuple(cells.get(name, words) for name, words in zip(names, row, strict=True))


def counted() -> list[int]:
    models = (ActionPlan, Action, Milestone, MilestoneLead, DueDate, ProgressUpdate, Officer)
    return [model.objects.count() for model in models]


def test_the_same_file_again_changes_nothing(plan: ActionPlan, by: User) -> None:
    before = counted()
    planned = revised(plan, *FIRST)

    assert [one.changes for one in looked_at(planned).rows] == [(), (), ()]
    take(planned, by)

    assert counted() == before


def test_a_revised_file_taken_in_twice_changes_once(plan: ActionPlan, by: User) -> None:
    rows = [
        changed(FIRST[0], progress="The policy is out.", timescale="30 April 2027\n30 June 2027"),
        changed(FIRST[1], lead="Sam Lowe", action="Hold supervision every month"),
        FIRST[2],
        row("4", action="Something new", milestones="One\nTwo"),
    ]
    take(revised(plan, *rows), by)
    before = counted()

    again = revised(plan, *rows)
    assert not looked_at(again).changes_something
    take(again, by)

    assert counted() == before


def test_new_words_are_an_edit(plan: ActionPlan, by: User) -> None:
    planned = revised(plan, FIRST[0], FIRST[1], changed(FIRST[2], action="Ask children often"))

    (change,) = looked_at(planned).rows[2].changes
    take(planned, by)

    assert (change.kind, change.before, change.after) == (
        Kind.WORDS,
        "Ask children what they think of their plans",
        "Ask children often",
    )
    assert plan.actions.get(reference="3").text == "Ask children often"
    assert plan.actions.count() == 3


def test_another_date_is_a_move_and_the_first_stays(plan: ActionPlan, by: User) -> None:
    rows = [changed(FIRST[0], timescale="30 April 2027\n30 June 2027"), *FIRST[1:]]
    planned = revised(plan, *rows, reported_on=days(-2))

    (change,) = looked_at(planned).rows[0].changes
    take(planned, by, reasons={(0, 2, 0): "A post stands empty."})

    dates = DueDate.objects.filter(milestone__text="Write the policy").order_by("pk")
    first, moved = dates
    assert (change.kind, change.before, change.after) == (
        Kind.DATE,
        "31 March 2027",
        "30 April 2027",
    )
    assert (first.due, moved.due) == (D(2027, 3, 31), D(2027, 4, 30))
    assert (moved.reason, moved.agreed_by) == ("A post stands empty.", "not_stated")
    assert (moved.day, moved.known_on, moved.entered_by) == (days(-2), DAY, by)
    assert moved.milestone.due_on() == D(2027, 4, 30)


def test_a_move_without_a_reason_is_not_stated(plan: ActionPlan, by: User) -> None:
    rows = [changed(FIRST[0], timescale="30 April 2027\n30 June 2027"), *FIRST[1:]]

    take(revised(plan, *rows), by)

    assert DueDate.objects.order_by("-pk")[0].reason == ""


def test_a_move_waits_for_a_body_where_the_council_wants_it(plan: ActionPlan, by: User) -> None:
    make_rules(plan.council, moves_need_a_body=True)
    rows = [changed(FIRST[0], timescale="30 April 2027\n30 June 2027"), *FIRST[1:]]

    take(revised(plan, *rows), by)

    moved = DueDate.objects.order_by("-pk")[0]
    assert (moved.due, moved.needs_body) == (D(2027, 4, 30), True)
    assert moved.milestone.due_on() == D(2027, 3, 31)
    assert not looked_at(revised(plan, *rows)).changes_something


def test_a_first_date_is_in_force_while_its_move_waits_for_a_body(
    plan: ActionPlan, by: User
) -> None:
    make_rules(plan.council, moves_need_a_body=True)
    headings = ("Ref", "Action", "Original date", "Revised date")
    cells = ("3", FIRST[2][2], "31 March 2027", "30 April 2027")

    take(revised(plan, cells, headings=headings, reported_on=days(-2)), by)

    step = Milestone.objects.get(action__reference="3", action__plan=plan)
    first, moved = step.due_dates.order_by("pk")
    assert (first.due, first.day, first.known_on) == (D(2027, 3, 31), days(-60), days(-60))
    assert (moved.due, moved.day, moved.known_on) == (D(2027, 4, 30), days(-2), DAY)
    assert (first.needs_body, moved.needs_body) == (False, True)
    assert step.due_on() == D(2027, 3, 31)


def test_a_date_moved_here_since_is_not_moved_back(plan: ActionPlan, by: User) -> None:
    step = Milestone.objects.get(text="Write the policy")
    DueDate.objects.create(
        milestone=step,
        words="May 2027",
        due=D(2027, 5, 31),
        precision="month",
        agreed_by="officer",
        day=DAY,
        known_on=DAY,
        entered_by=by,
    )

    assert not looked_at(revised(plan, *FIRST)).changes_something


def test_new_progress_is_a_report_of_the_file_s(plan: ActionPlan, by: User) -> None:
    rows = [changed(FIRST[0], progress="The policy is out."), *FIRST[1:]]
    planned = revised(plan, *rows, reported_on=days(-2), file_name="november.docx")

    take(planned, by)

    newest = ProgressUpdate.objects.order_by("-pk")[0]
    assert (newest.text, newest.source, newest.day, newest.known_on) == (
        "The policy is out.",
        "november.docx",
        days(-2),
        DAY,
    )
    assert newest.reviews.get().verdict == "accepted"
    assert ProgressUpdate.objects.filter(text="The policy is drafted.").exists()


def test_another_rating_of_the_same_words_is_a_report_too(plan: ActionPlan, by: User) -> None:
    scale = make_scale(plan.council)
    label = scale.labels.get(meaning="off_track").label
    rows = [changed(FIRST[0], rag=label), *FIRST[1:]]

    take(revised(plan, *rows), by)

    line = ProgressLine.objects.order_by("-pk")[0]
    assert (line.printed_rating, line.outlook) == (label, "off_track")
    assert line.update.text == "The policy is drafted."


def test_what_an_officer_reported_since_is_not_overtaken_by_the_old_file(
    plan: ActionPlan, by: User
) -> None:
    make_update(plan.actions.get(reference="1"), text="Published today.", day=DAY)

    assert not looked_at(revised(plan, *FIRST)).changes_something


def test_other_leads_take_the_place_of_those_before(plan: ActionPlan, by: User) -> None:
    rows = [FIRST[0], changed(FIRST[1], lead="Sam Lowe"), FIRST[2]]

    take(revised(plan, *rows), by)

    action = plan.actions.get(reference="2")
    leads = MilestoneLead.objects.filter(milestone__action=action)
    assert [lead.officer.name for lead in leads] == ["Sam Lowe"]
    assert "Sam Lowe" in action.printed_leads + action.milestones.get().printed_leads


def test_a_new_row_is_a_new_action_and_a_new_paragraph_a_new_step(
    plan: ActionPlan, by: User
) -> None:
    steps = "Write the policy\nTrain the managers\nAudit the files"
    rows = [
        changed(FIRST[0], milestones=steps, timescale="31 March 2027\n30 June 2027\nMay 2028"),
        *FIRST[1:],
        row("4", action="Something new", timescale="June 2028"),
    ]
    planned = revised(plan, *rows)

    revision = looked_at(planned)
    take(planned, by)

    assert [change.kind for change in revision.rows[0].changes] == [Kind.NEW_STEP]
    assert revision.rows[3].is_new
    texts = Milestone.objects.filter(action__reference="1", action__plan=plan).order_by("order")
    assert [step.text for step in texts] == steps.split("\n")
    assert texts[2].due_on() == D(2028, 5, 31)
    assert plan.actions.order_by("-order")[0].text == "Something new"


def test_a_row_that_is_gone_stays_in_the_plan_and_is_said(plan: ActionPlan, by: User) -> None:
    planned = revised(plan, *FIRST[:2])

    revision = looked_at(planned)
    take(planned, by)

    assert [action.reference for action in revision.missing] == ["3"]
    assert plan.actions.count() == 3
    assert "1 action of the plan is not in the file, and stays." in revised_words(revision)


def test_more_rewording_than_can_be_compared_is_said_and_is_new(
    plan: ActionPlan, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(likeness, "MOST_COMPARED", likeness.NEAREST)
    held = [make_action(plan, reference=f"a{n}", text=f"Visit school number {n}") for n in range(3)]
    rows = [row(f"b{n}", action=f"Visit the school number {n}") for n in range(3)]

    planned = revised(plan, *rows, *FIRST)
    revision = looked_at(planned)

    assert [each.action for each in revision.rows[:2]] == [held[0], None]
    assert all(each.action for each in revision.rows[3:])
    assert revision.missing == tuple(held[1:])
    assert "not every row could be compared" in read(client, url(planned)).main.text


def test_what_was_withheld_from_a_file_that_comes_back_changes_nothing_and_is_said(
    plan: ActionPlan, by: User
) -> None:
    before = counted()
    steps = f"Write the policy with {HELD_BACK}\nTrain the managers"
    first = changed(FIRST[0], milestones=steps, lead=HELD_BACK, progress=f"{HELD_BACK} drafted it.")
    third = changed(FIRST[2], action=f"Ask children what {HELD_BACK} thinks")
    planned = revised(plan, first, FIRST[1], third)

    revision = looked_at(planned)
    take(planned, by)

    assert not revision.changes_something
    assert counted() == before
    assert [len(each.stays) > 0 for each in revision.rows] == [True, False, True]
    assert revision.rows[2].stays == (
        "“Action”: the file has words that were withheld while a redaction was decided. What the "
        "plan has stays.",
    )


def test_rows_are_told_by_their_words_when_the_numbers_moved_up(plan: ActionPlan, by: User) -> None:
    rows = [
        row("1", action="Put in before all others"),
        changed(FIRST[0], ref="2"),
        changed(FIRST[1], ref="3"),
        changed(FIRST[2], ref="4"),
    ]

    revision = looked_at(revised(plan, *rows))

    assert revision.rows[0].is_new
    assert [one.action.text for one in revision.rows[1:] if one.action] == [
        "Carry out work 1",
        "Carry out work 2",
        "Ask children what they think of their plans",
    ]


NUMBERED = [row(str(number), action=text) for number, text in enumerate(
    ("Write the policy", "Hold a panel", "Ask children", "Visit schools"), 1)]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1 2 3 4", "2 1 3 4"),
        ("1 2 3 4", "2 3 4 5"),
        ("1 2 3 4", "4 1 2 3"),
        ("12 2 3 4", "1 2 3 4"),
        ("1a 2 3 4", "1 2 3 4"),
    ],
)
def test_numbers_edited_in_a_file_are_those_of_the_plan(
    before: str, after: str, council: Council, by: User
) -> None:
    def rows(numbers: str) -> list[tuple[str, ...]]:
        return [changed(r, ref=n) for r, n in zip(NUMBERED, numbers.split(), strict=True)]

    planned = make_read(council, *rows(before))
    plan = confirm(planned, understood_of(planned), seen=1, by=by)

    take(revised(plan, *rows(after)), by)

    found = plan.actions.order_by("order").values_list("reference", flat=True)
    assert list(found) == after.split()
    assert not looked_at(revised(plan, *rows(after))).changes_something


def test_a_number_two_rows_ask_for_is_refused_and_said(plan: ActionPlan, by: User) -> None:
    planned = revised(plan, FIRST[0], changed(FIRST[1], ref="1"), FIRST[2])

    row = looked_at(planned).rows[1]
    take(planned, by)

    assert row.stays == ("Number “1” is another action’s too. This one stays “2”.",)
    assert row.changes == ()
    references = plan.actions.order_by("order").values_list("reference", flat=True)
    assert list(references) == ["1", "2", "3"]


def test_two_rows_of_one_number_stay_told_apart(council: Council, by: User) -> None:
    rows = [changed(NUMBERED[0]), changed(NUMBERED[1], ref="1")]
    planned = make_read(council, *rows)
    plan = confirm(planned, understood_of(planned), seen=1, by=by)

    found = looked_at(revised(plan, *rows))

    assert [(row.changes, row.stays) for row in found.rows] == [((), ()), ((), ())]


@pytest.mark.parametrize("kind", ["withdrawn", "superseded", "carried"])
def test_an_action_that_left_the_plan_is_not_written_to(
    kind: str, plan: ActionPlan, by: User
) -> None:
    action = plan.actions.get(reference="3")
    make_ending(action, kind)
    same = changed(FIRST[2], progress="They were asked.", rag="Green", timescale="May 2027")
    other = row("3", action="Ask children what they make of their plans")
    before = counted()

    told = looked_at(revised(plan, *FIRST[:2], same))
    take(revised(plan, *FIRST[:2], same), by)

    assert (told.rows[2].action, told.rows[2].changes) == (action, ())
    assert told.rows[2].stays[0].startswith(f"Here it is {kind}")
    assert counted() == before
    new = looked_at(revised(plan, *FIRST[:2], other))
    assert new.rows[2].is_new
    assert new.missing == ()


def test_what_the_file_has_no_column_for_is_left_alone(plan: ActionPlan, by: User) -> None:
    headings = ("Ref", "Action", "Lead")
    rows = [("1", "Carry out work 1", "Kim Bell"), ("2", "Carry out work 2", "Ash Reed")]

    revision = looked_at(revised(plan, *rows, headings=headings))

    assert not revision.changes_something


def test_what_fails_on_the_way_changes_nothing(plan: ActionPlan, by: User) -> None:
    rows = [changed(FIRST[0], action="Other words", progress="New."), *FIRST[1:]]
    planned = revised(plan, *rows, reported_on=days(5))  # No report comes from the future.
    before = counted()

    with pytest.raises(Exception, match="update_not_from_the_future"):
        take(planned, by)

    assert counted() == before
    assert plan.actions.get(reference="1").text == "Carry out work 1"


@pytest.mark.parametrize("ending", ["xlsx", "docx", "csv"])
def test_what_was_taken_away_and_comes_back_as_it_was_changes_nothing(
    ending: str, plan: ActionPlan, by: User
) -> None:
    step = Milestone.objects.get(text="Train the managers")
    make_due_date(step, D(2027, 9, 30), day=days(-1), reason="A post stands empty.")
    make_update(step.action, step, text="Half of them are trained.", day=days(-1), accepted=True)
    returned = make_update(step.action, step, text="All are trained.", day=DAY)
    make_review(returned, "returned")
    make_action(plan, text="Build a team", source_text="Letter of May")
    content = FORMATS[ending](plan_on_day(plan, AsAt(day=DAY, today=DAY)))

    planned = revised(plan, document=to_json(open_file(content, f"plan.{ending}")))

    assert [row.changes for row in looked_at(planned).rows] == [()] * 4


def test_one_word_edited_in_what_was_taken_away_is_one_edit(plan: ActionPlan, by: User) -> None:
    content = FORMATS["csv"](plan_on_day(plan, AsAt(day=DAY, today=DAY)))
    edited = content.replace(b"Ask children what they think", b"Ask children and carers what")

    planned = revised(plan, document=to_json(open_file(edited, "plan.csv")))

    changes = [change for row in looked_at(planned).rows for change in row.changes]
    assert [(change.kind, change.name) for change in changes] == [(Kind.WORDS, "text")]


# On the page


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(Role.PLAN_MANAGER)


def url(planned: PlanImport) -> str:
    return reverse("actionplans:plan_import", args=[planned.council.slug, planned.pk])


def test_the_preview_says_row_by_row_what_would_change(client: Client, plan: ActionPlan) -> None:
    rows = [
        changed(FIRST[0], progress="The policy is out.", timescale="30 April 2027\n30 June 2027"),
        FIRST[1],
        row("4", action="Something new"),
    ]
    planned = revised(plan, *rows)

    page = read(client, url(planned))

    assert page.h1 == "What the revised file would change"
    assert page.one("p", "govuk-body-l").text == (
        "1 action would change, 1 would be new, 1 would stay as it is. 1 action of the plan is "
        "not in the file, and stays. Nothing is saved until you confirm."
    )
    assert page.rows("What row 2 changes") == [
        ["Progress", "The policy is drafted.", "The policy is out."],
        ["Step 1: new date", "31 March 2027", "30 April 2027"],
    ]
    assert "Stays as it is Action 2" in page.one("section", id="row-0-3").text
    assert "New action" in page.one("section", id="row-0-4").text
    assert "not in the file" in page.one("details", id="missing").text
    assert plan.actions.count() == 3


def sent(client: Client, planned: PlanImport, **fields: str) -> Any:
    """Return the answer to the preview's form with its fields as they stand but for `fields`."""
    data = as_it_stands(read(client, url(planned)))
    return client.post(url(planned), data | fields)


def test_a_move_s_reason_is_asked_and_confirmed_with_it(client: Client, plan: ActionPlan) -> None:
    rows = [changed(FIRST[0], timescale="30 April 2027\n30 June 2027"), *FIRST[1:]]
    planned = revised(plan, *rows)

    answer = sent(client, planned, why_0_2_1="A post stands empty.", confirm="1")

    assert answer["Location"] == reverse("actionplans:plan", args=[plan.council.slug, plan.pk])
    assert DueDate.objects.order_by("-pk")[0].reason == "A post stands empty."
    planned.refresh_from_db()
    assert (planned.status, planned.plan) == (PlanImport.Status.CONFIRMED, plan)
    assert ActionPlan.objects.filter(council=plan.council).count() == 1


def test_an_approved_plan_changes_only_for_a_reason(client: Client, plan: ActionPlan) -> None:
    ActionPlan.objects.filter(pk=plan.pk).update(status="approved", approved_on=days(-5))
    planned = revised(plan, changed(FIRST[0], action="Other words entirely here"), *FIRST[1:])

    refused = Page(sent(client, planned, confirm="1"))
    assert refused.errors["because"] == ["Say why the plan changes"]
    assert plan.actions.get(reference="1").text == "Carry out work 1"

    sent(client, planned, because="Agreed by the board.", confirm="1")

    action = plan.actions.get(reference="1")
    assert action.text == "Other words entirely here"
    history = reverse("actionplans:history", args=[plan.council.slug, plan.pk, action.pk])
    assert "Agreed by the board." in read(client, history).main.text


def test_the_revised_file_is_sent_from_the_plan_s_page(
    client: Client, plan: ActionPlan, council: Council
) -> None:
    there = reverse("actionplans:plan", args=[council.slug, plan.pk])
    address = read(client, there).links["Update this plan from a file"]
    assert read(client, address).h1 == "Update this plan from a file"

    day = {"reported_on_day": "16", "reported_on_month": "11", "reported_on_year": "2026"}
    answer = client.post(address, {"pasted": "Ref\tAction\tLead\n1\tOther words\tKim Bell"} | day)

    planned = PlanImport.objects.order_by("-pk")[0]
    assert answer["Location"] == url(planned)
    assert (planned.plan, planned.is_revision, planned.title) == (plan, True, plan.title)
    assert planned.agreed_on == plan.agreed_on


def test_a_revised_file_reports_no_earlier_than_its_plan_was_agreed(
    client: Client, plan: ActionPlan, council: Council
) -> None:
    address = reverse("actionplans:plan_import_add", args=[council.slug, plan.pk])
    on = days(-61)
    day = {"day": on.day, "month": on.month, "year": on.year}
    data = {f"reported_on_{part}": str(number) for part, number in day.items()}

    page = Page(client.post(address, data | {"pasted": "Ref\tAction\n1\tOther words"}))

    agreed = f"{days(-60):%-d %B %Y}"
    assert page.errors == {"reported_on": [f"Give {agreed}, when it was agreed, or a later day"]}


def test_what_somebody_changed_since_the_preview_is_not_overwritten(
    client: Client, plan: ActionPlan
) -> None:
    planned = revised(plan, *FIRST[:2], changed(FIRST[2], action="Ask children often"))
    looked = read(client, url(planned)).value("shown") or ""
    plan.actions.filter(reference="3").update(text="Ask children every month")

    answer = sent(client, planned, shown=looked, confirm="1")
    page = Page(answer, 409)

    assert "The plan was changed since you looked, so nothing was taken in." in page.main.text
    assert page.rows("What row 4 changes") == [
        ["Action", "Ask children every month", "Ask children often"]
    ]
    assert plan.actions.get(reference="3").text == "Ask children every month"

    sent(client, planned, confirm="1")
    assert plan.actions.get(reference="3").text == "Ask children often"


def test_reasons_stand_where_the_plan_was_changed_since_the_preview(
    client: Client, plan: ActionPlan
) -> None:
    plan.status = "approved"
    plan.save()
    planned = revised(plan, *FIRST[:2], changed(FIRST[2], action="Ask children often"))
    looked = read(client, url(planned)).value("shown") or ""
    plan.actions.filter(reference="3").update(text="Ask children every month")

    answer = sent(client, planned, shown=looked, because="The new visit", confirm="1")
    page = Page(answer, 409)

    assert "The plan was changed since you looked" in page.main.text
    assert page.value("because") == "The new visit"
    assert sent(client, planned, because="The new visit", confirm="1").status_code == 302
    assert plan.actions.get(reference="3").text == "Ask children often"
