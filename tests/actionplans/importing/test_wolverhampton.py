"""Wolverhampton's Appendix One, as a council keeps it, is read as the plan that we hold.

One thing a person must put right: in row 3 two steps stand beside three names, of which the
first two (one name, printed twice) are the first step's. Once in the words of our fixture, once
in the paper's own, which are read where the paper is had.
"""

import datetime
import json
from typing import Any

import pytest
from django.conf import settings

from actionplans.importing.opening import read
from actionplans.importing.understanding import understand
from actionplans.importing.understood import (
    Corrections,
    Field,
    Known,
    KnownOfficer,
    KnownRecommendation,
    ReadRow,
    ReadStep,
    Understood,
)
from actionplans.timescales import Timescale
from tests.actionplans.importing.wolverhampton_files import (
    Line,
    Words,
    as_csv,
    as_docx,
    as_xlsx,
    lines,
    stacked_lines,
)
from tests.reports.test_wolverhampton_appendix import mended, needs_the_paper, paper_rows

CABINET = datetime.date(2017, 4, 26)
FILES = {"docx": as_docx, "xlsx": as_xlsx, "csv": as_csv}
# Row of the table, from 0, that is the plan's third.
THIRD = 3


def facts() -> dict[str, Any]:
    """Return what the fixture holds of the paper."""
    path = settings.BASE_DIR / "fixtures/wolverhampton-2017.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


FACTS = facts()
ACTIONS = FACTS["plan"]["actions"]
OFFICERS = {officer["key"]: pk for pk, officer in enumerate(FACTS["officers"], 1)}


def known() -> Known:
    """Return the council's officers and the inspection's recommendations, as the fixture has."""
    officers = tuple(
        KnownOfficer(OFFICERS[one["key"]], one["name"], tuple(one.get("also_printed", ())))
        for one in FACTS["officers"]
    )
    asked = FACTS["inspections"][0]["recommendations"]
    return Known(
        CABINET,
        officers=officers,
        recommendations=tuple(
            KnownRecommendation(100 + at, str(at), one["text"]) for at, one in enumerate(asked, 1)
        ),
    )


def our_words() -> list[Words]:
    return [
        Words(
            action["text"],
            [step["text"] for step in action["milestones"]],
            [update.get("printed", update["text"]) for update in action["updates"]],
        )
        for action in ACTIONS
    ]


def papers_words() -> list[Words]:
    return [Words(row[0][0], row[1], row[4]) for row in mended(paper_rows())]


WORDS = [
    pytest.param(our_words, id="ours"),
    pytest.param(papers_words, id="the-papers", marks=needs_the_paper),
]


# What the fixture says, and what was read, in one shape


def held(words: list[Words]) -> list[dict[str, Any]]:
    """Return the fixture's plan with these words, as far as a file of the plan can tell it."""
    return [
        {
            "order": order,
            "text": said.action,
            "source_text": action["source_text"],
            "answers": [100 + int(number) for number in action["answers"]],
            "timescale": action["printed_timescale"],
            "meaning": _dates(action.get("meaning")),
            "printed_leads": action["printed_leads"],
            "complete": any(update["progress"] == "complete" for update in action["updates"]),
            "progress": list(said.progress),
            "milestones": [
                {
                    "text": text,
                    "timescale": step["timescale"],
                    "meaning": _dates(step.get("meaning")),
                    "printed_leads": step["printed_leads"],
                    "leads": [OFFICERS[key] for key in step["leads"]],
                }
                for step, text in zip(action["milestones"], said.steps, strict=True)
            ],
        }
        for order, (action, said) in enumerate(zip(ACTIONS, words, strict=True))
    ]


def _dates(meaning: dict[str, Any] | None) -> tuple[str, str, str]:
    if meaning is None:
        return "", "none", ""
    return meaning["due"] or "", meaning["precision"], meaning["recurrence"]


def understood(found: Understood) -> list[dict[str, Any]]:
    """Return what was read in the shape of `held`."""
    return [_row(order, row) for order, row in enumerate(found.rows)]


