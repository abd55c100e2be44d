"""A folder of reports becomes national inspections, once; what councils entered stays theirs."""

import datetime
from pathlib import Path

import pytest
from django.core.management import call_command

from councils.models import Council
from inspections.models import Inspection
from inspections.receiving.loading import load_draft
from inspections.report_reading.draft import (
    COUNCIL,
    DraftInspection,
    DraftJudgement,
    DraftRecommendation,
)
from tests.factories import make_council, make_inspection, make_judgement
from tests.inspections.outcome_files import JOINT, JTAI, as_csv
from tests.inspections.report_papers import ILACS_2018, WISHES, ilacs, pdf, sif

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)
GRADES = ("Good", "Requires improvement", "Not judged", "Inadequate", "Outstanding")
FOUR = ("Good", "Requires improvement to be good", "Inadequate", "Good")


@pytest.fixture
def kent() -> Council:
    return make_council("Kent")


@pytest.fixture
def folder(tmp_path: Path, kent: Council) -> Path:
    single = sif(GRADES).replace("Merrowdale", "Kent")
    later = ilacs(ILACS_2018, FOUR, "17 to 28 June 2019").replace("Merrowdale", "Kent")
    (tmp_path / "a-single.pdf").write_bytes(pdf(single))
    (tmp_path / "b-later-2019-08-05.PDF").write_bytes(pdf(later))
    (tmp_path / "c-page.pdf").write_bytes(b"<!DOCTYPE html><html>Not found</html>")
    (tmp_path / "notes.txt").write_text("Not a report.")
    return tmp_path


def load(capsys: pytest.CaptureFixture[str], *paths: Path) -> list[str]:
    call_command("load_inspection_reports", *map(str, paths))
    return capsys.readouterr().out.splitlines()


