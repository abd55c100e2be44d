"""All that stands in a PDF: its pages, notes, bookmarks, metadata, earlier versions. Pure."""

import io
import re
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2

from reports.finished.parts import Everything

MOST_VERSIONS = 20
EARLIER = "more than 20 earlier versions of itself"
# Annotations that somebody wrote on a page, words that are to be blacked out and are not among
# them (ISO 32000-1, table 169). Links and form fields are of the page itself.
_NOTES = {
    f"/{name}"
    for name in (
        *("Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight"),
        *("Underline", "Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "Popup", "Redact"),
    )
}
_MARKUP = re.compile(r"<[^>]*>")
_ENDS = re.compile(rb"%%EOF")


@dataclass
class InPdf(Everything):
    """What all objects of a PDF hold, and what its pages say; `pictures` on them."""

    pictures: int = 0

    def read(self, content: bytes) -> None:
        """Take in a file. Raises PdfError or PdfiumError where it cannot be read."""
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for held in pdf.objects:
                self._take(held)
        self._take_pages(content)
        self._take_earlier(content)

    def _take_pages(self, content: bytes) -> None:
        for page in pypdfium2.PdfDocument(content):
            self.words += [" ", page.get_textpage().get_text_bounded()]

    def _take_earlier(self, content: bytes) -> None:
        """Take in what the file was before it was last saved: whoever opens it can go back."""
        ends = [found.end() for found in _ENDS.finditer(content)][:-1]
        if len(ends) > MOST_VERSIONS:
            self.carried[EARLIER] = None
            return
        for end in ends:
            try:
                self._take_pages(content[:end])
            except pypdfium2.PdfiumError:
                # The first part of a file that is made to be shown while it loads.
                continue

    def _take(self, held: Any) -> None:
        if isinstance(held, pikepdf.String):
            self.attributes.append(str(held))
        elif isinstance(held, pikepdf.Array):
            self._take_own(list(held))
        elif isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
            self._take_dictionary(held)

    def _take_own(self, values: list[Any]) -> None:
        for value in values:
            if isinstance(value, pikepdf.Object) and not value.is_indirect:
                self._take(value)

    def _take_dictionary(self, held: Any) -> None:
        subtype = str(held.get("/Subtype", ""))
        self.is_commented |= subtype in _NOTES and "/Rect" in held
        self.pictures += subtype == "/Image" and "/Width" in held
        if "/EF" in held:
            self.carried[str(held.get("/UF", held.get("/F", "a file")))] = None
        if str(held.get("/Type", "")) == "/Metadata":
            self.attributes.append(_MARKUP.sub(" ", held.read_bytes().decode("utf-8", "replace")))
        self._take_own([value for _, value in held.items()])
