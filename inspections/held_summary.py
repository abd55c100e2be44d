"""What is held of each kind of inspection, in sentences: where comparing begins."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from councils.models import Council
from inspections.compared import held
from inspections.comparing.sets import FAMILIES_FIRST, FrameworkSet
from inspections.comparing.standings import standings
from inspections.comparing.tables import many, words
from inspections.models import Inspection, OutcomeRow


@dataclass(frozen=True)
class Summary:
    """How many councils' inspections of one kind are held, and where they come from."""

    of: FrameworkSet
    councils: int
    whole: int
    inspections: int
    latest: datetime.date
    sources: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Return it in words."""
        return (
            f"Inspections of {self.councils} of {self.whole} councils of today, "
            f"{many(self.inspections, 'inspection')} in all, the latest published on "
            f"{words(self.latest)}."
        )


def summaries(day: datetime.date) -> list[Summary]:
    """Return what is held on `day`, kind by kind, the frameworks of now first; [] for nothing."""
    found = held()
    sources = _sources(day)
    rows = []
    for of in FAMILIES_FIRST:
        own = [i for i in found.inspections if i.framework in of.keys and i.out_by(day)]
        if own:
            known = [s for s in standings(found, of, day) if s.latest]
            latest = max(i.out_on for i in own if i.out_on)
            named = tuple(words for key in sorted(of.keys) for words in sources[key])
            rows.append(
                Summary(
                    of,
                    len(known),
                    len(found.councils_on(day)),
                    len(own),
                    latest,
                    tuple(dict.fromkeys(named)),
                )
            )
    return rows


def _sources(day: datetime.date) -> dict[str, list[str]]:
    """Return from where the inspections of each framework come, in words, by framework."""
    rows = Inspection.objects.published().filter(council__is_fictional=False, ends_on__lte=day)
    counted = rows.values("framework", "source").annotate(number=Count("pk"))
    labels = dict(Inspection.Source.choices)
    found: dict[str, list[str]] = defaultdict(list)
    for row in counted.order_by("framework", "source"):
        found[row["framework"]].append(labels[row["source"]].lower())
    for framework, name, as_at in _tables():
        found[framework].append(f"the table {name}, as at {words(as_at)}")
    return found


def _tables() -> QuerySet[OutcomeRow, tuple[str, str, datetime.date]]:
    """Return (framework, name, day) of the tables of outcomes that inspections were taken from."""
    rows = OutcomeRow.objects.filter(inspection__is_published=True)
    named = rows.values_list("inspection__framework", "file__name", "file__as_at")
    return named.distinct().order_by("inspection__framework", "file__as_at", "file__name")


def councils_to_choose(day: datetime.date) -> list[tuple[str, list[Council]]]:
    """Return the councils by region, then those that are no more, and the made-up ones last."""
    every = list(Council.objects.by_name())
    made_up = [council for council in every if council.is_fictional]
    rows = [council for council in every if not council.is_fictional]
    there = [c for c in rows if not c.ends or c.ends > day]
    by_region: dict[str, list[Council]] = defaultdict(list)
    for council in there:
        by_region[council.region].append(council)
    gone = [council for council in rows if council not in there]
    others = [("Councils that are no more", gone), ("Made up for trying out", made_up)]
    return [*sorted(by_region.items()), *(other for other in others if other[1])]
