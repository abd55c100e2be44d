"""Clearances recorded for somebody: of the words of which day, and what two do at once."""

import datetime
from collections.abc import Callable
from typing import Any

import pgtrigger
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from councils.models import Council, OutgoingEmail, User
from councils.roles import Role
from councils.versions import Decided
from reports.clearance_states import State
from reports.cleared_days import changed_after
from reports.clearing import Said, answer, record_unasked, seen_of, standings_of
from reports.clearing_asked import Wanted, ask
from reports.composing import digest_of
from reports.models import (
    Clearance,
    ClearanceAnswer,
    PaperAppendix,
    PaperPart,
    PaperSection,
    Report,
)
from tests.factories import (
    DAY,
    make_action,
    make_appendix,
    make_body,
    make_finished,
    make_member,
    make_part,
    make_plan,
    make_report,
    make_section,
    make_update,
    make_user,
)
from tests.pages import Page
from tests.reports.cleared import typed_day

pytestmark = pytest.mark.django_db

# Versions of rows are dated by the clock of the database.
WEEK = datetime.timedelta(days=7)


@pytest.fixture
def today() -> datetime.date:
    return timezone.localdate()


@pytest.fixture
def report(council: Council) -> Report:
    """A paper of which all was written a fortnight ago."""
    report = make_report(council, body=make_body(council, "Cabinet"), title="Outcome")
    make_part(make_section(report, heading="Background"), "Inspectors came.")
    make_part(make_section(report, heading="Money"), "It costs £5,000.")
    make_appendix(report, title="Costs", text="In all £9,000.")
    written_before(2 * WEEK)
    return report


@pytest.fixture
def composer(council: Council) -> User:
    return make_member(council, Role.DEMOCRATIC_SERVICES, name="Ann Clerk")


@pytest.fixture
def officer(council: Council) -> User:
    return make_member(council, Role.LEAD_OFFICER, name="Nia Morris", email="nia@b.example")


def written_before(ago: datetime.timedelta) -> None:
    """Let every version of a paper that there is be older by so much than now."""
    models: list[Any] = [Report, PaperSection, PaperPart, PaperAppendix]
    with pgtrigger.ignore():
        for model in models:
            model.pgh_event_model.objects.update(pgh_created_at=timezone.now() - ago)


def money(report: Report) -> PaperSection:
    return report.sections.get(heading="Money")


# Of which day


@pytest.mark.parametrize(
    ("change", "section", "whole"),
    [
        (lambda r: money(r).parts.update(text="It costs £50,000."), True, True),
        (lambda r: make_part(money(r), "One more."), True, True),
        (lambda r: money(r).parts.all().delete(), True, True),
        (lambda r: r.sections.filter(heading="Money").update(heading="Costs"), True, True),
        (lambda r: money(r).parts.update(exempt_under=3, exempt_because="A sale"), True, True),
        (lambda r: r.sections.get(heading="Background").parts.update(text="No."), False, True),
        (lambda r: r.appendices.update(text="In all £90,000."), False, True),
        (lambda r: Report.objects.filter(pk=r.pk).update(title="Another"), False, True),
        (lambda r: Report.objects.filter(pk=r.pk).update(version=9), False, False),
    ],
)
def test_what_was_changed_after_a_day_is_told_from_what_was_not(
    report: Report,
    today: datetime.date,
    change: Callable[[Report], object],
    section: bool,
    whole: bool,
) -> None:
    key = money(report).key
    change(report)

    last_week = today - WEEK
    assert bool(changed_after(report, key, last_week, today)) == section
    assert bool(changed_after(report, "", last_week, today)) == whole
    assert changed_after(report, key, today, today) == ""


def test_a_change_that_was_taken_back_is_none(report: Report, today: datetime.date) -> None:
    parts = money(report).parts
    parts.update(text="Otherwise.")
    parts.update(text="It costs £5,000.")

    assert changed_after(report, money(report).key, today - WEEK, today) == ""


def test_a_paper_that_was_begun_after_the_day_was_other_words_then(
    report: Report, today: datetime.date
) -> None:
    assert changed_after(report, "", today - 3 * WEEK, today).startswith("The words were changed")


