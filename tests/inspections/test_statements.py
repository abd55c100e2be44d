"""The day of receipt and the written statement: where they are given, and where they are shown."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from councils.models import Council
from councils.roles import Role
from inspections.clocks import open_clocks
from inspections.models import Inspection, Recommendation, Statement
from tests.factories import (
    make_council,
    make_inspection,
    make_judgement,
    make_plan,
    make_recommendation,
    make_report_file,
    make_statement,
    make_user,
)
from tests.inspections.typing_in import day, on_page
from tests.pages import Page, assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db

# 70 working days from 31 March 2017 end on 13 July 2017.
RECEIVED = datetime.date(2017, 3, 31)
DUE = datetime.date(2017, 7, 13)
PRIORITY = Recommendation.Priority.PRIORITY_ACTION
LATE = (
    "The written statement of action was due on 13 July 2017. It is 4 working days late.",
    datetime.date(2017, 7, 19),
)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch, LATE[1])


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(Role.PLAN_MANAGER)


@pytest.fixture
def inspection(council: Council) -> Inspection:
    return make_inspection(council, received_on=RECEIVED)


def form_url(inspection: Inspection) -> str:
    return reverse("inspections:statement", args=[inspection.council.slug, inspection.pk])


def page_url(inspection: Inspection) -> str:
    return reverse("inspections:inspection", args=[inspection.council.slug, inspection.pk])


def send(client: Client, inspection: Inspection, /, **typed: Any) -> Any:
    """Send the form as it stands with some of it typed otherwise; days are dates."""
    url = form_url(inspection)
    data = on_page(read(client, url))
    for name, value in typed.items():
        is_day = value is None or isinstance(value, datetime.date)
        data |= day(name, value) if is_day else {name: value}
    return client.post(url, data)


# Where it is shown


def pages_of(inspection: Inspection) -> dict[str, str]:
    slug = inspection.council.slug
    plan = make_plan(inspection.council)
    plan.sources.add(inspection)
    return {
        "the inspection": page_url(inspection),
        "the council": reverse("actionplans:council", args=[slug]),
        "the plan": reverse("actionplans:plan", args=[slug, plan.pk]),
        "my work": reverse("actionplans:my_work"),
    }


def test_a_late_statement_is_said_plainly_wherever_the_plan_manager_looks(
    client: Client, inspection: Inspection
) -> None:
    for place, url in pages_of(inspection).items():
        text = read(client, url).main.text
        assert LATE[0] in text, place
        assert "70 working days from 31 March 2017" in text, place
        assert "Late" in text, place


def test_once_submitted_it_leaves_the_dashboards_and_stays_with_the_inspection(
    client: Client, inspection: Inspection
) -> None:
    urls = pages_of(inspection)
    make_statement(inspection, submitted_on=datetime.date(2017, 7, 17), submitted_to="Ofsted")

    for place in ("the council", "the plan", "my work"):
        assert "written statement" not in read(client, urls[place]).main.text, place
    assert (
        "The written statement of action was submitted to Ofsted on 17 July 2017. It was due on "
        "13 July 2017, 2 working days earlier." in read(client, urls["the inspection"]).main.text
    )


def test_a_page_as_at_an_earlier_day_shows_how_it_stood(
    client: Client, inspection: Inspection
) -> None:
    urls = pages_of(inspection)
    make_statement(inspection, submitted_on=datetime.date(2017, 7, 17))
    said = {
        "2017-03-30": "",
        "2017-07-10": "is due on 13 July 2017, in 3 working days.",
        "2017-07-13": "is due today.",
        "2017-07-14": "It is 1 working day late.",
        "2017-07-17": "",
    }
    for as_at, words in said.items():
        for place in ("the council", "the plan"):
            text = read(client, f"{urls[place]}?as_at={as_at}").main.text
            assert ("statement of action" in text) == bool(words), (place, as_at)
            assert words in text, (place, as_at)


def test_a_lead_officer_does_not_find_it_among_their_work(
    client_for: Any, inspection: Inspection
) -> None:
    officer = client_for(Role.LEAD_OFFICER)
    urls = pages_of(inspection)

    assert "written statement" not in read(officer, urls["my work"]).main.text
    assert LATE[0] in read(officer, urls["the plan"]).main.text


def test_who_is_not_of_the_council_reads_the_inspection_without_its_dates(
    client_for: Any, inspection: Inspection
) -> None:
    stranger = client_for(make_user())
    text = read(stranger, page_url(inspection)).main.text

    assert "31 March 2017" not in text.replace("Published 31 March 2017", "")
    assert "written statement" not in text


def test_only_who_may_enter_an_inspection_is_led_to_the_form(
    client: Client, client_for: Any, inspection: Inspection
) -> None:
    assert form_url(inspection) in read(client, page_url(inspection)).main.links.values()
    reader = client_for(Role.READER)
    assert form_url(inspection) not in read(reader, page_url(inspection)).main.links.values()


AT_THE_LATEST = (
    "The day the report was received is not held. 70 working days from its publication on "
    "31 March 2017 ended on 13 July 2017: it is late at the latest since then."
)


def own(council: Council, **fields: Any) -> Inspection:
    return make_inspection(council, **{"source": "hand", "is_published": False} | fields)


def test_what_nobody_gave_the_day_of_is_late_at_the_latest_by_its_publication(
    client: Client, council: Council
) -> None:
    for place, url in pages_of(own(council)).items():
        text = read(client, url).main.text
        assert AT_THE_LATEST in text, place
        assert "Late" in text, place


def test_it_stays_on_the_dashboard_for_years_until_it_is_marked(
    client: Client, council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    inspection = own(council)
    urls = pages_of(inspection)
    fix_today(monkeypatch, datetime.date(2020, 1, 6))
    for place in ("the council", "the plan", "my work"):
        assert AT_THE_LATEST in read(client, urls[place]).main.text, place

    note = "Submitted before it was kept here."
    send(
        client,
        inspection,
        statement_submitted_on=datetime.date(2017, 7, 3),
        statement_note=note,
    )

    for place in ("the council", "the plan", "my work"):
        assert "statement of action" not in read(client, urls[place]).main.text, place
    assert note in read(client, page_url(inspection)).main.text


def asked_after(council: Council) -> list[Inspection]:
    found = open_clocks(council.inspections.all(), datetime.date(2020, 1, 6))
    return [one.inspection for one in found]


@pytest.mark.parametrize("source", ["paper", "report"])
def test_what_was_published_before_the_first_plan_here_is_history(
    council: Council, source: str
) -> None:
    old = make_inspection(council, source=source)
    assert asked_after(council) == [old]

    make_plan(council, agreed_on=datetime.date(2017, 3, 31))
    assert asked_after(council) == [old]

    make_plan(council, agreed_on=datetime.date(2017, 3, 1))
    make_plan(make_council("Ashdale"), agreed_on=datetime.date(2018, 3, 1))
    assert asked_after(council) == [old]

    council.plans.update(agreed_on=datetime.date(2017, 4, 1))
    assert asked_after(council) == []


def test_what_a_newer_inspection_of_its_family_followed_is_history(council: Council) -> None:
    old = make_inspection(council)
    other = own(council, framework="ilacs-2018", **ended(datetime.date(2019, 2, 1)))
    assert asked_after(council) == [old, other]

    again = own(council, framework="sif-reinspection-2017", **ended(datetime.date(2018, 2, 1)))

    assert asked_after(council) == [again, other]


def ended(day: datetime.date) -> dict[str, datetime.date]:
    return {"starts_on": day, "ends_on": day, "published_on": day + datetime.timedelta(40)}


def test_what_a_council_sent_itself_is_asked_after_though_its_plan_came_later(
    council: Council,
) -> None:
    mine = own(council, source="report")
    national = make_inspection(council, source="report", **ended(datetime.date(2016, 7, 1)))
    make_report_file(
        council,
        inspection=national,
        status="confirmed",
        is_national=True,
        confirmed_by=make_user(),
        confirmed_at=timezone.now(),
        draft={"council": council.name},
    )
    make_plan(council, agreed_on=datetime.date(2018, 1, 8))

    assert asked_after(council) == [national, mine]


def test_what_a_national_table_alone_tells_of_is_asked_after_once_a_day_is_given(
    client: Client, council: Council
) -> None:
    told = make_inspection(council, source="outcomes")
    text = read(client, page_url(told)).main.text

    assert "Nothing is asked for here" in text
    assert "Late" not in text
    assert asked_after(council) == []

    send(client, told, received_on=RECEIVED)

    assert LATE[0] in read(client, page_url(told)).main.text
    assert asked_after(council) == [told]


@pytest.mark.parametrize("published", [None, datetime.date(2017, 3, 31)])
def test_a_day_of_receipt_still_to_come_hides_neither_the_clock_nor_its_page(
    client: Client, council: Council, published: datetime.date | None
) -> None:
    inspection = own(
        council, received_on=datetime.date(2099, 1, 1), published_on=published, is_published=False
    )

    assert "written statement of action is due" in read(client, page_url(inspection)).main.text
    send(client, inspection, received_on=RECEIVED)
    inspection.refresh_from_db()
    assert inspection.received_on == RECEIVED


def test_an_old_inspection_whose_days_are_not_held_is_not_asked_after(
    client: Client, council: Council
) -> None:
    old = make_inspection(
        council,
        framework="slac-2009",
        starts_on=datetime.date(2011, 5, 3),
        ends_on=datetime.date(2011, 5, 13),
        published_on=datetime.date(2011, 6, 17),
    )
    urls = pages_of(old)

    assert "statement of action" not in read(client, urls["the plan"]).main.text
    assert "The day the report was received is not held" in read(client, page_url(old)).main.text


def test_a_focused_visit_with_priority_action_wants_a_draft_first(
    client: Client, council: Council
) -> None:
    visit = make_inspection(
        council,
        framework="focused-visit",
        starts_on=datetime.date(2022, 5, 10),
        ends_on=datetime.date(2022, 5, 11),
        published_on=datetime.date(2022, 6, 14),
        received_on=datetime.date(2022, 5, 18),
    )
    day_of = datetime.date(2022, 6, 1)
    assert open_clocks(council.inspections.all(), day_of) == []

    make_recommendation(visit, priority=PRIORITY)

    found = open_clocks(council.inspections.all(), day_of)
    assert [(one.clock.duty.kind, one.clock.due) for one in found] == [
        ("draft", datetime.date(2022, 6, 17)),
        ("statement", datetime.date(2022, 8, 26)),
    ]


def test_systemic_failings_of_an_area_are_answered_in_a_plan(council: Council) -> None:
    area = make_inspection(
        council,
        framework="area-send-2023",
        starts_on=datetime.date(2025, 6, 23),
        ends_on=datetime.date(2025, 6, 27),
        published_on=datetime.date(2025, 8, 15),
    )
    make_judgement(area, area="inspection_outcome", grade="systemic_failings")

    [one] = open_clocks(council.inspections.all(), datetime.date(2025, 9, 1))

    assert one.sentence.startswith("A priority action plan is owed.")


def test_the_number_of_queries_does_not_grow_with_inspections(
    client: Client, inspection: Inspection
) -> None:
    urls = pages_of(inspection)
    few = {place: queries_of(client, url) for place, url in urls.items()}
    plan = inspection.plans.get()
    for _ in range(4):
        more = make_inspection(inspection.council, received_on=RECEIVED)
        make_statement(more, printed_due=DUE)
        plan.sources.add(more)

    for place, url in urls.items():
        assert_same_number(few[place], queries_of(client, url))


# Where it is given


def test_the_day_of_receipt_a_printed_day_and_the_submission_are_saved(
    client: Client, council: Council
) -> None:
    inspection = make_inspection(council)
    answer = send(
        client,
        inspection,
        received_on=RECEIVED,
        statement_printed_due=datetime.date(2017, 7, 7),
        statement_submitted_on=datetime.date(2017, 7, 6),
        statement_submitted_to="Ofsted and the department",
        statement_note="Published the same day.",
    )

    assert answer.url == page_url(inspection)
    inspection.refresh_from_db()
    assert inspection.received_on == RECEIVED
    held = Statement.objects.get()
    assert (held.printed_due, held.submitted_on) == (
        datetime.date(2017, 7, 7),
        datetime.date(2017, 7, 6),
    )
    assert held.marked_by is not None
    text = read(client, page_url(inspection)).main.text
    assert "The letter prints 7 July 2017, and that day counts." in text
    assert "would end on 13 July 2017" in text
    assert "Published the same day." in text


def test_saving_what_stands_there_changes_nothing(client: Client, inspection: Inspection) -> None:
    make_statement(inspection, printed_due=DUE)
    versions: Any = Statement
    before = versions.pgh_event_model.objects.count()

    assert send(client, inspection).status_code == 302
    assert versions.pgh_event_model.objects.count() == before


def test_a_submission_marked_by_mistake_is_taken_back(
    client: Client, inspection: Inspection
) -> None:
    make_statement(inspection, submitted_on=datetime.date(2017, 7, 10), marked_by=make_user())

    send(client, inspection, statement_submitted_on=None)

    held = Statement.objects.get()
    assert (held.submitted_on, held.marked_by) == (None, None)
    assert LATE[0] in read(client, page_url(inspection)).main.text


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        (
            "received_on",
            datetime.date(2017, 2, 8),
            "Give 9 February 2017, the last day of the inspection, or a later day",
        ),
        ("received_on", datetime.date(2017, 7, 20), "Give today or an earlier day"),
        (
            "statement_printed_due",
            datetime.date(2017, 1, 1),
            "Give 9 February 2017, the last day of the inspection, or a later day",
        ),
        (
            "statement_printed_due",
            datetime.date(2027, 7, 7),
            "Give a day within three years of the inspection",
        ),
        ("statement_submitted_on", datetime.date(2017, 7, 20), "Give today or an earlier day"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_everything_typed_stays(
    client: Client, inspection: Inspection, field: str, typed: datetime.date, message: str
) -> None:
    answer = send(client, inspection, **{field: typed, "statement_note": "Words I typed"})
    page = Page(answer)

    assert page.errors[field] == [message]
    assert page.value("statement_note") == "Words I typed"
    assert page.value(f"{field}_year") == str(typed.year)
    assert not Statement.objects.exists()


def test_to_whom_it_was_sent_needs_the_day(client: Client, inspection: Inspection) -> None:
    page = Page(send(client, inspection, statement_submitted_to="Ofsted"))

    assert page.errors["statement_submitted_on"] == ["Enter the day it was submitted"]
    assert page.value("statement_submitted_to") == "Ofsted"


def test_the_second_of_two_is_told_and_keeps_all_they_typed(
    client: Client, client_for: Any, inspection: Inspection
) -> None:
    typed = on_page(read(client, form_url(inspection)))
    other = client_for(Role.PLAN_MANAGER)
    send(other, inspection, statement_submitted_on=datetime.date(2017, 7, 11))

    typed |= day("statement_printed_due", DUE) | {"statement_note": "Mine"}
    answer = client.post(form_url(inspection), typed)

    page = Page(answer, 409)
    assert "changed this at" in page.main.text
    assert "was submitted on 11 July 2017" in page.main.text
    assert page.value("statement_note") == "Mine"
    assert Statement.objects.get().printed_due is None
    again = client.post(form_url(inspection), on_page(page))
    assert again.status_code == 302
    assert Statement.objects.get().note == "Mine"


def test_an_inspection_that_owes_nothing_has_no_such_page(client: Client, council: Council) -> None:
    review = make_inspection(council, framework="peer-review")

    read(client, form_url(review), 404)
    assert "What is owed" not in read(client, page_url(review)).main.text
