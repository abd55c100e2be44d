"""How parts of a paper name actions, dates and officers."""

from collections.abc import Iterable, Mapping

from actionplans.rows import NOT_IN_THE_PAPER, DateShown, Row
from reports.building.options import Option
from reports.drafting import words
from reports.drafting_standings import reference_of
from reports.paper.document import Block, Cell, Item, Items, Paragraph, bullets, paragraph
from reports.paper.written import written

NOT_STATED = "Not stated"
INTRO = Option(
    "intro",
    "Sentence before it",
    hint="In Markdown. One that begins with ~ goes on from the paragraph above.",
)


def introduced(text: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks behind the sentence a writer gave for them; () where there are none."""
    found = tuple(blocks)
    return (*written(text), *found) if found else ()


def numbered(text: str, counts: Mapping[str, int]) -> str:
    """Return a writer's sentences with numbers in place of "{name}", in words to ten."""
    for name, count in counts.items():
        text = text.replace(f"{{{name}}}", words.number(count))
    return text


def named(row: Row) -> str:
    """Return an action with its number: "13. Revise the guidance"; the number once."""
    number = reference_of(row)
    if not number:
        return row.text
    if row.text.startswith(f"Action {number} "):
        return f"Action {number}"
    return f"{number}. {row.text}"


def date_words(date: DateShown | None) -> str:
    """Return the day a timescale means, else its words; "Not stated" without any."""
    if date and date.due:
        return f"{date.due:%-d %B %Y}"
    return stated(date.words if date else "")


def stated(words: str) -> str:
    """Return what a source says; "Not stated" for nothing, and for what stands for nothing."""
    return NOT_STATED if words.strip() in ("", NOT_IN_THE_PAPER) else words


def agreed_words(date: DateShown) -> str:
    """Return who agreed a date, as the data says it; that nobody has yet."""
    return stated(date.agreed_by) if date.agreed else "Not agreed yet"


def lines_cell(text: str) -> Cell:
    """Return a cell; several lines of text are a list in it."""
    lines = [line.strip().lstrip("•-").strip() for line in text.splitlines() if line.strip()]
    if len(lines) > 1:
        return Cell((bullets(lines),))
    return Cell((paragraph(lines[0] if lines else NOT_STATED),))


def shares(*weights: float) -> tuple[float, ...]:
    """Return the shares of columns in whole per cent, which add up to 100."""
    exact = [100 * weight / sum(weights) for weight in weights]
    found = [int(share) for share in exact]
    by_rest = sorted(range(len(exact)), key=lambda n: found[n] - exact[n])
    for place in by_rest[: 100 - sum(found)]:
        found[place] += 1
    return tuple(found)


def nested(first: Paragraph, more: Iterable[str]) -> Item:
    """Return an entry of a list with further ones under it."""
    below = list(more)
    return Item((first, bullets(below))) if below else Item((first,))


def listed(items: Iterable[Item]) -> tuple[Items, ...]:
    """Return a list; () without entries."""
    found = tuple(items)
    return (Items(found),) if found else ()