def test_a_section_that_a_confirmed_word_file_rewrote_was_changed_then(
    report: Report, today: datetime.date
) -> None:
    key = money(report).key
    make_finished(report, rewritten={key: "1" * 64}, confirmed_at=timezone.now())

    assert changed_after(report, key, today - WEEK, today)
    assert not changed_after(report, report.sections.first().key, today - WEEK, today)


def test_what_is_built_from_data_was_changed_with_what_was_entered_since(
    council: Council, today: datetime.date
) -> None:
    plan = make_plan(council)
    action = make_action(plan)
    report = make_report(council, body=make_body(council, "Cabinet"), as_at=today)
    report.plans.add(plan)
    section = make_section(report, heading="Progress")
    make_part(section, kind="built", of="progress")
    written_before(3 * WEEK)
    make_update(action, day=today - 2 * WEEK, known_on=today - 2 * WEEK, accepted=True)
    assert changed_after(report, section.key, today - WEEK, today) == ""

    yesterday = today - datetime.timedelta(days=1)
    make_update(action, day=yesterday, known_on=today, progress="complete", accepted=True)

    assert "was changed after" in changed_after(report, section.key, today - WEEK, today)


def answer_page(report: Report, clearance: Clearance) -> str:
    return reverse("reports:clearance_answer", args=[report.council.slug, report.pk, clearance.pk])


def record_page(report: Report) -> str:
    return reverse("reports:clearance_record", args=[report.council.slug, report.pk])


def typed(page: Page, day: datetime.date, **more: Any) -> dict[str, Any]:
    said = {"verdict": "given", "how": "email", "code": "OL/1/Y", "comment": "I clear it."}
    return said | typed_day(day) | {"seen": page.one("input", name="seen").get("value")} | more


def test_an_answer_of_a_day_before_the_words_were_changed_does_not_clear_them(
    report: Report, composer: User, today: datetime.date, client_for: Callable[..., Client]
) -> None:
    money(report).parts.update(text="It costs £50,000.")
    wanted = Wanted("legal", "Ola Law", section=money(report), email="ola@l.example")
    clearance = ask(report, wanted, composer, today)
    client, here = client_for(composer), answer_page(report, clearance)
    sent = typed(Page(client.get(here)), today - WEEK)

    unsaid = Page(client.post(here, sent))
    assert "Select which words they cleared" in unsaid.text
    refused = Page(client.post(here, sent | {"words": "now"}))
    assert "The words were changed on" in refused.text
    assert "after the day of the answer" in refused.text
    assert refused.one("textarea", name="comment").text == "I clear it."
    assert not ClearanceAnswer.objects.exists()

    assert client.post(here, sent | {"words": "earlier"}).status_code == 302

    [standing] = standings_of(report, today)
    assert standing.state == State.CHANGED
    listed = Page(client.get(reverse("reports:clearances", args=[report.council.slug, report.pk])))
    assert "It speaks of earlier words, which were changed before it was recorded." in listed.text


def test_an_answer_of_an_earlier_day_clears_words_that_stood_then_already(
    report: Report, composer: User, today: datetime.date, client_for: Callable[..., Client]
) -> None:
    client, here = client_for(composer), record_page(report)
    first = Page(client.get(f"{here}?section={money(report).key}"))
    assert "It costs £5,000." in first.text
    sent = typed(first, today - WEEK, words="now", kind="legal", name="Ola Law")

    assert client.post(here, sent | {"section": money(report).pk}).status_code == 302

    assert [each.state for each in standings_of(report, today)] == [State.GIVEN]


def test_an_answer_nobody_asked_for_of_a_day_before_a_change_is_refused_for_the_words_of_now(
    report: Report, composer: User, today: datetime.date, client_for: Callable[..., Client]
) -> None:
    money(report).parts.update(text="It costs £50,000.")
    client, here = client_for(composer), record_page(report)
    more = {"words": "now", "kind": "legal", "name": "Ola Law", "section": money(report).pk}
    sent = typed(Page(client.get(here)), today - WEEK, **more)

    assert "after the day of the answer" in Page(client.post(here, sent)).text
    assert not Clearance.objects.exists()


