"""What was last said of every step and of every whole action, in the state asked for.

It is worked out from what was reported; texts are read only of what is shown.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import OuterRef, QuerySet

from actionplans.asat import ACCEPTED, SEEN_BY_MEMBERS, AsAt
from actionplans.models import How, ProgressUpdate, Review
from actionplans.models.facts import author_of
from actionplans.models.reporting import same_words
from actionplans.on_day.held import Line, Place
from actionplans.on_day.reported import Reported
from actionplans.rag import Outlook, Progress, Status
from actionplans.recurring import CheckSaid
from actionplans.rows import Backing, Reopened, Said, SentBack
from actionplans.wording import for_papers


def updates_shown(as_at: AsAt) -> QuerySet[ProgressUpdate]:
    """Return the updates that count in this state: none returned; for members, none unaccepted."""
    found = ProgressUpdate.objects.filter(as_at.holds()).annotate(
        verdict=as_at.verdict(update=OuterRef("pk"))
    )
    if not as_at.confidential:
        found = found.filter(is_confidential=False)
    if as_at.accepted_only:
        return found.filter(verdict__in=SEEN_BY_MEMBERS)
    return found.exclude(verdict=Review.Verdict.RETURNED)


def last_said(reported: Reported) -> dict[Place, Said]:
    """Return the newest word on every step and on every whole action.

    In most states it is the same: what was made of it for one is kept for the others.
    """
    made, found = reported.held.said_made, {}
    for place, line in reported.last.items():
        rulings = tuple(reported.rulings.get(line.update_id, ()))
        before = reported.before_last.get(place)
        verdict = reported.verdict(line)
        key = line, before, verdict, rulings, reported.as_at.accepted_only
        if key not in made:
            made[key] = _said(line, before, rulings, reported)
        found[place] = made[key]
    return found


def _said(line: Line, before: Line | None, rulings: Sequence[Review], reported: Reported) -> Said:
    told, verdict = reported.told(line), reported.verdict(line)
    wording = for_papers(rulings)
    return Said(
        update_id=told.pk,
        step_id=line.step_id,
        text=wording if wording and reported.as_at.accepted_only else told.text,
        for_papers=wording,
        difference=told.difference,
        progress=line.progress,
        outlook=line.outlook,
        reason=line.reason,
        printed_rating=line.printed_rating or "",
        day=line.day,
        known_on=told.known_on,
        author=author_of(told.reported_by, reported.name(told.entered_by_id), told.source),
        how=told.how,
        accepted=verdict in ACCEPTED,
        waits_for_sign_off=verdict == Review.Verdict.TO_SIGN,
        embedded=verdict == Review.Verdict.EMBEDDED,
        reopened=_reopened(rulings) if verdict == Review.Verdict.REOPENED else None,
        same_as_before=before is not None and same_words(reported.told(before).text, told.text),
    )


def _reopened(rulings: Sequence[Review]) -> Reopened | None:
    """Return why and when a completion that had been accepted was last opened again."""
    found = [ruling for ruling in rulings if ruling.verdict == Review.Verdict.REOPENED]
    if not found:
        return None
    return Reopened(found[-1].comment, found[-1].day, str(found[-1].by or found[-1].source))


Checks = dict[int, dict[datetime.date, CheckSaid]]


def checks_said(reported: Reported) -> Checks:
    """Return, by step and day due, the last thing said of each check of recurring steps."""
    by_step: Checks = defaultdict(dict)
    for line in reported.checks:
        if line.step_id and line.occurrence:
            by_step[line.step_id][line.occurrence] = CheckSaid(
                done=line.progress == Progress.COMPLETE,
                reason=line.reason,
                accepted=reported.verdict(line) in ACCEPTED,
                update_id=line.update_id,
            )
    return by_step


def backing_of(reported: Reported) -> dict[int, Backing]:
    """Return, by action, what stands behind its updates."""
    with_evidence = reported.held.with_evidence_on(reported.as_at)
    by_action: dict[int, list[Line]] = defaultdict(list)
    for (action, _), lines in reported.shown_at.items():
        by_action[action] += lines
    return {action: _backing(lines, with_evidence) for action, lines in by_action.items()}


def _backing(lines: list[Line], with_evidence: set[int]) -> Backing:
    updates = {line.update_id for line in lines}
    return Backing(
        last_day=max(line.day for line in lines),
        updates=len(updates),
        evidence=len(updates & with_evidence),
        says_difference=any(line.says_difference for line in lines),
    )


def last_reported(reported: Reported) -> dict[int, datetime.date]:
    """Return, by step, the last day anything was reported on it or on one of its checks."""
    return {step: lines[-1].day for (_, step), lines in reported.shown_at.items() if step}


def sent_back(reported: Reported) -> dict[Place, SentBack]:
    """Return the newest returned report of every step and whole action."""
    return {place: _sent_back(line, reported) for place, line in reported.returned.items()}


def _sent_back(line: Line, reported: Reported) -> SentBack:
    last = max(reported.rulings[line.update_id], key=lambda ruling: ruling.pk)
    told = reported.told(line)
    return SentBack(
        place=(line.day, line.update_id),
        check=line.occurrence,
        text=told.text,
        comment=last.comment,
        by=last.by.name if last.by else "",
        reporter=told.entered_by_id if told.how == How.HERE else None,
        reported_by=told.reported_by,
        is_confidential=line.is_confidential,
    )


def last_word(own: Said | None, of_row: Said | None) -> Said | None:
    """Return what counts for a step: its own word, or the row's where it has none.

    A word on the whole action never takes the place of a step's own: neither bad news
    nor a sign-off is undone by it.
    """
    if of_row is None or of_row.progress == Progress.NOT_STATED:
        return own
    return of_row if own is None or own.progress == Progress.NOT_STATED else own


def is_bad_news(outlook: str) -> bool:
    """Return whether an outlook says "at risk" or "off track"."""
    return bool(outlook) and outlook != Outlook.ON_TRACK


def bad_news(of_row: Said | None, words: Iterable[Said | None]) -> list[Status]:
    """Return "at risk" or "off track" where the last word of all says so of the whole action.

    `words`: the last on each of its steps.
    """
    if of_row is None or not is_bad_news(of_row.outlook):
        return []
    last = max((said.place for said in words if said), default=of_row.place)
    return [Status(of_row.outlook)] if of_row.place >= last else []


def unanswered(sent_back: SentBack | None, own: Said | None) -> SentBack | None:
    """Return what was sent back unless something was reported since."""
    if sent_back and own and own.place > sent_back.place:
        return None
    return sent_back
