"""The typefaces that papers are printed in, and what becomes of characters they do not have.

The faces come from the npm packages `@fontsource/*`, so that a machine without fonts prints the
same paper as any other. A package holds one file per range of characters (Latin, Cyrillic ...) and
gives them all one family name. WeasyPrint tells fonts apart by name and weight alone, and would
draw the letters of one file with the shapes of another. So each file is unpacked under a family
name of its own, and Fontconfig is told to try them in order, whatever family is asked for.

A character without a shape breaks PDF/UA-1 (rule 7.21.8) and would be lost on the page:
`printable` puts a visible name in its place. Scripts whose letters change shape, order or place
with their neighbours (Arabic, Devanagari, combining marks) are named too, although typefaces for
them exist: WeasyPrint writes them to the PDF in the order of the shapes, some without any text, so
that the page looks right, but is read aloud backwards and fails PDF/UA-1.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont

FONTSOURCE = Path(__file__).resolve().parent.parent / "config/frontend/node_modules/@fontsource"


class Face(NamedTuple):
    """One font file: its npm package, range of characters, weight and style."""

    package: str
    subset: str
    weight: int = 400
    style: str = "normal"

    @property
    def file(self) -> Path:
        """Where npm has put the file. The woff form unpacks without redrawing any outline."""
        name = f"{self.package}-{self.subset}-{self.weight}-{self.style}.woff"
        return FONTSOURCE / self.package / "files" / name

    @property
    def family(self) -> str:
        """The name it is known by here, different for each range of characters."""
        return f"{self.package} {self.subset}".replace("-", " ").title()


_SOURCE = ("latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext")

# In the order in which they are tried.
FACES = (
    *(Face("source-sans-3", subset, weight) for subset in _SOURCE for weight in (400, 600)),
    *(Face("source-sans-3", subset, 400, "italic") for subset in _SOURCE),
    *(Face("noto-sans", subset, weight) for subset in _SOURCE for weight in (400, 600)),
    Face("noto-sans-math", "latin"),
    Face("noto-sans-symbols-2", "symbols"),
)


def unpack_fonts(folder: Path) -> Path:
    """Write all faces into `folder` and return the Fontconfig file that knows these and no others.

    Raises FileNotFoundError when the npm packages are not installed.
    """
    for number, face in enumerate(FACES):
        _unpack(face, folder / f"{number:02}.ttf")
    config = folder / "fonts.conf"
    config.write_text(_fontconfig(folder), encoding="utf-8")
    return config


def _unpack(face: Face, target: Path) -> None:
    with TTFont(face.file, recalcBBoxes=False, recalcTimestamp=False, lazy=True) as font:
        names = font["name"]
        for name_id in (16, 17, 21, 22):
            names.removeNames(nameID=name_id)
        style = f"{face.weight} {face.style}"
        for name_id, text in ((1, face.family), (2, style), (4, f"{face.family} {style}")):
            names.removeNames(nameID=name_id)
            names.setName(text, name_id, 3, 1, 0x409)
        font.flavor = None
        font.save(target, reorderTables=None)


def _fontconfig(folder: Path) -> str:
    families = dict.fromkeys(face.family for face in FACES)
    return (
        "<fontconfig>"
        f"<dir>{escape(str(folder))}</dir><cachedir>{escape(str(folder / 'cache'))}</cachedir>"
        '<match target="pattern"><edit name="family" mode="prepend_first" binding="strong">'
        + "".join(f"<string>{family}</string>" for family in families)
        + "</edit></match></fontconfig>"
    )


def covered_characters() -> frozenset[str]:
    """Every character that has a shape of its own in a face of normal weight and style."""
    covered: set[int] = set()
    for face in FACES:
        if (face.weight, face.style) == (400, "normal"):
            with TTFont(face.file, lazy=True) as font:
                covered.update(font.getBestCmap())
    return frozenset(filter(_stands_alone, map(chr, covered)))


def _stands_alone(character: str) -> bool:
    """Neither a mark drawn over another letter nor written from right to left."""
    marks, right_to_left = ("Mn", "Mc", "Me"), ("R", "AL", "AN")
    return (
        unicodedata.category(character) not in marks
        and unicodedata.bidirectional(character) not in right_to_left
    )


# What Word leaves behind when a bullet or tick came from its Symbol and Wingdings fonts, and
# spaces and hyphens that differ from plain ones only in where a line may break.
_EQUIVALENTS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf0fb": "✗",
    "\uf06f": "☐",
    "\uf0a8": "☐",
    "\uf0fe": "☒",
    "\u2010": "-",
    "\u2011": "-",
    "\u202f": "\u00a0",
    "\u2007": "\u00a0",
    "\u2028": "\n",
    "\u2029": "\n",
    "\x0b": "\n",
    "\x85": "\n",
}


def printable(text: str, covered: frozenset[str]) -> str:
    """`text` with each character outside `covered` replaced by something that can be read.

    An emoji or other sign becomes its Unicode name in brackets ("[grinning face]"), letters of a
    script without a typeface are counted ("[3 characters in Bengali script]"), anything nameless
    becomes its number ("[U+E000]"). Marks that never have a shape of their own (joiners, direction
    marks, variation selectors, control characters) are left out.
    """
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text)
    return "".join(_pieces(text, covered))


def _pieces(text: str, covered: frozenset[str]) -> Iterator[str]:
    script, count = "", 0
    for character in text:
        piece = _replacement(character, covered)
        letters = _script(character) if piece is None else ""
        if count and letters != script:
            yield _counted(script, count)
            count = 0
        if letters:
            script, count = letters, count + 1
        else:
            yield _named(character) if piece is None else piece
    if count:
        yield _counted(script, count)


def _replacement(character: str, covered: frozenset[str]) -> str | None:
    """What to print for a character, or None when all that can be printed is its description."""
    character = _EQUIVALENTS.get(character, character)
    if character in "\n\r\t" or " " <= character <= "~":
        return character
    if _has_no_shape(character):
        return ""
    return character if character in covered else None


def _has_no_shape(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf") or (
        "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    )


def _script(character: str) -> str:
    """The script of a letter ("Bengali"), or nothing for a sign that has a name worth reading."""
    name = unicodedata.name(character, "")
    if unicodedata.category(character)[0] not in "LMN" or name.startswith("COMBINING"):
        return ""
    return name.split(" ")[0].capitalize()


def _counted(script: str, count: int) -> str:
    return f"[{count} character{'s' if count > 1 else ''} in {script} script]"


def _named(character: str) -> str:
    name = unicodedata.name(character, "").lower()
    return f"[{name or f'U+{ord(character):04X}'}]"
