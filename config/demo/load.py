"""Loading the whole demo: what is not held yet is added, what is held is left alone."""

import datetime
from collections.abc import Iterator

from django.db import transaction

from actionplans.models import ActionPlan
from config.demo.accounts import Account, open_accounts, user_of
from config.demo.acronyms import load_acronyms
from config.demo.cycles import add_questions, add_rhythm
from config.demo.files import PAPERS, Calendar, Facts, read
from config.demo.inspected import load_inspection
from config.demo.learned import load_lessons
from config.demo.live import add_what_else
from config.demo.overseen import load_oversight
from config.demo.papers import load_papers, record_codes
from config.demo.plans import load_plan
from config.demo.printed import load_printed_counts
from config.demo.published import carry_on
from config.demo.questions import add_members_questions
from config.demo.reported import add_reports
from config.demo.reviews import join_groups, load_reviews
from config.demo.styles import load_house_styles
from config.demo.who import Circle, add_council, load_councils
from councils.models import Council, Officer
from councils.roles import Role


@transaction.atomic
def load(today: datetime.date, *, accounts: bool) -> list[str]:
    """Return one line for each thing that was added; all of it is, or nothing.

    Days that a fixture counts from `today` are set when a row is first added, and stay.
    With `accounts` the demo's people can sign in.
    """
    calendar = Calendar(today)
    added = load_councils(calendar)
    lines = [f"{added} councils"] if added else []
    styles = load_house_styles()
    lines += [f"{styles} house styles"] if styles else []
    files = [read(name) for name in PAPERS]
    for facts in files:
        lines += _load_file(facts, calendar)
    counted = load_printed_counts()
    lines += [f"{counted} tables that papers counted"] if counted else []
    lessons = load_lessons(calendar)
    lines += [f"Stockton-on-Tees, {lessons} lessons from others"] if lessons else []
    spelled_out = load_acronyms()
    lines += [f"{spelled_out} acronyms"] if spelled_out else []
    lines += load_papers(calendar)
    lines += load_reviews(calendar)
    lines += load_oversight(calendar)
    if accounts:
        opened = {(account.council, account.role): account for account in open_accounts()}
        for facts in files:
            _put_in_place(facts, opened)
        join_groups()
        lines += [f"{len(opened)} accounts"] if opened else []
        lines += record_codes(calendar)
        lines += carry_on(calendar)
    return lines


def _load_file(facts: Facts, calendar: Calendar) -> Iterator[str]:
    """Add what one fixture holds, and say what was added."""
    council = Council.objects.filter(slug=facts["council"]).first()
    if council is None:
        council = add_council(facts["new_council"], calendar)
        yield f"{council}, council"
    circle = Circle(council, facts, calendar)
    if circle.added:
        yield f"{council}, {circle.added} bodies, meetings and officers"
    inspections = []
    for found in facts["inspections"]:
        inspection, new = load_inspection(council, found, calendar)
        inspections.append(inspection)
        if new:
            yield f"{council}, inspection: {inspection}"
    if "plan" in facts and (loaded := load_plan(circle, facts, inspections)):
        updates = add_reports(loaded)
        add_what_else(loaded)
        add_rhythm(loaded)
        add_questions(loaded)
        add_members_questions(loaded)
        yield f"{council}, plan: {loaded.plan}, {len(loaded.actions)} rows, {updates} updates"


def _put_in_place(facts: Facts, opened: dict[tuple[str, Role | None], Account]) -> None:
    """Give accounts opened now the officer they are, and the plan they manage."""
    for known in facts["officers"]:
        if account := opened.get((facts["council"], known.get("account"))):
            Officer.objects.filter(
                council__slug=facts["council"], kind=known["kind"], name=known["name"], user=None
            ).update(user=user_of(account))
    account = opened.get((facts["council"], Role.PLAN_MANAGER))
    if account and "plan" in facts:
        reference = facts["plan"]["reference"]
        ActionPlan.objects.filter(reference=reference, manager=None).update(
            manager=user_of(account)
        )
