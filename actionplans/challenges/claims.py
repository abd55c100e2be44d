"""Flags about what is said: done too soon or on nothing, the same again, or not at all."""

import datetime
from collections.abc import Iterator

from actionplans import rag
from actionplans.challenges.facts import (
    Awaiting,
    Facts,
    Flag,
    Kind,
    as_one,
    counted,
    in_a_paper,
    last_report,
    led_by,
    meets,
    of_action,
    of_step,
    word_on,
)
from actionplans.challenges.words import (
    LONGEST_ALONE,
    LONGEST_STEP,
    Named,
    ago,
    days_words,
    named_action,
    named_step,
    quoted,
    with_article,
)
from actionplans.rag import Progress, Status
from actionplans.rows import Row, Said, Step
from actionplans.timescale.calendar import written


def _said_to_be_done(row: Row) -> bool:
    of_row = row.said_of_row
    claimed = of_row is not None and of_row.effective_progress == Progress.COMPLETE
    return claimed or row.status == Status.CLAIMED or row.status in rag.SIGNED_OFF


def _done_words(row: Row) -> str:
    if row.status not in rag.SIGNED_OFF:
        return "is said to be done"
    paper = row.latest and in_a_paper(row.latest)
    return "is reported as done" if paper else "is signed off as done"


def done_too_soon(facts: Facts) -> Iterator[Flag]:
    for row in facts.standing:
        if not _said_to_be_done(row):
            continue
        to_come = [(day, step) for step in row.steps if (day := _to_come(step, facts.day))]
        if to_come:
            yield _too_soon(facts, row, *max(to_come, key=lambda each: each[0]))


def _to_come(step: Step, day: datetime.date) -> datetime.date | None:
    """Return a step's date after `day`, None where it was signed off by its own word.

    An open-ended check that goes on beside finished steps is no matter.
    """
    if step.recurring:
        due = step.recurring.next_due
        if step.is_continuing and step.status != Status.CLAIMED:
            return None
    else:
        due = step.due
        if step.status in rag.SIGNED_OFF and not step.of_row:
            return None
    return due if due and due > day else None


def _too_soon(facts: Facts, row: Row, due: datetime.date, step: Step) -> Flag:
    number = (due - facts.day).days
    name = named_action(row)
    if step.status == Status.CLAIMED and not step.of_row and not step.recurring:
        words = (
            f"{name.subject} is said to be done, {days_words(number)} before its date, "
            f"{written(due)}, and is not yet signed off"
        )
    else:
        which = f"the step {quoted(step.text, LONGEST_STEP)}" if _has_words(row, step) else "it"
        again = "is due again on" if step.recurring else "is not due until"
        words = (
            f"{name.subject} {_done_words(row)}, but {which} {again} {written(due)}, "
            f"in {days_words(number)}"
        )
    rests = [last_report(word_on(row, step) or row.latest)]
    return of_action(Kind.DONE_TOO_SOON, row, words, rests, weight=number)


def _has_words(row: Row, step: Step) -> bool:
    return bool(step.text.strip()) and len(row.steps) > 1


def without_evidence(facts: Facts) -> Iterator[Flag]:
    found = [row for row in _finished(facts) if not row.backing.evidence]
    words = "reports {} actions as done without saying on what evidence"
    if together := as_one(facts, Kind.NO_EVIDENCE, found, words):
        yield together
        return
    for row in found:
        words = f"{named_action(row).subject} {_done_words(row)}, {_on_nothing(facts, row)}"
        yield of_action(Kind.NO_EVIDENCE, row, words, [last_report(row.latest)])


def _on_nothing(facts: Facts, row: Row) -> str:
    if facts.of_a_paper(row):
        return "and the paper does not say on what evidence"
    if row.backing.updates == 1:
        return "and its one report carries no evidence"
    return f"and none of its {row.backing.updates} reports carries evidence"


def without_difference(facts: Facts) -> Iterator[Flag]:
    found = [row for row in _finished(facts) if not row.backing.says_difference]
    words = "reports {} actions as done without saying what difference it made"
    if together := as_one(facts, Kind.NO_DIFFERENCE, found, words):
        yield together
        return
    for row in found:
        who = "the paper does not say" if facts.of_a_paper(row) else "no report says"
        words = f"{named_action(row).subject} {_done_words(row)}, and {who} what difference it made"
        yield of_action(Kind.NO_DIFFERENCE, row, words, [last_report(row.latest)])


