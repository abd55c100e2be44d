"""Publishing a paper: what will happen and what is missing, then an edition that nobody changes."""

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import transaction

from councils.access import Verb, who_may
from councils.day_words import in_words
from councils.holding_back import held_back, names_asked_about, redactions_so_far
from councils.limits import CannotRead
from councils.models import Council, Redaction, User
from councils.versions import Decided
from reports.clearance_states import Needed, Standing, never_asked
from reports.clearing import standings_of
from reports.composing import NOT_FOR_PUBLICATION, Composed, compose
from reports.editions import rules
from reports.editions.clearances_known import clearances_known
from reports.editions.despatch import CLEAR_DAYS, despatch_day
from reports.editions.drawing import drawn
from reports.editions.files import FilePlan, Source, files_of, files_of_appendix, only
from reports.editions.following import CAME, outstanding, said_of
from reports.editions.from_word import known_of
from reports.editions.notes import Note, of_correction, of_late, with_note
from reports.editions.published import newest_of, state_of
from reports.finished.looking import exempt_words_in, texts_of
from reports.finished.public_files import Looking, Over, doubted, refused
from reports.finished.receiving import LEAKS, as_document
from reports.finished.standing import edition_from, standing_for
from reports.models import Edition, FinishedPaper, PaperAppendix, Publication, Report
from reports.paper.as_json import digest_of_json, to_json
from reports.paper.document import Document
from reports.plan_files.as_json import as_data
from reports.states import PaperState
from reports.word.marked import marked

Kind = Edition.Kind
CHANGED = (
    "The paper, or what it is built from, was changed while you were reading. What would be "
    "published now stands below."
)
USED = "The last edition was made from a Word file. Say whether that stands for the correction too."
NAMED = (
    "Somebody asked for a name to be taken out, or decided on one, while the files were made. Look "
    "the paper over, and publish it again."
)
MADE = "Another worker made this edition, or said why it could not be made."
NOTHING_EXEMPT = (
    "The version with exempt information was finished in Word, in {}, and nothing of the report is "
    "exempt any more: that file is not published. Take it back, or mark again what is exempt."
)
GOING_ON = "This paper is being published already."


@dataclass(frozen=True)
class Choice:
    """What is published, and the reasons that were asked for."""

    kind: str = Kind.PAPER
    because: str = ""
    late_because: str = ""
    without_because: str = ""
    appendix_order: int | None = None


