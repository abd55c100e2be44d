"""The words of a Word document's paragraphs as a person sees them.

What stands in an element that is not known here is read too: only what is named is left out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from xml.etree.ElementTree import Element

from actionplans import told
from actionplans.importing import plain_text, symbols
from actionplans.importing import word_remarks as remarks
from actionplans.importing.noticed import quoted
from actionplans.importing.word_numbers import Numbers
from actionplans.importing.word_styles import Styles

TICK, NO_TICK = "✓", "☐"
HIGHLIGHTS = {
    "yellow": "#ffff00", "green": "#00ff00", "cyan": "#00ffff", "magenta": "#ff00ff",
    "blue": "#0000ff", "red": "#ff0000", "darkBlue": "#000080", "darkCyan": "#008080",
    "darkGreen": "#008000", "darkMagenta": "#800080", "darkRed": "#800000",
    "darkYellow": "#808000", "darkGray": "#808080", "lightGray": "#c0c0c0", "black": "#000000",
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How the words of a run look."""

    bold: bool = False
    typeface: str = ""
    ink: str = ""
    shade: str = ""
    struck: bool = False
    hidden: bool = False


@dataclass
class Said:
    """What some paragraphs say, and what was met on the way."""

    lines: list[str] = field(default_factory=list)
    # The list, the number and the line it stands before, -1 where the paragraph has no words.
    numbers: list[tuple[str, str, int]] = field(default_factory=list)
    looks: set[Look] = field(default_factory=set)  # of the words
    block: set[str] = field(default_factory=set)  # colours behind the paragraphs
    shapes: list[str] = field(default_factory=list)  # colours of drawn shapes
    tables: list[Element] = field(default_factory=list)  # set aside, to be tables of their own
    remarks: dict[str, None] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    @property
    def is_bold(self) -> bool:
        """Return whether there are words, and all of them are bold."""
        return bool(self.looks) and all(look.bold for look in self.looks)

    def all_remarks(self) -> list[str]:
        """Return a sentence for everything that is not read, or not as it stands."""
        found = (
            (remarks.REMOVED, self.removed),
            (remarks.STRUCK, self.struck),
            (remarks.HIDDEN, self.hidden),
        )
        parts = [text.format(quoted("".join(words))) for text, words in found if any(words)]
        return [*self.remarks, *parts]


def colour(text: str | None) -> str:
    """Return "#rrggbb" of a colour as the file has it; "" for none, automatic or white."""
    text = (text or "").lstrip("#").lower()
    is_hex = len(text) == 6 and all(char in "0123456789abcdef" for char in text)
    return f"#{text}" if is_hex and text != "ffffff" else ""


@dataclass
class Teller:
    """Tells what elements of one document say. `notes` are its comments and footnotes by id."""

    w: str
    styles: Styles
    numbers: Numbers
    notes: Mapping[tuple[str, str], str]
    has_told: bool = False  # whether lines were left out that an export of ours had added

    def tell(self, element: Element, *, set_tables_aside: bool = False) -> Said:
        """Return what the paragraphs in `element`, or it as a paragraph, say."""
        telling = _Telling(self, set_tables_aside)
        telling.take(element)
        telling.end_line()
        telling.said.lines = [*plain_text.ended(telling.said.lines)]
        return telling.said

    def shade(self, properties: Element | None) -> str:
        """Return the colour that a shading among some properties lays behind them."""
        shading = None if properties is None else properties.find(f"{self.w}shd")
        if shading is None:
            return ""
        is_solid = shading.get(f"{self.w}val") == "solid"
        return colour(shading.get(f"{self.w}{'color' if is_solid else 'fill'}"))

    def look(self, properties: Element | None, of_paragraph: Look) -> Look:
        """Return how a run with some properties looks."""
        if properties is None:
            return of_paragraph
        styles = self.styles
        bold = styles.is_on(properties, "b")
        if bold is None:
            bold = of_paragraph.bold or styles.bold(styles.value(properties, "rStyle"))
        fonts = properties.find(f"{self.w}rFonts")
        return Look(
            bold=bold,
            typeface="" if fonts is None else fonts.get(f"{self.w}ascii", ""),
            ink=colour(styles.value(properties, "color")),
            shade=HIGHLIGHTS.get(styles.value(properties, "highlight"), "")
            or self.shade(properties),
            struck=bool(styles.is_on(properties, "strike") or styles.is_on(properties, "dstrike")),
            hidden=bool(styles.is_on(properties, "vanish")),
        )


