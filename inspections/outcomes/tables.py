"""The rows of a table of outcomes as inspections: framework, days, grades, and what is doubtful.

A grade that the table does not give, or gives in words of no scale, is "" (not stated), never a
guess. What the framework of the day does not judge is no judgement at all.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from councils.day_words import in_words
from inspections.frameworks import FRAMEWORKS, Framework, framework_on
from inspections.outcomes import cells, kinds
from inspections.standing import FAMILIES

# A report is out within months of its inspection: the longest wait in the tables is 214 days.
LONGEST_WAIT = datetime.timedelta(days=400)
# Until its last day the older framework was still in use: a table cannot tell the two apart.
_OLDER_UNTIL = datetime.date(2018, 3, 31)
_UNREADABLE, _BEFORE, _REFORMED = (
    "data_unreadable",
    "inspection_pre_dates_judgement",
    "not_reported_post_reform",
)
_AREAS = dict(
    zip(
        kinds.GRADES,
        ("overall_effectiveness", "leaders", "help_and_protection", "in_care", "care_leavers"),
        strict=True,
    )
)
_TOGETHER = "in_care_and_care_leavers"

NO_PUBLICATION = "It gives no day of publication."
NOT_A_DAY = "“{}” is not a day."
BACKWARDS = "Its inspection ends before it begins."
EARLY = "It was published before the inspection ended."
NO_DAYS = "It gives no days of inspection, and its framework cannot be known without them."
OLDER = "It is of {}, before the framework whose headings this table has."
EITHER = "It is of {}, when two frameworks were in use, and does not say which."
NO_SUCH_GRADE = "{}: “{}” is no grade of this framework. It is kept as not stated."
OVERALL_GIVEN = "{}: “{}” is left out, since this framework gives no overall grade."
APART_GIVEN = "{}: “{}” is left out, since care leavers were not judged apart at that time."
WRONG_TIME = "{}: “{}” is not so at that time. It is kept as not stated."
OTHER_VISIT = "“{}” is no kind of inspection that is known. It is left out."
LONG_THEME = "The theme is longer than {} letters. It is left out."
LONGEST_THEME = 300


class CannotTake(Exception):
    """Why a row is not taken: a sentence."""


@dataclass(frozen=True)
class Skipped:
    """A row that is not taken, and why."""

    number: int
    council: str
    why: str


@dataclass(frozen=True)
class Reported:
    """An inspection as one row of a table has it; without days both stand on its publication."""

    number: int
    council: str
    urn: str
    dfe_number: str
    gss_code: str
    framework: str
    starts_on: datetime.date
    ends_on: datetime.date
    days_stated: bool
    published_on: datetime.date
    grades: dict[str, str]
    visit: str = ""
    theme: str = ""
    lead_inspector: str = ""
    report_url: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """Return which inspections it can be one of."""
        return next(name for name, keys in FAMILIES.items() if self.framework in keys)


Cells = dict[str, str]


def reported(kind: str, rows: Iterable[dict[str, object]]) -> list[Reported | Skipped]:
    """Return what each row says, in order; a row that cannot be taken says why."""
    read = _READERS[kind]
    return [_taken(read, int(str(row["number"])), dict(row["cells"])) for row in rows]  # type: ignore[call-overload]


def newest_day(rows: Iterable[Reported | Skipped]) -> datetime.date | None:
    """Return the newest publication in a table: the first day on which it can have been made."""
    return max((row.published_on for row in rows if isinstance(row, Reported)), default=None)


def _taken(read: Callable[[int, Cells], Reported], number: int, row: Cells) -> Reported | Skipped:
    try:
        return read(number, row)
    except CannotTake as refusal:
        return Skipped(number, cells.words(row.get("local_authority", "")), str(refusal))


@dataclass(frozen=True)
class _Days:
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    published_on: datetime.date

    @property
    def stated(self) -> bool:
        return self.starts_on is not None


def _days(row: Cells) -> _Days:
    """Return a row's days. Raises CannotTake where they cannot be of one inspection."""
    published = _day(row.get("publication_date", ""))
    if published is None:
        raise CannotTake(NO_PUBLICATION)
    starts = _day(row.get("inspection_start_date", ""))
    ends = _day(row.get("inspection_end_date", ""))
    if starts is None or ends is None:
        return _Days(None, None, published)
    if ends < starts:
        raise CannotTake(BACKWARDS)
    if published < ends:
        raise CannotTake(EARLY)
    return _Days(starts, ends, published)


def _day(text: str) -> datetime.date | None:
    try:
        return cells.day(text)
    except ValueError as error:
        raise CannotTake(NOT_A_DAY.format(cells.words(text)[:60])) from error


def _made(
    number: int, row: Cells, framework: str, days: _Days, grades: dict[str, str], **more: object
) -> Reported:
    return Reported(
        number=number,
        council=cells.words(row.get("local_authority", "")),
        urn=cells.code(row.get("urn", "")),
        dfe_number=cells.code(row.get("la_code", "")),
        gss_code=cells.words(row.get("ltla23cd", "")),
        framework=framework,
        starts_on=days.starts_on or days.published_on,
        ends_on=days.ends_on or days.published_on,
        days_stated=days.stated,
        published_on=days.published_on,
        grades=grades,
        report_url=cells.report(row.get("inspection_link", "")),
        lead_inspector=cells.person(row.get("inspector_name", "")),
        **more,  # type: ignore[arg-type]
    )


