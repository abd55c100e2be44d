"""Taking the plan away as a PDF: asking, waiting, the file, and what the worker does."""

import datetime
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from actionplans.models import ActionPlan
from actionplans.on_day.plans import plan_on_day
from councils.forms import TEXT_LIMIT
from councils.models import Council, User
from councils.roles import Role
from reports import pdf, tasks
from reports.models import Export, state_for
from reports.plan_files.exporting import as_pdf
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_plan,
    make_update,
    make_user,
)
from tests.pages import Page, Piece, fix_today, read
from tests.pdf_reading import Reading, read_pdf

pytestmark = pytest.mark.django_db

PAPERS, OFFICERS = Export.Readers.PAPERS, Export.Readers.OFFICERS


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    """A plan with accepted and waiting words, and a confidential action."""
    plan = make_plan(council, title="The improvement plan", reference="improve")
    action = make_action(plan, text="Open work.")
    step = action.milestones.get()
    make_due_date(step, days(-5))
    make_update(action, step, text="Accepted words.", day=days(-10), accepted=True)
    make_update(action, step, text="Waiting words.", day=days(-2))
    make_action(plan, text="Hush work.", is_confidential=True)
    return plan


@pytest.fixture
def officer(client_for: Any) -> Client:
    return client_for(Role.LEAD_OFFICER)


@pytest.fixture
def member_client(client_for: Any) -> Client:
    return client_for(Role.SCRUTINY_MEMBER)


def add_url(plan: ActionPlan) -> str:
    return reverse("reports:export_add", args=[plan.council.slug, plan.pk])


def url(export: Export, name: str = "export") -> str:
    plan = export.plan
    return reverse(f"reports:{name}", args=[plan.council.slug, plan.pk, export.pk])


def make_export(plan: ActionPlan, user: User, **fields: Any) -> Export:
    fields = {"asked_on": DAY, "as_at": DAY} | fields
    return Export.objects.create(plan=plan, asked_by=user, **fields)


def rendered(export: Export) -> Export:
    """Do what the worker does, and return the export as it then is."""
    tasks.render_export(export.pk)
    return Export.objects.get(pk=export.pk)


# Asking


def test_asking_makes_one_job_and_leads_to_the_page_that_waits(
    plan: ActionPlan, officer: Client
) -> None:
    asked = {"as_at": "2026-11-07", "known_on": "2026-11-09"}
    answer = officer.post(
        f"{add_url(plan)}?as_at={asked['as_at']}&known_on={asked['known_on']}",
        {"readers": "officers"},
    )

    export = Export.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == url(export)
    assert (export.plan, export.asked_by) == (plan, officer.user)
    assert (export.asked_on, export.status) == (DAY, "waiting")
    assert (export.as_at, export.known_on) == (days(-9), days(-7))
    assert export.readers == OFFICERS
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == ("reports.render_export", {"export_id": export.pk})
    assert job.status == "todo"


@pytest.mark.parametrize(
    ("role", "asked", "readers"),
    [
        (Role.LEAD_OFFICER, {}, PAPERS),
        (Role.LEAD_OFFICER, {"readers": "papers"}, PAPERS),
        (Role.LEAD_OFFICER, {"readers": "officers"}, OFFICERS),
        (Role.DEMOCRATIC_SERVICES, {"readers": "officers"}, OFFICERS),
        (Role.LEAD_OFFICER, {"readers": "everyone"}, PAPERS),
        (Role.SCRUTINY_MEMBER, {"readers": "officers"}, PAPERS),
        (Role.READER, {"readers": "officers"}, PAPERS),
    ],
)
def test_only_officers_get_a_working_copy_and_only_when_they_ask(
    plan: ActionPlan, client_for: Any, role: Role, asked: dict[str, str], readers: str
) -> None:
    client_for(role).post(add_url(plan), asked)

    assert Export.objects.get().readers == readers


def test_what_is_not_a_day_makes_no_job(plan: ActionPlan, officer: Client) -> None:
    Page(officer.post(f"{add_url(plan)}?as_at=soon"), 400)

    assert not Export.objects.exists()
    assert not ProcrastinateJob.objects.exists()


# Waiting


