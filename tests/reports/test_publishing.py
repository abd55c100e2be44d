"""Publishing: what is said before, the edition that is made, and that nothing changes it after."""

import datetime
import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from councils.models import Council, OutgoingEmail
from councils.roles import Role
from councils.versions import Decided
from reports import paper_files
from reports.editions.despatch import despatch_day
from reports.editions.published import newest_of, state_of, with_state
from reports.editions.publishing import Choice, Ready
from reports.editions.rules import set_public_pages
from reports.editions.withdrawing import withdraw
from reports.models import (
    Edition,
    EditionFile,
    PaperAppendix,
    PaperPart,
    Publication,
    Report,
    StoredStyle,
    Withdrawal,
)
from reports.pdf import render_pdf
from reports.states import PaperState
from reports.tasks import make_edition as task
from tests.factories import (
    DAY,
    make_appendix,
    make_clearance,
    make_edition,
    make_edition_file,
    make_election_period,
    make_finished,
    make_part,
    make_redaction,
    make_section,
    make_style,
    make_user,
    make_withdrawal,
)
from tests.pages import Page, fix_today
from tests.reports.published_papers import (
    CANARY,
    IN_TIME,
    a_paper,
    all_of,
    pressed,
    published,
    said,
    with_exempt,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(council: Council) -> Report:
    return a_paper(council)


def bytes_of(edition: Edition) -> dict[str, bytes]:
    return {file.name: bytes(file.content or b"") for file in edition.files.order_by("order")}


# The edition


def test_an_edition_has_the_paper_and_each_appendix_as_files_of_their_own(report: Report) -> None:
    by = make_user()
    edition = published(report, by)

    assert [file.name for file in edition.files.order_by("order")] == [
        "progress-page.html",
        "progress-page.css",
        "progress.pdf",
        "progress.docx",
        "progress.html",
        "progress-paper.pdf",
        "progress-paper.docx",
        "progress-appendix-1.pdf",
        "progress-appendix-1.docx",
    ]
    assert (edition.entered_by, edition.day, edition.number) == (by, DAY, 1)
    for file in edition.files.all():
        content = bytes(file.content or b"")
        assert file.content_sha256 == hashlib.sha256(content).hexdigest()
        assert file.size == len(content) > 0
        is_whole = "-paper" not in file.name and file.what != EditionFile.What.STYLE
        assert ("Audit files each month." in said(file)) == is_whole
    assert edition.data["public"]["title"] == "Progress on the plan"
    assert edition.data["exempt"] is None


def test_two_papers_of_one_title_have_addresses_of_their_own(council: Council) -> None:
    first, second = a_paper(council), a_paper(council, reference="progress-2")

    editions = [published(first), published(first, kind="correction", because="A date")]
    editions.append(published(second))

    assert [edition.address for edition in editions] == ["progress", "progress-2", "progress-2-a"]


def test_appendices_that_are_labelled_alike_are_files_of_their_own(report: Report) -> None:
    make_appendix(report, title="One", label="Annex", text="One.")
    make_appendix(report, title="Two", label="Annex", text="Two.")

    names = [file.name for file in published(report).files.order_by("order")]

    assert names[-2:] == ["progress-annex-2.pdf", "progress-annex-2.docx"]
    assert len(names) == len(set(names))


def test_no_exempt_word_is_in_any_public_file_and_all_are_in_the_exempt_ones(
    report: Report,
) -> None:
    edition = published(with_exempt(report))

    public = edition.files.filter(is_exempt=False)
    found = {file.name: CANARY.lower() in all_of(file).lower() for file in public}
    assert found
    assert not any(found.values()), found
    assert not any(CANARY.lower() in f"{file.name} {file.title}".lower() for file in public)
    assert CANARY.lower() not in str(edition.data["public"]).lower()
    exempt = list(edition.files.filter(is_exempt=True).order_by("order"))
    assert {file.name: CANARY in all_of(file) for file in exempt} == {
        file.name: True for file in exempt
    }
    assert [file.name for file in exempt] == [
        "progress-exempt.pdf",
        "progress-exempt.docx",
        "progress-exempt.html",
        "progress-exempt-paper.pdf",
        "progress-exempt-paper.docx",
        "progress-exempt-annex-zanzibarine.pdf",
        "progress-exempt-annex-zanzibarine.docx",
        "progress-exempt-appendix-3-Zanzibarine.pdf",
    ]


def test_what_is_published_is_what_was_previewed_and_nothing_later_changes_it(
    report: Report, client_for: Callable[..., Client]
) -> None:
    edition = published(report)
    before = bytes_of(edition)
    client = client_for(Role.READER)
    address = reverse("reports:edition_page", args=[report.council.slug, edition.pk])
    page = Page(client.get(address)).one("article").text

    plan = report.plans.get()
    plan.title = "Another plan"
    plan.save()
    plan.actions.update(text="Otherwise.")
    PaperPart.objects.update(text="Otherwise.")
    Report.objects.update(title="Otherwise")
    report.body.name = "Another body"
    report.body.save()
    StoredStyle.objects.update(content=make_style().content | {"colour": "#ff0000"})
    type(edition.entered_by).objects.update(name="Somebody else")

    assert bytes_of(Edition.objects.get(pk=edition.pk)) == before
    assert Page(client.get(address)).one("article").text == page
    assert "Audit files each month." in page


def test_a_paper_that_changed_after_it_was_pressed_is_not_published(report: Report) -> None:
    waiting = pressed(report)
    PaperPart.objects.update(text="Otherwise.")

    task(publication_id=waiting.pk)

    waiting.refresh_from_db()
    assert waiting.status == Publication.Status.FAILED
    assert "was changed after you pressed" in waiting.problem
    assert not Edition.objects.exists()


def test_a_second_worker_on_the_same_leaves_what_the_first_published(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = pressed(report)

    def overtaken(html: str, css: str | None = None) -> bytes:
        monkeypatch.setattr(paper_files, "render_pdf", render_pdf)
        task(publication_id=waiting.pk)
        return render_pdf(html, css)

    monkeypatch.setattr(paper_files, "render_pdf", overtaken)
    task(publication_id=waiting.pk)

    waiting.refresh_from_db()
    assert (waiting.status, waiting.problem) == (Publication.Status.DONE, "")
    assert waiting.edition == Edition.objects.get()


def test_a_name_asked_about_while_the_files_are_drawn_is_not_published(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = pressed(report)

    def asked_meanwhile(html: str, css: str | None = None) -> bytes:
        if not report.council.redactions.exists():
            make_redaction(report.council)
        return render_pdf(html, css)

    monkeypatch.setattr(paper_files, "render_pdf", asked_meanwhile)
    task(publication_id=waiting.pk)

    waiting.refresh_from_db()
    assert waiting.status == Publication.Status.FAILED
    assert "Somebody asked for a name to be taken out" in waiting.problem
    assert not Edition.objects.exists()


def test_the_worker_makes_it_once_however_often_it_is_asked(report: Report) -> None:
    waiting = pressed(report)

    for _ in range(2):
        task(publication_id=waiting.pk)

    waiting.refresh_from_db()
    assert waiting.status == Publication.Status.DONE
    assert Edition.objects.get() == waiting.edition


def test_two_who_press_at_once_publish_it_once(report: Report) -> None:
    pressed(report)

    with pytest.raises(Decided, match="being published already"):
        pressed(report)


def test_a_correction_is_an_edition_of_its_own_and_supersedes_the_one_before(
    report: Report,
) -> None:
    first = published(report)
    PaperPart.objects.update(text="To say how far the plan has really come.")

    second = published(report, kind="correction", because="The first paragraph.")

    assert (second.number, second.corrects, second.address) == (2, first, "progress-2")
    newest = newest_of(report)
    assert newest == second
    assert state_of(newest) == PaperState.PUBLISHED
    old = with_state(report.editions.all()).get(pk=first.pk)
    assert state_of(old) == PaperState.SUPERSEDED
    assert "Corrected on 16 November 2026" in all_of(second.files.get(name="progress-2.pdf"))
    withdraw(make_withdrawal(second), make_user(), DAY)
    assert state_of(with_state(report.editions.all()).get(pk=first.pk)) == PaperState.SUPERSEDED


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were drawn as PDFs, each as its text; the renderer draws them as ever."""
    found: list[str] = []

    def counted(html: str, css: str | None = None) -> bytes:
        found.append(html)
        return render_pdf(html, css)

    monkeypatch.setattr(paper_files, "render_pdf", counted)
    return found


def test_an_appendix_that_did_not_change_is_not_drawn_again(
    report: Report, drawn: list[str]
) -> None:
    first = published(report)
    assert len(drawn) == 3
    drawn.clear()
    PaperPart.objects.update(text="To say how far the plan has really come.")

    second = published(report, kind="correction", because="The first paragraph.")

    assert len(drawn) == 2
    for ending in ("pdf", "docx"):
        name = f"appendix-1.{ending}"
        before, after = (e.files.get(name__endswith=name) for e in (first, second))
        assert (after.name, after.content_sha256) == (f"progress-2-{name}", before.content_sha256)
    assert "Corrected on" not in all_of(second.files.get(name="progress-2-appendix-1.pdf"))
    drawn.clear()
    report.plans.get().actions.update(text="Audit files each week.")
    third = published(report, kind="correction", because="How often files are audited.")
    assert len(drawn) == 3
    pdf = third.files.get(name="progress-3-appendix-1.pdf")
    assert "Audit files each week." in all_of(pdf)


def test_an_appendix_that_is_again_as_it_was_first_says_that_it_is_corrected(
    report: Report,
) -> None:
    actions = report.plans.get().actions
    published(report)
    for words in ("Audit files each week.", "Audit files each month."):
        actions.update(text=words)
        newest = published(report, kind="correction", because="How often files are audited.")

    assert "Audit files each month." in all_of(newest.files.get(name="progress-3-appendix-1.pdf"))
    for ending in ("pdf", "docx"):
        file = newest.files.get(name=f"progress-3-appendix-1.{ending}")
        assert "Corrected on 16 November 2026" in said(file)


def test_a_correction_has_no_page_that_says_it_is_late_or_to_follow(report: Report) -> None:
    make_appendix(report, title="Costs", text="None.", is_to_follow=True)
    make_edition_of(pressed(report, day=IN_TIME, late_because="The grant came late."))
    PaperAppendix.objects.update(is_to_follow=False)
    came = published(report, kind="following", appendix_order=2)
    assert "To follow, 16 November" in all_of(came.files.get(name="progress-2-appendix-2.pdf"))

    third = published(report, kind="correction", because="The first paragraph.")

    for place in (1, 2):
        words = all_of(third.files.get(name=f"progress-3-appendix-{place}.pdf"))
        assert "Late paper" not in words
        assert "To follow, 16 November" not in words


def test_a_withdrawn_appendix_is_drawn_again(report: Report, drawn: list[str]) -> None:
    withdraw(make_withdrawal(published(report)), make_user(), DAY)
    drawn.clear()

    published(report, kind="correction", because="It was withdrawn.")

    assert len(drawn) == 3


def test_an_appendix_that_was_to_follow_is_an_edition_of_its_own(report: Report) -> None:
    PaperAppendix.objects.update(is_to_follow=True)
    first = published(report)
    assert "To follow." in all_of(first.files.get(name="progress.pdf"))
    assert not first.files.filter(what=EditionFile.What.APPENDIX).exists()
    PaperAppendix.objects.update(is_to_follow=False)

    second = published(report, kind="following", appendix_order=1)

    assert second.title == "Progress on the plan. Appendix 1: The plan’s table"
    assert second.corrects == first
    assert [file.name for file in second.files.order_by("order")] == [
        "progress-2-page.html",
        "progress-2-page.css",
        "progress-2-appendix-1.pdf",
        "progress-2-appendix-1.docx",
    ]
    for file in second.files.exclude(what=EditionFile.What.STYLE):
        assert "Audit files each month." in said(file)
        assert "To say how far" not in said(file)
    assert newest_of(report) == first


def test_an_exempt_appendix_that_was_to_follow_has_no_public_file_and_no_page(
    report: Report, clerk: Client
) -> None:
    with_exempt(report)
    held = report.appendices.filter(anchor="zanzibarine-annex")
    held.update(is_to_follow=True)
    published(report)
    held.update(is_to_follow=False)
    order = held.get().order
    set_public_pages(report.council, True)
    address = reverse("reports:paper_publish", args=["barchester", report.pk])
    asked = Page(clerk.get(address, {"appendix": order})).text
    assert "nothing of it is public, and it gets no public page" in asked
    assert "/published/" not in asked

    second = published(report, kind="following", appendix_order=order)

    assert set(second.files.values_list("is_exempt", flat=True)) == {True}
    assert CANARY not in second.title
    assert "Read it as a page" not in Page(page(clerk, "edition", second.pk)).links


def test_a_paper_finished_in_word_is_published_as_it_was_finished(report: Report) -> None:
    held = make_finished(report, "So far, so good.", confirmed_at=timezone.now())
    shown = ready(report).known
    assert shown[0] == "The paper is published as it was finished in Word, in paper.docx."

    edition = published(report)

    files = {file.name: file for file in edition.files.all()}
    assert bytes(files["progress.docx"].content or b"") == held.content
    for name in ("progress.pdf", "progress-page.html", "progress.html"):
        assert "So far, so good." in said(files[name])
        assert "To say how far" not in said(files[name])
    assert "Audit files each month." in said(files["progress-appendix-1.pdf"])


# What is said before


@pytest.mark.parametrize(
    ("held_on", "last"),
    [
        (datetime.date(2026, 12, 9), datetime.date(2026, 12, 1)),  # a Wednesday, no holiday between
        (datetime.date(2027, 1, 5), datetime.date(2026, 12, 23)),  # Christmas and New Year between
        (datetime.date(2017, 4, 26), datetime.date(2017, 4, 18)),  # the day after Easter Monday
    ],
)
def test_papers_are_out_five_clear_days_before_the_meeting(
    held_on: datetime.date, last: datetime.date
) -> None:
    assert despatch_day(held_on) == last


def ready(report: Report, day: datetime.date = DAY) -> Ready:
    return Ready(report, day, Choice())


def test_what_is_missing_is_said(report: Report) -> None:
    assert ready(report).known == []
    section = make_section(report, heading="Costs", clearances=["finance"])
    make_part(section, "See [](#nowhere).")
    make_section(report, heading="Risks")
    PaperAppendix.objects.update(is_to_follow=True)
    make_redaction(report.council)
    make_clearance(report, kind="legal", name="Ola Law")

    assert ready(report).known == [
        "Nobody was asked for the finance clearance of “Costs”.",
        "Legal clearance of the whole paper: Ola Law has not answered.",
        "“Risks” is empty.",
        "A reference leads to “nowhere”, which is nowhere in the paper.",
        "“The plan’s table” is to follow: the paper says so, and it gets an edition.",
        "A name is asked to be taken out and nobody decided yet. Where it stands, this edition "
        "says for good that it is withheld.",
    ]
    assert ready(report).replied == "0 of 2 consultees have replied."


def test_a_lost_reference_in_exempt_words_is_said_to_whoever_publishes(report: Report) -> None:
    section = make_section(report, heading="Costs")
    secret = {"exempt_under": 3, "exempt_because": "A contract is being let."}
    make_part(section, "See [](#nowhere).", **secret)

    assert "A reference leads to “nowhere”, which is nowhere in the paper." in ready(report).known


def test_a_pre_election_period_and_a_late_day_warn(report: Report) -> None:
    make_election_period(report.council, starts=IN_TIME, ends=IN_TIME)
    last = despatch_day(IN_TIME)

    assert not ready(report, last).is_late
    assert ready(report, IN_TIME).is_late
    known = ready(report, IN_TIME).known
    assert "A pre-election period runs from 14 December 2026 to 14 December 2026" in known[0]
    assert "It is late: papers of this meeting had to be out by 4 December 2026" in known[1]


def page(client: Client, name: str, *given: Any, **sent: Any) -> Any:
    address = reverse(f"reports:{name}", args=["barchester", *given])
    return client.post(address, sent) if sent else client.get(address)


@pytest.fixture
def clerk(client_for: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> Client:
    fix_today(monkeypatch)
    return client_for(Role.DEMOCRATIC_SERVICES)


def test_the_page_says_what_will_happen_and_asks_for_a_tick(report: Report, clerk: Client) -> None:
    make_clearance(report, kind="legal", name="Ola Law")
    shown = Page(page(clerk, "paper_publish", report.pk))

    assert shown.one("h1").text == "Publish for good?"
    assert (
        "You can correct or withdraw it later, never change it. 0 of 1 consultee has replied."
        in shown.text
    )
    assert "Legal clearance of the whole paper: Ola Law has not answered." in shown.text
    assert "have to be out by 4 December 2026, five clear days before it" in shown.text
    assert "this council has no public pages" in shown.text
    assert "progress-appendix-1.pdf" in shown.texts("code")

    sent = {"seen": shown.one("input", name="seen").get("value")}
    again = Page(page(clerk, "paper_publish", report.pk, **sent))
    assert "Tick that it may be published for good" in again.text
    assert "Say why it is published without these clearances" in again.text
    assert not Publication.objects.exists()


def test_the_tick_publishes_it_and_the_page_waits_for_the_edition(
    report: Report, clerk: Client
) -> None:
    shown = Page(page(clerk, "paper_publish", report.pk))
    sent = {"seen": shown.one("input", name="seen").get("value"), "agreed": "on"}

    answer = page(clerk, "paper_publish", report.pk, **sent)

    waiting = Publication.objects.get()
    assert answer["Location"] == reverse(
        "reports:publication", args=["barchester", report.pk, waiting.pk]
    )
    assert "The files are being made." in Page(clerk.get(answer["Location"])).text
    task(publication_id=waiting.pk)
    done = Page(clerk.get(answer["Location"]))
    edition = Page(clerk.get(done.links["See the edition"]))
    assert clerk.get(edition.links["Read it as a page"]).status_code == 200
    assert edition.one("h1").text == "Progress on the plan"
    assert "SHA-256" in edition.text


def test_what_changed_while_one_read_is_told_and_the_reasons_are_kept(
    report: Report, clerk: Client
) -> None:
    make_clearance(report)
    seen = Page(page(clerk, "paper_publish", report.pk)).one("input", name="seen").get("value")
    PaperPart.objects.update(text="Otherwise.")
    sent = {"seen": seen, "agreed": "on", "without_because": "Nobody is in."}

    again = Page(page(clerk, "paper_publish", report.pk, **sent), 409)

    assert "was changed while you were reading" in again.text
    assert again.one("textarea", name="without_because").text == "Nobody is in."
    assert not Publication.objects.exists()


def test_a_late_paper_says_why(
    report: Report, client_for: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    fix_today(monkeypatch, IN_TIME)
    client = client_for(Role.DEMOCRATIC_SERVICES)
    seen = Page(page(client, "paper_publish", report.pk)).one("input", name="seen").get("value")
    sent = {"seen": seen, "agreed": "on"}
    assert "Say why it is late" in Page(page(client, "paper_publish", report.pk, **sent)).text

    page(client, "paper_publish", report.pk, **sent, late_because="The grant came late.")

    edition = make_edition_of(Publication.objects.get())
    shown = Page(page(client, "edition", edition.pk))
    assert "The grant came late." in shown.text
    assert "Late" in shown.texts("strong", "govuk-tag")
    assert "Late paper" in all_of(edition.files.get(name="progress.pdf"))


@pytest.mark.parametrize("kind", ["correction", "following"])
def test_a_correction_and_what_was_to_follow_are_not_late_papers(
    report: Report, kind: str, client_for: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    PaperAppendix.objects.update(is_to_follow=True)
    published(report)
    PaperAppendix.objects.update(is_to_follow=False)
    fix_today(monkeypatch, IN_TIME)
    client = client_for(Role.DEMOCRATIC_SERVICES)
    address = reverse("reports:paper_publish", args=["barchester", report.pk])
    address += "?appendix=1" if kind == "following" else ""
    asked = Page(client.get(address))
    assert not asked.all("textarea", name="late_because")
    assert "It is late" not in asked.text
    assert "may come after the day of despatch" in asked.text

    seen = asked.one("input", name="seen").get("value")
    client.post(address, {"seen": seen, "agreed": "on", "because": "A wrong figure."})

    edition = make_edition_of(Publication.objects.get(status="waiting"))
    assert (edition.kind, edition.is_late, edition.late_because) == (kind, False, "")
    assert "Late" not in Page(page(client, "edition", edition.pk)).texts("strong", "govuk-tag")


def test_reasons_typed_are_there_again_where_the_worker_could_not_publish(
    report: Report, clerk: Client
) -> None:
    make_clearance(report)
    seen = Page(page(clerk, "paper_publish", report.pk)).one("input", name="seen").get("value")
    sent = {"seen": seen, "agreed": "on", "without_because": "Nobody is in."}
    page(clerk, "paper_publish", report.pk, **sent)
    Publication.objects.update(status="failed", problem="It is too long.")

    again = Page(page(clerk, "paper_publish", report.pk))

    assert again.one("textarea", name="without_because").text == "Nobody is in."


def test_the_appendices_that_can_be_published_alone_are_a_list(
    report: Report, clerk: Client
) -> None:
    make_appendix(report, title="Letter", text="Dear all.", is_to_follow=True)
    make_appendix(report, title="Costs", text="None.")
    PaperAppendix.objects.filter(title="Costs").update(is_to_follow=True)
    published(report)
    PaperAppendix.objects.filter(title="Costs").update(is_to_follow=False)

    shown = Page(page(clerk, "paper_publish", report.pk))

    assert ["Costs"] in [listed.texts("li") for listed in shown.all("ul")]


@pytest.mark.parametrize("announced", [True, False])
def test_an_appendix_published_before_comes_anew_with_a_correction_alone(
    report: Report, clerk: Client, announced: bool
) -> None:
    PaperAppendix.objects.update(is_to_follow=announced)
    published(report)
    PaperAppendix.objects.update(is_to_follow=False)
    if announced:
        published(report, kind="following", appendix_order=1)
    address = reverse("reports:paper_publish", args=["barchester", report.pk])

    shown = Page(clerk.get(f"{address}?appendix=1"))

    assert shown.one("h1").text == "Publish a correction"
    assert shown.all("textarea", name="because")
    assert "Or publish one appendix alone" not in shown.text
    with pytest.raises(Decided, match="Publish a correction, and say of what"):
        pressed(report, kind="following", appendix_order=1)


def test_what_followed_and_was_withdrawn_is_to_follow_again(report: Report) -> None:
    PaperAppendix.objects.update(is_to_follow=True)
    published(report)
    PaperAppendix.objects.update(is_to_follow=False)
    came = published(report, kind="following", appendix_order=1)
    withdraw(make_withdrawal(came), make_user(), DAY)

    again = published(report, kind="following", appendix_order=1)

    assert (again.number, again.kind) == (3, "following")


def make_edition_of(waiting: Publication) -> Edition:
    task(publication_id=waiting.pk)
    return Edition.objects.get(publication=waiting)


# Within the council


def test_members_read_editions_and_never_an_exempt_file(
    report: Report, client_for: Callable[..., Client]
) -> None:
    edition = make_edition(report)
    make_edition_file(edition, name="public.pdf")
    secret = make_edition_file(edition, name="secret.pdf", is_exempt=True)
    member, officer = client_for(Role.SCRUTINY_MEMBER), client_for(Role.LEAD_OFFICER)

    shown = Page(page(member, "edition", edition.pk))
    assert "public.pdf" in shown.links
    assert "secret.pdf" not in shown.text
    assert page(member, "edition_file", edition.pk, secret.pk).status_code == 403
    assert "secret.pdf" in Page(page(officer, "edition", edition.pk)).links
    assert page(officer, "edition_file", edition.pk, secret.pk).content == b"%PDF-1.7"


def test_the_link_of_the_committee_system_is_kept_on_the_edition(
    report: Report, clerk: Client
) -> None:
    edition = make_edition(report)
    wrong = Page(page(clerk, "edition_link", edition.pk, url="javascript:alert(1)"))
    assert "Enter the whole address, beginning with https://" in wrong.text

    for url in ("https://committees.example/1", "https://committees.example/2"):
        page(clerk, "edition_link", edition.pk, url=url)

    links = Page(page(clerk, "edition", edition.pk)).links
    assert links["In the council’s committee system"] == "https://committees.example/2"


# Withdrawn


def test_two_people_withdraw_an_edition_its_files_go_and_the_record_stays(
    report: Report, clerk: Client, client_for: Callable[..., Client]
) -> None:
    edition = make_edition(report)
    file = make_edition_file(edition, name="public.pdf")
    director = client_for(Role.DIRECTOR)
    page(clerk, "edition_withdraw", edition.pk, why="A child’s name stands in it.")
    assert [e.to for e in OutgoingEmail.objects.all()] == [director.user.email]

    own = page(clerk, "withdrawal", edition.pk, verdict="withdraw")
    assert own.status_code == 409
    assert bytes(EditionFile.objects.get(pk=file.pk).content or b"") == b"%PDF-1.7"
    page(director, "withdrawal", edition.pk, verdict="withdraw")

    file.refresh_from_db()
    edition.refresh_from_db()
    assert (file.content, edition.data) == (None, {})
    assert file.content_sha256 == hashlib.sha256(b"%PDF-1.7").hexdigest()
    shown = Page(page(clerk, "edition", edition.pk))
    assert "Withdrawn" in shown.texts("strong", "govuk-tag")
    assert "public.pdf" in shown.text
    assert "public.pdf" not in shown.links
    assert page(clerk, "edition_file", edition.pk, file.pk).status_code == 404


def test_a_withdrawal_that_is_refused_leaves_everything_and_says_why(
    report: Report, clerk: Client, client_for: Callable[..., Client]
) -> None:
    edition = make_edition(report)
    file = make_edition_file(edition)
    page(clerk, "edition_withdraw", edition.pk, why="A slip.")
    director = client_for(Role.DIRECTOR)
    assert (
        "Say why it is left as it is"
        in Page(page(director, "withdrawal", edition.pk, verdict="refuse")).text
    )

    page(director, "withdrawal", edition.pk, verdict="refuse", why="Correct it instead.")

    file.refresh_from_db()
    assert file.content is not None
    assert Withdrawal.objects.get().refusal == "Correct it instead."
    assert page(director, "withdrawal", edition.pk, verdict="withdraw").status_code in (403, 409)


def test_what_was_typed_to_refuse_a_withdrawal_is_kept_where_somebody_decided_meanwhile(
    report: Report, client_for: Callable[..., Client]
) -> None:
    asked = make_withdrawal(published(report))
    director = client_for(Role.DIRECTOR)
    sent = {"verdict": "refuse", "why": "The name is that of a public officer."}
    assert page(director, "withdrawal", asked.edition_id).status_code == 200
    withdraw(asked, make_user(), DAY)

    told = Page(page(director, "withdrawal", asked.edition_id, **sent), 409)

    assert "Nothing is saved." in told.text
    kept = told.text.partition("What you typed")[2]
    assert "No, leave it" in kept
    assert "The name is that of a public officer." in kept
