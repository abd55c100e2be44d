"""The one door for files and pasted tables: which reader takes which, and what none takes."""

from actionplans.importing import excel, limits, pasted, separated, word
from actionplans.importing.tables import Document
from councils.limits import CannotRead, Limits
from councils.office_files import BROKEN, DAMAGED, LOCKED, MACROS, Package

LARGEST = 50 * 1024**2
ALLOWED = Limits()
PASTED = "pasted table"
OTHER = "This file is not a Word, Excel or CSV file. Save the table as one of these and try again."
EMPTY = "This file is empty. Check the file and try again."
TOO_BIG = (
    "This file is larger than 50 MB. Take the pictures out, or copy the table into a new file, "
    "and try again."
)
OLD_WORD = (
    "This file is in an old Word format (.doc). Save it as a Word document (.docx) and try again."
)
OLD_EXCEL = (
    "This file is in an old Excel format (.xls). Save it as an Excel workbook (.xlsx) "
    "and try again."
)
BINARY = (
    "This file is an Excel binary workbook (.xlsb). Save it as an Excel workbook (.xlsx) "
    "and try again."
)
PDF = (
    "This file is a PDF, in which tables are not marked. Use the Word or Excel file that it was "
    "made from."
)
OPEN_DOCUMENT = (
    "This file is an OpenDocument file. Save it as a Word document (.docx) or an Excel workbook "
    "(.xlsx) and try again."
)
WEB_PAGE = (
    "This file is a web page, whatever it is called. Open it, save it as an Excel workbook "
    "(.xlsx) or a Word document (.docx) and try again."
)
RICH_TEXT = "This file is in Rich Text Format. Save it as a Word document (.docx) and try again."
IS_WORD = (
    "This file is a Word document, but is not called so. Give it the ending .docx and try again."
)
IS_EXCEL = (
    "This file is an Excel workbook, but is not called so. Give it the ending .xlsx and try again."
)
NOT_WORD = "This file is called .docx, but is not a Word document. Save it from Word and try again."
NOT_EXCEL = (
    "This file is called .xlsx, but is not an Excel workbook. Save it from Excel and try again."
)

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_SEPARATED = ("csv", "tsv", "txt")
_BY_NAME = {
    **dict.fromkeys(("docm", "dotm", "xlsm", "xltm", "xlam"), MACROS),
    "xlsb": BINARY,
    "doc": OLD_WORD,
    "xls": OLD_EXCEL,
    "pdf": PDF,
    "rtf": RICH_TEXT,
    **dict.fromkeys(("odt", "ods", "ott", "ots", "fods"), OPEN_DOCUMENT),
    **dict.fromkeys(("html", "htm", "mht", "mhtml"), WEB_PAGE),
}


def open_file(content: bytes, name: str, allowed: Limits = ALLOWED) -> Document:
    """Return the tables of a Word, Excel or CSV file, read in a child process.

    Raises CannotRead with a sentence for the person, also when a limit is broken.
    """
    if len(content) > LARGEST:
        raise CannotRead(TOO_BIG)
    return limits.in_child(content, name, allowed)


def open_pasted(text: str, allowed: Limits = ALLOWED) -> Document:
    """Return a table pasted as text with tabs or as the source of a web page; see `open_file`."""
    return open_file(text.encode("utf-8", "surrogatepass"), "", allowed)


def refusal(content: bytes, name: str) -> str:
    """Return why a file is not read, by its ending and first bytes alone; "" when it may be.

    Quick and without risk, so that a person is told at once; `open_file` says the rest.
    """
    if not content.strip(b"\0 \t\r\n"):
        return EMPTY
    return _refusal(content, name.rpartition(".")[2].lower())


def read(content: bytes, name: str) -> Document:
    """Return the tables of a file in this process; without a name, of pasted text.

    For the child process, and for content that is trusted. Raises CannotRead.
    """
    try:
        return _read(content, name)
    except BROKEN as error:
        raise CannotRead(DAMAGED) from error


def _read(content: bytes, name: str) -> Document:
    if not content.strip(b"\0 \t\r\n"):
        raise CannotRead(EMPTY if name else pasted.NO_TABLE)
    if not name:
        return pasted.read(content.decode("utf-8", "surrogatepass"), PASTED)
    ending = name.rpartition(".")[2].lower()
    if why := _refusal(content, ending):
        raise CannotRead(why)
    if content.startswith(b"PK\3\4"):
        return _read_office(content, name, ending)
    return separated.read(content, name)


def _refusal(content: bytes, ending: str) -> str:
    """Return why a file is not read, by its first bytes and its ending; "" when it may be."""
    head = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if content.startswith(_OLE):
        return _ole(content, ending)
    if head.startswith(b"%PDF"):
        return PDF
    if head.startswith(b"{\\rtf"):
        return RICH_TEXT
    if head[:200].lower().startswith((b"<!doctype html", b"<html", b"<head", b"<table", b"<body")):
        return WEB_PAGE
    if ending in _BY_NAME:
        return _BY_NAME[ending]
    return _mismatch(content, ending)


def _ole(content: bytes, ending: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return LOCKED
    if "WordDocument".encode("utf-16-le") in content:
        return OLD_WORD
    if "Workbook".encode("utf-16-le") in content or ending in ("xls", "xlsx"):
        return OLD_EXCEL
    return OLD_WORD if ending in ("doc", "docx") else OTHER


def _mismatch(content: bytes, ending: str) -> str:
    is_archive = content.startswith(b"PK")
    if ending in ("docx", "dotx"):
        return "" if is_archive else NOT_WORD
    if ending in ("xlsx", "xltx"):
        return "" if is_archive else NOT_EXCEL
    if content.startswith(b"PK\3\4") or ending in _SEPARATED:
        return ""
    return OTHER


def _read_office(content: bytes, name: str, ending: str) -> Document:
    is_word = ending in ("docx", "dotx")
    package = _package(content, NOT_WORD if is_word else NOT_EXCEL)
    said = package.content_type(package.main())
    if "binary" in said:
        raise CannotRead(BINARY)
    if "macro" in said.lower():
        raise CannotRead(MACROS)
    if "wordprocessingml" in said:
        if not is_word:
            raise CannotRead(IS_WORD)
        return word.read(package, name)
    if "spreadsheetml" in said:
        if ending not in ("xlsx", "xltx"):
            raise CannotRead(IS_EXCEL)
        return excel.read(package, name)
    raise CannotRead(NOT_WORD if is_word else NOT_EXCEL)


def _package(content: bytes, not_office: str) -> Package:
    package = Package(content)
    if package.has("mimetype") and package.has("content.xml"):
        raise CannotRead(OPEN_DOCUMENT)
    if not package.has("[Content_Types].xml"):
        raise CannotRead(not_office)
    return package
