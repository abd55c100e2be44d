"""A paper about a review: begun in a house style, with what is built from the review in it."""

import re
from typing import Any

from django.db import transaction

from councils.models import User
from reports.beginning import add_section
from reports.editing.papers import About, start_paper
from reports.editing.sections import Headed, change_headings, headings_of
from reports.editing.versions import version_of
from reports.models import PaperSection, Report
from reports.paper.house_style import Part, Section
from scrutiny.models import ReviewPaper, ScrutinyReview

# Headings of house styles under which stands what follows from a review, or belongs to its end.
_FOLLOWS = re.compile(r"\b(risk|option|consult|implication|resource|background paper)", re.I)


def _built(of: str, **options: str) -> Part:
    return Part(kind="built", of=of, options=options)


SECTIONS = (
    Section(
        "review-about",
        "What the review looked into",
        parts=(_built("review_about", what="terms"), _built("review_about", what="strands")),
    ),
    Section(
        "review-how",
        "How the review was done",
        parts=(
            _built("review_about", what="methodology"),
            _built("review_about", what="members"),
            _built("review_about", what="sessions"),
        ),
    ),
    Section("review-found", "Findings", parts=(_built("review_about", what="findings"),)),
    Section("review-asks", "Recommendations of the review", parts=(_built("review_answers"),)),
)


@transaction.atomic
def begin_paper(
    review: ScrutinyReview, about: About, by: User, front: dict[str, Any] | None
) -> Report:
    """Return a new paper about a review: the headings of its style, and those of the review.

    These stand before what follows from them: risks, options, consultation, implications. A
    style that builds a section from reviews itself gets none of ours.
    """
    report = start_paper(review.council, about, by, front)
    ReviewPaper.objects.create(review=review, report=report)
    builds = ("review_about", "review_answers")
    if not report.sections.filter(parts__of__in=builds).exists():
        _add_sections(report)
    return report


def _add_sections(report: Report) -> None:
    rows = list(report.sections.order_by("order"))
    after = (n for n, row in enumerate(rows) if row.clearances or _FOLLOWS.search(row.heading))
    place = next(after, len(rows))
    first = len(rows) + 1
    ours = [add_section(report, order, each) for order, each in enumerate(SECTIONS, first)]
    rows[place:place] = ours
    change_headings(report, [_headed(row) for row in rows], version_of(headings_of(report)))


def _headed(row: PaperSection) -> Headed:
    return Headed(row.pk, row.heading, row.numbered)
