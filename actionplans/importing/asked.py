"""Which recommendations of the inspection a cell names: by number, or by how like its words are.

A number and words that disagree are a doubt: councils renumber what they answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest

from actionplans.importing.plain import tokens
from actionplans.importing.understood import KnownRecommendation

NAMED = r"(?:recommendations?|recs?|paragraphs?|paras?|areas? for (?:improvement|development)|afi)"
NUMBER = r"[a-z]{0,2}\d{1,3}[a-z]?(?:\.\d{1,2})?"
NUMBERS = rf"{NUMBER}(?:\s*(?:[,;&/\n]|\band\b|-|–|\bto\b)\s*{NUMBER})*"
# "(RECOMMENDATION 1)", "Recs 1, 4 and 5", "R3", "para 152"
NAMES = re.compile(rf"\b{NAMED}\.?\s*(?:nos?\.?|numbers?)?\s*#?({NUMBERS})(?![\w%])", re.IGNORECASE)
ONLY = re.compile(
    rf"[(\[]?\s*(?:ofsted\s+)?(?:{NAMED}\.?\s*(?:nos?\.?|numbers?)?\s*#?)?({NUMBERS})\s*[.)\]:]*\s*",
    re.IGNORECASE,
)
FIRST = re.compile(rf"\s*[(\[]?({NUMBER})[.):\]]?\s+(?=\S)", re.IGNORECASE)
# "3 (Inspection of 2017)": a number and its source, one or several of them
SOURCED = re.compile(rf"({NUMBER}) \([^()]*\)", re.IGNORECASE)
SAME, LIKE, MARGIN = 0.8, 0.6, 0.08
MOST_IN_A_RANGE = 30


@dataclass(frozen=True)
class Asked:
    """The recommendations an action answers, by pk, and what is doubtful about it, "" if naught."""

    pks: tuple[int, ...] = ()
    doubt: str = ""


class Recommendations:
    """The recommendations a plan may answer."""

    def __init__(self, known: Sequence[KnownRecommendation]) -> None:
        self.known = known
        # Of two with one number ("1" and the board's "LSCB 1") the first is meant.
        numbered = [one for one in known if _number(one.number)]
        self.by_number = {_number(one.number): one for one in reversed(numbered)}
        self.likenesses = [_Likeness(tokens(one.text)) for one in known]
        self.asked_before: dict[tuple[str, str], Asked] = {}
        self.ranked_before: dict[tuple[str, ...], list[tuple[float, int]]] = {}

    def asked(self, cell: str, action: str = "") -> Asked:
        """Return what a recommendation's cell names; without one, what the action's words do."""
        key = (cell, "" if cell.strip() else action)
        if key not in self.asked_before:
            self.asked_before[key] = self._asked(*key)
        return self.asked_before[key]

    def _asked(self, cell: str, action: str) -> Asked:
        if not self.known:
            return Asked()
        if not cell.strip():
            return self._of_the_action(action)
        if numbers := _sourced(cell):
            return self._numbered(numbers, "")
        only = ONLY.fullmatch(cell.strip())
        if only or (NAMES.search(cell) and not self._most_like(NAMES.sub(" ", cell))):
            return self._numbered(only.group(1) if only else cell, cell)
        return self._worded(cell)

    def _numbered(self, numbers: str, cell: str) -> Asked:
        wanted = [n for found in NAMES.findall(cell) for n in _numbers(found)] or _numbers(numbers)
        found = [self.by_number[n] for n in wanted if n in self.by_number]
        missing = [n for n in dict.fromkeys(wanted) if n not in self.by_number]
        doubt = _not_there(missing) if missing else ""
        return Asked(tuple(dict.fromkeys(one.pk for one in found)), doubt)

    def _worded(self, cell: str) -> Asked:
        """Return the recommendations whose words the cell has, paragraph by paragraph or whole."""
        whole = self._one(cell)
        lines = [line for line in cell.split("\n") if len(tokens(line)) > 3]
        each = [self._one(line) for line in lines] if len(lines) > 1 else []
        several = tuple(dict.fromkeys(pk for one in each for pk in one.pks))
        if len(several) > 1 and all(one.pks and not one.doubt for one in each):
            return Asked(several)
        return whole

    def _one(self, words: str) -> Asked:
        first = FIRST.match(words)
        text = words[first.end() :] if first else words
        named = [n for found in NAMES.findall(words) for n in _numbers(found)]
        numbers = named or ([_number(first.group(1))] if first else [])
        numbered = next((self.by_number[n] for n in numbers if n in self.by_number), None)
        best = self._most_like(NAMES.sub(" ", text)) or self._most_like(words)
        if not best:
            return self._by_number_alone(numbered)
        like, sure = best
        if numbered and _number(like.number) != _number(numbered.number):
            return Asked((like.pk,), _differs(numbered, like))
        # Of several sources more than one may have the number: the words say which.
        return Asked((like.pk,), "" if sure or numbered else _perhaps(like))

    def _by_number_alone(self, numbered: KnownRecommendation | None) -> Asked:
        if numbered is None:
            return Asked((), UNKNOWN)
        return Asked((numbered.pk,), _only_number(numbered))

    def _most_like(self, words: str) -> tuple[KnownRecommendation, bool] | None:
        """Return the recommendation most like some words, and whether it is surely meant."""
        said = tuple(tokens(words))
        if len(said) < 3:
            return None
        if said not in self.ranked_before:
            self.ranked_before[said] = self._ranked(said)
        ranked = self.ranked_before[said]
        (best, at), second = ranked[0], (ranked[1][0] if len(ranked) > 1 else 0.0)
        if best < LIKE or (best - second < MARGIN and best < 1):
            return None
        return self.known[-at], best >= SAME

    def _ranked(self, said: Sequence[str]) -> list[tuple[float, int]]:
        """Return the two recommendations most like some words: how like, and less their place."""
        found = ((likeness.to(said), -at) for at, likeness in enumerate(self.likenesses))
        return nlargest(2, found)

    def _of_the_action(self, action: str) -> Asked:
        """Return what an action's own words name or repeat; that they name none is no doubt."""
        if NAMES.search(action):
            return self.asked(action)
        best = self._most_like(action)
        return Asked((best[0].pk,)) if best and best[1] else Asked()


