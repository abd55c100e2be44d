"""Drafted paragraphs: what is said of actions that stand so, and that it rests on facts alone."""

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.rag import Position
from reports.drafting import (
    AreaFacts,
    Draft,
    Facts,
    GradeFacts,
    Group,
    Kind,
    MovedFacts,
    Named,
    PartFacts,
    SinceFacts,
    Standing,
    Timing,
    draft,
)
from reports.drafting.words import many, number, ordinal, runs
from tests.factories import DAY, days
from tests.reports.drafted import (
    an_action,
    an_area,
    dates_in,
    dates_of,
    numbers_in,
    numbers_of,
    some_facts,
)

SOON, LATER, PAST = days(5), days(90), days(-30)
D_SOON, D_LATER, D_PAST = (f"{day:%-d %B %Y}" for day in (SOON, LATER, PAST))
MOVED: dict[str, Any] = {"moves": 1, "was": PAST, "has_date": True}


def said(*standings: Standing, **fields: Any) -> list[str]:
    """Return the sentences on an area with actions that stand so, after its first."""
    actions = [an_action(n, standing, **fields) for n, standing in enumerate(standings, 1)]
    return [each.text for each in draft(some_facts(an_area(1, *actions))).paragraphs[2].sentences][
        1:
    ]


# Words


@pytest.mark.parametrize(
    ("references", "words"),
    [
        ("13", "13"),
        ("29 30", "29 and 30"),
        ("14 15 17", "14, 15 and 17"),
        ("31 32 33 34", "31 to 34"),
        ("18 20 21 22 23", "18 and 20 to 23"),
        ("9 10 11", "9 to 11"),
        ("A1 A2 A3 B4", "A1 to A3 and B4"),
        ("1.1 1.2 1.3 2.1", "1.1 to 1.3 and 2.1"),
        ("3a 3b 3c", "3a, 3b and 3c"),
        ("01 02 03", "01, 02 and 03"),
        ("3 2 1", "3, 2 and 1"),
        ("5 5 6", "5 and 6"),
    ],
)
def test_runs_of_references_are_drawn_together(references: str, words: str) -> None:
    assert runs(references.split()) == words


def test_numbers_are_words_to_ten() -> None:
    assert [number(n) for n in (0, 1, 10, 11)] == ["no", "one", "ten", "11"]
    assert [ordinal(n) for n in (1, 10, 11, 12, 21, 112)] == [
        *("first", "tenth", "11th", "12th", "21st", "112th")
    ]
    assert many(2, "area for development") == "two areas for development"
    assert many(1, "action") == "one action"


# What is said


