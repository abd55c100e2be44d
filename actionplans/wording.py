"""What stands in papers for what an officer wrote, and how rulings on it are spoken of."""

from collections.abc import Iterable, Sequence

from actionplans.models import Review

Verdict = Review.Verdict


def for_papers(reviews: Iterable[Review]) -> str:
    """Return the wording for papers of an update's last acceptance; "" where it has none.

    Members, papers and files read it in place of the officer's words, which stay as they are.
    """
    accepted = [review for review in reviews if review.verdict == Verdict.ACCEPTED]
    return max(accepted, key=lambda review: review.pk).paper_wording if accepted else ""


def ruled_in_words(reviews: Sequence[Review]) -> list[str]:
    """Return what each ruling on an update did, in order, in words that "by somebody" follows.

    What was accepted before by somebody else is signed off.
    """
    words, to_sign = [], False
    for review in reviews:
        signs = to_sign and review.verdict == Verdict.ACCEPTED
        to_sign = review.verdict == Verdict.TO_SIGN
        plain = "Accepted" if to_sign else str(review.get_verdict_display())
        words.append("Signed off" if signs else plain)
    return words


def and_then(review: Review) -> str:
    """Return what follows the ruling and by whom it is: ", to be signed off", or ""."""
    return ", to be signed off" if review.verdict == Verdict.TO_SIGN else ""
