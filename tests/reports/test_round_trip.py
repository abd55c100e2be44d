"""A plan taken away as a file and taken in again is the plan it was, whatever is in it."""

import datetime
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from actionplans import columns, timescales
from actionplans.asat import AsAt
from actionplans.column_presets import column_preset
from actionplans.deciding import as_fields
from actionplans.importing import opening
from actionplans.importing.known import known_for
from actionplans.importing.saving import confirm
from actionplans.importing.tables import to_json
from actionplans.importing.understanding import understand
from actionplans.importing.understood import ReadLead, ReadRow, Understood
from actionplans.models import ActionPlan, How, PlanImport
from actionplans.on_day.plans import plan_on_day
from actionplans.plan_columns import layout_of
from actionplans.rag import Progress
from actionplans.rows import Row
from actionplans.shown import PlanOnDay
from councils.models import Council, Officer, User
from reports.plan_docx import plan_docx
from reports.plan_sheets import plan_csv, plan_xlsx
from tests.factories import (
    DAY,
    make_action,
    make_due_date,
    make_lead,
    make_milestone,
    make_officer,
    make_plan,
    make_theme,
    make_update,
    make_user,
)

pytestmark = pytest.mark.django_db

AGREED = datetime.date(2026, 10, 1)
FORMATS: dict[str, Callable[[PlanOnDay], bytes]] = {
    "docx": plan_docx,
    "xlsx": plan_xlsx,
    "csv": plan_csv,
}
PEOPLE = ("Ada Lead", "Bo Second", "Cy Third", "Head of Safeguarding", "Missing Children Team")
TIMESCALES = (
    "30 November 2026",
    "31st May 2027",
    "31 March 2027, monthly thereafter",
    "Quarterly",
    "By the end of March 2027",
    "Ongoing",
    "After half-term",
)


@dataclass(frozen=True)
class Step:
    text: str
    timescale: str = ""
    leads: tuple[int, ...] = ()
    said: str = ""


@dataclass(frozen=True)
class Drawn:
    """An action to make a plan of."""

    text: str
    steps: tuple[Step, ...]
    said: str = ""
    theme: str = ""
    other: tuple[tuple[str, str], ...] = ()
    success_measure: str = ""
    next_steps: str = ""
    paragraph_reference: str = ""


def make(council: Council, officers: list[Officer], drawn: list[Drawn]) -> ActionPlan:
    plan = make_plan(council, agreed_on=AGREED)
    themes = {
        name: make_theme(plan, name) for name in dict.fromkeys(d.theme for d in drawn if d.theme)
    }
    for number, found in enumerate(drawn, 1):
        action = make_action(
            plan, steps=0, text=found.text, reference=f"A{number}",
            theme=themes.get(found.theme), other=[list(pair) for pair in found.other],
            success_measure=found.success_measure, next_steps=found.next_steps,
            paragraph_reference=found.paragraph_reference,
        )  # fmt: skip
        for step in found.steps:
            made = make_milestone(action, text=step.text)
            for at in step.leads:
                make_lead(made, officers[at])
            if step.timescale:
                meaning = as_fields(timescales.read(step.timescale, AGREED))
                make_due_date(made, day=AGREED, words=step.timescale, **meaning)
            if step.said:
                report(action, made, step.said)
        if found.said:
            report(action, None, found.said)
    return plan


def report(action: Any, step: Any, text: str) -> None:
    make_update(
        action, step, text=text, progress=Progress.NOT_STATED, how=How.PAPER, source="A paper",
        day=DAY, accepted=True, entered_by=None,
    )  # fmt: skip


def shown(plan: ActionPlan) -> PlanOnDay:
    return plan_on_day(ActionPlan.objects.get(pk=plan.pk), AsAt(day=DAY, today=DAY))


def taken_in(
    content: bytes, name: str, plan: ActionPlan, by: User
) -> tuple[Understood, ActionPlan]:
    """Return what was understood of a file, and the new plan it became."""
    document = opening.read(content, name)
    planned = PlanImport.objects.create(
        council=plan.council, title="Again", agreed_on=AGREED, reported_on=DAY, asked_by=by,
        asked_on=DAY, kind=name.rpartition(".")[2], file_name=name, content_type="",
        status=PlanImport.Status.READ, document=to_json(document),
    )  # fmt: skip
    understood = understand(document, known_for(planned))
    return understood, confirm(planned, understood, seen=planned.version, by=by)


def told(row: Row) -> dict[str, Any]:
    """Return everything of a row that its plan says, with progress as one text."""
    return {
        "reference": row.reference,
        "text": row.text,
        "theme": row.theme,
        "steps": [
            (
                step.text,
                step.date.words if step.date else "",
                step.due,
                step.date.recurrence if step.date else "",
                [lead.officer_id for lead in step.leads],
            )
            for step in row.steps
        ],
        "leads": row.shared_leads or [step.lead_words for step in row.steps],
        "progress": [line for said in row.said for line in said.text.split("\n") if line],
        "other": row.other,
        "success_measure": row.success_measure,
        "next_steps": row.next_steps,
        "paragraph_reference": row.paragraph_reference,
    }


