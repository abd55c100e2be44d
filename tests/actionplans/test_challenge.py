"""What is raised, and what is not: each flag by a table of cases, its near miss beside it."""

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplans.challenge import flags
from actionplans.challenges.facts import (
    Awaiting,
    Facts,
    Flag,
    Kind,
    Measured,
    Sitting,
    Unanswered,
)
from actionplans.challenges.words import listed, plain, quoted
from actionplans.models import DueDate
from actionplans.rag import Move, Outlook, Progress, Status
from actionplans.recurring import Check, Occurrence, Recurring
from actionplans.rows import (
    NOT_IN_THE_PAPER,
    Answered,
    Backing,
    DateShown,
    Ended,
    Lead,
    Reopened,
    Row,
    Said,
    SentBack,
    Step,
)
from actionplans.thresholds import Rules

DAY = datetime.date(2026, 11, 16)


def days(number: int) -> datetime.date:
    return DAY + datetime.timedelta(days=number)


def said(progress: str = Progress.IN_PROGRESS, **fields: Any) -> Said:
    plain_one: dict[str, Any] = {
        "update_id": 1,
        "step_id": 1,
        "text": "Work goes on.",
        "difference": "",
        "outlook": "",
        "reason": "",
        "day": days(-3),
        "known_on": days(-3),
        "author": "Head of Service",
        "how": "here",
        "accepted": True,
    }
    return Said(progress=progress, **(plain_one | fields))


PAPER: dict[str, Any] = {"how": "paper", "author": "A paper"}


def date(due: datetime.date | None, **fields: Any) -> DateShown:
    plain_one: dict[str, Any] = {
        "words": f"{due:%-d %B %Y}" if due else "",
        "recurrence": "",
        "reason": "",
        "agreed_by": "A body at a meeting: Cabinet",
        "counts": True,
        "day": days(-60),
    }
    return DateShown(due=due, **(plain_one | fields))


def moved(due: datetime.date, **fields: Any) -> DateShown:
    return date(due, **({"reason": "The post was filled late.", "move": Move.REVISED} | fields))


def step(due: datetime.date | None = None, status: Status = Status.IN_PROGRESS, **f: Any) -> Step:
    """Return a step with a lead, and a date in a year unless `due` says otherwise."""
    due = due or days(365)
    plain_one: dict[str, Any] = {
        "pk": 1,
        "order": 1,
        "text": "Train every team",
        "leads": (Lead(1, "Head of Service"),),
        "printed_leads": "",
        "dates": (date(due),),
        "said": said(),
        "of_row": False,
        "days_late": max((DAY - due).days, 0),
        "due": due,
    }
    return Step(status=status, **(plain_one | f))


def row(*steps: Step, status: Status = Status.IN_PROGRESS, **fields: Any) -> Row:
    """Return an action reported on three days ago, that nothing can be said against."""
    plain_one: dict[str, Any] = {
        "pk": 1,
        "plan_id": 1,
        "order": 1,
        "reference": "A1",
        "text": "Write plans that a family can follow.",
        "source_text": "",
        "theme": "",
        "accountable": "",
        "is_confidential": False,
        "printed_leads": "",
        "answers": (),
        "said_of_row": None,
        "rating": None,
        "backing": Backing(days(-3), 1, 1, True),
        "added_on": days(-60),
    }
    return Row(steps=steps or (step(),), status=status, **(plain_one | fields))


def facts(*rows: Row, **fields: Any) -> Facts:
    return Facts(day=DAY, rows=rows, **fields)


def found(*rows: Row, **fields: Any) -> list[Flag]:
    return flags(facts(*rows, **fields))


def kinds(*rows: Row, **fields: Any) -> list[Kind]:
    return [flag.kind for flag in found(*rows, **fields)]


def only(kind: Kind, *rows: Row, **fields: Any) -> str:
    """Return the sentence of the one flag raised, which is of this kind."""
    (flag,) = found(*rows, **fields)
    assert flag.kind == kind
    return flag.sentence


def second(**fields: Any) -> Step:
    """Return another step of the action, that nothing can be said against."""
    return step(pk=2, order=2, text="Tell families", **fields)


def test_nothing_is_raised_where_nothing_can_be_said() -> None:
    assert kinds(row(), row(pk=2)) == []
    assert kinds() == []


ACTION = "action A1, “Write plans that a family can follow”"
STEP = f"In {ACTION}, the step “Train every team”"


# Dates that have passed

PAST = days(-26)


def test_what_is_said_to_be_on_track_and_is_past_its_date_comes_first() -> None:
    word = said(outlook=Outlook.ON_TRACK)

    assert only(Kind.ON_TRACK_BUT_PAST, row(step(PAST, Status.LATE, said=word), second())) == (
        f"{STEP} was reported as on track on 13 November 2026, but was due on 21 October 2026 and "
        "is 26 days past its date."
    )


