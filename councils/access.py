"""Who may do what: the one table of roles and verbs, and the one way to a council's data.

A view never fetches rows by itself. It is given an `Access`, which holds the council
the check returned, and reaches every row through it.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property, reduce, wraps
from operator import or_
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Max, Model, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from councils.drafts import is_draft, not_of_a_draft
from councils.holding_back import names_asked_about, without_names
from councils.kept_rows import RefusedSaying as RefusedSaying
from councils.kept_rows import tell_of_kept, without_kept
from councils.models import Council, Membership, Officer, Redaction, RegisterEntry, User
from councils.roles import Role

M = TypeVar("M", bound=Model)


class Verb(Enum):
    """What can be done in a council, in words that finish "you may not ..."."""

    READ = "read this council's plans"
    READ_UNACCEPTED = "read updates before they are accepted"
    READ_CONFIDENTIAL = "read confidential actions"
    EXPORT = "export a plan"
    REPORT_OWN = "report progress on what you lead"
    REPORT_FOR_OTHERS = "enter progress that somebody else reported"
    ACCEPT = "accept an update"
    SIGN_OFF = "sign off what was accepted"
    MANAGE_PLAN = "change a plan"
    ENTER_INSPECTION = "enter what an inspection said"
    MEASURE = "enter what a measure stands at"
    ANSWER = "answer a flag"
    SET_RULES = "change this council's ratings and rules"
    MANAGE_PEOPLE = "invite people and change their roles"
    KEEP_OFFICERS = "change who can lead in the plans"
    COMPOSE = "write a report"
    PUBLISH = "publish a report"
    RUN_REVIEWS = "run a scrutiny review"
    ANSWER_REVIEWS = "answer a scrutiny review"
    ASK = "ask about a plan"
    RECORD_ASKED = "record what members asked"
    PLAN_MEETINGS = "say when a body meets and what comes to it"
    RECORD_OVERSIGHT = "record what a body learned and does next"
    ASK_REDACTION = "ask for a name to be taken out"
    REDACT = "take a name out"


_EVERYONE = {Verb.READ, Verb.EXPORT}
_OFFICERS = _EVERYONE | {Verb.READ_UNACCEPTED, Verb.READ_CONFIDENTIAL, Verb.ASK_REDACTION}
_LEADS = _OFFICERS | {Verb.REPORT_OWN, Verb.ANSWER}

MAY: dict[Role, frozenset[Verb]] = {
    Role.ADMINISTRATOR: frozenset(
        _OFFICERS | {Verb.SET_RULES, Verb.MANAGE_PEOPLE, Verb.KEEP_OFFICERS, Verb.REDACT}
    ),
    Role.PLAN_MANAGER: frozenset(
        _LEADS
        | {Verb.REPORT_FOR_OTHERS, Verb.ACCEPT, Verb.MANAGE_PLAN, Verb.MEASURE, Verb.SET_RULES}
        | {Verb.KEEP_OFFICERS, Verb.REDACT, Verb.ENTER_INSPECTION, Verb.COMPOSE}
        | {Verb.ANSWER_REVIEWS, Verb.PLAN_MEETINGS}
    ),
    Role.LEAD_OFFICER: frozenset(_LEADS),
    Role.DIRECTOR: frozenset(_LEADS | {Verb.REDACT, Verb.SIGN_OFF, Verb.ANSWER_REVIEWS}),
    Role.DEMOCRATIC_SERVICES: frozenset(
        _OFFICERS
        | {Verb.COMPOSE, Verb.PUBLISH, Verb.RUN_REVIEWS, Verb.ANSWER_REVIEWS}
        | {Verb.ASK, Verb.RECORD_ASKED, Verb.PLAN_MEETINGS, Verb.RECORD_OVERSIGHT}
    ),
    Role.SCRUTINY_MEMBER: frozenset(_EVERYONE | {Verb.ASK}),
    Role.READER: frozenset(_EVERYONE),
}


class Refused(PermissionDenied):
    """A colleague without the role: 403, with whom to ask."""

    def __init__(self, access: "Access", verb: Verb) -> None:
        super().__init__(f"You may not {verb.value}.")
        self.access = access
        self.verb = verb


@dataclass(frozen=True)
class Access:
    """What `user` may do in `council`: the only door to its rows.

    `redaction_open`: whether somebody asked there for a name to be taken out, and it is not
    decided; `redacted_on`: the last day on which one was taken out.
    """

    user: User
    council: Council
    roles: frozenset[Role]
    redaction_open: bool = False
    redacted_on: datetime.date | None = None

    @cached_property
    def verbs(self) -> frozenset[Verb]:
        return frozenset().union(*(MAY[role] for role in self.roles))

    def may(self, verb: Verb) -> bool:
        """Return whether any of the user's roles here allows `verb`."""
        return verb in self.verbs

    def as_member(self) -> "Access":
        """Return the access by which this reader sees the council as its members do."""
        return replace(self, roles=frozenset({Role.SCRUTINY_MEMBER}))

    def require(self, verb: Verb) -> None:
        """Raise `Refused` (403) unless the user may `verb`."""
        if not self.may(verb):
            raise Refused(self, verb)

    def reach(self, model: type[M]) -> QuerySet[M]:
        """Return this council's rows of `model`, and no other council's.

        What is kept from this user whatever their role, as `kept_rows` says, is left out. Whoever
        does not read what is not accepted reaches nothing of drafts.
        """
        return without_kept(self, self._rows(model))

    def _rows(self, model: type[M]) -> QuerySet[M]:
        found = model._default_manager.filter(of_council(model, self.council))
        return found if self.may(Verb.READ_UNACCEPTED) else found.filter(not_of_a_draft(model))

    def reads(self, row: Model) -> bool:
        """Return whether this reader reads a row of this council: no draft, or one for them."""
        return self.may(Verb.READ_UNACCEPTED) or not is_draft(row)

    def get(self, model: type[M], **lookup: Any) -> M:
        """Return this council's one row of `model`.

        Raises Http404 when it is not here, RefusedSaying (403) when it is kept from this user.
        """
        try:
            return get_object_or_404(self.reach(model), **lookup)
        except Http404:
            tell_of_kept(self, self._rows(model).filter(**lookup))
            raise

    def officers(self, day: datetime.date) -> QuerySet[Officer]:
        """Return the officers of this council the user answers for on `day`."""
        return Officer.objects.filter(council=self.council).of_user(self.user, day)

    def members(self) -> QuerySet[User]:
        """Return everybody with a role here."""
        return _users().filter(self._has_a_role())

    def has_somebody_to(self, verb: Verb) -> bool:
        """Return whether anybody active here may `verb`."""
        roles = [role for role in Role if verb in MAY[role]]
        held = Membership.objects.filter(council=self.council, role__in=roles)
        return held.filter(user__is_active=True).exists()

    def leavers(self) -> QuerySet[User]:
        """Return everybody who left and has no role here now."""
        left = RegisterEntry.Kind.LEFT
        entries = RegisterEntry.objects.filter(council=self.council, kind=left)
        return _users().filter(~self._has_a_role(), pk__in=entries.values("user"))

    def _has_a_role(self) -> Exists:
        return Exists(Membership.objects.filter(council=self.council, user=OuterRef("pk")))

    def person(self, pk: int) -> User:
        """Return a member or leaver of this council; raise Http404 for everybody else."""
        return get_object_or_404(self.members() | self.leavers(), pk=pk)

    def who_may(self, verb: Verb) -> QuerySet[User]:
        """Return everybody who may do something here, whatever else they may."""
        return who_may(self.council, verb)

    def whom_to_ask(self) -> QuerySet[User]:
        """Return the people who can give a role here: the council's administrators."""
        return User.objects.filter(
            is_active=True,
            memberships__council=self.council,
            memberships__role=Role.ADMINISTRATOR,
        ).order_by("name", "pk")

    @property
    def role_names(self) -> str:
        return ", ".join(sorted(Role(role).label.lower() for role in self.roles))

    # Names the templates ask by; the server asks the same table.
    @property
    def may_report(self) -> bool:
        return self.may(Verb.REPORT_OWN)

    @property
    def may_report_for_others(self) -> bool:
        return self.may(Verb.REPORT_FOR_OTHERS)

    @property
    def may_accept(self) -> bool:
        return self.may(Verb.ACCEPT)

    @property
    def may_sign_off(self) -> bool:
        return self.may(Verb.SIGN_OFF)

    @property
    def may_manage_plan(self) -> bool:
        return self.may(Verb.MANAGE_PLAN)

    @property
    def may_enter_inspection(self) -> bool:
        return self.may(Verb.ENTER_INSPECTION)

    @property
    def may_compose(self) -> bool:
        return self.may(Verb.COMPOSE)

    @property
    def may_publish(self) -> bool:
        return self.may(Verb.PUBLISH)

    @property
    def may_run_reviews(self) -> bool:
        return self.may(Verb.RUN_REVIEWS)

    @property
    def may_answer_reviews(self) -> bool:
        return self.may(Verb.ANSWER_REVIEWS)

    @property
    def may_plan_meetings(self) -> bool:
        return self.may(Verb.PLAN_MEETINGS)

    @property
    def may_record_oversight(self) -> bool:
        return self.may(Verb.RECORD_OVERSIGHT)

    @property
    def may_measure(self) -> bool:
        return self.may(Verb.MEASURE)

    @property
    def may_answer(self) -> bool:
        return self.may(Verb.ANSWER)

    @property
    def may_ask(self) -> bool:
        return self.may(Verb.ASK)

    @property
    def may_record_asked(self) -> bool:
        return self.may(Verb.RECORD_ASKED)

    @property
    def may_set_rules(self) -> bool:
        return self.may(Verb.SET_RULES)

    @property
    def may_manage_people(self) -> bool:
        return self.may(Verb.MANAGE_PEOPLE)

    @property
    def may_keep_officers(self) -> bool:
        return self.may(Verb.KEEP_OFFICERS)

    @property
    def may_read_unaccepted(self) -> bool:
        return self.may(Verb.READ_UNACCEPTED)

    @property
    def may_ask_redaction(self) -> bool:
        return self.may(Verb.ASK_REDACTION)

    def shown(self, page: HttpResponse) -> HttpResponse:
        """Return the page as this reader may see it: from members a name asked about is kept.

        Officers go on seeing it: what they change must not be saved without it.
        """
        if not self.redaction_open or self.may(Verb.READ_UNACCEPTED):
            return page
        return without_names(page, names_asked_about(self.council.pk))


