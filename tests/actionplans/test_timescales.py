"""What a timescale's words mean: a table of cases, the real ones, and free text."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from actionplans import timescales
from actionplans.timescale.words import slips_between
from actionplans.timescales import (
    CONVENTIONS,
    Convention,
    Timescale,
    Within,
    in_words,
    occurrences,
    read,
    repeats_in_words,
)
from councils.working_days import bank_holidays, working_days_after

FIXTURES = Path(__file__).parents[2] / "fixtures"
AGREED = date(2016, 11, 1)


def due(words: str, agreed: date = AGREED) -> str:
    """Return the due date and its precision, or "none"."""
    meaning = read(words, agreed)
    return f"{meaning.due} {meaning.precision}" if meaning.due else meaning.precision


# The paper at hand


def printed_timescales() -> list[tuple[str, dict[str, Any]]]:
    """Return each timescale that Wolverhampton's appendix prints, with what it means."""
    found: list[tuple[str, dict[str, Any]]] = []

    def walk(part: Any) -> None:
        if isinstance(part, dict):
            words = part.get("timescale") or part.get("printed_timescale")
            if words and "meaning" in part:
                found.append((words, part["meaning"]))
        for inner in part.values() if isinstance(part, dict) else part:
            if isinstance(inner, dict | list):
                walk(inner)

    walk(json.loads((FIXTURES / "wolverhampton-2017.json").read_text(encoding="utf-8")))
    return found


def test_the_paper_prints_seventeen_timescales() -> None:
    assert len(printed_timescales()) == 17


@pytest.mark.parametrize(("words", "meaning"), printed_timescales())
def test_the_paper_s_timescales_mean_what_its_data_says(
    words: str, meaning: dict[str, Any]
) -> None:
    read_as = read(words, date(2017, 4, 26))

    assert read_as.understood
    assert (read_as.due and read_as.due.isoformat()) == meaning["due"]
    assert read_as.precision == meaning["precision"]
    assert read_as.repeats == meaning["recurrence"]


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("Within 3 months:-", "2011-09-01 day"),
        ("5-9 December 2016", "2016-12-09 day"),
        ("100% by January 2017", "2017-01-31 month"),
        ("as soon as possible", "none"),
    ],
)
def test_what_the_other_papers_print_is_read(words: str, meaning: str) -> None:
    assert due(words, date(2011, 6, 1) if "Within" in words else AGREED) == meaning


# Days, months and other periods


@pytest.mark.parametrize(
    "words",
    [
        "31 March 2017",
        "31st March 2017",
        "31 st March 2017",
        "31st of March, 2017",
        "31/03/2017",
        "31/3/17",
        "31.03.17",
        "31. 03. 17",
        "31-03-17",
        "31-Mar-17",
        "31 Mar '17",
        "31MARCH2017",
        "31stMarch 2017",
        "March 31, 2017",
        "Mar 31st 2017",
        "2017-03-31",
        "Friday 31 March 2017",
        "Fri 31st March 2017",
        "31 Mach 2017",
        "31\u00a0March\u20112017",
        "31ˢᵗ March 2017",
        "31\u200b March 2017",
        "31<sup>st</sup> March 2017",
        "AB - 31 March 2017",
        "HK/LH 31.03.17",
        "31 March 2017 HW",
        "31.3.17 (JK)",
        "HoS QA 31/3/17",
        "by no later than close of 31 March 2017",
        "tbc (est. 31 March 2017)",
        "Year end 31/03/17",
        "by 31 March 2017 at the latest",
        "no later than 31 March 2017",
        "5pm on 31/03/2017",
        "31\\03\\17",
        "• 31 March 2017",
        "31 March",
        "Phase 2: 31 March 2017",
        "Stage 1 31 March 2017",
        "until 31 March 2017",
    ],
)
def test_a_day_is_read_however_it_is_written(words: str) -> None:
    assert due(words) == "2017-03-31 day"


