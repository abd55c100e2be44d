"""What was reported, dated, ruled on and asked on some actions: loaded for all of them at once."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Q

from actionplans.among import among
from actionplans.asat import SEEN_BY_MEMBERS, AsAt
from actionplans.lists import updates_of_actions
from actionplans.models import Answer, DueDate, Evidence, Milestone, Question, Review
from actionplans.on_day.dates import dates_of
from actionplans.on_day.held import Held

ByAction = dict[int, list[Any]]


class Facts:
    """The facts on some actions that one reader may see, by action, each kind in order.

    The number of queries grows neither with the actions nor with the facts.
    """

    def __init__(self, action_ids: Iterable[int], as_at: AsAt) -> None:
        self.as_at, self.ids = as_at, list(action_ids)
        self.steps = self._steps()
        self.updates: Any = updates_of_actions(self.ids, as_at)
        self.dates = self._dates()
        self.evidence = self._evidence()
        self.of_dates = self._of_dates()
        self.questions = self._questions()

    def _steps(self) -> ByAction:
        standing = Milestone.objects.filter(
            Milestone.standing_on(self.as_at.stands_on), among("action_id", self.ids)
        )
        return _by_action((step.action_id, step) for step in standing.order_by("order", "pk"))

    def _dates(self) -> ByAction:
        """Return the timescales this reader may see; officers also see what was sent back."""
        action_of = {step.pk: step.action_id for of in self.steps.values() for step in of}
        steps = list(action_of)
        found = DueDate.objects.filter(self.as_at.holds(), among("milestone_id", steps))
        if self.as_at.accepted_only:
            held = Held(self.ids, self.as_at)
            seen = [date.pk for of in dates_of(held, self.as_at).values() for date in of]
            found = found.filter(among("pk", seen))
        elif not self.as_at.confidential:
            found = found.filter(Q(update=None) | Q(update__is_confidential=False))
        related = ("entered_by", "update__entered_by", "agreed_at__body")
        found = found.select_related(*related).order_by("milestone__order", "milestone", "pk")
        return _by_action((action_of[date.milestone_id], date) for date in found)

    def _evidence(self) -> ByAction:
        action_of = {one.pk: pk for pk, of in self.updates.items() for one in of}
        found = Evidence.objects.filter(self.as_at.holds(), among("update_id", action_of))
        if not self.as_at.confidential:
            found = found.filter(is_confidential=False)
        found = found.select_related("entered_by").order_by("pk")
        return _by_action((action_of[piece.update_id], piece) for piece in found)

    def _of_dates(self) -> ByAction:
        """Return the rulings on dates."""
        action_of = {date.pk: pk for pk, of in self.dates.items() for date in of}
        found = Review.objects.filter(self.as_at.rulings(), among("due_date_id", action_of))
        if self.as_at.accepted_only:
            found = found.filter(verdict__in=SEEN_BY_MEMBERS)
        found = found.select_related("by", "due_date").order_by("pk")
        return _by_action((action_of[review.due_date_id], review) for review in found)

    def _questions(self) -> ByAction:
        """Return what was asked, flags included, each with `shown_answers`."""
        answers = Answer.objects.filter(self.as_at.holds()).select_related("entered_by")
        found = Question.objects.filter(self.as_at.holds(), among("action_id", self.ids))
        if self.as_at.accepted_only:
            found = found.filter(for_members=True)
        found = found.select_related("entered_by").prefetch_related(
            Prefetch("answers", answers.order_by("pk"), to_attr="shown_answers")
        )
        return _by_action((question.action_id, question) for question in found.order_by("pk"))


def _by_action(pairs: Iterable[tuple[Any, Any]]) -> ByAction:
    found: ByAction = defaultdict(list)
    for pk, fact in pairs:
        found[pk].append(fact)
    return found
