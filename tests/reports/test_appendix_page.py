"""The appendix on screen, and as a CSV file and a workbook: the same rows everywhere."""

import csv
import datetime
import io
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from actionplans.models import ActionPlan, DueDate, How
from actionplans.rag import Progress, Status
from councils.models import Council
from councils.roles import Role
from reports.models import Export
from reports.plan_files.appendix import MEANINGS
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_inspection,
    make_lead,
    make_milestone,
    make_officer,
    make_plan,
    make_recommendation,
    make_review,
    make_scale,
    make_theme,
    make_update,
    make_user,
)
from tests.many import add_rows
from tests.pages import Page, assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db

OFFICER, MEMBER = Role.LEAD_OFFICER, Role.SCRUTINY_MEMBER
WORKING = {"readers": "officers"}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, title="The improvement plan", reference="improve")


@pytest.fixture
def officer(client_for: Any) -> Client:
    return client_for(OFFICER)


@pytest.fixture
def member_client(client_for: Any) -> Client:
    return client_for(MEMBER)


def url(plan: ActionPlan, name: str = "appendix") -> str:
    return reverse(f"reports:{name}", args=[plan.council.slug, plan.pk])


def cells(page: Page) -> list[list[list[str]]]:
    """Return the plan's table: rows of cells of paragraphs."""
    table = page.main.one("table", "plan")
    rows = [row for part in table.all("tbody") for row in part.all("tr")]
    return [
        [
            cell.texts("p") or [cell.text]
            for cell in row.all("*")
            if cell.element.tag in ("th", "td")
        ]
        for row in rows
    ]


@pytest.fixture
def full(plan: ActionPlan) -> ActionPlan:
    """A plan whose one action has two steps, a moved date, words accepted and waiting."""
    recommendation = make_recommendation(make_inspection(plan.council, title="The inspection"))
    action = make_action(
        plan, text="Write the policy.", reference="A1", recommendations=[recommendation],
        source_text="RECOMMENDATION 1", theme=make_theme(plan, "Help"),
    )  # fmt: skip
    step = action.milestones.get()
    make_lead(step, make_officer(plan.council, "Ada Lead"))
    make_due_date(step, days(5))
    make_due_date(step, days(9), day=days(-8), reason="The lead was ill.")
    second = make_milestone(action, text="Train all.")
    make_lead(second, make_officer(plan.council, "Bo Second"))
    make_due_date(second, None, words="Quarterly")
    ada = make_user("Ada Lead")
    make_update(
        action, step, text="The draft is out.", day=days(-10), accepted=True, entered_by=ada,
        outlook="on_track", difference="Fewer wait.",
    )  # fmt: skip
    make_update(
        action, second, text="Waiting words.", day=days(-2), progress=Progress.COMPLETE,
        how=How.TELEPHONE, reported_by="The trust",
    )  # fmt: skip
    make_update(action, None, text="All in all.", day=days(-9), accepted=True, entered_by=ada)
    make_action(plan, text="Hush work.", is_confidential=True)
    return plan


@pytest.fixture
def moved(plan: ActionPlan) -> ActionPlan:
    """A plan with one step whose date moved twice."""
    step = make_action(plan).milestones.get()
    make_due_date(step, days(5))
    make_due_date(step, days(9), day=days(-8), reason="The trainer left")
    make_due_date(
        step, days(50), day=days(-2), reason="Snow,\nand ice.",
        agreed_by=DueDate.AgreedBy.MEMBER, agreed_by_name="Cllr Day",
    )  # fmt: skip
    return plan


# The page


def test_the_page_shows_the_table_of_the_paper(full: ActionPlan, member_client: Client) -> None:
    page = read(member_client, url(full))

    assert page.h1 == "The improvement plan: the plan’s table"
    heads = page.main.one("table", "plan").all("thead")[0].texts("th")
    assert heads == ["Action", "Milestones", "Timescales", "Lead officers", "Progress"]
    group, row = cells(page)
    assert group == [["Help"]]
    assert row == [
        ["Write the policy.", "(RECOMMENDATION 1)", "In progress"],
        ["1. Step 1.", "2. Train all."],
        [
            "1. 21 November 2026 25 November 2026",
            "Moved: The lead was ill. Agreed by: An officer.",
            "2. Quarterly",
        ],
        ["1. Ada Lead", "2. Bo Second"],
        [
            "1. The draft is out.",
            "In progress, on track (6 Nov 2026)",
            "Difference made: Fewer wait.",
            "All in all.",
            "In progress (7 Nov 2026)",
        ],
    ]
    assert page.main.one("table", "plan").texts("del", "moved") == ["21 November 2026"]


