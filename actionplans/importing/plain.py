"""Words as they are compared: without case, signs, or the marks of an apostrophe."""

import re
import unicodedata


def tokens(words: str) -> list[str]:
    """Return the words of a text, small, with letters and figures only."""
    flat = unicodedata.normalize("NFKD", words).casefold()
    flat = "".join(letter for letter in flat if not unicodedata.combining(letter))
    return re.findall(r"[^\W_]+", re.sub(r"(?<=\w)['’](?=\w)", "", flat))
