"""A file that was read and looked at becomes a plan: all of it at once, or nothing."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from actionplans.columns import of_file, to_store
from actionplans.importing.correcting import from_json
from actionplans.importing.headings import key
from actionplans.importing.joining import Columns
from actionplans.importing.understood import Column, Field, Understood
from actionplans.importing.wanted import wanted
from actionplans.importing.writing import Days, Leads, add_actions
from actionplans.models import ActionPlan, ColumnMapping, PlanImport
from actionplans.planning.building import start_plan
from councils.models import Council, User

# What the pages of a plan can still show; no plan known has half as many.
MOST_ROWS = 5_000


class Meanwhile(Exception):
    """Somebody corrected, confirmed or dropped the import meanwhile; nothing was saved."""

    def __init__(self, planned: PlanImport) -> None:
        super().__init__("The import was changed meanwhile.")
        self.planned = planned


@transaction.atomic
def correct(planned: PlanImport, corrections: dict[str, Any], *, seen: int, by: User) -> PlanImport:
    """Return the import with what a person put right, in place of what version `seen` kept.

    Those stay among the earlier ones. Raises Meanwhile when there is a newer version.
    """
    held = locked(planned, seen)
    held.earlier = [*held.earlier, held.corrections]
    held.corrections, held.version = corrections, held.version + 1
    held.corrected_by, held.corrected_at = by, timezone.now()
    held.problem = ""
    held.save()
    return held


def locked(planned: PlanImport, seen: int, status: str = PlanImport.Status.READ) -> PlanImport:
    """Return the import, locked, as it was seen; raise Meanwhile where it is another by now."""
    rows = PlanImport.objects.select_for_update(no_key=True).defer("document")
    held = rows.get(pk=planned.pk)
    if held.status != status or held.version != seen:
        raise Meanwhile(held)
    return held


def too_many_rows(rows: int) -> str:
    """Return the sentence that refuses a file for its length, "" where a plan can have as many."""
    most = f"a plan can have {MOST_ROWS:,}. Split the file, or leave rows out of it."
    return f"The file has {rows:,} rows; {most}" if rows > MOST_ROWS else ""


def corrections_of(planned: PlanImport, version: int) -> dict[str, Any]:
    """Return the corrections as they stood in a version; of one that never was, today's."""
    versions: list[dict[str, Any]] = [*planned.earlier, planned.corrections]
    return versions[version - 1] if 1 <= version <= len(versions) else versions[-1]


@transaction.atomic
def confirm(
    planned: PlanImport,
    understood: Understood,
    *,
    seen: int,
    by: User | None,
    status: str = PlanImport.Status.READ,
) -> ActionPlan:
    """Return the plan made of what was understood, a draft: every row of it, in their order.

    Its dates were agreed, and known, when the import says so; its progress counts as accepted and
    as known on the day it speaks of. Raises Meanwhile where it is not at `seen` and `status`.
    """
    held = locked(planned, seen, status)
    plan = start_plan(
        held.council,
        title=held.title,
        agreed_on=held.agreed_on,
        manager=by,
        sources=[held.inspection] if held.inspection else (),
    )
    days = Days(agreed_on=held.agreed_on, reported_on=held.reported_on, known_on=held.reported_on)
    leads = Leads(held.council, nobody_in(held))
    plan.columns = to_store(of_file(_headings(understood)))
    plan.save(update_fields=["columns"])
    add_actions(plan, [wanted(row) for row in understood.rows], leads, held.file_name, days, by)
    finish(held, plan, understood, by)
    return plan


def _headings(understood: Understood) -> list[tuple[str, str]]:
    """Return the file's headings with their fields; a field's second column is no field's."""
    taken = set(Columns(understood.columns).of.values())
    return [
        (column.heading, column.field if column.index in taken else Field.OTHER)
        for column in understood.columns
    ]


def nobody_in(planned: PlanImport) -> list[str]:
    """Return the printed words of which a person said that they mean nobody."""
    said: dict[str, int] = planned.corrections.get("leads", {})
    return [words for words, officer in said.items() if officer == 0]


def finish(planned: PlanImport, plan: ActionPlan, understood: Understood, by: User | None) -> None:
    """Say of an import that it is in, and remember what the council's headings stand for."""
    planned.plan, planned.status = plan, PlanImport.Status.CONFIRMED
    planned.confirmed_by, planned.confirmed_at = by, timezone.now()
    planned.save()
    remember(planned.council, understood, set(from_json(planned.corrections).columns))


def remember(council: Council, understood: Understood, said: Collection[int]) -> None:
    """Remember the fields of the headings for the council's next file.

    `said` are the places of the columns of which a person said what they are. Of the others
    only those count that were sure. Headings that are one without their dates are left out,
    unless all that was said of them names one field.
    """
    alike: dict[str, list[Column]] = {}
    for column in understood.columns:
        alike.setdefault(key(column.heading)[:200], []).append(column)
    for heading, columns in alike.items():
        field = _field_of(columns, said)
        if heading and field:
            ColumnMapping.objects.update_or_create(
                council=council, heading=heading, defaults={"field": field}
            )


def _field_of(alike: Sequence[Column], said: Collection[int]) -> Field | None:
    """Return what is to be remembered of columns with one heading, None for nothing."""
    if len(alike) == 1:
        (column,) = alike
        return column.field if column.sure or column.index in said else None
    fields = {column.field for column in alike if column.index in said} - {Field.OTHER}
    return fields.pop() if len(fields) == 1 else None
