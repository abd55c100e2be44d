"""Adding and changing the actions of a plan in the browser: words, steps, owners, timescales."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.asat import AsAt
from actionplans.models import Action, ActionPlan, DueDate, Milestone, ProgressDraft
from actionplans.on_day.plans import rows_on_day
from actionplans.planning.building import next_reference
from councils.models import Council, Officer
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_ending,
    make_inspection,
    make_lead,
    make_milestone,
    make_officer,
    make_plan,
    make_recommendation,
    make_theme,
    make_update,
)
from tests.pages import Page, fix_today, read

pytestmark = pytest.mark.django_db


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
    """Action 1 with two steps; the first is led by the Head of Care and due on the day."""
    action = make_action(plan, steps=2, text="Mend practice.")
    first = action.milestones.get(order=1)
    make_lead(first, make_officer(plan.council, "Head of Care", kind="post"))
    make_due_date(first)
    return action


def edit(action: Action, last: str = "edit") -> str:
    plan = action.plan
    here = reverse("actionplans:action", args=[plan.council.slug, plan.pk, action.pk])
    return f"{here}{last}/"


def add(plan: ActionPlan) -> str:
    return reverse("actionplans:action_add", args=[plan.council.slug, plan.pk])


def filled(page: Page, **changed: Any) -> dict[str, Any]:
    """Return what the page's form sends, with some fields changed; None leaves one out."""
    sent: dict[str, Any] = {}
    (form,) = (f for f in page.main.all("form"))
    for field in form.all("*"):
        tag, name = field.element.tag, field.get("name")
        if not name or tag not in ("input", "textarea", "select") or name == "save":
            continue
        if field.get("type") in ("checkbox", "radio") and field.get("checked") is None:
            continue
        if tag == "select":
            chosen = [o for o in field.all("option") if o.get("selected") is not None]
            sent[name] = chosen[0].get("value") if chosen else ""
        elif field.get("type") == "checkbox":
            sent.setdefault(name, []).append(field.get("value"))
        else:
            sent[name] = page.value(name) or ""
    return {name: value for name, value in (sent | changed).items() if value is not None}


def save(manager: Client, action: Action, status: int = 302, **changed: Any) -> Any:
    """Send the form of the action with some fields changed; return the answer."""
    sent = filled(read(manager, edit(action)), **changed)
    response = manager.post(edit(action), sent)
    assert response.status_code == status, Page(response, response.status_code).summary
    return response


def steps(action: Action) -> list[str]:
    return [s.text for s in action.milestones.filter(removed_on=None).order_by("order")]


# Words


def test_an_action_saved_as_it_is_stays_as_it_is(manager: Client, action: Action) -> None:
    action.other = [["Cost", "£10"]]
    action.save()
    events: Any = Action
    versions = events.pgh_event_model.objects.filter(pgh_obj_id=action.pk)
    before = versions.count(), DueDate.objects.count(), steps(action)

    save(manager, action)

    assert (versions.count(), DueDate.objects.count(), steps(action)) == before
    assert action.milestones.get(order=1).leads.count() == 1


def test_an_action_saved_as_it_is_keeps_every_one_of_many_leads(
    manager: Client, action: Action
) -> None:
    step = action.milestones.get(order=1)
    for number in range(2, 16):
        officer = make_officer(action.plan.council, f"Head of Team {number}", kind="post")
        make_lead(step, officer, order=number)
    Milestone.objects.filter(pk=step.pk).update(printed_leads="All heads of team")
    before = list(step.leads.order_by("order").values_list("officer", flat=True))

    save(manager, action)

    step.refresh_from_db()
    assert list(step.leads.order_by("order").values_list("officer", flat=True)) == before
    assert (len(before), step.printed_leads) == (15, "All heads of team")


def test_a_lead_written_like_another_stays_the_lead(manager: Client, action: Action) -> None:
    council, step = action.plan.council, action.milestones.get(order=1)
    alike = [make_officer(council, f"Head of {word}", kind="post") for word in ("Homes", "homes")]
    same = [
        make_officer(council, "Kim Bell", kind="person", post="Health"),
        make_officer(council, "Kim Bell", kind="person", organisation="Health"),
    ]
    for officer in (*alike, *same):
        step.leads.all().delete()
        make_lead(step, officer)
        Action.objects.filter(pk=action.pk).update(accountable=officer)

        save(manager, action)

        action.refresh_from_db()
        assert (step.leads.get().officer, action.accountable) == (officer, officer)


