"""Makes the text of a parsed page fit for printing, so that no caller can forget it.

Four things are done to the tree, in this order:

- characters that no typeface of ours has are replaced by names (`glyphs.printable`);
- white space is collapsed the way a browser does, and kept from then on (`SHEET`), because
  WeasyPrint otherwise drops the space where a line ends and words run together when a PDF is read
  out, searched or copied (ISO 32000-1, 14.8.2.5: word breaks must be in the text);
- a text longer than the limits is cut, and says so in the print. A text is a paragraph or list
  item, all that one person wrote (class "words"), or a cell that holds words of its own beside
  paragraphs; so one long text takes no other with it. What a step's state is (`p.quiet`) is never
  cut;
- zero-width spaces are put where WeasyPrint needs them.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from reports.glyphs import printable

SHEET = "html { white-space: pre-wrap }"

# Plain line breaks alone can stall the layout for minutes: measured 10 s for 5,000 in one cell.
# A form takes texts of 20,000 characters; a step's number or a heading may stand before one.
MOST_CHARACTERS = 20_100
MOST_LINES = 500

_INLINE = re.compile(
    "a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|img|ins|kbd|label|mark|q|s|samp|small|span|strong"
    "|sub|sup|svg|time|u|var|wbr"
).fullmatch
_AS_THEY_ARE = frozenset(["pre", "script", "style", "svg", "textarea"])
_HOLDS_TEXT = re.compile("td|th|p|li|caption|h[1-6]|pre|blockquote|dt|dd").fullmatch
_ATTRIBUTES_READ = frozenset(["alt", "title", "content"])
_PIECE_OF_ENDLESS_WORD = re.compile(r"\S{40}(?=\S{160})")
_SPACES = re.compile(r"[ \t\n\f\r]+")


def prepare(root: Element, covered: frozenset[str]) -> None:
    """Change the tree in place as described above; `covered` are the characters with a shape."""
    for element in root.iter():
        _replace_characters(element, covered)
    _WhiteSpace().collapse(root)
    _shorten_long_texts(root)
    for element in root.iter():
        element.text, element.tail = _breakable(element.text), _breakable(element.tail)


class _WhiteSpace:
    """One pass over the tree, remembering whether a space at this place would be seen."""

    def __init__(self) -> None:
        self.at_start = True
        self.last: tuple[Element, str] | None = None

    def collapse(self, element: Element) -> None:
        if not isinstance(element.tag, str) or _local(element) in _AS_THEY_ARE:
            return
        if element.tag == "br":
            self._end_line()
            return
        block = not _INLINE(element.tag)
        if block:
            self._end_block()
        self._collapse_text(element, "text")
        for child in element:
            self.collapse(child)
            self._collapse_text(child, "tail")
        if block:
            self._end_block()

    def _collapse_text(self, element: Element, slot: str) -> None:
        text = _SPACES.sub(" ", getattr(element, slot) or "")
        if self.at_start:
            text = text.lstrip(" ")
        setattr(element, slot, text)
        if text:
            self.at_start, self.last = text.endswith(" "), (element, slot)

    def _end_line(self) -> None:
        """Leave exactly one space before a line break, for whoever reads the lines as one."""
        if self.last and not self.at_start:
            element, slot = self.last
            setattr(element, slot, getattr(element, slot) + " ")
        self.at_start, self.last = True, None

    def _end_block(self) -> None:
        if self.last:
            element, slot = self.last
            setattr(element, slot, getattr(element, slot).rstrip(" "))
        self.at_start, self.last = True, None


def _local(element: Element) -> str:
    """Return the tag without its namespace: a drawing within a line has one."""
    return str(element.tag).rpartition("}")[2]


def _breakable(text: str | None) -> str | None:
    """Zero-width spaces where WeasyPrint needs help: it draws nothing for a piece of a line that is
    nothing but a space, as between two marked words or where the line ends behind a marked one,
    and takes quadratic time over one endless word."""
    if text and text[0] == " ":
        text = f" \u200b{text[1:]}"
    return _PIECE_OF_ENDLESS_WORD.sub("\\g<0>\u200b", text) if text else text


def _replace_characters(element: Element, covered: frozenset[str]) -> None:
    if element.text:
        element.text = printable(element.text, covered)
    if element.tail:
        element.tail = printable(element.tail, covered)
    for name, value in element.attrib.items():
        if name in _ATTRIBUTES_READ or name.startswith("data-"):
            element.set(name, printable(value, covered))


def _shorten_long_texts(element: Element) -> None:
    for child in element:
        if _is_one_text(child):
            _shorten(child)
        elif not _is(child, "quiet"):
            _shorten_long_texts(child)


def _is_one_text(element: Element) -> bool:
    if not isinstance(element.tag, str) or _is(element, "quiet"):
        return False
    return _is(element, "words") or bool(_HOLDS_TEXT(element.tag) and _holds_bare_text(element))


def _is(element: Element, name: str) -> bool:
    return name in element.get("class", "").split()


def _holds_bare_text(element: Element) -> bool:
    """Whether words or line breaks stand in it directly, not in paragraphs of their own."""
    between = (element.text, *(child.tail for child in element))
    return any(text and text.strip() for text in between) or any(
        child.tag == "br" or (isinstance(child.tag, str) and _INLINE(child.tag))
        for child in element
    )


def _shorten(holder: Element) -> None:
    characters, lines = _size(holder)
    if characters <= MOST_CHARACTERS and lines <= MOST_LINES:
        return
    rest = _Allowance()
    rest.spend_on(holder)
    note = SubElement(_end_of(holder), "span", {"class": "shortened"})
    note.text = " [text shortened in print: " + (
        f"{rest.characters_kept:,} of {characters:,} characters]"
        if lines <= MOST_LINES or not rest.lines_ran_out
        else f"{MOST_LINES:,} of {lines:,} lines]"
    )


def _end_of(holder: Element) -> Element:
    """Return the innermost element in which the text ends."""
    last = holder[-1] if len(holder) else None
    if last is None or (last.tail or "").strip() or last.tag == "br" or not _starts_line(last):
        return holder
    return _end_of(last)


def _size(holder: Element) -> tuple[int, int]:
    characters = sum(map(len, holder.itertext()))
    breaks = sum(_starts_line(element) for element in holder.iter() if element is not holder)
    return characters, 1 + breaks


def _starts_line(element: Element) -> bool:
    return isinstance(element.tag, str) and not _INLINE(element.tag)


class _Allowance:
    """What one text may still use; everything after it is used up is taken out of the tree."""

    def __init__(self) -> None:
        self.characters_kept, self.lines = 0, MOST_LINES - 1
        self.lines_ran_out = False

    @property
    def used_up(self) -> bool:
        return self.lines_ran_out or self.characters_kept >= MOST_CHARACTERS

    def spend_on(self, element: Element) -> None:
        element.text = self._take(element.text)
        for child in list(element):
            self.lines -= _starts_line(child)
            self.lines_ran_out = self.lines_ran_out or self.lines < 0
            if self.used_up:
                element.remove(child)
            else:
                self.spend_on(child)
                child.tail = self._take(child.tail)

    def _take(self, text: str | None) -> str:
        kept = "" if self.used_up else (text or "")[: MOST_CHARACTERS - self.characters_kept]
        self.characters_kept += len(kept)
        return kept
