"""What every model of the house is made with: history, walls between councils, periods."""

import datetime
from typing import Any

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

# What facts and versions ask before they refuse: a function of the database, which allows an
# update by a redaction that two people stand for, in the columns of the row that it names.
ALLOWED = "TG_OP = 'UPDATE' AND councils_redaction_allows(TG_RELID, to_jsonb(OLD), to_jsonb(NEW))"
REFUSE = "RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;"


def kept_as_inserted(name: str) -> pgtrigger.Trigger:
    """Return the trigger that refuses to change or remove a row, but for a redaction."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF {ALLOWED} THEN
                RETURN NEW;
            END IF;
            {REFUSE}
        """,
    )


# For a table of facts: rows that are only ever inserted.
FACTS_STAY = kept_as_inserted("facts_stay")


def track(**kwargs: Any) -> Any:
    """Return the decorator that keeps every version of a model, removals included."""
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        append_only=False,
        meta={"triggers": [kept_as_inserted("append_only")]},
        **kwargs,
    )


def belongs(name: str, when: str, found: str, sentence: str) -> pgtrigger.Trigger:
    """Return the trigger that refuses a row whose keys cross from one plan or council to another.

    `when` says which rows are looked at, `found` is the query that must find something.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"""
            IF {when} AND NOT EXISTS ({found}) THEN
                RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


def stays(field: str) -> pgtrigger.Trigger:
    """Return the trigger that keeps a row where it was put: its `field` never changes.

    What stands under the row belongs to the same plan and council for that reason.
    """
    return pgtrigger.ReadOnly(name=f"{field}_stays", fields=[field])


def in_force_on(day: datetime.date, prefix: str = "") -> Q:
    """Return the filter for rows with `starts` and `ends` that hold on `day`, ends excluded."""
    starts, ends = f"{prefix}starts", f"{prefix}ends"
    begun = Q(**{f"{starts}__isnull": True}) | Q(**{f"{starts}__lte": day})
    going = Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gt": day})
    return begun & going


def ends_after_start(name: str) -> models.CheckConstraint:
    """Return the constraint that a period does not end before it starts."""
    return models.CheckConstraint(
        condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
        name=name,
    )