@pytest.mark.parametrize(
    "words",
    [
        "March 2017",
        "Mar-17",
        "Mar 17",
        "MAR '17",
        "March-17",
        "Mar. 2017",
        "end of March 2017",
        "By end Mar 17",
        "03/2017",
        "mid-March 2017",
        "early March 2017",
        "March",
        "by March 17",
        "march2017",
        "March LSCB meeting 2017",
        "2017 March",
        "March 2016/17",
        "Phase 1 March 2017",
        "Completed March 2017",
        "31 January 2017, revised to March 2017",
    ],
)
def test_a_month_is_due_on_its_last_day(words: str) -> None:
    assert due(words) == "2017-03-31 month"


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("Q3 2018/19", "2018-12-31 quarter"),
        ("End of Q2 2017/18", "2017-09-30 quarter"),
        ("Q4 2018-19", "2019-03-31 quarter"),
        ("2018/19 Q3", "2018-12-31 quarter"),
        ("Quarter 1 of 2017/2018", "2017-06-30 quarter"),
        ("third quarter 17/18", "2017-12-31 quarter"),
        ("Q1-Q4 2017/18", "2018-03-31 quarter"),
        ("Q1 & Q2 17/18", "2017-09-30 quarter"),
        ("quarter 4", "2017-03-31 quarter"),
        ("Q3 2018", "2018-12-31 quarter"),
        ("Q3 calendar year 2018", "2018-09-30 quarter"),
        ("Qtr 4 (by 28 February 2018)", "2018-02-28 day"),
        ("Quarter 3 – 31 December 2017", "2017-12-31 day"),
        ("Q1 05/06/17", "2017-06-05 day"),
        ("Q1 29-30 June 2017", "2017-06-30 day"),
        ("2017/18 academic year", "2018-08-31 year"),
        ("12/16", "2016-12-31 month"),
        ("30.11.18, completed 15.1.19", "2018-11-30 day"),
        ("Overdue, was 30 June 2016", "2016-06-30 day"),
        ("end of this quarter", "2016-12-31 quarter"),
        ("2017/18", "2018-03-31 financial_year"),
        ("FY 2019/20", "2020-03-31 financial_year"),
        ("16-17", "2017-03-31 financial_year"),
        ("2016/7", "2017-03-31 financial_year"),
        ("March 2016/7", "2017-03-31 month"),
        ("Q3 2017-8", "2017-12-31 quarter"),
        ("May 1st 18", "2018-05-01 day"),
        ("end of the financial year", "2017-03-31 financial_year"),
        ("next financial year", "2018-03-31 financial_year"),
        ("year end 2017/18", "2018-03-31 financial_year"),
        ("2018", "2018-12-31 year"),
        ("end of 2018", "2018-12-31 year"),
        ("late 2018", "2018-12-31 year"),
        ("academic year 2017/18", "2018-08-31 year"),
        ("End of academic year 2017/18", "2018-08-31 year"),
        ("by end of the 2017/18 academic year", "2018-08-31 year"),
        ("17-18 school year", "2018-08-31 year"),
        ("school year 2017/2018", "2018-08-31 year"),
        ("end of the school yr (2017/18)", "2018-08-31 year"),
        ("2017/18 - by end of academic year", "2018-08-31 year"),
        ("A/Y 2017/18", "2018-08-31 year"),
        ("academic year ending 2018", "2018-08-31 year"),
        ("end of F/Y 2017/18", "2018-03-31 financial_year"),
        ("Sept 17/18", "2017-09-30 month"),
        ("15th. Sept. 2017", "2017-09-15 day"),
        ("end of Sep't 2018", "2018-09-30 month"),
        ("first half of 2018", "2018-06-30 half_year"),
        ("H2 2018/19", "2019-03-31 half_year"),
        ("Autumn 2017", "2017-11-30 season"),
        ("winter 2017", "2018-02-28 season"),
        ("spring 2017-18", "2018-05-31 season"),
        ("Autumn term 2017", "2017-12-31 term"),
        ("spring term 2018/19", "2019-03-31 term"),
        ("end of Summer Term 2018", "2018-07-31 term"),
        ("Autumn Term (October 2017)", "2017-10-31 month"),
        ("by Easter 2018", "2018-04-01 day"),
        ("Christmas 2017", "2017-12-25 day"),
        ("w/c 5 June 2017", "2017-06-11 day"),
        ("week commencing 12/06/2017", "2017-06-18 day"),
        ("week ending 16 June 2017", "2017-06-16 day"),
        ("wk commencing 12/06/17", "2017-06-18 day"),
        ("wk/c 12 June 2017", "2017-06-18 day"),
        ("start of September 2017", "2017-09-01 day"),
        ("by beginning Sept 2017", "2017-09-01 day"),
        ("pre-September 2017", "2017-08-31 day"),
        ("Spr. term 2018", "2018-03-31 term"),
        ("Aut Term 17/18", "2017-12-31 term"),
        ("Year 2 (2017/18) Q1", "2017-06-30 quarter"),
        ("30/06/17 Sept 2017", "2017-09-30 month"),
        ("before September 2017", "2017-08-31 day"),
        ("prior to 1 September 2017", "2017-09-01 day"),
        ("end of the month", "2016-11-30 month"),
    ],
)
def test_a_period_is_due_on_its_last_day(words: str, meaning: str) -> None:
    assert due(words) == meaning


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("Janurary 2017", 1),
        ("Febuary 2017", 2),
        ("Feburary 2017", 2),
        ("Marhc 2017", 3),
        ("Arpil 2017", 4),
        ("Jully 2017", 7),
        ("Agust 2017", 8),
        ("Setpember 2017", 9),
        ("Septmber", 9),
        ("Ocotber 2017", 10),
        ("Novemeber 2017", 11),
        ("Decmber 17", 12),
    ],
)
def test_a_slip_in_a_month_is_read_and_said(typed: str, month: int) -> None:
    meaning = read(typed, AGREED)

    assert meaning.due and meaning.due.month == month
    assert f"We read “{typed.split()[0]}” as " in meaning.note


@pytest.mark.parametrize(
    "words",
    [
        "match 2017",
        "remember 2017",
        "Jane 2017",
        "it may be 2017",
        "May be later",
        "April Jones",
        "Marc 2017",
    ],
)
def test_words_that_look_like_months_are_none(words: str) -> None:
    assert due(words) == "none"


# Years that are not written, or far away


@pytest.mark.parametrize(
    ("words", "agreed", "meaning"),
    [
        ("31 March", date(2017, 3, 31), "2017-03-31 day"),
        ("31 March", date(2017, 4, 1), "2018-03-31 day"),
        ("March", date(2017, 3, 20), "2017-03-31 month"),
        ("29 February", date(2017, 4, 1), "none"),
        ("29 February", date(2018, 4, 1), "2020-02-29 day"),
        ("Q1", date(2017, 2, 1), "2016-06-30 quarter"),
        ("30 June, 31 July and 31 August", date(2017, 7, 10), "2017-08-31 day"),
        ("June / Sept", date(2017, 7, 10), "2017-09-30 month"),
        ("Oct - March", date(2016, 12, 1), "2017-03-31 month"),
        ("Sept, Dec, March", date(2016, 7, 1), "2017-03-31 month"),
        ("Draft by 1 May, final by 30 June 2017", AGREED, "2017-06-30 day"),
        ("Sept - March 2017", AGREED, "2017-03-31 month"),
        ("Sept 2016, December, March", AGREED, "2017-03-31 month"),
        ("Mar 05", date(2004, 9, 1), "2005-03-31 month"),
        ("Sept 16", date(2016, 5, 1), "2016-09-30 month"),
    ],
)
def test_a_year_that_is_not_written_is_the_next_or_the_one_beside(
    words: str, agreed: date, meaning: str
) -> None:
    assert due(words, agreed) == meaning


