"""A paper put together: the one place preview, publication, files and the command call.

What is previewed is what is published: the same rows and the same day give the same document.
"""

import base64
import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import chain
from typing import Any

from django.db.models import Prefetch, Q

from actionplans.shown import PlanOnDay
from councils.holding_back import held_back, names_asked_about
from reports.attachments import Attachment
from reports.building import PaperFacts, builder_of
from reports.clearance_states import Digest, codes, has_given, standings
from reports.drafted import Behind, behind, drafted_blocks
from reports.finished.standing import in_word
from reports.models import PaperAppendix, PaperPart, PaperSection, Report
from reports.paper.as_json import digest_of_json, to_json
from reports.paper.document import (
    LEFT_OUT,
    Appendix,
    Block,
    Document,
    FrontRow,
    Heading,
    Items,
    Look,
    Paragraph,
    PlanTable,
    Text,
    paragraph,
)
from reports.paper.house_style import OF_THE_REPORT, HouseStyle
from reports.paper.numbering import Unnumbered, labelled, number
from reports.paper.references import References, anchored, lost_in, references_to
from reports.paper.tables import table_blocks
from reports.paper.written import written
from reports.plan_files.as_json import as_data
from reports.remarks import Remark, remarks_on

KEPT_OUT = (
    "Kept out of the public paper under paragraph {} of Schedule 12A to the "
    "Local Government Act 1972."
)
NOT_FOR_PUBLICATION = "Not for publication: contains exempt information"


@dataclass(frozen=True)
class Empty:
    """Something of a paper that holds nothing yet, named to who composes it.

    `part`: the built part that has nothing to be built from; None where a whole section is empty.
    """

    section: PaperSection
    words: str
    part: PaperPart | None = None


@dataclass(frozen=True)
class Composed:
    """A paper as it would print, and what whoever publishes it should know.

    `empty`: what holds nothing; `lost`: references to places that the paper does not have;
    `remarks`: what does not add up in it, or is left out; `behind`: what was drafted on facts that
    have changed since.
    """

    document: Document
    empty: tuple[Empty, ...]
    lost: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()
    behind: tuple[Behind, ...] = ()


def compose(report: Report, day: datetime.date, is_public: bool = True, mark: str = "") -> Composed:
    """Return the paper as it prints on `day`, exempt parts left out where `is_public`.

    In the public one a note stands where something was left out, and takes its numbers; nothing
    else of it is there, neither words nor headings.
    """
    found = _Composer(report, day, is_public, mark).run()
    shown: Composed = held_back(found, names_asked_about(report.council_id))
    return shown


def digest_of(report: Report, day: datetime.date) -> Digest:
    """Return the function that gives the digest of a section's text by its key; "" is the paper's.

    It is of the words as composed, public and exempt, but for numbers and codes, and of what a
    finished file that stands for the paper says otherwise. A section that is gone has "".
    """
    composed, said = composed_digest_of(report, day), in_word(report).digests

    def digest(key: str) -> str:
        other = said(key)
        return digest_of_json([composed(key), other]) if other and composed(key) else composed(key)

    return digest


def composed_digest_of(
    report: Report, day: datetime.date, known_on: datetime.date | None = None
) -> Digest:
    """Return the same of the words as they are composed alone, whatever a finished file says.

    `known_on`: what was entered after that day is left out of what is built from data.
    """
    both = [_Composer(report, day, is_public, "") for is_public in (True, False)]
    for composer in both:
        composer.facts.known_on = known_on
    sections = {section.key: section for section in both[0]._sections()}

    @cache
    def text(key: str) -> list[Any]:
        section = sections[key]
        return [section.heading, *(_data(composer._written(section)) for composer in both)]

    @cache
    def digest(key: str) -> str:
        if key and key not in sections:
            return ""
        whole = [text(each) for each in ([key] if key else sections)]
        around = [] if key else [_data(composer._around()) for composer in both]
        return digest_of_json([whole, around])

    return digest


