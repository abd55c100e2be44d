"""What a paper about a review prints of it: each a builder of papers under its name."""

import datetime
import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from django.db.models import F

from actionplans.asat import AsAt
from reports.building import PaperFacts, builder
from reports.building import options as kinds
from reports.building.naming import INTRO, NOT_STATED, introduced
from reports.building.options import Option
from reports.drafting import words
from reports.paper.document import Block, Table, bullets, cell, italic
from reports.paper.tables import answer_blocks
from reports.paper.written import GOES_ON, as_written, written
from scrutiny.models import (
    Response,
    ReviewAddressee,
    ReviewSession,
    ReviewStrand,
    ScrutinyReview,
)
from scrutiny.reviews.course import Recommended, recommended_in
from scrutiny.reviews.opening import group_of

NO_REVIEW = "This paper is about no review."
NO_ANSWER = "No response is held."
NOT_ANSWERED = "Not answered."
ON_NO_STRAND = "On no single recommendation of the inspection"
UNDER = "On recommendation {number} of the inspection: **{text}**"


def review_of(facts: PaperFacts) -> ScrutinyReview | None:
    """Return the review a paper is about; None for a paper that is about none."""
    return ScrutinyReview.objects.filter(papers__report=facts.report).first()


_NONE = {
    "terms": "What the group was asked to look at is not written on the review.",
    "strands": "No recommendation is chosen on the review for it to look into.",
    "methodology": "How the group goes about it is not written on the review.",
    "members": "Nobody of the group is named on the review.",
    "sessions": "No session of the group is recorded on the review.",
    "findings": "No finding is written on the review.",
}


def _nothing_asked(facts: PaperFacts, options: dict[str, Any]) -> str:
    return "The review recommends nothing yet." if review_of(facts) else ""


def _nothing_about(facts: PaperFacts, options: dict[str, Any]) -> str:
    return _NONE[options["what"]] if review_of(facts) else ""