@pytest.mark.parametrize(
    ("word", "requested", "ending"),
    [
        (said(), (), "with no reason and no new date."),
        (said(reason="Nobody applied."), (), "with a reason but no new date."),
        (
            said(),
            (moved(days(30), counts=False, agreed=False),),
            "with a new date asked for, 16 December 2026, but no reason.",
        ),
        (
            said(reason="Nobody applied."),
            (moved(days(30), counts=False),),
            "with a reason and a new date asked for, 16 December 2026.",
        ),
    ],
)
def test_what_is_late_says_for_how_long_and_whether_with_a_reason_and_a_new_date(
    word: Said, requested: tuple[DateShown, ...], ending: str
) -> None:
    late = step(PAST, Status.LATE, said=word, dates=(date(PAST), *requested))
    flag = next(flag for flag in found(row(late)) if flag.kind == Kind.LATE)

    assert flag.sentence == (
        f"{ACTION.capitalize()[:1]}{ACTION[1:]}, is 26 days late: it was due on 21 October 2026 "
        f"and is reported as not done, {ending}"
    )


def test_what_was_reopened_and_is_late_says_so_with_the_reason() -> None:
    word = said(Progress.COMPLETE, reopened=Reopened("It came undone.", DAY, "Bea Marsh"))
    flag = next(
        flag for flag in found(row(step(PAST, Status.LATE, said=word))) if flag.kind == Kind.LATE
    )

    assert flag.sentence.endswith(
        "is 26 days late: it was due on 21 October 2026 and was reopened on 16 November 2026, "
        "with a reason but no new date."
    )
    assert "Reason given: “It came undone”" in flag.facts


@pytest.mark.parametrize(
    ("word", "rest"),
    [
        (None, "nothing says whether it is done."),
        (said(Progress.NOT_STATED, **PAPER), "the paper does not say whether it is done."),
    ],
)
def test_silence_past_a_date_is_laid_at_nobodys_door(word: Said | None, rest: str) -> None:
    assert only(Kind.SILENT, row(step(PAST, Status.SILENT, said=word))) == (
        "Action A1, “Write plans that a family can follow”, was due on 21 October 2026, 26 days "
        f"ago, and {rest}"
    )


@pytest.mark.parametrize(
    "fine",
    [
        step(DAY, Status.IN_PROGRESS),
        step(PAST, Status.DONE, said=said(Progress.COMPLETE)),
        step(PAST, Status.CLAIMED, said=said(Progress.COMPLETE, accepted=False)),
        step(days(1), Status.ON_TRACK, said=said(outlook=Outlook.ON_TRACK)),
    ],
    ids=["due today", "done", "claimed", "on track and not yet due"],
)
def test_what_is_not_past_its_date_or_is_done_is_not_late(fine: Step) -> None:
    assert not {Kind.LATE, Kind.SILENT, Kind.ON_TRACK_BUT_PAST} & set(kinds(row(fine)))


def test_a_word_on_the_whole_action_may_contradict_its_steps() -> None:
    of_all = said(step_id=None, outlook=Outlook.ON_TRACK, day=days(-1), update_id=2)
    late = row(step(PAST, Status.LATE), second(), status=Status.LATE, said_of_row=of_all)

    assert kinds(late) == [Kind.ON_TRACK_BUT_PAST, Kind.LATE]
    assert found(late)[0].sentence == (
        "Action A1, “Write plans that a family can follow”, was reported as on track on "
        "15 November 2026, but it has one step past its date."
    )
    later_word = replace(of_all, outlook=Outlook.AT_RISK)
    assert kinds(replace(late, said_of_row=later_word)) == [Kind.LATE]


# What the inspectorate asked for

ASKED = Answered(7, "5", "See children soon.", "An inspection", 3, "within 3 months", days(-100))


def test_a_recommendation_nobody_answers_is_raised_with_its_words() -> None:
    asked = Unanswered(7, "5", "See children soon.", "An inspection", 3)

    assert only(Kind.UNANSWERED, unanswered=(asked,)) == (
        "No action answers recommendation 5, “See children soon”."
    )
    assert only(Kind.UNANSWERED, unanswered=(replace(asked, number=""),)) == (
        "No action answers the recommendation “See children soon”."
    )


def test_a_date_later_than_the_inspectorates_own_period_is_raised() -> None:
    late = row(step(days(30)), answers=(ASKED,))

    assert only(Kind.OVER_PERIOD, late) == (
        "The inspectorate asked for recommendation 5 to be met “within 3 months”, by "
        "8 November 2026, and action A1, “Write plans that a family can follow”, is dated "
        "16 December 2026, 38 days later."
    )


