"""What a row of a national table means: days, framework, grades, and what is not certain."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.limited import CannotRead
from inspections.frameworks import FRAMEWORKS
from inspections.outcomes import cells, kinds, sheets, tables
from inspections.outcomes.reading import LARGEST, read_table
from inspections.outcomes.tables import Reported, Skipped, newest_day, reported
from tests.inspections.outcome_files import (
    AREA_SEND,
    CHILDRENS,
    ILACS,
    JOINT,
    JTAI,
    SEND,
    as_csv,
    as_xlsx,
)


def date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def one(kind: str, row: dict[str, Any]) -> Reported | Skipped:
    [found] = reported(kind, [{"number": 2, "cells": row}])
    return found


def ilacs(**changed: str) -> Any:
    return one(kinds.CHILDRENS_SERVICES, ILACS | changed)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("27/10/23", "2023-10-27"),
        ("11/09/2023", "2023-09-11"),
        ("1/2/2024", "2024-02-01"),
        ("04/02/25", "2025-02-04"),
        ("2024-02-04", "2024-02-04"),
        ("2024-02-04 00:00:00", "2024-02-04"),
        ("", None),
        ("nan", None),
        ("None", None),
        ("NaT", None),
        ("01/01/1900", None),
        ("01/01/00", "2000-01-01"),
    ],
)
def test_days_are_read_day_first(text: str, day: str | None) -> None:
    assert cells.day(text) == (date(day) if day else None)


@pytest.mark.parametrize("text", ["soon", "31/02/2024", "2024/02/04", "13/13/2013", "4.2.24"])
def test_what_is_no_day_is_not_made_into_one(text: str) -> None:
    with pytest.raises(ValueError):
        cells.day(text)


@given(st.dates(date("2000-01-01"), date("2099-12-31")))
def test_every_day_is_read_back_in_each_way_of_writing_it(day: datetime.date) -> None:
    if day == date("2000-01-01"):
        return
    for written in (f"{day:%d/%m/%Y}", f"{day:%d/%m/%y}", day.isoformat()):
        assert cells.day(written) == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_none_or_refused(text: str) -> None:
    try:
        found = cells.day(text)
    except ValueError:
        return
    assert found is None or isinstance(found, datetime.date)


@pytest.mark.parametrize(
    ("started", "ended", "framework", "areas"),
    [
        ("12/12/2022", "16/12/2022", "ilacs-2018", ["in_care_and_care_leavers"]),
        ("09/01/2023", "13/01/2023", "ilacs-2023", ["in_care", "care_leavers"]),
        ("23/03/2026", "27/03/2026", "ilacs-2023", ["in_care", "care_leavers"]),
        ("27/04/2026", "01/05/2026", "ilacs-2026", ["in_care", "care_leavers"]),
    ],
)
def test_the_day_of_the_inspection_decides_what_is_judged(
    started: str, ended: str, framework: str, areas: list[str]
) -> None:
    row = ilacs(inspection_start_date=started, inspection_end_date=ended, publication_date="1/9/26")

    assert row.framework == framework
    assert set(areas) <= row.grades.keys()
    assert ("overall_effectiveness" in row.grades) == (framework != "ilacs-2026")
    assert set(row.grades) == {area.key for area in FRAMEWORKS[framework].areas}


@pytest.mark.parametrize(
    ("column", "said", "area", "remark"),
    [
        ("overall_effectiveness_grade", "data_unreadable", "overall_effectiveness", False),
        ("overall_effectiveness_grade", "nan", "overall_effectiveness", False),
        ("overall_effectiveness_grade", "", "overall_effectiveness", False),
        ("overall_effectiveness_grade", "not_reported_post_reform", "overall_effectiveness", True),
        ("help_and_protection_grade", "to requires improvement", "help_and_protection", True),
        ("help_and_protection_grade", "adequate", "help_and_protection", True),
        ("care_leavers_grade", "inspection_pre_dates_judgement", "care_leavers", True),
        ("in_care_grade", '=HYPERLINK("a","good")', "in_care", True),
    ],
)
def test_a_grade_that_cannot_be_read_is_not_stated_and_never_guessed(
    column: str, said: str, area: str, remark: bool
) -> None:
    row = ilacs(**{column: said})

    assert row.grades[area] == ""
    assert [said in text for text in row.remarks] == ([True] if remark else [])


def test_a_grade_is_read_however_it_is_written() -> None:
    row = ilacs(overall_effectiveness_grade="Requires improvement to be good", in_care_grade="GOOD")

    assert row.grades["overall_effectiveness"] == "requires_improvement"
    assert row.grades["in_care"] == "good"


def test_no_overall_grade_since_april_2026_is_no_judgement_and_no_remark() -> None:
    days = {"inspection_start_date": "27/04/2026", "inspection_end_date": "01/05/2026"}
    row = ilacs(
        **days, publication_date="17/06/26", overall_effectiveness_grade="not_reported_post_reform"
    )

    assert "overall_effectiveness" not in row.grades
    assert row.remarks == ()


def test_an_overall_grade_given_when_there_is_none_is_left_out_and_named() -> None:
    row = ilacs(
        inspection_start_date="27/04/2026",
        inspection_end_date="01/05/2026",
        publication_date="17/06/26",
    )

    assert "overall_effectiveness" not in row.grades
    assert row.remarks == (tables.OVERALL_GIVEN.format("Overall effectiveness", "good"),)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"publication_date": ""}, tables.NO_PUBLICATION),
        ({"publication_date": "01/01/1900"}, tables.NO_PUBLICATION),
        ({"publication_date": "in May"}, tables.NOT_A_DAY.format("in May")),
        ({"inspection_end_date": "10/09/2023"}, tables.BACKWARDS),
        ({"publication_date": "14/09/23"}, tables.EARLY),
        (
            {"inspection_start_date": "09/11/2017", "inspection_end_date": "24/11/2017"},
            tables.OLDER.format("9 November 2017"),
        ),
        (
            {
                "inspection_start_date": "26/02/2018",
                "inspection_end_date": "02/03/2018",
                "inspection_framework": "",
            },
            tables.EITHER.format("26 February 2018"),
        ),
        (
            dict.fromkeys(["inspection_start_date", "inspection_end_date", *kinds.GRADES], ""),
            tables.NO_DAYS,
        ),
        (
            {
                "inspection_start_date": "",
                "inspection_end_date": "",
                "publication_date": "01/02/23",
            },
            tables.NO_DAYS,
        ),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(changed: dict[str, str], why: str) -> None:
    assert ilacs(**changed) == Skipped(2, "ashdale", why)


def test_a_row_without_days_is_taken_where_only_one_framework_can_be_meant() -> None:
    row = ilacs(inspection_start_date="", inspection_end_date="nan", publication_date="16/05/24")

    assert (row.framework, row.days_stated) == ("ilacs-2023", False)
    assert row.starts_on == row.ends_on == row.published_on == date("2024-05-16")


def test_a_kind_of_visit_that_is_not_known_is_left_out_and_named() -> None:
    row = ilacs(inspection_framework="longer than standard")

    assert row.visit == ""
    assert row.remarks == (tables.OTHER_VISIT.format("longer than standard"),)


@pytest.mark.parametrize(
    ("written", "kept"), [("anna gravelle", ""), ("Steve McLowe", "Steve McLowe"), ("nan", "")]
)
def test_a_name_that_lost_its_capitals_is_not_written_some_other_way(
    written: str, kept: str
) -> None:
    assert ilacs(inspector_name=written).lead_inspector == kept


@pytest.mark.parametrize(
    ("said", "grade", "remarks"),
    [
        ("1.0", "positive_experiences", 0),
        ("2", "inconsistent_experiences", 0),
        (3, "systemic_failings", 0),
        ("nan", "", 0),
        ("4.0", "", 1),
        ("2.5", "", 1),
    ],
)
def test_the_outcome_of_an_area_is_one_of_three(said: Any, grade: str, remarks: int) -> None:
    row: Any = one(kinds.AREA_SEND, AREA_SEND | {"outcome_grade": str(said)})

    assert row.grades == {"inspection_outcome": grade}
    assert len(row.remarks) == remarks


def test_a_joint_inspection_has_a_theme_no_grade_and_no_days_of_its_own() -> None:
    row: Any = one(kinds.JTAI, JTAI)

    assert (row.theme, row.grades, row.days_stated) == ("Serious youth violence", {}, False)
    assert row.published_on == date("2022-07-18")


def test_a_theme_too_long_to_hold_is_left_out_whole() -> None:
    row: Any = one(kinds.JTAI, JTAI | {"inspection_theme": "x" * 301})

    assert row.theme == ""
    assert row.remarks == (tables.LONG_THEME.format(300),)


def test_the_newest_report_is_the_day_a_table_tells_of() -> None:
    rows = [ilacs(), ilacs(publication_date="01/12/23"), ilacs(publication_date="")]

    assert newest_day(rows) == date("2023-12-01")
    assert newest_day([]) is None


# Files


@pytest.mark.parametrize(
    ("columns", "row", "kind"),
    [
        (CHILDRENS, ILACS, kinds.CHILDRENS_SERVICES),
        (SEND, AREA_SEND, kinds.AREA_SEND),
        (JOINT, JTAI, kinds.JTAI),
    ],
)
@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_a_table_is_known_by_its_columns(
    write: Any, columns: list[str], row: dict[str, Any], kind: str
) -> None:
    read = read_table(write(columns, row), "some file")

    assert read == {"kind": kind, "rows": [{"number": 2, "cells": row}]}


def test_headings_below_a_title_and_columns_in_another_order_are_found() -> None:
    read = read_table(as_xlsx([*reversed(SEND), "note"], AREA_SEND, above=3), "outcomes.xlsx")

    assert read["rows"] == [{"number": 5, "cells": AREA_SEND}]


def test_real_dates_and_numbers_of_a_workbook_are_read_as_what_they_are() -> None:
    row = AREA_SEND | {
        "publication_date": datetime.datetime(2024, 7, 25),
        "outcome_grade": 2.0,
        "urn": 80001,
    }
    table = read_table(as_xlsx(SEND, row), "outcomes.xlsx")
    [found] = reported(table["kind"], table["rows"])

    assert isinstance(found, Reported)
    assert (found.urn, found.published_on) == ("80001", date("2024-07-25"))
    assert found.grades == {"inspection_outcome": "inconsistent_experiences"}


def test_a_formula_is_never_worked_out() -> None:
    table = read_table(as_xlsx(SEND, AREA_SEND | {"outcome_grade": "=1+1"}), "outcomes.xlsx")
    [found] = reported(table["kind"], table["rows"])

    assert isinstance(found, Reported)
    assert found.grades == {"inspection_outcome": ""}
    assert "=1+1" in found.remarks[0]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", sheets.EMPTY),
        (b" \n\n", sheets.EMPTY),
        (b"name,age\nA,1\n", sheets.NOT_KNOWN),
        (b"%PDF-1.7 urn,local_authority", sheets.OTHER),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", sheets.OTHER),
        (b"<html><body>Not found</body></html>", sheets.NOT_KNOWN),
        (b"PK\x03\x04 broken", sheets.DAMAGED),
        (as_csv(SEND, *[AREA_SEND] * 20_001), sheets.TOO_MANY),
        (b"x" * (LARGEST + 1), "This file is larger than 10 MB. Choose a table of outcomes."),
    ],
)
def test_a_file_that_is_no_table_of_outcomes_is_refused_with_a_sentence(
    content: bytes, why: str
) -> None:
    with pytest.raises(CannotRead) as refusal:
        read_table(content, "outcomes.xlsx")

    assert str(refusal.value) == why
