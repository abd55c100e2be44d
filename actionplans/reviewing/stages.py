"""The stages of a review: the manager accepts; where a council wants it, a director signs off."""

from dataclasses import dataclass

from councils.access import Verb


@dataclass(frozen=True)
class Stage:
    """What the pages of a stage do and say.

    `queue`, `plan_queue` and `update` name their addresses; `act` is what the button does, and
    `done` what has been done then.
    """

    verb: Verb
    queue: str
    plan_queue: str
    update: str
    heading: str
    empty: str
    act: str
    done: str
    signs: bool = False


ACCEPTING = Stage(
    verb=Verb.ACCEPT,
    queue="review_queue",
    plan_queue="plan_review",
    update="update_review",
    heading="Updates to review",
    empty="No update waits for you.",
    act="Accept",
    done="accepted",
)
SIGNING = Stage(
    verb=Verb.SIGN_OFF,
    queue="sign_off_queue",
    plan_queue="plan_sign_off",
    update="update_sign_off",
    heading="Updates to sign off",
    empty="Nothing waits to be signed off.",
    act="Sign off",
    done="signed off",
    signs=True,
)