class Ready:
    """What publishing a paper on a day would do, and what whoever publishes should know."""

    def __init__(self, report: Report, day: datetime.date, choice: Choice) -> None:
        self.report, self.day, self.choice = report, day, choice

    # What it is made of

    @cached_property
    def public(self) -> Composed:
        return compose(self.report, self.day, is_public=True, mark=self.mark)

    @property
    def exempt(self) -> Document | None:
        """Return the paper with its exempt parts, None where it has none."""
        return self._whole.document if self._whole else None

    @cached_property
    def _whole(self) -> Composed | None:
        if not self.report.exempt_paragraphs():
            return None
        said = f"{self.mark}. {NOT_FOR_PUBLICATION}" if self.mark else ""
        return compose(self.report, self.day, is_public=False, mark=said)

    @cached_property
    def finished(self) -> dict[bool, FinishedPaper]:
        """Return the Word files that stand for the paper: the public one, and the exempt one."""
        if self.choice.kind == Kind.FOLLOWING:
            return {}
        found = {is_public: standing_for(self.report, is_public) for is_public in (True, False)}
        return {is_public: held for is_public, held in found.items() if held}

    @cached_property
    def used(self) -> list[FinishedPaper]:
        """Return the Word files of the last edition: a correction does not take them by itself."""
        if self.choice.kind != Kind.CORRECTION:
            return []
        return [held for held in self.finished.values() if edition_from(held)]

    @property
    def sources(self) -> tuple[Source, Source | None]:
        """Return what the public files are made of, and the exempt ones if there are any."""
        return self._sources(self.note)

    def _sources(self, note: Note | None) -> tuple[Source, Source | None]:
        public = self._source(self.public.document, True, note)
        return public, self._source(self.exempt, False, note) if self.exempt else None

    def _source(self, composed: Document, is_public: bool, note: Note | None) -> Source:
        held = self.finished.get(is_public)
        said = with_note(composed, note)
        if held is None:
            return Source(said)
        lines = note.lines if note else ()
        word = marked(bytes(held.content), composed.mark, lines, self.report.title)
        return Source(said, with_note(as_document(held, composed), note), word)

    @cached_property
    def corrected(self) -> Edition | None:
        """Return the edition that this one corrects, with its state; None for no correction."""
        return newest_of(self.report) if self.choice.kind == Kind.CORRECTION else None

    @property
    def note(self) -> Note | None:
        """Return what the first page says of the edition; None of an ordinary one."""
        names = names_asked_about(self.report.council_id)
        if self.corrected:
            because: str = held_back(self.choice.because, names)
            was_withdrawn = state_of(self.corrected) == PaperState.WITHDRAWN
            return of_correction(
                self.mark, self.corrected.day, because, was_withdrawn=was_withdrawn
            )
        if self.is_late and self.despatch_by:
            late: str = held_back(self.choice.late_because, names)
            return of_late(self.mark, self.despatch_by, late)
        return None

    @property
    def mark(self) -> str:
        """Return what prints on each page of what is no ordinary edition."""
        if self.choice.kind == Kind.CORRECTION:
            return f"Corrected on {in_words(self.day)}"
        if self.choice.kind == Kind.FOLLOWING:
            return f"To follow, {in_words(self.day)}"
        return "Late paper" if self.is_late else ""

    @cached_property
    def rows(self) -> list[PaperAppendix]:
        return list(self.report.appendices.select_related("file").order_by("order"))

    @cached_property
    def data(self) -> dict[str, Any]:
        """Return the documents as JSON, and what is to follow: what an edition was made from.

        Beside a paper finished in Word the composed one, which its appendix files are drawn from.
        """
        return self._data(self.note)

    def _data(self, note: Note | None) -> dict[str, Any]:
        public, exempt = self._sources(note)
        held = {"public": public.shown, "exempt": exempt.shown if exempt else None}
        if public.finished:
            held["public_composed"] = public.composed
        if exempt and exempt.finished:
            held["exempt_composed"] = exempt.composed
        said = {name: to_json(document, as_data) for name, document in held.items()}
        said |= said_of(self.report, self.rows, self.choice.appendix_order)
        found: dict[str, Any] = json.loads(json.dumps(said, default=str))
        return found

    @cached_property
    def digest(self) -> str:
        """Return what tells this from what would be published after a change.

        Its note says the reasons that are typed after the page was read, so it is left out.
        """
        files = [row.file.content_sha256 for row in self.rows if row.file]
        files += [held.content_sha256 for held in self.finished.values()]
        return digest_of_json(
            [self._data(None), files, self.choice.kind, self.choice.appendix_order]
        )

    @property
    def alone(self) -> list[PaperAppendix]:
        """Return the appendices that can be published alone: announced, and here by now."""
        waiting = outstanding(self.report)
        return [row for row in self.rows if row.pk in waiting and not row.is_to_follow]

    @property
    def came_already(self) -> bool:
        """Return whether it is an appendix that does not wait to follow any more."""
        is_alone = self.choice.kind == Kind.FOLLOWING
        return is_alone and self.choice.appendix_order not in {row.order for row in self.alone}

    @property
    def files(self) -> list[FilePlan]:
        """Return the files that will be made; nothing is drawn yet."""
        name = self.address
        order = self.choice.appendix_order
        if order is not None:
            documents = (self.public.document, self.exempt)
            return files_of_appendix(name, *documents, self.rows, order)
        return files_of(name, *self.sources, self.rows)

    @cached_property
    def address(self) -> str:
        """Return the edition's address: the paper's reference, with its number from the second.

        Where another paper's edition has it, as "progress-2" can be both, one that is free.
        """
        of = self.report.reference
        first = of if self.number == 1 else f"{of}-{self.number}"
        there = Edition.objects.filter(council=self.report.council, address__startswith=first)
        taken = set(there.values_list("address", flat=True))
        more = (f"{first}-{chr(ord('a') + n)}" for n in range(26))
        return next(each for each in (first, *more) if each not in taken)

    @cached_property
    def refusal(self) -> str:
        """Return why a file of the public paper keeps it back, or ""."""
        held = self.finished.get(True)
        if self.used:
            return USED
        if why := refused(self.looked_over):
            return why
        try:
            self.sources  # noqa: B018 a head that says "Draft" and is not ours
            return LEAKS if held and exempt_words_in(held, self.day) else ""
        except CannotRead as unread:
            return f"The Word file that stands for the public paper was not looked over. {unread}"

    @cached_property
    def looked_over(self) -> list[Over]:
        """Return what was found in the files that are public appendices of this edition."""
        order = self.choice.appendix_order
        if order is None:
            rows = [row for row in self.rows if not row.is_to_follow]
        else:
            rows = [row for row in self.rows if row.order == order]
        return Looking(self.report, self.day).through_all(rows)

    def gives_away(self, words: str) -> bool:
        """Return whether words that anybody is to read say something of what is exempt."""
        if not self.report.exempt_paragraphs():
            return False
        try:
            return bool(texts_of(self.report, self.day).found_in(words, []).exempt)
        except CannotRead:
            return False

    @cached_property
    def number(self) -> int:
        newest = self.report.editions.order_by("-number").first()
        return newest.number + 1 if newest else 1

    @cached_property
    def title(self) -> str:
        if self.choice.appendix_order is None:
            return self.report.title
        place = [row.order for row in self.rows].index(self.choice.appendix_order)
        shown = self.public.document.appendices[place]
        return f"{self.report.title}. {only(self.public.document, shown).title}"

    # What should be known

    @cached_property
    def standings(self) -> list[Standing]:
        return standings_of(self.report, self.day)

    @cached_property
    def missing(self) -> list[Needed]:
        return never_asked(self.report, self.standings)

    @property
    def lacks_clearance(self) -> bool:
        """Return whether a clearance is wanted that is neither given nor gone on without."""
        return bool(self.missing) or any(not each.is_settled for each in self.standings)

    @property
    def despatch_by(self) -> datetime.date | None:
        meeting = self.report.meeting
        return despatch_day(meeting.held_on) if meeting else None

    @property
    def is_late(self) -> bool:
        """Return whether the paper itself comes out too late, as `Edition.is_late` says."""
        is_first = self.choice.kind == Kind.PAPER
        return is_first and self.despatch_by is not None and self.day > self.despatch_by

    @cached_property
    def known(self) -> list[str]:
        """Return what is missing or wants care, in sentences."""
        cleared = clearances_known(self.report, self.missing, self.standings)
        return [*cleared, *self._in_the_paper(), *self._days()]

    def _in_the_paper(self) -> Iterator[str]:
        for is_public, held in self.finished.items():
            if not is_public and self.exempt is None:
                yield NOTHING_EXEMPT.format(held.file_name)
                continue
            composed = self.public.document if is_public else self.exempt
            yield from known_of(held, composed, self.rows, self.day)
        if self.exempt and True in self.finished and False not in self.finished:
            yield "The version with exempt information is not finished in Word: it is as composed."
        if self.refusal and not self.used:
            yield f"The public paper cannot be published. {self.refusal}"
        yield from doubted(self.looked_over)
        yield from (each.words for each in self.public.empty)
        yield from (each.words for each in self.public.behind)
        for anchor in self._lost():
            yield f"A reference leads to “{anchor}”, which is nowhere in the paper."
        for row in self.rows:
            if row.is_to_follow:
                title = "An exempt appendix" if row.is_exempt else f"“{row.title}”"
                yield f"{title} is to follow: the paper says so, and it gets an edition."
        asked = Redaction.objects.filter(council=self.report.council, state="asked")
        if asked.exists():
            yield (
                "A name is asked to be taken out and nobody decided yet. Where it stands, this "
                "edition says for good that it is withheld."
            )

    def _lost(self) -> Iterable[str]:
        """Return what references in either version name that is nowhere, each once."""
        return dict.fromkeys((*self.public.lost, *(self._whole.lost if self._whole else ())))

    def _days(self) -> Iterator[str]:
        period = rules.election_period(self.report.council, self.day)
        if period:
            yield (
                f"A pre-election period runs from {in_words(period.starts)} to "
                f"{in_words(period.ends)}: {period.reason}. Take care what is published in it."
            )
        if self.despatch_by is None:
            yield "No meeting is named, so nobody can say by when it has to be out."
        elif self.is_late:
            yield (
                f"It is late: papers of this meeting had to be out by "
                f"{in_words(self.despatch_by)}, {CLEAR_DAYS} clear days before it."
            )

    @property
    def replied(self) -> str:
        """Return "1 of 10 consultees has replied", "" where nobody was asked."""
        number = sum(each.answer is not None for each in self.standings)
        total = len(self.standings) + len(self.missing)
        if not total:
            return ""
        consultees = "consultee" if total == 1 else "consultees"
        verb = "has" if 1 in (number, total) else "have"
        return f"{number} of {total} {consultees} {verb} replied."

    @property
    def readers(self) -> int:
        """Return how many people with an account in the council can read it."""
        return who_may(self.report.council, Verb.READ).count()

    @property
    def is_exempt_alone(self) -> bool:
        """Return whether nothing of it is public: an exempt appendix that was to follow."""
        return all(file.is_exempt for file in self.files)

    @property
    def is_public(self) -> bool:
        """Return whether it gets a public page."""
        return rules.has_public_pages(self.report.council) and not self.is_exempt_alone


