"""The words of a day: versions, and the rows that stood under another."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pgtrigger
import pytest

from actionplans.history import children_on, versions_on
from actionplans.models import Action, Milestone, MilestoneLead
from councils.days import end_of
from tests.factories import DAY, days, make_action, make_lead, make_milestone, make_officer

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")


def at(day: datetime.date, hour: int = 12, minute: int = 0) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(hour, minute), LONDON)


def date_versions(row: Any, *moments: datetime.datetime) -> None:
    """Give the versions of `row`, in order, these moments in place of the test's own."""
    model = type(row).pgh_event_model
    events = model.objects.filter(pgh_obj_id=row.pk).order_by("pgh_id")
    with pgtrigger.ignore(f"{model._meta.label}:append_only"):
        for event, moment in zip(events, moments, strict=True):
            model.objects.filter(pgh_id=event.pgh_id).update(pgh_created_at=moment)


def reword(action: Action, *texts: str) -> None:
    for text in texts:
        action.text = text
        action.save()


def text_on(action: Action, day: datetime.date) -> str:
    return versions_on(Action, [action.pk], day)[action.pk].text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (days(-100), "First"),
        (days(-11), "First"),
        (days(-10), "First"),
        (days(-6), "First"),
        (days(-5), "Second"),
        (days(-1), "Second"),
        (DAY, "Third"),
        (days(100), "Third"),
    ],
)
def test_the_words_of_a_day_are_those_at_its_end_and_before_the_first_the_first(
    day: datetime.date, text: str
) -> None:
    action = make_action(text="First")
    reword(action, "Second", "Third")
    date_versions(action, at(days(-10)), at(days(-5)), at(DAY))

    assert text_on(action, day) == text


# A change in the last minute of a day in London, and in the first of the next: in winter
# and in summer, when London is an hour ahead of UTC.
@pytest.mark.parametrize("day", [datetime.date(2026, 1, 15), datetime.date(2026, 7, 15)])
def test_a_day_ends_at_midnight_in_london(day: datetime.date) -> None:
    action = make_action(text="Before")
    reword(action, "In the last minute", "In the first minute of the next day")
    next_day = day + datetime.timedelta(days=1)
    date_versions(action, at(days(-400)), at(day, 23, 59), at(next_day, 0, 0))

    assert text_on(action, day) == "In the last minute"
    assert text_on(action, next_day) == "In the first minute of the next day"


def test_the_end_of_a_day_is_told_in_london_time() -> None:
    assert end_of(datetime.date(2026, 7, 15)).astimezone(datetime.UTC).hour == 23
    assert end_of(datetime.date(2026, 1, 15)).astimezone(datetime.UTC).hour == 0
    # The clocks go back on the 25th, and that day has 25 hours.
    saturday, sunday = (
        end_of(datetime.date(2026, 10, day)).astimezone(datetime.UTC) for day in (24, 25)
    )
    assert sunday - saturday == datetime.timedelta(hours=25)


def test_of_two_versions_of_one_moment_the_later_written_holds() -> None:
    action = make_action(text="First")
    reword(action, "Second", "Third")
    date_versions(action, at(days(-5)), at(DAY), at(DAY))

    assert text_on(action, DAY) == "Third"
    assert text_on(action, days(-1)) == "First"


def test_before_two_versions_of_one_moment_the_first_written_holds() -> None:
    action = make_action(text="First")
    reword(action, "Second")
    date_versions(action, at(DAY), at(DAY))

    assert text_on(action, days(-1)) == "First"


def test_versions_of_many_rows_take_one_query(django_assert_num_queries: Any) -> None:
    actions = [make_action() for _ in range(5)]

    with django_assert_num_queries(1):
        found = versions_on(Action, [action.pk for action in actions], DAY)

    assert set(found) == {action.pk for action in actions}


def names_on(step: Milestone, day: datetime.date) -> list[int]:
    found = children_on(MilestoneLead, "milestone_id", [step.pk], day)
    return sorted(row.officer_id for row in found.get(step.pk, []))


def test_leads_are_followed_as_they_come_and_go() -> None:
    step = make_milestone()
    date_versions(step, at(days(-10)))
    council = step.action.plan.council
    stays, goes, comes = (make_officer(council) for _ in range(3))
    date_versions(make_lead(step, stays), at(days(-10)))
    leaver = make_lead(step, goes)
    date_versions(leaver, at(days(-10)))
    date_versions(make_lead(step, comes), at(days(-3)))
    gone = MilestoneLead(pk=leaver.pk)
    leaver.delete()
    date_versions(gone, at(days(-10)), at(DAY))

    assert names_on(step, days(-10)) == sorted([stays.pk, goes.pk])
    assert names_on(step, days(-3)) == sorted([stays.pk, goes.pk, comes.pk])
    assert names_on(step, days(-1)) == sorted([stays.pk, goes.pk, comes.pk])
    assert names_on(step, DAY) == sorted([stays.pk, comes.pk])


def test_before_its_first_version_a_step_has_the_leads_it_was_given_with_it() -> None:
    step = make_milestone()
    date_versions(step, at(DAY))
    council = step.action.plan.council
    first, second, later = (make_officer(council) for _ in range(3))
    date_versions(make_lead(step, first), at(DAY))
    date_versions(make_lead(step, second), at(DAY))
    date_versions(make_lead(step, later), at(DAY, 12, 1))

    assert names_on(step, days(-5)) == sorted([first.pk, second.pk])
    assert names_on(step, DAY) == sorted([first.pk, second.pk, later.pk])


def test_a_step_that_was_given_its_first_lead_later_had_none() -> None:
    step = make_milestone()
    date_versions(step, at(days(-10)))
    lead = make_lead(step)
    date_versions(lead, at(DAY))

    assert names_on(step, days(-1)) == []
    assert names_on(step, DAY) == [lead.officer_id]


def test_a_lead_that_was_replaced_shows_who_it_was() -> None:
    step = make_milestone()
    date_versions(step, at(days(-10)))
    lead = make_lead(step)
    before = lead.officer_id
    lead.officer = make_officer(step.action.plan.council)
    lead.save()
    date_versions(lead, at(days(-10)), at(DAY))

    assert names_on(step, days(-1)) == [before]
    assert names_on(step, DAY) == [lead.officer_id]


def test_a_step_that_never_had_a_lead_has_none() -> None:
    assert names_on(make_milestone(), DAY) == []


def test_children_of_many_rows_take_two_queries(django_assert_num_queries: Any) -> None:
    steps = [make_milestone() for _ in range(4)]
    for step in steps:
        make_lead(step)
        make_lead(step)

    with django_assert_num_queries(2):
        found = children_on(MilestoneLead, "milestone_id", [step.pk for step in steps], DAY)

    assert {len(rows) for rows in found.values()} == {2}
