"""Tells whether a PDF holds a program, wherever in the file it stands."""

import re
import zlib

# A name may spell any of its letters by number.
_LETTERS = "JavaScript"
_NAME = re.compile(
    rb"/" + b"".join(f"(?:{letter}|#{ord(letter):02x})".encode() for letter in _LETTERS), re.I
)
_PACKED = re.compile(rb"/ObjStm\b[^>]{0,400}>>\s{0,3}stream\r?\n|/ObjStm\b[^<]{0,400}stream\r?\n")
# Objects other than text and pictures are small; this is a hundred times what a report has.
_MOST = 20 * 1024**2


def has_program(content: bytes) -> bool:
    """Return whether a PDF names JavaScript, openly or among its packed objects."""
    if _NAME.search(content):
        return True
    return any(_NAME.search(_unpacked(content, at.end())) for at in _PACKED.finditer(content))


def _unpacked(content: bytes, start: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(content[start:], _MOST)
    except zlib.error:
        return b""
