"""Functions of WeasyPrint in a quicker form: the same bytes in less time.

Where a paper's time goes was measured. What is replaced here was done again for each box or line
though it depends on the style alone, or was done for nothing: in all four tenths of the time of an
appendix of 60 rows, most of it in `resolve_percentages`, `shrink_to_fit` and `setup`. Reading a
page and its style, which nothing can share, takes a quarter less. `tests/
reports/test_pdf_quicker.py` draws papers with and without all this and compares the bytes. With
another version of WeasyPrint nothing is replaced: papers are drawn as before, more slowly.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from tinyhtml5 import inputstream  # type: ignore[import-untyped]
from weasyprint import CSS, HTML, css
from weasyprint import html as documents
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, percent, preferred
from weasyprint.layout import float as floats
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, gobject, pango

from reports.pdf_written import are_known_versions, replace_everywhere

_setup = line_break.Layout.setup
_strut = line_break.strut
_resolve_percentages = percent.resolve_percentages
_avoid_collisions = floats.avoid_collisions
_layout_box_backgrounds = background.layout_box_backgrounds


def install() -> None:
    """Once in a child's life: put the functions of this module in the places of WeasyPrint's."""
    if not are_known_versions():
        return
    HTML._ua_stylesheets = default_styles
    inputstream.characters_until_regex = Expressions()
    css.CSS = style_sheet
    line_break.Layout.setup = setup
    boxes.Box.is_in_normal_flow = is_in_normal_flow
    replace_everywhere(percent.resolve_percentages, resolve_percentages)
    replace_everywhere(preferred.shrink_to_fit, shrink_to_fit)
    replace_everywhere(line_break.strut, strut)
    replace_everywhere(floats.avoid_collisions, avoid_collisions)
    replace_everywhere(background.layout_box_backgrounds, layout_box_backgrounds)


def is_in_normal_flow(box: Any) -> bool:
    """Return whether a box stands where it was written; asked some 20,000 times."""
    style = box.style
    if style["float"] != "none":
        return False
    position: str | tuple[str, str] = style["position"]
    return position == "static" or position == "relative"


def shrink_to_fit(context: Any, box: Any, available: float) -> float:
    """Return the width of a box as wide as its words.

    Where all fit in one line, the narrowest it could be is not looked for: with `overflow-wrap:
    anywhere` that is one try for each letter.
    """
    most: float = preferred.max_content_width(context, box, outer=False)
    if most <= available:
        return most
    least: float = preferred.min_content_width(context, box, outer=False)
    return min(max(least, available), most)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What one style says of every box that has it; None where that depends on the box."""

    sizes: dict[str, float | str] | None
    borders: dict[str, float]
    plain: bool


def _kept(style: Any) -> _Kept:
    known: _Kept | None = style.__dict__.get("kept")
    if known is None:
        known = style.kept = _Kept(_sizes(style), {n: style[n] for n in _BORDERS}, _is_plain(style))
    return known


_SIDES = ("top", "right", "bottom", "left")
_SIZES = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"{bound}{axis}" for bound in ("", "min_", "max_") for axis in ("width", "height")),
)
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)


def _sizes(style: Any) -> dict[str, float | str] | None:
    if style["box_sizing"] != "content-box":
        return None
    values = {name: style[name] for name in _SIZES}
    if any(value != "auto" and getattr(value, "unit", None) != "px" for value in values.values()):
        return None
    found = {name: value if value == "auto" else value.value for name, value in values.items()}
    for name in ("min_width", "min_height"):
        if found[name] == "auto":
            found[name] = 0
    return found


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Set a box's sizes from its style; all at once where none is a share of what holds it."""
    kept = _kept(box.style)
    if kept.sizes is None:
        _resolve_percentages(box, containing_block)
        return
    own = box.__dict__
    own.update(kept.sizes)
    if box.style["border_collapse"] != "collapse":
        own.update(kept.borders)
        return
    for name, width in kept.borders.items():
        if not hasattr(box, name):
            own[name] = width


_NO_RADII = {
    f"border_{corner}_radius": (0, 0)
    for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
}


def _is_plain(style: Any) -> bool:
    return (
        all((0, "px") in style[name] for name in _NO_RADII)
        and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
        and style["visibility"] != "hidden"
        and not style["box_shadow"]
        and not any(value for kind, value in style["background_image"] if kind != "none")
        and get_color(style, "background_color").alpha == 0
    )


def layout_box_backgrounds(
    page: Any, box: Any, fetch: Any, layout_children: bool = True, style: Any = None
) -> None:
    """Find what is drawn behind a box: for most it is nothing, which their style already says."""
    if style is None and layout_children and "is_found" in box.__dict__:
        return
    if style is not None or not layout_children or box is page or not _kept(box.style).plain:
        _layout_box_backgrounds(page, box, fetch, layout_children, style)
        return
    box.__dict__.update(_NO_RADII)
    for child in box.all_children():
        layout_box_backgrounds(page, child, fetch)
    box.background = None


