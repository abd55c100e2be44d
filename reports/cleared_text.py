"""The words that a clearance is of, as they would be published: composed, or finished in Word."""

import datetime
from dataclasses import dataclass, replace

from councils.limits import CannotRead
from reports.composing import compose, printed_headings
from reports.finished.looking import exempt_words_in
from reports.finished.receiving import as_document
from reports.finished.rewritten import section_in
from reports.finished.standing import in_word, standing_for
from reports.models import FinishedPaper, PaperPart, Report
from reports.paper.as_text import as_text
from reports.paper.document import Document, Heading
from reports.paper.places import within

WORDS = """It reads:

----
{words}
----"""
NOTHING = "Nothing is written in it yet."
PARTS = """What is exempt never travels by e-mail: where it stands, the words above say that it is \
kept out. To read it before you answer, ask {ask}."""
ATTACHED = "The appendices are not in this e-mail. To read them, ask {ask}."
EXEMPT = """Its words are exempt information under paragraph {under} of Schedule 12A to the Local \
Government Act 1972 and never travel by e-mail. To read them before you answer, ask {ask}."""
WITHHELD = """Its words are not in this e-mail, because exempt information may stand among them. \
To read them before you answer, ask {ask}."""


@dataclass(frozen=True)
class Shown:
    """What is cleared, as it reads now. `said`: where it comes from, where that is a Word file."""

    document: Document
    said: str = ""


def texts_of(report: Report, key: str, day: datetime.date, *, with_exempt: bool) -> list[Shown]:
    """Return the words under a section's key, or of the whole paper for "", as they read on `day`.

    Where the public paper and the exempt one say it in different words, both, the public first.
    """
    public = _shown(report, key, day, is_public=True)
    if not with_exempt:
        return [public]
    exempt = _shown(report, key, day, is_public=False)
    if exempt.said or not public.said:
        return [public, exempt] if public.said and exempt.said else [exempt]
    return [public, exempt] if holds_exempt(report, key) else [public]


def _shown(report: Report, key: str, day: datetime.date, *, is_public: bool) -> Shown:
    composed = compose(report, day, is_public).document
    files = (each for each in in_word(report).held if each.is_public == is_public)
    held = next((each for each in files if key in each.rewritten), None)
    headings = {"": ""} | dict(printed_headings(report, is_public))
    if held is None or key not in headings:
        return Shown(within(composed, key))
    return _from_word(held, composed, key, headings[key])


def _from_word(held: FinishedPaper, composed: Document, key: str, heading: str) -> Shown:
    """Return a section as a file has it; all of the file where the heading is not in it."""
    document = as_document(held, composed)
    said = f"As it was finished in Word, in “{held.file_name}”."
    if not key:
        return Shown(document, said)
    blocks = section_in(held, key)
    if blocks is None:
        lost = "The section’s heading is not in it, so the whole file stands here."
        return Shown(replace(document, appendices=()), f"{said} {lost}")
    headed = (Heading(heading), *blocks) if heading else blocks
    return Shown(replace(document, blocks=headed, appendices=()), said)


def holds_exempt(report: Report, key: str) -> bool:
    """Return whether anything of what is cleared is kept out of the public paper."""
    if not key:
        return bool(report.exempt_paragraphs())
    marked = report.sections.filter(key=key, exempt_under__isnull=False)
    parts = PaperPart.objects.filter(
        section__report=report, section__key=key, exempt_under__isnull=False
    )
    return marked.exists() or parts.exists()


# What an e-mail may say of it


def exempt_under(report: Report, key: str) -> int | None:
    """Return the paragraph of Schedule 12A under which a whole section is kept out; None."""
    found = report.sections.filter(key=key).values_list("exempt_under", flat=True)
    return found.first()


def words_for_email(report: Report, key: str, day: datetime.date, ask: str) -> str:
    """Return what an e-mail says of the words that are cleared: these, or why they are not in it.

    No exempt word is ever among them. `ask`: whom to ask to be shown the rest.
    """
    under = exempt_under(report, key)
    if under:
        return EXEMPT.format(under=under, ask=ask)
    shown = texts_of(report, key, day, with_exempt=False)[0]
    if shown.said and _leaks(report, day):
        return WITHHELD.format(ask=ask)
    said = [WORDS.format(words=as_text(shown.document.blocks) or NOTHING)]
    said += [PARTS.format(ask=ask)] if holds_exempt(report, key) else []
    said += [ATTACHED.format(ask=ask)] if not key and report.appendices.exists() else []
    return "\n\n".join(said)


def _leaks(report: Report, day: datetime.date) -> bool:
    """Return whether exempt words stand in the Word file of the public paper, or nobody knows."""
    held = standing_for(report)
    try:
        return bool(held and exempt_words_in(held, day))
    except CannotRead:
        return True
