"""From the bytes of a report to a draft inspection, in this process; `report_reader` limits it."""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from councils.limited import CannotRead
from inspections.frameworks import FRAMEWORKS, Area, Framework
from inspections.report_reading import dates, kinds
from inspections.report_reading.around import fact
from inspections.report_reading.councils import council_in
from inspections.report_reading.draft import DraftInspection, DraftJudgement, Fact
from inspections.report_reading.flow import Flow, flow_of
from inspections.report_reading.judging import grades_in, judged, sentence_grades
from inspections.report_reading.kinds import Kind
from inspections.report_reading.lines import Line
from inspections.report_reading.opening import Sheet, open_pdf
from inspections.report_reading.recommending import missing, recommendations
from inspections.report_reading.sections import sections
from inspections.report_reading.send import outcome
from inspections.report_reading.words import plain

NO_COUNCIL = "Which council was inspected could not be read."
NO_DATES = "The dates of the inspection could not be read."
NO_PUBLISHED = "The day the report was published could not be read."
NO_INSPECTOR = "The lead inspector could not be read."
NO_FRAMEWORK = "Under which framework the inspection was made could not be told."
NO_LIST_IN_LETTER = "The letter's points were not found as a list. Read it, and add them by hand."
OLD_KIND = (
    "This is a report of an older kind ({}, {}). Its headings and grades are those of its time."
)

_INSPECTOR = re.compile(r"^(?:lead|reporting) (?:hm )?inspectors?\b ?:? ?(.*)$", re.I)
_POST = re.compile(
    r",? *[(–-]? *(?:(?:senior )?s?hmi\b|h\.m\.i|(?:senior )?(?:her|his) majesty|ofsted\b|cqc\b"
    r"|hm inspector|(?:senior |social care |regulatory |lead )*inspector\b|regional director).*$",
    re.I,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_NAME = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|dr) )?[^\W\d_][\w’'.-]*(?: [^\W\d_][\w’'.-]*){1,4}$", re.I
)


def read(content: bytes) -> DraftInspection:
    """Return what a report says. Raises CannotRead with a sentence for the person."""
    return read_sheets(open_pdf(content))


def read_sheets(sheets: Sequence[Sheet]) -> DraftInspection:
    """Return what a report's pages say. Raises CannotRead with a sentence for the person."""
    try:
        draft = _read(flow_of(sheets))
    except CannotRead as refusal:
        return _again(sheets, refusal)
    return draft if _has_all_grades(draft) else _fuller(sheets, draft)


def _again(sheets: Sequence[Sheet], refusal: CannotRead) -> DraftInspection:
    """Return what a report says whose first page may have columns. Raises the first refusal."""
    if str(refusal) != kinds.NOT_A_REPORT:
        raise refusal
    try:
        return _read(flow_of(sheets, short_columns=True))
    except CannotRead:
        raise refusal from None


def _fuller(sheets: Sequence[Sheet], draft: DraftInspection) -> DraftInspection:
    """Return the draft of a report in columns where it says more and nothing else."""
    try:
        other = _read(flow_of(sheets, short_columns=True))
    except CannotRead:
        return draft
    had, has = _grades(draft), _grades(other)
    more = had.items() < has.items() and other.framework == draft.framework
    return other if more and len(other.problems) <= len(draft.problems) else draft


def _grades(draft: DraftInspection) -> dict[str, str]:
    return {judgement.area: judgement.grade for judgement in draft.judgements}


def _has_all_grades(draft: DraftInspection) -> bool:
    areas = FRAMEWORKS[draft.framework].areas if draft.framework else ()
    judged = {judgement.area for judgement in draft.judgements}
    wanted = {area.key for area in areas if not area.of_board}
    return wanted <= judged or (bool(judged) and not judged & wanted)


def _read(flow: Flow) -> DraftInspection:
    if not flow.lines:
        raise CannotRead(kinds.NOT_A_REPORT)
    kind = kinds.kind_of(flow)
    draft = _front(flow, kind)
    framework = kinds.framework_of(kind, draft.inspection_start)
    if framework is None:
        return replace(draft, problems=(*draft.problems, NO_FRAMEWORK))
    return _judged(draft, flow, kind, framework)


def _front(flow: Flow, kind: Kind) -> DraftInspection:
    """Return what the first pages say: council, days, inspector."""
    first = flow.on_pages(1, 2)
    days = dates.inspected(first)
    if days is None and kind.layout in ("letter", "send"):
        days = dates.seen_in_letter(flow.joined(line.text for line in first))
    graded = kind.layout in ("graded", "board", "findings")
    if days and graded and days[0] == days[1]:
        days = None  # No such inspection lasts a day: the other day was not seen.
    start, end = days or (None, None)
    published = dates.published(first)
    council = _council(flow, kind, start)
    inspector = _inspector(flow, kind)
    said = {
        NO_COUNCIL: council is None,
        NO_DATES: days is None,
        NO_INSPECTOR: inspector is None,
        NO_PUBLISHED: published is None and graded and kind.key != "ilacs",
    }
    problems = tuple(sentence for sentence, wanting in said.items() if wanting)
    return DraftInspection(
        council,
        None,
        start,
        end,
        published,
        inspector,
        problems=problems,
        pages=flow.pages,
        found=tuple(_facts(flow, council, days, published, inspector)),
    )


