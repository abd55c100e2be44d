"""What papers count without naming: true whichever actions they meant, and none counted twice."""

import datetime
from collections.abc import Mapping
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.over_time.bands import Band, counted
from actionplans.over_time.stands import Stands
from actionplans.over_time.unnamed import unnamed
from actionplans.rag import Position, Status
from actionplans.shown import Numbered, Published

DAY = datetime.date(2011, 8, 31)
LATER = datetime.date(2011, 10, 1)


def group(
    size: int, numbers: Mapping[Position, int], first: int = 1, **fields: object
) -> Published:
    due = fields.pop("due", None)
    rest = {"words": "some", "source": "A paper", "paragraph": "", "day": DAY} | fields
    return Published(
        actions=frozenset(range(first, first + size)),
        numbers=tuple(Numbered(position, n, due) for position, n in numbers.items()),  # type: ignore[arg-type]
        **rest,  # type: ignore[arg-type]
    )


def bands(groups: list[Published], statuses: list[Status], day: datetime.date = DAY) -> Stands:
    found = unnamed(groups, dict(enumerate(statuses, 1)), day)
    return Stands(found.added_to(counted(statuses)), None, "", unnamed=found)


SAID = [Status.DONE, Status.LATE, Status.ON_TRACK]
COUNTED = {Position.COMPLETE: Band.COMPLETE, Position.ON_COURSE: Band.ON_TRACK}


@given(
    st.lists(st.sampled_from([*COUNTED, Position.NOT_STATED]), min_size=1, max_size=5),
    st.lists(st.none() | st.sampled_from(SAID), min_size=5, max_size=5),
)
def test_no_way_to_read_the_paper_makes_fewer_complete_than_is_said(
    meant: list[Position], said: list[Status | None]
) -> None:
    told = {p: meant.count(p) for p in COUNTED if p in meant}
    statuses = [said[place] or Status.NOT_STATED for place in range(len(meant))]

    found = bands([group(len(meant), told)], statuses)

    # Whichever actions the paper meant: what is said of one by itself counts, else what it meant.
    ways = {
        sum(
            said[place] == Status.DONE or (said[place] is None and one == Position.COMPLETE)
            for place, one in enumerate(way)
        )
        for way in set(permutations(meant))
    }
    complete = found.bands[Band.COMPLETE]
    assert complete <= min(ways)
    assert found.total == len(meant)
    assert min(found.bands.values()) >= 0
    if not found.unnamed.at_least:
        assert ways == {complete}


def test_what_is_spoken_of_by_itself_takes_one_from_each_number() -> None:
    told = {Position.COMPLETE: 12, Position.ON_COURSE: 5}

    found = bands([group(18, told)], [Status.DONE] + [Status.NOT_STATED] * 17)

    assert found.sentence == "At least 12 of 18 actions complete; none late; 2 not stated."
    assert found.bands[Band.ON_TRACK] == 4


def test_those_past_a_date_of_their_own_are_the_last_a_count_stands_for() -> None:
    statuses = [Status.SILENT, Status.NOT_STATED, Status.NOT_STATED]

    assert bands([group(3, {Position.COMPLETE: 2})], statuses).bands[Band.SILENT] == 1
    assert bands([group(3, {Position.COMPLETE: 3})], statuses).bands[Band.SILENT] == 0


@pytest.mark.parametrize(
    ("position", "before", "after"),
    [
        (Position.COMPLETE, Band.COMPLETE, Band.COMPLETE),
        (Position.ON_COURSE, Band.ON_TRACK, Band.NOT_STATED),
        (Position.INCOMPLETE, Band.OPEN, Band.LATE),
        (Position.REVISED, Band.NOT_STATED, Band.NOT_STATED),
        (Position.DELAYED, Band.NOT_STATED, Band.NOT_STATED),
    ],
)
def test_past_the_new_date_a_number_says_what_an_action_by_itself_would(
    position: Position, before: Band, after: Band
) -> None:
    told = [group(2, {position: 2}, due=datetime.date(2011, 9, 30))]
    statuses = [Status.NOT_STATED] * 2

    assert bands(told, statuses).bands[before] == 2
    assert bands(told, statuses, datetime.date(2011, 9, 30)).bands[before] == 2
    assert bands(told, statuses, LATER).bands[after] == 2


def test_the_later_paper_counts_and_none_counts_before_its_day() -> None:
    older = group(3, {Position.COMPLETE: 1})
    newer = group(3, {Position.COMPLETE: 2}, day=LATER)
    statuses = [Status.NOT_STATED] * 3

    assert bands([older, newer], statuses).bands[Band.COMPLETE] == 1
    assert bands([older, newer], statuses, LATER).bands[Band.COMPLETE] == 2
    assert bands([older], statuses, DAY - datetime.timedelta(days=1)).unnamed.groups == ()


def test_an_action_the_reader_is_not_shown_may_be_one_of_those_counted() -> None:
    found = bands([group(4, {Position.COMPLETE: 3})], [Status.NOT_STATED] * 3)

    assert found.sentence == "At least 2 of 3 actions complete; none late; 1 not stated."
