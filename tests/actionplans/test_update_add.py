"""Report progress: what the form asks, refuses, keeps and says afterwards."""

import datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actionplans.models import (
    Action,
    ActionPlan,
    DueDate,
    How,
    Milestone,
    ProgressDraft,
    ProgressLine,
    ProgressUpdate,
)
from councils.forms import TEXT_LIMIT
from councils.models import Council, Officer
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_appointment,
    make_due_date,
    make_inspection,
    make_lead,
    make_member,
    make_milestone,
    make_officer,
    make_plan,
    make_recommendation,
    make_review,
    make_update,
    make_user,
)
from tests.pages import Page, fix_today, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, title="The improvement plan", manager=make_user("Max Manager"))


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(Role.LEAD_OFFICER)


@pytest.fixture
def me(council: Council, client: Client) -> Officer:
    return make_officer(council, user=client.user)


@pytest.fixture
def step(plan: ActionPlan, me: Officer) -> Milestone:
    """The first of two steps, which I lead."""
    asked = make_recommendation(make_inspection(plan.council), number="7")
    action = make_action(plan, text="Write the policy.", recommendations=[asked])
    step = action.milestones.get()
    make_lead(step, me)
    make_due_date(step, days(14))
    make_milestone(action, text="Second step.")
    return step


@pytest.fixture
def manager(client_for: Any) -> Client:
    return client_for(Role.PLAN_MANAGER)


def url(step: Milestone | Action, /, **asked: str) -> str:
    action = step.action if isinstance(step, Milestone) else step
    if isinstance(step, Milestone):
        asked = {"step": str(step.pk)} | asked
    address = reverse(
        "actionplans:update_add", args=[action.plan.council.slug, action.plan_id, action.pk]
    )
    return f"{address}?{urlencode(asked)}" if asked else address


def filled(**fields: str) -> dict[str, str]:
    return {"text": "The draft is out.", "progress": "in_progress", "last_seen": "0"} | fields


MOVED = {
    "due_day": "15",
    "due_month": "1",
    "due_year": "2027",
    "date_reason": "Two posts stand empty.",
    "agreed_by": "body",
    "agreed_by_name": "Improvement board",
}
NEW_DATE = datetime.date(2027, 1, 15)


def sent(client: Client, step: Milestone | Action, **fields: str) -> Page:
    """Send the form as filled, and return the page one is led to."""
    return Page(client.post(url(step), filled(**fields), follow=True))


def only_update() -> ProgressUpdate:
    return ProgressUpdate.objects.get()


# The page


def test_the_step_stands_on_top_with_its_action_date_and_what_was_said_last(
    client: Client, step: Milestone
) -> None:
    make_update(step.action, step, text="Said last.", day=days(-9), accepted=True)
    make_update(step.action, None, text="Said of all.", day=days(-8))
    page = read(client, url(step))

    assert page.h1 == "Report progress on: Step 1."
    assert "The improvement plan, action 1, recommendation 7" in page.main.text
    assert "Write the policy." in page.main.text
    assert "Timescale: 30 November 2026" in page.main.text
    assert "Said last." in page.main.one("div", "govuk-inset-text").text
    assert "Said of all." not in page.main.text


def test_fields_stand_in_their_order_and_the_button_names_the_manager(
    client: Client, step: Milestone
) -> None:
    page = read(client, url(step))

    form = page.main.one("form")
    labels = [piece.text for piece in form.all("*") if _names_a_field(piece)]
    assert labels == [
        "What has happened?",
        "How far has it come?",
        "Is it going to plan?",
        "Why is it at risk, off track or late?",
        "New date",
        "Why has it moved?",
        "Who agreed it?",
        "Name or post of who agreed, or the meeting",
        "What difference has it made?",
        "Evidence",
        "Files",
        "Or a link",
        "What is it called?",
        "What kind of evidence is it?",
        "Confidential: members may not see it",
    ]
    buttons = [button.text for button in form.all("button")]
    assert buttons == ["Attach", "Send update to Max Manager", "Save and come back later"]
    assert [part.get("open") for part in page.all("details", "govuk-details")] == [None, None]


