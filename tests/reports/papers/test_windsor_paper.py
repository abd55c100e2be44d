"""Windsor and Maidenhead, Cabinet, 26 May 2016: tables of options, outcomes, risks and people."""

import datetime

import pytest

from actionplans.models import ActionPlan, Measure, Risk, Theme
from inspections.models import Judgement, PrintedLine
from reports.models import PaperPart
from reports.paper.document import Box, Items, Table
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
    under,
    unlike,
    unnamed,
    words_of,
)
from tests.reports.papers.windsor_printed import (
    AUTHORS,
    BANDS,
    CONSULTED,
    COUNTED,
    FRONT,
    HEADINGS,
    HISTORY,
    JUDGED,
    NAMED,
    NUMBERS,
    OUTCOMES,
    THEMES,
    TIMETABLE,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

NAME = "windsor-maidenhead-cabinet-2016-05-26"


def only(key: str) -> list[list[list[str]]]:
    """The tables under one heading."""
    return tables(under(composed(NAME).document, key))


def lists(key: str) -> list[list[str]]:
    blocks = under(composed(NAME).document, key)
    return [list(words_of([block])) for block in blocks if isinstance(block, Items)]


def test_its_headings_and_numbers_stand_as_printed() -> None:
    document = composed(NAME).document

    assert headings(document) == HEADINGS
    assert numbers(document) == NUMBERS


def test_its_front_matter() -> None:
    assert front(composed(NAME).document) == FRONT


def test_what_cabinet_is_asked_has_roman_labels() -> None:
    [asked] = (b for b in under(composed(NAME).document, "decisions") if isinstance(b, Items))

    assert [item.label for item in asked.items] == ["i.", "ii.", "iii."]


def test_its_boxes_lists_and_themes() -> None:
    boxes = [b for b in under(composed(NAME).document, "reasons") if isinstance(b, Box)]

    assert [box.title for box in boxes] == [
        "Box 1: Ofsted judgements, May 2015",
        "Box 2: Key strengths of Westminster and Royal Borough of Kensington and Chelsea "
        "Children's Services",
    ]
    assert tables([boxes[0]]) == [JUDGED]
    assert len(list(words_of(boxes[1].blocks))) == 7
    counts, actions, themes = lists("reasons")
    assert (counts, len(actions), themes) == (COUNTED, 9, THEMES)


def test_its_tables_have_every_row_and_column() -> None:
    [benefits] = only("summary")
    assert benefits[0] == [
        "Benefits to residents and reasons why they will benefit",
        "Dates by which residents can expect to notice a difference",
    ]
    assert [row[1] for row in benefits[1:]] == ["Ongoing"]
    _, options = only("reasons")
    assert options[0] == ["Option", "Comments"]
    assert [row[0].endswith("Recommended") for row in options[1:]] == [True, False]
    [outcomes] = only("implications")
    assert outcomes[0] == OUTCOMES
    assert [row[1:] for row in outcomes[1:]] == BANDS
    [risks] = only("risk")
    assert [word.casefold() for word in risks[0]] == [
        "risks",
        "uncontrolled risk",
        "controls",
        "controlled risk",
    ]
    assert [(row[1], row[3]) for row in risks[1:]] == [("Medium", "Low")] * 2
    assert only("timetable") == [TIMETABLE]
    assert only("history") == [HISTORY, AUTHORS]


def test_each_control_of_a_risk_is_an_entry() -> None:
    [table] = (b for b in under(composed(NAME).document, "risk") if isinstance(b, Table))

    controls = [block for row in table.rows for block in row[2].blocks]
    assert [len(block.items) for block in controls if isinstance(block, Items)] == [2, 2]


def test_ten_consultees_one_reply_and_one_never_sent() -> None:
    [[head, first, *people, last]] = only("consultees")

    assert head[0] == "Name of consultee"
    assert (first[0], last[0]) == ("Internal", "External")
    assert people == CONSULTED
    assert len([row for row in people if row[3]]) == 1
    assert len([row for row in people if not row[2]]) == 1


def test_its_appendices_are_named_and_nothing_is_empty() -> None:
    found = composed(NAME)

    assert [(a.label, a.title) for a in found.document.appendices] == [
        ("Appendix 1", "2015-2016 Improvement Plan monitoring report"),
        ("Appendix 2", "Outline Phase 2 Improvement Plan"),
    ]
    said_of = [" ".join(words_of(a.blocks)) for a in found.document.appendices]
    assert all(words.startswith("Available electronically.") for words in said_of)
    assert lists("appendices") == [
        [
            "Appendix 1 - 2015-2016 Improvement Plan monitoring report. (available electronically)",
            "Appendix 2 - Outline Phase 2 Improvement Plan. (available electronically)",
        ]
    ]
    assert lists("background-papers") == [["Cabinet report, 25 September 2015"]]
    assert (found.empty, found.lost) == ((), ())


def test_each_paragraph_has_the_figures_days_and_months_of_the_paper() -> None:
    # "One" is a word of theirs there, and counts nothing. The summary is compared by itself below.
    found = unlike(composed(NAME).document, NAME, left_out="123")
    assert found == {"2.2": ({"1"}, set())}


def test_each_paragraph_names_what_the_paper_names() -> None:
    assert unnamed(NAMED, said(composed(NAME).document)) == []


def test_a_grade_that_changes_changes_box_1() -> None:
    Judgement.objects.filter(
        inspection__key="windsor-and-maidenhead-sif-2015", area="adoption"
    ).update(grade="good", printed_grade="")

    judged, _ = only("reasons")
    assert judged[2] == ["a. Adoption performance", "Good"]


def test_a_count_that_changes_changes_its_line() -> None:
    lines = PrintedLine.objects.filter(table__key="windsor-and-maidenhead-2016", label="Good")
    lines.update(number=22, share="24.4%")

    assert lists("reasons")[0][1] == "22 have been judged Good, 24.4%."
    assert "91 local authorities" in said(composed(NAME).document)["2.2"]


def test_a_theme_an_outcome_and_a_risk_that_go_leave_the_paper() -> None:
    plan = "windsor-maidenhead-phase-2"
    Theme.objects.filter(plan__reference=plan, name="Commissioning").delete()
    Measure.objects.filter(plan__reference=plan).last().delete()  # type: ignore[union-attr]
    Risk.objects.filter(plan__reference=plan).first().delete()  # type: ignore[union-attr]

    assert lists("reasons")[2] == THEMES[:-1]
    assert len(only("implications")[0]) == 1 + 1
    assert len(only("risk")[0]) == 1 + 1


@pytest.mark.parametrize("place", range(6))
def test_each_grade_of_box_1_is_the_inspections(place: int) -> None:
    before = only("reasons")[0]
    graded = Judgement.objects.filter(inspection__key="windsor-and-maidenhead-sif-2015")
    one = [j for j in graded.order_by("order") if not j.of_board][place]
    Judgement.objects.filter(pk=one.pk).update(grade="outstanding", printed_grade="")

    [box, _] = [b for b in under(composed(NAME).document, "reasons") if isinstance(b, Box)]
    if place:
        changed = [n for n in range(5) if before[n] != only("reasons")[0][n]]
        assert changed == [place - 1]
    else:
        assert "services are outstanding" in " ".join(words_of(box.blocks))


@pytest.mark.parametrize("place", range(4))
def test_each_line_of_2_2_is_counted_from_its_own(place: int) -> None:
    lines = PrintedLine.objects.filter(table__key="windsor-and-maidenhead-2016", order=place + 1)
    assert lines.update(share="99.9%") == 1

    changed = [line.endswith("99.9%.") for line in lists("reasons")[0]]
    assert changed == [n == place for n in range(4)]


def test_an_outcome_and_a_risk_that_come_stand_in_their_tables() -> None:
    plan = ActionPlan.objects.get(reference="windsor-maidenhead-phase-2")
    day = datetime.date(2016, 5, 20)
    missing = plan.measures.create(
        order=9, title="Return interviews held", printed_target="1 June 2016", added_on=day
    )
    for order, label in enumerate(OUTCOMES[1:-1], start=1):
        missing.bands.create(order=order, label=label, words=f"{order} of 9", is_met=order > 1)
    plan.risks.create(
        order=9, text="Nobody comes.", uncontrolled="High", controls="Ask.", controlled="Medium",
        added_on=day,
    )  # fmt: skip

    assert only("implications")[0][-1] == [
        "Return interviews held", "1 of 9", "2 of 9", "3 of 9", "4 of 9", "1 June 2016",
    ]  # fmt: skip
    assert only("risk")[0][-1] == ["Nobody comes.", "High", "Ask.", "Medium"]


ROWS = {"options": "reasons", "timetable": "timetable", "consultation": "consultees"}


@pytest.mark.parametrize(("table", "place"), [(t, p) for t in ROWS for p in (0, -1)])
def test_each_cell_that_is_filled_in_prints(table: str, place: int) -> None:
    """Every column of the first row, and a row that is added, stand in the paper."""
    part = PaperPart.objects.get(section__report__reference=NAME, of=table)
    width = len(part.rows[0])
    typed = ["Internal" if not n and table == "consultation" else f"Cell {n}" for n in range(width)]
    part.rows = [typed, *part.rows[1:]] if place == 0 else [*part.rows, typed]
    part.save()

    printed = " ".join(word for row in only(ROWS[table])[-1] for word in row)
    assert [word for word in typed if word not in printed] == []


def test_an_option_and_a_date_that_change_change_their_rows() -> None:
    parts = PaperPart.objects.filter(section__report__reference=NAME)
    options, timetable = parts.get(of="options"), parts.get(of="timetable")
    options.rows[1][1] = "Recommended"
    timetable.rows[1][0] = "30 June 2017"
    for part in (options, timetable):
        part.save()

    found = only("reasons")[1]
    assert [row[0].endswith("Recommended") for row in found[1:]] == [True, True]
    assert only("timetable")[0][2] == ["30 June 2017", TIMETABLE[2][1]]


def test_a_reply_that_comes_stands_in_its_row() -> None:
    part = PaperPart.objects.get(section__report__reference=NAME, of="consultation")
    part.rows[0][3] = "20/4/16"
    part.rows[0][4] = "2/5/16"
    part.save()

    [[_, _, first, *_]] = only("consultees")
    assert first == ["Cllr Burbage", "Leader of the Council", "20/4/16", "2/5/16", ""]


def test_the_paper_itself_has_these_headings_numbers_figures_and_names() -> None:
    text, document = seed(NAME), composed(NAME).document

    assert in_order([h.strip() for h in HEADINGS], text) == ""
    # The summary's three paragraphs have the numbers of sections too, and are compared as one.
    summary, details, rest = text.partition("#### 1. DETAILS OF RECOMMENDATIONS")
    theirs = paragraphs_of(details + rest, places(document)[3:])
    assert figures_of(theirs, document, left_out="123") == printed(NAME)
    assert unnamed(NAMED, theirs) == []
    ours = " ".join(words_of(under(document, "summary")))
    assert figures(summary.partition("# REPORT SUMMARY")[2]) - {"3"} == figures(ours)
    # The front is a table whose cells run into each other in the text: word by word, then.
    for label, lines in FRONT.items():
        words = " ".join([label, *(word for line in lines for word in line)]).split()
        assert not [word for word in words if in_order([word], summary)], label
    for row in [*JUDGED, *TIMETABLE, *HISTORY]:
        assert squeezed(" ".join(row)) in squeezed(text), row
    people = text.partition("# 18. CONSULTATION (MANDATORY)")[2]
    told = [word for row in CONSULTED for word in (row[0], row[2], row[3]) if word]
    assert in_order(told, people) == ""
    assert not [word for row in CONSULTED for word in row[1].split() if in_order([word], people)]
    assert not [line for line in COUNTED if in_order([line], text)]
    assert in_order([word for word in OUTCOMES if word], text) == ""
    assert figures(" ".join(BANDS[0])) <= figures(text)
