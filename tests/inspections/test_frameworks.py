"""The catalogue of frameworks, written out a second time as tables."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from inspections import frameworks
from inspections.frameworks import FRAMEWORKS, framework_on, frameworks_on

HISTORY = Path(__file__).parents[3] / "shared" / "data" / "ilacs-outcomes-history.csv"

FOUR_ADEQUATE = ["Outstanding", "Good", "Adequate", "Inadequate"]
FOUR_ILACS = ["Outstanding", "Good", "Requires improvement to be good", "Inadequate"]
SIF_HEADINGS = [
    ("", "Overall"),
    ("1", "Children who need help and protection"),
    ("2", "Children looked after and achieving permanence"),
    ("2.1", "Adoption performance"),
    ("2.2", "Experiences and progress of care leavers"),
    ("3", "Leadership, management and governance"),
]
BOARD_HEADING = ("", "The effectiveness of the Local Safeguarding Children Board (LSCB)")
LEADERS = "The impact of leaders on social work practice with children and families"
HELP = "The experiences and progress of children who need help and protection"
IN_CARE = "The experiences and progress of children in care"
CARE_LEAVERS = "The experiences and progress of care leavers"
SAFEGUARDING = [
    "Overall effectiveness",
    "Capacity for improvement",
    "Children and young people are safe and feel safe",
    "Quality of provision",
    "The contribution of health agencies to keeping children and young people safe",
    "Ambition and prioritisation",
    "Leadership and management",
    "Performance management and quality assurance",
    "Partnership working",
]
LOOKED_AFTER = [
    "Overall effectiveness",
    "Capacity for improvement",
    "Being healthy",
    "Staying safe",
    "Enjoying and achieving",
    "Making a positive contribution, including user engagement",
    "Economic well-being",
    "Quality of provision",
    "Ambition and prioritisation",
    "Leadership and management",
    "Performance management and quality assurance",
]

HEADINGS = {
    "jar-apa-2005": [
        "Overall effectiveness of children's services",
        "Being healthy",
        "Staying safe",
        "Enjoying and achieving",
        "Making a positive contribution",
        "Achieving economic well-being",
        "Service management",
        "Capacity to improve",
    ],
    "slac-2009": SAFEGUARDING + LOOKED_AFTER,
    "protection-2012": [
        "Overall effectiveness",
        (
            "The effectiveness of the help and protection provided to children, young people, "
            "families and carers"
        ),
        "The quality of practice",
        "Leadership and governance",
    ],
    "looked-after-2013": [
        "Overall effectiveness",
        "Capacity to improve",
        "Outcomes for looked after children and young people",
        "Quality of provision",
        "Leadership and management",
    ],
    "sif-2013": [heading for _, heading in [*SIF_HEADINGS, BOARD_HEADING]],
    "sif-reinspection-2017": [heading for _, heading in SIF_HEADINGS],
    "ilacs-2018": [LEADERS, HELP, IN_CARE + " and care leavers", "Overall effectiveness"],
    "ilacs-2023": [LEADERS, HELP, IN_CARE, CARE_LEAVERS, "Overall effectiveness"],
    "ilacs-2026": [LEADERS, HELP, IN_CARE, CARE_LEAVERS],
    "focused-visit": [],
    "monitoring-visit": [],
    "jtai-2016": [],
    "local-area-send-2016": [],
    "local-area-send-revisit": ["Progress on the significant weaknesses"],
    "area-send-2023": ["Inspection outcome"],
    "peer-review": [],
    "audit": [],
    "self-evaluation": [],
}

SCALES = {
    "jar-apa-2005": FOUR_ADEQUATE,
    "slac-2009": FOUR_ADEQUATE,
    "protection-2012": FOUR_ADEQUATE,
    "looked-after-2013": FOUR_ADEQUATE,
    "sif-2013": ["Outstanding", "Good", "Requires improvement", "Inadequate", "Not judged"],
    "sif-reinspection-2017": [
        "Outstanding",
        "Good",
        "Requires improvement",
        "Inadequate",
        "Not judged",
    ],
    "ilacs-2018": FOUR_ILACS,
    "ilacs-2023": FOUR_ILACS,
    "ilacs-2026": FOUR_ILACS,
    "local-area-send-revisit": ["Sufficient progress", "Not sufficient progress"],
    "area-send-2023": [
        "Typically lead to positive experiences and outcomes",
        "Inconsistent experiences and outcomes",
        "Widespread and/or systemic failings",
    ],
}

IN_FORCE = {
    "jar-apa-2005": ("2005-01-01", "2008-12-31", "year"),
    "slac-2009": ("2009-04-01", "2012-12-31", "year"),
    "protection-2012": ("2012-01-01", "2013-12-31", "year"),
    "looked-after-2013": ("2013-01-01", "2013-12-31", "year"),
    "sif-2013": ("2013-11-01", "2018-03-31", "month"),
    "sif-reinspection-2017": ("2017-01-01", "2018-12-31", "year"),
    "ilacs-2018": ("2018-01-01", "2022-12-31", "month"),
    "ilacs-2023": ("2023-01-01", "2026-03-31", "month"),
    "ilacs-2026": ("2026-04-01", None, "month"),
    "focused-visit": ("2018-01-01", None, "month"),
    "monitoring-visit": ("2016-01-01", None, "year"),
    "jtai-2016": ("2016-01-01", None, "year"),
    "local-area-send-2016": ("2016-01-01", "2022-12-31", "year"),
    "local-area-send-revisit": ("2016-01-01", "2022-12-31", "year"),
    "area-send-2023": ("2023-01-01", None, "month"),
    "peer-review": (None, None, "month"),
    "audit": (None, None, "month"),
    "self-evaluation": (None, None, "month"),
}

DAYS = [
    ("childrens_services", "2004-12-31", None),
    ("childrens_services", "2005-01-01", "jar-apa-2005"),
    ("childrens_services", "2008-12-31", "jar-apa-2005"),
    ("childrens_services", "2009-03-31", None),
    ("childrens_services", "2009-04-01", "slac-2009"),
    ("childrens_services", "2011-06-17", "slac-2009"),
    ("childrens_services", "2013-10-31", None),
    ("childrens_services", "2013-11-01", "sif-2013"),
    ("childrens_services", "2017-01-16", "sif-2013"),
    ("childrens_services", "2017-12-31", "sif-2013"),
    ("childrens_services", "2018-01-01", "ilacs-2018"),
    ("childrens_services", "2018-03-31", "ilacs-2018"),
    ("childrens_services", "2022-12-31", "ilacs-2018"),
    ("childrens_services", "2023-01-01", "ilacs-2023"),
    ("childrens_services", "2026-03-31", "ilacs-2023"),
    ("childrens_services", "2026-04-01", "ilacs-2026"),
    ("reinspection", "2018-06-11", "sif-reinspection-2017"),
    ("child_protection", "2012-12-12", "protection-2012"),
    ("looked_after", "2013-07-15", "looked-after-2013"),
    ("looked_after", "2014-01-01", None),
    ("focused_visit", "2017-12-31", None),
    ("focused_visit", "2018-01-01", "focused-visit"),
    ("monitoring_visit", "2017-04-01", "monitoring-visit"),
    ("joint_targeted", "2016-05-10", "jtai-2016"),
    ("area_send", "2022-12-31", "local-area-send-2016"),
    ("area_send", "2023-01-01", "area-send-2023"),
    ("area_send_revisit", "2019-05-01", "local-area-send-revisit"),
    ("peer_review", "1999-01-01", "peer-review"),
    ("audit", "2040-01-01", "audit"),
    ("self_evaluation", "2026-08-01", "self-evaluation"),
]


def test_the_catalogue_names_exactly_the_frameworks_of_the_table():
    assert list(FRAMEWORKS) == list(HEADINGS)


@pytest.mark.parametrize("key", HEADINGS)
def test_headings_are_exact_and_in_order(key):
    assert [area.heading for area in FRAMEWORKS[key].areas] == HEADINGS[key]


@pytest.mark.parametrize("key", HEADINGS)
def test_the_scale_is_exact_and_in_order(key):
    framework = FRAMEWORKS[key]
    assert [grade.label for grade in framework.grades] == SCALES.get(key, [])
    assert framework.graded == (key in SCALES)


@pytest.mark.parametrize("key", HEADINGS)
def test_every_framework_says_how_improvements_appear_and_has_a_name(key):
    framework = FRAMEWORKS[key]
    assert framework.key == key
    assert framework.improvements and framework.name and framework.short_name


@pytest.mark.parametrize("key", HEADINGS)
def test_each_framework_is_in_force_between_its_two_days(key):
    framework = FRAMEWORKS[key]
    days = [day.isoformat() if day else None for day in (framework.starts, framework.ends)]
    assert (*days, framework.dates_known_to) == IN_FORCE[key]
    for day, step in ((framework.starts, -1), (framework.ends, 1)):
        if day:
            assert framework.in_force_on(day)
            assert not framework.in_force_on(day + timedelta(days=step))


@pytest.mark.parametrize(("kind", "day", "key"), DAYS)
def test_the_framework_is_chosen_by_the_day_of_the_inspection(kind, day, key):
    if key is None:
        with pytest.raises(LookupError, match=day):
            framework_on(kind, date.fromisoformat(day))
    else:
        assert framework_on(kind, date.fromisoformat(day)).key == key


def test_every_kind_has_a_row_in_the_table_of_days():
    assert {kind for kind, _, _ in DAYS} == set(frameworks.KINDS)


def test_in_the_first_months_of_2018_the_old_framework_was_still_in_use():
    def keys(day):
        return [f.key for f in frameworks_on(day, "childrens_services")]

    assert keys(date(2017, 12, 31)) == ["sif-2013"]
    assert keys(date(2018, 1, 1)) == ["ilacs-2018", "sif-2013"]
    assert keys(date(2018, 3, 31)) == ["ilacs-2018", "sif-2013"]
    assert keys(date(2018, 4, 1)) == ["ilacs-2018"]


def test_without_a_kind_every_framework_in_force_is_listed_newest_first():
    keys = [f.key for f in frameworks_on(date(2026, 5, 1))]
    assert keys[0] == "ilacs-2026"
    assert set(keys[1:]) == {
        "area-send-2023",
        "focused-visit",
        "monitoring-visit",
        "jtai-2016",
        "peer-review",
        "audit",
        "self-evaluation",
    }


def test_blackpool_keeps_the_joint_heading_though_published_in_2023():
    framework = framework_on("childrens_services", date(2022, 12, 5))
    assert framework.area("in_care_and_care_leavers").heading.endswith("care and care leavers")
    assert framework_on("childrens_services", date(2023, 2, 1)).key != framework.key


def test_wolverhampton_keeps_its_overall_grade_though_published_in_june_2026():
    framework = framework_on("childrens_services", date(2026, 1, 26))
    assert framework.area("overall_effectiveness")
    with pytest.raises(LookupError):
        framework_on("childrens_services", date(2026, 6, 18)).area("overall_effectiveness")


def test_adequate_and_requires_improvement_are_two_grades():
    with_adequate = {key for key, grade in frameworks.grade_pairs() if grade == "adequate"}
    with_requires = {
        key for key, grade in frameworks.grade_pairs() if grade == "requires_improvement"
    }
    assert with_adequate == {"jar-apa-2005", "slac-2009", "protection-2012", "looked-after-2013"}
    assert not with_adequate & with_requires
    with pytest.raises(LookupError):
        FRAMEWORKS["slac-2009"].grade_printed("Requires improvement")
    with pytest.raises(LookupError):
        FRAMEWORKS["sif-2013"].grade_printed("Adequate")


@pytest.mark.parametrize(
    ("key", "printed", "grade"),
    [
        ("sif-2013", "Requires Improvement", "requires_improvement"),
        ("sif-2013", "requires improvement to be good", "requires_improvement"),
        ("ilacs-2018", "Requires improvement\n to be good", "requires_improvement"),
        ("ilacs-2023", "requires improvement", "requires_improvement"),
        ("sif-2013", "Not judged", "not_judged"),
        ("jar-apa-2005", "4", "outstanding"),
        ("jar-apa-2005", "Grade 1", "inadequate"),
        (
            "area-send-2023",
            "lead to inconsistent experiences and outcomes",
            "inconsistent_experiences",
        ),
    ],
)
def test_the_printed_words_of_a_grade_are_understood(key, printed, grade):
    assert FRAMEWORKS[key].grade_printed(printed).key == grade


def test_ilacs_has_no_grade_for_not_judged():
    with pytest.raises(LookupError):
        FRAMEWORKS["ilacs-2023"].grade_printed("Not judged")


def test_not_judged_stands_outside_the_order_of_the_scale():
    assert FRAMEWORKS["sif-2013"].grade("not_judged").rank is None


@pytest.mark.parametrize("key", SCALES)
def test_ranks_run_from_the_best_grade_down(key):
    ranks = [grade.rank for grade in FRAMEWORKS[key].grades if grade.rank is not None]
    assert ranks == list(range(1, len(ranks) + 1))


def test_a_heading_of_another_era_is_refused():
    with pytest.raises(LookupError, match="care leavers"):
        FRAMEWORKS["ilacs-2018"].area_headed(CARE_LEAVERS)
    with pytest.raises(LookupError):
        FRAMEWORKS["ilacs-2026"].area_headed("Overall effectiveness")
    assert FRAMEWORKS["ilacs-2023"].area_headed(CARE_LEAVERS.upper()).key == "care_leavers"


def test_one_heading_in_two_strands_is_told_apart_by_the_strand():
    framework = FRAMEWORKS["slac-2009"]
    assert framework.area_headed("Overall effectiveness", "safeguarding").key == (
        "safeguarding_overall_effectiveness"
    )
    assert framework.area_headed("Overall effectiveness", "looked_after").key == (
        "looked_after_overall_effectiveness"
    )
    strands = [area.strand for area in framework.areas]
    assert (strands.count("safeguarding"), strands.count("looked_after")) == (9, 11)


def test_the_single_framework_prints_its_numbers_and_marks_the_board_review():
    areas = FRAMEWORKS["sif-2013"].areas
    assert [(a.number, a.heading) for a in areas] == [*SIF_HEADINGS, BOARD_HEADING]
    assert [area.key for area in areas if area.of_board] == ["board"]
    others = [a for f in FRAMEWORKS.values() if f.key != "sif-2013" for a in f.areas]
    assert not any(area.of_board for area in others)


def test_keys_are_unique_and_fit_the_database_columns():
    for framework in FRAMEWORKS.values():
        for items in (framework.areas, framework.grades):
            keys = [item.key for item in items]
            assert len(keys) == len(set(keys))
            assert all(len(key) <= 40 for key in keys)
        assert len(framework.key) <= 40


def test_the_pairs_for_the_database_are_sorted_whole_and_made_of_known_keys():
    areas, grades = frameworks.area_pairs(), frameworks.grade_pairs()
    assert areas == sorted(set(areas)) and grades == sorted(set(grades))
    assert len(areas) == sum(len(headings) for headings in HEADINGS.values())
    assert len(grades) == sum(len(scale) for scale in SCALES.values())
    assert ("sif-2013", "board") in areas and ("ilacs-2023", "board") not in areas
    assert ("slac-2009", "adequate") in grades and ("sif-2013", "adequate") not in grades


def test_a_grade_is_worded_as_its_framework_words_it():
    assert frameworks.grade_label("sif-2013", "requires_improvement") == "Requires improvement"
    assert frameworks.grade_label("ilacs-2018", "requires_improvement") == (
        "Requires improvement to be good"
    )
    with pytest.raises(LookupError):
        frameworks.grade_label("ilacs-2018", "adequate")


def test_choices_offer_every_framework_once_by_name():
    assert [key for key, _ in frameworks.choices()] == list(HEADINGS)
    assert len({name for _, name in frameworks.choices()}) == len(HEADINGS)


@pytest.fixture(scope="module")
def history():
    if not HISTORY.exists():
        pytest.skip("the history of outcomes is not beside this checkout")
    with HISTORY.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["inspection_start_date"]]
    # Doncaster, November 2017, is of the framework before: its grades are marked unreadable.
    return [row for row in rows if row["impact_of_leaders_grade"] != "data_unreadable"]


def _framework_of(row):
    day = datetime.strptime(row["inspection_start_date"], "%d/%m/%Y").date()
    return framework_on("childrens_services", day)


def test_real_reports_carry_care_leavers_and_overall_grades_where_their_day_says(history):
    assert len(history) > 300
    for row in history:
        keys = {area.key for area in _framework_of(row).areas}
        split = row["care_leavers_grade"] != "inspection_pre_dates_judgement"
        overall = row["overall_effectiveness_grade"] != "not_reported_post_reform"
        assert ("care_leavers" in keys) == split, row
        assert ("overall_effectiveness" in keys) == overall, row


def test_grades_of_real_reports_belong_to_the_scale_of_their_day(history):
    columns = ("impact_of_leaders_grade", "in_care_grade")
    for row in history:
        for column in columns:
            assert _framework_of(row).grade_printed(row[column]), row
