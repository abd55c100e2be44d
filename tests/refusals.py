"""What the database refuses, and by which rule."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction


def constraints_of(app: str) -> set[str]:
    """Return the names of the constraints that the models of `app` declare."""
    models = apps.get_app_config(app).get_models()
    return {constraint.name for model in models for constraint in model._meta.constraints}


@contextmanager
def refused_by(constraint: str) -> Iterator[None]:
    """Expect the database to refuse what follows by this constraint, now and not at the commit."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert caught.value.__cause__.diag.constraint_name == constraint


@contextmanager
def refused_saying(sentence: str) -> Iterator[None]:
    """Expect a trigger to refuse what follows with this sentence."""
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        yield


def crossings_of(app: str) -> set[tuple[str, str]]:
    """Return (model, name) of the triggers of `app` that keep keys within plan and council."""
    kept_elsewhere = {"facts_stay", "append_only", *SETTLED}
    return {
        (model.__name__, trigger.name)
        for model in apps.get_app_config(app).get_models()
        for trigger in getattr(model._meta, "triggers", [])
        if trigger.name not in kept_elsewhere and not trigger.name.endswith(HISTORY)
    }


# The triggers that keep what is settled of a review: tests/scrutiny/reviews/test_settled.py.
SETTLED = {
    "settled_words_stay",
    "settled_addressees_stay",
    "opened_notes_stay",
    "opened_stays_open",
}
# How the triggers that write the history are called.
HISTORY = ("insert_insert", "update_update", "delete_delete")


@contextmanager
def refused_to_move() -> Iterator[None]:
    """Expect the database to keep a row under what it was made for."""
    with pytest.raises(DatabaseError, match="Cannot update rows"), transaction.atomic():
        yield


@contextmanager
def refused_as_a_fact() -> Iterator[None]:
    """Expect the database to refuse to change or remove what is only ever inserted."""
    with (
        pytest.raises(DatabaseError, match="Cannot update or delete rows"),
        transaction.atomic(),
    ):
        yield
