"""Which files are taken as evidence: name and content must agree, and neither may run."""

import io
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.file_types import E_MAILS, NAME_LIMIT, TAKEN, NotTaken, clean_name, file_type
from tests.actionplans.evidence_files import (
    EXE,
    EXIF_JPEG,
    HTML,
    JPEG,
    MAIN,
    OLE2,
    PDF,
    PNG,
    SVG,
    office,
    open_document,
    types,
    zipped,
)

GOOD = {
    "a.pdf": PDF,
    "A.PDF": PDF,
    "a.docx": office("docx"),
    "a.xlsx": office("xlsx"),
    "a.pptx": office("pptx"),
    "a.odt": open_document("odt"),
    "a.ods": open_document("ods"),
    "a.odp": open_document("odp"),
    "a.csv": b"name,number\nA,1\n",
    "cp1252.csv": "name,£\nÉ,1\n".encode("cp1252"),
    "excel.txt": "name\tnumber\nÉ\t1\n".encode("utf-16"),
    "bom.csv": "name\nÉ\n".encode("utf-8-sig"),
    "a.txt": b"MZ is how this note begins, BM too.\n",
    "less.txt": b"< 5 days in 3 of 4 cases",
    "a.png": PNG,
    "a.jpg": JPEG,
    "a.jpeg": EXIF_JPEG,
}


@pytest.mark.parametrize("name", GOOD)
def test_a_document_or_picture_is_taken_for_what_it_is(name: str) -> None:
    found = file_type(name, io.BytesIO(GOOD[name]))

    assert found == TAKEN[name.rpartition(".")[2].lower()]


def test_every_kind_that_is_taken_is_tried() -> None:
    assert {name.rpartition(".")[2].lower() for name in GOOD} == set(TAKEN)


KINDS = "PDF, Word, Excel, PowerPoint, OpenDocument, CSV, plain text, PNG or JPEG"
SAVE_AS = f"Save it as {KINDS} and attach that."
MACROS = "can hold macros. Save it as {}, without macros, and attach that."
OLD = "is in an old format that can hide macros. Save it as {} and attach that."
ARCHIVE = "holds other files. Take them out and attach them one by one."
MAIL = (
    "is an e-mail, which can carry files of any kind. Save it as PDF and attach that, "
    "and its own files one by one."
)
PROGRAM = f"is a program. Attach a document in its place: {KINDS}."
WEB_PAGE = (
    "is a web page or a drawing that can run programs. Save it as PDF and attach that, "
    "or give its address as a link."
)
OTHER = f"is not a file that can be attached. {SAVE_AS}"
NOT_SO = f"is called {{}}, but its content is something else. {SAVE_AS}"
LOCKED = "has a password or is in an old format. Save it as {} without a password and attach that."
EMPTY = "is empty. Check the file and attach it again."
WORD = office("docx")
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"

