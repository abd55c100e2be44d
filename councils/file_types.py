"""Which files are taken as evidence: by the ending of the name and by the content, both.

Taken are documents and pictures that hold no program: no macros, no web pages, no archives
and no e-mails, which can carry files of any kind. Where the e-mail itself is what is to be kept,
it is asked for by `E_MAILS`: it is kept as it came, read by nothing and only ever saved. What the
browser says of a file counts for
nothing. Nothing is unpacked but one small member of an office file, and of that a stated part.
"""

import codecs
import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO

import puremagic

from councils.mail_files import is_mail

NAME_LIMIT = 150
MEMBER_LIMIT = 1 << 20
DIRECTORY_LIMIT = 1 << 20


class NotTaken(Exception):
    """A file is refused; its text is the sentence that says why and what to do."""


@dataclass(frozen=True)
class FileType:
    """A kind of file that is taken. `mark` is what an office file says of itself."""

    ending: str
    words: str
    content_type: str
    mark: bytes = b""

    @property
    def a(self) -> str:
        """Return its words with their article: "an Excel workbook"."""
        return f"{'an' if self.words[0] in 'AEIOU' else 'a'} {self.words}"


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."


def _office(ending: str, words: str, kind: str) -> FileType:
    return FileType(ending, words, _OOXML + kind, f"{_OOXML}{kind}.main+xml".encode())


def _open_document(ending: str, words: str, kind: str) -> FileType:
    return FileType(ending, words, _ODF + kind, f"{_ODF}{kind}".encode())


TAKEN = {
    taken.ending: taken
    for taken in (
        FileType("pdf", "PDF", "application/pdf"),
        _office("docx", "Word document", "wordprocessingml.document"),
        _office("xlsx", "Excel workbook", "spreadsheetml.sheet"),
        _office("pptx", "PowerPoint presentation", "presentationml.presentation"),
        _open_document("odt", "OpenDocument text", "text"),
        _open_document("ods", "OpenDocument spreadsheet", "spreadsheet"),
        _open_document("odp", "OpenDocument presentation", "presentation"),
        FileType("csv", "CSV file", "text/csv"),
        FileType("txt", "plain text file", "text/plain"),
        FileType("png", "PNG picture", "image/png"),
        FileType("jpg", "JPEG picture", "image/jpeg"),
        FileType("jpeg", "JPEG picture", "image/jpeg"),
    )
}
# E-mails as Outlook and others save them, for where a person's own words are to be kept.
E_MAILS = {
    taken.ending: taken
    for taken in (
        FileType("eml", "e-mail", "message/rfc822"),
        FileType("msg", "Outlook e-mail", "application/vnd.ms-outlook"),
    )
}
IN_WORDS = "PDF, Word, Excel, PowerPoint, OpenDocument, CSV, plain text, PNG or JPEG"

_TEXT, _OFFICE, _OPEN = {"csv", "txt"}, {"docx", "xlsx", "pptx"}, {"odt", "ods", "odp"}
_SAVE_AS = f"Save it as {IN_WORDS} and attach that."
_MACROS = "“{name}” can hold macros. Save it as {instead}, without macros, and attach that."
_OLD = "“{name}” is in an old format that can hide macros. Save it as {instead} and attach that."
_ARCHIVE = "“{name}” holds other files. Take them out and attach them one by one."
_MAIL = (
    "“{name}” is an e-mail, which can carry files of any kind. Save it as PDF and attach that, "
    "and its own files one by one."
)
_NOT_MAIL = (
    "“{name}” is called {a}, but its content is something else. Save the e-mail again from your "
    "mailbox, or as PDF, and attach that."
)
_PROGRAM = "“{name}” is a program. Attach a document in its place: " + IN_WORDS + "."
_WEB_PAGE = (
    "“{name}” is a web page or a drawing that can run programs. Save it as PDF and attach that, "
    "or give its address as a link."
)
_OTHER = "“{name}” is not a file that can be attached. " + _SAVE_AS
_NOT_SO = "“{name}” is called {a}, but its content is something else. {save_as}"
_LOCKED = (
    "“{name}” has a password or is in an old format. Save it as .{ending} without a password "
    "and attach that."
)
_EMPTY = "“{name}” is empty. Check the file and attach it again."

_REFUSED: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("docm", "dotm"), (_MACROS, ".docx")),
    **dict.fromkeys(("xlsm", "xltm", "xlsb", "xlam"), (_MACROS, ".xlsx")),
    **dict.fromkeys(("pptm", "potm", "ppsm", "ppam"), (_MACROS, ".pptx")),
    **dict.fromkeys(("doc", "dot", "rtf"), (_OLD, ".docx")),
    **dict.fromkeys(("xls", "xlt"), (_OLD, ".xlsx")),
    **dict.fromkeys(("ppt", "pps"), (_OLD, ".pptx")),
    **dict.fromkeys(("zip", "7z", "rar", "gz", "tar", "tgz", "iso"), (_ARCHIVE, "")),
    **dict.fromkeys(("msg", "eml", "mht", "mhtml", "pst"), (_MAIL, "")),
    **dict.fromkeys(
        ("exe", "com", "bat", "cmd", "msi", "dll", "scr", "js", "vbs", "ps1", "sh", "jar", "lnk"),
        (_PROGRAM, ""),
    ),
    **dict.fromkeys(("html", "htm", "xhtml", "svg", "xml", "hta"), (_WEB_PAGE, "")),
}

