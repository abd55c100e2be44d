"""What is written in Markdown becomes words, lists and tables, and nothing that acts."""

from hypothesis import given
from hypothesis import strategies as st

from reports.paper.document import Box, Items, Paragraph, Table, Text, walk
from reports.paper.written import written


def test_words_keep_how_they_look() -> None:
    [found] = written("Plain **strong** and *slanted*")

    assert found == Paragraph(
        (
            Text("Plain "),
            Text("strong", is_bold=True),
            Text(" and "),
            Text("slanted", is_italic=True),
        ),
        level=1,
    )


def test_links_lead_to_web_and_mail_and_into_the_paper_alone() -> None:
    [found] = written("[a](https://x.example/) [b](javascript:alert(1)) [c](#risks) [d](file:///x)")

    assert isinstance(found, Paragraph)
    assert {each.href for each in found.words} == {"", "https://x.example/", "#risks"}
    assert "javascript" in found.text


def test_tags_are_words() -> None:
    [found] = written("<script>alert(1)</script> & <b>x</b>")

    assert isinstance(found, Paragraph)
    assert found.text == "<script>alert(1)</script> & <b>x</b>"


def test_lists_and_tables_are_what_they_look_like() -> None:
    listed, table = written("- one\n- two\n\n| Option | Comment |\n|---|---|\n| Do it | **Yes** |")

    assert isinstance(listed, Items)
    assert [item.blocks for item in listed.items] == [
        (Paragraph((Text("one"),)),),
        (Paragraph((Text("two"),)),),
    ]
    assert isinstance(table, Table)
    assert table.headings == ("Option", "Comment")


def test_what_is_quoted_is_a_box_titled_by_its_heading() -> None:
    titled, plain = written("> # Box 2: Strengths\n> - one\n\nBetween\n\n> Only words")[::2]

    assert isinstance(titled, Box) and isinstance(plain, Box)
    assert (titled.title, len(titled.blocks)) == ("Box 2: Strengths", 1)
    assert (plain.title, plain.blocks) == ("", (Paragraph((Text("Only words"),)),))


def test_a_paragraph_that_goes_on_may_begin_slanted() -> None:
    [_, found] = written("One\n\n~*Slanted*")

    assert found == Paragraph((Text("Slanted", is_italic=True),), goes_on=True)


@given(st.text(max_size=300))
def test_any_text_becomes_blocks_whose_links_are_harmless(text: str) -> None:
    for block in walk(written(text)):
        for each in block.words if isinstance(block, Paragraph) else ():
            assert each.href.startswith(("", "#", "http:", "https:", "mailto:"))
            assert not each.href.lower().startswith(("javascript", "file", "data"))
