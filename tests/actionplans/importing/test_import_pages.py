"""A file comes in on pages: sent, read, looked at, put right, confirmed; nothing typed is lost."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook
from procrastinate.contrib.django.models import ProcrastinateJob

from actionplans import tasks
from actionplans.importing import opening, receiving
from actionplans.importing.correcting import from_json, to_json
from actionplans.importing.tables import Document
from actionplans.importing.understood import Corrections, Field
from actionplans.models import ActionPlan, DueDate, Milestone, MilestoneLead, PlanImport
from councils.models import Council
from councils.roles import Role
from tests.actionplans.importing.excel_files import saved
from tests.actionplans.importing.imports import make_read, row
from tests.actionplans.importing.word_files import docx, tbl, tr
from tests.factories import (
    DAY,
    days,
    make_import,
    make_inspection,
    make_officer,
    make_plan,
    make_recommendation,
)
from tests.pages import Page, fix_today, read

pytestmark = pytest.mark.django_db

CSV = b"Ref,Action,Lead,Timescale\n1,Write the policy,Kim Bell,31 May 2027\n"
Status = PlanImport.Status


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    """Keep files in a folder of the test's own, as a server does."""
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    }
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(Role.PLAN_MANAGER)


def add_url(council: Council) -> str:
    return reverse("actionplans:import_add", args=[council.slug])


def url(planned: PlanImport, name: str = "plan_import") -> str:
    return reverse(f"actionplans:{name}", args=[planned.council.slug, planned.pk])


def day(name: str, on: datetime.date) -> dict[str, str]:
    return {
        f"{name}_day": str(on.day),
        f"{name}_month": str(on.month),
        f"{name}_year": str(on.year),
    }


def form(**fields: Any) -> dict[str, Any]:
    plain = {"title": "Our plan", **day("agreed_on", days(-60)), **day("reported_on", DAY)}
    return plain | fields


