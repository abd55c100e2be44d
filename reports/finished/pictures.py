"""Pictures in a finished paper, whose words nobody reads: somebody has to look at them. Pure."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from reports.finished.reading import PICTURES

NOT_KNOWN = (
    "Pictures. The file was sent before it was noted where they stand: look through all of it"
)
OUTSIDE = "in a header, a footer or a note"


def pictures_told(read: Mapping[str, Any], composed: Mapping[str, Any]) -> list[str]:
    """Return how many pictures a file has, and where: "2 pictures under “Finance”".

    Not those that the composed paper has too, such as the council's logo.
    """
    if "pictures" not in read:
        return [NOT_KNOWN] if PICTURES in read["remarks"] else []
    ours = {digest for digest, _ in composed["pictures"]} - {""}
    places = Counter(place for digest, place in read["pictures"] if digest not in ours)
    return [f"{_number(number)} {_where(place)}" for place, number in places.items()]


def _number(number: int) -> str:
    return "1 picture" if number == 1 else f"{number} pictures"


def _where(place: str | None) -> str:
    if place is None:
        return OUTSIDE
    return f"under “{place}”" if place else "before the first heading"
