"""Which label of a council's scale stands for a state, and how its colour is written on.

Pure rules: a label is anything with a meaning and a number of days late.
"""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from actionplans.rag import Meaning, Status, meaning_of


class Labelled(Protocol):
    """What the rules need to know of a label."""

    @property
    def meaning(self) -> str: ...

    @property
    def over_days_late(self) -> int: ...


L = TypeVar("L", bound=Labelled)


def label_for(labels: Iterable[L], meaning: str | None, days_late: int) -> L | None:
    """Return the label for `meaning`, or None where the scale has none.

    Of several with the meaning, the one for the most days late that `days_late` is over;
    0 counts always. What is checked to last has the label for complete where there is
    none of its own.
    """
    held = list(labels)
    fitting = [
        label
        for label in held
        if label.meaning == meaning
        and (not label.over_days_late or days_late > label.over_days_late)
    ]
    if not fitting and meaning == Meaning.EMBEDDED:
        return label_for(held, Meaning.COMPLETE, days_late)
    return max(fitting, key=lambda label: label.over_days_late, default=None)


def without_label(labels: Iterable[Labelled]) -> list[tuple[Meaning, tuple[str, ...]]]:
    """Return each meaning the scale has no label for, with the words shown in its place."""
    held = list(labels)
    return [
        (meaning, shown)
        for meaning in Meaning
        if label_for(held, meaning, 0) is None and (shown := _own_words(meaning))
    ]


def _own_words(meaning: Meaning) -> tuple[str, ...]:
    return tuple(status.words for status in Status if meaning_of(status) == meaning)


DARK, LIGHT = "#000000", "#ffffff"


def ink_on(colour: str) -> str:
    """Return the ink, black or white, that reads better on `colour` (like "#00703c").

    Its contrast is 4.5 to 1 or more on every colour (WCAG 2.2, 1.4.3).
    """
    return max((DARK, LIGHT), key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 (the same) to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
