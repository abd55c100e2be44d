"""What reading inspection reports takes: each in its child process, beside `pdftotext -layout`."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from councils.limits import ROOT
from inspections.report_reader import ALLOWED, CHILD, CannotRead, read_report
from inspections.report_reading.reading import read

# Start-up differs between runs more than the reading does; the best of a few says what it takes.
ROUNDS = 3


@dataclass(frozen=True)
class Spent:
    """What a process took: seconds by the clock and of the processor, and its most memory in MB."""

    seconds: float
    processor: float
    megabytes: float


@dataclass(frozen=True)
class Reports:
    """What reading a folder of reports takes, each in a child process and started for it.

    `times` is the reading itself against the whole of `pdftotext -layout`, in the processor's
    time, and `whole_times` the child process with its start; there are none where that program is
    not installed.
    """

    count: int
    seconds: list[float]
    megabytes: float
    times: list[float]
    whole_times: list[float]


class NotRead(Exception):
    """A report was not read, so that what it took says nothing."""


def read_folder(folder: Path) -> Reports | None:
    """Return what reading every PDF of a folder takes; None where it has none."""
    reports = [path for path in sorted(folder.glob("*.pdf")) if path.read_bytes()[:4] == b"%PDF"]
    if not reports:
        return None
    for path in reports:
        _check(path)
    spent = [_best(path, [sys.executable, "-B", "-m", CHILD]) for path in reports]
    others = list(_of_pdftotext(reports))
    return Reports(
        len(reports),
        [one.seconds for one in spent],
        max(one.megabytes for one in spent),
        # There are no others where the program is not installed.
        [_reading(path) / other for path, other in zip(reports, others, strict=False)],
        [one.processor / other for one, other in zip(spent, others, strict=False)],
    )


def _check(path: Path) -> None:
    try:
        read_report(path.read_bytes(), path.name)
    except CannotRead as refusal:
        raise NotRead(f"{path.name}: {refusal}") from refusal


def _of_pdftotext(reports: Iterable[Path]) -> Iterator[float]:
    """Yield the processor's time of `pdftotext -layout` for each, nothing where there is none."""
    program = shutil.which("pdftotext")
    if program is not None:
        for path in reports:
            yield _best(path, [program, "-layout", str(path), os.devnull]).processor


def _reading(path: Path) -> float:
    """Return the processor's time of reading alone, the best of a few."""
    return min(_read_once(path.read_bytes()) for _ in range(ROUNDS))


def _read_once(content: bytes) -> float:
    began = time.process_time()
    read(content)
    return time.process_time() - began


def _best(path: Path, command: Sequence[str]) -> Spent:
    spent = [_run(path, command) for _ in range(ROUNDS)]
    return Spent(
        min(one.seconds for one in spent),
        min(one.processor for one in spent),
        max(one.megabytes for one in spent),
    )


def _run(path: Path, command: Sequence[str]) -> Spent:
    with tempfile.TemporaryFile() as asked:
        asked.write(f'{ALLOWED.cpu_seconds} {ALLOWED.memory_bytes} ""\n'.encode())
        asked.write(path.read_bytes())
        asked.seek(0)
        began = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 our own module, or a program found on the path
            command, stdin=asked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise NotRead(f"{path.name} was not read: {command[0]} ended with {process.returncode}.")
    seconds = time.perf_counter() - began
    return Spent(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
