"""The rules under the reader: days, councils, kinds of report, and words broken over lines."""

from datetime import date

import pytest

from councils.limits import CannotRead
from inspections.report_reading.councils import council_in
from inspections.report_reading.dates import day_in, days_in, seen_in_letter
from inspections.report_reading.flow import Flow, flow_of
from inspections.report_reading.kinds import KINDS, framework_of, kind_of
from inspections.report_reading.opening import open_pdf
from inspections.report_reading.words import plain, unnumbered
from tests.inspections.report_papers import pdf

DAYS = [
    ("29 April – 22 May 2014", (2014, 4, 29), (2014, 5, 22)),
    ("28 January–5 February 2014", (2014, 1, 28), (2014, 2, 5)),
    ("19 November 2013 – 11 December 2013", (2013, 11, 19), (2013, 12, 11)),
    ("23 May to 16 June 2016", (2016, 5, 23), (2016, 6, 16)),
    ("17 to 28 June 2019", (2019, 6, 17), (2019, 6, 28)),
    ("4 July 2016–28 July 2016", (2016, 7, 4), (2016, 7, 28)),
    ("Monday 3 to Friday 14 February 2020", (2020, 2, 3), (2020, 2, 14)),
    ("2nd to 6th March 2020", (2020, 3, 2), (2020, 3, 6)),
    ("6 and 7 March 2019", (2019, 3, 6), (2019, 3, 7)),
    ("12 December to 13 January 2017", (2016, 12, 12), (2017, 1, 13)),
    ("30 Nov - 11 Dec 2015", (2015, 11, 30), (2015, 12, 11)),
    ("05/03/2018 to 09/03/2018", (2018, 3, 5), (2018, 3, 9)),
    ("7 March 2019", (2019, 3, 7), (2019, 3, 7)),
    ("4 - 8 and 11-15 March 2019", (2019, 3, 4), (2019, 3, 15)),
    ("2 and 3 May, 9 to 11 May 2018", (2018, 5, 2), (2018, 5, 11)),
    ("9 to 13 January 2017 and 23 January to 2 February 2017", (2017, 1, 9), (2017, 2, 2)),
    ("page 2 of 11 6 to 17 March 2023", (2023, 3, 6), (2023, 3, 17)),
]