@pytest.mark.parametrize(
    ("standing", "one", "several"),
    [
        (
            Standing(Kind.COMPLETE, timing=Timing.WITHIN),
            "is complete within the date agreed.",
            "are complete within the dates agreed.",
        ),
        (
            Standing(Kind.COMPLETE, timing=Timing.WITHIN_AS_MOVED),
            "is complete by the date to which it moved.",
            "are complete by the dates to which they moved.",
        ),
        (
            Standing(Kind.COMPLETE, timing=Timing.AFTER),
            "is complete, reported so only after the date agreed.",
            "are complete, reported so only after the dates agreed.",
        ),
        (
            Standing(Kind.COMPLETE, timing=Timing.NO_DATE),
            "is complete; no agreed date is held for it.",
            "are complete; no agreed date is held for them.",
        ),
        (
            Standing(Kind.LASTING, watched_by="the Board", next_review_on=LATER),
            "is complete and checked to last, and goes on as business as usual, watched by the "
            f"Board, with a review due on {D_LATER}.",
            "are complete and checked to last, and go on as business as usual, watched by the "
            f"Board, with a review due on {D_LATER}.",
        ),
        (
            Standing(Kind.CLAIMED),
            "is reported as done and waits to be accepted.",
            "are reported as done and wait to be accepted.",
        ),
        (
            Standing(Kind.ON_COURSE, due=LATER, has_date=True),
            f"is on course to be complete by {D_LATER}.",
            f"are on course to be complete by {D_LATER}.",
        ),
        (
            Standing(Kind.UNDER_WAY, due=SOON, due_soon=True, has_date=True),
            f"is under way and due soon, by {D_SOON}.",
            f"are under way and due soon, by {D_SOON}.",
        ),
        (
            Standing(Kind.NOT_BEGUN),
            "has not begun; no agreed date is held for it.",
            "have not begun; no agreed date is held for them.",
        ),
        (
            Standing(Kind.REVISED, due=LATER, **MOVED),
            f"has had its date revised from {D_PAST} to {D_LATER}; no reason is given and nobody "
            "is named as agreeing the new date.",
            f"have had their dates revised from {D_PAST} to {D_LATER}; no reason is given and "
            "nobody is named as agreeing the new dates.",
        ),
        (
            Standing(Kind.DELAYED, due=LATER, moves=1, reason="The post is empty."),
            f"has been delayed and is now expected by {D_LATER}; no first date is held, the reason "
            "given is “The post is empty” and nobody is named as agreeing the new date.",
            f"have been delayed and are now expected by {D_LATER}; no first date is held, the "
            "reason given is “The post is empty” and nobody is named as agreeing the new dates.",
        ),
        (
            Standing(Kind.DELAYED, moves=1, agreed_by="the Board"),
            "has been delayed; no new date is given, no first date is held, no reason is given and "
            "the move was agreed by the Board.",
            "have been delayed; no new date is given, no first date is held, no reason is given "
            "and the move was agreed by the Board.",
        ),
        (
            Standing(Kind.LATE, due=PAST, has_date=True, why="Illness"),
            f"is late: it was due by {D_PAST}; the reason given for the delay is “Illness”.",
            f"are late: they were due by {D_PAST}; the reason given for the delay is “Illness”.",
        ),
        (
            Standing(Kind.SILENT, due=PAST, has_date=True),
            f"was due by {D_PAST}, and nothing says whether it is done.",
            f"were due by {D_PAST}, and nothing says whether they are done.",
        ),
        (
            Standing(Kind.AT_RISK, due=LATER, has_date=True),
            f"is reported at risk, due by {D_LATER}; no reason for the risk is given.",
            f"are reported at risk, due by {D_LATER}; no reason for the risk is given.",
        ),
        (
            Standing(Kind.NO_REPORT),
            "has no report; how far it has come is not stated.",
            "have no report; how far they have come is not stated.",
        ),
        (
            Standing(Kind.WITHDRAWN, undone=True, why="No money"),
            "has been withdrawn without being done; the reason given is “No money”.",
            "have been withdrawn without being done; the reason given is “No money”.",
        ),
        (
            Standing(Kind.CARRIED, successor="action 4 of Next year", why="It goes on"),
            "has been carried into another plan and goes on as action 4 of Next year; "
            "the reason given is “It goes on”.",
            "have been carried into another plan and go on as action 4 of Next year; "
            "the reason given is “It goes on”.",
        ),
        (
            Standing(Kind.ON_COURSE, due=LATER, has_date=True, checks_missed=2, checks=5),
            f"is on course to be complete by {D_LATER}; two of the five checks due were missed.",
            f"are on course to be complete by {D_LATER}; of each, two of the five checks due were "
            "missed.",
        ),
    ],
)
def test_each_standing_is_said_of_one_and_of_several(
    standing: Standing, one: str, several: str
) -> None:
    assert said(standing)[-1] == f"Action 1 {one}"
    assert said(standing, standing)[-1] == f"Both, actions 1 and 2, {several}"
    assert said(standing, standing, standing)[-1] == f"All three, actions 1 to 3, {several}"


DONE = Standing(Kind.COMPLETE)
BEGUN = Standing(Kind.UNDER_WAY, due=LATER, has_date=True)


def test_the_share_of_several_is_said_with_their_numbers() -> None:
    assert said(DONE, BEGUN, DONE, DONE)[:2] == [
        "Three of the four, actions 1, 3 and 4, are complete.",
        f"One of the four, action 2, is under way and due by {D_LATER}.",
    ]


@pytest.mark.parametrize(
    ("standings", "words"),
    [
        ((BEGUN,), None),
        ((BEGUN, BEGUN), "Neither of the two is known to be complete."),
        ((BEGUN, BEGUN, BEGUN), "None of the three is known to be complete."),
        ((BEGUN, DONE), None),
    ],
)
def test_that_none_of_several_is_complete_is_said(
    standings: tuple[Standing, ...], words: str | None
) -> None:
    found = [text for text in said(*standings) if "is known to be complete" in text]

    assert found == ([words] if words else [])


