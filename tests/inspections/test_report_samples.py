"""Every sample report gives the right draft or the right refusal, each in full.

The samples are not part of the project. What each prints is written out here as facts: names,
days, grades and numbers. Of the recommendations it holds how many there are, their numbers, and a
digest of all their words in order, spaces and hyphens apart, with the page each begins on and the
outcome of the national framework it names. The words and pages agree with another program's text.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from inspections.frameworks import FRAMEWORKS
from inspections.report_reader import CannotRead, DraftInspection, read_report
from inspections.report_reading.draft import BOARD, COUNCIL, DraftRecommendation, as_shown
from inspections.report_reading.opening import WEB_PAGE

SAMPLES = Path(__file__).parents[3] / "shared" / "data" / "ofsted-reports"
pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the sample reports are not beside the project (../shared/data)"
)
GRADES = {
    "O": "outstanding",
    "G": "good",
    "R": "requires_improvement",
    "A": "adequate",
    "I": "inadequate",
}
UNPUBLISHED = ("The day the report was published could not be read.",)
OLD = (
    "This is a report of an older kind (Inspection of looked after children services, 2013). Its "
    "headings and grades are those of its time.",
)


@dataclass(frozen=True)
class Items:
    """Recommendations: how many, the first and last number, a digest of pages and words."""

    count: int = 0
    digest: str = ""
    first: str = ""
    last: str = ""
    priorities: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Facts:
    """What a report prints; `grades` in the order of the framework's areas, a letter each."""

    council: str
    framework: str
    days: tuple[date, date]
    inspector: str
    grades: str
    council_items: Items = field(default_factory=Items)
    published: date | None = None
    board_items: Items = field(default_factory=Items)
    problems: tuple[str, ...] = ()


FIRST, THEN = "Priority and immediate action", "Areas for improvement"
ALL = "Recommendations"