@pytest.mark.parametrize(
    ("asked", "fields", "raised"),
    [
        (replace(ASKED, published_on=days(-60)), {}, False),
        (replace(ASKED, timescale=""), {}, False),
        (replace(ASKED, timescale="immediately"), {}, False),
        (replace(ASKED, timescale="as soon as can be"), {}, False),
        (replace(ASKED, published_on=None), {}, False),
        (replace(ASKED, published_on=None), {"published": {3: days(-100)}}, True),
        (replace(ASKED, published_on=None, timescale="by 1 December 2026"), {}, True),
    ],
    ids=[
        "in time",
        "no period",
        "at once",
        "no date in it",
        "no day of publication",
        "a day by which it was out",
        "a day of its own",
    ],
)
def test_a_period_is_counted_only_from_a_day_that_is_known(
    asked: Answered, fields: dict[str, Any], raised: bool
) -> None:
    assert (kinds(row(step(days(30)), answers=(asked,)), **fields) == [Kind.OVER_PERIOD]) is raised


def test_what_is_signed_off_no_longer_counts_against_the_period() -> None:
    done = step(days(30), Status.DONE, said=said(Progress.COMPLETE))

    assert Kind.OVER_PERIOD not in kinds(row(done, status=Status.DONE, answers=(ASKED,)))


# What is said to be done


def done(**fields: Any) -> Said:
    return said(Progress.COMPLETE, **fields)


def test_an_action_said_to_be_done_as_a_whole_with_a_step_to_come_is_raised() -> None:
    whole = done(step_id=None)
    of_all: dict[str, Any] = {"said": None, "of_row": True, "status": Status.DONE}
    early = row(
        step(PAST, **of_all),
        second(due=days(20), **of_all),
        status=Status.DONE,
        said_of_row=whole,
    )

    assert only(Kind.DONE_TOO_SOON, early) == (
        "Action A1, “Write plans that a family can follow”, is signed off as done, but the step "
        "“Tell families” is not due until 6 December 2026, in 20 days."
    )
    in_a_paper = replace(early, said_of_row=done(step_id=None, **PAPER))
    assert "is reported as done, but" in only(Kind.DONE_TOO_SOON, in_a_paper)


def test_a_step_claimed_before_its_date_is_raised_until_it_is_signed_off() -> None:
    claimed = step(days(8), Status.CLAIMED, said=done(accepted=False))

    assert only(Kind.DONE_TOO_SOON, row(claimed, status=Status.CLAIMED)) == (
        "Action A1, “Write plans that a family can follow”, is said to be done, 8 days before its "
        "date, 24 November 2026, and is not yet signed off."
    )
    signed = step(days(8), Status.DONE, said=done())
    assert kinds(row(signed, status=Status.DONE)) == []


MONTHLY = Recurring("FREQ=MONTHLY", False, days(-60), None, days(3), last_reported=days(-3))


def test_what_recurs_cannot_be_done_while_it_is_due_again() -> None:
    claimed = step(days(3), Status.DONE, recurring=MONTHLY)
    of_all = replace(claimed, said=None, of_row=True)

    assert only(
        Kind.DONE_TOO_SOON, row(of_all, status=Status.DONE, said_of_row=done(step_id=None))
    ).endswith("is signed off as done, but it is due again on 19 November 2026, in 3 days.")


def test_an_open_ended_check_beside_finished_steps_is_no_matter() -> None:
    going_on = second(due=days(3), recurring=MONTHLY)
    finished = step(PAST, Status.DONE, said=done())

    assert kinds(row(finished, going_on, status=Status.DONE)) == []


@pytest.mark.parametrize(
    ("backing", "expected"),
    [
        (Backing(days(-3), 1, 1, True), []),
        (Backing(days(-3), 3, 0, True), [Kind.NO_EVIDENCE]),
        (Backing(days(-3), 3, 1, False), [Kind.NO_DIFFERENCE]),
        (Backing(days(-3), 1, 0, False), [Kind.NO_EVIDENCE, Kind.NO_DIFFERENCE]),
    ],
)
@pytest.mark.parametrize("status", [Status.CLAIMED, Status.DONE, Status.EMBEDDED])
def test_completion_rests_on_evidence_and_says_what_difference_it_made(
    status: Status, backing: Backing, expected: list[Kind]
) -> None:
    finished = step(PAST, status, said=done())

    assert kinds(row(finished, status=status, backing=backing)) == expected


def test_work_in_progress_needs_no_evidence_yet() -> None:
    assert kinds(row(backing=Backing(days(-3), 2, 0, False))) == []


@pytest.mark.parametrize(
    ("status", "backing", "how", "sentence"),
    [
        (Status.DONE, Backing(PAST, 3, 0, True), "here", "and none of its 3 reports carries"),
        (Status.CLAIMED, Backing(PAST, 1, 0, True), "here", "and its one report carries no"),
        (Status.DONE, Backing(PAST, 1, 0, True), "paper", "and the paper does not say on what"),
    ],
)
def test_a_missing_piece_of_evidence_is_said_as_it_is(
    status: Status, backing: Backing, how: str, sentence: str
) -> None:
    finished = step(PAST, status, said=done(how=how))

    assert f"{sentence} evidence." in only(
        Kind.NO_EVIDENCE, row(finished, status=status, backing=backing)
    )


