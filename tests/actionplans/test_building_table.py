"""The table of owners, dates and order: each row is saved by itself, and conflicts show there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import Action, ActionPlan, Milestone
from councils.models import Council, Officer
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_ending,
    make_lead,
    make_officer,
    make_plan,
    make_update,
)
from tests.many import add_rows
from tests.pages import Page, Piece, assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db
AS_PART = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def manager(client_for: Callable[..., Client]) -> Client:
    return client_for(Role.PLAN_MANAGER)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, title="The plan", status="draft", agreed_on=days(-10))


@pytest.fixture
def action(plan: ActionPlan) -> Action:
    """Action 1 of three: two steps, the first led by the Head of Care and due on the day."""
    action = make_action(plan, steps=2, text="Mend practice.")
    step = action.milestones.get(order=1)
    make_lead(step, make_officer(plan.council, "Head of Care", kind="post"))
    make_due_date(step)
    make_officer(plan.council, "Director", kind="post")
    for _ in range(2):
        make_action(plan)
    return action


@pytest.fixture
def approved(action: Action) -> Action:
    action.plan.status = "approved"
    action.plan.save()
    return action


def table(plan: ActionPlan) -> str:
    return reverse("actionplans:plan_table", args=[plan.council.slug, plan.pk])


def row_url(action: Action) -> str:
    return reverse(
        "actionplans:plan_table_row", args=[action.plan.council.slug, action.plan_id, action.pk]
    )


def step(action: Action, order: int = 1) -> Milestone:
    return action.milestones.get(order=order)


def row_of(page: Page, action: Action) -> Piece:
    return page.one("tbody", id=f"row-{action.pk}")


def sent(page: Page, action: Action, **changed: str) -> dict[str, str]:
    """Return what the row's form sends: its fields as they are, with some changed."""
    row = row_of(page, action)
    found = {f.get("name") or "": f.get("value") or "" for f in row.all("input")}
    for select in row.all("select"):
        chosen = [o.get("value") for o in select.all("option") if o.get("selected") is not None]
        found[select.get("name") or ""] = (chosen or [""])[0] or ""
    return found | changed


def save(manager: Client, action: Action, **changed: str) -> Page:
    """Send one row of the table as it is but for what changed; return the page that answers."""
    page = read(manager, table(action.plan))
    return Page(manager.post(row_url(action), sent(page, action, **changed), follow=True))


def leads(milestone: Milestone) -> list[str]:
    return [lead.officer.name for lead in milestone.leads.order_by("order")]


def when(milestone: Milestone) -> list[str]:
    return [date.words for date in milestone.due_dates.order_by("pk")]


def numbers(plan: ActionPlan) -> list[str]:
    return list(plan.actions.order_by("order").values_list("reference", flat=True))


def test_every_step_stands_in_the_table_with_its_owner_and_date(
    manager: Client, action: Action
) -> None:
    links = read(
        manager, reverse("actionplans:plan", args=[action.plan.council.slug, action.plan_id])
    )
    assert links.main.links["Owners, dates and order in one table"] == table(action.plan)
    row = row_of(read(manager, table(action.plan)), action)

    first, second = step(action), step(action, 2)
    fields = {f.get("name"): f.get("value") for f in row.all("input")}
    assert fields["place"] == "1"
    assert fields[f"leads_{first.pk}"] == "Head of Care"
    assert fields[f"when_{first.pk}"] == "16 November 2026"
    assert (fields[f"leads_{second.pk}"], fields[f"when_{second.pk}"]) == ("", "")
    assert row.texts("button") == ["Save action 1"]


def test_every_field_has_a_label_of_its_own(manager: Client, action: Action) -> None:
    page = read(manager, table(action.plan))
    labels = {label.get("for"): label.text for label in page.all("label")}
    fields = [f for f in page.one("table").all("input") if f.get("type") != "hidden"]

    assert len(fields) == 3 + 4 * 2
    assert len({labels[f.get("id")] for f in fields}) == len(fields)