def _names_a_field(piece: Any) -> bool:
    names = {"govuk-label", "govuk-fieldset__legend"}
    within = {"govuk-radios__label", "govuk-date-input__label"}
    given = set((piece.get("class") or "").split())
    return bool(names & given) and not within & given


def test_choices_are_in_plain_words(client: Client, step: Milestone) -> None:
    radios = read(client, url(step)).texts("label", "govuk-radios__label")

    assert radios == [
        "Not started",
        "In progress",
        "Done",
        "On track",
        "At risk",
        "Off track",
        "An officer",
        "A member",
        "A body at a meeting",
        "The DfE",
        "Not yet agreed",
    ]


def test_the_browser_is_told_no_limit_since_it_would_cut_what_is_pasted(
    client: Client, step: Milestone
) -> None:
    areas = read(client, url(step)).all("textarea")

    assert areas
    assert not [area for area in areas if area.get("maxlength")]


# Sending


def test_what_is_sent_is_kept_whole_and_waits_for_the_manager(
    client: Client, step: Milestone
) -> None:
    page = sent(client, step, outlook="at_risk", reason="Ill.", difference="Fewer wait.", **MOVED)

    assert page.banners == ["Sent. It will not appear in papers until Max Manager accepts it."]
    assert page.h1 == "Write the policy."
    update = only_update()
    assert (update.text, update.difference, update.how) == (
        "The draft is out.",
        "Fewer wait.",
        "here",
    )
    assert (update.entered_by, update.day, update.known_on) == (client.user, DAY, DAY)
    line = update.lines.get()
    assert (line.milestone, line.progress) == (step, "in_progress")
    assert (line.outlook, line.reason) == ("at_risk", "Ill.")
    date = update.dates.get()
    assert (date.milestone, date.due, date.words) == (step, NEW_DATE, "15 January 2027")
    assert (date.reason, date.agreed_by) == ("Two posts stand empty.", "body")
    assert date.agreed_by_name == "Improvement board"
    assert not update.reviews.exists()
    assert "Waiting for Max Manager." in page.main.text


def test_a_plan_without_a_manager_says_the_plan_manager(client: Client, step: Milestone) -> None:
    ActionPlan.objects.update(manager=None)

    assert "Send update to the plan manager" in read(client, url(step)).texts("button")
    assert sent(client, step).banners == [
        "Sent. It will not appear in papers until the plan manager accepts it."
    ]


def test_the_manager_saves_ones_own_update_and_accepts_it_oneself(
    manager: Client, step: Milestone
) -> None:
    ActionPlan.objects.update(manager=manager.user)
    assert read(manager, url(step)).main.one("button", name="send").text == "Save update"

    page = sent(manager, step)

    assert page.banners == ["Saved. It will not appear in papers until you accept it."]
    assert "timeline__entry--waiting" in (page.main.one("li", "timeline__entry").get("class") or "")


def test_what_was_sent_back_stands_in_the_form_with_why(client: Client, step: Milestone) -> None:
    update = make_update(step.action, step, text="Too short.", day=days(-3))
    make_review(update, "returned", comment="Say more.", by=make_user("Max Manager"))

    inset = read(client, url(step)).main.all("div", "govuk-inset-text")[0]

    assert inset.text == ("Sent back by Max Manager: Say more. What was reported: Too short.")


def test_on_the_dashboard_it_stands_as_not_yet_accepted(client: Client, step: Milestone) -> None:
    sent(client, step, **MOVED)
    address = reverse("actionplans:plan", args=[step.action.plan.council.slug, step.action.plan_id])
    [row] = read(client, address).rows("Actions")

    assert "New date asked for: 15 January 2027" in row[2]
    assert row[4] == "The draft is out. 16 Nov 2026, not yet accepted"