class _Telling:
    def __init__(self, teller: Teller, set_tables_aside: bool) -> None:
        self.teller, self.w = teller, teller.w
        self.set_tables_aside = set_tables_aside
        self.said = Said()
        self.line: list[str] = []
        self.look = self.paragraph_look = Look()
        # For each field one is in: whether its result has begun; before it stand its instructions.
        self.fields: list[bool] = []
        self.instructions: list[str] = []

    def take(self, element: Element) -> None:
        step = _step_of(element.tag)
        if step is None:
            self.inside(element)
        else:
            step(self, element)

    def inside(self, element: Element) -> None:
        for child in element:
            self.take(child)

    def add(self, text: str) -> None:
        if self.fields and not all(self.fields):
            self.instructions.append(text)
            return
        self.line.append(text)
        if text.strip():
            self._remember(text)

    def _remember(self, text: str) -> None:
        self.said.looks.add(self.look)
        if self.look.struck:
            self.said.struck.append(text)
        if self.look.hidden:
            self.said.hidden.append(text)

    def end_line(self) -> None:
        if self.line:
            self.said.lines += plain_text.paragraphs("".join(self.line))
            self.line = []

    def remark(self, text: str) -> None:
        self.said.remarks[text] = None


@lru_cache(maxsize=1000)
def _step_of(tag: str) -> "Callable[[_Telling, Element], None] | None":
    return _STEPS.get(tag.rpartition("}")[2])


def _skip(telling: _Telling, element: Element) -> None:
    pass


def _all(telling: _Telling, element: Element) -> str:
    """Return all words of a paragraph on one line."""
    w = telling.w
    return "".join(
        (e.text or "") if e.tag == f"{w}t" else " " * (e.tag == f"{w}br") for e in element.iter()
    )


def _paragraph(telling: _Telling, element: Element) -> None:
    telling.end_line()
    outer = telling.paragraph_look, telling.fields, telling.instructions
    telling.fields, telling.instructions = [], []
    properties = element.find(f"{telling.w}pPr")
    teller = telling.teller
    style = teller.styles.value(properties, "pStyle")
    if teller.styles.shown_name(style) == told.LINE_STYLE and told.is_told(_all(telling, element)):
        teller.has_told = True
        return
    telling.paragraph_look = telling.look = Look(bold=teller.styles.bold(style))
    before = len(telling.said.lines)
    telling.inside(element)
    if telling.fields:  # one that never ends has no instructions: its words are words
        telling.line += telling.instructions
    telling.end_line()
    has_words = len(telling.said.lines) > before
    if not has_words:
        telling.said.lines.append("")
    telling.paragraph_look, telling.fields, telling.instructions = outer
    if shade := teller.shade(properties):
        telling.said.block.add(shade)
    _number(telling, properties, style, before if has_words else -1)


def _number(telling: _Telling, properties: Element | None, style: str, line: int) -> None:
    teller, w = telling.teller, telling.w
    list_id, level = teller.styles.numbering(style)
    own = None if properties is None else properties.find(f"{w}numPr")
    if own is not None:
        list_id = teller.styles.value(own, "numId") or list_id
        given = teller.styles.value(own, "ilvl")
        level = int(given) if given.isdecimal() and len(given) < 3 else level
    if list_id:
        number = teller.numbers.of(list_id, level)
        telling.said.numbers.append((list_id, number, line))


def _run(telling: _Telling, element: Element) -> None:
    outer = telling.look
    properties = element.find(f"{telling.w}rPr")
    style = telling.teller.styles.value(properties, "rStyle")
    named = telling.teller.styles.shown_name(style)
    if named == told.NUMBER_STYLE and told.is_number(_all(telling, element)):
        return
    telling.look = telling.teller.look(properties, telling.paragraph_look)
    telling.inside(element)
    telling.look = outer


def _text(telling: _Telling, element: Element) -> None:
    telling.add(symbols.shown(element.text or "", telling.look.typeface))


def _symbol(telling: _Telling, element: Element) -> None:
    code = element.get(f"{telling.w}char", "")
    is_code = 0 < len(code) <= 4 and all(char in "0123456789abcdefABCDEF" for char in code)
    char = chr(int(code, 16)) if is_code else "�"
    telling.add(symbols.shown(char, element.get(f"{telling.w}font", "")))


def _field(telling: _Telling, element: Element) -> None:
    kind = element.get(f"{telling.w}fldCharType")
    if kind == "begin":
        telling.add(_form_field(telling, element))
        telling.fields.append(False)
    elif telling.fields and kind == "separate":
        telling.fields[-1] = True
    elif telling.fields and kind == "end":
        telling.fields.pop()
        if not telling.fields:
            telling.instructions = []


def _form_field(telling: _Telling, element: Element) -> str:
    """Return what an old form's tick box or list shows, which no text holds."""
    w, styles = telling.w, telling.teller.styles
    data = element.find(f"{w}ffData")
    box = None if data is None else data.find(f"{w}checkBox")
    if box is not None:
        is_ticked = styles.is_on(box, "checked")
        return (
            TICK if (styles.is_on(box, "default") if is_ticked is None else is_ticked) else NO_TICK
        )
    choices = None if data is None else data.find(f"{w}ddList")
    if choices is None:
        return ""
    listed = [entry.get(f"{w}val", "") for entry in choices.findall(f"{w}listEntry")]
    at = styles.value(choices, "result") or "0"
    return listed[int(at)] if at.isdecimal() and len(at) < 4 and int(at) < len(listed) else ""


