"""Pasted batches: what is proposed, what a manager does with it, and what becomes of it."""

import datetime
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actionplans.models import Action, ActionPlan, Milestone, PastedBatch, ProgressUpdate
from actionplans.pasting import batches
from actionplans.pasting.batches import Taken, pieces_of, progress_in
from councils.models import Council, User
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_ending,
    make_lead,
    make_member,
    make_milestone,
    make_occurrence,
    make_officer,
    make_pasted,
    make_plan,
    make_update,
)
from tests.pages import Page, fix_today, read
from tests.threads import until_somebody_waits_for_a_lock

pytestmark = pytest.mark.django_db

HEAD = "From: {name} <{email}>\nSent: 13 November 2026 10:12\nSubject: Update\n\n"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, title="The improvement plan")


@pytest.fixture
def manager(council: Council) -> User:
    return make_member(council, Role.PLAN_MANAGER, name="Plan Manager", email="pm@x.example")


@pytest.fixture
def client(client_for: Any, manager: User) -> Client:
    return client_for(manager)


def paste_page(plan: ActionPlan) -> str:
    return reverse("actionplans:paste_add", args=[plan.council.slug, plan.pk])


def page_of(batch: PastedBatch) -> str:
    plan = batch.plan
    return reverse("actionplans:pasted", args=[plan.council.slug, plan.pk, batch.pk])


def mail(name: str, email: str, words: str) -> str:
    return HEAD.format(name=name, email=email) + words + "\n\n"


def pasted(client: Client, plan: ActionPlan, text: str) -> list[Taken]:
    answer = client.post(paste_page(plan), {"text": text})
    assert answer.status_code == 302
    return pieces_of(PastedBatch.objects.get())


def typed(batch: PastedBatch, button: str, value: str = "1", **changed: Any) -> dict[str, Any]:
    """Return what is sent with the form as shown, and `changed` fields ("0_place") in it."""
    sent: dict[str, Any] = {"seen": batch.version, button: value}
    for at, one in enumerate(pieces_of(batch)):
        year, month, day = one.day.split("-")
        fields = {name: getattr(one, name) for name in ("text", "place", "reported_by", "how")}
        fields |= {"progress": one.progress, "reason": one.reason}
        fields |= {"day_day": day, "day_month": month, "day_year": year}
        sent |= {f"piece-{at}-{name}": value for name, value in fields.items()}
    return sent | {f"piece-{name.replace('_', '-', 1)}": each for name, each in changed.items()}


def send(client: Client, batch: PastedBatch, button: str, value: str = "1", **changed: Any) -> Any:
    batch.refresh_from_db()
    wanted = {name[1:]: each for name, each in changed.items()}
    return client.post(page_of(batch), typed(batch, button, value, **wanted), follow=True)


def place(step: Milestone) -> str:
    return f"{step.action_id}-{step.pk}"


def texts(batch: PastedBatch, state: str = "open") -> list[str]:
    batch.refresh_from_db()
    return [one.text for one in pieces_of(batch) if one.state == state]


# What is proposed


def test_the_same_pasted_twice_is_one_batch(client: Client, plan: ActionPlan) -> None:
    text = mail("Head", "head@x.example", "All is well.")
    for _ in range(2):  # pressed twice
        page = client.post(paste_page(plan), {"text": text}, follow=True)
    batch = PastedBatch.objects.get()

    assert page.redirect_chain == [(page_of(batch), 302)]
    assert Page(page).banners == ["Plan Manager pasted the same before. It stands below."]
    PastedBatch.objects.update(made_at=timezone.now() - datetime.timedelta(days=2))
    client.post(paste_page(plan), {"text": text})
    assert PastedBatch.objects.count() == 2


def test_it_proposes_who_and_which_action_from_the_address_the_name_and_the_number(
    client: Client, plan: ActionPlan, council: Council
) -> None:
    first, second, third = (make_action(plan, reference=ref) for ref in ("2.1", "2.2", "3"))
    make_officer(council, "Head of Adoption", email="adoption@x.example")
    account = make_member(council, Role.LEAD_OFFICER, email="fostering@x.example")
    make_officer(council, "Head of Fostering", user=account)
    make_officer(council, "Sam Field", kind="partner")
    text = mail("Somebody", "Adoption@x.example", "2.1 All trained.")
    text += mail("Somebody", "fostering@x.example", "Action 2.2: audited")
    text += mail("Mr Sam Field", "s@elsewhere.example", "Ref 3 goes on")

    pieces = pasted(client, plan, text)

    assert [(one.reported_by, one.place.split("-")[0]) for one in pieces] == [
        ("Head of Adoption", str(first.pk)),
        ("Head of Fostering", str(second.pk)),
        ("Sam Field", str(third.pk)),
    ]
    assert {(one.day, one.how, one.why) for one in pieces} == {
        ("2026-11-13", "email", "It names 2.1."),
        ("2026-11-13", "email", "It names 2.2."),
        ("2026-11-13", "email", "It names 3."),
    }