def test_a_year_taken_from_elsewhere_is_said() -> None:
    assert "No year is written" in read("31 March", AGREED).note
    assert "from the date beside it" in read("1 May and 30 June 2017", AGREED).note
    assert "council year 2016/17" in read("quarter 4", AGREED).note
    assert "gives one year" in read("Q3 2018", AGREED).note
    assert read("Jan 18", AGREED).note == "“January 18” is read as a month and a year."
    assert read("Jan '18", AGREED).note == ""


def test_a_year_far_from_the_plan_s_is_read_as_written_and_doubted() -> None:
    meaning = read("13/12/12", date(2016, 11, 1))

    assert meaning.due == date(2012, 12, 13)
    assert "The year 2012 is far from the plan's (2016): is it right?" in meaning.note


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("31st June 2017", "There is no 31 June 2017."),
        ("30th February", "There is no such date in the years of the plan."),
        ("29 Feb 2017", "There is no 29 February 2017."),
        ("31/04/2017", "There is no 31 April 2017."),
        ("03/25/2017", "“03/25/2017” has no month 25; days come first here."),
        ("31/13/2017", "There is no date “31/13/2017”."),
        ("31 March 1917", "The year 1917 cannot be meant in a plan of 2016."),
        ("31 March 217", "The year cannot be read."),
        ("31 March 20177", "The year cannot be read."),
        ("3 1 March 2017", "The day in “1 March 2017” is not clear."),
        ("1 June 2017 to 31 March 2017", "The end, 31 March 2017, is before the beginning."),
        ("30 June 2017, then 31 June 2017", "There is no 31 June 2017."),
        ("2015-18", "The last day of “2015-18” is not clear."),
        ("2015-8", "The last day of “2015-8” is not clear."),
        ("April 17 – 19", "Which days or years the numbers behind the month name is not clear."),
        ("Mar 17, 18, 19", "Which days or years the numbers behind the month name is not clear."),
        ("09/10", "Whether “09/10” is a day or a year is not clear."),
        ("early 2018", "“Early” in a year is no date."),
        ("end of the school year 2018", "Which school year “the school year 2018” means"),
        ("start of the 2017/18 academic year", "When a school year or term begins is not known"),
        ("31 March 20 17", "The year cannot be read."),
        ("30 Sept - ber 2019", "Whether the year 2019 belongs to the date is not clear."),
    ],
)
def test_what_cannot_be_a_date_is_never_put_right(words: str, reason: str) -> None:
    meaning = read(words, AGREED)

    assert (meaning.due, meaning.understood) == (None, False)
    assert reason in meaning.note


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "No timescale is given."),
        (" - ", "No timescale is given."),
        ("by half term", "Half-terms have no date"),
        ("October half-term 2017", "Half-terms have no date"),
        ("Autumn Term 1", "Numbered terms have no date"),
        ("Term 3 2017/18", "Numbered terms have no date"),
        ("Easter holidays 2018", "School holidays have no date"),
        ("start of autumn term 2017", "When a school year or term begins is not known"),
        ("end of term", "Which term is meant is not said."),
        ("end of year", "Which end of the year is meant"),
        ("medium term", "A short, medium or long term has no date of its own."),
        ("FY25 Q1", "Whether the year named is that of its beginning or of its end"),
        ("Yr 2 Q1", "A year counted from the plan's start has no date of its own."),
        ("Year 1 – September", "A year counted from the plan's start has no date of its own."),
        ("HT2", "Half-terms have no date"),
        ("Summer 1", "Numbered terms have no date"),
        ("6/12", "Whether “6/12” is a day or a year is not clear."),
        ("New Year 2018", "Which end of the year is meant"),
        ("as and when", "No date was found in these words."),
        ("Years 1-3", "A year counted from the plan's start has no date of its own."),
        ("TBC", "The words say that the date is still to be settled."),
        ("to be agreed", "The words say that the date is still to be settled."),
        ("N/A", "The words say that no date applies."),
        ("Completed", "The words say that it is complete."),
        ("by next LSCB meeting", "No date was found in these words."),
        ("Working Together 2015", "No date was found in these words."),
        ("Children Act 2004", "No date was found in these words."),
    ],
)
def test_what_has_no_date_says_why(words: str, reason: str) -> None:
    meaning = read(words, AGREED)

    assert not meaning.understood
    assert (meaning.due, meaning.repeats, meaning.starts) == (None, "", None)
    assert reason in meaning.note


# Several dates


