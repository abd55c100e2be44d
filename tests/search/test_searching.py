"""What the search page finds, in which order, how it narrows, and what it says of nothing."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionplans.models import ProgressUpdate
from councils.models import Council, User
from councils.roles import Role
from tests import factories as make
from tests.factories import days
from tests.pages import fix_today

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def manager(council: Council) -> User:
    return make.make_member(council=council, role=Role.PLAN_MANAGER)


@pytest.fixture
def browser(manager: User) -> Client:
    return signed_in(manager)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def titles(browser: Client, q: str, **asked: str) -> list[str]:
    page = browser.get("/search/", {"q": q} | asked).context["page"]
    return [hit.shown.title for hit in page] if page else []


def test_an_action_is_found_first_by_its_number(browser: Client, council: Council) -> None:
    plan = make.make_plan(council, title="Plan")
    make.make_action(plan, reference="15", text="Read action 16, then action 16 again.")
    make.make_action(plan, reference="16", text="Visit every child.")
    make.make_action(plan, reference="R4", text="Meet the board.")

    assert titles(browser, "action 16") == [
        "Action 16: Visit every child.",
        "Action 15: Read action 16, then action 16 again.",
    ]
    assert titles(browser, "r4") == ["Action R4: Meet the board."]


def test_an_action_is_found_by_its_number_with_and_without_its_letter(
    browser: Client, council: Council
) -> None:
    plan = make.make_plan(council, title="Plan")
    make.make_action(plan, reference="A5", text="Visit every child.")
    make.make_action(plan, reference="7", text="Meet the board.")

    assert titles(browser, "action 5") == titles(browser, "5") == ["Action A5: Visit every child."]
    assert titles(browser, "action A7") == ["Action 7: Meet the board."]


def test_a_word_cut_short_finds_what_begins_so_and_the_page_says_so(
    browser: Client, council: Council
) -> None:
    plan = make.make_plan(council, title="Plan")
    make.make_action(plan, reference="1", text="Give every social worker supervision.")
    make.make_action(plan, reference="2", text="Supervise less, and supplant nothing.")

    page = browser.get("/search/", {"q": "supervisi"})

    assert [hit.shown.title for hit in page.context["page"]] == [
        "Action 2: Supervise less, and supplant nothing.",
        "Action 1: Give every social worker supervision.",
    ]
    assert "<mark" in page.content.decode()
    assert "Nothing holds this word as it stands." in page.content.decode()
    assert titles(browser, "soci work supervis") == [
        "Action 1: Give every social worker supervision."
    ]
    assert titles(browser, "supervisi board") == []
    assert "as it stands" not in browser.get("/search/", {"q": "supervision"}).content.decode()


@pytest.mark.parametrize("words", ["sup", '"supervisi"', "-every supervisi", "supervisi:*|child"])
def test_beginnings_are_looked_for_only_where_nothing_narrows_the_words(
    browser: Client, council: Council, words: str
) -> None:
    make.make_action(make.make_plan(council), text="Give every social worker supervision.")

    assert titles(browser, words) == []


def test_what_no_browser_sends_is_answered_in_plain_words(browser: Client) -> None:
    refused = browser.get("/search/", {"q": "a\0b", "kind": "nothing", "council": "nowhere"})

    said = refused.content.decode()
    assert "Choose what to look for from the list" in said
    assert "Choose a council from the list" in said
    assert "Null characters" not in said


def test_an_action_is_found_by_its_number_in_another_plan(
    browser: Client, council: Council
) -> None:
    action = make.make_action(make.make_plan(council), reference="1", text="Visit.")
    make.make_place(make.make_plan(council), action, reference="G7")

    assert titles(browser, "action G7") == ["Action 1: Visit."]


def test_an_action_is_found_by_words_of_its_own_and_of_its_steps_together(
    browser: Client, council: Council
) -> None:
    action = make.make_action(make.make_plan(council), steps=0, reference="3", text="Audit files.")
    make.make_milestone(action, text="Tell the supervisors.")

    assert titles(browser, "auditing supervisor") == ["Action 3: Audit files."]
    assert titles(browser, "audit -supervisor") == []


def test_it_is_narrowed_by_kind_council_and_days(manager: User, council: Council) -> None:
    other = make.make_council(name="Second")
    make.make_member(council=other, role=Role.READER, user=manager)
    browser = signed_in(manager)
    make.make_plan(council, title="Visits here", agreed_on=days(-9))
    plan = make.make_plan(other, title="Visits there", agreed_on=days(-40))
    make.make_action(plan, text="Visits", reference="1")

    assert sorted(titles(browser, "visits")) == ["Action 1: Visits", "Visits here", "Visits there"]
    assert titles(browser, "visits", kind="actions") == ["Action 1: Visits"]
    assert titles(browser, "visits", council=council.slug) == ["Visits here"]
    assert titles(browser, "visits", council="others") == []
    day = days(-20)
    since = {"since_day": str(day.day), "since_month": str(day.month), "since_year": str(day.year)}
    assert titles(browser, "visits", **since) == ["Visits here"]


@pytest.mark.parametrize(
    "words", ["*", "%", "the", '"', "' or 1=1 --", "<script>alert(1)</script>", "&", "-", "\\"]
)
def test_odd_words_are_answered_with_a_page(browser: Client, words: str) -> None:
    answer = browser.get("/search/", {"q": words})

    assert answer.status_code == 200
    assert "Nothing found" in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()


def test_too_much_is_refused_with_a_sentence_and_kept(browser: Client) -> None:
    page = browser.get("/search/", {"q": "visit " * 2000}).content.decode()

    assert "Search for 200 characters or fewer: you typed 11,999" in page
    assert "visit visit visit" in page


def test_text_is_shown_as_text_with_the_words_marked(browser: Client, council: Council) -> None:
    action = make.make_action(make.make_plan(council))
    make.make_update(action, text="Visits & tea <script>go()</script>" + " More." * 3000)
    page = browser.get("/search/", {"q": "visit"}).content.decode()

    assert "<mark>Visits</mark> &amp; tea" in page
    assert "<script>go" not in page
    assert "1 found for “visit”" in page
    assert len(page) < 30_000


def test_nothing_found_says_what_to_try(browser: Client) -> None:
    page = browser.get("/search/", {"q": "zebra", "council": "others"}).content.decode()

    assert "Nothing found for “zebra”" in page
    assert "Try fewer words" in page
    assert 'href="/search/?q=zebra"' in page
    assert "no word in it to look for" in browser.get("/search/?q=the").content.decode()


def test_each_page_offers_the_box_once(browser: Client, council: Council) -> None:
    for path in ("/", f"/councils/{council.slug}/", "/search/"):
        assert browser.get(path).content.decode().count('role="search"') == 1
    assert 'role="search"' not in Client().get("/accounts/login/").content.decode()


def test_more_hits_need_no_more_queries_and_come_in_pages(
    browser: Client, council: Council
) -> None:
    plan = make.make_plan(council, title="Visits")
    action = make.make_action(plan)
    make.make_update(action, text="Visits go on.")
    few = queries(browser, "visits")
    for _ in range(21):
        make.make_update(action, text="Visits go on.")
    many = queries(browser, "visits")

    assert many == few
    assert len(titles(browser, "visits")) == 20
    assert len(titles(browser, "visits", page="2")) == 3


def queries(browser: Client, q: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert titles(browser, q)
    return len(caught)


def test_a_name_asked_about_cannot_be_searched_by_members(council: Council) -> None:
    """The row is not found at all, so that leaving the name out tells nothing either."""
    plan = make.make_plan(council, title="Plan for Zuleika Quent")
    make.make_action(plan, text="Visit every week.", reference="1")
    make.make_action(plan, text="Visit Zuleika  Quent.", reference="2")
    make.make_redaction(council, "Zuleika Quent")
    member = signed_in(make.make_member(council=council, role=Role.SCRUTINY_MEMBER))
    officer = signed_in(make.make_member(council=council, role=Role.DIRECTOR))

    for words in ("Zuleika", "quent", "visit"):
        found: Any = member.get("/search/", {"q": words}).context["page"]
        shown = "".join(f"{hit.shown}{hit.title}{hit.quote}" for hit in found)
        assert "Zuleika" not in shown
        assert len(list(found)) == (words == "visit")
    assert len(titles(officer, "Zuleika")) == 2


def test_what_was_taken_out_of_a_row_is_found_no_more(browser: Client, council: Council) -> None:
    """Words are looked for in the rows themselves, or in what the database makes of them."""
    plan = make.make_plan(council, title="Visits by Zuleika")
    assert titles(browser, "Zuleika") == ["Visits by Zuleika"]

    plan.title = "Visits"
    plan.save()

    assert titles(browser, "Zuleika") == []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attgenerated FROM pg_attribute"
            " WHERE attname = 'words' AND attrelid = %s::regclass",
            [ProgressUpdate._meta.db_table],
        )
        assert cursor.fetchone() == ("s",)


HELD = {
    "next-steps": lambda body: make.make_next_step(body, text="Thresholds"),
    "visits": lambda body: make.make_visit(body, place="Thresholds"),
    "learning-points": lambda body: make.make_learning_point(body, text="Thresholds"),
    "acronyms": lambda body: make.make_acronym(body.council, "TH", full="Thresholds"),
}


def test_what_bodies_hold_and_acronyms_are_kinds_of_their_own(
    browser: Client, council: Council
) -> None:
    other = make.make_body(council, "Board")
    for held in HELD.values():
        held(other)

    everything = browser.get("/search/", {"q": "threshold"}).context["found"]
    assert {each.kind.key: each.number for each in everything.counts} == dict.fromkeys(HELD, 1)
    for kind in HELD:
        [hit] = browser.get("/search/", {"q": "threshold", "kind": kind}).context["page"]
        assert "<mark>Thresholds</mark>" in f"{hit.title}{hit.quote}"
        page = browser.get(hit.shown.address).content.decode()
        assert f'id="{hit.shown.address.partition("#")[2]}"' in page


def test_a_visit_is_narrowed_by_its_own_day(browser: Client, council: Council) -> None:
    body = make.make_body(council)
    make.make_visit(body, place="Thresholds", day=days(-40))
    make.make_visit(body, place="The thresholds team", day=days(-9))
    day = days(-20)
    since = {"since_day": str(day.day), "since_month": str(day.month), "since_year": str(day.year)}

    assert titles(browser, "thresholds", **since) == ["The thresholds team"]


def test_more_of_what_bodies_hold_needs_no_more_queries(browser: Client, council: Council) -> None:
    body = make.make_body(council)
    plan = make.make_plan(council)
    make.make_visit(body, place="Thresholds", plan=plan)
    make.make_next_step(body, text="Thresholds", plan=plan)
    make.make_learning_point(body, text="Thresholds", plan=plan)
    few = queries(browser, "thresholds")
    for _ in range(5):
        more = make.make_body(council)
        make.make_visit(more, place="Thresholds", plan=make.make_plan(council))
        make.make_next_step(more, lesson=make.make_lesson(council, "Thresholds"))
        make.make_learning_point(more, lesson=make.make_lesson(council, "Thresholds"))

    assert queries(browser, "thresholds") == few
