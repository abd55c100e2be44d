"""Reminders through the real queue, the real worker and a mail server, and a worker killed."""

import datetime
import time
from collections import Counter
from collections.abc import Callable

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app

from actionplans.models import ActionPlan, ReminderSettings
from actionplans.reminding.sending import remind
from councils.models import Council, OutgoingEmail
from councils.roles import Role
from reports.models import Export
from reports.tasks import STALLED_AFTER_SECONDS, render_export
from tests.factories import (
    DAY,
    make_action,
    make_due_date,
    make_lead,
    make_member,
    make_officer,
    make_plan,
)
from tests.mail_server import Inbox, mail_server
from tests.worker import database_url, worker_at_work

pytestmark = pytest.mark.django_db(transaction=True)
State = OutgoingEmail.State
# So far off that the worker's own round, which is for the real day, has nobody to remind.
DUE = datetime.date(2060, 11, 5)
LEADS = ["first@barchester.example", "second@barchester.example", "third@barchester.example"]


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    """A plan that reminds three leads, each of one step that is due."""
    manager = make_member(council, Role.PLAN_MANAGER, email="manager@barchester.example")
    plan = make_plan(council, title="Improvement plan", manager=manager)
    ReminderSettings.objects.create(plan=plan, is_on=True)
    for email in LEADS:
        step = make_action(plan).milestones.get()
        user = make_member(council, Role.LEAD_OFFICER, email=email)
        make_lead(step, make_officer(council, email.split("@")[0], user=user))
        make_due_date(step, DUE)
    return plan


def until(holds: Callable[[], bool], seconds: int = 90) -> None:
    """Wait until it holds; fail where it does not for so long."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


def states() -> dict[str, str]:
    return dict(OutgoingEmail.objects.values_list("to", "state"))


def is_none_on_its_way() -> bool:
    return not {State.WAITING, State.SENDING} & set(states().values())


def received(inbox: Inbox) -> Counter[str]:
    return Counter(str(message["To"]) for message in inbox.received)


def give_up_on_killed_workers() -> None:
    """Let the time pass after which a silent worker is thought dead, and have it looked for."""
    silent = timezone.now() - datetime.timedelta(seconds=STALLED_AFTER_SECONDS + 60)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = %s", [silent])
    app.configure_task("reports.retry_stalled").defer(timestamp=0)


def test_a_worker_killed_while_it_sends_forgets_nothing_and_repeats_nothing(
    council: Council, plan: ActionPlan, client: Client
) -> None:
    with mail_server() as (inbox, port):
        settings = {"EMAIL_URL": f"smtp://127.0.0.1:{port}"}
        inbox.holds = LEADS[1]
        remind(DUE)
        remind(DUE)
        with worker_at_work(concurrency=1, **settings) as worker:
            assert inbox.is_holding.wait(90)
            worker.kill()
            worker.wait()
        inbox.let_go.set()
        assert states()[LEADS[1]] == State.SENDING
        give_up_on_killed_workers()
        with worker_at_work(**settings):
            until(is_none_on_its_way)
            remind(DUE)
            assert states() == {LEADS[0]: State.SENT, LEADS[1]: State.UNKNOWN, LEADS[2]: State.SENT}
            assert received(inbox) == Counter(LEADS)

            client.force_login(make_member(council, Role.ADMINISTRATOR))
            unsure = OutgoingEmail.objects.get(to=LEADS[1])
            page = client.get(f"/councils/{council.slug}/emails/").content.decode()
            assert "These need you" in page
            client.post(f"/councils/{council.slug}/emails/{unsure.pk}/again/")
            until(lambda: states()[LEADS[1]] == State.SENT)

    twice = [m for m in inbox.received if m["To"] == LEADS[1]]
    assert [m["Message-ID"] for m in twice] == [unsure.message_id] * 2
    assert len({m["Message-ID"] for m in inbox.received}) == 3


def test_what_is_recorded_while_no_worker_runs_goes_out_when_one_does(plan: ActionPlan) -> None:
    remind(DUE)

    with mail_server() as (inbox, port):
        settings = {"EMAIL_URL": f"smtp://127.0.0.1:{port}"}
        with worker_at_work(**settings), worker_at_work(**settings):
            until(is_none_on_its_way)

    assert received(inbox) == Counter(LEADS)
    assert set(states().values()) == {State.SENT}


def test_an_e_mail_does_not_wait_for_a_file_that_takes_long(plan: ActionPlan) -> None:
    export = Export.objects.create(
        plan=plan, asked_by=make_member(plan.council), asked_on=DAY, as_at=DAY
    )
    address = database_url()
    with psycopg.connect(address) as elsewhere, mail_server() as (inbox, port):
        elsewhere.execute("SELECT 1 FROM reports_export FOR UPDATE")
        render_export.defer(export_id=export.pk)
        with worker_at_work(EMAIL_URL=f"smtp://127.0.0.1:{port}"):
            until(lambda: is_at_work("reports.render_export"))
            remind(DUE)
            until(is_none_on_its_way)

            assert received(inbox) == Counter(LEADS)
            assert is_at_work("reports.render_export")
            elsewhere.rollback()
            until(lambda: not is_at_work("reports.render_export"))


def is_at_work(task: str) -> bool:
    """Return whether a job of that task was begun and has not ended."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM procrastinate_jobs WHERE task_name = %s"
            " AND status = 'doing')",
            [task],
        )
        return bool(cursor.fetchone()[0])
