"""Which columns a plan shows, and what stands in their cells: pure rules on rows."""

import dataclasses
import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans import columns
from actionplans.cells import Cell, Mark
from actionplans.column_presets import COLUMN_PRESETS, column_preset
from actionplans.columns import FIELDS, HOUSE, KEPT, MOST_COLUMNS, Column, named
from actionplans.importing.understood import Field
from actionplans.layout import Layout, cell_of
from actionplans.lines import lines_of
from actionplans.rag import Status
from actionplans.rows import Answered, DateShown, Lead, Rating, Row, Said, Step

DAY = datetime.date(2017, 4, 26)
AMBER = Rating("Amber", "#ffbf47", "May not be done as agreed.", "at_risk")


def date_of(words: str, due: datetime.date | None = None, **more: Any) -> DateShown:
    given = {"recurrence": "", "reason": "", "agreed_by": "An officer", "counts": True}
    return DateShown(words=words, due=due, **(given | more))


def step(number: int = 1, **more: Any) -> Step:
    given = {
        "pk": number,
        "order": number,
        "text": f"Step {number}.",
        "leads": (Lead(number, f"Officer {number}"),),
        "printed_leads": "",
        "dates": (date_of(f"{number} May 2017", datetime.date(2017, 5, number)),),
        "said": None,
        "of_row": False,
        "status": Status.IN_PROGRESS,
        "days_late": 0,
    }
    return Step(**(given | more))


def said(text: str = "All is well.", **more: Any) -> Said:
    given = {
        "update_id": 7,
        "step_id": 1,
        "text": text,
        "difference": "",
        "progress": "in_progress",
        "outlook": "",
        "reason": "",
        "day": DAY,
        "known_on": DAY,
        "author": "A. Lead",
        "how": "here",
        "accepted": True,
    }
    return Said(**(given | more))


def row(*steps: Step, **more: Any) -> Row:
    given = {
        "pk": 1,
        "plan_id": 1,
        "order": 1,
        "reference": "A1",
        "text": "Write the policy.",
        "source_text": "",
        "theme": "",
        "accountable": "",
        "is_confidential": False,
        "printed_leads": "",
        "answers": (),
        "said_of_row": None,
        "status": Status.IN_PROGRESS,
        "rating": None,
    }
    return Row(steps=steps or (step(),), **(given | more))


def layout(*fields: str, key: tuple[Rating, ...] = ()) -> Layout:
    return Layout(tuple(map(named, fields)), DAY, key)


def texts(field: str, of: Row, *beside: str, key: tuple[Rating, ...] = ()) -> list[str]:
    """Return the paragraphs of one cell, numbered as printed."""
    found = cell_of(field, of, layout(field, *beside, key=key))
    return [paragraph.numbered for paragraph in found.paragraphs]


# Choosing


def test_nothing_chosen_shows_five_columns() -> None:
    found = columns.shown((), [row()])

    assert [column.heading for column in found] == [
        "Action",
        "Milestones",
        "Timescales",
        "Lead officers",
        "Progress",
    ]


def test_what_the_plans_file_had_and_nobody_chose_is_shown_after_the_rest() -> None:
    rows = [row(other=(("Cost", "£5"),)), row(next_steps="Go on.", other=(("Cost", ""),))]
    found = columns.shown((), rows)

    assert [column.heading for column in found[5:]] == ["Next steps", "Cost"]
    assert texts("other:Cost", rows[0]) == ["£5"]
    assert texts("other:Cost", rows[1]) == []


def test_the_words_of_steps_stand_beside_the_action_unless_they_were_left_out() -> None:
    chosen = (named("reference"), named("action"), named("progress"))
    hidden = (*chosen, Column("milestones", "Steps", is_shown=False))

    def fields(of: tuple[Column, ...], one: Row) -> list[str]:
        return [column.field for column in columns.shown(of, [one])]

    assert fields(chosen, row()) == ["reference", "action", "milestones", "progress"]
    assert fields(chosen, row(step(text=" "))) == ["reference", "action", "progress"]
    assert fields(hidden, row()) == ["reference", "action", "progress"]
    assert fields((named("progress"),), row()) == ["progress", "milestones"]


