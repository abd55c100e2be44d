"""Evidence: nothing attached is lost, it goes out with its report, and only to who may see it."""

import datetime
import hashlib
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from actionplans import tasks
from actionplans.evidence import drop_unsent, remove
from actionplans.models import (
    Action,
    ActionPlan,
    DraftOf,
    Evidence,
    Milestone,
    ProgressDraft,
    ProgressUpdate,
    Upload,
)
from councils.models import Council
from councils.roles import Role
from tests.actionplans.evidence_files import EXE, HTML, PDF, PNG, office
from tests.factories import (
    DAY,
    days,
    make_action,
    make_evidence,
    make_lead,
    make_milestone,
    make_officer,
    make_plan,
    make_review,
    make_update,
    make_user,
)
from tests.pages import Page, assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """Keep files in a folder of the test's own, as a server does."""
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    }
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, manager=make_user("Max Manager"))


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(Role.LEAD_OFFICER)


@pytest.fixture
def step(plan: ActionPlan, client: Client) -> Milestone:
    """A step that the client's user leads, the first of two."""
    action = make_action(plan)
    make_milestone(action, text="Second step.")
    step = action.milestones.get(order=1)
    make_lead(step, make_officer(plan.council, user=client.user))
    return step


def url(step: Milestone, **asked: str) -> str:
    action = step.action
    address = reverse(
        "actionplans:update_add", args=[action.plan.council.slug, action.plan_id, action.pk]
    )
    return f"{address}?{urlencode({'step': str(step.pk)} | asked)}"


def action_url(action: Action) -> str:
    return reverse("actionplans:action", args=[action.plan.council.slug, action.plan_id, action.pk])


def file_url(piece: Evidence) -> str:
    action = piece.update.action
    return reverse(
        "actionplans:evidence_file",
        args=[action.plan.council.slug, action.plan_id, action.pk, piece.pk],
    )


def a_file(name: str = "Audit of files.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/html")  # What a browser says counts for nothing.


GOOD = {"text": "The draft is out.", "progress": "in_progress", "last_seen": "0"}


def posted(client: Client, step: Milestone, *files: SimpleUploadedFile, **fields: Any) -> Any:
    return client.post(url(step), {"evidence_files": list(files)} | fields)


def attached(client: Client, step: Milestone, *files: SimpleUploadedFile, **fields: Any) -> Page:
    """Press "Attach", and return the form that comes back."""
    return Page(posted(client, step, *files, attach="1", **fields))


def listed(page: Page) -> list[str]:
    """Return what the form shows as attached."""
    return [row.text for row in page.main.all("div", "govuk-summary-list__row")]


def on_screen(page: Page) -> dict[str, Any]:
    """Return every hidden field of the report form, to be sent again as a browser does."""
    hidden = [i for i in page.main.one("form").all("input") if i.get("type") == "hidden"]
    fields: dict[str, Any] = {"attached": []}
    for one in hidden:
        if one.get("name") == "attached":
            fields["attached"].append(one.get("value"))
        else:
            fields[one.get("name") or ""] = one.get("value") or ""
    return fields


