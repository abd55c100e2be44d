"""Several steps reported on one after the other: which, and how far one has come.

A sitting lives in the address alone, so that going back, a second window and a session that ran
out change nothing of it. What was sent is read from what was sent.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from actionplans.addresses import due_check
from actionplans.lists import Task
from actionplans.models import Milestone, ProgressDraft, ProgressLine, ProgressUpdate
from councils.access import Access

ASKED = "sitting"
MOST = 200
_PLACE = r"(\d{1,18})(?:-(\d{8}))?"
_WHOLE = re.compile(rf"{_PLACE}(?:\.{_PLACE})*_(\d{{1,18}})", re.ASCII)


@dataclass(frozen=True)
class Place:
    """A step to report on, or one due check of it."""

    step: int
    check: datetime.date | None = None

    def __str__(self) -> str:
        return f"{self.step}-{self.check:%Y%m%d}" if self.check else str(self.step)


@dataclass(frozen=True)
class Sitting:
    """The places in their order; `after` is the newest update (its pk) as it began."""

    places: tuple[Place, ...]
    after: int

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.places))}_{self.after}"

    def number(self, here: Place) -> int:
        """Return which of them it is, from 1; 0 for none of them."""
        return self.places.index(here) + 1 if here in self.places else 0

    def from_here(self, here: Place) -> "tuple[Place, ...]":
        """Return the places after this one."""
        return self.places[self.number(here) :]


def begin(tasks: Sequence[Task]) -> Sitting:
    """Return a sitting on these tasks, in their order."""
    newest = ProgressUpdate.objects.order_by("-pk").values_list("pk", flat=True).first()
    return Sitting(tuple(place_of(task) for task in tasks[:MOST]), newest or 0)


def place_of(task: Task) -> Place:
    return Place(task.step.pk, due_check(task.step))


def sitting_of(text: str) -> Sitting | None:
    """Return the sitting that stands in an address; None for what is none."""
    if not _WHOLE.fullmatch(text):
        return None
    places, _, after = text.rpartition("_")
    try:
        found = tuple(_place(part) for part in places.split("."))
    except ValueError:  # No day of any calendar.
        return None
    return Sitting(found, int(after)) if len(found) <= MOST else None


def _place(part: str) -> Place:
    step, _, check = part.partition("-")
    day = datetime.datetime.strptime(check, "%Y%m%d").date() if check else None
    return Place(int(step), day)


class Turns:
    """A sitting as one person sees it: where each place is, and what became of it."""

    def __init__(self, sitting: Sitting, mine: Sequence[Access]) -> None:
        self.sitting, self.mine = sitting, mine

    def next_address(self, here: Place | None = None) -> str:
        """Return where one goes on: the next form that can still be reached, else the summary."""
        places = self.sitting.from_here(here) if here else self.sitting.places
        found = (self.address(place) for place in places)
        return next((address for address in found if address), "") or self.summary

    @property
    def summary(self) -> str:
        path = reverse("actionplans:several_reported")
        return f"{path}?{urlencode({ASKED: str(self.sitting)})}"

    def address(self, place: Place) -> str:
        """Return the path of the form for a place; "" for what this person cannot reach."""
        if place.step not in self._steps:
            return ""
        access, step = self._steps[place.step]
        plan, action = step.action.plan_id, step.action_id
        query = {"step": str(place.step)}
        query |= {"check": f"{place.check:%Y-%m-%d}"} if place.check else {}
        path = reverse("actionplans:update_add", args=[access.council.slug, plan, action])
        return f"{path}?{urlencode(query | {ASKED: str(self.sitting)})}"

    @cached_property
    def _steps(self) -> dict[int, tuple[Access, Milestone]]:
        wanted = [place.step for place in self.sitting.places]
        return {
            step.pk: (access, step)
            for access in self.mine
            for step in access.reach(Milestone)
            .filter(pk__in=wanted, removed_on=None)
            .select_related("action__plan")
        }

    @cached_property
    def turns(self) -> "list[Turn]":
        """Return what became of each place that can be reached, in their order."""
        sent, begun = self._sent(), self._begun()
        found = []
        for place in self.sitting.places:
            if place.step in self._steps:
                access, step = self._steps[place.step]
                turn = Turn(access, step, place.check, self.address(place))
                found.append(replace(turn, sent=sent.get(place), draft=begun.get(place)))
        return found

    def _sent(self) -> dict[Place, ProgressUpdate]:
        lines = ProgressLine.objects.filter(
            update__entered_by=self.mine[0].user if self.mine else None,
            update__pk__gt=self.sitting.after,
            milestone__in=self._steps,
        )
        lines = lines.select_related("update__entered_by").order_by("update_id")
        return {Place(line.milestone_id or 0, line.occurrence): line.update for line in lines}

    def _begun(self) -> dict[Place, ProgressDraft]:
        return {
            Place(draft.milestone_id or 0, draft.occurrence): draft
            for access in self.mine
            for draft in access.reach(ProgressDraft).filter(
                user=access.user, for_others=False, milestone__in=self._steps
            )
        }


@dataclass(frozen=True)
class Turn:
    """One place of a sitting, and what became of it: sent, kept as a draft, or skipped."""

    access: Access
    step: Milestone
    check: datetime.date | None
    address: str
    sent: ProgressUpdate | None = None
    draft: ProgressDraft | None = None

    @property
    def is_begun(self) -> bool:
        return self.sent is None and self.draft is not None

    @property
    def is_skipped(self) -> bool:
        return self.sent is None and self.draft is None
