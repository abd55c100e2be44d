"""Paragraphs on what was asked for: the actions for each, and where they stand."""

import json
from collections.abc import Iterable
from dataclasses import asdict

from actionplans.rag import Position
from reports.drafting import words
from reports.drafting.facts import DONE, ActionFacts, AreaFacts, Group, Kind, Standing
from reports.drafting.standings import predicate
from reports.drafting.written import Rest, Sentence

# One action is quoted with what was reported of it where nothing else says how far it has come.
REPORTED_AT_MOST = 300


def area_sentences(area: AreaFacts) -> list[Sentence]:
    """Return the sentences of one area that has actions: what it asks, and where each stands.

    Each action is named in one sentence of where it stands, or is counted in one of numbers.
    """
    actions = sorted(area.actions, key=lambda action: (action.order, action.reference))
    groups = sorted(area.groups, key=lambda group: group.references)
    counted = {each for group in groups if group.counts for each in group.unstated}
    named = [action for action in actions if action.reference not in counted]
    found = [_lead(area, actions)]
    found += _none(area, actions, groups)
    found += [_standing(alike, len(actions), area) for alike in _alike(named)]
    found += [group_sentence(group, actions) for group in groups]
    return found


# What it asks


def name_of(area: AreaFacts) -> str:
    """Return "the second area for development", "recommendation 3"."""
    if area.number:
        return f"{area.noun} {area.number}"
    return f"the {words.ordinal(area.ordinal)} {area.noun}"


def key_of(area: AreaFacts) -> str:
    """Return what an area is known by among the facts: its name, or where its actions come from."""
    own = name_of(area) if area.noun else area.text or "nothing asked for"
    return f"{area.part}: {own}" if area.part else own


def _lead(area: AreaFacts, actions: list[ActionFacts]) -> Sentence:
    number = words.many(len(actions), "action")
    runs = words.runs(action.reference for action in actions)
    if area.noun:
        text = f"{name_of(area)}, {words.quoted(area.text)}, has {number} ({runs})"
    else:
        verb = "stands" if len(actions) == 1 else "stand"
        under = words.quoted(area.text) if area.text else "no recommendation"
        text = f"{number} ({runs}) {verb} under {under}"
    rests = [_asked(area)] + [_stands_under(area, action) for action in actions]
    return Sentence(words.sentence(text), tuple(rests))


def _asked(area: AreaFacts) -> Rest:
    return Rest(
        "asked",
        key_of(area),
        area.text,
        f"the words of {name_of(area)}" if area.noun else key_of(area),
    )


def _stands_under(area: AreaFacts, action: ActionFacts) -> Rest:
    said = f"action {action.reference}"
    return Rest("under", action.reference, key_of(area), said, action.pk, action.plan_id)


def unanswered_sentences(areas: list[AreaFacts]) -> list[Sentence]:
    """Return of areas without actions that there are none: those told alike in one sentence."""
    alike: dict[tuple[tuple[str, ...], str, str], list[AreaFacts]] = {}
    for area in areas:
        alike.setdefault((area.counted_under, area.elsewhere, area.noun), []).append(area)
    return [_unanswered(each) for each in alike.values()]


def _unanswered(areas: list[AreaFacts]) -> Sentence:
    first, one = areas[0], len(areas) == 1
    text = f"no action of this plan counts under {_names(areas)}"
    if first.counted_under:
        verb = "answers" if len(first.counted_under) == 1 else "answer"
        them = "it" if one else "them"
        actions = words.the_actions(first.counted_under)
        text += f"; {actions}, counted under another, {verb} {them} too"
    if first.elsewhere:
        are = "it is" if one else "they are"
        text += f"; {are} answered in another plan, {words.quoted(first.elsewhere)}"
    rests = []
    for area in areas:
        answered = json.dumps([area.counted_under, area.elsewhere])
        none = f"that no action counts under {name_of(area)}"
        rests += [_asked(area), Rest("count", key_of(area), answered, none)]
    return Sentence(words.sentence(text), tuple(rests))


def _names(areas: list[AreaFacts]) -> str:
    """Return "recommendations 4 and 6", "the 12th and 13th recommendations"; one with its words."""
    if len(areas) == 1:
        return f"{name_of(areas[0])}, {words.quoted(areas[0].text)}"
    noun = words.plural(areas[0].noun)
    if all(area.number for area in areas):
        return f"{noun} {words.runs(area.number for area in areas)}"
    if any(area.number for area in areas):
        return words.joined([name_of(area) for area in areas])
    return f"the {words.joined([words.ordinal(area.ordinal) for area in areas])} {noun}"


# Where they stand


