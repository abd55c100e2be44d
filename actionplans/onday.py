"""Builds the rows of a plan on a day, in a number of queries that does not grow."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import (
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce

from actionplans import rag
from actionplans.asat import ACCEPTED, AsAt
from actionplans.history import children_on, versions_on
from actionplans.models import (
    Action,
    ActionPlan,
    DueDate,
    Milestone,
    MilestoneLead,
    ProgressLine,
    ProgressUpdate,
    RatingLabel,
    Review,
)
from actionplans.rag import Outlook, Progress, Status
from actionplans.rows import (
    Answered,
    DateShown,
    Lead,
    PlanOnDay,
    Rating,
    Row,
    Said,
    SentBack,
    Step,
    Waiting,
)
from councils.models import Officer


def plan_on_day(plan: ActionPlan, as_at: AsAt) -> PlanOnDay:
    """Return `plan` as at a day.

    The number of queries does not grow with actions, steps, leads or updates.
    """
    actions = Action.objects.filter(plan=plan)
    rows = rows_on_day(actions, as_at)
    waiting = _waiting(plan, as_at)
    return PlanOnDay(
        plan=plan,
        title=_plan_words(plan, as_at),
        council=plan.council.name,
        as_at=as_at,
        rows=tuple(rows),
        key=tuple(_ratings([plan.rating_scale_id]).values()),
        entered_later=_entered_later(plan, as_at),
        waiting=waiting,
        withheld=_withheld(actions, as_at),
    )


def rows_on_day(actions: QuerySet[Action], as_at: AsAt) -> list[Row]:
    """Return a row for each of `actions` (of any plan) that stands in this state, in order."""
    found = actions.filter(added_on__lte=as_at.stands_on)
    if not as_at.confidential:
        found = found.filter(is_confidential=False)
    found = found.select_related("theme", "accountable", "plan")
    loaded = _worded(
        list(found.order_by("plan_id", "order", "pk")),
        as_at,
        ("text", "reference", "source_text", "printed_leads"),
    )
    builder = _Builder(as_at, loaded)
    return [builder.row(action) for action in loaded]


def _withheld(actions: QuerySet[Action], as_at: AsAt) -> int:
    """Return how many confidential actions this reader is not shown."""
    if as_at.confidential:
        return 0
    return actions.filter(is_confidential=True, added_on__lte=as_at.stands_on).count()


def _worded(rows: list[Any], as_at: AsAt, fields: Sequence[str]) -> list[Any]:
    """Return the rows with the words of the day asked for put in place of today's."""
    if as_at.words_of and rows:
        versions = versions_on(type(rows[0]), [row.pk for row in rows], as_at.words_of)
        for row in rows:
            for field in fields:
                setattr(row, field, getattr(versions[row.pk], field))
    return rows


def _plan_words(plan: ActionPlan, as_at: AsAt) -> str:
    if not as_at.words_of:
        return plan.title
    return str(versions_on(ActionPlan, [plan.pk], as_at.words_of)[plan.pk].title)


def _waiting(plan: ActionPlan, as_at: AsAt) -> Waiting:
    """Return the updates nobody has ruled on."""
    ruled = Review.objects.filter(as_at.rulings(), update=OuterRef("pk"))
    claims = ProgressLine.objects.filter(update=OuterRef("pk"), progress=Progress.COMPLETE)
    found = list(
        _updates(plan, as_at)
        .filter(~Exists(ruled))
        .annotate(claims=Exists(claims))
        .values_list("action_id", "known_on", "claims")
    )
    return Waiting(
        number=len(found),
        oldest=min((known_on for _, known_on, _ in found), default=None),
        claims=sum(claimed for _, _, claimed in found),
        actions=frozenset(action for action, _, _ in found),
    )


def _entered_later(plan: ActionPlan, as_at: AsAt) -> int:
    """Return how many updates shown here were entered, or ruled on, after the day itself."""
    if as_at.day >= as_at.today:
        return 0
    updates = _updates(plan, as_at)
    if as_at.accepted_only:
        accepted = as_at.verdict(update=OuterRef("pk"))
        updates = updates.annotate(verdict=accepted).filter(verdict__in=ACCEPTED)
    rulings = Review.objects.filter(as_at.rulings(), update=OuterRef("pk"))
    ruled_later = Exists(rulings.filter(known_on__gt=as_at.day))
    return updates.filter(Q(known_on__gt=as_at.day) | ruled_later).count()


