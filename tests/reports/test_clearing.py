"""Clearances: asked for, given, returned, recorded, gone on without; and what a change undoes."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from councils.models import Council, OutgoingEmail, User
from councils.roles import Role
from councils.versions import Decided
from reports.beginning import begin
from reports.clearance_states import State, never_asked
from reports.clearing import Said, answer, code_proposed, standings_of
from reports.clearing_asked import Wanted, ask, ask_again
from reports.composing import compose, digest_of
from reports.models import Clearance, ClearanceAnswer, PaperPart, PaperSection, Report
from reports.paper.document import Paragraph
from reports.paper_files import paper_docx, paper_html
from reports.states import PaperState, before_publishing
from tests.factories import (
    DAY,
    make_appendix,
    make_appendix_file,
    make_body,
    make_member,
    make_part,
    make_style,
    make_user,
)
from tests.pages import Page, fix_today
from tests.reports.cleared import recorded
from tests.reports.word_reading import Word

pytestmark = pytest.mark.django_db

Verdict = ClearanceAnswer.Verdict


@pytest.fixture
def report(council: Council) -> Report:
    """A paper whose financial section wants a finance clearance."""
    style = make_style()
    style.content["sections"][2]["clearances"] = ["finance"]
    style.save()
    report = begin(council, style, make_body(council, "Cabinet"), "Progress", "progress", DAY)
    part = PaperPart.objects.get(section__report=report, section__key="purpose")
    part.text = "To tell members."
    part.save()
    return report


@pytest.fixture
def officer(council: Council) -> User:
    return make_member(
        council, Role.LEAD_OFFICER, name="Nia Morris", email="nia@barchester.example"
    )


@pytest.fixture
def composer(council: Council) -> User:
    return make_member(council, Role.DEMOCRATIC_SERVICES, name="Ann Clerk")


def finance(report: Report) -> PaperSection:
    section = report.sections.get(key="finance")
    section.parts.update(text="There are no costs.")
    return section


def asked_of(report: Report, officer: User, by: User) -> Clearance:
    wanted = Wanted("finance", officer.name, section=finance(report), user=officer)
    return ask(report, wanted, by, DAY)


def given(clearance: Clearance, by: User, **said: Any) -> ClearanceAnswer:
    seen = digest_of(clearance.report, DAY)(clearance.section_key)
    said = {"verdict": Verdict.GIVEN, "day": DAY, "code": "NM/16112026/Y"} | said
    return answer(clearance, Said(**said), by, DAY, seen)


def codes_in(report: Report, is_public: bool = True) -> list[str]:
    blocks = compose(report, DAY, is_public).document.blocks
    return [b.text for b in blocks if isinstance(b, Paragraph) and b.kind == "code"]


def state_of(report: Report) -> PaperState:
    found = standings_of(report, DAY)
    return before_publishing(found, never_asked(report, found))


def test_asking_writes_an_e_mail_with_a_link_and_waits_on_the_page_of_who_is_asked(
    report: Report, officer: User, composer: User, client_for: Callable[..., Client]
) -> None:
    wanted = Wanted("finance", officer.name, section=finance(report), user=officer, by=DAY)
    clearance = ask(report, wanted, composer, DAY)

    email = OutgoingEmail.objects.get()
    assert (email.to, email.reply_to) == ("nia@barchester.example", composer.email)
    assert f"/reports/{report.pk}/clearances/{clearance.pk}/" in email.body
    assert "It is wanted by 16 November 2026." in email.body
    waiting = Page(client_for(officer).get("/")).sections()["Waiting for your clearance"]
    assert "“Financial implications” of Progress" in waiting.links
    assert "asked for by Ann Clerk on 16 November 2026, wanted by 16 November 2026" in waiting.text


def test_it_waits_for_nobody_else_and_no_longer_once_answered(
    report: Report, officer: User, composer: User, client_for: Callable[..., Client]
) -> None:
    clearance = asked_of(report, officer, composer)

    assert "Waiting for your clearance" not in Page(client_for(composer).get("/")).sections()
    given(clearance, officer)
    assert "Waiting for your clearance" not in Page(client_for(officer).get("/")).sections()


def test_who_has_no_account_is_asked_to_reply_and_gets_no_link(
    report: Report, composer: User
) -> None:
    wanted = Wanted("legal", "Ola Law", section=finance(report), email="ola@law.example")
    clearance = ask(report, wanted, composer, DAY)

    email = OutgoingEmail.objects.get()
    assert email.to == "ola@law.example"
    assert "answer to this e-mail, which goes to Ann Clerk" in email.body
    assert "http" not in email.body
    assert clearance.asked_of is None


def test_an_address_of_somebody_with_an_account_is_theirs(
    report: Report, officer: User, composer: User
) -> None:
    wanted = Wanted("legal", "Nia", email="Nia@Barchester.example")

    assert ask(report, wanted, composer, DAY).asked_of == officer


def test_a_clearance_given_prints_its_code_under_the_section(
    report: Report, officer: User, composer: User
) -> None:
    clearance = asked_of(report, officer, composer)
    assert codes_in(report) == []

    given(clearance, officer)

    assert codes_in(report) == ["[NM/16112026/Y]"]
    last = compose(report, DAY).document.blocks[-1]
    assert isinstance(last, Paragraph)
    assert (last.kind, last.number) == ("code", "")


def test_the_code_of_the_whole_paper_prints_after_its_last_section_in_every_file(
    report: Report, officer: User, composer: User
) -> None:
    given(asked_of(report, officer, composer), officer)
    whole = ask(report, Wanted("director", "Nia", user=officer), composer, DAY)
    before = compose(report, DAY).document
    given(whole, officer, code="SF/16112026/X")

    document = compose(report, DAY).document

    said = "The whole report: [SF/16112026/X]"
    assert codes_in(report) == codes_in(report, False) == ["[NM/16112026/Y]", said]
    assert document.blocks[:-1] == before.blocks
    assert said in " ".join(paper_html(document).split())
    assert ("PaperCode", said) in Word(paper_docx(document)).paragraphs()
    report.sections.get(key="purpose").parts.update(text="Otherwise.")
    assert codes_in(report) == ["[NM/16112026/Y]"]


def test_a_changed_section_is_changed_since_cleared_and_its_code_is_not_printed(
    report: Report, officer: User, composer: User
) -> None:
    given(asked_of(report, officer, composer), officer)
    assert state_of(report) == PaperState.CLEARED

    report.sections.get(key="finance").parts.update(text="It costs £5,000.")

    [standing] = standings_of(report, DAY)
    assert standing.state == State.CHANGED
    assert codes_in(report) == []
    assert state_of(report) == PaperState.IN_CLEARANCE


def test_a_change_taken_back_and_a_change_elsewhere_leave_a_clearance_as_it_is(
    report: Report, officer: User, composer: User
) -> None:
    given(asked_of(report, officer, composer), officer)
    parts = report.sections.get(key="finance").parts

    parts.update(text="Otherwise.")
    parts.update(text="There are no costs.")
    report.sections.get(key="purpose").parts.update(text="Three.\n\nNew.\n\nParagraphs.")

    assert codes_in(report) == ["[NM/16112026/Y]"]


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s.parts.update(exempt_under=3, exempt_because="A contract"),
        lambda s: make_part(s, "One more."),
        lambda s: PaperSection.objects.filter(pk=s.pk).update(heading="Money"),
        lambda s: PaperSection.objects.filter(pk=s.pk).update(
            exempt_under=3, exempt_because="A contract"
        ),
        lambda s: s.delete(),
    ],
)
def test_any_change_to_what_was_cleared_undoes_it(
    report: Report, officer: User, composer: User, change: Callable[[PaperSection], object]
) -> None:
    given(asked_of(report, officer, composer), officer)

    change(report.sections.get(key="finance"))

    [standing] = standings_of(report, DAY)
    assert standing.state == State.CHANGED


@pytest.mark.parametrize(
    "change",
    [
        lambda r: r.sections.get(key="purpose").parts.update(text="Otherwise."),
        lambda r: make_appendix(r, text="More."),
        lambda r: Report.objects.filter(pk=r.pk).update(title="Another"),
        lambda r: Report.objects.filter(pk=r.pk).update(as_at=DAY.replace(day=1)),
        lambda r: Report.objects.filter(pk=r.pk).update(body=make_body(r.council)),
    ],
)
def test_any_change_to_the_paper_undoes_a_clearance_of_all_of_it(
    report: Report, officer: User, composer: User, change: Callable[[Report], object]
) -> None:
    clearance = ask(report, Wanted("director", "Nia", user=officer), composer, DAY)
    given(clearance, officer)
    assert [s.state for s in standings_of(report, DAY)] == [State.GIVEN]

    change(report)

    assert [s.state for s in standings_of(Report.objects.get(), DAY)] == [State.CHANGED]


def test_another_file_of_the_same_name_undoes_a_clearance_of_the_whole_paper(
    report: Report, officer: User, composer: User
) -> None:
    appendix = make_appendix(report, kind="file", file=make_appendix_file(report))
    given(ask(report, Wanted("director", "Nia", user=officer), composer, DAY), officer)

    appendix.file = make_appendix_file(report, content=b"%PDF-2.0", content_sha256="1" * 64)
    appendix.save()

    assert [s.state for s in standings_of(report, DAY)] == [State.CHANGED]


def test_no_heading_of_an_exempt_section_leaves_by_e_mail(
    report: Report, officer: User, composer: User
) -> None:
    section = report.sections.get(key="finance")
    section.heading, section.exempt_under, section.exempt_because = "Elm House", 3, "A sale"
    section.save()
    asked_of(report, officer, composer)

    letter = OutgoingEmail.objects.get()
    assert "Elm House" not in letter.subject + letter.body
    assert "a section kept out of the public paper" in letter.body


def test_asked_again_the_old_answer_counts_no_more_and_an_e_mail_goes_out(
    report: Report, officer: User, composer: User
) -> None:
    clearance = asked_of(report, officer, composer)
    given(clearance, officer)
    report.sections.get(key="finance").parts.update(text="It costs £5,000.")

    again = ask_again(clearance, composer, DAY)

    [standing] = standings_of(report, DAY)
    assert (standing.clearance, standing.state) == (again, State.WAITING)
    assert OutgoingEmail.objects.count() == 2
    with pytest.raises(Decided):
        ask_again(clearance, composer, DAY)
    with pytest.raises(Decided):
        given(clearance, officer)
    given(again, officer)
    assert codes_in(report) == ["[NM/16112026/Y]"]


def test_one_that_is_returned_tells_who_asked_and_prints_no_code(
    report: Report, officer: User, composer: User
) -> None:
    clearance = asked_of(report, officer, composer)

    given(clearance, officer, verdict=Verdict.RETURNED, code="", comment="Say what it costs.")

    told = OutgoingEmail.objects.get(kind="returned")
    assert told.to == composer.email
    assert "Say what it costs." in told.body
    assert codes_in(report) == []
    assert state_of(report) == PaperState.IN_CLEARANCE


def test_who_never_answers_does_not_hold_up_the_paper_if_a_reason_is_given(
    report: Report, officer: User, composer: User
) -> None:
    clearance = asked_of(report, officer, composer)
    assert state_of(report) == PaperState.IN_CLEARANCE

    given(clearance, composer, verdict=Verdict.WITHOUT, code="", comment="On leave until January.")

    assert state_of(report) == PaperState.CLEARED
    assert codes_in(report) == []


def test_what_was_never_asked_for_keeps_a_paper_in_clearance_until_it_is_recorded(
    report: Report, composer: User
) -> None:
    assert state_of(report) == PaperState.DRAFT
    director = Wanted("director", "Director")
    recorded(report, director, said_without("On leave"), composer)
    [missing] = never_asked(report, standings_of(report, DAY))
    assert (missing.what, missing.heading) == ("Finance clearance", "Financial implications")
    assert state_of(report) == PaperState.IN_CLEARANCE

    by_email = Said(Verdict.GIVEN, DAY, "NM/1/Y", "I clear it. N. M.", "email")
    section = finance(report)
    recorded(report, Wanted("finance", "N. M.", section=section), by_email, composer)

    assert state_of(report) == PaperState.CLEARED
    assert codes_in(report) == ["[NM/1/Y]"]


def said_without(why: str) -> Said:
    return Said(Verdict.WITHOUT, DAY, comment=why)


def test_the_code_of_an_exempt_section_is_not_in_the_public_paper(
    report: Report, officer: User, composer: User
) -> None:
    section = finance(report)
    PaperSection.objects.filter(pk=section.pk).update(exempt_under=3, exempt_because="A contract")
    given(asked_of(report, officer, composer), officer)

    assert codes_in(report) == []
    assert codes_in(report, is_public=False) == ["[NM/16112026/Y]"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("Nia Morris", "NM/22032017/Y"), ("o’Neill, Jo (finance)", "OJ/22032017/Y")],
)
def test_a_code_is_proposed_from_initials_and_the_day(name: str, code: str) -> None:
    assert code_proposed(name, datetime.date(2017, 3, 22)) == code


# On the pages


def page(client: Client, name: str, report: Report, /, *more: Any, **sent: Any) -> Any:
    address = reverse(f"reports:{name}", args=[report.council.slug, report.pk, *more])
    return client.post(address, sent) if sent else client.get(address)


def test_who_is_asked_reads_the_section_and_clears_it_with_the_code_proposed(
    report: Report,
    officer: User,
    composer: User,
    client_for: Callable[..., Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fix_today(monkeypatch)
    clearance = asked_of(report, officer, composer)
    client = client_for(officer)
    shown = Page(page(client, "clearance", report, clearance.pk))
    assert "There are no costs." in shown.text
    assert "To tell members." not in shown.text
    code, seen = shown.one("input", name="code"), shown.one("input", name="seen")
    assert code.get("value") == "NM/16112026/Y"

    sent = {"verdict": "given", "code": f"[{code.get('value')}]", "seen": seen.get("value")}
    answer = page(client, "clearance", report, clearance.pk, **sent)

    assert answer.status_code == 302
    assert codes_in(report) == ["[NM/16112026/Y]"]
    assert "[NM/16112026/Y]" in Page(page(client, "clearances", report)).text


def test_what_changed_while_they_read_is_shown_and_what_they_typed_is_kept(
    report: Report, officer: User, composer: User, client_for: Callable[..., Client]
) -> None:
    clearance = asked_of(report, officer, composer)
    client = client_for(officer)
    seen = Page(page(client, "clearance", report, clearance.pk)).one("input", name="seen")
    report.sections.get(key="finance").parts.update(text="It costs £5,000.")

    typed = {"verdict": "given", "code": "NM/2/X", "comment": "Fine.", "seen": seen.get("value")}
    again = Page(page(client, "clearance", report, clearance.pk, **typed), 409)

    assert "The text was changed while you were reading" in again.text
    assert "It costs £5,000." in again.text
    assert again.one("input", name="code").get("value") == "NM/2/X"
    assert again.one("textarea", name="comment").text == "Fine."
    assert not ClearanceAnswer.objects.exists()
    typed["seen"] = again.one("input", name="seen").get("value")
    assert page(client, "clearance", report, clearance.pk, **typed).status_code == 302


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"code": "X"}, "Select whether you clear it"),
        ({"verdict": "given", "code": "[]"}, "Enter the code, like NM/22032017/Y"),
        ({"verdict": "returned", "code": "X"}, "Say what should be changed"),
    ],
)
def test_an_answer_that_lacks_something_says_what(
    report: Report,
    officer: User,
    composer: User,
    client_for: Callable[..., Client],
    sent: dict[str, str],
    message: str,
) -> None:
    clearance = asked_of(report, officer, composer)

    shown = Page(page(client_for(officer), "clearance", report, clearance.pk, **sent))

    assert message in shown.text


def test_a_paper_s_clearances_are_asked_for_on_a_page_that_knows_what_is_missing(
    report: Report, officer: User, composer: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(composer)
    listed = Page(page(client, "clearances", report))
    link = listed.links["Ask for it: Finance clearance of Financial implications"]
    form = Page(client.get(link))
    section = report.sections.get(key="finance")
    chosen = [o.get("value") for o in form.one("select", name="section").all("option", selected="")]
    assert chosen == [str(section.pk)]

    sent = {"section": section.pk, "kind": "finance", "user": officer.pk}
    assert client.post(link, sent).status_code == 302

    listed = Page(page(client, "clearances", report))
    assert "Not asked for yet" not in listed.text
    assert "Nia Morris, asked on" in listed.text


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"kind": "finance"}, "Enter the name of who is asked"),
        ({"kind": "finance", "name": "Jo"}, "Enter the e-mail address of who is asked"),
        (
            {"kind": "other", "name": "Jo", "email": "jo@x.example"},
            "Say what the other clearance is called",
        ),
        (
            {
                "kind": "legal",
                "wanted_by_day": "1",
                "wanted_by_month": "1",
                "wanted_by_year": "2020",
            },
            "The day it is wanted by must not be in the past",
        ),
    ],
)
def test_a_request_that_lacks_something_says_what(
    report: Report,
    composer: User,
    client_for: Callable[..., Client],
    sent: dict[str, str],
    message: str,
) -> None:
    shown = Page(page(client_for(composer), "clearance_ask", report, **sent))

    assert message in shown.text
    assert not Clearance.objects.exists()


def test_an_answer_by_e_mail_is_recorded_with_its_file_that_officers_can_open(
    report: Report,
    composer: User,
    client_for: Callable[..., Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fix_today(monkeypatch)
    wanted = Wanted("legal", "Ola Law", section=finance(report), email="ola@law.example")
    clearance = ask(report, wanted, composer, DAY)
    client = client_for(composer)
    form = Page(page(client, "clearance_answer", report, clearance.pk))
    sent = {
        "verdict": "given",
        "how": "email",
        "words": "now",
        "day_day": f"{DAY:%d}",
        "day_month": f"{DAY:%m}",
        "day_year": f"{DAY:%Y}",
        "code": "OL/1/X",
        "seen": form.one("input", name="seen").get("value"),
    }
    short = Page(page(client, "clearance_answer", report, clearance.pk, **sent))
    assert "Paste their words, or attach the e-mail as a file" in short.text

    file = SimpleUploadedFile("answer.txt", b"I clear it.\n")
    sent["file"] = file
    assert page(client, "clearance_answer", report, clearance.pk, **sent).status_code == 302

    said = ClearanceAnswer.objects.get()
    assert (said.how, said.day, said.entered_by) == ("email", DAY, composer)
    link = Page(page(client, "clearances", report)).links["answer.txt"]
    assert client.get(link).content == b"I clear it.\n"
    assert client.get(link)["Content-Disposition"] == 'attachment; filename="answer.txt"'


def test_recording_without_a_reason_for_going_on_is_refused(
    report: Report, composer: User, client_for: Callable[..., Client]
) -> None:
    sent = {"kind": "finance", "name": "Head of Finance", "verdict": "without"}

    shown = Page(page(client_for(composer), "clearance_record", report, **sent))

    assert "Say why the paper goes on without it" in shown.text


def test_what_is_asked_again_with_one_press_waits_again(
    report: Report, officer: User, composer: User, client_for: Callable[..., Client]
) -> None:
    clearance = asked_of(report, officer, composer)
    given(clearance, officer)
    report.sections.get(key="finance").parts.update(text="It costs £5,000.")
    client = client_for(composer)
    listed = Page(page(client, "clearances", report))
    assert "Changed since cleared" in listed.text
    form = next(f for f in listed.all("form") if "Ask again" in f.text)

    client.post(form.get("action"), {})

    assert [s.state for s in standings_of(report, DAY)] == [State.WAITING]


def test_only_who_was_asked_can_answer_for_themselves(
    report: Report, officer: User, composer: User, client_for: Callable[..., Client]
) -> None:
    clearance = asked_of(report, officer, composer)
    other = make_user()
    assert page(client_for(other), "clearance", report, clearance.pk).status_code == 404

    director = client_for(Role.DIRECTOR)
    seen = digest_of(report, DAY)("finance")
    sent = {"verdict": "given", "code": "X/1/Y", "seen": seen}
    assert page(director, "clearance", report, clearance.pk, **sent).status_code == 403
    assert not ClearanceAnswer.objects.exists()
