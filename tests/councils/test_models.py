"""People, councils, officers and bodies: what the database refuses, and who holds what when."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import RequestFactory
from pghistory.middleware import HistoryMiddleware

from councils.models import (
    Appointment,
    Body,
    CombinedAuthority,
    Council,
    Invitation,
    Meeting,
    Membership,
    Officer,
    OutgoingEmail,
    RedactedPlace,
    Redaction,
    StatisticalNeighbour,
    User,
)
from tests.factories import (
    DAY,
    days,
    make_appointment,
    make_body,
    make_combined_authority,
    make_council,
    make_invitation,
    make_meeting,
    make_member,
    make_officer,
    make_redaction,
    make_register_entry,
    make_user,
)
from tests.refusals import (
    constraints_of,
    crossings_of,
    refused_as_a_fact,
    refused_by,
    refused_saying,
    refused_to_move,
)

pytestmark = pytest.mark.django_db


def _two_councils(**same: str) -> None:
    make_council(**same)
    make_council(**same)


def _neighbours(council: Council, *ranked: tuple[Council, int]) -> None:
    for neighbour, rank in ranked:
        StatisticalNeighbour.objects.create(council=council, neighbour=neighbour, rank=rank)


def _near_twice(council: Council, neighbour: Council) -> None:
    _neighbours(council, (neighbour, 1), (neighbour, 2))


def _joined(*councils: Council, **fields: Any) -> CombinedAuthority:
    return make_combined_authority(*councils, **fields)


def _twice(make: Callable[..., object], *arguments: object, **fields: object) -> None:
    make(*arguments, **fields)
    make(*arguments, **fields)


NOON = datetime.datetime(2026, 11, 16, 12, tzinfo=datetime.UTC)


def make_email(council: Council, **fields: Any) -> OutgoingEmail:
    key = f"{council.slug} {OutgoingEmail.objects.count()}"
    fields = {"key": key, "message_id": key, "kind": "notice", "to": "jo@example.com"} | fields
    return OutgoingEmail.objects.create(council=council, **fields)


def _begun(council: Council) -> Redaction:
    redaction = make_redaction(council)
    begun = {"state": "doing", "decided_by": make_user(), "decided_on": DAY}
    Redaction.objects.filter(pk=redaction.pk).update(**begun)
    return redaction


def _place(redaction: Redaction) -> None:
    RedactedPlace.objects.create(redaction=redaction, table_name="x", row_pk="1", columns=["y"])


def _decided(council: Council, *, by_whom_asked: bool = False, **fields: Any) -> None:
    redaction = make_redaction(council)
    by = redaction.asked_by if by_whom_asked else make_user()
    said = {"state": "refused", "words": "", "decided_by": by, "decided_on": DAY} | fields
    Redaction.objects.filter(pk=redaction.pk).update(**said)


BACKWARDS = {"starts": days(1), "ends": DAY}

VIOLATIONS: dict[str, Callable[[Council], object]] = {
    "user_email_lower_case": lambda c: User.objects.create(email="Sam@example.com", name="Sam"),
    "council_gss_code_once": lambda c: _two_councils(gss_code="E10000001"),
    "council_dfe_number_once": lambda c: _two_councils(dfe_number="901"),
    "council_gss_code_form": lambda c: make_council(gss_code="E12000001"),
    "council_dfe_number_form": lambda c: make_council(dfe_number="90A"),
    "council_ofsted_urn_once": lambda c: _two_councils(ofsted_urn="80001"),
    "council_ofsted_urn_form": lambda c: make_council(ofsted_urn="80-001"),
    "neighbour_rank_once": lambda c: _neighbours(c, (make_council(), 1), (make_council(), 1)),
    "neighbour_once": lambda c: _near_twice(c, make_council()),
    "neighbour_rank_from_one": lambda c: _neighbours(c, (make_council(), 0)),
    "neighbour_is_another_council": lambda c: _neighbours(c, (c, 1)),
    "combined_authority_gss_code_form": lambda c: _joined(c, gss_code="E06000001"),
    "combined_authority_ends_after_start": lambda c: _joined(c, **BACKWARDS),
    "combined_authority_member_once": lambda c: _joined(c, c),
    "combined_authority_member_ends_after_start": lambda c: _joined(c).members.update(**BACKWARDS),
    "council_ends_after_start": lambda c: make_council(**BACKWARDS),
    "membership_once": lambda c: _twice(make_member, c, "reader", make_user()),
    "membership_role_is_known": lambda c: make_member(c, "owner"),
    "officer_once_in_council": lambda c: _twice(make_officer, c, "Head of Adoption"),
    "officer_kind_is_known": lambda c: make_officer(c, kind="robot"),
    "officer_has_a_name": lambda c: Officer.objects.create(council=c, kind="person", name=""),
    "officer_with_account_is_a_person": lambda c: make_officer(c, kind="post", user=make_user()),
    "officer_ends_after_start": lambda c: make_officer(c, **BACKWARDS),
    "appointment_to_another": lambda c: _twice(make_appointment, *[make_officer(c)] * 2),
    "appointment_ends_after_start": lambda c: make_appointment(
        make_officer(c), make_officer(c), **BACKWARDS
    ),
    "body_once_in_council": lambda c: _twice(make_body, c, "Cabinet"),
    "body_ends_after_start": lambda c: make_body(c, **BACKWARDS),
    "email_state_is_known": lambda c: make_email(c, state="lost"),
    "email_sent_says_when": lambda c: make_email(c, state="sent"),
    "invitation_once_unanswered": lambda c: _twice(make_invitation, c, "jo@example.com"),
    "invitation_email_lower_case": lambda c: make_invitation(c, "Jo@example.com"),
    "invitation_roles_are_known": lambda c: make_invitation(c, roles=["owner"]),
    "invitation_has_one_end": lambda c: make_invitation(
        c, accepted_at=NOON, accepted_by=make_user(), withdrawn_at=NOON
    ),
    "invitation_accepted_says_who": lambda c: make_invitation(c, accepted_at=NOON),
    "register_kind_is_known": lambda c: make_register_entry(c, "promoted"),
    "register_role_is_known": lambda c: make_register_entry(c, "role_given", role=""),
    "meeting_once_a_day": lambda c: _twice(make_meeting, make_body(c), DAY),
    "redaction_by_two_people": lambda c: _decided(c, by_whom_asked=True, refusal="No."),
    "redaction_says_who_decided": lambda c: _decided(c, decided_by=None, refusal="No."),
    "redaction_forgets_the_words": lambda c: _decided(c, words="Zuleika Quent", refusal="No."),
    "redaction_refused_says_why": lambda c: _decided(c),
    "redacted_place_once": lambda c: _twice(_place, _begun(c)),
}


@pytest.mark.parametrize("constraint", VIOLATIONS)
def test_the_database_refuses(constraint: str, council: Council) -> None:
    with refused_by(constraint):
        VIOLATIONS[constraint](council)


def test_every_constraint_has_a_row_that_breaks_it() -> None:
    assert set(VIOLATIONS) == constraints_of("councils")


def test_an_officer_is_appointed_to_a_post_of_their_own_council(council: Council) -> None:
    officer, stranger = make_officer(council), make_officer(make_council())
    appointment = make_appointment(officer, make_officer(council))

    with refused_saying("The officer and the post belong to different councils."):
        make_appointment(officer, stranger)
    with refused_saying("The officer and the post belong to different councils."):
        Appointment.objects.filter(pk=appointment.pk).update(officer=stranger)


def test_an_invitation_names_an_officer_of_its_own_council(council: Council) -> None:
    stranger = make_officer(make_council())

    with refused_saying("The officer belongs to another council than the invitation."):
        make_invitation(council, officer=stranger)


def test_rows_of_a_council_stay_where_they_were_made(
    council: Council,
) -> None:
    other = make_council()
    officer, meeting = make_officer(council), make_meeting(make_body(council))
    moves = [
        (Officer.objects.filter(pk=officer.pk), {"council": other}),
        (Body.objects.filter(pk=meeting.body_id), {"council": other}),
        (Meeting.objects.filter(pk=meeting.pk), {"body": make_body(other)}),
        (Invitation.objects.filter(pk=make_invitation(council).pk), {"council": other}),
        (OutgoingEmail.objects.filter(pk=make_email(council).pk), {"council": other}),
    ]

    for rows, elsewhere in moves:
        with refused_to_move():
            rows.update(**elsewhere)


def test_every_key_that_could_cross_is_tried_here() -> None:
    assert crossings_of("councils") == {
        ("Officer", "council_stays"),
        ("Appointment", "appointed_in_the_council"),
        ("Body", "council_stays"),
        ("Redaction", "decided_once"),
        ("RedactedPlace", "redacted_while_it_is_done"),
        ("Meeting", "body_stays"),
        ("OutgoingEmail", "council_stays"),
        ("Invitation", "council_stays"),
        ("Invitation", "invited_as_one_of_the_council"),
    }


def test_a_council_that_is_no_more_may_share_its_dfe_number_with_the_next() -> None:
    make_council("Old Barset", dfe_number="901", ends=DAY)
    make_council("New Barset", dfe_number="901", starts=DAY)

    assert Council.objects.filter(dfe_number="901").count() == 2


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (days(-1), ["Always", "Until then"]),
        (DAY, ["Always", "From then"]),
        (days(1), ["Always", "From then"]),
    ],
)
def test_a_council_is_there_from_its_first_day_to_the_day_before_its_end(
    day: datetime.date, names: list[str]
) -> None:
    make_council("Always")
    make_council("Until then", ends=DAY)
    make_council("From then", starts=DAY)

    found = Council.objects.in_force_on(day).by_name()

    assert [council.name for council in found] == names


def test_an_email_address_signs_in_whatever_its_case() -> None:
    user = User.objects.create_user("Sam.Field@Example.COM", "three-odd-words", name="Sam")

    assert user.email == "sam.field@example.com"
    assert user.check_password("three-odd-words")


def test_a_user_made_without_a_password_has_none_that_works() -> None:
    assert not make_user().has_usable_password()


def test_createsuperuser_makes_a_site_operator() -> None:
    assert User.objects.create_superuser("op@example.com", "three-odd-words").is_site_operator


def test_an_officer_answers_for_themselves_and_for_what_they_hold_on_the_day(
    council: Council,
) -> None:
    user = make_user()
    person = make_officer(council, "Alex Hall", user=user)
    held, left, to_come = (
        make_officer(council, name, kind=Officer.Kind.POST) for name in ("Held", "Left", "To come")
    )
    make_officer(council, "Somebody else's", kind=Officer.Kind.POST)
    make_appointment(person, held, starts=days(-5))
    make_appointment(person, left, ends=DAY)
    make_appointment(person, to_come, starts=days(1))

    found = Officer.objects.of_user(user, DAY).order_by("name")

    assert [officer.name for officer in found] == ["Alex Hall", "Held"]


def test_somebody_without_an_officer_of_their_own_answers_for_nothing(council: Council) -> None:
    make_officer(council, "A post without account", kind=Officer.Kind.POST)

    assert not Officer.objects.of_user(make_user(), DAY).exists()


def test_a_council_with_plans_people_or_bodies_cannot_be_removed(council: Council) -> None:
    make_member(council)

    with pytest.raises(Exception, match="protected foreign keys"):
        council.delete()


def test_roles_go_with_their_user(council: Council) -> None:
    make_member(council).delete()

    assert not Membership.objects.exists()


def test_every_version_of_an_officer_is_kept_its_removal_too(council: Council) -> None:
    officer = make_officer(council, "Head of Adopton")
    officer.name = "Head of Adoption"
    officer.save()
    pk = officer.pk
    officer.delete()

    events = Officer.pgh_event_model.objects.filter(pgh_obj_id=pk).order_by("pgh_id")

    assert [(event.pgh_label, event.name) for event in events] == [
        ("insert", "Head of Adopton"),
        ("update", "Head of Adoption"),
        ("delete", "Head of Adoption"),
    ]


def test_every_version_of_a_body_and_of_its_meetings_is_kept(council: Council) -> None:
    body = make_body(council, "Improvement Bord")
    meeting = make_meeting(body, DAY)
    Body.objects.filter(pk=body.pk).update(name="Improvement Board")
    Meeting.objects.filter(pk=meeting.pk).update(outcome="Asked for more.")

    names = body.events.order_by("pgh_id").values_list("pgh_label", "name")
    outcomes = meeting.events.order_by("pgh_id").values_list("pgh_label", "outcome")

    assert list(names) == [("insert", "Improvement Bord"), ("update", "Improvement Board")]
    assert list(outcomes) == [("insert", ""), ("update", "Asked for more.")]


def test_history_names_the_user_of_the_request(council: Council) -> None:
    user = make_user()
    request = RequestFactory().post("/", data={})
    request.user = user

    HistoryMiddleware(lambda _: make_officer(council, "Head of Adoption"))(request)

    event = Officer.pgh_event_model.objects.get(name="Head of Adoption")
    assert event.pgh_context.metadata["user"] == user.pk


@pytest.mark.parametrize("model", [Officer, Body, Meeting])
def test_history_refuses_to_be_rewritten(model: Any, council: Council) -> None:
    make_officer(council)
    make_meeting(make_body(council))
    events = model.pgh_event_model.objects.all()
    assert events.exists()

    with refused_as_a_fact():
        events.update(pgh_label="something else")
    with refused_as_a_fact():
        events.delete()
