"""A paper that was taken away as a Word file and sent back is read as what it was."""

import hashlib
import io
import re
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.limited import CannotRead
from reports.finished.comparing import texts
from reports.finished.reading import CHANGES, NOTES, PICTURES, Read, read
from reports.paper.document import (
    Appendix,
    Block,
    Document,
    FrontRow,
    Heading,
    Items,
    Look,
    Paragraph,
    Table,
    Text,
    cell,
    walk,
)
from reports.paper.house_style import Numbering
from reports.paper.numbering import Unnumbered, number
from reports.paper.written import written
from reports.word.paper import paper_docx
from tests.reports.word_files import pictured, with_part

TABLE = Table(
    "England",
    ("Rating", "Councils"),
    ((cell("Good"), cell("33", is_number=True)), (cell("Inadequate"), cell("29"))),
    (70, 30),
)


def document(*blocks: Block, appendices: tuple[Appendix, ...] = ()) -> Document:
    return Document("Progress", "Merrowdale", "Cabinet", "9 December 2026", (), blocks, appendices)


PLAIN = Numbering()


def numbered(*texts: str, style: Numbering = PLAIN) -> tuple[Block, ...]:
    sections = [Unnumbered(Heading(f"Section {n}"), written(t)) for n, t in enumerate(texts, 1)]
    return number(sections, style)


def again(*blocks: Block, **more: tuple[Appendix, ...]) -> Read:
    return read(paper_docx(document(*blocks, **more)))


def numbers(blocks: tuple[Block, ...]) -> list[str]:
    return [b.number for b in blocks if isinstance(b, Paragraph | Heading)]


def labels(blocks: tuple[Block, ...]) -> list[str]:
    return [
        item.label for block in walk(blocks) if isinstance(block, Items) for item in block.items
    ]


def test_headings_paragraphs_and_their_numbers_come_back() -> None:
    blocks = numbered("One **bold**\n\nTwo", "Three\n\n.. below")

    found = again(*blocks)

    assert found.title == "Progress"
    assert texts(found.blocks)[-4:] == ["Two", "Section 2", "Three", "below"]
    assert [n for n in numbers(found.blocks) if n] == ["1.", "1.1", "1.2", "2.", "2.1", "2.1.1"]
    bold = [w.text for b in found.blocks if isinstance(b, Paragraph) for w in b.words if w.is_bold]
    assert "bold" in bold


@pytest.mark.parametrize("pattern", ["1.", "a)", "(a)", "i.", "(i)"])
def test_lists_come_back_with_their_labels(pattern: str) -> None:
    blocks = numbered(
        "Asked:\n\n1. one\n   1. deeper\n2. two\n\n- plain", style=Numbering(lists=pattern)
    )

    found = again(*blocks)

    assert sorted(labels(found.blocks)) == sorted(labels(blocks))


def test_links_lead_to_the_web_alone() -> None:
    found = again(*numbered("See [the report](https://reports.ofsted.example/1)."))

    links = {w.href for b in walk(found.blocks) if isinstance(b, Paragraph) for w in b.words}
    assert links == {"", "https://reports.ofsted.example/1"}


def test_a_table_comes_back_row_by_row() -> None:
    [found] = [b for b in again(TABLE).blocks if isinstance(b, Table)]

    assert found.headings == ("Rating", "Councils")
    assert [texts(tuple(b for c in row for b in c.blocks)) for row in found.rows] == [
        ["Good", "33"],
        ["Inadequate", "29"],
    ]
    assert found.widths == pytest.approx((70, 30), abs=1)


def test_pages_on_their_side_are_an_appendix() -> None:
    plan = Appendix("Appendix 1", "The plan", (TABLE,), lies_on_its_side=True)

    found = again(*numbered("Words"), appendices=(plan,))

    [appendix] = found.appendices
    assert appendix.lies_on_its_side
    assert any(isinstance(block, Table) for block in appendix.blocks)


