"""Acronyms that a council spells out, found by either form."""

from collections.abc import Collection, Iterator

from django.db.models import DateField, Value
from django.urls import reverse

from scrutiny.models import Acronym
from search.readers import Reader
from search.sources import Kind, Shown, Source, joined


def _sources(reader: Reader) -> Iterator[Source]:
    """They stand as they are today: that is their day."""
    councils = [each.council.pk for each in reader.accesses]
    rows = Acronym.objects.filter(council__in=councils)
    today = Value(reader.day, output_field=DateField())
    yield Source(rows, joined("short", "full"), today, "council_id")


def _shown(reader: Reader, pks: Collection[int]) -> dict[int, Shown]:
    found = Acronym.objects.filter(pk__in=pks).select_related("council")
    return {each.pk: _acronym(each) for each in found}


def _acronym(each: Acronym) -> Shown:
    page = reverse("scrutiny:glossary", args=[each.council.slug])
    title = f"{each.short}: {each.full}"
    return Shown("Acronym", title, each.council.name, "", f"{page}#acronym-{each.pk}")


ACRONYMS = Kind("acronyms", "Acronyms", _sources, _shown, weight=1.5)
