"""What a sentence says of some actions that stand alike: the words after its subject."""

from collections.abc import Callable

from reports.drafting.facts import DONE, ENDED, Kind, Standing, Timing
from reports.drafting.words import day, joined, number, quoted

_MOVED = {Kind.REVISED, Kind.DELAYED}
_FOR_WHAT = {
    Kind.LATE: " for the delay",
    Kind.AT_RISK: " for the risk",
    Kind.OFF_TRACK: " for that",
}
_WITH_REASON = set(_FOR_WHAT) | ENDED


class Grammar:
    """Singular or plural: the words that differ."""

    def __init__(self, plural: bool) -> None:
        self.are = "are" if plural else "is"
        self.have = "have" if plural else "has"
        self.were = "were" if plural else "was"
        self.go = "go" if plural else "goes"
        self.wait = "wait" if plural else "waits"
        self.their = "their" if plural else "its"
        self.them = "them" if plural else "it"
        self.they = "they" if plural else "it"
        self.dates = "dates" if plural else "date"


def predicate(standing: Standing, plural: bool) -> str:
    """Return what is said of one action, or of several, that stand so, without a full stop."""
    grammar = Grammar(plural)
    main = _MAIN[standing.kind](standing, grammar)
    notes = _notes(standing, grammar)
    return f"{main}; {joined(notes)}" if notes else main


def _complete(standing: Standing, grammar: Grammar) -> str:
    lasting = " and checked to last" if standing.kind == Kind.LASTING else ""
    return (
        f"{grammar.are} complete{lasting}{_timing(standing, grammar)}{_watched(standing, grammar)}"
    )


def _timing(standing: Standing, grammar: Grammar) -> str:
    return {
        Timing.WITHIN: f" within the {grammar.dates} agreed",
        Timing.WITHIN_AS_MOVED: f" by the {grammar.dates} to which {grammar.they} moved",
        Timing.AFTER: f", reported so only after the {grammar.dates} agreed",
    }.get(standing.timing, "")


def _watched(standing: Standing, grammar: Grammar) -> str:
    if not standing.watched_by:
        return ""
    words = f", and {grammar.go} on as business as usual, watched by {standing.watched_by}"
    if standing.next_review_on:
        words += f", with a review due on {day(standing.next_review_on)}"
    return words


def _claimed(standing: Standing, grammar: Grammar) -> str:
    return f"{grammar.are} reported as done and {grammar.wait} to be accepted"


def _due(standing: Standing, before: str) -> str:
    """Return the date with what leads to it: ", due by 3 May 2017"; "" without a date."""
    soon = "soon, " if standing.due_soon else ""
    return f"{before} {soon}by {day(standing.due)}" if standing.due else ""


def _on_course(standing: Standing, grammar: Grammar) -> str:
    return f"{grammar.are} on course{_due(standing, ' to be complete')}"


def _under_way(standing: Standing, grammar: Grammar) -> str:
    return f"{grammar.are} under way{_due(standing, ' and due')}"


def _not_begun(standing: Standing, grammar: Grammar) -> str:
    return f"{grammar.have} not begun{_due(standing, f' and {grammar.are} due')}"


def _revised(standing: Standing, grammar: Grammar) -> str:
    several = standing.steps > 1 and not standing.was
    old = f" from {day(standing.was)}" if standing.was else ""
    to = ", the last of them to" if several else " to"
    new = f"{to} {day(standing.due)}" if standing.due else ""
    return f"{grammar.have} had {_dates(standing, grammar)} revised{_often(standing)}{old}{new}"


def _dates(standing: Standing, grammar: Grammar) -> str:
    if not standing.steps:
        return f"{grammar.their} {grammar.dates}"
    if standing.steps == 1:
        return "the date of one step"
    return f"the dates of {number(standing.steps)} steps"


def _often(standing: Standing) -> str:
    often = "twice" if standing.moves == 2 else f"{number(standing.moves)} times"
    return f" {often}" if standing.moves > 1 else ""


def _delayed(standing: Standing, grammar: Grammar) -> str:
    step = f" in {number(standing.steps)} of {grammar.their} steps" if standing.steps else ""
    words = f"{grammar.have} been delayed{_often(standing)}{step}"
    if standing.was:
        words += f" beyond {day(standing.was)}"
    if standing.due is None:
        return words
    return f"{words} and {grammar.are} now expected by {day(standing.due)}"


def _late(standing: Standing, grammar: Grammar) -> str:
    moved = _moved_from(standing)
    return f"{grammar.are} late{_due(standing, f': {grammar.they} {grammar.were} due')}{moved}"


def _moved_from(standing: Standing) -> str:
    return f", a date moved from {day(standing.was)}" if standing.was and standing.moves else ""


def _silent(standing: Standing, grammar: Grammar) -> str:
    return (
        f"{grammar.were} due{_due(standing, '')}{_moved_from(standing)}, and nothing says "
        f"whether {grammar.they} {grammar.are} done"
    )


