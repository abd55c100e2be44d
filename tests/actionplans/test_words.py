"""Words for values: how a step stands to its date, and sentences that end."""

import pytest

from actionplans.rag import Status
from actionplans.rows import DateShown, Step
from actionplans.templatetags.plans import lateness, lateness_short, stop
from tests.factories import days


def step(status: Status, days_late: int) -> Step:
    date = DateShown("15 November 2026", days(-1), "", "", "An officer", counts=True)
    return Step(1, 1, "Step", (), "", (date,), None, False, status, days_late)


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
