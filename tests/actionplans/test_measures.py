"""What difference a plan makes: measures as at a day, readings by two people, bands, risks."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from actionplans.asat import AsAt
from actionplans.measuring import differences, measures_on_day, measures_withheld, risks_on_day
from actionplans.measuring_save import NewerReading, record_reading
from actionplans.models import ActionPlan, Measure, MeasureBand, Reading, Risk
from actionplans.on_day.plans import plan_on_day
from actionplans.rag import Progress
from councils.models import Council
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_band,
    make_measure,
    make_member,
    make_plan,
    make_reading,
    make_review,
    make_risk,
    make_update,
    make_user,
)
from tests.many import add_rows
from tests.pages import Page, assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, title="The improvement plan")


@pytest.fixture
def manager(client_for: Callable[..., Client]) -> Client:
    return client_for(Role.PLAN_MANAGER)


@pytest.fixture
def reader(client_for: Callable[..., Client]) -> Client:
    return client_for(Role.SCRUTINY_MEMBER)


@pytest.fixture
def measure(plan: ActionPlan) -> Measure:
    """Assessments in time, in per cent, with a baseline, a target and the usual four bands."""
    measure = make_measure(
        plan,
        "Assessments in time",
        unit="%",
        better="higher",
        baseline_value=61,
        baseline_on=days(-300),
        target_value=90,
        target_on=days(100),
    )
    make_band(measure, "Unmet", words="Below 85%")
    make_band(measure, "Met", words="85% or more", value=85, is_met=True)
    make_band(measure, "Exceeded", words="90% or more", value=90, is_met=True)
    make_band(measure, "Significantly exceeded", words="95% or more", value=95, is_met=True)
    return measure


def band(measure: Measure, label: str) -> MeasureBand:
    return measure.bands.get(label=label)


def url(plan: ActionPlan, *parts: object) -> str:
    here = reverse("actionplans:measures", args=[plan.council.slug, plan.pk])
    return here + "".join(f"{part}/" for part in parts)


def risk_url(plan: ActionPlan, last: object) -> str:
    return reverse("actionplans:plan", args=[plan.council.slug, plan.pk]) + f"risks/{last}/"


def facts(page: Page, title: str) -> dict[str, str]:
    """Return what the list of one measure says, by its keys."""
    (section,) = [p for p in page.all("section") if title in p.texts("h3")]
    return pairs(section)


def pairs(piece: Any) -> dict[str, str]:
    return dict(zip(piece.texts("dt"), piece.texts("dd"), strict=True))


NOW = AsAt(day=DAY, today=DAY)


def on(day: datetime.date, known_on: datetime.date | None = None, **more: Any) -> AsAt:
    return AsAt(day=day, today=DAY, known_on=known_on, **more)


# The page of all measures


def test_a_plan_without_measures_and_risks_says_so(plan: ActionPlan, reader: Client) -> None:
    page = read(reader, url(plan))

    assert page.h1 == "Measures and risks"
    assert "No measures are set for this plan." in page.main.text
    assert "No actions are held for this plan." in page.main.text
    assert "No risks are named for this plan." in page.main.text
    assert not page.all("figure", "app-chart")


def test_a_measure_shows_band_latest_moves_target_and_a_chart_with_its_table(
    plan: ActionPlan, measure: Measure, reader: Client
) -> None:
    by = make_user("Ann Adviser")
    make_reading(measure, day=days(-90), value=80)
    make_reading(measure, day=days(-30), value="86.5", band=band(measure, "Met"), entered_by=by)

    page = read(reader, url(plan))

    assert facts(page, "Assessments in time") == {
        "Band reached": "Met said by Ann Adviser for 17 October 2026",
        "Latest": "86.5% on 17 October 2026",
        "Since the baseline": "Better: up from 61% on 20 January 2026",
        "Since the reading before": "Better: up from 80% on 18 August 2026",
        "Target": "90% by 24 February 2027",
    }
    assert page.rows("Assessments in time") == [
        ["18 August 2026", "80%"],
        ["17 October 2026", "86.5%"],
    ]
    drawing = page.one("figure", "app-chart").text
    assert drawing.startswith("Assessments in time 2 readings, from 80% on 18 August 2026 to 86.5%")
    assert "Target 90%, by 24 February 2027" in page.main.text
    assert "Baseline 61%, 20 January 2026" in page.main.text


def test_what_a_number_would_mean_is_marked_as_worked_out_and_never_as_reached(
    plan: ActionPlan, measure: Measure, reader: Client
) -> None:
    make_reading(measure, value=91)

    said = facts(read(reader, url(plan)), "Assessments in time")["Band reached"]

    assert said == (
        "Nobody has said Worked out from the number: 91% would mean “Exceeded”. Nobody has said so."
    )


def test_a_number_that_means_another_band_than_a_person_said_stands_beside_it(
    plan: ActionPlan, measure: Measure, reader: Client
) -> None:
    make_reading(measure, day=days(-9), value=86, band=band(measure, "Met"))
    make_reading(measure, day=days(-2), value=84)

    said = facts(read(reader, url(plan)), "Assessments in time")["Band reached"]

    assert said.startswith("Met said by")
    assert "84% would mean “Unmet”" in said


def test_where_number_and_person_agree_nothing_is_worked_out(
    plan: ActionPlan, measure: Measure, reader: Client
) -> None:
    make_reading(measure, value=86, band=band(measure, "Met"))

    assert "Worked out" not in read(reader, url(plan)).main.text


def test_without_a_way_that_is_better_a_move_is_no_praise(plan: ActionPlan, reader: Client) -> None:
    measure = make_measure(plan, "Referrals", unit="children", baseline_value=400)
    make_reading(measure, value=380)

    said = facts(read(reader, url(plan)), "Referrals")

    assert said["Since the baseline"] == "Down from 400 children"
    assert said["Band reached"] == "No bands are set."


def test_a_measure_in_words_has_bands_and_no_chart(plan: ActionPlan, reader: Client) -> None:
    measure = make_measure(plan, "Rating of the peer review", printed_target="September 2016")
    make_band(measure, "Unmet", words="Below Good (or equivalent)")
    make_band(measure, "Met", words="Good (or equivalent)", is_met=True)
    make_reading(measure, words="The review was put off.")

    page = read(reader, url(plan))

    assert facts(page, "Rating of the peer review") == {
        "Band reached": "Nobody has said",
        "Latest": "The review was put off. on 16 November 2026",
        "Target": "By September 2016",
    }
    assert not page.all("figure", "app-chart")
    assert "Met: Good (or equivalent)" in page.main.text


def test_sixty_measures_take_as_many_queries_as_one(plan: ActionPlan, reader: Client) -> None:
    def add(number: int) -> None:
        for _ in range(number):
            measure = make_measure(plan, unit="%", better="higher", action=make_action(plan))
            met = make_band(measure, "Met", is_met=True, value=50)
            for age in (9, 3):
                make_reading(measure, day=days(-age), band=met, value=40 + age)
            make_risk(plan)

    add(1)
    few = queries_of(reader, url(plan))
    few_then = queries_of(reader, url(plan), as_at="2026-11-10")
    add(59)

    page = read(reader, url(plan))

    assert len(page.all("figure", "app-chart")) == 60
    assert_same_number(few, queries_of(reader, url(plan)))
    assert_same_number(few_then, queries_of(reader, url(plan), as_at="2026-11-10"))


def test_a_measure_page_takes_as_many_queries_for_many_readings(
    plan: ActionPlan, measure: Measure, reader: Client
) -> None:
    make_reading(measure, value=1)
    few = queries_of(reader, url(plan, measure.pk))
    for value in range(2, 40):
        make_reading(measure, day=days(-value), value=value, band=band(measure, "Unmet"))

    assert_same_number(few, queries_of(reader, url(plan, measure.pk)))


# As at a day


def test_readings_count_from_their_day_and_those_entered_later_are_counted(
    plan: ActionPlan, measure: Measure, reader: Client
) -> None:
    make_reading(measure, day=days(-40), value=70)
    make_reading(measure, day=days(-30), known_on=days(-5), value=75)
    make_reading(measure, day=days(-1), value=80)
    day = days(-20)

    page = read(reader, url(plan), as_at=day.isoformat())
    known = read(reader, url(plan), as_at=day.isoformat(), known_on=day.isoformat())

    assert facts(page, "Assessments in time")["Latest"] == "75% on 17 October 2026"
    assert "1 reading for that time was entered later." in page.main.text
    assert "update" not in page.main.one("div", "app-as-at").text
    assert facts(known, "Assessments in time")["Latest"] == "70% on 7 October 2026"


def test_a_measure_and_a_risk_added_later_are_left_out(plan: ActionPlan, reader: Client) -> None:
    make_measure(plan, "Old", added_on=days(-50))
    make_measure(plan, "New", added_on=days(-3))
    make_risk(plan, text="The plan's own risk.")
    make_risk(plan, text="A new risk.", added_on=days(-3))

    page = read(reader, url(plan), as_at=days(-10).isoformat())

    assert [heading.strip() for heading in page.texts("h3")] == ["Old"]
    assert "The plan's own risk." in page.main.text
    assert "A new risk." not in page.main.text
    assert len(read(reader, url(plan)).texts("h3")) == 2


def test_on_an_earlier_day_words_and_bands_are_those_of_that_day(
    plan: ActionPlan, measure: Measure
) -> None:
    risk = make_risk(plan, uncontrolled="High")
    became = days(-10)
    back_date(measure, risk, to=days(-50))
    measure.title, measure.target_value = "Renamed", Decimal(95)
    measure.save()
    risk.uncontrolled = "Low"
    risk.save()
    exceeded = band(measure, "Exceeded")
    exceeded.words = "92% or more"
    exceeded.save()
    band(measure, "Significantly exceeded").delete()

    (then,) = measures_on_day(plan, on(became))
    (now,) = measures_on_day(plan, NOW)

    assert (then.title, then.target) == ("Assessments in time", "90%")
    assert [each.words for each in then.bands][2:] == ["90% or more", "95% or more"]
    assert (now.title, now.target) == ("Renamed", "95%")
    assert [each.words for each in now.bands][2:] == ["92% or more"]
    assert [r.uncontrolled for r in risks_on_day(plan, on(became))] == ["High"]
    assert [r.uncontrolled for r in risks_on_day(plan, NOW)] == ["Low"]


def back_date(*rows: Any, to: datetime.date) -> None:
    """Make what was recorded of the rows so far, bands included, as old as `to`."""
    moment = datetime.datetime.combine(to, datetime.time(12), datetime.UTC)
    models = {type(row) for row in rows} | {MeasureBand}
    for model in models:
        events = model.pgh_event_model
        table = events._meta.db_table
        with transaction.get_connection().cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            events.objects.update(pgh_created_at=moment)
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_bands_given_later_do_not_reach_back(plan: ActionPlan) -> None:
    measure = make_measure(plan, "Bare", added_on=days(-50))
    back_date(measure, to=days(-50))
    make_band(measure, "Met", is_met=True)

    assert measures_on_day(plan, on(days(-10)))[0].bands == ()
    assert len(measures_on_day(plan, NOW)[0].bands) == 1


def test_what_was_loaded_from_a_paper_has_its_first_words_on_the_day_of_the_paper(
    council: Council,
) -> None:
    plan = make_plan(council, agreed_on=datetime.date(2016, 5, 26))
    measure = make_measure(plan, "Peer review")
    make_band(measure, "Met", is_met=True)
    make_risk(plan, text="Not done.")
    paper = on(datetime.date(2016, 5, 26))

    (shown,) = measures_on_day(plan, paper)

    assert [each.label for each in shown.bands] == ["Met"]
    assert [risk.text for risk in risks_on_day(plan, paper)] == ["Not done."]


def test_as_known_on_a_day_nothing_entered_later_changes_anything(
    plan: ActionPlan, measure: Measure, manager: Client
) -> None:
    make_reading(measure, day=days(-20), value=70, band=band(measure, "Unmet"))
    make_risk(plan)
    back_date(measure, make_risk(plan), to=days(-50))
    state = on(days(-10), days(-10))
    before = measures_on_day(plan, state), risks_on_day(plan, state)

    make_reading(measure, day=days(-15), known_on=DAY, value=99, band=band(measure, "Met"))
    send(manager, url(plan, measure.pk, "edit"), title="Renamed", band_2_words="Other words")
    send(manager, url(plan, "new"), title="Another", better="lower")
    send(manager, risk_url(plan, "new"), text="Another risk")

    assert (measures_on_day(plan, state), risks_on_day(plan, state)) == before
    assert len(measures_on_day(plan, NOW)) == 2


# Who sees what


@pytest.fixture
def secret(plan: ActionPlan) -> Measure:
    action = make_action(plan, text="SECRET action", is_confidential=True)
    measure = make_measure(plan, "SECRET measure", action=action)
    make_reading(measure, value=12)
    return measure


def test_a_measure_of_a_confidential_action_is_hidden_from_members(
    plan: ActionPlan, secret: Measure, reader: Client, manager: Client
) -> None:
    page = read(reader, url(plan))

    assert "SECRET" not in page.text
    assert "1 measure of confidential actions is not shown to you." in page.main.text
    assert reader.get(url(plan, secret.pk)).status_code == 404
    assert "SECRET measure" in read(manager, url(plan)).main.text
    assert read(manager, url(plan, secret.pk)).h1 == "SECRET measure"


def test_an_action_that_became_confidential_hides_its_measure_on_earlier_days_too(
    plan: ActionPlan, reader: Client
) -> None:
    action = make_action(plan)
    measure = make_measure(plan, "SECRET measure", action=action)
    back_date(measure, action, to=days(-50))
    action.is_confidential = True
    action.save()

    assert "SECRET" not in read(reader, url(plan), as_at=days(-10).isoformat()).text
    assert measures_withheld(plan, on(days(-10), confidential=False)) == 1


def test_a_measure_that_was_of_a_confidential_action_stays_hidden_on_that_day(
    plan: ActionPlan, secret: Measure
) -> None:
    back_date(secret, to=days(-50))
    secret.action = None
    secret.save()

    assert measures_on_day(plan, on(days(-10), confidential=False)) == []
    assert len(measures_on_day(plan, on(DAY, confidential=False))) == 1


def test_only_who_may_act_is_offered_to(
    plan: ActionPlan, measure: Measure, manager: Client, reader: Client
) -> None:
    make_risk(plan)
    offered = {"Add a measure", "Add a risk", "Enter a reading: Assessments in time"}
    changes = offered | {"Change risk 1"}

    assert changes <= set(read(manager, url(plan)).links)
    assert not changes & set(read(reader, url(plan)).links)
    assert not changes & set(read(manager, url(plan), as_at="2026-11-01").links)
    assert "Enter a reading" in read(manager, url(plan, measure.pk)).links
    assert "Enter a reading" not in read(reader, url(plan, measure.pk)).links


# One measure


def test_one_measure_lists_bands_and_every_reading_newest_first(
    plan: ActionPlan, measure: Measure, reader: Client
) -> None:
    ann = make_user("Ann Adviser")
    make_reading(measure, day=days(-90), value=80, entered_by=ann)
    make_reading(
        measure,
        day=days(-30),
        known_on=days(-28),
        words="Both teams.",
        band=band(measure, "Met"),
        source="Cabinet, 26 May 2016",
        entered_by=None,
    )

    page = read(reader, url(plan, measure.pk))

    assert page.h1 == "Assessments in time"
    assert page.rows("Readings, newest first") == [
        [
            "17 October 2026",
            "No number",
            "Both teams.",
            "Met",
            "Cabinet, 26 May 2016 entered 19 October 2026",
        ],
        ["18 August 2026", "80%", "None", "Not said", "Ann Adviser"],
    ]
    assert page.rows("Bands")[:2] == [
        ["Unmet", "Below 85%", "Not stated", "Not stated", "Not met"],
        ["Met", "85% or more", "85%", "Not stated", "Met"],
    ]
    assert len(page.all("figure", "app-chart")) == 1


def test_a_measure_nobody_has_read_says_so(
    plan: ActionPlan, measure: Measure, reader: Client
) -> None:
    page = read(reader, url(plan, measure.pk))

    assert "Nobody has entered what this measure stands at." in page.main.text
    assert pairs(page)["Band reached"] == "Nobody has said"
    assert reader.get(url(plan, measure.pk), {"as_at": "2020-01-01"}).status_code == 404


# What difference it made


def complete(plan: ActionPlan, *reports: str, accepted: bool = True) -> Any:
    """Return an action whose reports stated these differences; the last says it is done."""
    action = make_action(plan)
    step = action.milestones.get()
    for number, difference in enumerate(reports, 1):
        last = number == len(reports)
        make_update(
            action,
            step,
            day=days(number - 10),
            progress=Progress.COMPLETE if last else Progress.IN_PROGRESS,
            difference=difference,
            accepted=accepted,
        )
    return action


def test_each_completed_action_shows_the_last_difference_stated(
    plan: ActionPlan, reader: Client
) -> None:
    complete(plan, "Fewer complaints.", "")
    complete(plan, "Old.", "Children are seen sooner.")
    complete(plan, "")
    make_update(make_action(plan), difference="Not complete yet.", accepted=True)

    rows = read(reader, url(plan)).rows("Completed actions")

    assert [row[0] for row in rows] == [f"{n}. Carry out action {n}." for n in (1, 2, 3)]
    assert [row[2].split(" User")[0] for row in rows] == [
        "Fewer complaints.",
        "Children are seen sooner.",
        "No difference stated",
    ]


def test_where_nothing_is_completed_the_page_says_so(plan: ActionPlan, reader: Client) -> None:
    make_update(make_action(plan), difference="Not complete yet.", accepted=True)

    assert "No action is completed, as far as accepted updates say." in (
        read(reader, url(plan)).main.text
    )


def test_a_difference_counts_for_members_once_accepted_and_never_when_sent_back(
    plan: ActionPlan, manager: Client
) -> None:
    complete(plan, "Not yet accepted.", accepted=False)
    action = complete(plan, "")
    returned = make_update(action, day=days(-20), difference="Sent back.")
    make_review(returned, "returned")

    officers = differences(plan_on_day(plan, NOW).rows, NOW)
    members = on(DAY, accepted_only=True, confidential=False)

    assert [each.text for each in officers] == ["Not yet accepted.", ""]
    assert [each.text for each in differences(plan_on_day(plan, members).rows, members)] == [""]


def test_a_confidential_difference_is_for_who_may_read_it(plan: ActionPlan) -> None:
    action = complete(plan, "")
    make_update(action, day=days(-20), difference="Private.", is_confidential=True, accepted=True)
    rows = plan_on_day(plan, NOW).rows

    assert [each.text for each in differences(rows, NOW)] == ["Private."]
    assert [each.text for each in differences(rows, on(DAY, confidential=False))] == [""]


def test_differences_of_many_actions_take_one_query(
    plan: ActionPlan, django_assert_num_queries: Any
) -> None:
    add_rows(plan, 5)
    complete(plan, "One.")
    complete(plan, "Two.")
    rows = plan_on_day(plan, NOW).rows

    with django_assert_num_queries(1):
        assert len(differences(rows, NOW)) == 2


# Entering a reading


def filled(page: Page) -> dict[str, str]:
    """Return what a form holds as the browser would send it."""
    sent: dict[str, str] = {}
    for piece in page.main.all("*"):
        name, kind = piece.get("name"), piece.get("type")
        if not name or name == "csrfmiddlewaretoken" or piece.get("disabled") is not None:
            continue
        if kind in ("radio", "checkbox") and piece.get("checked") is None:
            continue
        if piece.element.tag == "textarea":
            sent[name] = (piece.element.text or "").removeprefix("\n")
        elif piece.element.tag == "select":
            chosen = [o for o in piece.all("option") if o.get("selected") is not None]
            sent[name] = (chosen[0].get("value") or "") if chosen else ""
        elif piece.element.tag == "input":
            sent[name] = piece.get("value") or ("on" if kind == "checkbox" else "")
    return sent


def send(client: Client, address: str, **typed: str) -> Any:
    """Return the answer to the form at `address`, with `typed` in place of what it holds."""
    return client.post(address, filled(read(client, address)) | typed)


def test_a_reading_is_saved_with_who_entered_it(
    plan: ActionPlan, measure: Measure, manager: Client
) -> None:
    met = band(measure, "Met")

    answer = send(
        manager,
        url(plan, measure.pk, "readings", "new"),
        value="86.5%",
        words="Both teams.",
        band=str(met.pk),
        day_day="1",
        day_month="November",
        day_year="2026",
    )

    reading = Reading.objects.get()
    assert answer.url == url(plan, measure.pk)
    assert (reading.value, reading.words, reading.band) == (Decimal("86.5"), "Both teams.", met)
    assert (reading.day, reading.known_on) == (datetime.date(2026, 11, 1), DAY)
    assert reading.entered_by == manager.user
    assert "Saved." in read(manager, answer.url).banners[0]


def test_the_form_shows_band_words_what_was_said_last_and_leaves_the_band_open(
    plan: ActionPlan, measure: Measure, manager: Client
) -> None:
    make_reading(measure, value=80, entered_by=make_user("Ann Adviser"))

    page = read(manager, url(plan, measure.pk, "readings", "new"))

    assert page.value("band") == ""
    assert "Below 85%" in page.main.text
    assert "Ann Adviser, for 16 November 2026" in page.main.text
    assert (page.value("day_day"), page.value("day_month")) == ("16", "11")


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        (
            {},
            "value",
            "Enter what it stands at, as a number or in words, or select the band reached",
        ),
        ({"value": "most"}, "value", "What it stands at must be a number, like 72.5"),
        ({"value": "1.234"}, "value", "What it stands at must have two decimal places or fewer"),
        ({"value": "1" * 12}, "value", "What it stands at must be 9,999,999,999.99 or less"),
        ({"value": "5", "day_day": "17"}, "day", "The day must be today or in the past"),
        ({"value": "5", "day_day": "31"}, "day", "There is no 31 November 2026"),
        ({"value": "5", "band": "0"}, "band", "Select one of the bands of this measure"),
        (
            {"words": "x" * 20_001},
            "words",
            "What it stands at in words must be 20,000 characters or fewer: it has 20,001",
        ),
    ],
)
def test_what_cannot_be_a_reading_is_refused_and_stays_in_the_form(
    plan: ActionPlan, measure: Measure, manager: Client, typed: Any, field: str, message: str
) -> None:
    said = {"words": "Both teams."} | typed if typed else {}

    page = Page(send(manager, url(plan, measure.pk, "readings", "new"), **said))

    assert page.errors == {field: [message]}
    assert page.summary == [message]
    assert page.one("title").text.startswith("Error: ")
    assert all(page.value(name) == text for name, text in said.items() if name != "band")
    assert not Reading.objects.exists()


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,250", "1250"),
        ("−3", "-3"),
        ("-3.25", "-3.25"),
        ("£ 900", "900"),
        (".5", "0.5"),
        ("45 %", "45"),
    ],
)
def test_numbers_are_taken_as_people_write_them(
    plan: ActionPlan, measure: Measure, manager: Client, typed: str, value: str
) -> None:
    send(manager, url(plan, measure.pk, "readings", "new"), value=typed)

    assert Reading.objects.get().value == Decimal(value)


def test_another_measures_band_is_refused(
    plan: ActionPlan, measure: Measure, manager: Client
) -> None:
    other = make_band(make_measure(plan), "Met")

    page = Page(send(manager, url(plan, measure.pk, "readings", "new"), band=str(other.pk)))

    assert page.errors["band"] == ["Select one of the bands of this measure"]


def test_who_writes_at_the_same_time_is_told_and_both_readings_stay(
    plan: ActionPlan, measure: Measure, manager: Client
) -> None:
    address = url(plan, measure.pk, "readings", "new")
    mine = filled(read(manager, address)) | {"value": "84", "words": "My words."}
    make_reading(measure, value=86, words="Their words.", entered_by=make_user("Ann Adviser"))

    page = Page(manager.post(address, mine), 409)

    assert "Ann Adviser entered a reading of this measure" in page.main.text
    assert "Their words." in page.main.text
    assert (page.value("value"), page.value("words")) == ("84", "My words.")
    assert Reading.objects.count() == 1

    answer = manager.post(address, filled(page))

    assert answer.status_code == 302
    assert [r.value for r in Reading.objects.order_by("pk")] == [86, 84]


def test_the_same_form_sent_twice_is_not_two_readings(
    plan: ActionPlan, measure: Measure, manager: Client
) -> None:
    address = url(plan, measure.pk, "readings", "new")
    sent = filled(read(manager, address)) | {"value": "84"}

    answers = [manager.post(address, sent).status_code for _ in range(2)]

    assert answers == [302, 409]
    assert Reading.objects.count() == 1


def test_a_newer_reading_stops_the_record_itself(measure: Measure, plan: ActionPlan) -> None:
    first = make_reading(measure)
    said = {"value": Decimal(1), "words": "", "band": None, "day": DAY}

    with pytest.raises(NewerReading) as newer:
        record_reading(measure, said, by=make_user(), known_on=DAY, last_seen=first.pk - 1)

    assert newer.value.readings == [first]


def test_a_unit_is_text_in_the_hint(plan: ActionPlan, manager: Client) -> None:
    measure = make_measure(plan, unit="<b>bold</b>")

    page = read(manager, url(plan, measure.pk, "readings", "new"))

    assert "In <b>bold</b>." in page.main.text


# Adding and changing a measure


def test_a_measure_is_added_with_its_bands_in_the_order_of_their_places(
    plan: ActionPlan, manager: Client
) -> None:
    action = make_action(plan)
    make_measure(plan)

    answer = send(
        manager,
        url(plan, "new"),
        title="Visits on time",
        action=str(action.pk),
        unit="%",
        better="higher",
        baseline_value="61",
        baseline_on_day="1",
        baseline_on_month="9",
        baseline_on_year="2026",
        target_value="90",
        printed_target="Spring 2027",
        band_1_words="Below 85%",
        band_3_label="",
        band_4_value="95",
        band_4_due_day="31",
        band_4_due_month="3",
        band_4_due_year="2027",
        band_5_label="Almost met",
        band_5_place="1",
        band_1_place="",
    )

    measure = Measure.objects.get(title="Visits on time")
    assert answer.url == url(plan, measure.pk)
    assert (measure.order, measure.action, measure.added_on) == (2, action, DAY)
    assert (measure.baseline_value, measure.baseline_on) == (61, datetime.date(2026, 9, 1))
    assert [
        (b.order, b.label, b.words, b.is_met, b.value, b.due)
        for b in measure.bands.order_by("order")
    ] == [
        (1, "Almost met", "", False, None, None),
        (2, "Met", "", True, None, None),
        (3, "Significantly exceeded", "", True, 95, datetime.date(2027, 3, 31)),
        (4, "Unmet", "Below 85%", False, None, None),
    ]


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"title": ""}, "title", "Say what is measured"),
        ({"better": ""}, "better", "Select which way is better"),
        (
            {"title": "assessments IN time"},
            "title",
            "There is a measure of this name already. Give it another name",
        ),
        ({"action": "0"}, "action", "Select an action of this plan"),
        ({"baseline_value": "some"}, "baseline_value", "The baseline must be a number, like 72.5"),
        (
            {"baseline_on_day": "1", "baseline_on_month": "9", "baseline_on_year": "2026"},
            "baseline_value",
            "Enter what it stood at on the day of the baseline",
        ),
        (
            {
                "baseline_value": "5",
                "baseline_on_day": "1",
                "baseline_on_month": "12",
                "baseline_on_year": "2026",
            },
            "baseline_on",
            "The day of the baseline must be today or in the past",
        ),
        (
            {"target_on_day": "1"},
            "target_on",
            "The day of the target must include a month and a year",
        ),
        (
            {"band_2_label": "unmet"},
            "band_2_label",
            "Two bands are called unmet. Rename one of them",
        ),
        (
            {"band_2_label": "", "band_2_words": "85% or more"},
            "band_2_label",
            "Enter the name of band 2, or clear what it says",
        ),
        ({"band_2_value": "x"}, "band_2_value", "The number of band 2 must be a number, like 72.5"),
        (
            {"band_2_place": "first"},
            "band_2_place",
            "The place of band 2 must be a number from 1 to 99",
        ),
        ({"unit": "u" * 41}, "unit", "Ensure this value has at most 40 characters (it has 41)."),
    ],
)
def test_what_cannot_be_a_measure_is_refused_and_everything_typed_stays(
    plan: ActionPlan, measure: Measure, manager: Client, typed: Any, field: str, message: str
) -> None:
    said = {"title": "Visits on time", "better": "lower", "band_4_words": "Far better"} | typed

    page = Page(send(manager, url(plan, "new"), **said))

    assert page.errors == {field: [message]}
    assert page.summary == [message]
    shown = {n: page.value(n) or "" for n in said if n not in ("action", "better")}
    assert shown == {n: said[n] for n in shown}
    assert Measure.objects.count() == 1


def test_two_actions_may_have_measures_of_one_name(
    plan: ActionPlan, measure: Measure, manager: Client
) -> None:
    action = make_action(plan)

    answer = send(
        manager,
        url(plan, "new"),
        title="Assessments in time",
        better="higher",
        action=str(action.pk),
    )

    assert answer.status_code == 302


def test_words_and_bands_of_a_measure_change_and_earlier_versions_stay(
    plan: ActionPlan, measure: Measure, manager: Client
) -> None:
    answer = send(
        manager,
        url(plan, measure.pk, "edit"),
        title="Assessments on time",
        band_1_label="Short of it",
        band_4_label="",
        band_4_words="",
        band_4_value="",
        band_5_label="Close",
        band_5_place="2",
    )

    measure.refresh_from_db()
    assert answer.url == url(plan, measure.pk)
    assert measure.title == "Assessments on time"
    labels = [b.label for b in measure.bands.order_by("order")]
    assert labels == ["Short of it", "Met", "Close", "Exceeded"]
    assert Measure.pgh_event_model.objects.filter(title="Assessments in time").exists()


def test_bands_can_trade_names_and_places(
    plan: ActionPlan, measure: Measure, manager: Client
) -> None:
    met, exceeded = band(measure, "Met"), band(measure, "Exceeded")

    answer = send(
        manager,
        url(plan, measure.pk, "edit"),
        band_2_label="Exceeded",
        band_3_label="Met",
        band_1_place="4",
        band_4_place="1",
    )

    assert answer.status_code == 302
    found = {b.pk: (b.order, b.label) for b in measure.bands.all()}
    assert found[met.pk] == (2, "Exceeded")
    assert found[exceeded.pk] == (3, "Met")
    assert [b.label for b in measure.bands.order_by("order")] == [
        "Significantly exceeded",
        "Exceeded",
        "Met",
        "Unmet",
    ]


def test_a_band_that_somebody_said_is_reached_keeps_its_name_and_stays(
    plan: ActionPlan, measure: Measure, manager: Client
) -> None:
    met = band(measure, "Met")
    make_reading(measure, band=met)
    address = url(plan, measure.pk, "edit")

    page = read(manager, address)
    send(manager, address, band_2_label="Missed", band_2_is_met="", band_2_words="At least 85%")

    met.refresh_from_db()
    assert "its name stays" in page.main.text
    assert (met.label, met.is_met, met.words) == ("Met", True, "At least 85%")


def test_a_band_reached_while_somebody_clears_it_stays_too(
    plan: ActionPlan, measure: Measure, manager: Client
) -> None:
    address = url(plan, measure.pk, "edit")
    sent = filled(read(manager, address))
    make_reading(measure, band=band(measure, "Met"))

    sent |= {"band_2_label": "", "band_2_words": "", "band_2_value": ""}
    answer = manager.post(address, sent)

    assert answer.status_code == 302
    assert band(measure, "Met").is_met


def test_two_who_change_one_measure_lose_nothing(
    plan: ActionPlan, measure: Measure, manager: Client, client_for: Callable[..., Client]
) -> None:
    address = url(plan, measure.pk, "edit")
    mine = filled(read(manager, address)) | {"title": "My title", "band_5_label": "My band"}
    ann = make_member(plan.council, Role.PLAN_MANAGER, name="Ann Adviser")
    send(client_for(ann), address, title="Her title", band_2_words="Her words")

    page = Page(manager.post(address, mine), 409)

    assert "Ann Adviser changed this at" in page.main.text
    assert "Her title" in page.main.text
    assert "Met: Her words" in page.main.text
    assert (page.value("title"), page.value("band_5_label")) == ("My title", "My band")
    measure.refresh_from_db()
    assert measure.title == "Her title"

    assert manager.post(address, filled(page)).status_code == 302
    measure.refresh_from_db()
    assert measure.title == "My title"


def test_a_band_of_another_measure_cannot_be_changed_through_this_one(
    plan: ActionPlan, measure: Measure, manager: Client
) -> None:
    other = make_band(make_measure(plan), "Theirs")

    send(manager, url(plan, measure.pk, "edit"), band_5_pk=str(other.pk), band_5_label="Mine")

    other.refresh_from_db()
    assert other.label == "Theirs"
    assert band(measure, "Mine").pk != other.pk


def test_only_actions_of_the_plan_are_offered(plan: ActionPlan, manager: Client) -> None:
    make_action(plan, text="Ours.")
    make_action(make_plan(plan.council), text="Theirs.")

    page = read(manager, url(plan, "new"))

    assert page.options("action") == ["The whole plan", "1. Ours."]


# Risks


def test_risks_stand_in_their_order_with_ratings_before_and_after(
    plan: ActionPlan, reader: Client
) -> None:
    make_risk(
        plan,
        text="Not carried out.",
        uncontrolled="Medium",
        controls="Monthly.\nQuarterly.",
        controlled="Low",
    )
    make_risk(plan, text="No better rating.")

    assert read(reader, url(plan)).rows("Risks as the plan") == [
        ["Not carried out.", "Medium", "Monthly. Quarterly.", "Low"],
        ["No better rating.", "Not stated", "Not stated", "Not stated"],
    ]


def test_a_risk_is_added_and_changed(plan: ActionPlan, manager: Client) -> None:
    said = {"text": "Not done.", "uncontrolled": "High", "controls": "Watch.", "controlled": "Low"}
    answer = send(manager, risk_url(plan, "new"), **said)
    risk = Risk.objects.get()

    assert answer.url == f"{url(plan)}#risks"
    assert {name: getattr(risk, name) for name in said} == said
    assert (risk.order, risk.added_on) == (1, DAY)

    assert send(manager, risk_url(plan, risk.pk), controlled="Medium").status_code == 302
    risk.refresh_from_db()
    assert (risk.controlled, risk.text) == ("Medium", "Not done.")


def test_a_risk_without_words_or_named_twice_is_refused(plan: ActionPlan, manager: Client) -> None:
    make_risk(plan, text="Not done.")

    empty = Page(send(manager, risk_url(plan, "new"), text=" ", controls="Watch."))
    twice = Page(send(manager, risk_url(plan, "new"), text="Not done."))

    assert empty.errors == {"text": ["Say what the risk is"]}
    assert empty.value("controls") == "Watch."
    assert twice.errors == {"text": ["The plan names this risk already. Change that one instead"]}
    assert Risk.objects.count() == 1


def test_two_who_change_one_risk_lose_nothing(plan: ActionPlan, manager: Client) -> None:
    risk = make_risk(plan, text="Not done.")
    mine = filled(read(manager, risk_url(plan, risk.pk))) | {"controls": "My controls"}
    Risk.objects.filter(pk=risk.pk).update(text="Their words.")

    page = Page(manager.post(risk_url(plan, risk.pk), mine), 409)

    assert "Somebody changed this at" in page.main.text
    assert "Their words." in page.main.text
    assert page.value("controls") == "My controls"
    assert manager.post(risk_url(plan, risk.pk), filled(page)).status_code == 302


def test_what_was_typed_is_text_on_every_page(plan: ActionPlan, manager: Client) -> None:
    measure = make_measure(plan, "<i>Title</i>", unit="<i>u</i>", printed_target="<i>soon</i>")
    make_band(measure, "<i>Band</i>", words="<i>words</i>")
    make_reading(measure, value=5, words="<i>said</i>")
    make_risk(plan, text="<i>risk</i>", controls="<i>controls</i>")

    for address in (
        url(plan),
        url(plan, measure.pk),
        url(plan, measure.pk, "edit"),
        url(plan, measure.pk, "readings", "new"),
    ):
        assert b"<i>" not in manager.get(address).content
