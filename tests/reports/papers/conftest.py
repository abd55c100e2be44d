"""The five papers as the demo has them."""

import datetime
from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from config.demo.load import load


@pytest.fixture(scope="module")
def demo_loaded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Load the demo once for a file, in a transaction that is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        load(datetime.date(2026, 11, 22), accounts=False)
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(demo_loaded: None, db: None) -> None:
    """The loaded demo; what a test changes in it is taken back."""
