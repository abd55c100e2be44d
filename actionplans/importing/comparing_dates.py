"""The dates of a revised file held against those of the plan's steps."""

from collections.abc import Iterator, Sequence

from actionplans.importing.changes import Change, Kind
from actionplans.importing.likeness import plain
from actionplans.importing.printed import Printed, same
from actionplans.importing.understood import Field
from actionplans.importing.wanted import WantedDate, WantedStep
from actionplans.models import DueDate, Milestone

Pairs = Sequence[tuple[Milestone | None, WantedStep]]


def date_changes(
    what: str, at: int, asked: WantedStep, step: Milestone, printed: Printed
) -> Iterator[Change]:
    """Yield the date the file gives a step in place of the one that stands.

    One that it had before is asked about: the file may be older than the move.
    """
    date = asked.moved or asked.date
    held = list(step.due_dates.all())
    if date is None or any(_same_date(date, each) for each in _standing(step, held, printed)):
        return
    first = [asked.date] if asked.moved and asked.date and not held else []
    before = held[-1].words if held else ""
    moved = f"{what}: new date" if held else f"{what}: date"
    is_back = any(_same_date(date, each) for each in held)
    for each in (*first, date):
        yield Change(Kind.DATE, moved, before, each.words, "", each, step, at, is_back)
        before = each.words


def _standing(step: Milestone, held: Sequence[DueDate], printed: Printed) -> list[DueDate]:
    """Return the date that counts, and the one that was asked for since, if there is one."""
    row = printed.rows.get(step.action_id)
    shown = next((each for each in row.steps if each.pk == step.pk), None) if row else None
    counts = {shown.date.pk} if shown and shown.date else set()
    return [each for each in held if each.pk in counts or each is held[-1]]


def _same_date(date: WantedDate, held: DueDate) -> bool:
    if plain(date.words) == plain(held.words):
        return not date.is_corrected or bool(date.meaning and date.meaning.due == held.due)
    meaning = date.meaning
    return bool(
        meaning and meaning.due and (meaning.due, meaning.repeats) == (held.due, held.recurrence)
    )


def dates_that_stay(pairs: Pairs, printed: Printed, fields: set[Field]) -> Iterator[str]:
    """Yield a sentence for each date that the file has otherwise and the plan keeps."""
    for at, (step, asked) in enumerate(pairs, 1):
        held = list(step.due_dates.all()) if step else []
        if not (step and held and fields & {Field.TIMESCALE, Field.REVISED_DATE}):
            continue
        date = asked.moved or asked.date
        if date is None:
            if Field.TIMESCALE in fields:
                yield f"Step {at}: the file has no date. “{held[-1].words}” stays."
            continue
        alike = [each for each in _standing(step, held, printed) if _same_date(date, each)]
        if alike and not any(same(date.words, each.words) for each in alike):
            yield f"Step {at}: the file writes “{date.words}”. The words agreed stay, the same day."
        if asked.moved and asked.date and not any(_same_date(asked.date, e) for e in held):
            yield (
                f"Step {at}: the file has “{asked.date.words}” as the first date. A first date "
                f"stays as it was agreed: “{held[0].words}”."
            )
