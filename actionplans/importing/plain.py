"""Words as they are compared: without case, signs, or the marks of an apostrophe."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")


def tokens(words: str) -> list[str]:
    """Return the words of a text, small, with letters and figures only."""
    flat = words.lower() if words.isascii() else _without_marks(words)
    if "'" in flat or "’" in flat:
        flat = _APOSTROPHE.sub("", flat)
    return _WORD.findall(flat)


def _without_marks(words: str) -> str:
    flat = unicodedata.normalize("NFKD", words).casefold()
    return "".join(letter for letter in flat if not unicodedata.combining(letter))
