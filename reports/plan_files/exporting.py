"""A plan on a day in any format: the one place pages, the worker and the command call."""

from collections.abc import Callable

from actionplans.asat import AsAt
from actionplans.models import ActionPlan
from actionplans.on_day.plans import plan_on_day
from actionplans.shown import PlanOnDay
from councils.holding_back import held_back, names_asked_about
from reports.pdf import render_pdf, render_pdf_once
from reports.plan_files.appendix import appendix_html
from reports.plan_files.as_json import plan_json
from reports.plan_files.as_sheets import plan_csv, plan_xlsx
from reports.word.plan import plan_docx

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def plan_for_files(plan: ActionPlan, state: AsAt) -> PlanOnDay:
    """Return the plan as files show it: a name that somebody asked to be taken out is withheld."""
    shown: PlanOnDay = held_back(plan_on_day(plan, state), names_asked_about(plan.council_id))
    return shown


def as_pdf(shown: PlanOnDay) -> bytes:
    """Return the appendix as a tagged PDF, rendered in the warm child of this process.

    Raises RenderingFailed with a sentence for the person who asked.
    """
    return render_pdf(appendix_html(shown), "")


def as_pdf_once(shown: PlanOnDay) -> bytes:
    """Return the same from a child of its own: for commands."""
    return render_pdf_once(appendix_html(shown), "")


def as_html(shown: PlanOnDay) -> bytes:
    return appendix_html(shown).encode()


FORMATS: dict[str, Callable[[PlanOnDay], bytes]] = {
    "pdf": as_pdf_once,
    "html": as_html,
    "docx": plan_docx,
    "csv": plan_csv,
    "json": plan_json,
    "xlsx": plan_xlsx,
}