def test_a_name_that_several_share_is_refused_where_none_of_them_stands(
    manager: Client, action: Action
) -> None:
    make_officer(action.plan.council, "Kim Bell", kind="person", post="Health")
    make_officer(action.plan.council, "Kim Bell", kind="person", organisation="Health")

    page = Page(save(manager, action, 200, step_0_lead_0="Kim Bell, Health, person"))

    assert page.errors["step_0_lead_0"] == [
        "More than one here is written “Kim Bell, Health, person”. "
        "Tell them apart by their posts first"
    ]
    assert page.value("step_0_lead_0") == "Kim Bell, Health, person"


def test_every_cell_of_an_action_can_be_changed(manager: Client, action: Action) -> None:
    source = make_inspection(action.plan.council)
    asked = make_recommendation(source)
    action.plan.sources.add(source)
    action.other = [["Cost", "£10"], ["Risk", "Low"]]
    action.save()

    save(
        manager,
        action,
        reference="1.1",
        text="Mend it well.",
        theme="Practice",
        accountable="head of care",
        recommendations=[asked.pk],
        success_measure="Audits say so.",
        next_steps="Ask again.",
        paragraph_reference="14",
        other_0="£20",
        is_confidential="on",
    )

    action.refresh_from_db()
    assert (action.reference, action.text, str(action.theme)) == (
        "1.1",
        "Mend it well.",
        "Practice",
    )
    assert str(action.accountable) == "Head of Care"
    assert list(action.recommendations.all()) == [asked]
    assert (action.success_measure, action.next_steps) == ("Audits say so.", "Ask again.")
    assert action.paragraph_reference == "14"
    assert action.other == [["Cost", "£20"], ["Risk", "Low"]]
    assert action.is_confidential


def test_a_theme_is_taken_by_its_name_or_made(manager: Client, action: Action) -> None:
    theme = make_theme(action.plan, "Practice")
    assert 'value="Practice"' in manager.get(edit(action)).content.decode()

    save(manager, action, theme="practice")

    action.refresh_from_db()
    assert action.theme == theme
    assert action.plan.themes.count() == 1


def test_what_is_missing_is_said_and_what_was_typed_stays(manager: Client, action: Action) -> None:
    response = save(manager, action, 200, text="", reference="", next_steps="Ask again.")
    page = Page(response)

    assert page.errors["text"] == ["Enter what is to be done"]
    assert page.errors["reference"] == ["Enter the number of the action"]
    assert page.value("next_steps") == "Ask again."


def test_an_action_that_left_the_plan_is_not_changed(manager: Client, action: Action) -> None:
    typed = filled(read(manager, edit(action)), text="Mend it now.")
    make_ending(action)

    page = Page(manager.get(edit(action)), 409)
    assert "The action is no longer in the plan, so it cannot be changed." in page.main.text
    page = Page(manager.post(edit(action), typed))
    assert "The action is no longer in the plan" in page.summary[0]
    assert page.value("text") == "Mend it now."
    action.refresh_from_db()
    assert action.text != "Mend it now."


def test_a_number_that_another_action_has_is_refused(manager: Client, action: Action) -> None:
    make_action(action.plan, reference="7")

    page = Page(save(manager, action, 200, reference="7", text="Other words."))

    assert page.summary == ["Another action has number 7 already."]
    assert page.value("text") == "Other words."


def test_an_action_is_added_with_its_steps(manager: Client, plan: ActionPlan) -> None:
    make_officer(plan.council, "Head of Care", kind="post")
    make_action(plan)
    page = read(manager, add(plan))
    assert page.value("reference") == "2"
    sent = filled(page, text="Train all.", step_0_text="Choose a trainer.",
                  step_0_lead_0="Head of Care", step_1_text="Hold the days.")  # fmt: skip
    response = manager.post(add(plan), sent)

    action = plan.actions.get(reference="2")
    assert response["Location"] == edit(action, "").removesuffix("/")
    assert steps(action) == ["Choose a trainer.", "Hold the days."]
    assert action.milestones.get(order=1).leads.get().officer.name == "Head of Care"
    assert (action.order, action.added_on) == (2, plan.agreed_on)


def test_an_action_added_without_steps_has_one_without_words(
    manager: Client, plan: ActionPlan
) -> None:
    manager.post(add(plan), filled(read(manager, add(plan)), text="Train all."))

    assert steps(plan.actions.get()) == [""]


# Steps