def test_an_area_begins_with_what_it_asks_and_its_actions() -> None:
    first = [
        each.sentences[0].text
        for each in draft(
            some_facts(
                an_area(1, an_action(13, DONE)),
                an_area(2, *(an_action(n, DONE) for n in range(14, 18))),
                an_area(3, an_action(18, DONE), number="7", noun="recommendation"),
            )
        ).paragraphs[2:]
    ]

    assert first == [
        "The first area for development, “Ask one”, has one action (13).",
        "The second area for development, “Ask two”, has four actions (14 to 17).",
        "Recommendation 7, “Ask three”, has one action (18).",
    ]


def test_actions_of_no_area_stand_under_where_they_come_from() -> None:
    others = (
        an_area(1, an_action(2, DONE), an_action(3, DONE), noun="", text="Body of the letter"),
    )
    text = draft(replace(some_facts(an_area(1, an_action(1, DONE))), others=others)).text

    assert "Two actions (2 and 3) stand under “Body of the letter”." in text


def test_areas_that_nothing_answers_are_told_together() -> None:
    areas = [an_area(1, an_action(1, DONE)), *(an_area(n) for n in (2, 3))]
    areas += [an_area(4, elsewhere="The board's plan"), an_area(5, counted_under=("1",))]

    assert draft(some_facts(*areas)).paragraphs[-1].text == (
        "No action of this plan counts under the second and third areas for development. "
        "No action of this plan counts under the fourth area for development, “Ask four”; it is "
        "answered in another plan, “The board's plan”. "
        "No action of this plan counts under the fifth area for development, “Ask five”; action 1, "
        "counted under another, answers it too."
    )


def test_a_plan_whose_actions_are_not_held_is_not_said_to_answer_nothing() -> None:
    assert "No action" not in draft(some_facts(an_area(1), an_area(2))).text


def test_one_action_is_named_by_its_words_unless_they_are_long_or_tell_nothing() -> None:
    names = ["Put a trainer in post", "Action 1 (number only)", "Long " * 50, "Ask one"]
    found = [said(DONE, text=text)[0] for text in names]

    assert (
        found == ["Action 1, “Put a trainer in post”, is complete."] + ["Action 1 is complete."] * 3
    )


def test_what_is_reported_stands_where_nothing_says_how_far_it_has_come() -> None:
    assert said(Standing(Kind.NOT_STATED), reported="Staff were told.")[0] == (
        "Action 1 has been reported on; how far it has come is not stated, and what is reported "
        "is “Staff were told”."
    )


# Numbers that papers print


COUNTED = Standing(Kind.COUNTED)
GROUP = Group(
    ("1", "2", "3", "4"),
    ("1", "2", "3"),
    ((Position.COMPLETE, 1, None), (Position.INCOMPLETE, 2, LATER)),
    "A paper, paragraph 4.8",
)


def with_group(group: Group, *standings: Standing) -> Draft:
    actions = [an_action(n, standing) for n, standing in enumerate(standings, 1)]
    return draft(some_facts(an_area(1, *actions, groups=(group,))))


def test_numbers_without_which_is_which_are_printed_once_and_the_others_told_one_by_one() -> None:
    paragraph = with_group(GROUP, COUNTED, COUNTED, COUNTED, DONE).paragraphs[2]

    assert paragraph.text == (
        "The first area for development, “Ask one”, has four actions (1 to 4). "
        "One of the four, action 4, is complete. "
        f"Of actions 1 to 4, one is complete and two are not complete, now due by {D_LATER}; "
        "the source does not say which."
    )
    assert "A paper, paragraph 4.8" in paragraph.others


def test_numbers_that_leave_some_out_say_so() -> None:
    text = with_group(replace(GROUP, numbers=GROUP.numbers[:1]), COUNTED, COUNTED, COUNTED, DONE)

    assert "one is complete and of two nothing is stated; the source" in text.text


def test_numbers_that_cannot_be_placed_any_more_are_not_repeated() -> None:
    text = with_group(replace(GROUP, counts=False), DONE, BEGUN, BEGUN, DONE).text

    assert "Numbers printed for actions 1 to 4 without saying which is which are left out" in text


# What inspections said, and what changed


def test_grades_are_told_best_first_with_those_not_stated() -> None:
    grades = (
        GradeFacts("Staying safe", "Good", 2),
        GradeFacts("Leadership", "Outstanding", 1),
        GradeFacts("Being healthy", "Good", 2),
        GradeFacts("Provision", "", 99),
    )
    part = PartFacts(1, "Safeguarding services", "An inspection", grades, (an_area(1),))
    text = draft(Facts(DAY, (), (), (part,))).text

    assert (
        "For safeguarding services, in “An inspection”, the grades are outstanding for one heading "
        "(“Leadership”) and good for two headings (“Being healthy” and “Staying safe”). "
        "The grade for “Provision” is not stated. One area for development is named."
    ) in text