@pytest.mark.parametrize(
    ("review", "last", "raised"),
    [
        (days(-12), PAST, True),
        (days(-12), days(-12), False),
        (DAY, PAST, False),
        (None, PAST, False),
    ],
)
def test_a_review_that_passed_unreported_is_raised(
    review: datetime.date | None, last: datetime.date, raised: bool
) -> None:
    watched = row(
        step(PAST, Status.DONE, said=done()),
        status=Status.DONE,
        next_review_on=review,
        watched_by="Improvement Board",
        backing=Backing(last, 1, 1, True),
    )

    assert (kinds(watched) == [Kind.REVIEW_PASSED]) is raised


# Measures


@pytest.mark.parametrize(
    ("better", "before", "now", "raised"),
    [
        ("higher", 72, 66, True),
        ("higher", 66, 72, False),
        ("higher", 66, 66, False),
        ("lower", 11, 15, True),
        ("lower", 15, 11, False),
        ("not_stated", 15, 11, False),
    ],
)
def test_a_measure_is_raised_when_it_moves_the_wrong_way(
    better: str, before: int, now: int, raised: bool
) -> None:
    measure = Measured(
        5, "Seen in time", "%", better, 1, (days(-60), Decimal(before)), (days(-4), Decimal(now))
    )

    assert (kinds(row(), measures=(measure,)) == [Kind.WORSE]) is raised
    assert kinds(row(), measures=(replace(measure, previous=None),)) == []
    assert kinds(row(pk=2), measures=(measure,)) == []


def test_a_measure_is_named_with_its_numbers_and_days() -> None:
    measure = Measured(
        5, "Seen in time", "%", "higher", None, (days(-60), Decimal(72)), (days(-4), Decimal(66))
    )

    assert only(Kind.WORSE, measures=(measure,)) == (
        "The measure “Seen in time” is moving the wrong way: it was 72% on 17 September 2026 and "
        "is 66% on 12 November 2026, where more is better."
    )
    assert only(Kind.WORSE, row(), measures=(replace(measure, action_id=1),)).startswith(
        "In action A1, “Write plans that a family can follow”, the measure “Seen in time”"
    )


# Recurring checks


def checked(*states: Check) -> Step:
    """Return a step whose checks fell due one week after another, the last one week ago."""
    start = -7 * len(states)
    checks = tuple(
        Occurrence(
            days(start + 7 * n), state, "Two auditors were in court." * (state == "not_done")
        )
        for n, state in enumerate(states)
    )
    recurs = Recurring("FREQ=WEEKLY", True, checks[0].due, None, DAY, checks, days(-3))
    return step(days(3), recurring=recurs, dates=(date(days(start), recurrence="FREQ=WEEKLY"),))


@pytest.mark.parametrize(
    ("states", "sentences"),
    [
        ((Check.DONE, Check.DUE), []),
        (
            (Check.MISSED, Check.DONE),
            ["Nobody has reported on the check due on 2 November 2026 for {}."],
        ),
        (
            (Check.MISSED, Check.DONE, Check.MISSED),
            ["Nobody has reported on 2 checks for {}, the last of them due on 9 November 2026."],
        ),
        (
            (Check.NOT_DONE, Check.DONE),
            [
                "The check due on 2 November 2026 for {}, was not done; the reason given is "
                "“Two auditors were in court”."
            ],
        ),
        (
            (Check.NOT_DONE, Check.NOT_DONE),
            [
                "2 checks for {}, the last of them due on 9 November 2026, were not done; the "
                "reason given is “Two auditors were in court”."
            ],
        ),
    ],
)
def test_checks_missed_and_checks_not_done_are_two_things(
    states: tuple[Check, ...], sentences: list[str]
) -> None:
    said_here = [flag.sentence for flag in found(row(checked(*states)))]

    assert said_here == [sentence.format(ACTION) for sentence in sentences]


def test_a_missed_check_is_not_raised_as_silence_as_well() -> None:
    missed = replace(checked(Check.MISSED), status=Status.SILENT, due=days(-7), days_late=7)

    assert kinds(row(missed)) == [Kind.MISSED]


# Before the next meeting

BOARD = Sitting("Improvement Board", days(10))


