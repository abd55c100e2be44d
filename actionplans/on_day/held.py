"""What is held of some actions in a state, each fact read once.

Every earlier state of the same reader (an earlier day, known no later) is taken from the same
facts: what a plan says today, what it said at the last meeting, and each point of a line over
time. Texts are read only of what is shown, and rows are tuples, since a plan has hundreds of them.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q

from actionplans.among import among
from actionplans.asat import OF_THE_REPORT, WAITING, AsAt
from actionplans.models import DueDate, Ending, Evidence, Milestone, ProgressUpdate, Review
from actionplans.on_day.words import tuples_worded
from actionplans.rag import Progress
from actionplans.rows import Awaiting, DateShown, Said
from councils.models import User

Place = tuple[int, int | None]


class Line(NamedTuple):
    """A line of an update, or an update without lines (no `pk`); they sort as reported."""

    day: datetime.date
    update_id: int
    pk: int | None
    action_id: int
    step_id: int | None
    occurrence: datetime.date | None
    progress: str
    outlook: str
    reason: str
    printed_rating: str
    is_confidential: bool
    says_difference: bool
    known_on: datetime.date
    how: str

    @property
    def place(self) -> Place:
        return self.action_id, self.step_id


_COLUMNS = (
    "day",
    "pk",
    "lines__pk",
    "action_id",
    "lines__milestone_id",
    "lines__occurrence",
    "lines__progress",
    "lines__outlook",
    "lines__reason",
    "lines__printed_rating",
    "is_confidential",
    "says_difference",
    "known_on",
    "how",
)


def is_a_word(line: Line) -> bool:
    """Return whether a line speaks of its step or action, and not of one check alone."""
    return line.pk is not None and line.occurrence is None


def open_to(lines: list[Line], as_at: AsAt) -> list[Line]:
    """Return the lines this reader may read, whatever was ruled of them."""
    if as_at.confidential:
        return lines
    return [line for line in lines if not line.is_confidential]


# A verdict on an update or on a date: which (primary key), the verdict, its day, known from when.
Ruling = tuple[int, str, datetime.date, datetime.date]


class Date(NamedTuple):
    """What is read of a timescale."""

    milestone_id: int
    pk: int
    update_id: int | None
    words: str
    due: datetime.date | None
    recurrence: str
    reason: str
    agreed_by: str
    agreed_by_name: str
    move: str
    day: datetime.date
    precision: str
    starts: datetime.date | None
    note: str
    needs_body: bool
    known_on: datetime.date


class StepHeld(NamedTuple):
    """A step, in the words of a day."""

    pk: int
    action_id: int
    order: int
    added_on: datetime.date
    removed_on: datetime.date | None
    text: str
    printed_leads: str
    recurrence: str
    first_due: datetime.date | None
    each_occurrence: bool

    def stands_on(self, day: datetime.date) -> bool:
        """Return whether it stands on `day`, as `Milestone.standing_on` asks the database."""
        return self.added_on <= day and (self.removed_on is None or self.removed_on > day)


_OF_STEP = ("order", "text", "printed_leads", "recurrence", "first_due", "each_occurrence")


class Told(NamedTuple):
    """The words of an update."""

    pk: int
    known_on: datetime.date
    text: str
    difference: str
    how: str
    reported_by: str
    source: str
    entered_by_id: int | None


def last_of(rulings: Iterable[Ruling], as_at: AsAt) -> dict[int, str]:
    """Return the last verdict on each, of those that hold in a state."""
    return {pk: verdict for pk, verdict, *when in rulings if as_at.rules(verdict, *when)}


def _by_fact(rulings: Iterable[Ruling]) -> dict[int, list[Ruling]]:
    found: dict[int, list[Ruling]] = defaultdict(list)
    for one in rulings:
        found[one[0]].append(one)
    return found


def _awaiting(line: Line, verdict: str, other: Awaiting | None) -> Awaiting:
    """Return what a line makes of its report, beside what another line made of it."""
    claims = line.progress == Progress.COMPLETE
    done = claims and line.occurrence is None
    if other:
        claims, done = claims or other.claims, done or other.says_done
    return Awaiting(line.update_id, line.action_id, line.known_on, done, claims, verdict)


class Held:
    """The lines, dates and verdicts on some actions (primary keys) that hold in a state.

    They are for one reader: dates that came with a confidential update are left out where the
    reader may not see it. Each kind of fact is read when it is first needed, in one query.
    """

    def __init__(self, action_ids: Iterable[int], as_at: AsAt) -> None:
        self.action_ids, self.as_at = list(action_ids), as_at
        self.names: dict[int | None, str] = {}
        self._told: dict[int, Told] = {}
        self._worded: dict[Any, list[StepHeld]] = {}
        self.dates_made: dict[Any, DateShown] = {}
        self.said_made: dict[Any, Said] = {}
        self.reported_made: dict[AsAt, Any] = {}
        self._verdicts: dict[Any, dict[int, str]] = {}

    @cached_property
    def lines(self) -> Mapping[Place, list[Line]]:
        """Return, by step and by whole action, everything reported, as it was reported."""
        says_difference = ExpressionWrapper(~Q(difference=""), output_field=BooleanField())
        found = ProgressUpdate.objects.filter(
            self.as_at.holds(), among("action_id", self.action_ids)
        )
        rows = found.annotate(says_difference=says_difference).values_list(*_COLUMNS)
        by_place: dict[Place, list[Line]] = defaultdict(list)
        for line in map(Line._make, rows):
            by_place[line.action_id, line.step_id].append(line)
        for of_place in by_place.values():
            of_place.sort()
        return by_place

    def lines_on(self, as_at: AsAt) -> Mapping[Place, list[Line]]:
        """Return the same as it holds in an earlier state; a place with none may be left out."""
        if as_at.holds_the_same(self.as_at):
            return self.lines
        holding = as_at.has
        return {
            place: [line for line in lines if holding(line.day, line.known_on)]
            for place, lines in self.lines.items()
        }

    @cached_property
    def _steps(self) -> list[StepHeld]:
        added = Milestone.objects.filter(
            among("action_id", self.action_ids), added_on__lte=self.as_at.stands_on
        )
        return [StepHeld._make(row) for row in added.values_list(*StepHeld._fields)]

    def steps_on(self, as_at: AsAt) -> list[StepHeld]:
        """Return every step added by then, also one removed since, in the words of this state.

        In the order of the state. The state may be an earlier one.
        """
        asked = (as_at.words_of, as_at.recorded)
        if asked not in self._worded:
            rows = tuples_worded(Milestone, self._steps, as_at, _OF_STEP)
            self._worded[asked] = sorted(rows, key=lambda row: (row.action_id, row.order, row.pk))
        return self._worded[asked]

    @cached_property
    def rulings(self) -> list[Ruling]:
        """Return the verdicts on the updates, in the order in which they count."""
        return self._rulings("update_id", among("update__action_id", self.action_ids))

    @cached_property
    def _by_update(self) -> dict[int, list[Ruling]]:
        return _by_fact(self.rulings)

    @cached_property
    def _by_date(self) -> dict[int, list[Ruling]]:
        return _by_fact(self.of_dates)

    def rulings_of_update(self, pk: int) -> list[Ruling]:
        """Return the verdicts on one update, in the order in which they count."""
        return self._by_update.get(pk, [])

    def rulings_of_date(self, pk: int) -> list[Ruling]:
        """Return the verdicts on one date itself, in the order in which they count."""
        return self._by_date.get(pk, [])

    @cached_property
    def actions_ruled_later(self) -> set[int]:
        """Return the actions of which something was reopened, or checked that it lasts.

        Such verdicts count from their own day.
        """
        later = {pk for pk, verdict, _, _ in self.rulings if verdict not in OF_THE_REPORT}
        found = (line for lines in self.lines.values() for line in lines) if later else ()
        return {line.action_id for line in found if line.update_id in later}

    def verdicts_on(self, as_at: AsAt) -> dict[int, str]:
        """Return, by update, the last verdict that holds in this state, or an earlier one."""
        asked = as_at.day, as_at.known_on
        if asked not in self._verdicts:
            self._verdicts[asked] = self._last(self.rulings, as_at)
        return self._verdicts[asked]

    def awaiting_on(self, as_at: AsAt) -> list[Awaiting]:
        """Return what does not count yet in this state, or an earlier one, as it came in.

        Only what the reader may read; of actions that are confidential too.
        """
        verdicts = self.verdicts_on(as_at)
        ruled = {pk for pk, verdict in verdicts.items() if verdict not in WAITING}
        found: dict[int, Awaiting] = {}
        for lines in self.lines_on(as_at).values():
            for line in open_to([one for one in lines if one.update_id not in ruled], as_at):
                pk = line.update_id
                found[pk] = _awaiting(line, verdicts.get(pk, ""), found.get(pk))
        return sorted(found.values(), key=attrgetter("since", "update_id"))

    @cached_property
    def dates(self) -> Mapping[int, list[Date]]:
        """Return, by step, the timescales given for it, in order."""
        found = DueDate.objects.filter(
            self.as_at.holds(), among("milestone__action_id", self.action_ids)
        )
        if not self.as_at.confidential:
            found = found.filter(Q(update__isnull=True) | Q(update__is_confidential=False))
        by_step: dict[int, list[Date]] = defaultdict(list)
        for date in map(Date._make, found.order_by("pk").values_list(*Date._fields)):
            by_step[date.milestone_id].append(date)
        return by_step

    @cached_property
    def of_dates(self) -> list[Ruling]:
        """Return the verdicts on the dates themselves, in the order in which they count."""
        of_these = among("due_date__milestone__action_id", self.action_ids)
        return self._rulings("due_date_id", of_these)

    @cached_property
    def _endings(self) -> list[Ending]:
        taking = Ending.objects.filter(among("successor_id", self.action_ids))
        of_these = Q(among("action_id", self.action_ids)) | Q(action__in=taking.values("action_id"))
        found = Ending.objects.filter(self.as_at.holds(), of_these)
        related = found.select_related("action__plan", "successor__plan")
        return list(related.order_by("day", "pk"))

    def endings_on(self, as_at: AsAt) -> list[Ending]:
        """Return how these actions ended, and those they took the place of, in order of days.

        As it holds in this state, or an earlier one.
        """
        return [one for one in self._endings if as_at.has(one.day, one.known_on)]

    @cached_property
    def _evidence(self) -> list[Any]:
        of_these = among("update__action_id", self.action_ids)
        found = Evidence.objects.filter(self.as_at.holds(), of_these)
        if not self.as_at.confidential:
            found = found.filter(is_confidential=False)
        return list(found.values_list("update_id", "day", "known_on"))

    def with_evidence_on(self, as_at: AsAt) -> set[int]:
        """Return the updates that rest on evidence in this state, or an earlier one."""
        return {update for update, *when in self._evidence if as_at.has(*when)}

    def told(self, updates: set[int]) -> Mapping[int, Told]:
        """Return the words of these updates, and of those read before; `names` has who said them.

        Two queries at most, none where all were read before.
        """
        rows = ProgressUpdate.objects.filter(among("pk", updates - self._told.keys()))
        read = list(map(Told._make, rows.values_list(*Told._fields)))
        self._told |= {told.pk: told for told in read}
        users = {told.entered_by_id for told in read if told.entered_by_id} - self.names.keys()
        if users:
            self.names |= {pk: str(user) for pk, user in User.objects.in_bulk(users).items()}
        return self._told

    def of_dates_on(self, as_at: AsAt) -> dict[int, str]:
        """Return, by date, the last verdict on it that holds in this state, or an earlier one."""
        return self._last(self.of_dates, as_at)

    def _last(self, rulings: Iterable[Ruling], as_at: AsAt) -> dict[int, str]:
        if as_at.holds_the_same(self.as_at):
            return {pk: verdict for pk, verdict, _, _ in rulings}
        return last_of(rulings, as_at)

    def _rulings(self, of: str, of_these: Any) -> list[Ruling]:
        found = Review.objects.filter(self.as_at.rulings(), of_these).order_by("day", "pk")
        return list(found.values_list(of, "verdict", "day", "known_on"))
