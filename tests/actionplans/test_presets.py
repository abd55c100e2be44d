"""Which label stands for what, ink on colours, and the scales one can begin from."""

import re
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.presets import PRESETS, PresetLabel, preset
from actionplans.rag import Meaning
from actionplans.ratings import contrast, ink_on, label_for, without_label


@dataclass(frozen=True)
class Label:
    label: str
    meaning: str
    over_days_late: int = 0


BY_DEGREES = (
    Label("Green", "on_track"),
    Label("Red", "off_track", 31),
    Label("Amber", "off_track", 0),
    Label("Purple", "off_track", 92),
)
DONE = Label("Complete", "complete")
LASTS = Label("Blue", "embedded")


@pytest.mark.parametrize(
    ("meaning", "days_late", "expected"),
    [
        ("on_track", 0, "Green"),
        ("off_track", 0, "Amber"),
        ("off_track", 1, "Amber"),
        ("off_track", 31, "Amber"),
        ("off_track", 32, "Red"),
        ("off_track", 92, "Red"),
        ("off_track", 93, "Purple"),
        ("off_track", 5000, "Purple"),
        ("at_risk", 0, None),
        ("at_risk", 40, None),
        ("embedded", 0, None),
        (None, 40, None),
    ],
)
def test_the_label_is_the_one_for_the_most_days_that_the_lateness_is_over(
    meaning: str | None, days_late: int, expected: str | None
) -> None:
    for labels in (BY_DEGREES, BY_DEGREES[::-1]):
        found = label_for(labels, meaning, days_late)
        assert (found.label if found else None) == expected


@pytest.mark.parametrize(
    ("labels", "meaning", "expected"),
    [
        ((DONE, LASTS), "embedded", LASTS),
        ((DONE, LASTS), "complete", DONE),
        ((DONE,), "embedded", DONE),
        ((LASTS,), "embedded", LASTS),
        ((LASTS,), "complete", None),
        ((), "embedded", None),
    ],
)
def test_what_is_checked_to_last_is_complete_where_the_scale_does_not_tell_them_apart(
    labels: tuple[Label, ...], meaning: str, expected: Label | None
) -> None:
    assert label_for(labels, meaning, 0) is expected


def test_a_late_action_below_every_number_of_days_has_no_label() -> None:
    assert label_for([Label("Red", "off_track", 31)], "off_track", 31) is None


def test_meanings_without_a_label_are_named_with_the_words_shown_instead() -> None:
    found = dict(without_label([Label("Amber", "off_track"), LASTS]))

    assert {meaning.value: words for meaning, words in found.items()} == {
        "complete": ("Done",),
        "on_track": ("On track",),
        "at_risk": ("At risk",),
        "not_started": ("Not started",),
    }
    assert dict(without_label([DONE]))[Meaning.OFF_TRACK] == ("Late", "Off track")
    assert Meaning.EMBEDDED not in dict(without_label([DONE]))
    assert without_label([Label(m.words, m.value) for m in Meaning]) == []


# Ink

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS)
def test_the_ink_reads_well_on_any_colour(colour: str) -> None:
    assert contrast(ink_on(colour), colour) >= 4.5


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),  # the pair that WCAG's own examples call just too low
        ("#00703c", "#00703c", 1.0),
        ("#ffffff", "#00703c", 6.21),
    ],
)
def test_contrast_is_counted_as_wcag_counts_it(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


# Presets

EXPECTED = {
    "rag": "Green=on_track, Amber=at_risk, Red=off_track",
    "brag": "Blue=embedded, Green=on_track, Amber=at_risk, Red=off_track",
    "blue-business-as-usual": "Blue=complete, Green=on_track, Amber=at_risk, Red=off_track",
    "bromsgrove": "Green=on_track, Amber=off_track, Red=off_track>31",
    "rotherham-2023": (
        "Complete=complete, On track to original target date=on_track, "
        "Delayed < 3 months=off_track, "
        "Will not be met within 3 months of original date=off_track>92"
    ),
    "stockton-committees": (
        "1 Achieved (Fully)=complete, 2 On Track but not yet due=on_track, "
        "3 Slipped=at_risk, 4 Not Achieved=off_track"
    ),
    "salford-2006": (
        "Achieved=complete, On Target to Achieve=on_track, Expected new achievement date=off_track"
    ),
    "stockton-sif-2016": "On track=on_track, Behind schedule=off_track",
    "scrutiny-tracker": "Green=complete, Amber=on_track, Red=off_track",
}


def in_short(label: PresetLabel) -> str:
    over = f">{label.over_days_late}" if label.over_days_late else ""
    return f"{label.label}={label.meaning.value}{over}"


def test_each_preset_has_its_labels_in_order_with_what_they_stand_for() -> None:
    found = {each.key: ", ".join(in_short(label) for label in each.labels) for each in PRESETS}

    assert found == EXPECTED


@pytest.mark.parametrize("each", PRESETS, ids=lambda each: each.key)
def test_a_preset_could_be_saved_as_it_is(each: object) -> None:
    scale = preset(each.key)  # type: ignore[attr-defined]

    assert scale is each
    places = [(label.meaning, label.over_days_late) for label in scale.labels]
    assert len(set(places)) == len(places) >= 2
    for label in scale.labels:
        assert re.fullmatch(r"#[0-9a-f]{6}", label.colour)
        assert 0 < len(label.label) <= 60
        assert label.definition.endswith(".")
        assert label_for(scale.labels, label.meaning, 0) is not None
    assert len(scale.name) <= 100
    assert scale.about.endswith(".")
    assert scale.source


def test_an_unknown_preset_is_none() -> None:
    assert preset("purple") is None


def test_the_same_colour_stands_for_different_things_in_two_presets() -> None:
    found = {(label.label, label.meaning) for each in PRESETS for label in each.labels}

    assert {meaning for name, meaning in found if name == "Amber"} == {
        Meaning.AT_RISK,
        Meaning.OFF_TRACK,
        Meaning.ON_TRACK,
    }
    assert {meaning for name, meaning in found if name == "Blue"} == {
        Meaning.EMBEDDED,
        Meaning.COMPLETE,
    }
