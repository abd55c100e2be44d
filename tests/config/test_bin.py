"""The commands in bin/, run as a person runs them, in a checkout of their own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config import embedded

COMMANDS = sorted(path for path in (embedded.PROJECT / "bin").iterdir() if path.name != "lib.sh")
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", "var", "__pycache__", ".*_cache", ".hypothesis"
)
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="reads the processes from /proc")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NOT_PASSED_ON = ("DATABASE_URL", "DEMO", "DJANGO_SETTINGS_MODULE", "ENVIRONMENT", "PORT")


@pytest.fixture(scope="module")
def checkout() -> Iterator[Path]:
    """A copy of the project under a path with a space, with a database of its own.

    The Python packages are the suite's own, everything else is new.
    """
    top = Path(tempfile.mkdtemp(prefix="iap-test-"))
    copy = top / "a new checkout"
    shutil.copytree(embedded.PROJECT, copy, ignore=NOT_COPIED)
    (copy / ".venv").symlink_to(embedded.PROJECT / ".venv")
    yield copy
    embedded.stop(copy)
    server = embedded.Server.of(copy)
    for folder in (top, server.home, server.sockets):
        shutil.rmtree(folder, ignore_errors=True)


def environment(**extra: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in NOT_PASSED_ON and not name.startswith("PYTEST_")
    }
    return {**kept, **extra}


def command(checkout: Path, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the checkout from a folder that is not the checkout's."""
    return subprocess.run(
        [str(checkout / arguments[0]), *arguments[1:]],
        cwd="/",
        env=environment(**extra),
        text=True,
        capture_output=True,
        check=False,
        timeout=300,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class Running:
    """One `bin/run` in a process group of its own, as a terminal would start it."""

    def __init__(self, checkout: Path, port: int) -> None:
        self.port = port
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [str(checkout / "bin/run")],
            cwd="/",
            env=environment(PORT=str(port)),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def __enter__(self) -> "Running":
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line)
            if line.startswith("Ready at "):
                return self
        pytest.fail("bin/run ended before it was ready:\n" + "".join(self.lines))

    def __exit__(self, *_: object) -> None:
        for member in self.members():
            os.kill(member, signal.SIGKILL)
        self.process.wait(timeout=30)
        if self.process.stdout:
            self.process.stdout.close()

    def members(self, holding: str = "") -> list[int]:
        """Return the live processes of the group whose command line holds `holding`."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                if os.getpgid(int(entry.name)) == self.process.pid and words and holding in words:
                    found.append(int(entry.name))
            except (FileNotFoundError, ProcessLookupError):  # it ended meanwhile
                continue
        return sorted(found)

    def worker(self) -> int:
        """Return the job worker's process, waiting for it to come up."""
        until = time.monotonic() + 60
        while not (found := self.members("procrastinate worker")) and time.monotonic() < until:
            time.sleep(0.1)
        return found[0]

    def health(self) -> int:
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(f"http://127.0.0.1:{self.port}/healthz", timeout=10) as answer:
            status: int = answer.status
        return status

    def end(self) -> int:
        """Return the exit code, once the command has ended and left no process behind."""
        assert self.process.stdout
        self.lines += self.process.stdout.readlines()
        code = self.process.wait(timeout=60)
        until = time.monotonic() + 20
        while self.members() and time.monotonic() < until:
            time.sleep(0.1)
        assert self.members() == []
        return code


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.name)
def test_every_command_is_plain_sh_and_may_be_run(path):
    assert path.read_text().startswith("#!/bin/sh\n")
    assert os.access(path, os.X_OK)
    checked = subprocess.run(["sh", "-n", str(path)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_db_works_from_any_folder(checkout):
    status = command(checkout, "bin/db", "status")
    assert status.stdout in ("Database is stopped.\n", "Database is running.\n")
    assert command(checkout, "bin/db", "url").stdout.strip() == embedded.database_url(checkout)


def databases(checkout: Path) -> list[str]:
    with psycopg.connect(embedded.database_url(checkout)) as connection:
        found = connection.execute("SELECT datname FROM pg_database").fetchall()
    return sorted(name for (name,) in found)


def test_bench_prints_ratios_and_leaves_no_database_behind(checkout):
    command(checkout, "bin/db", "start")
    before = databases(checkout)
    few = ["--actions=2", "--steps=2", "--many=2", "--updates=2", "--plans=2"]
    sizes = ["--rounds=1", *few, "--pdf", "2"]
    done = command(checkout, "bin/bench", *sizes)
    assert done.returncode == 0, done.stderr
    rows = [line.split() for line in done.stdout.splitlines()]
    empty = next(row for row in rows if row[:2] == ["empty", "page"])
    assert empty[-2] == "1.00"
    assert [row[0] for row in rows if len(row) > 2].count("plan,") == 8
    assert [row for row in rows if row[:2] == ["2", "rows"]]
    bounds = [(row[0], row[-1]) for row in rows if row[-3:-1] == ["at", "most"]]
    of_members = [("dashboard", "15"), ("dashboard", "60"), ("search", "15"), ("briefing", "60")]
    assert bounds == of_members + ([("2", "1.0"), ("its", "0.5")] if CHROMIUM else [])
    assert [row for row in rows if row[:4] == ["dashboard", "of", "2", "plans"]]
    assert databases(checkout) == before


def test_bench_takes_no_database_but_its_own(checkout):
    python = checkout / ".venv/bin/python"
    done = subprocess.run(
        [str(python), "manage.py", "bench"],
        cwd=checkout,
        env=environment(),
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Run bin/bench: it makes a database of its own for this." in done.stderr


def test_run_says_in_one_sentence_that_the_port_is_taken(checkout):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = command(checkout, "bin/run", PORT=str(port))
    assert done.returncode == 1
    assert done.stderr == (
        f"Port {port} is taken or may not be used: choose another, as in PORT=8001 bin/run.\n"
    )


def test_run_refuses_a_port_that_is_no_number(checkout):
    done = command(checkout, "bin/run", PORT="http")
    assert (done.returncode, done.stderr) == (1, 'PORT must be a number, not "http".\n')


@linux_only
def test_run_serves_stops_on_ctrl_c_and_runs_again_whatever_ended_it(checkout):
    port = free_port()
    with Running(checkout, port) as first:
        assert first.lines[-1] == f"Ready at http://127.0.0.1:{port}/ - Ctrl-C stops it.\n"
        assert first.health() == 200
        assert "lead-officer@wolverhampton.example" in "".join(first.lines)
        assert len(first.members("procrastinate worker")) == 1
        os.killpg(first.process.pid, signal.SIGINT)
        assert first.end() == 0
    assert embedded.status(checkout) == "running"
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as where `nohup` starts it
    try:
        deaf = Running(checkout, port)
    finally:
        signal.signal(signal.SIGINT, before)
    with deaf:
        os.killpg(deaf.process.pid, signal.SIGINT)
        assert deaf.end() == 0
    with Running(checkout, port) as second:
        assert second.health() == 200
        os.killpg(second.process.pid, signal.SIGKILL)
        assert second.end() == -signal.SIGKILL
    with Running(checkout, port) as third:
        assert third.health() == 200
        os.kill(third.members("gunicorn")[0], signal.SIGKILL)
        assert third.end() == 1
        assert third.lines[-1] == "The web server ended by itself, so both were stopped.\n"


@linux_only
def test_run_starts_a_worker_that_ended_again_but_not_for_ever(checkout):
    with Running(checkout, free_port()) as running:
        time.sleep(12)  # a worker of some age is started again
        os.kill(running.worker(), signal.SIGKILL)
        assert running.process.stdout
        assert "The worker ended; starting it again.\n" in iter(running.process.stdout.readline, "")
        os.kill(running.worker(), signal.SIGKILL)
        assert running.end() == 1
        assert running.lines[-1] == "The worker ended by itself, so both were stopped.\n"


def test_ci_fails_when_no_test_ran(checkout):
    done = command(
        checkout, ".ci/run", "-n0", "-k", "nothing_has_this_name", "tests/config/test_bin.py"
    )
    assert done.returncode == 5, done.stderr
    assert "deselected" in done.stdout.splitlines()[-1]