@pytest.mark.parametrize(
    ("words", "last", "others"),
    [
        ("May 2017 / September 2017", "2017-09-30", ["2017-05-31"]),
        ("31 March 2017\n28 February 2017", "2017-03-31", ["2017-02-28"]),
        ("Mar 2017/Jun 2017/Sept 2017", "2017-09-30", ["2017-03-31", "2017-06-30"]),
        ("Phase 1: May 2017 Phase 2: September 2017", "2017-09-30", ["2017-05-31"]),
        ("a) 1 May 2017 b) 1 June 2017", "2017-06-01", ["2017-05-01"]),
        ("1. Nov 2016 2. Jan 2017", "2017-01-31", ["2016-11-30"]),
        ("1st & 2nd March 2017", "2017-03-02", []),
        ("May 17 June 17", "2017-06-30", ["2017-05-31"]),
        ("1 May 30 June 2017", "2017-06-30", ["2017-05-01"]),
        ("31 March 2017 (revised from Dec 2016)", "2017-03-31", ["2016-12-31"]),
        ("31 March 2017 (revised from June 2017)", "2017-03-31", ["2017-06-30"]),
        ("Original: June 2017; Revised March 2017", "2017-03-31", ["2017-06-30"]),
        ("Dec 2016 extended to March 2017", "2017-03-31", ["2016-12-31"]),
        ("March 2017 (updated May 2017)", "2017-03-31", ["2017-05-31"]),
        ("Target March 2017 Actual May 2017", "2017-03-31", ["2017-05-31"]),
        ("March 2017, 2018 & 2019", "2019-03-31", ["2017-03-31", "2018-03-31"]),
        ("Autumn term 2017, 2018", "2018-12-31", ["2017-12-31"]),
        ("June 17 + Dec 17", "2017-12-31", ["2017-06-30"]),
        ("phase 1 – Sept 17; phase 2 – Jan 18", "2018-01-31", ["2017-09-30"]),
        ("June/July 2017", "2017-07-31", ["2017-06-30"]),
    ],
)
def test_of_several_dates_the_last_or_the_revised_one_is_due(
    words: str, last: str, others: list[str]
) -> None:
    meaning = read(words, AGREED)

    assert meaning.due == date.fromisoformat(last)
    assert [other.isoformat() for other in meaning.other_dates] == others
    assert ("The words also name" in meaning.note) == bool(others)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("5-9 December 2016", "2016-12-05", "2016-12-09"),
        ("10th to 14th October 2017", "2017-10-10", "2017-10-14"),
        ("June - September 2017", "2017-06-01", "2017-09-30"),
        ("Sept 2016 – March 2017", "2016-09-01", "2017-03-31"),
        ("from 1 Jan 2018 to 31 Mar 2018", "2018-01-01", "2018-03-31"),
        ("between April and September 2017", "2017-04-01", "2017-09-30"),
        ("Start: 01/04/17 End: 31/07/17", "2017-04-01", "2017-07-31"),
        ("Start April 2017 complete July 2017", "2017-04-01", "2017-07-31"),
        ("Q1 (Apr - June 2017)", "2017-04-01", "2017-06-30"),
    ],
)
def test_a_range_is_due_at_its_end(words: str, first: str, last: str) -> None:
    meaning = read(words, AGREED)

    assert (meaning.starts, meaning.due) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "words",
    [
        "from April 2017",
        "April 2017 onwards",
        "starting April 2017",
        "Commenced April 2017",
        "with effect from 1 April 2017",
        "wef April 2017",
        "as of 01/04/2017",
        "since April 2017",
        "beginning April 2017",
        "not before April 2017",
        "April 2017 - ongoing",
        "after 1 April 2017",
        "start date: 1.4.17",
        "April 2017 +",
        "w.e.f. 1 April 2017",
        "from the beginning of April 2017",
        "since the audit of April 2017",
    ],
)
def test_a_beginning_alone_is_no_due_date(words: str) -> None:
    meaning = read(words, AGREED)

    assert (meaning.starts, meaning.due, meaning.precision) == (date(2017, 4, 1), None, "none")
    assert meaning.understood


# Lines

FORMS = (
    "30th June 2017",
    "30th. Sept. 2017",
    "Friday 30 June 2017",
    "by 30 June 2017 at the latest",
    "in place by April 2017",
    "June/July 2017 – to be completed by September 2017",
    "June / July 2017",
    "Mar - Apr 2017",
    "31 / 03 / 2017",
    "31. 03. 17",
    "June 30, 2017",
    "5 - 9 December 2016",
    "1st & 2nd March 2017",
    "March 17",
    "end of March '17",
    "before the end of March 2017",
    "week commencing 5 June 2017",
    "Sept 2016 – March 2017",
    "from 1 Jan 2018 to 31 Mar 2018",
    "between April and September 2017",
    "31 March 2017 (revised from June 2017)",
    "Original: June 2017; Revised March 2017",
    "Q3 2017/18",
    "Q3 17/18",
    "Q1 & Q2 17/18",
    "2017/18 Q3",
    "third quarter 17/18",
    "end of academic year 2017/18",
    "2017-18 academic year",
    "financial year 2017/18",
    "end of the financial year",
    "first half of 2018",
    "Autumn term 2017",
    "spring 2017-18",
    "by Easter 2018",
    "Autumn Term 1 2017",
    "within 10 working days",
    "within three months of publication of the report",
    "six months after Cabinet approval",
    "within 6 weeks of the audit in May 2017",
    "6 months from April 2017",
    "every other month",
    "first Monday of each month",
    "10 files a month",
    "four times a year",
    "6 monthly",
    "31st May 2017, monthly thereafter",
    "monthly from May 2017 until March 2018",
    "six-monthly (March and September)",
    "on going - review March 2017",
    "as soon as possible",
    "to be confirmed (est. June 2017)",
    "Subject to recruitment - April 2017",
    "31 June 2017",
    "HoS QA 30/9/17",
)


def broken(words: str) -> list[str]:
    """Return the words with one of their spaces a line break, each in turn, and with all."""
    spaces = [at for at, letter in enumerate(words) if letter == " "]
    return [*(f"{words[:at]}\n{words[at + 1 :]}" for at in spaces), words.replace(" ", "\n")]


@pytest.mark.parametrize("words", [*FORMS, *(one.example for one in CONVENTIONS)])
def test_a_line_break_inside_a_timescale_is_a_space(words: str) -> None:
    meaning = read(words, AGREED)

    for lines in broken(words):
        assert replace(read(lines, AGREED), text=words) == meaning, lines


@given(st.sampled_from(FORMS), st.data())
def test_any_lines_of_a_timescale_read_alike(words: str, data: st.DataObject) -> None:
    gaps = data.draw(st.lists(st.sampled_from([" ", "\n", "\r\n", " \n ", "\v"]), min_size=12))
    pieces = words.split(" ")
    lines = "".join(
        piece + gap for piece, gap in zip(pieces, [*gaps[: len(pieces) - 1], ""], strict=False)
    )
    assume(len(gaps) >= len(pieces) - 1)

    assert replace(read(lines, AGREED), text=words) == read(words, AGREED)


DATES = ("31 March 2017", "30/06/17", "Sept 2017", "Sept 17", "Q3 2017/18", "Spring term 2018")


