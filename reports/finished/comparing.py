"""Figures and dates of a finished paper that differ from what the data say. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reports.paper.document import Appendix, Block, Heading, Paragraph, Table, walk

_MONTHS = "January February March April May June July August September October November December"
_MONTH = "|".join(f"{name}|{name[:3]}" for name in _MONTHS.split())
_COUNTED = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_FIGURE = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})\b(?:\s+(?P<year>\d{{4}})(?!\d))?"
    r"|\d{1,4}[/-]\d{1,2}[/-]\d{2,4}"
    rf"|(?P<of>{_MONTH})\s+(?P<in>\d{{4}})(?!\d)"
    r"|£?\d[\d,]*(?:\.\d+)?\s?%?"
    rf"|\b(?P<word>{'|'.join(_COUNTED)})\b",
    re.IGNORECASE,
)
# How alike two paragraphs are that say the same thing in other words.
ALIKE = 0.5


@dataclass(frozen=True)
class Difference:
    """One place where they differ: what each says, and the figures only one of them has."""

    said: str
    held: str
    only_said: tuple[str, ...]
    only_held: tuple[str, ...]


def texts(blocks: Iterable[Block], appendices: Iterable[Appendix] = ()) -> list[str]:
    """Return the words of a paper paragraph by paragraph; a table's rows are one each."""
    found: list[str] = []
    attached = list(appendices)
    titles = (Heading(each.title) for each in attached if each.title)
    for block in (*blocks, *titles, *(b for each in attached for b in each.blocks)):
        if isinstance(block, Table):
            found.append(" | ".join(block.headings))
            found += [" | ".join(" ".join(_words(c.blocks)) for c in row) for row in block.rows]
        else:
            found += list(_words((block,)))
    return [text for text in found if text.strip(" |")]


def differences(said: Sequence[str], held: Sequence[str]) -> list[Difference]:
    """Return where the figures and dates of two papers differ, in the first one's order.

    Paragraphs that say nearly the same are laid beside each other. A figure that stands alone in
    one of them is told, but a paragraph of its own is only where its figures stand nowhere else.
    """
    everywhere = figures(" ".join(held)), figures(" ".join(said))
    found = [_difference(*pair, *everywhere) for pair in _pairs(said, held)]
    return [each for each in found if each.only_said or each.only_held]


def figures(text: str) -> Counter[str]:
    """Return the figures and dates in a text, each in one spelling ("1 March 2017", "5%")."""
    return Counter(_spelled(match) for match in _FIGURE.finditer(text))


def _spelled(match: re.Match[str]) -> str:
    if match["month"]:
        year = f" {match['year']}" if match["year"] else ""
        return f"{int(match['day'])} {_full(match['month'])}{year}"
    if match["of"]:
        return f"{_full(match['of'])} {match['in']}"
    if match["word"]:
        return str(_COUNTED.index(match["word"].lower()) + 2)
    return re.sub(r"[\s,]", "", match[0])


def _full(month: str) -> str:
    return next(name for name in _MONTHS.split() if name.lower().startswith(month.lower()[:3]))


def _difference(said: str, held: str, all_held: Counter[str], all_said: Counter[str]) -> Difference:
    more, less = figures(said) - figures(held), figures(held) - figures(said)
    if not held:
        more = Counter({each: 1 for each in more if each not in all_held})
    if not said:
        less = Counter({each: 1 for each in less if each not in all_said})
    return Difference(said, held, tuple(more), tuple(less))


def _pairs(said: Sequence[str], held: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield paragraphs beside each other that are not the same; "" where one has none."""
    matcher = SequenceMatcher(None, _plain(said), _plain(held), autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what != "equal":
            yield from _beside(said[a:b], list(held[c:d]))


def _plain(texts: Sequence[str]) -> list[str]:
    return [" ".join(text.casefold().split()) for text in texts]


def _beside(said: Sequence[str], held: list[str]) -> Iterator[tuple[str, str]]:
    for text in said:
        nearest = max(held, key=lambda other: _likeness(text, other), default="")
        if nearest and _likeness(text, nearest) >= ALIKE:
            held.remove(nearest)
            yield text, nearest
        else:
            yield text, ""
    yield from (("", text) for text in held)


def _likeness(one: str, other: str) -> float:
    """Return how alike two texts are by their words, 0 to 1."""
    words, others = Counter(one.casefold().split()), Counter(other.casefold().split())
    whole = sum(words.values()) + sum(others.values())
    return 2 * sum((words & others).values()) / whole if whole else 0.0


def _words(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in walk(blocks):
        if isinstance(block, Paragraph | Heading):
            yield block.text
