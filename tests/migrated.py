"""A migrated database, made once for a set of migrations, that test databases are copied from.

Migrating an empty database takes a quarter of a minute of a processor, copying one a second.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "migrated_"
LOCK = 0x4D494752  # of PostgreSQL's advisory locks, taken by whoever makes one
KEPT = 5  # for as many checkouts, or branches, that take turns on one server


def template(url: str) -> str:
    """Return the name of the migrated database on the server of `url`, made where it is missing.

    Nobody can connect to it and nothing changes it: its name says what it was migrated by.
    Raises CalledProcessError where a migration fails.
    """
    name = PREFIX + _digest()
    with _one_at_a_time(url) as server:
        if not _is_whole(server, name):
            _make(server, url, name)
            _drop_oldest(server)
    return name


def create_copy(connection: BaseDatabaseWrapper, kept: bool) -> None:
    """Create the test database from the template its settings name, and let all connect to it.

    One of that name is replaced, unless it is to be `kept`.
    """
    name = connection.creation._create_test_db(verbosity=0, autoclobber=True, keepdb=kept)
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name


def _digest() -> str:
    """Return what a migrated database depends on: our migrations and the installed packages'."""
    found = hashlib.sha256((ROOT / "config/lock/requirements.txt").read_bytes())
    for path in sorted(ROOT.glob("*/migrations/*.py")):
        found.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return found.hexdigest()[:16]


def _address(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


@contextmanager
def _one_at_a_time(url: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    with psycopg.connect(_address(url, "postgres"), autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # until the connection ends
        yield server


def _is_whole(server: psycopg.Connection[tuple[object, ...]], name: str) -> bool:
    asked = "SELECT 1 FROM pg_database WHERE datname = %s AND NOT datallowconn"
    return server.execute(asked, [name]).fetchone() is not None


def _make(server: psycopg.Connection[tuple[object, ...]], url: str, name: str) -> None:
    database = sql.Identifier(name)
    # One whose making was cut short still lets people in.
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(database))
    server.execute(sql.SQL("CREATE DATABASE {}").format(database))
    environment = os.environ | {"DATABASE_URL": _address(url, name)}
    for command in ("migrate", "createcachetable"):
        words = [sys.executable, "manage.py", command, "--verbosity", "0"]
        subprocess.run(words, cwd=ROOT, env=environment, check=True)
    server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(database))


def _drop_oldest(server: psycopg.Connection[tuple[object, ...]]) -> None:
    asked = "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid DESC"
    for (name,) in server.execute(asked, [PREFIX]).fetchall()[KEPT:]:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(str(name))))
