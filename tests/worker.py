"""The job worker as a process of its own, on the database of the tests."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]


def database_url() -> str:
    """Return the address of the test database, for another process."""
    parts = urlsplit(settings.DATABASE_URL)
    return urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))


@contextmanager
def worker_at_work(concurrency: int = 3, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run the worker as bin/run does; yield its process, which may be killed."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "procrastinate", "worker", f"--concurrency={concurrency}"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database_url(), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=60)
        finally:
            process.kill()
