"""Which house styles a council can use: its own, and those that come with the product."""

from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.urls import reverse

from councils.models import Council
from reports.models import Report, StoredStyle


def styles_for(council: Council) -> QuerySet[StoredStyle]:
    """Return the styles a council can use, its own first, by name."""
    usable = StoredStyle.objects.filter(Q(council=council) | Q(council=None))
    return usable.order_by(F("council").asc(nulls_last=True), "name", "pk")


def style_for(council: Council, pk: int) -> StoredStyle:
    """Return a style that a council can use. Raises Http404 for others."""
    found = styles_for(council).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def logo_url(report: Report) -> str:
    """Return the address of the logo a report keeps, for pages on which it is shown."""
    address = reverse("reports:style_logo", args=[report.council.slug, report.house_style_id])
    return f"{address}?version={report.style_kept_id}"


def usual_style(council: Council) -> StoredStyle | None:
    """Return the style of the council's last paper, else its own, else the first there is."""
    last = council.reports.order_by("-pk").select_related("house_style").first()
    return last.house_style if last else styles_for(council).first()
