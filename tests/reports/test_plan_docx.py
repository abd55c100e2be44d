"""A plan on a day as a Word file: the same rows as everywhere, in the council's columns."""

import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans import columns
from actionplans.asat import AsAt
from actionplans.cells import Mark
from actionplans.columns import Column, named
from actionplans.importing import opening
from actionplans.importing.understanding import understand
from actionplans.importing.understood import Known
from actionplans.models import ActionPlan, How
from actionplans.on_day.plans import plan_on_day
from actionplans.plan_columns import layout_of
from actionplans.rag import Progress
from actionplans.told import as_meant, is_number, is_told
from councils.models import Council
from councils.roles import Role
from reports.word.plan import plan_docx
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_inspection,
    make_lead,
    make_officer,
    make_plan,
    make_recommendation,
    make_scale,
    make_theme,
    make_update,
)
from tests.many import add_rows
from tests.pages import assert_same_number, fix_today, queries_of, read
from tests.reports.word_reading import Word

pytestmark = pytest.mark.django_db

HOUSE = ["Action", "Milestones", "Timescales", "Lead officers", "Progress"]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    """A plan of three actions: two steps with a moved date, one step, and a confidential one."""
    plan = make_plan(council, title="The improvement plan", reference="improve")
    plan.rating_scale = make_scale(council)
    plan.save()
    asked = make_recommendation(make_inspection(council, title="The inspection"))
    action = make_action(
        plan, steps=2, text="Write the policy.", reference="A1", recommendations=[asked]
    )
    first, second = action.milestones.order_by("order")
    for step, name in ((first, "Ada Lead"), (second, "Bo Second")):
        make_lead(step, make_officer(council, name))
    make_due_date(first, days(5))
    make_due_date(first, days(9), day=days(-8), reason="The lead was ill.")
    make_due_date(second, None, words="Quarterly")
    make_update(
        action, first, text="The draft is out.", day=days(-10), accepted=True, outlook="on_track",
        difference="Fewer wait.",
    )  # fmt: skip
    make_update(
        action, second, text="Waiting words.", day=days(-2), progress=Progress.COMPLETE,
        how=How.TELEPHONE, reported_by="The trust",
    )  # fmt: skip
    other = make_action(plan, text="Train everybody.", reference="A2")
    make_update(
        other, other.milestones.get(), text="Half are.", accepted=True, outlook="at_risk",
        reason="Two left.",
    )  # fmt: skip
    make_action(plan, text="Hush work.", is_confidential=True)
    return plan


def state(*, working: bool = False) -> AsAt:
    return AsAt(day=DAY, today=DAY, accepted_only=not working, confidential=working)


def word_of(plan: ActionPlan, *, working: bool = False) -> Word:
    return Word(plan_docx(plan_on_day(plan, state(working=working))))


def test_the_file_begins_with_what_a_reader_must_know(plan: ActionPlan) -> None:
    word = word_of(plan)

    assert word.paragraphs()[:6] == [
        ("Heading1", "The improvement plan"),
        ("Normal", "Council: Barchester"),
        ("Normal", "As at: 16 November 2026"),
        ("Normal", "Shows: Accepted updates only"),
        ("Normal", "Left out: 1 update not yet accepted, the oldest entered on 14 November 2026"),
        ("Normal", "Withheld: 1 confidential action"),
    ]
    assert word.core("title") == "The improvement plan, Barchester, as at 16 November 2026"


def test_the_key_stands_before_the_table_in_words_and_colours(plan: ActionPlan) -> None:
    word = word_of(plan)
    texts = [text for _, text in word.paragraphs()]

    assert texts[6] == "Key"
    assert any(text.startswith("At risk  Its lead says") for text in texts)
    at_ratings = texts.index("Barchester’s ratings")
    assert texts[at_ratings + 1] == "Our word for complete  What we mean by complete."
    colours = {shade["fill"] for shade in word.values("rPr/shd")}
    scale = plan.rating_scale
    assert scale
    assert {label.colour.lstrip("#").upper() for label in scale.labels.all()} <= colours


