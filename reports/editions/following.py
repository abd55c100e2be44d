"""Which appendices a published paper says are to follow, and which of them did not come yet."""

from collections.abc import Iterable
from typing import Any

from reports.models import Edition, PaperAppendix, Report, Withdrawal

Kind = Edition.Kind
CAME = "That appendix does not wait to follow any more. Publish a correction, and say of what."


def outstanding(report: Report) -> set[int]:
    """Return the keys of the appendices that the newest edition of the whole paper announces.

    Those that came since are left out. One that came and was withdrawn is to follow again; a paper
    that was withdrawn itself announces nothing.
    """
    newest = report.editions.exclude(kind=Kind.FOLLOWING).order_by("-number").first()
    if newest is None:
        return set()
    since = report.editions.filter(kind=Kind.FOLLOWING, number__gt=newest.number)
    came = since.exclude(withdrawals__state=Withdrawal.State.DONE)
    announced = newest.data.get("to_follow", ())
    return set(announced) - set(came.values_list("data__brings", flat=True))


def said_of(report: Report, rows: Iterable[PaperAppendix], order: int | None) -> dict[str, Any]:
    """Return what an edition keeps of what is to follow it, as JSON.

    `order` is the place of the appendix that it brings, None of an edition of the whole paper.
    """
    if order is None:
        return {"to_follow": [row.pk for row in rows if row.is_to_follow]}
    brings = next((row.pk for row in rows if row.order == order), None)
    return {"to_follow": sorted(outstanding(report)), "brings": brings}