def _none(area: AreaFacts, actions: list[ActionFacts], groups: list[Group]) -> list[Sentence]:
    """Return that none of several is complete, where so; as far as is known."""
    complete = any(action.standing.kind in DONE for action in actions)
    printed = any(
        number and position == Position.COMPLETE
        for group in groups
        if group.counts
        for position, number, _ in group.numbers
    )
    elsewhere = any(action.standing.kind == Kind.COUNTED for action in actions)
    if complete or printed or elsewhere or len(actions) < 2:
        return []
    which = (
        "neither of the two" if len(actions) == 2 else f"none of the {words.number(len(actions))}"
    )
    rest = Rest("count", key_of(area), f"0 of {len(actions)} complete", "")
    return [Sentence(words.sentence(f"{which} is known to be complete"), (rest,))]


def _alike(actions: Iterable[ActionFacts]) -> list[list[ActionFacts]]:
    """Return the actions by where they stand, in the order of the states, then of the plan."""
    found: dict[Standing, list[ActionFacts]] = {}
    for action in actions:
        found.setdefault(action.standing, []).append(action)
    return sorted(found.values(), key=lambda alike: (alike[0].standing.kind, alike[0].order))


def _standing(alike: list[ActionFacts], total: int, area: AreaFacts) -> Sentence:
    said = predicate(alike[0].standing, plural=len(alike) > 1)
    text = f"{_subject(alike, total, area.text)} {said}"
    if len(alike) == 1 and alike[0].standing.kind == Kind.NOT_STATED:
        text += _reported(alike[0])
    rests = [_stands(action) for action in alike]
    rests.append(Rest("count", key_of(area), f"of {total}", ""))
    return Sentence(words.sentence(text), tuple(rests))


def _subject(alike: list[ActionFacts], total: int, asked: str) -> str:
    """Return "three of the four, actions 14, 15 and 17,", "action 13, “Revise ...”,"."""
    which = words.the_actions([action.reference for action in alike])
    texts = {words.name_of(action.text, action.reference) for action in alike}
    said = texts - {"", words.quoted(asked)}
    name = f", {said.pop()}" if len(said) == len(texts) == 1 else ""
    if total == 1:
        return f"{which}{name}," if name else which
    return f"{_share(len(alike), total)}, {which}{name},"


def _share(number: int, total: int) -> str:
    if number < total:
        return f"{words.number(number)} of the {words.number(total)}"
    return "both" if total == 2 else f"all {words.number(total)}"


def _reported(action: ActionFacts) -> str:
    plain = " ".join(action.reported.split())
    if not plain or len(plain) > REPORTED_AT_MOST:
        return ""
    return f", and what is reported is {words.quoted(plain)}"


def _stands(action: ActionFacts) -> Rest:
    known = {name: value for name, value in asdict(action.standing).items() if value}
    told = action.reported if action.standing.kind == Kind.NOT_STATED else ""
    value = json.dumps([known, action.text, told], default=str, sort_keys=True)
    said = f"action {action.reference}"
    return Rest("state", action.reference, value, said, action.pk, action.plan_id)


# Numbers of a paper


def group_sentence(group: Group, actions: Iterable[ActionFacts] = ()) -> Sentence:
    """Return what a paper gives in numbers, or that its numbers cannot be placed any more."""
    which = words.the_actions(group.references)
    if not group.counts:
        text = f"numbers printed for {which} without saying which is which are left out, "
        text += "since more is known by now"
    else:
        text = f"of {which}, {_numbers(group)}; the source does not say which"
    return Sentence(words.sentence(text), (_printed(group), *_unstated(group, actions)))


def _numbers(group: Group) -> str:
    parts = []
    for position, number, due in group.numbers:
        are = "is" if number == 1 else "are"
        date = f", now due by {words.day(due)}" if due else ""
        parts.append(f"{words.number(number)} {are} {position.words.lower()}{date}")
    named = sum(n for position, n, _ in group.numbers if position != Position.NOT_STATED)
    stated = any(position == Position.NOT_STATED for position, _, _ in group.numbers)
    if not stated and (left := len(group.unstated) - named):
        parts.append(f"of {words.number(left)} nothing is stated")
    return words.joined(parts)


def _printed(group: Group) -> Rest:
    value = json.dumps([group.references, group.numbers, group.counts], default=str)
    return Rest("printed", words.runs(group.references), value, group.source)


def _unstated(group: Group, actions: Iterable[ActionFacts]) -> Iterable[Rest]:
    by_reference = {action.reference: action for action in actions}
    for reference in group.unstated if group.counts else ():
        action = by_reference.get(reference)
        pk, plan = (action.pk, action.plan_id) if action else (None, None)
        yield Rest("unstated", reference, "not stated one by one", f"action {reference}", pk, plan)
