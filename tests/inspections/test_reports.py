"""A report is sent, read by the worker, looked over and confirmed; nothing is saved before."""

import datetime
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from councils.models import Council
from councils.roles import Role
from inspections.models import Inspection, ReportFile
from inspections.receiving import reading_in
from inspections.receiving.drafting import is_period, priority_of
from inspections.receiving.reading_in import read_in, remove_unconfirmed
from inspections.report_reading.draft import (
    DraftInspection,
    DraftJudgement,
    DraftRecommendation,
    Fact,
    Paragraph,
    Section,
    to_json,
)
from tests.factories import (
    make_inspection,
    make_judgement,
    make_plan,
    make_recommendation,
    make_report_file,
    make_user,
)
from tests.inspections import hostile_reports as hostile
from tests.inspections.report_papers import pdf, sif
from tests.inspections.typing_in import day, on_page
from tests.pages import Page, fields_of, fix_today, read

pytestmark = pytest.mark.django_db

GRADES = ("Requires improvement", "Good", "Good", "Good", "Good")
DRAFT = DraftInspection(
    council="Own Council",
    framework="sif-2013",
    inspection_start=datetime.date(2017, 1, 16),
    inspection_end=datetime.date(2017, 2, 9),
    published=datetime.date(2017, 3, 31),
    lead_inspector="The lead inspector",
    judgements=(
        DraftJudgement("overall_effectiveness", "good", 2, "Services are good"),
        DraftJudgement("board", "requires_improvement", 30, "The board requires improvement"),
    ),
    recommendations=(
        DraftRecommendation("Mend practice.", "1", 7, "council", around="Recommendations Mend"),
        DraftRecommendation("Mend it at once.", "2", 7, "council", "Priority and immediate action"),
        DraftRecommendation("Keep a register.", "111", 32, "board", "Within 3 months"),
    ),
    sections=(Section("Findings", 9, "adoption", (Paragraph("Plans are late.", "5", 9),)),),
    problems=("One judgement could not be read.",),
    pages=40,
    found=(
        Fact("inspection_start", 1, "Inspection date: 16 January to 9 February"),
        Fact("council", 1, "Another Place Council"),
    ),
)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch, datetime.date(2026, 11, 16))


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(Role.PLAN_MANAGER)


@pytest.fixture
def operator(client_for: Any) -> Client:
    return client_for(make_user(is_site_operator=True))


def add_url(council: Council) -> str:
    return reverse("inspections:report_add", args=[council.slug])


def url(report: ReportFile, name: str = "report") -> str:
    return reverse(f"inspections:{name}", args=[report.council.slug, report.pk])


def inspection_url(inspection: Inspection) -> str:
    return reverse("inspections:inspection", args=[inspection.council.slug, inspection.pk])


def upload(content: bytes, name: str = "report.pdf") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, content)}


def a_report() -> bytes:
    return pdf(sif(GRADES))


def sent(client: Client, council: Council, content: bytes) -> ReportFile:
    """Return the report that was sent, as the page it leads to says."""
    answer = client.post(add_url(council), upload(content))
    assert answer.status_code == 302, Page(answer).errors
    return ReportFile.objects.get(pk=int(answer["Location"].rstrip("/").rpartition("/")[2]))


def make_read(council: Council, draft: DraftInspection = DRAFT, **fields: Any) -> ReportFile:
    """Return a report that waits to be looked over."""
    named = draft if draft is not DRAFT else DraftInspection(**vars(draft) | {"council": None})
    fields = {"file": ContentFile(b"%PDF-1.7 its bytes", name="r"), "status": "read"} | fields
    return make_report_file(council, draft=to_json(named), **fields)


def confirmed(client: Client, report: ReportFile, **typed: str) -> Any:
    """Return the answer to confirming a report as it stands, but for what is typed."""
    page = read(client, url(report))
    return client.post(url(report), on_page(page) | {"do": "save"} | typed)


# It is sent


