"""The front matter of a paper as its house style asks for it, and by whom it was considered."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from councils.forms import LongTextField, Retyped
from reports.paper.house_style import OF_THE_REPORT, FrontField

CONSIDERED = "considered_by"
SPARE, MOST = 3, 40
BESIDE = "|"
LONG = frozenset({"employees", "contact", "reporting", "portfolios", "purpose"})
_COLUMNS = ("body", "day", "outcome")


class FrontForm(Retyped, forms.Form):
    """One field for each line of the style that does not come from the report's own rows."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, sent: Any, *, asked: Sequence[FrontField], front: dict[str, Any], seen: str
    ) -> None:
        super().__init__(sent, initial={"seen": seen})
        self.asked, self.front = asked, front
        for each in self.typed:
            self.fields[each.key] = self._field(each)
        self.number = self._number() if self.considered else 0
        for row in range(self.number):
            for place, name in enumerate(_COLUMNS):
                self.fields[f"{name}_{row}"] = self._cell(row, place)

    @property
    def typed(self) -> list[FrontField]:
        """Return what is typed, without the table of who considered it."""
        return [each for each in self.asked if each.key not in OF_THE_REPORT]

    @property
    def considered(self) -> FrontField | None:
        return next((each for each in self.asked if each.key == CONSIDERED), None)

    def _field(self, each: FrontField) -> forms.Field:
        lines = self.front.get(each.key, [])
        return LongTextField(
            label=each.label or each.key,
            name=each.label or each.key,
            required=False,
            limit=2000,
            rows=max(3 if each.key in LONG else 1, len(lines)),
            initial="\n".join(f" {BESIDE} ".join(cells) for cells in lines),
        )

    def _number(self) -> int:
        sent = str(self.data.get("rows", ""))
        held = len(self.front.get(CONSIDERED, [])) + SPARE
        number = int(sent) if sent.isdecimal() and len(sent) < 4 else held
        return min(number + (SPARE if "add_rows" in self.data else 0), MOST)

    def _cell(self, row: int, place: int) -> forms.CharField:
        lines = self.front.get(CONSIDERED, [])
        cells = lines[row] if row < len(lines) else []
        label = ("Body", "Date", "Outcome")[place]
        return forms.CharField(
            label=f"{label}, row {row + 1}",
            required=False,
            max_length=300,
            initial=cells[place] if place < len(cells) else "",
            error_messages={"max_length": "Use 300 characters or fewer"},
        )

    def fields_typed(self) -> Iterator[Any]:
        """Yield the fields of the lines, in the order of the style."""
        for each in self.typed:
            yield self[each.key]

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        """Yield each row of who considered it, with its fields."""
        for row in range(self.number):
            yield row + 1, [self[f"{name}_{row}"] for name in _COLUMNS]

    def lines(self) -> dict[str, list[list[str]]]:
        """Return the front matter given, line by line, from a valid form."""
        data = self.cleaned_data
        found = {each.key: _lines(data[each.key]) for each in self.typed}
        if self.considered:
            rows = ([data[f"{name}_{row}"] for name in _COLUMNS] for row in range(self.number))
            found[CONSIDERED] = [_without_end(row) for row in rows if any(row)]
        return found


def _lines(text: str) -> list[list[str]]:
    kept = (line for line in text.split("\n") if line.strip())
    return [[cell.strip() for cell in line.split(BESIDE)] for line in kept]


def _without_end(cells: list[str]) -> list[str]:
    """Return a row without the empty cells at its end."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells
