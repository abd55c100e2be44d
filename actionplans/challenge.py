"""What a scrutiny member would want raised: flags, each one sentence to be read out aloud.

Pure rules over the rows of a plan on a day. A flag states a fact and rests on facts; it is
never a verdict. What a paper leaves open is said as that: the paper does not say.
"""

from collections.abc import Callable, Iterator

from actionplans.challenges.claims import (
    done_too_soon,
    quiet,
    review_passed,
    same_words,
    waiting,
    without_difference,
    without_evidence,
)
from actionplans.challenges.dates import (
    moved_often,
    not_agreed,
    not_begun,
    on_track_as_a_whole,
    over_the_period,
    past_their_date,
    unexplained,
)
from actionplans.challenges.facts import Facts, Flag, Kind
from actionplans.challenges.gaps import (
    missed,
    not_done,
    unanswered,
    without_date,
    without_lead,
    worse,
)

CHECKS: tuple[Callable[[Facts], Iterator[Flag]], ...] = (
    past_their_date,
    on_track_as_a_whole,
    unanswered,
    over_the_period,
    done_too_soon,
    worse,
    missed,
    not_done,
    not_begun,
    moved_often,
    unexplained,
    not_agreed,
    without_evidence,
    without_difference,
    review_passed,
    quiet,
    same_words,
    waiting,
    without_lead,
    without_date,
)


def flags(facts: Facts) -> list[Flag]:
    """Return what to raise, most serious first, in the plan's order where equally serious."""
    order = {kind: number for number, kind in enumerate(Kind)}
    found = [flag for check in CHECKS for flag in check(facts)]
    return sorted(found, key=lambda flag: (order[flag.kind], flag.place))
