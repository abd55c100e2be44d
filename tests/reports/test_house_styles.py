"""The house styles that come with the product: their headings as papers print them."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from config.demo.files import HOUSE_STYLES, read
from councils.models import Council
from reports.models import StoredStyle
from reports.paper.document import Heading
from reports.paper.house_style import StyleRefused
from reports.paper.house_style import read as read_style
from reports.paper.numbering import Unnumbered, number
from reports.paper.tables import TABLES

pytestmark = pytest.mark.django_db

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
FILES = {
    "wolverhampton-cabinet": "wolverhampton-cabinet-2017-04-26",
    "walsall-cabinet": "walsall-cabinet-2018-06-21",
    "stockton-select-committee": "stockton-select-committee-2015-10-14",
    "wirral-scrutiny": "wirral-scrutiny-2011-09-20",
    "windsor-maidenhead-cabinet": "windsor-maidenhead-cabinet-2016-05-26",
}
HEADINGS = {
    "wolverhampton-cabinet": [
        "Recommendation(s) for action or decision:",
        "1.0 Purpose",
        "2.0 Background",
        "3.0 Outcome of the Local Authority Inspection",
        "4.0 Outcome of the Wolverhampton Safeguarding Children Board Review",
        "5.0 Financial implications",
        "6.0 Legal implications",
        "7.0 Equalities implications",
        "8.0 Risk Implications",
        "9.0 Environmental implications",
        "10.0 Human resources implications",
        "11.0 Corporate landlord implications",
        "12.0 Schedule of background papers",
    ],
    "walsall-cabinet": [
        "1. Summary:",
        "2. Recommendations",
        "3. Report detail",
        "4. Council Corporate Plan priorities",
        "5. Risk management",
        "6. Financial implications",
        "7. Legal implications",
        "8. Property implications",
        "9. Health and wellbeing implications",
        "10. Staffing implications",
        "11. Reducing inequalities",
        "12. Consultation",
        "Background papers",
        "Author",
    ],
    "stockton-select-committee": [
        "Summary",
        "Recommendation",
        "Background to the Inspection Framework",
        "Leadership, Management and Governance",
        "Key Learning Points for Elected Members",
        "Areas for further consideration",
        "Officer Contact Details:",
    ],
    "wirral-scrutiny": [
        "1.0 EXECUTIVE SUMMARY",
        "2.0 RECOMMENDATION/S",
        "3.0 REASON/S FOR RECOMMENDATION/S",
        "4.0 BACKGROUND AND KEY ISSUES",
        "5.0 RELEVANT RISKS",
        "6.0 OTHER OPTIONS CONSIDERED",
        "7.0 CONSULTATION",
        "8.0 IMPLICATIONS FOR VOLUNTARY, COMMUNITY AND FAITH GROUPS",
        "9.0 RESOURCE IMPLICATIONS: FINANCIAL; IT; STAFFING; AND ASSETS",
        "10.0 LEGAL IMPLICATIONS",
        "11.0 EQUALITIES IMPLICATIONS",
        "12.0 CARBON REDUCTION IMPLICATIONS",
        "13.0 PLANNING AND COMMUNITY SAFETY IMPLICATIONS",
        "REPORT AUTHOR",
        "APPENDICES",
        "REFERENCE MATERIAL",
        "SUBJECT HISTORY (last 3 years)",
    ],
    "windsor-maidenhead-cabinet": [
        "REPORT SUMMARY",
        "1. DETAILS OF RECOMMENDATIONS",
        "2. REASON FOR RECOMMENDATION(S) AND OPTIONS CONSIDERED",
        "3. KEY IMPLICATIONS",
        "4. FINANCIAL DETAILS",
        "5. LEGAL IMPLICATIONS",
        "6. VALUE FOR MONEY",
        "7. SUSTAINABILITY IMPACT APPRAISAL",
        "8. RISK MANAGEMENT",
        "9. LINKS TO STRATEGIC OBJECTIVES",
        "10. EQUALITIES, HUMAN RIGHTS AND COMMUNITY COHESION",
        "11. STAFFING/WORKFORCE AND ACCOMMODATION IMPLICATIONS",
        "12. PROPERTY AND ASSETS",
        "13. ANY OTHER IMPLICATIONS",
        "14. CONSULTATION",
        "15. TIMETABLE FOR IMPLEMENTATION",
        "16. APPENDICES",
        "17. BACKGROUND INFORMATION",
        "18. CONSULTATION (MANDATORY)",
        "REPORT HISTORY",
    ],
}


@pytest.fixture
def styles() -> dict[str, StoredStyle]:
    call_command("load_councils", stdout=StringIO())
    return {style.key: style for style in StoredStyle.objects.filter(council=None)}


def headings(stored: StoredStyle) -> list[str]:
    """The headings of a paper just begun, with their numbers."""
    style = stored.style
    sections = (
        Unnumbered(Heading(style.heading(each.heading)), (), each.numbered)
        for each in style.sections
    )
    found = number(sections, style.numbering)
    return [f"{b.number} {b.text}".strip() for b in found if isinstance(b, Heading)]


@pytest.mark.parametrize("key", HEADINGS)
def test_a_style_has_the_headings_of_its_papers(key: str, styles: dict[str, StoredStyle]) -> None:
    assert headings(styles[key]) == HEADINGS[key]


# The papers misprint the number of one heading each; a style counts right.
MISPRINTED = {
    "5. Risk management": "5 Risk management",
    "3. KEY IMPLICATIONS": "1. KEY IMPLICATIONS",
}


def squeezed(text: str) -> str:
    return re.sub(r"[\s#*]+", " ", text)


@pytest.mark.parametrize(("key", "file"), FILES.items())
def test_the_headings_stand_in_the_paper_in_this_order(
    key: str, file: str, styles: dict[str, StoredStyle]
) -> None:
    path = SEEDS / f"{file}.txt"
    if not path.exists():
        pytest.skip("the source papers are not beside this checkout")
    text, at = squeezed(path.read_text(encoding="utf-8")), 0
    for heading in headings(styles[key]):
        at = text.find(MISPRINTED.get(heading, heading), at)
        assert at >= 0, heading


def test_styles_name_tables_that_there_are() -> None:
    named = [
        part["of"]
        for facts in read(HOUSE_STYLES)
        for section in facts["sections"]
        for part in section.get("parts", ())
        if part["kind"] == "table"
    ]

    assert len(named) > 10
    assert set(named) <= set(TABLES)


def test_loading_again_adds_nothing_and_leaves_a_councils_copy(
    styles: dict[str, StoredStyle], council: Council
) -> None:
    ours = styles["walsall-cabinet"]
    copy = StoredStyle.objects.create(
        council=council, key=ours.key, name="Ours", content=ours.content | {"colour": "#000000"}
    )
    ours.name, ours.content = "Spoilt", ours.content | {"colour": "#ffffff"}
    ours.save()

    first, second = StringIO(), StringIO()
    call_command("load_councils", stdout=first)
    call_command("load_councils", stdout=second)

    assert "1 house styles" in first.getvalue()
    assert "house styles" not in second.getvalue()
    ours.refresh_from_db()
    copy.refresh_from_db()
    assert (ours.name, ours.style.colour) == ("Cabinet report, Walsall", "#00594c")
    assert (copy.name, copy.style.colour) == ("Ours", "#000000")
    assert StoredStyle.objects.count() == len(FILES) + 1


def test_a_look_that_is_not_offered_is_refused() -> None:
    with pytest.raises(StyleRefused, match="front matter looks"):
        read_style({"name": "S", "front_look": "grid", "sections": []})
