"""An officer's minute, on a phone: from the e-mail to a saved update, and nothing typed is lost."""

import datetime

import pytest
from playwright.sync_api import Page, expect

from actionplans.models import ActionPlan, Evidence, ProgressDraft, ProgressUpdate, ReminderSettings
from actionplans.reminding.digest import letter_of
from actionplans.reminding.sending import told_on
from tests.actionplans.evidence_files import PDF
from tests.browser.accessible import faults_of
from tests.browser.conftest import PHONE, NewPage, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

OFFICER = "lead-officer@merrowdale.example"
WORDS = "The panel met on Tuesday and read six files."

# Every press of a finger, a mouse button or a key that presses something.
COUNT = """
addEventListener("pointerdown", () => count(), true);
addEventListener("keydown", (e) => ["Enter", " "].includes(e.key) && e.target.tagName !== "TEXTAREA"
    && count(), true);
function count() {
    sessionStorage.setItem("pressed", Number(sessionStorage.getItem("pressed") ?? 0) + 1);
}
"""


def form_in_the_email() -> str:
    """Return the first link of the e-mail the lead officer would get today."""
    plan, day = ActionPlan.objects.get(reference="live"), datetime.date.today()
    held, _ = ReminderSettings.objects.get_or_create(plan=plan)
    digests = told_on(plan.council, [held], day).digests
    [mine] = [one for one in digests if one.recipient.email == OFFICER]
    link = next(line for line in letter_of(mine, day).body.splitlines() if "updates/new" in line)
    return link[link.index("/councils/") :]


def newest() -> int:
    return ProgressUpdate.objects.order_by("-pk")[0].pk


def sent_since(last: int) -> list[str]:
    """Return the words of what was sent since."""
    found = ProgressUpdate.objects.filter(pk__gt=last).order_by("pk")
    return list(found.values_list("text", flat=True))


def fill(page: Page, words: str = WORDS) -> None:
    page.get_by_label("What has happened?").fill(words)
    page.get_by_label("In progress", exact=True).check()
    why = page.get_by_label("Why is it at risk, off track or late?")
    if why.is_visible():
        why.fill("Two posts stand empty.")


def told(page: Page, words: str) -> None:
    """Wait until the line about the draft says so."""
    expect(page.locator(".app-draft")).to_contain_text(words)


def send(page: Page) -> None:
    page.get_by_role("button", name="Send").click()


def opened(page: Page) -> str:
    """Sign in, open the first form, and return its address."""
    sign_in(page, OFFICER)
    page.get_by_role("link", name="Report progress", exact=True).first.click()
    expect(page.get_by_label("What has happened?")).to_be_visible()
    return page.url


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_from_the_link_in_the_email_one_page_and_three_presses_save_an_update(
    demo: None, new_page: NewPage, javascript: bool
) -> None:
    page, last = new_page(javascript, PHONE), newest()
    page.goto(form_in_the_email())
    page.get_by_label("Email address").fill(OFFICER)
    page.get_by_label("Password", exact=True).fill("action-plan-demo")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("What has happened?")).to_be_visible()
    pages: list[str] = []
    page.on("framenavigated", lambda frame: pages.append(frame.url))
    if javascript:
        page.evaluate(COUNT)

    presses = 0
    page.get_by_label("What has happened?").fill(WORDS)
    page.get_by_label("Why is it at risk, off track or late?").fill("Two posts stand empty.")
    page.get_by_label("In progress", exact=True).check()
    presses += 1
    send(page)
    presses += 1

    expect(page.get_by_text("Sent. It will not appear in papers until")).to_be_visible()
    assert sent_since(last) == [WORDS]
    assert presses <= 3
    assert [url.split("#")[0].endswith("/updates/new/") for url in pages] == [False]
    if javascript:
        assert int(page.evaluate("sessionStorage.getItem('pressed')")) <= 3


def test_what_is_typed_keeps_itself_and_stands_there_on_coming_back(
    demo: None, new_page: NewPage
) -> None:
    page = new_page(viewport=PHONE)
    here = opened(page)
    page.get_by_label("What has happened?").press_sequentially("The panel met")
    page.get_by_label("At risk", exact=True).check()
    told(page, "Saved as a draft at")

    page.goto("/")
    expect(page.get_by_role("heading", name="You began and have not sent")).to_be_visible()
    page.goto(here)

    expect(page.get_by_label("What has happened?")).to_have_value("The panel met")
    expect(page.get_by_label("At risk", exact=True)).to_be_checked()
    expect(page.get_by_text("You began this and saved it on")).to_be_visible()


def test_a_draft_never_stands_in_the_way_of_sending_and_goes_with_it(
    demo: None, new_page: NewPage
) -> None:
    page, last = new_page(viewport=PHONE), newest()
    opened(page)
    fill(page, "Half of it")
    told(page, "Saved as a draft at")
    fill(page)

    send(page)

    expect(page.get_by_text("Sent. It will not appear in papers until")).to_be_visible()
    assert sent_since(last) == [WORDS]
    assert not ProgressDraft.objects.exists()


