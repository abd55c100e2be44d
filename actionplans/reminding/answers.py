"""Which answers a run tells of, and to whom: who owes them, and once who keeps the list."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from actionplans.managing import managers_of
from actionplans.models import ActionPlan, ReminderSettings
from actionplans.reminding.digest import Digest, Line
from actionplans.reminding.owed import Owed
from actionplans.reminding.recipients import Recipient
from actionplans.reminding.schedule import Run, Schedule, is_told
from councils.access import Verb, who_may
from councils.models import Council, User

# Whom to write to for some officers of a plan.
Find = Callable[[ActionPlan, Iterable[int]], list[Recipient]]


def schedule_of(settings: ReminderSettings) -> Schedule:
    """Return when a plan's leads are told of a date; the usual days where its manager set none.

    Whoever asked was promised the day of an answer: a plan that reminds nobody of its steps
    does not silence it.
    """
    if not settings.is_on:
        return Schedule()
    return Schedule(settings.days_before, settings.on_the_day, settings.days_after)


def is_newly_late(due: datetime.date, run: Run) -> bool:
    """Return whether a day for an answer passed since the last run: one run tells of it."""
    return run.since <= due < run.day


@dataclass
class Answers:
    """What is known of a council in a run. `leading`: by action, the officers who lead it."""

    council: Council
    settings: Mapping[int, ReminderSettings]
    runs: Mapping[int, Run]
    leading: Mapping[int, tuple[int, ...]]
    _who: dict[Verb, dict[int, User]] = field(default_factory=dict)

    def add(self, digests: dict[str, Digest], owed: Iterable[Owed], find: Find) -> None:
        """Put each answer into the digests of those who hear of it, in the order given."""
        for one in owed:
            owing = {to.key: to for to in self._owing(one, find)}
            for to in owing.values():
                self._put(digests, to, one, told_now=self._is_told(one))
            if one.due and is_newly_late(one.due, self.runs[one.plan.pk]):
                for to in self._keeping(one):
                    if to.key not in owing:
                        self._put(digests, to, one, told_now=True, is_kept=True)

    def _put(self, digests: dict[str, Digest], to: Recipient, one: Owed, **why: bool) -> None:
        plan = one.plan.pk
        is_late = one.due is not None and one.due < self.runs[plan].day
        line = Line(self.settings[plan], one, is_late=is_late, **why)
        digests.setdefault(to.key, Digest(to)).answers.append(line)

    def _is_told(self, one: Owed) -> bool:
        plan = one.plan.pk
        schedule = schedule_of(self.settings[plan])
        return one.due is not None and is_told(schedule, one.due, self.runs[plan])

    def _owing(self, one: Owed, find: Find) -> list[Recipient]:
        """Return who is to answer: the leads, where an e-mail reaches any; never who asked."""
        leads = find(one.plan, self.leading.get(one.action or 0, ()))
        if not leads:
            users = self.who(one.owed_by).values() if one.owed_by else self._managing(one.plan)
            leads = [_to(user) for user in users]
        return [to for to in leads if to.user not in one.waiting]

    def _keeping(self, one: Owed) -> list[Recipient]:
        """Return who keeps the list of such answers, and who waits for this one and may read it."""
        kept = self.who(one.kept_by) if one.kept_by else {}
        may = self.who(one.waits_by)
        waiting = {user.pk: user for user in one.waiting if user.pk in may}
        return [_to(user) for user in (kept | waiting).values()]

    def who(self, verb: Verb) -> dict[int, User]:
        """Return who may do something in the council, by primary key. One query a verb."""
        if verb not in self._who:
            self._who[verb] = {user.pk: user for user in who_may(self.council, verb)}
        return self._who[verb]

    @cached_property
    def _managers(self) -> list[User]:
        return list(managers_of(self.council))

    def _managing(self, plan: ActionPlan) -> list[User]:
        """Return who answers for a plan, as `managing_now` says it, for many plans at once."""
        return [one for one in self._managers if one.pk == plan.manager_id] or self._managers


def _to(user: User) -> Recipient:
    return Recipient(user.email, user.name, None, user)