def test_what_is_asked_for_is_told_with_its_times() -> None:
    times = ["within 3 months", "within 6 months", "within 6 months", ""]
    areas = [an_area(n, timescale=time) for n, time in enumerate(times, 1)]

    assert (
        "Four areas for development are named in “An inspection”, the first within 3 months and "
        "the second and third within 6 months."
    ) in draft(some_facts(*areas)).text


def test_what_changed_is_told_and_what_members_ask_even_where_there_is_none() -> None:
    one, two, three = (Named(n, 1, n, f"{n}") for n in (1, 2, 3))
    since = SinceFacts(
        "Cabinet on 1 June 2026",
        completed=(two, one),
        added=(three,),
        moved=(
            MovedFacts(2, 1, 2, "2", PAST, LATER),
            MovedFacts(1, 1, 1, "1", PAST, LATER),
            MovedFacts(3, 1, 3, "3", LATER, None),
        ),
    )
    found = draft(some_facts(an_area(1, an_action(1, DONE)), since=since))

    assert found.sections[1].paragraphs[0].number == "2.1"
    assert found.sections[1].paragraphs[0].text == (
        "The last meeting was Cabinet on 1 June 2026. "
        "Since then two actions (1 and 2) have been completed. "
        "Since then no action has become late. "
        "Since then one action (3) has been added. "
        f"Since then the dates of actions 1 and 2 have moved from {D_PAST} to {D_LATER}. "
        f"Since then the date of action 3 has moved from {D_LATER}, and no new date is given."
    )


# What it rests on

STANDINGS = [
    Standing(Kind.COMPLETE, timing=Timing.WITHIN),
    Standing(Kind.COMPLETE, timing=Timing.NO_DATE),
    Standing(Kind.LASTING, watched_by="the Board", next_review_on=LATER),
    Standing(Kind.CLAIMED),
    Standing(Kind.ON_COURSE, due=LATER, has_date=True),
    Standing(Kind.ON_COURSE, due=SOON, due_soon=True, has_date=True),
    Standing(Kind.UNDER_WAY, due=LATER, has_date=True, checks_missed=1, checks=3),
    Standing(Kind.NOT_BEGUN, due=LATER, has_date=True),
    Standing(Kind.REVISED, due=LATER, **MOVED),
    Standing(Kind.REVISED, due=LATER, moves=3, was=PAST, steps=1, outlook="at risk", why="Ill"),
    Standing(Kind.DELAYED, due=SOON, moves=1, reason="Empty post", agreed_by="the Board"),
    Standing(Kind.DELAYED, moves=1),
    Standing(Kind.LATE, due=PAST, has_date=True),
    Standing(Kind.SILENT, due=PAST, has_date=True),
    Standing(Kind.AT_RISK, due=LATER, has_date=True, why="Ill"),
    Standing(Kind.OFF_TRACK, due=LATER, has_date=True),
    Standing(Kind.NOT_STATED),
    Standing(Kind.NO_REPORT),
    Standing(Kind.WITHDRAWN, undone=True),
    Standing(Kind.SUPERSEDED, successor="action 9", why="Merged"),
]


@st.composite
def plans(drawn: st.DrawFn) -> list[AreaFacts]:
    """Draw some areas with actions that stand somehow."""
    sizes = drawn(st.lists(st.integers(1, 5), min_size=1, max_size=4))
    areas, first = [], 1
    for place, size in enumerate(sizes, 1):
        actions = [
            an_action(n, drawn(st.sampled_from(STANDINGS))) for n in range(first, first + size)
        ]
        areas.append(an_area(place, *actions))
        first += size
    return areas


def with_standing(areas: list[AreaFacts], chosen: int, standing: Standing) -> list[AreaFacts]:
    return [
        replace(
            area,
            actions=tuple(
                replace(a, standing=standing) if a.pk == chosen else a for a in area.actions
            ),
        )
        for area in areas
    ]


