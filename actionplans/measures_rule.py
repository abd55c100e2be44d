"""What a measure's numbers say: which way it moved, and which band a number would mean.

Pure rules over numbers and days. Nothing here is a verdict: a person says which band is
reached, and where these rules speak beside it the page says that they do.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

HIGHER, LOWER = "higher", "lower"
CURRENCIES = ("£", "€")
BETTER, WORSE, SAME, UNKNOWN = "better", "worse", "same", ""


def moving(better: str, previous: Decimal | None, latest: Decimal | None) -> str:
    """Return "better", "worse" or "same" for the way from `previous` to `latest`.

    "" where one of them is missing, or where nobody has said which way is better and
    they differ.
    """
    if previous is None or latest is None:
        return UNKNOWN
    if previous == latest:
        return SAME
    if better not in (HIGHER, LOWER):
        return UNKNOWN
    return BETTER if beyond(better, latest, previous) else WORSE


def beyond(better: str, value: Decimal, level: Decimal) -> bool:
    """Return whether `value` is at `level` or on its better side; False where no side is."""
    if better == HIGHER:
        return value >= level
    return better == LOWER and value <= level


@dataclass(frozen=True)
class Level:
    """A band as far as numbers go: what is to be reached, and by which day, where it says."""

    key: int
    is_met: bool
    value: Decimal | None
    due: datetime.date | None = None


Point = tuple[datetime.date, Decimal]


def band_meant(better: str, levels: Sequence[Level], points: Sequence[Point]) -> int | None:
    """Return the key of the band that the last of `points` (in order of day) would mean.

    The furthest one whose number is reached, and has been without a break since its day
    at the latest; of equal numbers the one with the earliest day. Short of every number
    it is the band that is not met, where there is only one. None where that leaves it open.
    """
    numbered = [level for level in levels if level.value is not None and level.is_met]
    if not numbered or not points or better not in (HIGHER, LOWER):
        return None
    last = points[-1][1]
    passed = [level for level in numbered if beyond(better, last, _number(level))]
    if not passed:
        return _only_unmet(levels)
    in_time = [level for level in passed if _in_time(better, level, points)]
    if not in_time:
        return None
    return max(in_time, key=lambda level: _rank(better, level)).key


def _number(level: Level) -> Decimal:
    return level.value or Decimal(0)


def _only_unmet(levels: Sequence[Level]) -> int | None:
    unmet = [level.key for level in levels if not level.is_met]
    return unmet[0] if len(unmet) == 1 else None


def _in_time(better: str, level: Level, points: Sequence[Point]) -> bool:
    """Return whether the number was reached by its day and has held since."""
    since = points[-1][0]
    for day, value in reversed(points):
        if not beyond(better, value, _number(level)):
            break
        since = day
    return level.due is None or since <= level.due


def _rank(better: str, level: Level) -> tuple[Decimal, int]:
    sign = 1 if better == HIGHER else -1
    earliest = level.due or datetime.date.max
    return sign * _number(level), -earliest.toordinal()


def number_words(value: Decimal) -> str:
    """Return a number as people write it: "1,250", "72.5", "−3"; no decimals that say nothing."""
    text = f"{abs(value):,.2f}".rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 and text != "0" else text


def amount(value: Decimal, unit: str) -> str:
    """Return a number with its unit: "72%", "£1,250.50", "14 days"."""
    number = number_words(value)
    if unit in CURRENCIES:
        pence = "0" if re.search(r"\.\d$", number) else ""
        return re.sub(r"^(−?)", rf"\1{unit}", number) + pence
    if unit.startswith("%"):
        return number + unit
    return f"{number} {unit}".strip()


def short_amount(value: Decimal, unit: str) -> str:
    """Return a number with its unit where that is a sign: "72%", "£1,250", "14"."""
    return amount(value, unit if unit in CURRENCIES or unit == "%" else "")
