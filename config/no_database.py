"""What a command says when there is no database to work on."""

from typing import cast

import psycopg
from django.conf import settings
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

from config import embedded


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
