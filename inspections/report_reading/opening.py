"""Opens a PDF and yields its text as pieces with their places; refuses what is no PDF with text.

PDFium reads the file. It runs no script and follows no link in it.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from councils.limited import CannotRead
from inspections.report_reading.programs import has_program

# The longest report known has some sixty pages.
PAGES, PIECES, CHARACTERS = 200, 20_000, 3_000_000
LARGEST = 50 * 1024**2
EMPTY = "This file is empty. Choose the report again."
TOO_BIG = "This file is larger than 50 MB. Download the report again from Ofsted's website."
WEB_PAGE = (
    "This file is a web page, whatever it is called. Download the report itself, as a PDF, from "
    "Ofsted's website."
)
NOT_PDF = "This file is not a PDF. Download the report again from Ofsted's website."
LOCKED = "This PDF has a password. Save it without the password and try again."
DAMAGED = (
    "This PDF is damaged or was not sent whole. Download the report again from Ofsted's website."
)
TOO_LONG = f"This PDF has more than {PAGES} pages, so it is not an inspection report."
TOO_FULL = "This PDF holds far more text than an inspection report. Check that it is the report."
SCAN = (
    "This PDF has no text: its pages are pictures, so it cannot be read. Ask for the report as "
    "Ofsted published it, or enter the inspection by hand."
)
PROGRAM = (
    "This PDF holds a program (JavaScript), which a report does not. Download the report again "
    "from Ofsted's website."
)
# Fewer letters a page than this are a page number or a stamp on a picture.
_FEWEST = 20

_DEEPEST = 6
_SYMBOLS = ("symbol", "wingding", "webding", "dingbat")
UNKNOWN_GLYPH = "\ufffd"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of one font: `x` and `right` in points, `y` down to its baseline."""

    text: str
    x: float
    right: float
    y: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its number from 1, its size in points, and its pieces in the file's order."""

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]


def open_pdf(content: bytes) -> tuple[Sheet, ...]:
    """Return the pages of a PDF. Raises CannotRead with a sentence for the person."""
    _check(content)
    if has_program(content):
        raise CannotRead(PROGRAM)
    document = _document(content)
    try:
        count = len(document)
        if count > PAGES:
            raise CannotRead(TOO_LONG)
        sheets = tuple(_sheets(document, count))
    finally:
        document.close()
    if sum(len(piece.text.strip()) for sheet in sheets for piece in sheet.pieces) < _FEWEST * count:
        raise CannotRead(SCAN)
    return sheets


def _check(content: bytes) -> None:
    start = content[:1024].lstrip().lower()
    if not content.strip():
        raise CannotRead(EMPTY)
    if len(content) > LARGEST:
        raise CannotRead(TOO_BIG)
    if b"%pdf-" not in start:
        page = (
            start.startswith((b"<!doctype html", b"<html", b"\xef\xbb\xbf<")) or b"<html" in start
        )
        raise CannotRead(WEB_PAGE if page else NOT_PDF)


def _document(content: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) in (
            pdfium.FPDF_ERR_PASSWORD,
            pdfium.FPDF_ERR_SECURITY,
        )
        raise CannotRead(LOCKED if locked else DAMAGED) from error
    if not len(document):
        raise CannotRead(DAMAGED)
    return document


def _sheets(document: pypdfium2.PdfDocument, count: int) -> Iterator[Sheet]:
    characters = 0
    for index in range(count):
        try:
            sheet = _sheet(document[index], index + 1)
        except pypdfium2.PdfiumError as error:
            raise CannotRead(DAMAGED) from error
        characters += sum(len(piece.text) for piece in sheet.pieces)
        if characters > CHARACTERS:
            raise CannotRead(TOO_FULL)
        yield sheet


def _sheet(page: pypdfium2.PdfPage, number: int) -> Sheet:
    width, height = page.get_size()
    text = page.get_textpage()
    try:
        pieces = tuple(_Pieces(text, height).of(page))
    finally:
        text.close()
        page.close()
    return Sheet(number, width, height, pieces)


