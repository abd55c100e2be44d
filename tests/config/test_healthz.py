"""What a load balancer is told; test_database_down.py asks while a database is really stopped."""

from typing import Any

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError
from django.test import Client
from psycopg_pool import PoolTimeout

ADDRESS = "/healthz"


def away(error: Exception) -> Any:
    def cursor(*args: Any, **kwargs: Any) -> Any:
        raise error

    return cursor


@pytest.mark.django_db
def test_it_says_that_the_database_answers_to_anybody(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        answer = Client().get(ADDRESS)

    assert (answer.status_code, answer.json()) == (200, {"database": "up"})
    assert Client().head(ADDRESS).status_code == 200


@pytest.mark.parametrize(
    "error", [OperationalError(), InterfaceError(), DatabaseError(), PoolTimeout()], ids=repr
)
def test_it_says_when_the_database_does_not_answer(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr("config.views.connection.cursor", away(error))

    answer = Client().get(ADDRESS)

    assert (answer.status_code, answer.json()) == (503, {"database": "down"})
    assert answer["Retry-After"] == "10"


def test_it_may_only_be_read() -> None:
    for method in ("post", "put", "delete", "patch"):
        assert getattr(Client(), method)(ADDRESS).status_code == 405


@pytest.mark.django_db
def test_no_cache_answers_for_it() -> None:
    assert "no-store" in Client().get(ADDRESS)["Cache-Control"]
