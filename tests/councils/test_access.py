"""The table of roles and verbs, and the one door to a council's rows."""

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from actionplans.models import Action, ActionPlan, Review
from councils.access import (
    MAY,
    Access,
    Refused,
    Verb,
    access_to,
    accesses,
    council_page,
    councils_on,
    of_council,
)
from councils.models import Council, Officer
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_appointment,
    make_council,
    make_due_date,
    make_member,
    make_officer,
    make_plan,
    make_review,
    make_update,
    make_user,
)

# Role: read, read unaccepted, read confidential, export, report own, for others, accept,
# change a plan, measure, answer, set rules, manage people, say who can lead,
# ask for a redaction, redact, sign off, enter an inspection, write a report, publish it,
# run a scrutiny review, answer one, ask as members do, record what they asked,
# plan meetings, record oversight.
TABLE = {
    "administrator": "x x x x . . . . . . x x x x x . . . . . . . . . .",
    "plan-manager": "x x x x x x x x x x x . x x x . x x . . x . . x .",
    "lead-officer": "x x x x x . . . . x . . . x . . . . . . . . . . .",
    "director": "x x x x x . . . . x . . . x x x . . . . x . . . .",
    "democratic-services": "x x x x . . . . . . . . . x . . . x x x x x x x x",
    "scrutiny-member": "x . . x . . . . . . . . . . . . . . . . . x . . .",
    "reader": "x . . x . . . . . . . . . . . . . . . . . . . . .",
}
VERBS = [
    Verb.READ,
    Verb.READ_UNACCEPTED,
    Verb.READ_CONFIDENTIAL,
    Verb.EXPORT,
    Verb.REPORT_OWN,
    Verb.REPORT_FOR_OTHERS,
    Verb.ACCEPT,
    Verb.MANAGE_PLAN,
    Verb.MEASURE,
    Verb.ANSWER,
    Verb.SET_RULES,
    Verb.MANAGE_PEOPLE,
    Verb.KEEP_OFFICERS,
    Verb.ASK_REDACTION,
    Verb.REDACT,
    Verb.SIGN_OFF,
    Verb.ENTER_INSPECTION,
    Verb.COMPOSE,
    Verb.PUBLISH,
    Verb.RUN_REVIEWS,
    Verb.ANSWER_REVIEWS,
    Verb.ASK,
    Verb.RECORD_ASKED,
    Verb.PLAN_MEETINGS,
    Verb.RECORD_OVERSIGHT,
]


def access_as(*roles: Role, council: Council | None = None) -> Access:
    return Access(make_user(), council or make_council(), frozenset(roles))


@pytest.mark.parametrize("role", Role.values)
def test_a_role_may_do_what_the_table_says(role: str) -> None:
    allowed = {verb for verb, mark in zip(VERBS, TABLE[role].split(), strict=True) if mark == "x"}

    assert MAY[Role(role)] == allowed


def test_the_table_here_names_every_role_and_every_verb() -> None:
    assert list(TABLE) == Role.values
    assert set(VERBS) == set(Verb)


@pytest.mark.django_db
def test_several_roles_add_up() -> None:
    access = access_as(Role.READER, Role.LEAD_OFFICER)

    assert access.verbs == MAY[Role.READER] | MAY[Role.LEAD_OFFICER]
    assert access.role_names == "lead officer, reader"


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "asks"), [("reader", False), ("plan-manager", True)])
def test_templates_are_told_what_the_table_says(role: str, asks: bool) -> None:
    access = access_as(Role(role))

    assert [
        access.may_report,
        access.may_report_for_others,
        access.may_accept,
        access.may_read_unaccepted,
        access.may_manage_plan,
        access.may_measure,
        access.may_answer,
        access.may_set_rules,
        access.may_ask_redaction,
        access.may_compose,
    ] == [asks] * 10
    assert not access.may_publish


@pytest.mark.django_db
def test_what_is_not_allowed_is_refused_in_words() -> None:
    with pytest.raises(Refused, match=r"^You may not accept an update\.$") as refused:
        access_as(Role.READER).require(Verb.ACCEPT)

    assert refused.value.verb is Verb.ACCEPT


