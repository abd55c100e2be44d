"""Who leads, in a revised file, held against who leads the plan's steps."""

from collections.abc import Iterator, Sequence

from actionplans.importing.changes import Change, Kind
from actionplans.importing.printed import Printed, same
from actionplans.importing.wanted import Wanted, WantedStep
from actionplans.importing.writing import NEW, Leads
from actionplans.models import Action, Milestone

Pairs = Sequence[tuple[Milestone | None, WantedStep]]


def lead_changes(
    asked: Wanted, pairs: Pairs, action: Action, leads: Leads, printed: Printed
) -> Iterator[Change]:
    """Yield other leads; where the file names nobody any more, it is asked."""
    of_row = asked.words["printed_leads"]
    if not _names_anybody(asked, of_row):
        before = printed.words("leads", action.pk)
        if before.strip():
            yield Change(Kind.LEADS, "Leads", before, "", value=(), is_asked=True)
        return
    # Where leads were only linked, an export prints their names: that is no news.
    if action.printed_leads and not same(action.printed_leads, of_row):
        yield _printed(of_row, action)
    for at, (step, each) in enumerate(pairs):
        if step:
            yield from _of_step(at, each, step, of_row, leads, printed)


def _names_anybody(asked: Wanted, of_row: str) -> bool:
    return bool(of_row.strip()) or any(step.printed_leads.strip() for step in asked.steps)


def _printed(words: str, action: Action) -> Change:
    what, name = "Leads, as printed", "printed_leads"
    return Change(Kind.WORDS, what, action.printed_leads, words, name, words)


def _of_step(
    at: int, asked: WantedStep, step: Milestone, of_row: str, leads: Leads, printed: Printed
) -> Iterator[Change]:
    standing = sorted(step.leads.all(), key=lambda lead: (lead.order, lead.pk))
    known = leads.known(asked.leads)
    before, after = step.printed_leads, asked.printed_leads
    is_said_alike = same(_words_of(step, printed), after or of_row)
    # What an unchanged cell was once said to mean is not asked anew.
    are_others = [lead.officer_id for lead in standing] != known
    are_others = are_others and not (is_said_alike and NEW in known)
    what = f"Step {at + 1}: leads"
    names = "; ".join(lead.officer.name for lead in standing)
    if not (after.strip() or of_row.strip()):
        if standing or before:
            yield Change(Kind.LEADS, what, names or before, "", "", (), step, at, is_asked=True)
        return
    if (before or are_others) and not same(before, after):
        kind, name = Kind.STEP_WORDS, "printed_leads"
        yield Change(kind, f"{what}, as printed", before, after, name, after, step, at)
    if are_others:
        words = "; ".join(lead.words for lead in asked.leads)
        yield Change(Kind.LEADS, what, names, words, "", asked.leads, step, at)


def _words_of(step: Milestone, printed: Printed) -> str:
    """Return the words that a file of the plan has for who leads a step."""
    row = printed.rows.get(step.action_id)
    shown = next((each for each in row.steps if each.pk == step.pk), None) if row else None
    if row and row.printed_leads:
        return row.printed_leads
    return "\n".join(shown.lead_words) if shown else ""
