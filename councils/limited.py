"""What runs in a child process that works on one file; `councils.limits` starts it.

It imports little: the child is a new interpreter for each file, and its start is waited for.
"""

import json
import os
import resource
import sys
from collections.abc import Callable
from typing import Any

# How the child says that memory ran out.
OUT_OF_MEMORY = 70


class CannotRead(Exception):
    """Why a file is not read: a plain sentence for the person, saying what to do."""


def main(worked: Callable[[bytes, str], dict[str, Any]]) -> None:
    """Work on what stands on standard input, under the limits in its first line; print the answer.

    Ends the process when memory runs out: it cannot be trusted then.
    """
    cpu, memory, name = sys.stdin.buffer.readline().split(b" ", 2)
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(cpu), int(cpu) + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = json.dumps(_answer(worked, sys.stdin.buffer.read(), json.loads(name)))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    sys.stdout.write(answer)


def _answer(
    worked: Callable[[bytes, str], dict[str, Any]], content: bytes, name: str
) -> dict[str, Any]:
    try:
        return worked(content, name)
    except CannotRead as refusal:
        return {"refused": str(refusal)}