@pytest.mark.parametrize("progress", ["not_started", "in_progress", "complete"])
def test_each_progress_can_be_said(client: Client, step: Milestone, progress: str) -> None:
    sent(client, step, progress=progress)

    assert ProgressLine.objects.get().progress == progress


# What is refused


NOTHING: dict[str, str] = {"text": "", "progress": "", "last_seen": "0"}
LONG = "x" * (TEXT_LIMIT + 1)


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        (
            NOTHING,
            {"text": ["Say what has happened"], "progress": ["Select how far this has come"]},
        ),
        (filled(text="  \n "), {"text": ["Say what has happened"]}),
        (
            filled(text=LONG),
            {"text": ["What has happened must be 20,000 characters or fewer: it has 20,001"]},
        ),
        (
            filled(text="line\n" * 500 + "line"),
            {"text": ["What has happened must be 500 lines or fewer"]},
        ),
        (
            filled(difference=LONG),
            {"difference": ["What difference it made must be 20,000 characters or fewer: "
                            "it has 20,001"]},
        ),
        (filled(progress="not_stated"), {"progress": ["Select a valid choice. not_stated is not "
                                                      "one of the available choices."]}),
        (filled(outlook="at_risk"), {"reason": ["Say why it is not going to plan"]}),
        (filled(outlook="off_track", reason=" "), {"reason": ["Say why it is not going to plan"]}),
        (filled(reason="Ill."), {"outlook": ["Select whether it is going to plan"]}),
        (
            filled(due_day="30", due_month="9", due_year="2026"),
            {
                "date_reason": ["Say why the date has moved"],
                "agreed_by": ["Select who agreed the new date"],
            },
        ),
        (filled(**MOVED | {"date_reason": ""}), {"date_reason": ["Say why the date has moved"]}),
        (filled(**MOVED | {"agreed_by": ""}), {"agreed_by": ["Select who agreed the new date"]}),
        (filled(date_reason="Ill."), {"due": ["Enter the new date, like 30 9 2026"]}),
        (filled(agreed_by="officer"), {"due": ["Enter the new date, like 30 9 2026"]}),
        (filled(agreed_by_name="Cabinet"), {"due": ["Enter the new date, like 30 9 2026"]}),
        (filled(**MOVED | {"due_day": "32"}), {"due": ["There is no 32 January 2027"]}),
        (filled(**MOVED | {"due_year": ""}), {"due": ["The new date must include a year"]}),
        (
            filled(**MOVED | {"due_month": "soon"}),
            {"due": ["Enter the month as a number from 1 to 12, or its name, like 9 or September"]},
        ),
        (
            filled(**MOVED | {"agreed_by_name": " "}),
            {"agreed_by_name": ["Say who agreed it: a name, a post or the meeting"]},
        ),
        (
            filled(**MOVED | {"due_year": "2026"}),
            {"due": ["The new date must be 16 November 2026 or later"]},
        ),
        (
            filled(**MOVED | {"due_day": "30", "due_month": "11", "due_year": "2026"}),
            {"due": ["It is due on 30 November 2026 already: give another date"]},
        ),
        (
            filled(**MOVED | {"progress": "complete"}),
            {"due": ["Leave the new date empty when it is done"]},
        ),
        (
            filled(progress="complete", outlook="off_track", reason="Ill."),
            {"outlook": ["It cannot be done and not going to plan: change one of the two"]},
        ),
    ],
)  # fmt: skip
def test_each_error_stands_beside_its_field_and_everything_typed_is_kept(
    client: Client, step: Milestone, fields: dict[str, str], errors: dict[str, list[str]]
) -> None:
    page = Page(client.post(url(step), fields))

    assert page.errors == errors
    assert page.summary == [message for messages in errors.values() for message in messages]
    assert page.one("title").text.startswith("Error: ")
    for name, value in fields.items():
        chosen = None if name == "progress" and value == "not_stated" else value or None
        assert (page.value(name) or None) == chosen, name
    assert not ProgressUpdate.objects.exists()
    assert not DueDate.objects.exclude(update=None).exists()


