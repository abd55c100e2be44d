"""Breadcrumbs of the pages on which papers are composed."""

from django.urls import reverse

from actionplans.trail import Trail, trail
from councils.access import Access
from reports.models import PaperSection, Report


def paper_trail(
    access: Access, report: Report | None = None, section: PaperSection | None = None
) -> Trail:
    """Return (text, address) of the council, its reports, the paper and its section."""
    slug = access.council.slug
    found = [*trail(access), ("Reports", reverse("reports:papers", args=[slug]))]
    if report:
        found.append((report.title, reverse("reports:paper", args=[slug, report.pk])))
    if report and section:
        here = reverse("reports:section", args=[slug, report.pk, section.pk])
        found.append((section.heading or "Section without a heading", here))
    return found
