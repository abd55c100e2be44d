"""What the preview of a file has to ask about a row that was read."""

import datetime
from collections.abc import Iterator

from actionplans.importing.understood import Corrections, Field, ReadLead, ReadRow

# Steps of one row whose dates, and texts of one cell whose steps, can be chosen here.
MOST_OF_A_ROW = 40


def leads_in(row: ReadRow) -> list[ReadLead]:
    """Return the leads of a row and of its steps, each words once."""
    found = [*row.leads, *row.accountable, *(lead for step in row.steps for lead in step.leads)]
    return list({lead.words: lead for lead in found}.values())


def ratings_in(row: ReadRow) -> list[tuple[str, str]]:
    """Return the ratings printed in a row and its steps, each with its meaning, "" for none."""
    found = [(row.rating or row.claim, row.rating_meaning)]
    found += [(step.rating, step.rating_meaning) for step in row.steps]
    return list({words: (words, meaning) for words, meaning in found if words.strip()}.values())


def dates_in(row: ReadRow) -> Iterator[tuple[int, str, datetime.date | None]]:
    """Yield (step from 0, -1 for the row; the words; the day they mean) of each timescale."""
    if row.timescale:
        yield -1, row.timescale, row.reading.due if row.reading else None
    for number, step in enumerate(row.steps[:MOST_OF_A_ROW]):
        if step.timescale:
            yield number, step.timescale, step.reading.due if step.reading else None


def may_split(row: ReadRow, said: Corrections) -> bool:
    chosen = row.key in said.one_step | said.split
    return chosen or len(row.steps) > 1 or "\n" in row.action.strip() or _has_lines(row)


def _has_lines(row: ReadRow) -> bool:
    return any("\n" in step.text for step in row.steps)


def may_pair_progress(row: ReadRow) -> bool:
    asked = any(stacked.field == Field.PROGRESS for stacked in row.stacked)
    return not asked and len(row.steps) > 1 and "\n" in row.progress.strip()
