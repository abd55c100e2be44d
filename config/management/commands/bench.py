"""`manage.py bench`: how long pages, the PDF and reading timescales and reports take, as ratios."""

import datetime
from argparse import ArgumentParser
from pathlib import Path
from statistics import median
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.urls import NoReverseMatch, reverse

from actionplans.asat import AsAt
from actionplans.importing.opening import open_file
from actionplans.importing.understanding import understand
from actionplans.importing.understood import Known
from actionplans.models import ActionPlan
from actionplans.on_day.plans import plan_on_day
from actionplans.timescales import read
from config.bench.members import briefing_seconds, make_overseen, pages_of
from config.bench.papers import (
    against_chromium,
    appendix_of,
    in_turn,
    peak_megabytes,
    words_a_row,
)
from config.bench.plans import Site, make_plan, make_site
from config.bench.reports import NotRead, read_folder
from config.bench.scratch import PREFIX
from config.bench.timing import NotAnswered, Page, Timed, seconds_of, signed_in
from config.bench.timing import Site as Served
from councils.days import today
from councils.limits import ROOT
from reports.plan_files.as_sheets import plan_xlsx

# As people write them; one a day, one that recurs, one of a council's year, one not understood.
TIMESCALES = [
    "31st May 2017",
    "31st May 2017, monthly thereafter",
    "by the end of Q3 2018/19",
    "within 6 months",
    "Ongoing",
    "Spring term 2018",
    "as soon as the new team is complete",
]


# What a print may take at most: of Chromium's time, of its bytes, and a row of a long one.
AGAINST_CHROMIUM, BYTES, LONG_ROW = 1.0, 0.5, 1.2
# Of each plan of the council whose dashboards are timed: monthly reports for two years.
SIZES = {"actions": 60, "steps": 3, "updates": 24}


