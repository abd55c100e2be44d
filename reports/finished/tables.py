"""What a table of a Word file says of itself. Pure."""

import re
from xml.etree.ElementTree import Element

# How Word says that a table's first row are headings: as a word, or as a bit of those of old.
_ON, _FIRST_ROW = {"1", "true", "on"}, 0x20


def has_headings(w: str, table: Element, first: Element) -> bool:
    """Return whether a table's first row are headings: it says so, or nothing denies it.

    `w` is the namespace of the words, in braces; `first` is the first row.
    """
    if first.find(f"{w}trPr/{w}tblHeader") is not None:
        return True
    look = table.find(f"{w}tblPr/{w}tblLook")
    if look is None:
        return True
    bits, said = look.get(f"{w}val", ""), look.get(f"{w}firstRow", "")
    if said:
        return said in _ON
    return not re.fullmatch("[0-9A-Fa-f]{1,8}", bits) or bool(int(bits, 16) & _FIRST_ROW)
