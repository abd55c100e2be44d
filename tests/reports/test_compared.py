"""Comparisons to take away: CSV of each table, PDF of a page, and what stands in both."""

import csv
import datetime
import io
from typing import Any

import page as page_validation
import pytest
from django.test import Client
from django.urls import reverse

from councils.models import Council, User
from councils.national import OGL
from inspections.models import PrintedLine
from reports import compared, tasks
from reports.compared import comparison_of
from reports.models import ComparisonFile
from tests.factories import (
    DAY,
    make_comparison_file,
    make_council,
    make_inspection,
    make_judgement,
    make_printed_table,
    make_user,
)
from tests.pages import fix_today, read
from tests.pdf_reading import read_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def user() -> User:
    return make_user()


@pytest.fixture
def client(client_for: Any, user: User) -> Client:
    return client_for(user)


@pytest.fixture
def graded(council: Council) -> Council:
    """A council with two grades of 2017."""
    inspection = make_inspection(council)
    make_judgement(inspection)
    make_judgement(inspection, area="leadership", grade="inadequate")
    return council


QUERY = "?name=league&group=region-west-midlands&as_at=2017-04-26"


def cells(response: Any) -> list[list[str]]:
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_a_csv_file_has_the_table_its_day_its_rule_and_its_licence(
    client: Client, graded: Council
) -> None:
    response = client.get(reverse("reports:compare_csv") + QUERY + "&table=ranked")

    rows = cells(response)
    assert rows[0][:3] == ["Council", "Place", "Overall"]
    assert rows[1][:3] == ["Barchester", "1", "Good"]
    below = [row[0] for row in rows[2:] if row]
    assert any(line.startswith("Ranked by “Overall”") for line in below)
    assert "As at 26 April 2017" in below
    assert below[-1] == OGL
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="compare-league-ranked-as-at-2017-04-26.csv"'
    )


def test_counts_and_percentages_are_columns_apart(client: Client, graded: Council) -> None:
    url = reverse("reports:compare_csv") + "?name=judgements&as_at=2017-04-26"

    heading, first, *_ = cells(client.get(url))

    found = dict(zip(heading, first, strict=True))
    assert found["Good"] == "1"
    assert found["Good: % of those inspected"] == "100%"


def test_a_name_that_a_spreadsheet_would_calculate_is_text(client: Client) -> None:
    council = make_council("=1+1", slug="sum")
    make_judgement(make_inspection(council))

    rows = cells(client.get(reverse("reports:compare_csv") + QUERY + "&table=ranked"))

    assert rows[1][0] == "'=1+1"


def test_where_nothing_is_held_the_file_says_so(client: Client) -> None:
    rows = cells(client.get(reverse("reports:compare_csv") + "?name=judgements"))

    assert "does not mean that nobody was inspected" in rows[1][0]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?name=nonsense",
        "?name=judgements&table=nonsense",
        "?name=council",
        "?name=council&council=nowhere",
        "?name=judgements&as_at=yesterday",
        "?name=judgements&framework=nonsense",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, graded: Council, query: str) -> None:
    assert client.get(reverse("reports:compare_csv") + query).status_code == 404


def test_each_page_leads_to_a_csv_file_of_each_table(client: Client, graded: Council) -> None:
    url = reverse("inspections:compare_england")
    page = read(client, url + "?as_at=2017-04-26&since=2017-01-01")

    found = [a.get("href") or "" for a in page.main.all("a") if "CSV" in a.text]
    assert len(found) == len(page.all("table")) >= 2
    for address in found:
        assert "2017-04-26" in client.get(address).headers["Content-Disposition"]


def test_the_pdf_is_asked_for_made_by_the_worker_and_downloaded(
    client: Client, graded: Council, user: User
) -> None:
    add = reverse("reports:compare_file_add") + QUERY
    response = client.post(add, {"name": "league"})
    file = ComparisonFile.objects.get(asked_by=user)
    waiting = response.headers["Location"]
    assert "is being made" in read(client, waiting).main.text

    tasks.render_comparison(file.pk)

    page = read(client, waiting)
    download = client.get(page.links["Download the PDF"])
    assert download.content.startswith(b"%PDF")
    assert download.headers["Content-Disposition"] == (
        'attachment; filename="compare-league-as-at-2017-04-26.pdf"'
    )
    assert client.get(waiting, headers={"HX-Request": "true"}).content.count(b"<html") == 0


def failures(pdf: bytes, tmp_path: Any) -> list[str]:
    path = tmp_path / "comparison.pdf"
    path.write_bytes(pdf)
    found: list[str] = page_validation.validate_pdf(str(path), profile="ua1").failures
    return found


def test_the_pdf_of_each_comparison_is_accessible_and_has_its_tables(
    graded: Council, user: User, tmp_path: Any
) -> None:
    table = make_printed_table(graded)
    PrintedLine.objects.create(
        table=table, order=1, label="Good", number=1, share="1%", column="good"
    )
    for name, slug in [
        ("judgements", ""),
        ("england", ""),
        ("league", ""),
        ("printed", ""),
        ("council", graded.slug),
        ("history", graded.slug),
    ]:
        choice = {} if name == "printed" else {"as_at": "2017-04-26"}
        file = make_comparison_file(user, name=name, council=slug, choice=choice)
        tasks.render_comparison(file.pk)
        file.refresh_from_db()
        assert file.status == "done", (name, file.problem)
        pdf = bytes(file.content)
        reading = read_pdf(pdf)
        shown = comparison_of(name, choice, DAY, slug)
        assert failures(pdf, tmp_path) == []
        assert reading.language == "en-GB"
        assert reading.title.startswith(shown.title)
        assert [len(found) for found in reading.tables] == [len(t.rows) + 1 for t in shown.tables]
        first = [heading.text for heading in shown.tables[0].headings]
        assert [cell["tag"] for cell in reading.tables[0][0]] == ["TH"] * len(first)
        assert OGL in reading.text


def test_a_long_league_repeats_its_header_row(user: User) -> None:
    for number in range(40):
        make_judgement(make_inspection(make_council(f"Council of a longer name {number:02}")))
    file = make_comparison_file(user, name="league", choice={"as_at": "2017-04-26"})

    tasks.render_comparison(file.pk)

    file.refresh_from_db()
    pages = read_pdf(bytes(file.content)).pages
    assert sum("Inspected to" in page for page in pages) >= 2


def test_anothers_file_is_not_found(client: Client) -> None:
    file = make_comparison_file(make_user(), status="done", content=b"%PDF")

    assert client.get(reverse("reports:compare_file", args=[file.pk])).status_code == 404
    assert client.get(reverse("reports:compare_file_pdf", args=[file.pk])).status_code == 404


def test_a_failure_is_told_to_who_asked(client: Client, user: User) -> None:
    file = make_comparison_file(user, choice={"as_at": "2017-04-26", "group": "region-nowhere"})

    tasks.render_comparison(file.pk)

    page = read(client, reverse("reports:compare_file", args=[file.pk]))
    assert compared.CANNOT in page.main.text
    assert client.get(reverse("reports:compare_file_pdf", args=[file.pk])).status_code == 404


def test_files_are_dropped_after_a_week(user: User) -> None:
    old = make_comparison_file(user)
    ComparisonFile.objects.update(asked_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    new = make_comparison_file(user)

    tasks.drop_old_exports(0)

    assert [*ComparisonFile.objects.values_list("pk", flat=True)] == [new.pk] != [old.pk]
