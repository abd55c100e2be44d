"""Where each clearance of a paper stands: from who was asked, what they said, and what changed.

One rule: a clearance holds for the text that was cleared. Whoever changes it, the clearance stands
as "changed since cleared" until it is asked for again.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from django.db.models import Prefetch

from reports.finished.standing import InWord, in_word
from reports.models import Clearance, ClearanceAnswer, PaperSection, Report
from reports.paper.document import Paragraph, paragraph

Verdict = ClearanceAnswer.Verdict
# Of a section, by its key, the digest of its text now; "" is the whole paper's.
Digest = Callable[[str], str]
OF_EARLIER_WORDS = "It speaks of earlier words, which were changed before it was recorded."


class State(Enum):
    """Where one clearance stands. The value is what the page says."""

    WAITING = "Asked for"
    GIVEN = "Given"
    CHANGED = "Changed since cleared"
    RETURNED = "Returned with a comment"
    WITHOUT = "No answer: goes on without"


@dataclass(frozen=True)
class Standing:
    """One clearance, the last answer to it, and where it stands.

    `because`: why it does not hold, where more is to be said than that the words were changed.
    """

    clearance: Clearance
    answer: ClearanceAnswer | None
    state: State
    because: str = ""

    @property
    def is_settled(self) -> bool:
        """Return whether nothing more is needed: it is given, or the paper goes on without."""
        return self.state in (State.GIVEN, State.WITHOUT)


@dataclass(frozen=True)
class Needed:
    """A clearance that the house style wants of a section, and nobody was asked for."""

    section_key: str
    heading: str
    kind: str
    shown_as: str = ""

    @property
    def of_what(self) -> str:
        """Return "“Financial implications”", or what is shown in place of a heading."""
        return self.shown_as or f"“{self.heading}”"

    @property
    def what(self) -> str:
        """Return "Finance clearance", or of another kind its own words."""
        kinds = dict(Clearance.Kind.choices)
        return f"{kinds.get(self.kind, self.kind.capitalize())} clearance"


def standings(report: Report, digest: Digest) -> list[Standing]:
    """Return where each clearance stands, those asked for again left out. Three queries."""
    answers = Prefetch("answers", ClearanceAnswer.objects.order_by("pk").defer("content"))
    asked = Clearance.objects.filter(report=report, asked_again=None).order_by("pk")
    files = in_word(report)
    return [_standing(each, digest, files) for each in asked.prefetch_related(answers)]


def _standing(clearance: Clearance, digest: Digest, files: InWord) -> Standing:
    answer = next(reversed(clearance.answers.all()), None)
    state = _state(clearance, answer, digest)
    if answer is None or state != State.CHANGED:
        return Standing(clearance, answer, state)
    said = files.because(clearance.section_key, answer.entered_at)
    because = said if answer.digest else OF_EARLIER_WORDS
    return Standing(clearance, answer, state, because)


def _state(clearance: Clearance, answer: ClearanceAnswer | None, digest: Digest) -> State:
    if answer is None:
        return State.WAITING
    if answer.verdict == Verdict.WITHOUT:
        return State.WITHOUT
    if answer.verdict == Verdict.RETURNED:
        return State.RETURNED
    same = answer.digest and digest(clearance.section_key) == answer.digest
    return State.GIVEN if same else State.CHANGED


def never_asked(report: Report, found: Iterable[Standing]) -> list[Needed]:
    """Return the clearances that sections want and nobody was asked for, in the paper's order."""
    had = {(each.clearance.section_key, name) for each in found for name in _names(each.clearance)}
    wanted = PaperSection.objects.filter(report=report).order_by("order")
    return [
        Needed(section.key, section.heading, kind)
        for section in wanted
        for kind in section.clearances
        if (section.key, kind.lower()) not in had
    ]


def _names(clearance: Clearance) -> tuple[str, str]:
    return clearance.kind, clearance.label.lower()


def has_given(report: Report) -> bool:
    """Return whether any clearance of it was given. One query."""
    given = ClearanceAnswer.objects.filter(clearance__report=report, verdict=Verdict.GIVEN)
    return given.exists()


def codes(found: Iterable[Standing]) -> dict[str, tuple[Paragraph, ...]]:
    """Return what prints under each section, by its key: "[NM/22032017/Y]", the valid ones.

    Those of the whole paper, by the key "", print after its last section.
    """
    printed: dict[str, tuple[Paragraph, ...]] = {}
    for each in found:
        if each.state == State.GIVEN and each.answer:
            key = each.clearance.section_key
            said = paragraph(code_printed(each.answer.code, key), kind="code")
            printed[key] = (*printed.get(key, ()), said)
    return printed


def code_printed(code: str, key: str) -> str:
    """Return a code as it prints; that of the whole paper says so, as it stands under a section."""
    return f"[{code}]" if key else f"The whole report: [{code}]"
