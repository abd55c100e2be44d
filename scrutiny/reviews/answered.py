"""What was answered to recommendations in a state, by whom, and what of it was corrected."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from actionplans.asat import AsAt
from councils.day_words import in_words
from reports.paper.written import as_written
from scrutiny.models import Response, ReviewAddressee
from scrutiny.reviews.corrected import Correction


@dataclass(frozen=True)
class Answers:
    """What somebody who was asked has answered: the last word, and those before it, oldest first.

    `by` None: whoever answered, where a paper does not say which of those asked. `corrections`:
    what was recorded wrongly in place of these, the newest first.
    """

    by: ReviewAddressee | None
    last: Response | None
    before: tuple[Response, ...] = ()
    corrections: tuple[Correction, ...] = ()


ByWhom = Mapping[int | None, Answers]


def answers_in(responses: QuerySet[Response], as_at: AsAt) -> dict[int, ByWhom]:
    """Return, by recommendation and who answered, what stands in this state. One query.

    What was corrected does not stand, whatever the day of what stands instead.
    """
    known = Q(known_on__lte=as_at.known_on) if as_at.known_on else Q()
    rows = responses.filter(known).select_related("by", "lead", "entered_by").order_by("pk")
    held = {each.pk: each for each in rows}
    corrected = {each.corrects_id for each in held.values()}
    standing: dict[int, dict[int | None, list[Response]]] = defaultdict(lambda: defaultdict(list))
    for each in sorted(held.values(), key=lambda one: (one.day, one.pk)):
        if each.day <= as_at.day and each.pk not in corrected:
            standing[each.recommendation_id][each.by_id].append(each)
    return {
        asked: {by: _answers(given, held) for by, given in of.items()}
        for asked, of in standing.items()
    }


def _answers(given: list[Response], held: Mapping[int, Response]) -> Answers:
    corrections = sorted(
        (one for each in given for one in _corrections(each, held)),
        key=lambda one: one.at,
        reverse=True,
    )
    return Answers(given[-1].by, given[-1], tuple(given[:-1]), tuple(corrections))


def _corrections(response: Response, held: Mapping[int, Response]) -> Iterator[Correction]:
    """Yield what was recorded before it, back to what was recorded first."""
    wrong = held.get(response.corrects_id) if response.corrects_id else None
    if wrong:
        by = str(response.entered_by)
        yield Correction(_in_markdown(wrong), response.why, response.entered_at, by)
        yield from _corrections(wrong, held)


def _in_markdown(response: Response) -> str:
    """Return all that an answer said, as what was written."""
    by = f"{response.by.name}, " if response.by else ""
    said = as_written(f"{by}{in_words(response.day)}")
    more = [
        f"Lead: {as_written(str(response.lead))}." if response.lead else "",
        f"By {in_words(response.due)}." if response.due else "",
        as_written(f"{response.source}.") if response.source else "",
    ]
    parts = (f"**{response.get_verdict_display()}**, {said}", response.text, " ".join(more).strip())
    return "\n\n".join(part for part in parts if part)
