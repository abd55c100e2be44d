"""What was reported on a plan: from a printed paper, or by people over the months."""

from typing import Any

from actionplans.from_paper import Printed, add_printed
from actionplans.models import (
    Action,
    DueDate,
    Milestone,
    ProgressLine,
    ProgressUpdate,
    PublishedCount,
    PublishedGroup,
    PublishedMember,
    Review,
)
from actionplans.rag import Progress
from config.demo.accounts import author
from config.demo.files import Facts
from config.demo.live import add_evidence, entered, turn_of
from config.demo.plans import PlanLoad, printed
from councils.roles import Role


def add_reports(load: PlanLoad) -> int:
    """Return how many updates were added to the plan just loaded."""
    if "paper" in load.facts:
        for numbers in load.facts.get("published", ()):
            _add_published(load, numbers)
        return sum(_add_from_paper(load, *row) for row in load.actions)
    return _add_from_people(load)


def _add_from_paper(load: PlanLoad, action: Action, steps: list[Milestone], facts: Facts) -> int:
    """Add one update for each step that the paper speaks of, and one for the row."""
    said: dict[int | None, list[Facts]] = {}
    for paragraph in sorted(facts["updates"], key=lambda paragraph: paragraph["order"]):
        said.setdefault(paragraph["milestone"], []).append(paragraph)
    for index, paragraphs in said.items():
        _add_printed(load, action, None if index is None else steps[index], paragraphs)
    return len(said)


def _add_printed(
    load: PlanLoad, action: Action, step: Milestone | None, paragraphs: list[Facts]
) -> None:
    """Add the paragraphs a paper prints for a step: what members saw counts as accepted.

    A status word is kept as printed. Complete is said only where the paper says so.
    """
    stated = any(p["progress"] == Progress.COMPLETE for p in paragraphs)
    printed = Printed(
        action,
        step,
        text="\n\n".join(str(p.get("printed") or p["text"]) for p in paragraphs),
        progress=Progress.COMPLETE if stated else Progress.NOT_STATED,
        outlook=next((p["outlook"] for p in paragraphs if "outlook" in p), ""),
        source=_source(load, paragraphs[0]),
    )
    add_printed([printed], day=load.position_on, known_on=load.known_on)


def _source(load: PlanLoad, printed: Facts) -> str:
    """Return the paper, with the number of the paragraph where it has one."""
    paper = str(load.facts["paper"])
    return f"{paper}, paragraph {printed['paragraph']}" if "paragraph" in printed else paper


def _add_published(load: PlanLoad, facts: Facts) -> None:
    """Add what a paper counts without saying which action is which."""
    group = PublishedGroup.objects.create(
        plan=load.plan,
        words=facts["words"],
        source=load.facts["paper"],
        paragraph=facts["paragraph"],
        day=load.position_on,
        known_on=load.known_on,
    )
    by_reference = {action.reference: action for action, _, _ in load.actions}
    PublishedMember.objects.bulk_create(
        PublishedMember(group=group, action=by_reference[reference])
        for reference in facts["actions"]
    )
    PublishedCount.objects.bulk_create(
        PublishedCount(
            group=group,
            position=counted["position"],
            number=counted["number"],
            due=load.calendar.day_if_any(counted["due"]),
        )
        for counted in facts["counts"]
    )


def _add_from_people(load: PlanLoad) -> int:
    """Add what people reported, in the order in which it became known."""
    said = [(row, facts) for row in load.actions for facts in row[2]["updates"]]
    said.sort(key=lambda pair: load.calendar.day(pair[1]["known_on"]))
    for (action, steps, _), facts in said:
        update = _add_update(load, action, facts)
        for line in facts["lines"]:
            _add_line(load, update, steps, line)
        add_evidence(update, facts)
        if "moved" in facts:
            _add_moved_date(load, update, steps, facts["moved"])
        if facts["review"]:
            _add_review(load, update, facts["review"])
    return len(said)


def _add_update(load: PlanLoad, action: Action, facts: Facts) -> ProgressUpdate:
    known_on = load.calendar.day(facts["known_on"])
    return ProgressUpdate.objects.create(
        action=action,
        text=facts["text"],
        difference=facts["difference"],
        how=facts["how"],
        reported_by=facts["reported_by"],
        is_confidential=facts.get("is_confidential", False),
        day=load.calendar.day(facts["day"]),
        known_on=known_on,
        entered_at=entered(known_on),
        entered_by=author(facts["by"], load.plan.council.slug),
    )


def _add_line(load: PlanLoad, update: ProgressUpdate, steps: list[Milestone], facts: Facts) -> None:
    """Add what an update says of a step, of one turn of it, or (no step) of the whole action."""
    step = steps[facts["step"] - 1] if facts["step"] else None
    turn = facts.get("turn")
    ProgressLine.objects.create(
        update=update,
        milestone=step,
        occurrence=turn_of(load, step, turn) if step and turn else None,
        progress=facts["progress"],
        outlook=facts["outlook"],
        reason=facts["reason"],
    )


def _as_entered(update: ProgressUpdate) -> dict[str, Any]:
    return {
        "day": update.day,
        "known_on": update.known_on,
        "entered_at": update.entered_at,
        "entered_by": update.entered_by,
    }


def _add_moved_date(
    load: PlanLoad, update: ProgressUpdate, steps: list[Milestone], facts: Facts
) -> None:
    due = load.calendar.day(facts["due"])
    meeting = facts["agreed_at"]
    DueDate.objects.create(
        milestone=steps[facts["step"] - 1],
        words=printed(due),
        due=due,
        precision=DueDate.Precision.DAY,
        reason=facts["reason"],
        agreed_by=facts["agreed_by"],
        agreed_by_name=facts["agreed_by_name"],
        agreed_at=load.circle.meeting(meeting) if meeting else None,
        update=update,
        **_as_entered(update),
    )


def _add_review(load: PlanLoad, update: ProgressUpdate, facts: Facts) -> None:
    day = load.calendar.day(facts["day"])
    manager = author(Role.PLAN_MANAGER, load.plan.council.slug)
    Review.objects.create(
        update=update,
        verdict=facts["verdict"],
        comment=facts["comment"],
        paper_wording=facts["paper_wording"],
        by=manager,
        day=day,
        known_on=day,
        entered_at=entered(day),
        entered_by=manager,
    )
