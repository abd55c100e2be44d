"""Which of some texts is most like another, with so much work that a page can wait for it.

Comparing letters is slow, so only the few that share the most words are compared, and in all no
more than is allowed; beyond that nothing is found alike, and `is_spent` says so.
"""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from heapq import nlargest
from typing import TypeVar

ALIKE = 0.6
NEAREST = 8  # texts compared by their letters, of all that are asked about
CHARACTERS = 600  # of a text that are compared
# In one file: texts compared by their words (a fifth of a second), and by their letters.
MOST_PAIRS = 200_000
MOST_COMPARED = 1_000
One = TypeVar("One")


class Likeness:
    """The comparing that one file asks for: how much was done, and whether it was too much."""

    def __init__(self) -> None:
        self.pairs = self.compared = 0
        self.is_spent = False
        self._seen: dict[str, tuple[str, frozenset[str]]] = {}

    def most_alike(
        self, words: str, among: Sequence[One], name: Callable[[One], str]
    ) -> One | None:
        """Return what is called most like `words`, None where nothing is like it enough."""
        wanted, _ = self._of(words)
        if not wanted or not among or not self._may_ask(len(among)):
            return None
        likeness, best = ALIKE, None
        for one in self._nearest(words, among, name):
            ratio = self._ratio(wanted, self._of(name(one))[0], likeness)
            if ratio > likeness or (best is None and ratio == likeness):
                likeness, best = ratio, one
        return best

    def _may_ask(self, pairs: int) -> bool:
        """Return whether a text may be held against so many; after the first no, none may."""
        if self.pairs + pairs > MOST_PAIRS or self.compared + NEAREST > MOST_COMPARED:
            self.is_spent = True
        self.pairs += 0 if self.is_spent else pairs
        return not self.is_spent

    def _nearest(
        self, words: str, among: Sequence[One], name: Callable[[One], str]
    ) -> Sequence[One]:
        """Return the few that share the most of their words with some; of equals, the first."""
        _, wanted = self._of(words)

        def shared(one: One) -> float:
            _, held = self._of(name(one))
            return len(wanted & held) / (len(wanted) + len(held) or 1)

        return among if len(among) <= NEAREST else nlargest(NEAREST, among, key=shared)

    def _ratio(self, wanted: str, words: str, least: float) -> float:
        """Return how like two texts are, from 0 to 1; 0 where it is surely below `least`."""
        matcher = SequenceMatcher(None, wanted, words)
        # Each is an upper bound of the next, and much quicker to have.
        if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
            return 0
        self.compared += 1
        return matcher.ratio()

    def _of(self, text: str) -> tuple[str, frozenset[str]]:
        """Return what of a text is compared: its letters, and its words."""
        if text not in self._seen:
            letters = plain(text)[:CHARACTERS]
            self._seen[text] = letters, frozenset(letters.split())
        return self._seen[text]


def plain(words: str) -> str:
    """Return words as they are compared: without case, each gap one space."""
    return " ".join(words.split()).casefold()
