"""A mail server of the tests' own: what it is really given, refusals and waits on demand."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Inbox:
    """Keeps what it is given; `refuse_address` and `refuse_data` are replies in its place.

    While `holds` is the address of a letter, that one is kept, and its answer held back until
    `let_go`; `is_holding` says that it has come.
    """

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.refuse_address = ""
        self.refuse_data = ""
        self.holds = ""
        self.is_holding, self.let_go = threading.Event(), threading.Event()

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self.refuse_address:
            return self.refuse_address
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refuse_data:
            return self.refuse_data
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.received.append(message)
        if self.holds and self.holds in envelope.rcpt_tos:
            self.is_holding.set()
            await asyncio.to_thread(self.let_go.wait)
        return "250 OK"


def body_of(message: EmailMessage) -> str:
    """Return the words of an e-mail as they are read."""
    text: str = message.get_content()
    return text.replace("\r\n", "\n")


@contextmanager
def mail_server() -> Iterator[tuple[Inbox, int]]:
    """Run a mail server on a free port of this machine; yield its inbox and the port."""
    inbox = Inbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield inbox, port
    finally:
        controller.stop()