@pytest.mark.parametrize(("words", "first", "last"), DAYS)
def test_days_are_read_as_reports_print_them(
    words: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert days_in(words) == (date(*first), date(*last))


@pytest.mark.parametrize(
    "words",
    [
        "",
        "spring 2014",
        "31 February 2014",
        "20 June 2019 to 17 June 2019",
        "1 January 2014 to 1 December 2014",
        "12 June",
        "20 May 2019 to",
        "12 December 2016 to 13 January",
    ],
)
def test_days_that_are_not_certain_are_not_read(words: str) -> None:
    assert days_in(words) is None


def test_one_day_is_not_read_out_of_several() -> None:
    assert day_in("published on 7 July 2014") == date(2014, 7, 7)
    assert day_in("7 July 2014 to 9 July 2014") is None


def test_a_letter_gives_the_days_of_the_visit_and_not_its_own() -> None:
    words = (
        "4 December 2023 Dear Director, This letter tells of the monitoring visit to Merrowdale "
        "on 14 and 15 November 2023, the third since the council was judged inadequate in 2022."
    )

    assert seen_in_letter(words) == (date(2023, 11, 14), date(2023, 11, 15))


COUNCILS = [
    ("London Borough of Barking and Dagenham", "Barking and Dagenham"),
    ("City of Wolverhampton", "Wolverhampton"),
    ("Royal Borough of Windsor & Maidenhead local authority", "Windsor and Maidenhead"),
    ("Walsall Metropolitan Borough Council", "Walsall"),
    ("Hull City Council", "Kingston upon Hull"),
    ("Kingston upon Hull City Council", "Kingston upon Hull"),
    ("North Somerset Council", "North Somerset"),
    ("Nottinghamshire County Council", "Nottinghamshire"),
    ("Bournemouth, Christchurch and Poole Council", "Bournemouth, Christchurch and Poole"),
    ("Newcastle City Council", "Newcastle upon Tyne"),
    ("St. Helens Council", "St Helens"),
    ("Durham County Council", "Durham"),
    ("Telford & Wrekin Council", "Telford and Wrekin"),
    ("Southend-on-Sea City Council", "Southend-on-Sea"),
    ("Council of the Isles of Scilly", "Isles of Scilly"),
    ("Stoke on Trent City Council", "Stoke-on-Trent"),
]


@pytest.mark.parametrize(("title", "name"), COUNCILS)
def test_a_council_is_known_by_each_way_it_is_called(title: str, name: str) -> None:
    assert council_in(title, date(2019, 6, 1)) == name


@pytest.mark.parametrize("title", ["", "Merrowdale Council", "Leeds and Bradford", "Kentish Town"])
def test_no_council_or_several_are_not_guessed_at(title: str) -> None:
    assert council_in(title, date(2019, 6, 1)) is None


def test_councils_of_one_name_are_told_apart_by_the_day() -> None:
    assert council_in("Dorset", date(2016, 2, 1)) == "Dorset County Council"
    assert council_in("Dorset Council", date(2021, 9, 27)) == "Dorset"


TITLES = [
    ("Inspection of services for children in need of help and protection", "sif"),
    ("Re-inspection of services for children in need of help and protection", "reinspection"),
    ("Review of the effectiveness of the Local Safeguarding Children Board", "board review"),
    ("Inspection of children’s social care services", "ilacs"),
    ("Inspection of Kent local authority children’s services", "ilacs"),
    ("Focused visit to Kent local authority children’s services", "focused visit"),
    ("Monitoring visit of Kent children’s services", "monitoring visit"),
    ("Joint targeted area inspection of Kent", "joint targeted"),
    ("Joint local area SEND inspection in Kent", "local area send"),
    ("Area SEND inspection of Kent Local Area Partnership", "area send"),
    (
        "Inspection of local authority arrangements for the protection of children",
        "protection",
    ),
    (
        "Inspection of safeguarding and looked after children services",
        "safeguarding and looked after",
    ),
    ("Inspection of looked after children services", "looked after"),
]


def flow(*lines: str) -> Flow:
    return flow_of(open_pdf(pdf("".join(f"<p>{line}</p>" for line in lines))))


@pytest.mark.parametrize(("title", "kind"), TITLES)
def test_the_kind_of_report_is_told_by_its_title(title: str, kind: str) -> None:
    assert kind_of(flow(title, "Inspection date: 7 March 2019", "Ofsted")).key == kind


@pytest.mark.parametrize(
    "title",
    ["Inspection of local authority fostering service", "Inspection of Merrow children’s home"],
)
def test_a_report_on_another_service_is_refused(title: str) -> None:
    with pytest.raises(CannotRead, match="This is a report on"):
        kind_of(flow(title, "Inspection date: 7 March 2019", "Ofsted inspects services."))


def test_the_framework_is_that_of_the_day_of_the_inspection() -> None:
    (kind,) = [kind for kind in KINDS if kind.key == "ilacs"]
    days = [
        date(2018, 2, 1),
        date(2022, 12, 9),
        date(2023, 1, 9),
        date(2026, 1, 30),
        date(2026, 4, 1),
    ]
    found = [framework_of(kind, day) for day in days]

    assert [framework.key for framework in found if framework] == [
        "ilacs-2018",
        "ilacs-2018",
        "ilacs-2023",
        "ilacs-2023",
        "ilacs-2026",
    ]
    assert framework_of(kind, None) is None


def test_a_word_broken_at_the_end_of_a_line_is_whole_where_the_report_prints_it_whole() -> None:
    text = flow("supervision is multi-agency", "so it is")

    assert text.joined(["better super-", "vision"]) == "better supervision"
    assert text.joined(["a multi-", "agency plan"]) == "a multi-agency plan"
    assert text.joined(["a well-", "known plan"]) == "a well-known plan"
    assert text.joined(["and/", "or"]) == "and/or"


def test_words_are_compared_without_case_signs_or_numbers() -> None:
    assert plain(" Children’s  Services – Good. ") == "children's services - good"
    assert unnumbered("2.1 Adoption performance") == "adoption performance"
    assert unnumbered("Section 2: The effectiveness") == "the effectiveness"
