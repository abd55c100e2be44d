"""Wolverhampton's Appendix One of 26 April 2017, read back from the PDF that is exported.

What the paper prints is written out here a second time, independently of the fixture. A number
before a text says to which milestone of the row it belongs; 0 is the row itself.
"""

import csv
import datetime
import html
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import page as page_validation
import pytest
import tinyhtml5  # type: ignore[import-untyped]
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from openpyxl import load_workbook

from actionplans.models import Action, ActionPlan, How, Milestone
from actionplans.on_day.plans import plan_on_day
from actionplans.rag import Progress
from reports.models import Export, state_for
from reports.plan_files.exporting import as_pdf_once
from tests.factories import (
    make_action,
    make_council,
    make_due_date,
    make_milestone,
    make_plan,
    make_review,
    make_update,
)
from tests.pages import Piece
from tests.pdf_reading import Reading, read_pdf
from tests.reports.word_reading import Word

pytestmark = pytest.mark.django_db

CABINET = datetime.date(2017, 4, 26)
PAST = "Past its date"
NOT_STATED, SILENT, DONE = "Not stated", "Past its date, not said whether done", "Done"
HINDS, HAUGHTON, CUNNINGHAM = "Alison Hinds", "Louise Haughton", "Julian Cunningham"
Texts = list[tuple[int, str]]


@dataclass(frozen=True)
class Printed:
    """A row of Appendix One.

    `milestones` and `progress` give words by which each is known, since the sentences are the
    paper's; timescales and leads are exact. `steps` is the status of each milestone.
    """

    milestones: list[str]
    timescales: Texts
    leads: Texts
    progress: Texts
    status: str
    steps: list[str]


APPENDIX_ONE = [
    Printed(
        milestones=["audits", "supervision"],
        timescales=[(1, "Bi-monthly audits"), (2, "Quarterly dip sampling")],
        leads=[(0, "All Heads of Service Louise Haughton")],
        progress=[(1, "CYP Management Team"), (2, "May 2017")],
        status=NOT_STATED,
        steps=[NOT_STATED, NOT_STATED],
    ),
    Printed(
        milestones=["DCS", "SEB"],
        timescales=[(1, "28 February 2017"), (2, "31st May 2017, monthly thereafter")],
        leads=[(0, "Helena Kucharczyk")],
        progress=[(1, "Service Director"), (0, "ACTION COMPLETED")],
        status=DONE,
        steps=[DONE, DONE],
    ),
    Printed(
        milestones=["health assessments", "Virtual Head"],
        timescales=[(1, "Quarterly"), (2, "November 2017")],
        leads=[(1, HINDS), (1, HINDS), (2, "Darren Martindale")],
        progress=[(1, "50 miles"), (1, "LAC Health Steering Group"), (0, "resource")],
        status=NOT_STATED,
        steps=[NOT_STATED, NOT_STATED],
    ),
    Printed(
        milestones=["flowchart", "Child Protection"],
        timescales=[(1, "30 April 2017")],
        leads=[(1, "Rachel Warrender Louise Haughton Alison Hinds"), (2, CUNNINGHAM)],
        progress=[(1, "30 April 2017")],
        status=NOT_STATED,
        steps=[NOT_STATED, NOT_STATED],
    ),
    Printed(
        milestones=["audits", "assessments"],
        timescales=[(0, "31 March 2018")],
        leads=[(0, HAUGHTON)],
        progress=[(0, "July 2017"), (0, "4 cohorts")],
        status=NOT_STATED,
        steps=[NOT_STATED, NOT_STATED],
    ),
    Printed(
        milestones=["audits", "assessments"],
        timescales=[(0, "31 March 2018")],
        leads=[(0, "Heads of Service Louise Haughton")],
        progress=[(0, "4 cohorts")],
        status=NOT_STATED,
        steps=[NOT_STATED, NOT_STATED],
    ),
    Printed(
        milestones=["LAC Management Teams", "recording"],
        timescales=[(1, "31 March 2017"), (2, "28 February 2017")],
        leads=[(1, f"{CUNNINGHAM} {HINDS}"), (2, f"{CUNNINGHAM} {HINDS}")],
        progress=[(1, "document"), (2, "briefed")],
        status=SILENT,
        steps=[SILENT, SILENT],
    ),
    Printed(
        milestones=["refer", "appropriate"],
        timescales=[(1, "31 March 2017"), (2, "30 April 2017")],
        leads=[(0, HINDS)],
        progress=[(1, "briefed")],
        status=SILENT,
        steps=[SILENT, NOT_STATED],
    ),
    Printed(
        milestones=["electronic PEP", "COPE"],
        timescales=[(1, "30 June 2017"), (2, "Termly Audits")],
        leads=[(0, HINDS)],
        progress=[(1, "PEP"), (2, "term")],
        status=NOT_STATED,
        steps=[NOT_STATED, NOT_STATED],
    ),
    Printed(
        milestones=["training", "Dip sampl"],
        timescales=[(1, "31 March 2017")],
        leads=[(0, HINDS)],
        progress=[(1, "22 March 2017"), (2, "to be scheduled")],
        status=SILENT,
        steps=[SILENT, NOT_STATED],
    ),
    Printed(
        milestones=["10 weeks", "Annex A", "Care first"],
        timescales=[(1, "20 March 2017")],
        leads=[(0, HINDS)],
        progress=[(0, "ACTION COMPLETED"), (0, "10 weeks")],
        status=DONE,
        steps=[DONE, DONE, DONE],
    ),
]
ROWS = range(1, 12)
ACTION, MILESTONES, TIMESCALES, LEADS, PROGRESS = range(5)
HEADINGS = ["Action", "Milestones", "Timescales", "Lead officers", "Progress"]


