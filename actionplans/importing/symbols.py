"""What the letters of symbol typefaces show: a tick is typed as "ü" in Wingdings."""

import unicodedata
from functools import lru_cache

_WINGDINGS = {
    0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x75: "◆",
    0x76: "❖", 0xA1: "○", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑",
    0xE2: "↓", 0xE8: "→", 0xF0: "→", 0xF3: "↔", 0xFB: "✗", 0xFC: "✓", 0xFD: "✗", 0xFE: "✓",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "✗", 0x52: "✓", 0x53: "✗", 0x54: "✗", 0x97: "●", 0xA2: "■",
    0xA3: "☐",
}  # fmt: skip
_WEBDINGS = {0x61: "✓", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x72: "✗"}
_SYMBOL = {0x2D: "-", 0xA7: "♣", 0xAE: "→", 0xAC: "←", 0xB3: "≥", 0xA3: "≤", 0xB7: "•", 0xD6: "√"}
_TYPEFACES = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}
# Where no typeface is named, the private signs of Word are those of Wingdings.
_PRIVATE = {0xF000 + code: sign for code, sign in _WINGDINGS.items()} | {0xF0B7: "•"}


def shown(text: str, typeface: str) -> str:
    """Return what `text` shows in a typeface; a sign not known here stays as it is typed.

    More than three letters are words that merely have the typeface of a tick beside them.
    """
    signs = _TYPEFACES[typeface.strip().lower()] if is_symbols(typeface) else None
    if signs is None or len(text.strip()) > 3:
        return text if text.isascii() else text.translate(_PRIVATE)
    if signs is _SYMBOL and text.isascii():
        return text  # a bracket or a number; Greek is seldom meant
    return "".join(signs.get(ord(char) & 0xFF, char) if _is_code(char) else char for char in text)


@lru_cache(maxsize=1000)
def is_symbols(typeface: str) -> bool:
    """Return whether a typeface shows signs in place of letters."""
    return typeface.strip().lower() in _TYPEFACES


def _is_code(char: str) -> bool:
    return ord(char) <= 0xFF or 0xF000 <= ord(char) <= 0xF0FF


_DISCS = frozenset("•·")


def is_sign(text: str) -> bool:
    """Return whether a cell's text is one sign and no word: a disc, a flag, a face."""
    signs = text.strip().removesuffix("\ufe0f")
    return 0 < len(signs) <= 2 and all(
        sign in _DISCS or (ord(sign) > 127 and unicodedata.category(sign) == "So") for sign in signs
    )
