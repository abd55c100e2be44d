"""Acronyms spelled out: which of a council's occur in a text, and the one way to change them."""

import re
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models.functions import Lower

from councils.models import Council
from scrutiny.models import Acronym

_TAG = re.compile(r"<[^>]*>")


class Known(Exception):
    """The council has spelled out this acronym already."""


def used_in(html: str, acronyms: Iterable[Acronym]) -> list[Acronym]:
    """Return the acronyms that stand as words in the text of a page, as they are ordered.

    A plural counts ("LACs"); what stands within a tag does not, nor a part of a longer word.
    """
    text = _TAG.sub(" ", html)
    return [each for each in acronyms if _stands_in(each.short, text)]


def _stands_in(short: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(short)}(?:s|’s|'s)?(?!\w)", text))


def of_council(council: Council) -> list[Acronym]:
    """Return the council's acronyms by their letters."""
    return list(Acronym.objects.filter(council=council).order_by(Lower("short"), "pk"))


def save(acronym: Acronym) -> None:
    """Save an acronym, new or changed. Raises Known when the council has that one already."""
    try:
        with transaction.atomic():
            acronym.save()
    except IntegrityError as error:
        raise Known from error
