"""Which inspections are compared with each other: versions of one framework, on one scale."""

import datetime
from dataclasses import dataclass

from inspections.frameworks import FRAMEWORKS, Area, Framework, Grade, strand_label
from inspections.standing import FAMILIES

_MAIN = "overall_effectiveness"


@dataclass(frozen=True)
class FrameworkSet:
    """Frameworks that are compared as one, because later ones only amended the first.

    All have the same grades in the same words. An area that one of them does not judge is
    said not to be judged there, and never made up from others.
    """

    key: str
    name: str
    frameworks: tuple[Framework, ...]

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(framework.key for framework in self.frameworks)

    @property
    def grades(self) -> tuple[Grade, ...]:
        """Return the scale, the best grade first; what is outside the scale comes last."""
        return tuple(sorted(self.frameworks[-1].grades, key=lambda g: g.rank or 99))

    def areas(self, day: datetime.date | None = None) -> tuple[Area, ...]:
        """Return every area that any of the frameworks judges, of those begun by `day` if given.

        The main judgement stands first, the safeguarding board's own last.
        """
        begun = [f for f in self.frameworks if not day or not f.starts or f.starts <= day]
        found = {a.key: a for f in begun or self.frameworks[:1] for a in f.areas}
        return tuple(sorted(found.values(), key=lambda a: (a.of_board, a.key != self.main_key)))

    @property
    def main_key(self) -> str:
        """Return the key of the judgement that sums up: the overall one, else the only or first."""
        keys = [area.key for area in self.frameworks[0].areas]
        return next((key for key in keys if key.endswith(_MAIN)), keys[0])

    @property
    def sums_up(self) -> bool:
        """Return whether it has a judgement that sums up, so that councils can be ranked by it."""
        areas = self.frameworks[0].areas
        return len(areas) == 1 or any(area.key.endswith(_MAIN) for area in areas)

    def area(self, key: str) -> Area:
        """Return the area with this key; raise LookupError where no framework here has it."""
        for area in self.areas():
            if area.key == key:
                return area
        raise LookupError(f"Not judged under {self.name}: {key}.")

    def common(self) -> frozenset[str]:
        """Return the areas that all frameworks here judge, the board's own apart."""
        judged = [{a.key for a in f.areas if not a.of_board} for f in self._with_main()]
        return frozenset(set.intersection(*judged))

    def _with_main(self) -> list[Framework]:
        return [f for f in self.frameworks if any(a.key == self.main_key for a in f.areas)]

    def judges(self, framework: str, area: str) -> bool:
        """Return whether this one framework judges the area."""
        return any(a.key == area for a in FRAMEWORKS[framework].areas)


def heading_of(area: Area) -> str:
    """Return an area's heading, with the half of the inspection where both halves have it."""
    strand = strand_label(area)
    return f"{strand}: {area.heading[:1].lower()}{area.heading[1:]}" if strand else area.heading


def _set(key: str, name: str, *frameworks: str) -> FrameworkSet:
    return FrameworkSet(key, name, tuple(FRAMEWORKS[framework] for framework in frameworks))


def _families() -> list[FrameworkSet]:
    return [
        _set("ilacs", "Children’s services under ILACS (since 2018)", *FAMILIES["ilacs"]),
        _set("sif", "Children’s services under SIF (2013 to 2018)", *FAMILIES["sif"]),
    ]


def _alone() -> list[FrameworkSet]:
    graded = [framework for framework in FRAMEWORKS.values() if framework.graded]
    newest = sorted(graded, key=lambda f: f.starts or datetime.date.min, reverse=True)
    return [_set(framework.key, framework.name, framework.key) for framework in newest]


def _within_a_family(of: FrameworkSet) -> bool:
    return any(of is not family and of.keys < family.keys for family in SETS.values())


SETS: dict[str, FrameworkSet] = {found.key: found for found in [*_families(), *_alone()]}
# What is compared by itself: families whole, and frameworks that belong to none.
FAMILIES_FIRST = tuple(of for of in SETS.values() if not _within_a_family(of))
