"""A card for each action, whose heading carries the action's number."""

import datetime

import pytest

from actionplans.importing.tables import Table
from actionplans.importing.understanding import understand
from actionplans.importing.understood import Known, ReadRow
from tests.actionplans.importing.building import Said, band, document, table

KNOWN = Known(datetime.date(2026, 1, 12))
REST = (("Lead", "Head of Audit"), ("By when", "May 2026"), ("Progress", "Begun"))


def read(*tables: Table) -> list[tuple[str, str, str]]:
    rows: tuple[ReadRow, ...] = understand(document(*tables), KNOWN).rows
    return [(row.reference, row.action, row.theme) for row in rows]


def card(*lines: tuple[Said, ...], before: tuple[str, ...] = ()) -> Table:
    return table(*lines, *REST, before=before)


def test_each_card_keeps_the_number_beside_its_action() -> None:
    cards = [card((f"Action {n}", f"Do thing {n}")) for n in (1, 2, 3)]

    assert read(*cards) == [(str(n), f"Do thing {n}", "") for n in (1, 2, 3)]


def test_cards_under_one_another_in_one_table_keep_their_numbers() -> None:
    lines = [("Action 1.1", "Audit files"), *REST, ("Action 1.2", "Ask parents"), *REST]

    assert read(table(*lines)) == [("1.1", "Audit files", ""), ("1.2", "Ask parents", "")]


def test_a_number_in_a_title_over_the_card_is_its_reference() -> None:
    first = card((band("Action 1", 2),), ("Action", "Audit files"))
    second = card((band("Action 2", 2),), ("Action", "Ask parents"))

    assert read(first, second) == [("1", "Audit files", ""), ("2", "Ask parents", "")]


def test_a_title_may_have_the_action_too() -> None:
    first = card((band("Action 1: Audit files", 2),))
    second = card((band("Action 2: Ask parents", 2),))

    assert read(first, second) == [("1", "Audit files", ""), ("2", "Ask parents", "")]


def test_a_number_in_the_paragraph_above_the_card_is_its_reference() -> None:
    first = card(("Action", "Audit files"), before=("Our plan", "Action 1"))
    second = card(("Action", "Ask parents"), before=("Action 2",))

    assert read(first, second) == [("1", "Audit files", ""), ("2", "Ask parents", "")]


def test_a_card_with_a_reference_of_its_own_keeps_that() -> None:
    cards = [card(("Ref", f"A{n}"), ("Action", f"Do thing {n}")) for n in (1, 2)]

    assert read(*cards) == [("A1", "Do thing 1", ""), ("A2", "Do thing 2", "")]


@pytest.mark.parametrize("label", ["Milestone", "Step"])
def test_numbered_milestones_of_a_card_are_its_steps(label: str) -> None:
    found = understand(
        document(card(("Action 4", "Audit files"), (f"{label} 1", "Plan"), (f"{label} 2", "Do"))),
        KNOWN,
    )

    assert [step.text for step in found.rows[0].steps] == ["Plan", "Do"]
