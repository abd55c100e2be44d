"""The council among others: national counts as printed or computed, region, neighbours."""

from collections.abc import Iterable, Sequence
from typing import Any

from inspections.compared import place_of
from inspections.comparing import tables as comparing
from inspections.comparing.beside import beside
from inspections.comparing.england import england_on, position
from inspections.comparing.leagues import region_league
from inspections.comparing.sets import FAMILIES_FIRST, SETS, FrameworkSet
from inspections.comparing.standings import standing_of
from reports.building import options as kinds
from reports.building.grouped import own_groups, position_told, uncounted, with_groups
from reports.building.naming import introduced, shares
from reports.building.options import Option
from reports.building.printed import printed_blocks, printed_remarks
from reports.building.registry import PaperFacts, builder
from reports.paper.document import Block, Cell, Table, cell, paragraph

_PRINTED = ("printed", "bullets")


def _remarks(facts: PaperFacts, options: dict[str, Any]) -> Iterable[str]:
    """Return what whoever composes should know: what does not add up, what is not held."""
    of = _set(facts, options)
    if options["layout"] in _PRINTED:
        return [*printed_remarks(facts, options), *uncounted(options["intro"], facts, of)]
    counts = england_on(facts.held(of), of, _area(of, options), facts.report.as_at)
    missing = counts.all - counts.inspected
    left = facts.left_out_on_the_day(of)
    told = f"Of {missing} of {counts.all} councils no inspection of this kind is held here."
    return [text for text in (told if missing else "", left) if text]


