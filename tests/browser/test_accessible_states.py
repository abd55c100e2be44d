"""What every form of the plan manager answers when it is sent empty, or over somebody's change.

Each is sent as it stands in its page, within a transaction that is undone; what comes back is
laid before axe-core.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page as Tab
from playwright.sync_api import Route

from councils.roles import Role
from tests.browser.accessible import faults_of, kwargs_of, open_to, sign_in_as, user_of
from tests.browser.conftest import NewPage
from tests.pages import Page, Piece, fields_of

pytestmark = pytest.mark.django_db(transaction=True)

VERSION = re.compile(r"seen$|^version$|_seen_")
WHITE = re.compile(r"\s+")


def sendings_of(form: Piece) -> Iterator[dict[str, list[str]]]:
    """Yield the form sent empty, and as it stands with an older version, where it has one."""
    hidden = {field.get("name") for field in form.all("input", type="hidden")}
    fields = fields_of(form)
    yield {name: values for name, values in fields.items() if name in hidden}
    if any(VERSION.search(name) for name in fields):
        yield {n: ["0"] if VERSION.search(n) else values for n, values in fields.items()}


def answers_of(client: Client, address: str) -> Iterator[tuple[str, HttpResponse]]:
    """Yield what the forms of a page answer that is a page; nothing they change stays."""
    asked = client.get(address)
    if asked.status_code != 200 or "html" not in asked.headers["Content-Type"]:
        return
    for form in Page(asked).main.all("form", method="post"):
        to = (form.get("action") or address).split("#")[0]
        for data in sendings_of(form):
            with transaction.atomic():
                answer: Any = client.post(to if to.startswith("/") else address + to, data)
                transaction.set_rollback(True)
            if answer.status_code < 500 and answer.content and answer.status_code not in (302, 405):
                yield to, answer
            assert answer.status_code < 500, (to, data)


def shown(tab: Tab, answer: HttpResponse) -> list[str]:
    """Return the faults of an answer, laid before the browser under an address of its own."""

    def give(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body=answer.content)

    tab.route("**/as-answered", give)
    tab.goto("/as-answered")
    found = faults_of(tab)
    tab.unroute("**/as-answered")
    return found


def test_every_form_of_the_plan_manager_is_accessible_when_it_says_what_is_wrong(
    demo: None, new_page: NewPage
) -> None:
    tab, manager = new_page(), user_of(Role.PLAN_MANAGER)
    assert manager
    sign_in_as(tab, manager)
    found: list[str] = []
    seen: set[str] = set()

    for name in open_to(Role.PLAN_MANAGER):
        client = Client()
        client.force_login(manager)
        for to, answer in answers_of(client, reverse(name, kwargs=kwargs_of(name))):
            look = WHITE.sub(" ", Page(answer, answer.status_code).main.text)
            if look not in seen:
                seen.add(look)
                found += [f"{name}, sent to {to}: {fault}" for fault in shown(tab, answer)]

    assert found == []
    assert len(seen) > 30
