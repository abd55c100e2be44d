"""A name found in any text, however it is spaced or written, and the mark that takes its place.

Pure: it knows words, not where they are kept.
"""

import datetime
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

HELD_BACK = "[withheld while a redaction is decided]"
MOST_WORDS, MOST_CHARACTERS, SENTENCE = 8, 80, 5
# What may stand between the words of a name: blanks, signs, and both as an address has them.
_BETWEEN = r"(?:[\W_]|%20|&#?\w{1,8};){0,40}"
# Accents written apart, and what is in a text without being seen.
_UNSEEN = "[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]*"
_START = r"(?:(?<![^\W_])|(?<=%20))"
_END = r"(?=s?(?![^\W_]))"
_MARK = r"\[(?:name|file) removed(?: on \d{1,2} \w+ \d{4})?\]|name-removed-on-[\w-]+|"
_ACCENTED = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]


@dataclass(frozen=True)
class Names:
    """Names to be found; each of `ways` is one way in which they were typed."""

    ways: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return what finds them: the longest first, so that no half of one is left.

        A mark that stands in the text already is found too, as the group `mark`.
        """
        found = "|".join(_way(way) for way in sorted(self.ways, key=len, reverse=True))
        return re.compile(f"(?P<mark>{_MARK[:-1]})|{_START}(?:{found}){_END}", re.IGNORECASE)

    def times_in(self, text: str) -> int:
        """Return how often they stand in `text`."""
        return sum(not match["mark"] for match in self.pattern.finditer(text))

    def replaced(self, text: str, mark: str) -> str:
        """Return `text` with `mark` in their place; earlier marks stay."""
        return self.pattern.sub(lambda match: match["mark"] or mark, text)


def names_in(words: str) -> Names:
    """Return the names in `words`, one way of writing a line; those without a letter fall out."""
    ways = [" ".join(line.split()) for line in words.splitlines()]
    return Names(tuple(dict.fromkeys(way for way in ways if _runs(way))))


def is_long_enough(way: str) -> bool:
    """Return whether a way of writing has letters enough to be looked for."""
    return sum(len(run) for run in _runs(way)) > 1


def why_no_name(way: str) -> str:
    """Return why a line can be no name, to go after "Line 2"; "" where it can be one."""
    words = len(way.split())
    if words > MOST_WORDS:
        return f"has {words} words: give the name alone, in {MOST_WORDS} words or fewer"
    if len(way) > MOST_CHARACTERS:
        return f"is too long: give the name alone, in {MOST_CHARACTERS} characters or fewer"
    if "?" in way or "!" in way or (words >= SENTENCE and way.rstrip().endswith(".")):
        return "is a sentence: give the name alone"
    return ""


def is_most_of(names: Names, text: str) -> bool:
    """Return whether the names are more of a text than a name in it would be.

    They are four fifths of four words or more, or half of it with more than four different words.
    """
    found = [match[0] for match in names.pattern.finditer(text) if not match["mark"]]
    withheld = [run.lower() for each in found for run in _runs(each)]
    every = _runs(text)
    share = sum(map(len, withheld)) / max(sum(map(len, every)), 1)
    return (share >= 0.8 and len(every) >= 4) or (share >= 0.5 and len(set(withheld)) > 4)


def mark_of(day: datetime.date) -> str:
    """Return what stands in the place of a name from now on."""
    return f"[name removed on {day:%-d %B %Y}]"


def shorter_marks(day: datetime.date) -> tuple[str, ...]:
    """Return the same for places with less and less room."""
    return mark_of(day), f"[name removed on {day:%-d %b %Y}]", "[name removed]"


def address_mark(day: datetime.date) -> str:
    """Return the same for an address, where no blank may stand."""
    return f"name-removed-on-{day:%-d-%B-%Y}".lower()


def file_mark(day: datetime.date) -> str:
    """Return what says that a file was removed."""
    return f"[file removed on {day:%-d %B %Y}]"


def in_json(value: Any, changed: Callable[[str], str]) -> Any:
    """Return a JSON value with each of its texts, keys included, as `changed` gives it."""
    if isinstance(value, str):
        return changed(value)
    if isinstance(value, list):
        return [in_json(each, changed) for each in value]
    if isinstance(value, dict):
        return {changed(key): in_json(each, changed) for key, each in value.items()}
    return value


def _runs(way: str) -> list[str]:
    """Return the letters and digits of a name, word by word."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", way))


def _way(way: str) -> str:
    return _BETWEEN.join("".join(map(_letter, run)) for run in _runs(way))


def _base(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].lower()


@cache
def _letter(letter: str) -> str:
    """Return what finds a letter, with any accent or none."""
    same = "".join(other for other in _ACCENTED if _base(other) == _base(letter))
    return f"[{re.escape(_base(letter) + letter)}{same}]{_UNSEEN}"
