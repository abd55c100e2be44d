"""`manage.py import_outcomes`: what is added, left alone, changed, and done only once."""

import csv
import datetime
import json
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from councils.models import Council
from inspections.models import Inspection, Judgement, OutcomeRow, OutcomesFile
from inspections.outcomes import held
from inspections.outcomes.loading import keep_file, weigh
from tests.factories import make_council, make_inspection, make_judgement
from tests.inspections.outcome_files import (
    AREA_SEND,
    CHILDRENS,
    ILACS,
    JOINT,
    JTAI,
    SEND,
    as_csv,
    as_xlsx,
)

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 16)


@pytest.fixture
def ashdale() -> Council:
    return make_council("Ashdale", ofsted_urn="80001", dfe_number="901", gss_code="E06000901")


@pytest.fixture
def take(tmp_path: Path) -> Any:
    def taken(*rows: dict[str, Any], columns: list[str] = CHILDRENS, **options: Any) -> Any:
        path = tmp_path / "outcomes.csv"
        path.write_bytes(as_csv(columns, *rows))
        out = StringIO()
        call_command("import_outcomes", str(path), stdout=out, json=True, **options)
        return json.loads(out.getvalue())

    return taken


def grades(inspection: Inspection) -> dict[str, str]:
    return dict(inspection.judgements.order_by("order").values_list("area", "grade"))


def what(told: Any) -> list[tuple[int, str]]:
    return [(row["row"], row["what"]) for row in told["rows"]]


def held_rows() -> list[Any]:
    """Return everything that a load could have written."""
    models = (Inspection, Judgement, OutcomeRow, OutcomesFile)
    versions = (Inspection.pgh_event_model, Judgement.pgh_event_model)  # type: ignore[attr-defined]
    return [list(model.objects.order_by("pk").values()) for model in (*models, *versions)]


def test_a_row_becomes_a_national_inspection_with_its_grades_and_its_source(
    ashdale: Council, take: Any
) -> None:
    told = take(ILACS)

    inspection = Inspection.objects.get()
    assert inspection.council == ashdale
    assert (inspection.framework, inspection.visit) == ("ilacs-2023", "short")
    assert inspection.title.endswith(", September 2023") and "(" not in inspection.title
    assert inspection.starts_on == datetime.date(2023, 9, 11)
    assert inspection.published_on == datetime.date(2023, 10, 27)
    assert inspection.is_published
    assert inspection.source == Inspection.Source.OUTCOMES
    assert grades(inspection) == {
        "leaders": "outstanding",
        "help_and_protection": "requires_improvement",
        "in_care": "good",
        "care_leavers": "inadequate",
        "overall_effectiveness": "good",
    }
    row = OutcomeRow.objects.get()
    assert (row.inspection, row.number, row.report_url) == (inspection, 2, ILACS["inspection_link"])
    assert (row.file.name, row.file.as_at) == ("outcomes.csv", datetime.date(2023, 10, 27))
    assert told["counts"] == {"added": 1, "changed": 0, "unchanged": 0, "differs": 0, "skipped": 0}


def test_a_second_run_changes_nothing_and_says_so(
    ashdale: Council, take: Any, tmp_path: Path
) -> None:
    take(ILACS, ILACS | {"urn": "1"})
    before = held_rows()

    out = StringIO()
    call_command("import_outcomes", str(tmp_path / "outcomes.csv"), stdout=out)

    assert held_rows() == before
    assert out.getvalue().splitlines()[-1] == "Nothing was changed."


def test_the_same_inspection_in_another_table_is_not_added_again(
    ashdale: Council, take: Any
) -> None:
    take(ILACS)
    columns = [*reversed(CHILDRENS)]
    told = take(ILACS | {"inspector_name": "post holder"}, columns=columns)

    assert what(told) == [(2, "unchanged")]
    assert Inspection.objects.count() == 1
    assert OutcomeRow.objects.count() == 2


