"""What was presented to meetings of bodies, and what they decided on it, as far as a day knows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from actionplans.among import among
from actionplans.asat import AsAt
from reports.editions.decisions import in_one_line
from reports.editions.published import with_state
from reports.models import Edition, PaperDecision, Report

Kind = PaperDecision.Kind


@dataclass(frozen=True)
class Presented:
    """A paper to a meeting. `edition`: the key of what was published of it, None before that.

    `plans` are the keys of those it is about, `decided` what the meeting said of it, each in a
    line.
    """

    pk: int
    title: str
    edition: int | None
    plans: frozenset[int]
    decided: tuple[str, ...]

    @property
    def came(self) -> bool:
        """Return whether it went to its meeting: published, or decided on. A draft did not."""
        return self.edition is not None or bool(self.decided)


def presented(bodies: Iterable[int], as_at: AsAt) -> dict[int, list[Presented]]:
    """Return, by meeting, the papers of bodies in this state. Four queries, however many."""
    standing_on = as_at.stands_on
    whole = Edition.objects.filter(day__lte=standing_on).exclude(kind=Edition.Kind.FOLLOWING)
    editions = with_state(whole).order_by("-number")
    decisions = PaperDecision.objects.filter(day__lte=as_at.day, corrected_by=None)
    if as_at.known_on:
        decisions = decisions.filter(entered_at__date__lte=as_at.known_on)
    reports = Report.objects.filter(among("body_id", bodies), meeting__isnull=False)
    found = reports.order_by("pk").prefetch_related(
        "plans",
        Prefetch("editions", editions, to_attr="shown_editions"),
        Prefetch(
            "decisions",
            decisions.exclude(kind=Kind.NOTHING)
            .select_related("report", "meeting__body", "referred_to")
            .order_by("day", "pk"),
            to_attr="shown_decisions",
        ),
    )
    by_meeting: dict[int, list[Presented]] = defaultdict(list)
    for report in found:
        by_meeting[report.meeting_id or 0].append(_presented(report))
    return by_meeting


def _presented(report: Report) -> Presented:
    editions = report.shown_editions  # type: ignore[attr-defined]
    edition = next((one for one in editions if not one.is_withdrawn), None)
    return Presented(
        pk=report.pk,
        title=edition.title if edition else report.title,
        edition=edition.pk if edition else None,
        plans=frozenset(plan.pk for plan in report.plans.all()),
        decided=tuple(
            in_one_line(each).removeprefix(f"{report.title}: ")
            for each in report.shown_decisions  # type: ignore[attr-defined]
            if each.meeting_id == report.meeting_id
        ),
    )
