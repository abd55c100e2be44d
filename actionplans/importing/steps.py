"""Which step of an action each paragraph beside its steps belongs to.

By paragraph and position: as many dates as steps are one each, one alone is the row's, and any
other number is a doubt that a person settles; never a guess. Rows of the file's own are stronger
than paragraphs: what stands in a step's row is that step's.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from actionplans.importing.joining import Columns, Taken, is_filled, said_of
from actionplans.importing.paragraphs import Unit, dates, each, listed, names, unwrapped
from actionplans.importing.tables import Cell
from actionplans.importing.understood import Corrections, Field, Stacked
from actionplans.timescales import Timescale


@dataclass(frozen=True)
class Step:
    """A step's words, which row of its action has them, and the paragraph they begin with."""

    text: str
    part: int
    at: int


@dataclass(frozen=True)
class Split:
    """An action's words, and its steps: at least one, whose words may be blank."""

    action: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Beside:
    """The texts beside the steps, and for each the steps it belongs to: none is the whole row."""

    texts: tuple[str, ...] = ()
    steps: tuple[tuple[int, ...], ...] = ()  # from 1
    days: tuple[datetime.date | None, ...] = ()  # where the file has a date for the text
    sure: bool = True

    def of(self, step: int) -> "Beside":
        """Return what belongs to one step, from 1; 0 is the row."""
        kept = [at for at, of in enumerate(self.steps) if (step in of if step else not of)]
        return Beside(
            tuple(self.texts[at] for at in kept),
            tuple(self.steps[at] for at in kept),
            tuple(self.days[at] for at in kept),
        )

    @property
    def text(self) -> str:
        """Return the texts, a line each."""
        return "\n".join(self.texts)

    @property
    def day(self) -> datetime.date | None:
        """Return the date that the file has for all of it."""
        return self.days[0] if len(self.days) == 1 else None


# The steps


def split(taken: Taken, columns: Columns, corrections: Corrections) -> Split:
    """Return an action's own words and its steps."""
    own = [said_of(cell) for cell in taken.cells(columns.of.get(Field.ACTION))]
    words = "\n".join(unit.text for cell in own for unit in each(cell))
    all_alone = taken.key in corrections.split
    found = _in_their_rows(taken, columns, all_alone=all_alone)
    if taken.key in corrections.one_step:
        return Split(words, (Step("\n".join(step.text for step in found if step.text), 0, 0),))
    if not found and all_alone and len(each(own[0])) > 1:
        asked = taken.cells(columns.of.get(Field.RECOMMENDATION))
        return _of_the_action(own[0], has_other_words=any(map(is_filled, asked)))
    return Split(words, tuple(found) or _blank(taken))


def _in_their_rows(taken: Taken, columns: Columns, *, all_alone: bool) -> list[Step]:
    """Return the steps of the milestones' column; a row with a date and no words has one too."""
    of, dates_of = columns.of.get(Field.MILESTONES), columns.of.get(Field.TIMESCALE)
    found: list[Step] = []
    for at, part in enumerate(taken.parts):
        if part.has(of):
            paragraphs = said_of(part.cell(of))
            number = len(dates(said_of(part.cell(dates_of)))) if part.has(dates_of) else 0
            if all_alone:
                units = each(paragraphs)
            elif columns.is_ours and number != len(each(paragraphs)):
                units = _one(paragraphs)
            else:
                units = _units(paragraphs, part.cell(of).begins, number)
            found += [Step(unit.text, at, unit.at) for unit in units]
        elif part.has(dates_of):
            found.append(Step("", at, 0))
    return found if any(step.text for step in found) else []


def _one(paragraphs: Sequence[str]) -> list[Unit]:
    """Return the one step that a row of a file of ours has, its lines as they stand."""
    lines = each(paragraphs)
    return [Unit("\n".join(unit.text for unit in lines), lines[0].at)]


def _units(paragraphs: Sequence[str], begins: Sequence[int], dates_beside: int) -> list[Unit]:
    """Return the steps of a cell; where each line or each item of a list has its date, those."""
    found, parted = listed(paragraphs, begins), unwrapped(paragraphs, begins)
    may = (found, parted, each(paragraphs))
    return next((units for units in may if 1 < dates_beside == len(units)), found)


