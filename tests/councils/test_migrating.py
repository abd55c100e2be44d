"""Operations that are done at once make what they would one by one, and can be taken back."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState, StateApps
from django.db.migrations.writer import MigrationWriter

from councils.migrating import AtOnce


def make(name: str, other: str) -> migrations.CreateModel:
    fields = [
        ("id", models.BigAutoField(primary_key=True)),
        ("other", models.ForeignKey(f"councils.{other}", models.CASCADE)),
    ]
    return migrations.CreateModel(name, fields)


CIRCLE = AtOnce([make("Hen", "Egg"), make("Egg", "Hen")])


@pytest.mark.django_db(transaction=True)
def test_tables_that_refer_to_each_other_are_made_and_taken_back() -> None:
    before, tables = ProjectState(), set(connection.introspection.table_names())
    after = before.clone()
    CIRCLE.state_forwards("councils", after)

    with connection.schema_editor() as editor:
        CIRCLE.database_forwards("councils", editor, before, after)
    made = set(connection.introspection.table_names()) - tables
    with connection.cursor() as cursor:
        keys = connection.introspection.get_relations(cursor, "councils_hen")
    with connection.schema_editor() as editor:
        CIRCLE.database_backwards("councils", editor, after, before)

    assert made == {"councils_hen", "councils_egg"}
    assert keys["other_id"] == ("id", "councils_egg")
    assert set(connection.introspection.table_names()) == tables


def test_classes_are_made_once_however_many_operations(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    render = StateApps.render_multiple

    def counted(self: StateApps, states: list[object]) -> None:
        made.append(len(states))
        render(self, states)

    monkeypatch.setattr(StateApps, "render_multiple", counted)
    state = ProjectState()
    assert state.apps
    made.clear()

    CIRCLE.state_forwards("councils", state)

    assert state.apps.get_model("councils", "Egg")
    assert made == [2]


def test_it_can_be_taken_back_where_all_of_it_can() -> None:
    one_way = migrations.RunSQL("SELECT 1")

    assert CIRCLE.reversible
    assert not AtOnce([CIRCLE, one_way]).reversible


def test_it_is_written_to_a_file_and_told_in_one_line() -> None:
    migration = type("Migration", (migrations.Migration,), {"operations": [CIRCLE]})

    text = MigrationWriter(migration("0001_circle", "councils")).as_string()

    assert "councils.migrating.AtOnce(" in text
    assert CIRCLE.describe() == "Create model Hen; Create model Egg"
