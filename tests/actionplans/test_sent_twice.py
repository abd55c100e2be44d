"""A report sent twice is one update; one that copies the last is known as such."""

import threading
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from actionplans.models import (
    ActionPlan,
    Evidence,
    How,
    Milestone,
    ProgressDraft,
    ProgressUpdate,
    ReportLink,
    SentBefore,
    Upload,
)
from actionplans.reminding import links
from councils.models import Council
from councils.roles import Role
from tests.actionplans.evidence_files import PDF
from tests.actionplans.test_models import record, report
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_lead,
    make_milestone,
    make_occurrence,
    make_officer,
    make_plan,
    make_report_link,
    make_review,
    make_update,
    make_user,
)
from tests.pages import Page, fix_today, read
from tests.threads import until_somebody_waits_for_a_lock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, title="The improvement plan", manager=make_user("Max Manager"))


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(Role.LEAD_OFFICER)


@pytest.fixture
def step(plan: ActionPlan, client: Client) -> Milestone:
    """A step that I lead, of an action with another."""
    step = make_action(plan, text="Write the policy.").milestones.get()
    make_lead(step, make_officer(plan.council, user=client.user))  # type: ignore[attr-defined]
    make_due_date(step, days(14))
    make_milestone(step.action, text="Second step.")
    return step


def url(step: Milestone, /, **asked: str) -> str:
    action = step.action
    path = reverse(
        "actionplans:update_add", args=[action.plan.council.slug, action.plan_id, action.pk]
    )
    return f"{path}?{urlencode({'step': str(step.pk)} | asked)}"


def opened(client: Client, address: str, **typed: Any) -> dict[str, Any]:
    """Open the form, and return what a browser sends once this is typed."""
    page = read(client, address)
    hidden = {name: page.value(name) or "" for name in ("last_seen", "draft_seen", "key")}
    return hidden | {"text": "The draft is out.", "progress": "in_progress"} | typed


def post(client: Client, address: str, typed: dict[str, Any], status: int = 200) -> Page:
    return Page(client.post(address, typed, follow=True), status)


SENT = ["Sent. It will not appear in papers until Max Manager accepts it."]


def test_the_same_form_sent_twice_makes_one_update_and_is_answered_the_same(
    client: Client, step: Milestone
) -> None:
    typed = opened(client, url(step), difference="Fewer delays.", outlook="on_track")

    first, second = post(client, url(step), typed), post(client, url(step), typed)

    assert ProgressUpdate.objects.count() == 1
    assert first.banners == second.banners == SENT
    assert first.h1 == second.h1


def test_the_same_with_a_new_date_is_one_move(client: Client, step: Milestone) -> None:
    moved = {"due_day": "15", "due_month": "1", "due_year": "2027", "date_reason": "No staff."}
    agreed = {"agreed_by": "officer", "agreed_by_name": "Director"}
    typed = opened(client, url(step)) | moved | agreed

    post(client, url(step), typed)
    assert post(client, url(step), typed).banners == SENT

    assert step.due_dates.count() == 2


def test_why_it_is_late_stands_with_the_update_where_nothing_else_is_said_of_how_it_goes(
    client: Client, step: Milestone
) -> None:
    make_due_date(step, days(-3))

    page = post(client, url(step), opened(client, url(step), reason="Two posts stand empty."))

    assert "In progress: Two posts stand empty." in page.main.text


@pytest.mark.parametrize(
    "change",
    [
        {"text": "The draft is out, and read."},
        {"progress": "not_started"},
        {"outlook": "on_track"},
        {"difference": "Fewer delays."},
        {"outlook": "at_risk", "reason": "Two posts stand empty."},
    ],
)
def test_other_words_from_the_same_form_are_told_and_can_be_sent_as_a_second_report(
    client: Client, step: Milestone, change: dict[str, str]
) -> None:
    typed = opened(client, url(step))
    post(client, url(step), typed)

    page = post(client, url(step), typed | change, 409)

    assert "What stands below is not the same, and is not sent yet." in page.main.text
    assert "The draft is out." in page.main.one("div", "govuk-inset-text").text
    assert {name: page.value(name) for name in change} == change
    assert ProgressUpdate.objects.count() == 1
    hidden = {name: page.value(name) for name in ("last_seen", "key")}
    assert hidden["key"] != typed["key"]
    again = post(client, url(step), typed | change | hidden)
    assert again.banners == SENT
    assert ProgressUpdate.objects.count() == 2


def test_each_opening_of_the_form_can_be_sent(client: Client, step: Milestone) -> None:
    for words in ("First.", "Second."):
        post(client, url(step), opened(client, url(step), text=words))

    assert ProgressUpdate.objects.count() == 2


