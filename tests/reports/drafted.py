"""Facts to draft from, and what stands in a text: numbers, references, dates."""

import datetime
import re
from collections import Counter
from typing import Any

from actionplans.rag import Position
from reports.drafting import (
    ActionFacts,
    AreaFacts,
    Facts,
    Kind,
    Named,
    PartFacts,
    Sentence,
    Standing,
)
from tests.factories import DAY

NUMBERS = "no one two three four five six seven eight nine ten".split()  # noqa: SIM905
MONTHS = [f"{datetime.date(2026, month, 1):%B}" for month in range(1, 13)]
POSITIONS = {
    Kind.COMPLETE: Position.COMPLETE,
    Kind.LASTING: Position.COMPLETE,
    Kind.ON_COURSE: Position.ON_COURSE,
    Kind.REVISED: Position.REVISED,
    Kind.DELAYED: Position.DELAYED,
    Kind.LATE: Position.DELAYED,
    Kind.SILENT: Position.NOT_STATED,
    Kind.NOT_STATED: Position.NOT_STATED,
    Kind.NO_REPORT: Position.NOT_STATED,
    Kind.COUNTED: Position.NOT_STATED,
    Kind.WITHDRAWN: Position.ENDED,
    Kind.SUPERSEDED: Position.ENDED,
    Kind.CARRIED: Position.ENDED,
}


def an_action(number: int, standing: Standing, **fields: Any) -> ActionFacts:
    plain: dict[str, Any] = {"text": f"Action {number} (no words)", "reported": ""}
    return ActionFacts(number, 1, number, f"{number}", standing=standing, **(plain | fields))


def an_area(ordinal: int, *actions: ActionFacts, **fields: Any) -> AreaFacts:
    plain: dict[str, Any] = {
        "noun": "area for development",
        "number": "",
        "text": f"Ask {NUMBERS[ordinal]}",
        "part": "An inspection",
    }
    return AreaFacts(order=ordinal, ordinal=ordinal, actions=actions, **(plain | fields))


def some_facts(*areas: AreaFacts, **fields: Any) -> Facts:
    actions = [action for area in areas for action in area.actions]
    named = tuple(Named(a.pk, a.plan_id, a.order, a.reference) for a in actions)
    at = Counter(POSITIONS.get(a.standing.kind, Position.INCOMPLETE) for a in actions)
    part = PartFacts(1, "", "An inspection", areas=areas)
    counts = tuple((position, at[position]) for position in Position)
    return Facts(DAY, named, counts, (part,), **fields)


def unquoted(text: str) -> str:
    """Return a text without what it quotes."""
    return re.sub(r"“[^”]*”", "“”", text)


def dates_in(text: str) -> set[datetime.date]:
    found = re.findall(rf"(\d+) ({'|'.join(MONTHS)}) (\d{{4}})", unquoted(text))
    return {datetime.date(int(y), MONTHS.index(month) + 1, int(d)) for d, month, y in found}


def numbers_in(text: str) -> set[int]:
    """Return every number in a text, figures and words, but those of dates and of ordinals."""
    plain = re.sub(rf"\d+ (?:{'|'.join(MONTHS)}) \d{{4}}", "", unquoted(text))
    found = {int(number) for number in re.findall(r"(?<![\w.])\d+(?![\w.]*\w)", plain)}
    words = re.findall(r"[a-z]+", plain.lower())
    return found | {NUMBERS.index(word) for word in words if word in NUMBERS[1:]}


def numbers_of(sentence: Sentence) -> set[int]:
    """Return every number the facts of a sentence hold: in them, or how many alike there are."""
    rests = sentence.rests_on
    told = " ".join(f"{rest.of} {rest.value}" for rest in rests)
    held = {int(number) for number in re.findall(r"\d+", told)}
    held |= {NUMBERS.index(word) for word in re.findall(r"[a-z]+", told) if word in NUMBERS}
    alike = Counter(rest.what for rest in rests) + Counter((r.what, r.value) for r in rests)
    return held | set(alike.values())


def dates_of(sentence: Sentence) -> set[datetime.date]:
    values = " ".join(f"{rest.value} {rest.of}" for rest in sentence.rests_on)
    iso = re.findall(r"\d{4}-\d\d-\d\d", values)
    return {datetime.date.fromisoformat(day) for day in iso} | dates_in(values)
