"""The preview of a file with several tables says which is which, and which row is whose."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.importing.tables import Table, to_json
from actionplans.models import PlanImport
from councils.models import Council
from councils.roles import Role
from tests.actionplans.importing.building import AUDIT, HEADINGS, TRAIN, document, table
from tests.factories import make_import
from tests.pages import Page, read

pytestmark = pytest.mark.django_db

KEY = table(("R", "Overdue"), ("G", "On track"))


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(Role.PLAN_MANAGER)


def preview(client: Client, council: Council, *tables: Table, after: tuple[str, ...] = ()) -> Page:
    kept = to_json(document(*tables)) | {"after": list(after)}
    planned = make_import(
        council, status=PlanImport.Status.READ, document=kept, file_name="our plan.docx"
    )
    return read(client, reverse("actionplans:plan_import", args=[council.slug, planned.pk]))


def test_each_table_is_known_by_its_first_words(client: Client, council: Council) -> None:
    labels = preview(client, council, KEY, table(HEADINGS, AUDIT)).texts("label")

    assert "Table 1 is the plan (R | Overdue)" in labels
    assert "Table 2 is the plan (Action | By whom | By when | Progress)" in labels


def test_a_row_left_out_says_of_which_table_it_is(client: Client, council: Council) -> None:
    several = preview(client, council, KEY, table(HEADINGS, AUDIT), table(HEADINGS, TRAIN))
    single = preview(client, council, table(HEADINGS, AUDIT))

    assert "Take table 1, row 1 in" in several.texts("label")
    assert "Take table 3, row 1 in" in several.texts("label")
    assert "Take row 1 in" in single.texts("label")


def test_the_tables_can_be_chosen_where_none_reads_like_a_plan(
    client: Client, council: Council
) -> None:
    page = preview(client, council, KEY, table(("Name", "Present"), ("The chair", "Yes")))

    assert "Table 2 is the plan (Name | Present)" in page.texts("label")


def test_the_words_below_the_last_table_are_shown_whole(client: Client, council: Council) -> None:
    long = "The board meets again in May. " * 40
    page = preview(client, council, table(HEADINGS, AUDIT), after=("Next steps", long.strip()))

    assert "Words below the last table, which are no part of the plan" in page.main.text
    assert long.strip() in page.main.text
