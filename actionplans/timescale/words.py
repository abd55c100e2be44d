"""A timescale's words made ready for the grammar: one way of writing, no meaning yet.

Private to `actionplans/timescales.py`.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

# Longer cells are prose, whose beginning is enough to look for a date in.
LONGEST = 2000

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH_MARKS = tuple(name[:3].upper() for name in MONTHS)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_MARKS = tuple(name[:3].upper() for name in DAYS)

CARDINALS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15",
    "eighteen": "18", "twenty": "20", "thirty": "30",
}  # fmt: skip
ORDINALS = {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th",
    "sixth": "6th", "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th",
}  # fmt: skip
SHORT = {"sept": "SEP", "febr": "FEB", "tues": "TUE", "weds": "WED", "thur": "THU", "thurs": "THU"}
KNOWN: Mapping[str, str] = {
    **dict(zip(MONTHS, MONTH_MARKS, strict=True)),
    **{name[:3]: mark for name, mark in zip(MONTHS, MONTH_MARKS, strict=True)},
    **dict(zip(DAYS, DAY_MARKS, strict=True)),
    **{name[:3]: mark for name, mark in zip(DAYS, DAY_MARKS, strict=True)},
    **SHORT,
    **CARDINALS,
    **ORDINALS,
}

# Words a slip away from a month that are words or names of their own.
NO_MONTH = {
    "match", "marsh", "larch", "marc", "marco", "marcy", "arch", "jane", "jude", "judy", "jury",
    "juno", "jules", "julie", "julia", "tune", "augusta", "remember", "decembers", "octopus",
    "mac", "may", "janet", "janis", "apr",
}  # fmt: skip
# Words people mistype that mean something by themselves, wherever they stand.
OFTEN_MISTYPED = (
    "quarterly", "monthly", "fortnightly", "annually", "ongoing", "immediate", "immediately",
    "termly", "continuous",
)  # fmt: skip
SEASONS = ("spring", "summer", "autumn", "winter")
TERMS_CUT_SHORT = {"aut": "autumn", "spr": "spring", "sum": "summer"}
NO_SEASON = {"string", "sprint", "simmer", "springs", "summers", "winger"}

# What follows "may" where it is no month, and a first name that is also a month.
MODAL = re.compile(
    r" (?:also|be|change|have|include|need|not|require|result|take|vary|well|differ|continue)\b"
)
NO_MONTH_BEHIND = re.compile(r" (?:be|need|not|vary|differ)\b")
FIRST_NAMES = {"jan", "april", "may", "june", "august"}
BODIES = {
    "board", "cabinet", "committee", "council", "panel", "meeting", "forum", "scrutiny", "full",
    "and", "to", "or", "term", "half", "end", "review", "report", "audit", "then", "onwards",
    "ongoing", "monthly", "quarterly", "annually", "termly",
}  # fmt: skip

WORD = re.compile(r"[A-Za-z]+(?:(?<=[Ss]ep)'t\b)?")
LED_TO = re.compile(r"(?:^|\b(?:by|of|end|in|until|from) )$", re.I)
DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2} ?(?:st|nd|rd|th)?(?: of)?[ ./-]{0,2}$")
YEAR_AFTER = re.compile(r"[ .,/'-]{0,3}(?:19|20)\d\d(?!\d)")
SHORT_YEAR_AFTER = re.compile(r"[ ./'-]{0,2}\d\d(?!\d)")
TERM_OR_YEAR_AFTER = re.compile(r" (?:term\b|(?:19|20)\d\d(?!\d))", re.I)


class Plain(NamedTuple):
    """Words in one way of writing: lower case, months and days of the week as JAN and MON.

    A break between lines is still a line feed in `text`, for `timescale_lines` to judge.
    """

    text: str
    # The same words before months and numbers were marked, for quoting.
    words: str
    notes: tuple[str, ...]


def plain(text: str) -> Plain:
    """Return a cell's words in one way of writing, with a note for each mended word."""
    lines = tidy(text)
    words = lines.replace("\n", " ")
    notes: list[str] = []
    marked = WORD.sub(lambda found: _marked(found, notes), words)
    if len(text) > LONGEST:
        notes.append(f"Only the first {LONGEST:,} characters were read for a date.")
    return Plain(_with_breaks(marked, lines), words, tuple(dict.fromkeys(notes)))


def _with_breaks(marked: str, lines: str) -> str:
    """Return marked words with the line breaks they had; marking keeps the number of spaces."""
    spaces = iter(re.findall(r"\s", lines))
    return re.sub(r"\s", lambda _: next(spaces), marked)