def upload(content: bytes = CSV, name: str = "plan.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def sent(client: Client, council: Council, **fields: Any) -> PlanImport:
    """Return the import made of what was sent."""
    answer = client.post(add_url(council), form(**fields))
    planned = PlanImport.objects.get(council=council)
    assert answer["Location"] == url(planned)
    return planned


# Sending


def test_a_file_is_kept_and_left_to_the_worker(client: Client, council: Council) -> None:
    inspection = make_inspection(council)

    planned = sent(client, council, file=upload(), inspection=inspection.pk)

    assert (planned.status, planned.kind, planned.size) == (Status.WAITING, "csv", len(CSV))
    assert (planned.title, planned.inspection, planned.agreed_on, planned.reported_on) == (
        "Our plan",
        inspection,
        days(-60),
        DAY,
    )
    with planned.file.open() as file:
        assert file.read() == CSV
    job = ProcrastinateJob.objects.get(task_name="actionplans.read_plan_file")
    assert job.args == {"import_id": planned.pk}
    assert "The file is being read" in read(client, url(planned)).main.text


def test_what_was_sent_is_read_by_the_worker_and_shown(client: Client, council: Council) -> None:
    planned = sent(client, council, file=upload())

    tasks.read_plan_file(planned.pk)

    page = read(client, url(planned))
    assert page.h1 == "What was found in the file"
    assert "1 milestone found." in page.main.text
    assert "We read this as: Due by 31 May 2027." in page.main.text


def test_a_storage_that_does_not_answer_loses_nothing_typed(
    client: Client, council: Council, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "no folder"
    settings.MEDIA_ROOT.write_text("")

    page = Page(client.post(add_url(council), form(file=upload())))

    assert page.errors["file"] == [
        "“plan.csv” could not be kept just now. Wait a moment, then choose it again."
    ]
    assert page.value("title") == "Our plan"
    assert not PlanImport.objects.exclude(status=Status.HELD).exists()
    assert not ProcrastinateJob.objects.filter(task_name="actionplans.read_plan_file").exists()


def test_a_file_that_is_gone_when_it_is_read_is_told_as_a_fault_of_ours(
    client: Client, council: Council
) -> None:
    planned = sent(client, council, file=upload())
    Path(planned.file.path).unlink()

    with pytest.raises(FileNotFoundError):
        tasks.read_plan_file(planned.pk)

    text = read(client, url(planned)).main.text
    assert "This file could not be read because of a fault of ours. Try again, or paste" in text


def test_a_pasted_table_is_read_as_a_file_is(client: Client, council: Council) -> None:
    pasted = "Ref\tAction\tLead\tTimescale\n1\tWrite the policy\tKim Bell\t31 May 2027"
    planned = sent(client, council, pasted=pasted)

    tasks.read_plan_file(planned.pk)

    assert planned.kind == "pasted"
    assert "Write the policy" in read(client, url(planned)).main.text


def test_the_pages_answer_while_a_sheet_of_12_000_rows_is_being_read(
    client: Client, council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = sent(client, council, file=upload(sheet_of(12_000), "plan.xlsx"))
    shown = {}

    def opened(content: bytes, name: str) -> Document:
        with ThreadPoolExecutor(1) as pool:
            reading = pool.submit(opening.open_file, content, name)
            for address in (add_url(council), url(planned)):
                shown[address] = read(client, address).main.text
            return reading.result()

    monkeypatch.setattr(receiving, "open_file", opened)
    tasks.read_plan_file(planned.pk)

    assert "Send the plan as you have it" in shown[add_url(council)]
    assert "The file is being read" in shown[url(planned)]
    planned.refresh_from_db()
    assert len(planned.tables.tables[0].rows) == 12_001


def sheet_of(rows: int) -> bytes:
    book = Workbook(write_only=True)
    found = book.create_sheet("Plan")
    found.append(["Ref", "Action", "Lead", "Timescale"])
    for number in range(1, rows + 1):
        found.append([number, f"Write policy {number}", "Head of Care", "31 May 2027"])
    return saved(book)


def test_a_second_reading_of_the_same_changes_nothing(client: Client, council: Council) -> None:
    planned = sent(client, council, file=upload())
    tasks.read_plan_file(planned.pk)
    planned.refresh_from_db()
    PlanImport.objects.update(corrections={"left_out": [[0, 2]]})

    tasks.read_plan_file(planned.pk)

    again = PlanImport.objects.get()
    assert (again.status, again.document) == (Status.READ, planned.document)
    assert again.corrections == {"left_out": [[0, 2]]}


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", opening.OLD_WORD),
        ("plan.pdf", b"%PDF-1.7", opening.PDF),
        ("plan.docm", b"PK\3\4", opening.MACROS),
        ("plan.docx", b"Not at all", opening.NOT_WORD),
        ("plan.png", b"\x89PNG\r\n\x1a\n", opening.OTHER),
        ("plan.csv", b"", opening.EMPTY),
    ],
)
def test_a_file_that_is_none_is_refused_beside_its_field(
    name: str, content: bytes, sentence: str, client: Client, council: Council
) -> None:
    page = Page(client.post(add_url(council), form(file=upload(content, name))))

    assert page.errors["file"] == [sentence]
    assert page.summary == [sentence]
    assert page.value("title") == "Our plan"
    assert not PlanImport.objects.exists()


def test_a_file_too_large_is_refused_beside_its_field(
    client: Client, council: Council, settings: Any
) -> None:
    settings.IMPORT_MAX_MB = 0

    page = Page(client.post(add_url(council), form(file=upload())))

    assert page.errors["file"] == [receiving.too_large("plan.csv")]


def test_a_file_beyond_what_comes_in_at_all_is_refused_too(
    client: Client, council: Council, settings: Any
) -> None:
    settings.EVIDENCE_MAX_MB = 0

    page = Page(client.post(add_url(council), form(file=upload())))

    assert page.errors["file"] == [receiving.too_large("plan.csv")]


def test_a_pasted_table_too_large_is_refused_and_kept(
    client: Client, council: Council, settings: Any
) -> None:
    settings.IMPORT_MAX_MB = 0

    page = Page(client.post(add_url(council), form(pasted="Action\tLead")))

    assert page.errors["pasted"] == [receiving.too_large("The pasted table")]
    assert page.value("pasted") == "Action\tLead"


def test_what_only_the_reading_finds_wrong_stands_beside_the_field_too(
    client: Client, council: Council
) -> None:
    planned = sent(client, council, file=upload(b"PK\3\4 and no more", "plan.docx"))

    tasks.read_plan_file(planned.pk)

    planned.refresh_from_db()
    page = read(client, url(planned))
    assert planned.status == Status.REFUSED
    assert page.errors["file"] == [planned.problem] == page.summary
    assert page.value("title") == "Our plan"
    assert page.value("agreed_on_year") == str(days(-60).year)


def test_a_pasted_text_without_a_table_comes_back_as_it_was(
    client: Client, council: Council
) -> None:
    planned = sent(client, council, pasted="Only a word")

    tasks.read_plan_file(planned.pk)

    planned.refresh_from_db()
    page = read(client, url(planned))
    assert page.errors["pasted"] == [planned.problem]
    assert page.value("pasted") == "Only a word"


def test_the_form_says_what_is_missing_and_keeps_the_rest(client: Client, council: Council) -> None:
    page = Page(client.post(add_url(council), {"title": "", "agreed_on_day": "31"}))

    assert page.errors["file"] == ["Choose a file, or paste the table"]
    assert page.errors["title"] == ["Enter what the plan is called"]
    assert page.errors["agreed_on"] == [
        "The day its timescales were agreed must include a month and a year"
    ]
    assert page.value("agreed_on_day") == "31"


@pytest.mark.parametrize(
    ("fields", "name", "sentence"),
    [
        (
            day("agreed_on", days(1)),
            "agreed_on",
            "The day they were agreed must be today or earlier",
        ),
        (
            day("reported_on", days(1)),
            "reported_on",
            "The day its progress speaks of must be today or earlier",
        ),
        (
            day("reported_on", days(-61)),
            "reported_on",
            f"Give {days(-60):%-d %B %Y}, when it was agreed, or a later day",
        ),
        ({"pasted": "A\tB"}, "pasted", "Give a file or a pasted table, not both"),
        ({"title": "x" * 201}, "title", "Call the plan something of 200 characters or fewer"),
    ],
)
def test_each_field_has_its_sentence(
    fields: dict[str, str], name: str, sentence: str, client: Client, council: Council
) -> None:
    page = Page(client.post(add_url(council), form(file=upload(), **fields)))

    assert page.errors[name] == [sentence]


def test_an_inspection_of_another_council_cannot_be_chosen(
    client: Client, council: Council, other_council: Council
) -> None:
    other = make_inspection(other_council)

    page = Page(client.post(add_url(council), form(file=upload(), inspection=other.pk)))

    assert list(page.errors) == ["inspection"]


def test_a_file_is_kept_while_the_rest_of_the_form_is_mended(
    client: Client, council: Council
) -> None:
    page = Page(client.post(add_url(council), form(file=upload(), title="")))
    held = page.value("held")
    assert "“plan.csv” is kept" in page.main.text

    planned = sent(client, council, held=held)

    assert (planned.status, planned.file_name, planned.title) == (
        Status.WAITING,
        "plan.csv",
        "Our plan",
    )


def test_another_s_held_file_is_not_taken(
    client: Client, council: Council, client_for: Any
) -> None:
    page = Page(client.post(add_url(council), form(file=upload(), title="")))

    other = client_for(Role.PLAN_MANAGER)
    answer = Page(other.post(add_url(council), form(held=page.value("held"))))

    assert answer.errors["file"] == ["Choose a file, or paste the table"]


def test_a_file_held_for_one_plan_is_not_taken_for_another(
    client: Client, council: Council
) -> None:
    first, second = make_plan(council), make_plan(council)

    def address(plan: ActionPlan) -> str:
        return reverse("actionplans:plan_import_add", args=[council.slug, plan.pk])

    page = Page(client.post(address(first), {"file": upload(), "reported_on_day": "x"}))
    assert "“plan.csv” is kept" in page.main.text

    answer = Page(client.post(address(second), form(held=page.value("held"))))

    assert answer.errors["file"] == ["Choose a file, or paste the table"]
    assert PlanImport.objects.get().plan == first


def test_what_was_sent_before_is_found_again(client: Client, council: Council) -> None:
    planned = make_read(council, row(), title="Half done")

    page = read(client, add_url(council))

    assert page.links["Half done"] == url(planned)


# Reading


def test_the_waiting_page_asks_again_with_and_without_javascript(
    client: Client, council: Council
) -> None:
    planned = make_import(council, status="reading")

    page = read(client, url(planned))

    assert page.one("meta", **{"http-equiv": "refresh"}).get("content") == "3"
    assert page.one("div", id="state").get("hx-get") == url(planned)


def test_the_waiting_page_turns_into_the_preview(client: Client, council: Council) -> None:
    planned = make_read(council, row())

    answer = client.get(url(planned), headers={"HX-Request": "true"})

    assert answer["HX-Refresh"] == "true"


# The preview


def put_right(client: Client, planned: PlanImport, status: int = 302, **fields: Any) -> Any:
    """Return the answer to the preview's form, sent as it stands but for `fields`."""
    page = read(client, url(planned))
    data: dict[str, Any] = {}
    for field in page.all("input") + page.all("select"):
        name = field.get("name") or ""
        if field.element.tag == "select":
            chosen = [o for o in field.all("option") if o.get("selected") is not None]
            data[name] = chosen[0].get("value") if chosen else field.all("option")[0].get("value")
        elif field.get("type") in ("radio", "checkbox"):
            if field.get("checked") is not None:
                data.setdefault(name, []).append(field.get("value") or "on")
        elif field.get("type") != "submit":
            data[name] = field.get("value") or ""
    answer = client.post(url(planned), data | fields)
    assert answer.status_code == status, answer.content[:3000]
    planned.refresh_from_db()
    return answer


def test_the_first_sentence_says_what_was_found_and_what_needs_a_person(
    client: Client, council: Council
) -> None:
    planned = make_read(
        council,
        row("1", milestones="Write\nTrain", lead="Kim Bell\nAsh Reed\nSam Lowe"),
        row("2", milestones="Audit\nReport"),
    )

    page = read(client, url(planned))

    assert page.one("p", "govuk-body-l").text == (
        "4 milestones found. 1 needs you: in row 2, two steps but three names. Say which belongs "
        "to which step; until then they stand for the whole row. Nothing is saved until you "
        "confirm."
    )
    assert "two steps but three names" in page.one("section", id="row-0-2").text
    assert not ActionPlan.objects.exists()


def test_a_row_stands_beside_what_the_file_has(client: Client, council: Council) -> None:
    planned = make_read(council, row("7", timescale="31st May 2027", progress="Begun."))

    section = read(client, url(planned)).one("section", id="row-0-2")

    understood, in_the_file = section.all("dl")
    assert "31st May 2027 We read this as: Due by 31 May 2027." in understood.text
    assert ("Timescale", "31st May 2027") in zip(
        in_the_file.texts("dt"), in_the_file.texts("dd"), strict=True
    )


def test_a_wrong_column_is_put_right_and_the_preview_follows(
    client: Client, council: Council
) -> None:
    headings = ("Ref", "Action", "Captain", "Timescale")
    planned = make_read(council, ("1", "Write it", "Kim Bell", ""), headings=headings)
    assert "Kept with its heading: Captain" in read(client, url(planned)).main.text

    put_right(client, planned, column_2="leads")

    assert "Leads of the row Kim Bell (new)" in read(client, url(planned)).main.text


def test_paragraphs_become_one_step_and_several_again(client: Client, council: Council) -> None:
    planned = make_read(council, row(milestones="Write\nTrain"))

    put_right(client, planned, steps_0_2="one_step")
    assert "1 step Write Train" in read(client, url(planned)).main.text

    put_right(client, planned, steps_0_2="as_read")
    assert "2 steps" in read(client, url(planned)).main.text


def test_a_lead_is_put_right_for_all_rows_with_its_words(client: Client, council: Council) -> None:
    kim = make_officer(council, name="Kimberley Bell")
    planned = make_read(council, row("1", lead="KB"), row("2", lead="KB"))

    put_right(client, planned, lead_0_2_0=str(kim.pk))

    sections = [read(client, url(planned)).one("section", id=f"row-0-{n}").text for n in (2, 3)]
    assert all("Kimberley Bell (printed “KB”)" in section for section in sections)


def test_which_name_belongs_to_which_step_can_be_said(client: Client, council: Council) -> None:
    planned = make_read(council, row(milestones="Write\nTrain", lead="Kim\nAsh\nSam"))
    page = read(client, url(planned))
    names = {label.text: label.get("for") for label in page.all("label")}
    fields = {
        (names[f"“{lead}” belongs to"] or "").removeprefix("id_"): step
        for lead, step in (("Kim", "1"), ("Ash", "2"), ("Sam", "2"))
    }

    put_right(client, planned, **fields)
    put_right(client, planned, confirm="1")

    leads = MilestoneLead.objects.order_by("milestone__order", "order")
    assert [(lead.milestone.text, lead.officer.name) for lead in leads] == [
        ("Write", "Kim"),
        ("Train", "Ash"),
        ("Train", "Sam"),
    ]


def test_the_day_a_timescale_means_is_changed_and_its_words_stay(
    client: Client, council: Council
) -> None:
    planned = make_read(council, row(timescale="after half-term"))

    put_right(client, planned, due_0_2_0_day="8", due_0_2_0_month="6", due_0_2_0_year="2027")
    put_right(client, planned, confirm="1")

    date = DueDate.objects.get()
    assert (date.words, date.due, date.is_corrected) == (
        "after half-term",
        datetime.date(2027, 6, 8),
        True,
    )


def test_a_day_that_is_none_is_refused_and_everything_typed_stays(
    client: Client, council: Council
) -> None:
    planned = make_read(council, row(timescale="after half-term", milestones="Write\nTrain"))

    answer = put_right(
        client,
        planned,
        200,
        due_0_2_0_day="31",
        due_0_2_0_month="6",
        due_0_2_0_year="2027",
        steps_0_2="one_step",
    )

    page = Page(answer)
    assert page.errors["due_0_2_0"] == ["There is no 31 June 2027"]
    assert (page.value("due_0_2_0_day"), page.value("steps_0_2")) == ("31", "one_step")
    assert planned.version == 1


def test_what_a_rating_means_and_what_a_row_answers_is_put_right(
    client: Client, council: Council
) -> None:
    inspection = make_inspection(council)
    asked = make_recommendation(inspection, text="Something else.")
    planned = make_read(council, row(rag="Lilac"), inspection=inspection)

    put_right(client, planned, rating_0_2_0="at_risk", answers_0_2=[str(asked.pk)])
    put_right(client, planned, confirm="1")

    action = planned.plan.actions.get()  # type: ignore[union-attr]
    line = action.updates.get().lines.get()
    assert (line.printed_rating, line.outlook) == ("Lilac", "at_risk")
    assert list(action.recommendations.all()) == [asked]


def test_a_row_is_left_out_and_taken_in_again(client: Client, council: Council) -> None:
    planned = make_read(council, row("1"), row("2"))

    put_right(client, planned, out_0_3="on")
    page = read(client, url(planned))
    assert "1 milestone found." in page.main.text
    assert "Take row 3 in" in page.texts("label")

    put_right(client, planned, take_0_3="on")
    assert "2 milestones found." in read(client, url(planned)).main.text


@pytest.mark.parametrize("field", ["lead_0_2_0", "answers_0_2"])
def test_what_is_another_council_s_cannot_be_chosen(
    field: str, client: Client, council: Council, other_council: Council
) -> None:
    inspection = make_inspection(council)
    make_recommendation(inspection)
    stranger = make_officer(other_council)
    foreign = make_recommendation(make_inspection(other_council))
    planned = make_read(council, row(lead="KB"), inspection=inspection)
    value = str(stranger.pk) if field.startswith("lead") else [str(foreign.pk)]

    page = Page(put_right(client, planned, 200, **{field: value}))

    assert list(page.errors) == [field]
    assert planned.corrections == {}


def test_of_two_people_the_second_is_told_and_what_they_chose_stays(
    client: Client, council: Council, client_for: Any
) -> None:
    planned = make_read(council, row("1", milestones="Write\nTrain"), row("2", milestones="A\nB"))
    put_right(client_for(Role.PLAN_MANAGER), planned, steps_0_2="one_step")

    answer = put_right(client, planned, 409, version="1", steps_0_2="as_read", steps_0_3="one_step")

    page = Page(answer, 409)
    assert "put something right here" in page.main.text
    assert (page.value("steps_0_2"), page.value("steps_0_3")) == ("one_step", "one_step")
    assert planned.version == 2

    again = {name: page.value(name) for name in ("version", "steps_0_2", "steps_0_3")}
    put_right(client, planned, **again)
    assert from_json(planned.corrections).one_step == {(0, 2), (0, 3)}


def test_what_is_put_right_on_the_way_to_confirming_is_shown_first(
    client: Client, council: Council
) -> None:
    planned = make_read(council, row(milestones="Write\nTrain"))

    put_right(client, planned, steps_0_2="one_step", confirm="1")

    assert "Look again, then confirm" in read(client, url(planned)).banners[0]
    assert not ActionPlan.objects.exists()


def test_many_rows_stand_on_several_pages_and_all_are_taken_in(
    client: Client, council: Council
) -> None:
    planned = make_read(council, *(row(str(number)) for number in range(1, 46)))

    pages = [read(client, url(planned), page=number) for number in (1, 3)]
    shown = [len(page.all("section", "app-import-row")) for page in pages]
    put_right(client, planned, confirm="1")

    assert shown == [20, 5]
    assert planned.plan and planned.plan.actions.count() == 45


# Confirming


def test_confirming_makes_the_plan_and_keeps_the_file(client: Client, council: Council) -> None:
    planned = sent(client, council, file=upload())
    tasks.read_plan_file(planned.pk)

    answer = put_right(client, planned, confirm="1")

    plan = ActionPlan.objects.get()
    assert answer["Location"] == reverse("actionplans:plan", args=[council.slug, plan.pk])
    assert (planned.status, planned.plan, planned.confirmed_by) == (
        Status.CONFIRMED,
        plan,
        client.user,  # type: ignore[attr-defined]
    )
    page = read(client, answer["Location"])
    assert page.links["plan.csv"] == url(planned, "import_file")
    assert Milestone.objects.get(action__plan=plan).due_on() == datetime.date(2027, 5, 31)


def test_confirming_twice_makes_one_plan(client: Client, council: Council) -> None:
    planned = make_read(council, row())
    first = put_right(client, planned, confirm="1")

    again = client.post(url(planned), {"version": "1", "confirm": "1"})

    assert first.status_code == 302
    assert "It was taken in on" in Page(again).main.text
    assert ActionPlan.objects.count() == 1


def test_nothing_found_is_not_confirmed(client: Client, council: Council) -> None:
    planned = make_read(council, ("Kim Bell", "Present"), headings=("Name", "Attendance"))

    put_right(client, planned, confirm="1")

    page = read(client, url(planned))
    assert "There is no row to take in" in page.banners[0]
    assert "No plan was found in this file." in page.main.text
    assert not ActionPlan.objects.exists()


def test_the_file_is_handed_out_to_be_saved_only(client: Client, council: Council) -> None:
    planned = sent(client, council, file=upload(b"<script>alert(1)</script>,b\n1,2\n"))

    answer = client.get(url(planned, "import_file"))

    assert answer.getvalue() == b"<script>alert(1)</script>,b\n1,2\n"
    assert answer["Content-Disposition"] == 'attachment; filename="plan.csv"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_is_gone_is_said_to_be(client: Client, council: Council) -> None:
    planned = sent(client, council, file=upload())
    planned.file.storage.delete(planned.file.name or "")

    page = read(client, url(planned, "import_file"), 404)

    assert "is not where it was kept" in page.main.text


# Dropping


def test_a_dropped_file_becomes_no_plan(client: Client, council: Council) -> None:
    planned = make_read(council, row())

    client.post(url(planned, "import_drop"))

    page = read(client, url(planned))
    assert "Nothing was saved of it." in page.main.text
    client.post(url(planned), {"version": "1", "confirm": "1"})
    assert not ActionPlan.objects.exists()


def test_what_is_taken_in_cannot_be_dropped(client: Client, council: Council) -> None:
    planned = make_read(council, row())
    put_right(client, planned, confirm="1")

    client.post(url(planned, "import_drop"))

    planned.refresh_from_db()
    assert planned.status == Status.CONFIRMED


@pytest.mark.parametrize("is_dropped", [True, False])
def test_files_that_nobody_confirmed_are_removed_after_the_days_the_page_says(
    is_dropped: bool, client: Client, council: Council, settings: Any
) -> None:
    settings.IMPORT_KEEP_DAYS = 20
    planned = sent(client, council, file=upload())
    tasks.read_plan_file(planned.pk)
    if is_dropped:
        client.post(url(planned, "import_drop"))
    stored, name = planned.file.storage, planned.file.name or ""
    said = timezone.localtime(planned.asked_at).date() + datetime.timedelta(days=20)
    assert f"removed after {said:%-d %B %Y}" in read(client, url(planned)).main.text

    sent_ago(planned, 19)
    tasks.remove_unconfirmed_imports(0)
    assert stored.exists(name)

    sent_ago(planned, 21)
    tasks.remove_unconfirmed_imports(0)
    assert not PlanImport.objects.exists()
    assert not stored.exists(name)


def sent_ago(planned: PlanImport, days_ago: int) -> None:
    asked_at = timezone.now() - datetime.timedelta(days=days_ago)
    PlanImport.objects.filter(pk=planned.pk).update(asked_at=asked_at)


def test_a_file_is_kept_that_was_confirmed_or_put_right_since(
    client: Client, council: Council
) -> None:
    confirmed, corrected = make_read(council, row()), make_read(council, row(timescale="May"))
    put_right(client, confirmed, confirm="1")
    put_right(client, corrected, out_0_2="on")
    for planned in (confirmed, corrected):
        sent_ago(planned, 40)

    tasks.remove_unconfirmed_imports(0)

    assert set(PlanImport.objects.all()) == {confirmed, corrected}


# What is kept of corrections


def test_corrections_come_back_as_they_were_kept() -> None:
    said = Corrections(
        columns={2: Field.LEADS},
        tables=(0, 2),
        left_out=frozenset([(0, 3)]),
        taken_in=frozenset([(1, 4)]),
        one_step=frozenset([(0, 5)]),
        split=frozenset([(0, 6)]),
        leads={"KB": 7, "Nobody": 0},
        recommendations={(0, 2): (1, 2), (0, 3): ()},
        ratings={"Lilac": "at_risk"},
        due={(0, 2, -1): DAY},
        progress_by_step=frozenset([(0, 2)]),
        places={(0, 2, Field.LEADS): (1, 2, 0)},
    )

    assert from_json(to_json(said)) == said
    assert from_json(to_json(Corrections())) == Corrections()


# Where one finds it


def test_who_may_manage_a_plan_finds_the_way_and_nobody_else(
    client: Client, council: Council, client_for: Any
) -> None:
    plan = make_plan(council)
    here = reverse("actionplans:council", args=[council.slug])
    there = reverse("actionplans:plan", args=[council.slug, plan.pk])

    assert read(client, here).links["Add a plan from a file"] == add_url(council)
    assert "Update this plan from a file" in read(client, there).links
    reader = client_for(Role.LEAD_OFFICER)
    assert "Add a plan from a file" not in read(reader, here).links
    assert "Update this plan from a file" not in read(reader, there).links


def test_a_word_file_goes_all_the_way(client: Client, council: Council) -> None:
    rows = [("Ref", "Action", "Lead", "By when"), ("1", "Write it", "Kim Bell", "May 2027")]
    content = docx(tbl(*(tr(*cells) for cells in rows)))
    planned = sent(client, council, file=upload(content, "plan.docx"))

    tasks.read_plan_file(planned.pk)
    put_right(client, planned, confirm="1")

    action = ActionPlan.objects.get().actions.get()
    assert (action.reference, action.text) == ("1", "Write it")