def test_steps_change_words_and_places_and_are_added(manager: Client, action: Action) -> None:
    save(manager, action, step_0_text="The first.", step_0_place="2", step_2_text="The third.")

    assert steps(action) == ["Step 2.", "The first.", "The third."]


def test_more_steps_can_be_asked_for_and_nothing_typed_is_lost(
    manager: Client, action: Action
) -> None:
    sent = filled(read(manager, edit(action)), text="", step_2_text="New.", more_steps="1")
    page = Page(manager.post(edit(action), sent))

    assert page.summary == []
    assert page.value("step_2_text") == "New."
    assert page.value("step_5_text") == ""
    assert page.one("textarea", autofocus="").get("name") == "step_4_text"
    assert action.milestones.count() == 2


def test_a_step_is_taken_out_and_stays_in_the_pages_of_earlier_days(
    manager: Client, plan: ActionPlan, action: Action
) -> None:
    plan.status = "approved"
    plan.save()
    save(manager, action, step_0_remove="on", reason="Another council does it.")

    assert steps(action) == ["Step 2."]

    def shown(day: int) -> list[str]:
        as_at = AsAt(day=days(day), today=DAY)
        (row,) = rows_on_day(Action.objects.filter(pk=action.pk), as_at)
        return [step.text for step in row.steps]

    assert (shown(-1), shown(0)) == (["Step 1.", "Step 2."], ["Step 2."])
    gone = action.milestones.get(text="Step 1.")
    assert manager.get(edit(action, "updates/new"), {"step": gone.pk}).status_code == 404
    assert manager.get(edit(action, f"steps/{gone.pk}/timescale")).status_code == 404
    history = read(manager, edit(action, "history")).main.text
    assert "No longer in the plan since: nothing became “16 November 2026”" in history
    assert "Another council does it." in history


def test_a_step_taken_out_of_a_draft_was_never_in_the_plan(manager: Client, action: Action) -> None:
    save(manager, action, step_0_remove="on")

    as_at = AsAt(day=action.plan.agreed_on, today=DAY)
    (row,) = rows_on_day(Action.objects.filter(pk=action.pk), as_at)
    assert [step.text for step in row.steps] == ["Step 2."]


def test_what_was_reported_on_is_not_taken_out(manager: Client, action: Action) -> None:
    step = action.milestones.get(order=1)
    make_update(action, step)
    page = read(manager, edit(action))
    assert page.main.all("input", name="step_0_remove") == []
    assert "Something was reported on it, so it stays." in page.main.text

    save(manager, action, step_0_remove="on")

    assert steps(action) == ["Step 1.", "Step 2."]


def test_a_report_that_came_in_meanwhile_keeps_the_step(manager: Client, action: Action) -> None:
    sent = filled(read(manager, edit(action)), step_0_remove="on", text="Other words.")
    make_update(action, action.milestones.get(order=1))
    manager.post(edit(action), sent)

    assert "Step 1." in steps(action)


def test_what_somebody_began_to_report_on_is_not_taken_out(manager: Client, action: Action) -> None:
    step = action.milestones.get(order=1)
    ProgressDraft.objects.create(
        user=manager.user,  # type: ignore[attr-defined]
        action=action,
        milestone=step,
        fields={},
    )
    assert read(manager, edit(action)).main.all("input", name="step_0_remove") == []


def test_the_last_step_is_not_taken_out(manager: Client, plan: ActionPlan) -> None:
    action = make_action(plan)

    page = Page(save(manager, action, 200, step_0_remove="on"))

    assert page.summary == ["An action has at least one step. Withdraw the action instead."]
    assert page.one("input", name="step_0_remove").get("checked") is not None


def test_a_step_can_be_replaced_by_another(manager: Client, plan: ActionPlan) -> None:
    action = make_action(plan)

    save(manager, action, step_0_remove="on", step_1_text="Another.")

    assert steps(action) == ["Another."]


# Leads


def test_leads_are_chosen_by_name_and_several_can_lead(manager: Client, action: Action) -> None:
    make_officer(action.plan.council, "All Heads of Service", kind="group")
    options = [
        o.get("value")
        for o in read(manager, edit(action)).one("datalist", id="officers").all("option")
    ]
    assert options == ["All Heads of Service", "Head of Care"]

    save(manager, action, step_1_lead_0="Head of Care", step_1_lead_1="all heads of  service")

    second = action.milestones.get(order=2)
    names = [lead.officer.name for lead in second.leads.order_by("order")]
    assert names == ["Head of Care", "All Heads of Service"]