def test_the_same_inspection_twice_in_one_table_is_taken_once(ashdale: Council, take: Any) -> None:
    told = take(ILACS, ILACS)

    assert what(told) == [(2, "added"), (3, "skipped")]
    assert told["rows"][1]["text"] == ["It is the same inspection as row 2."]


@pytest.mark.parametrize("source", ["paper", "report", "hand"])
def test_what_was_entered_or_read_from_the_report_is_left_and_differences_are_named(
    ashdale: Council, take: Any, source: str
) -> None:
    mine = make_inspection(
        ashdale,
        framework="ilacs-2023",
        starts_on=datetime.date(2023, 9, 11),
        ends_on=datetime.date(2023, 9, 15),
        published_on=datetime.date(2023, 10, 27),
        source=source,
        lead_inspector="Post Holder",
        visit="short",
    )
    make_judgement(mine, area="overall_effectiveness", grade="outstanding")
    before = [Inspection.objects.values().get(), grades(mine)]

    told = take(ILACS | {"impact_of_leaders_grade": ""})

    assert [Inspection.objects.values().get(), grades(mine)] == before
    assert what(told) == [(2, "differs")]
    text = " ".join(told["rows"][0]["text"])
    assert "Left as it is" in text
    assert "Overall effectiveness: held “outstanding”, the table has “good”." in text
    assert "care leavers: held “nothing”, the table has “inadequate”." in text
    assert "leaders" not in text.replace("care leavers", "")
    assert not OutcomeRow.objects.exists()


def loaded_without_a_day(council: Council, **fields: Any) -> Inspection:
    return make_inspection(
        council,
        **{
            "framework": "ilacs-2023",
            "starts_on": datetime.date(2023, 9, 11),
            "ends_on": datetime.date(2023, 9, 15),
            "published_on": None,
            "out_by": TODAY,
            "source": "report",
            "lead_inspector": "Somebody Else",
        }
        | fields,
    )


def test_a_loaded_report_without_a_day_of_publication_is_told_it_and_nothing_else(
    ashdale: Council, take: Any
) -> None:
    held = loaded_without_a_day(ashdale)
    told = take(ILACS)

    assert what(told) == [(2, "changed")]
    text = " ".join(told["rows"][0]["text"])
    assert "No day of publication was held: it is taken from the table" in text
    assert "Publication: held “nothing”, the table has “27 October 2023”." in text
    assert "Left as it is" in text
    held.refresh_from_db()
    assert held.published_on == datetime.date(2023, 10, 27)
    assert (held.lead_inspector, held.source, grades(held)) == ("Somebody Else", "report", {})
    assert what(take(ILACS)) == [(2, "differs")]


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({"source": "paper"}, "differs"),
        ({"source": "hand"}, "differs"),
        # The report was out before the day that the table gives: one of them is wrong.
        ({"out_by": datetime.date(2023, 10, 26)}, "differs"),
    ],
)
def test_the_day_is_told_to_no_other_and_not_against_what_is_held(
    ashdale: Council, take: Any, fields: dict[str, Any], outcome: str
) -> None:
    held = loaded_without_a_day(ashdale, **fields)

    assert what(take(ILACS)) == [(2, outcome)]
    held.refresh_from_db()
    assert held.published_on is None


def test_a_councils_own_draft_is_neither_changed_nor_told_of(ashdale: Council, take: Any) -> None:
    own = make_inspection(
        ashdale,
        framework="ilacs-2023",
        starts_on=datetime.date(2023, 9, 11),
        ends_on=datetime.date(2023, 9, 15),
        published_on=datetime.date(2023, 10, 27),
        source="hand",
        is_published=False,
    )
    make_judgement(own, area="overall_effectiveness", grade="outstanding")

    told = take(ILACS)

    assert what(told) == [(2, "added")]
    assert grades(own) == {"overall_effectiveness": "outstanding"}


