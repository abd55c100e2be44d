"""What the database lets a redaction change, and what it refuses even then."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from actionplans.models import DueDate, ProgressUpdate, Theme
from councils.models import Council, RedactedPlace, Redaction, User
from councils.models.redaction import SETTING
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_plan,
    make_redaction,
    make_theme,
    make_update,
    make_user,
)
from tests.refusals import refused_as_a_fact, refused_by, refused_saying

pytestmark = pytest.mark.django_db

TAKEN_OUT = "Saw [name removed on 16 November 2026]."


@pytest.fixture
def update(council: Council) -> ProgressUpdate:
    return make_update(make_action(make_plan(council)), text="Saw Zuleika Quent.")


def allow(redaction: Redaction | None) -> None:
    """Set, for this transaction, which redaction is being done."""
    with connection.cursor() as cursor:
        pk = str(redaction.pk) if redaction else ""
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, pk])


def doing(council: Council) -> Redaction:
    """Return a redaction that a second person has begun to do."""
    redaction = make_redaction(council)
    redaction.state, redaction.decided_by, redaction.decided_on = "doing", make_user(), DAY
    redaction.save()
    return redaction


def place(redaction: Redaction, row: Any, *columns: str, **fields: Any) -> RedactedPlace:
    return RedactedPlace.objects.create(
        redaction=redaction,
        table_name=row._meta.db_table,
        row_pk=str(row.pk),
        columns=columns,
        **fields,
    )


def put(row: Any, **fields: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**fields)


def test_a_column_that_is_named_takes_the_mark(update: ProgressUpdate, council: Council) -> None:
    redaction = doing(council)
    place(redaction, update, "text")
    allow(redaction)

    put(update, text=TAKEN_OUT)

    update.refresh_from_db()
    assert update.text == TAKEN_OUT


def test_a_version_takes_the_mark_too(council: Council) -> None:
    theme = make_theme(make_plan(council), "Zuleika Quent")
    event = Theme.pgh_event_model.objects.get(pgh_obj_id=theme.pk)
    redaction = doing(council)
    place(redaction, event, "name")

    with refused_as_a_fact():
        put(event, name="[name removed]")
    allow(redaction)
    put(event, name="[name removed]")

    assert Theme.pgh_event_model.objects.get(pk=event.pk).name == "[name removed]"


def test_the_setting_alone_allows_nothing(update: ProgressUpdate, council: Council) -> None:
    redaction = doing(council)
    allow(redaction)

    with refused_as_a_fact():
        put(update, text=TAKEN_OUT)


def test_a_place_alone_allows_nothing(update: ProgressUpdate, council: Council) -> None:
    place(doing(council), update, "text")

    with refused_as_a_fact():
        put(update, text=TAKEN_OUT)


def test_a_redaction_that_is_done_allows_nothing_more(
    update: ProgressUpdate, council: Council
) -> None:
    redaction = doing(council)
    place(redaction, update, "text")
    allow(redaction)
    redaction.state, redaction.words = "done", ""
    redaction.save()

    with refused_as_a_fact():
        put(update, text=TAKEN_OUT)


def test_a_setting_that_names_nothing_allows_nothing(
    update: ProgressUpdate, council: Council
) -> None:
    place(doing(council), update, "text")
    for value in ("0", "all", "1 OR 1=1"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, value])
        with refused_as_a_fact():
            put(update, text=TAKEN_OUT)


def test_other_columns_rows_and_words_are_refused_all_the_same(
    update: ProgressUpdate, council: Council
) -> None:
    other = make_update(update.action, text="Saw Zuleika Quent.")
    redaction = doing(council)
    place(redaction, update, "text", "day", "is_confidential", "entered_by_id")
    allow(redaction)

    for row, fields in [
        (update, {"difference": "[name removed]"}),
        (update, {"text": TAKEN_OUT, "difference": "[name removed]"}),
        (update, {"text": "All is well."}),
        (update, {"day": days(-1)}),
        (update, {"is_confidential": True}),
        (update, {"entered_by": make_user()}),
        (other, {"text": TAKEN_OUT}),
    ]:
        with refused_as_a_fact():
            put(row, **fields)
    with refused_as_a_fact():
        ProgressUpdate.objects.filter(pk=update.pk)._raw_delete(using="default")


def test_a_timescale_keeps_its_meaning(council: Council) -> None:
    step = make_action(make_plan(council)).milestones.get()
    date = make_due_date(step, words="When Zuleika Quent is eight")
    redaction = doing(council)
    place(redaction, date, "words", "due", "precision")
    allow(redaction)

    put(date, words="When [name removed] is eight")
    for fields in ({"due": days(3)}, {"precision": "month"}):
        with refused_as_a_fact():
            put(date, **fields)

    assert DueDate.objects.get(pk=date.pk).words == "When [name removed] is eight"


def test_a_file_changes_only_where_the_place_says_so(
    update: ProgressUpdate, council: Council
) -> None:
    redaction = doing(council)
    place(redaction, update, "text", takes_file=True)
    allow(redaction)

    with refused_as_a_fact():
        put(update, source="file-removed.txt")


# By two people, once


def test_nobody_does_what_they_asked_for(council: Council) -> None:
    redaction = make_redaction(council)
    redaction.state, redaction.decided_on = "doing", DAY
    redaction.decided_by = redaction.asked_by

    with refused_by("redaction_by_two_people"):
        redaction.save()


ONCE = "A redaction is asked for by one person and decided once."


def other_user(redaction: Redaction) -> User:
    return make_user(f"Not {redaction.asked_by}")


def test_a_redaction_is_never_changed_but_by_deciding_on_it(council: Council) -> None:
    redaction = make_redaction(council)
    for fields in (
        {"words": "Other words"},
        {"why": "Another reason."},
        {"asked_by": other_user(redaction)},
        {"state": "done", "words": "", "decided_by": make_user(), "decided_on": DAY},
    ):
        with refused_saying(ONCE):
            put(redaction, **fields)
    with refused_saying(ONCE):
        Redaction.objects.filter(pk=redaction.pk)._raw_delete(using="default")


def test_a_redaction_is_not_made_decided(council: Council) -> None:
    with refused_saying(ONCE):
        make_redaction(council, state="doing", decided_by=make_user(), decided_on=DAY)


def test_while_it_is_done_nobody_else_takes_it_over(council: Council) -> None:
    redaction = doing(council)

    with refused_saying(ONCE):
        put(redaction, state="done", words="", decided_by=make_user())
    with refused_saying(ONCE):
        put(redaction, state="refused", words="", refusal="No.")


def test_places_are_named_only_while_it_is_done(update: ProgressUpdate, council: Council) -> None:
    with refused_saying("The redaction is not being done."):
        place(make_redaction(council), update, "text")


def test_a_place_is_named_once_and_stays(update: ProgressUpdate, council: Council) -> None:
    redaction = doing(council)
    named = place(redaction, update, "text")

    with pytest.raises(IntegrityError), transaction.atomic():
        place(redaction, update, "source")
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        put(named, columns=["source"])
