"""Making the files of an edition: an appendix that was published before is not drawn again."""

import hashlib

from reports.editions.files import FilePlan
from reports.models import Edition, EditionFile


def drawn(plan: FilePlan, before: Edition | None) -> EditionFile:
    """Return a file of an edition, not saved: an appendix as it was published before, or drawn.

    `before`: the edition of the whole paper that this one corrects, None where it corrects none.
    """
    drawn_from = plan.drawn_from
    content = _published_before(plan, drawn_from, before) if drawn_from and before else None
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


def _published_before(plan: FilePlan, drawn_from: str, before: Edition) -> bytes | None:
    """Return the bytes of the same appendix in the edition before; None where there is none.

    What an older edition has was changed since, and says nothing of that. Pages of a late paper
    say so on each, which is not so of its correction.
    """
    if before.is_late:
        return None
    same = before.files.filter(is_exempt=plan.is_exempt, drawn_from=drawn_from)
    held = same.exclude(content=None).values_list("content", flat=True).first()
    return None if held is None else bytes(held)