def test_two_of_one_name_are_told_apart(manager: Client, action: Action) -> None:
    council = action.plan.council
    make_officer(council, "Director", post="Adults")
    second = make_officer(council, "Director", post="Children")

    page = Page(save(manager, action, 200, step_1_lead_0="Director"))
    assert page.summary == ["Say what “Director” is, or correct the name above"]
    save(manager, action, step_1_lead_0="Director, Children")

    assert action.milestones.get(order=2).leads.get().officer == second


def test_a_name_not_known_is_said_to_be_new_before_anybody_is_made(
    manager: Client, action: Action
) -> None:
    sent = filled(
        read(manager, edit(action)), step_1_lead_0="Team for advice", accountable="Team for advice"
    )
    page = Page(manager.post(edit(action), sent))

    assert page.summary == ["Say what “Team for advice” is, or correct the name above"]
    assert page.label("kind_of_0") == "“Team for advice” is not known here. What is it?"
    assert not Officer.objects.filter(name="Team for advice").exists()
    response = manager.post(edit(action), filled(page, kind_of_0="group"))

    assert response.status_code == 302
    made = Officer.objects.get(name="Team for advice")
    assert (made.kind, made.council) == ("group", action.plan.council)
    assert action.milestones.get(order=2).leads.get().officer == made
    action.refresh_from_db()
    assert action.accountable == made


def test_an_officer_of_another_council_is_not_known(
    manager: Client, action: Action, other_council: Council
) -> None:
    make_officer(other_council, "Head of Framley")

    assert "Framley" not in manager.get(edit(action)).content.decode()
    page = Page(save(manager, action, 200, step_1_lead_0="Head of Framley"))
    assert page.summary == ["Say what “Head of Framley” is, or correct the name above"]


def test_who_left_stays_lead_until_somebody_else_is_named(manager: Client, action: Action) -> None:
    officer = Officer.objects.get(name="Head of Care")
    officer.ends = days(-1)
    officer.save()

    save(manager, action)
    assert action.milestones.get(order=1).leads.get().officer == officer
    save(manager, action, step_0_lead_0="")
    assert not action.milestones.get(order=1).leads.exists()


def test_the_words_of_a_papers_cell_go_when_others_lead(manager: Client, action: Action) -> None:
    Milestone.objects.filter(order=1).update(printed_leads="HoC / DCS")
    make_officer(action.plan.council, "Director")

    save(manager, action)
    assert action.milestones.get(order=1).printed_leads == "HoC / DCS"
    save(manager, action, step_0_lead_0="Director")
    assert action.milestones.get(order=1).printed_leads == ""


# Timescales


def test_what_is_read_in_a_timescale_is_shown_before_it_is_saved(
    manager: Client, action: Action
) -> None:
    sent = filled(read(manager, edit(action)), step_1_timescale="within 6 months")
    page = Page(manager.post(edit(action), sent))

    assert "Nothing is saved yet." in page.main.text
    assert "We read this as: Due by 6 May 2027." in page.main.text
    assert not action.milestones.get(order=2).due_dates.exists()
    assert manager.post(edit(action), filled(page)).status_code == 302

    date = action.milestones.get(order=2).due_dates.get()
    assert (date.words, f"{date.due}") == ("within 6 months", "2027-05-06")
    assert (date.day, date.known_on) == (action.plan.agreed_on, action.plan.agreed_on)
    assert date.entered_by == manager.user  # type: ignore[attr-defined]


def test_other_words_are_read_again(manager: Client, action: Action) -> None:
    page = Page(
        manager.post(edit(action), filled(read(manager, edit(action)), step_1_timescale="soon"))
    )
    page = Page(manager.post(edit(action), filled(page, step_1_timescale="31 May 2027")))

    assert "We read this as: Due by 31 May 2027." in page.main.text
    assert not action.milestones.get(order=2).due_dates.exists()


def test_a_timescale_that_says_no_day_is_kept_in_its_words(manager: Client, action: Action) -> None:
    page = Page(
        manager.post(
            edit(action), filled(read(manager, edit(action)), step_1_timescale="when funds allow")
        )
    )
    manager.post(edit(action), filled(page))

    date = action.milestones.get(order=2).due_dates.get()
    assert (date.words, date.due) == ("when funds allow", None)


def test_a_date_there_is_changes_on_its_own_page(manager: Client, action: Action) -> None:
    page = read(manager, edit(action))

    assert page.main.all("input", name="step_0_timescale") == []
    step = action.milestones.get(order=1)
    assert edit(action, f"steps/{step.pk}/timescale") in page.main.links.values()