def test_a_later_table_replaces_what_an_earlier_one_said_and_an_earlier_one_does_not(
    ashdale: Council, take: Any
) -> None:
    take(ILACS, as_at=datetime.date(2024, 1, 1))
    later = ILACS | {"in_care_grade": "outstanding"}

    told = take(later, as_at=datetime.date(2024, 2, 1))
    assert what(told) == [(2, "changed")]
    assert "held “good”, the table has “outstanding”" in told["rows"][0]["text"][0]
    assert grades(Inspection.objects.get())["in_care"] == "outstanding"

    earlier = ILACS | {"in_care_grade": "inadequate"}
    told = take(earlier, as_at=datetime.date(2024, 1, 15))
    assert what(told) == [(2, "differs")]
    assert grades(Inspection.objects.get())["in_care"] == "outstanding"


def test_what_a_table_cannot_read_never_empties_what_is_held_and_is_filled_by_any(
    ashdale: Council, take: Any
) -> None:
    take(ILACS | {"in_care_grade": "data_unreadable"})
    assert grades(Inspection.objects.get())["in_care"] == ""

    assert what(take(ILACS)) == [(2, "changed")]
    assert grades(Inspection.objects.get())["in_care"] == "good"

    told = take(ILACS | {"in_care_grade": "data_unreadable", "urn": "80001.0"})
    assert what(told) == [(2, "unchanged")]
    assert grades(Inspection.objects.get())["in_care"] == "good"


def test_days_that_were_not_stated_are_filled_when_a_table_has_them(
    ashdale: Council, take: Any
) -> None:
    take(AREA_SEND | {"inspection_start_date": "", "inspection_end_date": ""}, columns=SEND)
    assert not Inspection.objects.get().days_stated

    told = take(AREA_SEND, columns=SEND)

    assert what(told) == [(2, "changed")]
    inspection = Inspection.objects.get()
    assert inspection.days_stated
    assert inspection.starts_on == datetime.date(2024, 5, 20)


def test_days_that_do_not_follow_one_another_with_what_is_held_change_nothing(
    ashdale: Council, take: Any
) -> None:
    take(ILACS, as_at=datetime.date(2024, 1, 1))
    late = {"inspection_end_date": "28/10/2023", "publication_date": "01/12/23"}
    told = take(ILACS | late, as_at=datetime.date(2024, 2, 1))

    assert what(told) == [(2, "changed")]
    assert Inspection.objects.get().published_on == datetime.date(2023, 12, 1)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"urn": "80001", "local_authority": "ASHDALE"}, "Ashdale"),
        ({"urn": "", "local_authority": "ash & dale"}, "Ash and Dale"),
        ({"urn": "", "la_code": "901", "local_authority": "unheard of"}, "Ashdale"),
        ({"urn": "80002", "local_authority": "old dale"}, "Old Dale"),
    ],
)
def test_a_council_is_found_by_number_or_name(
    ashdale: Council, take: Any, row: dict[str, str], found: str
) -> None:
    make_council("Ash and Dale")
    make_council("Old Dale", ofsted_urn="80002", ends=datetime.date(2025, 4, 1))

    take(AREA_SEND | {"la_code": ""} | row, columns=SEND)

    assert Inspection.objects.get().council.name == found


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"urn": "9", "local_authority": "nowhere"}, held.UNKNOWN.format("9", "nowhere")),
        ({"local_authority": "birch"}, held.TWO.format("Ashdale", "Birch")),
        ({"urn": "", "local_authority": "made up"}, held.UNKNOWN.format("-", "made up")),
        (
            {"urn": "80003", "local_authority": "new dale"},
            held.NOT_THEN.format("New Dale", "11 September 2023"),
        ),
    ],
)
def test_a_row_of_no_certain_council_is_skipped_and_says_why(
    ashdale: Council, take: Any, row: dict[str, str], why: str
) -> None:
    make_council("Birch")
    make_council("Made up", is_fictional=True)
    make_council("New Dale", ofsted_urn="80003", starts=datetime.date(2024, 4, 1))

    told = take(ILACS | row)

    assert what(told) == [(2, "skipped")]
    assert told["rows"][0]["text"] == [why]
    assert not Inspection.objects.exists()


