"""Text as every reader gives it: paragraphs without bullets, without signs nobody sees.

A line break is a paragraph break: whoever presses Shift and Enter in a cell means a new line of
the list, as in Excel, where a cell knows no other.
"""

import re

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = "\t\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
# Soft hyphens, marks of direction and of byte order, breaks of no width: none is seen.
_UNSEEN = "\xad\u200b\u200e\u200f\u2060\ufeff\ufffe\uffff" + "".join(
    map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
)
_CONTROLS = [chr(c) for c in [*range(0x20), *range(0x7F, 0xA0)] if not _BREAK.match(chr(c))]
_AS_SEEN = str.maketrans(
    dict.fromkeys(_CONTROLS, "") | dict.fromkeys(_UNSEEN, "") | dict.fromkeys(_SPACES, " ")
) | {0x2011: "-"}
_LONE = re.compile("[\ud800-\udfff]")
# Signs that only begin a list, and such as begin one when a space follows. The letters are what
# the bullets of a symbol typeface become in another one.
_BULLET = re.compile(
    r"\A(?:[•▪▫●○◦■□‣⁃∙·➢❖\uf0b7\uf0a7\uf0d8\uf076\uf0a8\uf02d]\s*|[-–—o§Ø]\s+)(?=\S)"
)


def clean(text: str) -> str:
    """Return `text` without control signs or signs of no width, every space a plain one.

    Half of a character, which neither UTF-8 nor the database can hold, becomes "�".
    """
    if text.isascii() and text.isprintable():
        return text
    return _LONE.sub("�", text).translate(_AS_SEEN)


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of `text` without the bullets in front of them.

    Empty ones stay, since what stands beside may be put there with them; but none stands last.
    """
    is_plain = text.isascii() and text.isprintable()
    lines = [text] if is_plain else _BREAK.split(clean(text))
    return ended([_without_bullet(line) for line in lines])


def ended(lines: list[str]) -> tuple[str, ...]:
    """Return `lines` up to the last that says something."""
    while lines and not lines[-1]:
        lines.pop()
    return tuple(lines)


def _without_bullet(line: str) -> str:
    return _BULLET.sub("", line.strip(), count=1) if line else line
