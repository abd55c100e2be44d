"""What a step and an action are on a day, as tables."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans import rag
from actionplans.rag import (
    Meaning,
    Move,
    Outlook,
    Position,
    Progress,
    Status,
    action_status,
    contradiction,
    counts,
    days_late,
    meaning_of,
    move_of,
    position_of,
    step_status,
    tally,
)
from tests.factories import DAY, days

YESTERDAY, TOMORROW = days(-1), days(1)
CLAIM, SIGNED_OFF, LASTS = None, Status.DONE, Status.EMBEDDED

# Progress, outlook, accepted, due date, what the step is on DAY.
STEPS = [
    ("", "", None, None, Status.NOT_STATED),
    ("", "", None, TOMORROW, Status.NOT_STATED),
    ("", "", None, DAY, Status.NOT_STATED),
    ("", "", None, YESTERDAY, Status.SILENT),
    ("not_stated", "", SIGNED_OFF, None, Status.NOT_STATED),
    ("not_stated", "", SIGNED_OFF, DAY, Status.NOT_STATED),
    ("not_stated", "", SIGNED_OFF, YESTERDAY, Status.SILENT),
    ("not_stated", "at_risk", SIGNED_OFF, YESTERDAY, Status.SILENT),
    ("not_stated", "at_risk", SIGNED_OFF, TOMORROW, Status.AT_RISK),
    ("not_started", "", SIGNED_OFF, None, Status.NOT_STARTED),
    ("not_started", "", SIGNED_OFF, DAY, Status.NOT_STARTED),
    ("not_started", "", SIGNED_OFF, YESTERDAY, Status.LATE),
    ("not_started", "", None, YESTERDAY, Status.LATE),
    ("not_started", "on_track", SIGNED_OFF, TOMORROW, Status.NOT_STARTED),
    ("not_started", "at_risk", SIGNED_OFF, TOMORROW, Status.AT_RISK),
    ("not_started", "off_track", SIGNED_OFF, TOMORROW, Status.OFF_TRACK),
    ("in_progress", "", SIGNED_OFF, None, Status.IN_PROGRESS),
    ("in_progress", "", SIGNED_OFF, TOMORROW, Status.IN_PROGRESS),
    ("in_progress", "", SIGNED_OFF, DAY, Status.IN_PROGRESS),
    ("in_progress", "", SIGNED_OFF, YESTERDAY, Status.LATE),
    ("in_progress", "on_track", SIGNED_OFF, YESTERDAY, Status.LATE),
    ("in_progress", "on_track", SIGNED_OFF, TOMORROW, Status.ON_TRACK),
    ("in_progress", "on_track", None, TOMORROW, Status.ON_TRACK),
    ("in_progress", "at_risk", SIGNED_OFF, None, Status.AT_RISK),
    ("in_progress", "at_risk", None, TOMORROW, Status.AT_RISK),
    ("in_progress", "off_track", SIGNED_OFF, TOMORROW, Status.OFF_TRACK),
    ("in_progress", "off_track", SIGNED_OFF, YESTERDAY, Status.LATE),
    ("complete", "", CLAIM, None, Status.CLAIMED),
    ("complete", "", CLAIM, YESTERDAY, Status.CLAIMED),
    ("complete", "off_track", CLAIM, TOMORROW, Status.CLAIMED),
    ("complete", "", SIGNED_OFF, None, Status.DONE),
    ("complete", "", SIGNED_OFF, YESTERDAY, Status.DONE),
    ("complete", "at_risk", SIGNED_OFF, TOMORROW, Status.DONE),
    ("complete", "", LASTS, YESTERDAY, Status.EMBEDDED),
    ("not_stated", "on_track", SIGNED_OFF, TOMORROW, Status.ON_TRACK),
    ("not_stated", "on_track", SIGNED_OFF, YESTERDAY, Status.SILENT),
    ("in_progress", "on_track", LASTS, YESTERDAY, Status.LATE),
]


@pytest.mark.parametrize(("progress", "outlook", "accepted", "due", "status"), STEPS)
def test_a_step_is_what_dates_prove_beside_what_a_person_says(
    progress: str,
    outlook: str,
    accepted: Status | None,
    due: datetime.date | None,
    status: Status,
) -> None:
    assert step_status(progress, outlook, accepted, due, DAY) is status


progresses = st.sampled_from(["", *Progress])
outlooks = st.sampled_from(["", *Outlook])
verdicts = st.sampled_from([CLAIM, SIGNED_OFF, LASTS])
dates = st.none() | st.dates(min_value=days(-400), max_value=days(400))


@given(progresses, outlooks, verdicts, dates)
def test_past_its_date_an_unfinished_step_is_never_on_track(
    progress: str, outlook: str, accepted: Status | None, due: datetime.date | None
) -> None:
    status = step_status(progress, outlook, accepted, due, DAY)

    late = due is not None and due < DAY and progress != Progress.COMPLETE
    assert (status in (Status.LATE, Status.SILENT)) is late


@given(progresses, outlooks, verdicts, dates)
def test_nothing_is_done_that_nobody_accepted_as_complete(
    progress: str, outlook: str, accepted: Status | None, due: datetime.date | None
) -> None:
    status = step_status(progress, outlook, accepted, due, DAY)

    assert (status in rag.SIGNED_OFF) is (progress == Progress.COMPLETE and accepted is not None)


LATE, SILENT, OFF, RISK = Status.LATE, Status.SILENT, Status.OFF_TRACK, Status.AT_RISK
NOT_STARTED, GOING, ON = Status.NOT_STARTED, Status.IN_PROGRESS, Status.ON_TRACK
UNSTATED, CLAIMED, DONE = Status.NOT_STATED, Status.CLAIMED, Status.DONE

ACTIONS = [
    ([], UNSTATED),
    ([DONE], DONE),
    ([DONE, DONE], DONE),
    ([CLAIMED], CLAIMED),
    ([DONE, CLAIMED], CLAIMED),
    ([DONE, UNSTATED], UNSTATED),
    ([UNSTATED], UNSTATED),
    ([UNSTATED, ON], GOING),
    ([NOT_STARTED], NOT_STARTED),
    ([NOT_STARTED, NOT_STARTED], NOT_STARTED),
    ([NOT_STARTED, DONE], GOING),
    ([NOT_STARTED, CLAIMED], GOING),
    ([NOT_STARTED, ON], GOING),
    ([NOT_STARTED, UNSTATED], NOT_STARTED),
    ([NOT_STARTED, NOT_STARTED, UNSTATED], NOT_STARTED),
    ([NOT_STARTED, UNSTATED, DONE], GOING),
    ([NOT_STARTED, UNSTATED, CLAIMED], GOING),
    ([NOT_STARTED, UNSTATED, GOING], GOING),
    ([ON], ON),
    ([ON, DONE], ON),
    ([ON, CLAIMED], ON),
    ([ON, GOING], GOING),
    ([GOING, DONE], GOING),
    ([RISK, DONE], RISK),
    ([OFF, RISK], OFF),
    ([SILENT, OFF], SILENT),
    ([LATE, SILENT], LATE),
    ([DONE, DONE, LATE], LATE),
    ([ON, ON, RISK], RISK),
]


@pytest.mark.parametrize(("steps", "status"), ACTIONS)
def test_an_action_is_what_its_steps_make_it(steps: list[Status], status: Status) -> None:
    assert action_status(steps) is status


# Worst first; the four that are merely open are as good as one another.
LEVELS = {LATE: 0, SILENT: 1, OFF: 2, RISK: 3, CLAIMED: 5, DONE: 6, LASTS: 7}
# A step itself never leaves the plan: its action does.
OF_STEPS = [status for status in Status if status not in rag.ENDED]
some_steps = st.lists(st.sampled_from(OF_STEPS), min_size=1, max_size=8)


@given(some_steps)
def test_an_action_is_never_better_than_the_worst_of_its_steps(steps: list[Status]) -> None:
    found = LEVELS.get(action_status(steps), 4)

    assert found == min(LEVELS.get(step, 4) for step in steps)


@given(some_steps)
def test_an_action_is_on_track_only_when_every_open_step_is(steps: list[Status]) -> None:
    open_steps = {step for step in steps if step not in (DONE, LASTS, CLAIMED)}

    assert (action_status(steps) is ON) is (open_steps == {ON})


@given(some_steps)
def test_an_action_is_in_progress_only_where_a_step_has_begun(steps: list[Status]) -> None:
    begun = {GOING, ON, CLAIMED, DONE, LASTS}

    assert action_status(steps) is not GOING or begun & set(steps)


@given(some_steps, st.randoms(use_true_random=False))
def test_the_order_and_number_of_equal_steps_do_not_matter(steps: list[Status], random) -> None:
    other = steps + steps
    random.shuffle(other)

    assert action_status(other) is action_status(steps)


MEANINGS = [
    (LATE, Meaning.OFF_TRACK),
    (SILENT, None),
    (OFF, Meaning.OFF_TRACK),
    (RISK, Meaning.AT_RISK),
    (NOT_STARTED, Meaning.NOT_STARTED),
    (GOING, None),
    (ON, Meaning.ON_TRACK),
    (UNSTATED, None),
    (CLAIMED, None),
    (DONE, Meaning.COMPLETE),
    (LASTS, Meaning.EMBEDDED),
    *((status, None) for status in (Status.SUPERSEDED, Status.CARRIED, Status.WITHDRAWN)),
]


@pytest.mark.parametrize(("status", "meaning"), MEANINGS)
def test_a_rating_is_looked_up_only_where_somebody_said_how_it_goes(
    status: Status, meaning: Meaning | None
) -> None:
    assert meaning_of(status) is meaning


def test_every_status_has_been_given_its_meaning_or_none() -> None:
    assert [status for status, _ in MEANINGS] == list(Status)


@pytest.mark.parametrize(
    ("due", "late"),
    [(None, 0), (days(1), 0), (DAY, 0), (days(-1), 1), (days(-31), 31)],
)
def test_days_late_start_on_the_day_after_the_date(due: datetime.date | None, late: int) -> None:
    assert days_late(due, DAY) == late


@given(st.lists(st.sampled_from(Status)))
def test_counts_name_what_occurs_worst_first_and_add_up(statuses: list[Status]) -> None:
    found = counts(statuses)

    assert sum(number for _, number in found) == len(statuses)
    assert [status for status, _ in found] == [s for s in Status if s in statuses]
    assert all(number == statuses.count(status) for status, number in found)


@pytest.mark.parametrize("kind", [Progress, Outlook, Meaning, Status])
def test_a_value_reads_back_from_what_is_stored_and_has_words(kind: type) -> None:
    for member in kind:
        assert kind(str(member)) is member
        assert member == member.value
        assert member.words[0].isupper()


def test_the_class_name_of_a_value_has_hyphens() -> None:
    assert Status.NOT_STARTED.slug == "not-started"
    assert type(Status.NOT_STARTED.slug) is str


# Steps, open-ended checks beside them, and what the action is.
CONTINUING = [
    ([DONE], [ON], DONE),
    ([DONE, LASTS], [GOING], DONE),
    ([LASTS], [UNSTATED], LASTS),
    ([DONE], [SILENT], SILENT),
    ([DONE], [RISK], RISK),
    ([DONE, CLAIMED], [GOING], GOING),
    ([ON], [ON], ON),
    ([], [ON], ON),
    ([], [UNSTATED], UNSTATED),
    ([NOT_STARTED], [GOING], GOING),
]


@pytest.mark.parametrize(("steps", "continuing", "status"), CONTINUING)
def test_an_open_ended_check_keeps_no_action_from_being_done_unless_it_is_a_problem(
    steps: list[Status], continuing: list[Status], status: Status
) -> None:
    assert action_status(steps, continuing) is status


@pytest.mark.parametrize(
    ("before", "moved_on", "called", "move"),
    [
        (DAY, DAY, "", Move.REVISED),
        (DAY, YESTERDAY, "", Move.REVISED),
        (DAY, TOMORROW, "", Move.DELAYED),
        (None, DAY, "", None),
        (None, DAY, "delayed", Move.DELAYED),
        (DAY, TOMORROW, "revised", Move.REVISED),
    ],
)
def test_a_date_moved_after_it_passed_is_delayed_and_before_it_revised(
    before: datetime.date | None, moved_on: datetime.date, called: str, move: Move | None
) -> None:
    assert move_of(before, moved_on, called) is move


POSITIONS = [
    (DONE, [Move.DELAYED], Position.COMPLETE),
    (LASTS, [], Position.COMPLETE),
    (LATE, [Move.REVISED], Position.DELAYED),
    (ON, [], Position.ON_COURSE),
    (ON, [None, Move.REVISED], Position.REVISED),
    (GOING, [Move.REVISED, Move.DELAYED], Position.DELAYED),
    (UNSTATED, [Move.DELAYED], Position.DELAYED),
    (UNSTATED, [], Position.NOT_STATED),
    (SILENT, [], Position.NOT_STATED),
    (CLAIMED, [], Position.INCOMPLETE),
    (RISK, [None], Position.INCOMPLETE),
    (NOT_STARTED, [], Position.INCOMPLETE),
    (Status.WITHDRAWN, [Move.DELAYED], Position.ENDED),
    (Status.CARRIED, [], Position.ENDED),
]


@pytest.mark.parametrize(("status", "moves", "position"), POSITIONS)
def test_a_paper_of_counts_puts_every_action_at_one_position(
    status: Status, moves: list[Move | None], position: Position
) -> None:
    assert position_of(status, moves) is position


def test_numbers_without_names_are_taken_from_those_whose_position_is_not_stated() -> None:
    own = [Position.COMPLETE, *[Position.NOT_STATED] * 5]
    group = {Position.COMPLETE: 1, Position.INCOMPLETE: 3}

    found = tally(own, [group])

    assert sum(found.values()) == 6
    assert {position: n for position, n in found.items() if n} == {
        Position.COMPLETE: 2,
        Position.INCOMPLETE: 3,
        Position.NOT_STATED: 1,
    }


@given(
    st.lists(st.sampled_from(Status)),
    st.lists(st.sampled_from([None, *Move])),
)
def test_positions_add_up_to_the_actions(statuses: list[Status], moves: list[Move | None]) -> None:
    found = tally(position_of(status, moves) for status in statuses)

    assert sum(found.values()) == len(statuses)
    assert list(found) == list(Position)


@pytest.mark.parametrize(
    ("outlook", "status", "disagree"),
    [
        ("on_track", LATE, True),
        ("on_track", SILENT, True),
        ("on_track", ON, False),
        ("at_risk", LATE, False),
        ("", LATE, False),
    ],
)
def test_on_track_past_the_date_contradicts_itself(
    outlook: str, status: Status, disagree: bool
) -> None:
    assert contradiction(outlook, status) is disagree