class Command(BaseCommand):
    help = (
        "Time pages, the PDF and the reading of timescales, as ratios: seconds differ between "
        "machines. bin/bench runs it in a database of its own and removes that afterwards."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rounds", type=int, default=15, help="Median of so many (15).")
        parser.add_argument("--actions", type=int, default=60, help="Of the first plan (60).")
        parser.add_argument("--steps", type=int, default=3, help="Of each of its actions (3).")
        parser.add_argument("--many", type=int, default=300, help="Actions of the second (300).")
        parser.add_argument("--updates", type=int, default=24, help="Of each of those (24).")
        parser.add_argument("--plans", type=int, default=10, help="Of one council (10).")
        parser.add_argument(
            "--pdf",
            type=int,
            nargs="*",
            default=[60, 1000],
            help="Rows of the appendices to print (60 1000), each against the first by the row; no "
            "number for none.",
        )

        parser.add_argument(
            "--reports",
            type=Path,
            default=ROOT.parent / "shared" / "data" / "ofsted-reports",
            help="A folder of inspection reports to read (../shared/data/ofsted-reports).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        name = str(connection.settings_dict["NAME"])
        if not name.startswith(PREFIX):
            raise CommandError("Run bin/bench: it makes a database of its own for this.")
        site = make_site(today())
        try:
            empty = self._pages(site, options)
        except NotAnswered as error:
            raise CommandError(str(error)) from error
        self._dashboards(options)
        self._timescales(empty)
        self._files(site, empty, options)
        self._papers(site, options)
        self._reports(options["reports"])

    def _pages(self, site: Site, options: dict[str, Any]) -> float:
        """Print what pages take; return the empty page's milliseconds."""
        few, many = options["actions"], options["many"]
        small = make_plan(site, f"{few} actions", actions=few, steps=options["steps"], updates=2)
        large = make_plan(site, f"{many} times", actions=many, steps=1, updates=options["updates"])
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        officer, member = signed_in(site.manager), signed_in(site.member)
        empty = Page("empty page", officer, reverse("account_change_password"))
        served, rounds = Served(), options["rounds"]
        self._say("page", "ms", "ratio", "queries")
        found = served.times(empty, _pages_of(site, small, officer, member), rounds)
        self._table(found)
        self.stdout.write(f"\n{many} actions with {options['updates']} updates each:")
        self._table(served.times(empty, _pages_of(site, large, officer, member), rounds)[1:])
        return found[0].milliseconds

    def _dashboards(self, options: dict[str, Any]) -> None:
        """Print what members' pages take over a council's plans with two years of reports."""
        sizes = {name: min(options[name], size) for name, size in SIZES.items()}
        overseen = make_overseen(today(), options["plans"], **sizes)
        member, rounds = signed_in(overseen.site.member), min(5, options["rounds"])
        empty = Page("empty page", member, reverse("account_change_password"))
        what = f"{options['plans']} plans of {sizes['actions']} actions"
        self.stdout.write(f"\n{what}, {sizes['updates']} updates a step:")
        found = Served().times(empty, pages_of(overseen, member), rounds)
        self._table(found[1:])
        for name, seconds, most in briefing_seconds(overseen, rounds):
            ratio = 1000 * seconds / found[0].milliseconds
            self._table([Timed(name, 1000 * seconds, ratio, None, most)])

    def _table(self, found: list[Timed]) -> None:
        for timed in found:
            ms, ratio = f"{timed.milliseconds:.1f}", f"{timed.ratio:.2f}"
            bound = [] if timed.most is None else [bounded(timed.ratio, timed.most)]
            queries = "" if timed.queries is None else str(timed.queries)
            self._say(timed.name, ms, ratio, queries, *bound)

    def _say(self, name: str, *figures: str) -> None:
        self.stdout.write(f"{name:<34}" + "".join(f" {figure:>9}" for figure in figures))

    def _timescales(self, empty: float) -> None:
        """Print what one timescale takes to be read."""
        agreed = datetime.date(2017, 4, 26)
        taken = seconds_of(lambda: [read(words, agreed) for words in TIMESCALES], 50)
        each = 1000 * taken / len(TIMESCALES)
        self.stdout.write("")
        self._say("timescale read", f"{each:.3f}", f"{each / empty:.4f}", "0")

    def _files(self, site: Site, empty: float, options: dict[str, Any]) -> None:
        """Print what a plan's workbook takes to be made, opened again, and understood."""
        plan = ActionPlan.objects.filter(council=site.council).order_by("pk")[0]
        shown = plan_on_day(plan, AsAt(day=site.today, today=site.today))
        content = plan_xlsx(shown)
        document = open_file(content, "plan.xlsx")
        known = Known(agreed_on=plan.agreed_on)
        rounds = min(5, options["rounds"])
        for name, work in (
            ("workbook made", lambda: plan_xlsx(shown)),
            ("workbook opened, in a child", lambda: open_file(content, "plan.xlsx")),
            ("workbook understood", lambda: understand(document, known)),
        ):
            taken = 1000 * seconds_of(work, rounds)
            self._say(name, f"{taken:.1f}", f"{taken / empty:.2f}", "0")

    def _papers(self, site: Site, options: dict[str, Any]) -> None:
        """Print what appendices of so many rows take, and what Chromium takes for the first."""
        pages = {rows: appendix_of(site, rows) for rows in options["pdf"]}
        if not pages:
            return
        rounds = min(5, options["rounds"])
        first, html = next(iter(pages.items()))
        self.stdout.write(f"\nPDF, {words_a_row(html, first):.0f} words a row, median of {rounds}:")
        self._by_row(pages, first, rounds)
        self._against(html, first, rounds)

    def _by_row(self, pages: dict[int, str], first: int, rounds: int) -> None:
        """Print what each appendix takes, its cost by the row against the first, its memory."""
        turns = in_turn(pages, rounds)
        for rows, html in pages.items():
            seconds = median(turn[rows].seconds for turn in turns)
            ratio = median(
                turn[rows].seconds / rows / (turn[first].seconds / first) for turn in turns
            )
            bound = bounded(ratio, LONG_ROW) if rows != first else ""
            kept = f"{peak_megabytes(html):.0f} MB"
            self._say(f"{rows} rows", f"{seconds:.2f} s", kept, f"{ratio:.2f}", bound)

    def _against(self, html: str, rows: int, rounds: int) -> None:
        found = against_chromium(html, rounds)
        if found is None:
            self.stdout.write("Chromium is not installed: nothing to print the same page with.")
            return
        seconds = (f"{found.ours:.2f} s", f"{found.theirs:.2f} s")
        time, size = found.time_ratio, found.size_ratio
        name = f"{rows} rows / Chromium, cold"
        self._say(name, *seconds, f"{time:.2f}", bounded(time, AGAINST_CHROMIUM))
        self._say("its bytes / Chromium's", "", "", f"{size:.2f}", bounded(size, BYTES))

    def _reports(self, folder: Path) -> None:
        """Print what reading inspection reports takes, each in its child process."""
        try:
            found = read_folder(folder)
        except NotRead as error:
            raise CommandError(str(error)) from error
        self.stdout.write("")
        if found is None:
            self.stdout.write("No inspection reports to read: name a folder with --reports.")
            return
        self._say(f"{found.count} inspection reports", "median", "worst", "most MB")
        seconds = [f"{figure(found.seconds):.2f} s" for figure in (median, max)]
        self._say("read, in a child", *seconds, f"{found.megabytes:.0f}")
        for name, times in (("reading", found.times), ("whole read", found.whole_times)):
            if times:
                shown = [f"{figure(times):.1f}" for figure in (median, max)]
                self._say(f"{name} / pdftotext -layout", *shown)


def bounded(ratio: float, most: float) -> str:
    """Return whether a ratio keeps its bound: "met: at most 1.0" or "not met: at most 1.0"."""
    return f"{'met' if ratio <= most else 'not met'}: at most {most}"


def _pages_of(site: Site, plan: ActionPlan, officer: str, member: str) -> list[Page]:
    """Return the pages of `plan` that there are."""
    past = f"?as_at={site.ago(100).isoformat()}"
    action = plan.actions.order_by("order")[0]
    pages = [
        Page("plan, officer", officer, _url("actionplans:plan", plan)),
        Page("plan, member", member, _url("actionplans:plan", plan)),
        Page("plan, officer, 100 days ago", officer, _url("actionplans:plan", plan) + past),
        Page("plan, member, 100 days ago", member, _url("actionplans:plan", plan) + past),
        Page("action", officer, _url("actionplans:action", plan, action.pk)),
        Page("flags", officer, _url("actionplans:flags", plan)),
        Page("changes in 100 days", officer, _changes(site, plan)),
        Page("by recommendation", officer, _url("actionplans:recommendations", plan)),
        Page("whole table to edit", officer, _url("actionplans:plan_table", plan)),
        Page("appendix as a page", officer, _url("reports:appendix", plan)),
        Page("search, officer", officer, f"{reverse('search:search')}?q=audit+supervision"),
        Page("search, member", member, f"{reverse('search:search')}?q=child+managers"),
    ]
    return [page for page in pages if page.url.startswith("/")]


def _changes(site: Site, plan: ActionPlan) -> str:
    return f"{_url('actionplans:changes', plan)}?since={site.ago(100).isoformat()}"


def _url(name: str, plan: ActionPlan, *more: int) -> str:
    try:
        return reverse(name, args=[plan.council.slug, plan.pk, *more])
    except NoReverseMatch:
        return ""
