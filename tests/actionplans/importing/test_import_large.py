"""A file of many rows: the worker understands it and takes it in, and its pages stay short."""

from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from actionplans import tasks
from actionplans.importing import apart, rereading
from actionplans.importing.apart import understand_apart
from actionplans.importing.known import known_for
from actionplans.importing.saving import MOST_ROWS
from actionplans.importing.understanding import understand
from actionplans.models import ActionPlan, PlanImport
from actionplans.views.preview import ROWS_AT_ONCE
from councils.limits import CannotRead, Limits
from councils.models import Council
from councils.roles import Role
from tests.actionplans.importing.imports import make_read, row
from tests.actionplans.importing.test_import_pages import put_right, url
from tests.factories import make_officer
from tests.pages import Page, fix_today, read

pytestmark = pytest.mark.django_db
Status = PlanImport.Status
MANY = ROWS_AT_ONCE + 15
LONG = "The group met and agreed what comes next. " * 40


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    fix_today(monkeypatch)
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(Role.PLAN_MANAGER)


@pytest.fixture
def large(council: Council) -> PlanImport:
    """Return an import that is too long to be understood while somebody waits."""
    rows = [row(str(number), lead="Kim Bell", progress=LONG) for number in range(1, MANY + 1)]
    return make_read(council, *rows)


def jobs(name: str) -> int:
    return ProcrastinateJob.objects.filter(task_name=f"actionplans.{name}").count()


def understood(planned: PlanImport) -> PlanImport:
    tasks.understand_plan_file(planned.pk)
    planned.refresh_from_db()
    return planned


# Understanding


def test_a_large_file_waits_for_the_worker_and_is_asked_for_once(
    client: Client, large: PlanImport
) -> None:
    for _ in range(3):
        page = read(client, url(large))

    assert page.h1 == "Working out “our plan.docx”"
    assert "until its rows show what you put right" in page.main.text
    assert jobs("understand_plan_file") == 1


def test_what_the_worker_understood_is_shown_page_by_page(
    client: Client, large: PlanImport
) -> None:
    understood(large)

    first, last = read(client, url(large)), read(client, url(large), page=11)

    assert f"{MANY} milestones found." in first.main.text
    assert len(first.all("section", "app-import-row")) == 20
    assert [each.get("id") for each in last.all("section", "app-import-row")] == [
        f"row-0-{number}" for number in range(202, MANY + 2)
    ]


def test_what_is_kept_is_what_is_understood(large: PlanImport) -> None:
    known = known_for(large)

    understood(large)

    kept = rereading.reading_of(large, known, large.version, {})
    assert kept is not None and kept.kept is not None
    assert kept.understood == understand(large.tables, known)
    assert kept.rows(90, 110) == list(kept.understood.rows[90:110])


def test_a_large_file_is_worked_out_anew_with_what_is_put_right(
    client: Client, large: PlanImport
) -> None:
    understood(large)

    put_right(client, large, column_6="next_steps")
    waiting = read(client, url(large)).h1
    understood(large)

    assert waiting == "Working out “our plan.docx”"
    assert "Next steps The group met" in read(client, url(large)).main.text
    assert large.version == 2


def test_a_new_officer_of_the_council_is_known_on_the_next_look(
    client: Client, council: Council, large: PlanImport
) -> None:
    understood(large)
    make_officer(council, name="Kim Bell")

    assert read(client, url(large)).h1.startswith("Working out")
    understood(large)

    assert "Kim Bell (new)" not in read(client, url(large)).main.text


def test_what_a_second_person_sends_meanwhile_is_kept_in_the_page(
    client: Client, large: PlanImport, client_for: Any
) -> None:
    understood(large)
    sent = {"version": "1", "column_6": "success_measure"}
    put_right(client_for(Role.PLAN_MANAGER), large, column_6="next_steps")

    page = Page(client.post(url(large), sent))
    understood(large)
    again = {field.get("name"): field.get("value") for field in page.main.all("input")}
    page_of_both = Page(client.post(url(large), again), 409)

    assert "Nothing of what you sent is kept yet" in page.main.text
    assert {name: again[name] for name in sent} == sent
    assert chosen(page_of_both)["column_6"] == "success_measure"
    assert "put something right here" in page_of_both.main.text


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        (Limits(wall_seconds=0.001), "takes too long to read"),
        (Limits(memory_bytes=1024**2), "is too large"),
    ],
)
def test_understanding_is_held_to_limits_and_says_so(
    limits: Limits, why: str, large: PlanImport
) -> None:
    with pytest.raises(CannotRead, match=why):
        understand_apart(large.document or {}, known_for(large), None, limits)


def test_what_cannot_be_worked_out_is_undone_and_said(
    client: Client, large: PlanImport, monkeypatch: pytest.MonkeyPatch
) -> None:
    understood(large)
    put_right(client, large, column_6="next_steps")

    with monkeypatch.context() as short:
        short.setattr(apart, "ALLOWED", Limits(wall_seconds=0.001))
        understood(large)
    understood(large)

    page = read(client, url(large))
    assert "What was put right last is undone" in page.main.text
    assert chosen(page)["column_6"] == "progress"


