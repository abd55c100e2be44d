"""Lists made from rows: what I lead, what needs a look, what was reported."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from actionplans.addresses import due_check, report_address
from actionplans.among import among
from actionplans.asat import ACCEPTED, FOR_THE_MANAGER, SEEN_BY_MEMBERS, AsAt
from actionplans.models import (
    Action,
    ActionPlan,
    DueDate,
    ProgressDraft,
    ProgressLine,
    ProgressUpdate,
    Review,
    actions_in,
)
from actionplans.on_day.plans import rows_on_day
from actionplans.over_time.stands import many
from actionplans.rag import Progress, Status
from actionplans.reporting_rights import StandIn, stand_ins_of
from actionplans.reviewing.stages import ACCEPTING
from actionplans.reviewing.waiting import waiting_in
from actionplans.rows import Row, Step
from actionplans.shown import PlanOnDay
from actionplans.wording import and_then, for_papers, ruled_in_words
from councils.access import Access

SOON = datetime.timedelta(days=14)
AT_MOST = 5


@dataclass(frozen=True)
class Task:
    """A step that somebody leads, with where to find it."""

    access: Access
    plan_title: str
    row: Row
    step: Step
    group: str
    draft: ProgressDraft | None = None
    # For which lead they may report; "" for what is their own.
    for_whom: str = ""

    @property
    def address(self) -> str:
        """Return the path of the form to report on it."""
        return report_address(self.access.council.slug, self.row, self.step)

    @property
    def due(self) -> datetime.date:
        return self.step.due or datetime.date.max

    @property
    def is_due(self) -> bool:
        """Return whether something is to be said of it now: it is late, due soon or sent back."""
        return self.group in DUE


SENT_BACK, PAST_DATE, SOON_DUE = "Sent back to you", "Past their date", "Due in 14 days"
LATER, UNDATED, WITH_MANAGER = "Later", "No date", "Waiting for the manager"
# By urgency. What waits for the manager is never the first.
GROUPS = (SENT_BACK, PAST_DATE, SOON_DUE, LATER, UNDATED, WITH_MANAGER)
DUE = (SENT_BACK, PAST_DATE, SOON_DUE)


@dataclass
class Desk:
    """What one person leads, by urgency: the tasks under each heading, by date."""

    tasks: list[Task]

    @cached_property
    def by_group(self) -> dict[str, list[Task]]:
        """Return the tasks under each of GROUPS."""
        return {name: [t for t in self.tasks if t.group == name] for name in GROUPS}

    @cached_property
    def first(self) -> Task | None:
        """Return the most urgent task: what was sent back, then by date."""
        asked = [t for name in GROUPS if name != WITH_MANAGER for t in self.by_group[name]]
        return next(iter(asked), None)

    @property
    def groups(self) -> list[tuple[str, list[Task]]]:
        """Return the rest under their headings, without the most urgent and the empty."""
        rest = [
            (n, [t for t in found if t is not self.first]) for n, found in self.by_group.items()
        ]
        return [(name, tasks) for name, tasks in rest if tasks]

    @property
    def next_date(self) -> datetime.date | None:
        waiting = self.by_group[WITH_MANAGER]
        return min((t.step.due for t in waiting if t.step.due), default=None)


def desk_of(mine: Sequence[Access], day: datetime.date) -> Desk:
    """Return what the person leads or co-leads on `day`, in every council they belong to."""
    tasks = [task for access in mine for task in _tasks(access, day)]
    return Desk(sorted(tasks, key=lambda t: (t.due, t.row.plan_id, t.row.order, t.step.order)))


def _tasks(access: Access, day: datetime.date) -> list[Task]:
    own = set(access.officers(day).values_list("pk", flat=True))
    others = stand_ins_of(access, day)
    officers = own.union(*(other.officers for other in others))
    asked_of = Q(milestones__leads__officer__in=officers) | Q(accountable__in=officers)
    led = access.reach(Action).filter(asked_of).exclude(plan__status=ActionPlan.Status.CLOSED)
    actions = access.reach(Action).filter(pk__in=led.values("pk"))
    by_pk = actions.select_related("plan").in_bulk()
    begun = _begun(access)
    return [
        Task(
            access,
            by_pk[row.pk].plan.title,
            row,
            step,
            _group(step, day),
            begun.get(_form_of(step)),
            who,
        )
        for row in rows_on_day(actions, AsAt(day=day, today=day))
        for step in row.steps
        if row.is_open and step.is_open
        for who in _whose(_asked(step, by_pk[row.pk].accountable_id), row.plan_id, own, others)
    ]


def _whose(asked: set[int | None], plan_id: int, own: set[int], others: list[StandIn]) -> list[str]:
    """Return for whom somebody reports on a step: "" for themselves; none for none of theirs."""
    if asked & own:
        return [""]
    names = [each.name for each in others if each.covers(plan_id) and asked & each.officers]
    return names[:1]


def _asked(step: Step, accountable: int | None) -> set[int | None]:
    """Return who reports on a step: its leads; without any, who is accountable for the action."""
    return {lead.officer_id for lead in step.leads} or {accountable}


def _form_of(step: Step) -> tuple[int | None, datetime.date | None]:
    return step.pk, due_check(step)


def _begun(access: Access) -> dict[tuple[int | None, datetime.date | None], ProgressDraft]:
    """Return, by step and check, what the person began to write on it in their own name."""
    found = access.reach(ProgressDraft).filter(user=access.user, for_others=False)
    return {
        (draft.milestone_id, draft.occurrence): draft for draft in found.exclude(milestone=None)
    }


def _group(step: Step, day: datetime.date) -> str:
    if step.sent_back:
        return SENT_BACK
    if step.status == Status.CLAIMED:
        return WITH_MANAGER
    if step.due is None:
        return UNDATED
    if step.due < day:
        return PAST_DATE
    return SOON_DUE if step.due <= day + SOON else LATER


_IN_A_SENTENCE = {
    Status.SILENT: "past the date with nothing said",
    Status.CLAIMED: "said to be done and not yet signed off",
}


@dataclass(frozen=True)
class ToAccept:
    """An update that waits for this person to accept it."""

    access: Access
    update: ProgressUpdate


def to_accept(mine: Sequence[Access]) -> list[ToAccept]:
    """Return at most five updates that wait where this person may accept, the oldest first."""
    found = [
        ToAccept(access, update)
        for access in mine
        for update in waiting_in(access, ACCEPTING)[:AT_MOST]
    ]
    by_age = sorted(found, key=lambda waiting: (waiting.update.known_on, waiting.update.pk))
    return by_age[:AT_MOST]


def standing(shown: PlanOnDay) -> str:
    """Return the one sentence that says where the plan stands.

    As in the members' sentence (`over_time.stands`), what left the plan is not counted among it.
    """
    if not shown.rows:
        return shown.without_actions
    found = dict(shown.counts)
    number = sum(row.ended is None for row in shown.rows)
    done = sum(found.pop(status, 0) for status in (Status.DONE, Status.EMBEDDED))
    complete = f"{done} of {many(number, 'action')} complete"
    parts = [complete if number else "No action stands in the plan"]
    parts += [f"{n} {_IN_A_SENTENCE.get(s, s.words.lower())}" for s, n in found.items()]
    sentences = ["; ".join(parts + _moved(shown)) + "."]
    return " ".join(sentences + [group.sentence for group in shown.published])


def _moved(shown: PlanOnDay) -> list[str]:
    """Return how many dates moved, and how often in all where one moved more than once."""
    moves = [step.moves for _, step in shown.steps if step.moves]
    if not moves:
        return []
    often = f", {sum(moves)} times in all" if sum(moves) > len(moves) else ""
    return [f"{len(moves)} date{'' if len(moves) == 1 else 's'} moved{often}"]


@dataclass(frozen=True)
class Shortlist:
    """At most five steps of a kind, and how many there are in all."""

    kind: str
    heading: str
    empty: str
    tasks: list[tuple[Row, Step]]
    total: int


PAST, COMING, MOVED, WAITING = "past", "coming", "moved", "waiting"
KINDS = {
    PAST: "actions with a step past its date",
    COMING: "actions with a step due next",
    MOVED: "actions with a date that moved or was asked to move",
    WAITING: "actions with an update that waits for acceptance",
}


def steps_of_kind(shown: PlanOnDay, kind: str) -> list[tuple[Row, Step]]:
    """Return the steps past their date, or coming (both by date), or moved (most often first)."""
    day = shown.as_at.day
    if kind == MOVED:
        moved = [(row, step) for row, step in shown.steps if step.moves or step.requested]
        return sorted(moved, key=lambda pair: (-pair[1].moves, pair[0].order, pair[1].order))
    dated = [(step.due, row, step) for row, step in shown.steps if step.due and step.is_open]
    if kind == COMING:
        of_kind = [e for e in dated if e[0] >= day and e[2].status != Status.CLAIMED]
    else:
        of_kind = [each for each in dated if each[0] < day]
    of_kind.sort(key=lambda each: (each[0], each[1].order, each[2].order))
    return [(row, step) for _, row, step in of_kind]


def rows_of_kind(shown: PlanOnDay, kind: str) -> set[int]:
    """Return the actions (primary keys) that `?show=` asks for; all for an unknown kind."""
    if kind == WAITING:
        return set(shown.waiting.actions)
    if kind in KINDS:
        return {row.pk for row, _ in steps_of_kind(shown, kind)}
    return {row.pk for row in shown.rows}


def lists_of(shown: PlanOnDay) -> list[Shortlist]:
    """Return the dashboard's lists of steps: past their date, due next, moved."""
    named = (
        (PAST, "Past their date", "Nothing is past its date."),
        (COMING, "Due next", "No open step has a date to come."),
        (MOVED, "Dates moved or asked to move", "No date has moved."),
    )
    found = [(kind, heading, empty, steps_of_kind(shown, kind)) for kind, heading, empty in named]
    return [Shortlist(k, heading, empty, s[:AT_MOST], len(s)) for k, heading, empty, s in found]


