"""Publishing a paper finished in Word: the page beforehand, the appendices, corrections."""

from collections.abc import Callable

import pytest
from django.test import Client

from councils.models import Council
from councils.versions import Decided
from inspections.models import Judgement
from reports.composing import compose, composed_digest_of
from reports.editions.publishing import Choice, Ready, publish
from reports.finished.receiving import confirm, drop, receive
from reports.finished.standing import edition_from, standing_for
from reports.models import Edition, FinishedPaper, Report
from reports.paper_files import paper_docx
from tests.factories import (
    DAY,
    make_appendix,
    make_body,
    make_inspection,
    make_judgement,
    make_part,
    make_plan,
    make_report,
    make_section,
    make_user,
)
from tests.pages import Page, fix_today
from tests.reports.published_papers import published, said
from tests.reports.word_files import rewritten, sent

pytestmark = pytest.mark.django_db

KIND = Edition.Kind
SINCE = "What the paper is built from was changed since that Word file was looked over"


@pytest.fixture
def report(council: Council, monkeypatch: pytest.MonkeyPatch) -> Report:
    """A paper with a table of grades from the data, and a written appendix of two paragraphs."""
    fix_today(monkeypatch)
    plan = make_plan(council)
    inspection = make_inspection(council)
    plan.sources.add(inspection)
    make_judgement(inspection, area="overall_effectiveness", grade="good")
    report = make_report(council, body=make_body(council, "Cabinet"), title="Outcome")
    report.plans.add(plan)
    section = make_section(report, heading="Background")
    make_part(section, "Inspectors came on 16 January 2017.")
    make_part(section, kind="built", of="judgements")
    make_appendix(report, title="Costs", text="In all £9,000.\n\nIt is paid in June.")
    return report


@pytest.fixture
def client(client_for: Callable[..., Client]) -> Client:
    return client_for("democratic-services")


def taken(report: Report, old: str = "", new: str = "") -> FinishedPaper:
    """Return the paper sent back as a Word file in which something is written otherwise."""
    content = paper_docx(compose(report, DAY).document)
    return receive(report, make_user(), sent(rewritten(content, old, new) if old else content))


def stands(held: FinishedPaper) -> FinishedPaper:
    confirm(held, make_user(), DAY, composed_digest_of(held.report, DAY)(""))
    return held


def here(held: FinishedPaper, more: str = "") -> str:
    report = held.report
    return f"/councils/{report.council.slug}/reports/{report.pk}/finished/{held.pk}/{more}"


def publishing(report: Report) -> str:
    return f"/councils/{report.council.slug}/reports/{report.pk}/publish/"


def test_the_page_that_is_published_is_there_before_and_after_confirming(
    client: Client, report: Report
) -> None:
    held = taken(report, "Inspectors came on", "They came on")
    link = Page(client.get(here(held))).links["See the page that is published from it"]
    assert link == here(held, "page/")

    before = Page(client.get(link))
    stands(held)
    after = Page(client.get(link))

    for page, words in ((before, "does not stand for the paper yet"), (after, "It stands for")):
        assert words in page.text
        paper = page.one("article").text
        assert "They came on 16 January 2017." in paper
        assert "Inspectors came on" not in paper
        assert "In all £9,000." in paper
    assert not [f for f in Page(client.get(link)).all("form") if "publish" in f.text.lower()]


def test_what_differs_in_appendices_that_are_made_from_the_data_is_said(report: Report) -> None:
    stands(taken(report, "In all £9,000.", "In all £8,000."))

    known = Ready(report, DAY, Choice()).known

    said = "The appendix files are made from the data, although the paper is from Word."
    where = "In an appendix, £8000 in the Word file is £9000 in the data: “In all £8,000.”."
    assert known[1:3] == [said, where]


def test_an_appendix_that_changes_after_the_page_was_read_is_not_published_unseen(
    report: Report,
) -> None:
    """Its file is drawn from the data, although the paper is from Word."""
    stands(taken(report))
    seen = Ready(report, DAY, Choice()).digest
    report.appendices.update(text="In all £7,000.")

    with pytest.raises(Decided, match="was changed while you were reading"):
        publish(report, make_user(), DAY, Choice(), seen)


def test_an_edition_from_word_holds_what_its_appendix_files_were_drawn_from(
    report: Report,
) -> None:
    stands(taken(report, "In all £9,000.", "In all £8,000."))

    data = published(report).data

    assert "In all £8,000." in str(data["public"])
    assert "In all £9,000." in str(data["public_composed"])
    assert "In all £9,000." not in str(data["public"])


def test_what_differs_in_the_paper_itself_is_none_of_the_appendices(report: Report) -> None:
    stands(taken(report, "16 January 2017", "17 January 2017"))

    assert not [said for said in Ready(report, DAY, Choice()).known if "In an appendix" in said]


