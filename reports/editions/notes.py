"""The note on the first page of a correction or a late paper: what it corrects, why it is late."""

import datetime
from dataclasses import dataclass, replace

from councils.day_words import in_words
from reports.paper.document import NOTE, Box, Document, paragraph

REPLACES = "It takes the place of the paper published on {}."
REPLACES_WITHDRAWN = (
    "It takes the place of the paper published on {}, which was withdrawn. Delete what you kept "
    "of that."
)
CORRECTS = "What it corrects: {}"
LATE = "Papers of this meeting had to be out by {}. It is late, because: {}"


@dataclass(frozen=True)
class Note:
    """A note in a frame: its title, and what it says, a paragraph each."""

    title: str
    said: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        return (self.title, *self.said)


def of_correction(mark: str, of: datetime.date, because: str, *, was_withdrawn: bool) -> Note:
    """Return the note of a correction; `of` is the day of the edition that it corrects."""
    replaces = (REPLACES_WITHDRAWN if was_withdrawn else REPLACES).format(in_words(of))
    return Note(mark, (replaces, *_paragraphs(CORRECTS, because)))


def of_late(mark: str, by: datetime.date, because: str) -> Note:
    """Return the note of a late paper; `by` is the day by which it had to be out."""
    return Note(mark, _paragraphs(LATE.replace("{}", in_words(by), 1), because))


def _paragraphs(words: str, because: str) -> tuple[str, ...]:
    first, *rest = [line.strip() for line in because.splitlines() if line.strip()] or [""]
    return (words.format(first), *rest) if first else ()


def with_note(document: Document, note: Note | None) -> Document:
    """Return a paper with a note before its first words."""
    if note is None:
        return document
    first, *rest = note.said or ("",)
    said = (paragraph(first, anchor=NOTE), *map(paragraph, rest))
    box = Box(note.title, said)
    return replace(document, blocks=(box, *document.blocks))