def concerned(one: Draft, other: Draft, chosen: int) -> set[tuple[str, str]]:
    """Return the sentences that rest on the action's state, or on a count the other has not.

    A sentence on several actions is also concerned by one that joins or leaves them.
    """
    keys = {rest.key for sentence in other.sentences for rest in sentence.rests_on}
    joined = [_states(s) - {f"{chosen}"} for s in other.sentences if f"{chosen}" in _states(s)]
    return {
        (paragraph.number, sentence.text)
        for paragraph in one.paragraphs
        for sentence in paragraph.sentences
        if f"{chosen}" in _states(sentence)
        or (_states(sentence) and _states(sentence) in joined)
        or any(rest.what == "count" and rest.key not in keys for rest in sentence.rests_on)
    }


def placed(found: Draft) -> dict[tuple[str, str], str]:
    """Return the digest of each sentence, by its paragraph and its text."""
    return {(p.number, s.text): s.digest for p in found.paragraphs for s in p.sentences}


def _states(sentence: Any) -> set[str]:
    return {rest.of for rest in sentence.rests_on if rest.what == "state"}


@given(areas=plans(), data=st.data())
def test_exactly_the_sentences_concerned_change_with_the_state_of_one_action(
    areas: list[AreaFacts], data: st.DataObject
) -> None:
    actions = [action for area in areas for action in area.actions]
    chosen = data.draw(st.sampled_from(actions))
    other = [standing for standing in STANDINGS if standing != chosen.standing]
    standing = data.draw(st.sampled_from(other))
    before = draft(some_facts(*areas))
    after = draft(some_facts(*with_standing(areas, chosen.pk, standing)))
    old, new = placed(before), placed(after)

    assert old.keys() - new.keys() == concerned(before, after, chosen.pk)
    assert new.keys() - old.keys() == concerned(after, before, chosen.pk)
    assert all(old[key] == new[key] for key in old.keys() & new.keys())
    assert not {old[key] for key in old.keys() - new.keys()} & set(new.values())
    assert before.paragraphs[1].digest == after.paragraphs[1].digest


@given(areas=plans(), seed=st.integers(0, 1000))
def test_the_order_of_the_facts_changes_nothing(areas: list[AreaFacts], seed: int) -> None:
    mixed = random.Random(seed)  # noqa: S311
    facts = some_facts(*areas)
    shuffled = [
        replace(area, actions=tuple(mixed.sample(area.actions, len(area.actions))))
        for area in areas
    ]
    other = some_facts(*mixed.sample(shuffled, len(shuffled)))
    named = tuple(mixed.sample(other.actions, len(other.actions)))

    found = draft(replace(other, actions=named))
    assert found.text == draft(facts).text
    assert [p.digest for p in found.paragraphs] == [p.digest for p in draft(facts).paragraphs]


@given(plans())
def test_where_each_action_stands_is_told_once(areas: list[AreaFacts]) -> None:
    sentences = draft(some_facts(*areas)).sentences
    told = [r.of for s in sentences for r in s.rests_on if r.what == "state"]

    assert sorted(told, key=int) == [a.reference for area in areas for a in area.actions]


@given(plans())
def test_no_number_or_date_is_in_the_text_that_is_not_in_its_facts(areas: list[AreaFacts]) -> None:
    for sentence in draft(some_facts(*areas)).sentences:
        assert numbers_in(sentence.text) <= numbers_of(sentence), sentence.text
        assert dates_in(sentence.text) <= dates_of(sentence), sentence.text


@given(st.integers(1, 4), st.integers(0, 3))
def test_a_plan_of_counted_actions_names_each_once_or_counts_it(counted: int, others: int) -> None:
    references = tuple(f"{n}" for n in range(1, counted + 1))
    group = Group(references, references, ((Position.COMPLETE, counted, None),), "A paper")
    found = with_group(group, *[COUNTED] * counted, *[BEGUN] * others)
    told = [
        rest.of
        for sentence in found.sentences
        for rest in sentence.rests_on
        if rest.what in ("state", "unstated")
    ]

    assert sorted(told) == [f"{n}" for n in range(1, counted + others + 1)]


def test_a_digest_knows_facts_and_not_the_rows_they_were_read_from() -> None:
    one, other = an_action(1, DONE), replace(an_action(1, DONE), pk=99, plan_id=7)
    first, second = (draft(some_facts(an_area(1, each))).paragraphs[2] for each in (one, other))

    assert first.digest == second.digest
    assert first.actions[0].pk != second.actions[0].pk


def test_an_empty_plan_drafts_nothing() -> None:
    assert draft(Facts(DAY, (), (), ())).text == ""
