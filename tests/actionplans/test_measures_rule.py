"""What a measure's numbers say: a table of cases for each rule."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.measures_rule import Level, amount, band_meant, moving, number_words, short_amount
from tests.factories import days

NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


@pytest.mark.parametrize(
    ("better", "previous", "latest", "way"),
    [
        ("higher", "60", "72", "better"),
        ("higher", "72", "60", "worse"),
        ("lower", "72", "60", "better"),
        ("lower", "60", "72", "worse"),
        ("higher", "60", "60.00", "same"),
        ("lower", "60", "60", "same"),
        ("not_stated", "60", "60", "same"),
        ("not_stated", "60", "72", ""),
        ("", "60", "72", ""),
        ("higher", None, "72", ""),
        ("higher", "60", None, ""),
        ("higher", None, None, ""),
        ("higher", "-3", "-2", "better"),
        ("lower", "-3", "-2", "worse"),
    ],
)
def test_which_way_it_moved(
    better: str, previous: str | None, latest: str | None, way: str
) -> None:
    before = Decimal(previous) if previous else None
    now = Decimal(latest) if latest else None

    assert moving(better, before, now) == way


@given(NUMBERS, NUMBERS)
def test_what_is_better_one_way_is_worse_the_other_way_round(one: Decimal, other: Decimal) -> None:
    opposite = {"better": "worse", "worse": "better", "same": "same"}

    assert moving("higher", one, other) == opposite[moving("higher", other, one)]
    assert moving("higher", one, other) == opposite[moving("lower", one, other)]


UNMET, MET, EXCEEDED, FAR = 1, 2, 3, 4
PERCENT = [
    Level(UNMET, False, None),
    Level(MET, True, Decimal(85)),
    Level(EXCEEDED, True, Decimal(90)),
    Level(FAR, True, Decimal(95)),
]
# As Windsor and Maidenhead put it: 100 % in all, told apart by the day.
BY_DAY = [
    Level(UNMET, False, Decimal(100)),
    Level(MET, True, Decimal(100), datetime.date(2017, 3, 31)),
    Level(EXCEEDED, True, Decimal(100), datetime.date(2017, 1, 31)),
    Level(FAR, True, Decimal(100), datetime.date(2016, 12, 31)),
]


def points(*numbers: object) -> list[tuple[datetime.date, Decimal]]:
    return [(days(place), Decimal(str(number))) for place, number in enumerate(numbers)]


@pytest.mark.parametrize(
    ("numbers", "band"),
    [
        ([84.99], UNMET),
        ([85], MET),
        ([89.9], MET),
        ([90], EXCEEDED),
        ([100], FAR),
        ([96, 84], UNMET),
        ([], None),
    ],
)
def test_which_band_the_last_number_would_mean(numbers: list[float], band: int | None) -> None:
    assert band_meant("higher", PERCENT, points(*numbers)) == band


def test_where_lower_is_better_the_furthest_band_is_the_lowest_number() -> None:
    levels = [
        Level(UNMET, False, None),
        Level(MET, True, Decimal(16)),
        Level(EXCEEDED, True, Decimal(14)),
    ]

    assert band_meant("lower", levels, points(17)) == UNMET
    assert band_meant("lower", levels, points(15)) == MET
    assert band_meant("lower", levels, points(3)) == EXCEEDED


@pytest.mark.parametrize(
    ("readings", "band"),
    [
        ([("2016-12-20", 100)], FAR),
        ([("2016-12-20", 100), ("2017-02-20", 100)], FAR),
        ([("2017-01-31", 100)], EXCEEDED),
        ([("2016-12-20", 100), ("2017-01-10", 98), ("2017-03-31", 100)], MET),
        ([("2016-12-20", 100), ("2017-01-10", 98)], UNMET),
        # Reached too late for every band: that is for a person to say.
        ([("2017-04-01", 100)], None),
    ],
)
def test_a_band_with_a_day_is_reached_by_that_day_and_must_hold(
    readings: list[tuple[str, int]], band: int | None
) -> None:
    found = [(datetime.date.fromisoformat(day), Decimal(value)) for day, value in readings]

    assert band_meant("higher", BY_DAY, found) == band


@pytest.mark.parametrize(
    ("better", "levels", "why"),
    [
        ("not_stated", PERCENT, "nobody says which way is better"),
        ("higher", [Level(UNMET, False, None), Level(MET, True, None)], "no band has a number"),
        ("higher", [], "there are no bands"),
        (
            "higher",
            [Level(1, False, None), Level(2, False, None), Level(3, True, Decimal(90))],
            "two bands are not met",
        ),
        ("higher", [Level(3, True, Decimal(90))], "no band is for what is not met"),
    ],
)
def test_no_band_is_guessed(better: str, levels: list[Level], why: str) -> None:
    assert band_meant(better, levels, points(50)) is None, why


@pytest.mark.parametrize(
    ("number", "unit", "words", "short"),
    [
        ("72.00", "%", "72%", "72%"),
        ("72.50", "%", "72.5%", "72.5%"),
        ("14", "children", "14 children", "14"),
        ("1250", "£", "£1,250", "£1,250"),
        ("-840000.5", "£", "−£840,000.50", "−£840,000.50"),
        ("-3.25", "days", "−3.25 days", "−3.25"),
        ("0", "", "0", "0"),
        ("-0.00", "", "0", "0"),
        ("9999999999.99", "", "9,999,999,999.99", "9,999,999,999.99"),
        ("100", "% of reviews", "100% of reviews", "100"),
    ],
)
def test_a_number_is_written_with_its_unit(number: str, unit: str, words: str, short: str) -> None:
    assert amount(Decimal(number), unit) == words
    assert short_amount(Decimal(number), unit) == short


@given(NUMBERS)
def test_a_number_in_words_is_the_same_number(number: Decimal) -> None:
    assert Decimal(number_words(number).replace(",", "").replace("−", "-")) == number
