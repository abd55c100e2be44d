"""Which field each column of a plan is, from its heading, its neighbours and its cells.

The words are in `heading_words.py`, what cells say of a column in `contents.py`. What a council
once said a heading is, it stays (`mapping`, by `key`).
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from actionplans.importing.contents import LOOKED_AT, Contents, are_steps, contents_of
from actionplans.importing.heading_dates import dated, day_in
from actionplans.importing.heading_rules import Rule
from actionplans.importing.heading_words import RULES, plain
from actionplans.importing.tables import Cell
from actionplans.importing.understood import Column, Field

# Two columns of one plan may both be these (and both a rating, where a row ticks one of them).
SEVERAL = frozenset({Field.LEADS, Field.SUCCESS_MEASURE, Field.MILESTONES, Field.OTHER})
REMEMBERED, SAID = 9, 10  # strength: what the council once said, and says of this file
UNDER = "\n"  # between a heading and the one that stands below it
LONGEST_UPPER = 2  # words of a heading that those below it go on from ("Lead": "Officer")
LONG = 60  # letters: notes to who fills the column in stand after its heading
# Of these the newest of the columns that carry a date is the plan's; the others are history.
DATED = frozenset({Field.PROGRESS, Field.RATING})


def key(heading: str) -> str:
    """Return what a heading is remembered by: its words without case, dates and punctuation.

    The same for "Progress at March 2017" and "PROGRESS (June 2017)"; "" for a blank one.
    """
    return plain(heading)


def field_of(heading: str, mapping: Mapping[str, str]) -> tuple[Field, bool]:
    """Return the field a heading alone says, and whether it says so plainly.

    `mapping` is what the council remembers, by `key`. OTHER and False where no rule fits.
    """
    claim = _claim(heading, mapping)
    return claim.fields[0], claim.strength >= 2


@dataclass(frozen=True)
class _Claim:
    """What a column may be, the likeliest first; strength as in `Rule`, or by a person's word."""

    fields: tuple[Field, ...]
    strength: int
    ticked: bool = False


def _claim(heading: str, mapping: Mapping[str, str]) -> _Claim:
    if UNDER not in heading:
        return _claim_of(heading, mapping)
    upper, lower = heading.split(UNDER, 1)
    lower = lower.replace(UNDER, " ")
    whole, below = _claim_of(f"{upper} {lower}", mapping), _claim_of(lower, mapping)
    if _is_caption(upper) and below.strength >= 2 and below.fields[0] != Field.OTHER:
        return below
    if whole.strength:
        return whole
    return below if below.strength else _claim_of(upper, mapping)


def _is_caption(upper: str) -> bool:
    """Return whether words over several headings say who fills them in, not what they are."""
    return len(upper.split()) > LONGEST_UPPER


def _claim_of(heading: str, mapping: Mapping[str, str]) -> _Claim:
    words = plain(heading)
    if words in mapping and words:
        return _remembered(heading, Field(mapping[words]))
    if dated(heading) and re.search(r"\bas (?:at|of|on)\b.*\d", heading, re.I):
        words = f"progress {words}" if re.search(r"\b(?:outcome|impact)", words) else words
    rule = (_rule_for(plain(_begin(heading))) if len(heading) > LONG else None) or _rule_for(words)
    return _Claim(rule.fields, rule.strength, rule.ticked) if rule else _Claim((Field.OTHER,), 0)


def _remembered(heading: str, field: Field) -> _Claim:
    """Return the claim of a heading the council once gave a field; several ratings are ticked."""
    rule = _rule_for(plain(heading))
    is_plain = rule is not None and rule.fields[0] == Field.RATING and not rule.ticked
    ticked = field == Field.RATING and not is_plain and not dated(heading)
    return _Claim((field,), REMEMBERED, ticked)


def _begin(heading: str) -> str:
    """Return a long heading without the notes after it ("Impact (what has changed, and ...)")."""
    return re.split(r"[(:?\n]|\s[–-]\s", heading)[0]