def test_leads_are_changed_in_the_row(manager: Client, action: Action) -> None:
    page = save(manager, action, **{f"leads_{step(action, 2).pk}": "director;  Head of Care ;"})

    assert page.banners == ["Action 1 saved. It is at place 1."]
    assert leads(step(action, 2)) == ["Director", "Head of Care"]
    assert leads(step(action)) == ["Head of Care"]


def test_a_row_saved_as_it_is_changes_nothing(manager: Client, approved: Action) -> None:
    page = save(manager, approved)

    assert page.banners == ["Action 1 saved. It is at place 1."]
    assert when(step(approved)) == ["16 November 2026"]


def test_a_name_nobody_has_is_asked_about_at_the_row(manager: Client, action: Action) -> None:
    field = f"leads_{step(action).pk}"
    page = save(manager, action, **{field: "Head of Care; Hed of Care"})

    row = row_of(page, action)
    said = "Say what “Hed of Care” is, or correct the name above"
    assert row.texts("p", "govuk-error-message") == [said]
    assert page.summary == [f"Action 1: {said}"]
    assert "“Hed of Care” is not known here. What is it?" in row.texts("label")
    fields = {f.get("name"): f.get("value") for f in row.all("input")}
    assert fields[field] == "Head of Care; Hed of Care"
    assert leads(step(action)) == ["Head of Care"]
    assert not Officer.objects.filter(name="Hed of Care").exists()


def test_a_new_lead_is_made_once_it_is_said_what_it_is(manager: Client, action: Action) -> None:
    first, second = f"leads_{step(action).pk}", f"leads_{step(action, 2).pk}"
    typed = {first: "Head of Care; Sufficiency Board", second: "sufficiency board"}
    page = save(manager, action, **typed, kind_of_0="group")

    assert page.banners == ["Action 1 saved. It is at place 1."]
    made = Officer.objects.get(name="Sufficiency Board")
    assert (made.kind, made.council) == ("group", action.plan.council)
    assert leads(step(action)) == ["Head of Care", "Sufficiency Board"]
    assert leads(step(action, 2)) == ["Sufficiency Board"]


def test_a_new_lead_of_another_kind_than_there_is_is_refused(
    manager: Client, action: Action
) -> None:
    field = f"leads_{step(action).pk}"
    page = save(manager, action, **{field: "Sufficiency Board"}, kind_of_0="robot")

    assert page.all("select", name="kind_of_0")
    assert leads(step(action)) == ["Head of Care"]


def test_a_name_too_long_to_keep_is_refused(manager: Client, action: Action) -> None:
    page = save(manager, action, **{f"leads_{step(action).pk}": "x" * 201})

    assert page.summary == ["Action 1: Write each name in 200 characters or fewer"]
    assert leads(step(action)) == ["Head of Care"]


def test_how_a_date_was_read_is_shown_before_it_is_saved(manager: Client, action: Action) -> None:
    page = save(manager, action, **{f"when_{step(action, 2).pk}": "within 6 months"})

    row = row_of(page, action)
    assert "Nothing is saved yet." in row.text
    assert "We read this as: Due by 6 May 2027." in row.text
    assert when(step(action, 2)) == []
    manager.post(row_url(action), sent(page, action))
    assert when(step(action, 2)) == ["within 6 months"]


@pytest.mark.parametrize("has_progress", [False, True])
def test_a_date_of_a_draft_is_typed_anew_and_is_no_move(
    has_progress: bool, manager: Client, action: Action
) -> None:
    if has_progress:
        make_update(action, step(action), how="paper", source="plan.xlsx")
    page = save(manager, action, **{f"when_{step(action).pk}": "1 May 2027"})
    assert not page.all("input", name="reason")
    manager.post(row_url(action), sent(page, action))

    assert when(step(action)) == ["1 May 2027"]
    assert step(action).due_dates.get().day == action.plan.agreed_on


def test_a_date_that_was_reported_on_moves_even_in_a_draft(manager: Client, action: Action) -> None:
    make_update(action)
    page = save(manager, action, **{f"when_{step(action).pk}": "1 May 2027"})
    manager.post(row_url(action), sent(page, action))

    assert when(step(action)) == ["16 November 2026", "1 May 2027"]


