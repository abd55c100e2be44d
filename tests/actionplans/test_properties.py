"""What must hold of any plan, whatever is entered: the past stays, counts add up, pages agree."""

import datetime
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import tinyhtml5  # type: ignore[import-untyped]
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from actionplans.asat import AsAt
from actionplans.challenging import flags_of
from actionplans.lists import lists_of
from actionplans.measuring import measures_on_day
from actionplans.models import (
    Action,
    ActionPlan,
    DueDate,
    Ending,
    Milestone,
    ProgressUpdate,
    Review,
)
from actionplans.on_day.plans import plan_on_day
from actionplans.rag import Outlook, Position, Progress, Status
from actionplans.shown import PlanOnDay
from actionplans.since import since
from config.demo.load import load
from councils.models import Council, User
from councils.roles import Role
from reports.pdf import render_pdf
from reports.plan_files.appendix import appendix_html
from tests.actionplans.test_history import at, date_versions
from tests.factories import (
    DAY,
    days,
    make_action,
    make_answer,
    make_due_date,
    make_ending,
    make_evidence,
    make_measure,
    make_member,
    make_milestone,
    make_occurrence,
    make_plan,
    make_published_group,
    make_question,
    make_reading,
    make_review,
    make_scale,
    make_update,
    make_user,
)
from tests.pages import Piece, fix_today, read
from tests.pdf_reading import read_pdf
from tests.reports.word_reading import Word

pytestmark = pytest.mark.django_db

# Of a plan agreed sixty days ago, everything entered lies between.
AGREED = -60
Shown = tuple[Any, ...]


