"""Keeps what a report says under each judgement."""

from django.db import transaction

from inspections.models import Inspection, ReportParagraph, ReportSection
from inspections.report_reading.draft import DraftInspection, Section

_HEADING = 300


@transaction.atomic
def keep_sections(inspection: Inspection, draft: DraftInspection) -> int:
    """Keep the sections of the report of an inspection in place of any held; return how many.

    Judgement areas that the inspection's framework does not have are left empty.
    """
    inspection.report_sections.all().delete()
    areas = {area.key for area in inspection.catalogue().areas}
    kept = ReportSection.objects.bulk_create(
        ReportSection(
            inspection=inspection,
            area=section.area if section.area in areas else "",
            heading=section.heading[:_HEADING],
            page=section.page,
            order=order,
        )
        for order, section in enumerate(draft.sections, 1)
    )
    for held, section in zip(kept, draft.sections, strict=True):
        ReportParagraph.objects.bulk_create(_paragraphs(held, section))
    return len(kept)


def _paragraphs(held: ReportSection, section: Section) -> list[ReportParagraph]:
    return [
        ReportParagraph(
            section=held, number=said.number, page=said.page, order=order, text=said.text
        )
        for order, said in enumerate(section.paragraphs, 1)
        if said.text
    ]