def stored(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


# Attaching


def test_a_file_is_attached_and_the_words_stay(client: Client, step: Milestone) -> None:
    page = attached(client, step, a_file(), evidence_title="Audit", evidence_kind="audit", **GOOD)

    assert listed(page) == ["Audit Audit PDF, 1 KB Remove Audit"]
    assert page.value("text") == "The draft is out."
    assert page.value("progress") == "in_progress"
    assert (page.errors, page.summary) == ({}, [])
    assert page.value("evidence_title") in (None, "")
    assert not ProgressUpdate.objects.exists()
    kept = Upload.objects.get()
    assert (kept.user, kept.action, kept.milestone) == (client.user, step.action, step)
    assert (kept.file_name, kept.content_type) == ("Audit of files.pdf", "application/pdf")
    assert (kept.size, kept.sha256) == (len(PDF), hashlib.sha256(PDF).hexdigest())
    assert kept.file.read() == PDF


def test_attaching_asks_for_nothing_else(client: Client, step: Milestone) -> None:
    page = attached(client, step, a_file(), last_seen="0")

    assert page.summary == []
    assert listed(page) == ["Audit of files Document PDF, 1 KB Remove Audit of files"]


def test_several_files_and_a_link_at_once(client: Client, step: Milestone) -> None:
    page = attached(
        client,
        step,
        a_file("one.pdf"),
        a_file("two.docx", office("docx")),
        evidence_link="https://www.example.org/minutes?page=2",
        evidence_title="Board",
        evidence_kind="minutes",
        **GOOD,
    )

    assert [text.split(" Remove")[0] for text in listed(page)] == [
        "Board: one Minutes or agenda PDF, 1 KB",
        "Board: two Minutes or agenda Word document, 1 KB",
        "Board Minutes or agenda Link to www.example.org",
    ]


def test_the_form_can_be_left_and_what_is_attached_is_there_again(
    client: Client, step: Milestone
) -> None:
    attached(client, step, a_file(), **GOOD)

    assert len(listed(read(client, url(step)))) == 1


def test_what_is_attached_is_shown_to_its_owner_on_that_step_only(
    client: Client, client_for: Any, step: Milestone
) -> None:
    attached(client, step, a_file(), **GOOD)
    manager = client_for(Role.PLAN_MANAGER)

    second = step.action.milestones.get(order=2)
    assert listed(read(manager, url(step))) == []
    assert listed(read(manager, url(second))) == []
    attached(manager, step, a_file("mine.pdf"), **GOOD)
    assert len(listed(read(manager, url(step)))) == 1
    assert listed(read(manager, url(step, for_others="1"))) == []
    assert listed(read(manager, url(second))) == []


def test_the_same_content_twice_is_kept_once_under_what_is_said_last(
    client: Client, step: Milestone, folder: Path
) -> None:
    attached(client, step, a_file(), **GOOD)
    attached(client, step, a_file(), evidence_title="Better title", **GOOD)
    for title in ("Page", "Better page"):
        attached(client, step, evidence_link="https://a.org/x", evidence_title=title, **GOOD)

    assert [u.title for u in Upload.objects.order_by("pk")] == ["Better title", "Better page"]
    assert len(stored(folder)) == 1


def test_the_file_goes_to_a_name_nobody_can_guess_in_its_councils_folder(
    client: Client, step: Milestone, folder: Path
) -> None:
    attached(client, step, a_file("../../evil.pdf"), **GOOD)

    [path] = stored(folder)
    parts = path.relative_to(folder).parts
    assert parts[:2] == ("uploads", str(step.action.plan.council_id))
    assert len(parts[2]) == 32 and "." not in parts[2]
    assert Upload.objects.get().file_name == "evil.pdf"


def test_pressing_attach_with_nothing_says_what_to_do(client: Client, step: Milestone) -> None:
    page = attached(client, step, **GOOD)

    assert page.errors == {"evidence_files": ["Choose a file or enter a link"]}


def test_a_title_without_anything_to_carry_it_is_asked_about_before_sending(
    client: Client, step: Milestone
) -> None:
    page = Page(posted(client, step, evidence_title="Audit", **GOOD))

    assert page.errors == {"evidence_files": ["Choose a file or enter a link"]}
    assert page.value("evidence_title") == "Audit"
    assert not ProgressUpdate.objects.exists()


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("www.example.org", "Enter the whole address of the page, beginning with https://"),
        ("javascript:alert(1)", "Enter the whole address of the page, beginning with https://"),
        ("data:text/html,x", "Enter the whole address of the page, beginning with https://"),
        ("ftp://example.org/x", "Enter the whole address of the page, beginning with https://"),
        ("file:///etc/passwd", "Enter the whole address of the page, beginning with https://"),
        ("https://a b.org", "Enter the whole address of the page, beginning with https://"),
        ("https://ann:pw@example.org", "Leave the name and the password out of the address"),
        ("https://example.org/" + "x" * 500, "The address must be 500 characters or fewer"),
    ],
)
def test_a_link_is_a_whole_address_of_the_web(
    client: Client, step: Milestone, address: str, why: str
) -> None:
    page = Page(posted(client, step, evidence_link=address, **GOOD))

    assert page.errors == {"evidence_link": [why]}
    assert page.value("evidence_link") == address
    assert not Upload.objects.exists() and not ProgressUpdate.objects.exists()


