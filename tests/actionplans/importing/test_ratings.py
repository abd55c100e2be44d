"""What a rating of a file says: its words, letter, number, tick or colour."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.importing.as_json import as_json
from actionplans.importing.ratings import colour_name, meaning_of, rating_of
from actionplans.importing.tables import Cell, Table
from actionplans.importing.understanding import understand
from actionplans.importing.understood import Known, KnownLabel
from actionplans.presets import preset
from actionplans.rag import Meaning
from tests.actionplans.importing.building import cell, document, table


def labels(key: str) -> tuple[KnownLabel, ...]:
    """Return the labels of a preset scale as a council's own."""
    scale = preset(key)
    assert scale is not None
    return tuple(KnownLabel(one.label, one.colour, one.meaning) for one in scale.labels)


BRAG, TRACKER, STOCKTON = labels("brag"), labels("scrutiny-tracker"), labels("stockton-committees")


# Plain words


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("Complete", Meaning.COMPLETE),
        ("ACTION COMPLETED", Meaning.COMPLETE),
        ("Achieved (Fully)", Meaning.COMPLETE),
        ("100% complete", Meaning.COMPLETE),
        ("On track", Meaning.ON_TRACK),
        ("On Track but not yet due", Meaning.ON_TRACK),
        ("Behind schedule", Meaning.OFF_TRACK),
        ("Off track", Meaning.OFF_TRACK),
        ("Not on target", Meaning.OFF_TRACK),
        ("At risk", Meaning.AT_RISK),
        ("Not started", Meaning.NOT_STARTED),
        ("Yet to be started", Meaning.NOT_STARTED),
        ("Complete and embedded", Meaning.EMBEDDED),
    ],
)
def test_plain_words_mean_what_they_say(words: str, meaning: Meaning) -> None:
    assert meaning_of(cell(words), (), {}) == (words, meaning, True)


@pytest.mark.parametrize(
    "words",
    ["In progress", "Partially achieved", "Nearly complete", "75% complete", "Not complete",
     "To be completed by May", "Incomplete", "Not achieved", "Ongoing", "N/A", "TBC",
     "The audit is complete and its report went to the board, which asked for one more in June."],
)  # fmt: skip
def test_words_that_say_none_of_our_meanings_are_printed_and_mean_nothing(words: str) -> None:
    assert meaning_of(cell(words), (), {}) == (words, "", False)


@pytest.mark.parametrize(
    ("words", "meaning"), [("Slipped", Meaning.OFF_TRACK), ("Not yet due", Meaning.NOT_STARTED)]
)
def test_words_that_councils_use_differently_are_to_be_confirmed(
    words: str, meaning: Meaning
) -> None:
    assert meaning_of(cell(words), (), {}) == (words, meaning, False)


# Colours, letters and numbers: only by the council's labels


@pytest.mark.parametrize("words", ["R", "Amber", "g", "BLUE", "A/G", "1", "3"])
def test_a_colour_a_letter_or_a_number_alone_means_nothing(words: str) -> None:
    assert meaning_of(cell(words), (), {}) == (words, "", False)


@pytest.mark.parametrize(
    ("words", "scale", "meaning"),
    [
        ("R", BRAG, Meaning.OFF_TRACK),
        ("amber", BRAG, Meaning.AT_RISK),
        ("Blue", BRAG, Meaning.EMBEDDED),
        ("Green – on target", BRAG, Meaning.ON_TRACK),
        ("G", TRACKER, Meaning.COMPLETE),
        ("Amber", TRACKER, Meaning.ON_TRACK),
        ("3", STOCKTON, Meaning.AT_RISK),
        ("Slipped", STOCKTON, Meaning.AT_RISK),
        ("4 Not Achieved", STOCKTON, Meaning.OFF_TRACK),
        ("1 - Achieved (Fully)", STOCKTON, Meaning.COMPLETE),
    ],
)
def test_the_councils_own_labels_win(
    words: str, scale: tuple[KnownLabel, ...], meaning: Meaning
) -> None:
    assert meaning_of(cell(words), scale, {}) == (words, meaning, True)


