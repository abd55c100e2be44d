"""One action's rows of the file in, one row of the plan out, field by field."""

import datetime
import re
from collections.abc import Sequence

from actionplans import timescales
from actionplans.importing import odd_dates, steps
from actionplans.importing.asked import Recommendations
from actionplans.importing.joining import Columns, Taken, is_filled, said_of
from actionplans.importing.paragraphs import each
from actionplans.importing.people import TOO_MANY, People, is_too_many
from actionplans.importing.plain import changed
from actionplans.importing.ratings import NO_KEY, Key
from actionplans.importing.standing import Ratings
from actionplans.importing.steps import Beside, Split
from actionplans.importing.tables import Problem
from actionplans.importing.understood import (
    Corrections,
    Field,
    Known,
    ReadLead,
    ReadRow,
    ReadStep,
    Stacked,
)
from actionplans.timescales import Timescale
from actionplans.told import as_meant

# A paragraph of an action that only says which recommendation it is of.
NAMED = re.compile(
    r"\(?\[?((?:ofsted )?(?:recommendation|rec)s?\.? ?(?:no\.? ?)?\d[\d ,&.and-]*)\)?\]?",
    re.IGNORECASE,
)
# More rows than this part of a plan without a recommendation: it leaves out what is as above.
SELDOM = 0.25
# What says that not everybody may see an action; other words do, too, and are kept.
IS_MARKED = re.compile(r"(?:confidential|yes|y|x|no|n|-)", re.IGNORECASE)
NOT_MARKED = re.compile(
    r"[\W_]*(?:no|n|none|n/?a|not confidential|public|open)?[\W_]*", re.IGNORECASE
)
BELOW = "Below this row"


class Reader:
    """Reads the actions of one file, against what the council holds."""

    def __init__(
        self,
        columns: Columns,
        known: Known,
        corrections: Corrections,
        taken: Sequence[Taken],
        key: Key = NO_KEY,
    ) -> None:
        self.columns = columns
        self.known = known
        self.corrections = corrections
        self.recommendations = Recommendations(known.recommendations)
        self.ratings = Ratings(columns, known.labels, corrections.ratings, key)
        leads = columns.several(Field.LEADS)
        printed = [words(one, column) for one in taken for column in leads]
        self.people = People(known.officers, corrections.leads, printed)

        asked = columns.of.get(Field.RECOMMENDATION)
        without = sum(asked in one.left_empty for one in taken if asked is not None)
        self.leaves_out = without > SELDOM * len(taken)
        self.timescales: dict[str, Timescale] = {}
        self.has_month_first = any(
            odd_dates.month_first(line)
            for one in taken
            for name in (Field.TIMESCALE, Field.REVISED_DATE)
            for line in words(one, columns.of.get(name)).split("\n")
        )

    def timescale(self, words: str) -> Timescale:
        """Return what a timescale's words mean."""
        if words not in self.timescales:
            agreed, published = self.known.agreed_on, self.known.published_on
            self.timescales[words] = timescales.read(words, agreed, published=published)
        return self.timescales[words]

    def row(self, taken: Taken) -> ReadRow:
        """Return an action as a row of the plan."""
        return _Row(self, taken).read()


def words(taken: Taken, column: int | None) -> str:
    """Return all words of a column in an action, a line a paragraph; a cell repeated, once."""
    cells = [said_of(cell) for cell in taken.cells(column) if is_filled(cell)]
    return "\n".join(unit.text for cell in dict.fromkeys(cells) for unit in each(cell))