def _updates(plan: ActionPlan, as_at: AsAt) -> QuerySet[ProgressUpdate]:
    updates = ProgressUpdate.objects.filter(as_at.holds(), action__plan=plan)
    if as_at.confidential:
        return updates
    return updates.filter(is_confidential=False, action__is_confidential=False)


class _Builder:
    """Loads everything the rows need, in a fixed number of queries."""

    def __init__(self, as_at: AsAt, actions: list[Action]) -> None:
        self.as_at = as_at
        self.ids = [action.pk for action in actions]
        self.ratings = _ratings({action.plan.rating_scale_id for action in actions})
        self.steps = self._steps()
        step_ids = [step.pk for steps in self.steps.values() for step in steps]
        self.leads = _leads(step_ids, as_at)
        self.dates = _dates(step_ids, as_at)
        self.answers = _answers(self.ids)
        self.said = self._said()
        self.sent_back = {} if as_at.accepted_only else _sent_back(self.ids, as_at)

    def _steps(self) -> dict[int, list[Milestone]]:
        found = Milestone.objects.filter(
            action__in=self.ids, added_on__lte=self.as_at.stands_on
        ).order_by("action_id", "order", "pk")
        by_action: dict[int, list[Milestone]] = defaultdict(list)
        for step in _worded(list(found), self.as_at, ("text", "printed_leads")):
            by_action[step.action_id].append(step)
        return by_action

    def _said(self) -> dict[tuple[int, int | None], Said]:
        lines = (
            last_lines(self.as_at)
            .filter(update__action__in=self.ids)
            .select_related("update__entered_by")
        )
        return {(line.update.action_id, line.milestone_id): said(line) for line in lines}

    def row(self, action: Any) -> Row:
        of_row = self.said.get((action.pk, None))
        steps = tuple(self.step(step, of_row) for step in self.steps[action.pk])
        statuses = [step.status for step in steps] + bad_news(of_row, steps)
        status = rag.action_status(statuses)
        return Row(
            pk=action.pk,
            plan_id=action.plan_id,
            order=action.order,
            reference=action.reference,
            text=action.text,
            source_text=action.source_text,
            theme=action.theme.name if action.theme else "",
            accountable=str(action.accountable or ""),
            is_confidential=action.is_confidential,
            printed_leads=action.printed_leads,
            answers=tuple(self.answers.get(action.pk, ())),
            steps=steps,
            said_of_row=of_row,
            status=status,
            rating=self.ratings.get((action.plan.rating_scale_id, rag.meaning_of(status))),
        )

    def step(self, milestone: Milestone, of_row: Said | None) -> Step:
        own = self.said.get((milestone.action_id, milestone.pk))
        dates = tuple(self.dates.get(milestone.pk, ()))
        word = last_word(own, of_row)
        step = Step(
            pk=milestone.pk,
            order=milestone.order,
            text=milestone.text,
            leads=tuple(self.leads.get(milestone.pk, ())),
            printed_leads=milestone.printed_leads,
            dates=dates,
            said=own,
            of_row=word is not None and word is of_row,
            status=Status.NOT_STATED,
            days_late=0,
            sent_back=_unanswered(self.sent_back.get((milestone.action_id, milestone.pk)), own),
        )
        return _rated(step, word, self.as_at.day)


def _rated(step: Step, word: Said | None, day: datetime.date) -> Step:
    status = rag.step_status(
        word.progress if word else "",
        word.outlook if word else "",
        bool(word and word.accepted),
        step.due,
        day,
    )
    past = status in (Status.LATE, Status.SILENT, Status.CLAIMED)
    return replace(step, status=status, days_late=rag.days_late(step.due, day) if past else 0)


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


def _unanswered(sent_back: SentBack | None, own: Said | None) -> SentBack | None:
    """Return what was sent back unless something was reported since."""
    if sent_back and own and own.place > sent_back.place:
        return None
    return sent_back


def _sent_back(action_ids: list[int], as_at: AsAt) -> dict[tuple[int, int | None], SentBack]:
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


def last_lines(as_at: AsAt) -> QuerySet[ProgressLine]:
    """Return the newest line of every step and of every whole action in this state.

    Returned updates do not count; nor, where only accepted ones are asked for, the others.
    """
    lines = (
        ProgressLine.objects.filter(as_at.holds("update__"))
        .annotate(
            verdict=as_at.verdict(update=OuterRef("update")),
            wording=_wording_for_papers(as_at),
        )
        .exclude(verdict=Review.Verdict.RETURNED)
    )
    if as_at.accepted_only:
        lines = lines.filter(verdict__in=ACCEPTED)
    if not as_at.confidential:
        lines = lines.filter(update__is_confidential=False)
    return lines.order_by(
        "update__action_id", "milestone_id", "-update__day", "-update_id"
    ).distinct("update__action_id", "milestone_id")


