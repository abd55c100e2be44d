"""What changed between two states of a plan: lists made of rows alone."""

import datetime
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplans.changes import (
    ALWAYS_ASKED,
    HEADINGS,
    Change,
    Changes,
    EndingBetween,
    Reopening,
    changes,
)
from actionplans.rag import Meaning, Move, Outlook, Progress, Status
from actionplans.rows import (
    ActionNamed,
    Backing,
    DateShown,
    Ended,
    Lead,
    Rating,
    Reopened,
    Row,
    Said,
    Step,
)
from tests.factories import DAY, days

THEN = days(-30)
ENDED = Ended("withdrawn", "Withdrawn", "No longer feasible.", days(-3), "Cabinet", None)


def a_date(pk: int, due: datetime.date | None, **fields: Any) -> DateShown:
    plain: dict[str, Any] = {
        "words": f"{due:%-d %B %Y}" if due else "Ongoing",
        "recurrence": "",
        "reason": "The trainer left.",
        "agreed_by": "An officer",
        "counts": True,
    }
    return DateShown(pk=pk, due=due, **(plain | fields))


def a_word(update: int, step: int | None = 1, **fields: Any) -> Said:
    plain: dict[str, Any] = {
        "text": f"Report {update}.",
        "difference": "",
        "progress": Progress.IN_PROGRESS,
        "outlook": "",
        "reason": "",
        "day": days(-5),
        "known_on": days(-5),
        "author": "Bea Marsh",
        "how": "here",
        "accepted": True,
    }
    return Said(update_id=update, step_id=step, **(plain | fields))


def a_step(status: Status = Status.IN_PROGRESS, pk: int = 1, **fields: Any) -> Step:
    plain: dict[str, Any] = {
        "order": pk,
        "text": f"Step {pk}.",
        "leads": (),
        "printed_leads": "",
        "dates": (),
        "said": None,
        "of_row": False,
        "days_late": 0,
    }
    return Step(pk=pk, status=status, **(plain | fields))


def a_row(status: Status = Status.IN_PROGRESS, *steps: Step, pk: int = 1, **fields: Any) -> Row:
    plain: dict[str, Any] = {
        "plan_id": 1,
        "order": pk,
        "reference": str(pk),
        "text": f"Action {pk}.",
        "source_text": "",
        "theme": "",
        "accountable": "",
        "is_confidential": False,
        "printed_leads": "",
        "answers": (),
        "said_of_row": None,
        "rating": None,
        "backing": Backing(updates=1),
    }
    return Row(pk=pk, status=status, steps=steps or (a_step(status),), **(plain | fields))


def found(before: Row | None, after: Row, **facts: Any) -> dict[str, Change]:
    """Return the lists the one action stands in."""
    made = changes([before] if before else [], [after], THEN, DAY, **facts)
    return {
        name: getattr(made, name)[0] for name in [*HEADINGS, "unchanged"] if getattr(made, name)
    }


OPEN = a_row(Status.IN_PROGRESS)
HEARD: dict[str, Any] = {"backing": Backing(updates=2)}


@pytest.mark.parametrize(
    ("before", "after", "lists"),
    [
        (Status.IN_PROGRESS, Status.DONE, {"completed"}),
        (Status.CLAIMED, Status.DONE, {"completed"}),
        (Status.LATE, Status.EMBEDDED, {"completed"}),
        (Status.DONE, Status.EMBEDDED, {"checked"}),
        (Status.ON_TRACK, Status.LATE, {"newly_late"}),
        (Status.SILENT, Status.LATE, {"newly_late"}),
        (Status.NOT_STATED, Status.SILENT, {"newly_silent"}),
        (Status.AT_RISK, Status.ON_TRACK, {"rerated"}),
        (Status.ON_TRACK, Status.OFF_TRACK, {"rerated"}),
        (Status.IN_PROGRESS, Status.CLAIMED, {"rerated"}),
        (Status.LATE, Status.IN_PROGRESS, {"rerated"}),
        (Status.DONE, Status.IN_PROGRESS, {"reopened"}),
        (Status.EMBEDDED, Status.LATE, {"reopened", "newly_late"}),
        (Status.LATE, Status.LATE, {"reported"}),
        (Status.ON_TRACK, Status.ON_TRACK, {"reported"}),
        (Status.DONE, Status.DONE, {"reported"}),
    ],
)
def test_a_status_puts_an_action_that_was_reported_on_in_its_list(
    before: Status, after: Status, lists: set[str]
) -> None:
    assert set(found(a_row(before), a_row(after, **HEARD))) == lists


