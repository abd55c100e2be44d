"""A plan taken away as a file and taken in again is the plan it was, whatever is in it."""

import datetime
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import example, given
from openpyxl import load_workbook

from actionplans import columns, timescales
from actionplans.column_presets import column_preset
from actionplans.importing import opening
from actionplans.importing.ditto import is_ditto
from actionplans.importing.known import known_for
from actionplans.importing.revising import revise
from actionplans.importing.saving import confirm
from actionplans.importing.tables import to_json
from actionplans.importing.understanding import understand
from actionplans.importing.understood import ReadLead, ReadRow, Understood
from actionplans.models import ActionPlan, PlanImport
from actionplans.plan_columns import layout_of
from councils.models import Council, Officer, User
from reports.plan_files.as_json import plan_json
from reports.plan_files.as_sheets import plan_xlsx
from reports.plan_files.json_schema import SCHEMA
from tests.factories import DAY, make_user
from tests.reports.drawn_plans import (
    AGREED,
    FORMATS,
    PLANS,
    SOME,
    Drawn,
    Step,
    make,
    shown,
    told,
)
from tests.reports.json_reading import fits, values

pytestmark = pytest.mark.django_db


def sent(content: bytes, name: str, of: ActionPlan, by: User, **fields: Any) -> PlanImport:
    """Return an import of a file that was read."""
    return PlanImport.objects.create(
        **{
            "council": of.council, "title": "Again", "agreed_on": AGREED, "reported_on": DAY,
            "asked_by": by, "asked_on": DAY, "kind": name.rpartition(".")[2], "file_name": name,
            "content_type": "", "status": PlanImport.Status.READ,
            "document": to_json(opening.read(content, name)), "inspection": of.sources.first(),
        }
        | fields
    )  # fmt: skip


def taken_in(
    content: bytes, name: str, plan: ActionPlan, by: User
) -> tuple[Understood, ActionPlan]:
    """Return what was understood of a file, and the new plan it became."""
    planned = sent(content, name, plan, by)
    understood = understand(planned.tables, known_for(planned))
    return understood, confirm(planned, understood, seen=planned.version, by=by)


# Formats, with the house's columns or with one for everything. A CSV file, in which nothing is
# merged, carries the house's columns.
CARRIED = [("xlsx", False), ("xlsx", True), ("docx", False), ("docx", True), ("csv", False)]


def as_it_can(ending: str, drawn: list[Drawn]) -> list[Drawn]:
    """Return what a file can carry: a CSV file cannot say that this service made it.

    So a step of several lines is one line of it, an accountable officer would be a lead, and a
    success measure that is nothing but a ditto mark means the one above.
    """
    if ending != "csv":
        return drawn
    return [
        replace(
            each,
            accountable=None,
            success_measure="" if is_ditto(each.success_measure) else each.success_measure,
            steps=tuple(replace(s, text=" ".join(s.text.split("\n"))) for s in each.steps),
        )
        for each in drawn
    ]


# A line that elsewhere means "as above".
DITTO = Drawn(
    "Write the policy.",
    (Step("Draft it.", "Quarterly", (0,), "Begun.\n“"), Step("“", "Ongoing", (1,))),
    success_measure="Ask 20 files train.\nAsk the.\n“",
    next_steps="“",
)


@pytest.mark.parametrize(("ending", "everything"), CARRIED)
@SOME
@example([DITTO, replace(DITTO, success_measure="“")])
@given(PLANS)
def test_taken_away_and_taken_in_again_a_plan_is_what_it_was(
    council: Council, ending: str, everything: bool, drawn: list[Drawn]
) -> None:
    with transaction.atomic():
        plan = make(council, as_it_can(ending, drawn), everything=everything)
        before = shown(plan)
        _, again = taken_in(FORMATS[ending](before), f"p.{ending}", plan, make_user())
        after = shown(again)
        transaction.set_rollback(True)

    assert told(after) == told(before)


@pytest.mark.parametrize(("ending", "everything"), CARRIED[:4])
@SOME
@example([DITTO, replace(DITTO, success_measure="“")])
@given(PLANS)
def test_taken_away_and_sent_back_as_it_was_a_file_changes_and_asks_nothing(
    council: Council, ending: str, everything: bool, drawn: list[Drawn]
) -> None:
    with transaction.atomic():
        plan = make(council, drawn, everything=everything)
        content = FORMATS[ending](shown(plan))
        again = {"plan": plan, "is_revision": True}
        planned = sent(content, f"p.{ending}", plan, make_user(), **again)
        found = revise(plan, understand(planned.tables, known_for(planned)), DAY)
        transaction.set_rollback(True)

    assert [(row.changes, row.stays) for row in found.rows] == [((), ())] * len(drawn)
    assert (found.missing, found.order) == ((), ())


@SOME
@given(PLANS)
def test_a_plan_as_json_keeps_to_what_is_told_of_it_and_has_everything(
    council: Council, drawn: list[Drawn]
) -> None:
    with transaction.atomic():
        plan = make(council, drawn)
        content, of = plan_json(shown(plan)), shown(plan)
        transaction.set_rollback(True)

    data, kinds = json.loads(content), {key.path: key.kind for key in SCHEMA}
    found = list(values(data))
    assert [(path, value) for path, value in found if not fits(value, kinds[path])] == []
    for action, row, each in zip(data["actions"], of.rows, drawn, strict=True):
        assert (action["text"], action["theme"]) == (each.text, each.theme)
        assert [step["text"] for step in action["steps"]] == [step.text for step in each.steps]
        assert [[date["words"] for date in step["dates"]] for step in action["steps"]] == [
            [date.words for date in step.dates] for step in row.steps
        ]
        assert [step["leads"] for step in action["steps"]] == [
            [lead.name for lead in step.leads] for step in row.steps
        ]
        assert (action["accountable"], action["is_confidential"]) == (
            row.accountable,
            each.is_confidential,
        )
        assert [a["text"] for a in action["recommendations"]] == [a.text for a in row.answers]
    texts = {(update["action"], update["text"]) for update in data["updates"]}
    said = [(row.reference, said.text) for row in of.rows for said in row.said]
    assert set(said) <= texts


