"""Flags about dates: passed, later than asked for, near, moved, missing."""

import datetime
from collections.abc import Iterator
from itertools import pairwise

from actionplans import rag
from actionplans.challenges.facts import (
    NOT_STATED,
    Facts,
    Flag,
    Kind,
    counted,
    date_words,
    last_report,
    led_by,
    meets,
    of_action,
    of_step,
    word_on,
)
from actionplans.challenges.words import (
    LONGEST_ALONE,
    ago,
    days_words,
    named_action,
    named_step,
    quoted,
    times_words,
)
from actionplans.rag import Progress, Status
from actionplans.recurring import Check
from actionplans.rows import NOT_IN_THE_PAPER, Answered, DateShown, Row, Said, Step
from actionplans.timescale.calendar import written
from actionplans.timescales import read


def past_their_date(facts: Facts) -> Iterator[Flag]:
    """Yield one flag for each step past its date: on track they say, late, or silent."""
    for row, step in facts.open_steps:
        if step.due is None or step.due >= facts.day or _is_missed(step):
            continue
        word = word_on(row, step)
        if word and rag.contradiction(word.outlook, step.status):
            yield _on_track(facts, row, step, step.due, word)
        elif step.status == Status.LATE:
            yield _late(facts, row, step, step.due)
        elif step.status == Status.SILENT:
            yield _silent(facts, row, step, step.due)


def _is_missed(step: Step) -> bool:
    return bool(step.recurring and step.recurring.with_state(Check.MISSED))


def _on_track(facts: Facts, row: Row, step: Step, due: datetime.date, word: Said) -> Flag:
    name = named_step(row, step)
    words = (
        f"{name.subject} was reported as on track on {written(word.day)}, but was due on "
        f"{written(due)} and is {days_words((facts.day - due).days)} past its date"
    )
    rests = [last_report(word), led_by(row, step), *counted(facts, row)]
    return of_step(Kind.ON_TRACK_BUT_PAST, row, step, words, rests, weight=(facts.day - due).days)


def _late(facts: Facts, row: Row, step: Step, due: datetime.date) -> Flag:
    name, word = named_step(row, step), word_on(row, step)
    opened = word.reopened if word else None
    reason = opened.reason if opened else word.reason if word else ""
    stands = f"was reopened on {written(opened.day)}" if opened else "is reported as not done"
    words = (
        f"{name.subject} is {days_words((facts.day - due).days)} late: it was due on "
        f"{written(due)} and {stands}, {_with(bool(reason), step.requested)}"
    )
    why = f"Reason given: {quoted(reason)}" if reason else ""
    rests = [why, last_report(word), led_by(row, step)]
    return of_step(Kind.LATE, row, step, words, rests, weight=(facts.day - due).days)


def _with(reason: bool, requested: DateShown | None) -> str:
    """Return what goes with being late: a reason, a new date, neither or both."""
    if not requested:
        return "with a reason but no new date" if reason else "with no reason and no new date"
    asked = f"a new date asked for, {date_words(requested)}"
    return f"with a reason and {asked}" if reason else f"with {asked}, but no reason"


def _silent(facts: Facts, row: Row, step: Step, due: datetime.date) -> Flag:
    name, word = named_step(row, step), word_on(row, step)
    who = "the paper does not say" if facts.of_a_paper(row, word) else "nothing says"
    words = f"{name.subject} was due on {ago(due, facts.day)}, and {who} whether it is done"
    rests = [last_report(word), led_by(row, step), *counted(facts, row)]
    return of_step(Kind.SILENT, row, step, words, rests, weight=(facts.day - due).days)


def on_track_as_a_whole(facts: Facts) -> Iterator[Flag]:
    """Yield where the last word on the whole action is "on track" and a step is past its date."""
    for row in facts.standing:
        word, late = row.contradiction, [step for step in row.steps if step.days_late]
        if word is None or word.step_id is not None or any(step.of_row for step in late):
            continue
        words = (
            f"{named_action(row).subject} was reported as on track on {written(word.day)}, "
            f"but it has {_number(len(late), 'step')} past {'its' if len(late) < 2 else 'their'} "
            "date"
        )
        yield of_action(
            Kind.ON_TRACK_BUT_PAST, row, words, [last_report(word)], weight=row.days_late
        )


def _number(number: int, noun: str) -> str:
    return f"{'one' if number == 1 else number} {noun}{'' if number == 1 else 's'}"


def over_the_period(facts: Facts) -> Iterator[Flag]:
    for row in facts.standing:
        dated = [(due, step) for step in row.steps if (due := _planned(step))]
        if not dated:
            continue
        due, step = max(dated, key=lambda each: each[0])
        for asked in row.answers:
            limit = _limit(facts, asked)
            if limit and due > limit:
                yield _over_period(facts, row, step, due, asked, limit)


def _planned(step: Step) -> datetime.date | None:
    """Return the date the council has set for an open step; of what recurs, the first."""
    if not step.is_open:
        return None
    if step.recurring:
        return step.recurring.first
    return step.date.due if step.date else None


def _limit(facts: Facts, asked: Answered) -> datetime.date | None:
    """Return the last day of the inspectorate's own period, None where none can be counted."""
    published = facts.published.get(asked.inspection_id) or asked.published_on
    if not asked.timescale:
        return None
    meaning = read(asked.timescale, published or facts.day, published=published)
    return None if meaning.within and not published else meaning.due


