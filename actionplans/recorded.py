"""Everything recorded on one action, in order of time: for a member's question, and to print.

Words come from the versions the database keeps, the rest from facts. Members read what
members may read: what was accepted; what was sent back, and why, stays between officers.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model, Q
from django.utils import timezone

from actionplans.asat import AsAt
from actionplans.models import (
    Action,
    ActionPlan,
    DueDate,
    Ending,
    How,
    Milestone,
    MilestoneLead,
    ProgressLine,
    ProgressUpdate,
    Review,
    StandsIn,
    Theme,
)
from actionplans.on_day.endings import taken_over
from actionplans.rag import Outlook, Progress
from actionplans.recorded_facts import Facts
from actionplans.rows import ActionNamed
from actionplans.wording import and_then
from councils.days import end_of
from councils.models import Body, Officer, User


@dataclass(frozen=True)
class Entry:
    """One thing recorded: when it came in, what it is, by whom, and what it says.

    `day` orders it: the day from which it was known. `of` is the day it speaks of, where
    that is another. `parts` are (label, text) pairs; a label may be "".
    """

    day: datetime.date
    moment: datetime.datetime
    heading: str
    by: str = ""
    of: datetime.date | None = None
    parts: tuple[tuple[str, str], ...] = ()
    action: ActionNamed | None = None
    place: int = field(default=0, compare=False)


def recorded_on(action: Action, as_at: AsAt) -> list[Entry]:
    """Return all that is recorded on `action` in this state, oldest first.

    The number of queries does not grow with what is recorded.
    """
    record = _Record(action, Facts([action.pk], as_at))
    return _in_order([*record.words(), *record.said(), *record.endings()])


def recorded_before(action: Action, as_at: AsAt) -> list[tuple[Action, list[Entry]]]:
    """Return what was reported, dated, ruled on and asked before `action`, the farthest first.

    That is in other plans, on the actions that went on in it. The number of queries grows
    neither with those nor with what they hold.
    """
    earlier = taken_over(action, as_at)[::-1]
    facts = Facts([each.pk for each in earlier], as_at)
    return [(each, _in_order(_Record(each, facts).said())) for each in earlier]


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.day, entry.moment, entry.place))


# In what order things of one moment are read: words, reports, dates, evidence, verdicts ...
_WORDS, _UPDATE, _DATE, _EVIDENCE, _VERDICT, _ENDING, _ASKED, _ANSWERED = range(8)
Parts = tuple[tuple[str, str], ...]


def _parts(*pairs: tuple[str, str]) -> Parts:
    return tuple((label, text) for label, text in pairs if text)


def _fact(fact: Any, heading: str, place: int, **more: Any) -> Entry:
    """Return the entry of a fact, which knows its two days and who entered it."""
    if "by" not in more:
        more["by"] = str(fact.entered_by or getattr(fact, "source", ""))
    return Entry(
        day=fact.known_on,
        moment=fact.entered_at,
        heading=heading,
        of=fact.day if fact.day != fact.known_on else None,
        place=place,
        **more,
    )


class _Record:
    """Loads what is recorded on one action, for one reader."""

    def __init__(self, action: Action, facts: Facts) -> None:
        self.action, self.facts, self.as_at = action, facts, facts.as_at
        self.steps = facts.steps[action.pk]
        self.shown_updates: list[Any] = facts.updates[action.pk]

    def _step_words(self, pk: int | None) -> str:
        """Return how the record speaks of a step; an only step needs no name."""
        if pk is None:
            return "the whole action"
        numbers = {step.pk: number for number, step in enumerate(self.steps, 1)}
        return f"step {numbers[pk]}" if pk in numbers else "a step since removed"

    def _on(self, pk: int | None) -> str:
        """Return " of step 2", "" where the action has one step only."""
        return f" of {self._step_words(pk)}" if len(self.steps) > 1 else ""

    def _about(self, update: Any) -> str:
        """Return " on step 2 and step 3", "" where the action has one step only."""
        if len(self.steps) < 2:
            return ""
        steps = dict.fromkeys(self._step_words(line.milestone_id) for line in update.shown_lines)
        return f" on {' and '.join(steps)}" if steps else ""

    # Words and owners

    def words(self) -> Iterator[Entry]:
        """Yield how the action and its steps were first worded, and each change since."""
        versions = _Versions(self.action, [step.pk for step in self.steps], self.as_at)
        yield from versions.entries(self._step_words)
        yield from versions.places()

    def said(self) -> Iterator[Entry]:
        """Yield all but the words and how it ended."""
        yield from self.updates()
        yield from self.dates()
        yield from self.evidence()
        yield from self.verdicts()
        yield from self.questions()

    # Reports

    def updates(self) -> Iterator[Entry]:
        for update in self.shown_updates:
            yield _fact(
                update,
                "Progress reported",
                _UPDATE,
                by=_author(update),
                parts=_parts(
                    *(
                        (self._step_words(line.milestone_id).capitalize(), _said(line))
                        for line in update.shown_lines
                    ),
                    ("", update.text),
                    ("What difference it has made", update.difference),
                    ("", "Confidential" if update.is_confidential else ""),
                ),
            )

    def dates(self) -> Iterator[Entry]:
        """Yield each timescale: first agreed, moved, or asked for, with why and who agreed."""
        first: dict[int, str] = {}
        for date in self.facts.dates[self.action.pk]:
            before = first.get(date.milestone_id, "")
            on = self._on(date.milestone_id)
            first[date.milestone_id] = date.words
            yield _fact(
                date,
                f"New date{on}: {date.words}" if before else f"Timescale{on}: {date.words}",
                _DATE,
                by=_author(date.update) if date.update else str(date.entered_by or ""),
                parts=_parts(
                    ("Before", before),
                    ("Why", date.reason or ("Not stated" if before else "")),
                    ("Agreed by", _agreed_by(date)),
                    ("What was doubtful in reading the words", date.note),
                ),
            )

    def evidence(self) -> Iterator[Entry]:
        for evidence in self.facts.evidence[self.action.pk]:
            yield _fact(
                evidence,
                f"Evidence added: {evidence.title}",
                _EVIDENCE,
                parts=_parts(
                    ("Kind", evidence.get_kind_display()),
                    ("File", evidence.file_name),
                    ("Link", evidence.url),
                    ("", "Confidential" if evidence.is_confidential else ""),
                ),
            )

    # Verdicts

    def verdicts(self) -> Iterator[Entry]:
        for update in self.shown_updates:
            what = f"The report of {update.author} for {update.day:%-d %B %Y}{self._about(update)}"
            for review in update.shown_reviews:
                yield self._verdict(review, what)
        for review in self.facts.of_dates[self.action.pk]:
            date = review.due_date
            yield self._verdict(review, f"The date {date.words}{self._on(date.milestone_id)}")

    def _verdict(self, review: Any, what: str) -> Entry:
        """Return the verdict; its comment is for officers, but why it was reopened is for all."""
        reopened = review.verdict == Review.Verdict.REOPENED
        open_to_reader = reopened or not self.as_at.accepted_only
        return _fact(
            review,
            f"{what}: {_ruled(review)}",
            _VERDICT,
            by=str(review.by or review.source),
            parts=_parts(
                ("Why" if reopened else "Comment", review.comment if open_to_reader else ""),
                ("Wording for papers", "" if self.as_at.accepted_only else review.paper_wording),
            ),
        )

    # Endings, questions

    def endings(self) -> Iterator[Entry]:
        this, other = Q(action=self.action), Q(successor=self.action)
        found = Ending.objects.filter(this | other, self.as_at.holds()).order_by("pk")
        for ending in found.select_related("entered_by", "successor__plan", "action__plan"):
            named = ending.successor if ending.action_id == self.action.pk else ending.action
            takes_over = ending.action_id != self.action.pk
            parts = _parts(("Why", ending.reason), ("Agreed by", ending.agreed_by))
            heading = "Takes the place of" if takes_over else str(ending.get_kind_display())
            yield _fact(ending, heading, _ENDING, parts=parts, action=self._named(named))

    def _named(self, action: Action | None) -> ActionNamed | None:
        if action is None or (action.is_confidential and not self.as_at.confidential):
            return None
        return ActionNamed(action.pk, action.plan_id, action.reference, action.plan.title)

    def questions(self) -> Iterator[Entry]:
        """Yield what was asked of the action, flags included, and what was answered."""
        for asked in self.facts.questions[self.action.pk]:
            if not asked.flag:
                heading = "Question asked" if asked.wanted_from or asked.for_members else "Comment"
                by = ", entered by ".join(filter(None, (asked.asked_by, str(asked.entered_by))))
                yield _fact(asked, heading, _ASKED, parts=_parts(("", asked.text)), by=by)
            heading = "Flag answered" if asked.flag else "Question answered"
            for answer in asked.shown_answers:
                parts = _parts(
                    ("Flag" if asked.flag else "Question", asked.text), ("", answer.text)
                )
                by = ", entered by ".join(filter(None, (answer.said_by, str(answer.entered_by))))
                yield _fact(answer, heading, _ANSWERED, parts=parts, by=by)


def _author(update: ProgressUpdate) -> str:
    """Return who reported, how, and who entered it where that was somebody else."""
    if update.how in (How.HERE, How.PAPER):
        return update.author
    return f"{update.author}, {How(update.how).label}; entered by {update.entered_by}"


def _said(line: ProgressLine) -> str:
    """Return what a line says: "In progress; at risk: two posts are empty"."""
    progress = Progress(line.progress).words
    if line.occurrence:
        state = "done" if line.progress == Progress.COMPLETE else "not done"
        progress = f"The check due on {line.occurrence:%-d %B %Y}: {state}"
    outlook = f"; {Outlook(line.outlook).words.lower()}" if line.outlook else ""
    return f"{progress}{outlook}{f': {line.reason}' if line.reason else ''}"


def _ruled(review: Any) -> str:
    words = getattr(review, "words", review.get_verdict_display())
    return f"{words.lower()}{and_then(review)}"


def _agreed_by(date: DueDate) -> str:
    """Return who agreed it: the meeting where one did, else the name given, else the kind."""
    if date.agreed_at:
        return str(date.agreed_at)
    kind = date.get_agreed_by_display()
    return f"{kind}: {date.agreed_by_name}" if date.agreed_by_name else str(kind)


class _Versions:
    """The versions of an action, its steps and their leads, as entries."""

    def __init__(self, action: Action, step_ids: list[int], as_at: AsAt) -> None:
        self.action, self.as_at = action, as_at
        self.of_action = self._events(Action, pgh_obj_id=action.pk)
        self.of_steps = self._events(Milestone, action_id=action.pk)
        self.of_leads = self._events(MilestoneLead, milestone_id__in=self._step_ids(step_ids))
        self.of_places = self._events(StandsIn, action_id=action.pk)

    def _step_ids(self, held: list[int]) -> set[int]:
        """Return the steps there are and those there were."""
        return {event.pgh_obj_id for event in self.of_steps} | set(held)

    def _events(self, model: type[Model], **of: Any) -> list[Any]:
        """Return the versions known in this state, in the order in which they were made."""
        events = model.pgh_event_model.objects.filter(**of)  # type: ignore[attr-defined]
        until = self.as_at.words_of
        events = events.select_related("pgh_context").order_by("pgh_id")
        first: set[int] = set()
        found = []
        for event in events:
            # What came before the first version of a row had that version's words already.
            if until and event.pgh_created_at >= end_of(until) and event.pgh_obj_id in first:
                continue
            first.add(event.pgh_obj_id)
            found.append(event)
        return found

    @cached_property
    def users(self) -> dict[int, str]:
        events = [*self.of_action, *self.of_steps, *self.of_leads, *self.of_places]
        ids = {_user_id(event) for event in events} - {None}
        return {pk: str(user) for pk, user in User.objects.in_bulk(list(ids)).items()}

    @cached_property
    def named(self) -> dict[str, dict[int, str]]:
        """Return the names behind the keys that versions hold, by field."""
        officers = {e.officer_id for e in self.of_leads} | _ids(self.of_action, "accountable_id")
        return {
            "officer_id": _names(Officer, officers),
            "accountable_id": _names(Officer, officers),
            "theme_id": _names(Theme, _ids(self.of_action, "theme_id")),
            "watched_by_id": _names(Body, _ids(self.of_action, "watched_by_id")),
        }

    def entries(self, step_words: Any) -> Iterator[Entry]:
        yield from self._of_rows(self.of_action, _OF_ACTION, lambda pk: "The action")
        yield from self._of_rows(self.of_steps, _OF_STEP, lambda pk: step_words(pk).capitalize())
        yield from self._leads(step_words)

    def _of_rows(self, events: list[Any], fields: dict[str, str], what: Any) -> Iterator[Entry]:
        last: dict[int, Any] = {}
        for event in events:
            before = last.get(event.pgh_obj_id)
            last[event.pgh_obj_id] = event
            name = what(event.pgh_obj_id)
            if before is None:
                if event.added_on <= self.as_at.stands_on:
                    yield self._entered(event, name)
            elif event.pgh_label == "delete":
                yield self._changed(event, f"{name} was removed", ())
            elif parts := self._difference(before, event, fields):
                yield self._changed(event, f"{name}: words or owners changed", parts)

    def _entered(self, event: Any, name: str) -> Entry:
        """Return the first version: it stands first on the day the row entered the plan."""
        return Entry(
            event.added_on,
            end_of(event.added_on - datetime.timedelta(days=1)),
            f"{name} entered the plan",
            by=self._by(event),
            parts=_parts(("", event.text), ("Why", _reason(event))),
            place=_WORDS,
        )

    def _difference(self, before: Any, event: Any, fields: dict[str, str]) -> Parts:
        found = []
        for name, label in fields.items():
            was, now = self._words(before, name), self._words(event, name)
            if was != now:
                found.append((label, f"{_quoted(was)} became {_quoted(now)}"))
        return tuple(found)

    def _words(self, event: Any, name: str) -> str:
        value = getattr(event, name)
        if name in self.named:
            return self.named[name].get(value, "")
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, datetime.date):
            return f"{value:%-d %B %Y}"
        if isinstance(value, list):
            return "; ".join(f"{heading}: {text}" for heading, text in value)
        return str(value or "")

    def _leads(self, step_words: Any) -> Iterator[Entry]:
        """Yield who came to lead a step and who left; those it was first given go unsaid."""
        first: dict[int, datetime.datetime] = {}
        last: dict[int, Any] = {}
        for event in self.of_leads:
            moment = first.setdefault(event.milestone_id, event.pgh_created_at)
            before, name = last.get(event.pgh_obj_id), self._words(event, "officer_id")
            last[event.pgh_obj_id] = event
            step = step_words(event.milestone_id)
            if event.pgh_label == "delete":
                yield self._changed(event, f"{name} no longer leads {step}", ())
            elif before is None and event.pgh_created_at > moment:
                yield self._changed(event, f"{name} leads {step} from now on", ())
            elif before is not None and before.officer_id != event.officer_id:
                old = self._words(before, "officer_id")
                yield self._changed(event, f"{name} leads {step} in place of {old}", ())

    def places(self) -> Iterator[Entry]:
        """Yield from when the action stood in other plans, with which number, and until when."""
        titles = _names(ActionPlan, {event.plan_id for event in self.of_places})
        last: dict[int, Any] = {}
        for event in self.of_places:
            before, plan = last.get(event.pgh_obj_id), titles.get(event.plan_id, "a deleted plan")
            last[event.pgh_obj_id] = event
            if before is None:
                heading = f"Stands in {plan} too, as number {event.reference}"
                yield self._changed(event, heading, ())
            elif event.pgh_label == "delete" or event.removed_on:
                yield self._changed(event, f"Taken out of {plan}", ())
            elif event.reference != before.reference:
                words = f"{_quoted(before.reference)} became {_quoted(event.reference)}"
                yield self._changed(event, f"Its number in {plan}", _parts(("", words)))

    def _changed(self, event: Any, heading: str, parts: Parts) -> Entry:
        moment = event.pgh_created_at
        day = timezone.localdate(moment)
        parts = (*parts, *_parts(("Why", _reason(event))))
        return Entry(day, moment, heading, parts=parts, by=self._by(event), place=_WORDS)

    def _by(self, event: Any) -> str:
        return self.users.get(_user_id(event) or 0, "")


_OF_ACTION = {
    "text": "The action",
    "reference": "Number",
    "source_text": "Source",
    "success_measure": "How we will know",
    "next_steps": "Next steps",
    "paragraph_reference": "Paragraph",
    "other": "Other columns",
    "theme_id": "Theme",
    "accountable_id": "Accountable",
    "printed_leads": "Leads as printed",
    "watched_by_id": "Watched by",
    "next_review_on": "Next review",
    "added_on": "In the plan since",
    "is_confidential": "Confidential",
}
_OF_STEP = {
    "text": "The step",
    "printed_leads": "Leads as printed",
    "recurrence": "Repeats",
    "first_due": "First due",
    "each_occurrence": "Each check is reported",
    "added_on": "In the plan since",
    "removed_on": "No longer in the plan since",
}


def _quoted(words: str) -> str:
    return f"“{words}”" if words else "nothing"


def _user_id(event: Any) -> int | None:
    """Return who made a version, from what was kept of the request."""
    return _kept(event).get("user")


def _reason(event: Any) -> str:
    """Return why something agreed was changed; "" where nobody was asked."""
    return str(_kept(event).get("reason", ""))


def _kept(event: Any) -> dict[str, Any]:
    context = event.pgh_context
    return (context.metadata or {}) if context else {}


def _ids(events: Iterable[Any], name: str) -> set[int]:
    return {getattr(event, name) for event in events} - {None}


def _names(model: type[Model], ids: set[int]) -> dict[int, str]:
    rows = model._default_manager.in_bulk(list(ids)) if ids else {}
    return {pk: str(row) for pk, row in rows.items()}