def test_what_the_steps_share_stands_once(plan: ActionPlan, officer: Client) -> None:
    action = make_action(plan, steps=2)
    lead = make_officer(plan.council, "Ada Lead")
    for step in action.milestones.all():
        make_lead(step, lead)
        make_due_date(step, days(5))
    [row] = cells(read(officer, url(plan)))

    assert row[1:4] == [["1. Step 1.", "2. Step 2."], ["21 November 2026"], ["Ada Lead"]]


def test_a_single_step_has_no_number_whatever_is_printed_for_it(
    plan: ActionPlan, officer: Client
) -> None:
    action = make_action(plan)
    action.milestones.update(printed_leads="Ada Lead and all")
    make_due_date(action.milestones.get(), days(5))
    make_update(action, action.milestones.get(), text="Words.", accepted=True)
    [row] = cells(read(officer, url(plan)))

    assert row == [
        ["1. Carry out action 1.", "In progress"],
        ["Step 1."],
        ["21 November 2026"],
        ["Ada Lead and all"],
        ["Words.", "In progress (16 Nov 2026)"],
    ]


def test_the_key_stands_before_the_table_with_words_and_numbers(
    full: ActionPlan, member_client: Client
) -> None:
    full.rating_scale = make_scale(full.council)
    full.save()
    page = read(member_client, url(full))

    key, ratings = page.main.all("ul", "key")
    assert key.texts("li") == [
        "In progress Work has begun; nothing says whether all of it is going to plan. (1)"
    ]
    assert ratings.texts("li")[0] == "Our word for complete What we mean by complete."
    assert len(ratings.all("span", "rating")) == full.rating_scale.labels.count()
    assert page.main.text.index("Key") < page.main.text.index("Lead officers")


def test_papers_leave_out_what_waits_and_say_how_much(
    full: ActionPlan, officer: Client, member_client: Client
) -> None:
    for client in (officer, member_client):
        page = read(client, url(full))
        about = page.main.one("table", "paper-meta").texts("tr")
        assert about == [
            "Council Barchester",
            "As at 16 November 2026",
            "Shows Accepted updates only",
            "Left out 1 update not yet accepted, the oldest entered on 14 November 2026",
            "Withheld 1 confidential action",
        ]
        assert "Waiting words." not in page.text
        assert "Hush" not in page.text


def test_officers_can_have_a_working_copy_and_members_cannot(
    full: ActionPlan, officer: Client, member_client: Client
) -> None:
    page = read(officer, url(full), **WORKING)
    assert page.value("readers") == "officers"
    assert "Working copy, not for publication" in page.main.text
    assert "2. Waiting words." in page.main.text
    assert "Officer says done; not yet signed off (14 Nov 2026, not yet accepted)" in page.main.text
    assert "Hush work." in page.main.text
    assert "Left out" not in page.main.text

    page = read(member_client, url(full), **WORKING)
    assert page.value("readers") == "papers"
    assert "orking copy" not in page.main.text
    assert "Waiting words." not in page.main.text
    assert "Hush" not in page.main.text


def test_the_ways_to_take_it_away_keep_the_day_and_the_readers(
    full: ActionPlan, officer: Client
) -> None:
    asked = {"as_at": "2026-11-07", "known_on": "2026-11-08", **WORKING}
    page = read(officer, url(full), **asked)

    ways = {
        "Word document": "appendix_docx",
        "Excel workbook": "appendix_xlsx",
        "CSV file": "appendix_csv",
        "JSON file": "appendix_json",
    }
    for words, name in ways.items():
        parts = urlsplit(page.main.links[words])
        assert parts.path == url(full, name)
        assert {key: value for key, [value] in parse_qs(parts.query).items()} == asked
    (form,) = (f for f in page.main.all("form") if f.get("method") == "post")
    assert form.get("action") == f"{url(full, 'export_add')}?as_at=2026-11-07&known_on=2026-11-08"
    assert form.one("button").text == "Make the PDF"


