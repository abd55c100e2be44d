"""What runs in the child process that reads one file; `limits` starts it."""

import json
import os
import resource
import sys
from collections.abc import Callable

from actionplans.importing.limits import OUT_OF_MEMORY
from actionplans.importing.opening import read
from actionplans.importing.tables import CannotRead, Document, to_json


def main(reader: Callable[[bytes, str], Document]) -> None:
    """Read the file on standard input under the limits in its first line; print it as JSON.

    Ends the process when memory runs out: it cannot be trusted then.
    """
    cpu, memory, name = sys.stdin.buffer.readline().split(b" ", 2)
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(cpu), int(cpu) + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = json.dumps(_answer(reader, sys.stdin.buffer.read(), json.loads(name)))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    sys.stdout.write(answer)


def _answer(
    reader: Callable[[bytes, str], Document], content: bytes, name: str
) -> dict[str, object]:
    try:
        return to_json(reader(content, name))
    except CannotRead as refusal:
        return {"refused": str(refusal)}


if __name__ == "__main__":
    main(read)
