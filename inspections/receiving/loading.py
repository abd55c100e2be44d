"""Reports loaded many at a time: each makes a national inspection, or adds to one that is held."""

import datetime
import re
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from councils.models import Council
from inspections.entering.entered import Asked, Entered
from inspections.entering.saving import enter, held_already, told_by_table
from inspections.frameworks import FRAMEWORKS
from inspections.learning.keeping import keep_sections
from inspections.models import Inspection, Recommendation
from inspections.receiving.confirming import differences
from inspections.receiving.drafting import rows_of
from inspections.report_reader import CannotRead, DraftInspection, read_report
from inspections.report_reading.reading import NO_PUBLISHED

_IN_NAME = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
SKIPPED, ADDED, HELD, FILLED = "skipped", "added", "held already", "added to"
_OF_COUNCIL = "the council entered it itself, so it is left as it is"
_NO_SUCH = "no council held was called {} then"
_UNREAD = "which inspection it is could not be read"


@dataclass(frozen=True)
class Loaded:
    """What became of one file: a word, and what a person should know about it."""

    name: str
    what: str
    told: tuple[str, ...] = ()

    @property
    def in_words(self) -> str:
        """Return a line that says so."""
        return f"{self.name}: {self.what}" + "".join(f"; {said}" for said in self.told)


def load_file(path: Path, today: datetime.date) -> Loaded:
    """Return what became of the report in a file. Nothing a council entered itself is touched."""
    try:
        draft = read_report(path.read_bytes(), path.name)
    except CannotRead as refusal:
        return Loaded(path.name, SKIPPED, (str(refusal),))
    except OSError as error:
        return Loaded(path.name, SKIPPED, (f"it cannot be opened: {error.strerror}",))
    return load_draft(path.name, draft, today)


@transaction.atomic
def load_draft(name: str, draft: DraftInspection, today: datetime.date) -> Loaded:
    """Return what became of what was read of a report in the file `name`."""
    if not (draft.council and draft.framework and draft.inspection_start and draft.inspection_end):
        return Loaded(name, SKIPPED, (_UNREAD, *draft.problems))
    council = _council(draft.council, draft.inspection_end)
    if council is None:
        return Loaded(name, SKIPPED, (_NO_SUCH.format(draft.council),))
    days = (draft.inspection_start, draft.inspection_end)
    if held := held_already(council, draft.framework, *days):
        return _fill(name, held, draft)
    entered = _entered(draft, draft.framework, *days, today)
    if of_table := _told_by_table(council, entered):
        return _fill(name, of_table, draft)
    made = enter(council, entered, Inspection.Source.REPORT)
    told = _make_national(made, name, today)
    keep_sections(made, draft)
    doubts = [said for said in draft.problems if not (told and said == NO_PUBLISHED)]
    return Loaded(name, ADDED, (*told, *doubts))


def _council(name: str, day: datetime.date) -> Council | None:
    return Council.objects.in_force_on(day).filter(name=name, is_fictional=False).first()


def _entered(
    draft: DraftInspection,
    framework: str,
    starts_on: datetime.date,
    ends_on: datetime.date,
    today: datetime.date,
) -> Entered:
    """Return what was read as somebody would have entered it."""
    return Entered(
        framework,
        starts_on,
        ends_on,
        grades=tuple((judged.area, judged.grade) for judged in draft.judgements),
        asked=tuple(_asked(draft)),
        published_on=_published(draft, ends_on, today),
        lead_inspector=draft.lead_inspector or "",
    )


def _asked(draft: DraftInspection) -> list[Asked]:
    rows = rows_of(draft)
    return [Asked(**{key: row[key] for key in row if key != "origin"}) for row in rows]


def _published(
    draft: DraftInspection, ended: datetime.date, today: datetime.date
) -> datetime.date | None:
    """Return the day of publication; None for one before the inspection ended or after `today`.

    Such a day is a misprint.
    """
    return draft.published if draft.published and ended <= draft.published <= today else None


def _told_by_table(council: Council, entered: Entered) -> Inspection | None:
    """Return what a table tells of the inspection; a report on the board alone adds nothing to it.

    The review of a safeguarding board, printed by itself, has the days of the inspection.
    """
    of_board = {area.key for area in FRAMEWORKS[entered.framework].areas if area.of_board}
    if entered.grades and {area for area, _ in entered.grades} <= of_board:
        return None
    return next(iter(told_by_table(council, entered)), None)


def _fill_days(held: Inspection, draft: DraftInspection) -> list[str]:
    """Give what a table tells of without its days those of the report; return what was given."""
    first, last = draft.inspection_start, draft.inspection_end
    published = held.published_on
    if held.days_stated or not (first and last) or (published and published < last):
        return []
    held.starts_on, held.ends_on, held.days_stated = first, last, True
    held.save()
    return ["the days of the inspection"]


def _make_national(made: Inspection, name: str, today: datetime.date) -> tuple[str, ...]:
    """Let anyone read it; where no day of publication is printed, say by when it was out."""
    told = []
    if made.published_on is None:
        made.out_by, source = _out_by(name, made.ends_on, today)
        told.append(f"no day of publication was read: out by {made.out_by:%-d %B %Y}, {source}")
    made.is_published = True
    made.save()
    return tuple(told)


def _out_by(name: str, ended: datetime.date, today: datetime.date) -> tuple[datetime.date, str]:
    """Return a day by which a report was out: that in its file's name, or else today."""
    for found in _IN_NAME.findall(name):
        try:
            day = datetime.date.fromisoformat(found)
        except ValueError:
            continue
        if ended <= day <= today:
            return day, "after the file’s name"
    return max(today, ended), "the day it was loaded"


def _fill(name: str, held: Inspection, draft: DraftInspection) -> Loaded:
    """Add to a national inspection what it has nothing of; change nothing that it has."""
    if not held.is_published:
        return Loaded(name, SKIPPED, (_OF_COUNCIL,))
    told = _fill_days(held, draft)
    if not held.report_sections.exists() and keep_sections(held, draft):
        told.append("what its report says under each judgement")
    from_table = held.source == Inspection.Source.OUTCOMES
    if from_table and draft.recommendations and not held.recommendations.exists():
        _add_recommendations(held, draft)
        number = len(draft.recommendations)
        told.append(f"{number} recommendation{'' if number == 1 else 's'}")
    unlike = tuple(differences(held, draft))
    return Loaded(name, FILLED if told else HELD, (*told, *unlike))


def _add_recommendations(held: Inspection, draft: DraftInspection) -> None:
    for order, row in enumerate(rows_of(draft), 1):
        words = {key: value for key, value in row.items() if key != "origin"}
        Recommendation.objects.create(inspection=held, order=order, **words)
