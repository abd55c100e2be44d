"""Appendix files are made from the data although the paper is from Word: where the two differ."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.finished.comparing import Difference, differences
from reports.finished.looking import texts_read, words_of_document
from reports.models import FinishedPaper
from reports.paper.document import Appendix, Document

MOST = 10
FROM_DATA = "The appendix files are made from the data, although the paper is from Word."


def differences_attached(
    finished: FinishedPaper, composed: Document, drawn: Sequence[Appendix]
) -> list[Difference]:
    """Return where a file's figures and dates differ from those of the appendices drawn from data.

    A file without these appendices differs in nothing. Raises CannotRead where the composed paper
    cannot be read back.
    """
    if not drawn:
        return []
    around = replace(composed, front=(), blocks=(), appendices=())
    alone = replace(around, appendices=tuple(drawn))
    attached = set(_words(finished, alone)) - set(_words(finished, around))
    there = set(texts_read(finished.read | {"blocks": []}))
    said = texts_read(finished.read)
    if attached.isdisjoint(said):
        return []
    found = differences(said, _words(finished, composed))
    return [
        each for each in found if each.held in attached or (not each.held and each.said in there)
    ]


def _words(finished: FinishedPaper, document: Document) -> list[str]:
    return words_of_document(finished.report, document)


def as_sentences(found: Sequence[Difference]) -> Iterator[str]:
    """Yield what differs, a sentence each, and how many more there are."""
    for each in found[:MOST]:
        yield f"{_who_says_what(each)}: “{_short(each.said or each.held)}”."
    if len(found) > MOST:
        yield f"The appendices differ in {len(found) - MOST} more places."


def _who_says_what(each: Difference) -> str:
    word, data = ", ".join(each.only_said), ", ".join(each.only_held)
    if word and data:
        return f"In an appendix, {word} in the Word file is {data} in the data"
    if word:
        return f"In an appendix, {word} is in the Word file and not in the data"
    return f"In an appendix, {data} is in the data and not in the Word file"


def _short(text: str, most: int = 120) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()} …"
