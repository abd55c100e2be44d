"""What somebody entered of an inspection, ready to be saved. No model."""

import datetime
from dataclasses import dataclass

from inspections.frameworks import FRAMEWORKS, Framework


@dataclass(frozen=True)
class Asked:
    """One recommendation as entered; `pk` is of the one that is changed, None for a new one."""

    text: str
    number: str = ""
    page: int | None = None
    addressed_to: str = "council"
    priority: str = "recommendation"
    timescale: str = ""
    outcome: str = ""
    pk: int | None = None


@dataclass(frozen=True)
class Entered:
    """An inspection as entered: `grades` are (area, grade) by their keys, "" for not stated."""

    framework: str
    starts_on: datetime.date
    ends_on: datetime.date
    grades: tuple[tuple[str, str], ...] = ()
    asked: tuple[Asked, ...] = ()
    title: str = ""
    visit: str = ""
    theme: str = ""
    published_on: datetime.date | None = None
    received_on: datetime.date | None = None
    lead_inspector: str = ""
    days_stated: bool = True

    @property
    def called(self) -> str:
        """Return its title, else one made of its kind and the month in which it ended.

        Where its days are not stated they stand on the publication, and it says so.
        """
        when = "" if self.days_stated else "published "
        return self.title or f"{self._kind}, {when}{self.ends_on:%B %Y}"

    @property
    def _kind(self) -> str:
        framework: Framework = FRAMEWORKS[self.framework]
        return framework.name.split(" (")[0]