# Two savers


def test_the_second_saver_is_told_and_loses_nothing(
    manager: Client, action: Action, client_for: Callable[..., Client]
) -> None:
    other = client_for(Role.PLAN_MANAGER)
    mine = filled(read(manager, edit(action)), text="My words.")
    save(other, action, text="Their words.", step_0_text="Their step.")
    page = Page(manager.post(edit(action), mine), 409)

    name = str(other.user)  # type: ignore[attr-defined]
    assert f"{name} changed this at" in page.main.text
    assert "Your words are safe below. Nothing of yours is saved yet." in page.main.text
    assert "Their words." in page.main.text and "Their step." in page.main.text
    assert page.value("text") == "My words."
    action.refresh_from_db()
    assert action.text == "Their words."
    assert manager.post(edit(action), filled(page)).status_code == 302
    action.refresh_from_db()
    assert action.text == "My words."


def test_another_lead_or_another_date_is_a_change_too(manager: Client, action: Action) -> None:
    mine = filled(read(manager, edit(action)), text="My words.")
    make_due_date(action.milestones.get(order=1), days(9), reason="Late.")
    assert manager.post(edit(action), mine).status_code == 409
    mine = filled(read(manager, edit(action)), text="My words.")
    make_lead(action.milestones.get(order=2))
    assert manager.post(edit(action), mine).status_code == 409


def test_another_place_in_the_plan_is_no_change_of_the_action(
    manager: Client, action: Action
) -> None:
    mine = filled(read(manager, edit(action)), text="My words.")
    Action.objects.filter(pk=action.pk).update(order=9)

    assert manager.post(edit(action), mine).status_code == 302


def test_a_step_somebody_added_meanwhile_stays(manager: Client, action: Action) -> None:
    mine = filled(read(manager, edit(action)))
    make_milestone(action, text="Theirs.")
    page = Page(manager.post(edit(action), mine), 409)
    manager.post(edit(action), filled(page))

    assert steps(action) == ["Step 1.", "Step 2.", "Theirs."]


# After approval


@pytest.fixture
def approved(action: Action) -> Action:
    action.plan.status = "approved"
    action.plan.save()
    return action


def test_a_draft_asks_for_no_reason(manager: Client, action: Action) -> None:
    assert read(manager, edit(action)).main.all("textarea", name="reason") == []


def test_what_was_approved_changes_with_a_reason_that_the_history_shows(
    manager: Client, approved: Action
) -> None:
    page = Page(save(manager, approved, 200, text="Other words."))
    assert page.errors["reason"] == ["Say why it is changed: the plan has been approved"]
    save(manager, approved, text="Other words.", reason="The board asked for it.")

    history = read(manager, edit(approved, "history")).main.text
    assert "“Mend practice.” became “Other words.”" in history
    assert "Why: The board asked for it." in history


def test_a_step_added_after_approval_counts_from_its_day(manager: Client, approved: Action) -> None:
    sent = filled(
        read(manager, edit(approved)),
        step_2_text="New.",
        step_2_timescale="within 1 month",
        reason="Forgotten.",
    )
    page = Page(manager.post(edit(approved), sent))
    assert "We read this as: Due by 16 December 2026." in page.main.text
    manager.post(edit(approved), filled(page))

    step = approved.milestones.get(text="New.")
    assert step.added_on == DAY
    assert (step.due_dates.get().day, step.due_dates.get().reason) == (DAY, "Forgotten.")


def test_no_page_of_another_council_changes_an_action(
    manager: Client, other_council: Council
) -> None:
    theirs = make_action(make_plan(other_council))

    assert manager.get(edit(theirs)).status_code == 404
    mixed = edit(theirs).replace("framley", "barchester")
    assert manager.post(mixed, {}).status_code == 404


@pytest.mark.parametrize(
    ("numbers", "proposed"),
    [
        ([], "1"),
        ([f"A{n}" for n in range(1, 21)], "A21"),
        (["A1", "A2", "A7", "B3"], "A8"),
        (["1", "2", "3a"], "3"),
        (["1.1", "1.2"], "3"),
        (["A9", "A10"], "A11"),
    ],
)
def test_the_number_proposed_goes_on_as_the_plans_others(
    council: Council, numbers: list[str], proposed: str
) -> None:
    plan = make_plan(council)
    for number in numbers:
        make_action(plan, reference=number)

    assert next_reference(plan) == proposed
