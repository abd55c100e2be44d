"""What a row read from a file asks to have in the plan: its words, steps, dates and reports.

No model is known here. A new plan is written from these, and a revised file is held against a
plan by them.
"""

import re
from dataclasses import dataclass

from actionplans.importing.understood import ReadLead, ReadRow, ReadStep
from actionplans.rag import Meaning, Outlook, Progress
from actionplans.timescales import Timescale

# How long a field of the plan may be; what is longer is kept with its heading.
LONGEST = {"reference": 60, "theme": 200, "paragraph_reference": 200, "rating": 200}
HEADINGS = {
    "reference": "Reference",
    "theme": "Theme",
    "paragraph_reference": "Paragraph reference",
    "rating": "Rating",
    "revised_date": "Revised date",
}


@dataclass(frozen=True)
class WantedDate:
    """A timescale in the file's words, and what they mean; None: they are no timescale."""

    words: str
    meaning: Timescale | None
    is_corrected: bool = False


@dataclass(frozen=True)
class WantedSaid:
    """What the file says of one step, or of the whole action."""

    text: str
    progress: str
    outlook: str
    printed_rating: str


@dataclass(frozen=True)
class WantedStep:
    """One step; its first date and the date it moved to, where it has them."""

    text: str
    printed_leads: str
    leads: tuple[ReadLead, ...]
    recurrence: str
    date: WantedDate | None
    moved: WantedDate | None
    said: WantedSaid | None


@dataclass(frozen=True)
class Wanted:
    """One action as the file has it."""

    reference: str
    theme: str
    words: dict[str, str]  # by the names of `Action`
    other: tuple[tuple[str, str], ...]
    recommendations: tuple[int, ...]
    steps: tuple[WantedStep, ...]
    said: WantedSaid | None
    accountable: tuple[ReadLead, ...] = ()
    accountable_words: str = ""
    is_confidential: bool = False


def wanted(row: ReadRow) -> Wanted:
    """Return what `row` asks to have in the plan; no text of it is left out."""
    short = {name: getattr(row, name) for name in ("reference", "theme", "paragraph_reference")}
    kept = {name: text if len(text) <= LONGEST[name] else "" for name, text in short.items()}
    return Wanted(
        reference=kept["reference"],
        theme=kept["theme"],
        words={
            "text": row.action or row.recommendation,
            "source_text": row.recommendation if row.action else "",
            "success_measure": row.success_measure,
            "next_steps": row.next_steps,
            "paragraph_reference": kept["paragraph_reference"],
            "printed_leads": row.printed_leads,
        },
        other=(*row.other, *_left_over(row, short, kept), *_of_no_step(row)),
        recommendations=row.recommendations,
        steps=tuple(_step(row, step) for step in row.steps or (ReadStep(""),)),
        said=_said(row.progress_of_row, *_rating_of_row(row)),
        accountable=row.accountable,
        accountable_words=row.printed_accountable,
        is_confidential=row.is_confidential,
    )


def _left_over(row: ReadRow, short: dict[str, str], kept: dict[str, str]) -> list[tuple[str, str]]:
    """Return heading and text of what fits no field: too long, or a revised date that is none."""
    left = [(HEADINGS[name], text) for name, text in short.items() if text and not kept[name]]
    if len(row.rating) > LONGEST["rating"]:
        left.append((HEADINGS["rating"], row.rating))
    revised = {row.revised_date: row.revised_reading}
    revised |= {step.revised_date: step.revised_reading for step in row.steps}
    left += [
        (HEADINGS["revised_date"], words)
        for words in revised
        if words and not _moves(revised[words])
    ]
    return left


def _of_no_step(row: ReadRow) -> list[tuple[str, str]]:
    """Return heading and words of the row's own dates where every step has one of its own."""
    steps = row.steps or (ReadStep(""),)
    left = []
    if all(step.timescale.strip() for step in steps):
        left.append(("Timescale of the whole action", row.timescale))
    moved = (_moved(step.revised_date, step.revised_reading) for step in steps)
    if all(moved) and _moves(row.revised_reading):
        left.append(("Revised date of the whole action", row.revised_date))
    return [(heading, words) for heading, words in left if words.strip()]


def _moves(meaning: Timescale | None) -> bool:
    return bool(meaning and (meaning.due or meaning.repeats))


def _rating_of_row(row: ReadRow) -> tuple[str, str]:
    """Return the rating and its meaning where it stands for the whole row."""
    if any(step.rating for step in row.steps):
        return "", "" if row.rating else row.rating_meaning
    return row.rating, row.rating_meaning


def _step(row: ReadRow, step: ReadStep) -> WantedStep:
    """Return a step with what stands once for the whole row."""
    date = _date(step.timescale, step.reading, step.is_corrected)
    moved = _moved(step.revised_date, step.revised_reading)
    return WantedStep(
        text=step.text,
        printed_leads=step.printed_leads,
        leads=step.leads or row.leads,
        recurrence=step.recurrence,
        date=date or _date(row.timescale, row.reading, row.is_corrected),
        moved=moved or _moved(row.revised_date, row.revised_reading),
        said=_said(step.progress, step.rating, step.rating_meaning),
    )


def _date(words: str, meaning: Timescale | None, is_corrected: bool = False) -> WantedDate | None:
    return WantedDate(words, meaning, is_corrected) if words.strip() else None


def _moved(words: str, meaning: Timescale | None) -> WantedDate | None:
    return _date(words, meaning) if _moves(meaning) else None


def _said(text: str, rating: str, meaning: str) -> WantedSaid | None:
    if not (text.strip() or rating.strip() or meaning):
        return None
    progress, outlook = progress_of(meaning)
    printed = rating if len(rating) <= LONGEST["rating"] else ""
    return WantedSaid(_paragraphs(text), progress, outlook, printed)


def progress_of(meaning: str) -> tuple[str, str]:
    """Return the progress and the outlook that the meaning of a rating says."""
    if meaning in (Meaning.COMPLETE, Meaning.EMBEDDED):
        return Progress.COMPLETE, ""
    if meaning == Meaning.NOT_STARTED:
        return Progress.NOT_STARTED, ""
    if meaning in set(Outlook):
        return Progress.NOT_STATED, Outlook(meaning)
    return Progress.NOT_STATED, ""


def _paragraphs(text: str) -> str:
    """Return a cell's words with each paragraph apart, as reports have them."""
    return "\n\n".join(part.strip() for part in re.split(r"\n+", text) if part.strip())