# What is lost on the way, so that nobody relies on it


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize(
    ("text", "comes_back"),
    [
        ("Book a room\nand a speaker", "Book a room\nand a speaker"),
        ("Do both:\none\ntwo", "Do both:\none\ntwo"),
        ("• Book a room", "Book a room"),
        ("- Book a room", "Book a room"),
        ("  Book  a room ", "Book  a room"),
    ],
)
def test_lines_bullets_and_spaces_around_a_steps_words_come_back_plain(
    council: Council, ending: str, text: str, comes_back: str
) -> None:
    if ending == "csv":
        text, comes_back = (" ".join(words.split("\n")) for words in (text, comes_back))
    plan = make(council, [Drawn("Prepare.", (Step("First."), Step(text)))])
    _, again = taken_in(FORMATS[ending](shown(plan)), f"p.{ending}", plan, make_user())

    assert [step.text for row in shown(again).rows for step in row.steps] == ["First.", comes_back]


# The columns


@pytest.mark.parametrize("ending", FORMATS)
def test_the_new_plan_has_the_columns_of_the_file(council: Council, ending: str) -> None:
    step = Step("Draft it.", "30 November 2026", said="It is drafted.")
    drawn = Drawn("Write.", (step,), other=(("Cabinet member", "Cllr Day"),), next_steps="Go on.")
    plan = make(council, [drawn])
    preset = column_preset("stockton-2016")
    assert preset
    plan.columns = columns.to_store(preset.columns)
    plan.save()
    before = shown(plan)
    _, again = taken_in(FORMATS[ending](before), f"p.{ending}", plan, make_user())

    assert layout_of(shown(again)).headings == ["Ref", *layout_of(before).headings]


# Edits


def edited(content: bytes, changes: dict[str, Any]) -> bytes:
    """Return a workbook with these cells of its first sheet changed, as a person saves it."""
    book = load_workbook(io.BytesIO(content))
    for place, value in changes.items():
        book["Plan"][place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_edited_workbook_comes_back_with_exactly_the_edits(council: Council) -> None:
    steps = (
        Step("Draft it.", "30 November 2026", (0,), "It is drafted."),
        Step("Agree it.", "Quarterly", (1,)),
    )
    plan = make(council, [Drawn("Write.", steps), Drawn("Train.", (Step("Book."),))])
    content, by = plan_xlsx(shown(plan)), make_user()
    before, _ = taken_in(content, "p.xlsx", plan, by)
    changes = {
        "B2": "Write the policy.",
        "D2": datetime.date(2026, 12, 24),
        "E3": "Cy Third",
        "F4": "A room is booked.",
    }
    after, _ = taken_in(edited(content, changes), "p.xlsx", plan, by)

    first, second = before.rows
    draft, agree = first.steps
    reading = timescales.read("24 December 2026", AGREED)
    third = Officer.objects.get(name="Cy Third").pk
    expected = (
        replace(
            first,
            action="Write the policy.",
            steps=(
                replace(draft, timescale="24 December 2026", reading=reading),
                replace(agree, leads=(ReadLead("Cy Third", third),), printed_leads="Cy Third"),
            ),
        ),
        replace(second, progress="A room is booked.", progress_of_row="A room is booked."),
    )
    assert tuple(map(without_source, after.rows)) == tuple(map(without_source, expected))
    assert after.skipped == before.skipped


def test_a_text_longer_than_a_cell_comes_back_whole_unless_it_was_edited(council: Council) -> None:
    paragraph = "The group met, heard how it stands, and agreed what comes next. "
    text = "\n".join(paragraph * number for number in (300, 1, 600)).replace(" \n", "\n").strip()
    plan = make(council, [Drawn("Write.", (Step("Draft it.", said=text),))])
    content, by = plan_xlsx(shown(plan)), make_user()
    cut = str(load_workbook(io.BytesIO(content))["Plan"]["F2"].value)

    back, _ = taken_in(content, "p.xlsx", plan, by)
    after, _ = taken_in(edited(content, {"F2": f"New. {cut}"}), "p.xlsx", plan, by)

    assert len(cut) < len(text)
    assert back.rows[0].progress == text
    assert after.rows[0].progress.startswith("New. The group met")


def without_source(row: ReadRow) -> ReadRow:
    """Return a row without what only repeats the file's cells."""
    return replace(row, source=(), stacked=())


def test_a_row_typed_below_the_last_is_a_new_action(council: Council) -> None:
    plan = make(council, [Drawn("Write.", (Step("Draft it."), Step("Agree it.")))])
    content = edited(plan_xlsx(shown(plan)), {"A4": "A2", "B4": "Train.", "C4": "Book."})
    found, _ = taken_in(content, "p.xlsx", plan, make_user())

    assert [(row.reference, row.action, len(row.steps)) for row in found.rows] == [
        ("A1", "Write.", 2),
        ("A2", "Train.", 1),
    ]
