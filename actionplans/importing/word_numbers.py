"""The numbers that Word puts before paragraphs by itself, so that no text holds them."""

from collections import defaultdict
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

_ROMAN = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]  # fmt: skip
LEVELS = 9


@dataclass(frozen=True)
class Level:
    """How one level of a list counts, and how it prints: "%1.%2" of "decimal"."""

    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class Numbers:
    """Counts the lists of a document; ask for every paragraph once, in order.

    `w` is the namespace of its elements; `tree` is its numbering part, None where it has none.
    """

    w: str
    tree: Element | None
    _lists: dict[str, str] = field(default_factory=dict)  # list -> the abstract one it counts with
    _levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    _restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * LEVELS))
    _begun: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.tree is None:
            return
        for abstract in self.tree.iter(f"{self.w}abstractNum"):
            found = abstract.findall(f"{self.w}lvl")
            levels = {_int(lvl, f"{self.w}ilvl"): self._level(lvl) for lvl in found}
            self._levels[abstract.get(f"{self.w}abstractNumId", "")] = levels
        for num in self.tree.iter(f"{self.w}num"):
            self._add_list(num)

    def of(self, list_id: str, level: int) -> str:
        """Return the number of the next paragraph of a list, "" for a bullet or no list."""
        abstract = self._lists.get(list_id, "")
        levels = self._levels.get(abstract)
        if not levels or not 0 <= level < LEVELS:
            return ""
        counts = self._counts[abstract]
        self._restart(list_id, counts)
        counts[level] = max(counts[level] + 1, levels.get(level, Level()).start)
        counts[level + 1 :] = [0] * (LEVELS - level - 1)
        return self._shown(levels, counts, level)

    def _restart(self, list_id: str, counts: list[int]) -> None:
        if list_id in self._begun:
            return
        self._begun.add(list_id)
        for level in range(LEVELS):
            if (list_id, level) in self._restarts:
                counts[level] = self._restarts[list_id, level] - 1

    def _shown(self, levels: dict[int, Level], counts: list[int], level: int) -> str:
        shown = levels.get(level, Level())
        if shown.form in ("bullet", "none"):
            return ""
        text = shown.text or f"%{level + 1}."
        for above in range(level + 1):
            form = levels.get(above, Level())
            count = counts[above] or form.start
            text = text.replace(f"%{above + 1}", _number(count, form.form))
        return text.strip()

    def _level(self, element: Element) -> Level:
        values = {child.tag: child.get(f"{self.w}val", "") for child in element}
        start = values.get(f"{self.w}start", "1")
        return Level(
            values.get(f"{self.w}numFmt", "decimal"),
            values.get(f"{self.w}lvlText", ""),
            _whole(start, 1),
        )

    def _add_list(self, num: Element) -> None:
        list_id = num.get(f"{self.w}numId", "")
        for child in num:
            if child.tag == f"{self.w}abstractNumId":
                self._lists[list_id] = child.get(f"{self.w}val", "")
            for start in child.findall(f"{self.w}startOverride"):
                level = _int(child, f"{self.w}ilvl")
                self._restarts[list_id, level] = _int(start, f"{self.w}val")


def _int(element: Element, name: str) -> int:
    return _whole(element.get(name, ""), 0)


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 5 else otherwise


def _number(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman"):
        return _roman(count) if form == "lowerRoman" else _roman(count).upper()
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        out += letters * (count // value)
        count %= value
    return out
