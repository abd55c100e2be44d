"""Searches findings and the paragraphs of reports, best first, and quotes each with its source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVector
from django.core.paginator import Page, Paginator
from django.db.models import (
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Value,
)
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from councils.models import Council, User
from inspections.frameworks import FRAMEWORKS
from inspections.learning.themes import BY_KEY
from inspections.models import Finding, Inspection, Judgement, ReportParagraph
from inspections.models.sections import LANGUAGE
from inspections.reading import readable_by
from inspections.report_reading.draft import heading_of

ON_A_PAGE = 20
# What no printed text holds: where a word that was searched for begins and ends.
_BEGINS, _ENDS = "\ue000", "\ue001"
_MARKED: dict[str, Any] = {"start_sel": _BEGINS, "stop_sel": _ENDS, "highlight_all": True}
_PARAGRAPH, _FINDING = 0, 1


@dataclass(frozen=True)
class Asked:
    """What is searched for: words, a theme, and what narrows them down; "" for any."""

    words: str = ""
    theme: str = ""
    framework: str = ""
    grade: str = ""
    area: str = ""
    region: str = ""

    @property
    def says_something(self) -> bool:
        return bool(self.words or self.theme)


@dataclass(frozen=True)
class Extract:
    """What was found, with the words marked, and where it stands."""

    inspection: Inspection
    quote: SafeString
    heading: str
    grade: str
    page: int | None = None
    number: str = ""
    source: str = ""

    @property
    def is_ours(self) -> bool:
        """Return whether the words are not the report's: a finding in our own."""
        return self.page is None


@dataclass(frozen=True)
class Held:
    """How much there is to search: paragraphs of how many reports, and findings."""

    paragraphs: int
    reports: int
    findings: int


def held_for(user: User) -> Held:
    """Return how much `user` can search."""
    read = _paragraphs(user)
    reports = read.order_by().values("section__inspection").distinct().count()
    return Held(read.count(), reports, _findings(user).count())


def areas_held(user: User) -> list[tuple[str, str]]:
    """Return (key, heading) of the areas that are held, in the order of the catalogue."""
    sections = _paragraphs(user).order_by()
    found = sections.values_list("section__area").union(
        _findings(user).order_by().values_list("area")
    )
    keys = {key for (key,) in found if key}
    headings: dict[str, str] = {}
    for framework in FRAMEWORKS.values():
        headings |= {area.key: heading_of(area) for area in framework.areas if area.key in keys}
    return list(headings.items())


def regions() -> list[str]:
    """Return the regions that councils are of; a made-up council's is no part of England."""
    england = Council.objects.filter(is_fictional=False).order_by("region")
    return list(england.values_list("region", flat=True).distinct())


def search(asked: Asked, user: User, number: Any) -> Page[Extract]:
    """Return a page of what is found, best first, in a fixed number of queries.

    `number` is the page as it was asked for; one that there is not is the nearest there is.
    """
    query = _query(asked)
    paragraphs = _narrowed(_paragraphs(user), asked, "section__").filter(words=query)
    findings = _narrowed(_findings(user), asked).filter(words=query)
    found = _ranked(paragraphs, query, _PARAGRAPH).union(
        _ranked(findings, query, _FINDING), all=True
    )
    page = Paginator(found.order_by("-rank", "origin", "pk"), ON_A_PAGE).get_page(number)
    page.object_list = list(_quoted(list(page.object_list), query))
    return page


def _query(asked: Asked) -> SearchQuery:
    words = [asked.words] if asked.words else []
    if asked.theme:
        words.append(BY_KEY[asked.theme].words)
    queries = (SearchQuery(text, config=LANGUAGE, search_type="websearch") for text in words)
    whole: SearchQuery = reduce(and_, queries)
    return whole


def _paragraphs(user: User) -> QuerySet[ReportParagraph]:
    return ReportParagraph.objects.filter(section__inspection__in=_readable(user))