@pytest.mark.parametrize(
    ("before", "after", "lists"),
    [
        (Status.ON_TRACK, Status.ON_TRACK, {"not_reported"}),
        (Status.ON_TRACK, Status.SILENT, {"newly_silent", "not_reported"}),
        (Status.DONE, Status.DONE, {"unchanged"}),
        (Status.CLAIMED, Status.DONE, {"completed"}),
        (Status.CLAIMED, Status.CLAIMED, {"not_reported"}),
    ],
)
def test_without_a_report_an_open_action_stands_under_nothing_reported(
    before: Status, after: Status, lists: set[str]
) -> None:
    assert set(found(a_row(before), a_row(after))) == lists


def test_a_report_that_takes_the_place_of_one_sent_back_is_heard_too() -> None:
    before = a_row(Status.IN_PROGRESS, a_step(said=a_word(1)))
    after = a_row(Status.IN_PROGRESS, a_step(said=a_word(2)))

    assert set(found(before, after)) == {"reported"}


def test_late_is_told_of_the_step_that_became_late() -> None:
    before = a_row(Status.LATE, a_step(Status.LATE), a_step(Status.ON_TRACK, 2))
    after = a_row(Status.LATE, a_step(Status.LATE), a_step(Status.LATE, 2), **HEARD)

    assert [step.pk for step in found(before, after)["newly_late"].steps] == [2]


def test_a_step_done_in_an_action_that_goes_on_is_told_apart_from_actions_completed() -> None:
    before = a_row(Status.IN_PROGRESS, a_step(), a_step(pk=2))
    after = a_row(Status.IN_PROGRESS, a_step(Status.DONE), a_step(pk=2), **HEARD)

    assert set(found(before, after)) == {"steps_done"}
    made = changes([before], [after], THEN, DAY)
    assert made.summary == "1 step of other actions done"


# Dates

FIRST, SECOND, THIRD, FOURTH = (a_date(n, days(10 * n)) for n in (1, 2, 3, 4))


def test_moves_that_came_along_with_an_action_carried_in_are_no_news_of_the_plan() -> None:
    entered = days(-10)
    came = (a_date(1, days(5), day=entered), a_date(2, days(20), day=entered))
    since = a_date(3, days(40), day=days(-1))
    carried = a_row(
        Status.IN_PROGRESS,
        a_step(dates=(*came, since)),
        added_on=entered,
        carried_from=(ActionNamed(9, 2, "A9", "Phase 1"),),
    )

    made = changes([], [carried], THEN, DAY)

    assert [change.after.pk for change in made.added] == [carried.pk]
    assert [(move.was, move.to) for move in made.moved[0].moves] == [(came[1], since)]


def test_a_date_that_moved_twice_shows_both_moves() -> None:
    moved_twice = replace(THIRD, move=Move.DELAYED, reason="Nobody applied.")
    before = a_row(Status.IN_PROGRESS, a_step(dates=(FIRST,)))
    after = a_row(Status.IN_PROGRESS, a_step(dates=(FIRST, SECOND, moved_twice)))

    moves = found(before, after)["moved"].moves

    assert [(move.was, move.to) for move in moves] == [(FIRST, SECOND), (SECOND, moved_twice)]
    made = changes([before], [after], THEN, DAY)
    assert made.summary == "2 dates moved, nothing reported on 1"


def test_only_moves_since_the_first_day_are_told() -> None:
    before = a_row(Status.IN_PROGRESS, a_step(dates=(FIRST, SECOND)))
    after = a_row(Status.IN_PROGRESS, a_step(dates=(FIRST, SECOND, THIRD)))

    assert [move.to for move in found(before, after)["moved"].moves] == [THIRD]
    assert "moved" not in found(before, before)


