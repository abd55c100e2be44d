"""Which words of a finished paper stand under which of its headings. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from reports.finished.comparing import texts
from reports.paper.document import Appendix, Block, Heading

# A place in a paper: a heading's words, and which of several of the same words it is. Before the
# first heading it is ("", 0).
Place = tuple[str, int]
START: Place = ("", 0)
_TYPED_NUMBER = re.compile(r"^\d+(\.\d+)*[.)]?\s+")
_SAME = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})


def places(headings: Sequence[str]) -> list[Place]:
    """Return where each section of a paper stands, by its headings in their order.

    A section without a heading stands with the one before it.
    """
    met: Counter[str] = Counter()
    found: list[Place] = []
    for heading in headings:
        words = plain_heading(heading)
        if words:
            found.append((words, met[words]))
            met[words] += 1
        else:
            found.append(found[-1] if found else START)
    return found


def under_headings(
    blocks: Sequence[Block], appendices: Sequence[Appendix], headings: Sequence[str]
) -> dict[Place, tuple[Block, ...]]:
    """Return the blocks under each of `headings`, by place, the heading itself not among them.

    Sections begin at the level at which most of the headings stand; what is attached, or stands
    under another heading of that level, belongs to none.
    """
    known = {plain_heading(each) for each in headings} - {""}
    flat = [*blocks, *_attached(appendices)]
    level = _level(flat, known)
    found: dict[Place, list[Block]] = {START: []}
    met: Counter[str] = Counter()
    here: list[Block] | None = found[START]
    for block in flat:
        if not isinstance(block, Heading) or block.level > level:
            if here is not None:
                here.append(block)
            continue
        words = plain_heading(block.text)
        here = None
        if words in known:
            here = found[(words, met[words])] = []
            met[words] += 1
    return {place: tuple(held) for place, held in found.items()}


def words_of(blocks: Sequence[Block], codes: frozenset[str]) -> list[str]:
    """Return the words of blocks, paragraph by paragraph, without the codes of clearances.

    Spaces, kinds of quotation marks and of dashes are no words: Word changes them by itself.
    """
    said = (text for text in texts(blocks) if text.strip() not in codes)
    return [" ".join(text.translate(_SAME).split()) for text in said]


def plain_heading(heading: str) -> str:
    """Return a heading's words as they are compared: without case, spaces and a typed number."""
    words = " ".join(heading.translate(_SAME).casefold().split())
    return _TYPED_NUMBER.sub("", words)


def _attached(appendices: Sequence[Appendix]) -> Iterator[Block]:
    """Yield what is attached with its title: a body's wide page counts as attached in a file."""
    for each in appendices:
        yield Heading(each.title or each.label)
        yield from each.blocks


def _level(blocks: Sequence[Block], known: set[str]) -> int:
    levels = Counter(
        b.level for b in blocks if isinstance(b, Heading) and plain_heading(b.text) in known
    )
    return levels.most_common(1)[0][0] if levels else 2
