"""An office file as the archive of parts it is, checked before any part of it is understood.

What inflates without end, calls on other files, or holds a program is refused here; so the readers
can trust what they get to be of bounded size, without entities. Pictures are never inflated.
"""

import hashlib
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from councils.limits import CannotRead

ENTRIES = 2_000
INFLATED = 50 * 1024**2
# An honest sheet of thousands of like rows inflates to some thirty times its size. The ratio
# counts only where the whole is big enough to do harm.
RATIO, HARMLESS = 100, 5 * 1024**2
_NEVER_READ = (
    ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".wdp",
    ".mp4", ".wav", ".odttf", ".fntdata", ".bin", ".xlsx", ".docx", ".pptx", ".pdf", ".thmx",
)  # fmt: skip
_MACROS = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")
_SIGNS = [f"<!{word}".encode(code) for word in ("DOCTYPE", "ENTITY") for code in
          ("utf-8", "utf-16-le", "utf-16-be")]  # fmt: skip
_ENCODING = re.compile(rb"^(?:\xef\xbb\xbf)?<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]+)")
_ENCODINGS = {b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}

AGAIN = "Open it in the program it was made with, save it again and try that."
DAMAGED = f"This file is damaged or was not sent whole. {AGAIN}"
LOCKED = "This file has a password. Save it without the password and try again."
MACROS = "This file holds macros, which are programs. Save it without macros and try again."
ENTITIES = f"This file calls on other files in a way that Word and Excel do not. {AGAIN}"
BOMB = "This file unpacks to far more than it should. Copy the table into a new file and try that."
TOO_LARGE = (
    "This file is too large to read at once. Copy the table into a new file, or split it, "
    "and try again."
)
# What a broken or forged archive or part makes the libraries raise.
BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, ElementTree.ParseError, EOFError, OSError,
    ValueError, ArithmeticError, LookupError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True)
class Relation:
    """What a part of the file belongs with: another part, or something outside the file."""

    kind: str  # the last word of its type: "styles", "worksheet"
    target: str
    is_outside: bool


class Package:
    """The parts of an office file. Raises CannotRead when it is not safe to read."""

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._names = {name.lower(): name for name in self._archive.namelist()}
        self._check_names()
        self._check_content(len(content))

    def main(self) -> str:
        """Return the name of the part that the whole file is about."""
        found = [r for r in self.relations("").values() if r.kind == "officeDocument"]
        if not found or not self.has(found[0].target):
            raise CannotRead(DAMAGED)
        return found[0].target

    def content_type(self, part: str) -> str:
        """Return what the file says that a part is, "" where it says nothing."""
        said = {}
        for child in self.tree("[Content_Types].xml"):
            of = child.get("PartName", child.get("Extension", "")).lstrip("/").lower()
            said[of] = child.get("ContentType", "")
        return said.get(part.lower()) or said.get(part.lower().rpartition(".")[2], "")

    def has(self, part: str) -> bool:
        return part.lower() in self._names

    def holding(self, words: str) -> list[str]:
        """Return the names of the parts that have `words` in their name."""
        return [name for lower, name in self._names.items() if words in lower]

    def names(self) -> list[str]:
        """Return the names of all parts, folders left out."""
        return [name for name in self._names.values() if not name.endswith("/")]

    def sha256(self, part: str) -> str:
        """Return the SHA-256 of a part, in hexadecimal. Raises KeyError for none."""
        with self._open(part) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]

    def feed(self, part: str, parser: ElementTree.XMLParser) -> None:
        """Give all of a part to a parser with a target of its own."""
        with self._open(part) as stream:
            while chunk := stream.read(1 << 20):
                parser.feed(chunk)
        parser.close()

    def tree(self, part: str) -> Element:
        """Return a part's root element; it must not be long. Raises KeyError for none."""
        with self._open(part) as stream:
            return ElementTree.parse(stream).getroot()  # noqa: S314 checked above

    def events(self, part: str) -> Iterator[tuple[str, Element]]:
        """Yield "start" and "end" with each element of a part; clear those you are done with."""
        with self._open(part) as stream:
            yield from ElementTree.iterparse(stream, ("start", "end"))  # noqa: S314 checked above

    def ends(self, part: str) -> Iterator[tuple[str, Element]]:
        """Yield each element of a part when it ends, in half the time of `events`."""
        with self._open(part) as stream:
            yield from ElementTree.iterparse(stream, ("end",))  # noqa: S314 checked above

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what a part ("" for the file) belongs with, by the identifiers it uses."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(rels):
            return {}
        return {child.get("Id", ""): _relation(folder, child) for child in self.tree(rels)}

    def related(self, part: str, kind: str) -> str:
        """Return the first part of a kind that `part` belongs with, "" for none."""
        for relation in self.relations(part).values():
            if relation.kind == kind and self.has(relation.target):
                return relation.target
        return ""

    def _open(self, part: str) -> IO[bytes]:
        return self._archive.open(self._names[part.lower()])

    def _check_names(self) -> None:
        infos = self._archive.infolist()
        if len(infos) > ENTRIES:
            raise CannotRead(BOMB)
        if any(info.flag_bits & 1 for info in infos):
            raise CannotRead(LOCKED)
        if len(self._names) < len(infos) or any(_leads_out(info.filename) for info in infos):
            raise CannotRead(DAMAGED)
        if any(posixpath.basename(name) in _MACROS for name in self._names) or any(
            "/macrosheets/" in f"/{name}" for name in self._names
        ):
            raise CannotRead(MACROS)

    def _check_content(self, packed: int) -> None:
        said = sum(info.file_size for info in self._archive.infolist())
        left = INFLATED
        for lower, name in self._names.items():
            if lower.endswith(_NEVER_READ):
                continue
            left -= self._check_part(name, left)
            inflated = INFLATED - left
            if inflated > HARMLESS and inflated > RATIO * packed:
                raise CannotRead(BOMB)
            if left < 0:
                raise CannotRead(BOMB if said > RATIO * packed else TOO_LARGE)

    def _check_part(self, name: str, most: int) -> int:
        """Return to how many bytes a part inflates, or as soon as there are more than `most`."""
        is_xml = name.lower().endswith((".xml", ".rels", ".vml"))
        before, inflated = b"", 0
        with self._archive.open(name) as stream:
            while inflated <= most and (chunk := stream.read(1 << 20)):
                if is_xml:
                    _check_xml(before[-32:] + chunk, is_beginning=not inflated)
                inflated += len(chunk)
                before = chunk
        return inflated


def _check_xml(data: bytes, *, is_beginning: bool) -> None:
    if any(sign in data for sign in _SIGNS):
        raise CannotRead(ENTITIES)
    said = _ENCODING.match(data) if is_beginning else None
    if said and said[1].lower() not in _ENCODINGS:
        raise CannotRead(DAMAGED)


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name)


def _relation(folder: str, element: Element) -> Relation:
    target = element.get("Target", "")
    is_outside = element.get("TargetMode") == "External"
    if not is_outside:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(element.get("Type", "").rpartition("/")[2], target, is_outside)
