"""Words for values: how a step stands to its date, and sentences that end."""

from dataclasses import replace

import pytest
from django.template.defaultfilters import truncatechars, truncatewords
from django.utils.html import conditional_escape

from actionplans.rag import Move, Status
from actionplans.rows import DateShown, Step
from actionplans.templatetags.plans import (
    lateness,
    lateness_short,
    shortened,
    stop,
    timescale,
)
from tests.factories import days


def step(status: Status, days_late: int) -> Step:
    date = DateShown("15 November 2026", days(-1), "", "", "An officer", counts=True)
    return Step(1, 1, "Step", (), "", (date,), None, False, status, days_late, due=date.due)


PAST = "Past its date (15 November 2026)."
LATENESS = [
    (Status.LATE, 1, "Late by 1 day", "Late by 1 day"),
    (Status.LATE, 26, "Late by 26 days", "Late by 26 days"),
    (Status.SILENT, 1, f"{PAST} Nothing says whether it is done.", "Past its date"),
    (Status.CLAIMED, 1, f"{PAST} Said to be done; not yet signed off.", "Past its date"),
    (Status.CLAIMED, 0, "", ""),
    *((status, 0, "", "") for status in Status if status not in ("late", "silent", "claimed")),
]


@pytest.mark.parametrize(("status", "days_late", "words", "short"), LATENESS)
def test_a_step_past_its_date_says_so_in_a_sentence_and_in_short(
    status: Status, days_late: int, words: str, short: str
) -> None:
    shown = step(status, days_late)

    assert (lateness(shown), lateness_short(shown)) == (words, short)


@pytest.mark.parametrize(
    ("words", "ended"),
    [
        ("", ""),
        ("Ill", "Ill."),
        ("Ill.", "Ill."),
        ("Ill. ", "Ill. "),
        ("Ill ", "Ill."),
        ("Why?", "Why?"),
        ("Never!", "Never!"),
    ],
)
def test_a_sentence_ends_once(words: str, ended: str) -> None:
    assert stop(words) == ended


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One.",
        "One two three four.",
        "One  two\n\nthree four.",
        "One two three four five.",
        " One two three four five. ",
        "Antidisestablishmentarianism everywhere.",
        "Antidisestablishmentarianism everywhere and without an end.",
        "x" * 40,
        "x" * 41,
    ],
)
def test_a_text_is_shortened_as_by_the_two_filters_it_stands_for(text: str) -> None:
    assert shortened(text, 4) == truncatechars(truncatewords(text, 4), 40)


def date(words: str, counts: bool = True, move: Move | None = None) -> DateShown:
    return DateShown(words, None, "", "", "", counts=counts, move=move)


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ((), '<span class="quiet">No date</span>'),
        ((date("<May>"),), "&lt;May&gt;"),
        (
            (date("<May>"), date("June & July", move=Move.REVISED)),
            '<del class="moved">&lt;May&gt;</del> '
            '<span class="govuk-!-font-weight-bold app-nowrap">June &amp; July</span>',
        ),
        (
            (date("May"), date("<June>", counts=False)),
            'May <span class="quiet">New date asked for: &lt;June&gt; (does not count yet)</span>',
        ),
        (
            (date("June", counts=False),),
            '<span class="quiet">No date</span> '
            '<span class="quiet">New date asked for: June (does not count yet)</span>',
        ),
    ],
)
def test_a_timescale_shows_what_it_was_and_what_is_asked_for(
    dates: tuple[DateShown, ...], said: str
) -> None:
    assert conditional_escape(timescale(replace(step(Status.ON_TRACK, 0), dates=dates))) == said