def test_every_message_of_the_summary_leads_to_its_field(client: Client, step: Milestone) -> None:
    page = Page(client.post(url(step), NOTHING | {"due_day": "1", "due_month": "2"}))
    (summary,) = page.all("div", "govuk-error-summary")

    for address in summary.links.values():
        assert page.all("*", id=address.removeprefix("#")), address
    assert summary.links["The new date must include a year"] == "#id_due_2"
    assert summary.links["Say what has happened"] == "#id_text"


@pytest.mark.parametrize("missing", [{"date_reason": ""}, {"agreed_by": ""}, {"due_day": ""}])
def test_the_fields_of_the_new_date_stay_open_when_something_is_wrong_or_typed(
    client: Client, step: Milestone, missing: dict[str, str]
) -> None:
    page = Page(client.post(url(step), filled(**MOVED | missing)))

    assert page.all("details", "govuk-details")[0].get("open") is not None


def test_the_day_reported_for_can_be_the_new_date_and_none_before_it(
    manager: Client, step: Milestone
) -> None:
    """Somebody may write down late what was agreed in time."""
    said = {"reported_by": "A nurse", "how": "email"}
    said |= {"day_day": "9", "day_month": "11", "day_year": "2026"}
    new = MOVED | {"due_month": "11", "due_year": "2026"}
    address = url(step, for_others="1")

    page = Page(manager.post(address, filled(**said | new | {"due_day": "8"})))
    assert page.errors == {"due": ["The new date must be 9 November 2026 or later"]}

    Page(manager.post(address, filled(**said | new | {"due_day": "9"}), follow=True))
    assert DueDate.objects.get(update=only_update()).due == days(-7)


def test_what_is_done_is_no_longer_on_its_way(client: Client, step: Milestone) -> None:
    sent(client, step, progress="complete", outlook="on_track")

    line = ProgressLine.objects.get()
    assert (line.progress, line.outlook) == ("complete", "")


def test_before_its_plan_is_agreed_nothing_is_reported(client: Client, step: Milestone) -> None:
    ActionPlan.objects.update(agreed_on=days(5))

    page = Page(client.post(url(step), filled()))

    assert page.summary == ["Give 21 November 2026, when the plan was agreed, or a later day"]
    assert page.value("text") == "The draft is out."
    assert not ProgressUpdate.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f600 \U0001f468\u200d\U0001f469 ✓ Ŵyth سلام \u202e\ufffe\u2028end",
        "=1+1",
        "<script>alert(1)</script> & {{ text }}",
        "a\r\nb\rc",
    ],
)
def test_any_text_is_kept_as_it_was_typed(client: Client, step: Milestone, text: str) -> None:
    page = sent(client, step, text=text)

    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    assert only_update().text == kept
    assert " ".join(kept.split()) in page.main.text
    assert not page.main.all("script")


