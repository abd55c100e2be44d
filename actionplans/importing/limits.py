"""Reading a file in a child process, which may use only so much time and memory.

The child is a new interpreter that knows nothing of the application but the readers: no settings,
no database, no environment. It answers in JSON, so that nothing it says can run here.
"""

import json
import logging
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actionplans.importing.package import TOO_LARGE
from actionplans.importing.tables import CannotRead, Document, from_json

logger = logging.getLogger(__name__)

# What a plan may have; the largest known has some hundred rows of twenty columns.
ROWS, COLUMNS, CHARACTERS = 20_000, 60, 20_000_000
ROOT = Path(__file__).resolve().parents[2]
READER = "actionplans.importing.child"
# How the child says that memory ran out.
OUT_OF_MEMORY = 70
TOO_LONG = (
    "This file takes too long to read. Copy the table into a new file, or split it, and try again."
)
FAILED = (
    "This file could not be read. Copy the table into a new file, or paste it, and try again. "
    "If that fails too, tell your administrator."
)
_REFUSED_MEMORY = (OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGSEGV, -signal.SIGKILL)


@dataclass(frozen=True)
class Limits:
    """What reading one file may use."""

    wall_seconds: float = 10
    cpu_seconds: int = 10
    memory_bytes: int = 500 * 1024**2


def in_child(
    content: bytes, name: str, limits: Limits = Limits(), reader: str = READER
) -> Document:
    """Return what the module `reader` makes of a file. Raises CannotRead, also beyond a limit."""
    return from_json(ask_child(reader, content, name, limits))


def ask_child(module: str, content: bytes, name: str, limits: Limits) -> dict[str, Any]:
    """Return what a module of ours answers to `content`. Raises CannotRead, also beyond a limit."""
    said = f"{limits.cpu_seconds} {limits.memory_bytes} {json.dumps(name)}\n".encode()
    try:
        done = subprocess.run(  # noqa: S603 our own module
            [sys.executable, "-B", "-m", module],
            input=said + content,
            capture_output=True,
            timeout=limits.wall_seconds,
            cwd=ROOT,
            env={"PATH": os.defpath, "LANG": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotRead(TOO_LONG) from error
    return _answer(done)


def _answer(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    if done.returncode == -signal.SIGXCPU:
        raise CannotRead(TOO_LONG)
    if done.returncode in _REFUSED_MEMORY:
        raise CannotRead(TOO_LARGE)
    if done.returncode:
        logger.error("A file could not be read: %s", done.stderr.decode("utf-8", "replace"))
        raise CannotRead(FAILED)
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise CannotRead(answer["refused"])
    return answer
