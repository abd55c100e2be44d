"""What tests of the pages on which papers are composed send and read."""

from typing import Any

from django.test import Client
from django.urls import reverse

from councils.models import Council
from reports.models import Report


def address_of(council: Council, name: str, *keys: int) -> str:
    """Return the address of a page of this app in a council."""
    return reverse(f"reports:{name}", args=[council.slug, *keys])


def page_of(report: Report, name: str, *keys: int) -> str:
    """Return the address of a page of one paper."""
    return address_of(report.council, name, *((report.pk, *keys) if keys else (report.pk,)))


def fields_of(client: Client, address: str) -> dict[str, Any]:
    """Return what a page's form would send if nothing were typed."""
    return fields_in(client.get(address))


def fields_in(answer: Any) -> dict[str, Any]:
    """Return what the form of a page that came back would send as it stands."""
    form = answer.context["form"]
    held = {name: form[name].value() for name in form.fields}
    # A browser leaves out what is empty or not ticked.
    return {name: value for name, value in held.items() if value not in (None, "", False, [])}


def text_of(answer: Any) -> str:
    return str(answer.content.decode())
