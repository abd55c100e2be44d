"""Paragraphs on the whole plan, and on what an inspection said: its grades, what it asks."""

from itertools import groupby

from reports.drafting import words
from reports.drafting.areas import key_of
from reports.drafting.facts import AreaFacts, Facts, GradeFacts, PartFacts
from reports.drafting.written import Rest, Sentence


def whole_sentences(facts: Facts) -> list[Sentence]:
    """Return how many actions the plan has, and how many stand where."""
    if not facts.actions:
        return []
    actions = sorted(facts.actions, key=lambda action: (action.order, action.reference))
    runs = words.runs(action.reference for action in actions)
    has = f"the plan has {words.many(len(actions), 'action')} ({runs})"
    members = tuple(
        Rest("in the plan", a.reference, "", f"action {a.reference}", a.pk, a.plan_id)
        for a in actions
    )
    counts = [(position, number) for position, number in facts.positions if number]
    told = [f"{words.number(number)} {position.words.lower()}" for position, number in counts]
    rests = [Rest("count", p, f"{n}", "how many actions stand where") for p, n in counts]
    day = words.day(facts.day)
    rests.append(Rest("day", "position", day, day))
    return [
        Sentence(words.sentence(has), members),
        Sentence(f"As at {day} they stand as follows: {words.joined(told)}.", tuple(rests)),
    ]


def part_sentences(part: PartFacts) -> list[Sentence]:
    """Return the grades of a part of an inspection, and what it asks for, by when."""
    found = _graded(part)
    by_noun: dict[str, list[AreaFacts]] = {}
    for area in sorted(part.areas, key=lambda area: area.order):
        by_noun.setdefault(area.noun, []).append(area)
    return found + [_asks(part, noun, areas) for noun, areas in by_noun.items()]


def _where(part: PartFacts) -> str:
    name = f"{part.name[:1].lower()}{part.name[1:]}, " if part.name else ""
    return f"for {name}in {words.quoted(part.inspection)}," if name else _inspection(part)


def _inspection(part: PartFacts) -> str:
    return f"in {words.quoted(part.inspection)}"


def _graded(part: PartFacts) -> list[Sentence]:
    stated = sorted((g for g in part.grades if g.grade), key=lambda g: (g.rank, g.heading))
    unstated = sorted((g for g in part.grades if not g.grade), key=lambda g: g.heading)
    found = []
    if stated:
        parts = [_of_grade(grade, list(of)) for grade, of in groupby(stated, lambda g: g.grade)]
        found.append(_rests(f"{_where(part)} the grades are {words.joined(parts)}", part, stated))
    if unstated:
        headings = words.joined([words.quoted(each.heading) for each in unstated])
        found.append(_rests(f"the grade for {headings} is not stated", part, unstated))
    return found


def _of_grade(grade: str, graded: list[GradeFacts]) -> str:
    headings = words.joined([words.quoted(each.heading) for each in graded])
    return f"{grade.lower()} for {words.many(len(graded), 'heading')} ({headings})"


def _rests(text: str, part: PartFacts, grades: list[GradeFacts]) -> Sentence:
    rests = [
        Rest("grade", f"{part.key}: {g.heading}", g.grade, f"the grades {_inspection(part)}")
        for g in grades
    ]
    return Sentence(words.sentence(text), tuple(rests))


def _asks(part: PartFacts, noun: str, areas: list[AreaFacts]) -> Sentence:
    """Return "three areas for development are named: the first within 3 months, ..."."""
    are = "are" if len(areas) > 1 else "is"
    where = "" if part.grades else f" {_inspection(part)}"
    text = f"{words.many(len(areas), noun)} {are} named{where}"
    by_time: dict[str, list[AreaFacts]] = {}
    for area in areas:
        by_time.setdefault(" ".join(area.timescale.split()), []).append(area)
    times = [f"{_which(of, len(areas))}{time}" for time, of in by_time.items() if time]
    if times:
        text += f", {words.joined(times)}"
    rests = [
        Rest("asked for", key_of(each), each.timescale, "the times given for what is asked")
        for each in areas
    ]
    return Sentence(words.sentence(text), tuple(rests))


def _which(areas: list[AreaFacts], total: int) -> str:
    """Return "the second and third ", "numbers 1 to 3 ", or "" for all of them."""
    if len(areas) == total:
        return ""
    if all(area.number for area in areas):
        thing = "number" if len(areas) == 1 else "numbers"
        return f"{thing} {words.runs(area.number for area in areas)} "
    return f"the {words.joined([words.ordinal(area.ordinal) for area in areas])} "