def _row(order: int, row: ReadRow) -> dict[str, Any]:
    return {
        "order": order,
        "text": row.action,
        "source_text": row.recommendation,
        "answers": list(row.recommendations),
        "timescale": row.timescale,
        "meaning": _read_dates(row.reading),
        "printed_leads": row.printed_leads,
        "complete": row.rating_meaning == "complete",
        "progress": row.progress.split("\n"),
        "milestones": [_step(step, row) for step in row.steps],
    }


def _step(step: ReadStep, row: ReadRow) -> dict[str, Any]:
    return {
        "text": step.text,
        "timescale": step.timescale,
        "meaning": _read_dates(step.reading),
        "printed_leads": step.printed_leads,
        "leads": [lead.officer for lead in step.leads or row.leads],
    }


def _read_dates(reading: Timescale | None) -> tuple[str, str, str]:
    if reading is None:
        return "", "none", ""
    return str(reading.due or ""), reading.precision, reading.repeats


def opened(kind: str, table: list[Line], told: Corrections | None = None) -> Understood:
    return understand(read(FILES[kind](table), f"plan.{kind}"), known(), told)


@pytest.fixture(params=list(FILES))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("words", WORDS)
def test_after_one_correction_it_is_the_plan_we_hold(kind: str, words: Any) -> None:
    table = lines(words())
    before = opened(kind, table)
    third = before.rows[2]
    assert [(doubt.row, doubt.column, doubt.text) for doubt in before.problems] == [
        (
            third.number,
            "Lead Officers",
            f"In row {third.number}, two steps but three names. "
            "Say which belongs to which step; until then they stand for the whole row.",
        )
    ]

    told = Corrections(places={(*third.key, Field.LEADS): (1, 1, 2)})
    after = opened(kind, table, told)

    assert after.problems == ()
    assert understood(after) == held(words())


@pytest.mark.parametrize("words", WORDS)
def test_only_steps_that_say_so_themselves_recur_beside_their_timescale(
    kind: str, words: Any
) -> None:
    """Rows 5 and 6 print when it ends; how often stands in the steps' own words."""
    found = opened(kind, lines(words()))

    own = {
        at: [step.recurrence for step in row.steps]
        for at, row in enumerate(found.rows, 1)
        if any(step.recurrence for step in row.steps)
    }
    assert own == {
        5: ["FREQ=MONTHLY;INTERVAL=2", "FREQ=MONTHLY;INTERVAL=3"],
        6: ["FREQ=MONTHLY;INTERVAL=2", "FREQ=MONTHLY;INTERVAL=3"],
    }


@pytest.mark.parametrize("words", WORDS)
def test_every_row_of_the_file_is_taken_or_passed_over_for_a_reason(kind: str, words: Any) -> None:
    table = lines(words())
    found = opened(kind, table)

    repeated = sum(line == table[0] for line in table)
    assert [skipped.text for skipped in found.skipped if "Action |" in skipped.text] == [
        "Action | Milestones | Timescales | Lead Officers | Progress"
    ] * repeated
    taken = [number for row in found.rows for number in row.numbers]
    assert len(taken) == len(table) - repeated
    assert len(set(taken)) == len(taken)


@pytest.mark.parametrize("words", WORDS)
def test_with_every_step_stacked_one_date_is_the_rows_until_a_person_says_it_is_the_firsts(
    kind: str, words: Any
) -> None:
    """Rows 4, 10 and 11 then look as rows 5 and 6 do: one date beside several steps."""
    table = stacked_lines(words())
    before = opened(kind, table)
    single = [row for row in before.rows if row.timescale]
    assert [before.rows.index(row) + 1 for row in single] == [4, 5, 6, 10, 11]

    firsts = [before.rows[at - 1] for at in (4, 10, 11)]
    told = Corrections(
        places={
            (*before.rows[2].key, Field.LEADS): (1, 1, 2),
            **{(*row.key, Field.TIMESCALE): (1,) for row in firsts},
        }
    )

    assert understood(opened(kind, table, told)) == held(words())