_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_PROGRAMS = (b"\x7fELF", b"#!", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_MARKUP = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|\?xml|html|head|body|script|svg|iframe|object|embed"
    r"|meta|link|style|title|img|form)\b",
    re.IGNORECASE | re.DOTALL,
)
_MACRO_MEMBERS = ("vbaproject.bin", "vbadata.xml")
_MACRO_FOLDERS = ("basic/", "scripts/")


def clean_name(name: str) -> str:
    """Return a file's name without folders, control or direction signs, in 150 characters."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    kept = re.sub(r'[<>:"|?*]', " ", kept)
    kept = " ".join(kept.split()).strip(". ")
    stem, dot, ending = kept.rpartition(".")
    if not dot:
        return kept[:NAME_LIMIT] or "file"
    return f"{stem[: NAME_LIMIT - 1 - len(ending)].rstrip()}.{ending}"[-NAME_LIMIT:]


def ending_of(name: str) -> str:
    """Return the ending of a file's name in small letters, without its dot; "" for none."""
    _, dot, ending = name.rpartition(".")
    return ending.lower() if dot else ""


def file_type(
    name: str, content: BinaryIO, also: Mapping[str, FileType] = MappingProxyType({})
) -> FileType:
    """Return what the file is; raise NotTaken, with a sentence, unless name and content agree.

    `name` is a clean name; `also`: what is taken here beside `TAKEN` (`E_MAILS`). `content` is
    left at its beginning.
    """
    taken = also.get(ending_of(name)) or _type_by_name(name)
    content.seek(0)
    head = content.read(4096)
    content.seek(0)
    if not head:
        raise NotTaken(_EMPTY.format(name=name))
    problem = _problem(taken, head, content)
    content.seek(0)
    if problem:
        words = {"name": name, "ending": taken.ending, "a": taken.a, "instead": f".{taken.ending}"}
        raise NotTaken(problem.format(**words, save_as=_SAVE_AS))
    return taken


def _type_by_name(name: str) -> FileType:
    ending = ending_of(name)
    if ending not in TAKEN:
        sentence, instead = _REFUSED.get(ending, (_OTHER, ""))
        raise NotTaken(sentence.format(name=name, instead=instead))
    return TAKEN[ending]


def _problem(taken: FileType, head: bytes, content: BinaryIO) -> str:
    """Return why the content is refused under this name, as a pattern; "" when it is not."""
    if head.startswith(_PROGRAMS) or (head.startswith(b"MZ") and b"\0" in head):
        return _PROGRAM
    if taken.ending in E_MAILS:
        return "" if is_mail(taken.ending, content) else _NOT_MAIL
    if _MARKUP.match(_as_text(head)):
        return _WEB_PAGE
    if taken.ending in _TEXT:
        return "" if _is_text(content) else _NOT_SO
    if taken.ending in _OFFICE and head.startswith(_OLE2):
        return _LOCKED
    if taken.ending not in _known_as(content):
        return _NOT_SO
    return _problem_inside(taken, content) if taken.mark else ""


def _known_as(content: BinaryIO) -> set[str]:
    """Return the endings that go with the first bytes; each zip-based one counts for all."""
    try:
        found = {match.extension.lstrip(".") for match in puremagic.magic_stream(content)}
    except (ValueError, puremagic.PureError):
        return set()
    return found | _OPEN | _OFFICE if "docx" in found else found


def _as_text(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8-sig", "replace")


def _is_text(content: BinaryIO) -> bool:
    """Return whether it is text in UTF-16, as Excel writes it, or in any code of single bytes."""
    data = content.read()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return not _NOT_TEXT.search(data.decode("utf-16").encode())
        except UnicodeDecodeError:
            return False
    return not _NOT_TEXT.search(data)


def _problem_inside(taken: FileType, content: BinaryIO) -> str:
    """Return what is wrong with an office file, from its directory and one small member."""
    if not 0 < _directory_size(content) <= DIRECTORY_LIMIT:
        return _NOT_SO
    try:
        with zipfile.ZipFile(content) as archive:
            names = [name.lower() for name in archive.namelist()]
            said = _member(archive, "mimetype" if taken.ending in _OPEN else "[Content_Types].xml")
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError, RuntimeError, zlib.error):
        return _NOT_SO
    if _has_macros(names, said):
        return _MACROS
    if taken.ending in _OPEN:
        return "" if said.strip() == taken.mark else _NOT_SO
    return "" if re.search(rb"[\"']" + re.escape(taken.mark) + rb"[\"']", said) else _NOT_SO


def _has_macros(names: list[str], said: bytes) -> bool:
    return (
        b"macro" in said.lower()
        or any(name.endswith(_MACRO_MEMBERS) for name in names)
        or any(name.startswith(_MACRO_FOLDERS) for name in names)
    )


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return the start of a member; raise KeyError unless there is one, simply packed."""
    if archive.namelist().count(name) != 1:
        raise KeyError(name)
    if archive.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise KeyError(name)
    with archive.open(name) as member:
        return member.read(MEMBER_LIMIT)


def _directory_size(content: BinaryIO) -> int:
    """Return the size in bytes of an archive's directory, before anything reads it; 0 for none.

    One of many entries would take the memory of hundreds of documents to read.
    """
    content.seek(0, io.SEEK_END)
    content.seek(-min(content.tell(), 1 << 16), io.SEEK_END)
    tail = content.read()
    content.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22 or b"PK\x06\x07" in tail[max(0, at - 20) : at]:
        return 0
    return int(struct.unpack("<L", tail[at + 12 : at + 16])[0])
