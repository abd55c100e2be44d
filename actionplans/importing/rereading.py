"""What a file was understood to say: as the worker kept it, or made anew where that is quick.

A file of thousands of rows takes seconds to understand. Nothing rests on what is kept: it is
looked up by everything it depends on, and made anew where it is not there.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast, Length

from actionplans.importing import apart
from actionplans.importing.apart import Answer, understand_apart
from actionplans.importing.kept import from_plain, to_plain
from actionplans.importing.outline import Outline, understood_of
from actionplans.importing.understood import Known, ReadRow, Understood
from actionplans.models import ImportReading, ImportReadingPart, PlanImport
from councils.limits import CannotRead

# Rows kept together: a page of a preview needs few of many thousand.
ROWS_A_PART = 100
# Versions whose reading is kept: somebody may still have an older one open.
VERSIONS_KEPT = 3
# As the tables are kept, in characters: some 500 rows, understood in a quarter of a second.
SMALL = 300_000
MOST_IN_MEMORY = 2
_in_memory: OrderedDict[tuple[Any, ...], "Reading | None"] = OrderedDict()


@dataclass(frozen=True)
class Reading:
    """A file as it is understood: what is said of it as a whole, and its rows where asked for."""

    outline: Outline
    kept: ImportReading | None = None
    made: tuple[ReadRow, ...] = ()

    @classmethod
    def of(cls, kept: ImportReading) -> "Reading":
        return cls(from_plain(Outline, kept.outline), kept)

    def rows(self, start: int, stop: int) -> list[ReadRow]:
        """Return some of the rows, by their places."""
        if self.kept is None:
            return list(self.made[start:stop])
        first = start // ROWS_A_PART
        parts = self.kept.parts.filter(number__gte=first, number__lte=(stop - 1) // ROWS_A_PART)
        found = _rows_of(parts.order_by("number").values_list("rows", flat=True))
        return found[start - first * ROWS_A_PART : stop - first * ROWS_A_PART]

    @cached_property
    def understood(self) -> Understood:
        """Return it with all of its rows."""
        return understood_of(self.outline, self.rows(0, len(self.outline.rows)))


def _rows_of(parts: Any) -> list[ReadRow]:
    return [from_plain(ReadRow, row) for rows in parts for row in rows]


def reading_of(
    planned: PlanImport, known: Known, version: int, corrections: Mapping[str, Any]
) -> Reading | None:
    """Return what an import says with the corrections of a version, None where a worker has to.

    That is where it is not kept, and would keep somebody waiting for their page.
    """
    kept = planned.readings.filter(version=version, known=digest_of(known)).first()
    if kept:
        return Reading.of(kept)
    return _made(planned, known, corrections) if is_small(planned) else None


def is_small(planned: PlanImport) -> bool:
    """Return whether a file is understood while somebody waits for a page."""
    size = Length(Cast("document", TextField()))
    sizes = PlanImport.objects.filter(pk=planned.pk).annotate(characters=size)
    return bool(sizes.values_list("characters", flat=True).get() <= SMALL)


def _made(planned: PlanImport, known: Known, corrections: Mapping[str, Any]) -> Reading | None:
    """Return what is understood while somebody waits, None where that takes too long."""
    said = json.dumps(corrections, sort_keys=True)
    key = (planned.pk, planned.sha256, planned.asked_at, said, digest_of(known))
    _in_memory[key] = (
        _in_memory.pop(key) if key in _in_memory else _read(planned, known, corrections)
    )
    while len(_in_memory) > MOST_IN_MEMORY:
        _in_memory.popitem(last=False)
    return _in_memory[key]


def _read(planned: PlanImport, known: Known, corrections: Mapping[str, Any]) -> Reading | None:
    allowed = apart.ALLOWED_A_PAGE
    try:
        answer = understand_apart(planned.document or {}, known, corrections, allowed)
    except CannotRead:  # The worker has more time, and says why where that is not enough either.
        return None
    return Reading(
        from_plain(Outline, answer.outline),
        made=tuple(from_plain(ReadRow, row) for row in answer.rows),
    )


def digest_of(known: Known) -> str:
    """Return what differs whenever what a council holds does."""
    in_order = replace(known, mapping=dict(sorted(known.mapping.items())))
    return hashlib.sha256(json.dumps(to_plain(in_order)).encode()).hexdigest()


@transaction.atomic
def keep(planned: PlanImport, version: int, known: Known, answer: Answer) -> Reading:
    """Return what was understood of an import with the corrections of a version, kept."""
    planned.readings.filter(version=version).delete()
    planned.readings.filter(version__lte=version - VERSIONS_KEPT).delete()
    kept = ImportReading.objects.create(
        planned=planned, version=version, known=digest_of(known), outline=answer.outline
    )
    ImportReadingPart.objects.bulk_create(
        ImportReadingPart(
            reading=kept, number=number, rows=answer.rows[start : start + ROWS_A_PART]
        )
        for number, start in enumerate(range(0, len(answer.rows), ROWS_A_PART))
    )
    return Reading.of(kept)