@pytest.mark.parametrize(
    ("due", "word", "begun"),
    [
        (days(9), said(Progress.NOT_STARTED), "is reported as not begun."),
        (days(10), None, "nothing says that it has begun."),
        (DAY, None, "nothing says that it has begun."),
    ],
)
def test_what_is_due_by_the_next_meeting_and_not_begun_is_raised(
    due: datetime.date, word: Said | None, begun: str
) -> None:
    status = Status.NOT_STARTED if word else Status.NOT_STATED

    assert only(Kind.NOT_BEGUN, row(step(due, status, said=word)), next_meeting=BOARD) == (
        f"Action A1, “Write plans that a family can follow”, is due on {due:%-d %B %Y}, by the "
        f"time the Improvement Board meets on 26 November 2026, and {begun}"
    )


@pytest.mark.parametrize(
    ("due", "word"),
    [
        (days(11), said(Progress.NOT_STARTED)),
        (days(9), said(Progress.IN_PROGRESS)),
        (days(9), said(Progress.NOT_STATED, **PAPER)),
    ],
    ids=["due after it", "begun", "a paper tells of it without a state"],
)
def test_what_is_due_later_or_begun_is_not(due: datetime.date, word: Said) -> None:
    assert kinds(row(step(due, said=word)), next_meeting=BOARD) == []


def test_where_no_meeting_is_to_come_what_is_due_soon_counts() -> None:
    rules = Rules(due_soon_days=5)

    assert kinds(row(step(days(5), said=None)), rules=rules) == [Kind.NOT_BEGUN]
    assert kinds(row(step(days(6), said=None)), rules=rules) == []


# Dates that move


@pytest.mark.parametrize(("number", "raised"), [(1, False), (2, True), (3, True)])
def test_a_date_that_moved_as_often_as_the_council_says_is_raised(
    number: int, raised: bool
) -> None:
    dates = (date(days(10)), *(moved(days(10 + 10 * n)) for n in range(1, number + 1)))

    assert (kinds(row(step(days(40), dates=dates))) == [Kind.MOVED_OFTEN]) is raised
    assert kinds(row(step(days(40), dates=dates)), rules=Rules(moves_to_flag=4)) == []


def test_a_date_that_moved_is_said_from_when_to_when_and_how_much_later() -> None:
    dates = (date(days(10)), moved(days(20)), moved(days(30)))

    assert only(Kind.MOVED_OFTEN, row(step(days(30), dates=dates), second())) == (
        f"In {ACTION}, the date of the step “Train every team” has moved twice: from "
        "26 November 2026 to 16 December 2026, 20 days later."
    )


@pytest.mark.parametrize(
    ("first", "change", "rest"),
    [
        (
            date(days(10)),
            moved(days(20), reason=""),
            " moved from 26 November 2026 to 6 December 2026, and no reason is given.",
        ),
        (
            date(days(10)),
            moved(days(20), reason="", agreed_by=NOT_IN_THE_PAPER),
            " moved from 26 November 2026 to 6 December 2026, and the paper does not say why or "
            "who agreed.",
        ),
        (
            date(None, words=NOT_IN_THE_PAPER),
            moved(days(20), agreed_by=NOT_IN_THE_PAPER),
            " moved to 6 December 2026, and the paper does not say from when or who agreed.",
        ),
    ],
)
def test_a_move_without_a_reason_or_without_who_agreed_is_raised(
    first: DateShown, change: DateShown, rest: str
) -> None:
    assert only(Kind.UNEXPLAINED, row(step(days(20), dates=(first, change)))) == (
        f"The date of {ACTION},{rest}"
    )


@pytest.mark.parametrize(
    ("asked", "raised"),
    [
        (moved(days(40), counts=False, agreed=False, agreed_by="Not yet agreed"), "nobody"),
        (moved(days(40), counts=False, needs_body=True, agreed_by="An officer"), "no body"),
        (moved(days(40), counts=False, agreed_by="An officer"), ""),
    ],
    ids=["not yet agreed", "waits for a body", "waits for acceptance only"],
)
def test_a_new_date_nobody_has_agreed_to_is_raised(asked: DateShown, raised: str) -> None:
    sentences = [
        flag.sentence for flag in found(row(step(days(20), dates=(date(days(20)), asked))))
    ]

    assert sentences == [
        "Action A1, “Write plans that a family can follow”, asks for a new date, 26 December "
        f"2026, in place of 6 December 2026, and {raised} has agreed to it."
    ] * bool(raised)


def test_dates_of_what_is_signed_off_are_history() -> None:
    dates = (date(days(10)), moved(days(20), reason=""), moved(days(30), reason=""))
    finished = step(days(30), Status.DONE, dates=dates, said=done())

    assert kinds(row(finished, status=Status.DONE)) == []


# Silence

MET = Sitting("The Cabinet", days(-20))


@pytest.mark.parametrize(
    ("last", "raised"), [(days(-21), True), (days(-20), True), (days(-19), False)]
)
def test_nothing_reported_since_the_last_meeting_is_raised(
    last: datetime.date, raised: bool
) -> None:
    quiet = row(backing=Backing(last, 1, 1, True))

    assert (kinds(quiet, last_meeting=MET) == [Kind.QUIET]) is raised


