"""What members ask for over a council's plans: dashboards, a board, questions, search, a briefing.

The council's plans have reports each month for two years. Each of them comes to a board that has
met every month, and a question of members waits on each.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.urls import reverse

from actionplans.models import ActionPlan, AnswerDate, Question
from config.bench.plans import Site, make_plan, make_site
from config.bench.timing import Page, seconds_of
from councils.models import Body, Meeting
from reports.pdf import Renderer
from scrutiny.briefing import briefing_html
from scrutiny.models import Briefing, ForwardItem, MembersQuestion

# How many times the empty page they may take, over ten plans of 60 actions with two years of
# reports: the aims, whether met or not.
OF_A_PLAN, OF_TEN_PLANS, SEARCHED, BRIEFING = 15, 60, 15, 60
MEETINGS = 24
MONTH = 30


@dataclass(frozen=True)
class Overseen:
    """A council with its plans and the board to which they come."""

    site: Site
    plans: list[ActionPlan]
    board: Body


def make_overseen(today: datetime.date, plans: int, **sizes: Any) -> Overseen:
    """Return a council with so many plans; `sizes` are the actions, steps and updates of each."""
    site = make_site(today, "Framley")
    made = [make_plan(site, f"plan {n}", **sizes) for n in range(1, plans + 1)]
    board = Body.objects.create(
        council=site.council, name="Improvement board", kind=Body.Kind.IMPROVEMENT_BOARD
    )
    Meeting.objects.bulk_create(
        Meeting(body=board, held_on=site.ago(MONTH * n)) for n in range(-1, MEETINGS)
    )
    for plan in made:
        _oversee(site, plan, board)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Overseen(site, made, board)


def _oversee(site: Site, plan: ActionPlan, board: Body) -> None:
    plan.reports_to.add(board)
    ForwardItem.objects.create(
        body=board, plan=plan, kind=ForwardItem.Kind.EACH, starts=plan.agreed_on
    )
    about = {"day": site.ago(MONTH), "known_on": site.ago(MONTH), "entered_by": site.member}
    asked = Question.objects.create(
        plan=plan, text="Why so late?", for_members=True, wanted_from="manager", **about
    )
    due = site.ago(3)
    AnswerDate.objects.create(question=asked, kind=AnswerDate.Kind.FIRST, due_on=due, **about)
    MembersQuestion.objects.create(question=asked, body=board)


def pages_of(overseen: Overseen, member: str) -> list[Page]:
    """Return the pages that a member reads over all plans; `member`: the cookies of a session."""
    slug, plan = overseen.site.council.slug, overseen.plans[0]
    number = len(overseen.plans)
    found = f"{reverse('search:search')}?q=child+managers"
    return [
        Page("dashboard of a plan", member, _at("plan_dashboard", slug, plan.pk), OF_A_PLAN),
        Page(f"dashboard of {number} plans", member, _at("dashboard", slug), OF_TEN_PLANS),
        Page("rows behind a number of it", member, f"{_at('dashboard_rows', slug)}?show=late"),
        Page("a board to which all come", member, _at("body", slug, overseen.board.pk)),
        Page("members' questions", member, _at("questions", slug)),
        Page("search over all plans", member, found, SEARCHED),
    ]


def _at(name: str, *args: object) -> str:
    return reverse(f"scrutiny:{name}", args=args)


def briefing_seconds(overseen: Overseen, rounds: int) -> Sequence[tuple[str, float, float | None]]:
    """Return (what, seconds, most) of the briefing on all plans: put together, drawn as a PDF.

    `most` is how many times the empty page it may take; None where none is said.
    """
    site = overseen.site
    asked = Briefing(
        council=site.council, asked_by=site.member, asked_on=site.today, as_at=site.today
    )
    html = briefing_html(asked)
    with Renderer() as renderer:
        return [
            ("briefing put together", seconds_of(lambda: briefing_html(asked), rounds), BRIEFING),
            ("briefing drawn, in a child", seconds_of(lambda: renderer.render(html), rounds), None),
        ]
