"""Beginning a plan in the browser: its sources, and what becomes of each recommendation."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.asat import AsAt
from actionplans.challenging import flags_of
from actionplans.models import ActionPlan, AnsweredElsewhere
from actionplans.on_day.plans import plan_on_day
from actionplans.planning.building import answers_version, plan_version
from actionplans.planning.elsewhere import answered_elsewhere
from councils.models import Council
from councils.roles import Role
from inspections.entering.pasting import asked_in
from inspections.models import Inspection
from tests.factories import (
    DAY,
    days,
    make_action,
    make_body,
    make_inspection,
    make_member,
    make_plan,
    make_recommendation,
)
from tests.pages import Page, fix_today, read

pytestmark = pytest.mark.django_db
NOW = AsAt(day=DAY, today=DAY)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def manager(client_for: Callable[..., Client]) -> Client:
    return client_for(Role.PLAN_MANAGER)


@pytest.fixture
def inspection(council: Council) -> Inspection:
    """An inspection that asks for eleven things."""
    inspection = make_inspection(council, title="Inspection of services")
    for number in range(1, 12):
        make_recommendation(inspection, text=f"Mend practice {number}.")
    return inspection


def new(council: Council) -> str:
    return reverse("actionplans:plan_add", args=[council.slug])


def answers(plan: ActionPlan) -> str:
    return reverse("actionplans:plan_answers", args=[plan.council.slug, plan.pk])


TITLE = {"title": "Improvement plan"}
AGREED = {"agreed_on_day": "1", "agreed_on_month": "11", "agreed_on_year": "2026"}
BY_HAND = {
    "kind": "peer-review",
    "source_title": "Peer review of the front door",
    "source_on_day": "3",
    "source_on_month": "9",
    "source_on_year": "2026",
    "asked": "1. Answer calls sooner.\r\n\r\n• Record why a case is closed.\n14 days is too long.",
}


def begin(manager: Client, council: Council, **typed: Any) -> ActionPlan:
    response = manager.post(new(council), TITLE | AGREED | typed)
    assert response.status_code == 302, Page(response).summary
    return ActionPlan.objects.get()


# The plan


def test_a_plan_of_eleven_recommendations_is_set_up_in_two_steps(
    manager: Client, council: Council, inspection: Inspection
) -> None:
    assert read(manager, f"/councils/{council.slug}/").main.links["Start a plan"] == new(council)
    response = manager.post(new(council), TITLE | AGREED | {"sources": [inspection.pk]})
    plan = ActionPlan.objects.get()
    assert response["Location"] == answers(plan)
    page = read(manager, response["Location"])
    given = {f"answer_{r.pk}": "action" for r in inspection.recommendations.all()}
    given["seen"] = read(manager, response["Location"]).value("seen") or ""
    assert {name: page.value(name) for name in given} == given
    done = Page(manager.post(answers(plan), given, follow=True))

    assert done.banners == ["11 actions made. Give each its steps, leads and dates."]
    found = list(plan.actions.order_by("order"))
    assert [(a.reference, a.text) for a in found] == [
        (str(n), f"Mend practice {n}.") for n in range(1, 12)
    ]
    assert all(action.milestones.count() == 1 for action in found)
    assert plan.status == ActionPlan.Status.DRAFT
    assert plan.manager is None


def test_the_manager_begins_as_the_person_who_starts_it(manager: Client, council: Council) -> None:
    chosen = read(manager, new(council)).one("select", name="manager").all("option", selected="")

    assert [option.text for option in chosen] == [str(manager.user)]  # type: ignore[attr-defined]


def test_only_this_councils_managers_and_inspections_are_offered(
    manager: Client, council: Council, other_council: Council
) -> None:
    make_member(other_council, Role.PLAN_MANAGER, name="Somebody of Framley")
    theirs = make_inspection(other_council, title="Inspection of Framley")

    assert "Framley" not in read(manager, new(council)).main.text
    page = Page(manager.post(new(council), TITLE | AGREED | {"sources": [theirs.pk]}))
    assert len(page.summary) == 1
    assert not ActionPlan.objects.exists()


def test_a_council_answers_for_the_one_whose_place_it_took(
    manager: Client, council: Council, other_council: Council
) -> None:
    other_council.replaced_by.add(council)
    before = make_inspection(other_council, title="Inspection of Framley")

    assert begin(manager, council, sources=[before.pk]).sources.get() == before


def test_what_is_missing_is_said_and_what_was_typed_stays(
    manager: Client, council: Council, inspection: Inspection
) -> None:
    page = Page(manager.post(new(council), {"sources": [inspection.pk], "agreed_on_day": "1"}))

    assert page.errors["title"] == ["Enter what the plan is called"]
    assert page.errors["agreed_on"] == [
        "The day its timescales were agreed must include a month and a year"
    ]
    assert page.value("sources") == str(inspection.pk)
    assert page.value("agreed_on_day") == "1"


def test_two_plans_of_one_title_have_references_of_their_own(
    manager: Client, council: Council
) -> None:
    for _ in range(2):
        assert manager.post(new(council), TITLE | AGREED).status_code == 302

    assert sorted(ActionPlan.objects.values_list("reference", flat=True)) == [
        "barchester-improvement-plan",
        "barchester-improvement-plan-2",
    ]


def test_a_plan_that_answers_nothing_is_begun_at_once(manager: Client, council: Council) -> None:
    page = Page(manager.post(new(council), TITLE | AGREED, follow=True))

    assert page.h1 == "Improvement plan"
    assert page.banners == ["The plan is begun. It is a draft until it is approved."]


# A source entered by hand


def test_a_source_without_a_report_is_entered_by_hand(manager: Client, council: Council) -> None:
    plan = begin(manager, council, **BY_HAND)

    source = plan.sources.get()
    assert (source.title, source.framework) == ("Peer review of the front door", "peer-review")
    assert not source.is_published
    asked = source.recommendations.order_by("order").values_list("number", "text")
    assert list(asked) == [
        ("1", "Answer calls sooner."),
        ("", "Record why a case is closed."),
        ("", "14 days is too long."),
    ]


def test_a_number_too_long_for_one_stays_in_the_words(manager: Client, council: Council) -> None:
    line = f"1{'.12' * 9}. Mend it."

    source = begin(manager, council, **(BY_HAND | {"asked": line})).sources.get()

    assert source.recommendations.get().text == line


def test_what_a_council_enters_by_hand_is_read_by_no_other(
    manager: Client, council: Council, other_council: Council, client_for: Callable[..., Client]
) -> None:
    source = begin(manager, council, **BY_HAND).sources.get()
    url = reverse("inspections:inspection", args=[council.slug, source.pk])

    assert read(manager, url).h1 == "Peer review of the front door"
    assert client_for(Role.PLAN_MANAGER, other_council).get(url).status_code == 404


def test_a_source_typed_in_part_says_what_is_missing(manager: Client, council: Council) -> None:
    page = Page(manager.post(new(council), TITLE | AGREED | {"source_title": "Peer review"}))

    assert page.errors == {
        "kind": ["Select what kind of source it is"],
        "source_on": ["Enter the day on which it was made, like 30 9 2026"],
        "asked": ["Enter what it asks for, one recommendation a line"],
    }
    assert page.main.all("details")[0].get("open") is not None
    assert not ActionPlan.objects.exists()


def test_a_kind_of_inspection_that_was_not_made_on_that_day_is_refused(
    manager: Client, council: Council
) -> None:
    page = Page(manager.post(new(council), TITLE | AGREED | BY_HAND | {"kind": "sif-2013"}))

    assert page.errors["kind"] == [
        "There was no such inspection on 3 September 2026. Select another kind or day"
    ]
    assert page.value("asked") == BY_HAND["asked"].replace("\r\n", "\n")


def test_the_same_source_may_be_entered_for_two_plans(manager: Client, council: Council) -> None:
    for _ in range(2):
        assert manager.post(new(council), TITLE | AGREED | BY_HAND).status_code == 302

    assert Inspection.objects.count() == 2


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("3) Mend it", ("3", "Mend it")),
        ("2a. Mend it", ("2a", "Mend it")),
        ("4.2. Mend it", ("4.2", "Mend it")),
        ("– Mend it", ("", "Mend it")),
        ("24 hours is too long", ("", "24 hours is too long")),
        ("1.", ("", "1.")),
        (f"1{'.1' * 10}. Mend it", ("", f"1{'.1' * 10}. Mend it")),
    ],
)
def test_a_line_is_one_recommendation_with_its_number(line: str, asked: tuple[str, str]) -> None:
    assert asked_in(f"\n{line}\n - \n") == (asked,)


# What becomes of each recommendation


@pytest.fixture
def plan(council: Council, inspection: Inspection) -> ActionPlan:
    plan = make_plan(council, title="The plan", status="draft", agreed_on=days(-10))
    plan.sources.add(inspection)
    return plan


def say(plan: ActionPlan, **answered: str) -> dict[str, str]:
    """Return what is sent: "not now" for all but those given by their number, like r1="action"."""
    sent = {}
    for asked in plan.sources.get().recommendations.all():
        sent[f"answer_{asked.pk}"] = answered.get(f"r{asked.number}", "not_now")
    return sent | {"seen": answers_version(plan)}


def first(plan: ActionPlan) -> Any:
    return plan.sources.get().recommendations.get(number="1")


def test_a_recommendation_may_be_left_for_later(manager: Client, plan: ActionPlan) -> None:
    page = Page(manager.post(answers(plan), say(plan, r2="action"), follow=True))

    assert page.banners == ["One action made. Give it its steps, leads and dates."]
    assert [action.reference for action in plan.actions.all()] == ["2"]
    assert "Mend practice 2." not in read(manager, answers(plan)).main.text
    assert "Mend practice 1." in read(manager, answers(plan)).main.text


def test_a_draft_counts_from_the_day_it_was_agreed_and_what_is_added_later_from_its_own(
    manager: Client, plan: ActionPlan
) -> None:
    manager.post(answers(plan), say(plan, r1="action"))
    plan.status = ActionPlan.Status.APPROVED
    plan.save()
    manager.post(answers(plan), say(plan, r2="action"))

    assert [a.added_on for a in plan.actions.order_by("order")] == [plan.agreed_on, DAY]


def test_what_another_plan_answers_is_named_and_is_no_flag(
    manager: Client, plan: ActionPlan
) -> None:
    other = make_plan(plan.council, title="The board’s plan")
    sent = say(plan, r1="elsewhere", r2="elsewhere", r3="action")
    second = plan.sources.get().recommendations.get(number="2")
    sent |= {f"other_{first(plan).pk}": str(other.pk), f"words_{second.pk}": "The health plan"}
    before = [flag.kind for flag in flags_of(plan_on_day(plan, NOW))]
    manager.post(answers(plan), sent)

    assert before == []  # A plan without actions raises none.
    kinds = [flag.recommendation for flag in flags_of(plan_on_day(plan, NOW))]
    assert {first(plan).pk, second.pk} & set(kinds) == set()
    assert len([each for each in kinds if each]) == 8
    section = read(manager, answers(plan).replace("answers", "recommendations")).sections()[
        "Recommendations without an action of their own"
    ]
    assert "Answered in another plan: The board’s plan" in section.text
    assert "Answered in another plan: The health plan" in section.text
    assert section.links["The board’s plan"].endswith(f"/plans/{other.pk}/")


def test_it_can_be_taken_back_that_another_plan_answers(manager: Client, plan: ActionPlan) -> None:
    make_action(plan)
    sent = say(plan, r1="elsewhere") | {f"words_{first(plan).pk}": "The health plan"}
    manager.post(answers(plan), sent)
    page = read(manager, answers(plan))
    assert page.value(f"answer_{first(plan).pk}") == "elsewhere"
    assert page.value(f"words_{first(plan).pk}") == "The health plan"

    manager.post(answers(plan), say(plan))

    assert answered_elsewhere(plan, NOW) == {}
    raised = [flag.recommendation for flag in flags_of(plan_on_day(plan, NOW))]
    assert first(plan).pk in raised


def test_a_page_as_at_an_earlier_day_still_asks_what_was_open_then(plan: ActionPlan) -> None:
    AnsweredElsewhere.objects.create(plan=plan, recommendation=first(plan), words="Another")

    yesterday = AsAt(day=days(-1), today=DAY)
    assert answered_elsewhere(plan, yesterday) == {}
    assert answered_elsewhere(plan, NOW)[first(plan).pk].words == "Another"


def test_another_plan_must_be_named(manager: Client, plan: ActionPlan) -> None:
    page = Page(manager.post(answers(plan), say(plan, r1="elsewhere", r2="action")))

    assert page.errors == {
        f"words_{first(plan).pk}": [
            "Say which plan answers recommendation 1: select it, or write what it is called"
        ]
    }
    assert not plan.actions.exists()


def test_a_plan_of_another_council_is_not_offered_and_is_refused(
    manager: Client, plan: ActionPlan, other_council: Council
) -> None:
    theirs = make_plan(other_council, title="Plan of Framley")
    sent = say(plan, r1="elsewhere") | {f"other_{first(plan).pk}": str(theirs.pk)}
    page = Page(manager.post(answers(plan), sent))

    assert "Framley" not in page.main.text
    assert len(page.summary) == 1
    assert not AnsweredElsewhere.objects.exists()


def test_the_same_sent_twice_makes_one_action(manager: Client, plan: ActionPlan) -> None:
    sent = say(plan, r1="action")
    assert manager.post(answers(plan), sent).status_code == 302
    assert manager.post(answers(plan), sent).status_code == 302

    assert plan.actions.count() == 1


def test_who_answers_second_is_told_and_loses_nothing(manager: Client, plan: ActionPlan) -> None:
    second = plan.sources.get().recommendations.get(number="2")
    mine = say(plan, r1="elsewhere", r2="elsewhere")
    mine |= {f"words_{first(plan).pk}": "The board’s", f"words_{second.pk}": "The health plan"}
    theirs = say(plan, r1="action", r2="elsewhere") | {f"words_{second.pk}": "Their plan"}
    assert manager.post(answers(plan), theirs).status_code == 302

    page = Page(manager.post(answers(plan), mine), 409)

    assert "changed this at" in page.main.text
    assert "Action 1 answers it now. Your choice was: another plan answers it: The board’s." in (
        page.main.text
    )
    assert "Another plan answers it: Their plan." in page.main.text
    assert page.value(f"words_{second.pk}") == "The health plan"
    assert answered_elsewhere(plan, NOW)[second.pk].words == "Their plan"
    manager.post(answers(plan), mine | {"seen": page.value("seen") or ""})
    assert answered_elsewhere(plan, NOW)[second.pk].words == "The health plan"


def test_numbers_that_two_sources_share_stay_apart(manager: Client, plan: ActionPlan) -> None:
    second = make_inspection(plan.council, title="Second inspection")
    other = make_recommendation(second, text="Mend something else.")
    plan.sources.add(second)
    sent = {f"answer_{r.pk}": "action" for s in plan.sources.all() for r in s.recommendations.all()}
    manager.post(answers(plan), sent | {"seen": answers_version(plan)})

    assert plan.actions.count() == 12
    assert other.actions.get().reference == "1a"


def test_nothing_to_answer_is_said(manager: Client, council: Council) -> None:
    plan = make_plan(council)

    page = read(manager, answers(plan))

    assert "The sources of this plan hold no recommendation." in page.main.text
    assert not page.main.all("button")


# The plan itself, changed


def edit(plan: ActionPlan) -> str:
    return reverse("actionplans:plan_edit", args=[plan.council.slug, plan.pk])


def sent(plan: ActionPlan, page: Page, **changed: Any) -> dict[str, Any]:
    """Return what the page of the plan sends when nothing but `changed` is."""
    names = ("seen", "title", "agreed_on_day", "agreed_on_month", "agreed_on_year", "note")
    as_it_is: dict[str, Any] = {name: page.value(name) or "" for name in names}
    as_it_is["sources"] = [source.pk for source in plan.sources.all()]
    as_it_is["reports_to"] = [body.pk for body in plan.reports_to.all()]
    as_it_is["manager"] = plan.manager_id or ""
    return as_it_is | changed


def test_what_a_plan_is_called_and_answers_is_changed(manager: Client, plan: ActionPlan) -> None:
    board = make_body(plan.council, "Improvement Board")
    second = make_inspection(plan.council, title="A second inspection")
    page = read(manager, edit(plan))
    typed = sent(plan, page, title="Our plan", note="Under review.", reports_to=[board.pk])
    typed |= {"sources": [second.pk], "manager": manager.user.pk}  # type: ignore[attr-defined]

    assert manager.post(edit(plan), typed | BY_HAND).status_code == 302

    plan.refresh_from_db()
    assert (plan.title, plan.note) == ("Our plan", "Under review.")
    assert plan.manager == manager.user  # type: ignore[attr-defined]
    assert list(plan.reports_to.all()) == [board]
    titles = {source.title for source in plan.sources.all()}
    assert titles == {"A second inspection", "Peer review of the front door"}


def test_a_plan_saved_as_it_is_stays_as_it_is(manager: Client, plan: ActionPlan) -> None:
    gone = make_member(plan.council, Role.READER, name="Manager of before")
    plan.manager = gone
    plan.save()
    before = plan_version(plan)

    response = manager.post(edit(plan), sent(plan, read(manager, edit(plan))))

    assert response.status_code == 302
    assert plan_version(ActionPlan.objects.get(pk=plan.pk)) == before


def test_what_an_approved_plan_answers_and_who_manages_it_changes_with_a_reason(
    manager: Client, plan: ActionPlan
) -> None:
    plan.status = ActionPlan.Status.APPROVED
    plan.save()
    second = make_inspection(plan.council, title="A second inspection")
    typed = sent(plan, read(manager, edit(plan)), note="Under review.")
    assert manager.post(edit(plan), typed).status_code == 302
    typed = sent(plan, read(manager, edit(plan)), sources=[second.pk])
    typed["manager"] = manager.user.pk  # type: ignore[attr-defined]

    page = Page(manager.post(edit(plan), typed))
    assert page.errors["reason"] == ["Say why it is changed: the plan has been approved"]
    assert plan.sources.get() != second
    before = plan.sources.get().title
    assert manager.post(edit(plan), typed | {"reason": "A new visit"}).status_code == 302

    here = reverse("actionplans:changes", args=[plan.council.slug, plan.pk])
    text = read(manager, here, since="2026-11-10").main.text
    assert f"What it answers: {before} became nothing." in text
    assert "What it answers: nothing became A second inspection." in text
    assert f"The manager: nothing became {manager.user}." in text  # type: ignore[attr-defined]
    assert text.count("Why: A new visit.") == 3
    assert plan.sources.get() == second


def test_when_it_was_agreed_stays_once_it_is_approved(manager: Client, plan: ActionPlan) -> None:
    plan.status = ActionPlan.Status.APPROVED
    plan.save()
    page = read(manager, edit(plan))

    assert "Its timescales were agreed on 6 November 2026." in page.main.text
    manager.post(edit(plan), sent(plan, page) | AGREED)
    plan.refresh_from_db()
    assert plan.agreed_on == days(-10)


def test_the_second_to_change_a_plan_is_told(
    manager: Client, plan: ActionPlan, client_for: Callable[..., Client]
) -> None:
    mine = sent(plan, read(manager, edit(plan)), title="Mine")
    other = client_for(Role.PLAN_MANAGER)
    other.post(edit(plan), sent(plan, read(other, edit(plan)), title="Theirs"))

    page = Page(manager.post(edit(plan), mine), 409)

    assert f"{other.user} changed this at" in page.main.text  # type: ignore[attr-defined]
    assert "Theirs" in page.main.text
    assert page.value("title") == "Mine"
    assert manager.post(edit(plan), mine | {"seen": page.value("seen")}).status_code == 302
    plan.refresh_from_db()
    assert plan.title == "Mine"
