"""What inspectors said: inspections with their judgements, recommendations, findings, reports."""

from collections.abc import Collection, Iterator
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils.text import Truncator

from councils.day_words import in_words
from inspections.models import (
    Finding,
    Inspection,
    Judgement,
    Recommendation,
    RecommendationWording,
    ReportParagraph,
)
from search.readers import Reader
from search.references import Numbers
from search.sources import Kind, Shown, Source, joined, words_of

_WORDS_OF_A_NAME = 20


def _day(path: str = "") -> Any:
    """Return the day an inspection's report was out, or by which; of a draft, when it ended."""
    return Coalesce(f"{path}published_on", f"{path}out_by", f"{path}ends_on")


def day_of(inspection: Inspection) -> str:
    """Return the same in words."""
    if inspection.published_on:
        return f"published {in_words(inspection.published_on)}"
    if inspection.out_by:
        return f"out by {in_words(inspection.out_by)}"
    return f"ended {in_words(inspection.ends_on)}"


def page_of(inspection: Inspection, part: str = "") -> str:
    """Return the address of its page; `part` of it, like recommendation-3."""
    page = reverse("inspections:inspection", args=[inspection.council.slug, inspection.pk])
    return f"{page}#{part}" if part else page


def _place(inspection: Inspection) -> str:
    return f"{inspection.title}, {inspection.council.name}"


def _state(inspection: Inspection) -> str:
    return "" if inspection.is_published else "Draft"


# Inspections


def _inspections(reader: Reader) -> Iterator[Source]:
    fields = ("title", "council__name", "theme", "lead_inspector")
    text = joined(*fields, _judgements())
    yield Source(reader.inspections, text, _day(), "council_id")


def _judgements() -> Any:
    """Return the headings and grades of an inspection, as printed, as one text."""
    of_it = Judgement.objects.filter(inspection=OuterRef("pk")).order_by().values("inspection")
    each = Concat("printed_heading", Value(": "), "printed_grade")
    return Subquery(of_it.annotate(words=StringAgg(each, "\n")).values("words"))


def _inspections_shown(reader: Reader, pks: Collection[int]) -> dict[int, Shown]:
    found = Inspection.objects.filter(pk__in=pks).select_related("council")
    return {each.pk: _inspection(each) for each in found}


def _inspection(each: Inspection) -> Shown:
    where = each.council.name
    return Shown("Inspection", each.title, where, day_of(each), page_of(each), _state(each))


INSPECTIONS = Kind("inspections", "Inspections", _inspections, _inspections_shown, weight=1.5)


# Recommendations


def _recommendations(reader: Reader) -> Iterator[Source]:
    yield _asked(reader, Q())
    wordings = RecommendationWording.objects.filter(reader.of_inspections("recommendation__"))
    path = "recommendation__inspection__"
    text, hit = F("text"), "recommendation_id"
    yield Source(wordings, text, _day(path), f"{path}council_id", hit)


def _asked(reader: Reader, only: Q) -> Source:
    rows = Recommendation.objects.filter(reader.of_inspections(), only)
    day, council = _day("inspection__"), "inspection__council_id"
    return Source(rows, F("text"), day, council, indexed=words_of("text"))


def _numbered(reader: Reader, numbers: Numbers) -> Iterator[Source]:
    """Find a recommendation by the report's number, and by the council's own in that council."""
    called = Q()
    for number in numbers.recommendations:
        here = Q(council_number__iexact=number, inspection__council__in=reader.own)
        called |= Q(number__iexact=number) | here
    if called:
        yield _asked(reader, called & Q(inspection__council__in=reader.own))


def _recommendations_shown(reader: Reader, pks: Collection[int]) -> dict[int, Shown]:
    asked = Recommendation.objects.filter(pk__in=pks).select_related("inspection__council")
    return {each.pk: _recommendation(each, reader) for each in asked}


def _recommendation(asked: Recommendation, reader: Reader) -> Shown:
    inspection = asked.inspection
    is_own = inspection.council_id in reader.own
    number = asked.shown_number if is_own else asked.number
    words = Truncator(asked.text).words(_WORDS_OF_A_NAME)
    return Shown(
        "Recommendation",
        f"Recommendation {number}: {words}" if number else words,
        _place(inspection),
        day_of(inspection),
        page_of(inspection, f"recommendation-{asked.pk}"),
        _state(inspection),
    )


RECOMMENDATIONS = Kind(
    "recommendations",
    "Recommendations",
    _recommendations,
    _recommendations_shown,
    _numbered,
    weight=1.2,
)


# Findings


def _findings(reader: Reader) -> Iterator[Source]:
    rows = Finding.objects.filter(reader.of_inspections())
    day, council = _day("inspection__"), "inspection__council_id"
    yield Source(rows, F("text"), day, council, indexed=words_of("text"))


def _findings_shown(reader: Reader, pks: Collection[int]) -> dict[int, Shown]:
    found = Finding.objects.filter(pk__in=pks).select_related("inspection__council")
    return {each.pk: _finding(each) for each in found}


def _finding(finding: Finding) -> Shown:
    inspection, kind = finding.inspection, str(finding.get_kind_display())
    return Shown(
        "Finding",
        f"{kind}: {Truncator(finding.text).words(_WORDS_OF_A_NAME)}",
        _place(inspection),
        day_of(inspection),
        page_of(inspection),
        _state(inspection),
    )


FINDINGS = Kind("findings", "Findings", _findings, _findings_shown)


# What the reports say


def _paragraphs(reader: Reader) -> Iterator[Source]:
    rows = ReportParagraph.objects.filter(reader.of_inspections("section__"))
    path = "section__inspection__"
    yield Source(rows, F("text"), _day(path), f"{path}council_id", indexed=F("words"))


def _paragraphs_shown(reader: Reader, pks: Collection[int]) -> dict[int, Shown]:
    found = ReportParagraph.objects.filter(pk__in=pks).defer("words")
    found = found.select_related("section__inspection__council")
    return {each.pk: _paragraph(each) for each in found}


def _paragraph(paragraph: ReportParagraph) -> Shown:
    inspection = paragraph.section.inspection
    number = f"paragraph {paragraph.number}, " if paragraph.number else ""
    return Shown(
        "Inspection report",
        f"{paragraph.section.heading}: {number}page {paragraph.page}",
        _place(inspection),
        day_of(inspection),
        page_of(inspection),
        _state(inspection),
    )


PARAGRAPHS = Kind("reports", "Inspection reports", _paragraphs, _paragraphs_shown)