def updates_of(action: Action, as_at: AsAt) -> list[ProgressUpdate]:
    """Return the action's updates in this state, newest first.

    Each has `shown_lines`, `shown_dates`, `shown_reviews` (each with its `words`), `printed`
    (what papers print of it), and whether it `is_accepted`, `is_returned`, `is_waiting` for the
    manager or `waits_for_sign_off`. For members the text is the wording for papers, where
    there is one, and what was sent back and why stays between officers.
    """
    return _updates(action.updates.all(), as_at)


def updates_of_actions(action_ids: Iterable[int], as_at: AsAt) -> dict[int, list[ProgressUpdate]]:
    """Return the same of each of several actions (by primary key), in as many queries."""
    by_action: dict[int, list[ProgressUpdate]] = defaultdict(list)
    for update in _updates(ProgressUpdate.objects.filter(among("action_id", action_ids)), as_at):
        by_action[update.action_id].append(update)
    return by_action


def updates_of_plan(plan: ActionPlan, as_at: AsAt) -> list[ProgressUpdate]:
    """Return the same of all actions of a plan that this reader may see."""
    found = ProgressUpdate.objects.filter(action__in=actions_in(plan, as_at.stands_on))
    if not as_at.confidential:
        found = found.filter(action__is_confidential=False)
    return _updates(found, as_at)


