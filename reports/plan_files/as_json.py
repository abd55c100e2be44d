"""A plan on a day as JSON: everything a row holds, every report of progress, measures and risks.

The shape is told on a page of its own (`SCHEMA`), has a version, and changes only with it. Days are
ISO dates, what is not known is null or "". The same reader sees the same as in the PDF.
"""

import json
from typing import Any

from actionplans.lists import updates_of_plan
from actionplans.measuring import MeasureShown, RiskShown, measures_on_day, risks_on_day
from actionplans.plan_columns import layout_of
from actionplans.rows import Answered, DateShown, Row, Said, Step
from actionplans.shown import PlanOnDay
from councils.holding_back import held_back, names_asked_about
from reports.plan_files.updates import verdict

VERSION = "inspection-action-plan/1"


def plan_json(shown: PlanOnDay) -> bytes:
    """Return the plan as JSON in UTF-8."""
    data = held_back(as_data(shown), names_asked_about(shown.plan.council_id))
    return json.dumps(data, ensure_ascii=False, indent=1, default=str).encode()


def as_data(shown: PlanOnDay) -> dict[str, Any]:
    """Return the plan in dictionaries and lists; days are days."""
    return {
        "schema": VERSION,
        "plan": _plan(shown),
        "columns": [
            {"field": column.field, "heading": column.heading_on(shown.as_at.day)}
            for column in layout_of(shown).columns
        ],
        "ratings": [
            {"label": r.label, "meaning": r.meaning, "colour": r.colour, "definition": r.definition}
            for r in shown.key
        ],
        "actions": [_action(row) for row in shown.rows],
        "updates": list(_updates(shown)),
        "measures": [_measure(m) for m in measures_on_day(shown.plan, shown.as_at)],
        "risks": [_risk(risk) for risk in risks_on_day(shown.plan, shown.as_at)],
    }


def _plan(shown: PlanOnDay) -> dict[str, Any]:
    state = shown.as_at
    return {
        "reference": shown.plan.reference,
        "title": shown.title,
        "council": shown.council,
        "as_at": state.day,
        "known_on": state.known_on,
        "is_working_copy": not state.accepted_only,
        "note": shown.note,
        "updates_waiting": shown.awaiting,
        "actions_withheld": shown.withheld,
    }


def _action(row: Row) -> dict[str, Any]:
    return {
        "reference": row.reference,
        "text": row.text,
        "source_as_printed": row.source_text,
        "theme": row.theme,
        "accountable": row.accountable,
        "leads_as_printed": row.printed_leads,
        "recommendations": [_recommendation(asked) for asked in row.answers],
        "status": str(row.status),
        "rating": row.rating.label if row.rating else "",
        "days_late": row.days_late,
        "steps": [_step(number, step) for number, step in enumerate(row.steps, 1)],
        "last_said_of_the_whole": _said(row.said_of_row),
        "success_measure": row.success_measure,
        "next_steps": row.next_steps,
        "paragraph_reference": row.paragraph_reference,
        "other": [{"heading": heading, "text": text} for heading, text in row.other],
        "watched_by": row.watched_by,
        "next_review_on": row.next_review_on,
        "last_reported_for": row.backing.last_day,
        "updates_with_evidence": row.backing.evidence,
        "ended": _ended(row),
        "is_confidential": row.is_confidential,
        "added_on": row.added_on,
        "is_of_another_plan": row.is_guest,
        "also_in": [{"plan": one.plan_title, "number": one.reference} for one in row.also_in],
    }


def _recommendation(asked: Answered) -> dict[str, Any]:
    return {
        "number": asked.number,
        "text": asked.text,
        "source": asked.source,
        "timescale": asked.timescale,
        "published_on": asked.published_on,
    }


def _step(number: int, step: Step) -> dict[str, Any]:
    return {
        "number": number,
        "text": step.text,
        "leads": [lead.name for lead in step.leads],
        "leads_as_printed": step.printed_leads,
        "timescale": step.date.words if step.date else "",
        "due": step.due,
        "dates": [_date(date) for date in step.dates],
        "times_moved": step.moves,
        "status": str(step.status),
        "days_late": step.days_late,
        "last_said": _said(step.said),
    }


def _date(date: DateShown) -> dict[str, Any]:
    return {
        "words": date.words,
        "due": date.due,
        "precision": date.precision,
        "recurrence": date.recurrence,
        "starts": date.starts,
        "note": date.note,
        "reason": date.reason,
        "agreed_by": date.agreed_by,
        "agreed_on": date.day,
        "counts": date.counts,
    }


def _said(said: Said | None) -> dict[str, Any] | None:
    if said is None:
        return None
    return {
        "update": said.update_id,
        "text": said.printed,
        "progress": said.progress,
        "outlook": said.outlook,
        "reason": said.reason,
        "rating_as_printed": said.printed_rating,
        "difference": said.difference,
        "reported_for": said.day,
        "reported_by": said.author,
        "is_accepted": said.accepted,
    }


def _ended(row: Row) -> dict[str, Any] | None:
    ended = row.ended
    if ended is None:
        return None
    return {
        "kind": ended.kind,
        "reason": ended.reason,
        "day": ended.day,
        "agreed_by": ended.agreed_by,
        "successor": ended.successor.reference if ended.successor else "",
    }


def _updates(shown: PlanOnDay) -> Any:
    rows = {row.pk: row for row in shown.rows}
    for update in updates_of_plan(shown.plan, shown.as_at):
        if update.action_id in rows:
            yield _update(update, rows[update.action_id])


def _update(update: Any, row: Row) -> dict[str, Any]:
    numbers = {step.pk: number for number, step in enumerate(row.steps, 1)}
    return {
        "update": update.pk,
        "action": row.reference,
        "reported_for": update.day,
        "entered_on": update.known_on,
        "reported_by": update.author,
        "how": update.how,
        "source": update.source,
        "text": update.printed,
        "difference": update.difference,
        "acceptance": verdict(update),
        "lines": [
            {
                "step": numbers.get(line.milestone_id),
                "is_of_the_whole": line.milestone_id is None,
                "progress": line.progress,
                "outlook": line.outlook,
                "reason": line.reason,
                "check_due_on": line.occurrence,
                "rating_as_printed": line.printed_rating,
            }
            for line in update.shown_lines
        ],
        "new_dates": [
            {"step": numbers.get(d.milestone_id), "words": d.words, "due": d.due}
            for d in update.shown_dates
        ],
    }


def _measure(measure: MeasureShown) -> dict[str, Any]:
    return {
        "title": measure.title,
        "unit": measure.unit,
        "better": measure.better,
        "action": measure.action_reference,
        "baseline": measure.baseline_value,
        "baseline_words": measure.baseline_words,
        "baseline_on": measure.baseline_on,
        "target": measure.target_value,
        "target_words": measure.printed_target,
        "target_on": measure.target_on,
        "readings": [
            {
                "day": reading.day,
                "value": reading.value,
                "words": reading.words,
                "band": reading.band.label if reading.band else "",
                "by": reading.by,
            }
            for reading in measure.readings
        ],
    }


def _risk(risk: RiskShown) -> dict[str, Any]:
    return {
        "text": risk.text,
        "uncontrolled": risk.uncontrolled,
        "controls": risk.controls,
        "controlled": risk.controlled,
    }
