"""A paper that is being written, as files: what each is called, and PDFs drawn once."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from councils.models import User
from reports.composing import NOT_FOR_PUBLICATION, compose
from reports.editing.versions import hold
from reports.models import PaperFile, Report
from reports.paper.document import Document
from reports.paper_files import digest_of_file, paper_docx, paper_html

DRAFT = "Draft"
MARKED_SINCE = (
    "Something in the report was marked exempt since this PDF was asked for, so it was taken away. "
    "Make the PDF again."
)


@dataclass(frozen=True)
class Asked:
    """Which state of a paper is asked for: as at a day, on which day, with exempt parts or not."""

    as_at: datetime.date
    on: datetime.date
    with_exempt: bool


def document_of(report: Report, asked: Asked) -> Document:
    """Return the paper as it would print, marked as a draft."""
    report.as_at = asked.as_at
    is_exempt = asked.with_exempt and report.exempt_paragraphs()
    mark = f"{DRAFT}. {NOT_FOR_PUBLICATION}" if is_exempt else DRAFT
    return compose(report, asked.on, not asked.with_exempt, mark).document


def name_of(report: Report, asked: Asked, ending: str) -> str:
    """Return a file's name. An exempt draft is never taken for the public one."""
    exempt = "-exempt" if asked.with_exempt else ""
    return f"{report.reference}{exempt}-as-at-{asked.as_at:%Y-%m-%d}-draft.{ending}"


def as_docx(report: Report, asked: Asked) -> bytes:
    return paper_docx(document_of(report, asked))


def as_html(report: Report, asked: Asked) -> bytes:
    return paper_html(document_of(report, asked)).encode()


@transaction.atomic
def pdf_asked(report: Report, asked: Asked, by: User) -> tuple[PaperFile, bool]:
    """Return the PDF of a paper, and whether it is new: it is then to be drawn.

    One that was drawn, or waits, from the same content is given again.
    """
    hold(report)
    digest = digest_of_file(document_of(report, asked))
    same = PaperFile.objects.filter(
        report=report, digest=digest, with_exempt=asked.with_exempt, as_at=asked.as_at
    ).exclude(status=PaperFile.Status.FAILED)
    held = same.order_by("-pk").first()
    if held:
        return held, False
    made = PaperFile.objects.create(
        report=report,
        asked_by=by,
        asked_on=asked.on,
        as_at=asked.as_at,
        with_exempt=asked.with_exempt,
        digest=digest,
    )
    return made, True


def take_back_public(report: Report) -> None:
    """Take away the public PDFs of a paper in which something was just marked exempt.

    To be called where the mark is saved, the paper held: one that is being drawn is not kept.
    """
    Status = PaperFile.Status
    drawn = PaperFile.objects.filter(report=report, with_exempt=False)
    drawn.exclude(status=Status.FAILED).update(
        status=Status.FAILED, problem=MARKED_SINCE, content=None
    )


def document_for(file: PaperFile) -> Document:
    """Return the paper that a file is drawn from, as it stands now."""
    asked = Asked(file.as_at, file.asked_on, file.with_exempt)
    return document_of(Report.objects.get(pk=file.report_id), asked)
