"""All that stands in any part of an Excel file, what Excel does not show included. Pure."""

from dataclasses import dataclass, field

from reports.finished.parts import Everything

_SHEETS = "/spreadsheetml/"
_YES = ("1", "true")


@dataclass
class InSheets(Everything):
    """What all parts of a workbook hold. `hidden`: its sheets, rows and columns that hide."""

    hidden: dict[str, None] = field(default_factory=dict)
    _is_place: bool = False
    _leaves_out: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        super().start(tag, attributes)
        name = tag.rpartition("}")[2]
        if _SHEETS not in tag and name != "threadedComment":
            return
        self.is_commented |= name in ("comment", "threadedComment")
        if name == "sheet" and attributes.get("state", "visible") != "visible":
            self.hidden[f"the sheet “{attributes.get('name', '')}”"] = None
        elif name in ("row", "col") and attributes.get("hidden") in _YES:
            self.hidden["rows" if name == "row" else "columns"] = None
        elif name == "c":
            # Its value is the place of its words in the list of all: a figure nobody reads.
            self._is_place = attributes.get("t") == "s"
        elif name == "v":
            self._leaves_out = self._is_place

    def end(self, tag: str) -> None:
        """Go on after a cell's value."""
        self._leaves_out = False

    def data(self, words: str) -> None:
        if not self._leaves_out:
            super().data(words)
