"""Published papers for anybody: off until switched on, kept by caches, never anything exempt."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.redacting.doing import Picked, take_out
from actionplans.redacting.scanning import places
from councils.day_words import in_words
from councils.models import Council
from councils.names import names_in
from councils.roles import Role
from reports.editions.rules import set_public_pages
from reports.editions.withdrawing import withdraw
from reports.models import (
    Edition,
    EditionFile,
    PreElectionPeriod,
    PublishingRules,
    Report,
    StoredStyle,
    Withdrawal,
)
from tests.factories import (
    DAY,
    STYLE,
    make_committee_link,
    make_edition,
    make_edition_file,
    make_redaction,
    make_report,
    make_style,
    make_user,
    make_withdrawal,
)
from tests.pages import Page
from tests.reports.published_papers import CANARY, a_paper, published, with_exempt

pytestmark = pytest.mark.django_db

LIST = "/published/barchester/"


@pytest.fixture
def edition(council: Council) -> Edition:
    """An edition with a page, a PDF and an exempt file, of a council with public pages."""
    set_public_pages(council, True)
    report = make_report(council, title="Progress", reference="progress")
    edition = make_edition(report, address="progress")
    make_edition_file(edition, what="page", content=b'<article class="paper">So far.</article>')
    make_edition_file(edition, name="progress.pdf")
    make_edition_file(edition, name="secret.pdf", title="Secret", is_exempt=True)
    return edition


def test_anybody_reads_a_published_paper_with_its_files_beside_it(edition: Edition) -> None:
    client = Client()
    listed = Page(client.get(LIST))
    shown = Page(client.get(listed.links["Progress"]))

    assert shown.one("article").text == "So far."
    link = next(address for words, address in shown.links.items() if "PDF" in words)
    file = client.get(link)
    assert file.content == b"%PDF-1.7"
    assert file["Content-Disposition"] == 'inline; filename="progress.pdf"'
    assert "Secret" not in shown.text


@pytest.mark.parametrize("path", ["", "progress/", "progress/progress.pdf"])
def test_nothing_is_there_until_the_council_switches_it_on(edition: Edition, path: str) -> None:
    assert Client().get(LIST + path).status_code == 200

    set_public_pages(edition.council, False)
    assert Client().get(LIST + path).status_code == 404
    PublishingRules.objects.all().delete()
    assert Client().get(LIST + path).status_code == 404


@pytest.mark.parametrize("path", ["", "progress/", "progress/progress.pdf"])
def test_it_needs_no_session_and_caches_keep_it(edition: Edition, path: str) -> None:
    for client in (Client(), _signed_in()):
        answer = client.get(LIST + path)

        assert answer["Cache-Control"] == "public, max-age=300"
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "X-Robots-Tag" not in answer


def _signed_in() -> Client:
    client = Client()
    client.force_login(make_user())
    return client


@pytest.mark.parametrize("path", ["progress/", "progress/progress.pdf"])
def test_what_a_cache_holds_is_not_sent_again(edition: Edition, path: str) -> None:
    etag = Client().get(LIST + path)["ETag"]

    again = Client().get(LIST + path, headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")
    make_committee_link(edition)
    if path == "progress/":
        assert Client().get(LIST + path, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("field", ["title", "because", "late_because"])
def test_a_name_taken_out_of_a_title_or_a_reason_is_gone_from_caches(
    edition: Edition, field: str
) -> None:
    kind = {"kind": "correction", "corrects": edition, "because": "x"}
    held = make_edition(edition.report, **kind | {field: "By Zuleika Quent."})
    make_edition_file(held)
    address = f"{LIST}{held.address}/"
    before = Client().get(address)
    asked = make_redaction(edition.council)
    seen = [place.key for place in places(edition.council, names_in(asked.words))]

    take_out(asked, Picked(seen, [], seen), by=make_user(), day=DAY)

    assert "Zuleika" in before.content.decode()
    again = Client().get(address, headers={"If-None-Match": before["ETag"]})
    assert again.status_code == 200
    assert "Zuleika" not in again.content.decode()


@pytest.mark.parametrize("name", ["secret.pdf", "paper-1.pdf", "nothing.pdf", "..%2Fprogress.pdf"])
def test_no_exempt_file_and_nothing_else_is_reached_by_its_name(
    edition: Edition, name: str
) -> None:
    assert Client().get(f"{LIST}progress/{name}").status_code == 404


def test_another_council_s_paper_is_not_under_this_one(
    edition: Edition, other_council: Council
) -> None:
    set_public_pages(other_council, True)

    assert Client().get("/published/framley/progress/").status_code == 404
    assert "Progress" not in Page(Client().get("/published/framley/")).text


def test_a_withdrawn_paper_is_gone_and_says_so(edition: Edition) -> None:
    asked = make_withdrawal(edition)
    assert Client().get(f"{LIST}progress/").status_code == 200
    asked.state, asked.decided_by, asked.decided_on = "done", make_user(), asked.asked_on
    asked.save()
    EditionFile.objects.update(content=None)

    gone = Page(Client().get(f"{LIST}progress/"), 410)
    assert "This paper was withdrawn" in gone.text
    assert "Progress" not in gone.text
    assert Client().get(f"{LIST}progress/progress.pdf").status_code == 404
    assert "Progress" not in Page(Client().get(LIST)).text


def test_a_withdrawn_paper_leads_to_its_correction(edition: Edition) -> None:
    later = {"kind": "correction", "because": "A name.", "corrects": edition, "number": 3}
    right = make_edition(edition.report, title="Put right", address="progress-2", **later)
    make_edition_file(right)
    wrong = make_edition(edition.report, address="progress-9", **later | {"number": 4})
    make_edition_file(wrong)
    for each in (edition, wrong):
        done = {"state": "done", "decided_by": make_user(), "decided_on": DAY}
        Withdrawal.objects.filter(pk=make_withdrawal(each).pk).update(**done)

    links = Page(Client().get(f"{LIST}progress/"), 410).links
    assert links[f"Read the correction of {in_words(right.day)}"] == f"{LIST}progress-2/"
    last = Page(Client().get(f"{LIST}progress-9/"), 410)
    assert not any("correction" in words for words in last.links)


def test_a_corrected_paper_says_so_and_leads_to_the_correction(edition: Edition) -> None:
    later = {"kind": "correction", "because": "A wrong figure.", "corrects": edition}
    right = make_edition(edition.report, title="Progress, put right", address="progress-2", **later)
    make_edition_file(right)

    old = Page(Client().get(f"{LIST}progress/"))
    assert "Superseded" in old.texts("strong", "govuk-tag")
    assert old.links["Progress, put right"] == f"{LIST}progress-2/"
    new = Page(Client().get(f"{LIST}progress-2/"))
    assert "A wrong figure." in new.text


def test_an_edition_of_exempt_files_alone_has_no_public_page(edition: Edition) -> None:
    follows = {"kind": "following", "corrects": edition, "address": "progress-2"}
    alone = make_edition(edition.report, title="Exempt appendix", **follows)
    make_edition_file(alone, name="tender.pdf", is_exempt=True)

    for path in (LIST, f"{LIST}progress/"):
        assert "Exempt appendix" not in Page(Client().get(path)).text
    for path in ("progress-2/", "progress-2/tender.pdf"):
        assert Client().get(f"{LIST}{path}").status_code == 404


@pytest.mark.parametrize("has_page", [True, False])
def test_the_first_heading_of_a_page_is_the_paper_s_title(council: Council, has_page: bool) -> None:
    set_public_pages(council, True)
    edition = published(a_paper(council))
    if not has_page:
        make_edition_file(
            make_edition(edition.report, title="Progress on the plan", address="progress-2")
        )

    shown = Page(Client().get(f"{LIST}{'progress' if has_page else 'progress-2'}/"))

    headings = [
        each for each in shown.main.all("*") if each.element.tag in ("h1", "h2", "h3", "h4")
    ]
    assert (headings[0].element.tag, headings[0].text) == ("h1", "Progress on the plan")
    assert "To keep or print" in [each.text for each in headings]


def test_no_query_grows_with_what_was_published(
    edition: Edition, django_assert_num_queries: Any
) -> None:
    paths = {LIST: 3, f"{LIST}progress/": 4, f"{LIST}progress/progress.pdf": 2}
    for turn in range(2):
        for path, number in paths.items():
            with django_assert_num_queries(number):
                assert Client().get(path).status_code == 200
        for number in range(12):
            more = make_report(edition.council, reference=f"more-{turn}-{number}")
            make_edition_file(make_edition(more), what="page", content=b"<p>More</p>")


def test_nothing_public_says_a_word_of_what_is_exempt(council: Council) -> None:
    set_public_pages(council, True)
    published(with_exempt(a_paper(council)))
    client = Client()

    page = client.get(f"{LIST}progress/")
    links = [address for address in Page(page).links.values() if "/published/" in address]
    assert len(links) > 3
    for each in (client.get(LIST), page, *map(client.get, links)):
        assert CANARY.lower() not in f"{each.headers} {each.content!r}".lower()
    exempt = EditionFile.objects.filter(is_exempt=True)
    assert exempt.count() > 3
    for file in exempt:
        assert client.get(f"{LIST}progress/{file.name}").status_code == 404


def test_a_paper_s_page_keeps_what_it_says_of_itself(council: Council) -> None:
    set_public_pages(council, True)
    published(a_paper(council))

    shown = Page(Client().get(f"{LIST}progress/"))

    assert shown.texts("h1") == ["Progress on the plan"]
    assert "Audit files each month." in shown.text
    assert "style" not in {name for piece in shown.all("*") for name in piece.element.attrib}


LOGO = b"\x89PNG a logo"


@pytest.fixture
def styled(council: Council) -> StoredStyle:
    """A house style of the council's own, with a colour and a logo."""
    set_public_pages(council, True)
    look = {"logo": LOGO, "logo_type": "image/png", "logo_words": "Barchester’s shield"}
    return make_style(council, content=STYLE | {"colour": "#7a1f5c"}, **look)


