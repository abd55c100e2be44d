"""A report keeps itself as a draft while it is typed; last time's words can be begun from."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from actionplans.models import ActionPlan, Milestone, ProgressDraft, ProgressUpdate, Upload
from councils.models import Council
from councils.roles import Role
from tests.actionplans.test_sent_twice import opened, post, url
from tests.factories import (
    days,
    make_action,
    make_lead,
    make_officer,
    make_plan,
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


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, manager=make_user("Max Manager"))


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(Role.LEAD_OFFICER)


@pytest.fixture
def step(plan: ActionPlan, client: Client) -> Milestone:
    step = make_action(plan).milestones.get()
    make_lead(step, make_officer(plan.council, user=client.user))  # type: ignore[attr-defined]
    return step


def test_who_no_longer_leads_it_keeps_the_words_they_were_writing(
    client: Client, step: Milestone
) -> None:
    typed = {"text": "Forty carers were asked.", "last_seen": "0", "progress": "in_progress"}
    step.leads.all().delete()

    told = keeps_itself(client, step, typed, status=403)
    sent = client.post(url(step), typed)

    assert told["told"].startswith("You can no longer report on this.")
    assert sent.status_code == 403
    assert "Forty carers were asked." in Page(sent, 403).main.text
    assert not ProgressUpdate.objects.exists()


@pytest.mark.parametrize("lost", ["the lead", "the step"])
def test_a_draft_one_may_no_longer_send_is_shown_to_copy_and_to_remove(
    client: Client, step: Milestone, lost: str
) -> None:
    begun = {"text": "Forty carers were asked.", "last_seen": "0", "save_for_later": "1"}
    client.post(url(step), begun | {"evidence_link": "https://carers.example/answers"})
    if lost == "the lead":
        step.leads.all().delete()
    else:
        Milestone.objects.filter(pk=step.pk).update(removed_on=days(-1))

    page = read(client, url(step), 403).main
    assert "You can no longer report on this" in page.text
    assert "Forty carers were asked." in page.text
    assert not page.all("textarea")

    work = Page(client.post(url(step), {"remove_draft": "1"}, follow=True))

    assert work.banners == ["Your draft is removed."]
    assert not ProgressDraft.objects.exists() and not Upload.objects.exists()


def test_a_step_taken_out_meanwhile_keeps_the_words_that_were_written_on_it(
    client: Client, step: Milestone
) -> None:
    typed = {"text": "Forty carers were asked.", "last_seen": "0", "progress": "in_progress"}
    Milestone.objects.filter(pk=step.pk).update(removed_on=days(-1))

    page = Page(client.post(url(step), typed), 404)

    assert "Forty carers were asked." in page.main.text


def keeps_itself(client: Client, step: Milestone, typed: dict[str, Any], status: int = 200) -> Any:
    """Return what the server says to a form that saves itself."""
    answer = client.post(url(step), typed | {"autosave": "1"})
    assert answer.status_code == status, answer.content
    return answer.json()


def test_what_is_typed_is_kept_as_a_draft_whatever_is_missing_and_when_is_said(
    client: Client, step: Milestone
) -> None:
    typed = opened(client, url(step), text="Half a", progress="", outlook="at_risk")

    said = keeps_itself(client, step, typed)

    draft = ProgressDraft.objects.get()
    assert said["told"] == f"Saved as a draft at {timezone.localtime(draft.saved_at):%H:%M}."
    assert said["version"] == draft.version
    page = read(client, url(step))
    assert (page.value("text"), page.value("outlook")) == ("Half a", "at_risk")
    assert not page.banners


def test_it_is_kept_again_and_again_under_the_version_said_last(
    client: Client, step: Milestone
) -> None:
    typed = opened(client, url(step))
    for words in ("H", "Ha", "Half"):
        said = keeps_itself(client, step, typed | {"text": words})
        typed["draft_seen"] = said["version"]

    assert ProgressDraft.objects.get().fields["text"] == "Half"


def test_words_of_another_window_are_not_replaced_and_it_is_told(
    client: Client, step: Milestone
) -> None:
    one, other = opened(client, url(step)), opened(client, url(step))
    keeps_itself(client, step, one | {"text": "Of the first window."})

    said = keeps_itself(client, step, other | {"text": "Of the second."}, 409)

    assert "You saved other words on this in another window at" in said["told"]
    assert ProgressDraft.objects.get().fields["text"] == "Of the first window."
    both = Page(
        client.post(url(step), other | {"text": "Of the second.", "save_for_later": "1"}), 409
    )
    assert "Of the first window." in both.main.text
    assert both.value("text") == "Of the second."


def test_what_arrives_after_the_report_was_sent_brings_no_draft_back(
    client: Client, step: Milestone
) -> None:
    typed = opened(client, url(step))
    post(client, url(step), typed)

    said = keeps_itself(client, step, typed)

    assert said["sent"] is True
    assert not ProgressDraft.objects.exists()
    # Who goes back and writes on writes another report.
    assert keeps_itself(client, step, typed | {"key": said["key"]})["version"]


@pytest.mark.django_db(transaction=True)
def test_a_draft_on_its_way_while_the_report_is_sent_is_gone_with_it(
    client: Client, step: Milestone, in_a_thread: Callable[..., threading.Thread]
) -> None:
    typed = opened(client, url(step))
    outcome: list[Any] = []

    with transaction.atomic():
        post(client, url(step), typed)
        thread = in_a_thread(lambda: keeps_itself(client, step, typed), outcome)
        until_somebody_waits_for_a_lock(thread)
        assert thread.is_alive()
    thread.join()

    assert outcome[0]["sent"] is True
    assert ProgressUpdate.objects.count() == 1
    assert not ProgressDraft.objects.exists()


def test_a_closed_plan_takes_no_draft_and_says_so(client: Client, step: Milestone) -> None:
    typed = opened(client, url(step))
    ActionPlan.objects.update(status=ActionPlan.Status.CLOSED)

    assert "closed" in keeps_itself(client, step, typed, 409)["told"]


def test_where_nobody_is_signed_in_nothing_is_kept_and_no_page_is_taken_for_an_answer(
    client: Client, step: Milestone
) -> None:
    typed = opened(client, url(step))
    client.logout()

    answer = client.post(url(step), typed | {"autosave": "1"})

    assert answer.status_code in (302, 403)
    assert "json" not in answer["Content-Type"]
    assert not ProgressDraft.objects.exists()


# Last time's words


def test_last_times_words_come_into_the_field_by_a_button_with_all_else_as_typed(
    client: Client, step: Milestone
) -> None:
    make_update(step.action, step, text="Six files read.", day=days(-9), accepted=True)
    typed = opened(client, url(step), text="", outlook="on_track")

    page = Page(client.post(url(step), typed | {"copy_last": "1"}))

    assert page.value("text") == "Six files read."
    assert (page.value("progress"), page.value("outlook")) == ("in_progress", "on_track")
    assert not page.errors
    assert ProgressUpdate.objects.count() == 1
    button = page.main.one("button", name="copy_last")
    assert (button.text, button.get("data-words")) == ("Use last time’s words", "Six files read.")


def test_they_come_after_what_was_typed(client: Client, step: Milestone) -> None:
    make_update(step.action, step, text="Six files read.")
    typed = opened(client, url(step), text="Since then:")

    page = Page(client.post(url(step), typed | {"copy_last": "1"}))

    assert page.value("text") == "Since then:\n\nSix files read."


def test_of_what_was_sent_back_one_begins_from_those_words(client: Client, step: Milestone) -> None:
    make_review(make_update(step.action, step, text="Too short."), "returned")

    page = Page(client.post(url(step), opened(client, url(step), text="") | {"copy_last": "1"}))

    assert page.value("text") == "Too short."
    assert page.main.one("button", name="copy_last").text == "Use the words that were sent back"


def test_where_nothing_was_said_there_is_nothing_to_copy(client: Client, step: Milestone) -> None:
    assert not read(client, url(step)).main.all("button", name="copy_last")