def who_may(council: Council, verb: Verb) -> QuerySet[User]:
    """Return everybody who may do something in a council, whatever else they may, by name."""
    roles = [role for role, verbs in MAY.items() if verb in verbs]
    held = Membership.objects.filter(council=council, user=OuterRef("pk"), role__in=roles)
    return _users().filter(Exists(held), is_active=True)


def _users() -> QuerySet[User]:
    return User.objects.order_by("name", "email")


def of_council(model: type[Model], council: Council) -> Q:
    """Return the filter for `council`'s rows of `model`, by the paths the model declares."""
    declared = model.council_path  # type: ignore[attr-defined]
    paths = (declared,) if isinstance(declared, str) else declared
    return reduce(or_, (Q(**{path: council}) for path in paths))


def accesses(user: User) -> list[Access]:
    """Return the user's access to each council they belong to, by the council's name."""
    redactions = Redaction.objects.filter(council=OuterRef("council")).order_by()
    done = redactions.filter(state=Redaction.State.DONE).values("council")
    rows = Membership.objects.filter(user=user).select_related("council")
    rows = rows.annotate(
        redaction_open=Exists(redactions.filter(state=Redaction.State.ASKED)),
        redacted_on=done.values(last=Max("decided_on")),
    )
    by_council: dict[Council, list[Any]] = {}
    for row in rows.order_by("council__name", "council_id", "pk"):
        by_council.setdefault(row.council, []).append(row)
    return [_access(user, council, held) for council, held in by_council.items()]


