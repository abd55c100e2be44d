"""Flags about what is said: done too soon or on nothing, the same again, or not at all."""

import datetime
from collections.abc import Iterator

from actionplans import rag
from actionplans.challenge_facts import (
    Awaiting,
    Facts,
    Flag,
    Kind,
    in_a_paper,
    last_report,
    led_by,
    meets,
    of_action,
    of_step,
    word_on,
)
from actionplans.challenge_words import (
    LONGEST_ALONE,
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
from actionplans.timescale_calendar import written


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
    away = f"{written(due)}, in {days_words((due - facts.day).days)}"
    again = "due again on" if step.recurring else "not due until"
    which = f"the step {quoted(step.text, LONGEST_ALONE)} is" if _has_words(row, step) else "it is"
    words = f"{named_action(row).subject} {_done_words(row)}, but {which} {again} {away}"
    rests = [last_report(word_on(row, step) or row.latest)]
    return of_action(Kind.DONE_TOO_SOON, row, words, rests, weight=(due - facts.day).days)


def _has_words(row: Row, step: Step) -> bool:
    return bool(step.text.strip()) and len(row.steps) > 1


def without_evidence(facts: Facts) -> Iterator[Flag]:
    for row in _finished(facts):
        if row.backing.evidence:
            continue
        if facts.of_a_paper(row):
            rest = "and the paper does not say on what evidence"
        elif row.backing.updates == 1:
            rest = "and its one report carries no evidence"
        else:
            rest = f"and none of its {row.backing.updates} reports carries evidence"
        words = f"{named_action(row).subject} {_done_words(row)}, {rest}"
        yield of_action(Kind.NO_EVIDENCE, row, words, [last_report(row.latest)])


def without_difference(facts: Facts) -> Iterator[Flag]:
    for row in _finished(facts):
        if row.backing.says_difference:
            continue
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
        if not since:
            continue
        last = row.backing.last_day
        name, paper = named_action(row), facts.of_a_paper(row)
        nothing = "Nothing is held here on" if paper else "Nothing has been reported on"
        before = f"the last report was for {written(last)}" if last else "nor was there any before"
        words = f"{nothing} {name.mid} {since}; {before}"
        began = last or row.added_on or facts.day
        yield of_action(
            Kind.QUIET, row, words, [last_report(row.latest)], weight=(facts.day - began).days
        )


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
                    [last_report(step.said), led_by(row, step)],
                )
        if row.said_of_row and row.said_of_row.same_as_before:
            said = row.said_of_row
            words = _same(named_action(row), said)
            yield of_action(Kind.SAME_WORDS, row, words, [last_report(said)])


def _same(name: Named, said: Said) -> str:
    words = quoted(said.text, LONGEST_ALONE)
    return f"{name.where}the last two reports on {name.mid} say the same: {words}"


def waiting(facts: Facts) -> Iterator[Flag]:
    for row in facts.standing:
        found = [
            one
            for one in facts.awaiting
            if one.action_id == row.pk and (facts.day - one.since).days > facts.rules.claim_days
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
