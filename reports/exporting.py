"""A plan on a day in any format: the one place pages, the worker and the command call."""

from collections.abc import Callable

from actionplans.shown import PlanOnDay
from reports.appendix import COLUMNS, about, appendix_html, key_of, lines
from reports.pdf import render_pdf, render_pdf_once
from reports.plan_docx import plan_docx
from reports.sheets import csv_bytes, workbook_bytes

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def as_pdf(shown: PlanOnDay) -> bytes:
    """Return the appendix as a tagged PDF, rendered in the warm child of this process.

    Raises RenderingFailed with a sentence for the person who asked.
    """
    return render_pdf(appendix_html(shown))


def as_pdf_once(shown: PlanOnDay) -> bytes:
    """Return the same from a child of its own: for commands."""
    return render_pdf_once(appendix_html(shown))


def as_html(shown: PlanOnDay) -> bytes:
    return appendix_html(shown).encode()


def as_docx(shown: PlanOnDay) -> bytes:
    return plan_docx(shown)


def as_csv(shown: PlanOnDay) -> bytes:
    return csv_bytes(COLUMNS, (line.values() for line in lines(shown)))


def as_xlsx(shown: PlanOnDay) -> bytes:
    notes = [*about(shown), *key_of(shown)]
    return workbook_bytes(shown.title, notes, COLUMNS, (line.values() for line in lines(shown)))


FORMATS: dict[str, Callable[[PlanOnDay], bytes]] = {
    "pdf": as_pdf_once,
    "html": as_html,
    "docx": as_docx,
    "csv": as_csv,
    "xlsx": as_xlsx,
}
