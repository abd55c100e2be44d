"""Clearances and a paper finished in Word: what was cleared and is rewritten there lapses."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from councils.models import Council
from reports.clearance_states import Standing, State
from reports.clearing import Said, record_again, standings_of
from reports.clearing_asked import Wanted as Asked
from reports.composing import compose, composed_digest_of, digest_of
from reports.editions.publishing import Choice, Ready
from reports.finished.receiving import confirm, drop, receive
from reports.models import ClearanceAnswer, FinishedPaper, Report
from reports.paper_files import paper_docx
from tests.factories import DAY, make_body, make_part, make_report, make_section, make_user
from tests.pages import Page, fix_today
from tests.reports.cleared import recorded
from tests.reports.word_files import rewritten, sent

pytestmark = pytest.mark.django_db

CODE = "NM/16112026/Y"


@pytest.fixture
def report(council: Council, monkeypatch: pytest.MonkeyPatch) -> Report:
    """A paper of two sections, of which the second was cleared by somebody without an address."""
    fix_today(monkeypatch)
    report = make_report(council, body=make_body(council, "Cabinet"), title="Outcome")
    make_part(make_section(report, heading="Background"), "Inspectors came in January.")
    money = make_section(report, heading="Financial implications")
    make_part(money, "There are no costs.")
    cleared(report, "Head of Finance")
    return report


def cleared(report: Report, name: str, *, whole: bool = False) -> ClearanceAnswer:
    section = None if whole else report.sections.get(heading="Financial implications")
    said = Said("given", DAY, CODE, "I clear it.", "email")
    return recorded(report, Asked("finance", name, section=section), said, make_user())


def word(report: Report) -> bytes:
    return paper_docx(compose(report, DAY).document)


def take(report: Report, content: bytes) -> FinishedPaper:
    return receive(report, make_user(), sent(content))


def let_stand(held: FinishedPaper) -> Any:
    seen = composed_digest_of(held.report, DAY)("")
    return confirm(held, make_user(), DAY, seen)


def only(report: Report) -> Standing:
    [standing] = standings_of(report, DAY)
    return standing


def test_a_cleared_section_that_is_rewritten_in_word_is_not_cleared_any_more(
    report: Report,
) -> None:
    content = rewritten(word(report), "There are no costs.", "It costs whatever it takes.")
    held = take(report, content)
    assert only(report).state == State.GIVEN

    found = let_stand(held)

    assert [each.standing.clearance.name for each in found.lapsing] == ["Head of Finance"]
    assert only(report).state == State.CHANGED
    assert only(report).because == "It was rewritten in Word, in “Final paper.docx”."
    told = Ready(report, DAY, Choice()).known[0]
    assert told.endswith(
        "Head of Finance cleared it. It was rewritten in Word, in “Final paper.docx”."
    )


def test_what_is_rewritten_elsewhere_leaves_a_clearance_as_it_is(report: Report) -> None:
    content = rewritten(word(report), "Inspectors came in January.", "They came.")

    found = let_stand(take(report, content))

    assert list(found.lapsing) == []
    assert only(report).state == State.GIVEN


def test_a_clearance_of_the_whole_paper_lapses_with_any_word(report: Report) -> None:
    cleared(report, "Director", whole=True)
    content = rewritten(word(report), "Inspectors came in January.", "They came.")

    let_stand(take(report, content))

    states = {each.clearance.name: each.state for each in standings_of(report, DAY)}
    assert states == {"Head of Finance": State.GIVEN, "Director": State.CHANGED}


def test_a_code_marks_of_quotation_and_a_typed_number_are_no_other_words(report: Report) -> None:
    """The file was taken away before the section was cleared, or after; Word bends the marks."""
    part = report.sections.get(heading="Background").parts.get()
    type(part).objects.filter(pk=part.pk).update(text='The council\'s "plan" - agreed.')
    cleared(report, "Director", whole=True)
    content = rewritten(word(report), f"[{CODE}]", "")
    content = rewritten(
        content, "The council's &quot;plan&quot; - agreed.", "The council’s “plan” – agreed."
    )
    content = rewritten(content, ">Financial implications<", ">2. Financial  implications<")

    found = let_stand(take(report, content))

    assert [each.standing.clearance.name for each in found.lapsing] == ["Director"]


def test_where_the_heading_is_not_found_the_section_counts_as_rewritten(report: Report) -> None:
    content = rewritten(word(report), ">Financial implications<", ">Money<")

    [lapsing] = let_stand(take(report, content)).lapsing

    assert not lapsing.is_found
    said = "Its heading is not in “Final paper.docx”, so it counts as rewritten in Word."
    assert only(report).because == said


def test_two_sections_of_one_heading_are_told_apart(report: Report) -> None:
    make_part(make_section(report, heading="Financial implications"), "Nor in other years.")

    let_stand(take(report, rewritten(word(report), "Nor in other years.", "Later more.")))

    assert only(report).state == State.GIVEN


def test_taken_back_the_file_leaves_what_was_cleared_as_it_was(report: Report) -> None:
    held = take(report, rewritten(word(report), "There are no costs.", "It costs a lot."))
    let_stand(held)

    drop(held)

    assert only(report).state == State.GIVEN


def test_asked_again_it_is_cleared_in_the_words_of_the_file_until_those_change(
    report: Report,
) -> None:
    first = rewritten(word(report), "There are no costs.", "It costs a lot.")
    let_stand(take(report, first))
    old = only(report).clearance
    seen = digest_of(report, DAY)(old.section_key)
    record_again(old, Said("given", DAY, CODE, "Fine.", "email"), make_user(), DAY, seen)
    assert only(report).state == State.GIVEN

    let_stand(take(report, rewritten(first, "Inspectors came in January.", "They came.")))
    assert only(report).state == State.GIVEN
    let_stand(take(report, rewritten(first, "It costs a lot.", "It costs nothing.")))
    assert only(report).state == State.CHANGED


# On the pages


def address(held: FinishedPaper) -> str:
    report = held.report
    return f"/councils/{report.council.slug}/reports/{report.pk}/finished/{held.pk}/"


@pytest.fixture
def client(client_for: Callable[..., Client]) -> Client:
    return client_for("democratic-services")


def test_the_page_names_what_lapses_before_it_is_confirmed_and_why_afterwards(
    client: Client, report: Report
) -> None:
    held = take(report, rewritten(word(report), "There are no costs.", "It costs a lot."))

    page = Page(client.get(address(held)))

    told = page.text
    assert "Cleared words that differ in this file" in told
    assert "Finance clearance of “Financial implications”, by Head of Finance." in told
    assert f"The file still prints the code [{CODE}]: take it out in Word." in told

    seen = page.one("input", name="seen").get("value")
    done = Page(client.post(address(held), {"seen": seen}, follow=True))
    assert "1 clearance has to be asked for again: the words differ in it." in done.text
    listed = Page(client.get(of(report)))
    assert "It was rewritten in Word, in “Final paper.docx”." in listed.text


def of(report: Report) -> str:
    return f"/councils/{report.council.slug}/reports/{report.pk}/clearances/"


def test_who_reads_what_is_cleared_sees_the_words_of_the_file(
    client: Client, report: Report
) -> None:
    let_stand(take(report, rewritten(word(report), "There are no costs.", "It costs a lot.")))
    clearance = only(report).clearance

    page = Page(client.get(f"{of(report)}{clearance.pk}/"))

    assert "As it was finished in Word, in “Final paper.docx”." in page.text
    assert "It costs a lot." in page.text
    assert "There are no costs." not in page.text
    assert "Inspectors came in January." not in page.text


def test_a_change_of_the_data_meanwhile_is_told_before_it_is_confirmed(
    client: Client, report: Report
) -> None:
    held = take(report, word(report))
    seen = Page(client.get(address(held))).one("input", name="seen").get("value")
    report.sections.get(heading="Background").parts.update(text="Otherwise.")

    page = Page(client.post(address(held), {"seen": seen}), 409)

    assert (
        "The paper, or what it is built from, changed since you looked at this page." in page.text
    )
    held.refresh_from_db()
    assert not held.is_confirmed


def test_the_code_of_the_whole_paper_is_no_word_that_was_rewritten(report: Report) -> None:
    cleared(report, "Director", whole=True)
    content = word(report)
    assert "The whole report: [NM/16112026/Y]" in compose(report, DAY).document.blocks[-1].text

    found = let_stand(take(report, content))

    assert list(found.lapsing) == []
    assert [each.state for each in standings_of(report, DAY)] == [State.GIVEN] * 2
