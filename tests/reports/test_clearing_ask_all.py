"""All clearances of a paper asked for at one press, of whom they were asked last time."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from councils.models import Body, Council, OutgoingEmail, User
from councils.roles import Role
from reports.clearance_states import State
from reports.clearing import standings_of
from reports.clearing_asked import Wanted, ask
from reports.clearing_proposed import Proposal, proposals
from reports.models import Clearance, Report
from tests.factories import (
    DAY,
    make_body,
    make_clearance,
    make_clearance_answer,
    make_member,
    make_part,
    make_report,
    make_section,
)
from tests.pages import Page, fix_today, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cabinet(council: Council) -> Body:
    return make_body(council, "Cabinet")


@pytest.fixture
def report(council: Council, cabinet: Body, monkeypatch: pytest.MonkeyPatch) -> Report:
    """A paper that wants three clearances, for which nobody was asked yet."""
    fix_today(monkeypatch)
    return wanting(make_report(council, body=cabinet, title="Progress in autumn"))


@pytest.fixture
def composer(council: Council) -> User:
    return make_member(council, Role.DEMOCRATIC_SERVICES, name="Ann Clerk", email="ann@b.example")


@pytest.fixture
def officer(council: Council) -> User:
    return make_member(council, Role.LEAD_OFFICER, name="Nia Morris", email="nia@b.example")


def wanting(report: Report) -> Report:
    for heading, kinds in (("Money", ["finance"]), ("Law", ["legal", "equalities"])):
        section = make_section(report, key=heading.lower(), heading=heading, clearances=kinds)
        make_part(section, f"Of {heading.lower()}.")
    return report


def before(report: Report, officer: User, *, body: Body | None = None) -> Report:
    """Return a paper before this one, of which clearances were asked by account and by e-mail."""
    held = wanting(make_report(report.council, body=body or report.body, title="Progress in June"))
    sections = {each.key: each for each in held.sections.all()}
    make_clearance(held, officer, section=sections["money"])
    outside = {"asked_of": None, "name": "Ola Law", "email": "ola@l.example", "kind": "legal"}
    make_clearance(held, section=sections["law"], **outside)
    make_clearance(held, officer, kind="director")
    return held


def proposed(report: Report) -> list[Proposal]:
    return proposals(report, standings_of(report, DAY))


def here(report: Report) -> str:
    return reverse("reports:clearance_ask_all", args=[report.council.slug, report.pk])


def sent_from(page: Page, **more: Any) -> dict[str, Any]:
    """Return what the page sends as it stands."""
    found = {"seen": page.one("input", name="seen").get("value")}
    for tick in page.all("input", "govuk-checkboxes__input"):
        if tick.get("checked") is not None:
            found[tick.get("name") or ""] = "on"
    for choice in page.all("select"):
        chosen = [o.get("value") for o in choice.all("option", selected="")]
        found[choice.get("name") or ""] = (chosen or [""])[0]
    return found | more


def test_without_a_paper_before_what_the_style_wants_is_proposed_of_nobody(report: Report) -> None:
    found = proposed(report)

    assert [(each.words, each.email) for each in found] == [
        ("Finance clearance of “Money”", ""),
        ("Legal clearance of “Law”", ""),
        ("Equalities of “Law”", ""),
    ]


def test_who_was_asked_for_the_last_paper_to_the_body_is_proposed_and_what_it_was_cleared_for(
    report: Report, officer: User
) -> None:
    before(report, officer)

    found = proposed(report)

    assert [(each.words, each.email) for each in found] == [
        ("Finance clearance of “Money”", "nia@b.example"),
        ("Legal clearance of “Law”", "ola@l.example"),
        ("Equalities of “Law”", ""),
        ("Director clearance of the whole paper", "nia@b.example"),
    ]
    assert found[0].because == "As for “Progress in June”, Cabinet"


def test_a_paper_to_another_body_says_of_whom_but_not_for_what_else(
    report: Report, officer: User
) -> None:
    before(report, officer, body=make_body(report.council, "Scrutiny"))

    found = proposed(report)

    assert [each.email for each in found] == ["nia@b.example", "ola@l.example", ""]


def test_what_lapsed_and_what_was_returned_is_asked_for_again(
    report: Report, officer: User
) -> None:
    lapsed = make_clearance(report, officer, section=report.sections.get(key="money"))
    make_clearance_answer(lapsed)
    returned = make_clearance(report, officer, section=report.sections.get(key="law"), kind="legal")
    make_clearance_answer(returned, verdict="returned", code="", comment="Say more.")

    found = [(each.again_of, each.email) for each in proposed(report) if each.again_of]

    assert found == [(lapsed, "nia@b.example"), (returned, "nia@b.example")]


def test_one_press_asks_for_all_and_each_person_gets_one_e_mail(
    report: Report, officer: User, composer: User, client_for: Callable[..., Client]
) -> None:
    before(report, officer)
    client = client_for(composer)
    page = Page(client.get(here(report)))
    sent = sent_from(page)
    nobody = next(name for name, value in sent.items() if name.startswith("who_") and not value)

    answer = client.post(here(report), sent | {nobody: "ola@l.example"}, follow=True)

    said = "4 clearances are asked for, of Nia Morris and Ola Law, in one e-mail each."
    assert said in Page(answer).text
    states = [each.state for each in standings_of(report, DAY)]
    assert states == [State.WAITING] * 4
    nia, ola = OutgoingEmail.objects.order_by("to")
    assert (nia.to, ola.to) == ("nia@b.example", "ola@l.example")
    assert "1. Finance clearance of “Money”" in nia.body
    assert "2. Director clearance of the whole paper" in nia.body
    links = Clearance.objects.filter(report=report, asked_of=officer).values_list("pk", flat=True)
    assert [f"/clearances/{pk}/" in nia.body for pk in links] == [True, True]
    assert "2. Equalities of “Law”" in ola.body
    assert ola.body.count("Of law.") == 2
    assert "http" not in ola.body
    assert proposed(report) == []


def test_only_what_is_ticked_is_asked_for_and_by_the_day_that_was_typed(
    report: Report, officer: User, composer: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(composer)
    page = Page(client.get(here(report)))
    sent = sent_from(page, wanted_by_day="20", wanted_by_month="11", wanted_by_year="2026")
    ticks = [name for name in sent if name.startswith("take_")]
    sent = {name: value for name, value in sent.items() if name not in ticks[1:]}
    sent[ticks[0].replace("take_", "who_")] = "nia@b.example"

    assert client.post(here(report), sent).status_code == 302

    [asked] = Clearance.objects.filter(report=report)
    assert (asked.asked_of, asked.kind, asked.wanted_by) == (
        officer,
        "finance",
        DAY.replace(day=20),
    )
    assert "It is wanted by 20 November 2026." in OutgoingEmail.objects.get().body


def test_what_is_ticked_without_anybody_and_nothing_ticked_say_what_to_do(
    report: Report, composer: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(composer)
    sent = sent_from(Page(client.get(here(report))))

    shown = Page(client.post(here(report), sent))
    assert "Choose who is asked for finance clearance of “Money”" in shown.text
    nothing = {name: value for name, value in sent.items() if not name.startswith("take_")}
    assert "Tick what is to be asked for" in Page(client.post(here(report), nothing)).text
    stranger = sent | {name: "x@x.example" for name in sent if name.startswith("who_")}
    assert "Select a valid choice" in Page(client.post(here(report), stranger)).text
    assert not Clearance.objects.exists()


def test_pressed_twice_it_is_asked_once(
    report: Report, officer: User, composer: User, client_for: Callable[..., Client]
) -> None:
    before(report, officer)
    asked_before = Clearance.objects.count()
    client = client_for(composer)
    sent = sent_from(Page(client.get(here(report))))
    sent = {name: value or "nia@b.example" for name, value in sent.items()}

    client.post(here(report), sent)
    client.post(here(report), sent)

    assert Clearance.objects.count() == asked_before + 4
    assert OutgoingEmail.objects.count() == 2


def test_the_second_of_two_who_ask_for_all_is_told_by_whom_and_sees_what_is_left(
    report: Report, officer: User, composer: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(composer)
    page = Page(client.get(here(report)))
    sent = {name: value or "nia@b.example" for name, value in sent_from(page).items()}
    other = make_member(report.council, Role.DEMOCRATIC_SERVICES, name="Bob Clerk")
    money = report.sections.get(key="money")
    ask(report, Wanted("finance", "", section=money, user=officer), other, DAY)

    told = Page(client.post(here(report), sent), 409)

    assert "Bob Clerk asked for a clearance of this paper, or recorded one" in told.text
    assert len(told.all("input", "govuk-checkboxes__input")) == 2
    kept = [o.get("value") for o in told.all("option", selected="")]
    assert kept == ["nia@b.example"] * 2
    left = sent_from(told)
    assert client.post(here(report), left).status_code == 302
    assert Clearance.objects.filter(report=report).count() == 3


def test_nothing_to_ask_for_says_so(
    council: Council, cabinet: Body, composer: User, client_for: Callable[..., Client]
) -> None:
    page = Page(client_for(composer).get(here(make_report(council, body=cabinet))))

    assert "Nothing is to be asked for" in page.text
    assert not page.all("button", "govuk-button", type="submit")


def test_the_page_asks_no_more_questions_of_the_database_for_more_clearances(
    report: Report, officer: User, composer: User, client_for: Callable[..., Client]
) -> None:
    before(report, officer)
    client = client_for(composer)
    few = len(queries_of(client, here(report)))
    for number in range(12):
        make_section(report, heading=f"Of {number}", clearances=["finance", "legal"])
    before(report, officer, body=make_body(report.council))

    assert len(queries_of(client, here(report))) <= few