def test_each_step_has_a_row_and_what_is_the_whole_actions_reaches_over_them(
    plan: ActionPlan,
) -> None:
    heads, first, second, alone = word_of(plan).rows()

    assert [cell.texts for cell in heads] == [["Ref"], *([heading] for heading in HOUSE)]
    assert [cell.own for cell in first] == [
        ["A1"],
        ["Write the policy."],
        ["Step 1."],
        ["25 November 2026"],
        ["Ada Lead"],
        ["The draft is out."],
    ]
    assert [cell.own for cell in second] == [
        [],
        [],
        ["Step 2."],
        ["Quarterly"],
        ["Bo Second"],
        [],
    ]
    assert [cell.of_above for cell in second] == [True, True, False, False, False, False]
    assert [cell.own for cell in alone][:3] == [["A2"], ["Train everybody."], ["Step 1."]]
    assert not any(cell.of_above for cell in alone)


def test_what_the_service_adds_stands_in_a_style_of_its_own(plan: ActionPlan) -> None:
    rows = word_of(plan).rows()
    notes = [
        text for row in rows for cell in row for style, text in cell.paragraphs
        if style == "PlanNote"
    ]  # fmt: skip

    assert notes == [
        "In progress",
        "Was 21 November 2026",
        "Moved: The lead was ill. Agreed by: An officer.",
        "In progress, on track (6 Nov 2026)",
        "Difference made: Fewer wait.",
        "At risk",
        "Rated Our word for at risk",
        "In progress, at risk: Two left. (16 Nov 2026)",
    ]
    assert all(map(is_told, notes))


def test_the_file_says_what_the_rows_say(plan: ActionPlan) -> None:
    plan.columns = columns.to_store([named(field.key) for field in columns.FIELDS])
    plan.save()
    shown = plan_on_day(plan, state(working=True))
    layout = layout_of(shown)
    rows = word_of(plan, working=True).rows()[1:]

    at = 0
    for row in shown.rows:
        lines = rows[at : at + len(row.steps)]
        at += len(row.steps)
        for place, cell in enumerate(layout.cells(row)):
            printed = [text for line in lines for text in line[place].texts]
            told = texts_of(cell, lines[0][place].texts)
            assert sorted(as_meant(text) for text in printed if as_meant(text)) == sorted(told)
    assert at == len(rows)


def texts_of(cell: Any, first: list[str]) -> list[str]:
    """Return what a cell says: numbered where it stands once for several steps."""
    numbered = any(p.numbered in first for p in cell.paragraphs if p.number)
    found = [p.numbered if numbered else p.text for p in cell.paragraphs]
    was = [f"Was {r.text}" for p in cell.paragraphs for r in p.runs if r.mark == Mark.WAS]
    return [text for text in [*found, *was] if text]


def test_the_councils_columns_are_the_files(plan: ActionPlan) -> None:
    chosen = [Column("reference", "No."), Column("progress", "At {day}"), Column("rating", "RAG")]
    plan.columns = columns.to_store(chosen)
    plan.save()
    heads, first, second, alone = word_of(plan).rows()

    assert [cell.texts for cell in heads] == [
        ["No."],
        ["At 16 November 2026"],
        ["RAG"],
        ["Milestones"],
    ]
    assert first[2].texts == ["In progress"]
    assert alone[2].texts == ["Our word for at risk", "At risk"]
    assert [cell.of_above for cell in second] == [True, False, True, False]


def test_a_plan_whose_actions_name_their_recommendation_has_its_own_five_columns(
    plan: ActionPlan,
) -> None:
    plan.actions.update(source_text="RECOMMENDATION 1")
    heads, first, *_ = word_of(plan).rows()

    assert [cell.texts for cell in heads] == [[heading] for heading in HOUSE]
    assert first[0].own == ["Write the policy.", "(RECOMMENDATION 1)"]


def test_themes_are_headings_over_tables_of_their_own(plan: ActionPlan) -> None:
    for place, action in enumerate(plan.actions.order_by("order")):
        action.theme = make_theme(plan, f"Theme {place}")
        action.save()
    word = word_of(plan)

    assert [text for style, text in word.paragraphs() if style == "Heading2"] == [
        "Key",
        "Theme 0",
        "Theme 1",
    ]
    assert [len(word.rows(table)) for table in (0, 1)] == [3, 2]
    assert [caption["val"] for caption in word.values("tblPr/tblCaption")] == [
        "The improvement plan: Theme 0",
        "The improvement plan: Theme 1",
    ]


