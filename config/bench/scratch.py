"""A database of its own for the benchmark: nothing it does touches the data of the project.

`python -m config.bench.scratch create` prints the new database's address, `drop` with that
address removes it. Django is not needed here, since its settings name one database.
"""

import argparse
import os
import secrets
import sys
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from config import embedded

PREFIX = "bench_"


def create(url: str) -> str:
    """Return the address of a new, empty database on the server of `url`."""
    name = f"{PREFIX}{secrets.token_hex(4)}"
    _execute(url, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def drop(url: str, scratch: str) -> None:
    """Remove the database that `create` made; raise ValueError for any other."""
    name = urlsplit(scratch).path.removeprefix("/")
    if not name.startswith(PREFIX):
        raise ValueError(f"{name} is not a database of the benchmark's.")
    _execute(url, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _execute(url: str, statement: sql.Composed) -> None:
    with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
        connection.execute(statement)


def main() -> None:
    parser = argparse.ArgumentParser(prog="config.bench.scratch", description=__doc__)
    parser.add_argument("command", choices=["create", "drop"])
    parser.add_argument("scratch", nargs="?", default="", help="The address that create printed.")
    options = parser.parse_args()
    url = os.environ.get("DATABASE_URL") or embedded.database_url()
    try:
        if options.command == "create":
            print(create(url))
        else:
            drop(url, options.scratch)
    except (psycopg.Error, ValueError) as error:
        sys.exit(f"Benchmark: {error}")


if __name__ == "__main__":
    main()