REFUSED = [
    # By name
    ("plan.docm", WORD, MACROS.format(".docx")),
    ("plan.xlsm", office("xlsx"), MACROS.format(".xlsx")),
    ("plan.pptm", office("pptx"), MACROS.format(".pptx")),
    ("plan.doc", OLE2, OLD.format(".docx")),
    ("plan.xls", OLE2, OLD.format(".xlsx")),
    ("plan.ppt", OLE2, OLD.format(".pptx")),
    ("all.zip", zipped({"a.pdf": PDF}), ARCHIVE),
    ("mail.msg", OLE2, MAIL),
    ("mail.eml", b"From: a@example.org\n\nText", MAIL),
    ("setup.exe", EXE, PROGRAM),
    ("plan.pdf.exe", PDF, PROGRAM),
    ("run.js", b"alert(1)", PROGRAM),
    ("page.html", HTML, WEB_PAGE),
    ("chart.svg", SVG, WEB_PAGE),
    ("notes.pages", b"x", OTHER),
    ("no ending", PDF, OTHER),
    (".pdf.", PDF, OTHER),
    # By content
    ("plan.pdf", EXE, PROGRAM),
    ("plan.docx", EXE, PROGRAM),
    ("plan.txt", b"#!/bin/sh\nrm -r /\n", PROGRAM),
    ("plan.pdf", b"\x7fELF\2\1\1" + b"\0" * 60, PROGRAM),
    ("plan.pdf", HTML, WEB_PAGE),
    ("plan.png", SVG, WEB_PAGE),
    ("plan.csv", b"\xef\xbb\xbf \n<!-- a --><HTML>", WEB_PAGE),
    ("plan.txt", "<script>alert(1)</script>".encode("utf-16"), WEB_PAGE),
    ("plan.txt", b'<?xml version="1.0"?><svg/>', WEB_PAGE),
    ("plan.pdf", WORD, NOT_SO.format("a PDF")),
    ("plan.pdf", b"Just text", NOT_SO.format("a PDF")),
    ("plan.docx", PDF, NOT_SO.format("a Word document")),
    ("plan.docx", office("xlsx"), NOT_SO.format("a Word document")),
    ("plan.xlsx", zipped({"a.pdf": PDF}), NOT_SO.format("an Excel workbook")),
    ("plan.docx", open_document("odt"), NOT_SO.format("a Word document")),
    ("plan.odt", open_document("ods"), NOT_SO.format("an OpenDocument text")),
    ("plan.odt", WORD, NOT_SO.format("an OpenDocument text")),
    ("plan.png", JPEG, NOT_SO.format("a PNG picture")),
    ("plan.jpg", b"GIF89a" + b"\0" * 40, NOT_SO.format("a JPEG picture")),
    ("plan.csv", PNG, NOT_SO.format("a CSV file")),
    ("plan.txt", b"text with a \0 in it", NOT_SO.format("a plain text file")),
    ("plan.txt", b"\xff\xfeodd", NOT_SO.format("a plain text file")),
    ("plan.docx", WORD[: len(WORD) // 2], NOT_SO.format("a Word document")),
    ("plan.docx", OLE2, LOCKED.format(".docx")),
    ("plan.docx", office("docx", **{"word/vbaProject.bin": b"x"}), MACROS.format(".docx")),
    ("plan.docx", office("docx", MACRO_TYPE), MACROS.format(".docx")),
    ("plan.docx", zipped({"[Content_Types].xml": types(MACRO_TYPE)}), MACROS.format(".docx")),
    (
        "plan.xlsx",
        office("xlsx", "application/vnd.ms-excel.macrosheet+xml"),
        MACROS.format(".xlsx"),
    ),
    ("plan.ods", open_document("ods", **{"Basic/Standard/M.xml": b"x"}), MACROS.format(".ods")),
    ("plan.pdf", b"", EMPTY),
]


@pytest.mark.parametrize(("name", "content", "why"), REFUSED)
def test_anything_else_is_refused_with_what_to_do(name: str, content: bytes, why: str) -> None:
    with pytest.raises(NotTaken) as refused:
        file_type(name, io.BytesIO(content))

    assert str(refused.value) == f"“{name}” {why}"


def two_lists_of_parts() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("[Content_Types].xml", types(MAIN["docx"]))
        archive.writestr("[Content_Types].xml", types(MACRO_TYPE))
    return content.getvalue()


def many_entries() -> bytes:
    """Return a Word file of 12 MB whose directory holds 120,000 names."""
    return zipped(
        {"[Content_Types].xml": types(MAIN["docx"])} | {f"word/{n:06}": "" for n in range(120_000)},
        zipfile.ZIP_STORED,
    )


@pytest.mark.parametrize(
    "content",
    [
        two_lists_of_parts(),
        zipped({"[Content_Types].xml": types(MAIN["docx"])}, zipfile.ZIP_BZIP2),
        zipped({"[Content_Types].xml": types(MAIN["docx"])}, zipfile.ZIP_LZMA),
        WORD[:-22] + b"PK\x06\x07" + b"\0" * 16 + WORD[-22:],
        WORD + b"\0" * 70_000,
    ],
    ids=["two lists of parts", "bzip2", "lzma", "zip64", "no end"],
)
def test_an_archive_out_of_the_ordinary_is_no_document(content: bytes) -> None:
    with pytest.raises(NotTaken, match="is called a Word document, but"):
        file_type("a.docx", io.BytesIO(content))


def peak_of(content: bytes) -> int:
    """Return how much memory looking at a Word file takes at most, in bytes."""
    stream = io.BytesIO(content)
    tracemalloc.start()
    try:
        file_type("a.docx", stream)
    except NotTaken:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak


@pytest.mark.parametrize(
    "bomb",
    [
        zipped({"[Content_Types].xml": types(MAIN["docx"]) + " " * 200_000_000}),
        zipped({"[Content_Types].xml": types(MAIN["docx"]), "word/x": b"\0" * 200_000_000}),
        many_entries(),
    ],
    ids=["list of parts", "another member", "directory"],
)
def test_a_bomb_is_looked_at_in_little_memory(bomb: bytes) -> None:
    assert peak_of(bomb) < 10_000_000


@given(st.binary(max_size=300), st.sampled_from(sorted(TAKEN)), st.sampled_from(sorted(GOOD)))
def test_no_content_is_more_than_taken_or_refused(noise: bytes, ending: str, good: str) -> None:
    content = GOOD[good]
    middle = len(content) // 2
    for hostile in (noise, content[:middle] + noise + content[middle:], content + noise):
        try:
            file_type(f"a.{ending}", io.BytesIO(hostile))
        except NotTaken as refused:
            assert f"“a.{ending}”" in str(refused)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Audit of files.pdf", "Audit of files.pdf"),
        ("C:\\Users\\Ann\\Audit.pdf", "Audit.pdf"),
        ("../../etc/passwd", "passwd"),
        ("audit\u202efdp.exe", "auditfdp.exe"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ('a "quoted" <name>.pdf', "a quoted name.pdf"),
        ("..hidden.pdf", "hidden.pdf"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        ("audit.exe. .", "audit.exe"),
        ("\0", "file"),
        ("", "file"),
    ],
)
def test_a_name_loses_what_could_mislead(name: str, clean: str) -> None:
    assert clean_name(name) == clean


@given(st.text())
def test_any_name_comes_out_clean_short_and_the_same_when_cleaned_again(name: str) -> None:
    clean = clean_name(name)

    assert 0 < len(clean) <= NAME_LIMIT
    assert not set(clean) & set('/\\<>:"|?*\r\n\0\u202e')
    assert clean_name(clean) == clean


def test_a_long_name_keeps_its_ending() -> None:
    assert clean_name("x" * 300 + ".pdf") == "x" * (NAME_LIMIT - 4) + ".pdf"


# E-mails, where the person's own words are to be kept

EML = b"Received: from mail\r\nFrom: Ola <ola@law.example>\r\nSubject: Cleared\r\n\r\nI clear it."
MSG = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "__properties_version1.0".encode("utf-16-le")


@pytest.mark.parametrize(("name", "content"), [("a.eml", EML), ("a.msg", MSG)])
def test_an_e_mail_is_taken_where_it_is_asked_for_and_nowhere_else(
    name: str, content: bytes
) -> None:
    assert file_type(name, io.BytesIO(content), E_MAILS).ending == name[2:]
    with pytest.raises(NotTaken, match="is an e-mail, which can carry files"):
        file_type(name, io.BytesIO(content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.eml", b"<html><script>alert(1)</script></html>"),
        ("a.eml", b"Dear all,\n\nI clear it."),
        ("a.eml", b"Subject: no sender\n\nText"),
        ("a.eml", MSG),
        ("a.eml", b"MZ\x90\x00From: a\n"),
        ("a.msg", EML),
        ("a.msg", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)),
        ("a.msg", "__properties_version1.0".encode("utf-16-le")),
        ("a.eml", b""),
        ("a.docm", EML),
    ],
)
def test_what_is_no_e_mail_is_refused_under_its_name(name: str, content: bytes) -> None:
    with pytest.raises(NotTaken):
        file_type(name, io.BytesIO(content), E_MAILS)


def test_an_e_mail_of_many_servers_is_known_by_its_sender() -> None:
    passed = b"".join(b"Received: from server%d by another\r\n" % n for n in range(400))

    assert file_type("a.eml", io.BytesIO(passed + EML), E_MAILS).words == "e-mail"
