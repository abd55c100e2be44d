"""Reads judgements from a table by the places of its cells: which grade stands beside a heading.

A grade is taken only where one heading and one grade stand beside each other and neither beside
another; what says otherwise elsewhere in the report makes it a problem, not a guess.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from inspections.frameworks import Area, Framework, Grade
from inspections.report_reading import around
from inspections.report_reading.draft import DraftJudgement, heading_of
from inspections.report_reading.flow import Flow
from inspections.report_reading.kinds import Kind
from inspections.report_reading.lines import Cell, Line
from inspections.report_reading.words import heading_key, plain

_LINES = 4
_LEADING = 2.1
_BESIDE = 0.45

CONTRADICTS = "“{}” is given as {} on page {} and as {} on page {}. Check the report."
NO_GRADE = "The grade for “{}” could not be read with certainty."
NO_GRADES = "{} grades could not be read with certainty: {}."
_FEW = 3
_RECORD = re.compile(r"^(?:annex\w?:? ?)?record of main findings(?!.*\d$)")
_STRANDS = {
    "safeguarding services": "safeguarding",
    "services for looked after children": "looked_after",
    "looked after children services": "looked_after",
}


@dataclass(frozen=True)
class Block:
    """Cells that stand under each other and say one thing: what, and from where to where."""

    says: str
    page: int
    x: float
    top: float
    bottom: float
    size: float

    def beside(self, other: "Block") -> bool:
        """Return whether the two stand at one height of a page."""
        pad = _BESIDE * max(self.size, other.size)
        return self.top <= other.bottom + pad and other.top <= self.bottom + pad


@dataclass(frozen=True)
class Said:
    """A grade that the report gives an area, and the words in which it does."""

    area: Area
    grade: Grade
    page: int
    around: str


def grades_in(flow: Flow, kind: Kind, framework: Framework) -> list[Said]:
    """Return every grade that stands beside a heading in a table or on a line of its own."""
    if kind.layout == "findings":
        return list(_of_findings(flow, framework))
    if kind.layout != "graded":
        return []
    pages = [flow.on_pages(page, page) for page in range(1, flow.pages + 1)]
    tables = [said for page in pages if _may_grade(page) for said in _on_page(page, framework)]
    return tables + list(_of_headings(flow.lines, framework))


_FIRST_WORDS = ("outstanding", "good", "requires", "inadequate", "adequate", "not judged")


def _may_grade(lines: Sequence[Line]) -> bool:
    """Return quickly whether a cell of a page begins as a grade does."""
    return any(
        len(cell.text) < 40 and cell.text.casefold().startswith(_FIRST_WORDS)
        for line in lines
        for cell in line.cells
    )


def _of_findings(flow: Flow, framework: Framework) -> Iterator[Said]:
    """Yield the grades of the record at the end, in which each half has headings of its own."""
    strand, begun = "", False
    stranded = any(area.strand for area in framework.areas)
    part: list[Line] = []
    for line in flow.lines:
        words = plain(line.text)
        begun = begun or bool(_RECORD.match(words))
        if begun and words in _STRANDS and stranded:
            yield from _by_page(part, framework, strand)
            part, strand = [], _STRANDS[words]
        elif begun:
            part.append(line)
    yield from _by_page(part, framework, strand)


def _by_page(lines: Sequence[Line], framework: Framework, strand: str) -> Iterator[Said]:
    for page in sorted({line.page for line in lines}):
        yield from _on_page([line for line in lines if line.page == page], framework, strand)


def _on_page(lines: Sequence[Line], framework: Framework, strand: str = "") -> list[Said]:
    cells = [cell for line in lines for cell in line.cells]
    page = lines[0].page if lines else 0
    areas = _areas(framework, strand)
    headings, rest = _blocks(cells, page, set(areas), heading_key)
    labels = _labels(framework)
    grades, _ = _blocks(rest, page, set(labels), plain)
    beside = {
        heading: [grade for grade in grades if grade.x > heading.x and heading.beside(grade)]
        for heading in headings
    }
    taken = [grade for found in beside.values() for grade in found]
    return [
        Said(areas[heading.says], labels[found[0].says], page, _row(lines, heading, found[0]))
        for heading, found in beside.items()
        if len(found) == 1 and taken.count(found[0]) == 1
    ]


def _row(lines: Sequence[Line], heading: Block, grade: Block) -> str:
    top, bottom = min(heading.top, grade.top), max(heading.bottom, grade.bottom)
    return around.row(lines, top, bottom, (heading.x + grade.x) / 2)


def _areas(framework: Framework, strand: str = "") -> dict[str, Area]:
    """Return the areas by their headings; those of SIF are longer above its sections."""
    areas = [area for area in framework.areas if area.strand == strand and not area.of_board]
    longer = {
        heading_key(f"Experiences and progress of {plain(area.heading)}"): area for area in areas
    }
    return longer | {heading_key(area.heading): area for area in areas}


def _labels(framework: Framework) -> dict[str, Grade]:
    return {
        plain(label): grade
        for grade in framework.grades
        for label in (grade.label, *grade.also_printed)
    }


def _blocks(
    cells: Sequence[Cell], page: int, wanted: set[str], read: Callable[[str], str]
) -> tuple[list[Block], list[Cell]]:
    """Return where the wanted words stand, longest first, and the cells that are left."""
    found: list[Block] = []
    used: set[int] = set()
    for place, cell in enumerate(cells):
        if place in used:
            continue
        column = _below(cells, place, used)
        for count in range(len(column), 0, -1):
            some = [cells[i] for i in column[:count]]
            words = " ".join(cell.text for cell in some)
            says = next((says for says in _ways(words, read) if says in wanted), None)
            if says:
                found.append(Block(says, page, cell.x, cell.y, some[-1].y, cell.size))
                used.update(column[:count])
                break
    left = [cell for place, cell in enumerate(cells) if place not in used]
    return found, left


def _ways(words: str, read: Callable[[str], str]) -> Iterator[str]:
    """Yield words as they stand, and with a word made whole that a hyphen breaks over lines."""
    yield read(words.replace("- ", "-"))
    if "- " in words:
        yield read(words.replace("- ", ""))


def _together(texts: Iterable[str]) -> str:
    return " ".join(texts).replace("- ", "-")


def _below(cells: Sequence[Cell], place: int, used: set[int]) -> list[int]:
    """Return the places of a cell and those under it, each close below the one before."""
    column = [place]
    # The number of a heading may stand apart, before its words.
    if re.fullmatch(r"\d(?:\.\d)?\.?", cells[place].text):
        column += [i for i in (place + 1,) if i < len(cells) and cells[i].y == cells[place].y]
    for other in range(place + 1, len(cells)):
        last = cells[column[-1]]
        cell = cells[other]
        if other in used or other in column or cell.y <= last.y + 1:
            continue
        if cell.y - last.y > _LEADING * last.size or len(column) > _LINES:
            break
        if abs(cell.x - last.x) < 3 * last.size and cell.x < last.right:
            column.append(other)
    return column


def _of_headings(lines: Sequence[Line], framework: Framework) -> Iterator[Said]:
    """Yield what headings such as "Overall effectiveness: good" say, on one line or several."""
    areas = _areas(framework)
    labels = _labels(framework)
    for place in range(len(lines)):
        if _begins(lines, place):
            for some in _headings_from(lines, place):
                words = plain(_together(line.text for line in some))
                if found := _heading_and_grade(words, areas, labels):
                    yield Said(*found, lines[place].page, around.shown(some))
                    break


_LINKS = re.compile(r"(?: ?[:-]| is that (?:it|they)| is judged to be| is| are)*$")
_GRADED = re.compile(r"^the graded judge?ment (?:for|about|of) (?:the )?")


def _heading_and_grade(
    words: str, areas: Mapping[str, Area], labels: Mapping[str, Grade]
) -> tuple[Area, Grade] | None:
    """Return the area and the grade that words name one after the other; None for others."""
    for label, grade in labels.items():
        for ending in {label, label.replace("requires ", "require ")}:
            if not words.endswith(f" {ending}"):
                continue
            heading = _GRADED.sub("", _LINKS.sub("", words[: -len(ending)].strip()))
            if area := areas.get(heading_key(heading)):
                return area, grade
    return None


# What sentences say

_GRADES = r"(outstanding|good|adequate|inadequate|requires? improvement(?: to be good)?|not judged)"
_VERB = r"(?:is|are|(?:is|are) judged(?: to be| as)?)?"
# Words of a heading among which no grade stands.
_NAMED = r"(?:(?!\b(?:outstanding|good|adequate|inadequate|requires?)\b).){2,90}?"
_SERVICES = (
    r"(?:(?:the )?children(?:'s| and young people's) (?:social care )?services"
    r"|services for children(?: and young people)?|(?:the )?(?:local )?authority)"
)
_OVERALL = re.compile(
    rf"(?:the )?(?:judge?ment (?:on|of|for|about) (?:the )?)?overall (?:judge?ment|effectiveness)"
    rf"(?: is|:)?(?: that| for| of)?"
    rf"(?: {_SERVICES}(?: {_NAMED})?)?"
    rf" ?{_VERB} ?{_GRADES}"
)
_IN_COUNCIL = re.compile(
    rf"(?:the )?(?:overall effectiveness of )?(?:local authority )?{_SERVICES}"
    rf"(?: {_NAMED})? ?{_VERB} ?{_GRADES}"
)
_BOARD = re.compile(
    r"(?:the )?(?:judge?ment (?:for|on|of) )?(?:the )?(?:overall )?(?:effectiveness of )?(?:the )?"
    rf"(?:{_NAMED} )?"
    r"(?:local safeguarding children'?s?'? boards?|lscb|safeguarding children'?s? board)"
    rf"(?: ?\([a-z]+\))?:?,?(?: (?:for|in|of) {_NAMED})? ?{_VERB} ?{_GRADES}"
)


def sentence_grades(flow: Flow, framework: Framework, board_alone: bool) -> list[Said]:
    """Return what headings that are whole sentences say of the overall judgement and the board.

    Only a heading of its own counts: a sentence in the text may speak of an earlier inspection.
    """
    found = [] if board_alone else list(_said(flow, framework, 2, _OVERALL, _IN_COUNCIL))
    return found + list(_said(flow, framework, flow.pages, _BOARD))


def _said(
    flow: Flow, framework: Framework, last: int, *patterns: re.Pattern[str]
) -> Iterator[Said]:
    of_board = _BOARD in patterns
    area = next((a for a in framework.areas if _is_about(a, of_board)), None)
    lines = flow.on_pages(1, last)
    labels = _labels(framework)
    for place, line in enumerate(lines):
        if area is None or not _begins(lines, place):
            continue
        for some in _headings_from(lines, place):
            words = plain(_together(other.text for other in some))
            match = next((m for p in patterns if (m := p.fullmatch(words))), None)
            if match and _ends(lines, place + len(some)):
                grade = labels.get(match[1].replace("require ", "requires "))
                if grade:
                    yield Said(area, grade, line.page, around.shown(some))
                break


def _is_about(area: Area, of_board: bool) -> bool:
    return area.of_board if of_board else area.key == "overall_effectiveness"


def _headings_from(lines: Sequence[Line], place: int) -> Iterator[Sequence[Line]]:
    """Yield one to four lines from a place that can be one heading, the longest first."""
    count = 1
    while (
        count < _LINES
        and place + count < len(lines)
        and _is_next(lines[place + count - 1], lines[place + count])
    ):
        count += 1
    for length in range(count, 0, -1):
        yield lines[place : place + length]


def _is_next(line: Line, below: Line) -> bool:
    return below.page == line.page and 0 < below.y - line.y <= 1.6 * line.size


def _begins(lines: Sequence[Line], place: int) -> bool:
    """Return whether a line begins a block of text: apart from the one above, or unlike it."""
    if not place:
        return True
    above, line = lines[place - 1], lines[place]
    return not _is_next(above, line) or above.bold != line.bold or abs(above.size - line.size) > 0.4


def _ends(lines: Sequence[Line], place: int) -> bool:
    """Return whether the line at a place begins another sentence than the one before it."""
    if place >= len(lines):
        return True
    before, line = lines[place - 1], lines[place]
    return _begins(lines, place) or before.text.endswith(".") or line.text[:1].isupper()


# Taken together


def judged(
    said: Sequence[Said], expected: Sequence[Area], framework: Framework
) -> tuple[list[DraftJudgement], list[str]]:
    """Return the judgements that all places agree on, and the problems with the others."""
    found, problems, wanting = [], [], []
    for area in framework.areas:
        of_area = [one for one in said if one.area == area]
        other = next((one for one in of_area if one.grade != of_area[0].grade), None)
        if other:
            first = of_area[0]
            problems.append(
                CONTRADICTS.format(
                    heading_of(area), first.grade.label, first.page, other.grade.label, other.page
                )
            )
        elif of_area:
            found.append(_judgement(of_area[0]))
        elif area in expected:
            wanting.append(heading_of(area))
    return found, problems + _not_read(wanting)


def _judgement(said: Said) -> DraftJudgement:
    return DraftJudgement(said.area.key, said.grade.key, said.page, said.around)


def _not_read(headings: Sequence[str]) -> list[str]:
    """Return a sentence for each heading without a grade, one for all where they are many."""
    if len(headings) > _FEW:
        return [NO_GRADES.format(len(headings), "; ".join(headings))]
    return [NO_GRADE.format(heading) for heading in headings]
