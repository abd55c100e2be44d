"""The squashed migrations come to what those they replace come to, from wherever one starts."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import unified_diff

import psycopg
from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from tests.migrated import ROOT, address, program

REPLACED = {
    squash: set(migration.replaces)
    for squash, migration in MigrationLoader(None).replacements.items()
}
# As before there were squashes, to where each app has some of its migrations applied and some not.
# Operations of one kind that follow each other are done at once, which halves the time.
HALF_WAY = """
import django
django.setup()
from itertools import groupby
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from councils.migrating import AtOnce

def of_one_kind(operations):
    for _, some in groupby(operations, type):
        some = list(some)
        yield from some if len(some) < 4 else [AtOnce(some)]

executor = MigrationExecutor(connection)
executor.loader = MigrationLoader(connection, replace_migrations=False)
for migration in executor.loader.disk_migrations.values():
    migration.operations = list(of_one_kind(migration.operations))
executor.migrate([("scrutiny", "0001_reviews")])
"""


def test_migrations_squashed_or_one_by_one_make_the_same_database() -> None:
    with empty_database("squashed") as new, empty_database("one_by_one") as old:
        migrated = run(new, "manage.py", "migrate")
        assert all(f"Applying {app}.{name}..." in migrated for app, name in REPLACED)

        run(old, "-c", HALF_WAY)
        assert all(0 < len(parts & applied(old)) < len(parts) for parts in REPLACED.values())
        assert "_squashed_" not in run(old, "manage.py", "migrate")

        assert different(dumped(old), dumped(new)) == []
        assert applied(old) == applied(new) >= set(REPLACED)

        with psycopg.connect(old) as connection:
            connection.execute("DELETE FROM django_migrations WHERE name LIKE '%%_squashed_%%'")
        assert "No migrations to apply." in run(old, "manage.py", "migrate")
        assert applied(old) >= set(REPLACED)

        with psycopg.connect(old) as connection:
            connection.execute("ALTER TABLE councils_redaction DISABLE TRIGGER USER")
        assert any("DISABLE TRIGGER" in line for line in different(dumped(old), dumped(new)))


@contextmanager
def empty_database(name: str) -> Iterator[str]:
    """Give the address of a new database, which is removed in the end."""
    url, database = settings.DATABASE_URL, sql.Identifier(f"{name}_{os.getpid()}")
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(database)
    with psycopg.connect(address(url, "postgres"), autocommit=True) as server:
        server.execute(drop)
        server.execute(sql.SQL("CREATE DATABASE {}").format(database))
        try:
            yield address(url, f"{name}_{os.getpid()}")
        finally:
            server.execute(drop)


def run(url: str, *words: str) -> str:
    """Return what our Python printed, given a database; raise CalledProcessError if it failed."""
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    words = (sys.executable, *words)
    return subprocess.run(
        words, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def applied(url: str) -> set[tuple[str, str]]:
    """Return (app, name) of each migration the database says it has."""
    with psycopg.connect(url) as connection:
        return set(connection.execute("SELECT app, name FROM django_migrations").fetchall())


def dumped(url: str) -> list[str]:
    """Return the lines with which PostgreSQL makes such a database anew, with its rows."""
    words = ["--inserts", "--exclude-table-data=django_migrations*", url]
    done = subprocess.run([program("pg_dump"), *words], capture_output=True, check=True, text=True)
    # The word that guards a dump when it is read is another each time.
    return [line for line in done.stdout.splitlines() if "restrict " not in line]


def different(one: list[str], other: list[str]) -> list[str]:
    """Return the first differences of two dumps."""
    return [] if one == other else list(unified_diff(one, other, n=0))[:50]