class World:
    """A plan with two actions of two steps, one recurring, into which anything is entered."""

    def __init__(self, council: Council, by: User) -> None:
        self.by = by
        self.plan = make_plan(council, agreed_on=days(AGREED), rating_scale=make_scale(council))
        self.next_plan = make_plan(council)
        self.actions = [make_action(self.plan, steps=2) for _ in range(2)]
        self.steps = list(Milestone.objects.filter(action__plan=self.plan).order_by("pk"))
        recurring = self.steps[-1]
        recurring.recurrence, recurring.each_occurrence = "FREQ=WEEKLY", True
        recurring.first_due = days(AGREED + 7)
        recurring.save()
        for step in self.steps:
            make_due_date(step, days(-10))
        self.measure = make_measure(self.plan)
        for row in (self.plan, *self.actions):
            date_versions(row, at(days(AGREED)))
        for step in self.steps:
            date_versions(step, *(at(days(AGREED)) for _ in step_versions(step)))

    def enter(self, kind: str, which: int, day: int, known: int, choice: int) -> None:
        """Enter one thing that speaks of day `day` and is known from day `known`."""
        step = self.steps[which % len(self.steps)]
        when = {"day": days(day), "known_on": days(known)}
        getattr(self, f"_{kind}")(step, when, choice)

    def _update(self, step: Milestone, when: dict[str, Any], choice: int) -> None:
        progress = list(Progress)[choice % len(Progress)]
        outlook = ["", *Outlook][choice % 4] if progress != Progress.COMPLETE else ""
        whole = choice % 5 == 0
        make_update(
            step.action, None if whole else step, progress=progress, outlook=outlook,
            reason="Why." if outlook else "", text=f"Word {choice}.", entered_by=self.by, **when,
        )  # fmt: skip

    def _review(self, step: Milestone, when: dict[str, Any], choice: int) -> None:
        known = ProgressUpdate.objects.filter(
            action__plan=self.plan, known_on__lte=when["known_on"]
        )
        update = known.order_by("-pk").first()
        verdict = list(Review.Verdict)[choice % len(Review.Verdict)]
        if update:
            make_review(update, verdict, by=self.by, comment="Because.", **when)

    def _date(self, step: Milestone, when: dict[str, Any], choice: int) -> None:
        agreed_by = [*DueDate.AgreedBy][choice % 5]
        make_due_date(step, days(choice), agreed_by=agreed_by, reason="Moved.", **when)

    def _accept_date(self, step: Milestone, when: dict[str, Any], choice: int) -> None:
        asked = DueDate.objects.filter(milestone=step, known_on__lte=when["known_on"]).last()
        if asked:
            make_review(None, due_date=asked, by=self.by, **when)

    def _ending(self, step: Milestone, when: dict[str, Any], choice: int) -> None:
        kind = list(Ending.Kind)[choice % len(Ending.Kind)]
        more = {}
        if kind == Ending.Kind.CARRIED:
            more["successor"] = make_action(self.next_plan)
        make_ending(step.action, kind, entered_by=self.by, **when, **more)

    def _evidence(self, step: Milestone, when: dict[str, Any], choice: int) -> None:
        update = ProgressUpdate.objects.filter(action=step.action).last()
        if update:
            make_evidence(update, entered_by=self.by, **when)

    def _check(self, step: Milestone, when: dict[str, Any], choice: int) -> None:
        due = days(AGREED + 7 * (1 + choice % 8))
        make_occurrence(self.steps[-1], due, done=choice % 2 == 0, entered_by=self.by, **when)

    def _reading(self, step: Milestone, when: dict[str, Any], choice: int) -> None:
        make_reading(self.measure, value=choice, entered_by=self.by, **when)

    def _question(self, step: Milestone, when: dict[str, Any], choice: int) -> None:
        asked = make_question(self.plan, action=step.action, entered_by=self.by, **when)
        make_answer(asked, entered_by=self.by, **when)

    def _published(self, step: Milestone, when: dict[str, Any], choice: int) -> None:
        counts = {Position.COMPLETE: choice % 3}
        make_published_group(self.plan, self.actions, counts, entered_by=self.by, **when)

    def _words(self, step: Milestone, when: dict[str, Any], choice: int) -> None:
        """Reword the action and the step, on the day it is known."""
        self._reword(Action.objects.get(pk=step.action_id), f"Action {choice}.", when)
        self._reword(Milestone.objects.get(pk=step.pk), f"Step {choice}.", when)

    def _reword(self, row: Any, text: str, when: dict[str, Any]) -> None:
        if row.text != text:
            row.text = text
            row.save()
            moments = [event.pgh_created_at for event in step_versions(row)[:-1]]
            date_versions(row, *moments, at(when["known_on"]))

    def _added(self, step: Milestone, when: dict[str, Any], choice: int) -> None:
        """Add a step, and now and then an action: both enter the plan on the day they are known."""
        if choice % 2:
            make_milestone(step.action, added_on=when["known_on"])
        else:
            make_action(self.plan, added_on=when["known_on"])


KINDS = [
    "update",
    "review",
    "date",
    "accept_date",
    "ending",
    "evidence",
    "check",
    "reading",
    "question",
    "published",
    "words",
    "added",
]


def step_versions(row: Any) -> list[Any]:
    """Return the versions of a row in the order in which they were made."""
    return list(type(row).pgh_event_model.objects.filter(pgh_obj_id=row.pk).order_by("pgh_id"))


def state(plan: ActionPlan, day: int, known: int | None, *, member: bool = False) -> PlanOnDay:
    as_at = AsAt(
        day=days(day),
        today=DAY,
        known_on=None if known is None else days(known),
        accepted_only=member,
        confidential=not member,
    )
    return plan_on_day(ActionPlan.objects.get(pk=plan.pk), as_at)


def all_of(shown: PlanOnDay) -> Shown:
    """Return everything a state says, to be compared with itself later."""
    return (
        shown.title,
        shown.rows,
        shown.key,
        shown.counts,
        shown.positions,
        shown.waiting,
        shown.withheld,
        shown.published,
        [(list_.kind, list_.tasks, list_.total) for list_ in lists_of(shown)],
    )


