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

from councils.limited import OUT_OF_MEMORY, CannotRead

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[1]
_ENDED_BY = (signal.SIGABRT, signal.SIGSEGV, signal.SIGKILL, signal.SIGTRAP, signal.SIGILL)
_REFUSED_MEMORY = (OUT_OF_MEMORY, *(-number for number in _ENDED_BY))

__all__ = ["CannotRead", "Limits", "Refusals", "ask_child"]


@dataclass(frozen=True)
class Limits:
    """What reading one file may use."""

    wall_seconds: float = 10
    cpu_seconds: int = 10
    memory_bytes: int = 500 * 1024**2


@dataclass(frozen=True)
class Refusals:
    """What a person is told about a file beyond the limits, or one that the reader fails at."""

    too_long: str
    too_large: str
    failed: str


def ask_child(
    module: str, content: bytes, name: str, limits: Limits, refusals: Refusals
) -> dict[str, Any]:
    """Return what a module of ours answers to `content`; it runs `councils.limited.main`.

    Raises CannotRead, also beyond a limit.
    """
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
        raise CannotRead(refusals.too_long) from error
    return _answer(done, refusals)


def _answer(done: subprocess.CompletedProcess[bytes], refusals: Refusals) -> dict[str, Any]:
    if done.returncode == -signal.SIGXCPU:
        raise CannotRead(refusals.too_long)
    if done.returncode in _REFUSED_MEMORY:
        raise CannotRead(refusals.too_large)
    if done.returncode:
        logger.error("A file could not be read: %s", done.stderr.decode("utf-8", "replace"))
        raise CannotRead(refusals.failed)
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise CannotRead(answer["refused"])
    return answer