@lru_cache(maxsize=4096)
def _rule_for(words: str) -> Rule | None:
    return next((rule for rule in RULES if rule.pattern.search(words)), None)


def columns(
    headings: Sequence[str],
    body_rows: Sequence[Sequence[Cell]],
    mapping: Mapping[str, str],
    said: Mapping[int, Field] | None = None,
) -> tuple[Column, ...]:
    """Return a column for each heading, with the field it is taken for.

    `body_rows` are cells by column, below the headings; they decide where a heading does not.
    A field stands once, but for SEVERAL and columns to tick: the surest column has it, and of
    several that carry a date or a quarter the newest that holds something, or the last of them
    where one does not say its year. The others fall back to what else they may be, at last to
    OTHER. `sure` is False where the words or the cells leave it open. What a person said of a
    column of this file (`said`, by its place) is so, and the others take what is left.
    UNDER parts a heading from the one above it.
    """
    seen = body_rows[:LOOKED_AT]
    cells = [contents_of([row[i] for row in seen if i < len(row)]) for i in range(len(headings))]
    claims = [_claim(heading, mapping) for heading in headings]
    for i, field in (said or {}).items():
        if i < len(claims):
            claims[i] = _Claim((field,), SAID)
    claims = [_with_contents(*found) for found in zip(headings, claims, cells, strict=True)]
    claims = _in_company(claims, cells)
    settled = _with_steps(_settled(headings, claims, cells), claims, seen)
    return tuple(
        Column(i, heading.replace(UNDER, " "), field, sure)
        for i, (heading, (field, sure)) in enumerate(zip(headings, settled, strict=True))
    )


# What the cells say


def _with_contents(heading: str, claim: _Claim, cells: Contents) -> _Claim:
    """Return the claim of a heading that is open, or belied by what stands below it."""
    looks, first = cells.looks_like, claim.fields[0]
    if claim.strength == 0:
        looks = looks or _by_sentences(cells)
        unsaid = (looks,) if looks else (Field.OTHER,) if heading.strip() else _UNSAID
        return _Claim((*unsaid, Field.OTHER), 1 if looks else 0)
    if claim.strength >= REMEMBERED or not cells.filled:
        return claim
    if first == Field.PROGRESS and not cells.has_words:
        return _Claim((Field.OTHER,), 2)
    if first == Field.PROGRESS and cells.is_status and plain(heading) == "progress":
        return _Claim((Field.RATING, *claim.fields), 2)
    if first == Field.TIMESCALE and looks == Field.LEADS and looks in claim.fields:
        return _Claim((looks, Field.OTHER), 1)
    if first == Field.RATING and cells.is_prose:
        return _Claim((*claim.fields[1:], Field.PROGRESS, Field.OTHER), 2)
    if first == Field.RATING and claim.ticked and looks == Field.TIMESCALE:
        return _Claim((Field.OTHER,), 2)
    if first == Field.RATING and looks == Field.RATING:
        return replace(claim, strength=3)
    if first == Field.PROGRESS and cells.is_colours:
        return _Claim((Field.RATING, *claim.fields), 2)
    if first == Field.TIMESCALE and claim.strength == 1 and looks != Field.TIMESCALE:
        return _Claim((*claim.fields[1:], Field.OTHER), 1)
    if first == Field.REFERENCE and cells.is_prose:
        return _Claim((Field.ACTION, Field.OTHER), 1)
    if first == Field.REFERENCE and cells.looks_like != Field.REFERENCE:
        return replace(claim, fields=tuple(f for f in claim.fields if f not in _NUMBERS[1:]))
    if first == Field.THEME and (looks == Field.REFERENCE or cells.is_grades):
        return _Claim((Field.OTHER,), 1)
    return claim


def _by_sentences(cells: Contents) -> Field | None:
    """Return what a column of sentences may be: what to do, or what was done."""
    if not cells.is_prose:
        return None
    return Field.ACTION if cells.asks else Field.PROGRESS if cells.reports else None