def test_a_date_that_was_approved_moves_with_a_reason_and_who_agreed(
    manager: Client, approved: Action
) -> None:
    page = save(manager, approved, **{f"when_{step(approved).pk}": "1 May 2027"})
    assert row_of(page, approved).texts("p", "govuk-error-message") == [
        "Say why it is changed: the plan has been approved",
        "Select who agreed the new date",
    ]
    assert "We read this as: Due by 1 May 2027." in row_of(page, approved).text

    page = Page(
        manager.post(
            row_url(approved),
            sent(page, approved, reason="Two posts are empty.", agreed_by="officer"),
        )
    )
    assert row_of(page, approved).texts("p", "govuk-error-message") == [
        "Say who agreed it: a name or a post"
    ]
    manager.post(row_url(approved), sent(page, approved, agreed_by_name="The director"))

    date = step(approved).due_dates.order_by("pk").last()
    assert date is not None
    assert (date.words, date.reason) == ("1 May 2027", "Two posts are empty.")
    assert (date.agreed_by, date.agreed_by_name, date.day) == ("officer", "The director", DAY)


def test_a_date_nobody_agreed_is_asked_for_and_does_not_count(
    manager: Client, approved: Action
) -> None:
    page = save(
        manager,
        approved,
        reason="Two posts are empty.",
        agreed_by="not_yet",
        **{f"when_{step(approved).pk}": "1 May 2027"},
    )
    page = Page(manager.post(row_url(approved), sent(page, approved), follow=True))

    row = row_of(page, approved)
    assert "Asked for: 1 May 2027" in row.text
    fields = {f.get("name"): f.get("value") for f in row.all("input")}
    assert fields[f"when_{step(approved).pk}"] == "16 November 2026"


def test_an_owner_that_was_approved_changes_with_a_reason_that_the_history_shows(
    manager: Client, approved: Action
) -> None:
    typed = {f"leads_{step(approved).pk}": "Director"}
    page = save(manager, approved, **typed)
    assert row_of(page, approved).texts("p", "govuk-error-message") == [
        "Say why it is changed: the plan has been approved"
    ]
    manager.post(row_url(approved), sent(page, approved, reason="She took it over."))

    assert leads(step(approved)) == ["Director"]
    history = reverse(
        "actionplans:history", args=[approved.plan.council.slug, approved.plan_id, approved.pk]
    )
    assert "Why: She took it over." in read(manager, history).main.text


def test_a_timescale_is_not_taken_away(manager: Client, action: Action) -> None:
    page = save(manager, action, **{f"when_{step(action).pk}": ""})

    assert row_of(page, action).texts("p", "govuk-error-message") == [
        "Write the timescale, or put back what stood here"
    ]


def test_a_row_moves_to_another_place(manager: Client, action: Action) -> None:
    page = save(manager, action, place="3")

    assert page.banners == ["Action 1 saved. It is at place 3."]
    assert numbers(action.plan) == ["2", "3", "1"]


def test_a_place_that_others_changed_meanwhile_is_left_alone(
    manager: Client, action: Action
) -> None:
    page = read(manager, table(action.plan))
    save(manager, action.plan.actions.get(reference="3"), place="1")
    assert numbers(action.plan) == ["3", "1", "2"]

    typed = sent(page, action, **{f"leads_{step(action).pk}": "Director"})
    manager.post(row_url(action), typed)

    assert numbers(action.plan) == ["3", "1", "2"]
    assert leads(step(action)) == ["Director"]


def test_a_place_that_is_no_number_is_refused(manager: Client, action: Action) -> None:
    page = save(manager, action, place="last")

    assert page.summary == ["Action 1: The place must be a number from 1 to 9,999"]
    assert row_of(page, action).all("input", name="place")[0].get("value") == "last"


# Two savers