WORDS = st.sampled_from(
    [
        "plan",
        "Ŵyn",
        "20 files",
        "R&D",
        "“quoted”",
        "a/b",
        "train",
        "MASH",
        "£5",
        "the",
        "50%",
        "it’s",
    ]
)
SENTENCE = st.builds(
    lambda first, rest: " ".join([first, *rest]) + ".",
    st.sampled_from(["Write", "Ask", "See", "Check", "Ålesund", "Ensure"]),
    st.lists(WORDS, min_size=1, max_size=5),
)
# Words that a reader of files may take for something else than words.
FORMULAS = st.sampled_from(["=1+1", "+44", "@you"])
NUMBERS = st.sampled_from(
    ["2.", "a)", "x:", "*", "#", "“", "31 March 2027", "see (RECOMMENDATION 3)"]
)
KINDS = st.sampled_from(["Note:", "Total", "complete", "monthly", "N/A", "none", "and", "Theme 2"])
AWKWARD = FORMULAS | NUMBERS | KINDS | st.sampled_from(PEOPLE)
ANY_WORDS = st.lists(WORDS | AWKWARD, min_size=1, max_size=6).map(" ".join)
ANY = SENTENCE | ANY_WORDS
LINES = st.lists(ANY, min_size=1, max_size=3).map("\n".join)
STEP = st.builds(
    Step,
    text=ANY | st.just(""),
    timescale=st.sampled_from(["", *TIMESCALES]),
    leads=st.lists(st.integers(0, 4), max_size=2, unique=True).map(tuple),
    said=st.one_of(st.just(""), LINES),
)


def with_words_of_its_own(step: Step, number: int) -> Step:
    """Return the step; what is said of two steps alike is read as said once of both."""
    return replace(step, said=f"{number} {step.said}" if step.said else "")


ACTION = st.builds(
    Drawn,
    text=LINES,
    steps=st.lists(STEP, min_size=1, max_size=3).map(
        lambda steps: tuple(map(with_words_of_its_own, steps, range(1, 9)))
    ),
    said=st.one_of(st.just(""), LINES),
    theme=st.sampled_from(["", "Help and protection", "Leaders"]),
    other=st.one_of(st.just(()), ANY.map(lambda text: (("Cabinet member", text),))),
    success_measure=st.one_of(st.just(""), LINES),
    next_steps=st.one_of(st.just(""), LINES),
    paragraph_reference=st.sampled_from(["", "17", "17. (57, 138)"]),
)
PLANS = st.lists(ACTION, min_size=1, max_size=4)
SOME = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.parametrize("ending", FORMATS)
@SOME
@given(PLANS)
def test_taken_away_and_taken_in_again_a_plan_is_what_it_was(
    council: Council, ending: str, drawn: list[Drawn]
) -> None:
    with transaction.atomic():
        officers = [make_officer(council, name) for name in PEOPLE]
        plan = make(council, officers, drawn)
        before = shown(plan)
        _, again = taken_in(FORMATS[ending](before), f"p.{ending}", plan, make_user())
        after = shown(again)
        transaction.set_rollback(True)

    expected = [told(row) for row in before.rows]
    found = [told(row) for row in sorted(after.rows, key=lambda row: row.reference)]
    assert found == expected


# What is lost on the way, so that nobody relies on it


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize(
    ("text", "comes_back"),
    [
        ("Book a room\nand a speaker", "Book a room and a speaker"),
        ("Do both:\none\ntwo", "Do both:\none\ntwo"),
        ("• Book a room", "Book a room"),
        ("- Book a room", "Book a room"),
        ("  Book  a room ", "Book  a room"),
    ],
)
def test_lines_bullets_and_spaces_around_a_steps_words_come_back_plain(
    council: Council, ending: str, text: str, comes_back: str
) -> None:
    plan = make(council, [], [Drawn("Prepare.", (Step("First."), Step(text)))])
    _, again = taken_in(FORMATS[ending](shown(plan)), f"p.{ending}", plan, make_user())

    assert [step.text for row in shown(again).rows for step in row.steps] == ["First.", comes_back]


# The columns


@pytest.mark.parametrize("ending", FORMATS)
def test_the_new_plan_has_the_columns_of_the_file(council: Council, ending: str) -> None:
    step = Step("Draft it.", "30 November 2026", said="It is drafted.")
    drawn = Drawn("Write.", (step,), other=(("Cabinet member", "Cllr Day"),), next_steps="Go on.")
    plan = make(council, [], [drawn])
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
    officers = [make_officer(council, name) for name in PEOPLE]
    steps = (
        Step("Draft it.", "30 November 2026", (0,), "It is drafted."),
        Step("Agree it.", "Quarterly", (1,)),
    )
    plan = make(council, officers, [Drawn("Write.", steps), Drawn("Train.", (Step("Book."),))])
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
    (third,) = (officer.pk for officer in officers if officer.name == "Cy Third")
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


def without_source(row: ReadRow) -> ReadRow:
    """Return a row without what only repeats the file's cells."""
    return replace(row, source=(), stacked=())


def test_a_row_typed_below_the_last_is_a_new_action(council: Council) -> None:
    plan = make(council, [], [Drawn("Write.", (Step("Draft it."), Step("Agree it.")))])
    content = edited(plan_xlsx(shown(plan)), {"A4": "A2", "B4": "Train.", "C4": "Book."})
    found, _ = taken_in(content, "p.xlsx", plan, make_user())

    assert [(row.reference, row.action, len(row.steps)) for row in found.rows] == [
        ("A1", "Write.", 2),
        ("A2", "Train.", 1),
    ]
