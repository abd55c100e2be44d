"""The briefing: a dashboard on at most two pages of paper."""

from typing import Any

from django.template.loader import render_to_string

from actionplans.challenges.words import short
from actionplans.over_time.bands import Tally
from actionplans.over_time.drawing import slippage_drawing, trend
from actionplans.over_time.slippage import in_words, moved
from actionplans.templatetags.changes import how_many
from councils.access import Access
from councils.holding_back import held_back, names_asked_about
from reports.pdf import render_pdf
from scrutiny.dashboards import Dashboard, Raised, council_dashboard, plan_dashboard
from scrutiny.glossary import of_council, used_in
from scrutiny.models import Briefing
from scrutiny.place import place_of
from scrutiny.questions.hiding import hidden_in
from scrutiny.questions.standing import Standing, asked_in, waiting
from scrutiny.templatetags.scrutiny import members_lists

# What two pages have room for.
PAST, FLAGGED, SLIPS, DAYS, PLANS, LISTED, ACRONYMS, ASKED = 6, 5, 8, 7, 10, 3, 12, 4
LONGEST = 190


def dashboard_for(briefing: Briefing) -> Dashboard:
    """Return what a briefing tells, as papers show it; a name asked about is withheld."""
    access = Access(briefing.asked_by, briefing.council, frozenset())
    body = str(briefing.body_id or "any")
    if briefing.plan:
        found = plan_dashboard(access, briefing.plan, briefing.state(), body)
    else:
        found = council_dashboard(access, briefing.state(), body)
    kept: Dashboard = held_back(found, names_asked_about(briefing.council_id))
    return kept


def briefing_html(briefing: Briefing) -> str:
    """Return the briefing as a whole page, for the renderer."""
    found = dashboard_for(briefing)
    slips = list(found.slips)
    context = {
        "found": found,
        "as_at": found.as_at,
        "past": [_shortened(raised) for raised in found.past[:PAST]],
        "flagged": [_shortened(raised) for raised in found.flagged[:FLAGGED]],
        "lists": _lists(found),
        "trend": trend("trend", found.tallies),
        "tallies": _some(found.tallies),
        **_questions(briefing),
        "slippage": slippage_drawing("slippage", slips, found.as_at.day, SLIPS),
        "slipped": moved(slips)[:SLIPS],
        "slipped_words": in_words(slips),
        "plans": found.plans[:PLANS],
        "place": None if found.plan else place_of(briefing.council, found.as_at),
    }
    html = render_to_string("scrutiny/briefing.html", context)
    acronyms = used_in(html, of_council(briefing.council))[:ACRONYMS]
    return render_to_string("scrutiny/briefing.html", context | {"acronyms": acronyms})


def _questions(briefing: Briefing) -> dict[str, Any]:
    """Return what waits for an answer in a sentence, and the first of it; late comes first."""
    found = asked_in(briefing.council, briefing.state(), briefing.plan)
    lines = [
        {
            "text": short(one.question.text, LONGEST),
            "asker": one.question.asker,
            "about": _about(one, briefing),
            "late": one.late,
            "answer_by": one.answer_by,
            "moved": one.moved,
        }
        for one in found
        if one.state.is_open
    ]
    kept = held_back(lines[:ASKED], names_asked_about(briefing.council_id))
    hidden = hidden_in(briefing.council, briefing.state(), briefing.plan)
    return {"questions": waiting(found, len(hidden)), "asked": kept}


def _about(one: Standing, briefing: Briefing) -> str:
    """Return what a question is about; the plan by its title where the briefing is of several."""
    plan = "the plan" if briefing.plan else short(one.plan.title, 60)
    if one.action is None:
        return plan
    number = f"action {one.action.reference}"
    return number if briefing.plan else f"{number} of {plan}"


def briefing_pdf(briefing: Briefing) -> bytes:
    """Return the tagged PDF. Raises RenderingFailed with a sentence for the person who asked."""
    return render_pdf(briefing_html(briefing))


def _shortened(raised: Raised) -> dict[str, Any]:
    facts = [short(fact, LONGEST) for fact in raised.flag.facts[:3]]
    return {"sentence": short(raised.flag.sentence, LONGEST + 60), "facts": facts, "of": raised}


def _lists(found: Dashboard) -> list[tuple[str, str, int, list[str]]]:
    """Return each list of changes with what it counts in words, its number of actions, and the
    first of them in few words.
    """
    if found.changes is None:
        return []
    return [
        (
            heading,
            how_many(changed) if name == "moved" else str(len(changed)),
            len(changed),
            [f"{c.after.reference}. {short(c.after.text, 70)}" for c in changed[:LISTED]],
        )
        for name, heading, changed in members_lists(found.changes)
    ]


def _some(tallies: tuple[Tally, ...]) -> list[Tally]:
    """Return the last day and a few before it, evenly apart: the table beside the drawing."""
    step = max(-(-len(tallies) // DAYS), 1)
    return list(reversed(tallies[::-1][::step]))
