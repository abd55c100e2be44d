"""Dates that a spreadsheet or another country writes: taken with a doubt, or asked about."""

import datetime

import pytest

from actionplans.importing import odd_dates
from actionplans.importing.understanding import understand
from actionplans.importing.understood import Known, ReadRow
from tests.actionplans.importing.building import HEADINGS, document, table

KNOWN = Known(datetime.date(2026, 1, 12))


def read(*dates: str) -> tuple[ReadRow, ...]:
    rows = [(f"Do thing {n}", "Board", words, "") for n, words in enumerate(dates, 1)]
    return understand(document(table(HEADINGS, *rows)), KNOWN).rows


def doubts(row: ReadRow) -> list[str]:
    return [doubt.text for doubt in row.doubts]


def test_the_number_of_a_day_is_that_day_and_said() -> None:
    (row,) = read("46115")

    assert row.reading and row.reading.due == datetime.date(2026, 4, 3)
    assert row.timescale == "3 April 2026", "nobody would print the number"
    assert doubts(row) == [
        "“46115” is how a spreadsheet counts the days. We took it for 3 April 2026: give "
        "another date if that is not meant."
    ]


@pytest.mark.parametrize("words", ["12", "2026", "35999", "66000", "£46115", "46115.5"])
def test_other_numbers_are_no_days(words: str) -> None:
    assert odd_dates.of_number(words) is None


def test_a_date_with_its_month_first_is_asked_about_and_not_taken() -> None:
    (row,) = read("4/30/2026")

    assert row.reading and row.reading.due is None
    assert doubts(row) == [
        "“4/30/2026” would be 30 April 2026 with the month first, as Americans write. Give the "
        "date; until then it prints as written and does not count as late."
    ]


def test_one_such_date_makes_the_others_of_the_file_doubtful() -> None:
    _, small, same, plain = read("4/30/2026", "04/03/2026", "05/05/2026", "31/05/2026")

    assert small.reading and small.reading.due == datetime.date(2026, 3, 4)
    assert [text.split(",")[0] for text in doubts(small)] == [
        "“04/03/2026” was read with the day first (4 March 2026)"
    ]
    assert doubts(same) == doubts(plain) == []
    assert doubts(read("04/03/2026")[0]) == [], "alone it is as the country writes dates"


@pytest.mark.parametrize("words", ["13/30/2026", "2/30/2026", "30/4/2026", "4/30", "April"])
def test_what_is_no_such_date_is_none(words: str) -> None:
    assert odd_dates.month_first(words) is None


@pytest.mark.parametrize(
    "words", ["Completed", "complete.", "Finished", "Ongoing", "In progress", "Not started", "N/A"]
)
def test_words_that_say_how_far_a_thing_is_are_no_doubtful_date(words: str) -> None:
    (row,) = read(words)

    assert row.timescale == words and doubts(row) == []


def test_words_that_say_neither_are_a_doubt() -> None:
    assert doubts(read("When funded")[0]) == [
        "We could not find a date in 'When funded'. It will print as written and not count as "
        "late until you give one."
    ]
