"""A Word file of paragraphs and tables: what a screen reader needs, and text that stays text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reports.word.docx import Foot, Paragraph, Table, TableCell, Words, docx_bytes
from tests.reports.word_reading import W, Word

FOOT = Foot("Barchester · The plan", "As at 16 November 2026")
HEADINGS = ("Action", "Progress")


def text(words: str) -> TableCell:
    return TableCell((Paragraph((Words(words),)),))


def table(*rows: list[TableCell]) -> Table:
    return Table("The plan", "Two columns.", HEADINGS, (40, 60), rows)


def word_of(*content: Paragraph | Table, title: str = "The plan") -> Word:
    return Word(docx_bytes(title, "Barchester", FOOT, content))


@pytest.fixture
def word() -> Word:
    return word_of(Paragraph((Words("The plan"),), "Heading1"), table([text("Do."), text("Done.")]))


def test_it_says_its_title_its_author_and_its_language(word: Word) -> None:
    assert (word.core("title"), word.core("creator")) == ("The plan", "Barchester")
    assert word.core("language") == "en-GB"
    (language,) = word.values("rPrDefault/rPr/lang", "word/styles.xml")
    assert language["val"] == "en-GB"
    assert word.values("themeFontLang", "word/settings.xml") == [{"val": "en-GB"}]


def test_the_page_is_a4_on_its_side(word: Word) -> None:
    (size,) = word.values("sectPr/pgSz")

    assert size == {"w": "16838", "h": "11906", "orient": "landscape"}


def test_the_header_row_is_marked_and_repeated_and_no_row_is_cut(word: Word) -> None:
    rows = word.tables[0].findall(f"{W}tr")

    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    (look,) = word.values("tblPr/tblLook")
    assert (look["firstRow"], look["firstColumn"], look["val"]) == ("1", "1", "06A0")


def test_the_table_has_a_title_a_description_and_the_width_of_the_page(word: Word) -> None:
    assert word.values("tblPr/tblCaption") == [{"val": "The plan"}]
    assert word.values("tblPr/tblDescription") == [{"val": "Two columns."}]
    columns = [int(column["w"]) for column in word.values("tblGrid/gridCol")]
    assert sum(columns) == 16838 - 2 * 680
    assert columns[0] / sum(columns) == pytest.approx(0.4, abs=0.01)


def test_headings_are_headings_of_their_level(word: Word) -> None:
    styles = {
        style.get(f"{W}styleId"): style for style in word.parts["word/styles.xml"].iter(f"{W}style")
    }

    assert word.paragraphs()[0] == ("Heading1", "The plan")
    for level in (1, 2, 3):
        style = styles[f"Heading{level}"]
        assert style.find(f"{W}name").get(f"{W}val") == f"heading {level}"
        assert style.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == f"{level - 1}"


def test_every_style_that_is_used_is_there(word: Word) -> None:
    known = {style["styleId"] for style in word.values("style", "word/styles.xml")}
    used = {
        found["val"] for name in ("pStyle", "tblStyle", "rStyle") for found in word.values(name)
    }

    assert used <= known


def test_the_foot_says_where_one_is(word: Word) -> None:
    (paragraph,) = word.parts["word/footer1.xml"].findall(f"{W}p")
    fields = [f["instr"].strip() for f in word.values("fldSimple", "word/footer1.xml")]

    assert "".join(t.text or "" for t in paragraph.iter(f"{W}t")) == (
        "Barchester · The planAs at 16 November 2026 · Page 1 of 1"
    )
    assert fields == ["PAGE", "NUMPAGES"]
    assert word.values("sectPr/footerReference")


def test_a_cell_reaches_over_the_rows_below_it() -> None:
    whole = TableCell((Paragraph((Words("Both"),)),), reach=2)
    word = word_of(table([whole, text("One")], [TableCell(reach=0), text("Two")]))
    _, first, second = word.rows()

    assert [cell.of_above for cell in first] == [False, False]
    assert [cell.of_above for cell in second] == [True, False]
    assert word.values("tcPr/vMerge") == [{"val": "restart"}, {}]


def test_a_cell_without_words_has_the_paragraph_that_word_wants() -> None:
    _, row = word_of(table([TableCell(), text("x")])).rows()

    assert row[0].paragraphs == (("Normal", ""),)


def test_lines_of_a_text_are_lines_of_one_paragraph() -> None:
    _, row = word_of(table([text("one\ntwo\r\nthree\rfour"), text("x")])).rows()

    assert row[0].paragraphs == (("Normal", "one\ntwo\nthree\nfour"),)


typed = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=60)


def as_kept(words: str) -> str:
    """Return the words as XML can carry them, with one kind of line end."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        c if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff") else "�" for c in lines
    )


@given(typed)
@example("</w:t><w:fldSimple w:instr='DATE'/>")
@example("&amp; <b>")
@example("\x01\x0b\x1f")
@example("  spaces at both ends  ")
def test_any_text_comes_back_as_it_was_typed(words: str) -> None:
    word = word_of(table([text(words), text("x")]))
    _, row = word.rows()

    assert row[0].paragraphs == (("Normal", as_kept(words)),)
    assert not word.values("fldSimple")


@given(typed)
@example('"quoted" & <marked>')
def test_titles_and_headings_may_hold_anything(words: str) -> None:
    made = Table(words, words, (words, "x"), (50, 50), [])
    word = Word(docx_bytes(words, words, Foot(words, words), [made]))

    kept = as_kept(words)
    assert (word.core("title") or "").split() == kept.split()
    assert [cell.texts for cell in word.rows()[0]] == [[kept] if kept else [], ["x"]]


def test_the_same_content_gives_the_same_bytes() -> None:
    made = [docx_bytes("T", "A", FOOT, [table([text("a"), text("b")])]) for _ in range(2)]

    assert made[0] == made[1]
