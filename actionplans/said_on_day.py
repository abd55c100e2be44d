"""What was last said of every step and of every whole action, in the state asked for."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from actionplans.asat import ACCEPTED, SEEN_BY_MEMBERS, AsAt
from actionplans.models import Evidence, ProgressLine, ProgressUpdate, Review
from actionplans.rag import Outlook, Progress, Status
from actionplans.recurring import CheckSaid
from actionplans.rows import Backing, Reopened, Said, SentBack, Step

Place = tuple[int, int | None]


def updates_shown(as_at: AsAt) -> QuerySet[ProgressUpdate]:
    """Return the updates that count in this state: none returned; for members, none unaccepted."""
    found = ProgressUpdate.objects.filter(as_at.holds()).annotate(
        verdict=as_at.verdict(update=OuterRef("pk"))
    )
    if not as_at.confidential:
        found = found.filter(is_confidential=False)
    if as_at.accepted_only:
        return found.filter(verdict__in=SEEN_BY_MEMBERS)
    return found.exclude(verdict=Review.Verdict.RETURNED)


def lines_shown(as_at: AsAt) -> QuerySet[ProgressLine]:
    """Return the lines of those updates, each with its update's `verdict`."""
    lines = ProgressLine.objects.filter(as_at.holds("update__")).annotate(
        verdict=as_at.verdict(update=OuterRef("update"))
    )
    if not as_at.confidential:
        lines = lines.filter(update__is_confidential=False)
    if as_at.accepted_only:
        return lines.filter(verdict__in=SEEN_BY_MEMBERS)
    return lines.exclude(verdict=Review.Verdict.RETURNED)


def last_said(action_ids: list[int], as_at: AsAt) -> dict[Place, Said]:
    """Return the newest word on every step and on every whole action, in a fixed number of queries.

    What is said of one check of a recurring step is not a word on the step.
    """
    newest = (
        lines_shown(as_at)
        .filter(update__action__in=action_ids, occurrence=None)
        .order_by("update__action_id", "milestone_id", "-update__day", "-update_id")
        .distinct("update__action_id", "milestone_id")
    )
    lines = list(
        ProgressLine.objects.filter(pk__in=newest.values("pk"))
        .annotate(
            verdict=as_at.verdict(update=OuterRef("update")),
            wording=_wording_for_papers(as_at),
            text_before=_text_before(as_at),
        )
        .select_related("update__entered_by")
    )
    reopened = _reopened(lines, as_at)
    return {
        (line.update.action_id, line.milestone_id): said(line, reopened.get(line.update_id))
        for line in lines
    }


def _text_before(as_at: AsAt) -> Subquery:
    """Return the words of the report before this one, on the same step or whole action."""
    earlier = (
        ProgressLine.objects.filter(
            as_at.holds("update__"), update__action=OuterRef("update__action"), occurrence=None
        )
        .annotate(step=Coalesce("milestone_id", 0))
        .filter(
            Q(update__day__lt=OuterRef("update__day"))
            | Q(update__day=OuterRef("update__day"), update__lt=OuterRef("update")),
            step=Coalesce(OuterRef("milestone_id"), 0),
        )
        .order_by("-update__day", "-update_id")
    )
    return Subquery(earlier.values("update__text")[:1])


def said(line: Any, reopened: Reopened | None = None) -> Said:
    """Return what a line (with `verdict` and `wording`) says, for any page."""
    update = line.update
    return Said(
        update_id=update.pk,
        step_id=line.milestone_id,
        text=line.wording or update.text,
        difference=update.difference,
        progress=line.progress,
        outlook=line.outlook,
        reason=line.reason,
        day=update.day,
        known_on=update.known_on,
        author=update.author,
        how=update.how,
        accepted=line.verdict in ACCEPTED,
        embedded=line.verdict == Review.Verdict.EMBEDDED,
        reopened=reopened,
        same_as_before=_same(line.text_before, update.text),
    )


def _same(before: str | None, now: str) -> bool:
    """Return whether two reports say the same, white space and capitals aside."""
    return before is not None and before.casefold().split() == now.casefold().split()


def _reopened(lines: Iterable[Any], as_at: AsAt) -> dict[int, Reopened]:
    """Return, by update, why and when its completion was opened again."""
    updates = [line.update_id for line in lines if line.verdict == Review.Verdict.REOPENED]
    rulings = Review.objects.filter(
        as_at.rulings(), update__in=updates, verdict=Review.Verdict.REOPENED
    ).select_related("by")
    return {
        ruling.update_id or 0: Reopened(ruling.comment, ruling.day, str(ruling.by or ruling.source))
        for ruling in rulings.order_by("day", "pk")
    }