def test_each_row_skipped_has_a_line_with_its_reason(
    ashdale: Council, take: Any, tmp_path: Path
) -> None:
    path = tmp_path / "send.xlsx"
    rows = [
        AREA_SEND,
        AREA_SEND | {"publication_date": ""},
        AREA_SEND | {"urn": "9", "la_code": ""},
    ]
    rows[2]["local_authority"] = "nowhere"
    path.write_bytes(as_xlsx(SEND, *rows))
    out = StringIO()

    call_command("import_outcomes", str(path), stdout=out)

    assert out.getvalue().splitlines() == [
        "Row 3, ashdale, skipped: It gives no day of publication.",
        "Row 4, nowhere, skipped: No council is known by the number 9 or the name “nowhere”.",
        "Area SEND, as at 2024-07-25: 1 added, 0 changed, 0 unchanged, 0 left as held, though the "
        "table differs, 2 skipped.",
    ]


def test_a_joint_inspection_is_held_without_days_or_grades(ashdale: Council, take: Any) -> None:
    take(JTAI, columns=JOINT)

    inspection = Inspection.objects.get()
    assert inspection.theme == "Serious youth violence"
    assert not inspection.days_stated
    assert grades(inspection) == {}
    assert inspection.title == "Joint targeted area inspection, published July 2022"


@pytest.mark.parametrize(
    ("row", "options", "why"),
    [
        (ILACS | {"publication_date": "17/11/26"}, {}, "which is still to come"),
        (ILACS, {"as_at": datetime.date(2023, 10, 26)}, "It cannot tell of an earlier day."),
        (ILACS | {"publication_date": ""}, {}, "No row of this table tells of an inspection."),
    ],
)
def test_a_table_that_cannot_be_of_its_day_is_refused(
    ashdale: Council,
    take: Any,
    monkeypatch: pytest.MonkeyPatch,
    row: dict[str, str],
    options: dict[str, Any],
    why: str,
) -> None:
    monkeypatch.setattr("inspections.management.commands.import_outcomes.today", lambda: TODAY)
    with pytest.raises(CommandError, match=why):
        take(row, **options)
    assert not OutcomesFile.objects.exists()


def test_a_file_that_is_not_there_is_said_in_a_sentence() -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_outcomes", "nowhere.csv")


