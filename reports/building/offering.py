"""What a page offers for each option of a builder, from what the paper is about."""

from collections.abc import Callable, Iterable

from actionplans.since import meeting_in_words
from inspections.models import Inspection, Lesson, PrintedTable, RecommendationWording
from reports.building import options as kinds
from reports.building.options import Option, Pairs
from reports.building.registry import PaperFacts, meeting_key


def offered(option: Option, facts: PaperFacts | None) -> Pairs:
    """Return the values one can choose with their labels; () where words are typed or ticked.

    Without `facts` there is no paper that anything could be chosen from. What may be left open is
    not among them: "" is the caller's first line.
    """
    if option.kind == kinds.CHOICE:
        return option.choices
    find = _OFFERS.get(option.kind)
    return tuple(dict.fromkeys(find(facts))) if find and facts else ()


def _plans(facts: PaperFacts) -> Iterable[tuple[str, str]]:
    return ((plan.reference, plan.title) for plan in facts.plans)


def _inspections(facts: PaperFacts) -> Iterable[tuple[str, str]]:
    yield from ((each.key, each.title) for each in facts.inspections)
    yield from facts.of_the_council.newest_first().values_list("key", "title")


def _strands(facts: PaperFacts) -> Iterable[tuple[str, str]]:
    found = [j.strand for each in facts.inspections for j in each.judgements.all()]
    return ((strand, strand) for strand in found if strand)


def _areas(facts: PaperFacts) -> Iterable[tuple[str, str]]:
    for inspection in facts.inspections:
        for area in inspection.catalogue().areas:
            yield area.key, _named(inspection, area.key)


def _named(inspection: Inspection, key: str) -> str:
    own = (j.heading for j in inspection.judgements.all() if j.area == key)
    return next(own, inspection.catalogue().area(key).heading)


def _meetings(facts: PaperFacts) -> Iterable[tuple[str, str]]:
    for plan in facts.plans:
        for meeting in reversed(facts.meetings(plan)):
            yield meeting_key(meeting), meeting_in_words(meeting)


def _tables(facts: PaperFacts) -> Iterable[tuple[str, str]]:
    own = PrintedTable.objects.filter(council=facts.report.council)
    for found in own.order_by("-printed_on", "order"):
        yield found.key, f"{found.title} ({found.printed_on:%-d %B %Y})"


def _wordings(facts: PaperFacts) -> Iterable[tuple[str, str]]:
    yield "plan", "The plan’s"
    own = RecommendationWording.objects.filter(recommendation__inspection__in=facts.inspections)
    found = own.order_by("source").values_list("source", flat=True).distinct()
    yield from ((source, f"As in: {source}") for source in found)


def _papers(facts: PaperFacts) -> Iterable[tuple[str, str]]:
    own = Lesson.objects.filter(council=facts.report.council)
    found = own.order_by("-on", "paper").values_list("paper", "on").distinct()
    yield from ((paper, f"{paper} ({day:%-d %B %Y})") for paper, day in found)


_OFFERS: dict[str, Callable[[PaperFacts], Iterable[tuple[str, str]]]] = {
    kinds.PLAN: _plans,
    kinds.INSPECTION: _inspections,
    kinds.STRAND: _strands,
    kinds.AREA: _areas,
    kinds.MEETING: _meetings,
    kinds.TABLES: _tables,
    kinds.WORDING: _wordings,
    kinds.PAPER: _papers,
}