_NUMBERS = (Field.REFERENCE, Field.PARAGRAPH_REFERENCE)
_IMPACT = (Field.OTHER, Field.PROGRESS)
_WHAT = frozenset({Field.ACTION, Field.RECOMMENDATION, Field.MILESTONES})
_NAME = (Field.LEADS, Field.ACTION)
_UNSAID = (Field.OTHER, Field.ACTION)  # a column without a heading is the action, if none is


# What the other columns leave open


def _in_company(claims: list[_Claim], cells: Sequence[Contents]) -> list[_Claim]:
    """Return the claims, those changed that mean something else beside the others."""
    claims = _with_names_apart(_with_numbers_apart(claims, cells))
    firsts = [claim.fields[0] for claim in claims]
    claims = [_placed(claim, firsts[:i], firsts[i + 1 :]) for i, claim in enumerate(claims)]
    if not any(claim.fields[0] == Field.ACTION and claim.strength > 1 for claim in claims):
        claims = _with_an_action(claims)
    if not any(claim.fields[0] in _WHAT for claim in claims):
        claims = _with_any_action(claims, cells)
    return _with_progress(claims)


def _with_progress(claims: list[_Claim]) -> list[_Claim]:
    """Return the claims, the impact so far as the progress where no other column is."""
    if any(claim.fields[0] == Field.PROGRESS for claim in claims):
        return claims
    may = [i for i, claim in enumerate(claims) if claim.fields[:2] == _IMPACT]
    changed = list(claims)
    for i in may[:1]:
        changed[i] = _Claim(_IMPACT[::-1], claims[i].strength)
    return changed


def _with_numbers_apart(claims: list[_Claim], cells: Sequence[Contents]) -> list[_Claim]:
    """Return the claims, bare numbers beside a recommendation's words as its reference."""
    asked = [i for i, claim in enumerate(claims) if claim.fields[0] == Field.RECOMMENDATION]
    bare = {i for i in asked if cells[i].looks_like == Field.REFERENCE}
    if len(bare) == len(asked):
        return claims
    return [
        _Claim((*_NUMBERS, Field.OTHER), 2) if i in bare and claim.strength < REMEMBERED else claim
        for i, claim in enumerate(claims)
    ]


def _with_names_apart(claims: list[_Claim]) -> list[_Claim]:
    """Return the claims, the name of a task as the action where others say who does it."""
    leads = sum(claim.fields[0] == Field.LEADS for claim in claims)
    if leads < 2 or any(claim.fields[0] in _WHAT and claim.strength > 1 for claim in claims):
        return claims
    own = _Claim((Field.ACTION, Field.OTHER), 2)
    return [own if claim.fields == _NAME else claim for claim in claims]


def _placed(claim: _Claim, before: Sequence[Field], after: Sequence[Field]) -> _Claim:
    """Return the claim of a column that means one thing early in a plan, another late."""
    first = claim.fields[0]
    if claim.strength >= REMEMBERED:
        return claim
    if first == Field.SUCCESS_MEASURE and claim.strength < 3 and Field.PROGRESS in before:
        return _Claim((Field.OTHER,), 1)
    if first == Field.LEADS and claim.strength < 2 and Field.LEADS in (*before, *after):
        return _Claim((Field.OTHER,), 2)
    if first == Field.THEME and claim.strength < 3 and Field.ACTION in before:
        return _Claim((Field.OTHER,), 2)
    return claim


def _with_an_action(claims: list[_Claim]) -> list[_Claim]:
    """Return the claims with an action, if any may be one: what is done is the row's text."""
    may = [i for i, claim in enumerate(claims) if Field.ACTION in claim.fields]
    may = [i for i in may if claims[i].fields != _NAME]
    if not may:
        return claims
    best = max(may, key=lambda i: (*_as_action(claims[i]), -i))
    changed = list(claims)
    changed[best] = _Claim((Field.ACTION, *claims[best].fields), min(claims[best].strength, 2))
    return changed


