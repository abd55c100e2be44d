"""Councils and inspections made as plain rows, for the arithmetic of comparing."""

import datetime

from inspections.comparing.held import Held, Inspected, Place
from inspections.comparing.sets import SETS, FrameworkSet

DAY = datetime.date(2026, 6, 30)
ILACS, SIF = SETS["ilacs"], SETS["sif"]


def place(pk: int, name: str = "", **fields) -> Place:
    fields = {"region": "West", "kind": "County"} | fields
    return Place(pk=pk, name=name or f"Council {pk:02}", slug=f"council-{pk}", **fields)


def inspected(
    council: int,
    grades: dict[str, str] | str = "good",
    *,
    framework: str = "ilacs-2023",
    ended: datetime.date = datetime.date(2024, 3, 1),
    out: datetime.date | None = datetime.date(2024, 5, 1),
    pk: int = 0,
) -> Inspected:
    """Return an inspection; with one grade it gave all its areas that."""
    if isinstance(grades, str):
        areas = _of(framework).areas()
        grades = {a.key: grades for a in areas if _of(framework).judges(framework, a.key)}
    start = ended - datetime.timedelta(days=11)
    return Inspected(pk or council, framework, start, ended, out, grades, council)


def _of(framework: str) -> FrameworkSet:
    return SETS[framework]


def made(*inspections: Inspected, councils: int = 3, **fields) -> Held:
    """Return so many councils with these inspections."""
    places = tuple(place(pk) for pk in range(1, councils + 1))
    return Held(**({"councils": places, "inspections": inspections} | fields))