def test_without_a_number_it_proposes_what_the_sender_leads_or_what_is_alike(
    client: Client, plan: ActionPlan, council: Council
) -> None:
    make_action(plan, text="Recruit more foster carers across the county.")
    alike = make_action(plan, text="Audit the case files of all children in care each month.")
    led = make_action(plan, steps=2, text="Something else.").milestones.order_by("order")[1]
    lead = make_officer(council, "Head of Adoption", email="adoption@x.example")
    make_lead(led, lead)
    text = mail("Head of Adoption", "adoption@x.example", "All goes well.")
    text += mail("Nobody", "n@x.example", "Audit of the case files of all children in care.")
    text += mail("Nobody", "n@x.example", "Hm.")

    pieces = pasted(client, plan, text)

    assert [one.place for one in pieces] == [place(led), place(alike.milestones.get()), ""]
    assert [one.why for one in pieces] == [
        "It is the one action Head of Adoption leads.",
        "Its words are like the action’s.",
        "",
    ]


def test_an_ended_action_is_not_proposed_and_cannot_be_selected(
    client: Client, plan: ActionPlan
) -> None:
    ended, _ = make_action(plan, reference="2.1"), make_action(plan)
    make_ending(ended)

    [piece] = pasted(client, plan, "2.1 All trained.")

    assert piece.place == ""
    page = read(client, page_of(PastedBatch.objects.get()))
    assert not any("Carry out action 1" in words for words in page.options("piece-0-place"))


@pytest.mark.parametrize(
    ("words", "progress"),
    [
        ("All training is completed.", "complete"),
        ("Done!", "complete"),
        ("Not yet started.", "not_started"),
        ("It is nearly complete.", "in_progress"),
        ("Not done.", "in_progress"),
        ("80% complete", "in_progress"),
        ("We met twice.", "in_progress"),
        ("It should be complete by March.", "in_progress"),
        ("The last audit will be done in May.", "in_progress"),
        ("Training done by the end of term.", "in_progress"),
        ("Complete by 3 May.", "in_progress"),
        ("They completely changed it.", "in_progress"),
        ("It isn’t finished.", "in_progress"),
        ("Completed on 3 May.", "complete"),
        ("The panel abandoned it.", "in_progress"),
    ],
)
def test_how_far_it_has_come_is_proposed_with_care(words: str, progress: str) -> None:
    assert progress_in(words) == progress


def test_a_day_to_come_or_long_ago_is_taken_for_today(client: Client, plan: ActionPlan) -> None:
    make_action(plan)
    later = "From: A <a@x.example>\nSent: 1 December 2026\n\nOne.\n\n"
    before = "From: B <b@x.example>\nSent: 1 December 2019\n\nTwo."

    assert [one.day for one in pasted(client, plan, later + before)] == [f"{DAY}", f"{DAY}"]


def test_what_was_quoted_is_shown_apart_and_all_of_it_stays_as_pasted(
    client: Client, plan: ActionPlan
) -> None:
    make_action(plan)
    text = mail("A", "a@x.example", "All trained.\n\n> Where does it stand?")

    [piece] = pasted(client, plan, text)

    assert piece.text == "All trained."
    page = read(client, page_of(PastedBatch.objects.get()))
    assert "> Where does it stand?" in page.main.text
    assert PastedBatch.objects.get().text.replace("\r\n", "\n") == text


# Assigning, splitting, joining, dropping


def test_what_is_saved_is_there_when_one_comes_back(client: Client, plan: ActionPlan) -> None:
    step = make_action(plan).milestones.get()
    batch = make_pasted(plan, "Trained.")

    send(client, batch, "save", _0_place=place(step), _0_text="All trained.", _0_reason="Late.")

    page = read(client, page_of(batch))
    assert page.value("piece-0-text") == "All trained."
    assert page.value("piece-0-reason") == "Late."
    [chosen] = [
        o
        for o in page.all("option")
        if o.get("selected") is not None and o.get("value") == place(step)
    ]
    assert chosen.text == "Step 1."
    assert not ProgressUpdate.objects.exists()
    assert page_of(batch) in read(client, paste_page(plan)).links.values()


