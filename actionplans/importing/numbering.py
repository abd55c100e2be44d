"""Which numbers a revised file gives the actions of a plan: all of them at once, each once."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from string import ascii_lowercase

Asked = Mapping[int, str]  # the number the file has for an action, by the action's primary key


def renumbered(held: Asked, asked: Asked, printed: Sequence[str]) -> tuple[dict[int, str], Asked]:
    """Return the new number of each action that gets one, and those that it cannot have.

    `held` are the numbers of all actions of the plan, `asked` what the file has for those that
    are in it, `printed` the numbers of all its rows. Numbers may change places; two actions
    never have one.
    """
    rows = Counter(map(_plain, printed))
    others = {_plain(number) for pk, number in held.items() if pk not in asked}
    wanted = {
        pk: number
        for pk, number in asked.items()
        if _plain(number) != _plain(held[pk])
        and not (
            _is_with_an_end(held[pk], number)
            and (rows[_plain(number)] > 1 or _plain(number) in others)
        )
    }
    new = dict(wanted)
    while clash := _twice({**held, **new}) & new.keys():
        new = {pk: number for pk, number in new.items() if pk not in clash}
    return new, {pk: number for pk, number in wanted.items() if pk not in new}


def _is_with_an_end(held: str, asked: str) -> bool:
    """Return whether `held` is `asked` with what `building.free_among` puts behind it."""
    held, asked = _plain(held), _plain(asked)
    by_letter = held[-1:] in ascii_lowercase and held[:-1] == asked[:56]
    return by_letter or re.fullmatch(rf"{re.escape(asked[:50])}-\d+", held) is not None


def _twice(numbers: Asked) -> set[int]:
    often = Counter(map(_plain, numbers.values()))
    return {pk for pk, number in numbers.items() if often[_plain(number)] > 1}


def _plain(number: str) -> str:
    return " ".join(number.split())
