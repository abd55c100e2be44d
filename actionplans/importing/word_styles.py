"""What a Word document's named styles say of boldness, automatic numbers and headings."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

_OFF = ("0", "false", "off", "none")
_DEEPEST = 12
_HEADING = re.compile(r"heading ([1-9])|title", re.I)


@dataclass(frozen=True)
class Style:
    """One named style; None and "" where it leaves the matter to the style it is based on."""

    name: str = ""
    based_on: str = ""
    bold: bool | None = None
    list_id: str = ""
    level: int | None = None
    heading: int | None = None  # 1 to 9


@dataclass
class Styles:
    """The styles of a document. `w` is the namespace of its elements."""

    w: str
    tree: Element | None
    _found: dict[str, Style] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for style in [] if self.tree is None else self.tree.iter(f"{self.w}style"):
            self._found[style.get(f"{self.w}styleId", "")] = self._style(style)

    def shown_name(self, name: str) -> str:
        """Return what a style is called where a person chooses it, "" for none."""
        style = self._found.get(name)
        return style.name if style else ""

    def has(self, *shown: str) -> bool:
        """Return whether there are styles of all these names, as a person is shown them."""
        return set(shown) <= {style.name for style in self._found.values()}

    def bold(self, name: str) -> bool:
        """Return whether words of a style are bold."""
        return any(style.bold for style in self._line(name, "bold"))

    def numbering(self, name: str) -> tuple[str, int]:
        """Return the list ("" for none) and the level that a style gives its paragraphs."""
        lists = [style.list_id for style in self._line(name, "list_id")]
        levels = [style.level for style in self._line(name, "level")]
        return (lists or [""])[0], next((level for level in levels if level is not None), 0)

    def heading(self, paragraph: Element) -> int:
        """Return the level, 1 to 9, of a heading by its style or outline; 0 of another paragraph.

        A title's is 1.
        """
        properties = paragraph.find(f"{self.w}pPr")
        outline = self._outline(properties)
        found = self._line(self.value(properties, "pStyle"), "heading")
        return outline or next((style.heading or 0 for style in found), 0)

    def _outline(self, properties: Element | None) -> int | None:
        level = self.value(properties, "outlineLvl")
        return int(level) + 1 if level in tuple("012345678") else None

    def value(self, parent: Element | None, name: str) -> str:
        """Return the value of a property, "" where it is not set."""
        child = None if parent is None else parent.find(f"{self.w}{name}")
        return "" if child is None else child.get(f"{self.w}val", "")

    def is_on(self, parent: Element | None, name: str) -> bool | None:
        """Return whether a yes-or-no property is set, None where nothing is said."""
        child = None if parent is None else parent.find(f"{self.w}{name}")
        return None if child is None else child.get(f"{self.w}val", "1") not in _OFF

    def _line(self, name: str, what: str) -> list[Style]:
        """Return the first that says `what`, of the style and those it is based on; or nothing."""
        for _ in range(_DEEPEST):
            style = self._found.get(name)
            if style is None:
                return []
            if getattr(style, what) not in (None, ""):
                return [style]
            name = style.based_on
        return []

    def _style(self, element: Element) -> Style:
        number = element.find(f"{self.w}pPr/{self.w}numPr")
        level = self.value(number, "ilvl")
        return Style(
            name=self.value(element, "name"),
            based_on=self.value(element, "basedOn"),
            bold=self.is_on(element.find(f"{self.w}rPr"), "b"),
            list_id=self.value(number, "numId"),
            level=int(level) if level.isdecimal() and len(level) < 3 else None,
            heading=self._heading(element),
        )

    def _heading(self, element: Element) -> int | None:
        """Return the level a style is called by, or that of the outline, where it is one."""
        named = _HEADING.fullmatch(self.value(element, "name"))
        if named:
            return int(named[1] or 1)
        return self._outline(element.find(f"{self.w}pPr"))
