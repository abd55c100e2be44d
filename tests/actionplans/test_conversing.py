"""Questions and comments on an action: asked, answered, kept with it, told of once."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client

from actionplans import conversing
from actionplans.models import Action, ActionPlan, Answer, Question
from councils import emails
from councils.models import Council, Membership, OutgoingEmail, User
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_answer,
    make_delegation,
    make_lead,
    make_member,
    make_officer,
    make_plan,
    make_question,
)
from tests.pages import Page, fix_today, read
from tests.threads import until_somebody_waits_for_a_lock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def manager(council: Council) -> User:
    return make_member(council, Role.PLAN_MANAGER, name="Plan manager", email="m@council.example")


@pytest.fixture
def lead(council: Council) -> User:
    return make_member(council, Role.LEAD_OFFICER, name="Head of Service", email="l@c.example")


@pytest.fixture
def action(council: Council, manager: User, lead: User) -> Action:
    plan = make_plan(council, title="Improvement plan", manager=manager)
    action = make_action(plan, text="Audit every file.")
    make_lead(action.milestones.get(), make_officer(council, "Head of Service", user=lead))
    return action


def base(action: Action) -> str:
    plan = action.plan
    return f"/councils/{plan.council.slug}/plans/{plan.pk}/actions/{action.pk}/"


def asked(action: Action, by: User, **fields: Any) -> Question:
    fields = {"wanted_from": "leads", "for_members": False, "entered_by": by} | fields
    return make_question(action.plan, "How many files are left?", action=action, **fields)


def ask(client: Client, action: Action, text: str, **more: str) -> Any:
    return client.post(f"{base(action)}questions/new/", {"text": text} | more)


def give(client: Client, question: Question, text: str, last_seen: int = 0, **more: str) -> Any:
    address = f"{base(question.action)}questions/{question.pk}/"  # type: ignore[arg-type]
    return client.post(address, {"text": text, "last_seen": last_seen} | more)


def sent() -> list[Any]:
    for email in OutgoingEmail.objects.order_by("pk"):
        emails.send(email.pk)
    return mail.outbox


# Asking


def test_what_the_manager_asks_stands_with_the_action_and_goes_to_its_leads_once(
    client_for: Callable[..., Client], manager: User, lead: User, action: Action
) -> None:
    client = client_for(manager)
    form = read(client, f"{base(action)}questions/new/")
    assert form.label("wants_answer") == "I need an answer from Head of Service"

    for _ in range(2):  # pressed twice
        answer = ask(client, action, "How many files are left?", wants_answer="on")
        assert answer.status_code == 302

    question = Question.objects.get()
    assert answer["Location"] == f"{base(action)}#question-{question.pk}"
    page = read(client, base(action))
    assert page.banners[-1] == "Your question stands with the action. E-mail to: Head of Service."
    said = page.one("li", id=f"question-{question.pk}").text
    assert said.startswith("16 November 2026 Plan manager asked How many files are left?")
    assert "Waits for an answer from whoever leads the action." in said
    [email] = sent()
    assert (email.to, email.reply_to) == (["l@c.example"], ["m@council.example"])
    assert email.subject == "A question about action 1, Improvement plan"
    assert "How many files are left?" in email.body
    assert f"Answer: http://127.0.0.1:8000{base(action)}questions/{question.pk}/" in email.body


def test_the_link_of_the_e_mail_lands_on_the_form_that_answers(
    client_for: Callable[..., Client], manager: User, lead: User, action: Action
) -> None:
    question = asked(action, manager)

    page = read(client_for(lead), f"{base(action)}questions/{question.pk}/")

    assert "Plan manager asked on 16 November 2026 How many files are left?" in page.main.text
    assert page.value("text") == ""


def test_a_lead_without_an_account_is_asked_to_reply_by_e_mail(
    client_for: Callable[..., Client], council: Council, manager: User, action: Action
) -> None:
    action.milestones.get().leads.all().delete()
    make_lead(action.milestones.get(), make_officer(council, "Nurse", email="n@health.example"))

    ask(client_for(manager), action, "How many files are left?", wants_answer="on")

    [email] = sent()
    assert email.to == ["n@health.example"]
    assert "Reply to this e-mail to answer." in email.body
    assert "http" not in email.body


def test_the_manager_is_told_where_no_e_mail_reaches_who_is_to_answer(
    client_for: Callable[..., Client], council: Council, manager: User, action: Action
) -> None:
    action.milestones.get().leads.all().delete()
    make_lead(action.milestones.get(), make_officer(council, "Head teacher"))
    client = client_for(manager)

    ask(client, action, "How many files are left?", wants_answer="on")

    assert read(client, base(action)).banners == [
        "Your question stands with the action. No e-mail reaches who is to answer it."
    ]


def test_what_is_newest_stands_last(
    client_for: Callable[..., Client], manager: User, action: Action
) -> None:
    asked(action, manager, day=DAY)
    make_question(action.plan, "Before?", action=action, for_members=False, day=days(-3))

    text = read(client_for(manager), base(action)).main.text

    assert text.index("Before?") < text.index("How many files are left?")


def test_what_a_lead_asks_goes_to_the_plans_manager(
    client_for: Callable[..., Client], manager: User, lead: User, action: Action
) -> None:
    ask(client_for(lead), action, "Does the audit cover closed cases?", wants_answer="on")

    [email] = sent()
    assert email.to == ["m@council.example"]
    page = read(client_for(manager), "/")
    assert "Does the audit cover closed cases?" in page.sections()["Questions to you"].text


GONE: dict[str, Callable[[ActionPlan], object]] = {
    "closed account": lambda plan: User.objects.filter(pk=plan.manager_id).update(is_active=False),
    "role taken": lambda plan: Membership.objects.filter(user=plan.manager).delete(),
}


@pytest.mark.parametrize("how", GONE)
def test_what_is_asked_of_a_manager_who_is_gone_reaches_every_plan_manager(
    client_for: Callable[..., Client], council: Council, lead: User, action: Action, how: str
) -> None:
    others = [
        make_member(council, Role.PLAN_MANAGER, name=name, email=f"{name}@c.example")
        for name in ("deputy", "interim")
    ]
    make_member(council, Role.DIRECTOR)
    GONE[how](action.plan)

    ask(client_for(lead), action, "Does the audit cover closed cases?", wants_answer="on")

    assert [email.to for email in sent()] == [["deputy@c.example"], ["interim@c.example"]]
    for other in others:
        page = read(client_for(other), "/")
        assert "Does the audit cover" in page.sections()["Questions to you"].text


def test_another_plan_manager_sees_what_waits_for_the_plans_manager(
    client_for: Callable[..., Client], council: Council, lead: User, action: Action
) -> None:
    asked(action, lead, wanted_from="manager")

    text = read(client_for(Role.PLAN_MANAGER), "/").sections()["Questions to you"].text

    assert "Head of Service asked Plan manager on 16 November 2026" in text


def test_an_answer_is_not_sent_to_who_left_the_council_and_works_in_another(
    client_for: Callable[..., Client],
    other_council: Council,
    manager: User,
    lead: User,
    action: Action,
) -> None:
    question = asked(action, manager)
    Membership.objects.filter(user=manager).update(council=other_council)

    give(client_for(lead), question, "Twelve.")

    assert Answer.objects.exists()
    assert not OutgoingEmail.objects.exists()


def test_who_is_reminded_for_a_lead_is_written_to_as_well(
    client_for: Callable[..., Client], council: Council, manager: User, action: Action
) -> None:
    head = action.milestones.get().leads.get().officer
    for name, more in (("deputy", {}), ("other", {"plan": make_plan(council)})):
        user = make_member(council, Role.LEAD_OFFICER, name=name, email=f"{name}@c.example")
        make_delegation(head, make_officer(council, name, user=user), is_reminded=True, **more)

    ask(client_for(manager), action, "How many files are left?", wants_answer="on")

    assert sorted(email.to[0] for email in sent()) == ["deputy@c.example", "l@c.example"]


def test_a_comment_is_kept_and_sent_to_nobody(
    client_for: Callable[..., Client], manager: User, action: Action
) -> None:
    client = client_for(manager)

    ask(client, action, "Discussed at the team meeting.")

    page = read(client, base(action))
    assert "Plan manager commented Discussed at the team meeting." in page.main.text
    assert "Waits for an answer" not in page.main.text
    assert not OutgoingEmail.objects.exists()


def test_the_words_of_a_confidential_action_are_not_sent(
    client_for: Callable[..., Client], manager: User, lead: User, action: Action
) -> None:
    Action.objects.update(is_confidential=True)

    ask(client_for(manager), action, "How many files are left?", wants_answer="on")

    [email] = sent()
    assert "files" not in email.body + email.subject
    assert "/questions/" in email.body


@pytest.mark.parametrize("where", ["question", "answer", "link", "hand-over"])
def test_a_form_whose_words_go_out_by_e_mail_asks_not_to_name_a_child(
    client_for: Callable[..., Client], manager: User, lead: User, action: Action, where: str
) -> None:
    officer = action.milestones.get().leads.get().officer
    address = {
        "question": f"{base(action)}questions/new/",
        "answer": f"{base(action)}questions/{asked(action, lead).pk}/",
        "link": f"{base(action)}link/",
        "hand-over": f"/councils/{action.plan.council.slug}/officers/{officer.pk}/hand-over/",
    }

    text = read(client_for(manager), address[where]).main.text

    assert "do not name a child" in text.lower()


def test_an_empty_question_is_asked_for_beside_its_field(
    client_for: Callable[..., Client], manager: User, action: Action
) -> None:
    page = Page(ask(client_for(manager), action, "  "))

    assert page.errors == {"text": ["Enter your question or comment"]}


# Answering


def test_an_answer_stands_under_the_question_and_who_asked_is_told_once(
    client_for: Callable[..., Client], manager: User, lead: User, action: Action
) -> None:
    question = asked(action, manager)
    client = client_for(lead)
    assert "How many files are left?" in read(client, "/").sections()["Questions to you"].text

    for _ in range(2):
        give(client, question, "Twelve.")

    assert Answer.objects.count() == 1
    said = read(client, base(action)).one("li", id=f"question-{question.pk}").text
    assert "Answer by Head of Service, 16 November 2026 Twelve." in said
    assert "Waits for an answer" not in said
    assert "Questions to you" not in read(client, "/").sections()
    [email] = sent()
    assert email.to == ["m@council.example"]
    assert email.subject == "An answer about action 1, Improvement plan"
    assert "Twelve." in email.body


def test_what_is_asked_stands_above_the_form_to_report(
    client_for: Callable[..., Client], manager: User, lead: User, action: Action
) -> None:
    question = asked(action, manager)
    asked(action, lead, wanted_from="manager")
    client, form = client_for(lead), f"{base(action)}updates/new/"

    page = read(client, form)
    assert "Plan manager asked on 16 November 2026 How many files are left?" in page.main.text
    give(client, question, "Twelve.")

    assert "asked on" not in read(client, form).main.text


def test_what_the_asker_adds_is_no_answer(
    client_for: Callable[..., Client], manager: User, lead: User, action: Action
) -> None:
    question = asked(action, manager)

    give(client_for(manager), question, "By Friday, please.")

    said = read(client_for(lead), base(action)).one("li", id=f"question-{question.pk}").text
    assert "Plan manager added, 16 November 2026 By Friday, please." in said
    assert "Waits for an answer" in said
    assert not OutgoingEmail.objects.exists()


def said_of(client: Client, question: Question) -> str:
    action: Any = question.action
    return read(client, base(action)).one("li", id=f"question-{question.pk}").text


def test_the_manager_enters_the_reply_of_a_lead_without_an_account(
    client_for: Callable[..., Client], manager: User, lead: User, action: Action
) -> None:
    question = asked(action, manager)
    client = client_for(manager)

    give(client, question, "Twelve.", said_by="Designated nurse")

    said = said_of(client, question)
    assert "Answer by Designated nurse, entered by Plan manager, 16 November 2026 Twelve." in said
    assert "Waits for an answer" not in said
    assert not conversing.asked_on([action.plan_id])
    assert (
        "Designated nurse, entered by Plan manager"
        in read(client, f"{base(action)}history/").main.text
    )


def test_who_asked_says_that_no_answer_is_needed_any_more(
    client_for: Callable[..., Client], manager: User, lead: User, action: Action
) -> None:
    question = asked(action, manager)

    give(client_for(manager), question, "It stands in the audit.", turn="closes")

    said = said_of(client_for(lead), question)
    assert "Plan manager needs no answer any more, 16 November 2026 It stands in the" in said
    assert "Waits for an answer" not in said
    assert "Questions to you" not in read(client_for(lead), "/").sections()


def test_who_asks_again_reopens_the_question_and_writes_once(
    client_for: Callable[..., Client], manager: User, lead: User, action: Action
) -> None:
    question = asked(action, manager)
    make_answer(question, text="Twelve.", entered_by=lead)

    for _ in range(2):
        give(client_for(manager), question, "Of which year?", turn="asks")

    assert "Waits for an answer" in said_of(client_for(lead), question)
    assert "Questions to you" in read(client_for(lead), "/").sections()
    [email] = sent()
    assert (email.to, email.subject) == (
        ["l@c.example"],
        "A question about action 1, Improvement plan",
    )
    assert "Of which year?" in email.body
    give(client_for(lead), question, "Last year.")
    assert "Waits for an answer" not in said_of(client_for(lead), question)


def test_a_lead_neither_answers_for_others_nor_closes_what_another_asked(
    client_for: Callable[..., Client], manager: User, lead: User, action: Action
) -> None:
    question = asked(action, manager)

    give(client_for(lead), question, "Twelve.", said_by="Somebody", turn="asks")

    given = Answer.objects.get()
    assert (given.said_by, given.turn) == ("", "")


def test_two_answers_are_both_kept_and_the_second_is_told(
    client_for: Callable[..., Client], manager: User, lead: User, action: Action, council: Council
) -> None:
    question = asked(action, manager)
    other = make_member(council, Role.LEAD_OFFICER, name="Deputy")
    give(client_for(other), question, "Ten.")

    client = client_for(lead)
    give(client, question, "Twelve.", last_seen=0)

    page = read(client, base(action))
    assert page.banners == ["Saved. Deputy answered while you were writing: both answers stand."]
    assert "Ten." in page.main.text
    assert "Twelve." in page.main.text


@pytest.mark.django_db(transaction=True)
def test_the_same_answer_sent_by_two_requests_at_once_is_one(
    manager: User, lead: User, action: Action, in_a_thread: Callable[..., threading.Thread]
) -> None:
    question, outcome = asked(action, manager), list[object]()
    with transaction.atomic():
        conversing.answer(question, "Twelve.", by=lead, day=DAY)
        thread = in_a_thread(
            lambda: conversing.answer(question, "Twelve.", by=lead, day=DAY), outcome
        )
        until_somebody_waits_for_a_lock(thread)
    thread.join()

    [(_, new)] = outcome  # type: ignore[misc]
    assert new is False
    assert Answer.objects.count() == 1
    assert OutgoingEmail.objects.count() == 1
    connection.close()


def test_a_closed_plan_takes_neither_and_keeps_what_was_typed(
    client_for: Callable[..., Client], manager: User, lead: User, action: Action
) -> None:
    question = asked(action, manager)
    ActionPlan.objects.update(status="closed")

    page = Page(give(client_for(lead), question, "Twelve."), 409)
    assert page.value("text") == "Twelve."
    assert "Nothing is saved. The plan is closed" in page.main.text
    page = Page(ask(client_for(manager), action, "And now?"), 409)
    assert page.value("text") == "And now?"

    assert not Answer.objects.exists()
    assert Question.objects.count() == 1
    assert "Questions to you" not in read(client_for(lead), "/").sections()


# Who reads it, and when


@pytest.mark.parametrize("role", [Role.SCRUTINY_MEMBER, Role.READER])
def test_members_read_nothing_of_it(
    client_for: Callable[..., Client], manager: User, action: Action, role: Role
) -> None:
    make_answer(asked(action, manager), text="Twelve.")
    client = client_for(role)

    for address in (base(action), f"{base(action)}history/"):
        text = read(client, address).main.text
        assert "How many files" not in text
        assert "Twelve." not in text


def test_the_page_as_at_a_day_shows_what_was_asked_and_answered_by_then(
    client_for: Callable[..., Client], manager: User, action: Action
) -> None:
    question = asked(action, manager, day=days(-10))
    make_answer(question, text="Twelve.", day=days(-5), entered_by=make_member(action.plan.council))
    client = client_for(manager)

    before = read(client, base(action), as_at=f"{days(-11)}").main.text
    between = read(client, base(action), as_at=f"{days(-7)}").main.text

    assert "How many files" not in before
    assert "How many files" in between
    assert "Waits for an answer" in between
    assert "Twelve." not in between
    assert "Ask a question" not in between


def test_all_of_it_stands_among_what_is_recorded_on_the_action(
    client_for: Callable[..., Client], manager: User, action: Action
) -> None:
    asked(action, manager)
    asked(action, manager, wanted_from="")

    text = read(client_for(manager), f"{base(action)}history/").main.text

    assert "Question asked" in text
    assert "Comment" in text


def test_a_question_of_another_council_is_not_found(
    client_for: Callable[..., Client], other_council: Council, manager: User, action: Action
) -> None:
    question = asked(action, manager)
    stranger = client_for(Role.PLAN_MANAGER, other_council)

    assert stranger.get(f"{base(action)}questions/{question.pk}/").status_code == 404
    assert give(stranger, question, "Hm.").status_code == 404