@pytest.mark.parametrize("first", DATES)
@pytest.mark.parametrize("second", DATES)
def test_whole_dates_on_lines_of_their_own_stay_apart(first: str, second: str) -> None:
    days = {read(words, AGREED).due for words in (first, second)}
    meaning = read(f"{first}\n{second}", AGREED)

    assert {meaning.due, *meaning.other_dates} == days
    assert meaning.starts is None


@pytest.mark.parametrize(
    ("words", "last", "others", "starts"),
    [
        ("30th\nJune\n2017", "2017-06-30", [], None),
        ("in\nplace by April\n2017", "2017-04-30", [], None),
        ("31 March\n2017\n30 June\n2017", "2017-06-30", ["2017-03-31"], None),
        ("12/16\n01/17", "2017-01-31", ["2016-12-31"], None),
        ("Septem\nber 2017", "2017-09-30", [], None),
        ("Septem-\nber 2017", "2017-09-30", [], None),
        ("mid-\nMarch 2017", "2017-03-31", [], None),
        ("June/\nJuly 2017", "2017-07-31", ["2017-06-30"], None),
        ("2017/\n18", "2018-03-31", [], None),
        ("May 2017 –\nJuly 2017", "2017-07-31", [], "2017-05-01"),
        ("May 2017\n– July 2017", "2017-07-31", [], "2017-05-01"),
        ("- May 2017\n- July 2017", "2017-07-31", ["2017-05-31"], None),
        ("1. May 2017\n2. July 2017", "2017-07-31", ["2017-05-31"], None),
        ("•\tMay 2017\n•\tJuly 2017", "2017-07-31", ["2017-05-31"], None),
        ("1 May\n12 June\n19 June 2017", "2017-06-19", ["2017-05-01", "2017-06-12"], None),
        ("Sept 17\nOct 17 – Mar 18", "2018-03-31", ["2017-09-30"], "2017-10-01"),
        ("SB\n30 Sept\n2017", "2017-09-30", [], None),
        ("Start:\nSept 17\nEnd:\nMar 18", "2018-03-31", [], "2017-09-01"),
        ("AD\n3 months", "2017-02-01", [], None),
        ("review of\n3 months", None, [], None),
        ("31 March 20\n17", None, [], None),
        ("31/03/20\n17", None, [], None),
        ("Working Together\n2015", None, [], None),
    ],
)
def test_wrapped_cells_give_the_dates_they_print(
    words: str, last: str | None, others: list[str], starts: str | None
) -> None:
    meaning = read(words, AGREED)

    assert (meaning.due and meaning.due.isoformat()) == last
    assert [other.isoformat() for other in meaning.other_dates] == others
    assert (meaning.starts and meaning.starts.isoformat()) == starts


# How often

MONTHLY, QUARTERLY, TERMLY = "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=4"
TWO_MONTHLY, HALF_YEARLY = "FREQ=MONTHLY;INTERVAL=2", "FREQ=MONTHLY;INTERVAL=6"