def test_a_date_asked_for_stands_apart_until_it_counts() -> None:
    asked = replace(SECOND, counts=False, agreed=False)
    before = a_row(Status.IN_PROGRESS, a_step(dates=(FIRST,)))
    requested = a_row(Status.IN_PROGRESS, a_step(dates=(FIRST, asked)), **HEARD)
    agreed = a_row(Status.IN_PROGRESS, a_step(dates=(FIRST, SECOND)), **HEARD)

    assert set(found(before, requested)) == {"asked_for"}
    assert [a.date for a in found(before, requested)["asked_for"].asked] == [asked]
    assert set(found(requested, requested)) == {"not_reported"}
    assert [m.to for m in found(requested, agreed)["moved"].moves] == [SECOND]


def test_what_was_asked_for_and_settled_by_another_date_waits_for_nobody() -> None:
    asked = replace(SECOND, counts=False)
    before = a_row(Status.IN_PROGRESS, a_step(dates=(FIRST,)))
    after = a_row(Status.IN_PROGRESS, a_step(dates=(FIRST, asked, THIRD)))

    assert "asked_for" not in found(before, after)
    assert [(m.was, m.to) for m in found(before, after)["moved"].moves] == [(FIRST, THIRD)]


def test_the_first_date_of_a_step_that_had_none_is_told_and_that_of_a_new_step_is_not() -> None:
    without = a_row(Status.IN_PROGRESS, a_step())
    dated = a_row(Status.IN_PROGRESS, a_step(dates=(FIRST,)))

    assert [(m.was, m.to) for m in found(without, dated)["dated"].moves] == [(None, FIRST)]
    assert "moved" not in found(without, dated)
    assert set(found(None, dated)) == {"added"}


def test_a_date_that_does_not_count_any_more_is_told() -> None:
    before = a_row(Status.IN_PROGRESS, a_step(dates=(FIRST, SECOND)))
    after = a_row(Status.IN_PROGRESS, a_step(dates=(FIRST, replace(SECOND, counts=False))))

    (moved,) = found(before, after)["moved"].moves
    assert (moved.was, moved.to, moved.is_back) == (SECOND, FIRST, True)


# Ratings, reopening, endings, words


def rated(meaning: Meaning, label: str, over: int = 0) -> Rating:
    return Rating(label, "#000000", "What it means.", meaning, over)


def test_a_scale_that_words_a_rating_anew_does_not_rate_anew() -> None:
    green = a_row(Status.ON_TRACK, rating=rated(Meaning.ON_TRACK, "Green"), **HEARD)
    target = replace(green, rating=rated(Meaning.ON_TRACK, "On target"))

    assert "rerated" not in found(green, target)


def test_later_by_a_month_may_be_another_rating_of_the_same_status() -> None:
    amber = a_row(Status.LATE, rating=rated(Meaning.OFF_TRACK, "Amber"))
    red = a_row(Status.LATE, rating=rated(Meaning.OFF_TRACK, "Red", 30))

    change = found(amber, red)["rerated"]
    assert (change.was_rated, change.now_rated) == ("Amber", "Red")


@pytest.mark.parametrize(
    ("was", "now", "way", "words"),
    [
        (Status.ON_TRACK, Status.AT_RISK, -1, "from on track to at risk"),
        (Status.AT_RISK, Status.ON_TRACK, 1, "from at risk to on track"),
        (Status.NOT_STATED, Status.ON_TRACK, 0, "from not stated to on track"),
        (Status.ON_TRACK, Status.NOT_STATED, 0, "from on track to not stated"),
        (Status.NOT_STARTED, Status.IN_PROGRESS, 1, "from not started to in progress"),
    ],
)
def test_a_re_rating_says_from_what_to_what_and_whether_it_is_better(
    was: Status, now: Status, way: int, words: str
) -> None:
    change = found(a_row(was), a_row(now, **HEARD))["rerated"]

    assert (change.way, change.from_to) == (way, words)