Entry = tuple[str, int, int, int, int]


def entries(first: int, last: int, most: int) -> st.SearchStrategy[list[Entry]]:
    """Draw things entered from day `first` to day `last`, each speaking of any day up to then."""

    def of(known: int) -> st.SearchStrategy[Entry]:
        return st.tuples(
            st.sampled_from(KINDS),
            st.integers(0, 3),
            st.integers(AGREED, known),
            st.just(known),
            st.integers(0, 30),
        )

    return st.lists(st.integers(first, last).flatmap(of), max_size=most).map(
        lambda drawn: sorted(drawn, key=lambda entry: entry[3])
    )


FEW = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
KNOWN = -20


@pytest.fixture
def world(council: Council) -> World:
    return World(council, make_user())


@FEW
@given(entries(AGREED, KNOWN, 12), entries(KNOWN + 1, 0, 8), st.integers(AGREED, 0))
def test_a_state_as_known_on_a_day_never_changes_whatever_is_entered_afterwards(
    world: World, before: list[Any], after: list[Any], day: int
) -> None:
    with transaction.atomic():
        for entry in before:
            world.enter(*entry)
        readers = [False, True]
        then = [said(world.plan, day, member) for member in readers]
        for entry in after:
            world.enter(*entry)

        now = [said(world.plan, day, member) for member in readers]
        transaction.set_rollback(True)

    assert now == then


@pytest.mark.parametrize("kind", ["update", "review", "date", "ending", "evidence", "check"])
def test_the_comparison_would_see_each_kind_of_late_entry(world: World, kind: str) -> None:
    """The rule above is worth something only if a leak of any kind would break it."""
    world.enter("update", 3, -40, -40, 2)
    then = all_of(state(world.plan, -30, None))

    world.enter(kind, 3, -35, -5, 0)

    assert all_of(state(world.plan, -30, None)) != then
    assert all_of(state(world.plan, -30, KNOWN)) == then


def said(plan: ActionPlan, day: int, member: bool) -> Shown:
    """Return the state with its flags, its measures, and what changed in the ten days before."""
    shown = state(plan, day, KNOWN, member=member)
    changed = since(plan, days(day - 10), shown.as_at)
    return (
        *all_of(shown),
        shown.entered_later,
        shown.others_later,
        flags_of(shown),
        measures_on_day(plan, shown.as_at),
        changed.changes,
        changed.entered_since,
    )


@FEW
@given(entries(AGREED, 0, 12), st.integers(AGREED, 0))
def test_as_at_a_day_alone_says_how_many_later_entries_it_includes(
    world: World, entered: list[Any], day: int
) -> None:
    with transaction.atomic():
        for entry in entered:
            world.enter(*entry)
        shown, known = state(world.plan, day, None), state(world.plan, day, day)
        expected = entered_later(world.plan, days(day))
        transaction.set_rollback(True)

    assert (shown.entered_later, shown.others_later) == expected
    if expected == (0, 0):
        assert all_of(shown) == all_of(known)


def entered_later(plan: ActionPlan, day: datetime.date) -> tuple[int, int]:
    """Count by hand what speaks of `day` or earlier and came in after it: updates, and the rest."""
    if day >= DAY:
        return 0, 0
    updates = others = 0
    for update in ProgressUpdate.objects.filter(action__plan=plan, day__lte=day):
        updates += update.known_on > day or any(is_later(r, day) for r in update.reviews.all())
        others += sum(e.day <= day < e.known_on for e in update.evidence.all())
    for date in DueDate.objects.filter(milestone__action__plan=plan, day__lte=day):
        others += date.known_on > day
        others += sum(is_later(review, day) for review in date.reviews.all())
    for facts in (Ending.objects.filter(action__plan=plan), plan.published_groups.all()):
        others += sum(fact.day <= day < fact.known_on for fact in facts)
    return updates, others


