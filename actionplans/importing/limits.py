"""What a file with a plan may hold, and what reading it in a child process may use."""

from typing import Any

from actionplans.importing.tables import Document, from_json
from councils import limits
from councils.limits import Limits, Refusals
from councils.office_files import TOO_LARGE

# What a plan may have; the largest known has some hundred rows of twenty columns.
ROWS, COLUMNS, CHARACTERS = 20_000, 60, 20_000_000
READER = "actionplans.importing.child"
TOO_LONG = (
    "This file takes too long to read. Copy the table into a new file, or split it, and try again."
)
FAILED = (
    "This file could not be read. Copy the table into a new file, or paste it, and try again. "
    "If that fails too, tell your administrator."
)
REFUSALS = Refusals(TOO_LONG, TOO_LARGE, FAILED)
ALLOWED = Limits()


def in_child(
    content: bytes, name: str, allowed: Limits = ALLOWED, reader: str = READER
) -> Document:
    """Return what the module `reader` makes of a file. Raises CannotRead, also beyond a limit."""
    return from_json(ask_child(reader, content, name, allowed))


def ask_child(module: str, content: bytes, name: str, allowed: Limits) -> dict[str, Any]:
    """Return what a module of ours answers to `content`. Raises CannotRead, also beyond a limit."""
    return limits.ask_child(module, content, name, allowed, REFUSALS)
