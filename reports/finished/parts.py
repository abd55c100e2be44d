"""All that stands in any part of a Word file, what Word does not show included. Pure."""

import re
from dataclasses import dataclass, field
from posixpath import basename
from xml.etree import ElementTree

from councils.office_files import Package

_XML = (".xml", ".rels", ".vml")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp")
_FONTS = (".odttf", ".ttf", ".fntdata")
_OF_A_PRINTER = re.compile(r"printersettings\d*\.bin$", re.IGNORECASE)
# What a part can be to another that is no part of the words: a sheet behind a chart, an object, a
# file whose text Word prints as if it were the paper's, a picture of the first page.
_CARRIED = {"package", "oleObject", "control", "aFChunk", "subDocument", "thumbnail"}
# What stands between two words in Word; runs of text are within one.
_APART = {"p", "tab", "br", "cr"}
_WORD = re.compile(r"^\{[^}]*/wordprocessingml/[^}]*\}")
_TRACKED = re.compile(
    r"(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|delText|delInstrText|\w+Change"
    r"|(?:moveFrom|moveTo|customXml\w+)Range(?:Start|End))$"
)


@dataclass
class Everything:
    """What all parts of a file hold.

    `words` stand between tags, those in comments of the markup too; `attributes` are alternative
    texts, addresses and names; `carried` are parts that nobody can look through, by their names.
    """

    words: list[str] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    carried: dict[str, None] = field(default_factory=dict)
    is_tracked: bool = False
    is_commented: bool = False

    # What a parser calls

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.attributes += attributes.values()
        name, is_words = _WORD.subn("", tag)
        self.is_tracked |= bool(is_words and _TRACKED.match(name))
        self.is_commented |= bool(is_words and name == "comment")
        if not is_words or name in _APART:
            self.words.append(" ")
        kind = attributes.get("Type", "").rpartition("/")[2]
        if tag.endswith("}Relationship") and kind in _CARRIED:
            self.carried[basename(attributes.get("Target", kind))] = None

    def data(self, words: str) -> None:
        self.words.append(words)

    def comment(self, words: str) -> None:
        self.words.append(words)

    def pi(self, target: str, words: str | None = None) -> None:
        self.words.append(f"{target} {words or ''}")

    def close(self) -> None:
        """Nothing is left to do once a part is read."""


def everything_in(package: Package, into: Everything | None = None) -> Everything:
    """Return what all parts of an office file hold, whatever encoding each is in.

    `into` reads the parts, `Everything` where none is given. Raises what
    `councils.office_files.BROKEN` names where a part cannot be read.
    """
    found = into or Everything()
    for name in package.names():
        found.attributes.append(name)
        if name.lower().endswith(_XML):
            package.feed(name, ElementTree.XMLParser(target=found))  # noqa: S314 checked by Package
        elif not _is_to_be_seen(name.lower()):
            found.carried[basename(name)] = None
    return found


def is_picture(name: str) -> bool:
    """Return whether a part is a picture, by its name: words may stand in it that nobody reads."""
    return name.lower().endswith(_PICTURES)


def _is_to_be_seen(name: str) -> bool:
    return name.endswith((*_PICTURES, *_FONTS)) or bool(_OF_A_PRINTER.search(name))