def is_later(review: Review, day: datetime.date) -> bool:
    """Return whether a verdict that counts on `day` was given after it.

    Accepting and returning speak of the report; opening anew and checking, of their own day.
    """
    of_the_report = review.verdict in (Review.Verdict.ACCEPTED, Review.Verdict.RETURNED)
    return review.known_on > day and (of_the_report or review.day <= day)


@FEW
@given(entries(AGREED, 0, 15), st.integers(AGREED, 0), st.booleans())
def test_the_counts_of_a_dashboard_add_up_to_its_rows(
    world: World, entered: list[Any], day: int, member: bool
) -> None:
    with transaction.atomic():
        for entry in entered:
            world.enter(*entry)
        shown = state(world.plan, day, None, member=member)
        transaction.set_rollback(True)

    assert dict(shown.counts) == Counter(row.status for row in shown.rows)
    assert sum(shown.positions.values()) == len(shown.rows)
    assert min(shown.positions.values()) >= 0
    assert sum(area.total for area in shown.areas) == len(shown.rows)
    for area in shown.areas:
        assert sum(area.positions.values()) == area.total
        assert min(area.positions.values()) >= 0


# Every way to read a plan says the same


@dataclass(frozen=True)
class Loaded:
    plan: ActionPlan
    day: datetime.date
    user: User

    @property
    def base(self) -> str:
        return f"/councils/{self.plan.council.slug}/plans/{self.plan.pk}/"


TODAY = datetime.date(2026, 11, 22)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The loaded demo, taken back at the end of the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(TODAY, accounts=False)
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


@pytest.fixture(
    params=[
        ("live", TODAY),
        ("live", TODAY - datetime.timedelta(days=40)),
        ("wolverhampton-2017", datetime.date(2017, 4, 26)),
        ("wirral-2011", datetime.date(2011, 8, 31)),
    ],
    ids=["live", "live-earlier", "wolverhampton", "wirral"],
)
def loaded(
    request: pytest.FixtureRequest, demo: None, db: None, monkeypatch: pytest.MonkeyPatch
) -> Loaded:
    reference, day = request.param
    fix_today(monkeypatch, TODAY)
    plan = ActionPlan.objects.get(reference=reference)
    return Loaded(plan, day, make_member(plan.council, Role.SCRUTINY_MEMBER))


def test_dashboard_list_action_page_pdf_word_spreadsheet_and_json_agree_about_every_action(
    loaded: Loaded,
) -> None:
    client = Client()
    client.force_login(loaded.user)
    as_at = AsAt(loaded.day, TODAY, accepted_only=True, confidential=False)
    shown = plan_on_day(loaded.plan, as_at)
    expected = {row.reference: row.status.words for row in shown.rows}

    assert of_the_list(client, loaded) == expected
    assert of_the_json(client, loaded) == expected
    assert of_the_workbook(client, loaded) == expected
    assert of_the_action_pages(client, loaded) == expected
    assert of_the_histories(client, loaded) == expected
    assert of_the_dashboard(client, loaded) == Counter(expected.values())
    assert of_the_recommendations(client, loaded) == {
        row.reference: row.position.words for row in shown.rows
    }
    in_order = [row.status.words for row in in_printed_order(shown)]
    assert of_the_appendix(client, loaded) == in_order
    assert of_the_pdf(shown) == in_order
    assert of_the_word_file(client, loaded) == in_order


def in_printed_order(shown: PlanOnDay) -> list[Any]:
    themes = dict.fromkeys(row.theme for row in shown.rows)
    return [row for theme in themes for row in shown.rows if row.theme == theme]


