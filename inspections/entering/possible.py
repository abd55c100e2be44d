"""Which frameworks an inspection can have been made under, by its kind and its days."""

import datetime

from inspections.frameworks import FRAMEWORKS, Framework, frameworks_on

# What each kind of inspection is called where somebody chooses one.
KIND_NAMES = {
    "childrens_services": "Inspection of children’s services",
    "focused_visit": "Focused visit",
    "monitoring_visit": "Monitoring visit",
    "joint_targeted": "Joint targeted area inspection (JTAI)",
    "area_send": "Area SEND inspection",
    "area_send_revisit": "Area SEND revisit",
    "reinspection": "Re-inspection of children’s services",
    "child_protection": "Protection of children",
    "looked_after": "Services for looked after children",
    "peer_review": "Peer review",
    "audit": "Audit",
    "self_evaluation": "Self-evaluation",
}
# Kinds that look at one theme, which their letter names.
THEMED = ("joint_targeted", "focused_visit", "monitoring_visit")


def possible(
    kind: str, starts: datetime.date, ends: datetime.date, held: str = ""
) -> tuple[Framework, ...]:
    """Return the frameworks of a kind for an inspection of these days, newest first.

    Those in force when it began count, else those when it ended. `held` is the key of one that
    is on record for it: it stays possible while any of the days falls within it.
    """
    found = frameworks_on(starts, kind) or frameworks_on(ends, kind)
    on_record = FRAMEWORKS.get(held)
    if on_record and on_record.kind == kind and on_record not in found:
        within = any(on_record.in_force_on(day) for day in (starts, ends))
        return (*found, on_record) if within else found
    return found


def is_by_inspectorate(framework: str) -> bool:
    """Return whether the inspectorate makes and publishes inspections of this framework."""
    return FRAMEWORKS[framework].starts is not None


def when_made(kind: str) -> str:
    """Return from when to when inspections of a kind were made: "from 2009 to 2012"."""
    of_kind = [framework for framework in FRAMEWORKS.values() if framework.kind == kind]
    first = min(framework.starts.year for framework in of_kind if framework.starts)
    if any(framework.ends is None for framework in of_kind):
        return f"since {first}"
    last = max(framework.ends.year for framework in of_kind if framework.ends)
    return f"in {first}" if first == last else f"from {first} to {last}"
