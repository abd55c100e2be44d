"""The pieces pages are put together from: the frame's menu, tables, status and bars."""

import re
from collections.abc import Callable
from typing import Any

import django_tables2 as tables
import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django_tables2 import RequestConfig

from councils.models import User
from councils.roles import Role
from tests.factories import make_council, make_member, make_user


class State:
    """Stands for a status: a value and words."""

    def __init__(self, value: str, words: str) -> None:
        self.value, self.words = value, words


LATE, DONE = State("late", "Late"), State("done", "Done")


class PlainTable(tables.Table):
    reference = tables.Column("Ref")
    text = tables.Column("Action", orderable=False)

    class Meta:
        attrs = {"caption": "Actions"}
        empty_text = "No action matches."


class Uncelled(PlainTable):
    """A table whose rows are drawn by a template, from the record alone."""

    row_template = Template("<tr><td>{{ record.text }} by {{ page_owner }}</td></tr>")

    def render_text(self, value: str) -> str:
        raise AssertionError("a cell was built")


def drawn(table: tables.Table, query: str = "", **context: Any) -> str:
    request = RequestFactory().get(f"/plan/{query}")
    RequestConfig(request, paginate={"per_page": 2}).configure(table)
    return render_to_string("tables/table.html", {"table": table, **context}, request)


def rows(number: int) -> list[dict[str, str]]:
    return [{"reference": str(n), "text": f"Action {n}"} for n in range(1, number + 1)]


def test_a_table_says_which_rows_it_shows() -> None:
    html = drawn(PlainTable(rows(5)), "?page=2")
    assert "Showing <strong>3</strong> to <strong>4</strong> of <strong>5</strong> results" in html
    assert re.findall(r"Action \d", html) == ["Action 3", "Action 4"]


def test_a_table_of_one_row_says_result() -> None:
    html = drawn(PlainTable(rows(1)))
    assert "of <strong>1</strong> result</p>" in html
    assert "govuk-pagination" not in html


def test_an_empty_table_says_so_and_draws_none() -> None:
    html = drawn(PlainTable([]))
    assert "No action matches." in html
    assert "<table" not in html


def test_a_table_sits_in_a_region_named_by_its_caption() -> None:
    html = drawn(PlainTable(rows(1)))
    assert 'role="region" tabindex="0" aria-labelledby="caption"' in html
    assert re.search(r'<caption [^>]*id="caption">Actions</caption>', html)


@pytest.mark.parametrize(
    "query, state, link",
    [
        ("?q=a&page=2", "", "?q=a&amp;sort=reference"),
        ("?sort=reference", ' aria-sort="ascending"', "?sort=-reference"),
        ("?sort=-reference", ' aria-sort="descending"', "?sort=reference"),
    ],
)
def test_a_header_says_how_the_table_is_sorted_and_sorts_it_from_the_first_page(
    query: str, state: str, link: str
) -> None:
    header = re.search(r"<th [^>]*>.*?Ref</a></th>", drawn(PlainTable(rows(5)), query))
    assert header is not None
    assert header[0].startswith(f'<th scope="col" class="govuk-table__header"{state}>')
    assert f'href="{link}"' in header[0]


def test_a_column_that_cannot_sort_has_no_link() -> None:
    assert '<th scope="col" class="govuk-table__header app-sort-none">Action</th>' in drawn(
        PlainTable(rows(1))
    )


def test_pages_keep_the_filters() -> None:
    html = drawn(PlainTable(rows(5)), "?q=a&page=2")
    for page in (1, 2, 3):
        assert f'href="?q=a&amp;page={page}"' in html
    assert html.count('aria-current="page"') == 1


def test_a_row_template_gets_the_record_and_the_page_and_builds_no_cell() -> None:
    html = drawn(Uncelled(rows(2)), page_owner="Ada")
    assert "<tr><td>Action 1 by Ada</td></tr>" in html


def test_a_cell_carries_its_heading_for_narrow_screens() -> None:
    assert '<td class="govuk-table__cell" data-label="Action">Action 1</td>' in drawn(
        PlainTable(rows(1))
    )


def bar(counts: list[tuple[State, int]], query: str = "") -> str:
    request = RequestFactory().get(f"/plan/{query}")
    return render_to_string("components/_status_bar.html", {"counts": counts}, request)