def test_which_updates_are_shown_is_a_property_of_the_page(
    full: ActionPlan, officer: Client, member_client: Client
) -> None:
    asked = {"as_at": "2026-11-15", "known_on": "2026-11-15"}
    page = read(officer, url(full), **asked)
    assert "Showing accepted updates only, as papers do. Show the working copy" in page.main.text
    assert page.value("readers") == "papers"
    assert "Waiting words." not in page.main.text

    page = Page(officer.get(page.main.links["Show the working copy"]))
    assert (
        "Showing the working copy, with updates that wait for acceptance, not for publication. "
        "Show what papers show" in page.main.text
    )
    assert page.value("readers") == "officers"
    assert "Waiting words." in page.main.text
    assert "As at 15 November 2026, as known on 15 November 2026" in page.main.text
    for words in ("Word document", "Excel workbook", "CSV file", "JSON file"):
        assert "readers=officers" in page.main.links[words]

    back = page.main.links["Show what papers show"]
    assert {key: value for key, [value] in parse_qs(urlsplit(back).query).items()} == asked
    assert "Showing accepted updates only" in Page(officer.get(back)).main.text

    page = read(member_client, url(full), **asked, **WORKING)
    assert "Showing accepted updates only, as papers do." in page.main.text
    assert not {"Show the working copy", "Show what papers show"} & set(page.main.links)
    assert "readers=papers" in page.main.links["CSV file"]


def test_the_pdf_is_of_the_state_the_page_shows(full: ActionPlan, officer: Client) -> None:
    for asked in ({}, WORKING):
        page = read(officer, url(full), as_at="2026-11-15", **asked)
        (form,) = (f for f in page.main.all("form") if f.get("method") == "post")
        officer.post(form.get("action"), {"readers": page.value("readers")})

    papers, working = Export.objects.order_by("pk")
    assert (papers.readers, papers.as_at) == ("papers", days(-1))
    assert (working.readers, working.as_at) == ("officers", days(-1))


def test_the_appendix_as_at_a_day_leaves_out_what_came_after(
    full: ActionPlan, officer: Client
) -> None:
    page = read(officer, url(full), as_at="2026-11-07", **WORKING)

    assert "As at 7 November 2026" in page.main.text
    assert "Waiting words." not in page.main.text
    assert cells(page)[1][2] == ["1. 21 November 2026", "2. Quarterly"]
    for words in ("soon", "2026-02-30"):
        for name in ("appendix", "appendix_csv", "appendix_xlsx", "appendix_docx", "appendix_json"):
            assert officer.get(url(full, name), {"as_at": words}).status_code == 400


def test_an_asked_for_date_is_no_date_yet(plan: ActionPlan, officer: Client) -> None:
    action = make_action(plan)
    step = action.milestones.get()
    make_due_date(step, days(5))
    update = make_update(action, step, day=days(-2))
    make_due_date(
        step, days(50), agreed_by=DueDate.AgreedBy.NOT_YET, day=days(-2), reason="Ill.",
        update=update,
    )  # fmt: skip
    asked = ["21 November 2026", "New date asked for: 5 January 2027"]

    assert cells(read(officer, url(plan), **WORKING))[0][2] == asked
    assert cells(read(officer, url(plan)))[0][2] == ["21 November 2026"]
    make_review(update)
    assert cells(read(officer, url(plan)))[0][2] == asked


def test_a_date_that_moved_twice_is_printed_with_every_move(
    moved: ActionPlan, officer: Client
) -> None:
    page = read(officer, url(moved))

    assert cells(page)[0][2] == [
        "21 November 2026 5 January 2027",
        "Moved 2 times: to 25 November 2026, because: The trainer left. Agreed by: An officer; "
        "to 5 January 2027, because: Snow, and ice. Agreed by: A member: Cllr Day.",
    ]
    assert page.main.one("table", "plan").texts("del", "moved") == ["21 November 2026"]


@pytest.mark.parametrize(
    ("reason", "printed"),
    [
        ("z", "Moved: z. Agreed by: An officer."),
        ("Will it be done?", "Moved: Will it be done? Agreed by: An officer."),
        ("She said “no.”", "Moved: She said “no.” Agreed by: An officer."),
        ("", "Moved: No reason given. Agreed by: An officer."),
    ],
)
def test_the_reason_of_a_move_ends_before_who_agreed(
    plan: ActionPlan, officer: Client, reason: str, printed: str
) -> None:
    step = make_action(plan).milestones.get()
    make_due_date(step, days(5))
    make_due_date(step, days(9), day=days(-8), reason=reason)

    assert cells(read(officer, url(plan)))[0][2][1] == printed


