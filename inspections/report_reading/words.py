"""Comparing printed words with the catalogue's: case, apostrophes, dashes and numbers apart."""

import re
from functools import lru_cache

_SIGNS = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "&": " and ", "\xa0": " "})
_NUMBERED = re.compile(r"^(?:section \d+ ?[:.-]? ?|\(?\d{1,2}(?:\.\d{1,2})*[.):]? +)")


@lru_cache(maxsize=16_384)
def plain(words: str) -> str:
    """Return words in small letters with plain signs, single spaces and no mark at the end."""
    return " ".join(words.translate(_SIGNS).casefold().split()).rstrip(" .:;,-")


def heading_key(words: str) -> str:
    """Return a heading without its number, article and commas: what its variants share."""
    text = unnumbered(words).removeprefix("the ").replace(",", "")
    return text.replace("experiences and progress", "experience and progress")


def unnumbered(words: str) -> str:
    """Return words as `plain` does, without the number of a heading before them."""
    return _NUMBERED.sub("", plain(words))