class _Pieces:
    """Reads the text objects of one page; its buffers are used again for each of them."""

    def __init__(self, text: pypdfium2.PdfTextPage, height: float) -> None:
        self.text, self.height, self.count = text, height, 0
        self.bounds = tuple(ctypes.c_float() for _ in range(4))
        self.font_size = ctypes.c_float()
        self.matrix = pdfium.FS_MATRIX()
        self._make_buffer(1 << 11)
        self.bold: dict[int, tuple[bool, bool]] = {}

    def of(self, page: pypdfium2.PdfPage) -> Iterator[Piece]:
        for index in range(pdfium.FPDFPage_CountObjects(page)):
            yield from self._object(pdfium.FPDFPage_GetObject(page, index), (), 0)

    def _object(
        self, found: object, above: tuple[tuple[float, ...], ...], deep: int
    ) -> Iterator[Piece]:
        self.count += 1
        if self.count > PIECES:
            raise CannotRead(TOO_FULL)
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield from self._piece(found, above)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and deep < _DEEPEST:
            inner = (self._matrix(found), *above)
            for index in range(pdfium.FPDFFormObj_CountObjects(found)):
                yield from self._object(pdfium.FPDFFormObj_GetObject(found, index), inner, deep + 1)

    def _matrix(self, found: object) -> tuple[float, ...]:
        pdfium.FPDFPageObj_GetMatrix(found, self.matrix)
        m = self.matrix
        return (m.a, m.b, m.c, m.d, m.e, m.f)

    def _piece(self, found: object, above: tuple[tuple[float, ...], ...]) -> Iterator[Piece]:
        left, bottom, right, top = self.bounds
        pdfium.FPDFPageObj_GetBounds(found, left, bottom, right, top)
        x, end = left.value, right.value
        if x == end:  # Nothing but spaces; what stands before them ends with one then.
            return
        words = self._words(found)
        blank = not words or words.isspace()
        bold, symbol = self._font(found)
        if blank and not symbol:
            return
        if symbol and len(words.strip()) == 1 and words.strip().isalpha():
            blank = True  # A letter of a font of symbols is a bullet or another sign.
        matrix = self._matrix(found)
        y, scale = matrix[5], (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
        pdfium.FPDFTextObj_GetFontSize(found, self.font_size)
        for a, _b, c, d, e, f in above:
            x, end, y = x * a + e, end * a + e, y * d + f
            scale *= (c**2 + d**2) ** 0.5
        size = self.font_size.value * scale
        yield Piece(UNKNOWN_GLYPH if blank else words, x, end, self.height - y, size, bold)

    def _words(self, found: object) -> str:
        size = pdfium.FPDFTextObj_GetText(found, self.text, self.pointer, len(self.buffer))
        if size > len(self.buffer):
            self._make_buffer(size)
            return self._words(found)
        return self.buffer.raw[: max(0, size - 2)].decode("utf-16-le", "replace")

    def _make_buffer(self, size: int) -> None:
        self.buffer = ctypes.create_string_buffer(size)
        self.pointer = ctypes.cast(self.buffer, ctypes.POINTER(ctypes.c_ushort))

    def _font(self, found: object) -> tuple[bool, bool]:
        """Return whether the font of a piece is bold, and whether it is one of symbols."""
        font = pdfium.FPDFTextObj_GetFont(found)
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self.bold:
            name = ctypes.create_string_buffer(128)
            pdfium.FPDFFont_GetBaseFontName(font, name, 128)
            plain = name.value.decode("ascii", "replace").casefold()
            heavy = "bold" in plain or pdfium.FPDFFont_GetWeight(font) >= 600
            self.bold[key] = (heavy, any(word in plain for word in _SYMBOLS))
        return self.bold[key]