def _wording_for_papers(as_at: AsAt) -> Coalesce | Value:
    """Return what stands in papers for an update's text; officers read their own words."""
    if not as_at.accepted_only:
        return Value("")
    accepted = Review.objects.filter(
        as_at.rulings(), update=OuterRef("update"), verdict=Review.Verdict.ACCEPTED
    ).order_by("-pk")
    wording = Subquery(accepted.values("paper_wording")[:1])
    return Coalesce(wording, Value(""), output_field=TextField())


def said(line: Any) -> Said:
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
    )


def _ratings(
    scale_ids: Iterable[int | None],
) -> dict[tuple[int | None, rag.Meaning | None], Rating]:
    labels = RatingLabel.objects.filter(scale__in=[pk for pk in scale_ids if pk])
    return {
        (row.scale_id, rag.Meaning(row.meaning)): Rating(row.label, row.colour, row.definition)
        for row in labels.order_by("scale_id", "order", "pk")
    }


def _answers(action_ids: list[int]) -> dict[int, list[Answered]]:
    links = (
        Action.recommendations.through.objects.filter(action__in=action_ids)
        .select_related("recommendation__inspection")
        .order_by("recommendation__inspection_id", "recommendation__order", "pk")
    )
    by_action: dict[int, list[Answered]] = defaultdict(list)
    for link in links:
        asked = link.recommendation
        by_action[link.action_id].append(
            Answered(
                asked.pk,
                asked.shown_number,
                asked.text,
                asked.inspection.title,
                asked.inspection_id,
            )
        )
    return by_action


def _leads(step_ids: list[int], as_at: AsAt) -> dict[int, list[Lead]]:
    if as_at.words_of:
        return _leads_on(step_ids, as_at.words_of)
    rows = MilestoneLead.objects.filter(milestone__in=step_ids).select_related("officer")
    by_step: dict[int, list[Lead]] = defaultdict(list)
    for row in rows.order_by("milestone_id", "order", "pk"):
        by_step[row.milestone_id].append(Lead(row.officer_id, row.officer.name))
    return by_step


def _leads_on(step_ids: list[int], day: datetime.date) -> dict[int, list[Lead]]:
    standing = children_on(MilestoneLead, "milestone_id", step_ids, day)
    officers = versions_on(
        Officer, {row.officer_id for rows in standing.values() for row in rows}, day
    )
    return {
        step: [
            Lead(row.officer_id, officers[row.officer_id].name)
            for row in sorted(rows, key=lambda row: (row.order, row.pgh_obj_id))
        ]
        for step, rows in standing.items()
    }


def _dates(step_ids: list[int], as_at: AsAt) -> dict[int, list[DateShown]]:
    """Return the timescales of each step in order, each with whether it counts.

    One reported with an update counts once that update is accepted and somebody
    agreed to it; until then it stands as requested. Members see a request once the
    update that makes it is accepted.
    """
    dates = (
        DueDate.objects.filter(as_at.holds(), milestone__in=step_ids)
        .annotate(
            with_update=as_at.verdict(update=OuterRef("update")),
            by_itself=as_at.verdict(due_date=OuterRef("pk")),
        )
        .exclude(with_update=Review.Verdict.RETURNED)
        .order_by("milestone_id", "pk")
    )
    if not as_at.confidential:
        dates = dates.filter(Q(update__isnull=True) | Q(update__is_confidential=False))
    by_step: dict[int, list[DateShown]] = defaultdict(list)
    for row in dates:
        shown = _date_shown(row)
        accepted = row.update_id is None or row.with_update in ACCEPTED
        if shown.counts or accepted or not as_at.accepted_only:
            by_step[row.milestone_id].append(shown)
    return by_step


def _counts(row: Any) -> bool:
    agreed = row.agreed_by != DueDate.AgreedBy.NOT_YET
    reported = row.update_id is None or row.with_update in ACCEPTED
    return (agreed and reported) or row.by_itself in ACCEPTED


def _date_shown(row: Any) -> DateShown:
    agreed = row.get_agreed_by_display()
    if row.agreed_by_name:
        agreed = f"{agreed}: {row.agreed_by_name}"
    return DateShown(row.words, row.due, row.recurrence, row.reason, agreed, _counts(row))