class _Row:
    """The work on one action."""

    def __init__(self, reader: Reader, taken: Taken) -> None:
        self.reader = reader
        self.taken = taken
        self.columns = reader.columns
        self.corrections = reader.corrections
        self.doubts: list[Problem] = []
        self.stacked: list[Stacked] = []
        self.texts: dict[int | None, str] = {}
        self.split: Split = steps.split(taken, self.columns, self.corrections)
        self.number = len(self.split.steps)

    def read(self) -> ReadRow:
        rows = tuple(self.taken.rows)
        row = ReadRow(rows[0][0], tuple(n for _, n in rows), self._source(), rows)
        row = self._beside_the_words(self._words_only(row))
        row = self._asked(row)
        row = self._timescales(row)
        row = self._leads(row)
        row = self._ratings(row)
        row = self._progress(row)
        row = self._theme(row)
        return changed(row, stacked=tuple(self.stacked), doubts=tuple(self.doubts))

    def _source(self) -> tuple[tuple[str, str], ...]:
        return tuple((c.heading, self._text(c.index)) for c in self.columns.all)

    def _text(self, column: int | None) -> str:
        if column not in self.texts:
            self.texts[column] = words(self.taken, column)
        return self.texts[column]

    def _of(self, name: Field) -> str:
        return self._text(self.columns.of.get(name))

    def _doubt(self, name: Field, sentence: str) -> None:
        if sentence:
            table, number = self.taken.key
            self.doubts.append(Problem(number, self.columns.heading(name), sentence, table))

    # Words

    def _words_only(self, row: ReadRow) -> ReadRow:
        others = [(c.heading, self._text(c.index)) for c in self.columns.others()]
        beyond = [
            ("", words(self.taken, at))
            for at in range(len(self.columns.all), max(len(p.cells) for p in self.taken.parts))
        ]
        below = [(BELOW, "\n".join(self.taken.below))]
        return changed(
            row,
            reference=" ".join(self._of(Field.REFERENCE).split()),
            recommendation=as_meant(self._of(Field.RECOMMENDATION)),
            action=self.split.action,
            steps=tuple(ReadStep(as_meant(step.text)) for step in self.split.steps),
            success_measure=self._of(Field.SUCCESS_MEASURE),
            next_steps=self._of(Field.NEXT_STEPS),
            paragraph_reference=self._of(Field.PARAGRAPH_REFERENCE),
            theme=as_meant(self._of(Field.THEME)),
            other=tuple((heading, text) for heading, text in [*others, *beyond, *below] if text),
        )

    def _beside_the_words(self, row: ReadRow) -> ReadRow:
        """Return the row with who answers for it, and whether not everybody may see it."""
        named, marked = self._of(Field.ACCOUNTABLE), self._of(Field.CONFIDENTIAL)
        people = self._people(named)
        is_one = [lead.words for lead in people] == [" ".join(named.split())]
        of_officer = (self.columns.heading(Field.ACCOUNTABLE), named)
        kept = [] if is_one or not named else [of_officer]
        if marked and not IS_MARKED.fullmatch(marked):
            kept.append((self.columns.heading(Field.CONFIDENTIAL), marked))
        return changed(
            row,
            accountable=people if is_one else (),
            printed_accountable=named if is_one else "",
            is_confidential=bool(marked) and not NOT_MARKED.fullmatch(marked),
            other=(*row.other, *kept),
        )

    def _theme(self, row: ReadRow) -> ReadRow:
        """Return the row with the heading row it stands under: its theme, where it has no other."""
        band = self.taken.parts[0].row.band
        if not band or band == row.theme:
            return row
        if not row.theme:
            return changed(row, theme=band)
        return changed(row, other=(*row.other, ("Heading above", band)))

    # What it answers

    def _asked(self, row: ReadRow) -> ReadRow:
        row = self._recommendation_in_the_action(row)
        told = self.corrections.recommendations.get(self.taken.key)
        if told is not None:
            return changed(row, recommendations=tuple(told))
        found = self.reader.recommendations.asked(row.recommendation, row.action)
        self._doubt(Field.RECOMMENDATION, found.doubt)
        self._inherited(row)
        return changed(row, recommendations=found.pks)

    def _recommendation_in_the_action(self, row: ReadRow) -> ReadRow:
        """Return the row with "(RECOMMENDATION 1)", a paragraph of the action, as what it is."""
        lines = row.action.split("\n")
        named = [line for line in lines if NAMED.fullmatch(line)]
        if row.recommendation or len(named) != 1 or len(lines) == 1:
            return row
        match = NAMED.fullmatch(named[0])
        return changed(
            row,
            recommendation=match.group(1).strip() if match else "",
            action="\n".join(line for line in lines if line != named[0]),
        )

    def _inherited(self, row: ReadRow) -> None:
        """Doubt a recommendation that only stands above, where the plan seldom leaves it out."""
        column = self.columns.of.get(Field.RECOMMENDATION)
        came_from = self.taken.left_empty.get(column) if column is not None else None
        if came_from is not None and row.recommendation and not self.reader.leaves_out:
            self._doubt(
                Field.RECOMMENDATION,
                "Nothing stands in this column here. We took what stands above, in row "
                f"{came_from}: choose another, or leave it open, if that is not meant.",
            )

    # Beside the steps

    def _beside(self, name: Field) -> Beside:
        found = steps.beside(name, self.taken, self.columns, self.split, self.corrections)
        self._stack(name, found)
        self._doubt(name, steps.doubt(name, found, self.taken.number, self.number))
        return found

    def _stack(self, name: Field, found: Beside) -> None:
        stacked = steps.stacked(name, found, self.number)
        if stacked:
            self.stacked.append(stacked)

    def _timescales(self, row: ReadRow) -> ReadRow:
        dates, revised = self._beside(Field.TIMESCALE), self._beside(Field.REVISED_DATE)
        if self.taken.key not in self.corrections.one_step:
            self._doubt(Field.TIMESCALE, steps.unparted(dates, self.split, self.taken.number))
        made = [
            self._dated(step, at, dates.of(at + 1), revised.of(at + 1))
            for at, step in enumerate(row.steps)
        ]
        own, moved = dates.of(0), revised.of(0)
        reading, is_corrected = self._reading(Field.TIMESCALE, own, -1)
        return changed(
            row,
            steps=tuple(self._recurring(step, reading) for step in made),
            timescale=odd_dates.as_printed(own.text),
            reading=reading,
            is_corrected=is_corrected,
            revised_date=odd_dates.as_printed(moved.text),
            revised_reading=self._reading(Field.REVISED_DATE, moved, None)[0],
        )

    def _dated(self, step: ReadStep, at: int, dates: Beside, revised: Beside) -> ReadStep:
        reading, is_corrected = self._reading(Field.TIMESCALE, dates, at)
        return changed(
            step,
            timescale=odd_dates.as_printed(dates.text),
            reading=reading,
            is_corrected=is_corrected,
            revised_date=odd_dates.as_printed(revised.text),
            revised_reading=self._reading(Field.REVISED_DATE, revised, None)[0],
        )

    def _reading(self, name: Field, found: Beside, at: int | None) -> tuple[Timescale | None, bool]:
        """Return what a timescale's words mean, and whether a person gave it."""
        if not found.text:
            return None, False
        reading = self._read(found.text)
        told = self.corrections.due.get((*self.taken.key, at)) if at is not None else None
        if told:
            return _on(reading, told), True
        if found.day and not _says_the_month(reading, found.day):
            return _on(reading, found.day), False
        if (day := odd_dates.of_number(found.text)) and not reading.understood:
            self._doubt(name, odd_dates.taken_for(found.text, day))
            return _on(reading, day), False
        self._doubt(name, odd_dates.doubt(found.text, reading, self.reader.has_month_first))
        return reading, False

    def _read(self, text: str) -> Timescale:
        return self.reader.timescale(text)

    def _recurring(self, step: ReadStep, of_row: Timescale | None) -> ReadStep:
        """Return a step with the frequency its own words begin or end with, if no other has one."""
        timescale = step.reading or of_row
        if (timescale and timescale.repeats) or not steps.says_how_often(step.text):
            return step
        return changed(step, recurrence=steps.recurrence(self._read(step.text)))

    def _leads(self, row: ReadRow) -> ReadRow:
        found = self._beside(Field.LEADS)
        made = tuple(
            changed(step, leads=leads, printed_leads=own)
            for at, step in enumerate(row.steps, 1)
            for own in [as_meant(found.of(at).text)]
            for leads in [self._people(own)]
        )
        own = as_meant(found.of(0).text)
        return changed(row, steps=made, leads=self._people(own), printed_leads=own)

    def _people(self, words: str) -> tuple[ReadLead, ...]:
        found = self.reader.people.read(words)
        if not found and is_too_many(words):
            self._doubt(Field.LEADS, TOO_MANY)
        for lead in found:
            self._doubt(Field.LEADS, self.reader.people.doubt(lead))
        return found

    # How it stands

    def _ratings(self, row: ReadRow) -> ReadRow:
        found = self.reader.ratings.of(self.taken, self.split)
        for sentence in found.doubts():
            self._doubt(Field.RATING, sentence)
        made = tuple(
            changed(step, rating=rated.words, rating_meaning=rated.meaning)
            for step, rated in zip(row.steps, found.steps, strict=False)
        )
        return changed(
            row,
            steps=made if found.steps else row.steps,
            rating=found.row.words,
            rating_meaning=found.row.meaning,
            other=(*row.other, *found.others),
        )

    def _progress(self, row: ReadRow) -> ReadRow:
        column = self.columns.of.get(Field.PROGRESS)
        claims = [
            line for line in self._text(column).split("\n") if odd_dates.COMPLETE.fullmatch(line)
        ]
        found = steps.progress(self.taken, self.columns, self.split, self.corrections, claims)
        self._stack(Field.PROGRESS, found)
        of_row = [claim for claim in claims if claim in found.of(0).texts]
        claim = "" if row.rating else next(iter(of_row), "")
        return changed(
            row,
            steps=tuple(
                _with_progress(step, found.of(at), claims) for at, step in enumerate(row.steps, 1)
            ),
            progress=found.text,
            progress_of_row=found.of(0).text,
            claim=claim,
            rating_meaning="complete" if claim else row.rating_meaning,
        )


def _with_progress(step: ReadStep, found: Beside, claims: Sequence[str]) -> ReadStep:
    """Return a step with its progress; what only says that it is done says how it stands."""
    is_claimed = not step.rating and any(text in claims for text in found.texts)
    meaning = "complete" if is_claimed else step.rating_meaning
    return changed(step, progress=found.text, rating_meaning=meaning)


def _on(reading: Timescale, day: datetime.date) -> Timescale:
    """Return a reading whose day is given: by a person, or by the file itself."""
    return changed(reading, understood=True, due=day, precision="day", note="")


def _says_the_month(reading: Timescale, day: datetime.date) -> bool:
    """Return whether the words shown are of a month, of which the file's date is the first."""
    due = reading.due
    return bool(
        due
        and reading.precision != "day"
        and day.day == 1
        and (due.year, due.month) == (day.year, day.month)
    )
