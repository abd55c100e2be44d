"""What a plan's table says of dates: the words agreed, what became of them, and what is late."""

from collections.abc import Iterator

from actionplans.cells import Mark, Paragraph, Run, note, steps_of
from actionplans.rag import Status
from actionplans.rows import DateShown, Row, Step


def timescale(row: Row, *, apart: bool) -> Iterator[Paragraph]:
    """Yield the words agreed, once where the steps share them; then what has become of them.

    `apart`: a column beside it has the new dates.
    """
    shared = row.shared_date
    if shared:
        yield from _agreed(shared, 0, 0, apart)
        yield from _late(row, numbered=True)
        return
    for place, number, step in steps_of(row):
        yield from _agreed(step, place, number, apart)
        yield from _late(row, only=place)


def _agreed(step: Step, place: int, number: int, apart: bool) -> Iterator[Paragraph]:
    """Yield a step's date: the first where a column beside it has the new one, else the last."""
    if apart:
        date = step.original or step.date
        if date:
            yield _date((), date, place, number)
        return
    if step.date:
        was = step.original
        yield _date((Run(was.words, Mark.WAS),) if was else (), step.date, place, number)
    yield from _moves(step, place, number)


def _date(before: tuple[Run, ...], date: DateShown, place: int, number: int) -> Paragraph:
    day = date.due if date.due and date.words == f"{date.due:%-d %B %Y}" else None
    return Paragraph((*before, Run(date.words)), place, number, day=day)


def _moves(step: Step, place: int, number: int) -> Iterator[Paragraph]:
    if step.moves:
        yield note(moved_words(step), place)
    if step.requested:
        yield note(f"New date asked for: {step.requested.words}", place, number)


def revised(row: Row) -> Iterator[Paragraph]:
    """Yield the new date of each step that moved, once where all moved alike, and why."""
    shared = row.shared_date
    for place, number, step in [(0, 0, shared)] if shared else steps_of(row):
        if step.original and step.date:
            yield _date((), step.date, place, number)
        yield from _moves(step, place, number)


def _late(row: Row, only: int = 0, numbered: bool = False) -> Iterator[Paragraph]:
    for place, _, step in steps_of(row):
        words = lateness_in_few_words(step)
        if words and only in (0, place):
            yield note(words, place, place if numbered else 0)


def lateness_in_few_words(step: Step) -> str:
    """Return how a step stands to its date: "Late by 26 days", "Past its date"; else ""."""
    if step.status == Status.LATE:
        return f"Late by {step.days_late} day{'' if step.days_late == 1 else 's'}"
    past = step.status == Status.SILENT or (step.status == Status.CLAIMED and step.days_late)
    return "Past its date" if past else ""


def moved_words(step: Step) -> str:
    """Return every move of a step's date with its reason and who agreed, a line each; "" if none.

    "Moved 2 times: to 31 October 2026, because: The trainer left. Agreed by: An officer;" ...
    """
    moves = step.agreed_dates[1:]
    if len(moves) < 2:
        return "".join(f"Moved: {_why(date)}." for date in moves)
    return f"Moved {len(moves)} times: " + ";\n".join(map(move_words, moves)) + "."


def move_words(to: DateShown) -> str:
    """Return one move: "to 31 October 2026, because: The trainer left. Agreed by: An officer"."""
    return f"to {to.words}, because: {_why(to)}"


def _why(date: DateShown) -> str:
    reason = " ".join(date.reason.split()) or "No reason given."
    stop = "" if reason.endswith(_STOPS) else "."
    return f"{reason}{stop} Agreed by: {date.agreed_by.rstrip('.')}"


_STOPS = tuple(f"{stop}{after}" for stop in ".!?…" for after in ("", ")", "”", "’", '"', "'"))