def test_silence_names_the_meeting_and_the_last_report() -> None:
    quiet = row(backing=Backing(days(-30), 1, 1, True))

    assert only(Kind.QUIET, quiet, last_meeting=MET) == (
        f"Nothing has been reported on {ACTION}, since the Cabinet met on 27 October 2026; the "
        "last report was for 17 October 2026."
    )
    never = row(step(said=None), backing=Backing())
    assert only(Kind.QUIET, never, last_meeting=MET).endswith("; nor was there any before.")


def test_a_report_that_waits_or_was_sent_back_is_not_called_silence() -> None:
    quiet = row(backing=Backing(days(-30), 1, 1, True))
    waits = Awaiting(9, 1, days(-2))

    assert only(Kind.QUIET, quiet, last_meeting=MET, awaiting=(waits,)) == (
        f"No report on {ACTION}, has been accepted since the Cabinet met on 27 October 2026; the "
        "last report was for 17 October 2026, and one sent since waits to be accepted."
    )
    back = step(sent_back=SentBack((days(-2), 9), None, "Words", "Say more.", "A manager"))
    returned = row(back, backing=Backing(days(-30), 1, 1, True))
    assert only(Kind.QUIET, returned, last_meeting=MET).endswith("one sent since was sent back.")


@pytest.mark.parametrize(("ago", "raised"), [(30, False), (31, True)])
def test_where_no_meeting_was_held_the_councils_number_of_days_counts(
    ago: int, raised: bool
) -> None:
    quiet = row(backing=Backing(days(-ago), 1, 1, True))

    assert (kinds(quiet, rules=Rules(quiet_days=30)) == [Kind.QUIET]) is raised


def test_an_action_added_since_the_meeting_or_signed_off_is_not_silent() -> None:
    new = row(step(said=None), added_on=days(-5), backing=Backing())
    finished = step(PAST, Status.DONE, said=done())
    over = row(finished, status=Status.DONE, backing=Backing(days(-30), 1, 1, True))

    assert kinds(new, over, last_meeting=MET) == []


def test_what_a_paper_tells_of_in_numbers_only_is_not_silence() -> None:
    quiet = row(backing=Backing(days(-30), 1, 1, True))
    group = (frozenset({1}), "Of actions 1 to 4: 1 complete.")

    assert kinds(quiet, last_meeting=MET, counted=(group,)) == []


@pytest.mark.parametrize("same", [True, False])
def test_the_same_words_as_last_time_are_raised(same: bool) -> None:
    again = row(step(said=said(same_as_before=same)), second())

    expected = [
        f"In {ACTION}, the last two reports on the step “Train every team” say the same: "
        "“Work goes on”."
    ]
    assert [flag.sentence for flag in found(again)] == expected * same


def test_the_same_words_on_a_whole_action_are_raised_once() -> None:
    of_all = said(step_id=None, same_as_before=True)
    steps = (step(said=None, of_row=True), second(said=None, of_row=True))

    assert only(Kind.SAME_WORDS, row(*steps, said_of_row=of_all)) == (
        f"The last two reports on {ACTION}, say the same: “Work goes on”."
    )


@pytest.mark.parametrize(("ago", "raised"), [(14, False), (15, True)])
def test_a_report_that_waits_longer_than_the_council_allows_is_raised(
    ago: int, raised: bool
) -> None:
    waits = Awaiting(9, 1, days(-ago), says_done=True)

    sentences = [flag.sentence for flag in found(row(), awaiting=(waits,))]
    assert (
        sentences
        == [
            f"A report on {ACTION}, that says something is done has waited to be accepted for "
            "15 days, since 1 November 2026."
        ]
        * raised
    )


# What the plan leaves open


def test_a_step_nobody_leads_is_raised() -> None:
    alone = step(leads=())

    assert only(Kind.NO_LEAD, row(alone, second())) == (
        f"In {ACTION}, nobody is named to lead the step “Train every team”."
    )
    assert only(Kind.NO_LEAD, row(replace(alone, said=said(**PAPER)))) == (
        f"The paper names nobody to lead {ACTION}."
    )
    assert kinds(row(alone, printed_leads="All heads of service")) == []
    assert kinds(row(replace(alone, printed_leads="Police"))) == []
    assert kinds(row(replace(alone, status=Status.DONE), second())) == []


@pytest.mark.parametrize(
    ("dates", "rest"),
    [
        ((), " has no date."),
        (
            (date(None, words="After the review"),),
            " has a timescale that gives no date, “After the review”.",
        ),
    ],
)
def test_a_step_without_a_date_is_raised(dates: tuple[DateShown, ...], rest: str) -> None:
    undated = replace(step(), due=None, dates=dates)

    assert only(Kind.NO_DATE, row(undated, second())) == f"{STEP}{rest}"


