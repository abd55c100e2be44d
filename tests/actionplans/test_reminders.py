"""Reminders: on which days, to whom, in which words; and reporting by a link."""

import datetime
import uuid
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from actionplans import tasks
from actionplans.conversing import ask
from actionplans.models import (
    ActionPlan,
    Evidence,
    Milestone,
    ProgressUpdate,
    Question,
    ReminderRun,
    ReminderSettings,
    ReportLink,
)
from actionplans.reminding import links, sending
from actionplans.reminding.schedule import Run, Schedule, first_run, is_told
from actionplans.reminding.sending import remind
from councils import emails
from councils.models import Council, Officer, OutgoingEmail, User
from councils.roles import Role
from councils.working_days import is_working_day
from tests.factories import (
    DAY,
    days,
    make_action,
    make_appointment,
    make_due_date,
    make_ending,
    make_lead,
    make_member,
    make_occurrence,
    make_officer,
    make_plan,
    make_redaction,
    make_report_link,
    make_update,
)
from tests.pages import Page, fix_today, read

# On which days


@pytest.mark.parametrize(
    ("today", "due", "told"),
    [
        (date(2026, 11, 16), date(2026, 11, 16), "on the day"),
        (date(2026, 11, 16), date(2026, 11, 23), "a week before"),
        (date(2026, 11, 16), date(2026, 11, 9), "a week late"),
        (date(2026, 11, 16), date(2026, 11, 2), "two weeks late"),
        (date(2026, 11, 20), date(2026, 11, 21), "a Saturday's date on the Friday"),
        (date(2026, 11, 20), date(2026, 11, 29), "a week before that falls on a Sunday"),
        (date(2026, 12, 24), date(2026, 12, 28), "a bank holiday's date on the last working day"),
        (date(2026, 11, 16), date(2026, 11, 17), ""),
        (date(2026, 11, 16), date(2026, 11, 10), "the Monday after it"),
        (date(2026, 11, 17), date(2026, 11, 10), ""),
        (date(2026, 11, 20), date(2026, 11, 23), ""),
    ],
)
def test_on_which_days_a_lead_is_told(today: date, due: date, told: str) -> None:
    assert is_told(Schedule(), due, first_run(today)) is bool(told)


def test_of_five_steps_late_since_different_days_one_is_told_once_a_week() -> None:
    worked = [days(n) for n in range(7, 35) if is_working_day(days(n))]
    runs = [first_run(worked[0])]
    for day in worked[1:]:
        runs.append(Run(day, runs[-1].day, runs[-1].covers_to))
    late = [days(n) for n in range(-5, 0)]

    told = [run.day for run in runs if any(is_told(Schedule(), due, run) for due in late)]

    assert told == [days(7), days(14), days(21), days(28)]


def test_what_is_switched_off_is_not_told() -> None:
    never = Schedule(days_before=0, on_the_day=False, days_after=0)

    assert not any(is_told(never, days(n), first_run(DAY)) for n in range(-40, 40))


@given(
    due=st.dates(date(2026, 2, 1), date(2027, 3, 1)),
    before=st.integers(0, 30),
    after=st.integers(1, 30),
    missed=st.sets(st.integers(1, 90)),
)
def test_each_occasion_is_told_by_one_run_also_when_others_were_missed(
    due: date, before: int, after: int, missed: set[int]
) -> None:
    start = due - datetime.timedelta(days=45)
    span = [start + datetime.timedelta(days=number) for number in range(120)]
    worked = [day for n, day in enumerate(span) if is_working_day(day) and n not in missed]
    runs = [first_run(worked[0])]
    for day in worked[1:]:
        runs.append(Run(day, runs[-1].day, runs[-1].covers_to))
    told = {run.day for run in runs if is_told(Schedule(before, True, after), due, run)}

    ahead = {due - datetime.timedelta(days=before), due}
    by_date = [[r.day for r in runs if r.covered_to < day <= r.covers_to] for day in ahead]
    assert all(len(days_of) == 1 for days_of in by_date)
    since = [due + datetime.timedelta(days=n) for n in range(1, 60)]
    late = [day for day in since if (day.toordinal() - 1) % after == 0]
    for_late = [min(day for day in worked if day >= occasion) for occasion in late]

    assert {days_of[0] for days_of in by_date} | set(for_late) <= told
    # Nothing without an occasion, as far as occasions were counted.
    assert {day for day in told if day < for_late[-1]} <= (
        {days_of[0] for days_of in by_date} | set(for_late)
    )