def _over_period(
    facts: Facts, row: Row, step: Step, due: datetime.date, asked: Answered, limit: datetime.date
) -> Flag:
    number = f"recommendation {asked.number}" if asked.number else quoted(asked.text, LONGEST_ALONE)
    words = (
        f"The inspectorate asked for {number} to be met {quoted(asked.timescale)}, by "
        f"{written(limit)}, and {named_action(row).subject} is dated {written(due)}, "
        f"{days_words((due - limit).days)} later"
    )
    published = facts.published.get(asked.inspection_id) or asked.published_on
    out = f"Counted from {written(published)}, when the report was out" if published else ""
    first = step.original
    moved = f"First dated {written(first.due)}" if first and first.due else ""
    of = {"recommendation": asked.pk}
    rests = [f"Step: {quoted(step.text)}" if step.text else "", moved, out]
    return of_action(Kind.OVER_PERIOD, row, words, rests, weight=(due - limit).days, **of)


def not_begun(facts: Facts) -> Iterator[Flag]:
    meeting = facts.next_meeting
    soon = facts.day + datetime.timedelta(facts.rules.due_soon_days)
    horizon = meeting.day if meeting else soon
    for row, step in facts.open_steps:
        if step.due is None or not facts.day <= step.due <= horizon:
            continue
        word = word_on(row, step)
        said = word.effective_progress if word else ""
        if said not in ("", Progress.NOT_STARTED) or _has_been_done(step):
            continue
        yield _begin(facts, row, step, step.due, said)


def _has_been_done(step: Step) -> bool:
    return bool(step.recurring and step.recurring.last_reported)


def _begin(facts: Facts, row: Row, step: Step, due: datetime.date, said: str) -> Flag:
    meeting = facts.next_meeting
    by = f", by the time {meets(meeting, 'meets')}," if meeting else ""
    if said:
        begun = "is reported as not begun"
    elif facts.of_a_paper(row):
        begun = "the paper does not say that it has begun"
    else:
        begun = "nothing says that it has begun"
    words = f"{named_step(row, step).subject} is due on {written(due)}{by} and {begun}"
    return of_step(
        Kind.NOT_BEGUN,
        row,
        step,
        words,
        [last_report(word_on(row, step)), led_by(row, step)],
        weight=-(due - facts.day).days,
    )


def moved_often(facts: Facts) -> Iterator[Flag]:
    for row, step in facts.open_steps:
        if not step.moves or step.moves < facts.rules.moves_to_flag:
            continue
        first, last = step.agreed_dates[0], step.agreed_dates[-1]
        further = ""
        if first.due and last.due and last.due > first.due:
            further = f", {days_words((last.due - first.due).days)} later"
        name = named_step(row, step)
        words = (
            f"{name.where}the date of {name.mid} has moved {times_words(step.moves)}: "
            f"from {date_words(first)} to {date_words(last)}{further}"
        )
        rests = [_move(date) for date in step.agreed_dates[1:]]
        yield of_step(Kind.MOVED_OFTEN, row, step, words, rests, weight=step.moves)


def _move(date: DateShown) -> str:
    why = quoted(date.reason) if date.reason.strip() else date.reason_words
    return f"Moved to {date_words(date)}: {why}. {date.agreed_by_words}"


def unexplained(facts: Facts) -> Iterator[Flag]:
    for row, step in facts.open_steps:
        dates = step.agreed_dates
        moved = [pair for pair in pairwise(dates) if _open_ends(pair[1])]
        if not moved:
            continue
        name, (before, after) = named_step(row, step), moved[-1]
        words = f"{name.where}the date of {name.mid} moved{_way(before, after)}"
        yield of_step(Kind.UNEXPLAINED, row, step, words, [_move(date) for _, date in moved])


def _open_ends(date: DateShown) -> bool:
    return not date.reason.strip() or date.agreed_by == NOT_IN_THE_PAPER


def _way(before: DateShown, after: DateShown) -> str:
    """Return from when to when a date moved, and what of the move is left open."""
    known = [(word, date_words(date)) for word, date in (("from", before), ("to", after))]
    way = "".join(f" {word} {date}" for word, date in known if date != NOT_STATED)
    if after.agreed_by != NOT_IN_THE_PAPER:
        return f"{way}, and no reason is given"
    unsaid = [f"{word} when" for word, date in known if date == NOT_STATED]
    unsaid += ["who agreed"] if after.reason.strip() else ["why", "who agreed"]
    start = ", ".join(unsaid[:-1])
    return f"{way}, and the paper does not say {start}{' or ' if start else ''}{unsaid[-1]}"


def not_agreed(facts: Facts) -> Iterator[Flag]:
    for row, step in facts.open_steps:
        asked = step.requested
        if asked is None or (asked.agreed and not asked.needs_body):
            continue
        instead = f", in place of {date_words(step.date)}," if step.date else ""
        who = "nobody" if not asked.agreed else "no body"
        words = (
            f"{named_step(row, step).subject} asks for a new date, {date_words(asked)}{instead} "
            f"and {who} has agreed to it"
        )
        since = f"Asked for on {written(asked.day)}" if asked.day else ""
        why = f"Reason given: {quoted(asked.reason)}" if asked.reason.strip() else ""
        yield of_step(Kind.NOT_AGREED, row, step, words, [why, since, led_by(row, step)])