def test_a_line_of_dashes_parts_a_piece_and_joining_puts_it_together(
    client: Client, plan: ActionPlan
) -> None:
    batch = make_pasted(plan, "Trained.\nAudited.")

    send(client, batch, "save", _0_text="Trained.\n---\nAudited.")
    assert texts(batch) == ["Trained.", "Audited."]

    send(client, batch, "join", "1")
    assert texts(batch) == ["Trained.\n\nAudited."]


def test_joining_keeps_what_stood_aside_and_the_first_has_nothing_above(
    client: Client, plan: ActionPlan
) -> None:
    pieces = [Taken("One", aside="> a", day=f"{DAY}"), Taken("Two", aside="> b", day=f"{DAY}")]

    [both] = batches.joined(pieces, 1)
    assert (both.text, both.aside) == ("One\n\nTwo", "> a\n\n> b")
    assert batches.joined(pieces, 0) == pieces


def test_what_is_dropped_is_kept_and_can_be_put_back(client: Client, plan: ActionPlan) -> None:
    batch = make_pasted(plan, "Trained.", "Out of office.")

    page = Page(send(client, batch, "drop", "1"))
    assert (texts(batch), texts(batch, "dropped")) == (["Trained."], ["Out of office."])
    assert "Out of office." in page.main.text

    send(client, batch, "put_back", "1")
    assert texts(batch) == ["Trained.", "Out of office."]


def test_a_button_saves_what_was_typed_in_other_pieces_too(
    client: Client, plan: ActionPlan
) -> None:
    batch = make_pasted(plan, "Trained.", "Out of office.")

    send(client, batch, "drop", "1", _0_text="All trained.")

    assert texts(batch) == ["All trained."]


# Confirming


def test_confirming_makes_updates_said_by_email_entered_by_the_manager_and_leaves_the_rest(
    client: Client, plan: ActionPlan, manager: User
) -> None:
    first, second = make_action(plan).milestones.get(), make_action(plan, steps=2)
    batch = make_pasted(plan, "Trained.", "Audited.", "Hm.")

    assigned = {"_0_place": place(first), "_1_place": str(second.pk), "_0_day_day": "13"}
    page = Page(send(client, batch, "confirm", **assigned))

    assert page.banners == ["2 updates entered. 1 left here."]
    one, two = ProgressUpdate.objects.order_by("pk")
    assert (one.text, one.how, one.reported_by, one.entered_by, one.day, one.known_on) == (
        "Trained.", "email", "Sam Field", manager, days(-3), DAY,
    )  # fmt: skip
    assert (one.lines.get().milestone, two.lines.get().milestone) == (first, None)
    assert not one.reviews.exists()
    assert texts(batch) == ["Hm."]
    address = reverse("actionplans:action", args=[plan.council.slug, plan.pk, first.action_id])
    words = read(client, address).main.text
    assert "13 November 2026 Sam Field, by e-mail, entered by Plan Manager" in words


def test_one_ticked_is_accepted_at_once(client: Client, plan: ActionPlan, manager: User) -> None:
    step = make_action(plan).milestones.get()
    batch = make_pasted(plan, "Trained.")

    send(client, batch, "confirm", _0_place=place(step), _0_accept="on")

    review = ProgressUpdate.objects.get().reviews.get()
    assert (review.verdict, review.by) == ("accepted", manager)


def test_what_is_said_of_a_check_that_fell_due_becomes_a_report_on_that_check(
    client: Client, plan: ActionPlan
) -> None:
    step = make_action(plan, reference="7.1").milestones.get()
    step.each_occurrence = True
    step.save()
    make_due_date(step, days(-14), recurrence="FREQ=WEEKLY", words="Weekly from then on")
    make_occurrence(step, days(-14), accepted=True)
    [piece] = pasted(client, plan, mail("Sam Field", "sam@x.example", "7.1: ten files read."))
    batch = PastedBatch.objects.get()
    assert piece.place == f"{place(step)}-20261109"
    assert "Check due 16 November 2026: Step 1." in read(client, page_of(batch)).main.text

    wrong = Page(send(client, batch, "confirm", _0_progress="in_progress"))
    send(client, batch, "confirm", _0_progress="complete")

    assert wrong.errors["piece-0-progress"] == ["Select whether it was done"]
    line = ProgressUpdate.objects.get(how="email").lines.get()
    assert (line.milestone, line.occurrence, line.progress) == (step, days(-7), "complete")


