"""What nobody has written yet in a paper, written all at once."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from councils.versions import ChangedMeanwhile
from reports.editing.front import paper_before
from reports.editing.sections import change_part
from reports.models import PaperPart, Report


@dataclass(frozen=True)
class Typed:
    """What somebody typed for a part, and the version of the part that the page showed."""

    part: PaperPart
    text: str
    seen: str


def unwritten(report: Report, and_those: Iterable[int] = ()) -> QuerySet[PaperPart]:
    """Return the parts to be written that are empty, in the paper's order.

    `and_those`: parts (primary keys) that are returned whatever stands in them by now.
    """
    empty = Q(text="") | Q(pk__in=list(and_those))
    written = PaperPart.objects.filter(empty, section__report=report, kind=PaperPart.Kind.WRITTEN)
    return written.select_related("section__report").order_by("section__order", "order")


@dataclass(frozen=True)
class Last:
    """What the council's paper before said in the same place: its title and its words."""

    title: str
    text: str


def last_words(report: Report, papers: QuerySet[Report]) -> dict[tuple[str, int], Last]:
    """Return what the paper before in the same house style said, by section and place in it.

    Implications are much the same in each paper. `papers` are those that somebody may read;
    nothing that was kept out of the public one is offered.
    """
    before = paper_before(papers, report.house_style, report)
    if before is None:
        return {}
    open_to_all = {"exempt_under": None, "section__exempt_under": None}
    written = PaperPart.objects.filter(kind=PaperPart.Kind.WRITTEN, **open_to_all)
    said = written.filter(section__report=before).exclude(text="").select_related("section")
    return {(each.section.key, each.order): Last(before.title, each.text) for each in said}


def fill(typed: Iterable[Typed]) -> list[PaperPart]:
    """Save each text; return the parts that somebody else changed meanwhile, as they stand now."""
    return [found for each in typed for found in _filled(each)]


def _filled(typed: Typed) -> list[PaperPart]:
    given = copy(typed.part)
    given.text = typed.text
    try:
        change_part(typed.part, given, typed.seen)
    except ChangedMeanwhile:
        typed.part.refresh_from_db()
        return [typed.part]
    return []