def test_without_the_words_of_steps_an_action_has_one_line() -> None:
    (line,) = lines_of(row(step(), step(2)), layout("action", "timescale"))

    assert [p.numbered for p in line[1].words] == ["1. 1 May 2017", "2. 2 May 2017"]
    assert line[1].reach == 1


def test_what_was_left_out_on_purpose_is_not_shown() -> None:
    chosen = (
        named("action"),
        Column("milestones", "Steps", is_shown=False),
        Column("other:Cost", "Cost", is_shown=False),
    )
    found = columns.shown(chosen, [row(other=(("Cost", "£5"), ("Risk", "None")))])

    assert [column.heading for column in found] == ["Action", "Risk"]


def test_columns_come_back_from_what_is_stored() -> None:
    chosen = (Column("progress", "At {day}"), Column("other:Cost", "£", is_shown=False))

    assert columns.read(columns.to_store(chosen)) == chosen


@pytest.mark.parametrize(
    "stored",
    [
        {"field": "nonsense", "heading": "x"},
        {"field": "action", "heading": " "},
        {"field": None, "heading": "x"},
        {"field": ["action"], "heading": "x"},
        {"heading": "x"},
    ],
)
def test_what_is_no_column_is_not_read(stored: dict[str, Any]) -> None:
    assert columns.read([stored, {"field": "action", "heading": "Do"}]) == (Column("action", "Do"),)


def test_a_field_is_one_column_however_often_it_is_stored() -> None:
    twice = [{"field": "action", "heading": "One"}, {"field": "action", "heading": "Two"}]

    assert columns.read(twice) == (Column("action", "One"),)


@pytest.mark.parametrize(
    ("heading", "printed"),
    [
        ("Progress at {day}", "Progress at 26 April 2017"),
        ("PROGRESS at {month}", "PROGRESS at April 2017"),
        ("Update {date}", "Update 26/04/2017"),
        ("{What} is {day", "{What} is {day"),
    ],
)
def test_a_heading_may_carry_the_day(heading: str, printed: str) -> None:
    assert Column("progress", heading).heading_on(DAY) == printed


def test_a_plan_taken_from_a_file_has_its_headings_in_its_order() -> None:
    headings = [
        ("No.", "reference"),
        ("What?", "action"),
        ("Cabinet\nmember", "other"),
        ("Outcome", "progress"),
        ("Q2", "progress"),
        ("", "other"),
        ("", "theme"),
    ]

    found = columns.of_file(headings)
    assert [(column.field, column.heading) for column in found] == [
        ("reference", "No."),
        ("action", "What?"),
        ("other:Cabinet\nmember", "Cabinet member"),
        ("progress", "Outcome"),
        ("other:Q2", "Q2"),
        ("other:", "Other"),
        ("theme", "Theme"),
    ]


def test_every_field_of_an_import_can_be_a_column() -> None:
    keys = {field.key for field in FIELDS}

    assert {field.value for field in Field} - {"other"} <= keys
    assert set(KEPT) <= keys
    assert set(KEPT) <= {field.name for field in dataclasses.fields(Row)}


def test_widths_fill_the_page_and_words_get_more_than_numbers() -> None:
    found = columns.widths([named("reference"), named("action"), named("other:Cost")])

    assert sum(found) == pytest.approx(100, abs=0.1)
    assert found[0] < found[2] < found[1]


# Presets


@pytest.mark.parametrize("preset", COLUMN_PRESETS, ids=lambda preset: preset.key)
def test_a_preset_can_be_stored_and_fits_a_page(preset: Any) -> None:
    assert columns.read(columns.to_store(preset.columns)) == preset.columns
    assert 3 <= len(preset.columns) <= MOST_COLUMNS
    headings = [column.heading.casefold() for column in preset.columns]
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize(
    ("key", "headings"),
    [
        ("wolverhampton-2017", "Action; Milestones; Timescales; Lead Officers; Progress"),
        (
            "stockton-2016",
            "Key tasks; How will we know?; Lead(s); Action to date; Future actions; RAG",
        ),
        (
            "herefordshire-2015",
            "No.; Ofsted Para No; Ofsted Area for Improvement; Lead; Action; By When; Progress; "
            "R/A/G; Monitoring and Evaluation",
        ),
    ],
)
def test_a_councils_own_headings_are_exact(key: str, headings: str) -> None:
    found = column_preset(key)

    assert found and "; ".join(column.heading for column in found.columns) == headings


