"""What a reader could not read as it stands, gathered while it reads."""

from actionplans.importing.tables import Problem

QUOTED = 300
AT_MOST = 500


class Noticed:
    """Problems in the order they were met, each once."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}
        self._more = 0

    def add(self, text: str, row: int | None = None, table: int = 0, column: str = "") -> None:
        """Keep a sentence about a row of a table; None: about the file."""
        problem = Problem(row, column, text, table)
        if len(self._found) >= AT_MOST and problem not in self._found:
            self._more += 1
        else:
            self._found[problem] = None

    def problems(self) -> tuple[Problem, ...]:
        """Return them all; of a file with hundreds the first, and how many more there are."""
        if not self._more:
            return tuple(self._found)
        more = Problem(None, "", f"There are {self._more:,} more remarks of these kinds.")
        return (*self._found, more)


def quoted(text: str) -> str:
    """Return `text` in quotation marks on one line, the end of a long one left out."""
    line = " ".join(text.split())
    return f"“{line[:QUOTED]}…”" if len(line) > QUOTED else f"“{line}”"