def test_what_is_attached_can_be_removed_with_its_file(
    client: Client, step: Milestone, folder: Path
) -> None:
    page = attached(client, step, a_file(), evidence_link="https://a.org/x", **GOOD)
    file, link = Upload.objects.order_by("pk")

    page = Page(posted(client, step, remove=str(file.pk), **GOOD | on_screen(page)))
    assert len(listed(page)) == 1
    assert page.value("text") == "The draft is out."
    assert stored(folder) == []
    page = Page(posted(client, step, remove=str(link.pk), **GOOD | on_screen(page)))
    assert listed(page) == []
    assert not Upload.objects.exists()


@pytest.mark.parametrize("key", ["", "x", "-1", "9" * 30, "٣"])
def test_removing_what_is_not_there_does_nothing(client: Client, step: Milestone, key: str) -> None:
    attached(client, step, a_file(), **GOOD)

    assert len(listed(Page(posted(client, step, remove=key, **GOOD)))) == 1


def test_nobody_removes_or_sends_what_another_attached(
    client: Client, client_for: Any, step: Milestone
) -> None:
    attached(client, step, a_file(), **GOOD)
    key, manager = str(Upload.objects.get().pk), client_for(Role.PLAN_MANAGER)

    posted(manager, step, remove=key, **GOOD)
    assert Upload.objects.count() == 1
    posted(manager, step, attached=[key], **GOOD)
    assert ProgressUpdate.objects.count() == 1
    assert Upload.objects.count() == 1 and not Evidence.objects.exists()


def test_enter_in_a_field_sends_and_does_not_remove(client: Client, step: Milestone) -> None:
    """Browsers press the first button of a form, in its order, when Enter is typed."""
    page = attached(client, step, a_file(), **GOOD)
    form = page.main.one("form")
    buttons = [p for p in form.all("*") if p.element.tag == "button" or p.get("type") == "submit"]

    assert buttons[0].get("name") == "send"
    assert (buttons[0].get("tabindex"), buttons[0].get("aria-hidden")) == ("-1", "true")
    assert [b.get("name") for b in buttons[1:]] == ["remove", "attach", "send", "save_for_later"]


# What is refused


@pytest.mark.parametrize(
    "file",
    [a_file("plan.docm", office("docx")), a_file("plan.pdf", EXE), a_file("plan.png", HTML)],
)
def test_a_refused_file_is_told_beside_the_field_and_nothing_is_sent(
    client: Client, step: Milestone, folder: Path, file: SimpleUploadedFile
) -> None:
    file.seek(0)
    page = Page(posted(client, step, file, evidence_title="Kept title", **GOOD))

    [why] = page.errors["evidence_files"]
    assert why.startswith(f"“{file.name}” ")
    assert page.summary == [why]
    assert page.value("evidence_title") == "Kept title"
    assert page.value("text") == "The draft is out."
    assert not ProgressUpdate.objects.exists()
    assert stored(folder) == []


def test_the_good_files_beside_a_refused_one_are_kept(client: Client, step: Milestone) -> None:
    page = Page(posted(client, step, a_file(), a_file("x.exe", EXE), **GOOD))

    assert len(page.errors["evidence_files"]) == 1
    assert len(listed(page)) == 1


def test_a_file_that_is_too_large_is_dropped_while_it_comes_in(
    client: Client, step: Milestone, folder: Path, settings: Any
) -> None:
    settings.EVIDENCE_MAX_MB = 1
    most = PDF + b" " * (1024 * 1024 - len(PDF))
    page = Page(posted(client, step, a_file("large.pdf", most + b" "), a_file(), **GOOD))

    assert page.errors["evidence_files"] == [
        "“large.pdf” is not attached. It is larger than 1 MB. Make it smaller, or give a link to "
        "where it is kept."
    ]
    assert page.value("text") == "The draft is out."
    assert len(listed(page)) == 1
    page = attached(client, step, a_file("just.pdf", most), **GOOD)
    assert "PDF, 1.0 MB" in listed(page)[-1]


def test_more_than_ten_files_at_a_time_or_on_one_report_are_refused(
    client: Client, step: Milestone
) -> None:
    files = [a_file(f"{n}.pdf", PDF + b"%d" % n) for n in range(12)]
    page = attached(client, step, *files, **GOOD)

    assert page.errors["evidence_files"] == [
        f"“{n}.pdf” is not attached. Attach at most 10 files at a time." for n in (10, 11)
    ]
    assert len(listed(page)) == 10
    page = attached(client, step, a_file("more.pdf"), evidence_link="https://a.org/x", **GOOD)
    full = "A report takes 10 files and links. Remove one, or send another report."
    assert page.errors == {"evidence_files": [full], "evidence_link": [full]}


