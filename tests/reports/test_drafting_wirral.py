"""Wirral's paper of 20 September 2011: its paragraphs 4.2 to 4.11, drafted from its data.

What they say is written out here a second time: numbers, actions and dates exactly, the sentences
our own. Where the paper is at hand, its paragraphs are read for the same.
"""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from actionplans.models import ActionPlan
from config.demo.load import load
from reports.drafting import Draft, Paragraph, draft
from reports.drafting_facts import drafting_facts
from reports.models import Export, state_for
from tests.reports.drafted import (
    MONTHS,
    NUMBERS,
    dates_in,
    dates_of,
    numbers_in,
    numbers_of,
    unquoted,
)

pytestmark = pytest.mark.django_db

TODAY, POSITION = datetime.date(2026, 11, 22), datetime.date(2011, 8, 31)
FIRST, SEPTEMBER_15, SEPTEMBER_22, SEPTEMBER_30, NOVEMBER_1 = (
    datetime.date(2011, month, day) for month, day in ((9, 1), (9, 15), (9, 22), (9, 30), (11, 1))
)
# By paragraph of the paper: its actions, its counts, its dates, and the sentences without what they
# quote. What is said of dates, reasons and who agreed is what the paper leaves open.
ASKS = "area for development, “”, has"
NOBODY = "nobody is named as agreeing the new date"
PAPER: dict[str, tuple[set[int], set[int], set[datetime.date], list[str]]] = {
    "4.3": (
        {13},
        {1},
        set(),
        [
            f"The first {ASKS} one action (13).",
            "Action 13, “”, has been reported on; how far it has come is not stated, and what is "
            "reported is “”.",
        ],
    ),
    "4.4": (
        {14, 15, 16, 17},
        {4, 3, 1},
        {SEPTEMBER_15},
        [
            f"The second {ASKS} four actions (14 to 17).",
            "Three of the four, actions 14, 15 and 17, are complete; no agreed date is held for "
            "them.",
            "One of the four, action 16, “”, has been delayed and is now expected by "
            f"15 September 2011; no first date is held, no reason is given and {NOBODY}.",
        ],
    ),
    "4.5": (
        {18, 19, 20, 21, 22, 23},
        {6, 1, 5},
        {FIRST, SEPTEMBER_30},
        [
            f"The third {ASKS} six actions (18 to 23).",
            "One of the six, action 19, “”, is complete; no agreed date is held for it.",
            "Five of the six, actions 18 and 20 to 23, have had their dates revised from "
            f"1 September 2011 to 30 September 2011; no reason is given and {NOBODY}s.",
        ],
    ),
    "4.7": (
        {24},
        {1},
        set(),
        [
            f"The first {ASKS} one action (24).",
            "Action 24, “”, is complete; no agreed date is held for it.",
        ],
    ),
    "4.8": (
        {25, 26, 27, 28},
        {4, 1, 3},
        {SEPTEMBER_30},
        [
            f"The second {ASKS} four actions (25 to 28).",
            "Of actions 25 to 28, one is complete and three are not complete, now due by "
            "30 September 2011; the source does not say which.",
        ],
    ),
    "4.9": (
        {29, 30, 31, 32, 33, 34},
        {6, 2, 4},
        {NOVEMBER_1},
        [
            f"The third {ASKS} six actions (29 to 34).",
            "Two of the six, actions 29 and 30, are complete; no agreed date is held for them.",
            "Four of the six, actions 31 to 34, are on course to be complete by 1 November 2011.",
        ],
    ),
    "4.10": (
        {35, 36, 37, 38},
        {4, 1, 2},
        {SEPTEMBER_22},
        [
            f"The fourth {ASKS} four actions (35 to 38).",
            "One of the four, action 37, “”, is complete; no agreed date is held for it.",
            "Two of the four, actions 35 and 38, have had their dates revised to 22 September "
            f"2011; no first date is held, the reason given is “” and {NOBODY}s.",
            "One of the four, action 36, “”, has no report; how far it has come is not stated.",
        ],
    ),
    "4.11": (
        set(range(39, 57)),
        {18, 12, 5, 1},
        set(),
        [
            "18 actions (39 to 56) stand under “”.",
            "One of the 18, action 53, “”, has been delayed; no new date is given, no first date "
            "is held, no reason is given and nobody is named as agreeing the move.",
            "Of actions 39 to 56, 12 are complete and five are on course; the source does not say "
            "which.",
        ],
    ),
}
# Which of our paragraphs says what each of the paper's does.
PLACES = {
    place: f"1.{number}"
    for number, place in enumerate(
        ["4.2", "4.3", "4.4", "4.5", "4.6", "4.7", "4.8", "4.9", "4.10", "4.11"], 2
    )
}