def test_all_of_a_table_is_taken_or_nothing(
    ashdale: Council, take: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_council("Birch")

    def fail(*args: Any, **kwargs: Any) -> None:
        if Inspection.objects.count() == 2:
            raise RuntimeError

    monkeypatch.setattr(OutcomeRow, "save", fail)
    with pytest.raises(RuntimeError):
        take(ILACS, ILACS | {"urn": "", "local_authority": "birch"})

    assert not Inspection.objects.exists()
    assert not OutcomesFile.objects.exists()


def test_weighing_a_table_takes_as_many_queries_for_many_rows_as_for_few(ashdale: Council) -> None:
    numbers = []
    for count in (1, 12):
        for number in range(count):
            make_council(f"Dale {count} {chr(65 + number)}")
        rows = [
            ILACS | {"urn": "", "local_authority": f"dale {count} {chr(97 + n)}"}
            for n in range(count)
        ]
        file = keep_file(as_csv(CHILDRENS, *rows), "outcomes.csv", TODAY)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            weigh(file)
        numbers.append(len(queries))

    assert numbers[0] == numbers[1]


# The tables as published


SHARED = Path(__file__).parents[3] / "shared" / "data"


@pytest.fixture
def shared_data() -> Any:
    """Return how to find a national table, skipping the test where it is missing."""

    def path(name: str) -> Path:
        if not (SHARED / name).exists():
            pytest.skip(f"{name} is not beside this checkout")
        return SHARED / name

    return path


@pytest.fixture
def councils() -> None:
    call_command("load_councils", stdout=StringIO())


def run(path: Path) -> dict[str, Any]:
    out = StringIO()
    call_command("import_outcomes", str(path), json=True, stdout=out)
    return json.loads(out.getvalue())


def test_the_history_of_childrens_services_is_taken_as_far_as_it_can_be_read(
    councils: None, shared_data: Any
) -> None:
    path = shared_data("ilacs-outcomes-history.csv")
    with path.open(encoding="utf-8-sig") as file:
        listed = list(csv.DictReader(file))
    told = run(path)["counts"]

    undated = [r for r in listed if not r["inspection_start_date"]]
    readable = [r for r in undated if "good" in str(r) or "requires improvement" in str(r)]
    before = [r for r in listed if r["inspection_start_date"].endswith("2017")]
    assert told["skipped"] == len(undated) - len(readable) + len(before) == 176
    assert told["added"] == len(listed) - 176 == 321
    assert Inspection.objects.filter(days_stated=False).count() == len(readable) == 3
    _agrees_with(listed)
    _wolverhampton_and_those_without_an_overall_grade(listed)


def _agrees_with(listed: list[dict[str, str]]) -> None:
    """Compare how many of each overall grade are held with a count of the table's own words."""
    since = [r for r in listed if "2017" not in r["inspection_start_date"]]
    dated = Counter(r["overall_effectiveness_grade"] for r in since if r["inspection_start_date"])
    overall = Judgement.objects.filter(area="overall_effectiveness", inspection__days_stated=True)
    for words, grade in {
        "outstanding": "outstanding",
        "good": "good",
        "requires improvement": "requires_improvement",
        "inadequate": "inadequate",
        "": "",
    }.items():
        assert overall.filter(grade=grade).count() == dated[words], words


def _wolverhampton_and_those_without_an_overall_grade(listed: list[dict[str, str]]) -> None:
    latest = Inspection.objects.filter(council__slug="wolverhampton").newest_first()[0]
    assert latest.framework == "ilacs-2023"
    assert latest.ends_on == datetime.date(2026, 1, 30)
    assert latest.published_on == datetime.date(2026, 6, 18)
    assert latest.judgements.filter(area="overall_effectiveness").exclude(grade="").exists()
    reformed = Inspection.objects.filter(framework="ilacs-2026")
    words = [r["overall_effectiveness_grade"] for r in listed]
    assert reformed.count() == words.count("not_reported_post_reform") == 11
    assert not Judgement.objects.filter(
        inspection__in=reformed, area__startswith="overall"
    ).exists()


def test_the_overview_says_nothing_that_the_history_does_not(
    councils: None, shared_data: Any
) -> None:
    run(shared_data("ilacs-outcomes-history.csv"))
    told = run(shared_data("ilacs-outcomes-overview.xlsx"))["counts"]

    assert told == {"added": 0, "changed": 0, "unchanged": 153, "differs": 0, "skipped": 0}


@pytest.mark.parametrize(
    ("name", "rows", "grades_held"),
    [
        (
            "area-send-outcomes-overview.xlsx",
            72,
            {
                "positive_experiences": 15,
                "inconsistent_experiences": 36,
                "systemic_failings": 20,
                "": 1,
            },
        ),
        ("jtai-outcomes-overview.xlsx", 49, {}),
    ],
)
def test_the_other_tables_are_taken_whole(
    councils: None, shared_data: Any, name: str, rows: int, grades_held: dict[str, int]
) -> None:
    told = run(shared_data(name))["counts"]

    assert told == {"added": rows, "changed": 0, "unchanged": 0, "differs": 0, "skipped": 0}
    assert Counter(Judgement.objects.values_list("grade", flat=True)) == grades_held
