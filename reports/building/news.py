"""What changed in a plan since a meeting."""

from collections.abc import Iterable
from typing import Any

from actionplans.changes import Change, Moved
from actionplans.since import meeting_in_words, since
from actionplans.templatetags.changes import moved_words
from reports.building import options as kinds
from reports.building.naming import agreed_words, date_words, listed, named, nested, stated
from reports.building.options import Option
from reports.building.progress import PLAN
from reports.building.registry import PaperFacts, builder
from reports.drafting.words import sentence
from reports.paper.document import Block, Paragraph, Text, paragraph

# Said in one sentence, not action by action.
_NOT_LISTED = ("reported", "not_reported", "reworded")
# Lists under whose actions stands what was reported of them.
_WITH_WORDS = ("completed", "steps_done", "checked", "newly_late", "newly_silent", "rerated")


@builder(
    "since",
    "What changed since the last meeting",
    "There was no meeting before the paper’s day, so that nothing can have changed since.",
    PLAN,
    Option("meeting", "Since", kinds.MEETING, hint="Nothing chosen: the last meeting."),
    Option(
        "layout",
        "How it is shown",
        kinds.CHOICE,
        (("lists", "A sentence, then lists"), ("sentence", "A sentence alone")),
    ),
)
def changed(facts: PaperFacts, options: dict[str, Any]) -> tuple[Block, ...]:
    """Return what changed in a plan between a meeting and the paper's day: numbers, then lists.

    The meeting's day is shown as it was known then: what members were told.
    """
    plan = facts.plan(options)
    meeting = facts.meeting(plan, options["meeting"]) or facts.last_meeting(plan) if plan else None
    if plan is None or meeting is None:
        return ()
    found = since(plan, meeting.held_on, facts.state).changes
    summary = f"since {meeting_in_words(meeting)}: {found.summary}"
    first = paragraph(sentence(summary), level=1)
    if options["layout"] == "sentence":
        return (first,)
    lists = [each for each in found.lists if each[0] not in _NOT_LISTED and each[2]]
    return (first, *(block for each in lists for block in _list(*each)))


def _list(name: str, heading: str, found: Iterable[Change]) -> Iterable[Block]:
    yield Paragraph((Text(heading, is_bold=True),), goes_on=True)
    yield from listed(nested(paragraph(named(c.after)), _told(name, c)) for c in found)


def _told(name: str, change: Change) -> Iterable[str]:
    """Yield what a list has to say of an action: moves with reasons, reopenings, endings, words."""
    if name == "rerated" and change.from_to:
        yield sentence(change.from_to)
    for moved in change.moves:
        yield " ".join(map(sentence, _moved(moved)))
    for asked in change.asked:
        yield f"{date_words(asked.date)} is asked for; it does not count yet."
    for reopening in change.reopenings:
        yield sentence(f"Opened again on {reopening.day:%-d %B %Y}: {reopening.reason}")
    for ending in change.endings:
        yield sentence(f"{ending.words} on {ending.day:%-d %B %Y}: {ending.reason}")
    if name in _WITH_WORDS and (said := change.new_word):
        yield from said.paragraphs


def _moved(moved: Moved) -> Iterable[str]:
    """Yield how a date moved, why and who agreed; a first date needs neither."""
    yield moved_words(moved)
    if moved.was and moved.to:
        yield f"Reason: {stated(moved.to.reason)}"
        yield f"Agreed by: {agreed_words(moved.to)}"
