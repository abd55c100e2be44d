"""A paper that is being written, as files: what each is called, each made once."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from councils.models import User
from reports.composing import NOT_FOR_PUBLICATION, compose
from reports.editing.versions import hold
from reports.models import PaperFile, Report
from reports.paper.document import Document
from reports.paper_files import digest_of_file

DRAFT = "Draft"
MARKED_SINCE = (
    "Something in the report was marked exempt since this file was asked for, so it was taken "
    "away. Make it again."
)


@dataclass(frozen=True)
class Asked:
    """Which state of a paper is asked for: as at a day, on which day, with exempt parts or not.

    `ending`: as which kind of file.
    """

    as_at: datetime.date
    on: datetime.date
    with_exempt: bool
    ending: str = PaperFile.Ending.PDF


def document_of(report: Report, asked: Asked) -> Document:
    """Return the paper as it would print, marked as a draft."""
    report.as_at = asked.as_at
    is_exempt = asked.with_exempt and report.exempt_paragraphs()
    mark = f"{DRAFT}. {NOT_FOR_PUBLICATION}" if is_exempt else DRAFT
    return compose(report, asked.on, not asked.with_exempt, mark).document


def name_of(report: Report, asked: Asked) -> str:
    """Return a file's name. An exempt draft is never taken for the public one."""
    exempt = "-exempt" if asked.with_exempt else ""
    return f"{report.reference}{exempt}-as-at-{asked.as_at:%Y-%m-%d}-draft.{asked.ending}"


@transaction.atomic
def file_asked(report: Report, asked: Asked, by: User) -> tuple[PaperFile, bool]:
    """Return a file of a paper, and whether it is new: it is then to be made.

    One that was made, or waits, from the same content is given again.
    """
    hold(report)
    digest = digest_of_file(document_of(report, asked))
    same = PaperFile.objects.filter(
        report=report,
        digest=digest,
        with_exempt=asked.with_exempt,
        as_at=asked.as_at,
        ending=asked.ending,
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
        ending=asked.ending,
        digest=digest,
    )
    return made, True


def take_back_public(report: Report) -> None:
    """Take away the public files of a paper in which something was just marked exempt.

    To be called where the mark is saved, the paper held: one that is being made is not kept.
    """
    Status = PaperFile.Status
    drawn = PaperFile.objects.filter(report=report, with_exempt=False)
    drawn.exclude(status=Status.FAILED).update(
        status=Status.FAILED, problem=MARKED_SINCE, content=None
    )


def asked_of(file: PaperFile) -> Asked:
    """Return which state of a paper a file is of, and as which kind."""
    return Asked(file.as_at, file.asked_on, file.with_exempt, file.ending)


def document_for(file: PaperFile) -> Document:
    """Return the paper that a file is made from, as it stands now."""
    asked = asked_of(file)
    return document_of(Report.objects.get(pk=file.report_id), asked)
