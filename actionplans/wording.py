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
    """Return what each ruling on an update did, in order: what was accepted before is signed off.

    So it is where somebody signs off what somebody else had accepted.
    """
    words, to_sign = [], False
    for review in reviews:
        signs = to_sign and review.verdict == Verdict.ACCEPTED
        words.append("Signed off" if signs else str(review.get_verdict_display()))
        to_sign = review.verdict == Verdict.TO_SIGN
    return words