def test_the_clearance_of_a_section_that_is_gone_holds_no_more(
    report: Report, composer: User, today: datetime.date
) -> None:
    wanted = Wanted("legal", "Ola Law", section=money(report))
    said = Said("given", today, "OL/1/Y", "I clear it.", "email", words="earlier")
    record_unasked(report, wanted, said, composer, today, seen_of(report, today))
    money(report).delete()

    assert [each.state for each in standings_of(report, today)] == [State.CHANGED]


def test_the_e_mail_itself_is_kept_and_only_ever_saved(
    report: Report, composer: User, today: datetime.date, client_for: Callable[..., Client]
) -> None:
    client, here = client_for(composer), record_page(report)
    content = b"From: Ola <ola@l.example>\r\nSubject: Yes\r\n\r\n<script>alert(1)</script>"
    more = {"words": "now", "kind": "legal", "name": "Ola Law", "comment": ""}
    more["file"] = SimpleUploadedFile("yes.eml", content, content_type="text/html")
    assert client.post(here, typed(Page(client.get(here)), today, **more)).status_code == 302

    kept = ClearanceAnswer.objects.get()
    there = reverse("reports:clearance_file", args=[report.council.slug, report.pk, kept.pk])
    answer = client.get(there)

    assert (kept.content_type, answer.content) == ("message/rfc822", content)
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="yes.eml"'
    assert answer["X-Content-Type-Options"] == "nosniff"


# Two at once


def test_words_that_were_changed_while_a_clearance_was_typed_are_shown_with_what_was_typed(
    report: Report, composer: User, today: datetime.date, client_for: Callable[..., Client]
) -> None:
    client, here = client_for(composer), record_page(report)
    more = {"words": "now", "kind": "legal", "name": "Ola Law", "section": money(report).pk}
    sent = typed(Page(client.get(here)), today, **more)
    report.sections.get(heading="Background").parts.update(text="They came in May.")
    money(report).parts.update(text="It costs £50,000.")

    again = Page(client.post(here, sent), 409)

    assert "The text was changed while you were reading" in again.text
    assert "It costs £50,000." in again.text
    assert again.one("input", name="name").get("value") == "Ola Law"
    assert not Clearance.objects.exists()
    sent["seen"] = again.one("input", name="seen").get("value")
    assert client.post(here, sent).status_code == 302


def test_a_change_elsewhere_does_not_stop_who_records_a_clearance_of_one_section(
    report: Report, composer: User, today: datetime.date, client_for: Callable[..., Client]
) -> None:
    client, here = client_for(composer), record_page(report)
    more = {"words": "now", "kind": "legal", "name": "Ola Law", "section": money(report).pk}
    sent = typed(Page(client.get(here)), today, **more)
    report.sections.get(heading="Background").parts.update(text="They came in May.")

    assert client.post(here, sent).status_code == 302


def test_the_second_of_two_who_record_the_same_is_told_by_whom_and_may_go_on(
    report: Report, composer: User, today: datetime.date, client_for: Callable[..., Client]
) -> None:
    other = make_member(report.council, Role.DEMOCRATIC_SERVICES, name="Bob Clerk")
    mine, theirs, here = client_for(composer), client_for(other), record_page(report)
    more = {"words": "now", "kind": "legal", "name": "Ola Law", "section": money(report).pk}
    sent = typed(Page(mine.get(here)), today, **more)
    assert theirs.post(here, sent).status_code == 302

    told = Page(mine.post(here, sent), 409)

    assert "Bob Clerk asked for this clearance, or recorded it" in told.text
    assert Clearance.objects.count() == 1
    sent["seen"] = told.one("input", name="seen").get("value")
    assert mine.post(here, sent).status_code == 302


def test_the_same_recorded_twice_by_one_person_is_one(
    report: Report, composer: User, today: datetime.date, client_for: Callable[..., Client]
) -> None:
    client, here = client_for(composer), record_page(report)
    more = {"words": "now", "kind": "legal", "name": "Ola Law", "section": money(report).pk}
    sent = typed(Page(client.get(here)), today, **more)

    assert [client.post(here, sent).status_code for _ in range(2)] == [302, 302]
    assert ClearanceAnswer.objects.count() == 1