@pytest.mark.parametrize(
    ("words", "rrule"),
    [
        ("Daily", "FREQ=DAILY"),
        ("every working day", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("weekly", "FREQ=WEEKLY"),
        ("fortnightly", "FREQ=WEEKLY;INTERVAL=2"),
        ("Bi weekly", "FREQ=WEEKLY;INTERVAL=2"),
        ("every 6 weeks", "FREQ=WEEKLY;INTERVAL=6"),
        ("six-weekly", "FREQ=WEEKLY;INTERVAL=6"),
        ("every Thursday", "FREQ=WEEKLY;BYDAY=TH"),
        ("Monthly", MONTHLY),
        ("once a month", MONTHLY),
        ("first Monday of each month", "FREQ=MONTHLY;BYDAY=1MO"),
        ("last Friday of every month", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("Bi-monthly audits", TWO_MONTHLY),
        ("every other month", TWO_MONTHLY),
        ("half-termly", TWO_MONTHLY),
        ("Quaterly dip sampling", QUARTERLY),
        ("3 monthly", QUARTERLY),
        ("four times a year", QUARTERLY),
        ("Termly Audits", TERMLY),
        ("end of each term", TERMLY),
        ("6 monthly", HALF_YEARLY),
        ("twice yearly", HALF_YEARLY),
        ("2 x yearly", HALF_YEARLY),
        ("bi-annual", HALF_YEARLY),
        ("Annually", "FREQ=YEARLY"),
        ("every 12 months", "FREQ=YEARLY"),
        ("biennial", "FREQ=YEARLY;INTERVAL=2"),
        ("10 files a month", MONTHLY),
        ("six audits per quarter", QUARTERLY),
        ("2 cases each week", "FREQ=WEEKLY"),
        ("one per term", TERMLY),
        ("5 working days a month", MONTHLY),
        ("4 visits a year", QUARTERLY),
        ("5 times a year", "FREQ=YEARLY"),
        ("three times a week", "FREQ=WEEKLY"),
        ("¼ly", QUARTERLY),
        ("qtrly", QUARTERLY),
        ("every third month", QUARTERLY),
        ("alternate months", TWO_MONTHLY),
        ("4/6 weekly", "FREQ=WEEKLY;INTERVAL=6"),
    ],
)
def test_how_often_is_a_rule(words: str, rrule: str) -> None:
    meaning = read(words, AGREED)

    assert (meaning.repeats, meaning.due, meaning.understood) == (rrule, None, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("10 files a month", "“10 files a month” is read as every month"),
        ("5 times a year", "“5 times a year” is read as every year"),
        ("1 file a month", ""),
        ("4 visits a year", ""),
    ],
)
def test_a_number_in_a_period_that_is_not_counted_is_said(words: str, said: str) -> None:
    assert read(words, AGREED).note.partition(";")[0] == said


@pytest.mark.parametrize("words", ["every 31 terms", "every 60 fortnights"])
def test_steps_longer_than_a_plan_are_no_frequency(words: str) -> None:
    assert read(words, AGREED).repeats == ""


@pytest.mark.parametrize("words", ["bi-monthly", "bi-annually", "bi-weekly"])
def test_words_with_two_meanings_say_so(words: str) -> None:
    assert " can mean " in read(words, AGREED).note


@pytest.mark.parametrize(
    ("words", "rrule", "starts", "last"),
    [
        ("31st May 2017, monthly thereafter", MONTHLY, None, "2017-05-31"),
        ("By March 2017 then annually", "FREQ=YEARLY", None, "2017-03-31"),
        ("Annually in April", "FREQ=YEARLY", None, "2017-04-30"),
        ("every April", "FREQ=YEARLY", None, "2017-04-30"),
        ("six-monthly (March and September)", HALF_YEARLY, None, "2017-03-31"),
        ("quarterly from July 2017", QUARTERLY, "2017-07-01", None),
        ("Monthly until March 2018", f"{MONTHLY};UNTIL=20180331", None, "2018-03-31"),
        ("Termly 2017/18", f"{TERMLY};UNTIL=20180331", None, "2018-03-31"),
        (
            "Monthly, 1 May 2017 to 31 March 2018",
            f"{MONTHLY};UNTIL=20180331",
            "2017-05-01",
            "2018-03-31",
        ),
    ],
)
def test_dates_and_how_often_go_together(
    words: str, rrule: str, starts: str | None, last: str | None
) -> None:
    meaning = read(words, AGREED)

    assert meaning.repeats == rrule
    assert (meaning.starts and meaning.starts.isoformat()) == starts
    assert (meaning.due and meaning.due.isoformat()) == last


@pytest.mark.parametrize(
    ("words", "immediate", "ongoing"),
    [
        ("Immediately", True, False),
        ("with immediate effect", True, False),
        ("ASAP", True, False),
        ("a.s.a.p.", True, False),
        ("as soon as possible", True, False),
        ("Ongoing", False, True),
        ("on-going", False, True),
        ("Immediate and ongoing", True, True),
        ("annually/ongoing", False, True),
        ("31 March 2017 and ongoing", False, True),
        ("Ongoing - review March 2017", False, True),
        ("31 March 2017", False, False),
    ],
)
def test_immediate_and_ongoing_are_kept_as_said(words: str, immediate: bool, ongoing: bool) -> None:
    meaning = read(words, AGREED)

    assert (meaning.immediate, meaning.ongoing, meaning.understood) == (immediate, ongoing, True)


# Periods from an event


@pytest.mark.parametrize(
    ("words", "within", "last"),
    [
        ("within 6 months", Within("months", 6), "2017-05-01"),
        ("3 months", Within("months", 3), "2017-02-01"),
        ("3-6 months", Within("months", 6), "2017-05-01"),
        ("within 6m", Within("months", 6), "2017-05-01"),
        ("within a fortnight", Within("weeks", 2), "2016-11-15"),
        ("within 10 working days", Within("working days", 10), "2016-11-15"),
        (
            "6 months from approval of the plan",
            Within("months", 6, "approval of the plan"),
            "2017-05-01",
        ),
        ("6 months from publication", Within("months", 6, "publication"), None),
        ("Within three months of inspection", Within("months", 3, "inspection"), None),
        ("within 6 weeks of appointment", Within("weeks", 6, "appointment"), None),
        (
            "3 months after publication of the new strategy",
            Within("months", 3, "publication of the new strategy"),
            None,
        ),
        ("within two terms", Within("terms", 2), None),
    ],
)
def test_a_period_has_a_date_once_its_event_s_day_is_known(
    words: str, within: Within, last: str | None
) -> None:
    meaning = read(words, AGREED)

    assert (meaning.within, meaning.understood) == (within, True)
    assert (meaning.due and meaning.due.isoformat()) == last
    assert meaning.note


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("within 6 months", "2017-09-30"),
        ("6 months from publication of the inspection report", "2017-09-30"),
        ("6 months from approval", "2017-10-19"),
        ("6 months from appointment", None),
        ("within a year", "2018-03-31"),
        ("within 6 weeks", "2017-06-07"),
        ("within 10 working days", "2017-05-11"),
        ("within 3 months of the report being published", "2017-06-30"),
        ("3 months following publication", "2017-06-30"),
        ("3 months post publication", "2017-06-30"),
        ("within 3 months of the publication of Ofsted's final inspection report", "2017-06-30"),
        ("3 months after the inspection report is published", "2017-06-30"),
        ("3 months from the date the report was published", "2017-06-30"),
        ("3 months from publication of the improvement strategy", None),
        ("three months after Cabinet approval", "2017-07-19"),
        ("within 3 months of approval by Cabinet", "2017-07-19"),
        ("within 3 months of approval by the Safeguarding Children Board", "2017-07-19"),
        ("3 months following approval by full Council", "2017-07-19"),
        ("3 months from the action plan being signed off by the Board", "2017-07-19"),
        ("3 months from Cabinet sign-off", "2017-07-19"),
        ("3 months after approval of the business case by Cabinet", None),
        ("within 3 months of panel approval", None),
        ("within 12 months of adoption", None),
        ("within 3 months of approval by Cabinet on 10 May 2017", "2017-08-10"),
        ("within 6 weeks of the audit in May 2017", "2017-07-12"),
        ("within 3 months of appointment by March 2018", "2018-03-31"),
    ],
)
def test_publication_and_approval_are_counted_from_where_known(
    words: str, last: str | None
) -> None:
    meaning = read(
        words, date(2017, 4, 26), published=date(2017, 3, 31), approved=date(2017, 4, 19)
    )

    assert (meaning.due and meaning.due.isoformat()) == last


