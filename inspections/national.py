"""What the site operator works on: what councils entered, and the reports the operator sent."""

from django.db.models import QuerySet
from django.http import Http404

from councils.models import Council
from inspections.frameworks import FRAMEWORKS
from inspections.models import Inspection, ReportFile

_BY_INSPECTORATE = [framework.key for framework in FRAMEWORKS.values() if framework.starts]


def all_councils() -> QuerySet[Council]:
    """Return every council there is or was, by name: those of old were inspected, too."""
    return Council.objects.order_by("name", "pk")


def entered_by_councils() -> QuerySet[Inspection]:
    """Return the inspections councils entered that could be national and are not, newest first.

    Peer reviews, audits and self-evaluations are the council's own for good.
    """
    entered = Inspection.objects.filter(
        is_published=False,
        source__in=[Inspection.Source.HAND, Inspection.Source.REPORT],
        framework__in=_BY_INSPECTORATE,
    )
    return entered.select_related("council").order_by("-ends_on", "-pk")


def one_to_keep(pk: int) -> Inspection:
    """Return an inspection the site operator may change; raise Http404 for a council's own."""
    published = Inspection.objects.filter(is_published=True, pk=pk).select_related("council")
    found = published.first() or entered_by_councils().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def sent_by_operator() -> QuerySet[ReportFile]:
    """Return the reports the site operator sent, newest first."""
    return ReportFile.objects.filter(by_operator=True).select_related("council").order_by("-pk")


def report_of_operator(pk: int) -> ReportFile:
    """Return a report the site operator sent; raise Http404 for any other."""
    found = sent_by_operator().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
