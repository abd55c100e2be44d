"""What a review recommends, and to whom: the executive, bodies of the council, and others."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from councils.models import Body, Council, in_force_on
from reports.editing.versions import check_unchanged
from scrutiny.models import ReviewAddressee, ReviewRecommendation
from scrutiny.reviews.keeping import changing, check_open, next_order, values_of

Kind = ReviewAddressee.Kind


@dataclass(frozen=True)
class To:
    """Somebody to whom a recommendation is made."""

    kind: str
    name: str
    body: Body | None = None


def addressed(
    executive: Body | None, is_to_it: bool, bodies: Iterable[Body], others: str
) -> list[To]:
    """Return to whom it is made, each once: the executive first, then bodies, then `others`.

    `others` has a name on each line. The executive is called Cabinet where the council names none.
    """
    lines = (" ".join(line.split()) for line in others.splitlines())
    found = [
        *[To(Kind.EXECUTIVE, executive.name if executive else "Cabinet", executive)] * is_to_it,
        *(To(Kind.OTHER, body.name, body) for body in bodies),
        *(To(Kind.OTHER, name) for name in lines if name),
    ]
    once: dict[str, To] = {}
    for each in found:
        once.setdefault(each.name.casefold(), each)
    return list(once.values())


def executive_of(council: Council, day: datetime.date) -> Body | None:
    """Return the council's Cabinet on `day`; None where it names none."""
    there = Body.objects.filter(in_force_on(day), council=council, kind=Body.Kind.CABINET)
    return there.order_by("pk").first()


def to_in_words(row: ReviewRecommendation) -> str:
    """Return a recommendation as it reads, with to whom it is made."""
    names = ", ".join(row.addressees.order_by("order").values_list("name", flat=True))
    return f"{row.text}\n\nTo: {names}"


def add_recommendation(row: ReviewRecommendation, to: Sequence[To]) -> ReviewRecommendation:
    """Return a new recommendation, the last of its review. Raises Decided once settled."""
    with changing(row.review) as held:
        check_open(held, row)
        row.order = next_order(ReviewRecommendation, held)
        row.save()
        _put(row, to)
        return row


def change_recommendation(
    row: ReviewRecommendation, text: str, strand: Any, to: Sequence[To], seen: str
) -> None:
    """Make a recommendation say this, to these. Raises ChangedMeanwhile; Decided once settled."""
    with changing(row.review) as held:
        check_open(held, row)
        current = ReviewRecommendation.objects.get(pk=row.pk)
        check_unchanged(current, seen, values_of)
        current.text, current.strand = text, strand
        current.save()
        _put(current, to)


def _put(row: ReviewRecommendation, to: Sequence[To]) -> None:
    kept = {each.name: each for each in row.addressees.all()}
    for name in kept.keys() - {each.name for each in to}:
        kept.pop(name).delete()
    # Places are told apart at the end of the transaction.
    for order, each in enumerate(to, 1):
        held = kept.get(each.name) or ReviewAddressee(recommendation=row, name=each.name)
        held.order, held.kind, held.body = order, each.kind, each.body
        held.save()
