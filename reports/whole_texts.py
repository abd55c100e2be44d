"""Texts too long for a cell of a workbook: they begin there, and stand whole on a further sheet."""

from collections.abc import Iterator
from dataclasses import dataclass

# What Excel takes, with room for what a part may need to be told apart.
LONGEST_CELL, LONGEST_PART = 32_767, 30_000
HEADINGS = ("Number", "How this part follows", "Text")
WIDTHS = (10, 24, 120)


@dataclass(frozen=True)
class Words:
    """What is said of a text that is shortened, and of how its parts follow each other."""

    sheet: str  # that has them whole
    mark: str  # with a place for the {number} of the text
    same_paragraph: str
    same_word: str


class WholeTexts:
    """The texts that did not fit, by number."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.texts: list[str] = []

    def fitting(self, text: str) -> str:
        """Return a text as a cell can hold it; one that is shortened says where it is whole."""
        if len(text) <= LONGEST_CELL:
            return text
        self.texts.append(text)
        mark = self.words.mark.format(number=len(self.texts))
        return text[: LONGEST_CELL - len(mark)] + mark

    def lines(self) -> Iterator[tuple[int, str, str]]:
        """Yield each part of each text: its number, how it follows the one before, its words."""
        for number, text in enumerate(self.texts, 1):
            for how, part in parts_of(text, self.words):
                yield number, how, part


def parts_of(text: str, words: Words, longest: int = LONGEST_PART) -> Iterator[tuple[str, str]]:
    """Yield the parts of a text that cells can hold, with how each follows the one before.

    None ends with an empty paragraph, which would be lost; no space begins one.
    """
    first, *others = text.split("\n")
    how, part = "", first
    for paragraph in [*others, None]:
        if paragraph is not None and len(part) + len(paragraph) < longest:
            part = f"{part}\n{paragraph}"
            continue
        while len(part) > longest:
            at, then = _cut(part, words, longest)
            yield how, part[:at]
            how, part = then, part[at:].lstrip(" ")
        full = part.rstrip("\n")
        yield how, full
        how, part = "", f"{part[len(full) :]}{paragraph or ''}"


def _cut(part: str, words: Words, longest: int) -> tuple[int, str]:
    """Return where a paragraph is cut, and how the rest of it follows."""
    space = part.rfind(" ", 1, longest)
    return (space, words.same_paragraph) if space > 0 else (longest, words.same_word)
