"""What was said of a plan in papers to meetings: apps above this one say what they hold."""

from collections.abc import Callable
from dataclasses import dataclass

from actionplans.models import ActionPlan
from councils.access import Access


@dataclass(frozen=True)
class PaperLine:
    """One decision in words, with where its paper is read; "" where this reader cannot."""

    words: str
    address: str


Source = Callable[[Access, ActionPlan], list[PaperLine]]
_SOURCES: list[Source] = []


def tells_of_papers(source: Source) -> Source:
    """Register a function that says what meetings decided on papers about a plan."""
    _SOURCES.append(source)
    return source


def papers_about(access: Access, plan: ActionPlan) -> list[PaperLine]:
    """Return what meetings decided on papers about a plan."""
    return [line for source in _SOURCES for line in source(access, plan)]