def _at_risk(standing: Standing, grammar: Grammar) -> str:
    return f"{grammar.are} reported at risk{_due(standing, ', due')}"


def _off_track(standing: Standing, grammar: Grammar) -> str:
    return f"{grammar.are} reported off track{_due(standing, ', due')}"


def _not_stated(standing: Standing, grammar: Grammar) -> str:
    return (
        f"{grammar.have} been reported on{_due(standing, f' and {grammar.are} due')}; "
        f"how far {grammar.they} {grammar.have} come is not stated"
    )


def _no_report(standing: Standing, grammar: Grammar) -> str:
    return (
        f"{grammar.have} no report{_due(standing, f' and {grammar.are} due')}; "
        f"how far {grammar.they} {grammar.have} come is not stated"
    )


def _counted(standing: Standing, grammar: Grammar) -> str:
    return f"{grammar.are} counted together with others below"


def _withdrawn(standing: Standing, grammar: Grammar) -> str:
    return f"{grammar.have} been withdrawn{_undone(standing)}"


def _superseded(standing: Standing, grammar: Grammar) -> str:
    by = f" by {standing.successor}" if standing.successor else ""
    return f"{grammar.have} been superseded{by}{_undone(standing)}"


def _carried(standing: Standing, grammar: Grammar) -> str:
    to = f" and {grammar.go} on as {standing.successor}" if standing.successor else ""
    return f"{grammar.have} been carried into another plan{_undone(standing)}{to}"


def _undone(standing: Standing) -> str:
    return " without being done" if standing.undone else ""


_MAIN: dict[Kind, Callable[[Standing, Grammar], str]] = {
    Kind.COMPLETE: _complete,
    Kind.LASTING: _complete,
    Kind.CLAIMED: _claimed,
    Kind.ON_COURSE: _on_course,
    Kind.UNDER_WAY: _under_way,
    Kind.NOT_BEGUN: _not_begun,
    Kind.REVISED: _revised,
    Kind.DELAYED: _delayed,
    Kind.LATE: _late,
    Kind.SILENT: _silent,
    Kind.AT_RISK: _at_risk,
    Kind.OFF_TRACK: _off_track,
    Kind.NOT_STATED: _not_stated,
    Kind.NO_REPORT: _no_report,
    Kind.COUNTED: _counted,
    Kind.WITHDRAWN: _withdrawn,
    Kind.SUPERSEDED: _superseded,
    Kind.CARRIED: _carried,
}


def _notes(standing: Standing, grammar: Grammar) -> list[str]:
    """Return what is added after a semicolon: what was given, and that what matters was not."""
    found = [_no_dates(standing, grammar), _outlook(standing, grammar)]
    if standing.kind in _MOVED or (standing.moves and standing.kind not in DONE | ENDED):
        found += _of_the_move(standing, grammar)
    if standing.kind in _WITH_REASON:
        found.append(_reason(standing.why, _FOR_WHAT.get(standing.kind, "")))
    if standing.checks_missed:
        of_each = "of each, " if grammar.are == "are" else ""
        were = "was" if standing.checks_missed == 1 else "were"
        found.append(
            f"{of_each}{number(standing.checks_missed)} of the {number(standing.checks)} "
            f"checks due {were} missed"
        )
    return [note for note in found if note]


def _no_dates(standing: Standing, grammar: Grammar) -> str:
    """Return that no date is held, for what is complete or goes on; else ""."""
    plain = {Kind.ON_COURSE, Kind.UNDER_WAY, Kind.NOT_BEGUN, Kind.AT_RISK, Kind.OFF_TRACK}
    dateless = standing.timing == Timing.NO_DATE
    if dateless or (standing.kind in plain and not standing.has_date):
        return f"no agreed date is held for {grammar.them}"
    return ""


def _outlook(standing: Standing, grammar: Grammar) -> str:
    if standing.kind not in _MOVED or not standing.outlook:
        return ""
    why = f" ({_reason(standing.why, ' for that')})" if standing.why else ""
    return f"{grammar.they} {grammar.are} reported {standing.outlook}{why}"


def _of_the_move(standing: Standing, grammar: Grammar) -> list[str]:
    notes = []
    if not standing.due:
        notes.append("no new date is given")
    if not standing.was and standing.steps < 2:
        notes.append("no first date is held")
    notes.append(_reason(standing.reason, " for the move" if standing.kind not in _MOVED else ""))
    what = f"new {grammar.dates}" if standing.due else "move"
    who = standing.agreed_by
    notes.append(
        f"the {what} {'was' if what == 'move' else grammar.were} agreed by {who}"
        if who
        else f"nobody is named as agreeing the {what}"
    )
    return notes


def _reason(reason: str, for_what: str) -> str:
    return (
        f"the reason given{for_what} is {quoted(reason)}"
        if reason
        else f"no reason{for_what} is given"
    )