def _of_the_action(paragraphs: Sequence[str], *, has_other_words: bool) -> Split:
    """Return a step for each paragraph of the action; one is left to name it by, if need be."""
    first, *others = each(paragraphs)
    steps = others if first.text.endswith(":") or not has_other_words else [first, *others]
    words = "" if first in steps else first.text
    return Split(words, tuple(Step(unit.text, 0, unit.at) for unit in steps))


def _blank(taken: Taken) -> tuple[Step, ...]:
    """Return a step without words for each row of the action: its date and leads are its own."""
    return tuple(Step("", part, 0) for part, _ in enumerate(taken.parts))


# What stands beside them


@dataclass
class Group:
    """A cell's paragraphs, and the steps beside which it stands, merged rows included."""

    cell: Cell
    parts: list[int] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)


UNITS: dict[Field, Callable[[Sequence[str]], list[Unit]]] = {
    Field.TIMESCALE: dates,
    Field.REVISED_DATE: dates,
    Field.LEADS: names,
}
# One of these that stands in the first of several rows and not below it is said of all.
SAID_ONCE = (Field.LEADS,)


def beside(
    name: Field, taken: Taken, columns: Columns, split: Split, corrections: Corrections
) -> Beside:
    """Return the texts of a field beside the steps, each with the steps it belongs to."""
    cells = [taken.cells(column) for column in columns.several(name)]
    once = () if columns.is_ours else SAID_ONCE
    groups = [_groups(of, split.steps) for of in cells]
    found = _together(_placed(name, taken, of, split, is_once=name in once) for of in groups)
    return _corrected(found, corrections.places.get((*taken.key, name)), len(split.steps))


def _corrected(found: Beside, places: Sequence[int] | None, number: int) -> Beside:
    """Return the texts where a person put them; what was said of other texts is passed over."""
    if places is None or len(places) != len(found.texts):
        return found
    if not all(0 <= step <= number for step in places):
        return found
    return replace(found, steps=tuple((step,) if step else () for step in places), sure=True)


def _groups(cells: Sequence[Cell], steps: Sequence[Step]) -> list[Group]:
    found: list[Group] = []
    for part, cell in enumerate(cells):
        if not (cell.of_above and found):
            found.append(Group(cell))
        found[-1].parts.append(part)
        found[-1].steps += [at for at, step in enumerate(steps, 1) if step.part == part]
    return [group for group in found if is_filled(group.cell)]


def _placed(
    name: Field, taken: Taken, groups: list[Group], split: Split, *, is_once: bool
) -> Beside:
    units = UNITS.get(name, each)
    everything = list(range(1, len(split.steps) + 1))
    if len(everything) == 1:
        return _together(_of_the_row(units, group.cell) for group in groups)
    if any(part.is_cut for part in taken.parts):
        whole = [unit for group in groups for unit in units(said_of(group.cell))]
        if groups and len(whole) == len(everything) > 1:
            return _one_each(whole, everything)
    if len(groups) == 1 and _is_the_rows(groups[0], taken, is_once=is_once):
        in_rows = any(step.part and not taken.parts[step.part].is_cut for step in split.steps)
        group = Group(groups[0].cell, [], [] if in_rows else everything)
        return _within(units, group, split, whole=True)
    return _together(_within(units, group, split, whole=False) for group in groups)


def _is_the_rows(group: Group, taken: Taken, *, is_once: bool) -> bool:
    """Return whether a cell is said of all steps, since no other row has one.

    Rows of one table row that a page cut are one; of others only who leads is said once for
    all, or what is merged over them.
    """
    others = [part for at, part in enumerate(taken.parts) if at not in group.parts]
    if all(part.is_cut for part in others):
        return True
    return is_once and group.parts[0] == 0 and len(group.steps) < 2


