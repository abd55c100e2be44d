"""What a worker does with a file that was read: understands it anew, and takes it in."""

from django.db import transaction

from actionplans.importing.apart import understand_apart
from actionplans.importing.applying import PlanChanged, confirm_revision
from actionplans.importing.known import known_for
from actionplans.importing.rereading import Reading, digest_of, keep
from actionplans.importing.saving import Meanwhile, confirm, locked
from actionplans.models import PlanImport
from actionplans.planning.editing import Change
from actionplans.planning.holding import Closed
from councils.days import today
from councils.limits import CannotRead
from councils.models import User

Status = PlanImport.Status

NOT_TAKEN = "It could not be taken in because of a fault of ours. Nothing was saved. Try again."
NOT_UNDERSTOOD = "It could not be worked out because of a fault of ours."
UNDONE = "What was put right last is undone, since the file could not be read with it: {why}"
PLAN_CHANGED = (
    "The plan was changed since you looked, so nothing was taken in. Below is what the file would "
    "change now: look again, then confirm."
)


# Understanding


def read_again(planned: PlanImport) -> None:
    """Understand a file with the corrections that it has by now; a second run does nothing.

    Where that breaks a limit what was put right last is undone, and the page says so.
    """
    if planned.status != Status.READ:
        return
    try:
        _reading(planned)
    except CannotRead as refused:
        _undo(planned, str(refused))
    except Exception:
        _undo(planned, NOT_UNDERSTOOD)
        raise


def _reading(planned: PlanImport) -> Reading:
    """Return what an import says, kept; raise CannotRead."""
    known = known_for(planned)
    kept = planned.readings.filter(version=planned.version, known=digest_of(known)).first()
    if kept:
        return Reading.of(kept)
    answer = understand_apart(planned.document or {}, known, planned.corrections)
    return keep(planned, planned.version, known, answer)


@transaction.atomic
def _undo(planned: PlanImport, why: str) -> None:
    try:
        held = locked(planned, planned.version)
    except Meanwhile:
        return
    if held.earlier and not held.problem:
        held.corrections, held.earlier = held.earlier[-1], [*held.earlier, held.corrections]
        held.version, held.problem = held.version + 1, UNDONE.format(why=why)
    else:
        held.status, held.problem = Status.REFUSED, why
    held.save()


# Taking in


@transaction.atomic
def ask_to_take_in(planned: PlanImport, *, seen: int, by: User) -> PlanImport:
    """Return the import, waiting to be taken in as version `seen` was; raise Meanwhile."""
    held = locked(planned, seen)
    held.status, held.problem, held.confirmed_by = Status.CONFIRMING, "", by
    held.save()
    return held


def take_in(planned: PlanImport, shown: str) -> None:
    """Take in an import that waits for it: all of it, or nothing. A second run does nothing.

    `shown` is the digest of the revision that was looked at, "" for a new plan.
    """
    by = planned.confirmed_by
    if planned.status != Status.CONFIRMING or by is None:
        return
    try:
        _take_in(planned, by, shown)
    except Meanwhile:
        return
    except PlanChanged:
        _back(planned, PLAN_CHANGED)
    except (CannotRead, Closed) as refused:
        _back(planned, str(refused))
    except Exception:
        _back(planned, NOT_TAKEN)
        raise


def _take_in(planned: PlanImport, by: User, shown: str) -> None:
    understood, seen = _reading(planned).understood, planned.version
    if not planned.is_revision:
        confirm(planned, understood, seen=seen, by=by, status=Status.CONFIRMING)
        return
    said = planned.corrections
    confirm_revision(
        planned,
        understood,
        seen=seen,
        why=Change(by, today(), said.get("because", "")),
        reasons={(t, n, step): text for t, n, step, text in said.get("reasons", ())},
        shown=shown,
        chosen=frozenset((t, n, mark) for t, n, mark in said.get("chosen", ())),
        in_order=said.get("in_order", False),
        status=Status.CONFIRMING,
    )


def _back(planned: PlanImport, why: str) -> None:
    """Let an import that was not taken in be looked at again."""
    going = PlanImport.objects.filter(pk=planned.pk, status=Status.CONFIRMING)
    going.update(status=Status.READ, problem=why, confirmed_by=None)
