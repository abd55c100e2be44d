"""Files that mean harm, or are none of ours: each is refused with its own sentence.

What they would do to the process that reads them is tested in the child process.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplans.importing import excel, limits, opening, pasted, separated, word
from actionplans.importing.excel_sheet import TOO_MANY_ROWS, TOO_WIDE
from actionplans.importing.opening import open_file, read
from actionplans.importing.tables import from_json, to_json
from councils import office_files
from councils.limits import CannotRead
from tests.actionplans.evidence_files import MAIN, OLE2, PNG, open_document, zipped
from tests.actionplans.importing.excel_files import NAMES, cell, row, sheet, xlsx
from tests.actionplans.importing.word_files import docx, p, tbl, tc, tr, types, xml

WORD = docx(tbl(tr("Action", "By when"), tr("Train", "May")))
EXCEL = xlsx(sheet(row(1, "Action", "By when") + row(2, "Train", "May")))
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def with_part(content: bytes, name: str, part: str | bytes) -> bytes:
    """Return an office file with a part put in, or put in place of its own."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts: dict[str, str | bytes] = {i: archive.read(i) for i in archive.namelist()}
    return zipped(parts | {name: part})


def ole(stream: str) -> bytes:
    return OLE2 + stream.encode("utf-16-le") + bytes(500)


def locked_zip() -> bytes:
    content = bytearray(WORD)
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = content.find(mark)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def blanks(size: int) -> bytes:
    return xlsx(sheet(row(1, "x"), before=" " * size))