def test_while_it_waits_the_page_says_so_and_asks_again_with_or_without_javascript(
    plan: ActionPlan, officer: Client
) -> None:
    export = make_export(plan, officer.user, as_at=days(-9))
    page = read(officer, url(export))

    assert page.h1 == "The improvement plan as a PDF"
    assert "As at 7 November 2026. For papers: accepted updates only." in page.main.text
    assert "The PDF is being made." in page.main.text
    piece = page.one("div", id="export")
    assert piece.get("hx-get") == page.main.links["Look again"] == url(export)
    assert piece.get("hx-trigger") == "every 1s"
    content = page.response.content.decode()
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in content


def test_htmx_gets_the_piece_alone(plan: ActionPlan, officer: Client) -> None:
    export = make_export(plan, officer.user)

    answer = officer.get(url(export), headers={"HX-Request": "true"})

    content = answer.content.decode().strip()
    assert content.startswith('<div id="export"')
    assert "<html" not in content
    assert answer["Vary"].split(", ").count("HX-Request") == 1


def test_when_it_is_done_the_page_stops_asking_and_offers_the_file(
    plan: ActionPlan, officer: Client
) -> None:
    export = make_export(plan, officer.user, status="done", content=b"%PDF")
    page = read(officer, url(export))

    assert page.main.links["Download the PDF"] == url(export, "export_file")
    assert _asks_no_more(page)


def test_when_it_failed_the_page_says_why_and_what_to_do(plan: ActionPlan, officer: Client) -> None:
    export = make_export(plan, officer.user, status="failed", problem="It is too long.")
    page = read(officer, url(export))

    assert "It is too long." in page.main.text
    assert page.main.links["Back to the plan’s table"] == reverse(
        "reports:appendix", args=[plan.council.slug, plan.pk]
    )
    assert "Download" not in page.main.text
    assert _asks_no_more(page)


def _asks_no_more(page: Page) -> bool:
    piece: Piece = page.one("div", id="export")
    return piece.get("hx-get") is None and b"http-equiv" not in page.response.content


# The file


def test_the_file_is_the_plans_and_is_named_after_plan_and_day(
    plan: ActionPlan, officer: Client
) -> None:
    export = make_export(plan, officer.user, as_at=days(-9), status="done", content=b"%PDF-1")
    answer = officer.get(url(export, "export_file"))

    assert answer.content == b"%PDF-1"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="improve-as-at-2026-11-07.pdf"'


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"readers": OFFICERS}, "improve-as-at-2026-11-16-working-copy.pdf"),
        ({"known_on": days(-7)}, "improve-as-at-2026-11-16-as-known-on-2026-11-09.pdf"),
        (
            {"readers": OFFICERS, "known_on": days(-7)},
            "improve-as-at-2026-11-16-as-known-on-2026-11-09-working-copy.pdf",
        ),
    ],
)
def test_the_files_name_says_what_state_it_shows(
    plan: ActionPlan, officer: Client, fields: dict[str, Any], name: str
) -> None:
    export = make_export(plan, officer.user, status="done", content=b"%PDF-1", **fields)
    answer = officer.get(url(export, "export_file"))

    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize("fields", [{}, {"status": "failed", "problem": "Too long."}])
def test_there_is_no_file_before_it_is_done(
    plan: ActionPlan, officer: Client, fields: dict[str, str]
) -> None:
    export = make_export(plan, officer.user, **fields)

    assert officer.get(url(export, "export_file")).status_code == 404


@pytest.mark.parametrize("role", Role)
def test_an_export_is_its_askers_alone(
    plan: ActionPlan, officer: Client, client_for: Any, role: Role
) -> None:
    export = make_export(plan, officer.user, status="done", content=b"%PDF")
    colleague = client_for(role)

    for name in ("export", "export_file"):
        assert colleague.get(url(export, name)).status_code == 404


def test_under_another_plan_it_is_not_found(plan: ActionPlan, officer: Client) -> None:
    export = make_export(plan, officer.user, status="done", content=b"%PDF")
    other = make_plan(plan.council)

    for name in ("export", "export_file"):
        wrong = reverse(f"reports:{name}", args=[plan.council.slug, other.pk, export.pk])
        assert officer.get(wrong).status_code == 404


def test_who_became_a_member_no_longer_gets_their_working_copy(
    plan: ActionPlan, officer: Client
) -> None:
    working = make_export(plan, officer.user, readers=OFFICERS, status="done", content=b"%PDF")
    papers = make_export(plan, officer.user, readers=PAPERS, status="done", content=b"%PDF")
    officer.user.memberships.update(role=Role.SCRUTINY_MEMBER)

    for name in ("export", "export_file"):
        assert officer.get(url(working, name)).status_code == 403
        assert officer.get(url(papers, name)).status_code == 200