def test_two_pieces_on_the_same_step_are_both_entered(client: Client, plan: ActionPlan) -> None:
    step = make_action(plan).milestones.get()
    batch = make_pasted(plan, "Begun.", "Trained.")

    send(client, batch, "confirm", _0_place=place(step), _1_place=place(step))

    assert [u.text for u in ProgressUpdate.objects.order_by("pk")] == ["Begun.", "Trained."]


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"_1_reported_by": ""}, "reported_by", "Say who said it"),
        ({"_1_text": " "}, "text", "Say what was said, or leave it unassigned"),
        ({"_1_day_day": "20"}, "day", "The day reported for must be today or earlier"),
        ({"_1_place": "7777"}, "place", "This is no longer in the plan. Select another"),
        ({}, "reason", "It was due on 7 November 2026: say why it is not done"),
    ],
)
def test_where_one_is_wrong_none_is_entered_and_what_was_typed_stays(
    client: Client, plan: ActionPlan, changed: dict[str, str], field: str, message: str
) -> None:
    first, late = (make_action(plan).milestones.get() for _ in range(2))
    make_due_date(late, days(-9))
    batch = make_pasted(plan, "Trained.", "Audited.")

    assigned = {"_0_place": place(first), "_1_place": place(late), "_0_text": "All trained."}
    page = Page(send(client, batch, "confirm", **assigned | changed))

    assert page.errors[f"piece-1-{field}"] == [message]
    assert message in page.summary
    assert page.value("piece-0-text") == "All trained."
    assert not ProgressUpdate.objects.exists()


def test_nothing_assigned_makes_nothing(client: Client, plan: ActionPlan) -> None:
    batch = make_pasted(plan, "Trained.")

    page = Page(send(client, batch, "confirm"))

    assert page.banners == ["Nothing was assigned yet, so nothing became an update."]
    assert texts(batch) == ["Trained."]


def test_what_somebody_reported_meanwhile_is_told_and_confirming_again_enters_both(
    client: Client, plan: ActionPlan
) -> None:
    step = make_action(plan).milestones.get()
    batch = make_pasted(plan, "Trained.")
    make_update(step.action, step, text="The lead's own words.")
    batch.refresh_from_db()

    sent = typed(batch, "confirm", **{"0_place": place(step), "0_text": "All trained."})
    page = Page(client.post(page_of(batch), sent), 409)

    assert "The lead's own words." in page.main.text
    assert page.value("piece-0-text") == "All trained."
    assert ProgressUpdate.objects.count() == 1
    client.post(page_of(batch), sent | {"seen": page.value("seen")})
    assert ProgressUpdate.objects.count() == 2


# Two at once, and closed plans


def test_the_second_of_two_keeps_all_they_typed_beside_what_is_saved_now(
    client: Client, plan: ActionPlan, client_for: Any
) -> None:
    step = make_action(plan, reference="A1").milestones.get()
    batch = make_pasted(plan, "Trained.", "Audited.")
    said = {"1_text": "My words.", "1_place": place(step), "1_reported_by": "Ada", "1_day_day": "9"}
    mine = typed(batch, "save", **said, **{"1_progress": "complete", "1_accept": "on"})
    other = client_for(Role.PLAN_MANAGER)
    send(other, batch, "save", _1_text="Their words.", _1_how="telephone")

    page = Page(client.post(page_of(batch), mine), 409)

    assert f"{other.user} saved these pieces at" in page.main.text
    first, second = page.all("section", "app-piece")
    assert "saved something else here" not in first.text
    told = {
        row.one("dt").text: row.one("dd").text
        for row in second.all("div", "govuk-summary-list__row")
    }
    assert told == {
        "What was said": "Their words.",
        "Action or step": "Not yet assigned: it stays here",
        "Who said it?": "Sam Field",
        "How?": "By telephone",
        "For which day?": "16 November 2026",
        "How far has it come?": "In progress",
        "Accept it at once": "no",
    }
    assert texts(batch) == ["Trained.", "Their words."]

    client.post(page_of(batch), mine | {"seen": page.value("seen")})
    batch.refresh_from_db()
    kept = pieces_of(batch)[1]
    assert (kept.text, kept.place, kept.reported_by) == ("My words.", place(step), "Ada")
    assert (kept.day[-2:], kept.progress, kept.accept) == ("09", "complete", True)


