"""A paper about a review: begun in a house style, with what is built from the review in it."""

import re
from typing import Any

from django.db import transaction
from django.db.models import F

from councils.models import User
from reports.beginning import add_section
from reports.editing.papers import About, start_paper
from reports.editing.sections import Headed, change_headings, headings_of
from reports.editing.versions import version_of
from reports.models import PaperPart, PaperSection, Report
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
    style that builds a section from reviews itself gets none of ours; in one that has a place for
    recommendations and responses they stand there.
    """
    report = start_paper(review.council, about, by, front)
    ReviewPaper.objects.create(review=review, report=report)
    builds = ("review_about", "review_answers")
    if report.sections.filter(parts__of__in=builds).exists():
        return report
    answers = PaperPart.objects.filter(section__report=report, kind="table", of="answers").first()
    if answers:
        _fill_in(report, answers)
        if review.findings.exists():
            _put_before(answers, _built("review_about", what="findings"))
    else:
        _add_sections(report)
    return report


def _fill_in(report: Report, answers: PaperPart) -> None:
    """Build the review's parts into a style that has a place for what a review recommends.

    As Walsall's paper of 21 June 2018: what was looked into and how stands in the first section,
    the recommendations with their responses in place of the table to be typed.
    """
    first = report.sections.order_by("order")[0]
    place = first.parts.count()
    parts = [_built("review_about", what=what) for what in ("terms", "strands", "methodology")]
    for order, part in enumerate(parts, place + 1):
        _add_part(first, order, part)
    answers.kind, answers.of = PaperPart.Kind.BUILT, "review_answers"
    answers.save()


def _put_before(row: PaperPart, part: Part) -> None:
    """Put a part before one of a new paper; places are told apart at the end."""
    section, place = row.section, row.order
    section.parts.filter(order__gte=place).update(order=F("order") + 1)
    _add_part(section, place, part)


def _add_part(section: PaperSection, order: int, part: Part) -> None:
    section.parts.create(order=order, kind=part.kind, of=part.of, options=part.options)


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