def _together(found: Iterable[Beside]) -> Beside:
    all_of = list(found)
    return Beside(
        tuple(text for one in all_of for text in one.texts),
        tuple(steps for one in all_of for steps in one.steps),
        tuple(day for one in all_of for day in one.days),
        all(one.sure for one in all_of),
    )


def _within(
    units: Callable[[Sequence[str]], list[Unit]], group: Group, split: Split, *, whole: bool
) -> Beside:
    """Return the texts of one cell by the steps it stands beside; `whole`: it is the row's."""
    cell, steps = group.cell, group.steps
    found = _that_fit(units, cell, len(steps))
    shared = () if whole else tuple(steps)
    aligned = _marked(found, [(step, split.steps[step - 1].text) for step in steps])
    aligned = aligned or _aligned(found, [(step, split.steps[step - 1].at) for step in steps])
    if aligned and (len(found) == 1 or len(found) != len(steps)):
        return _one_each(found, aligned)
    if len(found) == 1 or len(steps) < 2:
        return Beside(*_all_of(found, shared), _days(cell, found))
    if len(found) == len(steps):
        return _one_each(found, steps)
    return Beside(*_all_of(found, ()), _days(cell, found), sure=False)


def _of_the_row(units: Callable[[Sequence[str]], list[Unit]], cell: Cell) -> Beside:
    found = units(said_of(cell))
    return Beside(*_all_of(found, ()), _days(cell, found))


def _that_fit(units: Callable[[Sequence[str]], list[Unit]], cell: Cell, number: int) -> list[Unit]:
    """Return a cell's texts, by lines where only so there is one for each step."""
    found, lines = units(said_of(cell)), each(said_of(cell))
    return lines if len(found) not in (1, number) and len(lines) == number else found


def _all_of(
    found: list[Unit], steps: tuple[int, ...]
) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
    return tuple(unit.text for unit in found), tuple(steps for _ in found)


def _days(cell: Cell, found: list[Unit]) -> tuple[datetime.date | None, ...]:
    return (cell.day,) if len(found) == 1 else tuple(None for _ in found)


def _one_each(found: list[Unit], steps: list[int]) -> Beside:
    texts = tuple(unit.text for unit in found)
    return Beside(texts, tuple((step,) for step in steps), tuple(None for _ in found))


# "1." or "b)", or "1.1" with or without a sign: not the day of "1 May".
MARK = re.compile(
    r"\(?((?:\d{1,2}|[a-h])(?=[.):])|\d{1,2}(?:\.\d{1,2})+)[.):]?\s+(?=\S)", re.IGNORECASE
)


def _marked(found: list[Unit], steps: list[tuple[int, str]]) -> list[int]:
    """Return the step of each text where both are numbered by hand, else nothing."""
    marks = {mark.group(1): step for step, text in steps if (mark := MARK.match(text))}
    places = [marks.get(mark.group(1)) if (mark := MARK.match(u.text)) else None for u in found]
    known = [place for place in places if place]
    return known if len(set(known)) == len(found) and len(marks) == len(steps) > 1 else []


def _aligned(found: list[Unit], steps: list[tuple[int, int]]) -> list[int]:
    """Return the step beside each text where empty paragraphs put it there, else nothing."""
    if all(unit.at == number for number, unit in enumerate(found)):
        return []
    beginning = {at: step for step, at in steps}
    places = [beginning.get(unit.at) for unit in found]
    return [] if None in places else [place for place in places if place]


# Saying it


def stacked(name: Field, found: Beside, number: int) -> Stacked | None:
    """Return where each text was put, for a person to put right; None where there is no choice."""
    if number < 2 or not found.texts or any(len(steps) > 1 for steps in found.steps):
        return None
    steps = tuple(of[0] if of else 0 for of in found.steps)
    return Stacked(name, found.texts, steps, found.sure)


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NOUNS = {
    Field.TIMESCALE: "date",
    Field.REVISED_DATE: "new date",
    Field.LEADS: "name",
}


def doubt(name: Field, found: Beside, row: int, steps: int) -> str:
    """Return the sentence about texts that could not be paired, "" where there is none."""
    if found.sure:
        return ""
    number = len(found.texts)
    return (
        f"In row {row}, {_counted(steps, 'step')} but {_counted(number, NOUNS[name])}. "
        "Say which belongs to which step; until then they stand for the whole row."
    )