SIF = {
    "barking-and-dagenham-2014-07-07": Facts(
        "Barking and Dagenham",
        "sif-2013",
        (date(2014, 4, 29), date(2014, 5, 22)),
        "Brendan Parkinson",
        "RRRRRRR",
        Items(13, "69ca0be578d767c5", "28", "40", ((THEN, 13),)),
        date(2014, 7, 7),
        Items(5, "8c4e480e1f74f43d", "136", "140", ((THEN, 5),)),
    ),
    "coventry-2014-03-21": Facts(
        "Coventry",
        "sif-2013",
        (date(2014, 1, 28), date(2014, 2, 5)),
        "Wendy Ghaffar",
        "IIRRRII",
        Items(21, "5ce1dbd78f4e19a4", "23", "43", ((FIRST, 10), (THEN, 11))),
        None,
        Items(6, "1f8ee0ed17633765", "120", "125", ((FIRST, 4), (THEN, 2))),
        UNPUBLISHED,
    ),
    "derbyshire-2014-02-11": Facts(
        "Derbyshire",
        "sif-2013",
        (date(2013, 11, 19), date(2013, 12, 11)),
        "Fiona J Millns",
        "GGGGGGR",
        Items(9, "2e1a5d04e751a82f", priorities=((THEN, 9),)),
        None,
        Items(7, "e68a22213e73468e", priorities=((THEN, 7),)),
        UNPUBLISHED,
    ),
    "knowsley-2014-06-30": Facts(
        "Knowsley",
        "sif-2013",
        (date(2014, 4, 29), date(2014, 5, 21)),
        "Robert Hackeson",
        "IIRIRII",
        Items(26, "72a910d8d761acfb", "27", "52", ((FIRST, 9), (THEN, 17))),
        date(2014, 6, 30),
        Items(8, "42c7516de65ba3eb", "145", "152", ((FIRST, 4), (THEN, 4))),
    ),
    "windsor-maidenhead-2015-05-13": Facts(
        "Windsor and Maidenhead",
        "sif-2013",
        (date(2015, 3, 3), date(2015, 3, 25)),
        "Mike Ferguson",
        "RRRRRRR",
        Items(16, "c3acc3b62fdfbee5", "1", "16", ((FIRST, 4), (THEN, 12))),
        date(2015, 5, 13),
        Items(8, "4a3effb13f831b61", "143", "150", ((THEN, 8),)),
    ),
    "stockton-on-tees-2016-08-05": Facts(
        "Stockton-on-Tees",
        "sif-2013",
        (date(2016, 5, 23), date(2016, 6, 16)),
        "Tracey Metcalfe",
        "GGRROGR",
        Items(10, "89d92ee8d305ee28", "1", "10", ((ALL, 10),)),
        date(2016, 8, 5),
        Items(5, "6afcca996428e3b8", "110", "114", ((ALL, 5),)),
    ),
    "wirral-2016-09-20": Facts(
        "Wirral",
        "sif-2013",
        (date(2016, 7, 4), date(2016, 7, 28)),
        "Shirley Bailey",
        "IIRRIII",
        Items(19, "547f606a6cb35818", "1", "19", ((ALL, 19),)),
        date(2016, 9, 20),
        Items(7, "38d021bb9db17b26", "124", "130", ((ALL, 7),)),
    ),
    "wolverhampton-2017-03-31": Facts(
        "Wolverhampton",
        "sif-2013",
        (date(2017, 1, 16), date(2017, 2, 9)),
        "Nigel Parkes",
        "GRGGGGR",
        Items(11, "50147d1197fc8758", "1", "11", ((ALL, 11),)),
        date(2017, 3, 31),
        Items(5, "ab8726b7f3ef92f7", "111", "115", ((ALL, 5),)),
    ),
    "walsall-2017-09-04": Facts(
        "Walsall",
        "sif-2013",
        (date(2017, 6, 20), date(2017, 7, 13)),
        "Jenny Turnross",
        "RRRGRRR",
        Items(12, "7e48ee6cb6066142", "1", "12", ((ALL, 12),)),
        date(2017, 9, 4),
        Items(4, "f7f9566982be9704", priorities=((ALL, 4),)),
    ),
    "surrey-2015-08-03": Facts(
        "Surrey",
        "sif-2013",
        (date(2015, 6, 15), date(2015, 6, 17)),
        "Dominic Stevens",
        "      R",
        published=date(2015, 8, 3),
        board_items=Items(8, "c4f44aa7c9bfeec0", priorities=((ALL, 8),)),
    ),
}
ILACS = {
    "stockton-on-tees-2019-07-01": Facts(
        "Stockton-on-Tees",
        "ilacs-2018",
        (date(2019, 5, 20), date(2019, 5, 24)),
        "Matt Reed",
        "RRRR",
        Items(6, "57d26215814c7fa3"),
    ),
    "wirral-2019-07-29": Facts(
        "Wirral",
        "ilacs-2018",
        (date(2019, 6, 17), date(2019, 6, 28)),
        "Paula Thomson-Jones",
        "GRRR",
        Items(5, "4b74574e98c52c56"),
    ),
    "windsor-maidenhead-2020-02-24": Facts(
        "Windsor and Maidenhead",
        "ilacs-2018",
        (date(2020, 1, 13), date(2020, 1, 24)),
        "Maire Atherton",
        "GGRG",
        Items(4, "9e7de0010876d06a"),
    ),
    "walsall-2021-11-26": Facts(
        "Walsall",
        "ilacs-2018",
        (date(2021, 10, 4), date(2021, 10, 15)),
        "Julie Knight",
        "GRGG",
        Items(4, "ca4d32f18fd6aa1f"),
    ),
    "wolverhampton-2022-05-18": Facts(
        "Wolverhampton",
        "ilacs-2018",
        (date(2022, 3, 28), date(2022, 4, 1)),
        "Andy Waugh",
        "OGGG",
        Items(5, "934a62cae466c286"),
    ),
    "birmingham-2023-04-18": Facts(
        "Birmingham",
        "ilacs-2023",
        (date(2023, 2, 20), date(2023, 3, 3)),
        "John Roughton",
        "GGGGG",
        Items(4, "8fcf5a545ad75725"),
    ),
    "stockton-on-tees-2023-05-09": Facts(
        "Stockton-on-Tees",
        "ilacs-2023",
        (date(2023, 3, 6), date(2023, 3, 17)),
        "Joanna Warburton",
        "RRRRR",
        Items(4, "365a6e2efd3e701a"),
    ),
    "wirral-2024-02-02": Facts(
        "Wirral",
        "ilacs-2023",
        (date(2023, 9, 18), date(2023, 9, 29)),
        "Teresa Godfrey",
        "RRRRR",
        Items(7, "bbd00c9998c3dcf8"),
    ),
    # Outstanding in everything: no list of what needs to improve.
    "thurrock-2024-10-29": Facts(
        "Thurrock",
        "ilacs-2023",
        (date(2024, 9, 16), date(2024, 9, 20)),
        "Rachel Griffiths",
        "OOOOO",
    ),
    "windsor-maidenhead-2024-11-19": Facts(
        "Windsor and Maidenhead",
        "ilacs-2023",
        (date(2024, 10, 7), date(2024, 10, 11)),
        "Claire Beckingham",
        "GGGOG",
        Items(2, "6af01b593d040215"),
    ),
}
OLDER = {
    "kent-2013-08-23": Facts(
        "Kent",
        "looked-after-2013",
        (date(2013, 7, 15), date(2013, 7, 19)),
        "Helen Cawston",
        "AGAAA",
        Items(
            12,
            "dd17418b205be72a",
            priorities=(("Immediately", 3), ("Within 3 months", 6), ("Within 6 months", 3)),
        ),
        date(2013, 8, 23),
        problems=OLD,
    ),
}
REPORTS = SIF | ILACS | OLDER
REFUSED = {"birmingham-2012-10-19": WEB_PAGE}


