"""The briefing: two pages at most, tagged, the same as the dashboard, of one's own."""

import io
import re
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actionplans.models import ActionPlan, Milestone
from actionplans.on_day.plans import plan_on_day
from councils.models import Council
from councils.roles import Role
from reports.tasks import KEPT_FOR
from scrutiny import tasks
from scrutiny.briefing import briefing_html, dashboard_for
from scrutiny.models import Briefing
from tests.factories import (
    DAY,
    days,
    make_acronym,
    make_action,
    make_body,
    make_briefing,
    make_due_date,
    make_inspection,
    make_judgement,
    make_lead,
    make_meeting,
    make_member,
    make_members_question,
    make_officer,
    make_plan,
    make_redaction,
    make_update,
)
from tests.many import add_rows
from tests.pages import fix_today, read
from tests.pdf_reading import read_pdf
from tests.refusals import refused_saying

pytestmark = pytest.mark.django_db
LONG = "Everybody who works with the child writes down what the child says, MASH included, " * 9


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    """A plan of sixty actions with long words, a third of them late, moved or done."""
    plan = make_plan(council, title="The improvement plan", agreed_on=days(-400))
    make_meeting(make_body(council, name="Scrutiny Committee"), days(-30))
    add_rows(plan, 57)
    for place, step in enumerate(Milestone.objects.filter(action__plan=plan)[:60]):
        make_due_date(step, days(-place), day=days(-20), reason=LONG[:200])
    for place in range(3):
        action = make_action(plan, text=LONG, added_on=days(-400))
        step = action.milestones.get()
        make_due_date(step, days(-90 - place), day=days(-400))
        make_update(action, step, text=LONG, outlook="off_track", reason=LONG, accepted=True)
    for place in range(20):
        make_acronym(council, f"MASH{place}", full=LONG[:200])
    for _ in range(9):
        make_members_question(plan, LONG, due=days(-3), asked_by=LONG[:200])
    make_acronym(council, "MASH", full="Multi-agency safeguarding hub")
    return plan


def drawn(briefing: Briefing) -> bytes:
    """Do what the worker does."""
    tasks.draw_briefing(briefing.pk)
    briefing.refresh_from_db()
    assert briefing.status == Briefing.Status.DONE, briefing.problem
    return bytes(briefing.content or b"")


@pytest.mark.parametrize("whole", [False, True], ids=["plan", "council"])
def test_sixty_actions_take_two_tagged_pages_with_the_same_sentence_and_pictures(
    plan: ActionPlan, whole: bool
) -> None:
    about: dict[str, Any] = {} if whole else {"plan": plan}
    waiting = make_briefing(plan.council, status="waiting", content=None, **about)

    content = drawn(waiting)
    found = dashboard_for(waiting)

    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) <= 2
        assert str(pdf.open_metadata()["pdfuaid:part"]) == "1"
    paper = read_pdf(content)
    assert paper.language == "en-GB"
    assert paper.loose == []
    assert found.stands.sentence in " ".join(paper.text.split())
    assert "MASH: Multi-agency safeguarding hub" in " ".join(paper.text.split())
    html = briefing_html(waiting)
    assert html.count("data:image/svg+xml") == 2
    alternatives = alternative_texts(content)
    assert any("Planned is how many should have been complete" in each for each in alternatives)
    assert any("each as a line from its original date" in each for each in alternatives)
    assert "Page 1 of" in " ".join(text for page in paper.artifacts for text in page)


@pytest.mark.parametrize("whole", [False, True], ids=["plan", "council"])
@pytest.mark.parametrize("number", [0, 1])
def test_few_actions_take_two_pages_at_most(council: Council, number: int, whole: bool) -> None:
    plan = make_plan(council, title=LONG[:200], agreed_on=days(-60))
    for _ in range(number):
        action = make_action(plan, text=LONG * 20, added_on=days(-60))
        make_due_date(action.milestones.get(), days(-9), day=days(-60))
        reason = LONG * 20
        make_update(
            action, action.milestones.get(), text=reason, outlook="off_track", reason=reason[:500],
            day=days(-20), accepted=True,
        )  # fmt: skip
    about: dict[str, Any] = {} if whole else {"plan": plan}

    content = drawn(make_briefing(council, status="waiting", content=None, **about))

    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) <= 2
    assert ("0 of 1 action complete; 1 late" in read_pdf(content).text) == (number == 1)


