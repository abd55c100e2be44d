""" "As above" in a file: read as what stands above, where one value stands for several rows."""

import datetime
from dataclasses import replace

import pytest

from actionplans.importing.ditto import is_ditto
from actionplans.importing.understanding import understand
from actionplans.importing.understood import Known, ReadRow
from tests.actionplans.importing.building import HEADINGS, Said, document, table

KNOWN = Known(datetime.date(2026, 1, 12))


def read(*rows: tuple[Said, ...]) -> tuple[ReadRow, ...]:
    return understand(document(table(*rows)), KNOWN).rows


@pytest.mark.parametrize(
    "words", ["As above", "as above.", "Ditto", '"', "〃", "- “ -", "''", "do."]
)
def test_a_mark_that_points_above_is_known(words: str) -> None:
    assert is_ditto(words)


@pytest.mark.parametrize(
    "words", ["", "-", "As above, then monthly", "See above", "Do", "do", "N/A"]
)
def test_other_words_point_at_nothing(words: str) -> None:
    assert not is_ditto(words)


def test_date_and_lead_of_the_row_above_are_meant() -> None:
    first, second = read(
        HEADINGS,
        ("Audit ten files", "Head of Audit", "31 May 2026", "Begun"),
        ("Report on them", "As above", '"', "As above"),
    )

    assert second.timescale == "31 May 2026" and second.reading == first.reading
    assert second.printed_leads == "Head of Audit"
    assert second.progress == "As above", "what was done is said of this row"


def test_a_chain_of_them_means_the_first() -> None:
    rows = read(HEADINGS, ("Audit", "Board", "May 2026"), ("Ask", "Ditto"), ("Act", "Ditto"))

    assert [row.printed_leads for row in rows] == ["Board"] * 3


def test_nothing_above_leaves_the_words() -> None:
    (row,) = read(HEADINGS, ("Audit", "As above", "May 2026", "Begun"))

    assert row.printed_leads == "As above"


def test_a_line_of_a_stack_means_the_line_above() -> None:
    (row,) = read(
        ("Action", "Milestones", "Timescales", "Lead"),
        ("Audit", "Choose files\nRead them\nReport", "May 2026\nas above\nJuly 2026", "Board"),
    )

    assert [step.timescale for step in row.steps] == ["May 2026", "May 2026", "July 2026"]


@pytest.mark.parametrize("heading", ["Success measures", "Recommendation"])
def test_a_mark_on_a_line_of_sentences_is_words(heading: str) -> None:
    (row,) = read(("Action", heading), ("Audit", "Ask 20 files.\nAsk the.\n“"))

    assert "Ask 20 files.\nAsk the.\n“" in (row.success_measure, row.recommendation)


def test_in_a_file_of_this_service_it_points_at_nothing() -> None:
    file = document(table(HEADINGS, ("Audit", "Board", "May 2026"), ("Ask", "As above", "Ditto")))
    _, second = understand(replace(file, is_ours=True), KNOWN).rows

    assert (second.printed_leads, second.timescale) == ("As above", "Ditto")