def test_the_second_of_two_who_answer_is_told_and_sees_what_they_typed(
    report: Report,
    composer: User,
    officer: User,
    today: datetime.date,
    client_for: Callable[..., Client],
) -> None:
    wanted = Wanted("legal", officer.name, section=money(report), user=officer)
    clearance = ask(report, wanted, composer, today)
    here = answer_page(report, clearance)
    client = client_for(composer)
    sent = typed(Page(client.get(here)), today, words="now", code="NM/TEL/7")
    sent["file"] = SimpleUploadedFile("reply.txt", b"Fine.")
    seen = digest_of(report, today)(clearance.section_key)
    answer(clearance, Said("given", today, "NM/1/Y"), officer, today, seen)

    told = Page(client.post(here, sent), 409)

    assert "Nothing is saved." in told.text
    assert "Nia Morris answered at" in told.text
    kept = told.text.partition("What you typed")[2]
    wanted_words = ("NM/TEL/7", "I clear it.", "reply.txt", "by e-mail")
    assert [words for words in wanted_words if words not in kept] == []
    assert ClearanceAnswer.objects.count() == 1


def test_who_was_asked_and_answers_after_somebody_else_sees_what_they_typed(
    report: Report,
    composer: User,
    officer: User,
    today: datetime.date,
    client_for: Callable[..., Client],
) -> None:
    wanted = Wanted("legal", officer.name, section=money(report), user=officer)
    clearance = ask(report, wanted, composer, today)
    here = reverse("reports:clearance", args=[report.council.slug, report.pk, clearance.pk])
    client = client_for(officer)
    seen = Page(client.get(here)).one("input", name="seen").get("value") or ""
    answer(clearance, Said("without", today, comment="On leave."), composer, today, seen)

    sent = {"verdict": "returned", "comment": "Say what it costs.", "seen": seen}
    told = Page(client.post(here, sent), 409)

    assert "Ann Clerk recorded an answer at" in told.text
    assert "Say what it costs." in told.text.partition("What you typed")[2]


def test_the_same_answer_sent_twice_is_one(
    report: Report,
    composer: User,
    officer: User,
    today: datetime.date,
    client_for: Callable[..., Client],
) -> None:
    wanted = Wanted("legal", officer.name, section=money(report), user=officer)
    clearance = ask(report, wanted, composer, today)
    here = reverse("reports:clearance", args=[report.council.slug, report.pk, clearance.pk])
    client = client_for(officer)
    seen = Page(client.get(here)).one("input", name="seen").get("value")
    sent = {"verdict": "given", "code": "NM/1/Y", "seen": seen}

    assert [client.post(here, sent).status_code for _ in range(2)] == [302, 302]
    assert ClearanceAnswer.objects.count() == 1


def test_one_that_was_answered_while_another_answer_was_on_its_way_is_refused(
    report: Report, composer: User, officer: User, today: datetime.date
) -> None:
    wanted = Wanted("legal", officer.name, section=money(report), user=officer)
    clearance = ask(report, wanted, composer, today)
    seen = digest_of(report, today)(clearance.section_key)
    answer(clearance, Said("given", today, "NM/1/Y"), officer, today, seen)

    with pytest.raises(Decided):
        answer(clearance, Said("given", today, "NM/2/Y"), officer, today, seen)


# Asking twice


def test_the_same_asked_twice_of_one_person_is_one_request_and_one_e_mail(
    report: Report, composer: User, officer: User, client_for: Callable[..., Client]
) -> None:
    here = reverse("reports:clearance_ask", args=[report.council.slug, report.pk])
    sent = {"section": money(report).pk, "kind": "finance", "user": officer.pk}
    client = client_for(composer)

    assert [client.post(here, sent).status_code for _ in range(2)] == [302, 302]

    assert Clearance.objects.count() == OutgoingEmail.objects.count() == 1


def test_who_asks_what_somebody_else_asked_already_is_told(
    report: Report, composer: User, officer: User, client_for: Callable[..., Client]
) -> None:
    other = make_user(name="Bob Clerk")
    ask(report, Wanted("finance", "", section=money(report), user=officer), other, DAY)
    here = reverse("reports:clearance_ask", args=[report.council.slug, report.pk])
    sent = {"section": money(report).pk, "kind": "finance", "user": officer.pk}

    told = Page(client_for(composer).post(here, sent, follow=True))

    assert "Bob Clerk asked Nia Morris for finance clearance of “Money” on 16 November" in told.text
    assert OutgoingEmail.objects.count() == 1
