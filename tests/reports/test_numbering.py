"""How papers are numbered: as their house styles do, and each number stands for one place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.paper.document import Block, Heading, Items, Paragraph, paragraph, walk
from reports.paper.house_style import Numbering
from reports.paper.numbering import Unnumbered, label_of, number
from reports.paper.references import references_to
from reports.paper.tables import table_blocks
from reports.paper.written import written

DECIMAL = Numbering(headings="1.0", paragraphs="1.1")
STRAIGHT = Numbering(headings="", paragraphs="1", lists="a)")


def section(heading: str, text: str, **more: object) -> Unnumbered:
    return Unnumbered(Heading(heading, anchor=heading.lower()), written(text), **more)  # type: ignore[arg-type]


def referred(blocks: tuple[Block, ...], others: dict[str, str] | None = None) -> tuple[Block, ...]:
    return references_to(blocks, others).into(blocks)


def numbers(blocks: tuple[Block, ...]) -> list[str]:
    return [b.number for b in blocks if isinstance(b, Paragraph | Heading)]


def labels(block: Block) -> list[str]:
    assert isinstance(block, Items)
    return [item.label for item in block.items]


def test_paragraphs_are_numbered_within_their_section_and_below() -> None:
    found = number(
        [section("Purpose", "One\n\n~ goes on\n\nTwo"), section("Outcome", "A\n\n..B\n\n..C\n\nD")],
        DECIMAL,
    )

    assert numbers(found) == ["1.0", "1.1", "", "1.2", "2.0", "2.1", "2.1.1", "2.1.2", "2.2"]


def test_a_straight_count_goes_on_through_sections_without_numbers() -> None:
    found = number(
        [
            section("Summary", "In short", numbers_paragraphs=False),
            section("Background", "A\n\nB"),
            section("Learning", "C\n\n1. x\n2. y"),
        ],
        STRAIGHT,
    )

    assert numbers(found) == ["", "", "", "1.", "2.", "", "3."]
    assert labels(found[-1]) == ["a)", "b)"]


def test_lists_within_lists_are_labelled_another_way() -> None:
    [_, outer] = number([section("Ask", "1. Either\n   1. this\n   2. that\n2. And")], STRAIGHT)

    assert labels(outer) == ["a)", "b)"]
    assert isinstance(outer, Items)
    assert labels(outer.items[0].blocks[1]) == ["(i)", "(ii)"]


def test_a_misprinted_number_prints_and_the_next_section_counts_on() -> None:
    found = number(
        [
            section("Details", "A"),
            section("Reasons", "B"),
            section("Implications", "C", printed_number="1."),
            section("Finance", "D"),
        ],
        Numbering(),
    )

    assert numbers(found) == ["1.", "1.1", "2.", "2.1", "1.", "3.1", "4.", "4.1"]


def test_a_reference_prints_the_number_of_what_it_names() -> None:
    first = section("Purpose", "See paragraph [](#options) and [](#plan).")
    second = section("Options", "One")

    found = referred(number([first, second], DECIMAL), {"plan": "Appendix One"})

    assert isinstance(found[1], Paragraph)
    assert found[1].text == "See paragraph 2.0 and Appendix One."


REFERRING = ["- See [](#options)", "> See [](#options)", "| A |\n|---|\n| See [](#options) |"]


@pytest.mark.parametrize("text", REFERRING, ids=["list", "box", "table"])
def test_a_reference_prints_wherever_it_stands(text: str) -> None:
    found = referred(number([section("Purpose", text), section("Options", "One")], DECIMAL))

    assert [b.text for b in walk(found) if isinstance(b, Paragraph)] == ["See 2.0", "One"]


def test_what_is_kept_out_holds_its_numbers_and_its_place_is_not_named() -> None:
    note = paragraph("Kept out", level=1, kind="kept-out", holds=3, anchor="the-buyer")
    blocks = (paragraph("A", level=1), note, *written("Back to [](#the-buyer)"))

    found = referred(number([Unnumbered(Heading("Sale"), blocks)], DECIMAL))

    assert numbers(found) == ["1.0", "1.1", "1.2 to 1.4", "1.5"]
    assert "the-buyer" not in repr(found)


def test_a_response_stands_unnumbered_inside_its_recommendation() -> None:
    rows = [
        ["On the first", "Brief members", "A briefing comes"],
        ["", "Add a nurse", "Decided elsewhere\n\nLater"],
        ["On the second", "~Change the tool:\n\n1. this\n2. that", "It changes"],
        ["", "Look again", "It will be"],
    ]

    found = number([Unnumbered(Heading("Detail"), table_blocks("answers", rows))], Numbering())

    texts = [(b.number, b.text) for b in found if isinstance(b, Paragraph)]
    assert texts == [
        ("1.1", "On the first"),
        ("1.2", "Brief members"),
        ("", "A briefing comes"),
        ("1.3", "Add a nurse"),
        ("", "Decided elsewhere"),
        ("", "Later"),
        ("1.4", "On the second"),
        ("", "Change the tool:"),
        ("1.5", "It changes"),
        ("1.6", "Look again"),
        ("", "It will be"),
    ]
    assert all(b.goes_on for b in found if isinstance(b, Paragraph) and not b.number)


PATTERNS = ["1.", "a)", "(a)", "i.", "(i)"]


@given(st.integers(1, 150), st.sampled_from(PATTERNS))
def test_a_label_stands_for_one_place(place: int, pattern: str) -> None:
    others = {label_of(other, pattern) for other in range(1, 151) if other != place}

    assert label_of(place, pattern) not in others


def test_labels_count_as_papers_do() -> None:
    assert [label_of(n, "i.") for n in (1, 4, 9, 14, 40)] == ["i.", "iv.", "ix.", "xiv.", "xl."]
    assert [label_of(n, "a)") for n in (1, 26, 27)] == ["a)", "z)", "aa)"]


@given(
    st.lists(st.lists(st.sampled_from(["Word", "~Word", "..Word"]), max_size=6), max_size=5),
    st.sampled_from([DECIMAL, STRAIGHT, Numbering()]),
)
def test_no_two_paragraphs_share_a_number(texts: list[list[str]], style: Numbering) -> None:
    found = number([section(f"S{i}", "\n\n".join(t)) for i, t in enumerate(texts)], style)
    given_out = [b.number for b in found if isinstance(b, Paragraph) and b.number]

    assert len(given_out) == len(set(given_out))
    assert len(given_out) == sum(not line.startswith("~") for text in texts for line in text)


def counted(printed: str) -> list[str]:
    """The numbers that a printed one stands for: three for "1.2 to 1.4", four for "2. to 5."."""
    first, _, last = (part.strip() for part in printed.rstrip(".").partition(" to "))
    before, _, start = first.rstrip(".").rpartition(".")
    end = (last or first).rstrip(".").rpartition(".")[2]
    dotted = f"{before}." if before else ""
    return [f"{dotted}{n}" for n in range(int(start), int(end) + 1)]


@given(
    st.lists(st.lists(st.integers(1, 4), max_size=6), max_size=5),
    st.sampled_from([DECIMAL, STRAIGHT, Numbering()]),
)
def test_every_number_is_printed_once_in_order_without_a_gap(
    held: list[list[int]], style: Numbering
) -> None:
    """Each paragraph takes as many numbers as it holds: a note on what is kept out takes theirs."""
    sections = [
        Unnumbered(
            Heading(f"S{place}"),
            tuple(paragraph("Word", level=1, holds=n, kind="kept-out" * (n > 1)) for n in many),
        )
        for place, many in enumerate(held, 1)
    ]

    found = [b.number for b in number(sections, style) if isinstance(b, Paragraph)]

    taken = [sum(many) for many in held]
    if style.paragraphs == "1":
        expected = [f"{n}" for n in range(1, sum(taken) + 1)]
    else:
        expected = [f"{s}.{n}" for s, all_ in enumerate(taken, 1) for n in range(1, all_ + 1)]
    assert [each for printed in found for each in counted(printed)] == expected
    assert len(found) == sum(map(len, held))
