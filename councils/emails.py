"""E-mail: recorded with the change it speaks of, then sent once by the worker.

A row is written in the caller's transaction, together with the worker's job. The worker
marks it "being sent", commits that, and hands it to the mail server while it holds the
row. A worker killed in between leaves "being sent": whoever comes next cannot know whether
the server took it, so it becomes "perhaps sent" and an administrator decides. The
Message-ID stays, so that a repeat can be told as one.

Personal links are no part of what is kept: the body holds a mark nobody can guess, and
the link is made when the e-mail is sent.
"""

import datetime
import re
import secrets
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import make_msgid, parseaddr
from typing import TypeVar
from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app

from councils.holding_back import held_back, names_asked_about
from councils.models import Council, Officer, OutgoingEmail, User
from councils.names import Names

State = OutgoingEmail.State

# Minutes until the next try after the mail server could not be reached; then it is given up.
TRY_AGAIN_AFTER = (5, 15, 60, 240)
# A job that has not begun for so many minutes is thought lost, and asked for again.
LOST_AFTER = datetime.timedelta(minutes=10)
HIDDEN_LINK = "[a personal link]"
NOT_WRITTEN = "It could not be put together: what it links to is gone, or an address is not right."


@dataclass(frozen=True)
class PersonalLink:
    """A link that only the person written to may have: of a `kind`, to the row `pk`."""

    kind: str
    pk: int
    mark: str

    def __str__(self) -> str:
        return self.mark


LinkMaker = Callable[[int], str]
_link_makers: dict[str, LinkMaker] = {}
Maker = TypeVar("Maker", bound=LinkMaker)


def makes_links(kind: str) -> Callable[[Maker], Maker]:
    """Return a decorator: the function turns a row's primary key into its path, when sent."""

    def register(maker: Maker) -> Maker:
        _link_makers[kind] = maker
        return maker

    return register


def personal_link(kind: str, pk: int) -> PersonalLink:
    """Return what stands in a body for a personal link; give it to `record` as well."""
    return PersonalLink(kind, pk, f"[{secrets.token_hex(12)}]")


def absolute(path: str) -> str:
    """Return the whole address of a path of this site, as e-mails need it."""
    return urljoin(settings.SITE_URL, path)


@dataclass(frozen=True)
class Letter:
    """What is written: to whom, about what, in which words."""

    kind: str
    to: str
    subject: str
    body: str
    name: str = ""
    reply_to: str = ""
    user: User | None = None
    officer: Officer | None = None
    links: tuple[PersonalLink, ...] = ()


def record(council: Council, key: str, letter: Letter) -> tuple[OutgoingEmail, bool]:
    """Return the e-mail of that key and whether it is new; a new one is on its way.

    Row and job are part of the caller's transaction: neither stands without the other.
    """
    with transaction.atomic():
        email, new = OutgoingEmail.objects.get_or_create(
            key=key,
            defaults={
                "council": council,
                "kind": letter.kind,
                "message_id": make_msgid(domain=_domain()),
                "to": letter.to,
                "name": letter.name,
                "reply_to": letter.reply_to,
                "user": letter.user,
                "officer": letter.officer,
                "subject": " ".join(letter.subject.split())[:200],
                "body": letter.body,
                "links": {link.mark: [link.kind, link.pk] for link in letter.links},
            },
        )
        if new:
            _ask_worker(email.pk)
    return email, new


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def _ask_worker(pk: int, minutes: int = 0) -> None:
    job = app.configure_task("councils.send_email", schedule_in={"minutes": minutes})
    job.defer(email_id=pk)


def send(pk: int) -> None:
    """Send an e-mail that waits; one that somebody began to send becomes "perhaps sent"."""
    if not _begin(pk):
        return
    with transaction.atomic():
        email = _held(pk).filter(state=State.SENDING).first()
        if email is not None:
            _hand_over(email)


def _held(pk: int) -> QuerySet[OutgoingEmail]:
    """Return the row, locked; nothing while another worker holds it."""
    return OutgoingEmail.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk)


@transaction.atomic
def _begin(pk: int) -> bool:
    """Return whether the e-mail is now this worker's to send, and say so for others to read."""
    email = _held(pk).first()
    if email is None or email.state not in (State.WAITING, State.SENDING):
        return False
    if email.state == State.SENDING:
        _end(email, State.UNKNOWN, "The service was stopped while it was being sent.")
        return False
    email.state, email.tries = State.SENDING, email.tries + 1
    email.save(update_fields=["state", "tries"])
    return True


