"""Links from one page of many to the others, where a page of the site has several such lists."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest


@dataclass(frozen=True)
class Link:
    """A page of a list; one that stands for several left out has no number."""

    number: int | None
    address: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Pager:
    """The links of one list: what they are called together, and where each leads."""

    label: str
    links: list[Link]
    previous: str = ""
    next: str = ""


def pager(request: HttpRequest, page: "Page[Any]", *, name: str, at: str, label: str) -> Pager:
    """Return the links to other pages, of which `name` is in the address and `at` the place."""

    def address(number: int) -> str:
        query = request.GET.copy()
        query[name] = str(number)
        return f"?{query.urlencode()}#{at}"

    numbers = page.paginator.get_elided_page_range(page.number)
    return Pager(
        label=label,
        links=[
            Link(number, address(number), number == page.number)
            if isinstance(number, int)
            else Link(None)
            for number in numbers
        ],
        previous=address(page.previous_page_number()) if page.has_previous() else "",
        next=address(page.next_page_number()) if page.has_next() else "",
    )
