"""Which action of a plan a row of a revised file is, and which step each of its steps.

By number and words, by words, by number, then by likeness: never two for one.
"""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from actionplans.importing.understood import ReadRow
from actionplans.importing.wanted import Wanted, WantedStep
from actionplans.models import Action, Milestone

ALIKE = 0.6
One = TypeVar("One")


Asked = tuple[ReadRow, Wanted]


def matched(
    asked: Sequence[Asked], actions: Sequence[Action], ended: Sequence[Action] = ()
) -> list[tuple[ReadRow, Wanted, Action | None]]:
    """Return each row with its action: by number and words, by words, by number, by likeness.

    `ended`, those that left the plan, are only told by their very words.
    """
    found: dict[int, Action] = {}
    left = [*actions, *ended]
    for is_same in (_same_number_and_words, _same_words, _same_number):
        if is_same is _same_number:
            left = [action for action in left if action not in ended]
        for at, (_, each) in enumerate(asked):
            match = next((one for one in left if at not in found and is_same(each, one)), None)
            if match:
                found[at] = match
                left.remove(match)
    for at, (_, each) in enumerate(asked):
        if at not in found and (alike := _most_alike(_name(each), left, _name_of)):
            found[at] = alike
            left.remove(alike)
    return [(row, each, found.get(at)) for at, (row, each) in enumerate(asked)]


def _same_number_and_words(each: Wanted, action: Action) -> bool:
    return _same_number(each, action) and _same_words(each, action)


def _same_words(each: Wanted, action: Action) -> bool:
    return bool(plain(_name(each))) and plain(_name(each)) == plain(_name_of(action))


def _same_number(each: Wanted, action: Action) -> bool:
    return bool(each.reference) and plain(each.reference) == plain(action.reference)


def _name(each: Wanted) -> str:
    return each.words["text"] or (each.steps[0].text if each.steps else "")


def _name_of(action: Action) -> str:
    steps = list(action.milestones.all())
    return action.text or (steps[0].text if steps else "")


def _most_alike(words: str, among: Sequence[One], name: Callable[[One], str]) -> One | None:
    """Return what is called most like `words`, None where nothing is like it enough."""
    if not words.strip():
        return None
    likeness, best = ALIKE, None
    for one in among:
        matcher = SequenceMatcher(None, plain(words), plain(name(one)))
        # Each is an upper bound of the next, and much quicker to have.
        if matcher.real_quick_ratio() < likeness or matcher.quick_ratio() < likeness:
            continue
        ratio = matcher.ratio()
        if ratio > likeness or (best is None and ratio == likeness):
            likeness, best = ratio, one
    return best


def plain(words: str) -> str:
    """Return words as they are compared: without case, each gap one space."""
    return " ".join(words.split()).casefold()


def matched_steps(
    asked: Sequence[WantedStep], standing: list[Milestone]
) -> tuple[list[Milestone | None], list[Milestone]]:
    """Return the step each one of the file is, None for a new one, and those it does not have."""
    found: dict[int, Milestone] = {}
    left = list(standing)
    for at, each in enumerate(asked):
        match = next((step for step in left if plain(step.text) == plain(each.text)), None)
        if match:
            found[at] = match
            left.remove(match)
    for at, each in enumerate(asked):
        if at not in found and (alike := _most_alike(each.text, left, lambda step: step.text)):
            found[at] = alike
            left.remove(alike)
    if len(asked) == len(standing):  # As many as before: what is left was reworded in its place.
        for at in range(len(asked)):
            if at not in found:
                found[at] = left.pop(0)
    return [found.get(at) for at in range(len(asked))], left