def test_a_step_past_its_date_says_how_late_it_is(plan: ActionPlan, officer: Client) -> None:
    action = make_action(plan, steps=3)
    late, silent, coming = action.milestones.order_by("order")
    make_due_date(late, days(-26))
    make_update(action, late, accepted=True)
    make_due_date(silent, days(-1))
    make_due_date(coming, days(1))
    [row] = cells(read(officer, url(plan)))

    assert row[2] == [
        "1. 21 October 2026",
        "Late by 26 days",
        "2. 15 November 2026",
        "Past its date",
        "3. 17 November 2026",
    ]


def test_a_claim_that_came_after_its_date_is_past_its_date(
    plan: ActionPlan, officer: Client
) -> None:
    action = make_action(plan)
    make_due_date(action.milestones.get(), days(-1))
    make_update(action, action.milestones.get(), progress=Progress.COMPLETE)
    [row] = cells(read(officer, url(plan), **WORKING))

    assert row[2] == ["15 November 2026", "Past its date"]


def test_of_a_date_that_is_shared_each_step_says_how_late_it_is(
    plan: ActionPlan, officer: Client
) -> None:
    action = make_action(plan, steps=3)
    done, late, silent = action.milestones.order_by("order")
    for step in (done, late, silent):
        make_due_date(step, days(-1))
    make_update(action, done, accepted=True, progress=Progress.COMPLETE)
    make_update(action, late, accepted=True)
    [row] = cells(read(officer, url(plan)))

    assert row[2] == ["15 November 2026", "2. Late by 1 day", "3. Past its date"]


def test_lines_of_progress_stay_lines(plan: ActionPlan, officer: Client) -> None:
    action = make_action(plan)
    make_update(
        action, action.milestones.get(), text="Done so far:\n- one\n- two\n\nMore <b>later</b>.",
        accepted=True, difference="Shorter waits:\n2 days.",
    )  # fmt: skip
    page = officer.get(url(plan)).content.decode()

    assert "<p>Done so far:<br>- one<br>- two</p><p>More &lt;b&gt;later&lt;/b&gt;.</p>" in page
    assert "Shorter waits:<br>2 days." in page


def test_a_plan_without_actions_says_why(council: Council, officer: Client) -> None:
    noted = make_plan(council, note="Reported complete; actions not held.")
    for plan, words in ((noted, noted.note), (make_plan(council), "This plan has no actions yet.")):
        page = read(officer, url(plan))
        assert words in page.main.text
        assert not page.all("table", "plan")


# The files


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_xlsx(content: bytes) -> list[dict[str, Any]]:
    heads, *rows = load_workbook(io.BytesIO(content))["Details"].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def sheet(client: Client, plan: ActionPlan, ending: str, **asked: str) -> list[dict[str, Any]]:
    """Return the lines of a file by their headings; nothing is "" as in a CSV file."""
    answer = client.get(url(plan, f"appendix_{ending}"), asked)
    assert answer.status_code == 200
    lines = (read_csv if ending == "csv" else read_xlsx)(answer.content)
    return [{head: _as_text(value) for head, value in line.items()} for line in lines]


