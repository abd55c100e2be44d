"""Each place in which a name stands, beside how it will read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import EmailField, Field, Model, SlugField, URLField
from pghistory.models import Context

from actionplans.redacting.reach import is_version, reached, rows_of, text_fields
from councils.models import Council
from councils.names import Names, in_json

AROUND = 70


@dataclass(frozen=True)
class Words:
    """A column in which the name stands: what it holds, and how often the name stands in it."""

    field: Field
    value: Any
    times: int


@dataclass(frozen=True)
class FoundRow:
    """A row in which the name stands."""

    model: type[Model]
    pk: Any
    words: tuple[Words, ...]

    @property
    def times(self) -> int:
        return sum(words.times for words in self.words)


@dataclass
class Place:
    """What is decided on at once: a row with its earlier versions; `key` names it in a form."""

    model: type[Model]
    pk: Any
    rows: list[FoundRow] = field(default_factory=list)

    @property
    def key(self) -> str:
        return key_of(self.model, self.pk)

    @property
    def now(self) -> FoundRow | None:
        """Return the row as it stands; None where the name stands only in its versions."""
        return next((row for row in self.rows if row.model is self.model), None)

    @property
    def shown(self) -> FoundRow:
        return self.now or self.rows[-1]

    @property
    def versions(self) -> int:
        return sum(row.model is not self.model for row in self.rows)

    @property
    def times(self) -> int:
        return sum(row.times for row in self.rows)


def key_of(model: type[Model], pk: Any) -> str:
    """Return how a row is named in a form: like actionplans.Action:12."""
    return f"{model._meta.label}:{pk}"


def places(council: Council, names: Names) -> list[Place]:
    """Return where the names stand in this council: rows in the order of their models."""
    found: dict[str, Place] = {}
    for model in reached():
        for row, of in _found_in(model, council, names):
            found.setdefault(key_of(*of), Place(*of)).rows.append(row)
    return list(found.values())


def _found_in(
    model: Any, council: Council, names: Names
) -> Iterator[tuple[FoundRow, tuple[type[Model], Any]]]:
    """Yield each row with the name, and the row it is, or was, a version of."""
    fields = text_fields(model)
    versions = is_version(model) and model is not Context
    keys = ["pk", "pgh_obj_id"] if versions else ["pk", "pk"]
    columns = [*keys, *(field.attname for field in fields)]
    for pk, of, *values in rows_of(model, council).order_by("pk").values_list(*columns).iterator():
        pairs = zip(fields, values, strict=True)
        words = tuple(Words(f, v, n) for f, v in pairs if (n := times_in(v, names)))
        if words:
            subject = model.pgh_tracked_model if versions else model
            yield FoundRow(model, pk, words), (subject, of)


def times_in(value: Any, names: Names) -> int:
    """Return how often the names stand in what a column holds."""
    found: list[int] = []

    def count(text: str) -> str:
        found.append(names.times_in(text))
        return text

    in_json(value, count)
    return sum(found)


def is_address(field: Field) -> bool:
    """Return whether a column holds an address, in which no blank may stand."""
    return isinstance(field, SlugField | URLField | EmailField)


def texts_in(value: Any, names: Names) -> list[str]:
    """Return the texts in what a column holds in which a name stands."""
    found: list[str] = []

    def keep(text: str) -> str:
        if names.times_in(text):
            found.append(text)
        return text

    in_json(value, keep)
    return found


def excerpt(text: str, names: Names) -> str:
    """Return the words around the first name in `text`, all of it where it is short."""
    starts = [match for match in names.pattern.finditer(text) if not match["mark"]]
    first, last = starts[0].start(), starts[-1].end()
    start = max(0, first - AROUND)
    end = min(len(text), max(last, first) + AROUND)
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
