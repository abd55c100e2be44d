"""The key that a file has for its own ratings: what each label or colour stands for in it.

It stands in a table of its own, in rows below the plan, or in a paragraph above a table. The
meaning is taken from the key's plain words; words that say two things, or none, are not sure.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from actionplans.importing.contents import is_rating
from actionplans.importing.ratings import Key, colour_name, label_of, meaning_in_words
from actionplans.importing.tables import Cell, Document, Row
from actionplans.importing.understood import Skipped

_LABEL = r"[bragwy]|[1-9]|red|amber|green|blue|gr[ae]y|yellow|purple|white"
# "R = overdue; A = at risk", "Green: done"
_PAIR = re.compile(
    rf"(?<![\w.])({_LABEL})\s*(?:[=:–—]|-(?=\s)|\s-)\s*(.+?)"
    rf"(?=[\s,;.|/]+(?:{_LABEL})\s*(?:[=:–—]|-(?=\s)|\s-)|[;\n|]|$)",
    re.I,
)
_SEVERAL = re.compile(r"\s*(?:/|,|;|\bor\b)\s*", re.I)
_CLAUSE = re.compile(r"[,.;:(]|\s[–—-]\s")


def key_of(document: Document, skipped: Sequence[Skipped]) -> Key:
    """Return the meaning of each label of a file's key, and whether its words are plain.

    `skipped` are the file's rows that are none of the plan. A label explained twice in other
    words means nothing.
    """
    found: dict[str, tuple[str, bool]] = {}
    twice: set[str] = set()
    for label, words in _explained(document, skipped):
        name, meaning = label_of(label), _meaning(words)
        if found.setdefault(name, meaning) != meaning:
            twice.add(name)
    return {name: pair for name, pair in found.items() if pair[0] and name not in twice}


def _explained(document: Document, skipped: Sequence[Skipped]) -> Iterator[tuple[str, str]]:
    rows = {(at, row.number): row for at, table in enumerate(document.tables) for row in table.rows}
    for each in skipped:
        row = rows.get((each.table, each.number))
        yield from _in_row(row) if row else ()
    for table in document.tables:
        for paragraph in table.before:
            yield from _PAIR.findall(paragraph)


def _in_row(row: Row) -> Iterable[tuple[str, str]]:
    cells = [cell for cell in row.cells if cell.text.strip() or colour_name(cell.colour)]
    if len(cells) == 2 and (label := _label(cells[0])) and cells[1].text.strip():
        return [(label, " ".join(cells[1].text.split()))]
    return [pair for cell in cells for pair in _PAIR.findall(cell.text)]


def _label(cell: Cell) -> str:
    text = " ".join(cell.text.split())
    if not text:
        return colour_name(cell.colour)
    return text if is_rating(text) or re.fullmatch(_LABEL, text, re.I) else ""


def _meaning(words: str) -> tuple[str, bool]:
    """Return the meaning of a key's words; of several with different meanings none is sure."""
    said = [meaning_in_words(piece) for piece in _SEVERAL.split(words) if piece.strip()]
    meanings = dict.fromkeys(meaning for meaning, _ in said if meaning)
    if len(meanings) == 1:
        whole = meaning_in_words(words)
        return whole if whole[0] else (next(iter(meanings)), len(said) == 1)
    if len(meanings) > 1:
        return min(meanings, key=_MILDEST.index), False
    first = meaning_in_words(_CLAUSE.split(words)[0])
    return first if first[0] else _at_the_start(words)


# Of "delayed or at risk" the milder, for a person to confirm.
_MILDEST: tuple[str, ...] = (
    "complete", "embedded", "on_track", "at_risk", "off_track", "not_started",
)  # fmt: skip


def _at_the_start(words: str) -> tuple[str, bool]:
    start: Mapping[str, str] = {r"on (?:track|target|schedule)\b": "on_track"}
    found = (meaning for begin, meaning in start.items() if re.match(begin, words, re.I))
    return next(found, ""), False