def test_a_word_file_without_the_appendices_differs_from_them_in_nothing(report: Report) -> None:
    report.appendices.all().delete()
    content = paper_docx(compose(report, DAY).document)
    make_appendix(report, title="Costs", text="In all £9,000.")
    stands(receive(report, make_user(), sent(content)))

    assert not [said for said in Ready(report, DAY, Choice()).known if "In an appendix" in said]


def test_what_the_paper_is_built_from_and_changed_since_is_told(
    client: Client, report: Report
) -> None:
    """Nothing is changed in the paper: its version is the same."""
    held = stands(taken(report))
    assert not [said for said in Ready(report, DAY, Choice()).known if "since" in said]
    assert "since that Word file" not in Page(client.get(here(held))).text

    Judgement.objects.update(grade="inadequate")

    assert [said for said in Ready(report, DAY, Choice()).known if said.startswith(SINCE)]
    assert SINCE in Page(client.get(here(held))).text


def corrected() -> Choice:
    return Choice(KIND.CORRECTION, because="A figure was wrong.")


def test_a_correction_is_not_published_from_the_old_word_file_before_somebody_says_so(
    client: Client, report: Report
) -> None:
    held = stands(taken(report))
    published(report)
    assert edition_from(held) is not None
    ready = Ready(report, DAY, corrected())

    with pytest.raises(Decided, match="Say whether that stands for the correction too"):
        publish(report, make_user(), DAY, corrected(), ready.digest)

    page = Page(client.get(publishing(report)))
    assert "Does the Word file stand for the correction too?" in page.text
    assert not [b for b in page.all("button") if b.text == "Publish"]


def test_confirmed_again_the_old_word_file_stands_for_the_correction(
    client: Client, report: Report
) -> None:
    held = stands(taken(report))
    published(report)
    asked = Page(client.get(publishing(report)))
    link = asked.links[f"Yes: look it over and confirm it again: {held.file_name}"]
    page = Page(client.get(link))
    seen = page.one("input", name="seen").get("value")

    answer = client.post(link, {"seen": seen})

    assert answer["Location"] == publishing(report)
    assert "stand for the correction too?" not in Page(client.get(publishing(report))).text
    edition = published(report, kind=KIND.CORRECTION, because="A figure was wrong.")
    words = edition.files.get(name__endswith="2.docx")
    assert "Inspectors came on 16 January 2017." in said(words)
    assert "What it corrects: A figure was wrong." in said(words)


def test_a_correction_can_be_made_from_the_data_instead(client: Client, report: Report) -> None:
    held = stands(taken(report))
    published(report)
    form = next(
        f for f in Page(client.get(publishing(report))).all("form") if "from the data" in f.text
    )

    answer = client.post(form.get("action"), {"to": "publish"})

    assert answer["Location"] == publishing(report)
    assert standing_for(held.report) is None
    assert [b for b in Page(client.get(publishing(report))).all("button") if b.text == "Publish"]


def test_a_file_that_was_taken_back_meanwhile_is_not_confirmed_and_who_did_not_know_is_told(
    client: Client, report: Report
) -> None:
    held = taken(report)
    seen = Page(client.get(here(held))).one("input", name="seen").get("value")
    drop(FinishedPaper.objects.get(pk=held.pk))

    told = Page(client.post(here(held), {"seen": seen}), 409)

    assert "“Final paper.docx” was taken back at" in told.text
    assert not told.texts("button", "govuk-button")[1:]
    held.refresh_from_db()
    assert held.confirmed_at is None
    with pytest.raises(Decided):
        stands(FinishedPaper.objects.get(pk=held.pk))


def test_a_stale_copy_of_a_file_that_was_taken_back_is_not_confirmed(report: Report) -> None:
    stale = taken(report)
    drop(FinishedPaper.objects.get(pk=stale.pk))
    assert stale.dropped_at is None

    with pytest.raises(Decided, match="was taken back"):
        stands(stale)


def test_the_second_of_two_who_confirm_the_same_file_is_told_by_whom(report: Report) -> None:
    stale = taken(report)
    first = stands(FinishedPaper.objects.get(pk=stale.pk))

    with pytest.raises(Decided, match="It stands for the paper already"):
        stands(stale)
    stale.refresh_from_db()
    assert stale.confirmed_by == first.confirmed_by


def test_an_exempt_file_is_told_of_where_nothing_is_exempt_any_more(report: Report) -> None:
    part = make_part(report.sections.get(), "A sale.", exempt_under=3, exempt_because="x")
    content = paper_docx(compose(report, DAY, is_public=False).document)
    stands(receive(report, make_user(), sent(content), is_public=False))
    assert "with what is kept out" in Ready(report, DAY, Choice()).known[0]

    part.delete()

    known = " ".join(Ready(report, DAY, Choice()).known)
    assert "nothing of the report is exempt any more: that file is not published" in known
    assert "is published as it was finished in Word" not in known
