"""E-mail: recorded before it is sent, sent once, and what could not be sent is shown."""

from collections.abc import Iterator

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from councils import emails
from councils.emails import Letter, makes_links, personal_link
from councils.models import Council, OutgoingEmail, User
from councils.names import HELD_BACK
from councils.roles import Role
from tests.factories import make_council, make_member, make_redaction
from tests.mail_server import Inbox, body_of, mail_server
from tests.pages import read

pytestmark = pytest.mark.django_db
State = OutgoingEmail.State
ASK = "councils.send_email"


def letter(**changes: object) -> Letter:
    words = {
        "kind": "reminder",
        "to": "lead@merrowdale.example",
        "subject": "2 steps are due",
        "body": "Tell us where they stand.",
    }
    return Letter(**words | changes)  # type: ignore[arg-type]


def make_email(council: Council, key: str = "digest 1", **changes: object) -> OutgoingEmail:
    email, new = emails.record(council, key, letter(**changes))
    assert new
    return email


def jobs() -> list[ProcrastinateJob]:
    return list(ProcrastinateJob.objects.filter(task_name=ASK).order_by("pk"))


@pytest.fixture
def smtp(settings: object) -> Iterator[Inbox]:
    with mail_server() as (inbox, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port  # type: ignore[attr-defined]
        yield inbox


def test_what_is_recorded_is_sent_once_however_often_it_is_asked_for(council: Council) -> None:
    email = make_email(council, name="Head of Service", reply_to="manager@merrowdale.example")

    emails.send(email.pk)
    emails.send(email.pk)

    [sent] = mail.outbox
    assert (sent.to, sent.reply_to) == (["lead@merrowdale.example"], ["manager@merrowdale.example"])
    assert (sent.subject, sent.body) == ("2 steps are due", "Tell us where they stand.")
    assert sent.extra_headers["Message-ID"] == email.message_id
    email.refresh_from_db()
    assert email.state == State.SENT
    assert email.sent_at is not None


def test_the_same_key_is_recorded_once(council: Council) -> None:
    first = make_email(council)

    again, new = emails.record(council, "digest 1", letter(body="Other words."))

    assert (again.pk, again.body, new) == (first.pk, "Tell us where they stand.", False)
    assert len(jobs()) == 1


def test_row_and_job_are_of_one_transaction(council: Council) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        make_email(council)
        raise ZeroDivisionError

    assert not OutgoingEmail.objects.exists()
    assert not jobs()


def test_a_worker_killed_while_it_sent_leaves_perhaps_sent(council: Council) -> None:
    email = make_email(council)
    assert emails._begin(email.pk)  # The worker is killed here: before the server, or after it.

    emails.send(email.pk)

    email.refresh_from_db()
    assert email.state == State.UNKNOWN
    assert email.problem == "The service was stopped while it was being sent."
    assert mail.outbox == []


def test_sending_again_keeps_the_message_id(council: Council) -> None:
    email = make_email(council)
    emails._begin(email.pk)
    emails.send(email.pk)

    assert emails.send_again(email)
    assert not emails.send_again(email)
    emails.send(email.pk)

    [sent] = mail.outbox
    assert sent.extra_headers["Message-ID"] == email.message_id


def test_what_a_mail_server_is_given(council: Council, smtp: Inbox) -> None:
    email = make_email(council, body="Zoë’s words: café.\nA second line.", subject="Two\nlines")

    emails.send(email.pk)

    [message] = smtp.received
    assert body_of(message).rstrip("\n") == "Zoë’s words: café.\nA second line."
    assert message["Subject"] == "Two lines"
    assert message["Message-ID"] == email.message_id
    assert message["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    ("refusal", "reply", "state", "problem"),
    [
        ("refuse_address", "550 No such person", State.FAILED, "refused the address lead@"),
        ("refuse_data", "554 Not wanted", State.FAILED, "Not wanted"),
        ("refuse_address", "451 Try later", State.WAITING, "refused the address lead@"),
        ("refuse_data", "452 Full", State.WAITING, "Full"),
    ],
)
def test_a_refusal_for_good_ends_it_and_one_for_now_is_tried_again(
    council: Council, smtp: Inbox, refusal: str, reply: str, state: str, problem: str
) -> None:
    email = make_email(council)
    setattr(smtp, refusal, reply)

    emails.send(email.pk)

    email.refresh_from_db()
    assert (email.state, problem in email.problem) == (state, True)
    assert len(jobs()) == (2 if state == State.WAITING else 1)


def test_a_server_that_cannot_be_reached_is_tried_again_and_then_given_up(
    council: Council, smtp: Inbox, settings: object
) -> None:
    settings.EMAIL_PORT = 1  # type: ignore[attr-defined]
    email = make_email(council)

    for minutes in emails.TRY_AGAIN_AFTER:
        emails.send(email.pk)
        email.refresh_from_db()
        assert email.state == State.WAITING
        after = jobs()[-1].scheduled_at - timezone.now()
        assert round(after.total_seconds() / 60) == minutes
    emails.send(email.pk)

    email.refresh_from_db()
    assert email.state == State.FAILED
    assert email.problem.startswith("The mail server could not be reached")


def test_what_waits_without_a_job_is_asked_for_again(council: Council) -> None:
    email, young = make_email(council), make_email(council, key="digest 2")
    ProcrastinateJob.objects.all()._raw_delete("default")  # type: ignore[attr-defined]
    OutgoingEmail.objects.filter(pk=email.pk).update(made_at=timezone.now() - emails.LOST_AFTER * 2)

    emails.ask_again_for_lost()

    assert [job.args for job in jobs()] == [{"email_id": email.pk}]
    assert young.state == State.WAITING


def test_what_was_left_while_it_was_sent_ends_as_perhaps_sent(council: Council) -> None:
    email = make_email(council)
    assert emails._begin(email.pk)
    ProcrastinateJob.objects.all()._raw_delete("default")  # type: ignore[attr-defined]
    OutgoingEmail.objects.update(made_at=timezone.now() - emails.LOST_AFTER * 2)

    emails.ask_again_for_lost()
    [job] = jobs()
    emails.send(job.args["email_id"])

    email.refresh_from_db()
    assert email.state == State.UNKNOWN


def test_a_link_to_what_is_gone_is_shown_to_the_administrator(council: Council) -> None:
    link = personal_link("gone", 7)
    email = make_email(council, body=f"Report here: {link}", links=(link,))

    emails.send(email.pk)

    email.refresh_from_db()
    assert email.state == State.FAILED
    assert email.problem.startswith("It could not be put together: what it links to is gone")
    assert mail.outbox == []


def test_an_address_that_cannot_stand_in_a_head_is_shown_to_the_administrator(
    council: Council,
) -> None:
    email = make_email(council, reply_to="a@b.example\nBcc: all@b.example")

    emails.send(email.pk)

    email.refresh_from_db()
    assert email.state == State.FAILED
    assert mail.outbox == []


def test_a_name_asked_about_since_is_not_sent(council: Council) -> None:
    link = personal_link("test", 7)
    email = make_email(
        council, subject="Zuleika Quent", body=f"See zuleika  quent: {link}", links=(link,)
    )
    make_redaction(council, "Zuleika Quent\nsecret")

    emails.send(email.pk)

    [sent] = mail.outbox
    assert sent.subject == HELD_BACK
    assert sent.body == f"See {HELD_BACK}: http://127.0.0.1:8000/secret/7/"


@makes_links("test")
def path_of(pk: int) -> str:
    return f"/secret/{pk}/"


def test_a_personal_link_is_in_the_e_mail_and_nowhere_else(council: Council) -> None:
    link = personal_link("test", 7)
    email = make_email(council, body=f"Report here: {link}", links=(link,))

    emails.send(email.pk)

    assert mail.outbox[0].body == "Report here: http://127.0.0.1:8000/secret/7/"
    email.refresh_from_db()
    assert "secret" not in email.body
    assert emails.shown_body(email) == "Report here: [a personal link]"


def test_words_that_look_like_a_mark_make_no_link(council: Council) -> None:
    link = personal_link("test", 7)
    email = make_email(council, body=f"He wrote [test 7]. {link}", links=(link,))

    emails.send(email.pk)

    assert mail.outbox[0].body.startswith("He wrote [test 7]. http")


# The administrator's page


@pytest.fixture
def administrator(council: Council) -> User:
    return make_member(council, Role.ADMINISTRATOR)


def test_the_administrator_sees_what_was_not_sent_and_sends_it_again(
    client: Client, council: Council, administrator: User
) -> None:
    email = make_email(council, name="Head of Service")
    OutgoingEmail.objects.update(state=State.FAILED, problem="The mail server refused it.")
    make_email(council, key="digest 2", subject="Another")
    client.force_login(administrator)

    page = client.get(f"/councils/{council.slug}/emails/").content.decode()
    assert "These need you" in page
    assert "The mail server refused it." in page
    answer = client.post(f"/councils/{council.slug}/emails/{email.pk}/again/", follow=True)

    assert "The e-mail to lead@merrowdale.example is on its way again." in answer.content.decode()
    email.refresh_from_db()
    assert email.state == State.WAITING


@pytest.mark.parametrize(
    ("path", "words"),
    [("/", "2 e-mails need you in "), ("/councils/{}/", "what could not be. 2 need you")],
)
def test_the_administrator_is_told_where_they_look_first_how_many_need_them(
    client: Client, council: Council, administrator: User, path: str, words: str
) -> None:
    for number, state in enumerate((State.FAILED, State.UNKNOWN, State.WAITING)):
        email = make_email(council, key=f"digest {number}")
        OutgoingEmail.objects.filter(pk=email.pk).update(state=state)
    make_email(make_council("Other"), key="digest 9")
    lead = make_member(council, Role.LEAD_OFFICER)

    client.force_login(administrator)
    page = read(client, path.format(council.slug)).main
    assert words in page.text
    assert f"/councils/{council.slug}/emails/" in [link.get("href") for link in page.all("a")]
    client.force_login(lead)
    assert "need you" not in read(client, path.format(council.slug)).main.text


def test_an_administrator_reads_no_personal_link(
    client: Client, council: Council, administrator: User
) -> None:
    link = personal_link("test", 7)
    email = make_email(council, body=f"Report here: {link}", links=(link,))
    client.force_login(administrator)

    page = client.get(f"/councils/{council.slug}/emails/{email.pk}/").content.decode()

    assert "Report here: [a personal link]" in page
    assert link.mark not in page


def test_another_councils_e_mails_stay_there(client: Client, administrator: User) -> None:
    other = make_council(slug="elsewhere", name="Elsewhere")
    email = make_email(other)
    client.force_login(administrator)

    assert client.get(f"/councils/elsewhere/emails/{email.pk}/").status_code == 404
