"""What a file's rating says: its words, letter, number or tick, or the colour of its cell.

The council's own labels come first: one colour means opposite things in two councils, so a
colour, its name or its letter means nothing without them. Plain words mean what they say.
"""

import colorsys
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from actionplans.importing.heading_words import plain
from actionplans.importing.symbols import is_sign
from actionplans.importing.tables import Cell
from actionplans.importing.understood import KnownLabel
from actionplans.rag import Meaning

LONGEST = 60  # letters: what is longer is a report on progress, not a rating
_FACES: Mapping[str, str] = {
    **dict.fromkeys(("☺", "🙂", "😀", "😊", "😃"), Meaning.ON_TRACK.value),
    **dict.fromkeys(("😐", "😑"), Meaning.AT_RISK.value),
    **dict.fromkeys(("☹", "🙁", "😟", "😞"), Meaning.OFF_TRACK.value),
}
_TICK = re.compile(r"[✓✔☑☒✗√üþxX1]|y|yes|tick(?:ed)?|true", re.I)
_NO = re.compile(r"[-–—☐□]|n|no|false|0", re.I)
_COLOURS = {"r": "red", "a": "amber", "g": "green", "b": "blue", "yellow": "amber", "gray": "grey"}
_HUES = ((18, "red"), (70, "amber"), (170, "green"), (260, "blue"), (325, "purple"), (361, "red"))
_FAINTEST = {"red": 0.1, "amber": 0.1, "green": 0.1, "purple": 0.15, "blue": 0.15}

# Words as `plain` gives them; the first that fits. "" is: said, but none of our meanings.
_WORDS: tuple[tuple[str, Meaning | None, bool], ...] = tuple(
    (pattern, meaning, sure)
    for pattern, meaning, sure in (
        (r"\b(?:n ?a|not applicable|superseded|withdrawn|tbc|tba|no longer)\b", None, False),
        (r"\bnot (?:yet )?due\b(?<!track but not yet due)", Meaning.NOT_STARTED, False),
        (r"\b(?:not|yet to|to be) (?:yet )?(?:been )?(?:start|begun|begin|commence|initiat)\w*",
         Meaning.NOT_STARTED, True),
        (r"\b(?:part|partial|partially|partly|nearly|almost|mostly|substantially|largely|near"
         r"|not|in|to be|be|un|when|until|if) (?:yet )?(?:fully )?"
         r"(?:complet|achiev|met|done|deliver|implement|embed|clos)\w*", None, False),
        (r"^(?!100 )\d+ percent\b", None, False),
        (r"\b(?:not|off) (?:on )?(?:track|target|schedule)\b|\b(?:overdue|behind|late|missed)\b"
         r"|\b(?:significant|major|serious)\w* (?:delay\w*|slippage)\b|\bwill not be met\b",
         Meaning.OFF_TRACK, True),
        (r"\b(?:minor|some|slight|small) (?:delays?|slippage|risks?|issues?|concerns?)\b",
         Meaning.AT_RISK, False),
        (r"\bdelayed\b", Meaning.OFF_TRACK, True),
        (r"\b(?:slipp\w+|delays?)\b", Meaning.OFF_TRACK, False),
        (r"\bat risk\b|\bunlikely to\b", Meaning.AT_RISK, True),
        (r"\bembedded\b", Meaning.EMBEDDED, True),
        (r"\bon (?:track|target|schedule|course|plan)\b|\b(?:going )?to plan\b|\bas planned\b",
         Meaning.ON_TRACK, True),
        (r"\b(?:complete|completed|achieved|done|closed|met|implemented|delivered|finished"
         r"|signed off|discharged)\b", Meaning.COMPLETE, True),
    )
)  # fmt: skip


class Rated(NamedTuple):
    """A rating as printed, and the `Meaning` it was taken for, "" where it has none.

    A meaning that is not sure is one to be confirmed.
    """

    words: str
    meaning: str = ""
    sure: bool = False


# What a file's own key says of a label (`label_of`): its meaning, and whether that is plain.
Key = Mapping[str, tuple[str, bool]]
NO_KEY: Key = {}


