"""Members ask, the leads answer, and the chair sees what waits: pages, e-mails, the database."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from actionplans.asat import AsAt
from actionplans.challenging import flags_of
from actionplans.models import Action, Answer, AnswerDate, Question
from actionplans.on_day.plans import plan_on_day
from councils import emails
from councils.models import Body, Council, OutgoingEmail, User
from councils.roles import Role
from scrutiny.models import MembersQuestion
from tests.factories import (
    DAY,
    days,
    make_action,
    make_answer,
    make_answer_date,
    make_body,
    make_due_date,
    make_edition,
    make_lead,
    make_meeting,
    make_member,
    make_members_question,
    make_milestone,
    make_officer,
    make_plan,
    make_question,
    make_redaction,
    make_report,
    make_rules,
)
from tests.pages import Page, assert_same_number, fix_today, queries_of, read
from tests.refusals import refused_as_a_fact

pytestmark = pytest.mark.django_db
ASKED = "Why has no file been audited since June?"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def manager(council: Council) -> User:
    return make_member(council, Role.PLAN_MANAGER, name="Plan manager", email="m@c.example")


@pytest.fixture
def lead(council: Council) -> User:
    return make_member(council, Role.LEAD_OFFICER, name="Head of Service", email="l@c.example")


@pytest.fixture
def councillor(council: Council) -> User:
    return make_member(council, Role.SCRUTINY_MEMBER, name="Councillor Marsh", email="s@c.example")


@pytest.fixture
def clerk(council: Council) -> User:
    role = Role.DEMOCRATIC_SERVICES
    return make_member(council, role, name="Democratic services", email="d@c.example")


@pytest.fixture
def committee(council: Council) -> Body:
    return make_body(council, "Children’s Scrutiny Committee", kind="overview_scrutiny")


@pytest.fixture
def action(council: Council, manager: User, lead: User) -> Action:
    plan = make_plan(council, title="Improvement plan", manager=manager)
    action = make_action(plan, text="Audit every file.")
    make_lead(action.milestones.get(), make_officer(council, "Head of Service", user=lead))
    return action


def base(council: Council, *parts: Any) -> str:
    return f"/councils/{council.slug}/questions/" + "".join(f"{part}/" for part in parts)


def new(action: Action, more: str = "") -> str:
    query = more or f"plan={action.plan.pk}&action={action.pk}"
    return f"{base(action.plan.council, 'new')}?{query}"


def typed(day: datetime.date, name: str = "answer_by") -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def sent() -> list[Any]:
    for email in OutgoingEmail.objects.order_by("pk"):
        emails.send(email.pk)
    return mail.outbox


def state_of(client: Client, question: Question) -> str:
    page = read(client, base(question.plan.council, question.pk))
    return page.main.one("span", "status").text


def asked_by(user: User, action: Action, **fields: Any) -> Question:
    """Return a question of a member to the leads of the action, to be answered in ten days."""
    fields = {"action": action, "wanted_from": "leads", "entered_by": user} | fields
    return make_members_question(action.plan, fields.pop("text", ASKED), **fields).question


# Asking


def test_a_member_asks_and_is_told_who_has_it_and_by_when(
    client_for: Callable[..., Client], councillor: User, lead: User, action: Action
) -> None:
    client = client_for(councillor)
    for _ in range(2):  # pressed twice
        answer = client.post(new(action), {"text": ASKED})

    members = MembersQuestion.objects.get()
    assert answer["Location"] == base(action.plan.council, members.question.pk)
    page = read(client, answer["Location"])
    assert page.banners[-1] == (
        "The question went by e-mail to Head of Service. An answer is due by 30 November 2026."
    )
    assert "Waits for an answer The answer is due by 30 November 2026." in page.main.text
    assert "There is no answer yet." in page.main.text
    [email] = sent()
    assert (email.to, email.reply_to) == (["l@c.example"], ["m@c.example"])
    assert email.subject == "A question about action 1, Improvement plan"
    assert 'Councillor Marsh asks about action 1 of "Improvement plan".' in email.body
    assert "Members read the question and what you answer." in email.body
    assert "Please answer by 30 November 2026." in email.body
    assert f"Answer: http://127.0.0.1:8000{answer['Location']}" in email.body


def _told(page: Page) -> dict[str, str]:
    """Return what a page says in its list of facts."""
    return dict(zip(page.main.texts("dt"), page.main.texts("dd"), strict=True))


def test_members_read_who_leads_the_action_and_so_has_the_question(
    client_for: Callable[..., Client],
    councillor: User,
    manager: User,
    council: Council,
    action: Action,
) -> None:
    make_lead(make_milestone(action), make_officer(council, "Head of Quality"))
    to_leads = base(council, asked_by(councillor, action).pk)
    of_plan = base(council, asked_by(councillor, action, wanted_from="manager").pk)
    nobody = make_action(action.plan)
    of_nobody = base(council, asked_by(councillor, nobody, text="Who?").pk)
    client = client_for(councillor)

    pages = [read(client, each) for each in (to_leads, of_plan, of_nobody)]

    assert [_told(page)["To be answered by"] for page in pages] == [
        "Head of Service and Head of Quality, leading the action",
        "Plan manager",
        "Whoever leads the action",
    ]


@pytest.mark.parametrize(
    ("fields", "due"),
    [
        ({}, datetime.date(2026, 11, 20)),
        ({"body": True}, datetime.date(2026, 12, 2)),
        ({"body": True} | typed(days(3)), days(3)),
    ],
)
def test_the_day_for_the_answer_is_by_the_councils_rule_or_as_typed(
    client_for: Callable[..., Client],
    councillor: User,
    committee: Body,
    action: Action,
    fields: dict[str, Any],
    due: datetime.date,
) -> None:
    make_rules(action.plan.council, answer_days=4, answer_before_meeting=True)
    make_meeting(committee, datetime.date(2026, 12, 3))
    if fields.get("body"):
        fields = fields | {"body": committee.pk}

    client_for(councillor).post(new(action), {"text": ASKED} | fields)

    assert AnswerDate.objects.get().due_on == due


def test_what_a_body_asked_at_its_meeting_is_recorded_for_it(
    client_for: Callable[..., Client], clerk: User, committee: Body, action: Action
) -> None:
    meeting = make_meeting(committee, days(-3))
    client = client_for(clerk)
    form = read(client, new(action))
    assert form.h1 == "Record what members asked"
    assert form.options("meeting") == [
        "Between meetings",
        "Children’s Scrutiny Committee, 13 November 2026",
    ]

    client.post(new(action), {"text": ASKED, "meeting": meeting.pk})

    members = MembersQuestion.objects.get()
    assert (members.body, members.meeting) == (committee, meeting)
    page = read(client, base(action.plan.council, members.question.pk))
    assert _told(page)["Asked by"] == (
        "Children’s Scrutiny Committee, at its meeting Entered by Democratic services on "
        "16 November 2026."
    )
    assert page.h1 == "Question of 13 November 2026"
    assert "The answer is due by 30 November 2026." in page.main.text


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"text": ""}, {"text": ["Enter what was asked"]}),
        ({"member": ""}, {"member": ["Enter which member asked, or choose the meeting above"]}),
        (
            typed(days(-1)),
            {"answer_by": ["Enter a day from 16 November 2026, at most a year ahead"]},
        ),
    ],
)
def test_what_lacks_is_said_beside_it_and_the_rest_stays(
    client_for: Callable[..., Client],
    clerk: User,
    action: Action,
    fields: dict[str, Any],
    errors: dict[str, list[str]],
) -> None:
    whole = {"text": ASKED, "member": "Councillor Marsh"}

    page = Page(client_for(clerk).post(new(action), whole | fields))

    assert page.errors == errors
    for name in {"text", "member"} - errors.keys():
        assert page.value(name) == whole[name]
    assert not Question.objects.exists()


def test_what_no_lead_can_be_sent_goes_to_the_plans_manager(
    client_for: Callable[..., Client], councillor: User, council: Council, action: Action
) -> None:
    action.milestones.get().leads.all().delete()
    make_lead(action.milestones.get(), make_officer(council, "Head teacher"))

    client_for(councillor).post(new(action), {"text": ASKED})

    assert Question.objects.get().wanted_from == "manager"
    [email] = sent()
    assert email.to == ["m@c.example"]


def test_who_leads_without_an_account_replies_to_the_plans_manager(
    client_for: Callable[..., Client], councillor: User, council: Council, action: Action
) -> None:
    action.milestones.get().leads.all().delete()
    make_lead(action.milestones.get(), make_officer(council, "Nurse", email="n@health.example"))

    client_for(councillor).post(new(action), {"text": ASKED})

    [email] = sent()
    assert (email.to, email.reply_to) == (["n@health.example"], ["m@c.example"])
    assert "Reply to this e-mail to answer." in email.body
    assert "http" not in email.body


def _late_flag(action: Action) -> str:
    make_due_date(action.milestones.get(), days(-20))
    state = AsAt(day=DAY, today=DAY, accepted_only=True, confidential=False)
    return flags_of(plan_on_day(action.plan, state))[0].key


def test_a_flag_is_asked_about_with_its_sentence_and_its_action(
    client_for: Callable[..., Client], councillor: User, action: Action
) -> None:
    key = _late_flag(action)
    address = new(action, f"plan={action.plan.pk}&flag={key}")
    client = client_for(councillor)
    dashboard = read(client, f"/councils/{action.plan.council.slug}/dashboard/")
    assert any("flag=" in link for link in dashboard.main.links.values())

    client.post(address, {"text": ASKED})

    members = MembersQuestion.objects.get()
    assert (members.flag, members.question.action) == (key, action)
    page = read(client, base(action.plan.council, members.question.pk))
    assert members.flag_said in page.main.text
    assert "As it stood on 16 November 2026." in page.main.text


def test_a_flag_that_is_gone_loses_no_word(
    client_for: Callable[..., Client], councillor: User, action: Action
) -> None:
    address = new(action, f"plan={action.plan.pk}&flag=late:step:0")

    page = Page(client_for(councillor).post(address, {"text": ASKED}), 409)

    assert "What it was to be about is no longer the case for members." in page.main.text
    assert page.value("text") == ASKED
    assert not Question.objects.exists()
    onward = next(f.get("action") for f in page.main.all("form") if f.get("action"))
    assert onward == new(action, f"plan={action.plan.pk}")


def test_a_published_paper_is_asked_about_and_says_which_plan(
    client_for: Callable[..., Client], councillor: User, council: Council, action: Action
) -> None:
    report = make_report(council)
    other = make_plan(council, title="Another plan")
    report.plans.add(action.plan, other)
    edition = make_edition(report, title="Progress")
    client = client_for(councillor)
    page = read(client, f"/councils/{council.slug}/editions/{edition.pk}/")
    address = page.main.links["Ask about this paper"]
    assert read(client, address).options("plan") == [
        "Choose a plan",
        "Another plan",
        "Improvement plan",
    ]

    refused = Page(client.post(address, {"text": ASKED}))
    client.post(address, {"text": ASKED, "plan": other.pk})

    assert refused.errors == {"plan": ["Choose the plan it is about"]}
    members = MembersQuestion.objects.get()
    assert (members.edition, members.question.plan) == (edition, other)


def test_what_members_do_not_see_is_not_asked_about(
    client_for: Callable[..., Client], councillor: User, clerk: User, action: Action
) -> None:
    hidden = make_action(action.plan, is_confidential=True)

    for who in (councillor, clerk):
        assert client_for(who).get(new(hidden)).status_code == 404


# Answering


def test_the_answer_stands_under_the_question_and_who_asked_is_told(
    client_for: Callable[..., Client], councillor: User, lead: User, action: Action
) -> None:
    question = asked_by(councillor, action)
    address = base(action.plan.council, question.pk)

    officer = client_for(lead)
    for _ in range(2):  # pressed twice
        answer = officer.post(address, {"text": "The post was empty.", "last_seen": 0})

    assert read(officer, answer["Location"]).banners[-1] == (
        "The answer stands under the question, for members to read."
    )
    page = read(client_for(councillor), address)
    [said] = page.main.all("li", "timeline__entry")
    assert said.text == "16 November 2026 Answer by Head of Service The post was empty."
    assert state_of(client_for(councillor), question) == "Answered"
    [email] = sent()
    assert email.to == ["s@c.example"]
    assert "Head of Service answered what you asked about action 1" in email.body
    assert "The post was empty." in email.body
    assert f"http://127.0.0.1:8000{address}" in email.body


def test_an_answer_given_at_a_meeting_is_entered_with_who_gave_it(
    client_for: Callable[..., Client], clerk: User, councillor: User, action: Action
) -> None:
    address = base(action.plan.council, asked_by(councillor, action).pk)
    client = client_for(clerk)

    refused = Page(client.post(address, {"text": "In June.", "last_seen": 0}))
    client.post(address, {"text": "In June.", "last_seen": 0, "said_by": "The director"})

    assert refused.errors == {"said_by": ["Enter who answered: a name or a post"]}
    assert refused.value("text") == "In June."
    assert Answer.objects.get().heading == (
        "Answer by The director, entered by Democratic services"
    )


def test_of_two_who_answer_at_once_both_stand_and_the_second_is_told(
    client_for: Callable[..., Client], manager: User, lead: User, councillor: User, action: Action
) -> None:
    address = base(action.plan.council, asked_by(councillor, action).pk)
    client_for(manager).post(address, {"text": "In June.", "last_seen": 0})

    client = client_for(lead)
    answer = client.post(address, {"text": "In July.", "last_seen": 0})

    page = read(client, answer["Location"])
    assert page.banners == ["Saved. Plan manager wrote here while you did: both stand."]
    assert len(page.main.all("li", "timeline__entry")) == 2


def test_of_three_who_answer_at_once_the_last_is_told_of_both_others(
    client_for: Callable[..., Client], manager: User, lead: User, councillor: User, action: Action
) -> None:
    question = asked_by(councillor, action)
    for who in (manager, make_member(action.plan.council, Role.DIRECTOR, name="Director")):
        make_answer(question, f"By {who}.", entered_by=who)
    address = base(action.plan.council, question.pk)

    answer = client_for(lead).post(address, {"text": "In July.", "last_seen": 0}, follow=True)

    assert Page(answer).banners == [
        "Saved. Plan manager and Director wrote here while you did: all stand."
    ]


def test_who_answers_what_was_taken_back_meanwhile_is_told_and_it_stays_taken_back(
    client_for: Callable[..., Client], lead: User, councillor: User, action: Action
) -> None:
    question = asked_by(councillor, action)
    make_answer(question, "I was told.", entered_by=councillor, turn="closes")
    client, address = client_for(lead), base(action.plan.council, question.pk)

    answer = client.post(address, {"text": "In July.", "last_seen": 0}, follow=True)

    assert Page(answer).banners == [
        "Saved. Councillor Marsh took the question back while you wrote: it needs no answer any "
        "more. What you wrote stands under it."
    ]
    assert "In July." in Page(answer).main.text
    assert state_of(client, question) == "Taken back"
    make_answer(question, "And now?", entered_by=councillor, turn="asks")
    assert state_of(client, question) == "Waits for an answer"
    make_answer(question, "Still July.", entered_by=lead)
    assert state_of(client, question) == "Answered"


def test_a_closed_plan_is_still_asked_about_and_answered(
    client_for: Callable[..., Client], councillor: User, lead: User, action: Action
) -> None:
    action.plan.status = "closed"
    action.plan.save()
    client_for(councillor).post(new(action), {"text": ASKED})
    question = Question.objects.get()
    assert ASKED in read(client_for(lead), "/").main.text

    address = base(action.plan.council, question.pk)
    client_for(lead).post(address, {"text": "Done.", "last_seen": 0})

    assert state_of(client_for(councillor), question) == "Answered"


def test_what_officers_say_among_themselves_is_not_among_it(
    client_for: Callable[..., Client], councillor: User, manager: User, lead: User, action: Action
) -> None:
    asked_by(councillor, action)
    own = make_question(
        action.plan,
        "What do we tell them?",
        action=action,
        for_members=False,
        wanted_from="leads",
        entered_by=manager,
    )
    make_answer(own, "Nothing yet.", entered_by=lead)
    page = f"/councils/{action.plan.council.slug}/plans/{action.plan.pk}/actions/{action.pk}/"

    for address in (page, base(action.plan.council)):
        shown = read(client_for(councillor), address).main.text
        assert ASKED in shown
        assert "What do we tell them?" not in shown
        assert "Nothing yet." not in shown
    assert client_for(councillor).get(base(action.plan.council, own.pk)).status_code == 404
    assert "What do we tell them?" in read(client_for(lead), page).main.text


# Whose work it is


def test_it_stands_in_the_work_of_who_is_to_answer_with_its_day(
    client_for: Callable[..., Client], councillor: User, lead: User, manager: User, action: Action
) -> None:
    asked_by(councillor, action, due=days(-1), text="The late one")
    asked_by(councillor, action, due=days(5), text="The other")
    make_members_question(action.plan, "Of the whole plan", entered_by=councillor, due=days(6))

    shown = read(client_for(lead), "/").main.sections()["Questions to you"].text
    late, other = shown.index("The late one"), shown.index("The other")
    assert late < other
    assert "Late It was to be answered by 15 November 2026." in shown
    assert "Answer by 21 November 2026." in shown
    assert "Councillor Marsh asked on 16 November 2026; members read the answer." in shown
    plans = read(client_for(manager), "/").main.sections()["Questions to you"].text
    assert plans.startswith("Questions to you (1) Of the whole plan Answer by 22 November 2026.")


def test_the_page_of_the_action_shows_it_with_its_day(
    client_for: Callable[..., Client], councillor: User, action: Action
) -> None:
    question = asked_by(councillor, action, due=days(-1))
    page = read(
        client_for(councillor),
        f"/councils/{action.plan.council.slug}/plans/{action.plan.pk}/actions/{action.pk}/",
    )

    said = page.main.one("li", id=f"question-{question.pk}")
    assert "Late Waits for an answer from whoever leads the action, by 15 November 2026." in (
        said.text
    )
    assert page.main.links["Ask about this"] == new(action)


def test_blank_lines_typed_into_a_question_part_two_paragraphs(
    client_for: Callable[..., Client], councillor: User, action: Action
) -> None:
    question = asked_by(councillor, action, text="One?\n\n \n\nTwo,\nor <three>?\n\n")
    client = client_for(councillor)
    of_action = f"/councils/{action.plan.council.slug}/plans/{action.plan.pk}/actions/"

    for address in (base(action.plan.council, question.pk), f"{of_action}{action.pk}/"):
        html = client.get(address).content.decode()
        assert "<p>One?</p><p>Two,<br>or &lt;three&gt;?</p>" in html


def test_when_a_question_was_entered_stands_beside_it_where_that_is_another_day(
    client_for: Callable[..., Client], clerk: User, committee: Body, action: Action
) -> None:
    of = {"body": committee, "meeting": make_meeting(committee, days(-9))}
    then: dict[str, Any] = {"asked_by": "The committee", "of": of, "day": days(-9)}
    later = asked_by(clerk, action, known_on=DAY, **then)
    same = asked_by(clerk, action, known_on=days(-9), text="Then?", **then)

    said = [
        _told(read(client_for(clerk), base(action.plan.council, one.pk)))["Asked by"]
        for one in (later, same)
    ]

    assert said[0].endswith("Entered by Democratic services on 16 November 2026.")
    assert said[1].endswith("Entered by Democratic services.")


# The date, asking again, taking back


def test_more_time_is_asked_for_and_counts_once_members_agree(
    client_for: Callable[..., Client], councillor: User, lead: User, action: Action
) -> None:
    question = asked_by(councillor, action)
    address = base(action.plan.council, question.pk, "date")
    officer, asker = client_for(lead), client_for(councillor)

    form = read(officer, address)
    wanted = {"reason": "The audit ends then.", "seen": form.value("seen")}
    officer.post(address, wanted | typed(days(20), "due_on"))
    page = read(asker, base(action.plan.council, question.pk))
    assert "The answer is due by 26 November 2026." in page.main.text
    assert "6 December 2026 asked for: The audit ends then. By Head of Service" in page.main.text
    form = read(asker, address)
    assert [form.value(f"due_on_{part}") for part in ("day", "month", "year")] == [
        "6",
        "12",
        "2026",
    ]
    asker.post(address, wanted | typed(days(20), "due_on") | {"seen": form.value("seen")})

    page = read(asker, base(action.plan.council, question.pk))
    assert "The answer is due by 6 December 2026." in page.main.text
    assert "26 November 2026, when it was asked" in page.main.text
    asked, told = sent()
    assert (asked.to, told.to) == (["s@c.example"], ["l@c.example"])
    assert "Head of Service asks for more time to answer what you asked" in asked.body
    assert "is to be answered by 6 December 2026 instead of 26 November 2026." in told.body


def _moves(client: Client, address: str, by: int = 20, **fields: Any) -> Page:
    """Return the page after the day is moved to so many days from now."""
    form = read(client, address)
    sends = {"reason": "The audit ends then.", "seen": form.value("seen")} | fields
    return Page(client.post(address, sends | typed(days(by), "due_on"), follow=True))


def test_an_officer_moves_the_day_of_a_members_question_only_as_a_body_agreed_it(
    client_for: Callable[..., Client],
    councillor: User,
    clerk: User,
    committee: Body,
    action: Action,
) -> None:
    question = asked_by(councillor, action, due=days(-5), day=days(-30))
    meeting = make_meeting(committee, days(-2))
    make_meeting(committee, days(-40))
    make_meeting(committee, days(3))
    address, officer = base(action.plan.council, question.pk, "date"), client_for(clerk)
    form = read(officer, address)
    assert form.options("meeting") == ["Choose a meeting", str(meeting)]
    assert "Who asked is written to" in form.main.text
    assert not form.main.all("input", id="id_member")

    for said in ({}, {"member": "Councillor Marsh"}):
        refused = _moves(officer, address, **said)
        assert refused.errors == {"meeting": ["Choose the meeting that agreed it"]}
        assert refused.value("reason") == "The audit ends then."
    assert state_of(officer, question) == "Late by 5 days"
    page = _moves(officer, address, meeting=str(meeting.pk))

    assert "Its day was moved by 25 days." in page.main.text
    assert (
        "Agreed by Children’s Scrutiny Committee at its meeting on 14 November 2026, entered by "
        "Democratic services on 16 November 2026."
    ) in page.main.text
    assert "Its day was moved by 25 days." in read(officer, base(action.plan.council)).main.text
    assert state_of(officer, question) == "Waits for an answer"
    [asker] = [email for email in sent() if email.to == ["s@c.example"]]
    assert "What you asked on 17 October 2026 about action 1" in asker.body
    assert "is to be answered by 6 December 2026 instead of 11 November 2026." in asker.body
    assert "at its meeting on 14 November 2026, entered by Democratic services." in asker.body
    assert "Why it moved: The audit ends then." in asker.body


def test_the_meeting_is_of_the_body_it_was_asked_for(
    client_for: Callable[..., Client],
    councillor: User,
    clerk: User,
    council: Council,
    committee: Body,
    action: Action,
) -> None:
    question = asked_by(councillor, action, day=days(-30), of={"body": committee})
    own = make_meeting(committee, days(-2))
    other = make_meeting(make_body(council, "Cabinet"), days(-2))
    address = base(council, question.pk, "date")

    refused = _moves(client_for(clerk), address, meeting=str(other.pk))

    assert refused.errors == {"meeting": ["Choose one of the meetings"]}
    assert refused.options("meeting") == ["Choose a meeting", str(own)]


def test_of_what_an_officer_recorded_a_member_can_have_agreed(
    client_for: Callable[..., Client], clerk: User, action: Action
) -> None:
    question = asked_by(clerk, action, asked_by="Councillor Okafor")
    address, officer = base(action.plan.council, question.pk, "date"), client_for(clerk)

    refused = _moves(officer, address)
    page = _moves(officer, address, member="Councillor Okafor")

    assert refused.errors == {
        "meeting": ["Choose the meeting that agreed it, or enter which member agreed"]
    }
    assert "Agreed by Councillor Okafor, entered by Democratic services on" in page.main.text


def test_who_asked_is_told_when_another_member_agrees_and_not_of_their_own(
    client_for: Callable[..., Client], councillor: User, council: Council, action: Action
) -> None:
    question = asked_by(councillor, action)
    address = base(council, question.pk, "date")
    other = make_member(council, Role.SCRUTINY_MEMBER, name="Councillor Okafor")

    _moves(client_for(councillor), address)
    assert not [email for email in sent() if email.to == ["s@c.example"]]
    page = _moves(client_for(other), address, 30, reason="Later still.")

    assert "Agreed by Councillor Okafor on 16 November 2026." in page.main.text
    [told] = [email for email in sent() if email.to == ["s@c.example"]]
    assert "Agreed by Councillor Okafor." in told.body


@pytest.mark.parametrize(
    ("name", "fields", "word"),
    [
        ("date", {"reason": "Later."} | typed(days(30), "due_on"), "reason"),
        ("take-back", {"why": "I was told."}, "why"),
    ],
)
def test_who_comes_second_is_told_and_loses_nothing(
    client_for: Callable[..., Client],
    councillor: User,
    lead: User,
    action: Action,
    name: str,
    fields: dict[str, Any],
    word: str,
) -> None:
    question = asked_by(councillor, action)
    address = base(action.plan.council, question.pk, name)
    client = client_for(councillor)
    seen = read(client, address).value("seen")
    make_answer_date(question, days(15), "wanted", entered_by=lead)

    page = Page(client.post(address, fields | {"seen": seen}), 409)

    assert "Nothing is saved. Somebody wrote under this question" in page.main.text
    assert page.value(word) == fields[word]
    again = client.post(address, fields | {"seen": page.value("seen")})
    assert again.status_code == 302


def test_who_asks_again_while_something_else_is_answered_loses_nothing(
    client_for: Callable[..., Client], councillor: User, lead: User, action: Action
) -> None:
    question = asked_by(councillor, action)
    make_answer(question, "In June.", entered_by=lead)
    address = base(action.plan.council, question.pk, "again")
    client = client_for(councillor)
    seen = read(client, address).value("seen")
    make_answer(question, "In June 2027.", entered_by=lead)

    page = Page(client.post(address, {"text": "Of which year?", "seen": seen}), 409)

    assert "In June 2027." in page.main.text
    assert page.value("text") == "Of which year?"
    assert state_of(client, question) == "Answered"


def test_a_question_asked_again_waits_by_a_new_day_and_goes_out_anew(
    client_for: Callable[..., Client], councillor: User, lead: User, action: Action
) -> None:
    question = asked_by(councillor, action, due=days(-5))
    make_answer(question, "In June.", entered_by=lead)
    address = base(action.plan.council, question.pk, "again")
    client = client_for(councillor)
    assert state_of(client, question) == "Answered"

    seen = read(client, address).value("seen")
    for _ in range(2):  # pressed twice
        client.post(address, {"text": "Of which year?", "seen": seen})

    page = read(client, base(action.plan.council, question.pk))
    assert "The answer is due by 30 November 2026." in page.main.text
    assert "Councillor Marsh asked again Of which year?" in page.main.text
    [email] = sent()
    assert email.to == ["l@c.example"]
    assert "Of which year?" in email.body
    assert "Please answer by 30 November 2026." in email.body


def test_another_member_asks_again_under_what_a_body_asked(
    client_for: Callable[..., Client], councillor: User, clerk: User, lead: User, action: Action
) -> None:
    question = asked_by(clerk, action, asked_by="The committee")
    make_answer(question, "In June.", entered_by=lead)
    address = base(action.plan.council, question.pk, "again")
    client = client_for(councillor)

    seen = read(client, address).value("seen")
    client.post(address, {"text": "Of which year?", "seen": seen})

    assert state_of(client, question) == "Waits for an answer"
    assert Answer.objects.get(turn="asks").heading == "Councillor Marsh asked again"


def test_a_member_takes_their_own_question_back_and_it_stays(
    client_for: Callable[..., Client], councillor: User, council: Council, action: Action
) -> None:
    question = asked_by(councillor, action)
    address = base(action.plan.council, question.pk, "take-back")
    other = make_member(council, Role.SCRUTINY_MEMBER)
    assert client_for(other).get(address).status_code == 404

    client = client_for(councillor)
    client.post(address, {"why": "I was told.", "seen": read(client, address).value("seen")})

    assert state_of(client, question) == "Taken back"
    page = read(client, base(action.plan.council))
    assert list(page.main.sections()) == ["Taken back"]
    assert "No question waits for an answer." in page.main.text


def test_what_officers_record_is_taken_back_by_nobody(
    client_for: Callable[..., Client], clerk: User, action: Action
) -> None:
    question = asked_by(clerk, action, asked_by="The committee")

    address = base(action.plan.council, question.pk, "take-back")

    assert client_for(clerk).get(address).status_code == 404


# Officers cannot remove them


def _removals(question: Question) -> list[Callable[[], object]]:
    rows: list[type[Model]] = [MembersQuestion, AnswerDate, Answer]
    of = {"question": question}
    return [
        *(lambda model=model: model.objects.filter(**of)._raw_delete("default") for model in rows),  # type: ignore[misc,attr-defined]
        lambda: Question.objects.filter(pk=question.pk)._raw_delete("default"),
        lambda: Question.objects.filter(pk=question.pk).update(text="Never mind"),
        lambda: MembersQuestion.objects.filter(**of).update(is_named=True),
        lambda: AnswerDate.objects.filter(**of).update(due_on=days(90)),
        lambda: Answer.objects.filter(**of).update(text="Otherwise"),
        lambda: _sql("DELETE FROM scrutiny_membersquestion"),
        lambda: _sql("UPDATE actionplans_question SET for_members = false"),
    ]


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("number", range(10))
def test_the_database_removes_and_changes_no_question(
    number: int, councillor: User, action: Action
) -> None:
    question = asked_by(councillor, action)
    make_answer(question)

    with refused_as_a_fact(), transaction.atomic():
        _removals(question)[number]()


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.SCRUTINY_MEMBER, Role.READER)]
)
def test_no_officer_finds_a_way_on_the_pages_to_remove_or_to_close_one(
    client_for: Callable[..., Client], role: Role, councillor: User, action: Action
) -> None:
    question = asked_by(councillor, action)
    council = action.plan.council
    client = client_for(role)
    page = read(client, base(council, question.pk))

    for name in ("take-back", "delete", "remove", "edit"):
        answer = client.post(base(council, question.pk, name), {"why": "Old", "seen": "0-0"})
        assert answer.status_code in (403, 404)
    buttons = {button.text for button in page.main.all("button")}
    assert buttons <= {"Send the answer"}
    plan_page = f"/councils/{council.slug}/plans/{action.plan.pk}/actions/{action.pk}/delete/"
    client.post(plan_page, {})
    assert state_of(client, question) == "Waits for an answer"


# The list


def _one_of_each(councillor: User, action: Action, committee: Body) -> None:
    make_meeting(committee, days(-30))
    late = {"day": days(-60), "entered_by": councillor}
    asked_by(councillor, action, text="Late one", due=days(-2), of={"body": committee})
    asked_by(councillor, action, text="Later one", due=days(-9))
    asked_by(councillor, action, text="Open one")
    make_answer(asked_by(councillor, action, text="New answer", **late), "In June.", day=days(-3))
    make_answer(asked_by(councillor, action, text="Old answer", **late), "In May.", day=days(-40))


def test_the_list_is_for_the_chair_late_first_with_answers_under_their_questions(
    client_for: Callable[..., Client], councillor: User, action: Action, committee: Body
) -> None:
    _one_of_each(councillor, action, committee)
    page = read(client_for(councillor), base(action.plan.council))

    assert "3 questions wait for an answer; 2 are late." in page.main.text
    assert list(page.main.sections()) == [
        "Late",
        "Waiting for an answer",
        "Answered since the last meeting, on 17 October 2026",
        "Answered before",
    ]
    late = page.main.sections()["Late"].text
    assert late.index("Later one") < late.index("Late one")
    assert "Late by 9 days Answer was due by 7 November 2026." in late
    answered = page.main.sections()["Answered since the last meeting, on 17 October 2026"].text
    assert answered.index("New answer") < answered.index("In June.")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=late", {"Late one", "Later one"}),
        ("state=answered", {"New answer", "Old answer"}),
        ("body={body}", {"Late one"}),
        ("body={body}&state=answered", set()),
        ("plan=1", {"Late one", "Later one", "Open one", "New answer", "Old answer"}),
        ("as_at=2026-10-20", {"Old answer", "New answer"}),
    ],
)
def test_the_list_is_narrowed_and_shown_as_at_a_day(
    client_for: Callable[..., Client],
    councillor: User,
    action: Action,
    committee: Body,
    query: str,
    found: set[str],
) -> None:
    _one_of_each(councillor, action, committee)
    address = f"{base(action.plan.council)}?{query.format(body=committee.pk)}"

    text = read(client_for(councillor), address).main.text

    names = {"Late one", "Later one", "Open one", "New answer", "Old answer"}
    assert {name for name in names if name in text} == found


@pytest.mark.parametrize("role", [Role.SCRUTINY_MEMBER, Role.DEMOCRATIC_SERVICES])
def test_where_there_is_no_plan_nobody_is_led_to_a_form_that_needs_one(
    client_for: Callable[..., Client], council: Council, role: Role
) -> None:
    client = client_for(role)
    no_plan = f"{council.name} has no plan here yet. A question is about a plan"
    board = f"/councils/{council.slug}/dashboard/"
    asking = {"Ask a question", "Record what members asked"}

    for address in (base(council), base(council, "new")):
        page = read(client, address)
        assert no_plan in page.main.text
        assert not asking & page.main.links.keys()
    assert not page.main.all("textarea")
    assert not asking & read(client, board).main.links.keys()
    kept = Page(client.post(base(council, "new"), {"text": ASKED}))
    assert kept.value("text") == ASKED


def test_an_empty_list_says_what_it_is_for(
    client_for: Callable[..., Client], councillor: User
) -> None:
    council = councillor.memberships.get().council
    make_plan(council)
    page = read(client_for(councillor), base(council))

    assert "Nothing has been asked yet." in page.main.text
    assert page.main.links["Ask a question"] == base(council, "new")


def test_sixty_questions_take_pages_and_no_more_queries(
    client_for: Callable[..., Client], councillor: User, action: Action
) -> None:
    address = base(action.plan.council)
    make_answer(asked_by(councillor, action))
    few = queries_of(client_for(councillor), address)
    for number in range(60):
        question = asked_by(councillor, action, text=f"Number {number}?")
        make_answer(question)
        make_answer_date(question, days(20), "moved")

    many = queries_of(client_for(councillor), address)

    assert_same_number(few, many)
    page = read(client_for(councillor), address)
    assert len(page.main.all("ul", "row-list")) >= 1
    assert "61 questions, 1 to 30 here." in page.main.text


def test_the_dashboards_say_what_waits_and_lead_to_it(
    client_for: Callable[..., Client], councillor: User, action: Action, committee: Body
) -> None:
    _one_of_each(councillor, action, committee)
    council, plan = action.plan.council, action.plan
    other = make_plan(council, title="Another plan")
    make_milestone(make_action(other))
    client = client_for(councillor)

    of_council = read(client, f"/councils/{council.slug}/dashboard/")
    of_plan = read(client, f"/councils/{council.slug}/plans/{plan.pk}/dashboard/")
    of_other = read(client, f"/councils/{council.slug}/plans/{other.pk}/dashboard/")

    waits = "3 questions wait for an answer; 2 are late."
    assert of_council.main.links[waits] == base(council)
    assert of_plan.main.links[waits] == f"{base(council)}?plan={plan.pk}"
    assert waits not in of_other.main.text
    assert f"?plan={other.pk}" in of_other.main.links["Ask a question"]


# A name asked to be taken out: no officer blanks a question by calling its words a name


REDACT = "/councils/{}/redactions/new/"


def _asks_to_take_out(client: Client, council: Council, words: str) -> Page:
    data = {"words": words, "why": "It is a child’s."}
    return Page(client.post(REDACT.format(council.slug), data, follow=True))


@pytest.mark.parametrize("words", ["Why has no file been audited since June", "no file been"])
def test_what_a_member_asked_is_not_taken_out_as_a_name(
    client_for: Callable[..., Client],
    councillor: User,
    clerk: User,
    lead: User,
    action: Action,
    words: str,
) -> None:
    question = asked_by(councillor, action)
    make_redaction(action.plan.council, "has\naudited since June", asked_by=lead)

    page = _asks_to_take_out(client_for(lead), action.plan.council, words)

    assert page.errors == {
        "words": [
            "This would hide most of what Councillor Marsh asked on 16 November 2026. Give only "
            "the name of the person: what members asked is not taken out"
        ]
    }
    assert page.value("words") == words
    assert question.text == ASKED


def test_who_asked_and_who_keeps_the_list_are_told_of_a_name_withheld_in_a_question(
    client_for: Callable[..., Client],
    councillor: User,
    clerk: User,
    lead: User,
    council: Council,
    action: Action,
) -> None:
    text = f"{ASKED} Is Zuleika Quent among them?"
    question = asked_by(councillor, action, text=text)
    asked_by(councillor, action, text="Another one")
    make_member(council, Role.SCRUTINY_MEMBER, email="o@c.example")

    _asks_to_take_out(client_for(lead), council, "Zuleika Quent")

    told = {email.to[0]: email for email in sent() if email.subject.startswith("Part of what")}
    assert set(told) == {"s@c.example", "d@c.example"}
    here = base(council, question.pk)
    body = told["s@c.example"].body
    assert f'What you asked on 16 November 2026 about action 1 of "{action.plan.title}":' in body
    assert "What Councillor Marsh asked on" in told["d@c.example"].body
    assert "Head of Service asked on 16 November 2026 for a name to be taken out" in body
    assert body.count("http") == 1
    assert here in body
    assert not any("Quent" in email.body for email in told.values())
    withheld = (
        "Part of this question is withheld while a redaction asked for by Head of Service on "
        "16 November 2026 is decided."
    )
    for who in (councillor, clerk):
        assert withheld in read(client_for(who), here).main.text
        assert read(client_for(who), base(council)).main.text.count(withheld) == 1


def test_nobody_is_told_where_no_question_holds_the_name(
    client_for: Callable[..., Client], councillor: User, clerk: User, lead: User, action: Action
) -> None:
    asked_by(councillor, action)

    _asks_to_take_out(client_for(lead), action.plan.council, "Zuleika Quent")

    assert not [email for email in sent() if email.subject.startswith("Part of what")]
    assert "withheld" not in read(client_for(councillor), base(action.plan.council)).main.text


# What became confidential: officers who mark the action make no question disappear


HIDDEN = "1 question is about an action that is confidential now and is not shown."


def _made_confidential(action: Action) -> None:
    action.is_confidential = True
    action.save()


def test_who_asked_keeps_their_question_when_its_action_becomes_confidential(
    client_for: Callable[..., Client], councillor: User, lead: User, action: Action
) -> None:
    question = asked_by(councillor, action, due=days(-3), of={"flag": "x", "flag_said": "SECRET"})
    before = timezone.now() - datetime.timedelta(days=1)
    make_answer(question, "Said before.", entered_by=lead, turn="asks", entered_at=before)
    _made_confidential(action)
    make_answer_date(question, days(20), "wanted", entered_by=lead, reason="SECRET reason")
    client, today = client_for(councillor), f"{timezone.localtime():%-d %B %Y}"

    shown = read(client, base(action.plan.council, question.pk)).main.text
    of_list = read(client, base(action.plan.council)).main.text

    for text in (shown, of_list):
        assert ASKED in text
        assert "Late by 3 days" in text
        assert f"About an action that became confidential on {today}, of Improvement plan" in text
        assert not any(said in text for said in ("SECRET", "Action 1", "Audit every file"))
    assert "Said before." in shown
    assert "6 December 2026 asked for. By Head of Service" in shown
    assert "1 question waits for an answer, and is late." in of_list
    assert HIDDEN not in of_list


def test_who_asked_sees_that_an_answer_came_since_and_nothing_of_it(
    client_for: Callable[..., Client], councillor: User, lead: User, action: Action
) -> None:
    question = asked_by(councillor, action)
    _made_confidential(action)
    make_answer(question, "SECRET", entered_by=lead)
    client = client_for(councillor)

    page = read(client, base(action.plan.council, question.pk))

    assert state_of(client, question) == "Answered"
    assert "Answered on 16 November 2026" in page.main.text
    assert "Something was said on 16 November 2026. It is not shown here" in page.main.text
    for address in (base(action.plan.council), base(action.plan.council, question.pk, "again")):
        shown = read(client, address).main.text
        assert ASKED in shown
        assert "SECRET" not in shown
    seen = read(client, base(action.plan.council, question.pk, "again")).value("seen")
    client.post(base(action.plan.council, question.pk, "again"), {"text": "And now?", "seen": seen})
    assert "And now?" in read(client, base(action.plan.council, question.pk)).main.text


def test_everybody_else_is_told_that_one_is_not_shown(
    client_for: Callable[..., Client],
    councillor: User,
    council: Council,
    lead: User,
    action: Action,
    committee: Body,
) -> None:
    question = asked_by(councillor, action, of={"body": committee})
    _made_confidential(action)
    other = client_for(make_member(council, Role.SCRUTINY_MEMBER))
    page, list_ = base(council, question.pk), base(council)
    board = f"/councils/{council.slug}/dashboard/"

    assert other.get(page).status_code == 404
    for address in (list_, f"{list_}?body={committee.pk}", f"{list_}?plan={action.plan.pk}"):
        shown = read(other, address).main.text
        assert f"No question shown waits for an answer. {HIDDEN}" in shown
        assert ASKED not in shown
    assert HIDDEN in read(other, board).main.text
    assert client_for(lead).get(page).status_code == 200
    assert HIDDEN not in read(client_for(lead), list_).main.text


def test_what_an_officer_recorded_is_nobodys_own(
    client_for: Callable[..., Client], councillor: User, clerk: User, action: Action
) -> None:
    question = asked_by(clerk, action, asked_by="Councillor Marsh")
    _made_confidential(action)

    assert client_for(councillor).get(base(action.plan.council, question.pk)).status_code == 404


def test_a_members_first_page_says_how_their_questions_stand(
    client_for: Callable[..., Client],
    councillor: User,
    lead: User,
    council: Council,
    action: Action,
) -> None:
    asked_by(councillor, action, text="Late one", due=days(-2), day=days(-30))
    hidden = asked_by(councillor, make_action(action.plan), text="Hidden one")
    _made_confidential(hidden.action)  # type: ignore[arg-type]
    make_answer(asked_by(councillor, action, text="New"), "In June.", day=days(-3))
    old = asked_by(councillor, action, text="Old", day=days(-60))
    make_answer(old, "In May.", entered_by=lead, day=days(-40))
    other = make_member(council, Role.SCRUTINY_MEMBER)
    asked_by(other, action, text="Of another")
    client = client_for(councillor)

    yours = read(client, "/").main.sections()["Your questions"]

    mine = f"{base(council)}?who=me"
    assert yours.links == {
        "2 questions wait for an answer; 1 is late.": mine,
        "1 question was answered since 26 October 2026.": f"{mine}&state=answered",
    }
    assert "Your questions (3)" in yours.text
    of_list = read(client, mine).main.text
    assert all(text in of_list for text in ("Late one", "Hidden one", "New", "Old"))
    assert "Of another" not in of_list
    assert "2 questions wait for an answer; 1 is late." in of_list


def test_who_keeps_the_list_sees_on_their_first_page_what_waits(
    client_for: Callable[..., Client], councillor: User, clerk: User, lead: User, action: Action
) -> None:
    for reader in (councillor, clerk):
        sections = read(client_for(reader), "/").main.sections()
        assert not {"Your questions", "Questions of members"} & sections.keys()
    asked_by(councillor, action, due=days(-2), day=days(-30))

    kept = read(client_for(clerk), "/").main.sections()["Questions of members"]

    assert kept.links == {"1 question waits for an answer, and is late.": base(action.plan.council)}
    assert "Questions of members" not in read(client_for(lead), "/").main.sections()


def test_the_first_page_takes_no_more_queries_with_more_questions(
    client_for: Callable[..., Client], councillor: User, clerk: User, action: Action
) -> None:
    make_answer(asked_by(councillor, action))
    asked_by(councillor, action, text="Open")
    few = [queries_of(client_for(who), "/") for who in (councillor, clerk)]
    for number in range(20):
        asked_by(councillor, action, text=f"Number {number}?")
        make_answer(asked_by(councillor, action, text=f"Answered {number}?"))

    for who, before in zip((councillor, clerk), few, strict=True):
        assert_same_number(before, queries_of(client_for(who), "/"))


def test_a_later_day_asked_for_waits_on_the_first_page_of_who_asked(
    client_for: Callable[..., Client], councillor: User, lead: User, action: Action
) -> None:
    question = asked_by(councillor, action)
    client = client_for(councillor)
    assert "More time asked for" not in read(client, "/").main.sections()

    make_answer_date(question, days(20), "wanted", entered_by=lead)
    waits = read(client, "/").main.sections()["More time asked for"]
    make_answer_date(question, days(20), "moved", entered_by=councillor)

    assert waits.links == {ASKED: base(action.plan.council, question.pk)}
    assert "Head of Service asks for 6 December 2026 instead of 26 November 2026" in waits.text
    assert "More time asked for" not in read(client, "/").main.sections()