def test_each_report_of_a_folder_becomes_an_inspection_anyone_may_read(
    folder: Path, kent: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = load(capsys, folder)
    single, later = Inspection.objects.order_by("starts_on")

    assert lines[0] == "a-single.pdf: added"
    assert lines[1] == (
        "b-later-2019-08-05.PDF: added; no day of publication was read: out by 5 August 2019, "
        "after the file’s name"
    )
    assert lines[2].startswith("c-page.pdf: skipped; This file is a web page")
    assert lines[3:] == ["2 added, 1 skipped"]
    assert (single.is_published, single.source) == (True, "report")
    assert single.published_on == datetime.date(2015, 5, 13)
    assert later.out_by == datetime.date(2019, 8, 5)
    assert dict(single.judgements.values_list("area", "grade")) == {
        "overall_effectiveness": "requires_improvement",
        "help_and_protection": "good",
        "looked_after": "requires_improvement",
        "adoption": "not_judged",
        "care_leavers": "inadequate",
        "leadership": "outstanding",
        "board": "good",
    }
    assert list(later.recommendations.order_by("order").values_list("text", flat=True)) == [*WISHES]
    assert single.report_sections.get(area="help_and_protection").paragraphs.count() == 4


def test_the_same_folder_again_adds_nothing(
    folder: Path, kent: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    load(capsys, folder)
    again = load(capsys, folder)

    assert again[:2] == ["a-single.pdf: held already", "b-later-2019-08-05.PDF: held already"]
    assert Inspection.objects.count() == 2


DRAFT = DraftInspection(
    council="Kent",
    framework="sif-2013",
    inspection_start=datetime.date(2017, 1, 16),
    inspection_end=datetime.date(2017, 2, 9),
    recommendations=(DraftRecommendation("Visit.", "1", 7, COUNCIL, "Within 3 months"),),
)


def test_what_a_council_entered_itself_is_left_as_it_is(kent: Council) -> None:
    own = make_inspection(kent, is_published=False, source="hand")
    loaded = load_draft("report.pdf", DRAFT, TODAY)

    assert loaded.in_words == (
        "report.pdf: skipped; the council entered it itself, so it is left as it is"
    )
    assert not own.recommendations.exists()
    assert Inspection.objects.get() == own


def test_an_inspection_of_a_national_table_gets_what_it_has_nothing_of(kent: Council) -> None:
    held = make_inspection(kent, source="outcomes")
    make_judgement(held, area="leadership", grade="good")
    loaded = load_draft("report.pdf", DRAFT, TODAY)

    assert loaded.what == "added to"
    assert list(held.recommendations.values_list("text", "timescale")) == [
        ("Visit.", "Within 3 months")
    ]
    assert held.judgements.get().grade == "good"


JOINT_DRAFT = DraftInspection(
    council="Ashdale",
    framework="jtai-2016",
    inspection_start=datetime.date(2022, 5, 9),
    inspection_end=datetime.date(2022, 5, 13),
    published=datetime.date(2022, 7, 18),
    recommendations=(DraftRecommendation("Share it.", "1", 7, COUNCIL, ""),),
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of joint inspections, which has the publication and no days."""
    make_council("Ashdale", ofsted_urn="80001")
    path = tmp_path / "joint.csv"
    path.write_bytes(as_csv(JOINT, JTAI))
    return path


def test_a_report_after_the_table_is_added_to_the_one_inspection(table: Path) -> None:
    call_command("import_outcomes", str(table))
    loaded = load_draft("report.pdf", JOINT_DRAFT, TODAY)
    again = load_draft("report.pdf", JOINT_DRAFT, TODAY)
    call_command("import_outcomes", str(table))

    held = Inspection.objects.get()
    assert (loaded.what, again.what) == ("added to", "held already")
    assert loaded.told[:2] == ("the days of the inspection", "1 recommendation")
    assert held.days_stated and held.starts_on == datetime.date(2022, 5, 9)
    assert (held.theme, held.source) == ("Serious youth violence", "outcomes")
    assert held.recommendations.get().text == "Share it."


def test_a_table_after_the_report_finds_the_one_inspection(table: Path) -> None:
    load_draft("report.pdf", JOINT_DRAFT, TODAY)
    call_command("import_outcomes", str(table))

    assert Inspection.objects.get().source == "report"


def test_the_review_of_a_board_printed_by_itself_is_not_put_into_what_a_table_tells(
    kent: Council,
) -> None:
    held = make_inspection(kent, source="outcomes")
    of_board = (DraftJudgement("board", "good", 2, "The board is good"),)
    load_draft("board.pdf", DraftInspection(**vars(DRAFT) | {"judgements": of_board}), TODAY)

    assert not held.recommendations.exists()
    assert Inspection.objects.exclude(pk=held.pk).get().judgements.get().area == "board"


def test_an_inspection_of_a_paper_keeps_its_own_wording(kent: Council) -> None:
    held = make_inspection(kent, source="paper")
    loaded = load_draft("report.pdf", DRAFT, TODAY)

    assert "Recommendations: 0 held, 1 in the report." in loaded.told
    assert not held.recommendations.exists()


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (DraftInspection(problems=("Nothing.",)), "which inspection it is could not be read"),
        (DraftInspection(**{**vars(DRAFT), "council": "Essex"}), "no council held was called"),
    ],
)
def test_why_a_report_is_skipped_is_said(kent: Council, draft: DraftInspection, why: str) -> None:
    loaded = load_draft("report.pdf", draft, TODAY)

    assert loaded.what == "skipped"
    assert why in loaded.in_words
    assert not Inspection.objects.exists()


def test_a_report_without_a_day_of_publication_is_out_by_the_day_it_is_loaded(
    kent: Council,
) -> None:
    load_draft("2016-01-01.pdf", DRAFT, TODAY)

    assert Inspection.objects.get().out_by == TODAY


@pytest.mark.parametrize("printed", [datetime.date(2017, 2, 8), datetime.date(2099, 1, 1)])
def test_a_day_of_publication_that_cannot_be_is_not_taken(
    kent: Council, printed: datetime.date
) -> None:
    load_draft("report.pdf", DraftInspection(**{**vars(DRAFT), "published": printed}), TODAY)

    held = Inspection.objects.get()
    assert (held.published_on, held.out_by) == (None, TODAY)


def test_a_folder_without_a_report_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load(capsys, tmp_path) == ["No PDF file was found there."]
    assert load(capsys, tmp_path / "gone.pdf")[0].startswith("gone.pdf: skipped; it cannot be")
