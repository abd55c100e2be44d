"""However a program cuts a report into pieces, it says the same; moved too far, it says less."""

import re
from functools import cache
from pathlib import Path

import pytest

from inspections.report_reading.draft import DraftInspection
from inspections.report_reading.opening import open_pdf
from inspections.report_reading.reading import read_sheets
from tests.inspections.report_changes import CHANGES, Sheets, halved, moved_grades
from tests.inspections.report_papers import pdf
from tests.inspections.test_report_papers import PAPERS

SAMPLES = Path(__file__).parents[3] / "shared" / "data" / "ofsted-reports"
REAL = (
    "wolverhampton-2017-03-31",
    "windsor-maidenhead-2015-05-13",
    "wirral-2019-07-29",
    "thurrock-2024-10-29",
    "kent-2013-08-23",
)


@cache
def sheets(name: str) -> Sheets:
    if name in PAPERS:
        return open_pdf(pdf(PAPERS[name][0]))
    path = SAMPLES / f"{name}.pdf"
    if not path.exists():
        pytest.skip("the sample reports are not beside the project (../shared/data)")
    return open_pdf(path.read_bytes())


def said(draft: DraftInspection) -> dict[str, object]:
    wishes = [(i.addressed_to, re.sub(r"[\s-]", "", i.text)) for i in draft.recommendations]
    facts = (draft.council, draft.inspection_start, draft.inspection_end, draft.lead_inspector)
    return {"grades": grades(draft), "wishes": wishes, "facts": facts, "out": draft.published}


def grades(draft: DraftInspection) -> dict[str, str]:
    return {judgement.area: judgement.grade for judgement in draft.judgements}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", [*PAPERS, *REAL])
def test_how_a_page_is_cut_into_pieces_changes_nothing_that_is_read(name: str, change: str) -> None:
    assert said(read_sheets(CHANGES[change](sheets(name)))) == said(read_sheets(sheets(name)))


@pytest.mark.parametrize("name", [*PAPERS, *REAL])
def test_more_page_breaks_change_no_grade_and_no_recommendation_in_silence(name: str) -> None:
    whole, broken = read_sheets(sheets(name)), read_sheets(halved(sheets(name)))

    assert grades(broken).items() <= grades(whole).items()
    if said(broken)["wishes"] != said(whole)["wishes"] or grades(broken) != grades(whole):
        assert set(broken.problems) > set(whole.problems)


@pytest.mark.parametrize("by", [-16, -12, -8, -4, 4, 8, 12, 16])
@pytest.mark.parametrize("name", [*PAPERS, *REAL])
def test_a_grade_set_too_far_from_its_heading_may_be_lost_but_is_never_anothers(
    name: str, by: float
) -> None:
    whole, moved = read_sheets(sheets(name)), read_sheets(moved_grades(by)(sheets(name)))

    assert grades(moved).items() <= grades(whole).items()
    if grades(moved) != grades(whole):
        assert len(moved.problems) > len(whole.problems)