def test_many_plans_of_long_titles_take_two_pages(plan: ActionPlan) -> None:
    for place in range(12):
        other = make_plan(plan.council, title=LONG[:200], agreed_on=days(-400))
        step = make_action(other, text=LONG, added_on=days(-400)).milestones.get()
        for lead in range(4):
            make_lead(
                step, make_officer(plan.council, f"{place} {lead} {LONG[:180]}", kind="group")
            )
        make_due_date(step, days(-50), day=days(-400))
    inspection = make_inspection(plan.council, is_published=True)
    make_judgement(inspection)

    content = drawn(make_briefing(plan.council, status="waiting", content=None))

    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 2


def test_what_a_flag_says_stands_whole_and_only_what_it_quotes_is_shortened(
    plan: ActionPlan,
) -> None:
    briefing = make_briefing(plan.council, plan=plan, status="waiting", content=None)

    text = " ".join(read_pdf(drawn(briefing)).text.split())
    found = dashboard_for(briefing)

    worst = found.past[0].flag.sentence
    rest = worst.rsplit("”", 1)[-1].strip()
    assert rest.endswith(".")
    assert rest in text
    printed = text.count("days late") + text.count("days past its date")
    shown = len(re.findall(r"And (\d+) more, on the (?:dashboard|page of flags)", text))
    assert shown == 2
    assert printed


def test_both_briefings_have_the_councils_place(plan: ActionPlan) -> None:
    make_judgement(make_inspection(plan.council, is_published=True))

    both: list[dict[str, Any]] = [{}, {"plan": plan}]
    for about in both:
        html = briefing_html(make_briefing(plan.council, **about))
        assert f"{plan.council.name} beside others" in html


def alternative_texts(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            str(found.Alt)
            for found in pdf.objects
            if isinstance(found, pikepdf.Dictionary) and found.get("/S") == "/Figure"
        ]


def test_it_shows_what_members_see_as_at_its_day(council: Council) -> None:
    plan = make_plan(council, agreed_on=days(-60))
    action = make_action(plan, text="Open work.", added_on=days(-60))
    make_update(action, action.milestones.get(), progress="complete", text="Waits.")
    make_action(plan, text="Hush work.", is_confidential=True)
    later = make_action(plan, text="Later work.", added_on=days(-1))

    html = briefing_html(make_briefing(council, plan=plan, as_at=days(-3)))

    assert "0 of 1 action complete" in html
    assert "Hush" not in html
    assert later.text not in html
    assert "1 confidential action not counted" in html
    assert plan_on_day(plan, make_briefing(council, as_at=days(-3)).state()).withheld == 1


def test_a_name_somebody_asked_to_be_taken_out_is_withheld(council: Council) -> None:
    plan = make_plan(council, agreed_on=days(-60))
    step = make_action(plan, text="Visit Zuleika Quent.", added_on=days(-60)).milestones.get()
    make_due_date(step, days(-5))
    briefing = make_briefing(council, plan=plan)
    assert "Zuleika" in briefing_html(briefing)

    make_redaction(council, "Zuleika Quent")

    assert "Zuleika" not in briefing_html(briefing)


def test_it_is_asked_for_waited_for_and_downloaded_by_who_asked(
    council: Council, client_for: Any
) -> None:
    plan = make_plan(council, agreed_on=days(-60), reference="improve")
    make_action(plan)
    member: Client = client_for(Role.SCRUTINY_MEMBER)
    page = read(member, reverse("scrutiny:plan_dashboard", args=[council.slug, plan.pk]))
    form = next(f for f in page.all("form") if "briefings" in (f.get("action") or ""))

    where = member.post(form.get("action") or "")["Location"]
    assert "The PDF is being made" in read(member, where).text
    briefing = Briefing.objects.get()
    assert (briefing.plan, briefing.as_at) == (plan, DAY)
    assert member.get(f"{where}file/").status_code == 404
    content = drawn(briefing)

    assert "The file is ready." in read(member, where).text
    answer = member.get(f"{where}file/")
    assert answer.content == content
    assert "briefing-improve-as-at-2026-11-16.pdf" in answer["Content-Disposition"]
    assert client_for(Role.DIRECTOR).get(where).status_code == 404


def test_old_ones_are_dropped_and_a_second_run_is_harmless(council: Council) -> None:
    old, new = make_briefing(council), make_briefing(council)
    Briefing.objects.filter(pk=old.pk).update(asked_at=timezone.now() - 2 * KEPT_FOR)

    tasks.drop_old_briefings(0)
    tasks.draw_briefing(new.pk)

    assert list(Briefing.objects.values_list("pk", flat=True)) == [new.pk]
    assert Briefing.objects.get().content == b"%PDF"


def test_the_database_keeps_it_to_its_council(council: Council, other_council: Council) -> None:
    by = make_member(council)
    with refused_saying("A briefing is about its own council"):
        make_briefing(council, by, plan=make_plan(other_council))
    with refused_saying("A briefing is about its own council"):
        make_briefing(council, by, body=make_body(other_council))
