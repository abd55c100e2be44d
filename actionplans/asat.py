"""Which state is asked for: as at a day, as known on a day, for whom."""

import datetime
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import (
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from actionplans.models import (
    Review,
)


@dataclass(frozen=True)
class AsAt:
    """Which state is asked for.

    `day`: what was reported for that day or earlier. `known_on`: leave out what was
    entered after that day. `accepted_only`: what members and papers see. `today` says
    whether the words are those of now or of another day.
    """

    day: datetime.date
    today: datetime.date
    known_on: datetime.date | None = None
    accepted_only: bool = False
    confidential: bool = True
    # Whether nothing of plans that are drafts is shown, as to members; papers may be about one.
    without_drafts: bool = False
    # Updates (primary keys) taken as accepted: what a page would show if they were.
    supposing: frozenset[int] = frozenset()
    # When the approval of the one plan shown was recorded: what was first typed after the day
    # shown stands as it was then.
    recorded: datetime.datetime | None = field(default=None, compare=False)

    @property
    def stands_on(self) -> datetime.date:
        """Return the day whose actions, steps and words are shown: the earlier of the two."""
        return min(self.day, self.known_on or self.day)

    @property
    def words_of(self) -> datetime.date | None:
        """Return the day whose words are shown, or None for the words of now."""
        return self.stands_on if self.stands_on < self.today else None

    @property
    def query(self) -> str:
        """Return the address's query that asks for the same state; "" for today's."""
        asked = {} if self.day == self.today else {"as_at": self.day.isoformat()}
        if self.known_on:
            asked["known_on"] = self.known_on.isoformat()
        return f"?{urlencode(asked)}" if asked else ""

    @property
    def is_now(self) -> bool:
        """Return whether this is the state of today, in which one can act."""
        return self.day == self.today and self.known_on is None

    def holds(self, prefix: str = "") -> Q:
        """Return the filter for facts that hold in this state."""
        known = Q(**{f"{prefix}known_on__lte": self.known_on}) if self.known_on else Q()
        return Q(**{f"{prefix}day__lte": self.day}) & known

    def rulings(self) -> Q:
        """Return the filter for the verdicts that hold in this state.

        Accepting or returning an update speaks of what was reported, so it counts for the
        day reported for, whenever it is given: a paper as at 31 August shows what was
        accepted on 2 September. Reopening, and checking that it lasts, count from their day.
        """
        known = Q(known_on__lte=self.known_on) if self.known_on else Q()
        return known & (Q(verdict__in=OF_THE_REPORT) | Q(day__lte=self.day))

    def has(self, day: datetime.date, known_on: datetime.date) -> bool:
        """Return whether a fact of that day, known from that day, is one that `holds`."""
        return day <= self.day and (self.known_on is None or known_on <= self.known_on)

    def rules(self, verdict: str, day: datetime.date, known_on: datetime.date) -> bool:
        """Return whether a verdict is one of `rulings`."""
        known = self.known_on is None or known_on <= self.known_on
        return known and (day <= self.day or verdict in OF_THE_REPORT)

    def holds_the_same(self, other: "AsAt") -> bool:
        """Return whether the same facts hold in both states."""
        return (self.day, self.known_on) == (other.day, other.known_on)

    def verdict(self, **of: Any) -> Coalesce:
        """Return the last verdict in this state on an update or a date, "" without one."""
        last = Review.objects.filter(self.rulings(), **of).order_by("-day", "-pk")
        return Coalesce(Subquery(last.values("verdict")[:1]), Value(""))

    def last_verdicts(self, of: str, among: Any) -> dict[int, str]:
        """Return the last verdict in this state on each "update" or "due_date" that has one.

        `among` says which reviews to look at. One query, for many at a time.
        """
        found = Review.objects.filter(self.rulings(), among).order_by("day", "pk")
        supposed = self.supposing if of == "update" else ()
        verdicts = dict(found.values_list(f"{of}_id", "verdict"))
        return verdicts | dict.fromkeys(supposed, Review.Verdict.ACCEPTED)


# Verdicts on what was reported: they count for the day reported for, whenever they are given.
OF_THE_REPORT = [
    Review.Verdict.ACCEPTED,
    Review.Verdict.RETURNED,
    Review.Verdict.TO_SIGN,
    Review.Verdict.NOT_SIGNED,
]
ACCEPTED = [Review.Verdict.ACCEPTED, Review.Verdict.EMBEDDED]
# What members and papers see: what was accepted, and what was accepted and then reopened.
SEEN_BY_MEMBERS = [*ACCEPTED, Review.Verdict.REOPENED]
# What waits for the manager, who may have heard why it was not signed off.
FOR_THE_MANAGER = ["", Review.Verdict.NOT_SIGNED]
# What waits before it counts: for the manager, or for the sign-off after the manager.
WAITING = [*FOR_THE_MANAGER, Review.Verdict.TO_SIGN]