def _control(telling: _Telling, element: Element) -> None:
    properties = element.find(f"{telling.w}sdtPr")
    for child in () if properties is None else properties:
        name = child.tag.rpartition("}")[2]
        if name == "showingPlcHdr" and telling.teller.styles.is_on(properties, name):
            return  # "Click here to enter text"
        if name == "checkbox":
            ticked = [mark for mark in child if mark.tag.endswith("}checked")]
            on = ticked and [*ticked[0].attrib.values()][:1] in (["1"], ["true"])
            telling.add(TICK if on else NO_TICK)
            return
    telling.inside(element)


def _deleted(telling: _Telling, element: Element) -> None:
    telling.said.removed.append(deleted_words(element))


def deleted_words(element: Element) -> str:
    """Return all text in an element, deleted or not."""
    texts = (e.text or "" for e in element.iter() if e.tag.endswith(("}delText", "}t")))
    return " ".join("".join(texts).split())


def _inserted(telling: _Telling, element: Element) -> None:
    if any(e.text for e in element.iter(f"{telling.w}t")):
        telling.remark(remarks.INSERTED)
    telling.inside(element)


def _alternatives(telling: _Telling, element: Element) -> None:
    """Read the first of several forms of the same thing; the others are for older programs."""
    for child in [*element][:1]:
        telling.inside(child)


def _table(telling: _Telling, element: Element) -> None:
    telling.end_line()
    if telling.set_tables_aside:
        telling.said.tables.append(element)
        return
    telling.remark(remarks.INSIDE)
    telling.inside(element)


def _row(telling: _Telling, element: Element) -> None:
    w = telling.w
    if element.find(f"{w}trPr/{w}del") is not None:
        _deleted(telling, element)
    else:
        telling.inside(element)


def _noted(kind: str, sentence: str) -> "Callable[[_Telling, Element], None]":
    def step(telling: _Telling, element: Element) -> None:
        words = telling.teller.notes.get((kind, element.get(f"{telling.w}id", "")), "")
        if words:
            telling.remark(sentence.format(quoted(words)))

    return step


def _remarked(sentence: str) -> "Callable[[_Telling, Element], None]":
    def step(telling: _Telling, element: Element) -> None:
        telling.remark(sentence)

    return step


def _as(text: str) -> "Callable[[_Telling, Element], None]":
    return lambda telling, element: telling.add(text)


def _shape(telling: _Telling, element: Element) -> None:
    """Keep the colour of a drawn shape: a disc in green is a rating."""
    fills = [child for child in element if child.tag.endswith("}solidFill")]
    found = [colour(e.get("val")) for fill in fills[:1] for e in fill if e.tag.endswith("}srgbClr")]
    telling.said.shapes += [*filter(None, found)]


def _old_shape(telling: _Telling, element: Element) -> None:
    fill = element.get("fillcolor", "").split(" ")[0]
    found = HIGHLIGHTS.get(fill) or colour(fill)
    telling.said.shapes += [*filter(None, [found])]
    telling.inside(element)


_STEPS: dict[str, Callable[[_Telling, Element], None]] = {
    "p": _paragraph,
    "r": _run,
    "t": _text,
    "sym": _symbol,
    "fldChar": _field,
    "sdt": _control,
    "AlternateContent": _alternatives,
    "tbl": _table,
    "tr": _row,
    "spPr": _shape,
    **dict.fromkeys(("oval", "rect", "roundrect", "shape"), _old_shape),
    **dict.fromkeys(("tab", "ptab"), _as(" ")),
    **dict.fromkeys(("br", "cr"), _as("\n")),
    "noBreakHyphen": _as("-"),
    **dict.fromkeys(("ins", "moveTo"), _inserted),
    **dict.fromkeys(("del", "moveFrom"), _deleted),
    "commentReference": _noted("comment", remarks.COMMENT),
    "footnoteReference": _noted("footnote", remarks.NOTE),
    "endnoteReference": _noted("endnote", remarks.NOTE),
    **dict.fromkeys(("pic", "imagedata"), _remarked(remarks.PICTURE)),
    "chart": _remarked(remarks.CHART),
    "relIds": _remarked(remarks.DIAGRAM),
    "OLEObject": _remarked(remarks.EMBEDDED),
    "altChunk": _remarked(remarks.FOREIGN),
    **dict.fromkeys(
        ("pPr", "rPr", "tcPr", "trPr", "tblPr", "tblGrid", "tblPrEx", "sectPr", "sdtPr", "sdtEndPr",
         "instrText", "delInstrText", "rt", "rubyPr", "softHyphen"), _skip
    ),
}  # fmt: skip
