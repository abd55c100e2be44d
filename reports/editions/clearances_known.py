"""What whoever publishes should know of the clearances of a paper."""

from collections.abc import Iterator, Sequence

from reports.clearance_states import Needed, Standing, State
from reports.exempt_headings import (
    in_place_of_headings,
    needed_without_headings,
    without_headings,
)
from reports.models import Report


def clearances_known(
    report: Report, missing: Sequence[Needed], found: Sequence[Standing]
) -> Iterator[str]:
    """Yield what is missing of a paper's clearances, in sentences.

    They stay with the edition, where officers read them who do not compose: no heading of an
    exempt section is among them.
    """
    hidden = in_place_of_headings(report)
    for need in needed_without_headings(missing, hidden):
        yield f"Nobody was asked for the {need.what.lower()} of {need.of_what}."
    for each in without_headings(found, hidden):
        if not each.is_settled:
            yield _unsettled(each)
        elif each.state == State.WITHOUT and each.answer:
            said = f"{each.clearance.what} of {each.clearance.of_what} was not given"
            because = each.answer.comment or "the reason is kept with the clearance"
            yield f"{said}. The paper goes on without: {because}"


def _unsettled(each: Standing) -> str:
    what, name = f"{each.clearance.what} of {each.clearance.of_what}", each.clearance.name
    if each.state == State.WAITING:
        return f"{what}: {name} has not answered."
    if each.state == State.RETURNED:
        return f"{what}: {name} returned it with a comment."
    if each.because:
        return f"{what}: {name} cleared it. {each.because}"
    return f"{what}: {name} cleared it, and the text was changed since."