@builder(
    "comparison",
    "The council beside others",
    "Nothing is held to compare with.",
    Option(
        "layout",
        "What is shown",
        kinds.CHOICE,
        (
            ("printed", "England’s counts as printed, as tables"),
            ("bullets", "England’s counts as printed, as a list"),
            ("computed", "England’s counts, computed"),
            ("position", "The position in region and combined authority, in sentences"),
            ("region", "The councils of the region, in order"),
            ("combined", "The councils of the combined authority, in order"),
            ("beside", "The council beside its groups and its statistical neighbours"),
        ),
    ),
    Option("tables", "Printed tables", kinds.TABLES, hint="None chosen: the newest paper’s."),
    Option("inspection", "Under the framework of", kinds.INSPECTION),
    Option("area", "Judgement", kinds.AREA, hint="Nothing chosen: the overall one."),
    Option("first_heading", "Heading of the grades", starts="Grade or position"),
    Option("number_heading", "Heading of the counts", starts="Number of councils"),
    Option(
        "intro",
        "Sentence before it",
        hint="In Markdown. {inspected} and {councils} are what a printed table adds up to, "
        "{in_region} and {in_combined} the councils of the region and of the combined authority. "
        "One that begins with ~ goes on from the paragraph above.",
    ),
    Option("captions", "With the tables’ titles", kinds.YES, starts=True),
    remarks=_remarks,
)
def comparison(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return how the council stands among others on the paper's day.

    What a paper printed is printed exactly, whether it adds up or not. What is computed is
    counted from the inspections held here, published by the paper's day.
    """
    layout, of = options["layout"], _set(facts, options)
    options = options | {"intro": with_groups(options["intro"], facts, of)}
    if layout in _PRINTED:
        return printed_blocks(facts, options)
    build = {"computed": _england, "beside": _beside, "position": _position}.get(layout, _league)
    return introduced(options["intro"], build(facts, of, options))


def _set(facts: PaperFacts, options: dict[str, Any]) -> FrameworkSet:
    """Return what is compared: the frameworks of the inspection, else those of the day."""
    inspection = facts.inspection(options)
    if inspection:
        found = (of for of in FAMILIES_FIRST if inspection.framework in of.keys)
        return next(found, SETS["ilacs"])
    return SETS["ilacs" if facts.report.as_at.year >= 2018 else "sif"]


def _area(of: FrameworkSet, options: dict[str, Any]) -> str:
    keys = [area.key for area in of.areas()]
    return options["area"] if options["area"] in keys else of.main_key


# Tables that the comparing pages show too


def _england(facts: PaperFacts, of: FrameworkSet, options: dict[str, Any]) -> Iterable[Block]:
    day = facts.report.as_at
    found = position(facts.held(of), of, _area(of, options), day)
    return _blocks(found, options, most=1)


def _beside(facts: PaperFacts, of: FrameworkSet, options: dict[str, Any]) -> Iterable[Block]:
    place = place_of(facts.report.council)
    own = standing_of(facts.held(of), of, place, facts.report.as_at)
    if own.latest is None:
        return ()
    area, day = _area(of, options), facts.report.as_at
    return _blocks(beside(facts.held(of), of, place, area, day), options)


def _league(facts: PaperFacts, of: FrameworkSet, options: dict[str, Any]) -> Iterable[Block]:
    group = next((g for g in own_groups(facts, of) if g.key.startswith(options["layout"])), None)
    if group is None:
        return ()
    place = place_of(facts.report.council)
    found = region_league(facts.held(of), of, group, facts.report.as_at, place)
    return _blocks(found, options)


def _position(facts: PaperFacts, of: FrameworkSet, options: dict[str, Any]) -> Iterable[Block]:
    told = position_told(facts, of, _area(of, options))
    if told:
        yield paragraph(" ".join(told), level=1)


def _blocks(
    found: comparing.Comparison, options: dict[str, Any], most: int | None = None
) -> Iterable[Block]:
    if found.empty:
        return
    yield paragraph(" ".join(found.lead), level=1)
    for table in found.tables[:most]:
        yield _table(table, options)


def _table(found: comparing.Table, options: dict[str, Any]) -> Table:
    if len(found.headings) > _MOST_COLUMNS:
        return _narrow(found, options)
    columns = found.headings
    return Table(
        caption=found.title,
        headings=tuple(heading.text for heading in columns),
        rows=tuple(
            tuple(
                _cell(held, is_header=not place, is_number=columns[place].number)
                for place, held in enumerate(row.cells)
            )
            for row in found.rows
        ),
        widths=_widths(found),
        shows_caption=options["captions"],
        notes=found.notes,
    )


def _widths(found: comparing.Table) -> tuple[float, ...]:
    """Return the columns' shares in per cent, by their longest words, so that none is torn."""
    texts = [[heading.text] for heading in found.headings]
    for row in found.rows:
        for place, held in enumerate(row.cells):
            texts[place] += [held.text, held.more, *held.lines]
    longest = [max(len(word) for text in of for word in text.split()) + 3 for of in texts]
    return shares(longest[0] * 1.2, *longest[1:])


def _cell(held: comparing.Cell, **more: bool) -> Cell:
    text = "\n".join(held.lines) or held.text
    return cell(f"{text} ({held.more})" if held.more else text, **more)


# A page that stands upright holds no more in words that can be read.
_MOST_COLUMNS = 7
_OTHERS = "Other judgements"


def _narrow(found: comparing.Table, options: dict[str, Any]) -> Table:
    """Return a table of councils with all their judgements but the first in one column.

    Days of inspections are left out: the sentence before the table has the day it is as at.
    """
    columns = list(enumerate(found.headings))
    places = [n for n, heading in columns[1:] if heading.number]
    graded = [n for n, h in columns[1:] if not h.number and h.size != "day"]
    first, *others = graded
    texts = [found.headings[n].text for n in (0, *places, first)]
    return Table(
        caption=found.title,
        headings=(*texts, _OTHERS),
        rows=tuple(
            (
                cell(row.cells[0].text, is_header=True),
                *(cell(row.cells[n].text, is_number=True) for n in places),
                cell(row.cells[first].text),
                _others(row, others, found),
            )
            for row in found.rows
        ),
        widths=(20, *(10 for _ in places), 20, 60 - 10 * len(places)),
        shows_caption=options["captions"],
        notes=found.notes,
    )


def _others(row: comparing.Row, others: Sequence[int], found: comparing.Table) -> Cell:
    """Return a line for each judgement; one word where all say the same and none is a grade."""
    said = {row.cells[n].text for n in others}
    if len(said) == 1 and row.cells[others[0]].rank is None:
        return cell(said.pop())
    return cell("\n".join(f"{found.headings[n].text}: {row.cells[n].text}" for n in others))
