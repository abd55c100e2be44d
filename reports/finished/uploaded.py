"""The words of a file that was uploaded as an appendix. Pure; runs in a child process."""

import io
import re
from collections.abc import Iterator
from typing import Any

import openpyxl
import pypdfium2

from councils.limited import CannotRead, main
from councils.office_files import BROKEN, Package
from reports.finished.comparing import texts
from reports.finished.reading import read

NOT_READ = "The words of this file cannot be read."
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+")


def texts_in(content: bytes, name: str) -> list[str]:
    """Return the words of a file by paragraphs, rows or sentences.

    Raises CannotRead where it has none that can be read: a picture, a scan, a locked file.
    """
    reader = _READERS.get(name.lower().rpartition(".")[2])
    if reader is None:
        raise CannotRead(NOT_READ)
    try:
        found = [text for text in reader(content) if text.strip(" |")]
    except (pypdfium2.PdfiumError, *BROKEN) as broken:
        raise CannotRead(NOT_READ) from broken
    if not found:
        raise CannotRead(NOT_READ)
    return found


def _word(content: bytes) -> Iterator[str]:
    found = read(content)
    yield found.title
    yield from texts(found.blocks, found.appendices)


def _excel(content: bytes) -> Iterator[str]:
    Package(content)
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    for sheet in book.worksheets:
        yield sheet.title
        for row in sheet.iter_rows(values_only=True):
            yield " | ".join(str(value) for value in row if value is not None)


def _pdf(content: bytes) -> Iterator[str]:
    for page in pypdfium2.PdfDocument(content):
        # A line of a page ends where the page does, not where a sentence does.
        yield from _SENTENCE.split(" ".join(page.get_textpage().get_text_bounded().split()))


def _plain(content: bytes) -> Iterator[str]:
    yield from content.decode("utf-8-sig", "replace").splitlines()


_READERS = {"docx": _word, "xlsx": _excel, "pdf": _pdf, "txt": _plain, "csv": _plain}


def _answer(content: bytes, name: str) -> dict[str, Any]:
    return {"texts": texts_in(content, name)}


if __name__ == "__main__":
    main(_answer)