def _look(client: Client, address: str) -> tuple[str, Any]:
    """Return the paper's own style as the page at an address loads it, and its logo."""
    page = Page(client.get(address))
    sheets = [link.get("href") for link in page.all("link", rel="stylesheet")]
    logo = page.one("img", "paper-logo")
    assert logo.get("alt") == "Barchester’s shield"
    return client.get(sheets[-1]).content.decode(), client.get(urljoin(address, logo.get("src")))


def test_a_paper_s_page_has_the_council_s_colour_and_logo_as_on_the_day_it_was_published(
    council: Council, styled: StoredStyle, client_for: Callable[..., Client]
) -> None:
    edition = published(a_paper(council, house_style=styled))
    StoredStyle.objects.update(content=STYLE | {"colour": "#0000ff"}, logo=b"\x89PNG another")
    inside = reverse("reports:edition_page", args=["barchester", edition.pk])

    for client, address in (
        (Client(), f"{LIST}progress/"),
        (client_for(Role.READER), inside),
    ):
        css, logo = _look(client, address)
        assert "--paper-colour: #7a1f5c" in css
        assert "col.share-25 { width: 25% }" in css
        assert f".paper-plan--{edition.report.plans.get().pk} .plan col:nth-child(1)" in css
        assert (logo.content, logo["Content-Type"]) == (LOGO, "image/png")
        assert "attachment" not in logo.get("Content-Disposition", "")


