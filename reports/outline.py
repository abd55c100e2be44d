"""The outline of a paper: its sections and their parts, and the state of each in a word."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from reports.building import builder_of
from reports.clearance_states import Standing
from reports.clearance_states import State as Clearing
from reports.composing import Composed
from reports.models import PaperAppendix, PaperPart, PaperSection, Report
from reports.paper.document import Heading
from reports.paper.tables import TABLES


@dataclass(frozen=True)
class State:
    """The state of something in a paper: its words, and the colour of its tag beside them."""

    words: str
    colour: str = "grey"


EMPTY = State("Empty", "yellow")
NOTHING = State("Nothing to build from", "yellow")
EXEMPT = State("Exempt", "red")
BEHIND = State("Facts changed since", "yellow")
TO_FOLLOW = State("To follow", "orange")
_FILLED = {
    PaperPart.Kind.WRITTEN: State("Written", "green"),
    PaperPart.Kind.BUILT: State("Built from data", "blue"),
    PaperPart.Kind.DRAFTED: State("Drafted", "turquoise"),
    PaperPart.Kind.TABLE: State("Filled in", "green"),
}


@dataclass(frozen=True)
class PartLine:
    """A part in the outline: what it is, and how it stands."""

    part: PaperPart
    title: str
    states: tuple[State, ...]


@dataclass(frozen=True)
class SectionLine:
    """A section in the outline, with its number as it prints, and its heading as it is shown."""

    section: PaperSection
    heading: str
    number: str
    parts: tuple[PartLine, ...]
    states: tuple[State, ...]


_CLEARING = {
    Clearing.WAITING: ("asked for", "blue"),
    Clearing.GIVEN: ("cleared", "green"),
    Clearing.CHANGED: ("changed since cleared", "yellow"),
    Clearing.RETURNED: ("returned", "yellow"),
    Clearing.WITHOUT: ("goes on without", "grey"),
}


def outline(
    report: Report,
    composed: Composed,
    clearances: Sequence[Standing] = (),
    hidden: Mapping[str, str] = MappingProxyType({}),
) -> list[SectionLine]:
    """Return the sections of a paper in order, as composed, each with the state of its parts.

    Of its clearances each says where it stands. `hidden`: what is shown in place of headings,
    by their keys; the parts under them are not told either.
    """
    numbers = {b.anchor: b.number for b in composed.document.blocks if isinstance(b, Heading)}
    without = {each.part.pk: NOTHING for each in composed.empty if each.part}
    told = without | {each.part: BEHIND for each in composed.behind}
    sections = report.sections.order_by("order").prefetch_related("parts")
    found = [
        _section(section, numbers.get(section.key, ""), told, cleared(section.key, clearances))
        for section in sections
    ]
    return [
        replace(each, heading=hidden[each.section.key], parts=())
        if each.section.key in hidden
        else each
        for each in found
    ]


def cleared(key: str, clearances: Sequence[Standing]) -> list[State]:
    """Return where the clearances of one section stand; those of the whole paper for ""."""
    found = []
    for each in clearances:
        if each.clearance.section_key == key:
            words, colour = _CLEARING[each.state]
            found.append(State(f"{each.clearance.what}: {words}", colour))
    return found


def _section(
    section: PaperSection, number: str, told: Mapping[int, State], clearing: Iterable[State]
) -> SectionLine:
    parts = sorted(section.parts.all(), key=lambda part: part.order)
    lines = tuple(PartLine(p, title_of(p), tuple(_states(p, told))) for p in parts)
    states = [EXEMPT] if section.is_exempt else []
    if all(set(line.states) & {EMPTY, NOTHING} for line in lines):
        states.append(EMPTY)
    return SectionLine(section, section.heading, number, lines, (*states, *clearing))


def title_of(part: PaperPart) -> str:
    """Return what a part is called to whoever composes the paper."""
    if part.kind == PaperPart.Kind.WRITTEN:
        return "Text"
    if part.kind == PaperPart.Kind.TABLE:
        return TABLES[part.of].title if part.of in TABLES else part.of
    return builder_of(part.of).named(part.options)


def _states(part: PaperPart, told: Mapping[int, State]) -> Iterator[State]:
    """Yield how a part stands; `told`: what composing it told of it, by its primary key."""
    if part.is_exempt:
        yield EXEMPT
    if part.kind == PaperPart.Kind.BUILT:
        yield told.get(part.pk, _FILLED[PaperPart.Kind.BUILT])
        return
    yield _FILLED[PaperPart.Kind(part.kind)] if holds_words(part) else EMPTY
    if part.pk in told:
        yield told[part.pk]


def holds_words(part: PaperPart) -> bool:
    """Return whether somebody wrote anything in a part: it would be lost with it."""
    drafted = any(each.get("text", "").strip() for each in part.drafted)
    return bool(part.text.strip() or drafted or _typed(part.rows))


def _typed(rows: Iterable[Any]) -> bool:
    return any(str(cell).strip() for row in rows for cell in row)


def states_of(appendix: PaperAppendix) -> list[State]:
    """Return the state of an appendix in words."""
    found = [EXEMPT] if appendix.is_exempt else []
    if appendix.is_to_follow:
        return [*found, TO_FOLLOW]
    is_written = appendix.kind == PaperAppendix.Kind.WRITTEN
    return [*found, EMPTY] if is_written and not appendix.text.strip() else found
