"""Who searches, and where: the councils of one person, grouped by what they may read there."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from actionplans.asat import AsAt
from councils.access import Access, Verb
from councils.drafts import not_of_a_draft
from councils.holding_back import names_asked_about
from councils.models import User
from councils.names import Names
from inspections.models import Inspection
from inspections.reading import readable_by
from scrutiny.reviews.drafts import BRINGS

M = TypeVar("M", bound=Model)

OTHERS = "others"
# What makes a difference to what is found.
_DIFFER = frozenset({Verb.READ_UNACCEPTED, Verb.READ_CONFIDENTIAL, Verb.COMPOSE, *BRINGS})


@dataclass(frozen=True)
class Group:
    """Councils (primary keys) in which one person may read the same."""

    councils: tuple[int, ...]
    verbs: frozenset[Verb]
    as_at: AsAt

    def may(self, verb: Verb) -> bool:
        return verb in self.verbs

    def read(self, model: type[M]) -> QuerySet[M]:
        """Return the rows of `model` in all councils: of drafts, only what may be read there."""
        found = model._default_manager.all()
        return found.filter(not_of_a_draft(model)) if self.as_at.without_drafts else found


@dataclass(frozen=True)
class Reader:
    """One person on a day; `council` narrows it: a slug of theirs, `OTHERS`, or "" for all."""

    user: User
    mine: Sequence[Access]
    day: datetime.date
    council: str = ""

    @cached_property
    def accesses(self) -> list[Access]:
        """Return where what is a council's own is searched."""
        return [each for each in self.mine if self.council in ("", each.council.slug)]

    @cached_property
    def groups(self) -> list[Group]:
        """Return the same, grouped: as many groups as there are differences, not councils."""
        found: dict[frozenset[Verb], list[int]] = defaultdict(list)
        for access in self.accesses:
            found[access.verbs & _DIFFER].append(access.council.pk)
        return [Group(tuple(of), verbs, self._state(verbs)) for verbs, of in found.items()]

    def _state(self, verbs: frozenset[Verb]) -> AsAt:
        return AsAt(
            day=self.day,
            today=self.day,
            accepted_only=Verb.READ_UNACCEPTED not in verbs,
            confidential=Verb.READ_CONFIDENTIAL in verbs,
            without_drafts=Verb.READ_UNACCEPTED not in verbs,
        )

    def may(self, council: int, verb: Verb) -> bool:
        return any(each.council.pk == council and each.may(verb) for each in self.mine)

    @cached_property
    def own(self) -> list[int]:
        """Return the councils (primary keys) this person belongs to, searched or not."""
        return [access.council.pk for access in self.mine]

    @cached_property
    def inspections(self) -> QuerySet[Inspection]:
        """Return the inspections searched: those one may read, of the councils asked for."""
        readable = readable_by(self.user).order_by()
        if not self.council:
            return readable
        if self.council == OTHERS:
            return readable.exclude(council__in=self.own)
        return readable.filter(council__in=[access.council.pk for access in self.accesses])

    def of_inspections(self, path: str = "") -> Q:
        """Return the filter for rows that hang on one of them."""
        return Q(**{f"{path}inspection__in": self.inspections.values("pk")})

    @cached_property
    def withheld(self) -> dict[int, Names]:
        """Return, by council, the names that somebody asked to be taken out, which are kept from
        this reader until it is decided. Officers go on seeing them.
        """
        return {
            access.council.pk: names_asked_about(access.council.pk)
            for access in self.mine
            if access.redaction_open and not access.may(Verb.READ_UNACCEPTED)
        }