@builder(
    "review_answers",
    "A review’s recommendations, each with its response",
    NO_REVIEW,
    Option(
        "heading",
        "What stands over each recommendation that was looked into",
        kinds.TEXT,
        hint="{number} and {text} are the inspectorate’s. In Markdown.",
        starts=UNDER,
    ),
    Option(
        "inside",
        "Where the first recommendation stands within that heading, and its response has a number",
        kinds.LIST,
        hint="Their places, like 2, 3.",
    ),
    Option("is_italic", "Recommendations in italics", kinds.YES, starts=True),
    Option("has_responses", "With the responses", kinds.YES, starts=True),
    Option(
        "has_addressees",
        "With to whom each is made, and who has not answered",
        kinds.YES,
        starts=True,
    ),
    nothing_of=lambda facts, options: (
        (review_of(facts) and "The review recommends nothing yet.") or ""
    ),
)
def review_answers(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return what a review recommends as numbered paragraphs, the response unnumbered in each.

    As Walsall's paper of 21 June 2018 does: a heading over each strand, which may hold its first
    recommendation; what was answered up to the paper's day, by whom it was asked. Those on no
    strand of their own stand last, under a heading that says so. Nobody is said not to have
    answered what was not published on that day.
    """
    review = review_of(facts)
    if review is None:
        return ()
    asked = recommended_in([review], _state(facts)).get(review.pk, [])
    asked.sort(key=lambda one: one.row.strand.order if one.row.strand else math.inf)
    is_open = bool(review.published_on and review.published_on <= facts.report.as_at)
    # Nothing is set apart from strands where none of it is on one.
    apart = ON_NO_STRAND if any(one.row.strand for one in asked) else ""
    return tuple(
        block
        for strand, of_strand in groupby(asked, key=lambda one: one.row.strand)
        for under in [_heading(strand, options["heading"]) if strand else apart]
        for block in _strand(under, list(of_strand), is_open, options)
    )


def _state(facts: PaperFacts) -> AsAt:
    """Return the state of the paper's day, without what was entered after the day it is made."""
    return replace(facts.state, known_on=facts.known_on or facts.day)


def _strand(
    under: str, asked: list[Recommended], is_open: bool, options: dict[str, Any]
) -> Iterator[Block]:
    strand = asked[0].row.strand
    is_inside = strand is not None and str(strand.order) in options["inside"]
    for place, one in enumerate(asked):
        mark = GOES_ON if is_inside and not place else ""
        said = "\n\n".join(_answers(one, is_open, options)) if options["has_responses"] else ""
        recommendation, answered = answer_blocks(f"{mark}{one.row.text}", said)
        yield from written("" if place else under)
        yield from italic(recommendation) if options["is_italic"] else recommendation
        if options["has_addressees"] and one.addressees:
            yield from written(f"{GOES_ON}To: {_named(one.addressees)}.")
        yield from answered


def _heading(strand: ReviewStrand, pattern: str) -> str:
    if strand.heading:
        return strand.heading
    asked = strand.recommendation
    printed = asked.shown_number
    number = words.number(int(printed)) if printed.isdecimal() else printed
    text = asked.text.rstrip(".")
    # A sentence of its own goes on from the words before it.
    text = text[:1].lower() + text[1:] if text[1:2].islower() else text
    return (pattern or UNDER).replace("{number}", number).replace("{text}", as_written(text))


def _named(addressees: Iterable[ReviewAddressee]) -> str:
    return words.joined([as_written(each.name) for each in addressees])


def _answers(one: Recommended, is_open: bool, options: dict[str, Any]) -> Iterator[str]:
    """Yield what each who was asked has answered, by name where there are several."""
    are_named = options["has_addressees"] and len(one.addressees) > 1
    if not one.responses and not are_named:
        yield from (NOT_ANSWERED if one.addressees else NO_ANSWER,) * is_open
        return
    are_named = are_named or len(one.responses) > 1
    for each in one.answers:
        if each.last:
            yield from _answer(each.last, are_named)
        elif is_open and each.by in one.unanswered and options["has_addressees"]:
            yield f"{as_written(each.by.name)}: {NOT_ANSWERED}"


def _answer(given: Response, is_named: bool) -> Iterator[str]:
    said = given.text
    if given.verdict != Response.Verdict.NOT_STATED:
        said = f"**{given.get_verdict_display()}.** {said}"
    yield f"{as_written(given.by.name)}: {said}" if given.by and is_named else said
    if given.lead or given.due:
        lead = f"Lead: {as_written(str(given.lead))}." if given.lead else ""
        due = f"By {given.due:%-d %B %Y}." if given.due else ""
        yield f"{lead} {due}".strip()


@builder(
    "review_about",
    "About a review: what was looked into, how, and when the group met",
    NO_REVIEW,
    Option(
        "what",
        "What is shown",
        kinds.CHOICE,
        (
            ("terms", "What the group was asked to look at"),
            ("strands", "The recommendations it looked into"),
            ("methodology", "How it went about it"),
            ("members", "Who was in the group"),
            ("sessions", "When it met, and whom"),
            ("findings", "What it found"),
        ),
        names=True,
    ),
    INTRO,
    nothing_of=_nothing_about,
)
def review_about(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return what is held of a review: its terms, its people, its sessions or its findings."""
    review = review_of(facts)
    if review is None:
        return ()
    return introduced(options["intro"], _ABOUT[options["what"]](review, facts.report.as_at))


def _strands(review: ScrutinyReview, day: datetime.date) -> Iterator[Block]:
    rows = review.strands.select_related("recommendation").order_by("order")
    if rows:
        yield bullets(f"Recommendation {each.recommendation}" for each in rows)


def _members(review: ScrutinyReview, day: datetime.date) -> Iterator[Block]:
    if rows := [str(each) for each in group_of(review)]:
        yield bullets(rows)


def _sessions(review: ScrutinyReview, day: datetime.date) -> Iterator[Block]:
    if rows := list(review.sessions.order_by(F("held_on").asc(nulls_last=True), "order")):
        yield Table(
            caption="Sessions of the group",
            headings=("Day", "About", "Who was met"),
            rows=tuple(
                (
                    cell(f"{each.held_on:%-d %B %Y}" if each.held_on else NOT_STATED),
                    cell(each.about or NOT_STATED),
                    cell(_met(each, day)),
                )
                for each in rows
            ),
            widths=(20, 40, 40),
        )


def _met(session: ReviewSession, day: datetime.date) -> str:
    names = ", ".join(session.met.splitlines())
    return f"To be met: {names}" if names and session.is_to_come(day) else names or NOT_STATED


def _findings(review: ScrutinyReview, day: datetime.date) -> Iterator[Block]:
    for each in review.findings.order_by("order"):
        yield from written(each.text)


_ABOUT = {
    "terms": lambda review, _: written(review.terms),
    "strands": _strands,
    "methodology": lambda review, _: written(review.methodology),
    "members": _members,
    "sessions": _sessions,
    "findings": _findings,
}
