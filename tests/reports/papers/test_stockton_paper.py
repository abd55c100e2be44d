"""Stockton-on-Tees, select committee, 14 October 2015: what members learn from others."""

import pytest
from django.db.models import Q

from inspections.models import Lesson, PrintedLine
from reports.paper.document import Items, Paragraph
from scrutiny.models import LearningPoint
from tests.reports.papers.reading import (
    composed,
    figures,
    figures_of,
    front,
    headings,
    in_order,
    numbers,
    paragraphs_of,
    places,
    printed,
    said,
    seed,
    squeezed,
    tables,
    unlike,
    unnamed,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

NAME = "stockton-select-committee-2015-10-14"
HEADINGS = [
    "Summary",
    "Recommendation",
    "Background to the Inspection Framework",
    "Leadership, Management and Governance",
    "Key Learning Points for Elected Members",
    "Areas for further consideration",
    "Officer Contact Details:",
]
TITLE = (
    "OFSTED INSPECTIONS OF SERVICES FOR CHILDREN IN NEED OF HELP AND PROTECTION, CHILDREN LOOKED "
    "AFTER AND CARE LEAVERS – KEY ISSUES FOR MEMBERS"
)
CONTACT = {
    "Name": "Simon Willson",
    "Title": "Head of Business Support & Improvement (Children, Education & Social Care)",
    "Tel": "01642 527035",
    "E-mail": "simon.willson@stockton.gov.uk",
}
# Under each number with letters: its first words, and how many letters.
LETTERED = {
    "13": ("Leadership", 3),
    "14": ("Partnerships and Governance", 3),
    "15": ("Scrutiny and Challenge", 4),
    "16": ("Corporate parenting", 3),
    "17": ("Performance Management", 2),
    "18": ("", 4),
}
# Seven tables of 66: the counts, and whole per cent as printed (three columns sum to 101).
GRADES = ["Outstanding", "Good", "RI", "Inadequate"]
RESULTS = {
    "Overall Effectiveness": [(0, 0), (16, 24), (34, 52), (16, 24)],
    "The experiences and progress of children who need help and protection": [
        (0, 0),
        (15, 23),
        (38, 58),
        (13, 20),
    ],
    "The experiences and progress of children looked after and achieving permanence": [
        (0, 0),
        (22, 33),
        (36, 55),
        (8, 12),
    ],
    "Adoption performance": [(3, 5), (30, 45), (27, 41), (6, 9)],
    "The experiences and progress of care leavers": [(1, 2), (22, 33), (34, 52), (9, 14)],
    "Leadership, management and governance": [(3, 5), (17, 26), (31, 47), (15, 23)],
    "LSCB effectiveness": [(0, 0), (19, 29), (33, 50), (14, 21)],
}
# Eleven councils, though the paper says ten; the labels of three are lost in it, and extracts of
# two pairs run together. One paragraph of Wiltshire's and one of Salford's are two extracts here.
EXTRACTS = {
    "Leeds": ("Outstanding", 4),
    "Trafford": ("Outstanding", 4),
    "Oldham": ("Good", 2),
    "Stoke-on-Trent": ("RI", 4),
    "Wiltshire": ("RI", 3),
    "Cumbria": ("Inadequate", 4),
    "Darlington or Sunderland": ("Inadequate", 9),
}
LABELS_LOST = {"Kingston upon Thames": 7, "Nottinghamshire": 8, "Salford": 6}
NEITHER = {"Nottinghamshire or Oldham": 1}
HALVED = 2
# What the extracts name: figures, days, people and places.
NAMED_IN_EXTRACTS = [
    *("44 councillors", "five years", "September 2014", "Inspectorate of Constabulary (HMIC)"),
    *("Jay report", "Rotherham", "Salford City Plan", "City Director", "Borough Commander"),
    *("Children's Trust", "chief executive", "Cabinet"),
]
NAMED = {
    "1": ["November 2013", "SIF", "Single Inspection Framework"],
    "4": ["week 1", "Week 2", "20 cases", "100 children and young people", "front end"],
    "6": ["outstanding", "good", "requires improvement", "inadequate"],
    "7": ["Appendix 1", "66 inspections", "September 2015", "52%", "overall effectiveness"],
    "8": ["Lead Member", "Scrutiny Committee", "MALAP"],
    "9": ["ages 27 to 30"],
    "10": ["Appendix 2", "10 inspections", "2015"],
    "11": ["North East"],
}


def test_its_headings_and_numbers_stand_as_printed() -> None:
    document = composed(NAME).document

    assert headings(document) == HEADINGS
    assert numbers(document) == [f"{n}." for n in range(1, 19)]


def test_its_front_matter_and_contact() -> None:
    document = composed(NAME).document

    assert front(document) == {
        "Agenda Item": [],
        "Report to": [("Children and Young People Select Committee",)],
        "Date": [("14 October 2015",)],
        "Report of": [("Corporate Director, CESC",)],
        "Title": [(TITLE,)],
    }
    lines = said(document)["# Officer Contact Details:"].splitlines()[1:]
    assert lines == [f"{label}: {words}" for label, words in CONTACT.items()]


def test_its_learning_points_have_letters_under_their_themes() -> None:
    found, at = {}, ""
    first: dict[str, str] = {}
    for block in composed(NAME).document.blocks:
        if isinstance(block, Paragraph) and block.number:
            at = block.number.rstrip(".")
            first[at] = block.text
        elif isinstance(block, Items) and at in LETTERED:
            found[at] = [item.label for item in block.items]

    assert found == {n: [f"{x})" for x in "abcd"[:many]] for n, (_, many) in LETTERED.items()}
    for number, (theme, _) in LETTERED.items():
        assert first[number].casefold().startswith(theme.casefold())


def test_the_results_are_seven_tables_of_66_as_printed() -> None:
    results, _, _ = composed(NAME).document.appendices

    assert (results.label, results.title) == (
        "Appendix 1",
        "Ofsted SIF Outcomes at 28 September 2015",
    )
    assert [block.caption for block in results.blocks if hasattr(block, "caption")] == list(RESULTS)
    for table, counts in zip(tables(results.blocks), RESULTS.values(), strict=True):
        assert [word.casefold() for word in table[0]] == ["judgement", "count", "%"]
        assert table[1:] == [
            [grade, str(number), f"{share}%"]
            for grade, (number, share) in zip(GRADES, counts, strict=True)
        ]
        assert sum(number for number, _ in counts) == 66


def test_the_extracts_stand_by_council_and_where_the_source_is_not_certain_it_says_so() -> None:
    _, extracts, _ = composed(NAME).document.appendices
    [table] = [block for block in extracts.blocks if hasattr(block, "rows")]
    held = {
        " ".join(b.text for b in row[0].blocks if isinstance(b, Paragraph)): len(row[1].blocks)
        for row in table.rows
    }

    assert (extracts.label, extracts.title) == (
        "Appendix 2",
        "Leadership, Management and Governance – extracts",
    )
    for council, (grade, many) in EXTRACTS.items():
        [(label, number)] = [(k, n) for k, n in held.items() if k.startswith(f"{council} /")]
        assert grade.casefold() in label.casefold()
        assert number == many, council
    for council, many in LABELS_LOST.items():
        [(label, number)] = [(k, n) for k, n in held.items() if k.startswith(f"{council} /")]
        assert "source not certain" in label
        assert number == many, council
    for council, many in NEITHER.items():
        assert [n for k, n in held.items() if k.startswith(f"{council} /")] == [many]
    assert len(held) == len(EXTRACTS) + len(LABELS_LOST) + len(NEITHER)
    words = "\n".join(" ".join(row) for row in tables([table])[0])
    assert not [name for name in NAMED_IN_EXTRACTS if in_order([name], words)]
    assert sum(held.values()) == Lesson.objects.filter(kind="extract").count()


def test_the_framework_is_named_and_not_held() -> None:
    _, _, framework = composed(NAME).document.appendices

    assert framework.label == "Attached"
    assert framework.title == "Ofsted's inspection framework and evaluation schedule"
    assert framework.file_name == ""


def test_each_paragraph_has_the_figures_days_and_months_of_the_paper() -> None:
    assert unlike(composed(NAME).document, NAME) == {}


def test_each_paragraph_names_what_the_paper_names() -> None:
    found = composed(NAME)

    assert unnamed(NAMED, said(found.document)) == []
    assert (found.empty, found.lost) == ((), ())


def test_a_point_and_a_count_that_change_change_the_paper() -> None:
    # What the committee took up of it holds a point.
    LearningPoint.objects.filter(lesson__reference="17b").delete()
    Lesson.objects.filter(reference="17b").delete()
    Lesson.objects.filter(reference="18d").update(text="Choose nothing.")
    Lesson.objects.filter(kind="extract", about__slug="oldham").delete()
    PrintedLine.objects.filter(table__key="stockton-2015-4", label="Good").update(number=31)

    document = composed(NAME).document

    assert "b)" not in said(document)["17"]
    assert said(document)["18"].endswith("d) Choose nothing.")
    assert not [row for row in tables(document.appendices[1].blocks)[0] if "Oldham /" in row[0][:8]]
    assert tables(document.appendices[0].blocks)[3][2] == ["Good", "31", "45%"]


@pytest.mark.parametrize("place", range(7))
def test_each_of_the_seven_tables_is_counted_from_its_own_lines(place: int) -> None:
    before = tables(composed(NAME).document.appendices[0].blocks)
    lines = PrintedLine.objects.filter(table__key=f"stockton-2015-{place + 1}", label="RI")
    lines.update(number=65, share="98%")

    after = tables(composed(NAME).document.appendices[0].blocks)

    assert [n for n in range(7) if before[n] != after[n]] == [place]
    assert after[place][3] == ["RI", "65", "98%"]


@pytest.mark.parametrize("council", [*EXTRACTS, *LABELS_LOST, *NEITHER])
def test_each_row_of_the_extracts_is_made_of_its_councils(council: str) -> None:
    before = extracts()
    own = Q(about__name=council) | Q(label=council)
    Lesson.objects.filter(own, kind="extract").update(text="Members know.")

    after = extracts()

    [place] = [n for n in range(len(before)) if before[n] != after[n]]
    assert after[place][0].startswith(f"{council} /")
    assert after[place][1].startswith("Members know.")


def extracts() -> list[list[str]]:
    [found] = tables(composed(NAME).document.appendices[1].blocks)
    return found[1:]


def test_the_paper_itself_has_these_headings_numbers_figures_and_names() -> None:
    text, document = seed(NAME), composed(NAME).document
    body, _, attached = text.partition("Officer Contact Details:")

    assert in_order(HEADINGS[:-1], body) == ""
    assert in_order([TITLE], body) == ""
    theirs = paragraphs_of(body, places(document))
    assert figures_of(theirs, document) == printed(NAME)
    assert unnamed(NAMED, theirs) == []
    for number, (theme, many) in LETTERED.items():
        assert squeezed(theirs[number]).startswith(theme)
        assert len([x for x in theirs[number].split("- ") if x[1:2] == ")"]) == many
    assert in_order([f"{label}: {words}" for label, words in CONTACT.items()], attached) == ""
    for title, counts in RESULTS.items():
        rows = [f"{g} {n} {s}%" for g, (n, s) in zip(GRADES, counts, strict=True)]
        assert in_order([title, *rows], attached) == "", title
    assert figures("28 September 2015") <= figures(attached)


def test_the_papers_extracts_are_as_many_with_these_names() -> None:
    """Each is a paragraph; what stands before it in its line is the cell that names the council."""
    text = seed(NAME).partition("Leadership, Management and Governance – extracts")[2]
    cells = [line.rpartition("\t")[2] for line in text.splitlines()]
    paragraphs = [words for words in cells if len(words) > 60]
    counts = [many for _, many in EXTRACTS.values()]
    ours = [*counts, *LABELS_LOST.values(), *NEITHER.values()]

    assert len(paragraphs) == sum(ours) - HALVED
    assert not [name for name in NAMED_IN_EXTRACTS if in_order([name], text)]
    named = figures(" ".join(NAMED_IN_EXTRACTS))
    # "One" is a word in theirs, and counts nothing.
    assert figures(" ".join(paragraphs)) - {"1"} == named