def test_a_report_that_was_sent_waits_for_the_worker(client: Client, council: Council) -> None:
    report = sent(client, council, a_report())

    assert (report.status, report.file_name) == ("waiting", "report.pdf")
    job = ProcrastinateJob.objects.get(task_name="inspections.read_report_file")
    assert job.args == {"report_id": report.pk}
    page = read(client, url(report))
    assert page.h1 == "Reading “report.pdf”"
    assert page.main.links["Look again"] == url(report)
    (head,) = page.all("noscript")
    assert 'http-equiv="refresh"' in page.response.content.decode()
    assert not Inspection.objects.exists() and head is not None


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "report.pdf", "“report.pdf” is empty."),
        (b"<!DOCTYPE html><p>Not found", "report.pdf", "its content is something else"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "report.pdf", "its content is something else"),
        (b"Words", "report.docx", "“report.docx” is not a PDF."),
        (b"%PDF-1.7", "report", "“report” is not a PDF."),
    ],
)
def test_what_is_no_pdf_is_refused_before_anything_is_kept(
    client: Client, council: Council, content: bytes, name: str, words: str
) -> None:
    page = Page(client.post(add_url(council), upload(content, name)))

    (sentence,) = page.errors["file"]
    assert words in sentence and page.summary == [sentence]
    assert not ReportFile.objects.exists() and not ProcrastinateJob.objects.exists()


def test_a_form_without_a_file_says_so(client: Client, council: Council) -> None:
    page = Page(client.post(add_url(council), {}))

    assert page.errors == {"file": ["Choose the report"]}


def test_a_file_that_is_too_large_is_refused(
    client: Client, council: Council, settings: Any
) -> None:
    settings.EVIDENCE_MAX_MB = 0
    page = Page(client.post(add_url(council), upload(a_report())))

    assert page.errors["file"] == [
        "“report.pdf” is larger than 0 MB, more than any inspection report. Check the file."
    ]
    assert not ReportFile.objects.exists()


def test_the_same_file_leads_to_what_it_became(client: Client, council: Council) -> None:
    first = sent(client, council, a_report())
    assert sent(client, council, a_report()) == first
    assert "This report was sent before." in read(client, url(first)).banners[0]

    inspection = make_inspection(council)
    ReportFile.objects.filter(pk=first.pk).update(
        status="confirmed", inspection=inspection, draft={}, confirmed_at=timezone.now()
    )
    answer = client.post(add_url(council), upload(a_report()), follow=True)
    assert answer.redirect_chain[-1][0] == inspection_url(inspection)
    assert ReportFile.objects.count() == 1


@pytest.mark.parametrize("over", ["refused", "dropped"])
def test_a_file_that_came_to_nothing_can_be_sent_again(
    client: Client, council: Council, over: str
) -> None:
    first = sent(client, council, a_report())
    ReportFile.objects.filter(pk=first.pk).update(status=over, problem="Why")

    assert sent(client, council, a_report()) != first


def test_another_council_sends_the_same_file_for_itself(
    client: Client, client_for: Any, council: Council, other_council: Council
) -> None:
    first = sent(client, council, a_report())
    stranger = client_for(Role.PLAN_MANAGER, other_council)

    assert sent(stranger, other_council, a_report()) != first
    assert stranger.get(url(first)).status_code == 404
    assert stranger.get(url(first, "report_file")).status_code == 404


# It is read


def test_the_worker_reads_it_and_nothing_is_saved_yet(client: Client, council: Council) -> None:
    report = sent(client, council, a_report())
    read_in(report)

    page = read(client, url(report))
    assert page.h1 == "Look over what was read"
    assert page.value("asked-0-text")
    assert not Inspection.objects.exists()


def test_a_job_whose_worker_was_killed_begins_again(client: Client, council: Council) -> None:
    report = sent(client, council, a_report())
    ReportFile.objects.filter(pk=report.pk).update(status="reading")
    assert read(client, url(report)).h1 == "Reading “report.pdf”"

    read_in(report)
    read_in(report)
    assert read(client, url(report)).h1 == "Look over what was read"


@pytest.mark.parametrize("make", [hostile.script, hostile.encrypted, hostile.page_loop])
def test_a_file_that_means_harm_is_refused_with_its_sentence(
    client: Client, council: Council, make: Any
) -> None:
    report = sent(client, council, make())
    read_in(report)

    report.refresh_from_db()
    page = read(client, url(report))
    assert report.status == "refused" and report.problem
    assert report.problem in page.main.text and "Nothing was saved of it." in page.main.text
    assert page.main.links["Enter the inspection by hand"]