# Cells


def test_every_field_has_a_cell_for_every_row() -> None:
    full = row(
        step(said=said(reason="Ill.", outlook="at_risk", difference="Less.")), step(2),
        answers=(Answered(1, "3", "Do better.", "SIF 2017", 1),), theme="Help", accountable="DCS",
        success_measure="Fewer.", next_steps="More.", paragraph_reference="17", watched_by="Board",
        next_review_on=DAY, is_confidential=True,
    )  # fmt: skip
    for field in FIELDS:
        assert isinstance(cell_of(field.key, row(), layout(field.key)), Cell)
        found = cell_of(field.key, full, layout(field.key))
        assert found.paragraphs or field.key in ("revised_date", "last_reported")


def test_the_action_says_what_has_no_column_of_its_own() -> None:
    asked = row(source_text="RECOMMENDATION 1", rating=AMBER)

    assert texts("action", row()) == ["A1. Write the policy.", "In progress"]
    assert texts("action", row(), "reference", "rating") == ["Write the policy."]
    assert texts("action", asked) == [
        "Write the policy.",
        "(RECOMMENDATION 1)",
        "In progress",
        "Rated Amber",
    ]
    assert texts("action", asked, "recommendation", "rating") == ["Write the policy."]


def test_a_recommendation_has_its_number_and_source_and_the_plans_own_words_first() -> None:
    answers = (Answered(1, "3", "Do better.", "SIF 2017", 1),)

    assert texts("recommendation", row(answers=answers)) == ["3. Do better.", "(SIF 2017)"]
    assert texts("recommendation", row(answers=answers, source_text="Rec 3")) == [
        "Rec 3",
        "3. Do better. (SIF 2017)",
    ]
    same = row(answers=answers, source_text="3 Do better.")
    assert texts("recommendation", same) == ["3 Do better."]


MOVED = (
    date_of("1 May 2017", datetime.date(2017, 5, 1)),
    date_of("9 May 2017", datetime.date(2017, 5, 9), reason="Ill", move="revised"),
)


def test_a_moved_date_stands_beside_the_first_or_in_a_column_of_its_own() -> None:
    two = row(step(dates=MOVED), step(2))
    together = cell_of("timescale", two, layout("timescale")).paragraphs[0]

    assert [(run.text, run.mark) for run in together.runs] == [
        ("1 May 2017", Mark.WAS),
        ("9 May 2017", Mark.PLAIN),
    ]
    assert texts("timescale", two) == [
        "1. 9 May 2017",
        "Moved: Ill. Agreed by: An officer.",
        "2. 2 May 2017",
    ]
    assert texts("timescale", two, "revised_date") == ["1. 1 May 2017", "2. 2 May 2017"]
    assert texts("revised_date", two, "timescale") == [
        "1. 9 May 2017",
        "Moved: Ill. Agreed by: An officer.",
    ]


def test_a_date_asked_for_is_a_note_in_the_column_of_new_dates() -> None:
    asked = (MOVED[0], date_of("9 June 2017", counts=False))
    one = row(step(dates=asked))

    assert texts("timescale", one) == ["1 May 2017", "New date asked for: 9 June 2017"]
    assert texts("timescale", one, "revised_date") == ["1 May 2017"]
    assert texts("revised_date", one) == ["New date asked for: 9 June 2017"]


def test_words_that_are_just_a_day_are_known_as_one() -> None:
    due = datetime.date(2017, 5, 31)
    dates = [date_of("31 May 2017", due), date_of("31st May 2017, then monthly", due)]
    steps = [step(n, dates=(date,)) for n, date in enumerate(dates, 1)]

    found = cell_of("timescale", row(*steps), layout("timescale")).words
    assert [paragraph.day for paragraph in found] == [due, None]