@pytest.mark.parametrize("name", ["text", "reason", "date_reason", "difference", "agreed_by_name"])
@pytest.mark.parametrize("button", ["send", "save_for_later"])
def test_characters_that_cannot_be_stored_break_nothing(
    client: Client, step: Milestone, name: str, button: str
) -> None:
    """NUL, and bytes that are no text: half of a pair, as some programs paste."""
    body = urlencode(filled(outlook="at_risk", reason="Ill.", **MOVED) | {button: "1"})
    body += f"&{name}=before%00%ED%A0%80after"
    answer = client.post(url(step), body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code in (200, 302)
    if answer.status_code == 302:
        held = [str(row.fields) for row in ProgressDraft.objects.all()]
        held += [f"{u.text}{u.difference}" for u in ProgressUpdate.objects.all()]
        held += [f"{d.reason}{d.agreed_by_name}" for d in DueDate.objects.all()]
        held += [line.reason for line in ProgressLine.objects.all()]
        assert any("before" in text and "after" in text for text in held)
    else:
        page = Page(answer)
        assert name in page.errors
        assert "after" in (page.value(name) or "")


@pytest.mark.parametrize("last_seen", ["", "many", "-1", "99999999999999999999999"])
def test_a_spoilt_hidden_field_loses_nothing(
    client: Client, step: Milestone, last_seen: str
) -> None:
    answer = client.post(url(step), filled(last_seen=last_seen))

    assert answer.status_code in (200, 302)
    if answer.status_code == 200:
        assert Page(answer).value("text") == "The draft is out."


# Two at once


def test_the_second_of_two_savers_is_told_and_sees_both_texts(
    client: Client, step: Milestone
) -> None:
    seen = read(client, url(step)).value("last_seen") or ""
    make_update(step.action, step, text="What the other wrote.", entered_by=make_user("Ada Lead"))
    mine = filled(last_seen=seen, outlook="at_risk", reason="Ill.", difference="Less.", **MOVED)
    page = Page(client.post(url(step), mine), 409)

    at = timezone.localtime(only_update().entered_at)
    assert (
        f"Ada Lead reported on this action at {at:%H:%M}, while you were writing. "
        "Nothing of yours is sent yet." in page.main.text
    )
    theirs = page.main.all("div", "govuk-inset-text")[0].text
    assert theirs.startswith("Ada Lead, entered ")
    assert theirs.endswith("What the other wrote.")
    newest = only_update()
    for name, value in mine.items():
        assert page.value(name) == (str(newest.pk) if name == "last_seen" else value), name
    assert page.all("details", "govuk-details")[0].get("open") is not None
    assert page.main.links["leave it at theirs"] == url(step.action).removesuffix("updates/new/")

    again = {name: page.value(name) or "" for name in mine}
    Page(client.post(url(step), again, follow=True))

    assert [update.text for update in step.action.updates.order_by("pk")] == [
        "What the other wrote.",
        "The draft is out.",
    ]
    assert DueDate.objects.get(update__text="The draft is out.").due == NEW_DATE


def test_an_update_of_another_step_counts_as_newer_too(client: Client, step: Milestone) -> None:
    other = step.action.milestones.get(order=2)
    make_update(step.action, other, text="Of the second step.")

    Page(client.post(url(step), filled()), 409)


def test_one_may_report_on_one_step_after_another_and_not_twice_on_the_same(
    client: Client, me: Officer, step: Milestone
) -> None:
    second = step.action.milestones.get(order=2)
    make_lead(second, me)
    for each in (step, second):
        sent(client, each)

    page = Page(client.post(url(step), filled()), 409)

    assert f"{client.user} reported on this action at" in page.main.text
    assert step.action.updates.count() == 2


def test_an_update_of_another_action_does_not_stand_in_the_way(
    client: Client, step: Milestone, plan: ActionPlan
) -> None:
    make_update(make_action(plan))

    sent(client, step)

    assert step.action.updates.count() == 1


# Drafts


def saved(client: Client, step: Milestone, **fields: str) -> Page:
    return Page(client.post(url(step), {"save_for_later": "1"} | fields, follow=True))


def on_screen(client: Client, step: Milestone) -> dict[str, str]:
    """Return what the form's hidden fields hold when it is opened."""
    page = read(client, url(step))
    return {name: page.value(name) or "" for name in ("last_seen", "draft_seen")}


def test_what_is_saved_for_later_stands_in_the_form_again(client: Client, step: Milestone) -> None:
    half = {
        "text": "Half a",
        "due_day": "15",
        "due_month": "janu",
        "reason": "Ill.",
        "last_seen": "0",
    }
    page = saved(client, step, outlook="at_risk", **half)

    assert page.banners == ["Saved. Only you can see it until you send it."]
    assert not ProgressUpdate.objects.exists()
    page = read(client, url(step))
    for name, value in (half | {"outlook": "at_risk", "due_year": ""}).items():
        assert (page.value(name) or "") == value, name
    assert page.value("progress") is None
    assert page.all("details", "govuk-details")[0].get("open") is not None


def test_saving_again_replaces_the_draft(client: Client, step: Milestone) -> None:
    saved(client, step, text="First go.", last_seen="0")
    saved(client, step, text="Second go.", **on_screen(client, step))

    assert read(client, url(step)).value("text") == "Second go."
    assert ProgressDraft.objects.count() == 1


def test_the_form_says_when_it_shows_what_was_saved(client: Client, step: Milestone) -> None:
    words = "It is not sent."
    assert words not in read(client, url(step)).main.text
    saved(client, step, text="Half a", last_seen="0")

    moment = timezone.localtime(ProgressDraft.objects.get().saved_at)
    said = f"You began this and saved it on {moment:%-d %B %Y, %H:%M}. {words}"
    assert said in read(client, url(step)).main.texts("p", "app-begun")


def test_words_saved_in_another_window_are_shown_beside_ones_own_and_neither_is_lost(
    client: Client, step: Milestone
) -> None:
    seen = on_screen(client, step)
    saved(client, step, text="Of the other window.", **seen)
    mine = {"text": "Of this window.", "reason": "Ill."} | seen
    page = Page(client.post(url(step), {"save_for_later": "1"} | mine), 409)

    assert "You saved other words on this in another window" in page.main.text
    assert "Of the other window." in page.main.all("div", "govuk-inset-text")[0].text
    assert (page.value("text"), page.value("reason")) == ("Of this window.", "Ill.")
    assert page.errors == {}
    assert page.main.one("button", name="save_anyway").text == "Save these words instead"
    assert not page.main.all("button", name="save_for_later")
    assert ProgressDraft.objects.get().fields["text"] == "Of the other window."

    page = Page(client.post(url(step), {"save_anyway": "1"} | mine, follow=True))

    assert page.banners == ["Saved. Only you can see it until you send it."]
    assert ProgressDraft.objects.get().fields["text"] == "Of this window."


def test_sending_leaves_a_draft_saved_since_in_another_window(
    client: Client, step: Milestone
) -> None:
    saved(client, step, text="First go.", last_seen="0")
    seen = on_screen(client, step)
    saved(client, step, text="Of the other window.", **seen)

    sent(client, step, **seen)

    assert ProgressDraft.objects.get().fields["text"] == "Of the other window."


def test_a_draft_for_others_is_apart_from_ones_own(manager: Client, step: Milestone) -> None:
    saved(manager, step, text="Mine.", last_seen="0")
    theirs = {"save_for_later": "1", "text": "Theirs.", "reported_by": "A nurse", "last_seen": "0"}
    Page(manager.post(url(step, for_others="1"), theirs, follow=True))

    page = read(manager, url(step, for_others="1"))
    assert (page.value("text"), page.value("reported_by")) == ("Theirs.", "A nurse")
    assert read(manager, url(step)).value("text") == "Mine."

    sent(manager, step, **on_screen(manager, step))

    assert ProgressDraft.objects.get().fields["text"] == "Theirs."


def test_a_draft_is_its_writers_alone(
    client: Client, step: Milestone, manager: Client, client_for: Any
) -> None:
    saved(client, step, text="Hush, not ready.", last_seen="0")
    colleague = client_for(Role.LEAD_OFFICER)
    make_lead(step, make_officer(step.action.plan.council, user=colleague.user))

    for other in (manager, colleague):
        assert read(other, url(step)).value("text") == ""
        action_page = url(step.action).removesuffix("updates/new/")
        assert "Hush" not in read(other, action_page).text
        assert "Hush" not in read(other, reverse("actionplans:my_work")).text


def test_each_step_and_the_whole_action_have_a_draft_of_their_own(
    client: Client, me: Officer, step: Milestone
) -> None:
    second = step.action.milestones.get(order=2)
    make_lead(second, me)
    saved(client, step, text="Of the first.", last_seen="0")

    assert read(client, url(second)).value("text") == ""
    assert read(client, url(step.action)).value("text") == ""


def test_sending_removes_the_draft_of_that_step_only(
    client: Client, me: Officer, step: Milestone
) -> None:
    second = step.action.milestones.get(order=2)
    make_lead(second, me)
    saved(client, step, text="Of the first.", last_seen="0")
    saved(client, second, text="Of the second.", last_seen="0")

    sent(client, step, **on_screen(client, step))

    assert read(client, url(step)).value("text") == ""
    assert read(client, url(second)).value("text") == "Of the second."


def test_a_refused_report_leaves_the_draft(client: Client, step: Milestone) -> None:
    saved(client, step, text="Saved before.", last_seen="0")

    Page(client.post(url(step), filled(outlook="at_risk")))
    make_update(step.action, step)
    Page(client.post(url(step), filled()), 409)

    assert ProgressDraft.objects.get().fields["text"] == "Saved before."


def test_a_draft_older_than_the_newest_update_shows_both_when_it_is_sent(
    client: Client, step: Milestone
) -> None:
    saved(client, step, text="Written before.", progress="complete", last_seen="0")
    make_update(step.action, step, text="Came in meanwhile.")
    page = read(client, url(step))

    fields = {name: page.value(name) or "" for name in ("text", "progress", "last_seen")}
    page = Page(client.post(url(step), fields), 409)

    assert "Came in meanwhile." in page.main.text
    assert page.value("text") == "Written before."


# For others


def test_a_manager_enters_what_a_partner_said_by_telephone(
    manager: Client, step: Milestone
) -> None:
    address = url(step, for_others="1")
    page = read(manager, address)
    assert page.label("reported_by") == "Who reported it?"
    assert [page.value(f"day_{part}") for part in ("day", "month", "year")] == ["16", "11", "2026"]
    fields = filled(reported_by="Designated nurse", how="telephone", day_day="9", day_month="11",
                    day_year="2026")  # fmt: skip
    page = Page(manager.post(address, fields, follow=True))

    update = only_update()
    assert (update.how, update.reported_by) == (How.TELEPHONE, "Designated nurse")
    assert (update.entered_by, update.day, update.known_on) == (manager.user, days(-7), DAY)
    shown = page.main.one("li", "timeline__entry").text
    assert shown.startswith(
        f"9 November 2026 Designated nurse, by telephone, entered by {manager.user}, "
        "entered on 16 November 2026"
    )


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"reported_by": ""}, {"reported_by": ["Say who reported it"]}),
        ({"how": ""}, {"how": ["Select how it was reported"]}),
        ({"how": "here"}, {"how": ["Select a valid choice. here is not one of the available "
                                   "choices."]}),
        ({"day_day": "", "day_month": "", "day_year": ""},
         {"day": ["Enter the day it was reported for, like 30 9 2026"]}),
        ({"day_day": "17"}, {"day": ["The day reported for must be today or earlier"]}),
    ],
)  # fmt: skip
def test_who_said_it_how_and_for_which_day_must_be_said(
    manager: Client, step: Milestone, fields: dict[str, str], errors: dict[str, list[str]]
) -> None:
    said = {
        "reported_by": "A nurse",
        "how": "email",
        "day_day": "16",
        "day_month": "11",
        "day_year": "2026",
    }
    page = Page(manager.post(url(step, for_others="1"), filled(**said | fields)))

    assert page.errors == errors
    assert page.value("text") == "The draft is out."
    assert not ProgressUpdate.objects.exists()