def _access(user: User, council: Council, held: list[Any]) -> Access:
    roles = frozenset(Role(row.role) for row in held)
    return Access(user, council, roles, held[0].redaction_open, held[0].redacted_on)


def access_to(user: User, slug: str) -> Access:
    """Return the user's access to the council; raise Http404 for a stranger."""
    return _access_to(accesses(user), slug)


def _access_to(mine: list[Access], slug: str) -> Access:
    for access in mine:
        if access.council.slug == slug:
            return access
    raise Http404


View = Callable[..., HttpResponse]


def council_page(verb: Verb) -> Callable[[View], View]:
    """Return a decorator: the view gets the `Access` in place of the council's slug.

    A stranger gets 404, a colleague who may not `verb` gets 403.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
            if not isinstance(request.user, User):
                raise Http404
            request.accesses = mine = accesses(request.user)  # type: ignore[attr-defined]
            access = _access_to(mine, slug)
            access.require(verb)
            request.access = access  # type: ignore[attr-defined]
            return access.shown(view(request, access, *args, **kwargs))

        wrapped.verb = verb  # type: ignore[attr-defined]
        return wrapped

    return decorate


def operator_page(view: View) -> View:
    """Return the view for the site's operator alone, who keeps what is national.

    Everybody else gets 404. Mark a page for anyone signed in by neither this nor `council_page`.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not isinstance(request.user, User) or not request.user.is_site_operator:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


def councils_on(day: datetime.date) -> QuerySet[Council]:
    """Return every council there is on `day`: names, regions and codes are national facts."""
    return Council.objects.in_force_on(day).order_by("region", "name", "pk")
