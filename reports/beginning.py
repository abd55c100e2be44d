"""A new paper: the headings of its house style, each with what stands in it at first."""

import datetime
from typing import Any

from django.db import transaction

from actionplans.models import ActionPlan
from councils.models import Body, Council, Meeting, User
from reports.models import PaperAppendix, PaperPart, PaperSection, Report, StoredStyle
from reports.paper.house_style import Section


@transaction.atomic
def begin(
    council: Council,
    style: StoredStyle,
    body: Body,
    title: str,
    reference: str,
    as_at: datetime.date,
    plans: tuple[ActionPlan, ...] = (),
    meeting: Meeting | None = None,
    made_by: User | None = None,
    front: dict[str, Any] | None = None,
) -> Report:
    """Return a new paper with the sections of its style, and each plan's table as an appendix.

    Raises StyleRefused where the stored style is none.
    """
    report = Report.objects.create(
        council=council,
        house_style=style,
        style_kept=style.newest,
        body=body,
        meeting=meeting,
        title=title,
        reference=reference,
        as_at=as_at,
        made_by=made_by,
        front=front or {},
    )
    report.plans.set(plans)
    for order, section in enumerate(report.style.sections, 1):
        add_section(report, order, section)
    for order, plan in enumerate(plans, 1):
        PaperAppendix.objects.create(
            report=report,
            order=order,
            kind=PaperAppendix.Kind.PLAN,
            title=plan.title,
            plan=plan,
            anchor=f"plan-{order}",
        )
    return report


def add_section(report: Report, order: int, section: Section) -> PaperSection:
    """Return a new section of a paper as its style has it, with its parts."""
    held = PaperSection.objects.create(
        report=report,
        order=order,
        key=section.key,
        heading=section.heading,
        numbered=section.numbered,
        numbers_paragraphs=section.numbers_paragraphs,
        starts_again=section.starts_again,
        lists=section.lists,
        clearances=list(section.clearances),
    )
    PaperPart.objects.bulk_create(
        PaperPart(section=held, order=place, kind=p.kind, of=p.of, options=p.options, hint=p.hint)
        for place, p in enumerate(section.parts, 1)
    )
    return held