# To whom

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(council: Council) -> User:
    return make_member(council, Role.PLAN_MANAGER, name="Plan manager", email="m@council.example")


@pytest.fixture
def plan(council: Council, manager: User) -> ActionPlan:
    plan = make_plan(council, title="Improvement plan", manager=manager)
    ReminderSettings.objects.create(plan=plan, is_on=True, words="Say what changed for children.")
    return plan


def make_step(plan: ActionPlan, officer: Officer, due: date, **fields: Any) -> Milestone:
    action = make_action(plan, **fields)
    step = action.milestones.get()
    make_lead(step, officer)
    make_due_date(step, due)
    return step


def with_account(council: Council, name: str = "Head of Service", **fields: Any) -> Officer:
    user = make_member(council, Role.LEAD_OFFICER, **fields)
    return make_officer(council, name, user=user)


def sent() -> list[Any]:
    """Let the worker send what waits, and return what went out."""
    for email in OutgoingEmail.objects.order_by("pk"):
        emails.send(email.pk)
    return mail.outbox


def test_a_lead_with_an_account_gets_one_digest_that_leads_to_the_form(
    council: Council, plan: ActionPlan
) -> None:
    lead = with_account(council, email="lead@council.example")
    late = make_step(plan, lead, days(-7), text="Audit every file.")
    make_step(plan, lead, days(10), text="Train the new staff.")

    remind(DAY)

    [email] = sent()
    assert email.to == ["lead@council.example"]
    assert email.reply_to == ["m@council.example"]
    assert email.subject == "Your actions: 1 late, 1 due soon"
    assert "Say what changed for children." in email.body
    assert "Past its date (9 November 2026). Nothing says whether it is done." in email.body
    form = f"/plans/{plan.pk}/actions/{late.action_id}/updates/new/?step={late.pk}"
    assert f"Report progress: http://127.0.0.1:8000/councils/{council.slug}{form}" in email.body


def test_nothing_goes_out_twice_or_at_the_weekend(council: Council, plan: ActionPlan) -> None:
    make_step(plan, with_account(council), DAY)

    first = remind(DAY)

    assert len(first) == 1
    assert remind(DAY) == []
    assert remind(date(2026, 11, 21)) == []
    assert not ReminderRun.objects.filter(day=date(2026, 11, 21)).exists()


