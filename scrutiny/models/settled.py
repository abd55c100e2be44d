"""Triggers that keep what a review says once it is settled, and what was opened open.

Settled is a review that a body adopted, that is published, or that the executive received: its
findings and recommendations, and to whom these are made, stand. Words are corrected with a reason,
which stands beside the version that it makes; a redaction takes a name out.
"""

import pgtrigger

from councils.models.base import ALLOWED

# Where the reason of a correction stands in what is recorded beside every version.
REASON = "reason"
# What pghistory sets for each statement that changes something, in its transaction alone.
_METADATA = "NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb"
_GIVES_A_REASON = f"COALESCE({_METADATA} ->> '{REASON}', '') <> ''"
_WORDS_ALONE = "to_jsonb(NEW) - 'text' = to_jsonb(OLD) - 'text'"
_IS_SETTLED = "COALESCE(review.adopted_on, review.published_on, review.received_on) IS NOT NULL"
_REVIEW = "SELECT COALESCE(NEW.review_id, OLD.review_id)"
_REVIEW_OF_THE_RECOMMENDATION = """SELECT asked.review_id
    FROM scrutiny_reviewrecommendation AS asked
    WHERE asked.id = COALESCE(NEW.recommendation_id, OLD.recommendation_id)"""


def _stays_where(
    name: str, review: str, holds: str, sentence: str, but: str = "FALSE"
) -> pgtrigger.Trigger:
    """Return the trigger that refuses any change of rows of a review for which `holds`.

    `review` is the SQL of its key; `but` says which update is let through, beside a redaction.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
        IF {ALLOWED} THEN
            RETURN NEW;
        END IF;
        IF EXISTS (
            SELECT 1 FROM scrutiny_scrutinyreview AS review
            WHERE review.id = ({review}) AND {holds})
            AND NOT (TG_OP = 'UPDATE' AND {but})
        THEN
            RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
        """,  # noqa: S608
    )


WORDS_STAY = _stays_where(
    "settled_words_stay",
    _REVIEW,
    _IS_SETTLED,
    "The review is settled: its words are corrected with a reason.",
    f"{_WORDS_ALONE} AND {_GIVES_A_REASON}",
)
ADDRESSEES_STAY = _stays_where(
    "settled_addressees_stay",
    _REVIEW_OF_THE_RECOMMENDATION,
    _IS_SETTLED,
    "The review is settled: to whom it recommends stays.",
)
OPEN_NOTES_STAY = _stays_where(
    "opened_notes_stay",
    _REVIEW,
    "review.notes_opened_on IS NOT NULL",
    "The notes are open: they stay as they are.",
)
# Readers have seen what was opened, and answers rest on what was adopted.
OPENED_STAYS_OPEN = pgtrigger.Trigger(
    name="opened_stays_open",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func="""
        IF (OLD.published_on IS NOT NULL AND NEW.published_on IS DISTINCT FROM OLD.published_on)
            OR (OLD.notes_opened_on IS NOT NULL
                AND NEW.notes_opened_on IS DISTINCT FROM OLD.notes_opened_on)
        THEN
            RAISE EXCEPTION 'What is open of a review stays open from its day.'
                USING ERRCODE = 'check_violation';
        END IF;
        IF OLD.adopted_on IS NOT NULL AND NEW.adopted_on IS NULL AND EXISTS (
            SELECT 1 FROM scrutiny_response AS given
            JOIN scrutiny_reviewrecommendation AS asked ON asked.id = given.recommendation_id
            WHERE asked.review_id = OLD.id)
        THEN
            RAISE EXCEPTION 'The review is answered: the day it was adopted stays.'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)