def test_exactly_the_same_from_a_form_opened_anew_is_one_update_until_it_is_ruled_on(
    client: Client, step: Milestone
) -> None:
    for _ in range(2):
        assert post(client, url(step), opened(client, url(step))).banners == SENT
    assert ProgressUpdate.objects.count() == 1
    make_review(ProgressUpdate.objects.get(), "returned")

    post(client, url(step), opened(client, url(step)))

    assert ProgressUpdate.objects.count() == 2


@pytest.mark.parametrize("key", ["", "no key", "0" * 400])
def test_without_a_key_or_with_a_spoilt_one_the_report_is_taken(
    client: Client, step: Milestone, key: str
) -> None:
    post(client, url(step), opened(client, url(step)) | {"key": key})

    assert ProgressUpdate.objects.get().key is None


def test_what_a_manager_enters_for_others_is_taken_once(client_for: Any, step: Milestone) -> None:
    manager = client_for(Role.PLAN_MANAGER)
    here = url(step, for_others="1")
    said = {"reported_by": "Nurse", "how": "telephone"}
    said |= {"day_day": "15", "day_month": "11", "day_year": "2026"}
    typed = opened(manager, here) | said

    post(manager, here, typed)
    assert post(manager, here, typed).banners == SENT
    assert ProgressUpdate.objects.count() == 1
    page = post(manager, here, typed | {"day_day": "14"}, 409)

    assert "is not sent yet" in page.main.text


def test_the_key_of_somebody_else_hides_nothing(
    client: Client, client_for: Any, step: Milestone
) -> None:
    typed = opened(client, url(step))
    post(client, url(step), typed)
    manager = client_for(Role.PLAN_MANAGER)

    page = post(manager, url(step), typed, 409)

    assert f"{client.user} sent this form" in page.main.text  # type: ignore[attr-defined]


def test_a_file_sent_twice_is_one_piece_of_evidence(client: Client, step: Milestone) -> None:
    typed = opened(client, url(step))

    def a_file() -> SimpleUploadedFile:
        return SimpleUploadedFile("Audit.pdf", PDF)

    post(client, url(step), typed | {"evidence_files": [a_file()]})
    second = post(client, url(step), typed | {"evidence_files": [a_file()]})

    assert second.banners == SENT
    assert (Evidence.objects.count(), Upload.objects.count()) == (1, 0)
    more = typed | {"evidence_link": "https://example.com/audit"}
    page = post(client, url(step), more, 409)
    assert "https://example.com/audit" in page.main.text


@pytest.mark.django_db(transaction=True)
def test_two_posts_of_one_form_at_once_are_one_update(
    client: Client, step: Milestone, in_a_thread: Callable[..., threading.Thread]
) -> None:
    typed = opened(client, url(step))
    outcome: list[Any] = []

    with transaction.atomic():
        post(client, url(step), typed)
        thread = in_a_thread(lambda: client.post(url(step), typed, follow=True), outcome)
        until_somebody_waits_for_a_lock(thread)
        assert thread.is_alive()
    thread.join()

    assert Page(outcome[0]).banners == SENT
    assert ProgressUpdate.objects.count() == 1


def test_the_database_takes_one_update_a_form(step: Milestone) -> None:
    key = uuid.uuid4()
    make_update(step.action, step, key=key)

    with pytest.raises(IntegrityError, match="update_once_a_form"), transaction.atomic():
        make_update(step.action, step, key=key)
    make_update(make_action(step.action.plan), key=key)


def test_recording_with_a_key_that_was_used_raises_with_what_was_sent(step: Milestone) -> None:
    by, key = make_user(), uuid.uuid4()
    first = record(step.action, report(milestone=step), by=by, key=key)

    for words, same in (("", True), ("Other words.", False)):
        changed = {"text": words} if words else {}
        with pytest.raises(SentBefore) as told:
            record(step.action, report(milestone=step, **changed), by=by, key=key)
        assert (told.value.update, told.value.same) == (first, same)


# By link


@pytest.fixture
def link(step: Milestone) -> ReportLink:
    nurse = make_officer(step.action.plan.council, "Nurse")
    make_lead(step, nurse)
    return make_report_link(step, nurse)


def test_a_form_by_link_sent_twice_is_thanked_twice_and_saved_once(
    link: ReportLink, step: Milestone
) -> None:
    anybody, path = Client(), links.path_of(link.pk)
    page = read(anybody, path)
    typed = {"text": "Ten nurses trained.", "progress": "in_progress", "key": page.value("key")}

    answers = [Page(anybody.post(path, typed)) for _ in range(2)]

    assert [answer.h1 for answer in answers] == ["Sent", "Sent"]
    assert ProgressUpdate.objects.get().how == How.LINK
    other = Page(anybody.post(path, typed | {"text": "Twelve nurses trained."}), 410)
    assert "Twelve nurses trained." in other.main.text
    read(anybody, path, 410)