class _Likeness:
    """How like one recommendation other words are."""

    def __init__(self, words: list[str]) -> None:
        self.words = set(words)
        self.matcher = SequenceMatcher(None, [], words, autojunk=False)

    def to(self, said: Sequence[str]) -> float:
        """Return how much of the longer text the shorter has, in its order: 0 to 1.

        What is too little to count, for or against another, is 0.
        """
        others = set(said)
        if 2 * len(others & self.words) < LIKE * (len(others) + len(self.words)):
            return 0.0
        self.matcher.set_seq1(said)
        if self.matcher.quick_ratio() < LIKE - MARGIN:  # It is never less than the ratio.
            return 0.0
        return self.matcher.ratio()


def _sourced(cell: str) -> str:
    """Return the numbers of a cell of numbers with their sources, "" where it is another."""
    pieces = [SOURCED.fullmatch(piece.strip()) for piece in re.split(r"[;\n]", cell)]
    return "; ".join(piece.group(1) for piece in pieces if piece) if all(pieces) else ""


def _number(words: str) -> str:
    """Return a number as it is compared: "R3", "3." and "Rec 3" are "3"."""
    found = re.search(r"(\d{1,3}(?:\.\d{1,2})?[a-z]?)\W*$", words.strip().casefold())
    return found.group(1) if found else ""


def _numbers(words: str) -> list[str]:
    """Return the numbers of "1, 4 and 5" or "2 to 4", in their order."""
    found: list[str] = []
    for piece in re.split(r"\s*(?:[,;&/\n]|\band\b)\s*", words, flags=re.IGNORECASE):
        ends = [_number(end) for end in re.split(r"\s*(?:-|–|\bto\b)\s*", piece) if _number(end)]
        if len(ends) == 2 and all(end.isdigit() for end in ends):
            first, last = int(ends[0]), int(ends[1])
            if first < last < first + MOST_IN_A_RANGE:
                ends = [str(number) for number in range(first, last + 1)]
        found += ends
    return found


# Saying it

UNKNOWN = "We could not tell which recommendation this answers. Choose it, or leave it open."


def _not_there(missing: list[str]) -> str:
    names = " or ".join([", ".join(missing[:-1]), missing[-1]] if missing[1:] else missing)
    return f"The inspection has no recommendation {names}. Choose the one meant, or leave it open."


def _perhaps(like: KnownRecommendation) -> str:
    return (
        f"The words are most like recommendation {like.number}, but not the same. "
        "Choose another if that is not the one meant."
    )


def _differs(numbered: KnownRecommendation, like: KnownRecommendation) -> str:
    return (
        f"The number is {numbered.number}, but the words are those of recommendation "
        f"{like.number}. We took the words' one: choose the other if the number is right."
    )


def _only_number(numbered: KnownRecommendation) -> str:
    return (
        f"The number is {numbered.number}, but the words are unlike that recommendation's. "
        "Choose another if that is not the one meant."
    )
