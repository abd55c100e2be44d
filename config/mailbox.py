"""The folder that e-mail goes to where no mail server is given, read back for the demo."""

import email
import email.policy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Mail:
    """One e-mail as it would have been received."""

    to: str
    subject: str
    body: str
    sent: datetime | None


def mails(folder: Path) -> list[Mail]:
    """Return the e-mails in `folder`, newest first. Each file holds those of one sending."""
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return [mail for path in files for mail in reversed(_mails_of(path))]


# How Django's mailbox of files parts one e-mail from the next.
_PARTED = b"-" * 79


def _mails_of(path: Path) -> list[Mail]:
    parts = path.read_bytes().split(b"\n" + _PARTED + b"\n")
    return [_mail(part.lstrip(b"\n")) for part in parts if part.strip()]


def _mail(content: bytes) -> Mail:
    message = email.message_from_bytes(content, policy=email.policy.default)
    body = message.get_body(("plain",))
    date = message["Date"]
    return Mail(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        body=body.get_content() if body else "",
        sent=date.datetime if date else None,
    )