def _data(held: Any) -> Any:
    return to_json(held, _plan_data)


def _plan_data(shown: PlanOnDay) -> dict[str, Any]:
    """Return a plan as it is told apart from others: by what it says, not by the day asked for."""
    data = as_data(shown)
    data["plan"]["known_on"] = None
    return data


def printed_headings(report: Report, is_public: bool) -> list[tuple[str, str]]:
    """Return the key of each section with its heading as it prints, in order."""
    composer = _Composer(report, report.as_at, is_public, "")
    return [(each.key, composer._heading(each)) for each in report.sections.order_by("order")]


def compose_section(
    report: Report, section: PaperSection, day: datetime.date, instead: PaperPart | None = None
) -> tuple[Block, ...]:
    """Return one section as it prints to who composes it, exempt parts and all.

    Its numbers are those it has in the whole paper. `instead`: a part as it is being changed, in
    place of the stored one.
    """
    blocks = _Composer(report, day, False, "", instead).of(section)
    shown: tuple[Block, ...] = held_back(blocks, names_asked_about(report.council_id))
    return shown


def behind_in(report: Report, section: PaperSection, day: datetime.date) -> list[Behind]:
    """Return what was drafted in one section on facts that have changed since."""
    facts = PaperFacts(report, day)
    drafted = section.parts.filter(kind=PaperPart.Kind.DRAFTED).order_by("order")
    found = (behind(part, facts, section.heading) for part in drafted)
    return [each for each in found if each]