@pytest.mark.django_db(transaction=True)
def test_two_posts_by_one_link_at_once_are_one_update(
    link: ReportLink, in_a_thread: Callable[..., threading.Thread]
) -> None:
    anybody, path = Client(), links.path_of(link.pk)
    typed = {"text": "Ten nurses trained.", "progress": "in_progress"}
    typed["key"] = read(anybody, path).value("key") or ""
    outcome: list[Any] = []

    with transaction.atomic():
        anybody.post(path, typed)
        thread = in_a_thread(lambda: Client().post(path, typed), outcome)
        until_somebody_waits_for_a_lock(thread)
        assert thread.is_alive()
    thread.join()

    assert Page(outcome[0]).h1 == "Sent"
    assert ProgressUpdate.objects.count() == 1


# Drafts of the same form


def test_a_draft_this_window_saved_while_it_was_sending_goes_with_it(
    client: Client, step: Milestone
) -> None:
    typed = opened(client, url(step))
    client.post(url(step), typed | {"save_for_later": "1"})

    post(client, url(step), typed)

    assert not ProgressDraft.objects.exists()


def test_a_draft_opened_in_two_windows_is_two_forms(client: Client, step: Milestone) -> None:
    client.post(url(step), opened(client, url(step)) | {"save_for_later": "1"})
    one, other = opened(client, url(step)), opened(client, url(step))
    client.post(url(step), other | {"text": "Written since.", "save_for_later": "1"})

    post(client, url(step), one)

    assert ProgressDraft.objects.get().fields["text"] == "Written since."


# Copied


def said(step: Milestone, words: str, day: int = 0) -> ProgressUpdate:
    return record(
        step.action,
        report(text=words, milestone=step, day=days(day)),
        last_seen=10**9,
        known_on=days(day),
    )


@pytest.mark.parametrize(
    ("words", "copied"),
    [
        ("The draft is out.", True),
        ("  The draft\n\nis  out. ", True),
        ("THE DRAFT IS OUT.", True),
        ("The draft is out", False),
        ("The draft is out. It is read.", False),
    ],
)
def test_the_last_words_said_again_are_known_as_such_with_their_day(
    step: Milestone, words: str, copied: bool
) -> None:
    said(step, "The draft is out.", -9)

    update = said(step, words)

    assert (update.is_copied, update.same_words_on) == (copied, days(-9) if copied else None)


def test_words_said_before_the_last_are_no_copy(step: Milestone) -> None:
    for number, words in enumerate(("The draft is out.", "It is read.")):
        said(step, words, number - 9)

    assert not said(step, "The draft is out.").is_copied


def test_what_others_said_and_what_was_sent_back_counts(step: Milestone) -> None:
    make_update(step.action, step, text="Of a colleague.", day=days(-9), accepted=True)
    assert said(step, "Of a colleague.", -5).is_copied
    make_review(ProgressUpdate.objects.order_by("-pk")[0], "returned")

    assert said(step, "Of a colleague.").same_words_on == days(-5)


def test_of_a_step_with_no_word_of_its_own_the_word_on_the_action_counts(step: Milestone) -> None:
    make_update(step.action, None, text="Of all.", day=days(-9))
    assert said(step, "Of all.", -5).is_copied
    other = step.action.milestones.get(order=2)

    assert said(other, "Of all.", -4).is_copied
    assert not said(step, "On the step.", -3).is_copied
    assert not said(step, "Of all.").is_copied


def test_a_check_is_compared_with_the_last_check(step: Milestone) -> None:
    make_occurrence(step, days(-7), text="Ten files read.")
    on_check = report(text="Ten files read.", milestone=step, occurrence=DAY, progress="complete")

    assert record(step.action, on_check, last_seen=10**9).is_copied
    assert not said(step, "Something of the step.").is_copied


def test_managers_see_it_and_members_do_not(
    client_for: Any, client: Client, step: Milestone
) -> None:
    make_update(step.action, step, text="The draft is out.", day=days(-9), accepted=True)
    post(client, url(step), opened(client, url(step)))
    make_review(ProgressUpdate.objects.order_by("-pk")[0])
    action = step.action
    page = reverse("actionplans:action", args=[action.plan.council.slug, action.plan_id, action.pk])

    told = "Same words as on 7 November 2026"
    assert told in read(client_for(Role.PLAN_MANAGER), page).main.text
    assert told not in read(client_for(Role.SCRUTINY_MEMBER), page).main.text


def test_who_accepts_sees_it_in_the_list(client_for: Any, client: Client, step: Milestone) -> None:
    make_update(step.action, step, text="The draft is out.", day=days(-9), accepted=True)
    post(client, url(step), opened(client, url(step)))

    waiting = read(client_for(Role.PLAN_MANAGER), reverse("actionplans:my_work"))

    assert "Same words as on 7 November 2026." in (
        waiting.sections()["Waiting for you to accept"].text
    )
