"""What is held that a table may be about: councils by their numbers, inspections by council."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Prefetch

from councils.day_words import in_words
from councils.models import Council
from inspections.models import Inspection, OutcomeRow
from inspections.outcomes import cells
from inspections.outcomes.tables import CannotTake, Reported
from inspections.same import is_same
from inspections.standing import FAMILIES

UNKNOWN = "No council is known by the number {} or the name “{}”."
TWO = "Its numbers are those of {}, its name that of {}."
NOT_THEN = "{} was no council on {}."


class Councils:
    """Finds the council that a row names. Made-up councils are in no national table."""

    def __init__(self) -> None:
        known = list(Council.objects.filter(is_fictional=False))
        self._by_urn = {c.ofsted_urn: c for c in known if c.ofsted_urn}
        self._by_dfe = {c.dfe_number: c for c in known if c.dfe_number and not c.ends}
        self._by_gss = {c.gss_code: c for c in known if c.gss_code}
        self._by_name = {cells.plain_name(c.name): c for c in known}

    def of(self, row: Reported) -> Council:
        """Return the council of a row. Raises CannotTake where it is not certain."""
        named = self._by_name.get(cells.plain_name(row.council))
        numbered = self._by_urn.get(row.urn) or self._by_dfe.get(row.dfe_number)
        found = numbered or self._by_gss.get(row.gss_code) or named
        if found is None:
            raise CannotTake(UNKNOWN.format(row.urn or row.dfe_number or "-", row.council))
        if named and named != found:
            raise CannotTake(TWO.format(found, named))
        if not _was_one_on(found, row.starts_on):
            raise CannotTake(NOT_THEN.format(found, in_words(row.starts_on)))
        return found


def _was_one_on(council: Council, day: datetime.date) -> bool:
    """Return whether it was a council on the day."""
    return (council.starts or day) <= day and (council.ends is None or day < council.ends)


class Inspections:
    """Finds the published inspection that a row is about, among those of its council."""

    def __init__(self) -> None:
        rows = Prefetch("outcome_rows", OutcomeRow.objects.select_related("file"))
        held = Inspection.objects.published().prefetch_related("judgements", rows)
        self._held: dict[int, list[Inspection]] = defaultdict(list)
        for inspection in held.order_by("pk"):
            self._held[inspection.council_id].append(inspection)

    def like(self, council: Council, row: Reported) -> Inspection | None:
        """Return the inspection of the same family and the same report or days; None without."""
        found = [
            i
            for i in self._held[council.pk]
            if i.framework in FAMILIES[row.family] and _is_told_of(i, row)
        ]
        return found[0] if found else None


def _is_told_of(inspection: Inspection, row: Reported) -> bool:
    if row.report_url and row.report_url in _reports(inspection.outcome_rows.all()):
        return True
    return is_same(inspection, row)


def _reports(rows: Iterable[OutcomeRow]) -> set[str]:
    return {row.report_url for row in rows}
