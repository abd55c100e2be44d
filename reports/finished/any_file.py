"""All that stands in a file that is published as it is: Word, Excel, PDF or picture.

Pure; runs in a child process.
"""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

from councils.limited import CannotRead, main
from councils.office_files import BROKEN, Package
from reports.finished.parts import Everything, everything_in, is_picture
from reports.finished.pdf_parts import InPdf
from reports.finished.sheet_parts import InSheets

NOT_READ = "It could not be read: it is damaged, has a password, or is not what its name says."
_BROKEN = (pypdfium2.PdfiumError, pikepdf.PdfError, Image.DecompressionBombError, *BROKEN)


def told(content: bytes, name: str) -> dict[str, Any]:
    """Return the words and attributes of a file, what it hides or carries, how many pictures.

    Raises CannotRead with a sentence.
    """
    reader = _READERS.get(name.lower().rpartition(".")[2])
    if reader is None:
        raise CannotRead(NOT_READ)
    try:
        found, pictures = reader(content)
    except _BROKEN as broken:
        raise CannotRead(NOT_READ) from broken
    return {
        "words": "".join(found.words),
        "attributes": list(dict.fromkeys(found.attributes)),
        "carried": list(found.carried),
        "is_tracked": found.is_tracked,
        "is_commented": found.is_commented,
        "hidden": list(getattr(found, "hidden", ())),
        "pictures": pictures,
    }


Read = tuple[Everything, int]


def _word(content: bytes) -> Read:
    package = Package(content)
    return everything_in(package), sum(map(is_picture, package.names()))


def _excel(content: bytes) -> Read:
    package = Package(content)
    found = everything_in(package, InSheets())
    found.is_tracked |= bool(package.holding("/revisions/"))
    return found, sum(map(is_picture, package.names()))


def _pdf(content: bytes) -> Read:
    found = InPdf()
    found.read(content)
    return found, found.pictures


def _picture(content: bytes) -> Read:
    found = Everything()
    with Image.open(io.BytesIO(content)) as picture:
        # What stands behind the picture itself is known once it was read.
        picture.load()
        about = [*picture.info.values(), *picture.getexif().values()]
    found.attributes += (_in_words(each) for each in about if isinstance(each, str | bytes))
    return found, 1


def _in_words(about: str | bytes) -> str:
    return about if isinstance(about, str) else about.decode("utf-8", "replace")


_READERS: dict[str, Callable[[bytes], Read]] = {
    "docx": _word,
    "xlsx": _excel,
    "pdf": _pdf,
    "png": _picture,
    "jpg": _picture,
    "jpeg": _picture,
}


if __name__ == "__main__":
    main(told)
