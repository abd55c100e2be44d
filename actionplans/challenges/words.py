"""How flags speak: actions named by reference and short words, days and numbers in words."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from actionplans.rows import Row, Step
from actionplans.timescale.calendar import written

LONGEST_ALONE, LONGEST_ACTION, LONGEST_STEP, LONGEST_FACT = 120, 90, 90, 220


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """Return the text on one line, single-spaced."""
    return " ".join(text.split())


def short(text: str, limit: int) -> str:
    """Return the text on one line, cut at a word where it is longer than `limit`."""
    line = plain(text)
    if len(line) <= limit:
        return line
    cut = line[:limit]
    return f"{(cut.rsplit(' ', 1)[0] if ' ' in cut else cut).rstrip(' ,;:.-')}…"


def quoted(text: str, limit: int = LONGEST_FACT) -> str:
    """Return the text shortened and in quotation marks, its own ones made single."""
    inner = short(text, limit).rstrip(" .")
    for mark, single in (("“", "‘"), ("”", "’"), ('"', "’")):
        inner = inner.replace(mark, single)
    return f"“{inner}”"


def sentence(text: str) -> str:
    """Return the text as one sentence: a capital first, a full stop last."""
    line = plain(text)
    end = "" if line.endswith(".") else "."
    return f"{line[:1].upper()}{line[1:]}{end}"


TWO_YEARS = 731


def days_words(number: int) -> str:
    """Return "1 day", "26 days"; from two years whole years: "more than 15 years"."""
    if number > TWO_YEARS:
        return f"more than {int(number / 365.25)} years"
    return f"{number:,} day{'' if number == 1 else 's'}"


def times_words(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def ago(day: datetime.date, now: datetime.date) -> str:
    """Return a past day with its distance: "8 November 2026, 14 days ago"."""
    return f"{written(day)}, {days_words((now - day).days)} ago"


def listed(references: Iterable[str]) -> str:
    """Return references in a row: "13, 25 to 28 and 36"."""
    runs: list[list[str]] = []
    for reference in references:
        last = runs[-1][-1] if runs else ""
        follows = last.isdecimal() and reference.isdecimal() and int(reference) == int(last) + 1
        if follows:
            runs[-1].append(reference)
        else:
            runs.append([reference])
    parts = [f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs]
    return ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + "".join(parts[-1:])


def with_article(body: str) -> str:
    """Return a body's name as a sentence says it: "the Cabinet"."""
    name = plain(body)
    return f"the {name.removeprefix('The ').removeprefix('the ')}"


@dataclass(frozen=True)
class Named:
    """How a sentence names a step or an action: where it is, and what it is.

    For a step of several: "in action A1, “Decide ...”, " and "the step “Agree ...”";
    otherwise nothing and "action A8, “Visit ...”".
    """

    where: str
    noun: str
    has_words: bool = False

    @property
    def mid(self) -> str:
        """Return what it is, with the comma it needs inside a sentence."""
        return f"{self.noun}," if self.has_words and not self.where else self.noun

    @property
    def subject(self) -> str:
        """Return where and what it is, to begin a sentence with."""
        return f"{self.where}{self.mid}"


def named_action(row: Row) -> Named:
    """Return how an action is named by itself."""
    words = _own_words(row)
    return Named("", _action(row, LONGEST_ALONE), bool(words))


def named_step(row: Row, step: Step) -> Named:
    """Return how a step is named; the only step of an action is the action."""
    if len(row.steps) < 2:
        return named_action(row)
    words = plain(step.text)
    comma = "," if _own_words(row) else ""
    where = f"in {_action(row, LONGEST_ACTION)}{comma} "
    noun = f"the step {quoted(words, LONGEST_STEP)}" if words else f"step {step.order}"
    return Named(where, noun, bool(words))


def _action(row: Row, limit: int) -> str:
    words = _own_words(row)
    name = f"action {plain(row.reference)}".rstrip()
    return f"{name}, {quoted(words, limit)}" if words else name


def _own_words(row: Row) -> str:
    """Return the action's words, "" where they only repeat its number."""
    words = plain(row.text)
    return "" if words.lower().startswith(f"action {plain(row.reference)} (".lower()) else words
