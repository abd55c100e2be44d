"""The briefing: a dashboard on at most two pages of paper."""

import io
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

import pikepdf
from django.template.loader import render_to_string

from actionplans.challenges.words import short
from actionplans.changes import Change
from actionplans.over_time.bands import Tally
from actionplans.over_time.drawing import slippage_drawing, trend
from actionplans.over_time.slippage import in_words, moved
from actionplans.templatetags.changes import how_many
from councils.access import Access
from councils.holding_back import held_back, names_asked_about
from reports.pdf import render_pdf
from scrutiny.dashboards import Dashboard, Raised, council_dashboard, plan_dashboard
from scrutiny.glossary import of_council, used_in
from scrutiny.models import Acronym, Briefing
from scrutiny.place import Place, place_of
from scrutiny.questions.hiding import hidden_in
from scrutiny.questions.standing import Standing, asked_in, waiting
from scrutiny.templatetags.scrutiny import members_lists

PAGES = 2


@dataclass(frozen=True)
class Room:
    """How much of each a briefing shows. `quoted`: characters of a text it quotes; `longest`: of a
    whole sentence, where even short quotations do not do.
    """

    past: int
    flagged: int
    facts: int
    quoted: int
    slips: int
    days: int
    plans: int
    listed: int
    asked: int
    judgements: int
    acronyms: int = 12
    longest: int | None = None


# From the fullest to the barest, which has room for anything.
ROOMS = (
    Room(14, 16, 4, 220, 16, 12, 12, 6, 8, 20),
    Room(12, 12, 4, 160, 12, 9, 12, 5, 6, 12),
    Room(10, 10, 4, 120, 10, 8, 10, 4, 5, 8),
    Room(8, 8, 3, 90, 8, 7, 10, 3, 4, 7),
    Room(7, 6, 3, 70, 7, 6, 8, 3, 4, 6),
    Room(5, 5, 3, 60, 6, 5, 6, 3, 3, 5),
    Room(5, 4, 2, 60, 5, 4, 5, 2, 3, 4, 8, 150),
)


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


@dataclass(frozen=True)
class Told:
    """All that a briefing may tell, read once; a `Room` says how much of it is printed."""

    briefing: Briefing
    found: Dashboard
    asked: tuple[Standing, ...]
    place: Place
    acronyms: tuple[Acronym, ...]


def told(briefing: Briefing) -> Told:
    """Return what a briefing may tell."""
    return Told(
        briefing=briefing,
        found=dashboard_for(briefing),
        asked=tuple(asked_in(briefing.council, briefing.state(), briefing.plan)),
        place=place_of(briefing.council, briefing.state()),
        acronyms=tuple(of_council(briefing.council)),
    )


def briefing_html(briefing: Briefing) -> str:
    """Return the briefing as a whole page, as full as one is where the paper has room."""
    return _html(told(briefing), ROOMS[0])


def _html(all_of_it: Told, room: Room) -> str:
    found, place = all_of_it.found, all_of_it.place
    slips = list(found.slips)
    rows = place.table.rows[: room.judgements] if place.table else ()
    context = {
        "found": found,
        "as_at": found.as_at,
        "past": [_shortened(raised, room) for raised in found.past[: room.past]],
        "flagged": [_shortened(raised, room) for raised in found.flagged[: room.flagged]],
        "lists": _lists(found, room),
        "trend": trend("trend", found.tallies),
        "tallies": _some(found.tallies, room.days),
        **_questions(all_of_it, room),
        "slippage": slippage_drawing("slippage", slips, found.as_at.day, room.slips),
        "slipped": moved(slips)[: room.slips],
        "slipped_words": in_words(slips),
        "plans": found.plans[: room.plans],
        "place": place,
        "judgements": rows,
    }
    html = render_to_string("scrutiny/briefing.html", context)
    acronyms = used_in(html, all_of_it.acronyms)[: room.acronyms]
    return render_to_string("scrutiny/briefing.html", context | {"acronyms": acronyms})


def _questions(all_of_it: Told, room: Room) -> dict[str, Any]:
    """Return what waits for an answer in a sentence, and the first of it; late comes first."""
    found, briefing = all_of_it.asked, all_of_it.briefing
    lines = [
        {
            "text": short(one.question.text, room.quoted),
            "asker": one.question.asker,
            "about": _about(one, briefing),
            "late": one.late,
            "answer_by": one.answer_by,
            "moved": one.moved,
        }
        for one in found
        if one.state.is_open
    ]
    kept = held_back(lines[: room.asked], names_asked_about(briefing.council_id))
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
    """Return the tagged PDF of two pages at most, with as much as they have room for.

    Raises RenderingFailed with a sentence for the person who asked.
    """
    all_of_it = told(briefing)
    drawn: dict[int, bytes] = {}

    def is_too_long(place: int) -> bool:
        drawn[place] = render_pdf(_html(all_of_it, ROOMS[place]))
        with pikepdf.open(io.BytesIO(drawn[place])) as pdf:
            return len(pdf.pages) > PAGES

    barest = len(ROOMS) - 1
    fits = bisect_left(range(barest), True, key=lambda place: not is_too_long(place))
    return drawn[fits] if fits in drawn else render_pdf(_html(all_of_it, ROOMS[fits]))


QUOTED = re.compile("“([^”]*)”")


def _shortened(raised: Raised, room: Room) -> dict[str, Any]:
    """Return a flag as it is printed: what it quotes is shortened, what it says stands whole."""
    flag = raised.flag
    facts = [_sentence(fact, room) for fact in flag.facts[: room.facts]]
    return {"sentence": _sentence(flag.sentence, room), "facts": facts, "of": raised}


def _sentence(text: str, room: Room) -> str:
    said = QUOTED.sub(lambda found: f"“{short(found[1], room.quoted)}”", text)
    return short(said, room.longest) if room.longest else said


def _lists(found: Dashboard, room: Room) -> list[tuple[str, str, int, list[str]]]:
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
            [_changed(name, c) for c in changed[: room.listed]],
        )
        for name, heading, changed in members_lists(found.changes)
    ]


def _changed(name: str, change: Change) -> str:
    """Return an action in few words; a re-rated one with what it was and is."""
    words = f"{change.after.reference}. {short(change.after.text, 70).removesuffix('.')}"
    return f"{words} ({change.from_to})" if name == "rerated" and change.from_to else words


def _some(tallies: tuple[Tally, ...], number: int) -> list[Tally]:
    """Return the last day and a few before it, evenly apart: the table beside the drawing."""
    step = max(-(-len(tallies) // number), 1)
    return list(reversed(tallies[::-1][::step]))
