"""One row of a revised file held against its action: what would change, and what stays.

What is edited in any letter changes. What the file has empty is asked about, since a blank cell
may mean "as before"; facts, such as a first date or a report, stay and that is said.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from actionplans.importing.changes import Change, Kind, RowChange
from actionplans.importing.comparing_dates import date_changes, dates_that_stay
from actionplans.importing.comparing_leads import lead_changes
from actionplans.importing.comparing_said import Told
from actionplans.importing.likeness import Likeness, plain
from actionplans.importing.matching import matched_steps
from actionplans.importing.ordering import in_file_order
from actionplans.importing.printed import Printed, as_read, same
from actionplans.importing.understood import Field, ReadRow, Understood
from actionplans.importing.wanted import Wanted, WantedStep
from actionplans.importing.writing import Leads
from actionplans.models import Action, Milestone
from actionplans.told import CONFIDENTIAL
from councils.names import HELD_BACK

_FIELDS = {
    "success_measure": ("Success measure", Field.SUCCESS_MEASURE),
    "next_steps": ("Next steps", Field.NEXT_STEPS),
    "paragraph_reference": ("Paragraph reference", Field.PARAGRAPH_REFERENCE),
}
# Files whose cells cannot tell a new line of a step from the next step.
ONE_LINE = ("csv", "pasted")
WITHHELD = (
    "“{}”: the file has words that were withheld while a redaction was decided. What the plan has "
    "stays."
)


class Comparer:
    """Holds rows of one file against their actions."""

    def __init__(
        self, understood: Understood, leads: Leads, printed: Printed, likeness: Likeness
    ) -> None:
        self.fields = {column.field for column in understood.columns}
        self.headings = {column.heading for column in understood.columns}
        self.has_lines = understood.kind not in ONE_LINE
        self.leads, self.printed, self.likeness = leads, printed, likeness
        self.numbers: Mapping[int, str] = {}
        self.refused: Mapping[int, str] = {}

    def row(self, row: ReadRow, asked: Wanted, action: Action) -> RowChange:
        """Return what the row would change in its action, and what of it stays."""
        standing = list(action.milestones.all())
        each_asked = self._asked(asked, standing)
        steps, left = matched_steps(each_asked, standing, self.likeness)
        pairs = list(zip(steps, each_asked, strict=True))
        told = Told(action, self.fields, self.printed)
        changes = [*self._of_action(row, asked, action), *told.changes(asked.said, pairs)]
        if Field.LEADS in self.fields:
            changes += lead_changes(asked, pairs, action, self.leads, self.printed)
        for at, (step, each) in enumerate(pairs):
            changes += self._of_step(at, each, step, action)
        changes += self._step_order(pairs, standing)
        # A file made while a redaction was asked for has this in place of the plan's own words.
        withheld = [change.what for change in changes if HELD_BACK in change.after]
        changes = [change for change in changes if HELD_BACK not in change.after]
        stays = [
            *(WITHHELD.format(what) for what in withheld),
            *self._number(row, action),
            *(f"Step “{step}” is not in the file. It stays." for step in left),
            *self._words_that_stay(row, asked, action),
            *dates_that_stay(pairs, self.printed, self.fields),
            *told.stays(asked, row, changes),
        ]
        return RowChange(row.key, asked, action, tuple(changes), tuple(stays))

    def _asked(self, asked: Wanted, standing: list[Milestone]) -> tuple[WantedStep, ...]:
        """Return the steps asked for; a file without steps speaks of each that stands."""
        if Field.MILESTONES in self.fields or len(asked.steps) > 1 or asked.steps[0].text:
            return asked.steps
        return asked.steps * len(standing)

    # The action

    def _of_action(self, row: ReadRow, asked: Wanted, action: Action) -> Iterator[Change]:
        if number := self.numbers.get(action.pk):
            what = "Reference"
            yield Change(Kind.WORDS, what, action.reference, number, "reference", number)
        yield from self._own_words(row, asked, action)
        for name, (what, field) in _FIELDS.items():
            if field in self.fields:
                yield from _words(what, name, getattr(action, name), asked.words[name])
        yield from self._others(asked, action)
        yield from self._beside(asked, action)
        if Field.RECOMMENDATION in self.fields:
            yield from _answers(row, asked, action)

    def _own_words(self, row: ReadRow, asked: Wanted, action: Action) -> Iterator[Change]:
        """Yield other words of the action, and of the source it prints."""
        text, source = asked.words["text"], asked.words["source_text"]
        if self._is_emptied_action(row, asked, action):
            if any(step.text.strip() for step in asked.steps):
                yield Change(Kind.WORDS, "Action", action.text, "", "text", "", is_asked=True)
            source = row.recommendation
        elif {Field.ACTION, Field.RECOMMENDATION} & self.fields:
            text = _without_source(text, action)
            if not same(text, action.text):
                yield Change(Kind.WORDS, "Action", action.text, text, "text", text)
        if self.fields >= {Field.ACTION, Field.RECOMMENDATION} and not same(
            source, self.printed.words("recommendation", action.pk)
        ):
            what = "Recommendation, as printed"
            yield from _words(what, "source_text", action.source_text, source)

    def _is_emptied_action(self, row: ReadRow, asked: Wanted, action: Action) -> bool:
        """Return whether the cell of the action is empty that the plan has words for."""
        is_as_it_was = same(asked.words["text"], action.text)
        return Field.ACTION in self.fields and not row.action.strip() and not is_as_it_was

    def _beside(self, asked: Wanted, action: Action) -> Iterator[Change]:
        """Yield another theme, another accountable officer, and whether it is confidential."""
        theme = action.theme.name if action.theme else ""
        accountable = action.accountable.name if action.accountable else ""
        confidential = CONFIDENTIAL if action.is_confidential else ""
        of = (
            (Field.THEME, Kind.THEME, "Theme", theme, asked.theme),
            (Field.ACCOUNTABLE, Kind.ACCOUNTABLE, "Accountable officer", accountable,
             asked.accountable_words),
            (Field.CONFIDENTIAL, Kind.CONFIDENTIAL, "Confidential", confidential,
             CONFIDENTIAL if asked.is_confidential else ""),
        )  # fmt: skip
        for field, kind, what, before, after in of:
            # A band over the rows is a theme, too, and no column.
            is_same = same(before, after) or (kind == Kind.THEME and plain(before) == plain(after))
            if (field in self.fields or after) and not is_same:
                value = asked.accountable if kind == Kind.ACCOUNTABLE else after
                yield Change(kind, what, before, after, value=value, is_asked=not after)

    def _others(self, asked: Wanted, action: Action) -> Iterator[Change]:
        """Yield what the file has under headings of its own where it differs."""
        held, new = by_heading(action.other), self._kept(asked)
        for heading, texts in new.items():
            before, after = "\n".join(held.get(heading, ())), "\n".join(texts)
            if not same(before, after):
                yield Change(Kind.OTHER, heading, before, after, heading, texts)
        columns = {self.printed.kept_under(heading) for heading in self.headings}
        for heading in held.keys() & columns - new.keys():
            before = "\n".join(held[heading])
            if before.strip():
                yield Change(Kind.OTHER, heading, before, "", heading, [], is_asked=True)

    def _kept(self, asked: Wanted) -> dict[str, list[str]]:
        """Return the texts of the file that fit no field, by the heading they are kept under."""
        return by_heading(
            (self.printed.kept_under(heading), text)
            for heading, text in asked.other
            if not self.printed.told_under(heading)
        )

    # The steps

    def _of_step(
        self, at: int, asked: WantedStep, step: Milestone | None, action: Action
    ) -> Iterator[Change]:
        if step is None:
            yield Change(Kind.NEW_STEP, "New step", "", asked.text, value=asked, at=at)
            return
        what = f"Step {at + 1}"
        if Field.MILESTONES in self.fields and not self._same_step(asked.text, step.text):
            kind, words = Kind.STEP_WORDS, asked.text
            is_asked = not words.strip()
            yield Change(kind, what, step.text, words, "text", words, step, at, is_asked)
        yield from date_changes(what, at, asked, step, self.printed)

    def _same_step(self, asked: str, held: str) -> bool:
        return same(asked, held if self.has_lines else " ".join(as_read(held).split("\n")))

    def _step_order(
        self, pairs: Sequence[tuple[Milestone | None, WantedStep]], standing: Sequence[Milestone]
    ) -> Iterator[Change]:
        """Yield the order of the file where it is another than that of the steps, new ones last."""
        if Field.MILESTONES not in self.fields:
            return
        asked = [step.pk if step else -at for at, (step, _) in enumerate(pairs, 1)]
        new = [place for place in asked if place < 0]
        before = [*(step.pk for step in standing), *new]
        after = in_file_order(before, asked)
        if after != before:
            words = {step.pk: str(step) for step in standing}
            words |= {-at: each.text for at, (_, each) in enumerate(pairs, 1)}
            was = _numbered(words[pk] for pk in before if pk > 0)
            now = _numbered(words[pk] for pk in after)
            # A step that is new is named by its place in the file, from 0.
            value = [pk if pk > 0 else (-pk - 1, "new") for pk in after]
            yield Change(Kind.STEP_ORDER, "Order of its steps", was, now, value=value)

    # What stays

    def _number(self, row: ReadRow, action: Action) -> Iterator[str]:
        if number := self.refused.get(action.pk):
            yield f"Number “{number}” is another action’s too. This one stays “{action.reference}”."
        elif (
            Field.REFERENCE in self.fields
            and not row.reference
            and action.reference != str(action.order)
        ):
            yield f"The file has no number for it. It stays “{action.reference}”."

    def _words_that_stay(self, row: ReadRow, asked: Wanted, action: Action) -> Iterator[str]:
        has_steps = any(step.text.strip() for step in asked.steps)
        if self._is_emptied_action(row, asked, action) and not has_steps:
            yield "The file has no words for the action. Those of the plan stay."
        theme = action.theme.name if action.theme else ""
        if asked.theme and asked.theme != theme and plain(asked.theme) == plain(theme):
            said = f"The file writes its theme “{asked.theme}”."
            yield f"{said} The name of the theme stays “{theme}”."
        for heading, text in asked.other:
            field = self.printed.told_under(heading)
            if field and not same(text, self.printed.words(field, action.pk)):
                yield (
                    f"“{heading}” is told from reports and reviews and not taken from a file. The "
                    f"file has “{text}”."
                )


def _numbered(steps: Iterable[str]) -> str:
    return "\n".join(f"{number}. {words}" for number, words in enumerate(steps, 1))


def _words(what: str, name: str, before: str, after: str) -> Iterator[Change]:
    """Yield other words of one field; emptied ones are asked about."""
    if not same(before, after):
        is_asked = not after.strip()
        yield Change(Kind.WORDS, what, before, after, name, after, is_asked=is_asked)


def _without_source(text: str, action: Action) -> str:
    """Return the words of an action without the source that an export prints below them."""
    printed = as_read(f"({action.source_text})") if action.source_text.strip() else ""
    found = as_read(text)
    if printed and found.endswith(f"\n{printed}"):
        return found.removesuffix(f"\n{printed}")
    return text


def by_heading(pairs: Iterable[Sequence[str]]) -> dict[str, list[str]]:
    """Return the texts under each heading, in their order."""
    found: dict[str, list[str]] = {}
    for heading, text in pairs:
        found.setdefault(heading, []).append(text)
    return found


def _answers(row: ReadRow, asked: Wanted, action: Action) -> Iterator[Change]:
    """Yield other recommendations; where no words are left that name one, it is asked."""
    held = {each.pk: each for each in action.recommendations.all()}
    before = ", ".join(sorted(each.shown_number for each in held.values()))
    what, pks = "Recommendations it answers", asked.recommendations
    if pks and set(pks) != set(held):
        yield Change(Kind.ANSWERS, what, before, "those beside it below", value=pks)
    elif held and not pks and not row.recommendation.strip() and not action.source_text:
        yield Change(Kind.ANSWERS, what, before, "", value=(), is_asked=True)
