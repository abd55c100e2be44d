"""Clearing by e-mail: what the e-mail carries, what its answer is of, and asking once more."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from councils.models import Council, OutgoingEmail, User
from councils.roles import Role
from reports.clearance_states import State
from reports.clearing import Said, answer, standings_of
from reports.clearing_asked import NoAddress, Wanted, ask, ask_again, ask_for
from reports.composing import digest_of
from reports.models import Clearance, PaperSection, Report
from tests.factories import (
    DAY,
    make_appendix,
    make_body,
    make_member,
    make_part,
    make_report,
    make_section,
)
from tests.pages import Page, fix_today
from tests.reports.cleared import recorded, typed_day

pytestmark = pytest.mark.django_db

SECRET = "The buyer of Elm House is Northern Care Homes."
BY_EMAIL = Said("given", DAY, "OL/1/Y", "I clear it.", "email")


@pytest.fixture
def report(council: Council, monkeypatch: pytest.MonkeyPatch) -> Report:
    """A paper whose financial section has a paragraph and a list."""
    fix_today(monkeypatch)
    report = make_report(council, body=make_body(council, "Cabinet"), title="Outcome")
    section = make_section(report, heading="Financial implications")
    make_part(section, "It costs £5,000:\n\n- in **March**\n- in June")
    return report


@pytest.fixture
def composer(council: Council) -> User:
    return make_member(council, Role.DEMOCRATIC_SERVICES, name="Ann Clerk", email="ann@b.example")


def money(report: Report) -> PaperSection:
    return report.sections.get()


def asked(report: Report, by: User, *, whole: bool = False) -> Clearance:
    section = None if whole else money(report)
    return ask(report, Wanted("legal", "Ola Law", section=section, email="ola@l.example"), by, DAY)


def keep_out(section: PaperSection) -> None:
    PaperSection.objects.filter(pk=section.pk).update(exempt_under=3, exempt_because="A sale")


def test_who_has_no_account_gets_the_words_as_the_paper_prints_them(
    report: Report, composer: User
) -> None:
    asked(report, composer)

    body = OutgoingEmail.objects.get().body
    assert "Financial implications\n\n1.1 It costs £5,000:\n\n• in March\n• in June" in body


def test_who_has_an_account_gets_a_link_and_no_words(report: Report, composer: User) -> None:
    officer = make_member(report.council, Role.LEAD_OFFICER)
    ask(report, Wanted("legal", officer.name, section=money(report), user=officer), composer, DAY)

    assert "£5,000" not in OutgoingEmail.objects.get().body


def test_an_exempt_section_s_words_stay_here_and_the_e_mail_says_why_and_whom_to_ask(
    report: Report, composer: User
) -> None:
    keep_out(money(report))
    asked(report, composer)

    body = OutgoingEmail.objects.get().body
    assert "£5,000" not in body
    assert "Financial implications" not in body
    assert "exempt information under paragraph 3 of Schedule 12A" in body
    assert "ask Ann Clerk (ann@b.example)" in body


def test_exempt_parts_stay_here_and_the_rest_is_in_the_e_mail(
    report: Report, composer: User
) -> None:
    make_part(money(report), SECRET, exempt_under=3, exempt_because="A sale")
    asked(report, composer)

    body = OutgoingEmail.objects.get().body
    assert "It costs £5,000" in body
    assert "Northern Care Homes" not in body
    assert "What is exempt never travels by e-mail" in body


def test_the_whole_paper_goes_without_what_is_exempt_and_without_its_appendices(
    report: Report, composer: User
) -> None:
    make_part(make_section(report, heading="Elm House", exempt_under=3, exempt_because="x"), SECRET)
    make_appendix(report, title="Costs", text="In all £9,000.")
    asked(report, composer, whole=True)

    body = OutgoingEmail.objects.get().body
    assert "It costs £5,000" in body
    assert not any(words in body for words in ("Northern Care", "Elm House", "£9,000"))
    assert "The appendices are not in this e-mail. To read them, ask Ann Clerk" in body


@pytest.mark.parametrize("has_account", [True, False])
def test_several_asked_for_in_one_e_mail_say_no_exempt_word_or_heading(
    report: Report, composer: User, has_account: bool
) -> None:
    sale = make_section(report, heading="Elm House", exempt_under=3, exempt_because="A sale")
    make_part(sale, SECRET)
    user = make_member(report.council, Role.LEAD_OFFICER) if has_account else None
    of: Any = {"name": "Ola Law", "user": user, "email": "ola@l.example"}
    section = report.sections.get(heading="Financial implications")

    ask_for(
        report, [Wanted("legal", section=each, **of) for each in (section, sale)], composer, DAY
    )

    body = OutgoingEmail.objects.get().body
    assert "1. Legal clearance of “Financial implications”" in body
    assert "2. Legal clearance of a section kept out of the public paper" in body
    assert not any(words in body for words in ("Elm House", "Northern Care"))
    assert ("£5,000" in body) != has_account


def test_a_comment_on_an_exempt_section_does_not_travel_by_e_mail(
    report: Report, composer: User
) -> None:
    officer = make_member(report.council, Role.LEAD_OFFICER)
    keep_out(money(report))
    wanted = Wanted("legal", officer.name, section=money(report), user=officer)
    clearance = ask(report, wanted, composer, DAY)
    seen = digest_of(report, DAY)(clearance.section_key)

    answer(clearance, Said("returned", DAY, comment=SECRET), officer, DAY, seen)

    told = OutgoingEmail.objects.get(kind="returned").body
    assert "Northern Care Homes" not in told
    assert f"/reports/{report.pk}/clearances/{clearance.pk}/" in told


def test_an_answer_by_e_mail_is_of_the_words_that_were_e_mailed(
    report: Report, composer: User, client_for: Callable[..., Client]
) -> None:
    clearance = asked(report, composer)
    money(report).parts.update(text="It costs £50,000.")
    here = f"/councils/{report.council.slug}/reports/{report.pk}/clearances/{clearance.pk}/answer/"
    client = client_for(composer)
    form = Page(client.get(here))
    assert "The text was changed since it was e-mailed to Ola Law." in form.text

    sent = {"verdict": "given", "how": "email", "code": "OL/1/Y", "comment": "I clear it."}
    sent |= {"words": "mailed", "day_day": "16", "day_month": "11", "day_year": "2020"}
    sent["seen"] = form.one("input", name="seen").get("value") or ""
    assert client.post(here, sent).status_code == 302

    assert [each.state for each in standings_of(report, DAY)] == [State.CHANGED]


def unasked(report: Report, composer: User) -> Clearance:
    """Return a clearance recorded without an address, of words that were changed since."""
    wanted = Wanted("legal", "Ola Law", section=money(report))
    clearance = recorded(report, wanted, BY_EMAIL, composer).clearance
    money(report).parts.update(text="It costs £50,000.")
    return clearance


def test_nobody_is_asked_again_without_an_address_and_the_page_says_what_to_do(
    report: Report, composer: User, client_for: Callable[..., Client]
) -> None:
    clearance = unasked(report, composer)
    with pytest.raises(NoAddress):
        ask_again(clearance, composer, DAY)
    client = client_for(composer)
    here = f"/councils/{report.council.slug}/reports/{report.pk}/clearances/"
    assert not [f for f in Page(client.get(here)).all("form") if "Ask again" in f.text]

    page = Page(client.post(f"{here}{clearance.pk}/again/", {}, follow=True))

    assert "Ola Law has no e-mail address here, so nobody can be asked again." in page.text
    assert page.links["Record what they say instead"] == f"{here}{clearance.pk}/answer/"
    assert not OutgoingEmail.objects.exists()


def test_what_they_say_now_takes_the_place_of_an_answer_that_holds_no_more(
    report: Report, composer: User, client_for: Callable[..., Client]
) -> None:
    clearance = unasked(report, composer)
    here = f"/councils/{report.council.slug}/reports/{report.pk}/clearances/{clearance.pk}/answer/"
    client = client_for(composer)
    sent = {"verdict": "given", "how": "telephone", "code": "OL/2/Y", "comment": "Fine."}
    sent |= {"words": "now"} | typed_day(DAY)
    sent["seen"] = Page(client.get(here)).one("input", name="seen").get("value") or ""

    assert client.post(here, sent).status_code == 302

    [standing] = standings_of(report, DAY)
    assert standing.state == State.GIVEN
    assert standing.answer is not None
    assert standing.answer.code == "OL/2/Y"
    assert "does not wait for your answer" in Page(client.post(here, sent), 409).text