def changed(content: bytes, old: str, new: str) -> bytes:
    """Return a Word file in which some of the body's XML is put otherwise."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(out, "w") as package:
        for name in parts.namelist():
            data = parts.read(name)
            if name == "word/document.xml":
                text = data.decode()
                assert old in text
                data = text.replace(old, new, 1).encode()
            package.writestr(name, data)
    return out.getvalue()


def test_what_was_tracked_as_taken_out_is_left_out_and_said() -> None:
    content = paper_docx(document(*numbered("Three are done.")))
    body = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    run = re.search(r"<w:r>(?:(?!</w:r>).)*Three are done\.(?:(?!</w:r>).)*</w:r>", body, re.S)
    assert run
    tracked = (
        f'<w:del w:id="1" w:author="x"><w:r><w:delText>Three</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" w:author="x">{run[0].replace("Three", "Four")}</w:ins>'
    )

    found = read(changed(content, run[0], tracked))

    assert "Four are done." in texts(found.blocks)
    assert CHANGES in found.remarks


def test_pictures_are_not_carried_over_and_said() -> None:
    content = paper_docx(document(*numbered("Words")))

    found = read(changed(content, "Words</w:t></w:r>", "Words</w:t></w:r><w:r><w:drawing/></w:r>"))

    assert list(found.remarks) == [PICTURES]
    assert NOTES not in found.remarks


def test_pictures_are_noted_with_the_heading_they_stand_under() -> None:
    content = paper_docx(document(*numbered("Words", "More")))
    content = pictured(content, "More", "rId901")
    content = with_part(content, "word/media/header.emf", b"EMF")

    found = read(content)

    digests = [hashlib.sha256(data).hexdigest() for data in (b"PNG1", b"EMF")]
    assert found.pictures == [(digests[0], "Section 2"), (digests[1], None)]


@pytest.mark.parametrize(
    ("look", "heads"),
    [
        ('<w:tblLook w:val="0600" w:firstRow="0"/>', False),
        ('<w:tblLook w:val="0480"/>', False),
        ('<w:tblLook w:val="04A0"/>', True),
        ('<w:tblLook w:val="04A0" w:firstRow="true"/>', True),
        ('<w:tblLook w:val="?"/>', True),
        ("", True),
    ],
)
def test_a_first_row_is_headings_unless_the_table_says_otherwise(look: str, heads: bool) -> None:
    content = paper_docx(document(TABLE))
    body = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    own = re.search("<w:tblLook[^>]*/>", body)
    assert own
    content = changed(changed(content, own[0], look), "<w:tblHeader/>", "")

    [table] = [b for b in read(content).blocks if isinstance(b, Table)]

    assert bool(table.headings) == heads
    assert len(table.rows) == 3 - heads


def test_a_front_table_comes_back_with_its_labels_in_the_first_column() -> None:
    front = (FrontRow("Report to", (("Cabinet",),)), FrontRow("Wards", (("All",),)))
    look = Look(front="table")
    whole = replace(document(*numbered("Words")), front=front, look=look)

    tables = [b for b in read(paper_docx(whole)).blocks if isinstance(b, Table)]

    assert [table.headings for table in tables] == [()]
    assert texts(tables) == ["Report to | Cabinet", "Wards | All"]


def test_a_file_without_words_is_refused() -> None:
    content = paper_docx(document())
    empty = changed(content, content_of(content), content_of(content)[:0] or "<w:body></w:body>")

    with pytest.raises(CannotRead, match="no words"):
        read(empty)


def content_of(content: bytes) -> str:
    body = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    found = re.search(r"<w:body>.*</w:body>", body, re.S)
    assert found
    return found[0]


WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=6))
def test_every_word_comes_back_in_order(paragraphs: list[list[str]]) -> None:
    said = [" ".join(words) for words in paragraphs]
    blocks = tuple(Paragraph((Text(text),), level=1) for text in said)

    assert (
        texts(again(*number([Unnumbered(Heading("S"), blocks)], Numbering())).blocks)[-len(said) :]
        == said
    )
