"""Which field a council's own heading is."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.importing.headings import SEVERAL, columns, field_of, key
from actionplans.importing.tables import Cell
from actionplans.importing.understood import Field
from tests.actionplans.importing.building import cell

# The headings of seventeen published plans, 2003 to 2023, with the field of each.
PLANS = {
    "Wolverhampton 2017": "Action = action; Milestones = milestones; Timescales = timescale; "
    "Lead Officers = leads; Progress = progress",
    "Torbay 2017": "NOS = reference; What? = action; Who? = leads; How? = milestones; "
    "When? = timescale; Success measures = success_measure; Current Status = rating; "
    "Outcome – (report for Q1, Q2, Q3, Q4) = other",
    "Herefordshire 2015": "No. = reference; Ofsted Para No = paragraph_reference; "
    "Ofsted Area for Improvement = recommendation; Lead = leads; Action = action; "
    "By When = timescale; Progress = progress; R/A/G = rating; Monitoring and Evaluation = other",
    "Stockton 2016": "Key tasks = action; How will we know? = success_measure; Lead(s) = leads; "
    "Action to date = progress; Future actions = next_steps; RAG = rating",
    "Stockton 2017": "No. = reference; Recommendation = recommendation; Responsibility = leads; "
    "Date = timescale; Progress presented to Committee Dec 2017 = progress; "
    "Assessment of progress Categories 1 - 4 = rating",
    "Stockton 2014": "No. = reference; Recommendation = recommendation; "
    "Proposed Actions/Progress = action; Success Measures = success_measure; "
    "Proposed Responsibility = leads; Date = timescale",
    "Rotherham 2013": "Ref No = reference; "
    "AREA REQUIRING IMPROVEMENT (Recommendations) = recommendation; Action Required = action; "
    "Planned Completion Date = timescale; Lead Officer / Agency = leads; "
    "Progress against agreed action and impact monitoring = progress",
    "Rotherham 2023": "Ref = reference; Activity = action; Timescales for completion = timescale; "
    "Lead officer = leads; Lead directorate = leads; Lead Cabinet Member = other",
    "Slough 2012": "Specific Actions = action; Timescale/Target = timescale; Lead = leads; "
    "Output/Outcome measurement = success_measure; RAG rating = rating; Evaluation = other",
    "A safeguarding board 2014": "How will the LSCB do this? = milestones; "
    "What will it do? = action; Responsible lead/group = leads; By when = timescale; "
    "What is desired outcome = success_measure; "
    "What will impact be and how measured = success_measure",
    "Bath 2003": "Actions Required = action; Lead Officer(s) = leads; (target) = timescale; "
    "Progress October 2003 = progress; Action from October 2003 = next_steps",
    "Bournemouth and Poole 2006": "Recommendation = recommendation; Action = action; "
    "Lead Person(s) = leads; Target Date = timescale; Review Date = other",
    "Pan-Dorset 2014": "DEVELOPMENTAL OBJECTIVE = recommendation; ACTION(s) REQUIRED = action; "
    "EXPECTED OUTCOME = success_measure; WHEN = timescale; LEAD = leads; "
    "PROGRESS at MARCH 2014 = progress",
    "Bury 2018": "Recommendation = recommendation; Action = action; Target date = timescale; "
    "Lead = leads; Update 24/12/2018 = progress; RAG = rating",
    "Salford 2006": "Recommendation = recommendation; Responsible Officer = leads; "
    "Update on progress = progress; Achieved (tick) = rating; "
    "On Target to Achieve (tick) = rating; Give expected new achievement date = revised_date",
    "Lancashire 2008": "Milestone = action; Directorate = other; Owner = leads; "
    "Current Status = rating; Current Commentary = progress; "
    "What are the prospects for the future? = next_steps",
    "Surrey 2008": "JAR RECOMMENDATION = recommendation; Partnership Group = other; "
    "Lead agency = leads; Accountable Persons = leads; Page = paragraph_reference",
}


def mapped(*headings: str, body: list[list[Cell]] | None = None, **said: str) -> list[Field]:
    """Return the field of each heading; `said` is what the council remembers."""
    return [column.field for column in columns(headings, body or (), said)]


@pytest.mark.parametrize("plan", PLANS)
def test_the_headings_of_published_plans_are_mapped(plan: str) -> None:
    pairs = [tuple(pair.split(" = ")) for pair in PLANS[plan].split("; ")]

    found = columns([heading for heading, _ in pairs], (), {})

    assert [(column.heading, column.field) for column in found] == pairs


ALONE = {
    Field.ACTION: ["What will we do?", "Action/Task", "Improvement activity", "We will",
                   "Actions to be completed", "Measures to be taken", "What needs to be done"],
    Field.LEADS: ["By whom", "SRO", "Owner", "Accountable officer", "Who is responsible",
                  "Who'll do it", "Assigned to", "Task owner", "Head of Service", "Personnel"],
    Field.TIMESCALE: ["By when", "Deadline", "Completion date", "Timeframe", "Due", "Finish",
                      "Target date (original)", "To be completed by", "When by?", "End date",
                      "Target end date (dd/mm/yy)"],
    Field.REVISED_DATE: ["Revised date", "New target date", "Forecast end date",
                         "Extended deadline", "Target date (revised)"],
    Field.PROGRESS: ["Current position", "Commentary", "Status update", "Actions taken",
                     "What have we done so far?", "Update – 14.06.18", "Where are we now?",
                     "Position statement June 2015", "Progress made", "Progress and evidence"],
    Field.RATING: ["BRAG", "R A G", "RAG status", "Traffic light", "Delivery confidence",
                   "Completed? Y/N", "Overall RAG", "RAG Nov 2019"],
    Field.SUCCESS_MEASURE: ["Success criteria", "KPI", "How will we know it is working",
                            "Intended outcome", "What difference will this make?", "Outcomes",
                            "Where do we want to be", "Measure of success", "Progress indicator"],
    Field.NEXT_STEPS: ["Next steps", "Actions outstanding", "What's next", "Further work needed",
                       "Planned activity next period", "What will we do next"],
    Field.RECOMMENDATION: ["Area for priority action", "Ofsted finding", "What Ofsted said",
                           "What needs to improve", "Issue identified", "Rec",
                           "Areas for development"],
    Field.PARAGRAPH_REFERENCE: ["Ofsted para", "Para. ref.", "Paragraph number"],
    Field.REFERENCE: ["No.", "Ref", "#", "Action No.", "Rec No", "ID", "Nos"],
    Field.THEME: ["Theme", "Workstream", "Judgement area", "Strategic priority"],
    Field.MILESTONES: ["Key milestones", "Detailed steps", "Sub-actions", "How?"],
    Field.OTHER: ["Start date", "Evidence", "Resources", "Cost", "Monitoring arrangements",
                  "Governance", "Review date", "Impact to date", "Lead Cabinet Member",
                  "Reason for delay", "% complete", "Previous RAG", "Risk rating", "Baseline",
                  "Date completed", "Quality assurance", "What difference has it made"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "field"), [(heading, field) for field in ALONE for heading in ALONE[field]]
)
def test_a_heading_says_its_field_by_its_words(heading: str, field: Field) -> None:
    assert field_of(heading, {})[0] == field


def test_words_of_no_vocabulary_are_kept_under_their_heading_and_not_sure() -> None:
    assert field_of("Zebra crossings", {}) == (Field.OTHER, False)
    assert field_of("", {}) == (Field.OTHER, False)


# What is remembered


def test_a_heading_is_remembered_without_its_date_case_and_punctuation() -> None:
    assert key("Progress at March 2017") == key("PROGRESS (as at 30/6/17):") == "progress"
    assert key("Update  – Q3 2018/19") == key("Update 24th December 2018") == "update"
    assert key("Action from October 2003") != key("Action")


def test_of_remembered_headings_that_differ_by_their_dates_the_last_is_the_plans() -> None:
    headings = ("Update March 2018", "Update June 2018", "Action")
    assert mapped(*headings, update="progress") == [Field.OTHER, Field.PROGRESS, Field.ACTION]


def test_columns_to_tick_are_remembered_side_by_side() -> None:
    remembered = {"achieved": "rating", "under way": "rating"}
    found = columns(["Achieved", "Under way"], (), remembered)
    assert [column.field for column in found] == [Field.RATING, Field.RATING]


def test_what_the_council_said_of_a_heading_counts() -> None:
    assert field_of("Evidence", {}) == (Field.OTHER, True)
    assert field_of("Evidence", {"evidence": "progress"}) == (Field.PROGRESS, True)
    assert mapped("Action", "Progress", "Evidence", evidence="progress") == [
        Field.ACTION, Field.OTHER, Field.PROGRESS,
    ]  # fmt: skip
    both = mapped("Action", "Progress", "Evidence", evidence="progress", progress="progress")
    assert both == [Field.ACTION, Field.PROGRESS, Field.OTHER]


@given(st.text(max_size=40))
def test_a_heading_of_any_words_has_one_key_and_a_field(heading: str) -> None:
    assert key(f" {heading}\t") == key(heading)
    assert field_of(heading, {})[0] in Field


# Among the others


def test_of_several_updates_the_last_dated_one_is_the_progress() -> None:
    assert mapped("Action", "Update March 2018", "Update June 2018", "RAG Q1", "RAG Q2") == [
        Field.ACTION,
        Field.OTHER,
        Field.PROGRESS,
        Field.OTHER,
        Field.RATING,
    ]


def test_of_several_updates_the_last_that_says_something_is_the_progress() -> None:
    body = [[cell("Audit ten files"), cell("Begun"), cell("Half are done"), cell("")]]

    assert mapped("Action", "Update Q1", "Update Q2", "Update Q3", body=body) == [
        Field.ACTION, Field.OTHER, Field.PROGRESS, Field.OTHER,
    ]  # fmt: skip


def test_what_is_done_is_the_action_whatever_it_is_called() -> None:
    assert mapped("Milestone", "Owner", "When")[0] == Field.ACTION
    assert mapped("Action", "Milestone", "When")[1] == Field.MILESTONES
    assert mapped("Recommendation", "Tasks", "When")[1] == Field.ACTION
    assert mapped("Recommendation and action", "Lead")[0] == Field.ACTION
    assert mapped("Key activity", "Milestone") == [Field.ACTION, Field.MILESTONES]


def test_progress_beside_proposed_actions_is_progress_only_without_them() -> None:
    assert mapped("Recommendation", "Proposed actions/progress")[1] == Field.ACTION
    assert mapped("Actions", "Progress/Actions") == [Field.ACTION, Field.PROGRESS]


def test_a_plain_impact_is_what_is_hoped_for_before_progress_and_not_after_it() -> None:
    assert mapped("Action", "Lead", "Impact") == [
        Field.ACTION, Field.LEADS, Field.SUCCESS_MEASURE,
    ]  # fmt: skip
    assert mapped("Action", "Progress", "Impact")[2] == Field.OTHER


def test_an_agency_leads_only_where_nobody_else_does() -> None:
    assert mapped("Action", "Agency")[1] == Field.LEADS
    assert mapped("Action", "Agency", "Lead officer") == [
        Field.ACTION, Field.OTHER, Field.LEADS,
    ]  # fmt: skip


def test_status_beside_a_colour_and_without_progress_is_the_progress() -> None:
    assert mapped("Action", "Status", "RAG")[1:] == [Field.PROGRESS, Field.RATING]
    assert mapped("Action", "Status", "Progress")[1:] == [Field.RATING, Field.PROGRESS]


headings = st.lists(
    st.sampled_from([heading for said in ALONE.values() for heading in said]), max_size=12
)


@given(headings)
def test_no_field_but_those_that_may_stands_twice(said: list[str]) -> None:
    found = [c.field for c in columns(said, (), {}) if c.field not in SEVERAL]
    once = [field for field in found if field != Field.RATING]

    assert len(once) == len(set(once))
    assert [column.heading for column in columns(said, (), {})] == said


# By their cells


def column_of(*texts: str | Cell, heading: str = "") -> Field:
    """Return the field of one column beside an action, by its cells."""
    body = [[cell("Audit ten files"), cell(text)] for text in texts]
    return mapped("Action", heading, body=body)[1]


def test_a_blank_heading_is_what_its_cells_are() -> None:
    assert column_of("31 March 2017", "May 2017", "Ongoing") == Field.TIMESCALE
    assert column_of(Cell(day=datetime.date(2017, 3, 31))) == Field.TIMESCALE
    assert column_of("R", "A", "G") == Field.RATING
    assert column_of(Cell(colour="#ff0000"), Cell(colour="#00b050")) == Field.RATING
    assert column_of("1", "2.1", "3") == Field.REFERENCE
    assert column_of("Head of Audit", "Director of Children's Services") == Field.LEADS
    assert column_of("HoS", "AB/CD", "DCS") == Field.LEADS
    assert column_of("Something else") == Field.OTHER


def test_a_long_text_under_status_is_progress() -> None:
    long = "All ten audits were carried out in May and the report went to the board in June."

    assert column_of(long, long, heading="Status") == Field.PROGRESS
    assert column_of("On track", "Complete", heading="Status") == Field.RATING


def test_colours_under_progress_are_the_rating() -> None:
    assert column_of("Green", "Amber", heading="Progress") == Field.RATING


def test_high_and_low_under_priority_are_no_theme() -> None:
    assert column_of("High", "Low", "Medium", heading="Priority") == Field.OTHER


def test_dates_under_completed_are_no_rating() -> None:
    assert column_of("Yes", "", heading="Completed") == Field.RATING
    assert column_of("31/03/2017", "1/4/2017", heading="Completed") == Field.OTHER


def test_the_action_of_a_table_without_headings_is_its_first_column_of_words() -> None:
    body = [[cell("1"), cell("Audit ten files"), cell("May 2017")]]

    assert mapped("", "", "", body=body) == [Field.REFERENCE, Field.ACTION, Field.TIMESCALE]
    assert not any(column.sure for column in columns(["", "", ""], body, {}))


# Beside one another


def test_of_two_dates_under_one_heading_the_end_is_the_timescale() -> None:
    for start, due in (
        ("Timescale Start", "Timescale Due"),
        ("When From", "When To"),
        ("Start and due date Start", "Start and due date Due"),
    ):
        assert mapped("Action", start, due)[1:] == [Field.OTHER, Field.TIMESCALE]


def test_the_impact_so_far_is_the_progress_where_no_other_column_is() -> None:
    assert mapped("Action", "Impact so far") == [Field.ACTION, Field.PROGRESS]
    assert mapped("Action", "What has changed") == [Field.ACTION, Field.PROGRESS]
    assert mapped("Action", "Impact so far", "Progress")[1:] == [Field.OTHER, Field.PROGRESS]


def test_numbers_under_rec_beside_the_recommendation_are_the_reference() -> None:
    body = [[cell(text) for text in ("1", "Look at every file", "Audit ten files")]]

    assert mapped("Rec", "Recommendation", "Action", body=body)[:2] == [
        Field.REFERENCE, Field.RECOMMENDATION,
    ]  # fmt: skip
    assert mapped("Rec", "Action", body=[body[0][::2]])[0] == Field.RECOMMENDATION


def test_a_code_for_costs_is_no_paragraph_of_the_report() -> None:
    body = [[cell(text) for text in ("1", "Audit ten files", "CC-40117")]]

    assert mapped("Ref", "Action", "Cost code", body=body)[2] == Field.OTHER
    assert mapped("Ref", "Action", "Code", body=body)[2] == Field.OTHER


def stacked(actions: str, dates: str) -> Field:
    """Return the field of what is to be done where two rows stack these lines."""
    body = [[cell(text) for text in ("Look at every file", actions, dates)]] * 2
    return mapped("Recommendation", "What will be done", "By when", body=body)[1]


def test_what_is_done_line_by_line_beside_as_many_dates_is_the_steps() -> None:
    two = "Choose ten files\nRead them with their managers"

    assert stacked(two, "May 2017\nJune 2017") == Field.MILESTONES
    assert stacked(two, "May 2017") == Field.ACTION
    assert stacked(two, "May 2017\nJune 2017\nJuly 2017") == Field.ACTION


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Update June 2018", "Update March 2019"),
        ("Progress at 24/12/2018", "Progress at 31/01/2019"),
        ("Q4 2017/18 update", "Q1 2018/19 update"),
        ("Update Dec '18", "Update Mar '19"),
    ],
)
def test_of_two_dated_updates_the_newest_is_the_progress_wherever_it_stands(
    older: str, newer: str
) -> None:
    for headings in (("Action", older, newer), ("Action", newer, older)):
        found = {column.heading: column.field for column in columns(headings, (), {})}

        assert found == {"Action": Field.ACTION, newer: Field.PROGRESS, older: Field.OTHER}


def test_updates_without_a_year_stand_in_order_of_time() -> None:
    found = columns(("Action", "Update December", "Update in March"), (), {})

    assert [column.field for column in found] == [Field.ACTION, Field.OTHER, Field.PROGRESS]


def test_the_newest_update_is_passed_over_while_it_is_empty() -> None:
    rows = [(cell("Audit"), cell("Begun"), cell(""))]
    found = columns(("Action", "Update June 2018", "Update March 2019"), rows, {})

    assert [column.field for column in found] == [Field.ACTION, Field.PROGRESS, Field.OTHER]