def tidy(text: str) -> str:
    """Return the text with one kind of space, dash, quote and line break, and no markup."""
    text = re.sub(r"(?<=\d)[\u00b9\u00b2\u00b3\u2070-\u2079]+", "", text[:LONGEST])
    text = "".join(map(_usual, unicodedata.normalize("NFKC", text)))
    text = re.sub(r"</?sup>", "", text, flags=re.I)
    text = re.sub(r"<br ?/?>", "\n", text, flags=re.I)
    text = re.sub(r"<[^<>]{0,30}>", " | ", text)
    text = re.sub(r"(?<=\d)[\\_](?=\d)", "/", text)
    text = re.sub(r"(?<=\d)(st|nd|rd|th)(?=[A-Z])", r"\1 ", text)
    text = re.sub(r"[•·●▪◦○■□➢*]+", " | ", text)
    text = re.sub(r"\s+", lambda gap: "\n" if BREAK.search(gap[0]) else " ", text).strip()
    text = re.sub(r"\s*\|\s*", " | ", text)
    text = WRAPPED_WORD.sub(_whole_word, text)
    return WRAPPED_HYPHEN.sub("", text).strip()


BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# A line that ends in "bi-" or "June/", and one that ends inside a word ("Septem", "ber 2012").
WRAPPED_HYPHEN = re.compile(r"(?<=[A-Za-z][/-])\n(?=[A-Za-z0-9])")
WRAPPED_WORD = re.compile(r"\b([A-Za-z]+)-?\n([a-z]+)\b")


def _whole_word(found: re.Match[str]) -> str:
    word = found[1] + found[2]
    return word if word.lower() in {*MONTHS, *OFTEN_MISTYPED} else found[0]


def _usual(letter: str) -> str:
    if letter in "‘’`´ʼ′":
        return "'"
    kind = unicodedata.category(letter)
    if kind == "Pd" or letter in "−⁄":
        return "-" if letter != "⁄" else "/"
    return "" if kind == "Cf" or (kind == "Mn") else letter


def _marked(found: re.Match[str], notes: list[str]) -> str:
    """Return one word as the grammar knows it: JAN, MON, a number in figures or lower case."""
    word = found[0].lower().replace("'", "")
    after = found.string[found.end() : found.end() + 24]
    if word == "may" and (NO_MONTH_BEHIND if found[0] == "May" else MODAL).match(after):
        return "might"
    if word in FIRST_NAMES and _is_a_name(found[0], after):
        return "somebody"
    if word in TERMS_CUT_SHORT and re.match(r"\.? term", after, re.I):
        return TERMS_CUT_SHORT[word]
    return KNOWN.get(word) or _mended(word, found, after, notes)


def _is_a_name(word: str, after: str) -> bool:
    """Return whether a month's name is a person's: a surname with a capital stands behind it."""
    surname = re.match(r" ([A-Z][a-z]+)\b", after)
    if not surname or word.isupper():
        return False
    follows = surname[1].lower()
    return not (follows in BODIES or KNOWN.get(follows) or _slip(follows, MONTHS, 2))


def _mended(word: str, found: re.Match[str], after: str, notes: list[str]) -> str:
    """Return a mistyped month, season or frequency put right, and say so; else the word."""
    meant = _meant(word, found.string[max(0, found.start() - 9) : found.start()], after)
    if meant is None:
        return word
    said = meant.capitalize() if meant in MONTHS else meant
    notes.append(f"We read “{found[0]}” as {said}.")
    return KNOWN.get(meant, meant)


def _meant(word: str, before: str, after: str) -> str | None:
    if len(word) > 14 or len(word) < 3:
        return None
    if _beside_a_date(word, before, after) and word not in NO_MONTH:
        month = _slip(word, MONTHS, 2) or _cut_short(word)
        if month:
            return month
    if TERM_OR_YEAR_AFTER.match(after) and word not in NO_SEASON and len(word) >= 5:
        return None if word in SEASONS else _slip(word, SEASONS, 1)
    return _slip(word, OFTEN_MISTYPED, 1) if len(word) >= 5 else None


def _beside_a_date(word: str, before: str, after: str) -> bool:
    return bool(
        DAY_BEFORE.search(before)
        or (len(word) >= 6 and LED_TO.search(before) and not re.match(r"[ ]?\w", after))
        or YEAR_AFTER.match(after)
        or (len(word) >= 5 and SHORT_YEAR_AFTER.match(after))
    )


def _cut_short(word: str) -> str | None:
    """Return the month of which a word of four letters or more is the beginning."""
    return next((name for name in MONTHS if len(word) >= 4 and name.startswith(word)), None)


def _slip(word: str, names: tuple[str, ...], most: int) -> str | None:
    """Return the one name a slip of the fingers away: one slip, or two in a long name."""
    if word in names:
        return None
    allowed = {name: min(most, 2 if len(name) >= 8 else 1) for name in names if name[0] == word[0]}
    near = [name for name, slips in allowed.items() if slips_between(word, name) <= slips]
    return near[0] if len(near) == 1 else None


def slips_between(one: str, other: str) -> int:
    """Return how many letters were left out, added, changed or swapped between two words."""
    if abs(len(one) - len(other)) > 2:
        return 3
    earlier: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        now = [i]
        for j, opposite in enumerate(other, 1):
            best = min(row[j] + 1, now[j - 1] + 1, row[j - 1] + (letter != opposite))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == opposite:
                best = min(best, earlier[j - 2] + 1)
            now.append(best)
        earlier, row = row, now
    return row[-1]