def large() -> bytes:
    """Return a file that is honest about being too large."""
    content = io.BytesIO(EXCEL)
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/a.xml", " " * 26_000_000, zipfile.ZIP_DEFLATED)
        archive.writestr("xl/b.xml", " " * 27_000_000, zipfile.ZIP_STORED)
    return content.getvalue()


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "nothing": ("plan.docx", lambda: b"", opening.EMPTY),
    "blanks alone": ("plan.csv", lambda: b" \r\n\0\n", opening.EMPTY),
    "a picture": ("plan.png", lambda: PNG, opening.OTHER),
    "no ending": ("plan", lambda: b"Action,By when\nTrain,May\n", opening.OTHER),
    "a picture called Word": ("plan.docx", lambda: PNG, opening.NOT_WORD),
    "text called Excel": ("plan.xlsx", lambda: b"Action,By when\n", opening.NOT_EXCEL),
    "Word called Excel": ("plan.xlsx", lambda: WORD, opening.IS_WORD),
    "Word called CSV": ("plan.csv", lambda: WORD, opening.IS_WORD),
    "Excel called Word": ("plan.docx", lambda: EXCEL, opening.IS_EXCEL),
    "a picture called CSV": ("plan.csv", lambda: PNG + bytes(range(256)), separated.NOT_TEXT),
    "an archive called Word": ("plan.docx", lambda: zipped({"a.txt": "x"}), opening.NOT_WORD),
    "an archive called Excel": ("plan.xlsx", lambda: zipped({"a.txt": "x"}), opening.NOT_EXCEL),
    "old Word": ("plan.doc", lambda: ole("WordDocument"), opening.OLD_WORD),
    "old Word called new": ("plan.docx", lambda: ole("WordDocument"), opening.OLD_WORD),
    "old Excel": ("plan.xls", lambda: ole("Workbook"), opening.OLD_EXCEL),
    "old Excel called new": ("plan.xlsx", lambda: ole("Workbook"), opening.OLD_EXCEL),
    "a password": ("plan.docx", lambda: ole("EncryptedPackage"), office_files.LOCKED),
    "a password on the archive": ("plan.docx", locked_zip, office_files.LOCKED),
    "PDF": ("plan.pdf", lambda: b"%PDF-1.7 ...", opening.PDF),
    "PDF called Word": ("plan.docx", lambda: b"%PDF-1.7 ...", opening.PDF),
    "OpenDocument": ("plan.odt", lambda: open_document("odt"), opening.OPEN_DOCUMENT),
    "OpenDocument called Word": ("plan.docx", lambda: open_document("odt"), opening.OPEN_DOCUMENT),
    "Rich Text": ("plan.doc", lambda: b"{\\rtf1 plan}", opening.RICH_TEXT),
    "a page called Excel": ("plan.xls", lambda: b"<html><table><tr><td>", opening.WEB_PAGE),
    "binary Excel": ("plan.xlsb", lambda: EXCEL, opening.BINARY),
    "macros by name": ("plan.docm", lambda: WORD, office_files.MACROS),
    "macros under another name": (
        "plan.docx",
        lambda: with_part(WORD, "word/vbaProject.bin", b"x"),
        office_files.MACROS,
    ),
    "macros in other letters": (
        "plan.xlsx",
        lambda: with_part(EXCEL, "xl/VBAPROJECT.BIN", b"x"),
        office_files.MACROS,
    ),
    "a sheet of old macros": (
        "plan.xlsx",
        lambda: with_part(EXCEL, "xl/macrosheets/sheet1.xml", "<x/>"),
        office_files.MACROS,
    ),
    "macros by type": (
        "plan.docx",
        lambda: with_part(
            WORD,
            "[Content_Types].xml",
            types("application/vnd.ms-word.document.macroEnabled.main+xml"),
        ),
        office_files.MACROS,
    ),
    "a billion laughs in Word": (
        "plan.docx",
        lambda: with_part(WORD, "word/document.xml", LAUGHS + "<x>&c;</x>"),
        office_files.ENTITIES,
    ),
    "a billion laughs in Excel": (
        "plan.xlsx",
        lambda: with_part(EXCEL, "xl/workbook.xml", LAUGHS + "<x>&c;</x>"),
        office_files.ENTITIES,
    ),
    "an entity outside": (
        "plan.docx",
        lambda: with_part(WORD, "word/document.xml", OUTSIDE + "<x>&a;</x>"),
        office_files.ENTITIES,
    ),
    "an entity in UTF-16": (
        "plan.docx",
        lambda: with_part(WORD, "word/styles.xml", (OUTSIDE + "<x/>").encode("utf-16")),
        office_files.ENTITIES,
    ),
    "an entity across two reads": (
        "plan.docx",
        lambda: with_part(WORD, "word/styles.xml", " " * ((1 << 20) - 4) + OUTSIDE + "<x/>"),
        office_files.ENTITIES,
    ),
    "a code that hides entities": (
        "plan.docx",
        lambda: with_part(
            WORD, "word/styles.xml", b"<?xml version='1.0' encoding='cp037'?>" + b"L"
        ),
        office_files.DAMAGED,
    ),
    "60 MB of blanks": ("plan.xlsx", lambda: blanks(60_000_000), office_files.BOMB),
    "20 MB of blanks": ("plan.xlsx", lambda: blanks(20_000_000), office_files.BOMB),
    "3 million paragraphs": ("plan.docx", lambda: docx("<w:p/>" * 3_000_000), office_files.BOMB),
    "more than a plan": ("plan.xlsx", large, office_files.TOO_LARGE),
    "more parts than any file": (
        "plan.docx",
        lambda: zipped({f"{n}": "" for n in range(2_001)}),
        office_files.BOMB,
    ),
    "a part outside the file": (
        "plan.docx",
        lambda: with_part(WORD, "../../x.xml", "<x/>"),
        office_files.DAMAGED,
    ),
    "a part at the root": ("plan.docx", lambda: with_part(WORD, "/x", ""), office_files.DAMAGED),
    "a part on another drive": (
        "plan.docx",
        lambda: with_part(WORD, "c:x", ""),
        office_files.DAMAGED,
    ),
    "the same part in other letters": (
        "plan.docx",
        lambda: with_part(WORD, "WORD/document.xml", "<x/>"),
        office_files.DAMAGED,
    ),
    "a document without its part": (
        "plan.docx",
        lambda: zipped({"[Content_Types].xml": types(MAIN["docx"])}),
        office_files.DAMAGED,
    ),
    "a part that is no XML": (
        "plan.docx",
        lambda: with_part(WORD, "word/document.xml", "<w:document"),
        office_files.DAMAGED,
    ),
    "another part for the document": (
        "plan.docx",
        lambda: with_part(WORD, "word/document.xml", xml("footnotes", "")),
        office_files.DAMAGED,
    ),
    "a text that is not there": (
        "plan.xlsx",
        lambda: xlsx(sheet(row(1, '<c r="A1" t="s"><v>7</v></c>'))),
        office_files.DAMAGED,
    ),
    "a cell at the end of the sheet": (
        "plan.xlsx",
        lambda: xlsx(sheet(row(1, "x") + row(1048576, cell("XFD1048576", "far")))),
        TOO_WIDE.format("XFD1048576"),
    ),
    "too many rows": (
        "plan.xlsx",
        lambda: xlsx(sheet("".join(row(n, "x") for n in range(1, 20_003)))),
        TOO_MANY_ROWS,
    ),
    "one long text in every cell": (
        "plan.xlsx",
        lambda: xlsx(
            sheet("".join(row(n, '<c t="s"><v>0</v></c>') for n in range(1, 1_001))),
            sharedStrings=f"<sst {NAMES}><si><t>{'long ' * 6_000}</t></si></sst>",
        ),
        office_files.TOO_LARGE,
    ),
    "no table": ("plan.docx", lambda: docx(p("Train everyone")), word.NO_TABLE),
    "no words": ("plan.xlsx", lambda: xlsx(sheet("")), excel.NO_WORDS),
    "tables within tables": (
        "plan.docx",
        lambda: docx("<w:tbl><w:tr><w:tc>" * 3_000 + p("x") + "</w:tc></w:tr></w:tbl>" * 3_000),
        office_files.DAMAGED,
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_with_its_sentence(kind: str) -> None:
    name, make, sentence = HOSTILE[kind]

    with pytest.raises(CannotRead) as refusal:
        read(make(), name)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "kind",
    ["60 MB of blanks", "a billion laughs in Word", "tables within tables", "too many rows"],
)
def test_a_hostile_file_ends_no_child_before_it_says_why(kind: str) -> None:
    name, make, sentence = HOSTILE[kind]

    with pytest.raises(CannotRead) as refusal:
        open_file(make(), name)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