def test_a_run_cut_short_is_done_again_and_writes_only_what_lacks(
    council: Council, plan: ActionPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("First", "Second"):
        make_step(plan, with_account(council, name), DAY)
    write, calls = sending.write, []

    def killed(*args: Any) -> Any:
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return write(*args)

    monkeypatch.setattr(sending, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        remind(DAY)
    monkeypatch.setattr(sending, "write", write)

    assert len(remind(DAY)) == 1
    assert OutgoingEmail.objects.count() == 2
    assert len(sent()) == 2


def test_what_a_missed_day_would_have_told_is_told_the_next_day(
    council: Council, plan: ActionPlan
) -> None:
    remind(DAY)
    make_step(plan, with_account(council), days(1))

    assert len(remind(days(2))) == 1


def test_a_long_notice_reaches_as_far_as_it_says(council: Council, plan: ActionPlan) -> None:
    ReminderSettings.objects.update(days_before=60)
    make_step(plan, with_account(council), days(60))

    assert len(remind(DAY)) == 1


def test_a_post_is_who_holds_it_and_a_group_is_its_members(
    council: Council, plan: ActionPlan
) -> None:
    one = with_account(council, "One", email="one@council.example")
    two = with_account(council, "Two", email="two@council.example")
    gone = with_account(council, "Gone", email="gone@council.example")
    group = make_officer(council, "All Heads of Service", kind=Officer.Kind.GROUP)
    for officer in (one, two):
        make_appointment(officer, group)
    make_appointment(gone, group, ends=days(-1))
    make_step(plan, group, DAY)
    make_step(plan, one, DAY)

    remind(DAY)

    by_address = {email.to[0]: email.subject for email in sent()}
    assert by_address == {
        "one@council.example": "Your actions: 2 due soon",
        "two@council.example": "Your actions: 1 due soon",
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"is_on": False},
        {"plan__status": "draft"},
        {"plan__status": "closed"},
    ],
)
def test_a_plan_that_does_not_ask_for_it_reminds_nobody(
    council: Council, plan: ActionPlan, changes: dict[str, Any]
) -> None:
    make_step(plan, with_account(council), DAY)
    for name, value in changes.items():
        model = ActionPlan if "__" in name else ReminderSettings
        model.objects.update(**{name.rpartition("__")[2]: value})

    assert remind(DAY) == []


def test_what_is_said_to_be_done_or_is_signed_off_is_not_asked_for(
    council: Council, plan: ActionPlan
) -> None:
    lead = with_account(council)
    for accepted in (False, True):
        step = make_step(plan, lead, DAY)
        make_update(step.action, step, progress="complete", day=days(-1), accepted=accepted)

    assert remind(DAY) == []


def test_confidential_words_are_not_sent(council: Council, plan: ActionPlan) -> None:
    make_step(plan, with_account(council), DAY, text="The hush review.", is_confidential=True)

    remind(DAY)

    [email] = sent()
    assert "hush" not in email.body
    assert "A confidential action" in email.body


def test_whom_nothing_reaches_is_named_to_the_manager(
    client: Client, council: Council, plan: ActionPlan, manager: User, monkeypatch: Any
) -> None:
    fix_today(monkeypatch)
    make_step(plan, make_officer(council, "Head of Nowhere"), DAY)
    client.force_login(manager)

    page = client.get(f"/councils/{council.slug}/plans/{plan.pk}/reminders/").content.decode()

    assert remind(DAY) == []
    assert "No e-mail reaches them" in page
    assert "Head of Nowhere" in page


@pytest.mark.parametrize(("hour", "runs"), [(7, 0), (8, 1), (17, 1), (18, 0)])
def test_reminders_go_out_in_office_hours(
    council: Council, plan: ActionPlan, monkeypatch: pytest.MonkeyPatch, hour: int, runs: int
) -> None:
    make_step(plan, with_account(council), DAY)
    now = timezone.make_aware(datetime.datetime(2026, 11, 16, hour, 5))
    monkeypatch.setattr("actionplans.tasks.timezone.now", lambda: now)

    tasks.send_reminders.func(int(now.timestamp()))

    assert OutgoingEmail.objects.count() == runs


