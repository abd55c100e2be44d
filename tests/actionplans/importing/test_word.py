"""The words of Word documents, one trap each."""

import pytest

from actionplans.importing.opening import read
from actionplans.importing.tables import BOLD_ALONE
from councils.limits import CannotRead
from tests.actionplans.importing.word_files import docx, numbered, p, rels, run, tbl, tc, tr, xml
from tests.actionplans.importing.word_reading import (
    HEAD,
    only_table,
    opened,
    remark,
    remarks,
    texts,
    words,
)

NUMBERING = """
<w:abstractNum w:abstractNumId="7"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2"/>
</w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>
<w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""


def test_every_table_is_read_with_the_paragraphs_above_it() -> None:
    document = opened(
        p("Our plan") + tbl(HEAD, tr("Train", "May")) + p("Present") + tbl(tr("Who", "Where"))
    )

    assert document.kind == "docx" and document.name == "plan.docx"
    assert [(t.name, t.before) for t in document.tables] == [
        ("Table 1", ("Our plan",)),
        ("Table 2", ("Present",)),
    ]
    assert [texts(row) for row in document.tables[0].rows] == [
        ["Action", "By when"],
        ["Train", "May"],
    ]
    assert [row.number for row in document.tables[0].rows] == [1, 2]


def test_what_follows_the_last_table_is_kept_whole() -> None:
    long = "The board meets again in May. " * 40

    assert opened(tbl(HEAD) + p("Key: red is late") + p(long)).after == (
        "Key: red is late",
        long.strip(),
    )


def test_headings_and_lines_in_bold_above_a_table_are_known() -> None:
    body = (
        p("Our plan", properties='<w:pStyle w:val="Top"/>')
        + p("Leadership", properties='<w:pStyle w:val="Ours"/>')
        + p("Set by its outline", properties='<w:outlineLvl w:val="2"/>')
        + p("The front door", "<w:b/>")
        + p("It opened in May.")
        + tbl(HEAD)
    )

    styles = """<w:style w:styleId="Top"><w:name w:val="Title"/></w:style>
        <w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>
        <w:style w:styleId="Ours"><w:name w:val="House"/><w:basedOn w:val="H2"/></w:style>"""

    assert opened(body, styles=styles).tables[0].levels == (1, 2, 3, BOLD_ALONE, 0)


def test_a_document_without_a_table_is_refused() -> None:
    with pytest.raises(CannotRead, match="No table was found in this file"):
        opened(p("Train everyone by May"))


def test_a_table_without_a_word_is_no_table() -> None:
    with pytest.raises(CannotRead, match="No table was found"):
        opened(tbl(tr("", "")))


def test_a_line_break_is_a_paragraphs_end_and_empty_paragraphs_keep_their_place() -> None:
    broken = "<w:p><w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r></w:p>"

    assert words(broken, "", "Four", "") == ("One", "two three", "", "Four")
    assert words("", "Two") == ("", "Two")


def test_words_in_several_runs_are_one_text() -> None:
    assert words(p("Tra", inside=run("in ") + run("all"))) == ("Train all",)


def test_hyphens_nobody_sees_are_left_out_and_those_that_bind_are_kept() -> None:
    hyphens = (
        "<w:p><w:r><w:t>safe</w:t><w:softHyphen/><w:t>guard</w:t><w:noBreakHyphen/></w:r></w:p>"
    )

    assert words(hyphens, p("co\u00adoperate by\u00a0May")) == ("safeguard-", "cooperate by May")


@pytest.mark.parametrize("bullet", ["• ", "•", "- ", "– ", "▪\t", "o ", "· ", "\uf0b7 ", "§ "])
def test_a_typed_bullet_is_no_part_of_the_words(bullet: str) -> None:
    assert words(p(f"{bullet}Train all")) == ("Train all",)


@pytest.mark.parametrize("text", ["-5 %", "-", "of all", "–", "o", "✓ done", "1. Train", "(a) Go"])
def test_what_only_looks_like_a_bullet_stays(text: str) -> None:
    assert words(p(text)) == (text,)


def test_links_fields_and_content_controls_give_the_words_they_show() -> None:
    link = p(inside=f'<w:hyperlink r:id="rId9">{run("the policy")}</w:hyperlink>')
    field = p(
        inside='<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \\@ d'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("3 May 2017")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = p(inside=f'<w:fldSimple w:instr="REF x">{run("see 4")}</w:fldSimple>')
    control = p(inside=f"<w:sdt><w:sdtPr/><w:sdtContent>{run('chosen')}</w:sdtContent></w:sdt>")

    assert words(link, field, simple, control) == ("the policy", "3 May 2017", "see 4", "chosen")


def test_words_after_a_field_that_never_ends_are_kept() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'

    assert words(p(inside=begun + run("by May"))) == ("by May",)


def test_the_prompt_of_an_empty_content_control_is_no_text() -> None:
    prompt = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{run('Click here to enter text.')}</w:sdtContent></w:sdt>"
    )

    assert words(p("Who: ", inside=prompt)) == ("Who:",)


@pytest.mark.parametrize(("checked", "seen"), [("1", "✓"), ("0", "☐")])
def test_a_tick_box_is_read_by_whether_it_is_ticked(checked: str, seen: str) -> None:
    box = (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>"
    )

    assert words(p(inside=box + run(" Done"))) == (f"{seen} Done",)


def test_old_form_fields_give_what_they_show() -> None:
    def form(data: str) -> str:
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        )

    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    box = form('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>') + end
    choice = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Red"/><w:listEntry w:val="Green"/>'
    assert words(p(inside=box), p(inside=form(choice + "</w:ddList>") + end)) == ("✓", "Green")


@pytest.mark.parametrize(
    ("font", "char", "seen"),
    [("Wingdings", "F0FC", "✓"), ("Wingdings", "F0FB", "✗"), ("Wingdings 2", "F050", "✓")],
)
def test_a_tick_of_a_symbol_typeface_is_a_tick(font: str, char: str, seen: str) -> None:
    symbol = f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'

    assert words(p(inside=symbol)) == (seen,)


def test_a_letter_that_shows_as_a_tick_is_a_tick() -> None:
    font = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'

    assert words(p("ü", font), p("Wholly done", font)) == ("✓", "Wholly done")


# Lists


def test_automatic_numbers_and_bullets_are_no_part_of_the_words() -> None:
    steps = [numbered("Plan"), numbered("Do"), numbered("Look", 2)]

    assert words(*steps, numbering=NUMBERING) == ("Plan", "Do", "Look")


def test_a_cell_that_holds_nothing_but_an_automatic_number_holds_that_number() -> None:
    table = only_table(
        tbl(
            HEAD,
            tr(tc(numbered("")), "One"),
            tr(tc(numbered("", level=1)), "One a"),
            tr(tc(numbered("", level=1)), "One b"),
            tr(tc(numbered("")), "Two"),
            tr(tc(numbered("", 3)), "Five"),
            tr(tc(numbered("", 2)), "A bullet"),
        ),
        numbering=NUMBERING,
    )

    assert [row.cells[0].text for row in table.rows[1:]] == ["1.", "1.a", "1.b", "2.", "5.", ""]


def test_numbers_that_go_on_from_row_to_row_are_the_rows_references() -> None:
    table = only_table(
        tbl(HEAD, tr(tc(numbered("Train")), "May"), tr(tc(numbered("Audit"), p("all")), "June")),
        numbering=NUMBERING,
    )

    assert [row.cells[0].paragraphs for row in table.rows[1:]] == [
        ("1. Train",),
        ("2. Audit", "all"),
    ]


def test_a_style_may_number_its_paragraphs() -> None:
    numbering = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = f"""<w:style w:styleId="Ref"><w:basedOn w:val="List"/></w:style>
        <w:style w:styleId="List">{numbering}</w:style>"""
    ref = p(properties='<w:pStyle w:val="Ref"/>')
    table = only_table(
        tbl(HEAD, tr(tc(ref), "May"), tr(tc(ref), "June")), numbering=NUMBERING, styles=styles
    )

    assert [row.cells[0].text for row in table.rows[1:]] == ["1.", "2."]


# What is not read, or not as it stands, is said


def test_tracked_changes_are_taken_as_accepted_and_said() -> None:
    changed = p(
        "Train ",
        inside=f'<w:del w:id="1"><w:r><w:delText>some</w:delText></w:r></w:del>'
        f'<w:ins w:id="2">{run("all")}</w:ins>',
    )
    body = tbl(HEAD, tr(tc(changed), "May"))

    assert words(changed) == ("Train all",)
    assert remarks(body) == [
        (2, "Tracked changes are read as if they were accepted."),
        (2, "Words deleted by a tracked change are not read: “some”."),
    ]


def test_a_row_deleted_by_a_tracked_change_is_not_read_and_said() -> None:
    body = tbl(HEAD, tr("Train", "May", properties='<w:del w:id="1"/>'), tr("Audit", "June"))

    assert [row.number for row in only_table(body).rows] == [1, 3]
    assert remarks(body) == [
        (2, "This row is deleted by a tracked change and is not read: “TrainMay”.")
    ]


def test_a_hidden_row_is_read_and_said() -> None:
    body = tbl(HEAD, tr("Train", "May", properties="<w:hidden/>"))

    assert texts(only_table(body).rows[1]) == ["Train", "May"]
    assert remarks(body) == [(2, "This row is hidden. It is read like all others.")]


@pytest.mark.parametrize(
    ("kind", "reference", "said"),
    [
        ("comments", "commentReference", "A comment is not read: “Ask Ann”."),
        ("footnotes", "footnoteReference", "A footnote is not read: “Ask Ann”."),
        ("endnotes", "endnoteReference", "A footnote is not read: “Ask Ann”."),
    ],
)
def test_comments_and_footnotes_are_said(kind: str, reference: str, said: str) -> None:
    note = f'<w:{kind[:-1]} w:id="4">{p("Ask Ann")}</w:{kind[:-1]}>'
    words_with_note = p("Train", inside=f'<w:r><w:{reference} w:id="4"/></w:r>')

    assert remark(words_with_note, **{kind: note}) == said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (p("Old", "<w:strike/>"), "Words struck through are read like all others: “Old”."),
        (p("Secret", "<w:vanish/>"), "Hidden words are read like all others: “Secret”."),
        (
            p(inside="<w:r><w:drawing><pic:pic/></w:drawing></w:r>"),
            "A picture is not read. Type what it says, if it says anything.",
        ),
        (
            p(inside="<w:r><w:object><o:OLEObject/></w:object></w:r>"),
            "A file embedded in the document is not read.",
        ),
    ],
)
def test_what_is_not_read_as_it_stands_is_said(content: str, said: str) -> None:
    assert remark(content) == said


def test_a_part_in_another_format_is_said() -> None:
    ((row, said),) = remarks('<w:altChunk r:id="rId9"/>' + tbl(HEAD))

    assert row is None and said.startswith("A part of the document in another format is not read.")


def test_a_template_outside_the_file_is_not_followed_and_said() -> None:
    link = rels(("attachedTemplate", "https://example.org/t.dotm"), outside=True)
    content = docx(
        tbl(HEAD), more={"word/_rels/settings.xml.rels": link}, settings="<w:attachedTemplate/>"
    )

    assert [problem.text for problem in read(content, "plan.docx").problems] == [
        "The document is linked to a template outside it, “https://example.org/t.dotm”, "
        "which is not read."
    ]


def test_a_document_of_the_strict_kind_is_read_too() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = xml("document", f"<w:body>{tbl(HEAD)}</w:body>")
    transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    content = docx("", more={"word/document.xml": body.replace(transitional, strict)})

    assert texts(read(content, "plan.docx").tables[0].rows[0]) == ["Action", "By when"]


def test_what_stands_on_each_page_is_told_and_page_numbers_are_not() -> None:
    head = p("Neglect plan") + p("Agreed by the Board on 3 May 2026")
    found = opened(tbl(tr("Action"), tr("Audit")), header=head, footer=p("Page 1 of 3"))

    assert [problem.text for problem in found.problems] == [
        "At the head of each page: “Neglect plan | Agreed by the Board on 3 May 2026”"
    ]
