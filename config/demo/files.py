"""Reading the fixtures, and the days in them."""

import datetime
import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from councils.working_days import is_working_day, working_days_before

COUNCILS = "councils"
HOUSE_STYLES = "house-styles"
ACRONYMS = "acronyms"
LEARNING = "stockton-learning-2015"
COMBINED_AUTHORITIES = "combined-authorities"
# Every file has one council, its inspections, and perhaps a plan; a plan stands after the one
# that it follows.
PAPERS = (
    "wolverhampton-2017",
    "wirral-2011",
    "walsall-2017",
    "windsor-maidenhead-2015",
    "windsor-maidenhead-phase-2",
    "stockton-2016",
    "live",
)

# The papers themselves, each composed in its house style.
COMPOSED = (
    "wolverhampton-cabinet-2017-04-26",
    "walsall-cabinet-2018-06-21",
    "stockton-select-committee-2015-10-14",
    "wirral-scrutiny-2011-09-20",
    "windsor-maidenhead-cabinet-2016-05-26",
)
# Those of the fictional council: one published, one while it is composed.
OWN = ("merrowdale-board-progress", "merrowdale-scrutiny-progress")

# The review that one of those papers reports, and two of the fictional council: one under way,
# one that waits for the executive's answer.
REVIEWS = ("walsall-ofsted-working-group", "merrowdale-front-door", "merrowdale-supervision")

PRINTED_COUNTS = "printed-counts"
OVERSIGHT = "oversight"

Facts = dict[str, Any]


def read(name: str) -> Any:
    """Return what `fixtures/<name>.json` holds."""
    path = settings.BASE_DIR / "fixtures" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def is_relative(value: str | dict[str, int] | None) -> bool:
    """Return whether a day in a fixture is counted from the day of the load."""
    return isinstance(value, dict)


@dataclass(frozen=True)
class Calendar:
    """Turns the days of a fixture into dates: "2017-04-26", or days before or after `today`."""

    today: datetime.date

    def day(self, value: str | dict[str, int]) -> datetime.date:
        """Return the date meant by "2017-04-26" or by {"days": -26}; {"sitting": -25} is
        the working day on which a body meets then: that one, or the last before it.
        """
        if isinstance(value, dict) and "sitting" in value:
            return _working(self.day({"days": value["sitting"]}))
        if isinstance(value, dict):
            return self.today + datetime.timedelta(days=value["days"])
        return datetime.date.fromisoformat(value)

    def day_if_any(self, value: str | dict[str, int] | None) -> datetime.date | None:
        """Return the date meant, or None where the fixture gives none."""
        return None if value is None else self.day(value)


def _working(day: datetime.date) -> datetime.date:
    """Return the day, or the last working day before it."""
    return day if is_working_day(day) else working_days_before(day, 1)