def test_who_left_the_council_gets_nothing(plan: ActionPlan, officer: Client) -> None:
    export = make_export(plan, officer.user, status="done", content=b"%PDF")
    officer.user.memberships.all().delete()

    for name in ("export", "export_file"):
        assert officer.get(url(export, name)).status_code == 404


# The worker


def test_the_worker_makes_the_pdf_for_papers(plan: ActionPlan, member_client: Client) -> None:
    member_client.post(add_url(plan))
    export = rendered(Export.objects.get())
    assert export.status == "done"

    answer = member_client.get(read(member_client, url(export)).main.links["Download the PDF"])
    reading = read_pdf(answer.content)

    assert reading.title == "The improvement plan, Barchester, as at 16 November 2026"
    assert "Accepted words." in reading.text
    assert "Accepted updates only" in reading.text
    assert "1 update not yet accepted, the oldest entered on 14 November 2026" in reading.text
    assert "1 confidential action" in reading.text
    assert "Waiting words." not in reading.text
    assert "Hush" not in reading.text


def test_the_workers_working_copy_says_what_it_is_and_marks_what_waits(
    plan: ActionPlan, officer: Client
) -> None:
    export = rendered(make_export(plan, officer.user, readers=OFFICERS))
    text = read_pdf(bytes(export.content or b"")).text

    assert "Working copy, not for publication" in text
    assert "Waiting words." in text
    assert "(14 Nov 2026, not yet accepted)" in text
    assert "Hush work." in text


def test_the_file_shows_the_day_asked_for(plan: ActionPlan, officer: Client) -> None:
    export = rendered(make_export(plan, officer.user, readers=OFFICERS, as_at=days(-7)))
    reading = read_pdf(bytes(export.content or b""))

    assert "as at 9 November 2026" in reading.title
    assert "Accepted words." in reading.text
    assert "Waiting words." not in reading.text


def appendix_of(plan: ActionPlan) -> Reading:
    return read_pdf(as_pdf(plan_on_day(plan, state_for(PAPERS, DAY, DAY))))


def test_the_paper_keeps_the_lines_of_progress(council: Council) -> None:
    def pages(between: str) -> int:
        plan = make_plan(council)
        action = make_action(plan)
        text = between.join(f"Line {number}." for number in range(60))
        make_update(action, action.milestones.get(), text=text, accepted=True)
        return len(appendix_of(plan).pages)

    assert pages(" ") == 1
    assert pages("\n") > 1


def test_one_officers_long_text_does_not_remove_anothers_bad_news(council: Council) -> None:
    plan = make_plan(council)
    action = make_action(plan, steps=2)
    first, second = action.milestones.order_by("order")
    make_update(action, first, text="Going well. " * 2_000, accepted=True, outlook="on_track")
    make_update(
        action, second, text="Nobody has come.", accepted=True, outlook="off_track",
        reason="No money is left.",
    )  # fmt: skip
    text = appendix_of(plan).text

    assert "[text shortened in print: 20,100 of" in text
    assert "In progress, on track (16 Nov 2026)" in text
    assert "2. Nobody has come." in text
    assert "In progress, off track: No money is left. (16 Nov 2026)" in text


def test_a_text_as_long_as_a_form_takes_is_printed_whole_with_the_steps_number(
    council: Council,
) -> None:
    action = make_action(make_plan(council), steps=2)
    text = ("Much was done. " * TEXT_LIMIT)[: TEXT_LIMIT - 4] + "END."
    second = action.milestones.get(order=2)
    make_update(action, second, text=text, difference=text, accepted=True)

    printed = appendix_of(action.plan).text
    assert "shortened" not in printed
    assert printed.count("END.") == 2


def test_very_many_lines_of_one_officer_do_not_hold_the_paper_up(council: Council) -> None:
    plan = make_plan(council)
    action = make_action(plan)
    text = "a\n\n" * 3_000
    make_update(action, action.milestones.get(), text=text, accepted=True)

    assert "[text shortened in print: 500 of 3,001 lines]" in appendix_of(plan).text


def test_a_second_run_changes_nothing(plan: ActionPlan) -> None:
    export = make_export(plan, make_user(), status="done", content=b"%PDF as it was")

    assert rendered(export).content == b"%PDF as it was"


