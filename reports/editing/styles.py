"""A council's own house styles: copied from one there is, and changed. Papers begun stay."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from councils.models import Council
from reports.editing.sections import free_key
from reports.editing.versions import check_unchanged
from reports.models import StoredStyle
from reports.paper.house_style import FrontField, HouseStyle, Section


@dataclass(frozen=True)
class Logo:
    """A logo that was sent: its bytes, what they are, and what it says. None of it: no logo."""

    content: bytes | None
    content_type: str
    words: str


@transaction.atomic
def copy_style(council: Council, style: StoredStyle) -> StoredStyle:
    """Return a copy of a style that is the council's own to change."""
    names = set(council.house_styles.values_list("name", flat=True))
    keys = set(council.house_styles.values_list("key", flat=True))
    name = next(name for name in _names(council, style) if name not in names)
    return StoredStyle.objects.create(
        council=council,
        key=free_key(name, keys),
        name=name,
        content=style.content,
        copied_from=style,
        logo=style.logo,
        logo_type=style.logo_type,
        logo_words=style.logo_words,
    )


def _names(council: Council, style: StoredStyle) -> Any:
    start = style.name.rpartition(", ")[0] or style.name
    yield f"{start}, {council.name}"[:190]
    number = 2
    while True:
        yield f"{start}, {council.name} {number}"[:200]
        number += 1


def look_of(style: Any) -> Any:
    """Return what the page of a style's look changes, of a style or of a version of it."""
    rest = {key: style.content[key] for key in style.content if key not in ("front", "sections")}
    logo = hashlib.sha256(style.logo or b"").hexdigest()
    return [style.name, rest, style.logo_words, logo]


def headings_of(style: Any) -> Any:
    """Return the headings of a style or of a version of it."""
    return style.content.get("sections", [])


def front_of(style: Any) -> Any:
    """Return the front matter of a style or of a version of it."""
    return style.content.get("front", [])


@transaction.atomic
def change_look(style: StoredStyle, given: HouseStyle, logo: Logo | None, seen: str) -> None:
    """Put name, colour, numbering and logo; with `logo` None that stays. Raises ChangedMeanwhile.

    Headings and front matter stay as they are stored.
    """
    held = _held(style)
    check_unchanged(held, seen, look_of)
    held.name = given.name
    if logo:
        held.logo, held.logo_type, held.logo_words = logo.content, logo.content_type, logo.words
    now = held.style
    _save(held, replace(given, front=now.front, sections=now.sections))


@transaction.atomic
def change_style_headings(style: StoredStyle, sections: Sequence[Section], seen: str) -> None:
    """Make the headings of a style those given, in their order. Raises ChangedMeanwhile."""
    held = _held(style)
    check_unchanged(held, seen, headings_of)
    _save(held, replace(held.style, sections=tuple(sections)))


@transaction.atomic
def change_style_front(style: StoredStyle, front: Sequence[FrontField], seen: str) -> None:
    """Make the front matter of a style that given, in its order. Raises ChangedMeanwhile."""
    held = _held(style)
    check_unchanged(held, seen, front_of)
    _save(held, replace(held.style, front=tuple(front)))


def _held(style: StoredStyle) -> StoredStyle:
    return StoredStyle.objects.select_for_update(no_key=True).get(pk=style.pk)


def _save(held: StoredStyle, style: HouseStyle) -> None:
    held.content = {key: value for key, value in style.to_json().items() if key != "name"}
    held.save()