def _finished(facts: Facts) -> list[Row]:
    ends = rag.SIGNED_OFF | {Status.CLAIMED}
    return [row for row in facts.standing if row.status in ends]


def review_passed(facts: Facts) -> Iterator[Flag]:
    for row in facts.standing:
        due, last = row.next_review_on, row.backing.last_day
        if due is None or due >= facts.day or (last and last >= due):
            continue
        words = (
            f"The review of {named_action(row).subject} was due on {ago(due, facts.day)}, "
            "and nothing has been reported since"
        )
        watched = f"Watched by {with_article(row.watched_by)}" if row.watched_by else ""
        yield of_action(
            Kind.REVIEW_PASSED,
            row,
            words,
            [watched, last_report(row.latest)],
            weight=(facts.day - due).days,
        )


def quiet(facts: Facts) -> Iterator[Flag]:
    for row in facts.standing:
        since = _quiet_since(facts, row) if row.is_open else ""
        if since and not counted(facts, row):
            yield _silence(facts, row, since)


def _silence(facts: Facts, row: Row, since: str) -> Flag:
    last, mid = row.backing.last_day, named_action(row).mid
    before = f"the last report was for {written(last)}" if last else "nor was there any before"
    if fate := _sent_since(facts, row, last):
        words = f"No report on {mid} has been accepted {since}; {before}, and one sent since {fate}"
    elif facts.of_a_paper(row):
        words = f"Nothing is held here on {mid} {since}; {before}"
    else:
        words = f"Nothing has been reported on {mid} {since}; {before}"
    began = last or row.added_on or facts.day
    weight = (facts.day - began).days
    return of_action(Kind.QUIET, row, words, [last_report(row.latest)], weight=weight)


def _sent_since(facts: Facts, row: Row, last: datetime.date | None) -> str:
    """Return what became of a report that does not count: it waits, or was sent back."""
    since = last or datetime.date.min
    if any(one.since > since for one in facts.awaiting_of(row)):
        return "waits to be accepted"
    returned = [step.sent_back for step in row.steps if step.sent_back]
    if any(one.place[0] > since for one in returned):
        return "was sent back"
    return ""


def _quiet_since(facts: Facts, row: Row) -> str:
    """Return since when nothing was reported, "" where something was, or it is too early."""
    last, meeting = row.backing.last_day, facts.last_meeting
    began = last or row.added_on
    if meeting:
        quiet = began is None or began <= meeting.day
        return f"since {meets(meeting, 'met')}" if quiet else ""
    if began is None:
        return ""
    number = (facts.day - began).days
    return f"for {days_words(number)}" if number > facts.rules.quiet_days else ""


def same_words(facts: Facts) -> Iterator[Flag]:
    for row in facts.standing:
        if not row.is_open:
            continue
        for step in row.steps:
            if step.is_open and step.said and step.said.same_as_before:
                yield of_step(
                    Kind.SAME_WORDS,
                    row,
                    step,
                    _same(named_step(row, step), step.said),
                    [_of_day(step.said), led_by(row, step)],
                )
        if row.said_of_row and row.said_of_row.same_as_before:
            said = row.said_of_row
            words = _same(named_action(row), said)
            yield of_action(Kind.SAME_WORDS, row, words, [_of_day(said)])


def _of_day(said: Said) -> str:
    return f"The later one is for {written(said.day)}"


def _same(name: Named, said: Said) -> str:
    words = quoted(said.text, LONGEST_ALONE)
    return f"{name.where}the last two reports on {name.mid} say the same: {words}"


def waiting(facts: Facts) -> Iterator[Flag]:
    for row in facts.standing:
        found = [
            one
            for one in facts.awaiting_of(row)
            if (facts.day - one.since).days > facts.rules.claim_days
        ]
        if found:
            yield _waits(facts, row, found)


def _waits(facts: Facts, row: Row, found: list[Awaiting]) -> Flag:
    oldest = min(found, key=lambda one: one.since)
    number = (facts.day - oldest.since).days
    done = " that says something is done" if oldest.says_done else ""
    words = (
        f"A report on {named_action(row).noun}{',' if _ends_quoted(row) else ''}{done} has waited "
        f"to be accepted for {days_words(number)}, since {written(oldest.since)}"
    )
    more = f"{len(found)} reports wait longer than {days_words(facts.rules.claim_days)}"
    return of_action(Kind.WAITING, row, words, [more] if len(found) > 1 else [], weight=number)


def _ends_quoted(row: Row) -> bool:
    return named_action(row).has_words