def test_an_export_that_is_gone_is_no_error(plan: ActionPlan) -> None:
    export = make_export(plan, make_user())
    Export.objects.all().delete()

    tasks.render_export(export.pk)

    assert not Export.objects.exists()


def test_what_cannot_be_rendered_shows_its_sentence_and_can_be_tried_again(
    plan: ActionPlan, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = make_export(plan, officer.user)
    with monkeypatch.context() as limited:
        limited.setattr(pdf._warm, "limits", pdf.Limits(characters=100))
        failed = rendered(export)

    assert (failed.status, failed.problem) == ("failed", pdf.TOO_LONG)
    assert "too long to print in one piece" in read(officer, url(export)).main.text
    done = rendered(export)
    assert (done.status, done.problem) == ("done", "")
    assert len(pikepdf.open(BytesIO(bytes(done.content or b""))).pages) == 1


def test_a_fault_of_ours_does_not_leave_anybody_waiting_for_ever(
    plan: ActionPlan, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any) -> None:
        raise ZeroDivisionError

    export = make_export(plan, officer.user)
    monkeypatch.setattr(tasks, "plan_for_files", broken)

    with pytest.raises(ZeroDivisionError):
        tasks.render_export(export.pk)

    assert pdf.FAILED in read(officer, url(export)).main.text


# What the worker does by the clock


def periodic() -> dict[str, str]:
    tasks_by_clock = app.periodic_registry.periodic_tasks.values()
    return {entry.task.name: entry.cron for entry in tasks_by_clock}


def test_stalled_jobs_are_looked_for_often_and_old_files_dropped_daily() -> None:
    assert periodic() == {
        "reports.retry_stalled": "*/5 * * * *",
        "reports.drop_old_exports": "17 3 * * *",
        "scrutiny.drop_old_briefings": "27 3 * * *",
        "councils.ask_again_for_lost_emails": "*/10 * * * *",
        "actionplans.drop_unsent_uploads": "47 3 * * *",
        "actionplans.keep_reporting_cycles": "5 * * * *",
        "actionplans.send_reminders": "*/15 * * * *",
        "actionplans.hand_over": "7 * * * *",
        "actionplans.remove_unconfirmed_imports": "53 3 * * *",
        "inspections.remove_unconfirmed_reports": "57 3 * * *",
    }


def make_job(plan: ActionPlan, silent_for: datetime.timedelta | None) -> ProcrastinateJob:
    """Return a job that a worker has begun; the worker was last heard of so long ago.

    None: the worker is no longer known at all.
    """
    job_id = tasks.render_export.defer(export_id=make_export(plan, make_user()).pk)
    with connection.cursor() as cursor:
        worker = None
        if silent_for is not None:
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id",
                [timezone.now() - silent_for],
            )
            [worker] = cursor.fetchone()
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s",
            [worker, job_id],
        )
    return ProcrastinateJob.objects.get(pk=job_id)


def retry_stalled(job: ProcrastinateJob) -> None:
    context = JobContext(
        app=app, job=job.procrastinate_job, start_timestamp=0, abort_reason=lambda: None
    )
    async_to_sync(tasks.retry_stalled.func)(context, 0)


@pytest.mark.parametrize(
    ("silent_for", "status"),
    [
        (datetime.timedelta(seconds=tasks.STALLED_AFTER_SECONDS + 60), "todo"),
        (None, "todo"),
        (datetime.timedelta(seconds=tasks.STALLED_AFTER_SECONDS - 60), "doing"),
    ],
)
def test_a_job_whose_worker_was_killed_is_given_to_another(
    plan: ActionPlan, silent_for: datetime.timedelta | None, status: str
) -> None:
    job = make_job(plan, silent_for)

    retry_stalled(job)

    assert ProcrastinateJob.objects.get(pk=job.pk).status == status


def test_files_older_than_a_week_are_dropped(plan: ActionPlan) -> None:
    user = make_user()
    for age in (0, 6, 8, 30):
        export = make_export(plan, user, status="done", content=str(age).encode())
        asked = timezone.now() - datetime.timedelta(days=age)
        Export.objects.filter(pk=export.pk).update(asked_at=asked)

    tasks.drop_old_exports(0)

    kept = Export.objects.order_by("-asked_at").values_list("content", flat=True)
    assert [bytes(content) for content in kept] == [b"0", b"6"]
