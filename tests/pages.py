"""Reads a page as a person does: its headings, links, tables, fields, and the error beside each."""

import datetime
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5  # type: ignore[import-untyped]
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import DAY

_INLINE = frozenset(["a", "b", "code", "del", "em", "i", "label", "span", "strong", "svg"])


def fix_today(monkeypatch: pytest.MonkeyPatch, day: datetime.date = DAY) -> None:
    """Make every page believe that today is `day`."""
    monkeypatch.setattr(timezone, "localdate", lambda *args: day)


class Piece:
    """An element of a page and what can be read in it."""

    def __init__(self, element: Element) -> None:
        self.element = element

    @property
    def text(self) -> str:
        """Return the words, blocks apart, white space made single."""
        return " ".join("".join(_texts(self.element)).split())

    def get(self, name: str) -> str | None:
        return self.element.get(name)

    def all(self, tag: str, css: str = "", **attributes: str) -> list["Piece"]:
        """Return the elements inside with this tag ("*" any), class and attributes, in order."""
        return [
            Piece(found)
            for found in self.element.iter(None if tag == "*" else tag)
            if found is not self.element
            and (not css or css in (found.get("class") or "").split())
            and all(found.get(name) == value for name, value in attributes.items())
        ]

    def one(self, tag: str, css: str = "", **attributes: str) -> "Piece":
        """Return the only such element."""
        (found,) = self.all(tag, css, **attributes)
        return found

    def texts(self, tag: str, css: str = "") -> list[str]:
        return [piece.text for piece in self.all(tag, css)]

    @property
    def links(self) -> dict[str, str]:
        """Return the address of each link by its words; of equal words the last."""
        return {link.text: link.get("href") or "" for link in self.all("a")}

    @property
    def cells(self) -> list[str]:
        """Return the texts of a table row's cells."""
        return [cell.text for cell in self.all("*") if cell.element.tag in ("td", "th")]

    def sections(self, tag: str = "section") -> dict[str, "Piece"]:
        """Return the sections by their heading, without the number in brackets."""
        headed = [(piece, piece.all("h2")) for piece in self.all(tag)]
        return {h[0].text.split(" (")[0]: piece for piece, h in headed if h}


class Page(Piece):
    """A whole answer, read as HTML."""

    def __init__(self, response: Any, status: int = 200) -> None:
        assert response.status_code == status, (response.status_code, response.content[:500])
        self.response = response
        content = response.content.decode()
        super().__init__(tinyhtml5.parse(content, namespace_html_elements=False))

    @property
    def main(self) -> Piece:
        return self.one("main")

    @property
    def h1(self) -> str:
        return self.one("h1").text

    @property
    def errors(self) -> dict[str, list[str]]:
        """Return the messages beside each field, by the field's name."""
        return {
            (box.get("id") or "").removeprefix("id_").removesuffix("_error"): [
                message.text.removeprefix("Error: ") for message in box.all("p")
            ]
            for box in self.all("div", "app-errors")
        }

    @property
    def summary(self) -> list[str]:
        """Return what the error summary at the top lists."""
        return [
            item.text for box in self.all("div", "govuk-error-summary") for item in box.all("li")
        ]

    @property
    def banners(self) -> list[str]:
        return self.texts("p", "govuk-notification-banner__heading")

    def value(self, name: str) -> str | None:
        """Return what stands in a field: its text, or the choice that is made; None for none."""
        # The box that searches the whole site has a field too.
        page = next(iter(self.all("main")), self)
        for area in page.all("textarea", name=name):
            return (area.element.text or "").removeprefix("\n")
        inputs = page.all("input", name=name)
        if inputs and inputs[0].get("type") in ("radio", "checkbox"):
            chosen = [i.get("value") for i in inputs if i.get("checked") is not None]
            return chosen[0] if chosen else None
        return inputs[0].get("value") if inputs else None

    def options(self, name: str) -> list[str]:
        """Return the words of a select's options."""
        return self.one("select", name=name).texts("option")

    def label(self, name: str) -> str:
        """Return the label of a field with one input."""
        (field,) = [p for tag in ("input", "textarea", "select") for p in self.all(tag, name=name)]
        return self.one("label", **{"for": field.get("id") or ""}).text

    def rows(self, caption: str = "") -> list[list[str]]:
        """Return the cells of a table's body: of the only table, or of the one so called."""
        (table,) = (t for t in self.all("table") if caption in (t.texts("caption") or [""])[0])
        return [row.cells for part in table.all("tbody") for row in part.all("tr")]


def fields_of(form: Piece) -> dict[str, list[str]]:
    """Return what a browser sends of a form as it stands, without its buttons."""
    found: dict[str, list[str]] = {}
    for field in form.all("*"):
        name, kind = field.get("name"), field.get("type")
        if not name or field.element.tag not in ("input", "textarea", "select"):
            continue
        if kind in ("submit", "file") or (
            kind in ("radio", "checkbox") and field.get("checked") is None
        ):
            continue
        found.setdefault(name, []).append(_sent_of(field))
    return found


def _sent_of(field: Piece) -> str:
    if field.element.tag == "textarea":
        return (field.element.text or "").removeprefix("\n")
    if field.element.tag == "select":
        chosen = [o for o in field.all("option") if o.get("selected") is not None]
        return (chosen or field.all("option"))[0].get("value") or "" if field.all("option") else ""
    if field.get("type") == "checkbox" and field.get("value") is None:
        return "on"
    return field.get("value") or ""


def _texts(element: Element) -> Iterator[str]:
    if element.tag in ("script", "style") or not isinstance(element.tag, str):
        return
    block = element.tag not in _INLINE
    yield " " if block else ""
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    yield " " if block else ""


def read(client: Client, url: str, status: int = 200, /, **asked: Any) -> Page:
    """Return the page at `url`, with `asked` as its query."""
    return Page(client.get(url, asked), status)


def queries_of(client: Client, url: str, /, **asked: Any) -> list[str]:
    """Return the queries of a second request: the first fills what is kept between them."""
    assert client.get(url, asked).status_code == 200
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url, asked).status_code == 200
    return [query["sql"] for query in caught.captured_queries]


def assert_same_number(few: list[str], many: list[str]) -> None:
    """Fail with what is asked more often, when `many` rows take other queries than `few`."""
    more = [sql for sql in many if sql not in few]
    assert len(many) == len(few), "\n".join(more)
