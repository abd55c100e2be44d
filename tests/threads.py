"""Waiting for another thread to wait: what happens when two change the same at once."""

import threading
import time

from django.db import connection


def until_somebody_waits_for_a_lock(thread: threading.Thread) -> None:
    """Return once the thread waits for what another transaction holds, or has ended."""
    while thread.is_alive():
        with connection.cursor() as cursor:
            # Within a transaction the server shows what it showed before, until it is cleared.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity "
                "WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
