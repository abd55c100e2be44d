"""Papers on their pages: the list, one begun, what it is for, its outline."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from councils.models import Body, Council
from councils.roles import Role
from reports.models import PaperPart, Report
from tests.factories import (
    DAY,
    make_appendix,
    make_body,
    make_clearance,
    make_edition,
    make_meeting,
    make_part,
    make_plan,
    make_printed_table,
    make_report,
    make_section,
    make_style,
)

pytestmark = pytest.mark.django_db
COMPOSER = Role.DEMOCRATIC_SERVICES
LATER = datetime.date(2099, 12, 9)


@pytest.fixture
def client(client_for: Callable[..., Client]) -> Client:
    return client_for(COMPOSER)


@pytest.fixture
def cabinet(council: Council) -> Body:
    return make_body(council, "Cabinet")


def of(council: Council, name: str = "papers", *keys: int) -> str:
    return reverse(f"reports:{name}", args=[council.slug, *keys])


def typed(**values: Any) -> dict[str, Any]:
    """Return what the page sends: its defaults, and what was typed."""
    day = {"as_at_day": DAY.day, "as_at_month": DAY.month, "as_at_year": DAY.year}
    return {"title": "Progress of the plan"} | day | values


def begin(client: Client, council: Council, **values: Any) -> Any:
    style = council.house_styles.first() or make_style(council)
    return client.post(of(council, "paper_add"), typed(house_style=style.pk, **values))


def test_three_answers_begin_a_paper_with_all_its_style_has(
    client: Client, council: Council, cabinet: Body
) -> None:
    """The title is typed; the next meeting and the only plan are chosen already."""
    meeting, plan, style = make_meeting(cabinet, LATER), make_plan(council), make_style(council)

    shown = client.get(of(council, "paper_add")).context["form"].initial
    answer = client.post(
        of(council, "paper_add"),
        typed(meeting=shown["meeting"], plans=shown["plans"], house_style=shown["house_style"]),
    )

    report = Report.objects.get()
    assert answer["Location"] == of(council, "paper", report.pk)
    assert (report.meeting, report.house_style, report.made_by) == (meeting, style, client.user)
    assert list(report.plans.all()) == [plan]
    assert report.reference == "progress-of-the-plan"
    assert report.sections.count() == len(style.style.sections)


def test_a_paper_begins_with_the_front_of_the_one_before_but_for_its_days_and_decisions(
    client: Client, council: Council, cabinet: Body
) -> None:
    meeting, style = make_meeting(cabinet, LATER), make_style(council)
    front = {
        "wards": [["All"]],
        "key_decision": [["Yes"]],
        "seen": [["Executive Board", "28 March 2017"]],
        "considered_by": [["Executive Board"]],
    }
    make_report(council, house_style=style, title="The June paper", front=front)

    answer = client.post(
        of(council, "paper_add"), typed(meeting=meeting.pk, house_style=style.pk), follow=True
    )

    assert Report.objects.order_by("pk").last().front == {"wards": [["All"]]}  # type: ignore[union-attr]
    assert "Its front matter is that of “The June paper”: look it over." in answer.content.decode()


def test_a_second_paper_of_the_same_title_has_a_reference_of_its_own(
    client: Client, council: Council, cabinet: Body
) -> None:
    begin(client, council, body=cabinet.pk)
    begin(client, council, body=cabinet.pk)

    found = set(Report.objects.values_list("reference", flat=True))
    assert found == {"progress-of-the-plan", "progress-of-the-plan-2"}


def test_a_new_day_makes_the_meeting_and_none_leaves_it_open(
    client: Client, council: Council, cabinet: Body
) -> None:
    begin(client, council, body=cabinet.pk, held_on_day=9, held_on_month="Dec", held_on_year=2099)
    begin(client, council, body=cabinet.pk)

    assert cabinet.meetings.get().held_on == LATER
    days = [each.meeting and each.meeting.held_on for each in Report.objects.order_by("pk")]
    assert days == [LATER, None]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": ""}, "Enter what the report is called"),
        ({"body": ""}, "Select a meeting, or say below for which body the report is"),
        ({"as_at_year": 2098}, "Give a day up to today"),
        ({"held_on_day": 31, "held_on_month": 2, "held_on_year": 2099}, "There is no 31 February"),
        ({"body": 987654321}, "Select a body of this council"),
        ({"house_style": ""}, "Select a house style"),
    ],
)
def test_what_cannot_be_saved_is_said_beside_the_field_and_nothing_is_lost(
    client: Client, council: Council, cabinet: Body, values: dict[str, Any], said: str
) -> None:
    style = make_style(council)

    sent = typed(house_style=style.pk, body=cabinet.pk) | values
    page = client.post(of(council, "paper_add"), sent).content.decode()

    assert said in page
    assert page.count(said) == 2, "in the summary, and beside the field"
    assert f'value="{sent["title"]}"' in page or not sent["title"]
    assert not Report.objects.exists()


def test_plans_bodies_and_styles_of_another_council_are_not_offered_nor_taken(
    client: Client, council: Council, other_council: Council, cabinet: Body
) -> None:
    theirs = make_plan(other_council, title="Framley plan")
    make_style(other_council, name="Framley style")
    make_body(other_council, "Framley cabinet")

    assert "Framley" not in client.get(of(council, "paper_add")).content.decode()
    answer = begin(client, council, body=cabinet.pk, plans=[theirs.pk])
    assert "Select plans of this council" in answer.content.decode()
    assert not Report.objects.exists()


def test_the_list_says_for_whom_and_as_at_when(client: Client, council: Council) -> None:
    body = make_body(council, "Board")
    make_report(council, title="One", body=body, meeting=make_meeting(body, LATER))
    make_report(council, title="Two", body=body)

    page = client.get(of(council)).content.decode()

    assert page.index("Two") < page.index("One")
    assert "9 December 2099" in page
    assert "Not yet known" in page


def test_the_list_says_where_each_paper_stands(client: Client, council: Council) -> None:
    make_report(council)
    make_clearance(make_report(council))
    make_edition(make_report(council))

    rows = client.get(of(council)).context["papers"]

    said = [row.state.words for row in rows]
    assert said == ["Published", "Clearances asked for", "Draft"]


def test_the_list_takes_the_same_queries_for_any_number_of_papers(
    client: Client, council: Council, django_assert_max_num_queries: Any
) -> None:
    make_report(council)
    client.get(of(council))
    with django_assert_max_num_queries(20) as few:
        client.get(of(council))
    for _ in range(10):
        make_report(council)
    with django_assert_max_num_queries(len(few)):
        client.get(of(council))


def test_the_outline_says_how_each_part_stands(client: Client, council: Council) -> None:
    report = make_report(council)
    section = make_section(report, heading="Purpose")
    make_part(section, "To inform.")
    make_part(section, kind="built", of="judgements")
    make_part(section, kind="table", of="options", rows=[["Agree", "", "It is sound."]])
    make_part(make_section(report, heading="Risks"))
    make_part(
        make_section(report, heading="Cases"), "One.", exempt_under=1, exempt_because="A child’s."
    )

    lines = client.get(of(council, "paper", report.pk)).context["outline"]

    said = [[s.words for p in line.parts for s in p.states] for line in lines]
    assert said == [
        ["Written", "Nothing to build from", "Filled in"],
        ["Empty"],
        ["Exempt", "Written"],
    ]
    assert [s.words for s in lines[1].states] == ["Empty"]


def test_what_is_missing_stands_on_top(client: Client, council: Council) -> None:
    report = make_report(council)
    make_part(make_section(report, heading="Risks"))
    make_part(make_section(report, heading="Purpose"), "See [](#nowhere).")

    page = client.get(of(council, "paper", report.pk)).content.decode()

    assert "2 things missing" in page
    assert "“Risks” is empty." in page
    assert "A reference leads to “nowhere”, which is nowhere in the paper." in page


def test_exempt_words_show_to_who_composes_and_asks_and_to_nobody_else(
    client: Client, client_for: Callable[..., Client], council: Council
) -> None:
    report = make_report(council)
    section = make_section(report, heading="Cases")
    make_part(section, "A canary sang.", exempt_under=1, exempt_because="A child’s.")
    make_appendix(report, text="A robin too.", exempt_under=1, exempt_because="A child’s.")
    here = of(council, "paper", report.pk)

    assert "canary" in client.get(f"{here}?exempt=1").content.decode()
    assert "canary" not in client.get(here).content.decode()
    others = client_for(Role.LEAD_OFFICER).get(f"{here}?exempt=1").content.decode()
    assert "canary" not in others
    assert "Change what it is for" not in others


def test_another_day_is_shown_and_not_saved(client: Client, council: Council) -> None:
    report = make_report(council)

    page = client.get(of(council, "paper", report.pk) + "?as_at=2026-01-31").content.decode()

    assert "Shown as at 31 January 2026, to look at only." in page
    report.refresh_from_db()
    assert report.as_at == DAY


def edit(client: Client, report: Report, **values: Any) -> Any:
    here = of(report.council, "paper_edit", report.pk)
    held = client.get(here).context["form"].initial
    sent = typed(title=report.title, body=report.body_id, house_style=report.house_style_id)
    return client.post(here, sent | {"seen": held["seen"]} | values)


def test_what_a_paper_is_for_can_be_changed(client: Client, council: Council) -> None:
    report, board = make_report(council), make_body(council, "Board")
    plan = make_plan(council)

    edit(client, report, title="Anew", body=board.pk, plans=[plan.pk])

    report.refresh_from_db()
    assert (report.title, report.body, report.version) == ("Anew", board, 2)
    assert list(report.plans.all()) == [plan]


def test_the_second_of_two_who_change_it_is_told_and_keeps_what_was_typed(
    client: Client, client_for: Callable[..., Client], council: Council
) -> None:
    report = make_report(council, title="First")
    here = of(council, "paper_edit", report.pk)
    seen = client.get(here).context["form"].initial["seen"]
    first = client_for(COMPOSER)
    edit(first, report, title="Theirs")

    answer = edit(client, report, title="Mine", seen=seen)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert f"{first.user} changed this at" in page
    assert "Theirs" in page
    assert 'value="Mine"' in page
    report.refresh_from_db()
    assert report.title == "Theirs"
    again = client.post(
        here,
        typed(
            title="Mine",
            body=report.body_id,
            house_style=report.house_style_id,
            seen=answer.context["form"]["seen"].value(),
        ),
    )
    assert again.status_code == 302


def test_who_writes_a_part_meanwhile_is_in_nobodys_way(client: Client, council: Council) -> None:
    report = make_report(council)
    part = make_part(make_section(report), "Old")
    seen = client.get(of(council, "paper_edit", report.pk)).context["form"].initial["seen"]
    PaperPart.objects.filter(pk=part.pk).update(text="New")

    assert edit(client, report, title="Anew", seen=seen).status_code == 302


def test_what_the_paper_does_not_say_of_its_data_is_told_to_who_composes(
    client: Client, council: Council
) -> None:
    make_printed_table(council, title="Ratings", note="The shares add up to 101.")
    report = make_report(council)
    make_part(make_section(report, heading="Outcome"), kind="built", of="comparison")

    page = client.get(of(council, "paper", report.pk)).content.decode()

    assert "1 thing to know that the paper does not say" in page
    assert "Outcome: Ratings: The shares add up to 101." in page