def _findings(user: User) -> QuerySet[Finding]:
    words = SearchVector("text", config=LANGUAGE)
    return Finding.objects.filter(inspection__in=_readable(user)).annotate(words=words)


def _readable(user: User) -> QuerySet[Inspection, Any]:
    return readable_by(user).order_by().values("pk")


def _narrowed(rows: QuerySet[Any], asked: Asked, path: str = "") -> QuerySet[Any]:
    """Return the rows of one framework, area, region or grade, as far as these are asked for."""
    inspection = f"{path}inspection"
    wanted = {
        f"{inspection}__framework": asked.framework,
        f"{inspection}__council__region": asked.region,
        f"{path}area": asked.area,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if not asked.grade:
        return rows
    graded = Judgement.objects.filter(
        inspection=OuterRef(inspection), area=OuterRef(f"{path}area"), grade=asked.grade
    )
    return rows.filter(Exists(graded))


def _ranked(rows: QuerySet[Any], query: Any, origin: int) -> QuerySet[Any, Any]:
    """Return (origin, pk, rank) of each row."""
    ranked = rows.order_by().annotate(
        origin=Value(origin, IntegerField()), rank=SearchRank(F("words"), query)
    )
    of_row: QuerySet[Any, Any] = ranked.values("origin", "pk", "rank")
    return of_row


def _quoted(found: Sequence[dict[str, Any]], query: Any) -> Iterator[Extract]:
    """Yield what was found, with its words and where they stand, in the same order."""
    marked = SearchHeadline("text", query, config=LANGUAGE, **_MARKED)
    pks: dict[int, list[int]] = {_PARAGRAPH: [], _FINDING: []}
    for one in found:
        pks[one["origin"]].append(one["pk"])
    paragraphs = (
        ReportParagraph.objects.filter(pk__in=pks[_PARAGRAPH])
        .select_related("section__inspection__council")
        .annotate(quote=marked)
    )
    findings = (
        Finding.objects.filter(pk__in=pks[_FINDING])
        .select_related("inspection__council")
        .annotate(quote=marked)
    )
    rows: dict[tuple[int, int], Any] = {(_PARAGRAPH, row.pk): row for row in paragraphs}
    rows |= {(_FINDING, row.pk): row for row in findings}
    grades = _grades_of([_inspection(row) for row in rows.values()])
    for one in found:
        yield _extract(rows[one["origin"], one["pk"]], grades)


def _inspection(row: ReportParagraph | Finding) -> Inspection:
    return row.section.inspection if isinstance(row, ReportParagraph) else row.inspection


def _grades_of(inspections: Sequence[Inspection]) -> dict[tuple[int, str], str]:
    judged = Judgement.objects.filter(inspection__in={each.pk for each in inspections})
    return {(one.inspection_id, one.area): one.grade_label for one in judged}


def _extract(row: Any, grades: dict[tuple[int, str], str]) -> Extract:
    inspection = _inspection(row)
    quote = marked_up(row.quote)
    section = None if isinstance(row, Finding) else row.section
    area = section.area if section else row.area
    # A printed heading may have the grade in it: the catalogue's has not.
    printed = section.heading if section else ""
    heading = heading_of(inspection.catalogue().area(area)) if area else printed
    grade = grades.get((inspection.pk, area), "")
    if section is None:
        return Extract(inspection, quote, heading, grade, source=row.source)
    return Extract(inspection, quote, heading, grade, row.page, row.number)


def marked_up(headline: str) -> SafeString:
    """Return text as HTML in which only our own marks are markup, and each of them is closed."""
    first, *rest = headline.split(_BEGINS)
    html = escape(first.replace(_ENDS, ""))
    for part in rest:
        word, _, after = part.partition(_ENDS)
        html += SafeString("<mark>") + escape(word) + SafeString("</mark>")
        html += escape(after.replace(_ENDS, ""))
    return mark_safe(html)  # noqa: S308 every part of it is escaped above