def updates_among(found: QuerySet[ProgressUpdate], as_at: AsAt) -> list[ProgressUpdate]:
    """Return the same of those of `found` that this reader may see."""
    return _updates(found, as_at)


def _updates(found: QuerySet[ProgressUpdate], as_at: AsAt) -> list[ProgressUpdate]:
    updates = found.filter(as_at.holds()).select_related("entered_by")
    if not as_at.confidential:
        updates = updates.filter(is_confidential=False)
    reviews: QuerySet[Review] = Review.objects.filter(as_at.rulings()).select_related("by")
    updates = updates.prefetch_related(
        Prefetch(
            "lines",
            ProgressLine.objects.select_related("milestone").order_by("milestone__order", "pk"),
            to_attr="shown_lines",
        ),
        Prefetch("dates", DueDate.objects.order_by("pk"), to_attr="shown_dates"),
        Prefetch("reviews", reviews.order_by("day", "pk"), to_attr="shown_reviews"),
    ).order_by("-day", "-pk")
    entries: list[Any] = list(updates)
    for entry in entries:
        entry.last_review = entry.shown_reviews[-1] if entry.shown_reviews else None
        entry.is_accepted = bool(entry.last_review and entry.last_review.verdict in ACCEPTED)
        entry.is_reopened = bool(
            entry.last_review and entry.last_review.verdict == Review.Verdict.REOPENED
        )
        last = entry.last_review
        entry.is_returned = bool(last and last.verdict == Review.Verdict.RETURNED)
        entry.is_waiting = (last.verdict if last else "") in FOR_THE_MANAGER
        entry.waits_for_sign_off = bool(last and last.verdict == Review.Verdict.TO_SIGN)
        entry.printed = for_papers(entry.shown_reviews) or entry.text
        for review, words in zip(
            entry.shown_reviews, ruled_in_words(entry.shown_reviews), strict=True
        ):
            review.words, review.then = words, and_then(review)
        claims = any(
            line.progress == Progress.COMPLETE and not line.occurrence for line in entry.shown_lines
        )
        entry.may_be_reopened = claims and entry.is_accepted
        entry.may_be_embedded = claims and bool(last and last.verdict == Review.Verdict.ACCEPTED)
        if as_at.accepted_only:
            entry.text = entry.printed
            entry.shown_reviews = [r for r in entry.shown_reviews if r.verdict in SEEN_BY_MEMBERS]
    seen = [e for e in entries if e.is_accepted or e.is_reopened]
    return seen if as_at.accepted_only else entries