@transaction.atomic
def publish(report: Report, by: User, day: datetime.date, choice: Choice, seen: str) -> Publication:
    """Return the publication that was asked for: the worker makes the edition.

    `seen` is the digest of what was on the screen. Raises Decided where something else would be
    published by now, or the paper is being published already.
    """
    Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    if Publication.objects.filter(report=report, status=Publication.Status.WAITING).exists():
        raise Decided(GOING_ON)
    ready = Ready(report, day, choice)
    if ready.came_already:
        raise Decided(CAME)
    if ready.digest != seen:
        raise Decided(CHANGED)
    if ready.refusal:
        raise Decided(ready.refusal)
    return Publication.objects.create(
        report=report, asked_by=by, day=day, digest=seen, known=ready.known, **vars(choice)
    )


def make_edition(publication: Publication) -> Edition:
    """Return the edition, all its files or none. An appendix published before is not drawn again.

    Raises Decided where the paper was changed since, or while the files were drawn a name was asked
    about or taken out, or another worker finished; RenderingFailed where a file cannot be drawn.
    """
    council = publication.report.council_id
    names_before = redactions_so_far(council)
    # What it holds was read before the names were.
    publication.refresh_from_db()
    choice = Choice(
        publication.kind,
        publication.because,
        publication.late_because,
        publication.without_because,
        publication.appendix_order,
    )
    ready = Ready(publication.report, publication.day, choice)
    if ready.digest != publication.digest:
        raise Decided("The paper, or what it is built from, was changed after you pressed.")
    if ready.refusal:
        raise Decided(ready.refusal)
    before = latest(publication.report) if choice.kind == Kind.CORRECTION else None
    made = [drawn(plan, before) for plan in ready.files]
    with transaction.atomic():
        Council.objects.select_for_update(no_key=True).get(pk=council)
        if redactions_so_far(council) != names_before:
            raise Decided(NAMED)
        waiting = Publication.objects.filter(status=Publication.Status.WAITING)
        if not waiting.filter(pk=publication.pk).exists():
            raise Decided(MADE)
        edition = _edition(publication, ready)
        for order, file in enumerate(made, 1):
            file.edition, file.order = edition, order
            file.save()
        publication.status, publication.edition = Publication.Status.DONE, edition
        publication.problem = ""
        publication.save(update_fields=["status", "edition", "problem"])
    return edition


def _edition(publication: Publication, ready: Ready) -> Edition:
    report = publication.report
    newest = latest(report)
    return Edition.objects.create(
        council=report.council,
        report=report,
        number=ready.number,
        address=ready.address,
        kind=publication.kind,
        corrects=newest if publication.kind != Kind.PAPER else None,
        because=publication.because,
        title=ready.title,
        body_name=report.body.name,
        held_on=report.meeting.held_on if report.meeting else None,
        as_at=report.as_at,
        despatch_by=ready.despatch_by,
        late_because=publication.late_because,
        without_because=publication.without_because,
        known=publication.known,
        data=ready.data,
        digest=ready.digest,
        day=publication.day,
        entered_by=publication.asked_by,
    )


def latest(report: Report) -> Edition | None:
    """Return the newest edition of a whole paper, withdrawn or not; None before the first."""
    whole = report.editions.exclude(kind=Kind.FOLLOWING)
    return whole.order_by("-number").first()