def test_a_fault_of_ours_is_told_and_raised(
    client: Client, council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = make_report_file(council, file="reports/nowhere")

    with pytest.raises(FileNotFoundError):
        read_in(report)
    assert reading_in.NOT_READ in read(client, url(report)).main.text


def test_one_that_was_dropped_is_not_read(client: Client, council: Council) -> None:
    report = sent(client, council, a_report())
    answer = client.post(url(report, "report_drop"), follow=True)
    assert "is dropped. Nothing of it was saved." in Page(answer).banners[0]

    read_in(report)
    assert read(client, url(report)).h1 == "Dropped: “report.pdf”"


def test_what_nobody_confirms_goes_with_its_file(council: Council, settings: Any) -> None:
    old = make_read(council)
    ReportFile.objects.filter(pk=old.pk).update(
        asked_at=timezone.now() - datetime.timedelta(days=settings.IMPORT_KEEP_DAYS + 1)
    )
    new, dropped = make_read(council), make_read(council, status="dropped")
    name = dropped.file.name
    remove_unconfirmed()

    assert list(ReportFile.objects.all()) == [new]
    assert not new.file.storage.exists(name)


# It is looked over


def test_each_part_stands_beside_its_page_and_words(client: Client, council: Council) -> None:
    page = read(client, url(make_read(council)))

    assert "Look at this first One judgement could not be read." in page.main.text
    assert page.main.texts("p", "app-beside") == [
        "Page 1 Inspection date: 16 January to 9 February",
        "Page 2 Services are good",
        "Page 30 The board requires improvement",
        "Page 7 Recommendations Mend",
        "Page 7",
        "Page 32",
    ]
    kept = on_page(page)
    assert (kept["kind"], kept["starts_on_day"]) == ("childrens_services", "16")
    assert (kept["grade_board"], kept["grade_adoption"]) == ("requires_improvement", "")
    assert [kept[f"asked-{n}-priority"] for n in range(3)] == [
        "recommendation", "priority_action", "area_for_improvement"
    ]  # fmt: skip
    assert (kept["asked-2-addressed_to"], kept["asked-2-timescale"]) == ("board", "Within 3 months")


def test_what_was_not_read_is_named(client: Client, council: Council) -> None:
    unread = DraftInspection(**vars(DRAFT) | {"council": None, "published": None, "problems": ()})
    page = read(client, url(make_read(council, unread)))

    assert "The day it was published was not read. Enter it below." in page.main.texts("li")


@pytest.mark.parametrize(
    ("heading", "priority", "period"),
    [
        ("", "recommendation", False),
        ("Areas for priority action", "priority_action", False),
        ("Priority and immediate action", "priority_action", False),
        ("Immediate action", "recommendation", False),
        ("Areas for improvement", "area_for_improvement", False),
        ("Immediately", "area_for_improvement", True),
        ("Within 3 months", "area_for_improvement", True),
    ],
)
def test_a_lists_heading_is_its_kind_or_its_time(heading: str, priority: str, period: bool) -> None:
    assert (priority_of(heading), is_period(heading)) == (priority, period)


def test_confirming_makes_the_inspection_and_keeps_its_report(
    client: Client, council: Council
) -> None:
    report = make_read(council, file_name="Our report.pdf")
    answer = confirmed(client, report, grade_adoption="good")

    made = Inspection.objects.get(council=council)
    assert answer["Location"] == inspection_url(made)
    assert (made.source, made.is_published, made.lead_inspector) == (
        "report", False, "The lead inspector"
    )  # fmt: skip
    page = read(client, inspection_url(made))
    assert "Saved, with 3 recommendations." in page.banners[0]
    assert ["Adoption performance", "Good"] in page.rows("Judgements")
    held = made.recommendations.order_by("order").values_list("number", "page", "priority")
    assert list(held) == [
        ("1", 7, "recommendation"),
        ("2", 7, "priority_action"),
        ("111", 32, "area_for_improvement"),
    ]
    (section,) = made.report_sections.all()
    assert (section.heading, section.page, section.area) == ("Findings", 9, "adoption")
    file = client.get(page.main.links["Our report.pdf"])
    assert file.getvalue() == b"%PDF-1.7 its bytes"
    assert file["Content-Disposition"] == 'attachment; filename="Our report.pdf"'
    assert file["X-Content-Type-Options"] == "nosniff"
    start = page.main.links["Start an action plan from these recommendations"]
    box = read(client, start).main.one("input", value=str(made.pk), name="sources")
    assert box.get("checked") is not None


def test_what_is_put_right_is_saved(client: Client, council: Council) -> None:
    confirmed(
        client,
        make_read(council),
        **{"asked-0-text": "Mend the practice.", "asked-1-leave_out": "on"},
        **day("published_on", datetime.date(2017, 4, 1)),
    )

    made = Inspection.objects.get()
    assert [r.text for r in made.recommendations.order_by("order")] == [
        "Mend the practice.", "Keep a register."
    ]  # fmt: skip
    assert made.published_on == datetime.date(2017, 4, 1)


def test_what_is_wrong_saves_nothing_and_keeps_the_rest(client: Client, council: Council) -> None:
    report = make_read(council)
    page = Page(confirmed(client, report, **{"asked-0-page": "x", "asked-1-text": "Other words."}))

    assert page.errors == {"asked-0-page": ["Enter the page as a number, like 7"]}
    assert page.value("asked-1-text") == "Other words."
    assert "Page 7 Recommendations Mend" in page.main.texts("p", "app-beside")
    assert not Inspection.objects.exists()


def test_a_row_is_added_while_it_is_looked_over(client: Client, council: Council) -> None:
    report = make_read(council)
    page = Page(client.post(url(report), on_page(read(client, url(report))) | {"do": "add"}))
    client.post(
        url(report), on_page(page) | {"do": "save", "asked-3-text": "One that was not read."}
    )

    assert Inspection.objects.get().recommendations.count() == 4


def test_where_the_days_were_not_read_they_are_asked_and_the_rest_is_kept(
    client: Client, council: Council
) -> None:
    unknown = DraftInspection(
        **vars(DRAFT) | {"council": None, "inspection_start": None, "framework": None}
    )
    report = make_read(council, unknown)
    page = read(client, url(report))
    assert page.value("asked-0-text") is None

    typed = {"kind": "childrens_services"} | day("starts_on", datetime.date(2017, 1, 16))
    page = Page(client.post(url(report), on_page(page) | typed | {"do": "go_on"}))
    assert page.value("asked-0-text") == "Mend practice."
    client.post(url(report), on_page(page) | {"do": "save"})
    assert Inspection.objects.get().recommendations.count() == 3


def test_what_was_put_right_is_kept_for_later_and_goes_once_it_is_confirmed(
    client: Client, council: Council
) -> None:
    report = make_read(council)
    page = read(client, url(report))
    typed = fields_of(page.main.all("form")[0]) | {"asked-0-text": ["Mend it well."]}
    kept = client.post(url(report), typed | {"do": "later"})
    again = read(client, url(report))

    assert kept["Location"] == add_url(council)
    assert not Inspection.objects.exists()
    assert again.value("asked-0-text") == "Mend it well."
    assert again.summary == []
    assert "kept corrections on" in again.main.text
    client.post(url(report), fields_of(again.main.all("form")[0]) | {"do": "save"})
    assert Inspection.objects.get().recommendations.order_by("order")[0].text == "Mend it well."
    report.refresh_from_db()
    assert report.typed == {}


def test_the_second_who_keeps_corrections_is_told_and_loses_nothing(
    client: Client, client_for: Any, council: Council
) -> None:
    report, other = make_read(council), client_for(Role.PLAN_MANAGER, council)
    mine, theirs = (fields_of(read(c, url(report)).main.all("form")[0]) for c in (client, other))
    other.post(url(report), theirs | {"asked-0-text": ["Theirs."], "do": "later"})
    told = client.post(url(report), mine | {"asked-0-text": ["Mine."], "do": "later"})
    page = Page(told, 409)

    assert "kept other corrections of this report" in page.main.text
    assert page.value("asked-0-text") == "Mine."
    report.refresh_from_db()
    assert report.typed["asked-0-text"] == ["Theirs."]
    client.post(url(report), fields_of(page.main.all("form")[0]) | {"do": "later"})
    report.refresh_from_db()
    assert report.typed["asked-0-text"] == ["Mine."]


def test_a_report_is_confirmed_once(client: Client, council: Council) -> None:
    report = make_read(council)
    typed = on_page(read(client, url(report))) | {"do": "save"}
    client.post(url(report), typed)
    again = client.post(url(report), typed, follow=True)

    assert Inspection.objects.count() == 1
    assert "was confirmed before" in Page(again).banners[-1]


# Another council, and an inspection that is there


def test_a_report_about_another_council_needs_a_plain_word(
    client: Client, council: Council
) -> None:
    report = make_read(council, DraftInspection(**vars(DRAFT) | {"council": "Elsewhere"}))
    page = read(client, url(report))
    assert f"This report is about Elsewhere, not {council.name}" in page.main.texts("h2")

    refused = Page(confirmed(client, report))
    assert refused.errors == {
        "is_ours": [f"Tick this if the report is {council.name}’s, or drop the report"]
    }
    assert not Inspection.objects.exists()
    confirmed(client, report, is_ours="on")
    assert Inspection.objects.get().council == council


def test_an_inspection_that_is_held_is_said_with_what_differs(
    client: Client, council: Council
) -> None:
    there = make_inspection(council, title="The one held", lead_inspector="Somebody else")
    make_judgement(there, grade="outstanding")
    make_recommendation(there)
    report = make_read(council)
    page = read(client, url(report))

    assert page.main.links["The one held"] == inspection_url(there)
    (box,) = (b for b in page.main.all("section") if "held already" in b.text)
    assert box.texts("li") == [
        "Lead inspector: Somebody else is held, the report names The lead inspector.",
        "Overall: Outstanding is held, the report says Good.",
        "The effectiveness of the Local Safeguarding Children Board (LSCB): none is held, the "
        "report says Requires improvement.",
        "Recommendations: 1 held, 3 in the report.",
    ]
    assert Page(confirmed(client, report), 409).value("asked-0-text") == "Mend practice."
    assert Inspection.objects.count() == 1


def test_which_recommendations_are_held_in_other_words_is_said(
    client: Client, council: Council
) -> None:
    there = make_inspection(council)
    for order, text in enumerate(("Mend  practice", "Mend it some day.", "Keep a regis-ter."), 1):
        make_recommendation(there, order=order, number=str(order), text=text)
    page = read(client, url(make_read(council)))

    (box,) = (b for b in page.main.all("section") if "held already" in b.text)
    asked = [line for line in box.texts("li") if line.startswith("Recommendation")]
    assert asked == ["Recommendation 2 is worded otherwise."]


def test_what_is_the_councils_own_gets_the_sections_of_the_report_that_is_kept(
    client: Client, council: Council
) -> None:
    own = make_inspection(council, is_published=False)
    client.post(url(make_read(council)), {"do": "keep"})

    assert [section.heading for section in own.report_sections.all()] == ["Findings"]


def test_the_report_is_kept_with_the_one_that_is_held(
    client: Client, client_for: Any, council: Council, other_council: Council
) -> None:
    there = make_inspection(council)
    report = make_read(council)
    answer = client.post(url(report), {"do": "keep"})

    assert answer["Location"] == inspection_url(there)
    assert there.recommendations.count() == 0
    assert "report.pdf" in read(client, inspection_url(there)).main.links
    # A national inspection: what one council sent for it is not handed to others.
    stranger = client_for(Role.PLAN_MANAGER, other_council)
    assert "report.pdf" not in read(stranger, inspection_url(there)).main.links
    source = reverse("inspections:source", args=[council.slug, there.pk, report.pk])
    assert client.get(source).status_code == 200
    assert stranger.get(source).status_code == 404


# The site operator


def test_the_operator_sends_a_report_for_any_council(operator: Client, council: Council) -> None:
    form = {"council": council.pk} | upload(a_report())
    answer = operator.post(reverse("inspections:national_report_add"), form)
    report = ReportFile.objects.get()
    assert report.by_operator and report.council == council
    read_in(report)
    page = read(operator, answer["Location"])
    done = operator.post(answer["Location"], on_page(page) | {"do": "save", "is_ours": "on"})

    made = Inspection.objects.get()
    assert (made.is_published, done["Location"]) == (True, inspection_url(made))
    anybody = read(operator, inspection_url(made)).main.links
    assert operator.get(anybody["report.pdf"]).status_code == 200


def test_the_operator_says_which_council(operator: Client) -> None:
    page = Page(operator.post(reverse("inspections:national_report_add"), upload(a_report())))

    assert page.errors == {"council": ["Select which council was inspected"]}


def test_what_the_operator_sent_is_not_the_councils_to_work_on(
    client: Client, council: Council
) -> None:
    assert client.get(url(make_read(council, by_operator=True))).status_code == 404


def test_the_operator_makes_national_what_a_council_entered(
    operator: Client, client: Client, client_for: Any, council: Council, other_council: Council
) -> None:
    confirmed(client, make_read(council))
    mine = Inspection.objects.get()
    listed = read(operator, reverse("inspections:entered")).main.links
    page = read(operator, listed[mine.title])
    operator.post(listed[mine.title], {"seen": page.value("seen")})

    stranger = read(client_for(Role.READER, other_council), inspection_url(mine))
    assert stranger.h1 == mine.title and "report.pdf" in stranger.main.links
    assert mine.title not in read(operator, reverse("inspections:entered")).main.links
    change = read(operator, inspection_url(mine)).main.links["Change this inspection"]
    typed = on_page(read(operator, change)) | {"do": "save", "lead_inspector": "Put right"}
    assert operator.post(change, typed)["Location"] == inspection_url(mine)
    mine.refresh_from_db()
    assert (mine.lead_inspector, mine.is_published) == ("Put right", True)


def test_what_changed_meanwhile_is_not_made_national_unseen(
    operator: Client, council: Council
) -> None:
    mine = make_inspection(council, is_published=False, source="hand")
    there = reverse("inspections:national_inspection", args=[mine.pk])
    seen = read(operator, there).value("seen")
    make_judgement(mine)
    page = Page(operator.post(there, {"seen": seen}), 409)

    assert "The council changed it since you opened it." in page.main.text
    mine.refresh_from_db()
    assert not mine.is_published


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"published_on": None}, 409),
        ({"published_on": datetime.date(2099, 1, 1)}, 409),
        ({"framework": "peer-review"}, 404),
        ({"source": "paper"}, 404),
    ],
)
def test_what_is_not_published_is_not_made_national(
    operator: Client, council: Council, fields: dict[str, Any], status: int
) -> None:
    mine = make_inspection(council, **{"is_published": False, "source": "hand"} | fields)
    there = reverse("inspections:national_inspection", args=[mine.pk])
    seen = operator.get(there)
    version = Page(seen).value("seen") if seen.status_code == 200 else ""

    assert operator.post(there, {"seen": version}).status_code == status
    mine.refresh_from_db()
    assert not mine.is_published