def test_where_some_actions_have_no_theme_it_is_a_column(plan: ActionPlan) -> None:
    action = plan.actions.get(reference="A2")
    action.theme = make_theme(plan, "Help")
    action.save()
    heads, *rows = word_of(plan).rows()

    assert heads[-1].texts == ["Theme"]
    assert [row[-1].texts for row in rows] == [["No theme"], [], ["Help"]]


def test_papers_hold_nothing_that_waits_or_is_confidential(plan: ActionPlan) -> None:
    def all_words(word: Word) -> str:
        return "\n".join(text for row in word.rows() for cell in row for text in cell.texts)

    papers, working = all_words(word_of(plan)), all_words(word_of(plan, working=True))
    for words in ("Waiting words.", "Hush work."):
        assert words not in papers
        assert words in working
    assert "Officer says done; not yet signed off (14 Nov 2026, not yet accepted)" in working


def test_a_plan_without_actions_says_why(council: Council) -> None:
    word = word_of(make_plan(council, note="Reported complete; actions not held."))

    assert ("Normal", "Reported complete; actions not held.") in word.paragraphs()
    assert not word.tables


# Coming back


def test_it_comes_back_as_the_plan_it_was(plan: ActionPlan) -> None:
    content = plan_docx(plan_on_day(plan, state(working=True)))
    found = understand(opening.read(content, "plan.docx"), Known(DAY))

    assert [(row.reference, row.action, row.theme) for row in found.rows] == [
        ("A1", "Write the policy.", ""),
        ("A2", "Train everybody.", ""),
        (found.rows[2].reference, "Hush work.", ""),
    ]
    first = found.rows[0]
    assert [(s.text, s.timescale, s.printed_leads) for s in first.steps] == [
        ("Step 1.", "25 November 2026", "Ada Lead"),
        ("Step 2.", "Quarterly", "Bo Second"),
    ]
    assert first.progress == "The draft is out.\nWaiting words."
    assert [problem.text for problem in found.problems] == [
        "Lines that this service had added in print, such as where an action stands and how a "
        "date moved, are not read."
    ]


@pytest.mark.parametrize(
    "line",
    [
        "On track and nearly there",
        "Late by 3 days, since the trainer left",
        "In progress (6 Nov 2026). Now finished.",
        "Nothing of ours.",
    ],
)
def test_a_line_that_somebody_typed_on_is_no_longer_ours(line: str) -> None:
    assert not is_told(line)
    assert not is_number(line)


def test_typed_on_in_the_style_of_notes_it_is_read(plan: ActionPlan) -> None:
    content = plan_docx(plan_on_day(plan, state()))
    document = opening.read(edited(content, ">At risk<", ">At risk, says the lead<"), "a.docx")
    found = understand(document, Known(DAY))

    assert found.rows[1].action == "Train everybody.\nAt risk, says the lead"


def edited(content: bytes, old: str, new: str) -> bytes:
    """Return a Word file with words in its table changed, the last of them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as was, zipfile.ZipFile(out, "w") as now:
        for name in was.namelist():
            text = was.read(name).decode()
            if name == "word/document.xml":
                before, found, after = text.rpartition(old)
                assert found
                text = before + new + after
            now.writestr(name, text)
    return out.getvalue()


# The page


def url(plan: ActionPlan, name: str = "appendix_docx") -> str:
    return reverse(f"reports:{name}", args=[plan.council.slug, plan.pk])


def test_the_appendix_offers_the_word_file_of_the_state_it_shows(
    plan: ActionPlan, client_for: Any
) -> None:
    officer: Client = client_for(Role.LEAD_OFFICER)
    page = read(officer, url(plan, "appendix"), as_at=f"{days(-1)}", readers="officers")
    answer = officer.get(page.main.links["Word document"])

    assert answer["Content-Type"] == (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )
    assert answer["Content-Disposition"] == (
        'attachment; filename="improve-as-at-2026-11-15-working-copy.docx"'
    )
    assert ("Normal", "As at: 15 November 2026") in Word(answer.content).paragraphs()


def test_the_number_of_queries_is_the_same_with_one_and_with_sixty_rows(
    council: Council, client_for: Any
) -> None:
    plan = make_plan(council)
    officer: Client = client_for(Role.LEAD_OFFICER)
    add_rows(plan, 1)
    few = queries_of(officer, url(plan))
    add_rows(plan, 59)

    assert_same_number(few, queries_of(officer, url(plan)))