@pytest.fixture(scope="module")
def wirral(django_db_setup: None, django_db_blocker: Any) -> Iterator[Draft]:
    """The draft of what papers show as at 31 August 2011, from the loaded demo."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(TODAY, accounts=False)
        plan = ActionPlan.objects.get(reference="wirral-2011")
        _, facts = drafting_facts(plan, state_for(Export.Readers.PAPERS, POSITION, TODAY))
        yield draft(facts)
        transaction.set_rollback(True)


def paragraph(found: Draft, place: str) -> Paragraph:
    return next(each for each in found.paragraphs if each.number == PLACES[place])


def references_in(text: str) -> set[int]:
    """Return the action numbers of a text: those in brackets, and after "action" or "actions"."""
    lists = re.findall(r"\bactions? ((?:\d+\b(?! are)(?: ?(?:,|&|and|to) ?)?)+)", text, re.I)
    lists += re.findall(r"\((\d[\d ,&andto]*)\)", text)
    found: set[int] = set()
    for each in lists:
        found |= {int(number) for number in re.findall(r"\d+", each)}
        for first, last in re.findall(r"(\d+) to (\d+)", each):
            found |= set(range(int(first), int(last) + 1))
    return found


def counts_in(text: str) -> set[int]:
    """Return the numbers of a text that are no references: all below 13, and 18 where it counts."""
    found = {number for number in numbers_in(text) if number <= 12}
    return found | {int(n) for n in re.findall(r"\b(18) (?:further )?actions\b", text)}


@pytest.mark.parametrize("place", PAPER)
def test_each_paragraph_says_what_the_papers_says(wirral: Draft, place: str) -> None:
    references, counts, dates, sentences = PAPER[place]
    text = paragraph(wirral, place).text

    assert [unquoted(each.text) for each in paragraph(wirral, place).sentences] == sentences
    assert references_in(unquoted(text)) == references
    assert counts_in(unquoted(text)) == counts
    assert dates_in(text) == dates
    assert {int(rest.of) for rest in paragraph(wirral, place)._rests if rest.pk} == references


def test_the_actions_are_the_44_of_the_paper_and_each_is_spoken_of_once(wirral: Draft) -> None:
    told = [
        int(rest.of)
        for sentence in wirral.sections[0].paragraphs
        for each in sentence.sentences
        for rest in each.rests_on
        if rest.what in ("state", "unstated")
    ]

    assert sorted(told) == list(range(13, 57))
    assert wirral.paragraphs[0].text == (
        "The plan has 44 actions (13 to 56). As at 31 August 2011 they stand as follows: "
        "21 complete, nine on course, seven revised, two delayed, three not complete and "
        "two not stated."
    )


def test_the_grades_are_those_of_4_2_and_4_6(wirral: Draft) -> None:
    safeguarding, looked_after = (paragraph(wirral, place).text for place in ("4.2", "4.6"))

    assert "outstanding for four headings (“Ambition and prioritisation”, “Lead" in safeguarding
    assert "good for five headings (“Capacity for improvement”" in safeguarding
    assert "not stated" not in safeguarding
    assert "outstanding for two headings (“Ambition and prioritisation” and “Le" in looked_after
    assert "good for six headings (“Being healthy”, “Capacity for improvement”" in looked_after
    assert "adequate for one heading (“Economic well-being”)" in looked_after
    assert (
        "The grade for “Performance management and quality assurance” and “Quality of provision” "
        "is not stated."
    ) in looked_after


def test_what_was_asked_for_is_that_of_4_2_and_4_6(wirral: Draft) -> None:
    safeguarding, looked_after = (paragraph(wirral, place).text for place in ("4.2", "4.6"))

    assert safeguarding.endswith(
        "Three areas for development are named, the first within 3 months and the second and third "
        "within 6 months."
    )
    assert looked_after.endswith("Four areas for development are named, within three months.")


def test_every_paragraph_of_the_progress_is_one_of_the_papers(wirral: Draft) -> None:
    numbers = [each.number for each in wirral.sections[0].paragraphs]

    assert numbers == ["1.1", *PLACES.values()]


def test_no_number_or_date_is_in_the_draft_that_is_not_in_its_facts(wirral: Draft) -> None:
    for sentence in wirral.sentences:
        text = re.sub("The last meeting was .*", "", sentence.text)
        assert numbers_in(text) <= numbers_of(sentence), sentence.text
        assert dates_in(text) <= dates_of(sentence), sentence.text


def test_the_reason_for_35_and_38_is_the_one_given(wirral: Draft) -> None:
    text = paragraph(wirral, "4.10").text

    assert "the reason given is “To fall on the day of the PEP workshop (action 36)”" in text
    assert wirral.text.count("the reason given") == 1


def test_that_dates_were_kept_is_not_claimed_where_no_dates_are_held(wirral: Draft) -> None:
    assert "within the date" not in wirral.text
    assert wirral.text.count("no agreed date is held") == 5


# The paper itself

SEED = Path(settings.BASE_DIR).parent / "shared/seeds/wirral-scrutiny-2011-09-20.txt"
needs_the_paper = pytest.mark.skipif(not SEED.exists(), reason="the paper itself is not here")


def printed(place: str) -> str:
    """Return a paragraph as the paper prints it, in one line and without what it quotes."""
    text = SEED.read_text()
    following = f"4.{int(place.split('.')[1]) + 1}"
    start, end = (re.search(rf"^(?:- )?{re.escape(p)} ", text, re.M) for p in (place, following))
    assert start
    assert end
    whole = " ".join(text[start.end() : end.start()].split())
    return re.sub(r'"[^"]*"', "“”", whole)


def dates_printed(text: str) -> set[datetime.date]:
    found = re.findall(rf"(\d+)(?:st|nd|rd|th) ({'|'.join(MONTHS)})", text)
    return {datetime.date(2011, MONTHS.index(month) + 1, int(day)) for day, month in found}


@needs_the_paper
@pytest.mark.parametrize("place", PAPER)
def test_the_actions_counts_and_dates_are_those_the_paper_prints(wirral: Draft, place: str) -> None:
    ours, theirs = unquoted(paragraph(wirral, place).text), printed(place)

    assert references_in(ours) == references_in(theirs)
    assert dates_in(ours) == dates_printed(theirs)
    missing = counts_in(theirs) - counts_in(ours)
    more = counts_in(ours) - counts_in(theirs)
    assert missing == set()
    # The paper says "the other actions", and "action 35 and action 38", where the draft counts.
    assert more == {"4.5": {5}, "4.10": {2}}.get(place, set())


@needs_the_paper
def test_the_areas_for_development_are_as_many_as_the_paper_names(wirral: Draft) -> None:
    for place, number in (("4.2", 3), ("4.6", 4)):
        assert f"{NUMBERS[number]} areas for development" in printed(place).lower()
        assert f"{NUMBERS[number].title()} areas for dev" in paragraph(wirral, place).text