def of_the_list(client: Client, loaded: Loaded) -> dict[str, str]:
    """Return the status of each action in the table of the plan, page by page."""
    found: dict[str, str] = {}
    for number in range(1, 4):
        answer = client.get(loaded.base, {"as_at": f"{loaded.day}", "page": number})
        if answer.status_code == 404:
            break
        page = Piece(tinyhtml5.parse(answer.content.decode(), namespace_html_elements=False))
        for row in page.one("table", "app-cards").all("tbody")[0].all("tr"):
            cells = {cell.get("data-label"): cell for cell in row.all("*")}
            found[cells["Ref"].text] = cells["Status"].texts("span", "status")[0]
    return found


def of_the_dashboard(client: Client, loaded: Loaded) -> Counter[str]:
    """Return how many actions the bar's legend gives to each status."""
    page = read(client, loaded.base, as_at=f"{loaded.day}")
    links = page.all("a", "plan-bar__link")
    return Counter(
        {link.texts("span", "status")[0]: int(link.one("strong").text) for link in links}
    )


def of_the_action_pages(client: Client, loaded: Loaded, under: str = "") -> dict[str, str]:
    """Return the first status on the page of each action: that of the whole."""
    found = {}
    for action in loaded.plan.actions.filter(is_confidential=False):
        page = read(client, f"{loaded.base}actions/{action.pk}/{under}", as_at=f"{loaded.day}")
        found[action.reference] = page.main.texts("span", "status")[0]
    return found


def of_the_histories(client: Client, loaded: Loaded) -> dict[str, str]:
    return of_the_action_pages(client, loaded, "history/")


def of_the_json(client: Client, loaded: Loaded) -> dict[str, str]:
    answer = client.get(f"{loaded.base}appendix.json", {"as_at": f"{loaded.day}"})
    return {
        action["reference"]: Status(action["status"]).words
        for action in json.loads(answer.content)["actions"]
    }


def of_the_word_file(client: Client, loaded: Loaded) -> list[str]:
    """Return the status among the notes of each action's row, table by table."""
    answer = client.get(f"{loaded.base}appendix.docx", {"as_at": f"{loaded.day}"})
    word, states = Word(answer.content), {status.words for status in Status}
    rows = [row for table in range(len(word.tables)) for row in word.rows(table)[1:]]
    notes = [[t for cell in row for _, t in cell.paragraphs if t in states] for row in rows]
    return [found[0] for found in notes if found]


def of_the_workbook(client: Client, loaded: Loaded) -> dict[str, str]:
    answer = client.get(f"{loaded.base}appendix.xlsx", {"as_at": f"{loaded.day}"})
    heads, *rows = load_workbook(io.BytesIO(answer.content))["Details"].iter_rows(values_only=True)
    lines = [dict(zip(heads, row, strict=True)) for row in rows]
    return {str(line["Reference"]): str(line["Action status"]) for line in lines}


def of_the_appendix(client: Client, loaded: Loaded) -> list[str]:
    page = read(client, f"{loaded.base}appendix/", as_at=f"{loaded.day}")
    rows = [row for body in page.one("table", "plan").all("tbody") for row in body.all("tr")]
    cells = [row.all("th", scope="row") for row in rows]
    return [found[0].texts("span", "status")[0] for found in cells if found]


def of_the_pdf(shown: PlanOnDay) -> list[str]:
    """Return the status in each action's cell of the PDF: the last paragraph that is one."""
    reading = read_pdf(render_pdf(appendix_html(shown)))
    tables = [t for t in reading.tables if t[0][0]["text"] == "Action"]
    words = {status.words for status in Status}
    cells = [row[0] for table in tables for row in table[1:] if row[0].get("scope") == "Row"]
    return [next(p for p in reversed(c["paragraphs"]) if p in words) for c in cells]


def of_the_recommendations(client: Client, loaded: Loaded) -> dict[str, str]:
    page = read(client, f"{loaded.base}recommendations/", as_at=f"{loaded.day}")
    items = [item for section in page.all("section") for item in section.all("li")]
    return {
        item.all("a")[0].text.split(". ")[0]: item.all("strong")[0].text.rstrip(".")
        for item in items
        if item.all("a")
    }