@pytest.mark.parametrize("words", ["Ongoing", "Immediate", "With immediate effect and ongoing"])
def test_what_is_ongoing_or_immediate_needs_no_date(words: str) -> None:
    assert kinds(row(replace(step(), due=None, dates=(date(None, words=words),)))) == []


def test_what_a_person_calls_ongoing_or_what_recurs_needs_no_date() -> None:
    undated = replace(step(), due=None, dates=(date(None, words="As before", pk=4),))
    recurs = replace(undated, recurring=Recurring("FREQ=MONTHLY", False, None, None, None))

    assert kinds(row(undated)) == [Kind.NO_DATE]
    assert kinds(row(undated), ongoing=frozenset({4})) == []
    assert kinds(row(recurs)) == []


def in_a_paper(number: int) -> tuple[Row, ...]:
    """Return actions of a paper that names no lead and no date."""
    bare = replace(step(said=said(Progress.NOT_STATED, **PAPER)), leads=(), dates=(), due=None)
    return tuple(
        row(replace(bare, pk=n), pk=n, order=n, reference=str(n), status=Status.NOT_STATED)
        for n in range(1, number + 1)
    )


def test_what_a_paper_leaves_open_of_many_actions_is_said_once() -> None:
    few = found(*in_a_paper(3), only_papers=True)
    many = found(*in_a_paper(4), only_papers=True)

    assert len(few) == 6
    assert [(flag.sentence, flag.facts) for flag in many] == [
        ("The paper names nobody to lead 4 actions.", ("Actions 1 to 4",)),
        ("The paper gives no date for 4 actions.", ("Actions 1 to 4",)),
    ]


def test_of_what_no_report_speaks_a_plan_from_papers_says_the_paper() -> None:
    bare = replace(step(said=None), leads=())

    assert found(row(bare), only_papers=True)[0].sentence.startswith("The paper names nobody")
    assert found(row(bare))[0].sentence.startswith("Nobody is named")


# Of every flag


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.SUPERSEDED, Status.CARRIED])
def test_what_has_left_the_plan_raises_nothing(status: Status) -> None:
    ended = Ended(str(status), status.words, "Not needed.", days(-5), "Cabinet", None)
    late = step(PAST, Status.LATE, leads=())

    assert kinds(row(late, status=status, ended=ended), last_meeting=MET) == []
    assert Kind.LATE in kinds(row(late, status=Status.LATE))


def test_the_most_serious_comes_first_and_the_latest_before_the_late() -> None:
    first = row(step(days(-2), Status.LATE), pk=1)
    worst = row(step(days(-9), Status.LATE, pk=2), pk=2, order=2, reference="A2")
    lead = row(step(leads=(), pk=3), pk=3, order=3, reference="A3")

    assert [flag.reference for flag in found(lead, first, worst)] == ["A2", "A1", "A3"]


def test_a_key_stays_while_the_fact_stays_and_tells_flags_apart() -> None:
    late = row(step(PAST, Status.LATE, leads=()), second(leads=()))
    keys = [flag.key for flag in found(late)]
    later = [flag.key for flag in flags(replace(facts(late), day=days(5)))]

    assert keys == ["late:step:1", "no_lead:step:1", "no_lead:step:2"]
    assert later == keys


def test_every_flag_leads_to_what_it_is_about() -> None:
    (flag,) = found(row(step(PAST, Status.LATE, pk=4), pk=7))

    assert (flag.action, flag.step, flag.reference) == (7, 4, "A1")


def test_the_words_for_what_a_paper_does_not_hold_are_those_that_are_stored() -> None:
    assert DueDate.AgreedBy.NOT_STATED.label == NOT_IN_THE_PAPER


@pytest.mark.parametrize(
    ("references", "words"),
    [
        ([], ""),
        (["A1"], "A1"),
        (["13", "14"], "13, 14"),
        (["13", "25", "26", "27", "36"], "13, 25 to 27 and 36"),
    ],
)
def test_references_are_listed_in_runs(references: list[str], words: str) -> None:
    assert listed(references) == words


def test_words_that_are_quoted_keep_to_one_line_and_their_marks_apart() -> None:
    assert quoted("Say “yes”\nor “no”.") == "“Say ‘yes’ or ‘no’”"
    assert quoted("one two three", 9) == "“one two…”"
    assert quoted("x" * 30, 9) == "“xxxxxxxxx…”"