class _Composer:
    def __init__(
        self,
        report: Report,
        day: datetime.date,
        is_public: bool,
        mark: str,
        instead: PaperPart | None = None,
    ) -> None:
        self.report, self.day, self.is_public, self.mark = report, day, is_public, mark
        self.instead = instead
        self.style: HouseStyle = report.style
        self.facts = PaperFacts(report, day, is_public)
        self.empty: list[Empty] = []
        self.remarks: list[Remark] = []
        self.drafted: list[tuple[PaperPart, str]] = []

    def run(self) -> Composed:
        attached = tuple(self._appendices())
        plain = self._numbered([self._section(section) for section in self._sections()])
        references = self._references(plain)
        blocks = (*references.into(plain), *self._codes.get("", ()))
        appendices = tuple(replace(a, blocks=references.into(a.blocks)) for a in attached)
        lost = lost_in(chain(blocks, *(appendix.blocks for appendix in appendices)))
        document = Document(
            title=self.report.title,
            council=self.report.council.name,
            body=self.report.body.name,
            held_on=self._held_on(),
            front=tuple(self._front()),
            blocks=blocks,
            appendices=appendices,
            look=self._look(),
            as_at=_day(self.report.as_at),
            mark=self.mark or self._exempt_mark(),
        )
        return Composed(
            document, tuple(self.empty), tuple(lost), tuple(self.remarks), tuple(self._behind())
        )

    def _around(self) -> tuple[Any, ...]:
        report = self.report
        files = report.appendices.order_by("order").values_list("file__content_sha256", flat=True)
        about = (report.title, report.body.name, self._held_on(), _day(report.as_at))
        return (*about, tuple(self._front()), tuple(self._appendices()), tuple(files))

    @cached_property
    def _codes(self) -> dict[str, tuple[Paragraph, ...]]:
        """Return the codes of clearances that hold, by the key of their section."""
        if not has_given(self.report):
            return {}
        return codes(standings(self.report, digest_of(self.report, self.day)))

    def _numbered(self, sections: list[Unnumbered]) -> tuple[Block, ...]:
        return number(sections, self.style.numbering)

    def _references(self, blocks: tuple[Block, ...]) -> References:
        labels = {each.anchor: each.label for each in self.facts.attachments}
        return references_to(blocks, labels, self._hidden())

    def of(self, asked: PaperSection) -> tuple[Block, ...]:
        """Return the blocks of one section, numbered as in the whole."""
        rows = list(self._sections())
        sections = [self._section(section) for section in rows]
        plain = self._numbered(sections)
        blocks = self._references(plain).into(plain)
        at = [row.pk for row in rows].index(asked.pk)
        start = sum(map(_length, sections[:at]))
        return blocks[start : start + _length(sections[at])]

    def _sections(self) -> Iterable[PaperSection]:
        parts = Prefetch("parts", PaperPart.objects.order_by("order"))
        return self.report.sections.order_by("order").prefetch_related(parts)

    # What stands in it

    def _section(self, section: PaperSection) -> Unnumbered:
        return Unnumbered(
            heading=Heading(self._heading(section), anchor=section.key),
            blocks=(*self._written(section), *self._cleared(section)),
            numbered=section.numbered,
            numbers_paragraphs=section.numbers_paragraphs,
            printed_number=section.printed_number,
            lists=section.lists or self._lists(section),
            starts_again=section.starts_again,
        )

    def _heading(self, section: PaperSection) -> str:
        return self.style.heading(self._shown_heading(section))

    def _shown_heading(self, section: PaperSection) -> str:
        is_hidden = self.is_public and section.is_exempt and section.heading
        return EXEMPT_SECTION if is_hidden else section.heading

    def _behind(self) -> Iterable[Behind]:
        found = (behind(part, self.facts, where) for part, where in self.drafted)
        return (each for each in found if each)

    def _hidden(self) -> frozenset[str]:
        """Return the names of places that are kept out of the public paper with what they hold."""
        if not self.is_public:
            return frozenset()
        sections = self.report.sections.filter(exempt_under__isnull=False)
        exempt = Q(exempt_under__isnull=False) | Q(section__exempt_under__isnull=False)
        parts = PaperPart.objects.filter(exempt, section__report=self.report).exclude(anchor="")
        names = (sections.values_list("key", flat=True), parts.values_list("anchor", flat=True))
        attached = (each.row for each in self.facts.attachments if each.row.is_exempt)
        return frozenset([*chain(*names), *(a.anchor for a in attached)])

    def _lists(self, section: PaperSection) -> str:
        return self.style.numbering.decisions if section.key == "decisions" else ""

    def _written(self, section: PaperSection) -> tuple[Block, ...]:
        found = [self._part(section, part) for part in section.parts.all()]
        blocks = tuple(block for each in found for block in each)
        if self.is_public and section.is_exempt:
            return (kept_out(section.exempt_under, blocks),)
        if not any(found):
            self.empty.append(Empty(section, f"“{section.heading}” is empty."))
        return blocks

    def _cleared(self, section: PaperSection) -> tuple[Block, ...]:
        is_hidden = self.is_public and section.is_exempt
        return () if is_hidden else self._codes.get(section.key, ())

    def _part(self, section: PaperSection, stored: PaperPart) -> tuple[Block, ...]:
        part = self.instead if self.instead and self.instead.pk == stored.pk else stored
        blocks = part_blocks(part, self.facts)
        if not (self.is_public and (part.is_exempt or section.is_exempt)):
            self.remarks += remarks_on(part, self.facts, section.heading)
        if part.kind == PaperPart.Kind.DRAFTED:
            self.drafted.append((part, self._shown_heading(section)))
        if part.kind == PaperPart.Kind.BUILT and not blocks:
            why = builder_of(part.of).why_nothing(self.facts, part.options)
            self.empty.append(Empty(section, why, part))
        if part.is_exempt and self.is_public:
            return (kept_out(part.exempt_under, blocks, part.anchor),) if blocks else ()
        return anchored(blocks, part.anchor)

    # What stands around it

    def _front(self) -> Iterable[FrontRow]:
        own = {
            "title": ((self.report.title,),),
            "body": ((self.report.body.name,),),
            "held_on": ((self._held_on(),),),
            "exempt": ((self._exempt_words(),),),
        }
        for each in self.style.front:
            typed = tuple(tuple(line) for line in self.report.front.get(each.key, ()))
            lines = own.get(each.key, typed) if each.key in OF_THE_REPORT else typed
            yield FrontRow(each.label, lines or typed)

    def _held_on(self) -> str:
        return _day(self.report.meeting.held_on) if self.report.meeting else ""

    def _exempt_words(self) -> str:
        found = self.report.exempt_paragraphs()
        if not found:
            return self.style.nothing_exempt
        several = "paragraphs" if len(found) > 1 else "paragraph"
        return f"Yes, in part: {several} {', '.join(map(str, found))} of Schedule 12A"

    def _exempt_mark(self) -> str:
        return "" if self.is_public or not self.report.exempt_paragraphs() else NOT_FOR_PUBLICATION

    def _look(self) -> Look:
        stored: Any = self.report.style_kept
        logo = ""
        if stored.logo:
            packed = base64.b64encode(bytes(stored.logo)).decode()
            logo = f"data:{stored.logo_type};base64,{packed}"
        style = self.style
        return Look(style.colour, logo, stored.logo_words, style.front_look, style.capitals)

    # What is attached

    def _appendices(self) -> Iterable[Appendix]:
        return map(self._appendix, self.facts.attachments)

    def _appendix(self, found: Attachment) -> Appendix:
        held = found.row
        if held.is_exempt and self.is_public:
            note = kept_out(held.exempt_under, ())
            return Appendix(found.label, found.title, (note,), anchor=found.place)
        sideways = held.kind == PaperAppendix.Kind.PLAN
        blocks, file = self._attached(held), held.file.name if held.file else ""
        return Appendix(found.label, found.title, blocks, sideways, file, found.place)

    def _attached(self, held: PaperAppendix) -> tuple[Block, ...]:
        if held.is_to_follow:
            return (paragraph("To follow."),)
        if held.kind == PaperAppendix.Kind.PLAN and held.plan:
            return (PlanTable(self.facts.shown(held.plan)),)
        if held.kind == PaperAppendix.Kind.BUILT:
            blocks = builder_of(held.of).build(self.facts, held.options)
            self.remarks += remarks_on(held, self.facts, held.title)
        else:
            blocks = written(held.text)
        return tuple(self._unnumbered(blocks))

    def _unnumbered(self, blocks: Iterable[Block]) -> Iterable[Block]:
        """Yield what is attached: its paragraphs have no numbers, its lists are labelled."""
        for block in blocks:
            if isinstance(block, Paragraph):
                yield replace(block, level=0)
            elif isinstance(block, Items):
                yield labelled(block, self.style.numbering.lists)
            else:
                yield block


EXEMPT_SECTION = "Exempt information"


def part_blocks(part: PaperPart, facts: PaperFacts) -> tuple[Block, ...]:
    """Return what one part holds, exempt or not, before it is numbered."""
    if part.kind == PaperPart.Kind.BUILT:
        return builder_of(part.of).build(facts, part.options)
    if part.kind == PaperPart.Kind.TABLE:
        return table_blocks(part.of, part.rows, part.options.get("caption", ""))
    if part.kind == PaperPart.Kind.DRAFTED:
        return drafted_blocks(part, facts)
    return written(part.text)


def _length(section: Unnumbered) -> int:
    return len(section.blocks) + bool(section.heading.text)


def kept_out(under: int | None, blocks: Iterable[Block], anchor: str = "") -> Paragraph:
    """Return what the public paper says in place of blocks, taking as many numbers as they do."""
    numbered = [b for b in blocks if isinstance(b, Paragraph) and b.level == 1]
    holds = max(1, sum(b.holds for b in numbered))
    words = (Text(KEPT_OUT.format(under)),)
    level = int(bool(numbered))
    return Paragraph(words, level, anchor=anchor, kind=LEFT_OUT, holds=holds)


def _day(day: datetime.date) -> str:
    return f"{day:%-d %B %Y}"
