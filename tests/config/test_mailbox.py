"""The demo's mailbox: what a folder of e-mails shows, and to whom."""

from pathlib import Path

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client

from config.mailbox import mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path, settings: object) -> Path:
    settings.DEMO, settings.EMAIL_FILE_PATH = True, str(tmp_path)  # type: ignore[attr-defined]
    backend = "django.core.mail.backends.filebased.EmailBackend"
    for number in ("first", "second"):
        connection = get_connection(backend, file_path=str(tmp_path))
        EmailMessage(
            subject=f"The {number}: Zoë’s",
            body=f"Words of the {number}.\nhttps://plans.example.org/x/",
            to=["lead@merrowdale.example"],
            connection=connection,
        ).send()
    return tmp_path


def test_what_was_sent_is_shown_newest_first_with_links_to_follow(
    client: Client, folder: Path
) -> None:
    page = client.get("/demo/mailbox/").content.decode()

    assert page.index("The second: Zoë’s") < page.index("The first: Zoë’s")
    assert "To lead@merrowdale.example" in page
    assert '<a href="https://plans.example.org/x/"' in page


def test_several_of_one_sending_are_read_one_by_one(folder: Path) -> None:
    file = sorted(folder.glob("*.log"))[0]
    file.write_bytes(file.read_bytes() * 2)

    assert len(mails(folder)) == 3


def test_an_empty_mailbox_says_so(client: Client, tmp_path: Path, settings: object) -> None:
    settings.DEMO, settings.EMAIL_FILE_PATH = True, str(tmp_path)  # type: ignore[attr-defined]

    assert "Nothing has been sent yet." in client.get("/demo/mailbox/").content.decode()


def test_only_the_demo_has_it(client: Client, folder: Path, settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]

    assert client.get("/demo/mailbox/").status_code == 404