def _wording_for_papers(as_at: AsAt) -> Coalesce | Value:
    """Return what stands in papers for an update's text; officers read their own words."""
    if not as_at.accepted_only:
        return Value("")
    accepted = Review.objects.filter(
        as_at.rulings(), update=OuterRef("update"), verdict=Review.Verdict.ACCEPTED
    ).order_by("-pk")
    wording = Subquery(accepted.values("paper_wording")[:1])
    return Coalesce(wording, Value(""), output_field=TextField())


Checks = dict[int, dict[datetime.date, CheckSaid]]


def checks_said(action_ids: list[int], as_at: AsAt) -> Checks:
    """Return, by step and day due, the last thing said of each check of recurring steps."""
    lines = (
        lines_shown(as_at)
        .filter(update__action__in=action_ids, occurrence__isnull=False)
        .order_by("milestone_id", "occurrence", "update__day", "update_id")
    )
    by_step: Checks = defaultdict(dict)
    for line in lines:
        if line.milestone_id and line.occurrence:
            by_step[line.milestone_id][line.occurrence] = CheckSaid(
                done=line.progress == Progress.COMPLETE,
                reason=line.reason,
                accepted=line.verdict in ACCEPTED,  # type: ignore[attr-defined]
                update_id=line.update_id,
            )
    return by_step


def backing_of(action_ids: list[int], as_at: AsAt) -> dict[int, Backing]:
    """Return, by action, what stands behind its updates."""
    evidence = Evidence.objects.filter(as_at.holds(), update=OuterRef("pk"))
    if not as_at.confidential:
        evidence = evidence.filter(is_confidential=False)
    rows = (
        updates_shown(as_at)
        .filter(action__in=action_ids)
        .annotate(has_evidence=Exists(evidence))
        .values("action_id")
        .annotate(
            last_day=Max("day"),
            number=Count("pk"),
            with_evidence=Count("pk", filter=Q(has_evidence=True)),
            with_difference=Count("pk", filter=~Q(difference="")),
        )
        .order_by()
    )
    return {
        row["action_id"]: Backing(
            last_day=row["last_day"],
            updates=row["number"],
            evidence=row["with_evidence"],
            says_difference=bool(row["with_difference"]),
        )
        for row in rows
    }


def last_reported(action_ids: list[int], as_at: AsAt) -> dict[int, datetime.date]:
    """Return, by step, the last day anything was reported on it or on one of its checks."""
    rows = (
        lines_shown(as_at)
        .filter(update__action__in=action_ids, milestone__isnull=False)
        .values("milestone_id")
        .annotate(last=Max("update__day"))
        .order_by()
    )
    return {row["milestone_id"]: row["last"] for row in rows}


def last_word(own: Said | None, of_row: Said | None) -> Said | None:
    """Return what counts for a step: its own word, or the row's where it has none.

    A word on the whole action never takes the place of a step's own: neither bad news
    nor a sign-off is undone by it.
    """
    if of_row is None or of_row.progress == Progress.NOT_STATED:
        return own
    return of_row if own is None or own.progress == Progress.NOT_STATED else own


def bad_news(of_row: Said | None, steps: Iterable[Step]) -> list[Status]:
    """Return "at risk" or "off track" where the last word of all says so of the whole action."""
    if of_row is None or not of_row.outlook or of_row.outlook == Outlook.ON_TRACK:
        return []
    last = max((step.said.place for step in steps if step.said), default=of_row.place)
    return [Status(of_row.outlook)] if of_row.place >= last else []


def unanswered(sent_back: SentBack | None, own: Said | None) -> SentBack | None:
    """Return what was sent back unless something was reported since."""
    if sent_back and own and own.place > sent_back.place:
        return None
    return sent_back


def sent_back(action_ids: list[int], as_at: AsAt) -> dict[Place, SentBack]:
    """Return the newest returned report of every step and whole action."""
    ruling = Review.objects.filter(as_at.rulings(), update=OuterRef("update")).order_by("-pk")
    lines = (
        ProgressLine.objects.filter(as_at.holds("update__"), update__action__in=action_ids)
        .annotate(
            verdict=as_at.verdict(update=OuterRef("update")),
            comment=Subquery(ruling.values("comment")[:1]),
            returned_by=Subquery(ruling.values("by__name")[:1]),
        )
        .filter(verdict=Review.Verdict.RETURNED)
        .select_related("update")
        .order_by("update__action_id", "milestone_id", "-update__day", "-update_id")
        .distinct("update__action_id", "milestone_id")
    )
    if not as_at.confidential:
        lines = lines.filter(update__is_confidential=False)
    return {
        (line.update.action_id, line.milestone_id): SentBack(
            place=(line.update.day, line.update_id),
            text=line.update.text,
            comment=line.comment,
            by=line.returned_by or "",
        )
        for line in lines
    }
