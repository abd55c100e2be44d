"""Where a plan stands on the paper's day: counts, its actions, its themes, its whole table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from actionplans.models import Theme
from actionplans.on_day.words import names
from actionplans.rag import SIGNED_OFF
from actionplans.shown import PlanOnDay
from reports.building import options as kinds
from reports.building.naming import INTRO, introduced, listed, named, nested
from reports.building.options import Option
from reports.building.registry import PaperFacts, builder
from reports.drafting import words
from reports.paper.document import Block, PlanTable, Table, bullets, cell, paragraph

PLAN = Option("plan", "Plan", kinds.PLAN)
NOT_RATED = "Not rated"


@builder(
    "progress",
    "Progress in numbers",
    "No action of a plan is held for the paper’s day, so that nothing can be counted.",
    PLAN,
    Option(
        "layout",
        "How they are shown",
        kinds.CHOICE,
        (
            ("both", "A sentence and a table"),
            ("table", "A table"),
            ("sentence", "A sentence"),
        ),
    ),
    Option(
        "by",
        "Counted by",
        kinds.CHOICE,
        (
            ("position", "Complete, on course, revised, delayed"),
            ("status", "What the dates and the reports prove"),
            ("rating", "The council’s own ratings"),
        ),
    ),
    Option("caption", "Title of the table"),
)
def progress(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return how many actions of a plan stand where on the paper's day; they add up.

    Numbers that a paper gives without saying which action is which count by position, and are
    said. What is left out as confidential is said to be.
    """
    plan = facts.plan(options)
    shown = facts.shown(plan) if plan else None
    if not shown or not shown.rows:
        return ()
    counts = [(label, number) for label, number in _counts(shown, options["by"]) if number]
    blocks: dict[str, Block] = {
        "sentence": paragraph(_sentence(shown, counts), level=1),
        "table": _table(shown, counts, options),
    }
    return tuple(block for name, block in blocks.items() if options["layout"] in ("both", name))


def _counts(shown: PlanOnDay, by: str) -> Iterable[tuple[str, int]]:
    if by == "status":
        return [(status.words, number) for status, number in shown.counts]
    if by == "rating":
        found = Counter(row.rating.label if row.rating else NOT_RATED for row in shown.rows)
        return [(label, found[label]) for label in _labels(shown, found)]
    return [(position.words, number) for position, number in shown.positions.items()]


def _labels(shown: PlanOnDay, found: Iterable[str]) -> Iterable[str]:
    """Return the labels in the order of the council's scale; one it lacks comes after them."""
    return dict.fromkeys([*(rating.label for rating in shown.key), *sorted(found)])


def day_of(shown: PlanOnDay) -> str:
    return words.day(shown.as_at.day)


def _sentence(shown: PlanOnDay, counts: Sequence[tuple[str, int]]) -> str:
    told = words.joined([f"{number} {label.lower()}" for label, number in counts])
    number = len(shown.rows)
    has = f"{number} action{'' if number == 1 else 's'}"
    found = f"As at {day_of(shown)}, “{shown.title}” had {has}: {told}."
    return " ".join([found, *_left_out(shown)])


def _left_out(shown: PlanOnDay) -> list[str]:
    if not shown.withheld:
        return []
    are = "is" if shown.withheld == 1 else "are"
    return [f"{words.many(shown.withheld, 'confidential action').capitalize()} {are} not counted."]


def _table(shown: PlanOnDay, counts: Sequence[tuple[str, int]], options: dict[str, Any]) -> Table:
    rows = [*counts, ("All actions", len(shown.rows))]
    groups = shown.counted_among(shown.rows) if options["by"] == "position" else []
    return Table(
        caption=options["caption"] or f"{shown.title}: actions as at {day_of(shown)}",
        headings=("Actions that are", "Number"),
        rows=tuple(
            (cell(label, is_header=True), cell(str(number), is_number=True))
            for label, number in rows
        ),
        widths=(70, 30),
        notes=(*(group.sentence for group in reversed(groups)), *_left_out(shown)),
    )


@builder(
    "actions",
    "Actions as a list",
    "No such action is held for the paper’s day.",
    PLAN,
    Option(
        "which",
        "Which actions",
        kinds.CHOICE,
        (("all", "All"), ("complete", "Those signed off as done"), ("open", "Those still open")),
    ),
    INTRO,
    Option("numbers", "With their numbers", kinds.YES, starts=True),
    Option("said", "With what was last reported", kinds.YES),
)
def actions(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return actions of a plan as a list, in its order; ended ones only among "all"."""
    plan = facts.plan(options)
    rows = facts.shown(plan).rows if plan else ()
    of = {
        "complete": lambda row: row.status in SIGNED_OFF,
        "open": lambda row: row.is_open,
    }.get(options["which"], bool)
    items = (
        nested(
            paragraph(named(row) if options["numbers"] else row.text),
            row.latest.paragraphs if options["said"] and row.latest else (),
        )
        for row in rows
        if of(row)
    )
    return introduced(options["intro"], listed(items))


@builder(
    "themes",
    "Themes of a plan",
    "No theme is held of a plan for this paper.",
    PLAN,
    INTRO,
)
def themes(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return a plan's themes as a list, in its order and in the words of the day."""
    plan = facts.plan(options)
    own = list(Theme.objects.filter(plan=plan).order_by("order", "pk")) if plan else []
    known = names(Theme, [theme.pk for theme in own], facts.state)
    texts = [known[theme.pk] for theme in own if theme.pk in known]
    return introduced(options["intro"], (bullets(texts),) if texts else ())


@builder(
    "plan_table",
    "The plan’s whole table",
    "No action of a plan is held for the paper’s day.",
    PLAN,
)
def plan_table(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return a plan's own table, on pages that lie on their side."""
    plan = facts.plan(options)
    shown = facts.shown(plan) if plan else None
    return (PlanTable(shown),) if shown and shown.rows else ()
