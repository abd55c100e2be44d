"""A name is kept from members, papers and files from the moment somebody asks about it."""

import copy
import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from django.db.models import CharField, Model, TextField
from django.http import HttpResponse

from councils.models import Redaction
from councils.names import HELD_BACK, Names, names_in

_TAG = re.compile(r"(<[^>]*>)")
# What a reader sees, hears or follows of what stands within a tag.
_SAID = re.compile(r'\b((?:alt|aria-label|content|placeholder|title|value)="|href="https?:)[^"]*')


def names_asked_about(council_id: int) -> Names:
    """Return the names of this council that somebody asked to be taken out, not yet decided."""
    asked = Redaction.objects.filter(council=council_id, state=Redaction.State.ASKED)
    return names_in("\n".join(asked.order_by("pk").values_list("words", flat=True)))


def open_redactions(council_id: int) -> list[tuple[Redaction, Names]]:
    """Return what is asked to be taken out and not decided, oldest first, each with its names."""
    asked = Redaction.objects.filter(council=council_id, state=Redaction.State.ASKED)
    return [(one, names_in(one.words)) for one in asked.select_related("asked_by").order_by("pk")]


def redactions_so_far(council_id: int) -> list[tuple[int, str]]:
    """Return what differs once a name was asked about, or decided on, in this council."""
    found = Redaction.objects.filter(council=council_id).order_by("pk")
    return list(found.values_list("pk", "state"))


def without_names(page: HttpResponse, names: Names) -> HttpResponse:
    """Return an HTML page with what is withheld in place of the names; other answers as is."""
    html = page.get("Content-Type", "").startswith("text/html")
    if names.ways and html and not page.streaming:
        parts = _TAG.split(page.content.decode())
        page.content = "".join(_part(part, names) for part in parts).encode()
    return page


def _part(part: str, names: Names) -> str:
    if not part.startswith("<"):
        return names.replaced(part, HELD_BACK)
    return _SAID.sub(lambda said: names.replaced(said[0], HELD_BACK), part)


def held_back(value: Any, names: Names) -> Any:
    """Return `value` with what is withheld in place of the names, in every text within it.

    It looks into dataclasses, lists and rows of the database, which are copied.
    """
    if not names.ways or value is None or isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return names.replaced(value, HELD_BACK)
    if isinstance(value, tuple | list | frozenset | set):
        return type(value)(held_back(each, names) for each in value)
    if isinstance(value, dict):
        return {key: held_back(each, names) for key, each in value.items()}
    if isinstance(value, Model):
        return _row(value, names)
    return _whole(value, names) if is_dataclass(value) else value


def _row(row: Model, names: Names) -> Model:
    found = copy.copy(row)
    for field in row._meta.concrete_fields:
        if isinstance(field, CharField | TextField) and not field.choices:
            setattr(found, field.attname, held_back(getattr(row, field.attname), names))
    return found


def _whole(value: Any, names: Names) -> Any:
    given = [field.name for field in fields(value) if field.init]
    said = {name: held_back(getattr(value, name), names) for name in given}
    changed = {name: each for name, each in said.items() if each is not getattr(value, name)}
    return replace(value, **changed) if changed else value
