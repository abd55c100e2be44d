"""Plans drawn at random, with everything that a council's columns can show, and their files."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from actionplans import columns, timescales
from actionplans.asat import AsAt
from actionplans.columns import Column
from actionplans.deciding import as_fields
from actionplans.from_paper import Printed, add_printed
from actionplans.importing.printed import as_read
from actionplans.layout import Layout, cell_of
from actionplans.models import Action, ActionPlan, Milestone
from actionplans.on_day.plans import plan_on_day
from actionplans.rows import Row
from actionplans.shown import PlanOnDay
from councils.models import Council, Officer
from reports.plan_files.as_sheets import layout_for_sheets, plan_csv, plan_xlsx
from reports.word.plan import plan_docx
from tests.factories import (
    DAY,
    make_action,
    make_due_date,
    make_inspection,
    make_lead,
    make_milestone,
    make_officer,
    make_plan,
    make_recommendation,
    make_theme,
)

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
MOVED = ("", "", "30 June 2027", "September 2027")
RATINGS = ("", "Green", "Amber", "Red")
ASKED = ("Strengthen how decisions are recorded.", "Hear what children say of their plans.")
# A column for everything that a file can bring back, and one that only tells.
EVERYTHING = (
    ("reference", "No."), ("recommendation", "Recommendation"), ("action", "Action"),
    ("milestones", "Milestones"), ("timescale", "Timescale"), ("revised_date", "Revised date"),
    ("leads", "Lead officers"), ("accountable", "Accountable officer"), ("progress", "Progress"),
    ("rating", "Rating"), ("success_measure", "Success measures"), ("next_steps", "Next steps"),
    ("paragraph_reference", "Paragraph"), ("theme", "Theme"), ("confidential", "Confidential"),
    ("other:Cabinet member", "Cabinet member"),
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    text: str
    timescale: str = ""
    leads: tuple[int, ...] = ()
    said: str = ""
    moved: str = ""
    rating: str = ""


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
    rating: str = ""
    accountable: int | None = None
    is_confidential: bool = False
    answers: tuple[int, ...] = ()


def make(council: Council, drawn: list[Drawn], *, everything: bool = False) -> ActionPlan:
    """Return a plan of these actions; with a column for everything, or the house's."""
    officers = [make_officer(council, name) for name in PEOPLE]
    shown = columns.to_store(Column(*pair) for pair in EVERYTHING) if everything else []
    plan = make_plan(council, agreed_on=AGREED, columns=shown)
    source = make_inspection(council)
    plan.sources.add(source)
    asked = [make_recommendation(source, text=text) for text in ASKED]
    themes = {
        name: make_theme(plan, name) for name in dict.fromkeys(d.theme for d in drawn if d.theme)
    }
    for number, found in enumerate(drawn, 1):
        action = make_action(
            plan, steps=0, text=found.text, reference=f"A{number}",
            theme=themes.get(found.theme), other=[list(pair) for pair in found.other],
            success_measure=found.success_measure, next_steps=found.next_steps,
            paragraph_reference=found.paragraph_reference, is_confidential=found.is_confidential,
            accountable=None if found.accountable is None else officers[found.accountable],
            recommendations=[asked[at] for at in found.answers],
        )  # fmt: skip
        for step in found.steps:
            _make_step(action, step, officers)
        _report(action, None, found.said, found.rating)
    return plan


def _make_step(action: Action, step: Step, officers: list[Officer]) -> None:
    made = make_milestone(action, text=step.text)
    for at in step.leads:
        make_lead(made, officers[at])
    for words in filter(None, (step.timescale, step.moved if step.timescale else "")):
        meaning = as_fields(timescales.read(words, AGREED))
        make_due_date(made, day=AGREED, words=words, **meaning)
    _report(action, made, step.said, step.rating)


def _report(action: Action, step: Milestone | None, text: str, rating: str) -> None:
    if text or rating:
        printed = Printed(action, step, text, rating=rating, source="A paper")
        add_printed([printed], day=DAY, known_on=DAY)


def shown(plan: ActionPlan) -> PlanOnDay:
    """Return the plan as its manager sees it today."""
    return plan_on_day(ActionPlan.objects.get(pk=plan.pk), AsAt(day=DAY, today=DAY))


def told(of: PlanOnDay) -> list[dict[str, Any]]:
    """Return everything that the plan's columns show of each action, and what it means here.

    By nature no file brings back what it does not show or only tells: how the state came
    about, who agreed to a date and why it moved, evidence, who reported; and a column that the
    council does not show, such as the recommendations or the first date of a step that moved.
    """
    layout = layout_for_sheets(of)
    has_dates = layout.has("revised_date")
    return [
        {
            column.heading_on(DAY): as_read("\n".join(p.text for p in cell.words))
            for column, cell in zip(layout.columns, layout.cells(row), strict=True)
            # The dates of steps and several ratings of one cell are told below.
            if column.field not in ("timescale", "revised_date", "rating")
        }
        | {
            "steps": [
                (
                    as_read(step.text),
                    step.date.words if step.date else "",
                    step.due,
                    step.date.recurrence if step.date else "",
                    [lead.officer_id for lead in step.leads],
                )
                for step in row.steps
            ],
            "rating": " ".join(
                cell_words("rating", row, layout).split() if layout.has("rating") else []
            ),
            "marks": (row.is_confidential, row.theme),
            "answers": [a.pk for a in row.answers] if layout.has("recommendation") else None,
            "dates": [
                [date.words for date in (step.original, step.date) if date] if has_dates else None
                for step in row.steps
            ],
        }
        for row in sorted(of.rows, key=lambda row: row.reference)
    ]


def cell_words(field: str, row: Row, layout: Layout) -> str:
    """Return the plan's own words in a column."""
    return "\n".join(paragraph.text for paragraph in cell_of(field, row, layout).words)


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
    text=LINES | st.just(""),
    moved=st.sampled_from(MOVED),
    rating=st.sampled_from(RATINGS),
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
    rating=st.sampled_from(RATINGS),
    accountable=st.none() | st.integers(0, 4),
    is_confidential=st.booleans(),
    answers=st.lists(st.integers(0, 1), max_size=2, unique=True).map(lambda at: tuple(sorted(at))),
)
PLANS = st.lists(ACTION, min_size=1, max_size=4)
# A plan that fails is shown as drawn: making it smaller takes many minutes.
SOME = settings(
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
