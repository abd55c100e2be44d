"""A comparison as a CSV file or a PDF: the same tables as on its page."""

import datetime
from collections.abc import Mapping

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string

from councils.csv_files import csv_bytes
from councils.models import User
from councils.national import OGL
from inspections.asked import BUILDS, SOURCES, asked
from inspections.comparing.tables import Comparison, Table, words
from reports.models import ComparisonFile
from reports.pdf import RenderingFailed, render_pdf

CANNOT = "This comparison could not be made as it was asked for. Go back and choose again."
WIDE = 6  # columns that an upright page has room for


def comparison_of(
    name: str, choice: Mapping[str, str], today: datetime.date, slug: str = ""
) -> Comparison:
    """Return the comparison as asked for. Raises Http404 where there is none such."""
    of_council = name in ("council", "history")
    if name not in BUILDS or of_council != bool(slug):
        raise Http404
    shown = asked(name, choice, today, slug).shown
    if shown is None:
        raise Http404
    return shown


def file_of(user: User, pk: int) -> ComparisonFile:
    """Return a file that this person asked for; raise Http404 for another's."""
    return get_object_or_404(ComparisonFile, pk=pk, asked_by=user)


def ask_for(user: User, **fields: object) -> ComparisonFile:
    """Return a new file that waits to be made."""
    return ComparisonFile.objects.create(asked_by=user, **fields)


def about(shown: Comparison, table: Table | None = None) -> list[str]:
    """Return what stands below a table in a file: its notes, the day, the source, the licence."""
    own = table.notes if table else ()
    return [f"As at {words(shown.day)}", *own, *shown.notes, *SOURCES, OGL]


def compared_csv(shown: Comparison, table: Table | None) -> bytes:
    """Return one table as a CSV file, its notes below it; the sentence where it has none."""
    if table is None:
        return csv_bytes([shown.title], [[shown.empty], *([line] for line in about(shown))])
    below = [[], *([line] for line in (*shown.lead, *about(shown, table)))]
    return csv_bytes(table.headings_apart(), [*table.rows_apart(), *below])


def compared_html(shown: Comparison) -> str:
    """Return the comparison as a whole page, for the renderer."""
    context = {
        "shown": shown,
        "about": about(shown),
        "wide": any(len(table.headings) > WIDE for table in shown.tables),
    }
    return render_to_string("reports/comparison_paper.html", context)


def compared_pdf(file: ComparisonFile) -> bytes:
    """Return the tagged PDF. Raises RenderingFailed with a sentence for the person who asked."""
    try:
        shown = comparison_of(file.name, file.choice, file.asked_on, file.council)
    except Http404 as error:
        raise RenderingFailed(CANNOT) from error
    return render_pdf(compared_html(shown))


def file_name(shown: Comparison, ending: str, table: Table | None = None, slug: str = "") -> str:
    """Return the name of a downloaded file: what it compares, of whom, and as at which day."""
    parts = ["compare", shown.name, slug, table.key if table else ""]
    named = "-".join(dict.fromkeys(part for part in parts if part))
    return f"{named}-as-at-{shown.day:%Y-%m-%d}.{ending}"
