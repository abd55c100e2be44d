"""Which action of a plan a row of a revised file is, and which step each of its steps.

By number and words, by words, by number, then by likeness: never two for one.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from actionplans.importing.likeness import Likeness, plain
from actionplans.importing.understood import ReadRow
from actionplans.importing.wanted import Wanted, WantedStep
from actionplans.models import Action, Milestone

One = TypeVar("One", Action, Milestone)
Asked = tuple[ReadRow, Wanted]


def matched(
    asked: Sequence[Asked],
    actions: Sequence[Action],
    ended: Sequence[Action],
    likeness: Likeness,
) -> list[tuple[ReadRow, Wanted, Action | None]]:
    """Return each row with its action: by number and words, by words, by number, by likeness.

    `ended`, those that left the plan, are only told by their very words. Once the file has asked
    for more comparing than `likeness` allows, none of its rows is told by likeness any more.
    """
    names = [_name(each) for _, each in asked]
    words = [plain(name) for name in names]
    numbers = [plain(each.reference) for _, each in asked]
    both = [all(pair) and pair for pair in zip(numbers, words, strict=True)]
    pairs = _Pairs[Action]()
    pairs.take(both, [*actions, *ended], lambda one: (plain(one.reference), plain(_name_of(one))))
    pairs.take(words, [*actions, *ended], lambda one: plain(_name_of(one)))
    pairs.take(numbers, actions, lambda one: plain(one.reference))
    pairs.take_alike(names, actions, _name_of, likeness)
    return [(row, each, pairs.found.get(at)) for at, (row, each) in enumerate(asked)]


class _Pairs(Generic[One]):
    """What each place of a file was found to be; nothing is found twice."""

    def __init__(self) -> None:
        self.found: dict[int, One] = {}
        self.taken: set[int] = set()

    def take(
        self, keys: Sequence[Hashable], among: Sequence[One], key: Callable[[One], Hashable]
    ) -> None:
        """Give each place that has none yet the first that is left with its key, if it has one."""
        left: dict[Hashable, deque[One]] = defaultdict(deque)
        for one in self.left(among):
            left[key(one)].append(one)
        for at, wanted in enumerate(keys):
            if wanted and at not in self.found and left.get(wanted):
                self.put(at, left[wanted].popleft())

    def take_alike(
        self,
        names: Sequence[str],
        among: Sequence[One],
        name: Callable[[One], str],
        likeness: Likeness,
    ) -> None:
        """Give each place that has none yet what is called most like it."""
        left = self.left(among)
        for at, words in enumerate(names):
            if at not in self.found and (alike := likeness.most_alike(words, left, name)):
                self.put(at, alike)
                left.remove(alike)

    def left(self, among: Sequence[One]) -> list[One]:
        """Return those that are not taken yet, in their order."""
        return [one for one in among if one.pk not in self.taken]

    def put(self, at: int, one: One) -> None:
        self.found[at] = one
        self.taken.add(one.pk)


def _name(each: Wanted) -> str:
    return each.words["text"] or (each.steps[0].text if each.steps else "")


def _name_of(action: Action) -> str:
    steps = list(action.milestones.all())
    return action.text or (steps[0].text if steps else "")


def matched_steps(
    asked: Sequence[WantedStep], standing: Sequence[Milestone], likeness: Likeness
) -> tuple[list[Milestone | None], list[Milestone]]:
    """Return the step each one of the file is, None for a new one, and those it does not have."""
    pairs = _Pairs[Milestone]()
    # One without words is told from "no key" by the pair.
    pairs.take([(plain(one.text),) for one in asked], standing, lambda step: (plain(step.text),))
    pairs.take_alike([one.text for one in asked], standing, lambda step: step.text, likeness)
    left = pairs.left(standing)
    if len(asked) == len(standing):  # As many as before: what is left was reworded in its place.
        for at in range(len(asked)):
            if at not in pairs.found:
                pairs.put(at, left.pop(0))
    return [pairs.found.get(at) for at in range(len(asked))], left