def test_the_second_saver_is_told_at_the_row(
    manager: Client, action: Action, client_for: Callable[..., Client]
) -> None:
    other = client_for(Role.PLAN_MANAGER)
    page = read(manager, table(action.plan))
    save(other, action, **{f"leads_{step(action).pk}": "Director"})
    typed = sent(page, action, **{f"leads_{step(action, 2).pk}": "Head of Care"})

    page = Page(manager.post(row_url(action), typed), 409)

    row = row_of(page, action)
    name = str(other.user)  # type: ignore[attr-defined]
    assert f"{name} changed this at" in row.text
    assert "Your words are safe below. Nothing of yours is saved yet." in row.text
    assert "Step 1.: Director; 16 November 2026" in row.text
    assert leads(step(action, 2)) == []
    assert manager.post(row_url(action), sent(page, action)).status_code == 302
    assert leads(step(action, 2)) == ["Head of Care"]


def test_a_mistake_does_not_hide_that_somebody_else_saved(
    manager: Client, action: Action, client_for: Callable[..., Client]
) -> None:
    page = read(manager, table(action.plan))
    save(client_for(Role.PLAN_MANAGER), action, **{f"leads_{step(action).pk}": "Director"})
    page = Page(manager.post(row_url(action), sent(page, action, place="last")), 409)

    assert "changed this at" in row_of(page, action).text
    assert page.summary == ["Action 1: The place must be a number from 1 to 9,999"]
    assert manager.post(row_url(action), sent(page, action, place="1")).status_code == 302


# One row alone


def test_a_row_is_answered_alone_where_the_page_asks_for_it(
    manager: Client, action: Action
) -> None:
    page = read(manager, table(action.plan))
    form = row_of(page, action).one("form")
    assert form.get("hx-target") == f"#row-{action.pk}"
    typed = sent(page, action, **{f"leads_{step(action).pk}": "Director"})

    answer = manager.post(row_url(action), typed, headers=AS_PART).content.decode()

    assert answer.count("<tbody") == 1 and "<html" not in answer
    assert "Action 1 saved. It is at place 1." in answer
    assert 'value="Director"' in answer


def test_a_row_alone_says_what_is_wrong_and_who_was_first(
    manager: Client, action: Action, client_for: Callable[..., Client]
) -> None:
    page = read(manager, table(action.plan))
    typed = sent(page, action, place="last")
    answer = manager.post(row_url(action), typed, headers=AS_PART)
    assert answer.status_code == 200
    assert "The place must be a number" in answer.content.decode()

    save(client_for(Role.PLAN_MANAGER), action, **{f"leads_{step(action).pk}": "Director"})
    answer = manager.post(row_url(action), sent(page, action), headers=AS_PART)
    assert answer.status_code == 200
    assert "changed this at" in answer.content.decode()


# The whole


def test_what_left_the_plan_keeps_its_place_and_cannot_be_changed(
    manager: Client, action: Action
) -> None:
    page = read(manager, table(action.plan))
    typed = sent(page, action)
    make_ending(action)
    row = row_of(read(manager, table(action.plan)), action)

    assert "Withdrawn on 16 November 2026." in row.text
    assert not row.all("input")
    assert manager.post(row_url(action), typed).status_code == 404


def test_a_plan_without_actions_says_so(manager: Client, council: Council) -> None:
    page = read(manager, table(make_plan(council)))

    assert "This plan has no actions yet." in page.main.text


def test_the_queries_do_not_grow_with_the_rows(manager: Client, plan: ActionPlan) -> None:
    add_rows(plan, 2)
    few = queries_of(manager, table(plan))
    add_rows(plan, 58)

    assert_same_number(few, queries_of(manager, table(plan)))


def test_a_row_of_another_council_is_not_there(
    manager: Client, other_council: Council, plan: ActionPlan
) -> None:
    theirs = make_action(make_plan(other_council))

    assert manager.post(row_url(theirs), {}).status_code == 404
    here: Any = [plan.council.slug, plan.pk, theirs.pk]
    assert manager.post(reverse("actionplans:plan_table_row", args=here), {}).status_code == 404