def _facts(
    flow: Flow,
    council: str | None,
    days: dates.Days | None,
    published: datetime.date | None,
    inspector: str | None,
) -> Iterator[Fact]:
    """Yield where the facts that were read stand."""
    first = flow.on_pages(1, 2)
    looked: tuple[tuple[str, object, Sequence[Line], Callable[[str], bool]], ...] = (
        (
            "council",
            council,
            kinds.title_lines(flow) or first,
            lambda words: council_in(words) == council,
        ),
        ("inspection_start", days, first, lambda words: dates.days_in(words) == days),
        ("published", published, first, lambda words: dates.tells_published(words) == published),
        ("lead_inspector", inspector, flow.lines, lambda words: (inspector or "") in words),
    )
    for name, value, lines, says in looked:
        if value and (found := fact(name, lines, says)):
            yield found


def _council(flow: Flow, kind: Kind, day: datetime.date | None) -> str | None:
    if kind.layout in ("letter", "send"):
        titled = _titled(flow, kind)
        for count in range(1, len(titled) + 1):
            if found := council_in(" ".join(titled[:count]), day):
                return found
    return council_in(_without_addresses(kinds.title_lines(flow)), day)


def _titled(flow: Flow, kind: Kind) -> list[str]:
    """Return the words of a letter's line that says what it is about, and of two below it."""
    texts = [line.text for line in flow.on_pages(1, 1)]
    for count in (1, 2):
        for place in range(len(texts)):
            if kind.title.search(plain(" ".join(texts[place : place + count]))):
                return texts[place : place + 3]
    return []


def _without_addresses(lines: Sequence[Line]) -> str:
    """Return the words of lines without the inspectorate's address: those with a postcode."""
    texts = [line.text for line in lines]
    kept = (
        text
        for text, below in zip_longest(texts, texts[1:], fillvalue="")
        if not _POSTCODE.search(text) and not _POSTCODE.match(below)
    )
    return " ".join(kept)


def _inspector(flow: Flow, kind: Kind) -> str | None:
    for place, line in enumerate(flow.lines):
        if found := _INSPECTOR.match(line.text):
            after = flow.lines[place + 1].text if place + 1 < len(flow.lines) else ""
            for words in (found[1], after):
                if name := _name(words):
                    return name
    if kind.layout in ("letter", "send"):
        return _signed(flow.lines)
    return None


def _name(words: str) -> str | None:
    name = _POST.sub("", words).strip(" ,.;:")
    return name if _NAME.match(name) else None


def _signed(lines: Sequence[Line]) -> str | None:
    """Return who signed a letter: the first name after "Yours sincerely"."""
    for place, line in enumerate(lines):
        if plain(line.text) in ("yours sincerely", "yours faithfully"):
            return next(
                (n for after in lines[place + 1 : place + 4] if (n := _name(after.text))), None
            )
    return None


def _judged(
    draft: DraftInspection, flow: Flow, kind: Kind, framework: Framework
) -> DraftInspection:
    reviewed = kind.layout == "board" or "review of the effectiveness" in kinds.title_of(flow)
    expected = _expected(kind, framework, reviewed)
    said = grades_in(flow, kind, framework)
    said += sentence_grades(flow, framework, kind.layout == "board") if expected else []
    said += outcome(flow, framework) if kind.layout == "send" else []
    judgements, doubts = judged(said, expected, framework)
    items, problems = recommendations(flow, kind, framework)
    problems += missing(items, kind, reviewed and expected != (), _is_best(judgements))
    if kind.layout in ("letter", "send") and not items and kind.key != "monitoring visit":
        problems.append(NO_LIST_IN_LETTER)
    if kind.layout == "findings":
        year = draft.inspection_start.year if draft.inspection_start else ""
        problems.insert(0, OLD_KIND.format(framework.name, year))
    return replace(
        draft,
        framework=framework.key,
        judgements=tuple(judgements),
        recommendations=tuple(items),
        sections=sections(flow, framework),
        problems=(*draft.problems, *doubts, *problems),
    )


def _expected(kind: Kind, framework: Framework, reviewed: bool) -> tuple[Area, ...]:
    """Return the areas that a report of this kind must give a grade."""
    if kind.layout == "board":
        return tuple(area for area in framework.areas if area.of_board)
    if kind.layout == "letter":
        return ()
    return tuple(area for area in framework.areas if reviewed or not area.of_board)


def _is_best(judgements: Sequence[DraftJudgement]) -> bool:
    return any(j.area == "overall_effectiveness" and j.grade == "outstanding" for j in judgements)
