"""What a revised file says of an action and its steps, held against what was reported of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from actionplans.asat import ACCEPTED
from actionplans.importing.changes import Change, Kind
from actionplans.importing.printed import Printed, as_read
from actionplans.importing.understood import Field, ReadRow
from actionplans.importing.wanted import Wanted, WantedSaid, WantedStep
from actionplans.models import Action, How, Milestone, ProgressLine, ProgressUpdate
from actionplans.rag import Outlook, Progress
from actionplans.rows import Row

Pairs = Sequence[tuple[Milestone | None, WantedStep]]


@dataclass(frozen=True)
class Report:
    """Something that was said in one place: of a step, or of the whole action."""

    place: int | None
    text: str
    rating: str
    standing: tuple[str, str] = (Progress.NOT_STATED, "")  # progress and outlook, once accepted
    for_papers: str = ""  # what files print in place of the text

    @property
    def parts(self) -> list[str]:
        return parts_of(self.text) + (parts_of(self.for_papers) if self.for_papers else [])


def parts_of(text: str) -> list[str]:
    """Return the paragraphs of a report as a file gives them back."""
    return as_read(text).split("\n")


class Told:
    """What was reported of one action, as its files print it."""

    def __init__(self, action: Action, fields: set[Field], printed: Printed) -> None:
        self.action, self.fields, self.printed = action, fields, printed
        self.row: Row | None = printed.rows.get(action.pk)
        self.every = list(_reports(action))
        self.last = _last_of(action)

    # What changes

    def changes(self, said: WantedSaid | None, pairs: Pairs) -> list[Change]:
        """Return what the file reports that nobody reported before, here or in a file."""
        found = self._news(said, None, -1, self._ratings()) if said else []
        for at, (step, each) in enumerate(pairs):
            if step and each.said:
                found += self._news(each.said, step, at, set())
        return found

    def _ratings(self) -> set[str]:
        """Return the rating that an export prints of the action, and all that are in its cell."""
        if self.row is None:
            return set()
        own = self.row.rating.label if self.row.rating else self.row.status.words
        return {own, _flat(self.printed.words("rating", self.action.pk))}

    def _news(
        self, said: WantedSaid, step: Milestone | None, at: int, shown: set[str]
    ) -> list[Change]:
        here = [report for report in self.last if report.place == (step.pk if step else None)]
        parts = parts_of(said.text)
        known = {part for report in self.every for part in report.parts}
        new = [part for part in parts if part and part not in known]
        ratings = {"", *shown, *(_flat(report.rating) for report in here)}
        if not new and _flat(said.printed_rating) in ratings:
            return []
        beside = {part for report in self.last if report.place for part in report.parts}
        if step is None and new and any(part in beside for part in parts):
            # The cell holds what steps report, too: that stays theirs.
            said = replace(said, text="\n\n".join(new))
        said = self._carried(said, here)
        what = f"Step {at + 1}: progress" if step else "Progress"
        before = (here[-1].for_papers or here[-1].text) if here else self._gone(step, parts)
        after = " ".join(filter(None, [said.text, _standing_words(said)]))
        return [Change(Kind.SAID, what, before, after, value=said, step=step, at=at)]

    def _carried(self, said: WantedSaid, here: Sequence[Report]) -> WantedSaid:
        """Return what is said with how it stands, where the file has no column that says so."""
        says_nothing = said.progress == Progress.NOT_STATED and not said.outlook
        if Field.RATING in self.fields or not (says_nothing and here):
            return said
        progress, outlook = here[-1].standing
        rating = said.printed_rating or here[-1].rating
        return replace(said, progress=progress, outlook=outlook, printed_rating=rating)

    def _gone(self, step: Milestone | None, parts: Sequence[str]) -> str:
        """Return what the cell had and has no more, where only steps had reported in it."""
        if step or self.row is None:
            return ""
        texts = [said.printed for said in self.row.said]
        return "\n\n".join(text for text in texts if not set(parts_of(text)) & set(parts))

    # What stays

    def stays(self, asked: Wanted, row: ReadRow, changes: Sequence[Change]) -> Iterator[str]:
        """Yield a sentence for each report, and each rating, that the file has no more."""
        if Field.PROGRESS in self.fields:
            yield from self._reports_that_stay(asked, changes)
        rated = any([row.rating, *(step.rating for step in row.steps)])
        if Field.RATING in self.fields and not rated and (words := self._own_rating()):
            yield f"Rating: the file has none. “{words}” stays until another is given."

    def _reports_that_stay(self, asked: Wanted, changes: Sequence[Change]) -> Iterator[str]:
        texts = [each.said.text for each in asked.steps if each.said]
        texts += [asked.said.text] if asked.said else []
        parts = [part for text in texts for part in parts_of(text) if part]
        changed = {
            change.step.pk if change.step else None
            for change in changes
            if change.kind == Kind.SAID
        }
        shown = {part for said in (self.row.said if self.row else ()) for part in _of(said.printed)}
        for said in self.row.said if self.row else ():
            gone = [part for part in _of(said.printed) if part not in parts]
            if gone and not {said.step_id, None} & changed:
                yield f"Progress: the file has no more “{'; '.join(gone)}”. It stays reported."
        last = {part for report in self.last for part in report.parts}
        old = [part for part in parts if part not in shown | last and self._is_old(part)]
        if old and not changed:
            yield f"Progress: “{'; '.join(old)}” was reported before. The newest report stays."

    def _is_old(self, part: str) -> bool:
        return any(part in report.parts for report in self.every)

    def _own_rating(self) -> str:
        """Return the rating of the council that a file prints, "" where it only says the state."""
        if self.row is None:
            return ""
        has_any = self.row.rating or any(said.printed_rating for said in self.row.said)
        return self.printed.words("rating", self.action.pk) if has_any else ""


def _flat(words: str) -> str:
    """Return the ratings of a cell in one line, as a cell with several is read."""
    return " ".join(words.split())


def _of(text: str) -> list[str]:
    return [part for part in parts_of(text) if part]


def _reports(action: Action) -> Iterator[Report]:
    for update in action.updates.all():
        for line in update.lines.all():
            yield _report(update, line)


def _report(update: ProgressUpdate, line: ProgressLine) -> Report:
    """Return a line of a report; only what was accepted says how something stands."""
    wording = update.wording or ""  # type: ignore[attr-defined]
    report = Report(line.milestone_id, update.text, line.printed_rating, for_papers=wording)
    accepted = update.verdict in ACCEPTED  # type: ignore[attr-defined]
    return replace(report, standing=(line.progress, line.outlook)) if accepted else report


def _last_of(action: Action) -> list[Report]:
    """Return the last report of a file, and the last of all, of each step and of the whole."""
    last: dict[tuple[object, ...], Report] = {}
    for update in action.updates.all():
        for line in update.lines.all():
            report = _report(update, line)
            if update.how == How.PAPER:
                last[line.milestone_id, "of a file"] = report
            # Each due check of a recurring step has a last word of its own.
            last[line.milestone_id, line.occurrence] = report
    return sorted(last.values(), key=lambda report: report is last.get((report.place, None)))


def _standing_words(said: WantedSaid) -> str:
    """Return how it stands, in words: the rating as printed, and what it means."""
    means = Outlook(said.outlook).words if said.outlook else ""
    if said.progress != Progress.NOT_STATED:
        means = Progress(said.progress).words
    words = ": ".join(filter(None, [said.printed_rating, means.lower()]))
    return f"({words})" if words else ""