def unparted(found: Beside, split: Split, row: int) -> str:
    """Return the sentence about dates beside one step, or an action, of as many paragraphs."""
    words = split.steps[0].text or split.action
    if len(split.steps) > 1 or not 1 < len(found.texts) == len(words.split("\n")):
        return ""
    number = _counted(len(found.texts), "paragraph")
    return (
        f"In row {row}, {_counted(len(found.texts), 'date')} beside {number} of one step. "
        "Split it if each date is for one of them."
    )


def _counted(number: int, noun: str) -> str:
    words = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{words} {noun}{'' if number == 1 else 's'}"


# Progress


def progress(
    taken: Taken, columns: Columns, split: Split, corrections: Corrections, claims: Sequence[str]
) -> Beside:
    """Return the paragraphs of progress, with the steps a person said they belong to.

    `claims` only say how the row stands: they belong to it and pair with no step.
    """
    cells = taken.cells(columns.of.get(Field.PROGRESS))
    groups = _groups(cells, split.steps)
    places = corrections.places.get((*taken.key, Field.PROGRESS))
    if columns.is_ours and taken.key not in corrections.progress_by_step:
        return _corrected(_in_its_row(groups, len(split.steps)), places, len(split.steps))
    if taken.key not in corrections.progress_by_step:
        groups = list({said_of(group.cell): group for group in reversed(groups)}.values())[::-1]
    found: list[tuple[str, tuple[int, ...]]] = []
    for group in groups:
        steps = iter(group.steps if len(groups) > 1 else range(1, len(split.steps) + 1))
        last = 0
        for unit in each(said_of(group.cell)):
            if unit.text not in claims:
                last = next(steps, last if len(group.steps) == 1 else 0)
            found.append((unit.text, (last,) if last and unit.text not in claims else ()))
    if taken.key not in corrections.progress_by_step:
        found = [(text, ()) for text, _ in found]
    made = Beside(
        tuple(text for text, _ in found), tuple(of for _, of in found), tuple(None for _ in found)
    )
    return _corrected(made, places, len(split.steps))


def _in_its_row(groups: Sequence[Group], steps: int) -> Beside:
    """Return the progress of a file of ours: of the step in whose row it stands, or of all."""
    of_steps = steps > 1 and all(len(group.steps) == 1 for group in groups)
    found = [
        (unit.text, (group.steps[0],) if of_steps else ())
        for group in groups
        for unit in each(said_of(group.cell))
    ]
    return Beside(
        tuple(text for text, _ in found), tuple(of for _, of in found), tuple(None for _ in found)
    )


# Frequency

OFTEN = r"(?:daily|weekly|fortnightly|monthly|quarterly|termly|annual(?:ly)?|yearly|half[ -]yearly)"
# More than one of a thing that comes often: "bi-monthly audits".
MANY = r"(?:bi-?)?(?:weekly|fortnightly|monthly|quarterly|termly) (?:\w+ ){0,2}?\w+[^\Ws]s\b"
BEGINS = re.compile(rf"(?:an? )?(?:bi-?|six-|two-|three-)?{OFTEN}\b", re.IGNORECASE)
SAYS = re.compile(
    rf"\bon an? (?:bi-?)?{OFTEN} basis\b|\b(?:every|each) (?:\w+ )?(?:day|week|month|quarter|term|"
    rf"year)s?\b|\b(?:bi-?)?{OFTEN}[.]?$|\b{MANY}",
    re.IGNORECASE,
)


def says_how_often(text: str) -> bool:
    """Return whether a step's words say how often it is done: "Quarterly audits", "each month".

    "The annual report" does not.
    """
    return bool(BEGINS.match(text) or SAYS.search(text))


def recurrence(reading: Timescale) -> str:
    """Return the RRULE of such words; what happens daily has no occurrences to report on."""
    daily = reading.repeats == "FREQ=DAILY"
    return "" if daily or reading.due or reading.starts else reading.repeats