def test_without_a_connection_the_words_stay_and_are_kept_once_it_is_back(
    demo: None, new_page: NewPage
) -> None:
    page = new_page(viewport=PHONE)
    opened(page)
    page.context.set_offline(True)
    page.get_by_label("What has happened?").press_sequentially("On the train")
    told(page, "Not saved as a draft just now.")
    assert not ProgressDraft.objects.exists()

    page.context.set_offline(False)

    told(page, "Saved as a draft at")
    assert ProgressDraft.objects.get().fields["text"] == "On the train"


def test_what_could_not_be_kept_stands_there_again_after_the_page_was_left(
    demo: None, new_page: NewPage
) -> None:
    page = new_page(viewport=PHONE)
    here = opened(page)
    page.context.set_offline(True)
    page.get_by_label("What has happened?").press_sequentially("On the train")
    page.get_by_label("In progress", exact=True).check()
    told(page, "Not saved as a draft just now.")
    page.goto("about:blank")
    page.context.set_offline(False)

    page.goto(here)

    told(page, "stands here again.")
    expect(page.get_by_label("What has happened?")).to_have_value("On the train")
    expect(page.get_by_label("In progress", exact=True)).to_be_checked()


def test_whose_session_ran_out_is_told_and_goes_on_after_signing_in(
    demo: None, new_page: NewPage
) -> None:
    page, last = new_page(viewport=PHONE), newest()
    opened(page)
    page.context.clear_cookies()
    page.get_by_label("What has happened?").press_sequentially("Between two visits")
    told(page, "You are signed out. Your words stand here")

    with page.context.expect_page() as other:
        page.get_by_role("link", name="Sign in again").click()
    other.value.get_by_label("Email address").fill(OFFICER)
    other.value.get_by_label("Password", exact=True).fill("action-plan-demo")
    other.value.get_by_role("button", name="Sign in").click()
    expect(other.value.get_by_label("What has happened?")).to_be_visible()
    page.bring_to_front()
    page.get_by_label("What has happened?").press_sequentially(", one more.")

    told(page, "Saved as a draft at")
    fill(page)
    send(page)
    expect(page.get_by_text("Sent. It will not appear in papers until")).to_be_visible()
    assert sent_since(last) == [WORDS]


def test_two_windows_of_one_officer_lose_nothing(demo: None, new_page: NewPage) -> None:
    page = new_page(viewport=PHONE)
    here = opened(page)
    other = page.context.new_page()
    other.goto(here)
    page.get_by_label("What has happened?").fill("Of the first window.")
    told(page, "Saved as a draft at")

    other.get_by_label("What has happened?").fill("Of the second window.")

    told(other, "You saved other words on this in another window at")
    other.get_by_role("button", name="Save and come back later").click()
    expect(other.get_by_text("Of the first window.")).to_be_visible()
    expect(other.get_by_label("What has happened?")).to_have_value("Of the second window.")


def test_two_officers_in_two_browsers_lose_nothing(demo: None, new_page: NewPage) -> None:
    mine, theirs, last = new_page(viewport=PHONE), new_page(), newest()
    here = opened(mine)
    sign_in(theirs, "plan-manager@merrowdale.example")
    theirs.goto(here)
    fill(mine, "Said by the lead.")
    fill(theirs, "Said by the manager.")
    told(mine, "Saved as a draft at")
    told(theirs, "Saved as a draft at")

    send(mine)
    expect(mine.get_by_text("Sent. It will not appear in papers until")).to_be_visible()
    theirs.get_by_role("button", name="Save update").click()

    expect(theirs.get_by_text("Nothing of yours is sent yet")).to_be_visible()
    expect(theirs.get_by_text("Said by the lead.").first).to_be_visible()
    expect(theirs.get_by_label("What has happened?")).to_have_value("Said by the manager.")
    theirs.get_by_role("button", name="Send mine as well").click()
    expect(theirs.locator(".timeline").get_by_text("Said by the manager.")).to_be_visible()
    assert sent_since(last) == ["Said by the lead.", "Said by the manager."]


def test_a_double_click_and_going_back_to_send_again_make_one_update(
    demo: None, new_page: NewPage
) -> None:
    page, last = new_page(), newest()
    opened(page)
    fill(page)
    page.get_by_role("button", name="Send").dblclick()
    expect(page.get_by_text("Sent. It will not appear in papers until")).to_be_visible()
    assert sent_since(last) == [WORDS]

    page.go_back()
    fill(page)
    send(page)

    expect(page.get_by_text("Sent. It will not appear in papers until")).to_be_visible()
    assert sent_since(last) == [WORDS]


