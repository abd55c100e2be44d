"""Understanding a file in a child process, which may use only so much time and memory."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from actionplans.importing import limits
from actionplans.importing.kept import from_plain, to_plain
from actionplans.importing.outline import Outline, understood_of
from actionplans.importing.understood import Known, ReadRow, Understood
from councils.limits import Limits

CHILD = "actionplans.importing.understanding_child"
# The ten seconds are the processor's: a busy machine may take longer to give them.
ALLOWED = Limits(wall_seconds=20)
# Where somebody waits for their page; what takes longer is left to the worker.
ALLOWED_A_PAGE = Limits(wall_seconds=5, cpu_seconds=3)


@dataclass(frozen=True)
class Answer:
    """What was understood of a file, in plain shapes, as it is kept."""

    outline: dict[str, Any]
    rows: list[dict[str, Any]]

    def understood(self) -> Understood:
        """Return it as `understand` does."""
        rows = [from_plain(ReadRow, row) for row in self.rows]
        return understood_of(from_plain(Outline, self.outline), rows)


def understand_apart(
    document: Mapping[str, Any],
    known: Known,
    corrections: Mapping[str, Any] | None = None,
    allowed: Limits | None = None,
) -> Answer:
    """Return what a file says; `document` and `corrections` are in the shapes they are kept in.

    Raises CannotRead with a sentence for the person when a limit is broken.
    """
    asked = {"document": document, "known": to_plain(known), "corrections": corrections or {}}
    found = limits.ask_child(CHILD, json.dumps(asked).encode(), "", allowed or ALLOWED)
    return Answer(found["outline"], found["rows"])