def test_a_storage_that_does_not_answer_loses_no_words(
    client: Client, step: Milestone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FileSystemStorage, "save", raising(OSError("disk full")))
    page = Page(posted(client, step, a_file(), **GOOD))

    assert page.errors["evidence_files"] == [
        "“Audit of files.pdf” could not be kept just now. Wait a moment, then attach it again."
    ]
    assert page.value("text") == "The draft is out."
    assert listed(page) == [] == listed(read(client, url(step)))


def raising(fault: Exception) -> Any:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise fault

    return fail


# Nothing is lost


WRONG = {"text": "", "progress": "", "last_seen": "0"}


def test_what_came_with_a_form_with_errors_is_kept_and_sent_with_the_next(
    client: Client, step: Milestone
) -> None:
    page = Page(posted(client, step, a_file(), evidence_link="https://a.org/x", **WRONG))
    assert set(page.errors) == {"text", "progress"}
    assert len(listed(page)) == 2

    posted(client, step, **on_screen(page) | GOOD)

    assert [e.title for e in Evidence.objects.order_by("pk")] == [
        "Audit of files",
        "https://a.org/x",
    ]


def test_what_came_with_a_conflict_is_kept_and_sent_with_the_next(
    client: Client, step: Milestone
) -> None:
    make_update(step.action, step)
    page = Page(posted(client, step, a_file(), **GOOD), 409)
    assert len(listed(page)) == 1

    posted(client, step, **GOOD | on_screen(page))

    assert Evidence.objects.get().update.text == "The draft is out."


def test_what_is_saved_for_later_is_there_later(client: Client, step: Milestone) -> None:
    answer = posted(client, step, a_file(), save_for_later="1", **GOOD)
    assert answer.status_code == 302

    page = read(client, url(step))
    assert len(listed(page)) == 1
    assert page.value("text") == "The draft is out."


def test_what_came_with_words_saved_in_another_window_is_kept(
    client: Client, step: Milestone
) -> None:
    posted(client, step, save_for_later="1", **GOOD)
    page = Page(posted(client, step, a_file(), save_for_later="1", **GOOD), 409)

    assert len(listed(page)) == 1


def test_words_are_saved_for_later_though_a_file_is_refused(
    client: Client, step: Milestone
) -> None:
    page = Page(posted(client, step, a_file("x.exe", EXE), save_for_later="1", **GOOD))

    assert page.banners == ["Saved. Only you can see it until you send it."]
    assert len(page.errors["evidence_files"]) == 1
    draft = ProgressDraft.objects.get()
    assert draft.fields["text"] == "The draft is out."
    assert page.value("draft_seen") == draft.version
    assert not any(name.startswith("evidence") for name in draft.fields)


def test_a_file_that_an_error_page_had_to_let_go_is_asked_for_before_anything_is_sent(
    client: Client, step: Milestone
) -> None:
    """The page for a database that is down sends the words again, with the name of the file."""
    page = Page(client.post(url(step), {"files_lost": "Audit.pdf", "send": "1"} | GOOD))

    assert page.errors == {"evidence_files": ["Choose “Audit.pdf” again: it could not be kept"]}
    assert page.value("text") == "The draft is out."
    assert not ProgressUpdate.objects.exists()


# Sending


def test_what_is_attached_becomes_evidence_of_the_update_where_it_lies(
    client: Client, step: Milestone, folder: Path
) -> None:
    page = attached(
        client, step, a_file(), evidence_kind="audit", evidence_confidential="on", last_seen="0"
    )
    before = stored(folder)
    page = Page(
        client.post(
            url(step),
            {"evidence_files": [a_file("b.png", PNG)]} | GOOD | on_screen(page),
            follow=True,
        )
    )

    update = ProgressUpdate.objects.get()
    first, second = Evidence.objects.order_by("pk")
    assert (first.update, second.update) == (update, update)
    assert (first.title, first.kind, first.is_confidential) == ("Audit of files", "audit", True)
    assert (first.day, first.known_on, first.entered_by) == (DAY, DAY, client.user)
    assert (first.file_name, first.size) == ("Audit of files.pdf", len(PDF))
    assert (first.content_type, first.sha256) == (
        "application/pdf",
        hashlib.sha256(PDF).hexdigest(),
    )
    assert folder / (first.file.name or "") == before[0]
    assert second.file.read() == PNG
    assert not Upload.objects.exists()
    assert len(stored(folder)) == 2
    assert listed(read(client, url(step))) == []