def meaning_of(
    cell: Cell, labels: Sequence[KnownLabel], said: Mapping[str, str], key: Key = NO_KEY
) -> Rated:
    """Return what a rating's cell says. `said`: printed words to meaning, as a person put right.

    A cell that has only a colour is printed "Green (colour of the cell)", one with a sign in
    that colour "Green (colour of the sign ●)"; a face without a colour means what it shows.
    Words and colour that stand for different labels of the council are not sure, nor are those
    of which the file's `key` says another thing; it counts where the council knows no such
    label. A cell of nothing is "".
    """
    colour = colour_name(cell.colour)
    words = " ".join(cell.text.split())
    sign = words if colour and is_sign(words) and not _is_tick(cell) else ""
    words = "" if sign else words
    what = f"sign {sign}" if sign else "cell"
    printed = words or (f"{colour.capitalize()} (colour of the {what})" if colour else "")
    if not printed:
        return Rated("")
    if printed in said:
        return Rated(printed, said[printed], True)
    by_words, by_colour = _label(words, labels), _of_colour(colour, labels)
    in_key = key.get(label_of(words or colour), ("", False))
    if by_words:
        agrees = by_colour in (None, by_words) and not _says_other(words, by_words)
        return Rated(printed, by_words.meaning, agrees and in_key[0] in ("", by_words.meaning))
    if by_colour and not words:
        return Rated(printed, by_colour.meaning, in_key[0] in ("", by_colour.meaning))
    if in_key[0] or not words:
        return Rated(printed, *in_key)
    return (
        Rated(printed, _FACES.get(words, ""), False)
        if words in _FACES
        else Rated(printed, *meaning_in_words(words))
    )


def label_of(words: str) -> str:
    """Return what a label is known by in a file's key: "R" and "Red" are the same."""
    return _COLOURS.get(plain(words), plain(words))


def rating_of(
    cells: Sequence[tuple[str, Cell]],
    labels: Sequence[KnownLabel],
    said: Mapping[str, str],
    key: Key = NO_KEY,
) -> Rated:
    """Return a row's rating from its rating columns, each with its heading.

    Of several columns to tick ("Achieved", "On Target to Achieve"; "R", "A", "G") the heading
    of the ticked one is the rating; two ticks are printed and mean nothing.
    """
    if len(cells) == 1 and not _is_tick(cells[0][1]):
        return meaning_of(cells[0][1], labels, said, key)
    marked = [(heading, cell) for heading, cell in cells if _is_marked(cell)]
    found = [_marked(heading, cell, labels, said, key) for heading, cell in marked]
    if len(found) == 1:
        return found[0]
    return Rated("; ".join(rated.words for rated in found))


def _is_tick(cell: Cell) -> bool:
    return bool(_TICK.fullmatch(cell.text.strip()))


def _is_marked(cell: Cell) -> bool:
    text = cell.text.strip()
    return bool(text or colour_name(cell.colour)) and not _NO.fullmatch(text)


def _marked(
    heading: str,
    cell: Cell,
    labels: Sequence[KnownLabel],
    said: Mapping[str, str],
    key: Key,
) -> Rated:
    if cell.text.strip() and not _is_tick(cell):
        return meaning_of(cell, labels, said, key)
    words = re.sub(r"\s*\([^)]*tick[^)]*\)|\?$", "", " ".join(heading.split()), flags=re.I)
    return meaning_of(Cell((words,)), labels, said, key)


# The council's labels


def _label(words: str, labels: Sequence[KnownLabel]) -> KnownLabel | None:
    """Return the one label that these words are: whole, its letter, or its number."""
    text = plain(words)
    for same in (_is_same, _begins, _is_letter, _is_number):
        found = [label for label in labels if same(text, plain(label.label))]
        if len(found) == 1:
            return found[0]
    return None


def _is_same(text: str, label: str) -> bool:
    unnumbered = re.sub(r"^\d+ ", "", label)
    return bool(text) and _COLOURS.get(text, text) in (label, unnumbered)


def _begins(text: str, label: str) -> bool:
    return bool(label) and len(text) <= LONGEST and text.startswith(f"{label} ")


def _is_letter(text: str, label: str) -> bool:
    return len(text) == 1 and text.isalpha() and label.startswith(text) and " " not in label


def _is_number(text: str, label: str) -> bool:
    number = re.match(r"\d+\b", text)
    return number is not None and label.split(" ")[0] == number.group()


def _says_other(words: str, label: KnownLabel) -> bool:
    """Return whether the words mean another thing than the label they begin with."""
    if plain(label.label).endswith(plain(words)):
        return False
    return meaning_in_words(words)[0] not in ("", label.meaning)


def _of_colour(colour: str, labels: Sequence[KnownLabel]) -> KnownLabel | None:
    found = [label for label in labels if colour and colour_name(label.colour) == colour]
    return found[0] if len(found) == 1 and colour != "grey" else None


# Without the council


def meaning_in_words(words: str) -> tuple[str, bool]:
    """Return what plain words mean by themselves, "" where nothing, and whether that is sure."""
    text = plain(words)
    if len(text) > LONGEST:
        return "", False
    for pattern, meaning, sure in _WORDS:
        if re.search(pattern, text):
            return (meaning.value if meaning else ""), sure
    return "", False


def colour_name(colour: str) -> str:
    """Return red, amber, green, blue, purple or grey for "#rrggbb"; "" for white, black, none."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return ""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if value < 0.2:
        return ""
    if saturation < 0.08:
        return "grey" if value < 0.93 else ""
    name = next(name for end, name in _HUES if hue * 360 < end)
    return name if saturation >= _FAINTEST[name] else ""
