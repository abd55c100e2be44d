"""What a paper about a review prints of it: each a builder of papers under its name."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from django.db.models import F

from reports.building import PaperFacts, builder
from reports.building import options as kinds
from reports.building.naming import INTRO, NOT_STATED, introduced
from reports.building.options import Option
from reports.drafting import words
from reports.paper.document import Block, Table, bullets, cell, italic
from reports.paper.tables import answer_blocks
from reports.paper.written import GOES_ON, as_written, written
from scrutiny.models import Response, ReviewRecommendation, ReviewStrand, ScrutinyReview

NO_REVIEW = "This paper is about no review, or nothing of this is held of it."
NO_ANSWER = "No response is held."
UNDER = "On recommendation {number} of the inspection: **{text}**"


def review_of(facts: PaperFacts) -> ScrutinyReview | None:
    """Return the review a paper is about; None for a paper that is about none."""
    return ScrutinyReview.objects.filter(papers__report=facts.report).first()


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
)
def review_answers(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return what a review recommends as numbered paragraphs, the response unnumbered in each.

    As Walsall's paper of 21 June 2018 does: a heading over each strand, which may hold its first
    recommendation; what was answered up to the paper's day, by whom it was asked.
    """
    review = review_of(facts)
    if review is None:
        return ()
    asked = review.recommendations.select_related("strand__recommendation").order_by("order")
    answers = responses_on(review, facts) if options["has_responses"] else {}
    return tuple(
        block
        for strand, of_strand in groupby(asked, key=lambda one: one.strand)
        for block in _strand(strand, list(of_strand), answers, options)
    )


def _strand(
    strand: ReviewStrand | None,
    asked: list[ReviewRecommendation],
    answers: Mapping[int, list[Response]],
    options: dict[str, Any],
) -> Iterator[Block]:
    under = _heading(strand, options["heading"]) if strand else ""
    is_inside = bool(strand) and str(strand.order) in options["inside"]  # type: ignore[union-attr]
    for place, one in enumerate(asked):
        response = "\n\n".join(_answers(answers.get(one.pk, ())))
        if not response and options["has_responses"]:
            response = NO_ANSWER
        mark = GOES_ON if is_inside and not place else ""
        recommendation, answered = answer_blocks(f"{mark}{one.text}", response)
        yield from written("" if place else under)
        yield from italic(recommendation) if options["is_italic"] else recommendation
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


def responses_on(review: ScrutinyReview, facts: PaperFacts) -> dict[int, list[Response]]:
    """Return what stood answered on the paper's day: the last of each who was asked, in order."""
    held = Response.objects.filter(
        recommendation__review=review, day__lte=facts.report.as_at, known_on__lte=facts.day
    )
    last: dict[tuple[int, int | None], Response] = {}
    for each in held.select_related("by", "lead").order_by("day", "pk"):
        last[(each.recommendation_id, each.by_id)] = each
    found: dict[int, list[Response]] = {}
    for (asked, _), each in sorted(last.items(), key=lambda item: item[1].pk):
        found.setdefault(asked, []).append(each)
    return found


def _answers(answers: Iterable[Response]) -> Iterator[str]:
    held = list(answers)
    for each in held:
        said = each.text
        if each.verdict != Response.Verdict.NOT_STATED:
            said = f"**{each.get_verdict_display()}.** {said}"
        yield f"{as_written(each.by.name)}: {said}" if each.by and len(held) > 1 else said
        if each.lead or each.due:
            lead = f"Lead: {as_written(str(each.lead))}." if each.lead else ""
            due = f"By {each.due:%-d %B %Y}." if each.due else ""
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
    ),
    INTRO,
)
def review_about(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return what is held of a review: its terms, its people, its sessions or its findings."""
    review = review_of(facts)
    if review is None:
        return ()
    return introduced(options["intro"], _ABOUT[options["what"]](review))


def _strands(review: ScrutinyReview) -> Iterator[Block]:
    rows = review.strands.select_related("recommendation").order_by("order")
    if rows:
        yield bullets(f"Recommendation {each.recommendation}" for each in rows)


def _members(review: ScrutinyReview) -> Iterator[Block]:
    if rows := [str(each) for each in review.members.order_by("pk")]:
        yield bullets(rows)


def _sessions(review: ScrutinyReview) -> Iterator[Block]:
    rows = list(review.sessions.order_by(F("held_on").asc(nulls_last=True), "order"))
    if rows:
        yield Table(
            caption="Sessions of the group",
            headings=("Day", "About", "Who was met"),
            rows=tuple(
                (
                    cell(f"{each.held_on:%-d %B %Y}" if each.held_on else NOT_STATED),
                    cell(each.about or NOT_STATED),
                    cell(", ".join(each.met.splitlines()) or NOT_STATED),
                )
                for each in rows
            ),
            widths=(20, 40, 40),
        )


def _findings(review: ScrutinyReview) -> Iterator[Block]:
    for each in review.findings.order_by("order"):
        yield from written(each.text)


_ABOUT = {
    "terms": lambda review: written(review.terms),
    "strands": _strands,
    "methodology": lambda review: written(review.methodology),
    "members": _members,
    "sessions": _sessions,
    "findings": _findings,
}