# Children's services


def _childrens_services(number: int, row: Cells) -> Reported:
    days = _days(row)
    said = cells.words(row.get("inspection_framework", ""))
    framework = _framework(row, days, said)
    remarks: list[str] = []
    visit = said if said in framework.visit_kinds else ""
    if said and not visit:
        remarks.append(OTHER_VISIT.format(said))
    grades = _grades(framework, row, remarks)
    return _made(number, row, framework.key, days, grades, visit=visit, remarks=tuple(remarks))


def _framework(row: Cells, days: _Days, visit: str) -> Framework:
    """Return the framework of the day of the inspection. Raises CannotTake in doubt."""
    if days.starts_on is None:
        return _only_possible(row, days.published_on)
    found = framework_on("childrens_services", days.starts_on)
    if found.key not in FAMILIES["ilacs"]:
        raise CannotTake(OLDER.format(in_words(days.starts_on)))
    if days.starts_on <= _OLDER_UNTIL and visit not in found.visit_kinds:
        raise CannotTake(EITHER.format(in_words(days.starts_on)))
    return found


def _only_possible(row: Cells, published: datetime.date) -> Framework:
    """Return the one framework of all days from which a report could come out on this day."""
    known = [FRAMEWORKS[key] for key in FAMILIES["ilacs"]]
    first = published - LONGEST_WAIT
    found = [f for f in known if f.in_force_on(first) or f.in_force_on(published)]
    stated = any(_grade(found[0], row.get(name, "")) for name in kinds.GRADES) if found else False
    if len(found) != 1 or not stated or first <= _OLDER_UNTIL:
        raise CannotTake(NO_DAYS)
    return found[0]


def _grades(framework: Framework, row: Cells, remarks: list[str]) -> dict[str, str]:
    """Return area key -> grade key, "" where it is not stated; add to `remarks` what is odd."""
    judged = {area.key for area in framework.areas}
    grades = {}
    for column in kinds.GRADES:
        said = cells.words(row.get(column, ""))
        area = _AREAS[column]
        if area == "in_care" and _TOGETHER in judged:
            area = _TOGETHER
        heading = column.removesuffix("_grade").replace("_", " ").capitalize()
        if area not in judged:
            remarks += _left_out(framework, area, heading, said)
            continue
        grades[area] = _grade(framework, said)
        if not grades[area] and said and said != _UNREADABLE:
            odd = WRONG_TIME if said in (_BEFORE, _REFORMED) else NO_SUCH_GRADE
            remarks.append(odd.format(heading, said[:60]))
    return grades


def _grade(framework: Framework, said: str) -> str:
    try:
        return framework.grade_printed(said).key
    except LookupError:
        return ""


def _left_out(framework: Framework, area: str, heading: str, said: str) -> list[str]:
    """Return what to say of a grade for an area that the framework does not judge."""
    if not _grade(framework, said):
        return []
    sentence = APART_GIVEN if area == "care_leavers" else OVERALL_GIVEN
    return [sentence.format(heading, said)]


# Area SEND, and joint inspections


def _area_send(number: int, row: Cells) -> Reported:
    days = _days(row)
    framework = FRAMEWORKS["area-send-2023"]
    if not framework.in_force_on(days.starts_on or days.published_on - LONGEST_WAIT):
        day = days.starts_on or days.published_on
        raise CannotTake(OLDER.format(in_words(day)) if days.stated else NO_DAYS)
    said = cells.code(row.get("outcome_grade", ""))
    grade = next((g.key for g in framework.grades if str(g.rank) == said), "")
    odd = said and said != _UNREADABLE and not grade
    remarks = (NO_SUCH_GRADE.format("Outcome", said[:60]),) if odd else ()
    area = framework.areas[0].key
    return _made(number, row, framework.key, days, {area: grade}, remarks=remarks)


def _joint(number: int, row: Cells) -> Reported:
    """Return a joint inspection; the table's first day is the day of publication once more."""
    days = _days(row | {"inspection_start_date": "", "inspection_end_date": ""})
    if days.published_on < (FRAMEWORKS["jtai-2016"].starts or days.published_on):
        raise CannotTake(OLDER.format(in_words(days.published_on)))
    theme = cells.words(row.get("inspection_theme", "")).rstrip(".")
    too_long = len(theme) > LONGEST_THEME
    remarks = (LONG_THEME.format(LONGEST_THEME),) if too_long else ()
    theme = "" if too_long else theme
    return _made(number, row, "jtai-2016", days, {}, theme=theme, remarks=remarks)


_READERS: dict[str, Callable[[int, Cells], Reported]] = {
    kinds.CHILDRENS_SERVICES: _childrens_services,
    kinds.AREA_SEND: _area_send,
    kinds.JTAI: _joint,
}