def test_re_ratings_are_counted_by_their_way_and_the_worst_come_first() -> None:
    pairs = [
        (Status.AT_RISK, Status.ON_TRACK),
        (Status.NOT_STATED, Status.ON_TRACK),
        (Status.ON_TRACK, Status.AT_RISK),
        (Status.ON_TRACK, Status.OFF_TRACK),
    ]
    before = [replace(a_row(was), pk=place) for place, (was, _) in enumerate(pairs)]
    after = [replace(a_row(now, **HEARD), pk=place) for place, (_, now) in enumerate(pairs)]

    made = changes(before, after, THEN, DAY)

    assert [change.after.pk for change in made.rerated] == [3, 2, 1, 0]
    headings = {name: heading for name, heading, _ in made.lists}
    assert headings["rerated"] == "Re-rated: 1 better, 2 worse, 1 cannot be compared"
    assert "4 re-rated (1 better, 2 worse, 1 cannot be compared)" in made.summary


def test_another_label_alone_says_both_labels() -> None:
    amber = a_row(Status.LATE, rating=rated(Meaning.OFF_TRACK, "Amber"))
    red = a_row(Status.LATE, rating=rated(Meaning.OFF_TRACK, "Red", 30))

    assert found(amber, red)["rerated"].from_to == "from Amber to Red"


def test_the_word_on_a_change_is_new_and_on_the_step_that_changed() -> None:
    old, new = a_word(1), a_word(2, outlook=Outlook.AT_RISK, reason="Two posts are empty.")
    elsewhere = a_word(3, step=2, day=DAY)
    before = a_row(Status.ON_TRACK, a_step(Status.ON_TRACK, said=old), a_step(pk=2))
    after = a_row(
        Status.AT_RISK, a_step(Status.AT_RISK, said=new), a_step(pk=2, said=elsewhere), **HEARD
    )

    assert found(before, after)["rerated"].new_word == new
    day_alone = replace(before, status=Status.NOT_STARTED)
    assert found(before, day_alone)["rerated"].new_word is None


def test_a_completion_accepted_and_reopened_between_the_days_shows_both() -> None:
    facts = Reopening(1, 1, "The audit found gaps.", days(-3), "Bea Marsh", days(-9))
    after = a_row(
        Status.IN_PROGRESS,
        a_step(
            said=a_word(
                2,
                progress=Progress.COMPLETE,
                reopened=Reopened("The audit found gaps.", days(-3), "Bea Marsh"),
            )
        ),
        **HEARD,
    )

    change = found(OPEN, after, reopenings=[facts])["reopened"]
    assert change.reopenings == (facts,)
    assert "reopened" not in found(OPEN, after)


def test_an_action_withdrawn_is_in_that_list_alone_and_only_once() -> None:
    gone = a_row(Status.WITHDRAWN, a_step(Status.LATE), ended=ENDED)

    assert set(found(OPEN, gone)) == {"ended"}
    assert set(found(gone, gone)) == {"unchanged"}


def test_an_action_put_back_is_not_completed_by_that() -> None:
    gone = a_row(Status.WITHDRAWN, a_step(Status.DONE), ended=ENDED)

    assert set(found(gone, a_row(Status.DONE, a_step(Status.DONE)))) == {"put_back"}
    gone_late = replace(gone, steps=(a_step(Status.LATE),))
    late = found(gone_late, a_row(Status.LATE, a_step(Status.LATE)))
    assert set(late) == {"put_back", "newly_late"}


def test_what_was_withdrawn_and_put_back_between_the_days_shows_both() -> None:
    out = EndingBetween(1, "Withdrawn", "No money.", days(-9), is_restored=False)
    back = EndingBetween(1, "Put back", "Money was found.", days(-2), is_restored=True)

    lists = found(OPEN, replace(OPEN, **HEARD), endings=[out, back])

    assert lists["ended"].endings == (out,)
    assert lists["put_back"].endings == (back,)


def test_steps_added_and_words_and_leads_that_changed_are_told() -> None:
    before = a_row(Status.IN_PROGRESS, a_step(leads=(Lead(1, "Bea Marsh"),)), text="Train all.")
    after = a_row(
        Status.IN_PROGRESS,
        a_step(text="Train half.", leads=(Lead(2, "Amy Dorrit"),)),
        a_step(pk=2),
        text="Train some.",
        **HEARD,
    )

    lists = found(before, after)
    assert [step.pk for step in lists["steps_added"].steps] == [2]
    assert [(w.what, w.was, w.now) for w in lists["reworded"].words] == [
        ("The action", "Train all.", "Train some."),
        ("Step 1", "Step 1.", "Train half."),
        ("Step 1, led by", "Bea Marsh", "Amy Dorrit"),
    ]


