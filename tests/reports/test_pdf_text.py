"""Nothing of a text may be lost in print without a word."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.glyphs import covered_characters, printable
from reports.pdf_text import MOST_CHARACTERS, MOST_LINES
from tests.pdf_reading import read_pdf

Printed = Callable[[str], bytes]
COVERED = covered_characters()
PAGE = (
    '<html lang="en-GB"><title>A paper</title><h1>A paper</h1><table><thead><tr><th>No.</th>'
    "<th>Text</th></tr></thead><tbody><tr><th>1</th><td>{}</td></tr></tbody></table>"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words, £5 – “quoted”…", "Plain words, £5 – “quoted”…"),
        ("Tŷ Ŵyn, Łódź, Việt, Ελλάδα, Украина", "Tŷ Ŵyn, Łódź, Việt, Ελλάδα, Украина"),
        ("✓ ✔ ✗ ☐ ☑ ● ■ ▪ ▲ ► → ← ⇒ ≥ ≤ ≈", "✓ ✔ ✗ ☐ ☑ ● ■ ▪ ▲ ► → ← ⇒ ≥ ≤ ≈"),
        ("w\u0302", "ŵ"),
        ("done \U0001f600", "done [grinning face]"),
        ("\u26a0\ufe0f late", "⚠ late"),
        ("q\u0303", "q[combining tilde]"),
        ("اردو", "[4 characters in Arabic script]"),
        ("سلام عليكم", "[4 characters in Arabic script] [5 characters in Arabic script]"),
        ("क", "[1 character in Devanagari script]"),
        ("\uf0b7 Word bullet", "• Word bullet"),
        ("\ue000", "[U+E000]"),
        ("\ud800", "[U+D800]"),
        ("long\u2011term", "long-term"),
        ("soft\u00adhyphen\u200b\u202e\x00", "softhyphen"),
        ("one\u2028two", "one\ntwo"),
    ],
)
def test_what_cannot_be_drawn_is_named(text: str, expected: str) -> None:
    assert printable(text, COVERED) == expected


@given(st.text())
def test_only_characters_with_a_shape_remain(text: str) -> None:
    drawn = printable(text, COVERED)
    assert set(drawn) <= COVERED | set("\n\r\t")
    assert printable(drawn, COVERED) == drawn


@pytest.mark.parametrize("mark", ["del", "strong", "span", "a"])
def test_a_word_behind_a_marked_one_stays_apart_wherever_the_line_ends(
    mark: str, printed: Printed
) -> None:
    said = [f"Moved by {'i' * number} days" for number in range(1, 90)]
    marked = "".join(f"<p><{mark}>{words[:-5]}</{mark}> days</p>" for words in said)
    cell = read_pdf(printed(PAGE.format(marked))).tables[0][1][1]
    assert cell["paragraphs"] == said


def test_what_is_named_is_printed(printed: Printed) -> None:
    shown = cell(printed, "done \U0001f600 اردو")
    assert shown == "done [grinning face] [4 characters in Arabic script]"


def test_names_stand_in_the_title_and_the_foot_too(printed: Printed) -> None:
    page = PAGE.replace("A paper</title>", "A \U0001f600</title>").replace(
        "<h1>", '<body data-council="B \U0001f600" data-paper="P" data-as-at="D"><h1>'
    )
    reading = read_pdf(printed(page))
    assert reading.title == "A [grinning face]"
    assert reading.artifacts[0][0] == "B [grinning face] · P"


def cell(printed: Printed, markup: str) -> str:
    """The text of the one cell that holds this markup."""
    return str(read_pdf(printed(PAGE.format(markup))).tables[0][1][1]["text"])


def test_the_longest_text_allowed_is_printed_whole(printed: Printed) -> None:
    text = ("word " * (MOST_CHARACTERS // 5)).strip()
    assert cell(printed, text) == text


def test_a_longer_text_is_cut_and_says_so(printed: Printed) -> None:
    text = "word " * (MOST_CHARACTERS // 5) + "and the end"
    shown = cell(printed, f'<div class="words"><p>{text[:9_000]}</p><p>{text[9_000:]}</p></div>')
    assert "the end" not in shown
    # The note ends the last paragraph. White space at the end of the first does not count.
    assert shown.endswith("word a [text shortened in print: 20,100 of 20,110 characters]")


CUT = "[text shortened in print: 20,100 of 20,108 characters]"


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Before.</p><p>{}</p><p>After.</p>",
        "<p>Before.</p><ul><li>{}</li><li>After.</li></ul>",
        '<p>Before.</p><div class="words"><p>{}</p></div><p>After.</p>',
    ],
    ids=["paragraph", "list item", "all one person wrote"],
)
def test_a_long_text_takes_no_other_with_it(markup: str, printed: Printed) -> None:
    text = "word " * (MOST_CHARACTERS // 5) + "the end"
    shown = cell(printed, markup.format(text + "."))

    assert shown.startswith("Before.")
    assert CUT in shown
    assert "the end" not in shown
    assert shown.removesuffix("•").endswith("After.")


def test_two_long_texts_in_a_cell_are_each_printed_whole(printed: Printed) -> None:
    text = ("word " * (MOST_CHARACTERS // 5)).strip()
    assert cell(printed, f"<p>{text}</p><p>{text}</p>") == f"{text} {text}"


def test_what_a_step_is_and_why_is_never_cut(printed: Printed) -> None:
    reason = ("word " * (MOST_CHARACTERS // 5)) + "the end"
    assert cell(printed, f'<p class="quiet">{reason}</p>') == reason


@pytest.mark.parametrize("line", ["<br>", "<p>line</p>", "<div>line</div>"])
def test_more_lines_than_allowed_are_cut_and_say_so(line: str, printed: Printed) -> None:
    lines = len(line.replace("<br>", ""))
    shown = cell(printed, "start" + line * 5_000 + "end")
    assert shown.startswith("start") and not shown.endswith("end")
    assert f"[text shortened in print: {MOST_LINES} of 5,001 lines]" in shown
    assert shown.count("line ") in (0, MOST_LINES - 1) and bool(lines) == ("line " in shown[:20])


def test_a_text_of_the_most_lines_is_not_cut(printed: Printed) -> None:
    shown = cell(printed, "<br>".join(["line"] * MOST_LINES))
    assert shown.split() == ["line"] * MOST_LINES