def find_backgrounds(pages: Iterable[Any], fetch: Any) -> None:
    """Find what is drawn behind everything on some pages but what stands in their margins."""
    for page in pages:
        for area in page.children:
            layout_box_backgrounds(page, area, fetch)
            area.is_found = True


def strut(style: Any) -> tuple[float, float]:
    """Return height and baseline of a line of this style, found once for each style."""
    known: tuple[float, float] | None = style.__dict__.get("kept_strut")
    if known is None:
        known = style.kept_strut = _strut(style)
    return known


def avoid_collisions(
    context: Any, box: Any, containing_block: Any, outer: bool = True
) -> tuple[float, float, float]:
    """Return where a line starts, and its room: nothing floats beside most lines."""
    if context.excluded_shapes or outer or containing_block.style["direction"] != "ltr":
        return _avoid_collisions(context, box, containing_block, outer)  # type: ignore[no-any-return]
    left = containing_block.content_box_x()
    first, last = left + box.margin_left, left + containing_block.width - box.margin_right
    return first - box.margin_left, box.border_box_y() - box.margin_top, last - first


@dataclass(frozen=True, slots=True)
class _Font:
    """What lines of one style share: Pango's context and description, and what was measured."""

    context: Any
    description: Any
    measured: dict[str, Any]


_MEASURED = (
    "first_line_direction",
    "language",
    "ascent",
    "underline_position",
    "underline_thickness",
    "strikethrough_position",
    "strikethrough_thickness",
)


def setup(layout: Any, style: Any) -> None:
    """Make the Pango layout of a line, with the fonts that were looked up for its style."""
    font: _Font | None = style.__dict__.get("kept_font")
    if font is None:
        _setup(layout, style)
        # Features of a style are attributes of a layout, which each line changes: not to be shared.
        if pango.pango_layout_get_attributes(layout.layout) == ffi.NULL:
            style.kept_font = _font_of(layout, style)
        return
    layout.__dict__.update(font.measured, style=style)
    layout.layout = ffi.gc(pango.pango_layout_new(font.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)
    pango.pango_layout_set_font_description(layout.layout, font.description)


def _font_of(layout: Any, style: Any) -> _Font:
    context = pango.pango_font_map_create_context(style.font_config.font_map)
    context = ffi.gc(context, gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, line_break.PANGO_DIRECTION[style["direction"]])
    pango.pango_context_set_language(context, layout.language)
    own = layout.__dict__
    measured = {name: own[name] for name in _MEASURED if name in own}
    return _Font(context, line_break.get_font_description(style), measured)


def default_styles(_page: HTML, _forms: bool = False) -> list[CSS]:
    """Return WeasyPrint's own style sheet but for notes, and for markers of what is no list entry.

    Rules for those stand for each element that there is: six styles for each, none of them used.
    """
    return [_default_style()]


@cache
def _default_style() -> CSS:
    text = re.sub(r"(?m)^::(foot)?note-.*$", "", documents.UA)
    text = re.sub(r"(?m)^::marker\b", "li::marker", text)
    return CSS(string=text, counter_style=documents.UA_COUNTER_STYLE)


def style_sheet(*, string: str = "", page_rules: list[Any] | None = None, **named: Any) -> CSS:
    """Return the sheet of a page's style element, read once for all papers that have the same.

    One that does more than style boxes and pages is read anew for each.
    """
    if not string or _DOES_MORE.search(string) or named.get("media_type") != "print":
        return CSS(string=string or None, page_rules=page_rules, **named)
    sheet = _plain_sheet(string)
    if page_rules is not None:
        page_rules.extend(sheet.page_rules)
    return sheet


# What a sheet would register with its document, and addresses that are not in it.
_DOES_MORE = re.compile(
    r"@(font-face|counter-style|color-profile|layer|import|font-feature-values|namespace)"
    r"|url\((?!['\"]?data:)"
)


@lru_cache(maxsize=16)
def _plain_sheet(text: str) -> CSS:
    return CSS(string=text, media_type="print")


class Expressions(dict[tuple[Any, bool], re.Pattern[str]]):
    """What finds the end of a run of characters, made once for each set of them.

    tinyhtml5 keeps each where it never looks for it, and makes it anew for each tag.
    """

    def __missing__(self, key: tuple[Any, bool]) -> re.Pattern[str]:
        characters, are_wanted = key
        inside = "".join(f"\\x{ord(each):02x}" for each in characters)
        self[key] = re.compile(f"[{inside}]+" if are_wanted else f"[^{inside}]+")
        return self[key]