def test_a_fault_while_it_is_worked_out_undoes_what_was_put_right_last_and_is_told(
    client: Client, large: PlanImport
) -> None:
    understood(large)
    put_right(client, large, column_6="next_steps")
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE; "
            "ALTER TABLE actionplans_importreading ADD CONSTRAINT is_full CHECK (false) NOT VALID"
        )

    with pytest.raises(IntegrityError):
        tasks.understand_plan_file(large.pk)

    large.refresh_from_db()
    assert large.problem == (
        "What was put right last is undone, since the file could not be read with it: It could "
        "not be worked out because of a fault of ours."
    )
    assert (large.status, large.corrections) == (Status.READ, {})


def test_what_a_page_cannot_wait_for_is_left_to_the_worker_and_not_tried_again(
    client: Client, council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = make_read(council, row("1"))

    with monkeypatch.context() as busy:
        busy.setattr(apart, "ALLOWED_A_PAGE", Limits(wall_seconds=0.001))
        first = read(client, url(short)).h1
    second = read(client, url(short)).h1
    understood(short)

    assert (first, second) == ("Working out “our plan.docx”",) * 2
    assert jobs("understand_plan_file") == 1
    assert "1 milestone found." in read(client, url(short)).main.text


# Taking in


def test_a_large_file_is_taken_in_by_the_worker(client: Client, large: PlanImport) -> None:
    understood(large)

    put_right(client, large, confirm="1")
    page = read(client, url(large))

    assert page.h1 == "Taking in “our plan.docx”"
    assert not ActionPlan.objects.exists()
    tasks.take_in_plan_file(large.pk, "")
    large.refresh_from_db()
    assert large.plan and large.plan.actions.count() == MANY
    assert (large.status, large.confirmed_by) == (Status.CONFIRMED, client.user)  # type: ignore[attr-defined]
    assert "It was taken in on" in read(client, url(large)).main.text


def test_confirming_a_large_file_twice_makes_one_plan(client: Client, large: PlanImport) -> None:
    understood(large)
    put_right(client, large, confirm="1")
    client.post(url(large), {"version": "1", "confirm": "1"})

    assert jobs("take_in_plan_file") == 1
    for _ in range(2):
        tasks.take_in_plan_file(large.pk, "")
    assert ActionPlan.objects.count() == 1


def test_what_is_being_taken_in_cannot_be_dropped(client: Client, large: PlanImport) -> None:
    understood(large)
    put_right(client, large, confirm="1")

    client.post(url(large, "import_drop"))

    large.refresh_from_db()
    assert large.status == Status.CONFIRMING


def test_a_worker_that_ends_in_between_leaves_nothing_and_begins_again(
    client: Client, large: PlanImport
) -> None:
    """A killed worker's transaction is undone by the database; its job is given to another."""
    understood(large)
    put_right(client, large, confirm="1")
    with transaction.atomic():
        tasks.take_in_plan_file(large.pk, "")
        transaction.set_rollback(True)

    page = read(client, url(large))
    assert not ActionPlan.objects.exists()
    assert "begins again by itself within ten minutes" in page.main.text

    tasks.take_in_plan_file(large.pk, "")
    assert ActionPlan.objects.get().actions.count() == MANY


def test_a_fault_while_it_is_taken_in_saves_nothing_and_is_told(
    client: Client, large: PlanImport
) -> None:
    understood(large)
    put_right(client, large, confirm="1")

    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE actionplans_progressline ADD CONSTRAINT is_full CHECK (false) NOT VALID"
        )

    with pytest.raises(IntegrityError):
        tasks.take_in_plan_file(large.pk, "")

    assert not ActionPlan.objects.exists()
    assert "Nothing was saved. Try again." in read(client, url(large)).main.text


def test_more_rows_than_a_plan_can_have_are_said_at_once(client: Client, council: Council) -> None:
    planned = make_read(council, *(row(str(number)) for number in range(MOST_ROWS + 1)))
    understood(planned)

    put_right(client, planned, confirm="1")

    page = read(client, url(planned))
    assert "The file has 5,001 rows; a plan can have 5,000." in page.main.text
    assert not ActionPlan.objects.exists()


# Rows left out


def test_every_row_left_out_can_be_reached_and_taken_in(client: Client, council: Council) -> None:
    totals = [("Total", "", "", "", "", "", "", "")] * 120
    planned = make_read(council, row("1"), *totals)

    page = read(client, url(planned), left_out=3)
    last = f"take_0_{len(totals) + 2}"
    client.post(f"{url(planned)}?left_out=3", {"version": "1", last: "on", **chosen(page)})

    assert page.main.text.count("Take row") == 21
    planned.refresh_from_db()
    assert planned.corrections["taken_in"] == [[0, len(totals) + 2]]


def chosen(page: Page) -> dict[str, str]:
    """Return what stands in the choices of a page."""
    return {
        str(field.get("name")): str(option.get("value"))
        for field in page.all("select")
        for option in field.all("option")
        if option.get("selected") is not None
    }
