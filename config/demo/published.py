"""What comes of the fictional council's papers: clearances asked for, an edition, a decision."""

from collections.abc import Iterator

from config.demo.accounts import author
from config.demo.files import OWN, Calendar, Facts, read
from councils.models import User
from councils.roles import Role
from reports import tasks
from reports.clearing_asked import Wanted, ask
from reports.editions import decisions
from reports.editions.publishing import Choice, Ready, publish
from reports.editions.rules import set_public_pages
from reports.models import Report


def carry_on(calendar: Calendar) -> Iterator[str]:
    """Ask for clearances, publish and decide, each once, and say what was done.

    The edition's files are drawn by the worker, as those of every edition are: the load only
    asks for them.
    """
    for name in OWN:
        facts = read(f"papers/{name}")
        report = Report.objects.get(council__slug=facts["council"], reference=facts["reference"])
        clerk = author(Role.DEMOCRATIC_SERVICES, facts["council"])
        yield from _asked(report, facts, clerk, calendar)
        yield from _published(report, facts, clerk, calendar)


def _asked(report: Report, facts: Facts, by: User, calendar: Calendar) -> Iterator[str]:
    wanted = facts.get("asked", ())
    if not wanted or report.asked_clearances.filter(was_asked=True).exists():
        return
    for each in wanted:
        ask(report, _wanted(report, each, calendar), by, calendar.today)
    yield f"{report.council}, {len(wanted)} clearances asked for: {report}"


def _wanted(report: Report, facts: Facts, calendar: Calendar) -> Wanted:
    account = facts.get("account")
    user = author(account, report.council.slug) if account else None
    return Wanted(
        kind=facts["kind"],
        name=user.name if user else facts["name"],
        section=report.sections.get(key=facts["section"]) if facts["section"] else None,
        user=user,
        email=facts.get("email", ""),
        by=calendar.day(facts["by"]),
    )


def _published(report: Report, facts: Facts, by: User, calendar: Calendar) -> Iterator[str]:
    published = facts.get("published")
    if published is None or report.publications.exists():
        return
    set_public_pages(report.council, True)
    day, choice = calendar.day(published["day"]), Choice()
    asked = publish(report, by, day, choice, Ready(report, day, choice).digest)
    tasks.make_edition.defer(publication_id=asked.pk)
    if report.meeting:
        decided = decisions.Decided(meeting=report.meeting, **published["decision"])
        decisions.record(report, decided, by)
    yield f"{report.council}, published, once the worker has drawn it: {report}"