@pytest.mark.django_db
def test_whom_to_ask_are_the_active_administrators_of_this_council(
    council: Council, other_council: Council
) -> None:
    make_member(council, Role.ADMINISTRATOR, name="Bea")
    make_member(council, Role.ADMINISTRATOR, name="Ada")
    make_member(council, Role.ADMINISTRATOR, name="Gone", is_active=False)
    make_member(council, Role.PLAN_MANAGER, name="Manager")
    make_member(other_council, Role.ADMINISTRATOR, name="Framley's")

    found = access_as(Role.READER, council=council).whom_to_ask()

    assert [user.name for user in found] == ["Ada", "Bea"]


@pytest.mark.django_db
def test_each_council_of_a_user_has_the_roles_held_there_in_order_of_name() -> None:
    user = make_user()
    barset, alton = make_council("Barset"), make_council("Alton")
    make_member(barset, Role.READER, user)
    make_member(barset, Role.DIRECTOR, user)
    make_member(alton, Role.LEAD_OFFICER, user)
    make_member(alton, Role.ADMINISTRATOR)

    assert [(access.council, access.roles) for access in accesses(user)] == [
        (alton, {Role.LEAD_OFFICER}),
        (barset, {Role.READER, Role.DIRECTOR}),
    ]


@pytest.mark.django_db
def test_a_stranger_is_told_there_is_no_such_council(
    council: Council, other_council: Council
) -> None:
    user = make_member(other_council)

    with pytest.raises(Http404):
        access_to(user, council.slug)


@pytest.mark.django_db
def test_reach_finds_this_councils_rows_and_no_others(
    council: Council, other_council: Council
) -> None:
    own = make_action(make_plan(council))
    make_action(make_plan(other_council))

    access = access_as(Role.READER, council=council)

    assert [*access.reach(Action)] == [own]
    assert [*access.reach(ActionPlan)] == [own.plan]


@pytest.mark.django_db
def test_get_does_not_find_another_councils_row(council: Council, other_council: Council) -> None:
    own, other = make_plan(council), make_plan(other_council)
    access = access_as(Role.READER, council=council)

    assert access.get(ActionPlan, pk=own.pk) == own
    with pytest.raises(Http404):
        access.get(ActionPlan, pk=other.pk)


@pytest.mark.django_db
def test_a_verdict_is_reached_by_either_of_its_two_ways(
    council: Council, other_council: Council
) -> None:
    for place in (council, other_council):
        action = make_action(make_plan(place))
        make_review(make_update(action))
        make_review(due_date=make_due_date(action.milestones.get()))

    assert Review.objects.filter(of_council(Review, council)).count() == 2
    assert Review.objects.count() == 4


@pytest.mark.django_db
def test_officers_are_those_of_this_council_only(council: Council, other_council: Council) -> None:
    user = make_user()
    here = make_officer(council, "Here", user=user)
    make_officer(other_council, "There", user=user)
    post = make_officer(council, "Head of Adoption", kind=Officer.Kind.POST)
    make_appointment(here, post, starts=days(-1))
    access = Access(user, council, frozenset({Role.LEAD_OFFICER}))

    found = access.officers(DAY).order_by("name")

    assert [officer.name for officer in found] == ["Head of Adoption", "Here"]


@council_page(Verb.ACCEPT)
def page(request, access: Access, pk: int) -> HttpResponse:
    return HttpResponse(f"{access.council} {pk} {request.access is access}")


@pytest.mark.django_db
def test_a_page_of_a_council_is_handed_the_access_in_place_of_the_slug(council: Council) -> None:
    request = RequestFactory().get("/")
    request.user = make_member(council, Role.PLAN_MANAGER)

    assert page(request, council.slug, pk=7).content == b"Barchester 7 True"
    assert page.verb is Verb.ACCEPT


@pytest.mark.django_db
def test_a_page_refuses_the_colleague_and_does_not_know_the_stranger(
    council: Council, other_council: Council
) -> None:
    request = RequestFactory().get("/")

    request.user = make_member(council, Role.READER)
    with pytest.raises(Refused):
        page(request, council.slug, pk=7)
    request.user = make_member(other_council, Role.PLAN_MANAGER)
    with pytest.raises(Http404):
        page(request, council.slug, pk=7)


@pytest.mark.django_db
def test_the_list_of_councils_is_by_region_and_of_the_day() -> None:
    make_council("Zeals", region="East of England")
    make_council("Alton", region="London")
    make_council("Abbas", region="London", ends=DAY)

    assert [council.name for council in councils_on(DAY)] == ["Zeals", "Alton"]
