"""What a builder can be told: declared once, so that pages can ask for it and builders rely on it.

Pure. A stored option of the wrong kind, or one that is no longer offered, is as if nothing was
said: the paper is composed all the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

CHOICE, YES, WORDS, TEXT, LIST = "choice", "yes", "words", "text", "list"
# What is chosen from what the paper is about: `offering.offered` says what there is.
PLAN, INSPECTION, AREA, MEETING = "plan", "inspection", "area", "meeting"
TABLES, WORDING, PAPER, STRAND = "tables", "wording", "paper", "strand"
# What can be said before there is a paper: a house style says it for all that begin in it.
OF_NO_PAPER = frozenset({CHOICE, YES, WORDS, TEXT, LIST})
# Kinds of which several are chosen or typed; stored as lists of words.
SEVERAL = frozenset({LIST, TABLES})

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Option:
    """One thing a builder can be told: its name in the stored data, and its label on a page.

    `kind`: "choice" (one of `choices`, the first where nothing is said), "yes" (a tick), "words"
    (a line), "text" (several lines), "list" (words with commas between them), or what is chosen
    from the paper: "plan", "inspection", "strand", "area", "meeting", "wording", "paper", and
    "tables" (several).
    `starts`: what holds where nothing is said, for a line or a tick. `names`: a part is called by
    what is chosen, so that one can tell several of a builder apart.
    """

    name: str
    label: str
    kind: str = WORDS
    choices: Pairs = ()
    hint: str = ""
    starts: str | bool = ""
    names: bool = False

    @property
    def is_several(self) -> bool:
        return self.kind in SEVERAL

    @property
    def default(self) -> Any:
        """Return what holds where nothing is said."""
        if self.kind == CHOICE:
            return self.choices[0][0]
        if self.kind == YES:
            return bool(self.starts)
        return [] if self.is_several else str(self.starts)

    def settled(self, stored: Any) -> Any:
        """Return what was stored where it is of this kind, else what holds without it."""
        if self.kind == YES:
            return stored if isinstance(stored, bool) else self.default
        if self.is_several:
            return _texts(stored) if isinstance(stored, list) else self.default
        if self.kind == CHOICE and stored not in [value for value, _ in self.choices]:
            return self.default
        return stored if isinstance(stored, str) else self.default


def _texts(stored: Iterable[Any]) -> list[str]:
    return [each for each in stored if isinstance(each, str) and each]


Options = tuple[Option, ...]


def settled(declared: Options, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return every declared option by its name, as stored or as it is without; no others."""
    return {each.name: each.settled(stored.get(each.name)) for each in declared}


def read(declared: Options, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form sends, as it is stored; what is as it would be anyhow is left out.

    `typed` has text for a line, a choice or a tick ("" is no tick), and text with commas or a list
    for several.
    """
    found = {each.name: _read(each, typed.get(each.name)) for each in declared}
    return {each.name: found[each.name] for each in declared if found[each.name] != each.default}


def _read(option: Option, typed: Any) -> Any:
    if option.kind == YES:
        return typed not in (None, "", False, "off", "no")
    if option.is_several:
        parts = typed.split(",") if isinstance(typed, str) else typed or []
        return _texts(str(part).strip() for part in parts)
    return option.settled(typed.strip() if isinstance(typed, str) else typed)