def test_a_manager_reports_in_their_own_name_unless_asked(manager: Client, step: Milestone) -> None:
    assert not read(manager, url(step)).all("input", name="reported_by")

    sent(manager, step)

    assert (only_update().author, only_update().how) == (str(manager.user), How.HERE)


def test_a_lead_cannot_report_for_others(client: Client, step: Milestone) -> None:
    address = url(step, for_others="1")
    assert not read(client, address).all("input", name="reported_by")

    client.post(address, filled(reported_by="Somebody else", how="email"))

    assert (only_update().reported_by, only_update().how) == ("", How.HERE)
    assert only_update().author == str(client.user)


# Who may, and on what


def test_a_colleague_who_does_not_lead_it_is_refused_with_whom_to_ask(
    client_for: Any, step: Milestone
) -> None:
    make_member(step.action.plan.council, Role.ADMINISTRATOR, name="Ann Administrator")
    client = client_for(Role.LEAD_OFFICER)

    for answer in (client.get(url(step)), client.post(url(step), filled())):
        assert "Ann Administrator" in Page(answer, 403).main.text
    assert not ProgressUpdate.objects.exists()


def test_who_leads_one_step_of_several_may_not_report_on_another_or_on_the_whole_action(
    client: Client, step: Milestone
) -> None:
    for other in (step.action.milestones.get(order=2), step.action):
        assert client.get(url(other)).status_code == 403
        assert client.post(url(other), filled()).status_code == 403
        assert client.post(url(other), filled(save_for_later="1")).status_code == 403
    assert not ProgressUpdate.objects.exists()
    assert not ProgressDraft.objects.exists()