@pytest.mark.parametrize(("name", "content"), [("plan.docx", WORD), ("plan.xlsx", EXCEL)])
def test_a_file_cut_short_is_refused(name: str, content: bytes, share: float) -> None:
    with pytest.raises(CannotRead) as refusal:
        read(content[: int(len(content) * share)], name)

    assert str(refusal.value) == office_files.DAMAGED


def test_twenty_thousand_paragraphs_are_read() -> None:
    inside = "".join(f'<w:p w:rsidR="{n:08X}"/>' for n in range(20_000))
    content = docx(inside + tbl(tr("Action", "By when"), tr(tc(inside, p("Train")), "May")))

    (table,) = open_file(content, "plan.docx").tables
    assert table.before == ()
    assert table.rows[1].cells[0].paragraphs == ("",) * 20_000 + ("Train",)


def test_sentences_say_what_to_do() -> None:
    said = {sentence for _, _, sentence in HOSTILE.values()} | {pasted.NO_TABLE, limits.TOO_LONG}

    assert all(sentence.endswith(".") and sentence.count(". ") >= 1 for sentence in said)
    assert all("try" in s or "Check" in s or "Use" in s or "Give" in s for s in said)


# Chance


def refused_or_read(content: bytes, name: str) -> None:
    """Hold a reading to a document that can be kept, or to a sentence for the person."""
    try:
        found = read(content, name)
    except CannotRead as refused:
        assert re.fullmatch(r"[A-Z“].*[.”]", str(refused), re.DOTALL)
    else:
        assert from_json(json.loads(json.dumps(to_json(found)))) == found


changes = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=6)
KINDS = [("plan.docx", WORD), ("plan.xlsx", EXCEL), ("plan.csv", b'A,B\n"x\ny",2\n' * 9)]


@settings(max_examples=150)
@given(st.sampled_from(KINDS), changes, st.floats(0, 1))
def test_a_damaged_file_is_read_or_refused(
    kind: tuple[str, bytes], damage: list[tuple[float, int]], end: float
) -> None:
    name, whole = kind
    content = bytearray(whole)
    for place, value in damage:
        content[int(place * (len(content) - 1))] = value
    if end < 0.3:
        content = content[: int(len(content) * end * 3)]

    refused_or_read(bytes(content), name)


PARTS = ["word/document.xml", "word/styles.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"]
names = st.sampled_from(
    ["document", "body", "tbl", "tr", "tc", "p", "r", "t", "sdt", "sdtContent", "tblGrid",
     "gridCol", "fldChar", "numPr", "ins", "del", "sym", "worksheet", "sheetData", "row", "c",
     "v", "f", "is", "si", "mergeCell", "cols", "col", "style"]
)  # fmt: skip
values = st.sampled_from(["", "0", "1", "-1", "x", "99999999999", "A1", "A1:B2", "continue", "é"])
attributes = st.dictionaries(
    st.sampled_from(["w:val", "w:w", "w:fill", "w:char", "w:fldCharType", "r", "s", "t", "ref",
                     "min", "max", "hidden", "w:styleId", "w:id"]),
    values, max_size=3,
)  # fmt: skip


def element(name: str, attrs: dict[str, str], inside: str) -> str:
    said = "".join(f' {key}="{value}"' for key, value in attrs.items())
    return f"<w:{name}{said}>{inside}</w:{name}>"


trees = st.recursive(
    st.builds(element, names, attributes, values),
    lambda inner: st.builds(element, names, attributes, st.lists(inner, max_size=4).map("".join)),
    max_leaves=20,
)


@settings(max_examples=150)
@given(st.sampled_from(PARTS), trees)
def test_a_part_of_any_elements_is_read_or_refused(part: str, tree: str) -> None:
    is_word = part.startswith("word")
    whole = WORD if is_word else EXCEL
    root = xml("document", f"<w:body>{tree}</w:body>").replace("<w:document", "<w:document", 1)

    refused_or_read(with_part(whole, part, root), "plan.docx" if is_word else "plan.xlsx")


@settings(max_examples=150)
@given(st.text(max_size=80), st.sampled_from(["", "plan.csv"]))
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    refused_or_read(text.encode("utf-8", "surrogatepass"), name)


tags = st.sampled_from(
    ["<table>", "<tr>", "<td>", "<td rowspan=3>", "<td colspan=2>", "<th>", "</td>", "</tr>",
     "</table>", "<p>", "x", "<![if x]>", "<!doctype", "<style>", "</style>", "&#0;", "<![CDATA["]
)  # fmt: skip


@settings(max_examples=150)
@given(st.lists(tags, max_size=25).map("".join))
def test_a_page_of_any_tags_is_read_or_refused(text: str) -> None:
    refused_or_read(f"<table>{text}".encode(), "")