def test_the_second_of_two_finds_their_pieces_among_those_parted_and_dropped_since(
    client: Client, plan: ActionPlan, client_for: Any
) -> None:
    step = make_action(plan, reference="A1").milestones.get()
    batch = make_pasted(plan, "Trained.", "Met.", "Audited.")
    mine = typed(batch, "save", **{"1_reported_by": "Bea", "2_place": place(step)})
    other = client_for(Role.PLAN_MANAGER)
    send(other, batch, "drop", "1", _0_text="Trained.\n---\nAll of them.")

    page = Page(client.post(page_of(batch), mine | {"piece-1-progress": "complete"}), 409)

    assert [page.value(f"piece-{at}-text") for at in (0, 1, 3)] == [
        "Trained.",
        "All of them.",
        "Audited.",
    ]
    chosen = page.one("select", name="piece-3-place").all("option", value=place(step))
    assert [option.get("selected") is not None for option in chosen] == [True]
    rest = page.one("textarea", id="typed").text
    assert "Met." in rest
    assert "Who said it? Bea" in rest
    assert "How far has it come? Done" in rest
    assert "Audited." not in rest


def test_what_is_wrong_in_several_pieces_is_told_in_one_place(
    client: Client, plan: ActionPlan
) -> None:
    step = make_action(plan).milestones.get()
    batch = make_pasted(plan, "Trained.", "Audited.")
    both = {f"_{at}_place": place(step) for at in (0, 1)}

    page = Page(send(client, batch, "confirm", _0_reported_by="", _1_reported_by="", **both))

    assert page.summary == ["Say who said it", "Say who said it"]
    assert len(page.all("div", "govuk-error-summary")) == 1
    assert page.one("title").text.startswith("Error: ")


def test_confirming_twice_enters_it_once(client: Client, plan: ActionPlan) -> None:
    step = make_action(plan).milestones.get()
    batch = make_pasted(plan, "Trained.")
    sent = typed(batch, "confirm", **{"0_place": place(step)})

    assert [client.post(page_of(batch), sent).status_code for _ in range(2)] == [302, 409]
    assert ProgressUpdate.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_confirmations_at_once_one_is_taken(
    plan: ActionPlan, manager: User, in_a_thread: Callable[..., threading.Thread]
) -> None:
    step = make_action(plan).milestones.get()
    batch = make_pasted(plan)
    pieces = [Taken("Trained.", reported_by="Sam", day=f"{DAY}", place=place(step))]
    batch = batches.keep(batch, pieces, seen=batch.version, by=manager)
    outcome: list[Any] = []

    def confirm() -> Any:
        return batches.confirm(batch, pieces, seen=batch.version, by=manager, day=DAY)

    with transaction.atomic():
        confirm()
        thread = in_a_thread(confirm, outcome)
        until_somebody_waits_for_a_lock(thread)
    thread.join()

    assert isinstance(outcome[0], batches.SavedMeanwhile)
    assert ProgressUpdate.objects.count() == 1


def test_a_closed_plan_takes_nothing_and_what_was_typed_is_shown(
    client: Client, plan: ActionPlan
) -> None:
    step = make_action(plan).milestones.get()
    batch = make_pasted(plan, "Trained.")
    ActionPlan.objects.filter(pk=plan.pk).update(status="closed")

    sent = typed(batch, "confirm", **{"0_place": place(step), "0_text": "All trained."})
    page = Page(client.post(page_of(batch), sent), 409)

    assert "The plan is closed" in page.main.text
    assert "All trained." in page.main.text
    assert not ProgressUpdate.objects.exists()


def test_what_is_pasted_for_a_closed_plan_stays_in_the_form(
    client: Client, plan: ActionPlan
) -> None:
    ActionPlan.objects.filter(pk=plan.pk).update(status="closed")

    page = Page(client.post(paste_page(plan), {"text": "2.1 All trained."}), 409)

    assert page.value("text") == "2.1 All trained."
    assert not PastedBatch.objects.exists()


def test_an_empty_paste_asks_for_words_and_a_step_taken_out_for_another(
    client: Client, plan: ActionPlan
) -> None:
    page = Page(client.post(paste_page(plan), {"text": ""}))
    assert page.errors["text"] == ["Paste the e-mails, or what was said in them"]

    step = make_milestone(make_action(plan))
    batch = make_pasted(plan, "Trained.")
    Milestone.objects.filter(pk=step.pk).update(removed_on=DAY)
    page = Page(send(client, batch, "confirm", _0_place=place(step)))
    assert page.errors["piece-0-place"] == ["This is no longer in the plan. Select another"]


def test_the_plan_leads_to_it(client: Client, plan: ActionPlan) -> None:
    make_action(plan)
    dashboard = reverse("actionplans:plan", args=[plan.council.slug, plan.pk])

    assert paste_page(plan) in read(client, dashboard).links.values()
    assert Action.objects.exists()