def test_the_accountable_officer_may_report_on_the_whole_action_and_on_its_steps(
    client_for: Any, council: Council, step: Milestone
) -> None:
    client = client_for(Role.LEAD_OFFICER)
    post = make_officer(council, "Head of Service", kind=Officer.Kind.POST)
    make_appointment(make_officer(council, user=client.user), post, starts=DAY)
    read(client, url(step.action), 403)
    Action.objects.update(accountable=post)

    sent(client, step.action)
    sent(client, step)

    told = ProgressLine.objects.order_by("pk")
    assert [line.milestone for line in told] == [None, step]


def test_a_plan_manager_may_report_on_every_step_and_the_whole_action(
    manager: Client, step: Milestone
) -> None:
    for each in (step, step.action.milestones.get(order=2), step.action):
        sent(manager, each)

    assert ProgressUpdate.objects.count() == 3


def test_who_leads_every_step_may_report_on_the_whole_action(
    client: Client, me: Officer, step: Milestone
) -> None:
    make_lead(step.action.milestones.get(order=2), me)
    page = read(client, url(step.action))
    assert page.h1 == "Report progress on: Write the policy."
    assert "You are reporting on the whole action." in page.main.text
    assert not page.all("input", name="due_day")

    sent(client, step.action)

    assert ProgressLine.objects.get().milestone is None


