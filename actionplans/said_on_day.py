"""What was last said of every step and of every whole action, in the state asked for.

It is worked out from what was reported; texts are read only of what is shown.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet

from actionplans.among import among
from actionplans.asat import ACCEPTED, SEEN_BY_MEMBERS, AsAt
from actionplans.models import Evidence, ProgressUpdate, Review
from actionplans.rag import Outlook, Progress, Status
from actionplans.recurring import CheckSaid
from actionplans.reported_on_day import Line, Place, Reported
from actionplans.rows import Backing, Reopened, Said, SentBack, Step


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
    """Return the newest word on every step and on every whole action, in four queries."""
    last, before = reported.last, reported.before_last
    updates = _updates([*last.values(), *before.values()])
    rulings = _rulings(_with_words_of_a_ruling(reported), reported.as_at)
    for_papers = reported.as_at.accepted_only
    return {
        place: _said(
            line,
            updates[line.update_id],
            verdict=reported.verdict(line),
            rulings=rulings.get(line.update_id, []),
            before=updates[before[place].update_id] if place in before else None,
            for_papers=for_papers,
        )
        for place, line in last.items()
    }


def _updates(lines: Iterable[Line]) -> dict[int, ProgressUpdate]:
    wanted = {line.update_id for line in lines}
    found = ProgressUpdate.objects.filter(among("pk", wanted)).prefetch_related("entered_by")
    return {update.pk: update for update in found}


def _with_words_of_a_ruling(reported: Reported) -> list[Line]:
    """Return the last lines beside which words of a ruling are shown."""
    if reported.as_at.accepted_only:
        return list(reported.last.values())
    reopened = Review.Verdict.REOPENED
    return [line for line in reported.last.values() if reported.verdict(line) == reopened]


def _rulings(lines: Iterable[Line], as_at: AsAt) -> dict[int, list[Review]]:
    """Return, by update, the rulings of this state in the order of their days."""
    wanted = {line.update_id for line in lines}
    found = Review.objects.filter(as_at.rulings(), among("update_id", wanted)).prefetch_related(
        "by"
    )
    by_update: dict[int, list[Review]] = defaultdict(list)
    for ruling in found.order_by("day", "pk"):
        by_update[ruling.update_id or 0].append(ruling)
    return by_update


def _said(
    line: Line,
    update: ProgressUpdate,
    *,
    verdict: str,
    rulings: list[Review],
    before: ProgressUpdate | None,
    for_papers: bool,
) -> Said:
    wording = _wording_for_papers(rulings) if for_papers else ""
    return Said(
        update_id=update.pk,
        step_id=line.step_id,
        text=wording or update.text,
        difference=update.difference,
        progress=line.progress,
        outlook=line.outlook,
        reason=line.reason,
        day=update.day,
        known_on=update.known_on,
        author=update.author,
        how=update.how,
        accepted=verdict in ACCEPTED,
        embedded=verdict == Review.Verdict.EMBEDDED,
        reopened=_reopened(rulings) if verdict == Review.Verdict.REOPENED else None,
        same_as_before=before is not None and _same(before.text, update.text),
    )


def _same(before: str, now: str) -> bool:
    """Return whether two reports say the same, white space and capitals aside."""
    return before == now or before.casefold().split() == now.casefold().split()


def _reopened(rulings: list[Review]) -> Reopened | None:
    """Return why and when a completion that had been accepted was last opened again."""
    found = [ruling for ruling in rulings if ruling.verdict == Review.Verdict.REOPENED]
    if not found:
        return None
    return Reopened(found[-1].comment, found[-1].day, str(found[-1].by or found[-1].source))


def _wording_for_papers(rulings: list[Review]) -> str:
    """Return what stands in papers for an update's text; officers read their own words."""
    accepted = [ruling for ruling in rulings if ruling.verdict == Review.Verdict.ACCEPTED]
    return max(accepted, key=lambda ruling: ruling.pk).paper_wording if accepted else ""


Checks = dict[int, dict[datetime.date, CheckSaid]]


def checks_said(reported: Reported) -> Checks:
    """Return, by step and day due, the last thing said of each check of recurring steps."""
    by_step: Checks = defaultdict(dict)
    for line in reported.shown:
        if line.step_id and line.occurrence:
            by_step[line.step_id][line.occurrence] = CheckSaid(
                done=line.progress == Progress.COMPLETE,
                reason=line.reason,
                accepted=reported.verdict(line) in ACCEPTED,
                update_id=line.update_id,
            )
    return by_step


def backing_of(reported: Reported) -> dict[int, Backing]:
    """Return, by action, what stands behind its updates. One query."""
    as_at = reported.as_at
    found = Evidence.objects.filter(as_at.holds(), among("update__action_id", reported.action_ids))
    if not as_at.confidential:
        found = found.filter(is_confidential=False)
    with_evidence = set(found.values_list("update_id", flat=True))
    updates = {line.update_id: line for line in reported.shown}.values()
    number = Counter(line.action_id for line in updates)
    evidence = Counter(line.action_id for line in updates if line.update_id in with_evidence)
    says_difference = {line.action_id for line in updates if line.says_difference}
    last_day = {line.action_id: line.day for line in reported.shown}
    return {
        action: Backing(
            last_day=last_day[action],
            updates=number[action],
            evidence=evidence[action],
            says_difference=action in says_difference,
        )
        for action in number
    }


def last_reported(reported: Reported) -> dict[int, datetime.date]:
    """Return, by step, the last day anything was reported on it or on one of its checks."""
    return {line.step_id: line.day for line in reported.shown if line.step_id}


def sent_back(reported: Reported) -> dict[Place, SentBack]:
    """Return the newest returned report of every step and whole action, in three queries."""
    updates = _updates(reported.returned.values())
    rulings = _rulings(reported.returned.values(), reported.as_at)
    return {
        place: _sent_back(updates[line.update_id], rulings[line.update_id])
        for place, line in reported.returned.items()
    }


def _sent_back(update: ProgressUpdate, rulings: list[Review]) -> SentBack:
    last = max(rulings, key=lambda ruling: ruling.pk)
    return SentBack(
        place=(update.day, update.pk),
        text=update.text,
        comment=last.comment,
        by=last.by.name if last.by else "",
    )


def last_word(own: Said | None, of_row: Said | None) -> Said | None:
    """Return what counts for a step: its own word, or the row's where it has none.

    A word on the whole action never takes the place of a step's own: neither bad news
    nor a sign-off is undone by it.
    """
    if of_row is None or of_row.progress == Progress.NOT_STATED:
        return own
    return of_row if own is None or own.progress == Progress.NOT_STATED else own


def bad_news(of_row: Said | None, steps: Iterable[Step]) -> list[Status]:
    """Return "at risk" or "off track" where the last word of all says so of the whole action."""
    if of_row is None or not of_row.outlook or of_row.outlook == Outlook.ON_TRACK:
        return []
    last = max((step.said.place for step in steps if step.said), default=of_row.place)
    return [Status(of_row.outlook)] if of_row.place >= last else []


def unanswered(sent_back: SentBack | None, own: Said | None) -> SentBack | None:
    """Return what was sent back unless something was reported since."""
    if sent_back and own and own.place > sent_back.place:
        return None
    return sent_back