def _hand_over(email: OutgoingEmail) -> None:
    """Give the e-mail to the mail server, and keep what came of it."""
    connection = get_connection(fail_silently=False)
    try:
        message = _message(email, connection)
    except (LookupError, ObjectDoesNotExist, ValueError):
        _end(email, State.FAILED, NOT_WRITTEN)
        return
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        _later(email, f"The mail server could not be reached: {error}")
        return
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        replies = [reply for reply, _ in error.recipients.values()]
        _refused(email, min(replies), f"The mail server refused the address {email.to}.")
    except smtplib.SMTPResponseException as error:
        _refused(email, error.smtp_code, f"The mail server refused it: {error.smtp_error!r}")
    except (OSError, smtplib.SMTPException) as error:
        _end(email, State.UNKNOWN, f"The mail server went away while it was being sent: {error}")
    else:
        _end(email, State.SENT)
    finally:
        connection.close()


def _refused(email: OutgoingEmail, code: int, problem: str) -> None:
    """Try again after a refusal "for now" (4xx), give up after one for good (5xx), RFC 5321."""
    if 400 <= code < 500:
        _later(email, problem)
    else:
        _end(email, State.FAILED, problem)


def _later(email: OutgoingEmail, problem: str) -> None:
    if email.tries > len(TRY_AGAIN_AFTER):
        _end(email, State.FAILED, problem)
        return
    minutes = TRY_AGAIN_AFTER[email.tries - 1]
    email.next_try_at = timezone.now() + datetime.timedelta(minutes=minutes)
    _end(email, State.WAITING, problem)
    _ask_worker(email.pk, minutes)


def _end(email: OutgoingEmail, state: str, problem: str = "") -> None:
    email.state, email.problem = state, problem[:500]
    if state == State.SENT:
        email.sent_at = timezone.now()
    email.save(update_fields=["state", "problem", "sent_at", "next_try_at"])


def _message(email: OutgoingEmail, connection: BaseEmailBackend) -> EmailMessage:
    """Return what is sent, without a name that somebody asked to have taken out meanwhile.

    Raises LookupError or ObjectDoesNotExist where nothing stands behind a personal link,
    ValueError where an address cannot stand in a head.
    """
    names = names_asked_about(email.council_id)
    message = EmailMessage(
        subject=held_back(email.subject, names),
        body=_with_links(email, names),
        to=[email.to],
        reply_to=[email.reply_to] if email.reply_to else None,
        connection=connection,
        headers={"Message-ID": email.message_id, "Auto-Submitted": "auto-generated"},
    )
    message.message()
    return message


def _with_links(email: OutgoingEmail, names: Names) -> str:
    """Return the body as it is sent: with the personal links in their places."""
    links = {mark: absolute(_link_makers[kind](pk)) for mark, (kind, pk) in email.links.items()}
    return _replaced(email, links.__getitem__, names)


def shown_body(email: OutgoingEmail) -> str:
    """Return the body as anybody else may read it: without the personal links."""
    return _replaced(email, lambda mark: HIDDEN_LINK, Names(()))


def _replaced(email: OutgoingEmail, link: Callable[[str], str], names: Names) -> str:
    """Return the body with the links in their places, and names withheld outside of them."""
    marks = "|".join(re.escape(mark) for mark in email.links)
    parts = re.split(f"({marks})", email.body) if marks else [email.body]
    return "".join(link(part) if part in email.links else held_back(part, names) for part in parts)


def ask_again_for_lost() -> None:
    """Ask the worker again for what waits without a job that will come to it.

    What was left while it was being sent becomes "perhaps sent"; the worker that still sends
    it holds the row, and no other touches it.
    """
    before = timezone.now() - LOST_AFTER
    due = Q(next_try_at=None, made_at__lt=before) | Q(next_try_at__lt=before)
    lost = OutgoingEmail.objects.filter(due, state__in=[State.WAITING, State.SENDING])
    for pk in lost.order_by("pk").values_list("pk", flat=True):
        _ask_worker(pk)


def to_look_at(council: Council) -> QuerySet[OutgoingEmail]:
    """Return what could not be sent, or perhaps was: an administrator sees to it."""
    states = (OutgoingEmail.State.FAILED, OutgoingEmail.State.UNKNOWN)
    return OutgoingEmail.objects.filter(council=council, state__in=states)


@transaction.atomic
def send_again(email: OutgoingEmail) -> bool:
    """Return whether the e-mail is on its way again: only what failed, or perhaps was sent."""
    held = _held(email.pk).filter(state__in=[State.FAILED, State.UNKNOWN]).first()
    if held is None:
        return False
    held.state, held.tries, held.next_try_at, held.problem = State.WAITING, 0, None, ""
    held.save(update_fields=["state", "tries", "next_try_at", "problem"])
    _ask_worker(held.pk)
    return True
