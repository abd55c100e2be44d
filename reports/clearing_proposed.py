"""Which clearances of a paper are still to be asked for, and of whom they were asked last time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reports.clearance_states import Needed, Standing, State, never_asked
from reports.models import Clearance, PaperSection, Report

# Of so many requests before, the newest, it is looked up who is usually asked.
LOOKED_AT = 500
LAST_TIME = "As for “{title}”, {body}"
AGAIN = {
    State.CHANGED: "The words were changed since it was cleared",
    State.RETURNED: "It was returned with a comment",
}


@dataclass(frozen=True)
class Proposal:
    """A clearance that can be asked for: of what, and of whom by e-mail address, "" for nobody.

    `again_of`: the one that holds no more. `because`: why it is proposed, or why of this person.
    """

    kind: str
    label: str
    section: PaperSection | None = None
    email: str = ""
    because: str = ""
    again_of: Clearance | None = None

    @property
    def section_key(self) -> str:
        """Return the key of its section, "" for the whole paper."""
        return self.section.key if self.section else ""

    @property
    def names(self) -> "Names":
        """Return what tells it from other clearances of the same paper."""
        return self.section_key, self.kind, self.label.lower()

    @property
    def words(self) -> str:
        """Return "Finance clearance of “Financial implications”"."""
        what = self.label or f"{Clearance.Kind(self.kind).label} clearance"
        return f"{what} of {f'“{self.section.heading}”' if self.section else 'the whole paper'}"


# A section's key, the kind, and what another kind is called.
Names = tuple[str, str, str]


def proposals(report: Report, found: Sequence[Standing]) -> list[Proposal]:
    """Return what is to be asked for: what sections want, what lapsed, what was asked last time.

    In the paper's order, the whole paper last. `found`: where its clearances stand. Three queries.
    """
    sections = {each.key: each for each in report.sections.order_by("order")}
    before = _before(report)
    had = {_names(each.clearance) for each in found}
    wanted = [_of_need(need, sections) for need in never_asked(report, found)]
    wanted += list(_lapsed(found, sections))
    wanted += list(_of_last_time(report, before, sections, had | {each.names for each in wanted}))
    places = {key: place for place, key in enumerate(sections)}
    wanted.sort(key=lambda each: places.get(each.section_key, len(places)))
    return [_with_somebody(each, before, report) for each in wanted]


def _before(report: Report) -> list[Clearance]:
    """Return the newest requests in the council, to the same body first."""
    rows = Clearance.objects.filter(report__council=report.council_id, was_asked=True)
    newest = rows.select_related("report__body").order_by("-pk")[:LOOKED_AT]
    return sorted(newest, key=lambda each: each.report.body_id != report.body_id)


def _names(clearance: Clearance) -> Names:
    return clearance.section_key, clearance.kind, clearance.label.lower()


def _of_need(need: Needed, sections: dict[str, PaperSection]) -> Proposal:
    is_known = need.kind in Clearance.Kind.values
    kind, label = (need.kind, "") if is_known else (Clearance.Kind.OTHER, need.kind.capitalize())
    return Proposal(kind, label, sections[need.section_key])


def _lapsed(found: Iterable[Standing], sections: dict[str, PaperSection]) -> Iterator[Proposal]:
    for each in found:
        held = each.clearance
        is_there = not held.section_key or held.section_key in sections
        if each.state in AGAIN and is_there:
            section = sections.get(held.section_key)
            because = AGAIN[each.state]
            yield Proposal(held.kind, held.label, section, held.email, because, held)


def _of_last_time(
    report: Report,
    before: Sequence[Clearance],
    sections: dict[str, PaperSection],
    had: set[Names],
) -> Iterator[Proposal]:
    """Yield what the last paper to the same body was cleared for, and this one has not."""
    others = (c for c in before if c.report_id != report.pk)
    last = next((c.report for c in others if c.report.body_id == report.body_id), None)
    for each in reversed(before):
        is_there = not each.section_key or each.section_key in sections
        if last and each.report_id == last.pk and is_there and _names(each) not in had:
            had.add(_names(each))
            yield Proposal(each.kind, each.label, sections.get(each.section_key))


def _with_somebody(wanted: Proposal, before: Sequence[Clearance], report: Report) -> Proposal:
    """Return the same with who was asked for it last: of this section, or else of any."""
    if wanted.email:
        return wanted
    same = [each for each in before if _names(each)[1:] == wanted.names[1:]]
    of_section = (each for each in same if each.section_key == wanted.section_key)
    found = next(of_section, next(iter(same), None))
    if found is None:
        return wanted
    said = LAST_TIME.format(title=found.report.title, body=found.report.body.name)
    because = said if found.report_id != report.pk else ""
    return replace(wanted, email=found.email, because=wanted.because or because)


def consultees(report: Report) -> dict[str, str]:
    """Return the names of whom the council asked by e-mail alone, by their addresses."""
    rows = Clearance.objects.filter(
        report__council=report.council_id, was_asked=True, asked_of__isnull=True
    )
    newest = rows.order_by("-pk").values_list("email", "name")[:LOOKED_AT]
    return {email.lower(): name for email, name in reversed(newest)}