def test_whoever_holds_the_post_that_leads_may_report(
    client_for: Any, step: Milestone, council: Council
) -> None:
    holder, former = client_for(Role.LEAD_OFFICER), client_for(Role.LEAD_OFFICER)
    post = make_officer(council, "Head of Service", kind=Officer.Kind.POST)
    make_lead(step, post)
    make_appointment(make_officer(council, user=holder.user), post, starts=DAY)
    make_appointment(make_officer(council, user=former.user), post, ends=DAY)

    read(holder, url(step))
    read(former, url(step), 403)


def test_with_one_step_the_step_is_meant(client: Client, me: Officer, plan: ActionPlan) -> None:
    action = make_action(plan)
    make_lead(action.milestones.get(), me)

    sent(client, action, **MOVED)

    assert ProgressLine.objects.get().milestone == action.milestones.get()
    assert DueDate.objects.get().due == NEW_DATE


def test_a_date_sent_for_the_whole_action_is_not_taken(
    client: Client, me: Officer, step: Milestone
) -> None:
    make_lead(step.action.milestones.get(order=2), me)
    sent(client, step.action, **MOVED)

    assert only_update().lines.get().milestone is None
    assert not DueDate.objects.exclude(update=None).exists()


@pytest.mark.parametrize("asked", ["other", "0", "first", "²", "9" * 30, "-1", "1 OR 1"])
def test_a_step_of_another_action_and_none_at_all_are_not_found(
    client: Client, me: Officer, step: Milestone, plan: ActionPlan, asked: str
) -> None:
    other = make_action(plan).milestones.get()
    make_lead(other, me)
    address = url(step.action, step=str(other.pk) if asked == "other" else asked)

    assert client.get(address).status_code == 404
    assert client.post(address, filled()).status_code == 404
    assert not ProgressUpdate.objects.exists()
