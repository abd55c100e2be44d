"""Papers: published editions for everybody of the council, drafts for who may read them."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    TextField,
)
from django.urls import reverse

from councils.access import Verb
from councils.day_words import in_words
from reports.editions.published import state_of, with_state
from reports.models import (
    Edition,
    EditionFile,
    PaperAppendix,
    PaperPart,
    PaperSection,
    PublicWords,
    Report,
)
from scrutiny.reviews.drafts import BRINGS, drafts_kept_from
from search.readers import Group, Reader
from search.sources import Kind, Shown, Source, joined


class _TextsIn(Func):
    """The texts that a path finds in a JSON value, as one text."""

    template = (
        "(SELECT string_agg(found #>> '{}', ' ')"
        " FROM jsonb_path_query(%(expressions)s, '%(path)s', '{}', true) AS found)"
    )
    output_field = TextField()


# Published


def _editions(reader: Reader) -> Iterator[Source]:
    for group in reader.groups:
        rows = Edition.objects.filter(council__in=group.councils)
        yield Source(rows, F("title"), "day", "council_id")
        # Never what is exempt; what was withdrawn holds nothing any more.
        text = _TextsIn("data", path=PublicWords.path)
        yield Source(rows, text, "day", "council_id", indexed=PublicWords("data"))


def _editions_shown(reader: Reader, pks: Collection[int]) -> dict[int, Shown]:
    pages = EditionFile.objects.filter(edition=OuterRef("pk"), what=EditionFile.What.PAGE)
    has_page = Exists(pages.exclude(content=None))
    found = with_state(Edition.objects.filter(pk__in=pks)).annotate(has_page=has_page)
    return {each.pk: _edition(each) for each in found.select_related("council")}


def _edition(edition: Any) -> Shown:
    page = "reports:edition_page" if edition.has_page else "reports:edition"
    return Shown(
        "Published paper",
        edition.title,
        f"{edition.body_name}, {edition.council.name}",
        f"published {in_words(edition.day)}",
        reverse(page, args=[edition.council.slug, edition.pk]),
        str(state_of(edition).value),
    )


EDITIONS = Kind("papers", "Published papers", _editions, _editions_shown, weight=1.5)


# Being written


def _papers(reader: Reader) -> Iterator[Source]:
    for group in reader.groups:
        if group.may(Verb.READ_UNACCEPTED):
            yield from _of_drafts(reader, group)


def papers_read(reader: Reader, group: Group) -> QuerySet[Report]:
    """Return the papers this reader may read as drafts: not those that are a group's still."""
    reports = Report.objects.filter(council__in=group.councils)
    if any(group.may(verb) for verb in BRINGS):
        return reports
    return reports.exclude(pk__in=drafts_kept_from(reader.user, reader.day))


def _of_drafts(reader: Reader, group: Group) -> Iterator[Source]:
    """Return what is written in papers; what is exempt, only for those who write them."""
    reports = papers_read(reader, group)
    yield Source(reports, F("title"), "as_at", "council_id")
    sections = _open(PaperSection.objects.filter(report__in=reports), group)
    yield _of_report(sections, F("heading"), "report")
    parts = PaperPart.objects.filter(section__report__in=reports)
    parts = _open(parts.exclude(kind=PaperPart.Kind.BUILT), group, "", "section__")
    yield _of_report(parts, _text_of_part(), "section__report")
    appendices = _open(PaperAppendix.objects.filter(report__in=reports), group)
    yield _of_report(appendices, joined("title", "text"), "report")


def _open(rows: QuerySet[Any], group: Group, *paths: str) -> QuerySet[Any]:
    """Return the rows this reader may read; `paths` to whatever can keep one of them out."""
    if group.may(Verb.COMPOSE):
        return rows
    kept = (Q(**{f"{path}exempt_under": None}) for path in paths or ("",))
    return rows.filter(*kept)


def _of_report(rows: QuerySet[Any], text: Any, path: str) -> Source:
    return Source(rows, text, f"{path}__as_at", f"{path}__council_id", f"{path}_id")


def _text_of_part() -> Any:
    strings = 'strict $.** ? (@.type() == "string")'
    return joined("text", _TextsIn("rows", path=strings), _TextsIn("drafted", path="$[*].text"))


def _papers_shown(reader: Reader, pks: Collection[int]) -> dict[int, Shown]:
    found = Report.objects.filter(pk__in=pks).annotate(has_exempt=_has_exempt())
    return {each.pk: _paper(each, reader) for each in found.select_related("council", "body")}


def _has_exempt() -> Any:
    """Return whether anything in a paper is kept out of the public one."""
    paths = ((PaperSection, "report"), (PaperPart, "section__report"), (PaperAppendix, "report"))
    found = Q()
    for model, path in paths:
        rows: Any = model._default_manager.filter(**{path: OuterRef("pk")})
        found |= Q(Exists(rows.exclude(exempt_under=None)))
    return ExpressionWrapper(found, BooleanField())


def _paper(report: Any, reader: Reader) -> Shown:
    page = reverse("reports:paper", args=[report.council.slug, report.pk])
    if report.has_exempt and reader.may(report.council_id, Verb.COMPOSE):
        page = f"{page}?exempt=1"
    return Shown(
        "Paper being written",
        report.title,
        f"{report.body.name}, {report.council.name}",
        f"as at {in_words(report.as_at)}",
        page,
        "Draft",
    )


PAPERS = Kind("drafts", "Papers being written", _papers, _papers_shown)
