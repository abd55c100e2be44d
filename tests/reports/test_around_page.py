"""What stands around a paper on its pages: its front matter and what is attached to it."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from councils.models import Council
from councils.roles import Role
from reports.composing import compose
from reports.models import AppendixFile, PaperAppendix, Report
from tests.factories import (
    DAY,
    make_appendix,
    make_appendix_file,
    make_plan,
    make_report,
    make_style,
)
from tests.pages import Page
from tests.reports.composing_pages import fields_in, fields_of, page_of, text_of

pytestmark = pytest.mark.django_db
COMPOSER = Role.DEMOCRATIC_SERVICES
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"
FRONT = [
    {"key": "title", "label": "Report title"},
    {"key": "wards", "label": "Wards affected"},
    {"key": "employees", "label": "Accountable employees"},
    {"key": "considered_by", "label": "Considered by"},
]


@pytest.fixture
def client(client_for: Callable[..., Client]) -> Client:
    return client_for(COMPOSER)


@pytest.fixture
def report(council: Council) -> Report:
    """A paper whose style asks for wards, employees and by whom it was considered."""
    content = {"front": FRONT, "sections": []}
    return make_report(council, house_style=make_style(council, content=content))


def test_the_front_matter_is_asked_for_as_the_style_has_it(client: Client, report: Report) -> None:
    here = page_of(report, "front")
    typed = {
        "wards": "All",
        "employees": "Head of Service\r\nTel | 01234 567890",
        "body_0": "Management team",
        "day_0": "1 June 2026",
        "body_1": "Board",
        "day_1": "8 June 2026",
        "outcome_1": "Supported",
    }

    page = text_of(client.get(here))
    assert "Wards affected" in page
    assert "Report title" not in page
    client.post(here, fields_of(client, here) | {"rows": 3} | typed)

    report.refresh_from_db()
    assert report.front == {
        "wards": [["All"]],
        "employees": [["Head of Service"], ["Tel", "01234 567890"]],
        "considered_by": [
            ["Management team", "1 June 2026"],
            ["Board", "8 June 2026", "Supported"],
        ],
    }
    printed = {row.label: row.lines for row in compose(report, DAY).document.front}
    assert printed["Wards affected"] == (("All",),)
    assert "Tel | 01234 567890" in text_of(client.get(here))


def test_more_rows_of_who_considered_it_come_with_one_press(client: Client, report: Report) -> None:
    here = page_of(report, "front")

    answer = client.post(here, {"rows": 3, "body_0": "Board", "wards": "All", "add_rows": "1"})

    form = answer.context["form"]
    assert form.number == 6
    assert (form["body_0"].value(), form["wards"].value()) == ("Board", "All")
    report.refresh_from_db()
    assert report.front == {}


def test_the_second_of_two_who_type_the_front_matter_is_told(
    client: Client, client_for: Callable[..., Client], report: Report
) -> None:
    here = page_of(report, "front")
    mine = fields_of(client, here) | {"wards": "Mine"}
    first = client_for(COMPOSER)
    first.post(here, fields_of(first, here) | {"wards": "Theirs"})

    answer = client.post(here, mine)

    assert answer.status_code == 409
    assert f"{first.user} changed this at" in text_of(answer)
    assert "Theirs" in text_of(answer)
    assert answer.context["form"]["wards"].value() == "Mine"


def attach(client: Client, report: Report, what: str, **fields: Any) -> Any:
    return client.post(page_of(report, "appendix_add"), {"what": what} | fields)


def a_file(name: str = "framework.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def test_a_plan_text_and_data_are_attached(client: Client, report: Report) -> None:
    plan = make_plan(report.council, title="Improvement plan")

    for what in (f"plan:{plan.pk}", "written:", "built:judgements"):
        assert attach(client, report, what).status_code == 302

    rows = report.appendices.order_by("order")
    assert [(row.kind, row.plan) for row in rows] == [
        ("plan", plan),
        ("written", None),
        ("built", None),
    ]
    assert rows[0].title == "Improvement plan"


def test_a_file_is_attached_under_its_own_name_and_handed_out_to_be_saved(
    client: Client, report: Report
) -> None:
    attach(client, report, "file:", file=a_file("C:\\Papers\\framework.pdf"))

    row = report.appendices.get()
    assert row.file is not None
    assert (row.title, row.file.name, row.file.added_by) == (
        "framework",
        "framework.pdf",
        client.user,  # type: ignore[attr-defined]
    )
    answer = client.get(page_of(report, "appendix_file", row.file.pk))
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="framework.pdf"'


def _archive(name: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(name, "x")
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("framework.pdf", b"<html><script>1</script>", "is a web page or a drawing that can run"),
        ("drawing.svg", b"<svg/>", "is a web page or a drawing that can run"),
        ("framework.docx", _archive("x.txt"), "but its content is something else"),
        ("framework.docm", _archive("x.txt"), "can hold macros"),
        ("notes.txt", b"Words", "cannot be an appendix. Save it as PDF, Word"),
        ("framework.pdf", b"", "is empty"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_the_title_stays(
    client: Client, report: Report, name: str, content: bytes, said: str
) -> None:
    answer = attach(client, report, "file:", file=a_file(name, content), title="The framework")

    page = text_of(answer)
    assert said in page
    assert "choose it once more" in page
    assert 'value="The framework"' in page
    assert not AppendixFile.objects.exists()


def test_a_file_that_is_too_large_is_refused_and_the_title_stays(
    client: Client, report: Report, settings: Any
) -> None:
    settings.EVIDENCE_MAX_MB = 0

    page = text_of(attach(client, report, "file:", file=a_file(), title="The framework"))

    assert "It is larger than 0 MB." in page
    assert 'value="The framework"' in page
    assert not AppendixFile.objects.exists()


def test_without_a_file_nothing_is_attached(client: Client, report: Report) -> None:
    assert "Choose the file" in text_of(attach(client, report, "file:"))
    refused = attach(client, report, "written:", file=a_file())
    assert "to attach the file that you chose" in text_of(refused)
    assert not report.appendices.exists()


def test_appendices_change_places_and_go_where_somebody_says_so(
    client: Client, report: Report
) -> None:
    one, two = make_appendix(report, text="Words"), make_appendix(report)
    here = page_of(report, "appendices")

    client.post(here, fields_of(client, here) | {f"place_{two.pk}": "1"})
    assert list(report.appendices.order_by("order")) == [two, one]

    page = text_of(client.post(here, fields_of(client, here) | {f"remove_{one.pk}": "on"}))
    assert "It holds text or a file. Tick to take it off with that" in page
    client.post(here, fields_of(client, here) | {f"remove_{one.pk}": "on", "sure": "on"})
    assert list(report.appendices.all()) == [two]


def test_the_second_of_two_who_order_appendices_is_told_and_keeps_what_was_chosen(
    client: Client, report: Report
) -> None:
    first, second, third = (make_appendix(report, title=name) for name in ("One", "Two", "Three"))
    here = page_of(report, "appendices")
    sent = fields_of(client, here)
    mine = sent | {f"place_{third.pk}": "1", f"place_{first.pk}": "2", f"remove_{second.pk}": "on"}
    client.post(here, sent | {f"place_{second.pk}": "1"})
    make_appendix(report, title="Four")

    answer = client.post(here, mine)
    told = Page(answer, 409)

    assert "changed this at" in told.text
    saved = told.one("ol", "govuk-list--number")
    assert saved.text.split() == ["Two", "One", "Three", "Four"]
    kept = fields_in(answer)
    assert (kept[f"place_{third.pk}"], kept[f"place_{first.pk}"]) == ("1", "2")
    assert kept[f"remove_{second.pk}"] is True
    client.post(here, kept)
    titles = report.appendices.order_by("order").values_list("title", flat=True)
    assert list(titles) == ["Three", "One", "Four"]


def test_an_appendix_follows_later_is_kept_out_and_named(client: Client, report: Report) -> None:
    row = make_appendix(report, text="Words")
    here = page_of(report, "paper_appendix", row.pk)
    typed = {"title": "Costs", "label": "Annex A", "anchor": "costs", "is_to_follow": "on"}
    exempt = {"exempt_under": "3", "exempt_because": "It names prices."}

    client.post(here, fields_of(client, here) | typed | exempt | {"text": "New words"})

    row.refresh_from_db()
    assert (row.title, row.label, row.anchor, row.text) == (
        "Costs",
        "Annex A",
        "costs",
        "New words",
    )
    assert (row.is_to_follow, row.exempt_under) == (True, 3)
    outline = text_of(client.get(page_of(report, "paper")))
    assert "To follow" in outline
    assert "Exempt" in outline


def test_another_file_takes_the_place_of_one(client: Client, report: Report) -> None:
    row = make_appendix(report, kind="file", file=make_appendix_file(report))
    here = page_of(report, "paper_appendix", row.pk)

    client.post(here, fields_of(client, here) | {"file": a_file("other.pdf")})

    row.refresh_from_db()
    assert row.file is not None
    assert row.file.name == "other.pdf"
    assert AppendixFile.objects.count() == 2, "the one before stays with earlier versions"


def test_the_second_of_two_who_change_an_appendix_is_told(
    client: Client, client_for: Callable[..., Client], report: Report
) -> None:
    row = make_appendix(report, title="Old")
    here = page_of(report, "paper_appendix", row.pk)
    mine = fields_of(client, here) | {"title": "Mine"}
    first = client_for(COMPOSER)
    first.post(here, fields_of(first, here) | {"title": "Theirs"})

    answer = client.post(here, mine)

    assert answer.status_code == 409
    assert f"{first.user} changed this at" in text_of(answer)
    assert 'value="Mine"' in text_of(answer)
    row.refresh_from_db()
    assert row.title == "Theirs"


def test_an_exempt_file_is_handed_out_to_who_composes_alone(
    client: Client, client_for: Callable[..., Client], report: Report
) -> None:
    file = make_appendix_file(report)
    exempt = {"exempt_under": 3, "exempt_because": "Prices."}
    make_appendix(report, kind="file", file=file, **exempt)
    here = page_of(report, "appendix_file", file.pk)

    assert client.get(here).status_code == 200
    assert client_for(Role.LEAD_OFFICER).get(here).status_code == 403
    PaperAppendix.objects.update(exempt_under=None, exempt_because="")
    assert client_for(Role.LEAD_OFFICER).get(here).status_code == 200
