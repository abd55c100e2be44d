"""Lines of a project's export that sum up those below them head their rows."""

from tests.actionplans.importing.building import actions, bands, shape, table

HEADINGS = ("WBS", "Task name", "Start", "Finish", "Resource names", "Notes")
FIRST = ("1", "Oversight", "1 May 2026", "30 June 2026", "", "")
PART = ("1.2", "Supervision", "1 May 2026", "30 June 2026", "", "")
ROWS = (
    ("1.1", "Read ten files", "1 May 2026", "31 May 2026", "Head of Audit", "Begun"),
    ("1.2.1", "Train each manager", "1 June 2026", "30 June 2026", "Head of Care", ""),
    ("2.1", "Hire two people", "1 July 2026", "31 July 2026", "Head of People", ""),
)
SECOND = ("2", "Workforce", "1 July 2026", "31 July 2026", "", "")


def test_a_line_with_a_name_and_dates_heads_the_lines_numbered_under_it() -> None:
    found = shape(table(HEADINGS, FIRST, ROWS[0], PART, ROWS[1], SECOND, ROWS[2]), kind="xlsx")

    assert actions(found) == [row[1] for row in ROWS]
    assert bands(found) == ["Oversight", "Oversight\nSupervision", "Workforce"]
    assert [problem.row for problem in found.problems] == [2, 4, 6]


def test_a_line_with_somebody_who_leads_it_is_an_action_though_others_are_under_it() -> None:
    led = (*FIRST[:4], "Head of Audit", "")

    assert actions(shape(table(HEADINGS, led, ROWS[0]), kind="xlsx")) == ["Oversight", ROWS[0][1]]


def test_no_line_heads_others_where_one_between_is_under_none() -> None:
    alone = ("3", "Meet the families", "1 May 2026", "30 June 2026", "Head of Care", "")
    found = shape(table(HEADINGS, FIRST, ROWS[0], alone), kind="xlsx")

    assert actions(found) == ["Oversight", ROWS[0][1], alone[1]]
