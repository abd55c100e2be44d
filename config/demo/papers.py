"""Papers: each composed in its house style from what the demo holds, as its council printed it."""

from collections.abc import Iterator

from actionplans.models import ActionPlan
from config.demo.files import COMPOSED, OWN, Calendar, Facts, read
from councils.access import Verb, who_may
from councils.models import Body, Council, Meeting, User
from reports.beginning import begin
from reports.building import PaperFacts
from reports.clearing import Said, code_proposed, record_unasked, seen_of
from reports.clearing_asked import Wanted
from reports.drafted import propose
from reports.models import (
    ClearanceAnswer,
    PaperAppendix,
    PaperPart,
    PaperSection,
    Report,
    StoredStyle,
)

CODE_ALONE = "The paper prints the code alone: in which words it was given is not stated there."
_OF_A_SECTION = ("heading", "printed_number", "lists")


def load_papers(calendar: Calendar) -> Iterator[str]:
    """Add the papers that are not held yet, and say which."""
    for name in (*COMPOSED, *OWN):
        facts = read(f"papers/{name}")
        council = Council.objects.get(slug=facts["council"])
        if not council.reports.filter(reference=facts["reference"]).exists():
            report = _add_paper(council, facts, calendar)
            yield f"{council}, paper: {report}"


def _add_paper(council: Council, facts: Facts, calendar: Calendar) -> Report:
    body, _ = Body.objects.get_or_create(
        council=council, name=facts["body"]["name"], defaults={"kind": facts["body"]["kind"]}
    )
    meeting, _ = Meeting.objects.get_or_create(body=body, held_on=calendar.day(facts["meeting"]))
    report = begin(
        council=council,
        style=StoredStyle.objects.get(council=None, key=facts["style"]),
        body=body,
        title=facts["title"],
        reference=facts["reference"],
        as_at=calendar.day(facts["as_at"]),
        meeting=meeting,
        front=facts["front"],
    )
    # Their tables are appended where the paper had them, not because it is about them.
    report.plans.set(ActionPlan.objects.filter(council=council, reference__in=facts["plans"]))
    for key, section in facts["sections"].items():
        _fill(report.sections.get(key=key), section)
    for order, appendix in enumerate(facts["appendices"], start=1):
        _add_appendix(report, order, appendix)
    _draft(report, calendar)
    return report


def _draft(report: Report, calendar: Calendar) -> None:
    """Keep what is proposed for the paragraphs that a writer would edit."""
    held = PaperFacts(report, calendar.today, is_public=False)
    for part in PaperPart.objects.filter(section__report=report, kind=PaperPart.Kind.DRAFTED):
        part.drafted = propose(part, held)
        part.save(update_fields=["drafted"])


def _fill(section: PaperSection, facts: Facts | list[Facts]) -> None:
    """Put into a section what the paper has there, in place of what its style begins with."""
    if isinstance(facts, list):
        facts = {"parts": facts}
    for name in _OF_A_SECTION:
        if name in facts:
            setattr(section, name, facts[name])
    section.save()
    section.parts.all().delete()
    PaperPart.objects.bulk_create(
        PaperPart(section=section, order=order, **part)
        for order, part in enumerate(facts["parts"], start=1)
    )


def _add_appendix(report: Report, order: int, facts: Facts) -> None:
    plan = report.plans.get(reference=facts["plan"]) if "plan" in facts else None
    PaperAppendix.objects.create(report=report, order=order, **facts | {"plan": plan})


# Whose codes are printed


def record_codes(calendar: Calendar) -> Iterator[str]:
    """Record the clearances whose codes papers print, once; somebody has to record them."""
    for name in (*COMPOSED, *OWN):
        facts = read(f"papers/{name}")
        report = Report.objects.get(council__slug=facts["council"], reference=facts["reference"])
        by = who_may(report.council, Verb.PUBLISH).first()
        codes = facts.get("clearances", ())
        if codes and by and not report.asked_clearances.exists():
            for code in codes:
                _record(report, code, by, calendar)
            yield f"{report.council}, {len(codes)} clearances: {report}"


def _record(report: Report, facts: Facts, by: User, calendar: Calendar) -> None:
    section = report.sections.get(key=facts["section"])
    wanted = Wanted(kind=facts["kind"], name=facts["initials"], section=section)
    day = calendar.day(facts["day"])
    said = Said(
        verdict=ClearanceAnswer.Verdict.GIVEN,
        day=day,
        code=facts.get("code") or code_proposed(facts["initials"], day),
        comment=facts.get("comment", CODE_ALONE),
        how=ClearanceAnswer.How.EMAIL,
    )
    seen = seen_of(report, calendar.today)
    record_unasked(report, wanted, said, by, calendar.today, seen)
