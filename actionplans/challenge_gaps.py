"""Flags about checks not made, measures that worsen, and what the plan leaves open."""

from collections.abc import Iterator

from actionplans.challenge_facts import (
    NOT_IN_THE_PAPER,
    Facts,
    Flag,
    Kind,
    Measured,
    led_by,
    of_step,
)
from actionplans.challenge_words import LONGEST_ALONE, named_action, named_step, quoted, sentence
from actionplans.measures_rule import HIGHER, WORSE, Point, amount, moving
from actionplans.recurring import Check, Occurrence
from actionplans.rows import Row, Step
from actionplans.timescale_calendar import written
from actionplans.timescales import read


def unanswered(facts: Facts) -> Iterator[Flag]:
    for order, asked in enumerate(facts.unanswered):
        number = f"recommendation {asked.number}," if asked.number else "the recommendation"
        words = f"No action answers {number} {quoted(asked.text, LONGEST_ALONE)}"
        yield Flag(
            Kind.UNANSWERED,
            f"{Kind.UNANSWERED}:recommendation:{asked.pk}",
            sentence(words),
            (asked.source,),
            (0, order, 0),
            recommendation=asked.pk,
            inspection=asked.inspection_id,
        )


def worse(facts: Facts) -> Iterator[Flag]:
    rows = {row.pk: row for row in facts.standing}
    for order, measure in enumerate(facts.measures):
        if measure.action_id and measure.action_id not in rows:
            continue
        before, now = measure.previous, measure.latest
        if before and now and moving(measure.better, before[1], now[1]) == WORSE:
            yield _measure(measure, before, now, rows.get(measure.action_id or 0), order)


def _measure(measure: Measured, before: Point, now: Point, row: Row | None, order: int) -> Flag:
    name = named_action(row) if row else None
    where = f"in {name.mid} the" if name else "the"
    words = (
        f"{where} measure {quoted(measure.title, LONGEST_ALONE)} is moving the wrong way: it was "
        f"{amount(before[1], measure.unit)} on {written(before[0])} and is "
        f"{amount(now[1], measure.unit)} on {written(now[0])}, where "
        f"{'more' if measure.better == HIGHER else 'less'} is better"
    )
    return Flag(
        Kind.WORSE,
        f"{Kind.WORSE}:measure:{measure.pk}",
        sentence(words),
        place=(0, order, 0),
        action=row.pk if row else None,
        reference=row.reference if row else "",
        measure=measure.pk,
    )


def missed(facts: Facts) -> Iterator[Flag]:
    for row, step in facts.open_steps:
        missed = step.recurring.with_state(Check.MISSED) if step.recurring else []
        if not missed:
            continue
        name = named_step(row, step)
        who = "the paper says nothing" if facts.of_a_paper(row) else "nobody has reported"
        words = f"{name.where}{who} on {_checks(missed)} of {name.mid} {_due_on(missed)}"
        yield of_step(Kind.MISSED, row, step, words, _on_checks(row, step), weight=len(missed))


def not_done(facts: Facts) -> Iterator[Flag]:
    for row, step in facts.open_steps:
        found = step.recurring.with_state(Check.NOT_DONE) if step.recurring else []
        if not found:
            continue
        name = named_step(row, step)
        why = quoted(found[-1].reason) if found[-1].reason.strip() else ""
        reason = f"; the reason given is {why}" if why else ", and no reason is given"
        last = ", the last of them due" if len(found) > 1 else " due"
        were = "were" if len(found) > 1 else "was"
        words = (
            f"{name.where}{_checks(found)} of {name.mid}{last} on {written(found[-1].due)}"
            f"{',' if len(found) > 1 else ''} {were} not done{reason}"
        )
        yield of_step(Kind.NOT_DONE, row, step, words, _on_checks(row, step), weight=len(found))


def _checks(found: list[Occurrence]) -> str:
    return "a check" if len(found) == 1 else f"{len(found)} checks"


def _due_on(found: list[Occurrence]) -> str:
    last = written(found[-1].due)
    return f"due on {last}" if len(found) == 1 else f"that have fallen due, the last on {last}"


def _on_checks(row: Row, step: Step) -> list[str]:
    recurs = step.recurring
    often = f"To be done {recurs.words}: {recurs.summary}" if recurs else ""
    return [often, led_by(row, step)]


def without_lead(facts: Facts) -> Iterator[Flag]:
    found = [
        (row, step)
        for row, step in facts.open_steps
        if not step.leads and not step.printed_leads.strip() and not row.printed_leads.strip()
    ]
    if _is_everywhere(facts, found):
        yield _everywhere(facts, Kind.NO_LEAD, f"names nobody to lead any of {_all(facts)}")
        return
    for row, step in found:
        name = named_step(row, step)
        nobody = "the paper names nobody" if facts.of_a_paper(row) else "nobody is named"
        words = f"{name.where}{nobody} to lead {name.noun}"
        who = f"Accountable for the action: {row.accountable}" if row.accountable else ""
        yield of_step(Kind.NO_LEAD, row, step, words, [who])


def without_date(facts: Facts) -> Iterator[Flag]:
    found = [(row, step) for row, step in facts.open_steps if _is_undated(facts, step)]
    if _is_everywhere(facts, found):
        yield _everywhere(facts, Kind.NO_DATE, f"gives no date for any of {_all(facts)}")
        return
    for row, step in found:
        name = named_step(row, step)
        said = step.date.words.strip() if step.date else ""
        if said and said != NOT_IN_THE_PAPER:
            words = f"{name.subject} has a timescale that gives no date, {quoted(said)}"
        elif facts.of_a_paper(row):
            words = f"{name.where}the paper gives no date for {name.noun}"
        else:
            words = f"{name.subject} has no date"
        yield of_step(Kind.NO_DATE, row, step, words, [led_by(row, step)])


def _is_undated(facts: Facts, step: Step) -> bool:
    """Return whether nothing says when: no date, no "every month", no "ongoing"."""
    date = step.date
    if step.due or step.recurring:
        return False
    if date is None:
        return True
    if date.due or date.recurrence or date.pk in facts.ongoing:
        return False
    meaning = read(date.words, date.day or facts.day)
    return not (meaning.ongoing or meaning.immediate)


def _is_everywhere(facts: Facts, found: list[tuple[Row, Step]]) -> bool:
    """Return whether a paper leaves something open of every step: said once, not of each."""
    return facts.from_a_paper and len(found) == len(list(facts.open_steps)) > 3


def _all(facts: Facts) -> str:
    number = len({row.pk for row, _ in facts.open_steps})
    return f"the {number} actions it does not report as done"


def _everywhere(facts: Facts, kind: Kind, words: str) -> Flag:
    plan = facts.rows[0].plan_id
    return Flag(kind, f"{kind}:plan:{plan}", sentence(f"the paper {words}"), place=(-1, 0, 0))
