"""What a plan's appendix takes as a tagged PDF, beside headless Chromium printing the same page.

Chromium starts cold each time, as a command would start it; ours is drawn by the warm child that
the worker keeps. Both print in turn, so that a busy moment of the machine meets them both.
"""

import multiprocessing
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from actionplans import columns
from actionplans.asat import AsAt
from actionplans.columns import FIELDS, Column
from actionplans.on_day.plans import plan_on_day
from config.bench.plans import Site, make_plan
from reports.pdf import Renderer
from reports.plan_files.appendix import appendix_html

SHOWN = ("reference", "action", "milestones", "timescale", "leads", "progress", "rating")
# So long that a row has about 120 words.
SAID = (
    "The form was agreed with team managers in the spring and is in use in four of six teams. "
    "The other two begin when their new managers have been trained."
)
WARM = '<html lang="en-GB"><title>A paper</title><h1>A paper</h1>'


@dataclass(frozen=True)
class Printed:
    """One print: seconds by the clock and bytes."""

    seconds: float
    size: int


@dataclass(frozen=True)
class Against:
    """Our print against Chromium's, as medians of pairs; each at most its bound."""

    ours: float
    theirs: float
    time_ratio: float
    size_ratio: float


def appendix_of(site: Site, rows: int) -> str:
    """Return the page of an appendix of so many actions, in seven columns."""
    plan = make_plan(site, f"{rows} rows", actions=rows, steps=1, updates=2, said=SAID)
    headings = {field.key: field.heading for field in FIELDS}
    plan.columns = columns.to_store(Column(key, headings[key]) for key in SHOWN)
    plan.save(update_fields=["columns"])
    state = AsAt(day=site.today, today=site.today, accepted_only=True)
    return appendix_html(plan_on_day(plan, state))


def words_a_row(html: str, rows: int) -> float:
    """Return how many words a row of the table has."""
    table = html[html.index("<tbody") : html.rindex("</tbody>")]
    return len(re.sub(r"<[^>]+>", " ", table).split()) / max(1, rows)


def in_turn(pages: dict[int, str], rounds: int) -> list[dict[int, Printed]]:
    """Return what each page takes in each round, all of them after each other."""
    with Renderer() as renderer:
        renderer.render(WARM)
        return [
            {rows: _timed(partial(renderer.render, html, "")) for rows, html in pages.items()}
            for _ in range(rounds)
        ]


def against_chromium(html: str, rounds: int) -> Against | None:
    """Return our print of a page beside Chromium's; None where that is not installed."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        return None
    with Renderer() as renderer:
        renderer.render(WARM)
        pairs = [
            (_timed(lambda: renderer.render(html, "")), _timed(lambda: _chromium(program, html)))
            for _ in range(rounds)
        ]
    return Against(
        ours=median(ours.seconds for ours, _ in pairs),
        theirs=median(theirs.seconds for _, theirs in pairs),
        time_ratio=median(ours.seconds / theirs.seconds for ours, theirs in pairs),
        size_ratio=median(ours.size / theirs.size for ours, theirs in pairs),
    )


def peak_megabytes(html: str) -> float:
    """Return the most memory that a child took which printed this page alone.

    0 where the system does not tell. A twin that drew half of the pages took about as much.
    """
    before = {child.pid for child in multiprocessing.active_children()}
    with Renderer() as renderer:
        renderer.render(html, "")
        children = {child.pid for child in multiprocessing.active_children()} - before
        return max((_peak_of(pid) for pid in children if pid), default=0.0)


def _peak_of(pid: int) -> float:
    status = Path(f"/proc/{pid}/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else 0.0


def _timed(work: Callable[[], bytes]) -> Printed:
    began = time.perf_counter()
    printed = work()
    return Printed(time.perf_counter() - began, len(printed))


def _chromium(program: str, html: str) -> bytes:
    """Return what a Chromium prints that was never started before."""
    with tempfile.TemporaryDirectory() as folder:
        page, printed = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(html, encoding="utf-8")
        command = [program, "--headless", "--no-sandbox", "--disable-gpu"]
        command += [f"--user-data-dir={folder}/profile", "--no-pdf-header-footer"]
        command += [f"--print-to-pdf={printed}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=300)  # noqa: S603
        return printed.read_bytes()
