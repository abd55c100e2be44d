"""Whether what was typed names something by its number: "R4", "action 16". Pure."""

import re
from dataclasses import dataclass

_ACTION, _ASKED = "action", "recommendation"
_OF = {
    "action": _ACTION,
    "actions": _ACTION,
    "milestone": _ACTION,
    "recommendation": _ASKED,
    "recommendations": _ASKED,
    "rec": _ASKED,
}
_NUMBER = re.compile(r"(?:(?P<of>[a-z]+)\s+)?(?:(?:number|no\.?)\s+)?(?P<number>[^\s\"'*]{1,20})")


@dataclass(frozen=True)
class Numbers:
    """The numbers under which actions and recommendations are looked for; none where none is."""

    actions: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()


def numbers_in(words: str) -> Numbers:
    """Return the numbers that `words`, as a whole, can mean; a number has a digit in it.

    A recommendation that people call R4 may be printed as 4, and the other way round; so may an
    action that they call A5.
    """
    found = _NUMBER.fullmatch(words.strip().lower())
    if not found or not re.search(r"\d", found["number"]):
        return Numbers()
    number, of = found["number"].rstrip(".:"), found["of"]
    if of is not None and of not in _OF:
        return Numbers()
    kind = _OF.get(of or "", "")
    return Numbers(
        actions=() if kind == _ASKED else _with_and_without("a", number),
        recommendations=() if kind == _ACTION else _with_and_without("r", number),
    )


def _with_and_without(letter: str, number: str) -> tuple[str, ...]:
    """Return a number as typed, and without or with the letter people put before it."""
    bare = number.removeprefix(letter)
    if not bare[:1].isdigit():
        return (number,)
    return tuple(dict.fromkeys((number, bare, f"{letter}{bare}")))