def test_what_was_attached_in_another_window_since_is_not_sent_unseen(
    client: Client, step: Milestone
) -> None:
    page = attached(client, step, a_file(), **GOOD)
    attached(client, step, a_file("unseen.png", PNG), **GOOD)

    posted(client, step, **GOOD | on_screen(page))

    assert [e.title for e in Evidence.objects.all()] == ["Audit of files"]
    assert len(listed(read(client, url(step)))) == 1


def test_a_report_that_fails_half_way_leaves_everything_as_it_was(
    client: Client, step: Milestone, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = attached(client, step, a_file(), **GOOD)
    monkeypatch.setattr("actionplans.views.updates.drop_draft", raising(DatabaseError("broken")))
    with pytest.raises(DatabaseError):
        posted(client, step, **GOOD | on_screen(page))

    assert not ProgressUpdate.objects.exists() and not Evidence.objects.exists()
    assert Upload.objects.get().file.read() == PDF


def test_the_manager_sends_evidence_for_others_too(client_for: Any, step: Milestone) -> None:
    manager = client_for(Role.PLAN_MANAGER)
    said = {"reported_by": "Health trust", "how": "email"} | {
        "day_day": "12",
        "day_month": "11",
        "day_year": "2026",
    }
    manager.post(url(step, for_others="1"), {"evidence_files": [a_file()]} | GOOD | said)

    piece = Evidence.objects.get()
    assert (piece.update.how, piece.entered_by) == ("email", manager.user)
    assert (piece.day, piece.known_on) == (datetime.date(2026, 11, 12), DAY)


# Shown


def evidence_shown(client: Client, action: Action, **asked: str) -> list[str]:
    page = read(client, action_url(action), **asked)
    lists = [ul for entry in page.all("li", "timeline__entry") for ul in entry.all("ul")]
    return [item.text for ul in lists for item in ul.all("li")]


def kept_file(update: ProgressUpdate, content: bytes = PDF, **fields: Any) -> Evidence:
    plain = {"file_name": "Audit of files.pdf", "size": 245_000, "title": "Audit"}
    return make_evidence(update, file=ContentFile(content, name="x"), **plain | fields)


def test_evidence_stands_under_its_update_with_title_kind_size_and_where_a_link_leads(
    client: Client, step: Milestone
) -> None:
    update = make_update(step.action, step)
    file = kept_file(update, kind="audit")
    make_evidence(update, "Minutes", url="https://www.example.org/a?b=1&c=2", kind="minutes")
    make_evidence(update, "Names", kind="data", url="https://a.org/", is_confidential=True)

    assert evidence_shown(client, step.action) == [
        "Download: Audit (PDF, 239 KB) Audit",
        "Minutes (link to www.example.org) Minutes or agenda",
        "Names (link to a.org) Data or report, confidential",
    ]
    links = read(client, action_url(step.action)).links
    assert links["Download: Audit (PDF, 239 KB)"] == file_url(file)
    assert links["Minutes"] == "https://www.example.org/a?b=1&c=2"


def test_the_day_asked_for_goes_along_and_what_came_later_is_not_shown(
    client: Client, step: Milestone
) -> None:
    old = make_update(step.action, step, day=days(-9))
    file = kept_file(old)
    kept_file(make_update(step.action, step), title="Later")

    assert len(evidence_shown(client, step.action)) == 2
    day = days(-5).isoformat()
    assert evidence_shown(client, step.action, as_at=day) == [
        "Download: Audit (PDF, 239 KB) Document"
    ]
    links = read(client, action_url(step.action), as_at=day).links
    assert links["Download: Audit (PDF, 239 KB)"] == f"{file_url(file)}?as_at={day}"
    assert client.get(file_url(file), {"as_at": day}).status_code == 200
    assert client.get(file_url(file), {"as_at": days(-10).isoformat()}).status_code == 404


def test_beside_the_button_stands_what_evidence_there_is(client_for: Any, step: Milestone) -> None:
    manager = client_for(Role.PLAN_MANAGER)
    update = make_update(step.action, step)
    assert "No evidence is attached. Accept" in read(manager, action_url(step.action)).main.text

    kept_file(update)
    kept_file(update)
    make_evidence(update)
    assert (
        "Look at the evidence before you accept: 2 files and 1 link. Accept"
        in read(manager, action_url(step.action)).main.text
    )


def test_the_page_takes_as_many_queries_for_much_evidence_as_for_little(
    client: Client, step: Milestone
) -> None:
    kept_file(make_update(step.action, step))
    few = queries_of(client, action_url(step.action))
    for number in range(5):
        update = make_update(step.action, step, day=days(-number))
        kept_file(update)
        make_evidence(update)

    assert_same_number(few, queries_of(client, action_url(step.action)))


# Handed out


def test_a_file_comes_as_an_attachment_of_no_kind_and_is_kept_by_no_cache(
    client: Client, step: Milestone
) -> None:
    piece = kept_file(make_update(step.action, step), HTML, file_name='Au"dit é.pdf')

    answer = client.get(file_url(piece))

    assert answer.getvalue() == HTML
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Au%22dit%20%C3%A9.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Content-Length"] == str(len(HTML))
    assert "default-src 'none'" in answer["Content-Security-Policy"]


SEES_ALL = {
    Role.ADMINISTRATOR,
    Role.PLAN_MANAGER,
    Role.LEAD_OFFICER,
    Role.DIRECTOR,
    Role.DEMOCRATIC_SERVICES,
}


def confidential_action(action: Action) -> None:
    action.is_confidential = True
    action.save()


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize(
    ("case", "for_members"),
    [
        ("accepted", True),
        ("embedded", True),
        ("waiting", False),
        ("returned", False),
        ("confidential evidence", False),
        ("confidential update", False),
        ("confidential action", False),
    ],
)
def test_a_file_goes_to_those_who_see_its_update(
    client_for: Any, step: Milestone, role: str, case: str, for_members: bool
) -> None:
    update = make_update(step.action, step, is_confidential=case == "confidential update")
    piece = kept_file(update, is_confidential=case == "confidential evidence")
    if case == "confidential action":
        confidential_action(step.action)
    if case != "waiting":
        verdict = case if case in ("returned", "embedded") else "accepted"
        make_review(update, verdict)

    client = client_for(role)
    answer = client.get(file_url(piece))

    assert answer.status_code == (200 if for_members or role in SEES_ALL else 404)
    if case != "confidential action":
        shown = evidence_shown(client, step.action)
        assert bool(shown) == (answer.status_code == 200)


def test_a_link_is_no_file_and_another_actions_file_is_not_here(
    client: Client, step: Milestone, plan: ActionPlan
) -> None:
    update = make_update(step.action, step)
    link, file = make_evidence(update), kept_file(update)
    elsewhere = file_url(file).replace(
        f"/actions/{step.action.pk}/", f"/actions/{make_action(plan).pk}/"
    )

    assert client.get(file_url(link)).status_code == 404
    assert client.get(elsewhere).status_code == 404


def test_a_file_that_is_gone_is_told_and_logged(
    client: Client, step: Milestone, folder: Path
) -> None:
    piece = kept_file(make_update(step.action, step), entered_by=make_user("Ada Lead"))
    default_storage.delete(piece.file.name or "")

    page = Page(client.get(file_url(piece)), 404)

    assert page.h1 == "This file cannot be opened"
    assert "is not where it was kept. Ask Ada Lead for it" in page.main.text


def test_a_storage_that_does_not_answer_is_told_and_can_be_tried_again(
    client: Client, step: Milestone, monkeypatch: pytest.MonkeyPatch
) -> None:
    piece = kept_file(make_update(step.action, step))
    monkeypatch.setattr(FileSystemStorage, "open", raising(ConnectionError("no route")))

    page = Page(client.get(file_url(piece)), 503)

    assert page.h1 == "This file cannot be opened just now"
    assert page.main.links["Try again"] == file_url(piece)


@pytest.fixture
def errors_logged() -> Iterator[list[logging.LogRecord]]:
    """What is logged as an error, whatever pytest does with logs."""
    found: list[logging.LogRecord] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = found.append  # type: ignore[method-assign]
    logging.getLogger("actionplans").addHandler(handler)
    yield found
    logging.getLogger("actionplans").removeHandler(handler)


def test_a_missing_file_is_logged_by_its_key_alone(
    client: Client, step: Milestone, errors_logged: list[logging.LogRecord]
) -> None:
    piece = kept_file(make_update(step.action, step))
    default_storage.delete(piece.file.name or "")
    client.get(file_url(piece))

    [record] = errors_logged
    assert record.getMessage() == f"The file of evidence {piece.pk} cannot be read"


# What nobody sent


def waiting(client: Client, step: Milestone, age: datetime.timedelta, **fields: Any) -> Upload:
    """Return an attached file of that age, with its file stored."""
    of = DraftOf(client.user, step.action, step, False)  # type: ignore[attr-defined]
    fields = {"title": "T", "kind": "document", "size": len(PDF), "file_name": "a.pdf"} | fields
    upload = Upload.objects.create(**vars(of), file=ContentFile(PDF, name="x"), **fields)
    Upload.objects.filter(pk=upload.pk).update(uploaded_at=timezone.now() - age)
    return upload


def test_the_worker_removes_what_was_not_sent_in_30_days_and_nothing_younger(
    client: Client, step: Milestone, folder: Path
) -> None:
    waiting(client, step, datetime.timedelta(days=31))
    young = waiting(client, step, datetime.timedelta(days=29))
    sent = kept_file(make_update(step.action, step))

    tasks.drop_unsent_uploads(timestamp=0)

    assert [u.pk for u in Upload.objects.all()] == [young.pk]
    assert stored(folder) == sorted([folder / young.file.name, folder / (sent.file.name or "")])


def test_the_worker_removes_what_was_never_stored_whole(
    client: Client, step: Milestone, folder: Path
) -> None:
    """A crash between row and file leaves a row without size: no file is without a row."""
    waiting(client, step, datetime.timedelta(hours=25), size=0)
    just_now = waiting(client, step, datetime.timedelta(hours=1), size=0)

    assert drop_unsent() == 1
    assert stored(folder) == [folder / just_now.file.name]
    assert listed(read(client, url(step))) == []


def test_the_row_stands_before_its_file_and_until_its_file_is_gone(
    client: Client, step: Milestone, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    rows: list[int] = []
    save, delete = FileSystemStorage.save, FileSystemStorage.delete

    def seen(then: Any) -> Any:
        def look(*args: Any) -> Any:
            rows.append(Upload.objects.filter(size=0).count())
            return then(*args)

        return look

    monkeypatch.setattr(FileSystemStorage, "save", seen(save))
    monkeypatch.setattr(FileSystemStorage, "delete", seen(delete))
    attached(client, step, a_file(), **GOOD)
    remove(Upload.objects.get())

    assert rows == [1, 1]
    assert not Upload.objects.exists() and stored(folder) == []


def test_what_was_sent_meanwhile_is_not_removed(
    client: Client, step: Milestone, folder: Path
) -> None:
    page = attached(client, step, a_file(), **GOOD)
    seen_before = Upload.objects.get()
    posted(client, step, **GOOD | on_screen(page))

    remove(seen_before)

    assert len(stored(folder)) == 1
    assert Evidence.objects.get().file.read() == PDF


def test_a_file_that_cannot_be_removed_now_is_out_of_sight_and_removed_later(
    client: Client, step: Milestone, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    old = waiting(client, step, datetime.timedelta(days=2))
    with monkeypatch.context() as broken:
        broken.setattr(FileSystemStorage, "delete", raising(ConnectionError("no route")))
        remove(old)
    assert listed(read(client, url(step))) == []
    assert len(stored(folder)) == 1

    assert drop_unsent() == 1
    assert stored(folder) == [] and not Upload.objects.exists()


def test_the_worker_knows_the_task_and_does_it_every_day() -> None:
    name = "actionplans.drop_unsent_uploads"

    assert name in app.tasks
    periodic = app.periodic_registry.periodic_tasks
    assert [task.cron for (task_name, _), task in periodic.items() if task_name == name] == [
        "47 3 * * *"
    ]
