"""Flags about checks not made, measures that worsen, and what the plan leaves open."""

from collections.abc import Iterator

from actionplans.challenges.facts import (
    Facts,
    Flag,
    Kind,
    Measured,
    as_one,
    led_by,
    of_step,
    tidy,
)
from actionplans.challenges.words import (
    LONGEST_ALONE,
    Named,
    named_action,
    named_step,
    quoted,
    sentence,
)
from actionplans.measures_rule import HIGHER, WORSE, Point, amount, moving
from actionplans.recurring import Check, Occurrence
from actionplans.rows import NOT_IN_THE_PAPER, Row, Step
from actionplans.timescale.calendar import written
from actionplans.timescales import read


def unanswered(facts: Facts) -> Iterator[Flag]:
    for order, asked in enumerate(facts.unanswered):
        number = f"recommendation {asked.number}," if asked.number else "the recommendation"
        words = f"No action answers {number} {quoted(asked.text, LONGEST_ALONE)}"
        yield Flag(
            Kind.UNANSWERED,
            f"{Kind.UNANSWERED}:recommendation:{asked.pk}",
            sentence(words),
            tidy([f"Asked in: {asked.source}"]),
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
        found = step.recurring.with_state(Check.MISSED) if step.recurring else []
        if not found:
            continue
        name = named_step(row, step)
        who = "the paper says nothing" if facts.of_a_paper(row) else "nobody has reported"
        words = f"{name.where}{who} on {_which(found, name)}"
        yield of_step(Kind.MISSED, row, step, words, _on_checks(row, step), weight=len(found))


def not_done(facts: Facts) -> Iterator[Flag]:
    for row, step in facts.open_steps:
        found = step.recurring.with_state(Check.NOT_DONE) if step.recurring else []
        if not found:
            continue
        name, why = named_step(row, step), found[-1].reason
        reason = f"; the reason given is {quoted(why)}" if why.strip() else ", with no reason given"
        were = "was" if len(found) == 1 else "were"
        words = f"{name.where}{_which(found, name)}, {were} not done{reason}"
        yield of_step(Kind.NOT_DONE, row, step, words, _on_checks(row, step), weight=len(found))


def _which(found: list[Occurrence], name: Named) -> str:
    """Return which checks of a step: "the check due on 17 October 2026 for the step ..."."""
    last = written(found[-1].due)
    if len(found) == 1:
        return f"the check due on {last} for {name.noun}"
    return f"{len(found)} checks for {name.noun}, the last of them due on {last}"


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
    if together := as_one(
        facts, Kind.NO_LEAD, (row for row, _ in found), "names nobody to lead {} actions"
    ):
        yield together
        return
    for row, step in found:
        name = named_step(row, step)
        nobody = "the paper names nobody" if facts.of_a_paper(row) else "nobody is named"
        words = f"{name.where}{nobody} to lead {name.noun}"
        who = f"Accountable for the action: {row.accountable}" if row.accountable else ""
        yield of_step(Kind.NO_LEAD, row, step, words, [who])


def without_date(facts: Facts) -> Iterator[Flag]:
    found = [(row, step) for row, step in facts.open_steps if _is_undated(facts, step)]
    if together := as_one(
        facts, Kind.NO_DATE, (row for row, _ in found), "gives no date for {} actions"
    ):
        yield together
        return
    for row, step in found:
        name = named_step(row, step)
        said = step.date.words.strip() if step.date else ""
        if said == NOT_IN_THE_PAPER:
            said = ""
        if facts.of_a_paper(row):
            words = f"{name.where}the paper gives no date for {name.noun}"
        elif said:
            words = f"{name.subject} has a timescale that gives no date, {quoted(said)}"
        else:
            words = f"{name.subject} has no date"
        its_words = f"Its timescale: {quoted(said)}" if said and quoted(said) not in words else ""
        yield of_step(Kind.NO_DATE, row, step, words, [its_words, led_by(row, step)])


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