def test_progress_leaves_out_what_has_a_column_of_its_own() -> None:
    told = said(difference="Fewer wait.", outlook="at_risk", reason="Staff left.")
    one = row(step(said=told))

    assert texts("progress", one) == [
        "All is well.",
        "In progress, at risk: Staff left. (26 Apr 2017)",
        "Difference made: Fewer wait.",
    ]
    assert texts("progress", one, "reason", "difference") == [
        "All is well.",
        "In progress, at risk (26 Apr 2017)",
    ]
    assert texts("reason", one) == ["Staff left."]
    assert texts("difference", one) == ["Fewer wait."]


def test_a_rating_is_the_papers_while_that_is_the_last_word() -> None:
    printed = row(step(said=said(how="paper", printed_rating="amber")), rating=AMBER)
    reported = row(step(said=said()), rating=AMBER)
    (run,) = cell_of("rating", printed, layout("rating", key=(AMBER,))).paragraphs[0].runs

    assert (run.text, run.rating) == ("amber", AMBER)
    assert texts("progress", printed) == ["All is well.", "Rated amber"]
    assert texts("progress", printed, "rating") == ["All is well."]
    assert texts("rating", reported) == ["Amber", "In progress"]
    assert texts("rating", row()) == ["In progress"]


def test_days_and_numbers_are_values() -> None:
    reviewed = row(next_review_on=DAY)

    assert cell_of("next_review", reviewed, layout("next_review")).value == DAY
    assert cell_of("evidence", reviewed, layout("evidence")).value == 0
    assert cell_of("last_reported", reviewed, layout("last_reported")) == Cell()


# Taking a cell apart by step


def test_a_cell_comes_apart_by_step_only_where_nothing_in_it_is_the_whole_rows() -> None:
    own = row(step(said=said("One.")), step(2), step(3, dates=()))
    mixed = row(step(said=said("One.")), step(2), said_of_row=said("All."))

    def lines(field: str, of: Row) -> list[tuple[list[str], int]]:
        spots = [line[0] for line in lines_of(of, layout(field, "milestones"))]
        return [([p.numbered for p in spot.words], spot.reach) for spot in spots]

    assert lines("timescale", own) == [(["1 May 2017"], 1), (["2 May 2017"], 1), ([], 1)]
    assert lines("progress", own) == [(["One."], 1), ([], 1), ([], 1)]
    assert lines("progress", mixed) == [(["1. One.", "All."], 2), ([], 0)]
    assert lines("action", own) == [(["A1. Write the policy."], 3), ([], 0), ([], 0)]
    assert lines("milestones", row(step())) == [(["Step 1."], 1)]


def test_a_note_stands_in_the_line_of_its_step() -> None:
    two = row(step(), step(2, dates=MOVED))
    (first, _), (second, _) = lines_of(two, layout("timescale", "milestones"))

    assert [p.numbered for p in first.paragraphs] == ["1 May 2017"]
    assert [p.numbered for p in second.paragraphs] == [
        "9 May 2017",
        "Moved: Ill. Agreed by: An officer.",
    ]


@given(st.integers(2, 5), st.booleans())
def test_what_the_steps_share_is_the_rows(number: int, dates_too: bool) -> None:
    lead, dates = (Lead(1, "Head of Service"),), (date_of("Monthly"),)
    more = {"dates": dates} if dates_too else {}
    steps = [step(place, leads=lead, **more) for place in range(1, number + 1)]
    shared = row(*steps)

    assert texts("leads", shared) == ["Head of Service"]
    assert not cell_of("leads", shared, layout("leads")).is_by_step
    assert cell_of("timescale", shared, layout("timescale")).is_by_step is not dates_too


def test_without_a_theme_column_rows_stand_under_their_themes() -> None:
    rows = [row(theme="A"), row(theme="B"), row(theme="A")]

    assert [theme for theme, _ in layout("action").grouped(rows)] == ["A", "B"]
    assert layout("action", "theme").grouped(rows) == [("", rows)]


def test_the_house_columns_are_fields() -> None:
    assert [named(column.field) for column in HOUSE] == list(HOUSE)