# Whatever the rows

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 12, 31))
TEXT = st.text(max_size=300)
SAIDS = st.builds(
    Said,
    update_id=st.integers(1, 9),
    step_id=st.none() | st.integers(1, 9),
    text=TEXT,
    difference=TEXT,
    progress=st.sampled_from(list(Progress)),
    outlook=st.sampled_from(["", *Outlook]),
    reason=TEXT,
    day=DAYS,
    known_on=DAYS,
    author=TEXT,
    how=st.sampled_from(["here", "paper", "link"]),
    accepted=st.booleans(),
    embedded=st.booleans(),
    reopened=st.none() | st.builds(Reopened, TEXT, DAYS, TEXT),
    same_as_before=st.booleans(),
)
DATES = st.builds(
    DateShown,
    words=TEXT | st.sampled_from(["Ongoing", "termly", NOT_IN_THE_PAPER]),
    due=st.none() | DAYS,
    recurrence=st.sampled_from(["", "FREQ=MONTHLY"]),
    reason=TEXT,
    agreed_by=TEXT | st.just(NOT_IN_THE_PAPER),
    counts=st.booleans(),
    pk=st.integers(1, 9),
    agreed=st.booleans(),
    move=st.none() | st.sampled_from(Move),
    day=st.none() | DAYS,
    needs_body=st.booleans(),
)
RECURRING = st.builds(
    Recurring,
    rule=st.just("FREQ=MONTHLY"),
    each=st.booleans(),
    first=st.none() | DAYS,
    until=st.none() | DAYS,
    next_due=st.none() | DAYS,
    checks=st.lists(
        st.builds(Occurrence, DAYS, st.sampled_from(Check), TEXT, st.booleans()), max_size=3
    ).map(tuple),
    last_reported=st.none() | DAYS,
)
STEPS = st.builds(
    Step,
    pk=st.integers(1, 99),
    order=st.integers(1, 9),
    text=TEXT,
    leads=st.lists(st.builds(Lead, st.integers(1, 9), TEXT), max_size=2).map(tuple),
    printed_leads=TEXT,
    dates=st.lists(DATES, max_size=4).map(tuple),
    said=st.none() | SAIDS,
    of_row=st.booleans(),
    status=st.sampled_from(Status),
    days_late=st.integers(0, 999),
    sent_back=st.none() | st.builds(SentBack, st.tuples(DAYS, st.integers(1, 9)), TEXT, TEXT, TEXT),
    recurring=st.none() | RECURRING,
    due=st.none() | DAYS,
)
ROWS = st.builds(
    Row,
    pk=st.integers(1, 9),
    plan_id=st.just(1),
    order=st.integers(1, 9),
    reference=st.text(max_size=20),
    text=TEXT,
    source_text=TEXT,
    theme=TEXT,
    accountable=TEXT,
    is_confidential=st.booleans(),
    printed_leads=TEXT,
    answers=st.lists(
        st.builds(
            Answered, st.integers(1, 9), TEXT, TEXT, TEXT, st.integers(1, 3), TEXT, st.none() | DAYS
        ),
        max_size=2,
    ).map(tuple),
    steps=st.lists(STEPS, max_size=3).map(tuple),
    said_of_row=st.none() | SAIDS,
    status=st.sampled_from(Status),
    rating=st.none(),
    watched_by=TEXT,
    next_review_on=st.none() | DAYS,
    backing=st.builds(
        Backing, st.none() | DAYS, st.integers(0, 9), st.integers(0, 9), st.booleans()
    ),
    added_on=st.none() | DAYS,
)
POINTS = st.none() | st.tuples(DAYS, st.decimals(-999, 999, places=2))
SITTINGS = st.none() | st.builds(Sitting, TEXT, DAYS)
FACTS = st.builds(
    Facts,
    day=DAYS,
    rows=st.lists(ROWS, max_size=5).map(tuple),
    rules=st.builds(Rules),
    last_meeting=SITTINGS,
    next_meeting=SITTINGS,
    unanswered=st.lists(
        st.builds(Unanswered, st.integers(1, 9), TEXT, TEXT, TEXT, st.integers(1, 9)), max_size=2
    ).map(tuple),
    measures=st.lists(
        st.builds(
            Measured,
            st.integers(1, 9),
            TEXT,
            TEXT,
            st.sampled_from(["higher", "lower", "not_stated"]),
            st.none() | st.integers(1, 9),
            POINTS,
            POINTS,
        ),
        max_size=2,
    ).map(tuple),
    only_papers=st.booleans(),
    awaiting=st.lists(
        st.builds(Awaiting, st.integers(1, 9), st.integers(1, 9), DAYS, st.booleans()), max_size=3
    ).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(FACTS)
def test_whatever_the_rows_each_flag_is_one_sentence_that_names_its_action(
    given_facts: Facts,
) -> None:
    order = list(Kind)

    raised = flags(given_facts)

    assert [order.index(flag.kind) for flag in raised] == sorted(
        order.index(flag.kind) for flag in raised
    )
    for flag in raised:
        assert flag.sentence.endswith(".") and "\n" not in flag.sentence
        assert flag.sentence[:1] == flag.sentence[:1].upper()
        assert len(flag.key) <= 100
        if flag.action:
            assert plain(f"action {flag.reference}").lower() in flag.sentence.lower()
        assert all(fact == plain(fact) and fact for fact in flag.facts)
