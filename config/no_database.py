"""How it is told that the database does not answer, and what commands and the log then say."""

import logging
from typing import cast

import psycopg
from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg_pool import PoolTimeout

from config import embedded


def is_database_down(error: BaseException | None) -> bool:
    """Return whether `error` says that the database does not answer."""
    while error is not None:
        if isinstance(error, (OperationalError, InterfaceError, PoolTimeout)):
            return True
        error = error.__cause__ if isinstance(error, DatabaseError) else error.__context__
    return False


class OneLine(logging.Filter):
    """Takes the traceback from what is logged of each request while the database is down."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if is_database_down(error):
            record.exc_info = record.exc_text = None
            record.msg, record.args = f"{record.getMessage()}: {error}", ()
        return True


def sentence() -> str:
    """Return why the database cannot be reached and what to do; empty when it answers."""
    database = cast(DatabaseWrapper, connections["default"])
    database.close_pool()
    try:
        # Without the pool, which says only how long it waited.
        psycopg.connect(**database.get_connection_params()).close()
    except psycopg.OperationalError as error:
        return _advice(str(error).splitlines()[0])
    return ""


def _advice(reason: str) -> str:
    if embedded.database_url(settings.BASE_DIR) == settings.DATABASE_URL:
        return embedded.HOW_TO_START
    return f"The database that DATABASE_URL names cannot be reached: {reason}."