def _as_action(claim: _Claim) -> tuple[int, int]:
    """Return how well a column may be the action: of steps, an activity rather than milestones.

    A task is it sooner than what its words alone might be ("Description"), milestones are not.
    """
    if claim.fields[0] != Field.MILESTONES:
        return 2 if claim.strength > 1 else 0 if claim.fields == _UNSAID else 1, claim.strength
    return 2 if claim.strength == 2 else 0, -claim.strength


def _with_any_action(claims: list[_Claim], cells: Sequence[Contents]) -> list[_Claim]:
    """Return the claims, of a plan that says who and when what no heading calls its action.

    Of the columns that nobody knows it is the one with most words; a person must look.
    """
    firsts = {claim.fields[0] for claim in claims}
    may = [i for i, claim in enumerate(claims) if claim.strength == 0 and cells[i].has_words]
    if not may or not firsts >= {Field.LEADS, Field.TIMESCALE}:
        return claims
    best = max(may, key=lambda i: (cells[i].words, -i))
    changed = list(claims)
    changed[best] = _Claim((Field.ACTION, Field.OTHER), 1)
    return changed


def _settled(
    headings: Sequence[str], claims: list[_Claim], cells: Sequence[Contents]
) -> list[tuple[Field, bool]]:
    """Return each column's field, and whether that is sure: the surest choose first."""

    age = _by_age(headings, claims)

    def rank(i: int) -> tuple[int, bool, bool, bool, int]:
        is_empty = not cells[i].filled and cells[i].looks_like is None
        no_code = claims[i].fields[0] == Field.REFERENCE and not cells[i].is_codes
        return (-claims[i].strength, claims[i].ticked, is_empty, no_code, age.get(i, i))

    found: dict[int, tuple[Field, bool]] = {}
    taken: set[Field] = set()
    ticks: set[Field] = set()
    for i in sorted(range(len(claims)), key=rank):
        found[i] = _choice(claims[i], taken - ticks if claims[i].ticked else taken)
        ticks.update({found[i][0]} - taken if claims[i].ticked else ())
        taken.add(found[i][0])
    return [found[i] for i in range(len(claims))]


def _by_age(headings: Sequence[str], claims: list[_Claim]) -> dict[int, int]:
    """Return a number below 0 for each column that carries a date: the newer, the lower.

    Where one does not say its year, they are taken to stand in order of time.
    """
    may = [i for i, claim in enumerate(claims) if claim.fields[0] in DATED]
    uppers = Counter(_upper(headings[i]) for i in may)
    under = {i for i in may if UNDER in headings[i] and uppers[_upper(headings[i])] > 1}
    of = [i for i in may if i in under or dated(headings[i])]
    days = {i: day_in(headings[i]) for i in of}
    known = {i: day for i, day in days.items() if day}
    in_order = sorted(of, key=lambda i: (known[i], i)) if len(known) == len(of) else of
    return {i: -number for number, i in enumerate(in_order, 1)}


def _upper(heading: str) -> str:
    return heading.split(UNDER)[0] if UNDER in heading else ""


def _choice(claim: _Claim, taken: set[Field]) -> tuple[Field, bool]:
    """Return the first of its fields that is free; what a person says of the file needs no room.

    What was remembered does: headings that differ by their dates alone are remembered as one.
    """
    for place, field in enumerate(claim.fields):
        if claim.strength >= SAID or field in SEVERAL or field not in taken:
            return field, claim.strength >= 2 and place == 0
    return Field.OTHER, False


def _with_steps(
    found: list[tuple[Field, bool]], claims: list[_Claim], rows: Sequence[Sequence[Cell]]
) -> list[tuple[Field, bool]]:
    """Return the fields, an action as the steps where the cells stack them beside their dates.

    Only where the rows have a recommendation to stand under, and no other steps.
    """
    at = {field: i for i, (field, _) in enumerate(found)}
    action, when = at.get(Field.ACTION), at.get(Field.TIMESCALE)
    if action is None or when is None or Field.RECOMMENDATION not in at or Field.MILESTONES in at:
        return found
    if claims[action].strength >= REMEMBERED or not are_steps(rows, action, when):
        return found
    return [(Field.MILESTONES, False) if i == action else pair for i, pair in enumerate(found)]