@pytest.mark.parametrize(
    ("words", "published", "said"),
    [
        ("within 6 weeks", date(2016, 10, 1), "Counted from the day agreed, 1 November 2016."),
        ("within 6 months", date(2016, 10, 1), "Counted from publication, 1 October 2016."),
        ("within 6 months", None, "Counted from the day agreed, 1 November 2016."),
        (
            "6 months after Board approval",
            None,
            "The day of approval is not given. Counted from the day agreed, 1 November 2016.",
        ),
    ],
)
def test_what_a_period_is_counted_from_is_said(
    words: str, published: date | None, said: str
) -> None:
    assert read(words, AGREED, published=published).note == said


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("6 months from 1 April 2017", "2017-10-01 day"),
        ("6 months from April 2017", "2017-10-31 month"),
        ("6 months (by June 2017)", "2017-06-30 month"),
        ("Aged 6 months", "none"),
        ("for 6 months", "none"),
        ("6 month pilot", "none"),
    ],
)
def test_a_period_beside_a_date_or_an_age_is_told_apart(words: str, meaning: str) -> None:
    assert due(words) == meaning


def test_working_days_leave_out_weekends_and_england_s_bank_holidays() -> None:
    assert working_days_after(date(2017, 4, 12), 2) == date(2017, 4, 18)
    assert working_days_after(date(2016, 12, 23), 1) == date(2016, 12, 28)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (1995, ["1 2", "4 14", "4 17", "5 8", "5 29", "8 28", "12 25", "12 26"]),
        (2021, ["1 1", "4 2", "4 5", "5 3", "5 31", "8 30", "12 27", "12 28"]),
        (2022, ["1 3", "4 15", "4 18", "5 2", "6 2", "6 3", "8 29", "9 19", "12 26", "12 27"]),
        (2020, ["1 1", "4 10", "4 13", "5 8", "5 25", "8 31", "12 25", "12 28"]),
        (2012, ["1 2", "4 6", "4 9", "5 7", "6 4", "6 5", "8 27", "12 25", "12 26"]),
    ],
)
def test_bank_holidays_are_those_that_were_held(year: int, days: list[str]) -> None:
    assert [f"{day.month} {day.day}" for day in sorted(bank_holidays(year))] == days


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("31 March 2018 subject to funding", "subject to funding"),
        ("Subject to recruitment - April 2017", "Subject to recruitment"),
        ("Once the agreement is signed", "Once the agreement is signed"),
        ("once a month", ""),
        ("31 March 2018", ""),
    ],
)
def test_a_condition_is_kept_in_its_words(words: str, condition: str) -> None:
    assert read(words, AGREED).condition == condition


# Saying it in words


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("31st May 2017, monthly thereafter", "Due by 31 May 2017, then every month."),
        ("after half-term", "We could not find a date in 'after half-term'."),
        ("Bi-monthly", "Every two months; first date not given."),
        ("quarterly from July 2017", "Every quarter from 1 July 2017."),
        (
            "Monthly to March 2018",
            "Every month until 31 March 2018 (the last day of the month); first date not given.",
        ),
        ("ongoing", "Ongoing."),
        (
            "immediate and ongoing, termly",
            "Immediate and ongoing; every school term; first date not given.",
        ),
        ("from April 2017", "Starts on 1 April 2017; no due date given."),
        (
            "May to July 2017",
            "Starts on 1 May 2017; due by 31 July 2017 (the last day of the month).",
        ),
        (
            "within 1 month of appointment",
            "Within 1 month of appointment; no date until that day is known.",
        ),
        ("academic year 2017/18", "Due by 31 August 2018 (the last day of the school year)."),
        ("", "No timescale is given."),
        ("x" * 200, f"We could not find a date in '{'x' * 120}…'."),
    ],
)
def test_what_was_understood_is_one_sentence(words: str, sentence: str) -> None:
    assert in_words(read(words, AGREED)) == sentence


