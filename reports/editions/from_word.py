"""What whoever publishes should know of a paper that was finished in Word."""

import datetime
from collections.abc import Iterator, Sequence

from councils.limits import CannotRead
from reports.finished.attached import FROM_DATA, as_sentences, differences_attached
from reports.finished.receiving import outdated
from reports.models import FinishedPaper, PaperAppendix
from reports.paper.document import Appendix, Document

KEPT_OUT = "with what is kept out of the public one"


def known_of(
    held: FinishedPaper,
    composed: Document | None,
    rows: Sequence[PaperAppendix],
    day: datetime.date,
) -> Iterator[str]:
    """Yield what to know of a Word file that stands for the paper, in sentences.

    `composed` is the same paper from the data, None where nothing of it is kept out any more;
    `rows` are its appendices.
    """
    what = "The paper" if held.is_public else f"The paper {KEPT_OUT}"
    yield f"{what} is published as it was finished in Word, in {held.file_name}."
    if since := outdated(held, day):
        yield since
    drawn = list(_drawn(held, composed, rows)) if composed else []
    if composed and drawn:
        yield FROM_DATA
        yield from _differing(held, composed, drawn)


def _drawn(
    held: FinishedPaper, composed: Document, rows: Sequence[PaperAppendix]
) -> Iterator[Appendix]:
    """Yield the appendices that get files of their own, drawn from the data."""
    for row, shown in zip(rows, composed.appendices, strict=True):
        if row.is_exempt != held.is_public and not row.is_to_follow and not row.file:
            yield shown


def _differing(held: FinishedPaper, composed: Document, drawn: Sequence[Appendix]) -> Iterator[str]:
    try:
        found = differences_attached(held, composed, drawn)
    except CannotRead as unread:
        yield f"The appendices could not be laid beside the Word file. {unread}"
        return
    if held.is_public:
        yield from as_sentences(found)
    elif found:
        # What is known is read by more people than what is kept out.
        places = "1 place" if len(found) == 1 else f"{len(found)} places"
        yield f"Appendices that are kept out differ from the Word file in {places}."