def _as_text(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def test_a_file_has_a_line_for_each_step(full: ActionPlan, officer: Client) -> None:
    first, second, hidden = sheet(officer, full, "xlsx", **WORKING)

    assert first == {
        "Reference": "A1",
        "Theme": "Help",
        "Recommendations": "1 (The inspection)",
        "Action": "Write the policy.",
        "Source as printed": "RECOMMENDATION 1",
        "Milestone": "Step 1.",
        "Timescale": "25 November 2026",
        "Due date": "2026-11-25",
        "Original timescale": "21 November 2026",
        "Times moved": "1",
        "How the date moved": "From 21 November 2026 to 25 November 2026, because: "
        "The lead was ill. Agreed by: An officer",
        "New date asked for": "",
        "Lead officers": "Ada Lead",
        "Progress on the milestone": "The draft is out.",
        "Milestone progress": "In progress",
        "Milestone outlook": "On track",
        "Milestone reason": "",
        "Reported for": "2026-11-06",
        "Reported by": "Ada Lead",
        "Acceptance": "Accepted",
        "What difference it has made": "Fewer wait.",
        "Progress on the whole action": "All in all.",
        "Action progress": "In progress",
        "Action outlook": "",
        "Action reason": "",
        "Action reported for": "2026-11-07",
        "Action reported by": "Ada Lead",
        "Action acceptance": "Accepted",
        "What difference the whole action has made": "",
        "Milestone status": "On track",
        "Action status": "On track",
        "Rating": "",
    }
    assert (second["Milestone"], second["Timescale"], second["Due date"]) == (
        "Train all.",
        "Quarterly",
        "",
    )
    assert second["Progress on the milestone"] == "Waiting words."
    assert second["Milestone progress"] == "Officer says done; not yet signed off"
    assert second["Reported by"] == "The trust (by telephone)"
    assert second["Acceptance"] == "Not yet accepted"
    # What is said of the whole action stands once.
    assert second["Progress on the whole action"] == ""
    assert hidden["Action"] == "Hush work."


def test_a_file_holds_outlook_reason_and_difference_of_the_step_and_of_the_whole(
    plan: ActionPlan, officer: Client
) -> None:
    action = make_action(plan)
    make_update(
        action, action.milestones.get(), outlook="at_risk", reason="Staff left.", accepted=True,
        difference="None yet.",
    )  # fmt: skip
    make_update(
        action, None, outlook="off_track", reason="No money.", accepted=True, difference="Little."
    )
    [line] = sheet(officer, plan, "xlsx")

    assert (line["Milestone outlook"], line["Milestone reason"]) == ("At risk", "Staff left.")
    assert line["What difference it has made"] == "None yet."
    assert (line["Action outlook"], line["Action reason"]) == ("Off track", "No money.")
    assert line["What difference the whole action has made"] == "Little."


def test_a_file_holds_every_move_of_a_date(moved: ActionPlan, officer: Client) -> None:
    [line] = sheet(officer, moved, "xlsx")

    assert line["Times moved"] == "2"
    assert line["How the date moved"].split("\n") == [
        "From 21 November 2026 to 25 November 2026, because: The trainer left. "
        "Agreed by: An officer",
        "From 25 November 2026 to 5 January 2027, because: Snow, and ice. "
        "Agreed by: A member: Cllr Day",
    ]


def test_an_action_without_a_step_has_a_line(plan: ActionPlan, officer: Client) -> None:
    action = make_action(plan, steps=0, text="To be worked out.")
    make_update(action, None, text="A start.", accepted=True)
    [line] = sheet(officer, plan, "xlsx")

    assert (line["Action"], line["Milestone"], line["Due date"]) == ("To be worked out.", "", "")
    assert line["Progress on the whole action"] == "A start."


@pytest.mark.parametrize("role", [OFFICER, MEMBER])
def test_files_for_papers_hold_nothing_that_waits_or_is_confidential(
    full: ActionPlan, client_for: Any, role: Role
) -> None:
    client = client_for(role)
    asked = WORKING if role == MEMBER else {}
    lines = sheet(client, full, "xlsx", **asked)

    assert [line["Milestone"] for line in lines] == ["Step 1.", "Train all."]
    assert not [value for line in lines for value in line.values() if "Waiting" in value]
    assert lines[1]["Milestone status"] == "In progress"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_files_are_as_at_the_day_and_named_after_it(
    full: ActionPlan, officer: Client, ending: str
) -> None:
    asked = {"as_at": "2026-11-07", **WORKING}
    answer = officer.get(url(full, f"appendix_{ending}"), asked)

    assert answer["Content-Disposition"] == (
        f'attachment; filename="improve-as-at-2026-11-07-working-copy.{ending}"'
    )
    first, second, _ = sheet(officer, full, "xlsx", **asked)
    assert (first["Timescale"], first["Times moved"]) == ("21 November 2026", "0")
    assert second["Progress on the milestone"] == ""


def test_dates_in_the_workbook_are_dates_and_text_is_text(
    full: ActionPlan, officer: Client
) -> None:
    full.actions.filter(reference="A1").update(text="=1+1")
    content = officer.get(url(full, "appendix_xlsx"), WORKING).content
    book = load_workbook(io.BytesIO(content))
    heads = [cell.value for cell in book["Details"][1]]
    first = dict(zip(heads, book["Details"][2], strict=True))

    assert first["Due date"].is_date
    assert first["Due date"].value == datetime.datetime(2026, 11, 25)
    assert (first["Action"].value, first["Action"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize(
    ("readers", "told"),
    [
        (
            {},
            [
                ("As at", "16 November 2026, as known on 15 November 2026"),
                ("Shows", "Accepted updates only"),
                ("Left out", "2 updates not yet accepted, the oldest entered on 13 November 2026"),
                ("Withheld", "1 confidential action"),
            ],
        ),
        (
            WORKING,
            [
                ("As at", "16 November 2026, as known on 15 November 2026"),
                (
                    "Shows",
                    "Working copy, not for publication: updates that wait for acceptance are "
                    "included and marked",
                ),
            ],
        ),
    ],
    ids=["paper", "working copy"],
)
def test_the_workbook_says_of_itself_what_the_page_says(
    full: ActionPlan, officer: Client, readers: dict[str, str], told: list[tuple[str, str]]
) -> None:
    make_update(full.actions.get(reference="A1"), text="More that waits.", day=days(-3))
    asked = {"known_on": "2026-11-15", **readers}
    content = officer.get(url(full, "appendix_xlsx"), asked).content
    about = list(load_workbook(io.BytesIO(content))["About"].values)

    start = [("The improvement plan", None), ("Council", "Barchester")]
    assert about[: about.index(("Sheets", None))] == start + told
    rows = read(officer, url(full), **asked).main.one("table", "paper-meta").texts("tr")
    assert rows == [f"{heading} {text}" for heading, text in start[1:] + told]


def test_the_workbook_holds_the_key_of_statuses_and_the_councils_ratings(
    full: ActionPlan, officer: Client
) -> None:
    full.rating_scale = make_scale(full.council)
    full.save()
    content = officer.get(url(full, "appendix_xlsx")).content
    about = list(load_workbook(io.BytesIO(content))["About"].values)

    key = about[about.index(("Key", None)) + 1 :]
    assert key[:3] == [
        ("In progress", "Work has begun; nothing says whether all of it is going to plan. (1)"),
        ("Barchester’s ratings", None),
        ("Our word for complete", "What we mean by complete."),
    ]
    assert len(key) == 2 + full.rating_scale.labels.count()


def test_text_in_the_csv_file_never_becomes_a_formula(full: ActionPlan, officer: Client) -> None:
    full.actions.filter(reference="A1").update(text="=1+1")

    answer = officer.get(url(full, "appendix_csv"))

    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert read_csv(answer.content)[0]["Action"].splitlines()[0] == "'=1+1"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_file_for_papers_is_told_from_a_working_copy_and_from_another_state_by_its_name(
    full: ActionPlan, officer: Client, member_client: Client, ending: str
) -> None:
    def name(client: Client, **asked: str) -> str:
        answer = client.get(url(full, f"appendix_{ending}"), asked)
        return str(answer["Content-Disposition"].split('"')[1])

    known = {"known_on": "2026-11-10"}
    assert name(officer) == f"improve-as-at-2026-11-16.{ending}"
    assert name(officer, **WORKING) == f"improve-as-at-2026-11-16-working-copy.{ending}"
    # Who may not have a working copy gets the paper, and its name.
    assert name(member_client, **WORKING) == f"improve-as-at-2026-11-16.{ending}"
    assert name(officer, **known) == f"improve-as-at-2026-11-16-as-known-on-2026-11-10.{ending}"
    assert name(officer, **known, **WORKING) == (
        f"improve-as-at-2026-11-16-as-known-on-2026-11-10-working-copy.{ending}"
    )


# Speed


@pytest.mark.parametrize("asked", [{}, {"as_at": days(-5).isoformat()}], ids=["today", "then"])
@pytest.mark.parametrize("name", ["appendix", "appendix_csv", "appendix_xlsx", "appendix_json"])
def test_the_number_of_queries_is_the_same_with_one_and_with_sixty_rows(
    plan: ActionPlan, officer: Client, name: str, asked: dict[str, str]
) -> None:
    asked = {**WORKING, **asked}
    add_rows(plan, 1)
    few = queries_of(officer, url(plan, name), **asked)
    add_rows(plan, 59)
    many = queries_of(officer, url(plan, name), **asked)

    assert len(sheet(officer, plan, "xlsx", **asked)) == 60 * 3
    assert_same_number(few, many)


def test_today_of_the_files_is_the_day_of_the_tests(full: ActionPlan, officer: Client) -> None:
    answer = officer.get(url(full, "appendix_csv"))

    assert f"improve-as-at-{DAY:%Y-%m-%d}.csv" in answer["Content-Disposition"]


def test_the_key_can_explain_every_status_there_is() -> None:
    assert set(MEANINGS) == set(Status)
