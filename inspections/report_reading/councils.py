"""Which council a title names, among those that England has or had."""

import datetime
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from inspections.report_reading.words import plain

_LIST = Path(__file__).resolve().parents[2] / "fixtures" / "councils.json"
# What a council is called beside its name in the list.
_ALSO = {
    "Kingston upon Hull": ("hull",),
    "Kingston upon Thames": ("royal borough of kingston",),
    "Newcastle upon Tyne": ("newcastle",),
    "Southend-on-Sea": ("southend",),
    "Isles of Scilly": ("scilly",),
    "Stockton-on-Tees": ("stockton",),
    "Telford and Wrekin": ("telford",),
    "Richmond upon Thames": ("richmond",),
    "Herefordshire": ("hereford",),
    "City of London": ("city of london corporation", "corporation of london", "london corporation"),
    "Bath and North East Somerset": ("b and nes", "banes"),
}


@dataclass(frozen=True)
class Known:
    """A council by its name, and from when to when it was one."""

    name: str
    starts: datetime.date | None
    ends: datetime.date | None

    def was_on(self, day: datetime.date) -> bool:
        return (self.starts or day) <= day and (self.ends is None or day < self.ends)


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, Known], ...]:
    """Return every council under each of its names, the longest first."""
    found = []
    for row in json.loads(_LIST.read_text(encoding="utf-8")):
        known = Known(row["name"], _day(row["starts"]), _day(row["ends"]))
        short = re.sub(r" (?:county|city|borough) council$", "", _bare(row["name"]))
        names = {_bare(row["name"]), short, *_ALSO.get(row["name"], ())}
        found += [(name, known) for name in names]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _bare(words: str) -> str:
    text = re.sub(r"[-.,/()]", " ", re.sub(r"'s?(?![a-z])", "", plain(words)).replace("'", ""))
    return " ".join(text.split())


def council_in(words: str, day: datetime.date | None = None) -> str | None:
    """Return the name of the one council that words name; None where they name none or several.

    `day` tells councils of one name apart, such as Dorset before and since April 2019.
    """
    text = f" {_bare(words)} "
    found: dict[str, list[Known]] = {}
    for name, known in _names():
        place = re.compile(rf"(?<= ){re.escape(name)}(?= )")
        if name in found:
            found[name].append(known)
        elif place.search(text):
            found[name] = [known]
            text = place.sub("#", text)
    if len({known.name for every in found.values() for known in every}) == 1:
        return next(iter(found.values()))[0].name
    if len(found) != 1 or day is None:
        return None
    then = [known.name for known in next(iter(found.values())) if known.was_on(day)]
    return then[0] if len(then) == 1 else None
