"""Making the files of an edition: an appendix that was published before is not drawn again."""

import hashlib

from reports.editions.files import FilePlan
from reports.models import EditionFile, Report


def drawn(report: Report, plan: FilePlan) -> EditionFile:
    """Return a file of an edition, not saved: an appendix as it was published before, or drawn."""
    drawn_from = plan.drawn_from
    content = _published_before(report, plan, drawn_from) if drawn_from else None
    if content is None:
        content = plan.make()
    return EditionFile(
        drawn_from=drawn_from,
        what=plan.what,
        title=plan.title[:400],
        name=plan.name[-200:],
        content_type=plan.content_type,
        is_exempt=plan.is_exempt,
        content=content,
        content_sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
    )


def _published_before(report: Report, plan: FilePlan, drawn_from: str) -> bytes | None:
    """Return the bytes of the same appendix in an earlier edition; None where there is none."""
    same = EditionFile.objects.filter(
        edition__report=report, is_exempt=plan.is_exempt, drawn_from=drawn_from
    ).exclude(content=None)
    held = same.order_by("-pk").values_list("content", flat=True).first()
    return None if held is None else bytes(held)