# The sentence


def test_the_summary_counts_each_list_in_the_order_members_ask() -> None:
    before = [a_row(pk=n) for n in (1, 2, 3, 5)]
    before.append(a_row(Status.IN_PROGRESS, a_step(dates=(FIRST,)), pk=4))
    after = [
        a_row(Status.DONE, pk=1, **HEARD),
        a_row(Status.DONE, pk=2, **HEARD),
        a_row(Status.LATE, pk=3),
        a_row(Status.IN_PROGRESS, a_step(dates=(FIRST, SECOND, THIRD, FOURTH)), pk=4, **HEARD),
        a_row(Status.WITHDRAWN, pk=5, ended=ENDED),
        a_row(pk=6),
    ]

    assert changes(before, after, THEN, DAY).summary == (
        "2 completed, 1 newly late, 3 dates moved, 1 added, "
        "1 withdrawn, superseded or carried over, nothing reported on 1"
    )


def test_nothing_changed_is_said() -> None:
    done = a_row(Status.DONE)
    made = changes([done], [done], THEN, DAY)

    assert made.summary == "nothing changed"
    assert made.empty.startswith("completed, newly late, ")
    assert made.empty.endswith(" or without a report")
    assert changes([OPEN], [a_row(Status.DONE)], THEN, DAY).empty.startswith("newly late, ")
    assert set(ALWAYS_ASKED) <= set(HEADINGS)


# Nothing is lost

statuses = st.sampled_from([s for s in Status if s not in (Status.SUPERSEDED, Status.CARRIED)])
dates = st.lists(
    st.tuples(st.integers(1, 5), st.booleans()), max_size=4, unique_by=lambda pair: pair[0]
)
steps = st.tuples(statuses, dates, st.none() | st.integers(1, 4))


def _step(pk: int, drawn: Any) -> Step:
    status, of_dates, update = drawn
    shown = tuple(a_date(n, days(n), counts=counts) for n, counts in sorted(of_dates))
    return a_step(status, pk, dates=shown, said=a_word(update, pk) if update else None)


@st.composite
def states(draw: st.DrawFn) -> list[Row]:
    rows = []
    for pk in draw(st.lists(st.integers(1, 6), unique=True)):
        drawn = draw(st.lists(steps, min_size=1, max_size=3))
        status = draw(statuses)
        rows.append(
            a_row(
                status,
                *(_step(number, each) for number, each in enumerate(drawn, 1)),
                pk=pk,
                ended=ENDED if status == Status.WITHDRAWN else None,
                backing=Backing(updates=draw(st.integers(0, 3))),
            )
        )
    return rows


@settings(max_examples=300, deadline=None)
@given(states(), states())
def test_every_action_stands_in_a_list_or_is_unchanged_and_once_in_each(
    before: list[Row], after: list[Row]
) -> None:
    made = changes(before, after, THEN, DAY)
    lists = {name: [c.after.pk for c in getattr(made, name)] for name in HEADINGS}
    told = {pk for pks in lists.values() for pk in pks}
    unchanged = {change.after.pk for change in made.unchanged}

    assert all(max(Counter(pks).values(), default=1) == 1 for pks in lists.values())
    assert told.isdisjoint(unchanged)
    assert told | unchanged == {row.pk for row in after}
    assert len(told) + len(made.unchanged) == len(after)


@settings(max_examples=100, deadline=None)
@given(states())
def test_between_a_state_and_itself_nothing_changed(rows: list[Row]) -> None:
    made = changes(rows, rows, THEN, DAY)

    assert [c.after for c in made.not_reported] == [row for row in rows if row.is_open]
    assert [c.after for c in made.unchanged] == [row for row in rows if not row.is_open]
    assert [name for name in HEADINGS if getattr(made, name) and name != "not_reported"] == []


def test_a_plan_of_no_actions_has_no_changes() -> None:
    assert changes([], [], THEN, DAY) == Changes(THEN, DAY)