def test_what_only_a_table_tells_of_gives_way_once_it_is_made_national(
    operator: Client, client: Client, council: Council
) -> None:
    told = make_inspection(council, source="outcomes", title="Of a table")
    make_judgement(told)
    confirmed(client, make_read(council))
    mine = Inspection.objects.exclude(pk=told.pk).get()
    there = reverse("inspections:national_inspection", args=[mine.pk])
    plan = make_plan(council)
    plan.sources.add(told)

    refused = Page(operator.post(there, {"seen": read(operator, there).value("seen")}), 409)
    assert "“Of a table” of a national table is in use." in refused.main.text
    plan.sources.clear()
    operator.post(there, {"seen": read(operator, there).value("seen")})
    assert list(Inspection.objects.filter(is_published=True)) == [mine]


def test_the_operators_report_takes_the_place_of_a_table(
    operator: Client, council: Council
) -> None:
    told = make_inspection(council, source="outcomes", title="Of a table")
    plan = make_plan(council)
    plan.sources.add(told)
    report = make_read(council, by_operator=True)
    there = reverse("inspections:national_report", args=[report.pk])
    typed = on_page(read(operator, there)) | {"do": "save"}

    assert "Nothing is saved. “Of a table”" in Page(operator.post(there, typed)).main.text
    plan.sources.clear()
    operator.post(there, typed)
    assert Inspection.objects.get().source == "report"