def test_a_run_found_after_the_weekend_is_left_to_the_next(
    council: Council, plan: ActionPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_step(plan, with_account(council), DAY)
    friday = timezone.make_aware(datetime.datetime(2026, 11, 13, 17, 45))
    monday = timezone.make_aware(datetime.datetime(2026, 11, 16, 9, 0))
    monkeypatch.setattr("actionplans.tasks.timezone.now", lambda: monday)

    tasks.send_reminders.func(int(friday.timestamp()))
    before = OutgoingEmail.objects.count()
    tasks.send_reminders.func(int(monday.timestamp()))

    assert (before, OutgoingEmail.objects.count()) == (0, 1)


# By a link


@pytest.fixture
def nurse(council: Council) -> Officer:
    return make_officer(
        council, "Designated nurse", kind=Officer.Kind.PARTNER, email="nurse@health.example"
    )


TYPED = {
    "text": "Twelve nurses were trained.",
    "progress": "in_progress",
    "outlook": "on_track",
    "difference": "",
    "reason": "",
}


def make_audits(plan: ActionPlan, officer: Officer) -> Milestone:
    """Return audits every week for three weeks now, each of which is reported."""
    step = make_action(plan).milestones.get()
    step.each_occurrence = True
    step.save()
    make_lead(step, officer)
    make_due_date(step, days(-14), recurrence="FREQ=WEEKLY", words="Weekly from then on")
    return step


def path_in(email: Any) -> str:
    """Return the path of the link in an e-mail."""
    [line] = [line for line in email.body.splitlines() if "/report/" in line]
    return str(line[line.index("/report/") :])


def test_a_lead_without_an_account_reports_once_by_link(
    client: Client, council: Council, plan: ActionPlan, nurse: Officer, monkeypatch: Any
) -> None:
    fix_today(monkeypatch)
    step = make_step(plan, nurse, DAY, text="Train nurses.")
    make_step(plan, with_account(council), DAY, text="Other work.")
    remind(DAY)
    path = path_in(next(email for email in sent() if email.to == ["nurse@health.example"]))

    form = client.get(path).content.decode()
    answer = client.post(path, TYPED)
    again = client.post(path, TYPED)

    assert "Train nurses." in form
    assert "Other work." not in form
    assert "Thank you, Designated nurse" in answer.content.decode()
    assert again.status_code == 410
    update = ProgressUpdate.objects.get()
    assert (update.how, update.reported_by, update.entered_by) == ("link", "Designated nurse", None)
    assert update.lines.get().milestone == step
    assert not update.reviews.exists()


def test_a_link_to_what_recurs_asks_for_the_check_and_stays_with_it(
    client: Client, plan: ActionPlan, nurse: Officer, monkeypatch: Any
) -> None:
    fix_today(monkeypatch)
    step = make_audits(plan, nurse)
    make_occurrence(step, days(-14), accepted=True)
    path = links.path_of(make_report_link(step, nurse).pk)

    form = read(client, path)
    address = f"{path}{form.main.one('form').get('action')}"
    make_occurrence(step, days(-7))
    done = TYPED | {"progress": "complete", "key": str(uuid.uuid4())}
    done["last_seen"] = read(client, path).value("last_seen")
    answers = [client.post(address, done).status_code for _ in range(2)]

    assert "You are reporting on the check due 9 November 2026." in form.main.text
    assert "Was it done?" in form.main.text
    line = ProgressUpdate.objects.get(how="link").lines.get()
    assert (line.milestone, line.occurrence, line.progress) == (step, days(-7), "complete")
    assert answers == [200, 200]


def test_who_reports_by_link_is_told_who_reported_since_and_then_sends_theirs_as_well(
    client: Client, council: Council, plan: ActionPlan, nurse: Officer, monkeypatch: Any
) -> None:
    fix_today(monkeypatch)
    step = make_step(plan, nurse, DAY, text="Train nurses.")
    path = links.path_of(make_report_link(step, nurse).pk)
    opened = read(client, path)
    head = make_member(council, Role.LEAD_OFFICER, name="Head Teacher")
    make_update(step.action, step, entered_by=head, text="Theirs alone.", is_confidential=True)
    typed = TYPED | {name: opened.value(name) for name in ("key", "last_seen")}

    told = Page(client.post(path, typed), 409)

    assert "Head Teacher reported on this action on" in told.main.text
    assert "Nothing of yours is sent yet." in told.main.text
    assert "Theirs alone." not in told.text
    assert told.value("text") == TYPED["text"]
    assert ProgressUpdate.objects.count() == 1

    sent = client.post(path, typed | {"last_seen": told.value("last_seen")})
    assert "Thank you, Designated nurse" in sent.content.decode()
    assert ProgressUpdate.objects.order_by("-pk")[0].text == TYPED["text"]


def test_the_link_is_kept_in_no_row(council: Council, plan: ActionPlan, nurse: Officer) -> None:
    make_step(plan, nurse, DAY)
    remind(DAY)
    [email] = sent()

    token = path_in(email).split("/")[2]

    assert token not in OutgoingEmail.objects.get().body


def test_the_next_reminder_brings_the_same_link_for_longer(
    council: Council, plan: ActionPlan, nurse: Officer
) -> None:
    make_step(plan, nurse, DAY)
    remind(DAY)
    remind(days(7))

    first, second = sent()

    # What follows the link's number and nonce is the second at which the path was signed.
    assert path_in(first).partition(":")[0] == path_in(second).partition(":")[0]
    assert ReportLink.objects.get().expires_on == days(37)


@pytest.mark.parametrize(
    "dead",
    [
        "expired",
        "withdrawn",
        "closed plan",
        "step removed",
        "ended",
        "left",
        "made up",
        "another nonce",
    ],
)
def test_a_dead_link_says_so_and_nothing_else(
    client: Client,
    council: Council,
    plan: ActionPlan,
    nurse: Officer,
    manager: User,
    monkeypatch: Any,
    dead: str,
) -> None:
    fix_today(monkeypatch)
    step = make_step(plan, nurse, DAY, text="Train nurses.")
    link = make_report_link(step, nurse)
    path = links.path_of(link.pk)
    assert client.get(path).status_code == 200
    if dead == "expired":
        ReportLink.objects.update(expires_on=days(-1))
    elif dead == "withdrawn":
        assert links.withdraw(link, manager)
    elif dead == "closed plan":
        ActionPlan.objects.update(status="closed")
    elif dead == "step removed":
        Milestone.objects.update(removed_on=DAY)
    elif dead == "ended":
        make_ending(step.action)
    elif dead == "left":
        Officer.objects.filter(pk=nurse.pk).update(ends=DAY)
    elif dead == "made up":
        path = "/report/WzEsIjIiXQ:1abc:made-up/"
    else:
        ReportLink.objects.update(nonce="0" * 32)

    got, posted = client.get(path), client.post(path, TYPED)

    assert (got.status_code, posted.status_code) == (410, 410)
    assert "This link no longer works" in got.content.decode()
    assert "Train nurses." not in got.content.decode()
    assert "What was sent" not in got.content.decode()
    assert "Twelve nurses were trained." in posted.content.decode()
    assert not ProgressUpdate.objects.exists()


def test_a_name_asked_about_is_not_shown_by_a_link_but_what_was_typed_is(
    client: Client, council: Council, plan: ActionPlan, nurse: Officer, monkeypatch: Any
) -> None:
    fix_today(monkeypatch)
    step = make_step(plan, nurse, DAY, text="See the family of Zuleika Quent.")
    path = links.path_of(make_report_link(step, nurse).pk)
    make_redaction(council, "Zuleika Quent")
    typed = TYPED | {"text": "Zuleika Quent was seen.", "outlook": "at_risk"}

    page, wrong = client.get(path).content.decode(), client.post(path, typed).content.decode()

    assert "See the family of [withheld while a redaction is decided]" in page
    assert "Zuleika" not in page
    assert "Zuleika Quent was seen." in wrong


def test_what_is_wrong_is_said_beside_what_was_typed(
    client: Client, plan: ActionPlan, nurse: Officer, monkeypatch: Any
) -> None:
    fix_today(monkeypatch)
    link = make_report_link(make_step(plan, nurse, DAY), nurse)

    page = client.post(links.path_of(link.pk), TYPED | {"outlook": "at_risk"}).content.decode()

    assert "Say why it is not going to plan" in page
    assert "Twelve nurses were trained." in page
    assert ReportLink.objects.get().used_at is None


def test_a_link_to_evidence_comes_with_the_report_and_is_kept_when_something_is_wrong(
    client: Client, plan: ActionPlan, nurse: Officer, monkeypatch: Any
) -> None:
    fix_today(monkeypatch)
    path = links.path_of(make_report_link(make_step(plan, nurse, DAY), nurse).pk)
    shown = {"evidence_link": "https://health.example/audit", "evidence_title": "Audit of May"}

    no_page = client.post(path, TYPED | shown | {"evidence_link": "the intranet"})
    named_only = client.post(path, TYPED | shown | {"evidence_link": ""})
    sent_with = client.post(path, TYPED | shown)

    assert "Enter the whole address of the page" in no_page.content.decode()
    assert "the intranet" in no_page.content.decode()
    assert "Enter the address of what you named" in named_only.content.decode()
    assert "Audit of May" in named_only.content.decode()
    assert sent_with.status_code == 200
    piece = Evidence.objects.get()
    assert (piece.url, piece.title) == (shown["evidence_link"], "Audit of May")
    assert piece.update == ProgressUpdate.objects.get()


def test_a_link_shows_what_its_reader_said_last_and_what_they_are_asked_and_no_more(
    client: Client, council: Council, plan: ActionPlan, nurse: Officer, monkeypatch: Any
) -> None:
    fix_today(monkeypatch)
    step = make_step(plan, nurse, DAY)
    first = links.path_of(make_report_link(step, nurse).pk)
    client.post(first, TYPED | {"text": "Six nurses were trained."})
    make_update(step.action, text="The team's own words.")
    by = with_account(council).user
    ask(step.action, "Why only six?", Question.WantedFrom.LEADS, by=by, day=DAY)
    ask(step.action, "A word to the manager.", Question.WantedFrom.MANAGER, by=by, day=DAY)

    page = read(client, links.path_of(make_report_link(step, nurse).pk)).main.text

    assert "What you said last time" in page
    assert "Six nurses were trained." in page
    assert "Why only six?" in page
    assert "The team's own words." not in page
    assert "A word to the manager." not in page


def test_the_manager_sends_a_link_and_withdraws_it(
    client: Client,
    council: Council,
    plan: ActionPlan,
    nurse: Officer,
    manager: User,
    monkeypatch: Any,
) -> None:
    fix_today(monkeypatch)
    step = make_step(plan, nurse, days(90), text="Train nurses.")
    base = f"/councils/{council.slug}/plans/{plan.pk}/"
    client.force_login(manager)

    form = read(client, f"{base}actions/{step.action_id}/link/?step={step.pk}")
    answer = client.post(
        f"{base}actions/{step.action_id}/link/?step={step.pk}",
        {
            "name": "Designated nurse",
            "email": "nurse@health.example",
            "words": "By Friday, please.",
            "key": form.value("key"),
        },
        follow=True,
    )
    assert step.text in form.text
    assert "A link is on its way to nurse@health.example." in answer.content.decode()
    [email] = sent()
    assert "By Friday, please." in email.body
    assert step.text in email.body
    link = ReportLink.objects.get()
    assert (link.officer, link.made_by) == (nurse, manager)

    client.post(f"{base}links/{link.pk}/withdraw/")

    assert Client().get(path_in(email)).status_code == 410


def test_the_page_of_a_link_sent_twice_is_one_e_mail(
    client: Client, council: Council, plan: ActionPlan, nurse: Officer, manager: User
) -> None:
    step = make_step(plan, nurse, days(90), text="Train nurses.")
    address = f"/councils/{council.slug}/plans/{plan.pk}/actions/{step.action_id}/link/"
    client.force_login(manager)
    typed = {"name": "Nurse", "email": "nurse@health.example", "words": "By Friday, please."}

    key = {"key": read(client, address).value("key")}
    for _ in range(2):
        assert client.post(address, typed | key).status_code == 302
    assert len(sent()) == 1

    again = {"key": read(client, address).value("key")}
    assert client.post(address, typed | again).status_code == 302
    assert OutgoingEmail.objects.count() == 2


def test_nobody_is_asked_to_report_on_what_ended(
    client: Client, council: Council, plan: ActionPlan, nurse: Officer, manager: User
) -> None:
    step = make_step(plan, nurse, days(90))
    make_ending(step.action)
    client.force_login(manager)
    typed = {"name": "Nurse", "email": "nurse@health.example", "words": "By Friday, please."}
    typed["key"] = str(uuid.uuid4())

    page = client.post(
        f"/councils/{council.slug}/plans/{plan.pk}/actions/{step.action_id}/link/", typed
    )

    assert page.status_code == 409
    assert "The action has ended, so nobody is asked to report on it." in page.content.decode()
    assert "By Friday, please." in page.content.decode()
    assert not sent()
    assert not ReportLink.objects.exists()


@pytest.mark.parametrize("address", ["reminders/", "actions/{action}/link/"])
@pytest.mark.parametrize("closed", ["before", "meanwhile"])
def test_a_closed_plan_sends_nothing_and_keeps_what_was_typed(
    client: Client,
    council: Council,
    plan: ActionPlan,
    nurse: Officer,
    manager: User,
    monkeypatch: Any,
    address: str,
    closed: str,
) -> None:
    step = make_step(plan, nurse, days(90))
    client.force_login(manager)
    url = f"/councils/{council.slug}/plans/{plan.pk}/" + address.format(action=step.action_id)
    seen = client.get(url).context["form"]["seen"].value() if "reminders" in address else ""
    typed = {"name": "Nurse", "email": "nurse@health.example", "words": "By Friday, please."}
    typed |= {"is_on": "on", "days_before": "3", "days_after": "14", "seen": seen}
    typed["key"] = str(uuid.uuid4())
    ActionPlan.objects.update(status="closed")
    if closed == "meanwhile":
        monkeypatch.setattr("actionplans.views.closed.is_closed", lambda plan: False)

    page = client.post(url, typed)

    assert page.status_code == 409
    assert "Nothing is saved. The plan is closed" in page.content.decode()
    assert "By Friday, please." in page.content.decode()
    assert not sent()
    assert not ReportLink.objects.exists()
    assert not ReminderSettings.objects.filter(words="By Friday, please.").exists()


# The page


def test_the_second_of_two_managers_is_told_and_loses_nothing(
    client: Client, council: Council, plan: ActionPlan, manager: User, monkeypatch: Any
) -> None:
    fix_today(monkeypatch)
    client.force_login(manager)
    url = f"/councils/{council.slug}/plans/{plan.pk}/reminders/"
    seen = client.get(url).context["form"]["seen"].value()
    typed = {"is_on": "on", "words": "Mine.", "days_before": "3", "days_after": "14", "seen": seen}
    ReminderSettings.objects.get().save()
    row = ReminderSettings.objects.get()
    row.words = "Theirs."
    row.save()

    answer = client.post(url, typed)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs." in page
    assert "Mine." in page
    assert ReminderSettings.objects.get().words == "Theirs."
    again = client.post(url, typed | {"seen": answer.context["form"]["seen"].value()})
    assert again.status_code == 302
    assert ReminderSettings.objects.get().words == "Mine."


def test_a_number_that_is_none_says_what_to_enter(
    client: Client, council: Council, plan: ActionPlan, manager: User, monkeypatch: Any
) -> None:
    fix_today(monkeypatch)
    client.force_login(manager)
    url = f"/councils/{council.slug}/plans/{plan.pk}/reminders/"

    page = client.post(url, {"words": "Kept.", "days_before": "soon", "days_after": "7"})

    assert "enter a number of days from 0 to 90" in page.content.decode()
    assert "Kept." in page.content.decode()


def test_the_number_of_queries_does_not_grow(council: Council, plan: ActionPlan) -> None:
    def counted() -> int:
        with CaptureQueriesContext(connection) as found:
            sending.told_on(council, sending.plans_to_remind(DAY), DAY)
        return len(found)

    make_step(plan, with_account(council), DAY)
    few = counted()
    for _ in range(5):
        make_step(plan, make_officer(council, email="x@health.example"), DAY)

    assert counted() == few