def test_a_bar_has_a_part_for_each_status_as_wide_as_its_number() -> None:
    html = bar([(LATE, 3), (DONE, 9)])
    assert 'viewBox="0 0 12 1"' in html
    parts = re.findall(r'part--(\w+)" x="(\d+)" y="0" width="(\d+)"', html)
    assert parts == [("late", "0", "3"), ("done", "3", "9")]
    assert "style=" not in html


def test_a_bar_says_its_numbers_in_words_that_lead_to_the_rows() -> None:
    html = bar([(LATE, 3)], "?as_at=2017-04-26&page=2")
    assert 'href="?as_at=2017-04-26&amp;status=late"' in html
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()
    assert text == "3 Late"


def test_a_status_always_has_its_word() -> None:
    html = render_to_string("components/_status.html", {"status": LATE})
    assert html.strip() == '<span class="status status--late">Late</span>'


NATIONAL = ("Compare", "Learning")


def menu(html: str) -> list[tuple[str, str, str]]:
    """Return (address, aria-current, words) of each entry."""
    found = re.findall(
        r'<a class="govuk-service-navigation__link" href="([^"]+)"'
        r'(?: aria-current="(\w+)")?>(?:<strong[^>]*>)?([^<]+)',
        html,
    )
    return [(address, current, words) for address, current, words in found]


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.django_db
def test_the_menu_of_someone_in_one_council(client_for: Callable[..., Client]) -> None:
    client = client_for(Role.READER)
    assert menu(page(client, "/nothing/")) == [
        ("/", "", "Your plans"),
        ("/councils/barchester/", "", "Barchester"),
        ("/compare/", "", "Compare"),
        ("/learning/", "", "Learning"),
    ]
    assert menu(page(client, "/"))[0][1] == "page"
    assert menu(page(client, "/councils/barchester/"))[1][1] == "page"


@pytest.mark.django_db
def test_the_first_page_is_called_your_actions_for_who_reports(
    client_for: Callable[..., Client],
) -> None:
    assert menu(page(client_for(Role.LEAD_OFFICER), "/"))[0] == ("/", "page", "Your actions")


@pytest.mark.django_db
def test_the_menu_of_someone_in_several_councils(client_for: Callable[..., Client]) -> None:
    user = make_user()
    for name in ("Barchester East", "Framley"):
        make_member(make_council(name), Role.READER, user)
    client = client_for(user)
    expected = ["Your plans", "Barchester East", "Framley", *NATIONAL, "Councils"]
    assert [words for _, _, words in menu(page(client, "/"))] == expected
    for name in ("Plumstead", "Silverbridge"):
        make_member(make_council(name), Role.READER, user)
    assert [words for _, _, words in menu(page(client, "/"))] == [
        "Your plans",
        *NATIONAL,
        "Councils",
    ]


@pytest.mark.django_db
def test_a_site_operator_finds_the_councils(client_for: Callable[..., Client]) -> None:
    operator: User = make_user(is_site_operator=True)
    assert [words for _, _, words in menu(page(client_for(operator), "/"))] == [
        "Your plans",
        *NATIONAL,
        "Councils",
    ]


@pytest.mark.django_db
def test_signing_out_from_the_frame_is_a_form_with_a_token(
    client_for: Callable[..., Client],
) -> None:
    html = page(client_for(Role.READER), "/")
    form = re.search(r'<form [^>]*action="/accounts/logout/">(.*?)</form>', html, re.S)
    assert form is not None
    assert 'name="csrfmiddlewaretoken"' in form[1]


@pytest.mark.django_db
def test_somebody_not_signed_in_sees_no_menu(client: Client) -> None:
    html = page(client, "/accounts/login/")
    assert menu(html) == []
    assert "Signed in as" not in html


def test_messages_are_banners_that_say_what_kind_they_are() -> None:
    template = Template(
        "{% for message in messages %}{% include 'components/_notification_banner.html' "
        "with number=forloop.counter %}{% endfor %}"
    )

    def banner(tags: str) -> str:
        return template.render(Context({"messages": [{"tags": tags, "__str__": "x"}]}))

    assert "govuk-notification-banner--success" in banner("success")
    assert 'role="alert"' in banner("success")
    assert 'role="region"' in banner("info")
    assert "There is a problem" in banner("error")