@pytest.mark.parametrize(
    ("rrule", "words"),
    [
        ("", ""),
        (TWO_MONTHLY, "every two months"),
        (QUARTERLY, "every quarter"),
        (TERMLY, "every school term"),
        (HALF_YEARLY, "every six months"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every working day"),
        ("FREQ=WEEKLY;INTERVAL=12", "every 12 weeks"),
        ("FREQ=WEEKLY;BYDAY=FR", "every Friday"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "on the last Friday of every month"),
        ("FREQ=MONTHLY;UNTIL=20180331", "every month"),
        ("FREQ=YEARLY;BYMONTH=4", "at set times"),
    ],
)
def test_a_rule_is_said_in_words(rrule: str, words: str) -> None:
    assert repeats_in_words(rrule) == words


@pytest.mark.parametrize("one", CONVENTIONS, ids=lambda one: one.title)
def test_each_convention_reads_its_example_as_it_says(one: Convention) -> None:
    assert in_words(read(one.example, one.agreed)) == one.meaning


@pytest.mark.parametrize("one", CONVENTIONS, ids=lambda one: one.title)
def test_the_docstring_holds_each_convention(one: Convention) -> None:
    page = " ".join((timescales.__doc__ or "").split())

    assert f"- {one.title}: {one.rule} “{one.example}”: {one.meaning}" in page


# The days a rule gives


@pytest.mark.parametrize(
    ("rrule", "first", "up_to", "days"),
    [
        (
            MONTHLY,
            "2017-01-31",
            "2017-05-30",
            ["2017-01-31", "2017-02-28", "2017-03-31", "2017-04-30"],
        ),
        (
            MONTHLY,
            "2016-12-30",
            "2017-03-31",
            ["2016-12-30", "2017-01-30", "2017-02-28", "2017-03-30"],
        ),
        (QUARTERLY, "2017-06-30", "2018-01-01", ["2017-06-30", "2017-09-30", "2017-12-31"]),
        ("FREQ=YEARLY", "2016-02-29", "2018-12-31", ["2016-02-29", "2017-02-28", "2018-02-28"]),
        (
            "FREQ=WEEKLY;INTERVAL=2",
            "2017-03-01",
            "2017-03-29",
            ["2017-03-01", "2017-03-15", "2017-03-29"],
        ),
        (
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
            "2017-03-03",
            "2017-03-07",
            ["2017-03-03", "2017-03-06", "2017-03-07"],
        ),
        ("FREQ=MONTHLY;BYDAY=1MO", "2017-06-01", "2017-07-31", ["2017-06-05", "2017-07-03"]),
        ("FREQ=DAILY", "2017-03-30", "2017-04-01", ["2017-03-30", "2017-03-31", "2017-04-01"]),
        (MONTHLY, "2017-03-31", "2017-03-30", []),
    ],
)
def test_occurrences_are_the_days_up_to_and_including_a_day(
    rrule: str, first: str, up_to: str, days: list[str]
) -> None:
    found = occurrences(rrule, date.fromisoformat(first), None, date.fromisoformat(up_to))

    assert [day.isoformat() for day in found] == days


def test_occurrences_end_with_the_last_day_given_or_the_rule_s_own() -> None:
    first, far = date(2017, 1, 31), date(2019, 1, 1)

    assert occurrences(MONTHLY, first, date(2017, 3, 30), far)[-1] == date(2017, 2, 28)
    assert occurrences(f"{MONTHLY};UNTIL=20170430", first, None, far)[-1] == date(2017, 4, 30)


def test_without_a_first_day_or_a_rule_there_are_no_occurrences() -> None:
    assert occurrences(MONTHLY, None, None, date(2019, 1, 1)) == []
    assert occurrences("", date(2017, 1, 1), None, date(2019, 1, 1)) == []


@pytest.mark.parametrize("rrule", ["every month", "FREQ=MONTHLY;INTERVAL=0"])
def test_a_rule_that_is_none_is_refused(rrule: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        occurrences(rrule, date(2017, 1, 1), None, date(2019, 1, 1))


# Free text

SAID = (
    "by from to until end of - / , ; : ( ) and & monthly quarterly termly thereafter ongoing "
    "immediate TBC completed revised was originally before after within 3 6 12 31 30 1 01 2017 "
    "2018 17 18 2017/18 17/18 March Mar Sept September Febuary June may Jan spring summer "
    "autumn term half-term Q1 Q3 quarter year financial academic months weeks days working "
    "publication approval appointment every each twice a the first last Monday w/c early mid "
    "late start 31/03/2017 31.3.17 2017-03-31 1st 31st next this onwards then bi-monthly "
    "six-monthly % phase annually Easter new now is due day month school council ' "
)
PIECES = [*SAID.split(), "\n", "\u00a0"]
WORDS = st.lists(st.sampled_from(PIECES), max_size=9)
LETTERS = st.text(alphabet=" 0123456789/.-'stndrhmaryjunelqwic()", max_size=60)
CELLS = st.one_of(WORDS.map(" ".join), WORDS.map("".join), st.text(max_size=200), LETTERS)
DAYS = st.dates(date(1995, 1, 1), date(2060, 12, 31))
SAME = ("understood", "due", "precision", "repeats", "starts", "immediate", "ongoing")


def same(meaning: Timescale) -> list[Any]:
    return [getattr(meaning, name) for name in SAME]


@given(CELLS, DAYS)
def test_its_own_explanation_means_the_same_and_explains_itself_alike(
    words: str, agreed: date
) -> None:
    meaning = read(words, agreed)
    sentence = in_words(meaning)

    assert same(read(sentence, agreed)) == same(meaning)
    if meaning.understood:
        assert in_words(read(sentence, agreed)) == sentence


@given(CELLS, st.dates(), st.none() | st.dates(), st.none() | st.dates())
def test_whatever_is_typed_is_kept_and_answered(
    words: str, agreed: date, published: date | None, approved: date | None
) -> None:
    meaning = read(words, agreed, published=published, approved=approved)

    assert meaning.text == words
    assert (meaning.due is None) == (meaning.precision == "none")
    assert in_words(meaning).endswith(".")
    assert meaning.understood or meaning.note
    assert not meaning.note or meaning.note[-1] in ".?"


@pytest.mark.parametrize(
    "piece", ["1 ", "31/", "March ", "q1 ", "(", "1st & ", "every ", "9", "of "]
)
def test_a_cell_of_any_length_is_answered(piece: str) -> None:
    words = "31 March 2017 " + piece * 20_000

    assert read(words, AGREED).text == words
    assert "Only the first 2,000 characters" in read(words, AGREED).note


@given(st.dates(date(2010, 1, 1), date(2030, 12, 31)))
def test_every_day_is_read_back_in_the_ways_people_write_it(day: date) -> None:
    agreed = date(2018, 6, 1)
    for form in ("%d/%m/%Y", "%d.%m.%y", "%-d %B %Y", "%d %b %y", "%Y-%m-%d", "%A %-d %B %Y"):
        assert read(day.strftime(form), agreed).due == day


@given(
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 12),
    st.dates(date(2015, 1, 1), date(2020, 1, 1)),
)
def test_occurrences_begin_with_the_first_and_ascend(unit: str, step: int, first: date) -> None:
    days = occurrences(f"FREQ={unit};INTERVAL={step}", first, None, date(2021, 1, 1))

    assert days[0] == first
    assert days == sorted(set(days))
    assert days[-1] <= date(2021, 1, 1)


@given(st.text(max_size=12), st.text(max_size=12))
def test_slips_are_none_only_between_a_word_and_itself(one: str, other: str) -> None:
    assume(abs(len(one) - len(other)) <= 2)

    assert (slips_between(one, other) == 0) == (one == other)
    assert slips_between(one, other) == slips_between(other, one)


def test_a_meaning_is_equal_by_what_it_says() -> None:
    meaning = read("March 2017", AGREED)

    assert replace(meaning, text="Mar '17") == read("Mar '17", AGREED)
