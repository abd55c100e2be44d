"""Inviting people by e-mail: the letter, its link, and what accepting it gives."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from councils import emails, invitations
from councils.invitations import Guest
from councils.models import (
    Council,
    Invitation,
    Membership,
    Officer,
    OutgoingEmail,
    RegisterEntry,
    User,
)
from councils.roles import Role
from tests.factories import make_member, make_officer, make_user
from tests.pages import read

pytestmark = pytest.mark.django_db

DEAD = "This invitation no longer works"
NEW = {"name": "Jo Field", "password1": "four even words here", "password2": "four even words here"}


@pytest.fixture
def client(client_for: Callable[..., Client]) -> Client:
    """An administrator of Barchester."""
    return client_for(Role.ADMINISTRATOR)


def invite(client: Client, council: Council, **changes: Any) -> Any:
    typed = {"name": "Jo Field", "email": "jo@barchester.example", "roles": ["reader"]} | changes
    return client.post(reverse("councils:invite", args=[council.slug]), typed, follow=True)


def invited(council: Council, **changes: Any) -> Invitation:
    """Return a new invitation of an administrator, made today."""
    by = make_member(council, Role.ADMINISTRATOR)
    words = {"name": "Jo Field", "email": "jo@barchester.example", "roles": ["lead-officer"]}
    guest = Guest(**words | changes)  # type: ignore[arg-type]
    return invitations.invite(council, guest, by, timezone.localdate())


def sent_links() -> list[str]:
    """Send what waits, and return the path of each link in all e-mails so far."""
    for email in OutgoingEmail.objects.filter(state="waiting").order_by("pk"):
        emails.send(email.pk)
    found = (re.search(r"https?://[^/]+(/invitations/\S+)", sent.body) for sent in mail.outbox)
    return [match[1] for match in found if match]


def send_again(client: Client, council: Council, seen: str = "") -> Any:
    """Press "Send it again" on the page of the only invitation, opened when sent `seen` times."""
    row = Invitation.objects.get()
    address = reverse("councils:invitation_again", args=[council.slug, row.pk])
    return client.post(address, {"seen": seen or row.times_sent}, follow=True)


def roles_of(user: User) -> set[tuple[str, str]]:
    return set(Membership.objects.filter(user=user).values_list("council__name", "role"))


def answer_of(link: str, client: Client | None = None) -> tuple[int, str]:
    answer = (client or Client()).get(link)
    return answer.status_code, re.sub(r'value="[^"]+"', "", answer.content.decode())


# The letter


def test_an_invitation_is_written_down_and_sent_with_a_link_and_its_last_day(
    client: Client, council: Council
) -> None:
    html = invite(client, council, roles=["reader", "plan-manager"]).content.decode()

    assert "The invitation is on its way to jo@barchester.example." in html
    [link] = sent_links()
    [sent] = mail.outbox
    last_day = timezone.localdate() + datetime.timedelta(days=14)
    assert sent.to == ["jo@barchester.example"]
    assert sent.reply_to == [client.user.email]  # type: ignore[attr-defined]
    assert "as: plan manager, reader." in sent.body
    assert f"until the end of {last_day:%A %-d %B %Y}" in sent.body
    assert Client().get(link).status_code == 200


def test_neither_the_link_nor_its_signature_is_kept(council: Council) -> None:
    invitation = invited(council)
    [link] = sent_links()
    token = link.split("/")[2]

    email = OutgoingEmail.objects.get()
    assert token not in f"{email.body} {email.links}"
    assert invitation.nonce not in f"{email.body} {email.links}"
    kept = Invitation.objects.values_list("nonce", flat=True).get()
    assert Client().get(reverse("councils:invitation_accept", args=[kept])).status_code == 404


def test_the_form_says_what_is_missing_and_keeps_what_was_typed(
    client: Client, council: Council
) -> None:
    html = invite(client, council, email="jo at barchester", roles=[]).content.decode()

    assert "Enter an email address like name@example.com" in html
    assert "Select at least one role" in html
    assert 'value="jo at barchester"' in html
    assert 'value="Jo Field"' in html
    assert not Invitation.objects.exists()


def test_inviting_an_address_twice_says_so_however_it_is_spelt(
    client: Client, council: Council
) -> None:
    invite(client, council)

    html = invite(client, council, email="JO@Barchester.example").content.decode()

    today = f"{timezone.localdate():%-d %B %Y}"
    assert f"This address was invited on {today}. Send that invitation again" in html
    earlier = Invitation.objects.get()
    assert reverse("councils:invitation", args=[council.slug, earlier.pk]) in html


def test_of_two_who_invite_one_address_at_once_the_second_is_told(council: Council) -> None:
    invited(council)

    with pytest.raises(invitations.InvitedMeanwhile):
        invited(council)


def test_who_has_an_account_here_is_not_invited_but_who_has_one_elsewhere_is(
    client: Client, council: Council, other_council: Council
) -> None:
    make_member(council, name="Ann Here", email="ann@barchester.example")
    make_member(other_council, email="bob@framley.example")

    here = invite(client, council, email="ann@barchester.example").content.decode()
    elsewhere = invite(client, council, email="bob@framley.example").content.decode()

    assert "Ann Here has an account here. Change their roles instead" in here
    assert "on its way to bob@framley.example" in elsewhere


def test_a_new_person_in_the_plans_is_made_with_the_invitation(
    client: Client, council: Council
) -> None:
    invite(client, council, officer="new")
    officer = Officer.objects.get()
    assert (officer.name, officer.email, officer.kind) == (
        "Jo Field",
        "jo@barchester.example",
        "person",
    )

    html = invite(client, council, email="other@barchester.example", officer="new").content.decode()

    assert "The plans have somebody of this name. Select them here, or write" in html


def test_only_persons_in_the_plans_whom_no_member_is_are_offered(
    client: Client, council: Council, other_council: Council
) -> None:
    gone = make_user()
    make_officer(council, "Free Person", post="Head of Adoption")
    make_officer(council, "Gone Person", user=gone, ends=datetime.date(2020, 1, 1))
    make_officer(council, "Linked Person", user=make_member(council))
    make_officer(council, "Head of Fostering", kind=Officer.Kind.POST)
    make_officer(other_council, "Framley Person")

    page = read(client, reverse("councils:invite", args=[council.slug]))

    assert page.options("officer") == [
        "Nobody: they lead nothing yet",
        "Somebody new, under the name above",
        "Free Person, Head of Adoption",
        "Gone Person (until 31 December 2019)",
    ]


def test_sent_again_the_new_link_works_and_the_old_one_does_not(
    client: Client, council: Council
) -> None:
    invite(client, council)
    [old] = sent_links()

    answer = send_again(client, council)
    [_, new] = sent_links()

    assert "It is on its way to jo@barchester.example, and holds until" in answer.content.decode()
    assert DEAD in answer_of(old)[1]
    assert "Choose a password" in answer_of(new)[1]


def test_pressed_twice_it_is_sent_again_once(client: Client, council: Council) -> None:
    invite(client, council)

    send_again(client, council, seen="1")
    answer = send_again(client, council, seen="1")

    assert "It was sent again already." in answer.content.decode()
    assert Invitation.objects.get().times_sent == 2
    assert OutgoingEmail.objects.count() == 2


def test_one_too_old_can_be_sent_again(client: Client, council: Council) -> None:
    invite(client, council)
    sent_links()
    Invitation.objects.update(expires_on=datetime.date(2020, 1, 1))
    page = client.get(reverse("councils:people", args=[council.slug])).content.decode()
    assert "too old since the end of 1 January 2020" in page

    send_again(client, council)

    assert "Choose a password" in answer_of(sent_links()[-1])[1]


def test_what_has_ended_is_neither_sent_nor_withdrawn(client: Client, council: Council) -> None:
    invite(client, council)
    [link] = sent_links()
    Client().post(link, NEW)
    row = Invitation.objects.get()

    for name in ("councils:invitation_again", "councils:invitation_withdraw"):
        answer = client.post(reverse(name, args=[council.slug, row.pk]), follow=True)
        assert "This invitation was accepted already." in answer.content.decode()
    assert len(sent_links()) == 1


def test_the_register_tells_of_each_step(client: Client, council: Council) -> None:
    by = client.user  # type: ignore[attr-defined]
    invite(client, council)
    row = Invitation.objects.get()
    send_again(client, council)
    Client().post(sent_links()[-1], NEW)
    invite(client, council, email="other@barchester.example")
    client.post(reverse("councils:invitation_withdraw", args=[council.slug, row.pk + 1]))

    jo = User.objects.get(email="jo@barchester.example")
    entries = RegisterEntry.objects.order_by("pk").values_list("kind", "email", "role", "by")
    assert list(entries) == [
        ("invited", "jo@barchester.example", "", by.pk),
        ("invited_again", "jo@barchester.example", "", by.pk),
        ("accepted", "jo@barchester.example", "", jo.pk),
        ("role_given", "jo@barchester.example", "reader", by.pk),
        ("signed_in", "jo@barchester.example", "", jo.pk),
        ("invited", "other@barchester.example", "", by.pk),
        ("withdrawn", "other@barchester.example", "", by.pk),
    ]