# The demo's plan, exported as papers show it


@dataclass(frozen=True)
class Exported:
    """The five files of the plan as at the day of the Cabinet, and its wordings by row.

    `wordings`: the plan's, the report's, and the paper's other ones.
    """

    pdf: bytes
    html: bytes
    docx: bytes
    csv: bytes
    xlsx: bytes
    wordings: list[tuple[str, str, list[str]]]


@pytest.fixture(scope="module")
def exported(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Exported:
    folder = tmp_path_factory.mktemp("appendix")
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", stdout=StringIO())
        found = Exported(**{e: _export(folder, e) for e in _ENDINGS}, wordings=list(_wordings()))
        transaction.set_rollback(True)
    return found


_ENDINGS = ("pdf", "html", "docx", "csv", "xlsx")


def _export(folder: Path, ending: str) -> bytes:
    file = folder / f"appendix.{ending}"
    call_command(
        "export_plan", "wolverhampton-2017", "--as-at", "2017-04-26", "--format", ending,
        "--output", str(file), stdout=StringIO(),
    )  # fmt: skip
    return file.read_bytes()


def _wordings() -> Iterator[tuple[str, str, list[str]]]:
    for action in Action.objects.filter(plan__reference="wolverhampton-2017").order_by("order"):
        asked = action.recommendations.get()
        yield action.text, asked.text, [wording.text for wording in asked.wordings.all()]


@pytest.fixture(scope="module")
def reading(exported: Exported) -> Reading:
    return read_pdf(exported.pdf)


@pytest.fixture(scope="module")
def table(reading: Reading) -> list[list[list[str]]]:
    """The plan's table in the PDF: rows of cells of paragraphs, without the header row."""
    return table_of(reading)


def table_of(reading: Reading) -> list[list[list[str]]]:
    (found,) = (t for t in reading.tables if [cell["text"] for cell in t[0]] == HEADINGS)
    return [[cell["paragraphs"] for cell in row] for row in found[1:]]


def numbered(paragraphs: list[str]) -> Texts:
    """Return the paragraphs of a cell with the milestone each stands for, its number taken off.

    One without a number belongs with the one above; before any number, to the row.
    """
    found: Texts = []
    for paragraph in paragraphs:
        match = re.fullmatch(r"(?:(\d)\. )?(.*)", paragraph)
        assert match
        above = found[-1][0] if found else 0
        found.append((int(match[1]) if match[1] else above, match[2]))
    return found


def test_the_table_has_eleven_rows_of_five_columns(table: list[list[list[str]]]) -> None:
    assert [len(row) for row in table] == [5] * 11


@pytest.mark.parametrize("number", ROWS)
def test_a_row_names_its_recommendation_and_states_its_status(
    table: list[list[list[str]]], number: int
) -> None:
    words, source, status = table[number - 1][ACTION]

    assert words
    assert source == f"(RECOMMENDATION {number})"
    assert status == APPENDIX_ONE[number - 1].status


@pytest.mark.parametrize("number", ROWS)
def test_milestones_stand_in_their_number_and_order(
    table: list[list[list[str]]], number: int
) -> None:
    expected = APPENDIX_ONE[number - 1].milestones
    found = numbered(table[number - 1][MILESTONES])

    assert [step for step, _ in found] == list(range(1, len(expected) + 1))
    for (_, words), known_by in zip(found, expected, strict=True):
        assert known_by in words


@pytest.mark.parametrize("number", ROWS)
def test_timescales_are_exactly_as_printed_and_where(
    table: list[list[list[str]]], number: int
) -> None:
    assert agreed(table[number - 1][TIMESCALES]) == APPENDIX_ONE[number - 1].timescales


def agreed(cell: list[str]) -> Texts:
    """Return the timescales of a cell without what is said of one that has passed."""
    return [(step, text) for step, text in numbered(cell) if text != PAST]


@pytest.mark.parametrize("number", ROWS)
def test_past_its_date_stands_at_each_silent_milestone_and_nowhere_else(
    table: list[list[list[str]]], number: int
) -> None:
    past = [step for step, text in numbered(table[number - 1][TIMESCALES]) if text == PAST]

    statuses = enumerate(APPENDIX_ONE[number - 1].steps, 1)
    assert past == [step for step, status in statuses if status == SILENT]


@pytest.mark.parametrize("number", ROWS)
def test_leads_are_exactly_as_printed_and_where(table: list[list[list[str]]], number: int) -> None:
    assert numbered(table[number - 1][LEADS]) == APPENDIX_ONE[number - 1].leads


@pytest.mark.parametrize("number", ROWS)
def test_progress_has_its_number_of_texts_in_order(
    table: list[list[list[str]]], number: int
) -> None:
    expected = APPENDIX_ONE[number - 1].progress
    found = [text for _, text in numbered(table[number - 1][PROGRESS])]

    assert len(found) == len(expected)
    for text, (_, known_by) in zip(found, expected, strict=True):
        assert known_by in text
        assert known_by != "ACTION COMPLETED" or text == known_by


@pytest.mark.parametrize("number", ROWS)
def test_each_text_of_progress_stands_with_its_milestone(
    table: list[list[list[str]]], number: int
) -> None:
    """A milestone's number stands before its first text; the row's texts have none."""
    paragraphs = table[number - 1][PROGRESS]
    steps = [step for step, _ in APPENDIX_ONE[number - 1].progress]

    for place, (step, paragraph) in enumerate(zip(steps, paragraphs, strict=True)):
        first = step and step not in steps[:place]
        assert paragraph.startswith(f"{step}. ") == bool(first), paragraph


def test_the_whole_table_has_the_counts_of_the_paper(table: list[list[list[str]]]) -> None:
    def column(number: int) -> list[str]:
        return [text for row in table for _, text in agreed(row[number])]

    names = re.findall(
        r"(?:All )?Heads of Service|[A-Z][a-z]+ [A-Z][a-z]+", "\n".join(column(LEADS))
    )
    assert len(column(MILESTONES)) == 23
    assert len(column(TIMESCALES)) == 17
    assert len(names) == 21
    assert len(column(PROGRESS)) == 20


def test_nothing_is_late_and_only_two_are_done(table: list[list[list[str]]]) -> None:
    statuses = {number: row[ACTION][-1] for number, row in enumerate(table, 1)}

    assert "Late" not in statuses.values()
    assert [number for number, status in statuses.items() if status == DONE] == [2, 11]
    assert [number for number, status in statuses.items() if status == SILENT] == [7, 8, 10]


def test_the_key_explains_each_status_that_occurs_with_its_number(reading: Reading) -> None:
    key = reading.text[: reading.text.index("Milestones")]

    assert f"{SILENT} Its date has passed and nothing says whether it is done. (3)" in key
    assert f"{NOT_STATED} Nothing says how far it has come. (6)" in key
    assert f"{DONE} Done and signed off. (2)" in key
    assert "Late" not in key


def test_the_plans_wording_is_printed_and_the_reports_is_held_beside_it(
    exported: Exported, table: list[list[list[str]]]
) -> None:
    plans = [plan for plan, _, _ in exported.wordings]
    reports = [report for _, report, _ in exported.wordings]
    papers = [(others or [report])[0] for _, report, others in exported.wordings]

    assert [row[ACTION][0] for row in table] == plans
    assert differing(plans, papers) == [1, 3, 4, 5, 9]
    assert differing(papers, reports) == [2, 5]


def differing(some: list[str], others: list[str]) -> list[int]:
    pairs = enumerate(zip(some, others, strict=True), 1)
    return [number for number, (one, other) in pairs if one != other]


# The PDF as a document


def test_header_cells_are_marked_and_each_cell_names_its_own(reading: Reading) -> None:
    (found,) = (t for t in reading.tables if [cell["text"] for cell in t[0]] == HEADINGS)
    heads, *rows = found

    assert {(cell["tag"], cell["scope"]) for cell in heads} == {("TH", "Column")}
    for row in rows:
        first, *others = row
        assert (first["tag"], first["scope"]) == ("TH", "Row")
        for cell, heading in zip(others, HEADINGS[1:], strict=True):
            assert cell["tag"] == "TD"
            assert set(cell["headers"]) == {first["text"], heading}


def test_each_page_with_rows_begins_them_with_the_header_row(reading: Reading) -> None:
    assert len(reading.pages) > 1
    assert all(" ".join(HEADINGS) in text for text in reading.pages)


def test_the_foot_of_each_page_says_council_plan_day_and_page(reading: Reading) -> None:
    number = len(reading.pages)
    assert reading.artifacts == [
        ["Wolverhampton · Ofsted Action Plan", f"As at 26 April 2017 · Page {n} of {number}"]
        for n in range(1, number + 1)
    ]


def test_it_has_a_title_a_language_and_no_text_outside_its_structure(reading: Reading) -> None:
    assert reading.title == "Ofsted Action Plan, Wolverhampton, as at 26 April 2017"
    assert reading.language == "en-GB"
    assert reading.headings == [("/H1", "Ofsted Action Plan"), ("/H2", "Key")]
    assert reading.loose == []


def test_it_is_valid_pdf_ua(exported: Exported, tmp_path: Path) -> None:
    assert ua_failures(exported.pdf, tmp_path) == []


def ua_failures(pdf: bytes, folder: Path) -> list[str]:
    file = folder / "appendix.pdf"
    file.write_bytes(pdf)
    return list(page_validation.validate_pdf(str(file), profile="ua1").failures)


# The same day in the other formats


def lines_of_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def lines_of_xlsx(content: bytes) -> list[dict[str, Any]]:
    heads, *rows = load_workbook(io.BytesIO(content))["Details"].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def by_step(cell: list[str], steps: int) -> list[list[str]]:
    """Return what a cell of the PDF says for each step; what stands for the row, for each."""
    texts = agreed(cell)
    return [[text for of, text in texts if of in (0, step)] for step in range(1, steps + 1)]


def test_the_workbooks_details_say_the_same_as_the_pdf(
    exported: Exported, table: list[list[list[str]]]
) -> None:
    lines = lines_of_xlsx(exported.xlsx)
    assert len(lines) == 23
    for number, (row, printed) in enumerate(zip(table, APPENDIX_ONE, strict=True), 1):
        mine = [line for line in lines if line["Reference"] == f"R{number}"]
        said = {name: [str(line[name] or "") for line in mine] for name in mine[0]}
        steps = len(printed.milestones)
        assert said["Action"] == [row[ACTION][0]] * steps
        assert said["Action status"] == [row[ACTION][-1]] * steps
        assert said["Milestone status"] == printed.steps
        assert [t.splitlines() for t in said["Timescale"]] == by_step(row[TIMESCALES], steps)
        assert [t.splitlines() for t in said["Lead officers"]] == by_step(row[LEADS], steps)


def test_the_csv_file_says_the_same_as_the_pdf_under_its_headings(
    exported: Exported, table: list[list[list[str]]]
) -> None:
    lines = lines_of_csv(exported.csv)
    assert list(lines[0]) == ["Ref", *HEADINGS]
    assert len(lines) == 23
    for number, (row, printed) in enumerate(zip(table, APPENDIX_ONE, strict=True), 1):
        mine = [line for line in lines if line["Ref"] == f"R{number}"]
        steps = len(printed.milestones)
        assert [line["Action"].splitlines() for line in mine] == [row[ACTION][:-1]] * steps
        assert [line["Milestones"] for line in mine] == [t for _, t in numbered(row[MILESTONES])]
        dates = by_step(row[TIMESCALES], steps)
        assert [line["Timescales"].splitlines() for line in mine] == dates
        told = [text for line in mine for text in line["Progress"].splitlines()]
        assert told == [text for _, text in numbered(row[PROGRESS])]


def test_the_word_file_says_the_same_as_the_pdf_under_its_headings(
    exported: Exported, table: list[list[list[str]]]
) -> None:
    heads, *rows = Word(exported.docx).rows()
    assert [cell.texts for cell in heads] == [[heading] for heading in HEADINGS]
    at = 0
    for row, printed in zip(table, APPENDIX_ONE, strict=True):
        mine = rows[at : at + len(printed.milestones)]
        at += len(mine)
        assert mine[0][ACTION].texts == row[ACTION]
        assert not any(line[ACTION].texts for line in mine[1:])
        for column in (MILESTONES, TIMESCALES, LEADS, PROGRESS):
            found = [text for line in mine for _, text in numbered(line[column].own)]
            assert found == [text for _, text in agreed(row[column])]
    assert at == len(rows)


def test_the_page_says_the_same_as_the_pdf(
    exported: Exported, table: list[list[list[str]]]
) -> None:
    page = Piece(tinyhtml5.parse(exported.html.decode(), namespace_html_elements=False))
    rows = [row for body in page.one("table", "plan").all("tbody") for row in body.all("tr")]

    cells = [[c for c in row.all("*") if c.element.tag in ("td", "th")] for row in rows]
    assert [[cell.texts("p") for cell in row] for row in cells] == table


# The paper's own words


SEEDS = Path(settings.BASE_DIR).parent / "shared/seeds"
PAPER = SEEDS / "wolverhampton-cabinet-2017-04-26.txt"
needs_the_paper = pytest.mark.skipif(
    not PAPER.exists(), reason="the paper is not kept with the code, only beside it where it is had"
)
Cell = list[str]


def paper_rows() -> list[list[Cell]]:
    """Return the paper's table: rows of cells of paragraphs, as the scan has them."""
    lines = PAPER.read_text(encoding="utf-8").split("Appendix One\n", 1)[1].splitlines()
    split = [line.split("\t") for line in lines if line.strip()]
    return [[_paragraphs(cell) for cell in row] for row in split if row[0] != "Action"]


def _paragraphs(cell: str) -> Cell:
    marked = re.findall(r"<p[^>]*>(.*?)</p>", cell, re.S)
    texts = [html.unescape(" ".join(text.split())) for text in marked or [cell]]
    return [text for text in texts if text]


def mended(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return eleven rows: what a page break tore apart is put together again.

    Three rows go on over a page: in one a new milestone begins there, in two a milestone's
    sentence ends there. Two of the pieces hold two paragraphs, and one stands a row too low.
    """
    whole: list[list[Cell]] = []
    for row in rows:
        if row[ACTION]:
            whole.append([list(cell) for cell in row])
            continue
        for column, cell in enumerate(row):
            pieces = [p for text in cell for p in re.split(r" (?=Additional |Care first )", text)]
            above = whole[-1][column]
            if pieces and above and pieces[0][0].islower():
                above[-1] = f"{above[-1]} {pieces.pop(0)}"
            above.extend(pieces)
    whole[4][PROGRESS][-1] += f" {whole[5][PROGRESS].pop(0)}"
    return whole


@needs_the_paper
def test_eleven_mended_rows_hold_every_word_of_the_paper_once() -> None:
    rows = paper_rows()

    assert len(rows) == 14
    assert len(mended(rows)) == 11
    assert words_in(mended(rows)) == words_in(rows)


def words_in(rows: list[list[Cell]]) -> Counter[str]:
    texts = (text for row in rows for cell in row for text in cell)
    return Counter(word for text in texts for word in text.split())


def plan_of(rows: list[list[Cell]]) -> ActionPlan:
    """Return a plan that holds the paper's words where APPENDIX_ONE says each belongs."""
    plan = make_plan(make_council("Wolverhampton"), agreed_on=CABINET)
    for number, (row, printed) in enumerate(zip(rows, APPENDIX_ONE, strict=True), 1):
        words, source = row[ACTION]
        action = make_action(
            plan, steps=0, text=words, reference=f"R{number}", source_text=source.strip("()")
        )
        steps = [make_milestone(action, text=text) for text in row[MILESTONES]]
        assert len(steps) == len(printed.milestones)
        _give_dates(steps, placed(row[TIMESCALES], printed.timescales))
        _give_leads(action, steps, placed(row[LEADS], printed.leads))
        _give_progress(action, steps, placed(row[PROGRESS], printed.progress))
    return plan


def placed(cell: Cell, printed: Texts) -> dict[int, list[str]]:
    """Return the cell's paragraphs by the step they belong to, 0 for the row."""
    found: dict[int, list[str]] = {}
    for text, (step, known_by) in zip(cell, printed, strict=True):
        assert known_by.casefold() in text.casefold()
        found.setdefault(step, []).append(text)
    return found


def _give_dates(steps: list[Milestone], timescales: dict[int, list[str]]) -> None:
    for number, step in enumerate(steps, 1):
        for words in timescales.get(number, timescales.get(0, [])):
            make_due_date(step, None, words=words)


def _give_leads(action: Action, steps: list[Milestone], leads: dict[int, list[str]]) -> None:
    for number, holder in enumerate([action, *steps]):
        holder.printed_leads = "\n".join(leads.get(number, []))
        holder.save()


def _give_progress(action: Action, steps: list[Milestone], progress: dict[int, list[str]]) -> None:
    source = "Cabinet paper, 26 April 2017"
    for number, texts in progress.items():
        done = "ACTION COMPLETED" in texts
        update = make_update(
            action,
            steps[number - 1] if number else None,
            progress=Progress.COMPLETE if done else Progress.NOT_STATED,
            text="\n\n".join(texts),
            how=How.PAPER,
            source=source,
            day=CABINET,
        )
        make_review(update, day=CABINET, by=None, source=source)


@needs_the_paper
def test_every_cell_of_the_paper_stands_in_the_pdf_in_the_papers_own_words(
    tmp_path: Path,
) -> None:
    rows = mended(paper_rows())
    plan = plan_of(rows)
    state = state_for(Export.Readers.PAPERS, CABINET, CABINET)
    pdf = as_pdf_once(plan_on_day(plan, state))

    found = table_of(read_pdf(pdf))
    assert len(found) == len(rows)
    for row, cells in zip(rows, found, strict=True):
        assert cells[ACTION][:-1] == row[ACTION]
        for column in (MILESTONES, TIMESCALES, LEADS, PROGRESS):
            assert [text for _, text in agreed(cells[column])] == row[column]
    assert ua_failures(pdf, tmp_path) == []
