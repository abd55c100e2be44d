"""Reads the sections of a report that explain its judgements, paragraph by paragraph."""

import re
from collections.abc import Iterator, Sequence

from inspections.frameworks import Area, Framework
from inspections.report_reading.draft import Paragraph, Section
from inspections.report_reading.flow import Flow
from inspections.report_reading.lines import Line, marked
from inspections.report_reading.words import plain, unnumbered

_GRADE = (
    r"(?: ?[:-]? ?(?:is that (?:it|they)(?: is| are)?|is|are|is judged to be)?"
    r" ?(?:outstanding|good|adequate|inadequate|not judged"
    r"|requires? improvement(?: to be good)?))?"
)
# The headings of SIF's sections, which are longer than those of its table.
_SIF = {
    "help_and_protection": r"the experiences and progress of children who need help and protection",
    "looked_after": r"the experiences and progress of children looked after and achieving "
    r"permanence",
    "adoption": r"(?:the graded judge?ment (?:for|about|of) )?adoption performance",
    "care_leavers": r"(?:the graded judge?ment (?:for|about|of) )?"
    r"(?:the )?experiences? and progress of care leavers",
    "leadership": r"leadership, management and governance",
    "board": r"(?:the )?(?:effectiveness of the )?local safeguarding children board(?: ?\(lscb\))?"
    r"|inspection findings ?- ?(?:the )?local safeguarding children board"
    r"|inspection judge?ments? about the lscb|what does the lscb need to improve\??",
}
# SIF's summary has these for subheadings; its sections begin with help and protection.
_FIRST = ("help_and_protection", "looked_after")
_LATER = ("adoption", "care_leavers", "leadership")
_OTHERS = re.compile(
    r"^(?:executive summary|summary of (?:key )?findings|information about this .{3,60}"
    r"|what (?:does|needs?|do)\b.{0,60}improve\??|recommendations|areas for improvement"
    r"|priority and immediate action|summary for children and young people|contents"
    r"|what the inspection judge?ments? mean.{0,40}|the inspection team|main findings"
    r"|the (?:local )?authority's strengths|progress since the last inspection"
    r"|key strengths and weaknesses of the lscb|record of main findings|about this inspection"
    r"|service information|inspection judge?ments about the local authority)$"
)
_GRADES = re.compile(
    r"^(?:outstanding|good|adequate|inadequate|not judged|requires?|improvement|to be good"
    r"|requires? improvement(?: to be good)?|improvement to be good)$"
)
_BESIDE = 120
_LINES = 5
_LEADING = 1.5


def sections(flow: Flow, framework: Framework) -> tuple[Section, ...]:
    """Return the sections under the headings of the framework's areas, in order.

    The table of judgements and the summary use the same headings; they are no sections.
    """
    patterns = _patterns(framework)
    sif = framework.key.startswith("sif")
    found: list[Section] = []
    opened: tuple[str, int, str] | None = None
    lines: list[Line] = []
    place = 0
    while place < len(flow.lines):
        area, count = _heading(flow.lines, place, patterns)
        early = sif and area in _LATER and not any(section.area in _FIRST for section in found)
        early = early and not (opened and opened[2] in _FIRST)
        if not count or early or flow.lines[place].page == 1:
            lines.append(flow.lines[place])
            place += 1
            continue
        found += _closed(opened, lines, flow)
        words = _heading_words(flow.lines[place : place + count])
        opened = (words, flow.lines[place].page, area) if area else None
        lines, place = [], place + count
    return tuple(found + _closed(opened, lines, flow))


def _closed(opened: tuple[str, int, str] | None, lines: list[Line], flow: Flow) -> list[Section]:
    if opened is None:
        return []
    heading, page, area = opened
    paragraphs = tuple(_paragraphs(lines, flow))
    return [Section(heading, page, area, paragraphs)] if paragraphs else []


def _patterns(framework: Framework) -> list[tuple[str, re.Pattern[str]]]:
    if framework.key.startswith("sif"):
        named = {area.key: _SIF[area.key] for area in framework.areas if area.key in _SIF}
    else:
        named = {
            area.key: re.escape(plain(area.heading)) + _more(area)
            for area in framework.areas
            if not (area.key == "overall_effectiveness" and framework.key.startswith("ilacs"))
        }
    return [(key, re.compile(rf"(?:{words}){_GRADE}")) for key, words in named.items()]


def _more(area: Area) -> str:
    return r"(?: of services .{0,60})?" if area.key == "overall_effectiveness" else ""


def _heading(
    lines: Sequence[Line], place: int, patterns: Sequence[tuple[str, re.Pattern[str]]]
) -> tuple[str, int]:
    """Return the area and the number of lines of a heading at a place; 0 lines for none."""
    if not _stands_alone(lines, place):
        return "", 0
    if marked(lines[place]) and not lines[place].bold:
        return "", 0
    for count in range(_LINES, 0, -1):
        some = lines[place : place + count]
        if len(some) < count or some[-1].page != some[0].page:
            continue
        words = unnumbered(_heading_words(some))
        if len(words) > 200:
            continue
        for area, pattern in patterns:
            if pattern.fullmatch(words):
                return area, count
        if _OTHERS.match(words):
            return "", count
    return "", 0


def _heading_words(lines: Sequence[Line]) -> str:
    """Return the words of a heading's lines without a grade in a column beside them."""
    start = lines[0].x
    cells = [
        cell
        for line in lines
        for cell in line.cells
        if not (cell.x > start + _BESIDE and _GRADES.match(plain(cell.text)))
    ]
    return " ".join(cell.text for cell in cells)


def _stands_alone(lines: Sequence[Line], place: int) -> bool:
    line = lines[place]
    if len(line.cells) > 1 and marked(line) is None and len(line.text) > 60:
        return False
    if not place:
        return True
    above = lines[place - 1]
    near = above.page == line.page and 0 < line.y - above.y <= _LEADING * above.size
    return not near or line.bold != above.bold or abs(line.size - above.size) > 0.4


def _paragraphs(lines: Sequence[Line], flow: Flow) -> Iterator[Paragraph]:
    texts: list[str] = []
    number, page = "", 0
    for place, line in enumerate(lines):
        mark = marked(line)
        if texts and (mark or _is_apart(lines[place - 1], line)):
            yield Paragraph(flow.joined(texts), number, page)
            texts = []
        if not texts:
            number, page = (mark.number, line.page) if mark else ("", line.page)
        texts.append(mark.text if mark else line.text)
    if texts:
        yield Paragraph(flow.joined(texts), number, page)


def _is_apart(above: Line, line: Line) -> bool:
    if above.page != line.page:
        return bool(re.search(r"[.?!:][’”')\]]*$", above.text)) and line.text[:1].isupper()
    return not 0 < line.y - above.y <= _LEADING * above.size or above.bold != line.bold