def test_two_letters_are_no_label() -> None:
    assert meaning_of(cell("A/G"), BRAG, {}) == ("A/G", "", False)


def test_a_label_with_words_that_say_another_thing_is_to_be_confirmed() -> None:
    assert meaning_of(cell("Green - complete"), BRAG, {})[1:] == (Meaning.ON_TRACK, False)


def test_a_cell_of_colour_alone_prints_its_colour() -> None:
    green = Cell(colour="#00b050")

    assert meaning_of(green, (), {}) == ("Green (colour of the cell)", "", False)
    assert meaning_of(green, BRAG, {}) == ("Green (colour of the cell)", Meaning.ON_TRACK, True)
    assert meaning_of(green, TRACKER, {})[1] == Meaning.COMPLETE
    assert meaning_of(Cell(), BRAG, {}) == ("", "", False)


def test_words_and_a_colour_of_two_labels_are_not_sure() -> None:
    assert meaning_of(Cell(("Green",), "#ff0000"), BRAG, {}) == ("Green", Meaning.ON_TRACK, False)
    assert meaning_of(Cell(("Green",), "#00ff00"), BRAG, {}).sure


def test_what_a_person_put_right_counts_first() -> None:
    said = {"Slipped": "at_risk", "Red (colour of the cell)": "complete"}

    assert meaning_of(cell("Slipped"), (), said) == ("Slipped", "at_risk", True)
    assert meaning_of(Cell(colour="#ff0000"), BRAG, said)[1:] == ("complete", True)


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("#ff0000", "red"), ("#c00000", "red"), ("#ffc7ce", "red"), ("#f4cccc", "red"),
        ("#ffc000", "amber"), ("#ffff00", "amber"), ("#ffeb9c", "amber"), ("#ed7d31", "amber"),
        ("#00b050", "green"), ("#92d050", "green"), ("#c6efce", "green"), ("#00703c", "green"),
        ("#0070c0", "blue"), ("#00b0f0", "blue"), ("#1d70b8", "blue"), ("#7030a0", "purple"),
        ("#d9d9d9", "grey"), ("#808080", "grey"),
        ("#ffffff", ""), ("#000000", ""), ("#f3f2f1", ""), ("#dbe5f1", ""), ("", ""), ("red", ""),
    ],
)  # fmt: skip
def test_the_colours_that_offices_use_have_names(colour: str, name: str) -> None:
    assert colour_name(colour) == name


# Several columns


def test_the_heading_of_the_ticked_column_is_the_rating() -> None:
    columns = ("Achieved (tick)", "On Target to Achieve (tick)")

    def rated(*texts: str) -> tuple[str, str, bool]:
        return rating_of(tuple(zip(columns, map(cell, texts), strict=True)), (), {})

    assert rated("Yes", "") == ("Achieved", Meaning.COMPLETE, True)
    assert rated("", "✓") == ("On Target to Achieve", Meaning.ON_TRACK, True)
    assert rated("No", "x") == ("On Target to Achieve", Meaning.ON_TRACK, True)
    assert rated("", "") == ("", "", False)
    assert rated("✓", "✓") == ("Achieved; On Target to Achieve", "", False)


def test_the_coloured_one_of_three_columns_is_the_rating() -> None:
    row = (("R", Cell()), ("A", Cell(colour="#ffc000")), ("G", Cell()))

    assert rating_of(row, BRAG, {}) == ("A", Meaning.AT_RISK, True)


def test_a_tick_under_one_heading_is_that_heading() -> None:
    assert rating_of((("Completed?", cell("Y")),), (), {}) == ("Completed", "complete", True)
    assert rating_of((("Completed?", cell("N")),), (), {}).meaning == ""
    assert rating_of((("RAG", cell("On track")),), (), {}) == ("On track", "on_track", True)


@given(st.text(max_size=30), st.sampled_from(["", "#ff0000", "#ffffff", "#zzzzzz"]))
def test_any_cell_is_printed_and_no_meaning_is_made_up(words: str, colour: str) -> None:
    rated = meaning_of(Cell((words,), colour), BRAG, {})

    said = " ".join(words.split())
    assert rated.words == said or (colour and said in rated.words)
    assert rated.meaning in ("", *Meaning)
    assert not rated.sure or rated.meaning


