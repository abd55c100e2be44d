"""Taking a table of outcomes in: all of it or nothing, and nothing twice."""

import datetime
import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from councils.day_words import in_words
from councils.limits import CannotRead
from councils.models import User
from inspections import frameworks
from inspections.entering.entered import Entered
from inspections.models import Inspection, Judgement, OutcomeRow, OutcomesFile
from inspections.outcomes.reading import read_table
from inspections.outcomes.tables import Reported, newest_day, reported
from inspections.outcomes.weighing import Weighed, Weighing, What, counted

NO_ROWS = "No row of this table tells of an inspection. Check the file and try again."
IN_FUTURE = "The newest report in this table is of {}, which is still to come. Check its days."
TOO_EARLY = "The newest report in this table is of {}. It cannot tell of an earlier day."
KEPT_AS_AT = "This file is held already, as at {}."
_TABLE = OutcomesFile._meta.db_table


def keep_file(
    content: bytes,
    name: str,
    today: datetime.date,
    *,
    as_at: datetime.date | None = None,
    by: User | None = None,
) -> OutcomesFile:
    """Return the file as it was read, kept once; nothing of it is taken in yet.

    Without `as_at` it tells of the day of its newest report. Raises CannotRead.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    if held := OutcomesFile.objects.filter(sha256=sha256).first():
        if as_at and held.as_at != as_at:
            raise CannotRead(KEPT_AS_AT.format(in_words(held.as_at)))
        return held
    table = read_table(content, name)
    newest = _newest(table, today)
    if as_at and as_at < newest:
        raise CannotRead(TOO_EARLY.format(in_words(newest)))
    return OutcomesFile.objects.get_or_create(
        sha256=sha256,
        defaults={
            "name": name[-200:],
            "kind": table["kind"],
            "rows": table["rows"],
            "as_at": as_at or newest,
            "uploaded_by": by,
        },
    )[0]


def _newest(table: dict[str, Any], today: datetime.date) -> datetime.date:
    """Return the day of a table's newest report. Raises CannotRead where there can be none."""
    newest = newest_day(reported(table["kind"], table["rows"]))
    if newest is None:
        raise CannotRead(NO_ROWS)
    if newest > today:
        raise CannotRead(IN_FUTURE.format(in_words(newest)))
    return newest


def weigh(file: OutcomesFile) -> list[Weighed]:
    """Return what taking the file in would do now, row by row; writes nothing."""
    return Weighing(file.as_at).of(reported(file.kind, file.rows))


@transaction.atomic
def load(file: OutcomesFile) -> list[Weighed]:
    """Take the file in, and return what was done row by row. Again, it changes nothing."""
    with connection.cursor() as cursor:
        # Two loads at once would each add the same inspection.
        cursor.execute(f"LOCK TABLE {_TABLE} IN SHARE ROW EXCLUSIVE MODE")
    weighed = weigh(file)
    known = set(file.outcome_rows.values_list("inspection_id", flat=True))
    for row in weighed:
        _Taking(file, row).take(known)
    counts = counted(weighed)
    if file.loaded_at is None or counts["added"] or counts["changed"]:
        file.loaded_at, file.counts = timezone.now(), counts
        file.save(update_fields=["loaded_at", "counts"])
    return weighed


@dataclass(frozen=True)
class _Taking:
    file: OutcomesFile
    weighed: Weighed

    def take(self, known: set[int]) -> None:
        """Write what becomes of one row, and that this table says it."""
        inspection = self.weighed.inspection
        if self.weighed.what == What.ADDED:
            inspection = self._added()
        elif self.weighed.what == What.CHANGED:
            self._change()
        if inspection and inspection.pk not in known and self._says_it(inspection):
            self._link(inspection)

    def _says_it(self, inspection: Inspection) -> bool:
        is_ours = inspection.source == Inspection.Source.OUTCOMES
        return is_ours and self.weighed.what != What.DIFFERS

    def _link(self, inspection: Inspection) -> None:
        assert self.weighed.row is not None  # noqa: S101 only skipped rows have none
        OutcomeRow.objects.create(
            file=self.file,
            inspection=inspection,
            number=self.weighed.number,
            report_url=self.weighed.row.report_url,
        )

    def _added(self) -> Inspection:
        row, council = self.weighed.row, self.weighed.council
        assert row is not None  # noqa: S101 as above
        assert council is not None  # noqa: S101 as above
        framework = frameworks.FRAMEWORKS[row.framework]
        inspection = Inspection.objects.create(
            council=council,
            key=_free_key(f"{council.slug}-{row.framework}-{row.published_on}"),
            framework=row.framework,
            visit=row.visit,
            title=_called(row),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            days_stated=row.days_stated,
            published_on=row.published_on,
            theme=row.theme,
            lead_inspector=row.lead_inspector,
            is_published=True,
            source=Inspection.Source.OUTCOMES,
        )
        order = [area.key for area in framework.areas]
        Judgement.objects.bulk_create(
            _judgement(inspection, area, grade, order.index(area) + 1)
            for area, grade in row.grades.items()
        )
        return inspection

    def _change(self) -> None:
        inspection = self.weighed.inspection
        assert inspection is not None  # noqa: S101 what changes is held
        assert self.weighed.row is not None  # noqa: S101 as above
        fields = {c.name: c.said for c in self.weighed.changes if not c.area}
        for name, value in fields.items():
            setattr(inspection, name, value)
        if {"starts_on", "ends_on"} & fields.keys():
            inspection.days_stated = True
        if fields:
            inspection.save()
        for change in self.weighed.changes:
            if change.area:
                self._change_grade(inspection, change.area, change.said)

    def _change_grade(self, inspection: Inspection, area: str, grade: str) -> None:
        order = [known.key for known in inspection.catalogue().areas].index(area) + 1
        if not inspection.judgements.filter(area=area).update(grade=grade):
            _judgement(inspection, area, grade, order).save()


def _called(row: Reported) -> str:
    """Return its title, made as that of an inspection entered by hand is."""
    return Entered(row.framework, row.starts_on, row.ends_on, days_stated=row.days_stated).called


def _judgement(inspection: Inspection, area: str, grade: str, order: int) -> Judgement:
    return Judgement(
        inspection=inspection,
        framework=inspection.framework,
        area=area,
        grade=grade,
        order=order,
    )


def _free_key(key: str) -> str:
    """Return the key, or the first of key-2, key-3 ... that no inspection has."""
    taken = set(Inspection.objects.filter(key__startswith=key).values_list("key", flat=True))
    number = 2
    found = key
    while found in taken:
        found, number = f"{key}-{number}", number + 1
    return found
