"""`manage.py import_plan`: what it prints, what it writes, and how it refuses."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from actionplans.importing import opening
from actionplans.importing.saving import MOST_ROWS
from actionplans.models import ActionPlan, PlanImport
from councils.models import Council
from tests.factories import DAY, make_inspection
from tests.pages import fix_today

pytestmark = pytest.mark.django_db

CSV = (
    "Ref,Recommendation,Action,Milestones,By when,Lead,Progress,RAG,Cost in pounds\n"
    '1,Mend practice,Supervise,"Write the policy\nTrain",31 May 2027,Kim Bell,Begun.,Green,12\n'
    "2,Listen,Ask children,,after half-term,Ash Reed,,,\n"
)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def run(path: Path, council: Council, *options: str) -> str:
    out = io.StringIO()
    call_command(
        "import_plan", path, "--council", council.slug, "--title", "Our plan", *options, stdout=out
    )
    return out.getvalue()


def test_a_dry_run_prints_what_was_read_and_writes_nothing(file: Path, council: Council) -> None:
    printed = json.loads(run(file, council, "--dry-run", "--json"))

    assert printed["columns"] == {
        "Ref": "reference",
        "Recommendation": "recommendation",
        "Action": "action",
        "Milestones": "milestones",
        "By when": "timescale",
        "Lead": "leads",
        "Progress": "progress",
        "RAG": "rating",
        "Cost in pounds": "other",
    }
    assert printed["rows"][0] == {
        "reference": "1",
        "recommendation": "Mend practice",
        "action": "Supervise",
        "milestones": [
            {"text": "Write the policy", "timescale": "", "leads": []},
            {"text": "Train", "timescale": "", "leads": []},
        ],
        "timescale": "31 May 2027",
        "leads": ["Kim Bell"],
        "progress": "Begun.",
        "rating": "Green",
        "success_measure": "",
        "revised_date": "",
        "next_steps": "",
        "paragraph_reference": "",
        "theme": "",
        "other": {"Cost in pounds": "12"},
    }
    assert all(set(problem) == {"row", "column", "text"} for problem in printed["problems"])
    assert any(problem["row"] == 3 for problem in printed["problems"])
    assert not ActionPlan.objects.exists()
    assert not PlanImport.objects.exists()


def test_without_json_the_doubts_and_the_first_sentence_are_printed(
    file: Path, council: Council
) -> None:
    printed = run(file, council, "--dry-run")

    assert "Row 3: We could not find a date in 'after half-term'." in printed
    assert printed.splitlines()[-1].startswith("3 milestones found.")


def test_the_plan_is_made_and_its_file_kept(file: Path, council: Council) -> None:
    printed = run(file, council)

    plan = ActionPlan.objects.get(council=council)
    planned = PlanImport.objects.get(plan=plan)
    assert printed.splitlines()[-1] == f"{plan.reference}: 2 actions, 2 to look at."
    assert (plan.title, plan.status, plan.agreed_on) == ("Our plan", "draft", DAY)
    assert [a.reference for a in plan.actions.order_by("order")] == ["1", "2"]
    assert planned.status == PlanImport.Status.CONFIRMED
    with planned.file.open() as kept:
        assert kept.read() == CSV.encode()


def test_a_file_may_be_taken_in_and_printed_as_data(file: Path, council: Council) -> None:
    printed = json.loads(run(file, council, "--json"))

    assert len(printed["rows"]) == ActionPlan.objects.get().actions.count() == 2


def test_the_council_s_only_inspection_is_answered_unless_another_is_named(
    file: Path, council: Council
) -> None:
    inspection = make_inspection(council)

    run(file, council)
    assert list(ActionPlan.objects.get().sources.all()) == [inspection]

    other = make_inspection(council, key="the-other")
    run(file, council, "--inspection", "the-other", "--agreed", "2026-01-05")
    assert ActionPlan.objects.get(sources=other).agreed_on.isoformat() == "2026-01-05"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.pdf", b"%PDF-1.7", opening.PDF),
        ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", opening.OLD_WORD),
        ("plan.csv", b"", opening.EMPTY),
    ],
)
@pytest.mark.parametrize("options", [(), ("--dry-run", "--json")])
def test_a_file_that_is_refused_is_an_error_with_the_sentence(
    name: str, content: bytes, sentence: str, options: Any, tmp_path: Path, council: Council
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(CommandError) as refused:
        run(path, council, *options)

    assert str(refused.value) == sentence
    assert not PlanImport.objects.exists()


def test_a_file_without_a_plan_makes_none(tmp_path: Path, council: Council) -> None:
    path = tmp_path / "register.csv"
    path.write_text("Name,Attendance\nKim Bell,Present\n", encoding="utf-8")

    with pytest.raises(CommandError) as refused:
        run(path, council)

    assert str(refused.value) == (
        "We could not find a table with the headings of an action plan. Choose the table that is "
        "the plan, and say what its columns are."
    )
    assert not PlanImport.objects.exists()


def test_more_rows_than_a_plan_can_have_are_refused_as_on_the_page(
    tmp_path: Path, council: Council
) -> None:
    path = tmp_path / "long.csv"
    rows = "".join(f"{number},Do work {number}\n" for number in range(MOST_ROWS + 1))
    path.write_text(f"Ref,Action\n{rows}", encoding="utf-8")

    with pytest.raises(CommandError, match=r"The file has 5,001 rows; a plan can have 5,000\."):
        run(path, council)

    assert not PlanImport.objects.exists()


def test_what_is_not_there_is_an_error(tmp_path: Path, council: Council, file: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.csv cannot be opened"):
        run(tmp_path / "nowhere.csv", council)
    with pytest.raises(CommandError, match=r"There is no council “no-such”\."):
        call_command("import_plan", file, "--council", "no-such", "--title", "T")
    with pytest.raises(CommandError, match=r"There is no inspection “no-such”"):
        run(file, council, "--inspection", "no-such")
