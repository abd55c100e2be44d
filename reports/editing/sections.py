"""The headings of a paper and the parts of its sections: added, named, ordered, taken out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from councils.versions import ChangedMeanwhile, changed_meanwhile
from reports.editing.versions import check_unchanged, hold, version_of
from reports.models import PaperPart, PaperSection, Report
from reports.models.papers import changed
from reports.papers_as_files import take_back_public

KEY_LENGTH = 50


@dataclass(frozen=True)
class Exempt:
    """What keeps something out of the public paper; under None nothing does."""

    under: int | None
    because: str


PUBLIC = Exempt(None, "")


@dataclass(frozen=True)
class Headed:
    """A heading as the page of headings sends it, in its place; `pk` None is a new one."""

    pk: int | None
    heading: str
    numbered: bool


def headings_of(report: Report) -> list[Any]:
    """Return what the page of headings changes."""
    rows = report.sections.order_by("order")
    return [[row.pk, row.heading, row.numbered] for row in rows]


@transaction.atomic
def change_headings(report: Report, given: Sequence[Headed], seen: str) -> None:
    """Make the headings of a paper those given, in their order; what is not given is taken out.

    Raises ChangedMeanwhile unless `seen` is still what holds.
    """
    held = hold(report)
    if version_of(headings_of(held)) != seen:
        raise _latest(PaperSection.pgh_event_model.objects.filter(report_id=report.pk))  # type: ignore[attr-defined]
    rows = {row.pk: row for row in held.sections.all()}
    kept = {each.pk for each in given}
    for pk in rows.keys() - kept:
        rows[pk].delete()
    keys = {row.key for row in rows.values()}
    for order, each in enumerate(given, 1):
        _put(held, each, order, rows.get(each.pk or 0), keys)
    changed(held)


def _put(
    report: Report, given: Headed, order: int, row: PaperSection | None, keys: set[str]
) -> None:
    if row is None:
        key = free_key(given.heading, keys)
        keys.add(key)
        row = PaperSection(report=report, key=key)
    is_new = row.pk is None
    row.heading, row.numbered, row.order = given.heading, given.numbered, order
    row.save()
    if is_new:
        PaperPart.objects.create(section=row, order=1)


def free_key(heading: str, taken: set[str]) -> str:
    """Return a key made from a heading that is not among those taken."""
    start = slugify(heading)[:KEY_LENGTH].strip("-") or "section"
    number, key = 1, start
    while key in taken:
        number += 1
        key = f"{start}-{number}"
    return key


@dataclass(frozen=True)
class Numbers:
    """How a section is numbered apart from its style.

    `printed`: a number that prints in place of its own; "" is none. `starts_again`: whether a
    straight count of paragraphs begins anew in it.
    """

    printed: str = ""
    starts_again: bool = False


def numbers_of(section: Any) -> Numbers:
    """Return how a section, or a version of it, is numbered apart from its style."""
    return Numbers(section.printed_number, section.starts_again)


def section_of(section: Any) -> list[Any]:
    """Return what the page of a section changes of its own row, or of a version of that."""
    numbers = [section.printed_number, section.starts_again]
    return [section.heading, section.exempt_under, section.exempt_because, *numbers]


def parts_of(section: PaperSection) -> list[int]:
    """Return the parts of a section in their order."""
    return list(section.parts.order_by("order").values_list("pk", flat=True))


def section_version(section: PaperSection) -> str:
    """Return what the page of a section held: its heading, marks, and the order of its parts."""
    return version_of([section_of(section), parts_of(section)])


@transaction.atomic
def change_section(
    section: PaperSection,
    heading: str,
    exempt: Exempt,
    parts: Sequence[int],
    seen: str,
    numbers: Numbers | None = None,
) -> None:
    """Put a section's heading, marks and parts in their order; those not given are taken out.

    `numbers`: None leaves them as they are.
    Raises ChangedMeanwhile unless `seen` is still what holds.
    """
    hold(section.report)
    section.refresh_from_db()
    if section_version(section) != seen:
        raise _latest(
            PaperSection.pgh_event_model.objects.filter(pgh_obj_id=section.pk),  # type: ignore[attr-defined]
            PaperPart.pgh_event_model.objects.filter(section_id=section.pk),  # type: ignore[attr-defined]
        )
    is_marked = bool(exempt.under and not section.is_exempt)
    section.heading = heading
    numbers = numbers or numbers_of(section)
    section.printed_number, section.starts_again = numbers.printed, numbers.starts_again
    section.exempt_under, section.exempt_because = exempt.under, exempt.because
    section.save()
    section.parts.exclude(pk__in=parts).delete()
    for order, pk in enumerate(parts, 1):
        section.parts.filter(pk=pk).exclude(order=order).update(order=order)
    if is_marked:
        take_back_public(section.report)
    changed(section.report)


def _latest(*kinds: Any) -> ChangedMeanwhile:
    """Return who made the newest of some events, and when, to be raised."""
    newest = (kind.select_related("pgh_context").order_by("-pgh_id").first() for kind in kinds)
    return changed_meanwhile([event for event in newest if event])


@transaction.atomic
def add_part(section: PaperSection, kind: str, of: str = "") -> PaperPart:
    """Return a new part, the last of its section."""
    held = hold(section.report)
    last = section.parts.order_by("-order").values_list("order", flat=True).first() or 0
    part = PaperPart.objects.create(section=section, kind=kind, of=of, order=last + 1)
    changed(held)
    return part


def part_of(part: Any) -> list[Any]:
    """Return what the page of a part changes, of the part or of a version of it."""
    return [
        part.kind,
        part.of,
        part.anchor,
        part.text,
        part.options,
        part.rows,
        part.drafted,
        part.exempt_under,
        part.exempt_because,
    ]


@transaction.atomic
def change_part(part: PaperPart, given: PaperPart, seen: str) -> None:
    """Save a part as `given` has it. Raises ChangedMeanwhile unless `seen` is what is stored."""
    held = hold(part.section.report)
    stored = PaperPart.objects.get(pk=part.pk)
    check_unchanged(stored, seen, part_of)
    given.order = stored.order
    given.save()
    if given.is_exempt and not stored.is_exempt:
        take_back_public(held)
    changed(held)