# The file's own key


def rated_by_key(*tables: Table, labels: tuple[KnownLabel, ...] = ()) -> list[tuple[str, str, int]]:
    """Return the rating, meaning and number of doubts of each row of a file with its own key."""
    known = Known(datetime.date(2017, 4, 26), labels=labels)
    rows = understand(document(*tables), known).rows
    return [(row.rating, row.rating_meaning, len(row.doubts)) for row in rows]


COLOURED = (
    ("Action", "Lead", "By when", "RAG"),
    ("Audit", "Ann Poe", "May 2017", "B"),
    ("Train", "Ann Poe", "May 2017", "Amber"),
    ("Visit", "Ann Poe", "May 2017", "G"),
)
READ = [("B", "complete", 0), ("Amber", "at_risk", 1), ("G", "on_track", 0)]


def test_a_key_in_a_table_of_its_own_says_what_the_ratings_mean() -> None:
    key = table(("RAG", "Meaning"), ("Blue", "Complete"), ("A", "Delayed / at risk"),
                ("Green", "On track"))  # fmt: skip

    assert rated_by_key(key, table(*COLOURED)) == READ


def test_a_key_below_the_rows_or_in_a_paragraph_says_it_too() -> None:
    below = (("", "", "", ""), ("Key", "", "", ""), ("Blue", "Complete", "", ""),
             ("Amber", "Delayed or at risk", "", ""), ("Green", "On track", "", ""))  # fmt: skip
    line = "Key: B = Complete; A = Delayed or at risk; G = On track"

    assert rated_by_key(table(*COLOURED, *below)) == READ
    assert rated_by_key(table(*COLOURED, before=("Plan", line))) == READ


def test_the_councils_label_counts_before_the_files_key_but_is_doubted_where_they_differ() -> None:
    labels = (KnownLabel("Green", "#00ff00", "complete"),)
    line = "Key: B = Complete; A = Delayed or at risk; G = On track"

    assert rated_by_key(table(*COLOURED, before=("Plan", line)), labels=labels)[2] == (
        "G", "complete", 1,
    )  # fmt: skip


def test_a_key_that_does_not_say_how_it_stands_gives_no_meaning() -> None:
    key = table(("RAG", "Meaning"), ("Blue", "See the board's paper"), ("Green", "As above"))

    assert [meaning for _, meaning, _ in rated_by_key(key, table(*COLOURED))] == ["", "", ""]


def test_a_rating_nobody_knows_is_asked_about_once_with_the_number_of_its_rows() -> None:
    known = Known(datetime.date(2017, 4, 26))
    again = (("Report", "Ann Poe", "May 2017", "B"), ("Ask", "Ann Poe", "May 2017", "B"))
    found = as_json(understand(document(table(*COLOURED, *again)), known))

    assert [(problem["row"], problem["text"]) for problem in found["problems"]] == [
        (
            2,
            "We do not know what “B” means here. Say which of the meanings it has. "
            "Rows 2, 5 and 6 have it.",
        ),
        (3, "We do not know what “Amber” means here. Say which of the meanings it has."),
        (4, "We do not know what “G” means here. Say which of the meanings it has."),
    ]


@pytest.mark.parametrize("sign", ["●", "■", "⚑", "😐", "☺"])
def test_a_sign_in_a_colour_is_rated_by_the_colour_and_kept(sign: str) -> None:
    found = meaning_of(Cell((sign,), "#00b050"), (), {})

    assert found.words == f"Green (colour of the sign {sign})"


def test_a_face_without_a_colour_means_what_it_shows_and_is_to_be_confirmed() -> None:
    for face, meaning in (("☺", "on_track"), ("😐", "at_risk"), ("☹", "off_track")):
        found = meaning_of(Cell((face,)), (), {})
        assert (found.words, found.meaning, found.sure) == (face, meaning, False)
