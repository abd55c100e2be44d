"""A Word file that somebody finished, with the mark of an edition in place of the draft's. Pure."""

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Sequence

from councils.limited import CannotRead
from reports.paper.document import NOTE
from reports.word.xml_text import escaped

STILL_DRAFT = (
    "The head of its pages says “{}”. Take that out in Word, on all pages, and send it again."
)
_BODY = "word/document.xml"
_DAY = r"\d{1,2} [A-Z][a-z]+ \d{4}"
_OURS = re.compile(
    rf"(?:Draft|Late paper|(?:Corrected on|To follow,) {_DAY})(?:\. Not for publication\b.*)?"
    r"|Not for publication\b.*"
)
_DRAFT = re.compile(r"\bdraft\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(</w:t>)")
# What a watermark says.
_WATERMARK = re.compile(r"\bstring=(?:\"([^\"]*)\"|'([^']*)')")
_WITHIN = r"(?:(?!</?w:{0}[ >]).)*?"
_NOTES = [
    re.compile(
        rf'<w:{tag}(?: [^>]*)?>{_WITHIN.format(tag)}w:name="{NOTE}\w*"'
        rf"{_WITHIN.format(tag)}</w:{tag}>",
        re.DOTALL,
    )
    for tag in ("tbl", "p")
]
_START = re.compile(r"<w:body(?: [^>]*)?>")
_FIRST_KEY = 990_001
_FRAME = "".join(
    f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right")
)


def marked(content: bytes, mark: str, note: Sequence[str] = (), title: str = "") -> bytes:
    """Return a Word file whose pages bear a mark ("" for none), and a note before its first words.

    Only marks that our own files have are changed, and only in heads of pages; all else is left to
    the byte. Raises CannotRead where a head says that it is a draft and is not ours; words of the
    paper's `title` may.
    """
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    out = io.BytesIO()
    is_changed = False
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(out, "w") as package:
        for info in parts.infolist():
            data = parts.read(info)
            new = _of_part(info.filename, data, mark, note, title)
            is_changed |= new != data
            package.writestr(info, new, info.compress_type)
    return out.getvalue() if is_changed else content


def _of_part(name: str, data: bytes, mark: str, note: Sequence[str], title: str) -> bytes:
    if name == _BODY and (note or NOTE.encode() in data):
        body = data.decode()
        for old in _NOTES:
            body = old.sub("", body)
        return _START.sub(lambda m: f"{m[0]}{_noted(note)}", body, count=1).encode()
    if not name.endswith(".xml") or b"<w:hdr" not in data:
        return _foreign(name, data)
    try:
        head = data.decode()
    except UnicodeDecodeError as broken:
        raise CannotRead(STILL_DRAFT.format("Draft")) from broken
    new = _PARAGRAPH.sub(lambda m: _with_mark(m[0], mark), head)
    _check(new, title)
    return new.encode()


def _foreign(name: str, data: bytes) -> bytes:
    """Return a part as it is: it is no head of pages as Word and LibreOffice write one."""
    if posixpath.basename(name).startswith("header"):
        words = _TAG.sub(" ", data.replace(b"\0", b"").decode("utf-8", "replace"))
        if _DRAFT.search(words):
            raise CannotRead(STILL_DRAFT.format(" ".join(words.split())))
    return data


def _with_mark(paragraph: str, mark: str) -> str:
    said = _said(paragraph)
    if not _OURS.fullmatch(said.strip()):
        return paragraph
    left = iter([escaped(mark)])
    return _TEXT.sub(lambda m: f"{m[1]}{next(left, '')}{m[3]}", paragraph)


def _said(part: str) -> str:
    return html.unescape("".join(text for _, text, _ in _TEXT.findall(part)))


def _check(head: str, title: str) -> None:
    """Raise CannotRead where a head of pages still says that it is a draft."""
    said = [_said(paragraph) for paragraph in _PARAGRAPH.findall(head)]
    said += (html.unescape("".join(found)) for found in _WATERMARK.findall(head))
    for words in said:
        if _DRAFT.search(words.replace(title, "") if title else words):
            raise CannotRead(STILL_DRAFT.format(words.strip()))


def _noted(note: Sequence[str]) -> str:
    """Return paragraphs in a frame, the first in bold, each with a bookmark to know it by."""
    found = []
    for place, words in enumerate(note):
        bold = "<w:rPr><w:b/></w:rPr>" if not place else ""
        key, name = _FIRST_KEY + place, f"{NOTE}_{place}"
        found.append(
            f"<w:p><w:pPr><w:pBdr>{_FRAME}</w:pBdr></w:pPr>"
            f'<w:bookmarkStart w:id="{key}" w:name="{name}"/><w:bookmarkEnd w:id="{key}"/>'
            f'<w:r>{bold}<w:t xml:space="preserve">{escaped(words)}</w:t></w:r></w:p>'
        )
    return "".join(found)