@cache
def draft(name: str) -> DraftInspection:
    return read_report((SAMPLES / f"{name}.pdf").read_bytes(), f"{name}.pdf")


def digest(items: Sequence[DraftRecommendation]) -> str:
    """Return sixteen digits that any other word, page or outcome changes; "" of no items."""
    texts = [f"{item.page} {item.outcome} {item.text}" for item in items]
    words = "\n".join(re.sub(r"[\s\-‑–]", "", text) for text in texts)
    return hashlib.sha256(words.encode()).hexdigest()[:16] if texts else ""


def test_there_is_no_sample_that_is_not_asserted() -> None:
    assert {path.stem for path in SAMPLES.glob("*.pdf")} == {*REPORTS, *REFUSED}


@pytest.mark.parametrize("name", REPORTS)
def test_council_framework_days_and_inspector_are_as_printed(name: str) -> None:
    facts, found = REPORTS[name], draft(name)

    assert (found.council, found.framework) == (facts.council, facts.framework)
    assert (found.inspection_start, found.inspection_end) == facts.days
    assert found.published == facts.published
    assert found.lead_inspector == facts.inspector


@pytest.mark.parametrize("name", REPORTS)
def test_every_grade_is_as_printed_and_there_is_no_other(name: str) -> None:
    facts, found = REPORTS[name], draft(name)
    areas = [area.key for area in FRAMEWORKS[facts.framework].areas]
    printed = dict(zip(areas, facts.grades, strict=True))

    assert {j.area: j.grade for j in found.judgements} == {
        area: GRADES[letter] for area, letter in printed.items() if letter != " "
    }


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("to", [COUNCIL, BOARD])
def test_recommendations_are_complete_in_order_word_for_word_and_on_their_pages(
    name: str, to: str
) -> None:
    facts = REPORTS[name].council_items if to == COUNCIL else REPORTS[name].board_items
    found = [item for item in draft(name).recommendations if item.addressed_to == to]
    numbers = [item.number for item in found] or [""]
    under: dict[str, int] = {}
    for item in found:
        under[item.priority] = under.get(item.priority, 0) + 1

    assert len(found) == facts.count
    assert digest(found) == facts.digest
    assert (numbers[0], numbers[-1]) == (facts.first, facts.last)
    assert tuple(under.items()) == (facts.priorities or ((("", facts.count),) * bool(found)))


@pytest.mark.parametrize("other", [{"page": 9}, {"outcome": "outcome 4"}, {"text": "Other."}])
def test_another_page_outcome_or_word_is_another_digest(other: dict[str, Any]) -> None:
    first, *rest = draft("wirral-2016-09-20").recommendations

    assert digest([replace(first, **other), *rest]) != digest([first, *rest])


