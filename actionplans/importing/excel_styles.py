"""What the styles of an Excel workbook say of its cells: format, fill, typeface."""

import colorsys
from dataclasses import dataclass, field
from typing import TypeVar
from xml.etree.ElementTree import Element

from actionplans.importing.excel_formats import BUILT_IN
from actionplans.importing.word_text import colour

# The palette of older files, ECMA-376, part 1, 18.8.27.
_PALETTE = (
    "000000 ffffff ff0000 00ff00 0000ff ffff00 ff00ff 00ffff "
    * 2
    + "800000 008000 000080 808000 800080 008080 c0c0c0 808080 9999ff 993366 ffffcc ccffff "
    "660066 ff8080 0066cc ccccff 000080 ff00ff ffff00 00ffff 800080 800000 008080 0000ff "
    "00ccff ccffff ccffcc ffff99 99ccff ff99cc cc99ff ffcc99 3366ff 33cccc 99cc00 ffcc00 "
    "ff9900 ff6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333"
).split()
# Places in the theme's list that the numbers used in cells swap.
_THEME_ORDER = (1, 0, 3, 2)


@dataclass(frozen=True)
class Look:
    """How a cell looks; `struck` for words struck through."""

    code: str = "General"
    fill: str = ""
    ink: str = ""
    typeface: str = ""
    bold: bool = False
    struck: bool = False


PLAIN = Look()
T = TypeVar("T")


@dataclass
class Looks:
    """The looks of a workbook's cells by the number that a cell has. Trees may be None."""

    tree: Element | None
    theme: Element | None = None
    _found: list[Look] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.tree is None:
            return
        self._theme = _theme_colours(self.theme)
        codes = dict(BUILT_IN)
        for code in _all(self.tree, "numFmts"):
            codes[_whole(code.get("numFmtId", ""))] = code.get("formatCode", "General")
        fonts = [self._font(font) for font in _all(self.tree, "fonts")]
        fills = [self._fill(fill) for fill in _all(self.tree, "fills")]
        for xf in _all(self.tree, "cellXfs"):
            font = _at(fonts, xf.get("fontId"), PLAIN)
            self._found.append(
                Look(
                    codes.get(_whole(xf.get("numFmtId", "0")), "General"),
                    _at(fills, xf.get("fillId"), ""),
                    font.ink,
                    font.typeface,
                    font.bold,
                    font.struck,
                )
            )

    def of(self, number: str | None) -> Look:
        """Return the look with a number, a plain one where there is none."""
        return _at(self._found, number, PLAIN)

    def _font(self, font: Element) -> Look:
        parts = {child.tag.rpartition("}")[2]: child for child in font}
        name = parts.get("name", parts.get("rFont"))
        return Look(
            ink=self.colour(parts.get("color")),
            typeface="" if name is None else name.get("val", ""),
            bold=_is_on(parts.get("b")),
            struck=_is_on(parts.get("strike")),
        )

    def _fill(self, fill: Element) -> str:
        for pattern in fill:
            parts = {child.tag.rpartition("}")[2]: child for child in pattern}
            if pattern.get("patternType") == "solid":
                return self.colour(parts.get("fgColor"))
            if pattern.tag.endswith("}gradientFill"):
                return self.colour(next(iter(parts.get("stop", ())), None))
            if pattern.get("patternType", "none") not in ("none", "gray125"):
                return self.colour(parts.get("fgColor")) or self.colour(parts.get("bgColor"))
        return ""

    def colour(self, element: Element | None) -> str:
        """Return "#rrggbb" of a colour, "" for none or white."""
        if element is None:
            return ""
        if rgb := element.get("rgb"):
            return colour(rgb[-6:])
        if indexed := element.get("indexed"):
            return colour(_at(_PALETTE, indexed, ""))
        found = _at(self._theme, element.get("theme"), "")
        return colour(_tinted(found, element.get("tint", "0"))) if found else ""


def rich_look(properties: Element | None) -> tuple[str, bool, str]:
    """Return the typeface of a run of a cell's text, whether it is struck through, its colour."""
    if properties is None:
        return "", False, ""
    parts = {child.tag.rpartition("}")[2]: child for child in properties}
    name = parts.get("rFont")
    typeface = "" if name is None else name.get("val", "")
    ink = parts["color"].get("rgb", "") if "color" in parts else ""
    return typeface, _is_on(parts.get("strike")), colour(ink[-6:])


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get("val", "1") not in ("0", "false")


def _all(tree: Element, name: str) -> list[Element]:
    return [child for group in tree if group.tag.rpartition("}")[2] == name for child in group]


def _at(found: list[T], number: str | None, otherwise: T) -> T:
    place = _whole(number or "")
    return found[place] if number and place < len(found) else otherwise


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 1_000_000


def _theme_colours(theme: Element | None) -> list[str]:
    schemes = [] if theme is None else [e for e in theme.iter() if e.tag.endswith("}clrScheme")]
    found = [
        next((e.get("lastClr", e.get("val", "")) for e in colour_of), "")
        for colour_of in (schemes[0] if schemes else ())
    ]
    return [found[place] for place in _THEME_ORDER] + found[4:] if len(found) > 4 else []


def _tinted(rgb: str, tint: str) -> str:
    """Return a colour made lighter or darker, ECMA-376, part 1, 18.8.19."""
    if len(rgb) != 6:
        return ""
    amount = max(-1.0, min(1.0, float(tint)))
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + amount) if amount < 0 else light * (1 - amount) + amount
    parts = colorsys.hls_to_rgb(hue, light, saturation)
    return "".join(f"{round(part * 255):02x}" for part in parts)
