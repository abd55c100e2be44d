"""What several tests of plans begin from."""

import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connection


@pytest.fixture
def in_a_thread() -> Iterator[Callable[..., threading.Thread]]:
    """Return a function that calls another in a thread with a connection of its own."""
    threads: list[threading.Thread] = []

    def start(call: Callable[[], object], outcome: list[object]) -> threading.Thread:
        def run() -> None:
            try:
                outcome.append(call())
            except Exception as error:
                outcome.append(error)
            finally:
                connection.close()

        threads.append(threading.Thread(target=run))
        threads[-1].start()
        return threads[-1]

    yield start
    for thread in threads:
        thread.join()