def test_what_a_page_is_made_of_is_not_listed_among_its_files(
    council: Council, styled: StoredStyle, client_for: Callable[..., Client]
) -> None:
    edition = published(a_paper(council, house_style=styled))
    inside = reverse("reports:edition", args=["barchester", edition.pk])

    for page in (Client().get(f"{LIST}progress/"), client_for(Role.READER).get(inside)):
        files = [words for words in Page(page).links.values() if "progress" in words]
        assert not any("logo" in each or "page" in each for each in files), files


def test_a_withdrawal_takes_the_logo_and_the_style_away_too(
    council: Council, styled: StoredStyle
) -> None:
    edition = published(a_paper(council, house_style=styled))
    names = edition.files.filter(what__in=EditionFile.LOOK).values_list("name", flat=True)
    assert len(names) == 2

    withdraw(make_withdrawal(edition), make_user(), DAY)

    assert {Client().get(f"{LIST}progress/{name}").status_code for name in names} == {404}


# The council's rules


def test_public_pages_are_off_at_first_and_the_rules_switch_them_on(
    council: Council, client_for: Callable[..., Client]
) -> None:
    client = client_for(Role.ADMINISTRATOR)
    address = reverse("reports:publishing_rules", args=["barchester"])
    shown = Page(client.get(address))
    chosen = [i.get("value") for i in shown.all("input", name="has_public_pages", checked="")]
    assert chosen == ["no"]

    sent = {"has_public_pages": "yes", "seen": shown.one("input", name="seen").get("value")}
    client.post(address, sent)

    assert Client().get(LIST).status_code == 200
    late = Page(client.post(address, {"has_public_pages": "no", "seen": "no"}), 409)
    assert "Somebody else changed this while you had it open" in late.text
    assert Client().get(LIST).status_code == 200


def test_a_pre_election_period_is_added_and_removed(
    council: Council, client_for: Callable[..., Client]
) -> None:
    client = client_for(Role.PLAN_MANAGER)
    address = reverse("reports:period_add", args=["barchester"])
    days = {"starts_day": "25", "starts_month": "3", "starts_year": "2027", "ends_day": "6"}
    days |= {"ends_month": "5", "ends_year": "2026", "reason": "Local elections"}
    assert "The last day must not be before the first" in Page(client.post(address, days)).text

    client.post(address, days | {"ends_year": "2027"})

    rules = Page(client.get(reverse("reports:publishing_rules", args=["barchester"])))
    assert "25 March 2027 to 6 May 2027: Local elections" in rules.text
    period = PreElectionPeriod.objects.get()
    client.post(reverse("reports:period_remove", args=["barchester", period.pk]))
    assert not PreElectionPeriod.objects.exists()


def test_reports_keep_their_address(edition: Edition) -> None:
    assert Report.objects.get().reference == edition.address
