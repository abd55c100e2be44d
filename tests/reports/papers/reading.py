"""Reading a composed paper, and the paper it was made after, for what can be held side by side."""

import calendar
import datetime
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from reports.composing import Composed, compose
from reports.models import Report
from reports.paper.document import (
    Block,
    Box,
    Document,
    Heading,
    Items,
    Paragraph,
    PlanTable,
    Table,
)
from tests.reports.papers.printed_figures import PRINTED

TODAY = datetime.date(2026, 11, 22)
SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


def composed(reference: str) -> Composed:
    """Return a paper of the demo as it prints in public."""
    return compose(Report.objects.get(reference=reference), TODAY)


def headings(document: Document) -> list[str]:
    """Return every heading with its number, in order; those within a section stand in."""
    return [
        "  " * (block.level - 2) + f"{block.number} {block.text}".strip()
        for block in document.blocks
        if isinstance(block, Heading)
    ]


def numbers(document: Document) -> list[str]:
    """Return the numbers of all numbered paragraphs, in order."""
    return [b.number for b in document.blocks if isinstance(b, Paragraph) and b.number]


def places(document: Document) -> list[str]:
    """Return every number that a heading or a paragraph prints, in order."""
    found = [b.number for b in document.blocks if isinstance(b, Paragraph | Heading) and b.number]
    return [number.rstrip(".") for number in found]


def under(document: Document, key: str) -> tuple[Block, ...]:
    """Return what stands under a heading of the paper, by the key of its section."""
    found: list[Block] = []
    is_here = False
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 2:
            is_here = block.anchor == key
        elif is_here:
            found.append(block)
    return tuple(found)


def said(document: Document) -> dict[str, str]:
    """Return what stands under each number: its paragraph and all up to the next, tables too."""
    found: dict[str, list[str]] = {}
    at = ""
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 2:
            at = f"# {block.text}"
        if isinstance(block, Paragraph) and block.number:
            at = block.number.rstrip(".")
        found.setdefault(at, []).extend(words_of([block]))
    return {number: "\n".join(lines) for number, lines in found.items()}


def words_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the words of blocks, line by line, with the labels of lists."""
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield block.text
        elif isinstance(block, Items):
            for item in block.items:
                inner = list(words_of(item.blocks))
                yield from [f"{item.label} {inner[0]}".strip(), *inner[1:]]
        elif isinstance(block, Box):
            yield block.title
            yield from words_of(block.blocks)
        elif isinstance(block, Table):
            yield block.caption
            for row in grid(block):
                yield from row


def grid(table: Table) -> list[list[str]]:
    """Return a table as rows of words, its headings first where it has any."""
    rows = [[" ".join(words_of(cell.blocks)) for cell in row] for row in table.rows]
    return [list(table.headings), *rows] if table.headings else rows


def tables(blocks: Iterable[Block]) -> list[list[list[str]]]:
    """Return every table, those in boxes too."""
    found = []
    for block in blocks:
        if isinstance(block, Table):
            found.append(grid(block))
        elif isinstance(block, Box):
            found += tables(block.blocks)
    return found


def front(document: Document) -> dict[str, list[tuple[str, ...]]]:
    """Return the front matter by its labels."""
    return {row.label: list(row.lines) for row in document.front}


def plan_of(document: Document) -> PlanTable:
    """Return the plan that is attached."""
    [found] = [b for a in document.appendices for b in a.blocks if isinstance(b, PlanTable)]
    return found


# The paper itself


@cache
def seed(name: str) -> str:
    """Return the text of the source paper, skipping the test where it is not at hand."""
    path = SEEDS / f"{name}.txt"
    if not path.exists():
        pytest.skip("the source papers are not beside this checkout")
    return path.read_text(encoding="utf-8")


def squeezed(text: str) -> str:
    """Return a text in plain words: one space, straight quotes, no marks of Markdown."""
    text = re.sub(r"<[^>]+>|[*#|\[\]]", " ", text.replace("’", "'").replace("‘", "'"))
    return re.sub(r"\s+", " ", text.replace("–", "-")).strip()


def paragraphs_of(text: str, wanted: Iterable[str]) -> dict[str, str]:
    """Return the paper's words from each number to the next, numbers taken in this order.

    A number that comes twice, as a misprinted heading's does, has the words of both places.
    """
    found, at, last = {}, 0, ""
    for number in wanted:
        place = re.compile(rf"^[\s#-]*{re.escape(number)}\.?\s", re.MULTILINE).search(text, at)
        assert place, f"The paper has no {number} after {last}"
        if last:
            found[last] = found.get(last, "") + text[at : place.start()]
        at, last = place.end(), number
    found[last] = found.get(last, "") + text[at:]
    return found


def unlike(
    document: Document, name: str, left_out: Iterable[str] = ()
) -> dict[str, tuple[set[str], set[str]]]:
    """Return, by paragraph, the figures that the paper alone has, and those only ours has."""
    theirs, ours = printed(name), said(document)
    told = _told(document, left_out)
    pairs = {n: (theirs.get(n, set()), figures(ours[n])) for n in told}
    return {n: (a - b, b - a) for n, (a, b) in pairs.items() if a != b}


def printed(name: str) -> dict[str, set[str]]:
    """Return the figures of a paper by paragraph, those that have any."""
    return {number: set(found.split(", ")) for number, found in PRINTED[name].items()}


def figures_of(
    theirs: dict[str, str], document: Document, left_out: Iterable[str] = ()
) -> dict[str, set[str]]:
    """Return the same, read in the paper itself."""
    found = {number: figures(theirs[number]) for number in _told(document, left_out)}
    return {number: each for number, each in found.items() if each}


def _told(document: Document, left_out: Iterable[str]) -> list[str]:
    """Return the numbers of paragraphs but the last: what stands behind it has no number."""
    numbered = [number.rstrip(".") for number in numbers(document)][:-1]
    return [number for number in numbered if number not in set(left_out)]


def unnamed(named: dict[str, list[str]], told: dict[str, str]) -> list[tuple[str, str]]:
    """Return what is not named in its paragraph."""
    return [(n, name) for n, names in named.items() for name in names if in_order([name], told[n])]


_NUMBERS = {
    word: str(number)
    for number, word in enumerate("one two three four five six seven eight nine".split(), 1)  # noqa: SIM905
} | {"ten": "10", "eleven": "11", "twelve": "12"}


_MONTHS = [name.lower() for name in calendar.month_name[1:]]
_DAY = re.compile(rf"(\d+)(?:st|nd|rd|th)? ({'|'.join(_MONTHS)})\b")


def figures(text: str) -> set[str]:
    """Return the figures in a text, as digits: "11", "25.8", "12" for twelve, "1" for 1st.

    Its months and days too: "september", "30 september" for 30th September 2011.
    """
    plain = squeezed(text).lower()
    words = re.findall(r"[a-z]+", plain)
    written = {_NUMBERS[word] for word in words if word in _NUMBERS}
    days = {f"{day} {month}" for day, month in _DAY.findall(plain)}
    # May is a verb as well, so it is told apart by its capital.
    months = {word for word in words if word in _MONTHS and word != "may"}
    months |= {"may"} if re.search(r"\bMay\b", text) else set()
    return written | days | months | set(re.findall(r"\d+(?:\.\d+)?", plain))


def in_order(wanted: Iterable[str], text: str) -> str:
    """Return the first of the words that do not stand in the text in this order, or ""."""
    plain, at = squeezed(text).casefold(), 0
    for each in wanted:
        place = plain.find(squeezed(each).casefold(), at)
        if place < 0:
            return each
        at = place + 1
    return ""
