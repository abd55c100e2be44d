"""Which kind of document a report is, by the title on its first page, and what is not read."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from councils.limited import CannotRead
from inspections.frameworks import FRAMEWORKS, Framework, frameworks_on
from inspections.report_reading.flow import Flow
from inspections.report_reading.lines import Line
from inspections.report_reading.words import plain

NOT_A_REPORT = (
    "This does not look like a report of an inspection of children's services by Ofsted. Check "
    "that it is the report, or enter the inspection by hand."
)
OLDER = (
    "This is a report of an older kind ({}), which cannot be read. Enter the inspection by hand."
)
OTHER = "This is {}, which is not read here. Enter the inspection by hand."


@dataclass(frozen=True)
class Kind:
    """A kind of report: the frameworks it may be under, and how its text is laid out.

    `layout` is "graded" for a table of judgements, "board" for a review of a safeguarding board
    alone, "findings" for a record of main findings at the end, "letter" where nothing is graded.
    """

    key: str
    frameworks: tuple[str, ...]
    layout: str
    title: re.Pattern[str]


def _kind(key: str, frameworks: Sequence[str], layout: str, title: str) -> Kind:
    return Kind(key, tuple(frameworks), layout, re.compile(title))


_OF_CARE = r"services for children in need of help and protection"
_BOARD_REVIEW = (
    r"review of the effectiveness of the .{0,60}?(?:safeguarding children.{0,3} board|lscb)"
)
# In this order: the first whose words stand in the title.
KINDS = (
    _kind(
        "monitoring visit",
        ["monitoring-visit"],
        "letter",
        r"monitoring visit (?:of|to|in|at) |\bmonitoring visit\b",
    ),
    _kind("focused visit", ["focused-visit"], "letter", r"\bfocus(?:s)?ed visit\b"),
    _kind("joint targeted", ["jtai-2016"], "letter", r"joint targeted area inspection|\bjtai\b"),
    _kind(
        "area send",
        ["area-send-2023"],
        "send",
        r"(?<!local )area send (?:full |monitoring )?inspection"
        r"|inspection of .{0,80} local area partnership",
    ),
    _kind(
        "send revisit",
        ["local-area-send-revisit"],
        "letter",
        r"(?:re-?visit|joint area (?:send|special educational needs).{0,60}revisit)",
    ),
    _kind(
        "local area send",
        ["local-area-send-2016"],
        "letter",
        r"(?:local )?area (?:send|special educational needs).{0,60}inspection",
    ),
    _kind(
        "reinspection",
        ["sif-reinspection-2017", "sif-2013"],
        "graded",
        rf"re-?inspection of {_OF_CARE}",
    ),
    _kind("sif", ["sif-2013", "sif-reinspection-2017"], "graded", _OF_CARE),
    _kind("board review", ["sif-2013"], "board", _BOARD_REVIEW),
    _kind(
        "protection",
        ["protection-2012"],
        "findings",
        r"(?:local authority )?arrangements for the protection of children",
    ),
    _kind(
        "safeguarding and looked after",
        ["slac-2009"],
        "findings",
        r"inspection of safeguarding and looked.after children(?:'s)? services",
    ),
    _kind(
        "looked after",
        ["looked-after-2013"],
        "findings",
        r"inspection of (?:services for )?looked.after children(?:'s)?(?: services)?",
    ),
    _kind(
        "ilacs",
        ["ilacs-2018", "ilacs-2023", "ilacs-2026"],
        "graded",
        r"inspection of children's (?:social care )?services"
        r"|inspection of (?!.{0,80}(?:fostering|adoption|secure|home)).{2,90}"
        r"(?:local authority )?children's services",
    ),
)

_REFUSED = (
    (r"joint area review", OLDER.format("joint area review")),
    (r"annual performance assessment", OLDER.format("annual performance assessment")),
    (
        r"contact, referral and assessment arrangements",
        OLDER.format("inspection of contact, referral and assessment"),
    ),
    (r"annual (?:children's services )?(?:rating|assessment)", OLDER.format("annual assessment")),
    (r"fostering service|fostering agency", OTHER.format("a report on a fostering service")),
    (r"adoption (?:service|support agency)", OTHER.format("a report on an adoption service")),
    (r"school report|inspection of (?:a )?school", OTHER.format("a report on a school")),
    (r"children's home|residential", OTHER.format("a report on a children's home")),
    (r"youth offending", OTHER.format("a report on a youth offending service")),
    (r"children's services trust|cafcass", OTHER.format("a report on another body")),
)


# What is only printed together in the table of judgements of a kind.
_HEADINGS = {
    "ilacs": ("the impact of leaders on", "the experiences and progress of children"),
    "sif": ("children looked after and", "adoption performance", "management and governance"),
}
_AFTER_TITLE = re.compile(
    r"(?:inspection|visit|review) dates?\b|dates? of (?:the )?(?:inspection|visit|review)\b"
    r"|(?:lead|reporting) insp|(?:report )?published\b|judge?ments? grade\b|contents$"
)


def title_lines(flow: Flow) -> list[Line]:
    """Return the lines above the first date or inspector on the first page."""
    lines = flow.on_pages(1, 1)[:40]
    ends = (place for place, line in enumerate(lines) if _AFTER_TITLE.match(plain(line.text)))
    return lines[: next((end for end in ends if end), None)]


def title_of(flow: Flow) -> str:
    """Return the words above the first date or inspector on the first page, as `plain` does."""
    return " ".join(plain(line.text) for line in title_lines(flow))


def kind_of(flow: Flow) -> Kind:
    """Return which kind of report this is. Raises CannotRead for one that is not read here."""
    title = title_of(flow)
    if "ofsted" not in flow.words and not _is_ours(title):
        raise CannotRead(NOT_A_REPORT)
    for kind in KINDS:
        if kind.title.search(title):
            return kind
    for words, sentence in _REFUSED:
        if re.search(words, title):
            raise CannotRead(sentence)
    return _by_headings(flow)


def _by_headings(flow: Flow) -> Kind:
    """Return the kind of report whose first page has a table of its headings."""
    words = plain(" ".join(line.text for line in flow.on_pages(1, 1)))
    for key, headings in _HEADINGS.items():
        if "ofsted" in flow.words and all(heading in words for heading in headings):
            return next(kind for kind in KINDS if kind.key == key)
    raise CannotRead(NOT_A_REPORT)


def _is_ours(title: str) -> bool:
    return any(kind.title.search(title) for kind in KINDS)


def framework_of(kind: Kind, day: datetime.date | None) -> Framework | None:
    """Return the framework of an inspection of this kind that began on `day`.

    None where the day is not known and several could be meant, or none was in force then.
    """
    if day is None:
        return FRAMEWORKS[kind.frameworks[0]] if len(kind.frameworks) == 1 else None
    in_force = frameworks_on(day)
    known = (FRAMEWORKS[key] for key in kind.frameworks)
    return next((framework for framework in known if framework in in_force), None)