def test_last_times_words_come_at_one_press(demo: None, new_page: NewPage) -> None:
    page, last = new_page(viewport=PHONE), newest()
    opened(page)
    said = page.locator("[data-words]").get_attribute("data-words") or ""
    page.get_by_role("button", name="Use last time’s words").click()
    expect(page.get_by_label("What has happened?")).to_have_value(said)
    page.get_by_label("In progress", exact=True).check()
    page.get_by_label("Why is it at risk, off track or late?").fill("Two posts stand empty.")

    send(page)

    expect(page.get_by_text("Same words as on").first).to_be_visible()
    assert sent_since(last) == [said]


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_several_in_one_sitting_on_a_phone(demo: None, new_page: NewPage, javascript: bool) -> None:
    page, last = new_page(javascript, PHONE), newest()
    sign_in(page, OFFICER)
    page.get_by_role("link", name="Report on several in one sitting").click()
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    boxes = page.get_by_role("checkbox")
    for number in range(boxes.count()):
        boxes.nth(number).set_checked(number < 3)
    page.get_by_role("button", name="Begin").click()

    expect(page.get_by_text("1 of 3")).to_be_visible()
    fill(page, "Of the first.")
    send(page)
    expect(page.get_by_text("2 of 3")).to_be_visible()
    page.get_by_role("link", name="Skip this one").click()
    expect(page.get_by_text("3 of 3")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("2 of 3")).to_be_visible()
    page.go_forward()
    fill(page, "Of the third.")
    send(page)

    expect(page.get_by_text("2 of 3 sent, 1 skipped.")).to_be_visible()
    assert sent_since(last) == ["Of the first.", "Of the third."]


def test_a_file_dropped_on_the_page_is_sent_with_the_report(demo: None, new_page: NewPage) -> None:
    page = new_page()
    opened(page)
    fill(page)
    dragged = page.evaluate_handle(
        """(text) => {
            const data = new DataTransfer();
            data.items.add(new File([text], "Audit.pdf", {type: "application/pdf"}));
            return data;
        }""",
        PDF.decode("latin-1").encode("ascii", "ignore").decode(),
    )
    page.locator("body").dispatch_event("dragenter", {"dataTransfer": dragged})
    zone = page.locator(".govuk-file-upload-button")
    expect(zone).to_be_visible()
    zone.dispatch_event("drop", {"dataTransfer": dragged})
    expect(zone).to_contain_text("Audit.pdf")

    send(page)

    expect(page.get_by_text("Sent. It will not appear in papers until")).to_be_visible()
    assert Evidence.objects.order_by("-pk")[0].file_name == "Audit.pdf"


def test_the_file_button_and_a_link_work_by_keyboard(demo: None, new_page: NewPage) -> None:
    page = new_page(viewport=PHONE)
    opened(page)
    fill(page)
    page.locator("#evidence summary").press("Enter")
    zone = page.locator(".govuk-file-upload-button")
    expect(zone).to_be_visible()
    with page.expect_file_chooser() as chooser:
        zone.press("Enter")
    chooser.value.set_files({"name": "Minutes.pdf", "mimeType": "", "buffer": PDF})
    page.get_by_label("Or a link").fill("https://example.com/minutes")

    send(page)

    expect(page.get_by_text("Sent. It will not appear in papers until")).to_be_visible()
    kept = Evidence.objects.order_by("-pk")[:2]
    assert {piece.file_name or piece.url for piece in kept} == {
        "Minutes.pdf",
        "https://example.com/minutes",
    }


def test_every_state_of_the_officers_minute_is_accessible(demo: None, new_page: NewPage) -> None:
    page = new_page()
    sign_in(page, OFFICER)
    found: list[str] = []

    page.goto("/several/?begin=1")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    found += faults_of(page)
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    boxes = page.get_by_role("checkbox")
    for number in range(3):
        boxes.nth(number).check()
    page.get_by_role("button", name="Begin").click()
    fill(page)
    page.locator("#evidence summary").click()
    told(page, "Saved as a draft at")
    found += faults_of(page)
    page.get_by_role("button", name="Save and come back later").click()
    fill(page)
    send(page)
    expect(page.get_by_text("3 of 3")).to_be_visible()
    page.get_by_role("link", name="Skip this one").click()
    expect(page.get_by_text("1 of 3 sent, 1 saved as a draft, 1 skipped.")).to_be_visible()
    found += faults_of(page)

    assert found == []


def test_what_differs_from_what_was_sent_is_shown_beside_it(demo: None, new_page: NewPage) -> None:
    page, last = new_page(viewport=PHONE), newest()
    opened(page)
    fill(page, "Said first.")
    key = page.locator("[name=key]").input_value()
    here = page.url
    send(page)
    expect(page.get_by_text("Sent. It will not appear in papers until")).to_be_visible()
    page.goto(here)
    fill(page, "Said after going back.")
    page.evaluate("(key) => { document.querySelector('[name=key]').value = key; }", key)

    send(page)

    expect(page.get_by_text("What stands below is not the same")).to_be_visible()
    expect(page.get_by_text("Said first.").first).to_be_visible()
    expect(page.get_by_label("What has happened?")).to_have_value("Said after going back.")
    assert faults_of(page) == []
    page.get_by_role("button", name="Send as a second report").click()
    expect(page.get_by_text("Sent. It will not appear in papers until")).to_be_visible()
    assert sent_since(last) == ["Said first.", "Said after going back."]
