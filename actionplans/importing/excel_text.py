"""The text of a string in an Excel workbook."""

import re
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from actionplans.importing import plain_text, symbols
from actionplans.importing.excel_styles import rich_look

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Text:
    """What a string says, whether any of it is struck through, and its own colour."""

    words: str
    is_struck: bool = False
    ink: str = ""  # where all of it has one of its own

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """Return its paragraphs."""
        return plain_text.paragraphs(self.words)


def text_of(element: Element) -> Text:
    """Return the text of a string of the workbook, without what tells how it is pronounced."""
    words, is_struck, inks = [], False, set()
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name == "t":
            words.append(symbols.shown(child.text or "", ""))
        elif name == "r":
            parts = {part.tag.rpartition("}")[2]: part for part in child}
            typeface, struck, ink = rich_look(parts.get("rPr"))
            text = (parts["t"].text if "t" in parts else "") or ""
            inks.update([ink] if text.strip() else [])
            is_struck |= struck and bool(text.strip())
            words.append(symbols.shown(text, typeface))
    return Text(unescaped("".join(words)), is_struck, inks.pop() if len(inks) == 1 else "")


def unescaped(text: str) -> str:
    """Return `text` with the signs that XML cannot hold put back: "_x000D_" is a line's end."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