@pytest.mark.parametrize("name", REPORTS)
def test_what_was_not_read_is_named_and_nothing_else(name: str) -> None:
    assert draft(name).problems == REPORTS[name].problems


@pytest.mark.parametrize("name", REFUSED)
def test_a_sample_that_is_no_report_is_refused_in_its_own_words(name: str) -> None:
    with pytest.raises(CannotRead, match=re.escape(REFUSED[name])):
        draft(name)


# For each area that has a section of its own: the page it begins on.
SECTIONS = {
    "wolverhampton-2017-03-31": {
        "help_and_protection": 9,
        "looked_after": 15,
        "adoption": 21,
        "care_leavers": 23,
        "leadership": 26,
        "board": 32,
    },
    "barking-and-dagenham-2014-07-07": {
        "help_and_protection": 11,
        "looked_after": 17,
        "adoption": 22,
        "care_leavers": 23,
        "leadership": 25,
        "board": 30,
    },
    "wirral-2024-02-02": {"help_and_protection": 2, "in_care": 5, "care_leavers": 7, "leaders": 9},
    "stockton-on-tees-2019-07-01": {
        "help_and_protection": 3,
        "in_care_and_care_leavers": 5,
        "leaders": 8,
    },
}
# The numbers of the first and last paragraph of a section.
NUMBERED = {
    ("wolverhampton-2017-03-31", "board"): ("116", "130"),
    ("wirral-2024-02-02", "help_and_protection"): ("1", "15"),
}


@pytest.mark.parametrize("name", SECTIONS)
def test_each_judgement_keeps_its_section_with_the_page_it_begins_on(name: str) -> None:
    found = draft(name)

    assert {section.area: section.page for section in found.sections} == SECTIONS[name]
    assert all(paragraph.page >= s.page for s in found.sections for paragraph in s.paragraphs)


@pytest.mark.parametrize(("name", "area"), NUMBERED)
def test_a_section_keeps_every_numbered_paragraph(name: str, area: str) -> None:
    (section,) = [section for section in draft(name).sections if section.area == area]
    numbers = [paragraph.number for paragraph in section.paragraphs if paragraph.number]
    first, last = NUMBERED[name, area]

    assert numbers == [str(number) for number in range(int(first), int(last) + 1)]


def test_areas_of_a_plan_printed_above_recommendations_are_kept() -> None:
    found = draft("windsor-maidenhead-2015-05-13").recommendations

    assert [item.area for item in found[:9]] == [
        *["Help and protection"] * 4,
        *["Child sexual exploitation"] * 2,
        *["Leadership, management and governance"] * 2,
        "Help and protection",
    ]


def test_each_recommendation_carries_the_page_it_begins_on() -> None:
    pages = [item.page for item in draft("wirral-2016-09-20").recommendations]

    assert pages == [8] * 10 + [9] * 9 + [37] * 7


def test_the_json_has_the_names_that_others_rely_on() -> None:
    shown = as_shown(draft("wolverhampton-2017-03-31"), "report.pdf")

    lists = ("recommendations", "lscb_recommendations", "items", "sections")

    assert {name: value for name, value in shown.items() if name not in lists} == {
        "file": "report.pdf",
        "council": "Wolverhampton",
        "framework": "sif-2013",
        "inspection_start": "2017-01-16",
        "inspection_end": "2017-02-09",
        "published": "2017-03-31",
        "lead_inspector": "Nigel Parkes",
        "overall": "Good",
        "judgements": {
            "Children who need help and protection": "Requires improvement",
            "Children looked after and achieving permanence": "Good",
            "Adoption performance": "Good",
            "Experiences and progress of care leavers": "Good",
            "Leadership, management and governance": "Good",
        },
        "lscb_grade": "Requires improvement",
        "problems": [],
    }
    assert (len(shown["recommendations"]), len(shown["lscb_recommendations"])) == (11, 5)
    assert shown["items"][0].keys() == {
        "text", "number", "page", "addressed_to", "priority", "area", "outcome"
    }  # fmt: skip
    assert shown["sections"][0].keys() >= {"heading", "page", "paragraphs"}
