"""How a page is tried: axe-core, and no sideways scroll at 400 % zoom.

The pages come from the table of `tests/test_access.py`, which is generated from the URL
configuration: a new address is tried here without a further line.
"""

import datetime
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from actionplans.models import (
    Action,
    ActionPlan,
    DueDate,
    PlanImport,
    ProgressUpdate,
    Question,
    ReportingCycle,
    StandsIn,
)
from councils.emails import Letter, record
from councils.invitations import Guest, invite
from councils.models import Body, Invitation, OutgoingEmail, Redaction, User
from councils.roles import Role
from inspections.models import Inspection, Recommendation, ReportFile
from inspections.report_reading.draft import (
    DraftInspection,
    DraftJudgement,
    DraftRecommendation,
    Fact,
    to_json,
)
from reports.models import (
    Clearance,
    Edition,
    Export,
    Publication,
    PublishingRules,
    Report,
    StoredStyle,
)
from scrutiny.models import ActionFromReview, MembersQuestion, Response, ScrutinyReview
from tests.actionplans.importing.imports import make_read, row
from tests.browser.conftest import NewPage
from tests.factories import (
    days,
    make_acronym,
    make_action,
    make_addressee,
    make_answer,
    make_answer_date,
    make_appendix,
    make_briefing,
    make_chase,
    make_chased,
    make_clearance,
    make_clearance_answer,
    make_comparison_file,
    make_cycle,
    make_decision,
    make_edition,
    make_edition_file,
    make_finished,
    make_forward_item,
    make_inspection,
    make_judgement,
    make_learning_point,
    make_members_question,
    make_next_step,
    make_note,
    make_outcomes_file,
    make_paper_file,
    make_part,
    make_pasted,
    make_place,
    make_plan,
    make_publication,
    make_recommendation,
    make_report_file,
    make_response,
    make_review_finding,
    make_review_member,
    make_review_recommendation,
    make_scrutiny_review,
    make_section,
    make_session,
    make_strand,
    make_style,
    make_visit,
    make_withdrawal,
)
from tests.factories import make_report as make_paper
from tests.test_access import ACTORS, ADDRESSES, NO_GET, has_council

AXE = Path(settings.FRONTEND) / "axe-core" / "axe.min.js"
NOT_PAGES = {
    "healthz",
    "councils:register_csv",
    "inspections:compare_choose",
    "reports:compare_csv",
    "reports:compare_file_pdf",
    "actionplans:calendar_feed",
    "actionplans:evidence_file",
    "reports:appendix_docx",
    "actionplans:import_file",
    "inspections:report_file",
    "inspections:source",
    "inspections:national_report_file",
    "reports:appendix_json",
    "reports:appendix_csv",
    "reports:appendix_xlsx",
    "reports:summary_text",
    "reports:export_file",
    "scrutiny:briefing_file",
    "reports:clearance_file",
    "reports:appendix_file",
    "reports:paper_file_content",
    "reports:style_logo",
    "reports:style_css",
    "reports:edition_file",
    "reports:edition_look",
    "reports:published_file",
}
PAGES = sorted(n for n, a in ADDRESSES.items() if n not in NOT_PAGES and a.get != NO_GET)
ZOOMED = {"width": 320, "height": 256}
DESKTOP = {"width": 1280, "height": 1024}
SLUG = "merrowdale"

RUN = """async () => {
    const found = await axe.run(document, {resultTypes: ["violations"]});
    return found.violations.map(v =>
        `${v.id}: ` + v.nodes.map(n => `${n.target} ${n.html.slice(0, 99)}`).join(" | "));
}"""


# What stands folded away is a part of the page; it is folded again for what comes after.
UNFOLD = """() => document.querySelectorAll("details:not([open])").forEach(folded => {
    folded.open = true;
    folded.dataset.wasFolded = "";
})"""
FOLD = """() => document.querySelectorAll("details[data-was-folded]").forEach(folded => {
    folded.open = false;
    delete folded.dataset.wasFolded;
})"""

# Measured once the new size is drawn, for which a long page on a busy machine takes a moment.
DRAWN_WIDTH = """async () => {
    const width = () => document.documentElement.scrollWidth;
    for (let tried = 0; tried < 50 && width() > 320; tried += 1)
        await new Promise(again => setTimeout(again, 100));
    return width();
}"""


def faults_of(page: Page, *, phone: bool = False) -> list[str]:
    """Return axe-core's violations, and whether the page scrolls sideways at 320 pixels.

    All that is folded away is open meanwhile. With `phone` axe looks at the page of 320 pixels,
    too.
    """
    page.evaluate(AXE.read_text())
    page.evaluate(UNFOLD)
    found = [f"{page.url}: {fault}" for fault in page.evaluate(RUN)]
    page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
    wide = page.evaluate(DRAWN_WIDTH)
    if phone:
        found += [f"{page.url} at 320: {fault}" for fault in page.evaluate(RUN)]
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    page.evaluate(FOLD)
    if wide > ZOOMED["width"]:
        found.append(f"{page.url}: {wide} pixels wide at 320")
    return found


def sign_in_as(page: Page, user: User) -> None:
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    base = page.context._impl_obj._options["baseURL"]
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": base}])


def user_of(actor: str) -> User | None:
    if actor == "anonymous":
        return None
    if actor == "nobody":
        return User.objects.create_user("nobody@demo.example", name="Nobody")
    email = "site-operator@demo.example" if actor == "site-operator" else f"{actor}@{SLUG}.example"
    return User.objects.get(email=email)


# What stands in the addresses of the demo's live plan, by its name in the table.
THINGS: dict[str, Callable[[ActionPlan], Any]] = {
    "plan": lambda plan: plan,
    "acronym": lambda plan: plan.council.acronyms.first() or make_acronym(plan.council),
    "briefing": lambda plan: make_briefing(plan.council, plan.manager),
    "review": lambda plan: a_review(plan),
    "review_person": lambda plan: a_review(plan).members.order_by("pk")[0],
    "review_session": lambda plan: a_review(plan).sessions.order_by("order")[0],
    "review_note": lambda plan: a_review(plan).notes.order_by("pk")[0],
    "finding": lambda plan: a_review(plan).findings.order_by("order")[0],
    "recommendation": lambda plan: a_review(plan).recommendations.order_by("order")[0],
    "response": lambda plan: a_review(plan).recommendations.order_by("order")[0].responses.get(),
    "edition": lambda plan: an_edition(plan),
    "decision": lambda plan: an_edition(plan).report.decisions.get(),
    "taken": lambda plan: a_taken_one(plan),
    "publication": lambda plan: a_publication(plan),
    "clearance": lambda plan: a_clearance(plan),
    "finished": lambda plan: a_finished(plan),
    "inspection": lambda plan: Inspection.objects.get(council=plan.council, is_published=True),
    "report": lambda plan: a_report(plan),
    "operators_report": lambda plan: a_report(plan, by_operator=True),
    "source": lambda plan: a_report(plan),
    "own_inspection": lambda plan: an_entered_one(plan),
    "body": lambda plan: a_watching_body(plan),
    "forward": lambda plan: a_watching_body(plan).forward_items.get(),
    "point": lambda plan: a_watching_body(plan).learning_points.get(),
    "next_step": lambda plan: a_watching_body(plan).next_steps.get(),
    "visit": lambda plan: a_watching_body(plan).visits.get(),
    "action": lambda plan: led_action(plan),
    "guest": lambda plan: a_guest(plan),
    "step": lambda plan: led_action(plan).milestones.order_by("order")[0],
    "date": lambda plan: DueDate.objects.get(
        agreed_by=DueDate.AgreedBy.NOT_YET, milestone__action__plan=plan
    ),
    "update": lambda plan: ProgressUpdate.objects.filter(action__plan=plan, reviews=None)[0],
    "claim": lambda plan: ProgressUpdate.objects.filter(
        action__plan=plan,
        lines__progress="complete",
        lines__occurrence=None,
        reviews__verdict="accepted",
    ).order_by("pk")[0],
    "measure": lambda plan: plan.measures.order_by("order")[0],
    "cycle": lambda plan: plan.cycles.first() or a_cycle(plan),
    "question": lambda plan: (
        plan.questions.exclude(action=None).filter(flag="", for_members=False).first()
        or a_question(plan)
    ),
    "asked": lambda plan: a_members_question(plan),
    "own_question": lambda plan: a_members_question(plan),
    "risk": lambda plan: plan.risks.order_by("order")[0],
    "import": lambda plan: plan.council.imports.first() or an_import(plan),
    "email": lambda plan: an_email(plan),
    "pasted": lambda plan: plan.pasted.first() or make_pasted(plan, "Trained.", "Audited."),
    "officer": lambda plan: led_action(plan).milestones.order_by("order")[0].leads.first().officer,
    "person": lambda plan: User.objects.get(email=f"lead-officer@{SLUG}.example"),
    "invitation": lambda plan: plan.council.invitations.first() or an_invitation(plan),
    "redaction": lambda plan: plan.council.redactions.first() or a_redaction(plan),
    "paper": lambda plan: a_paper(plan),
    "section": lambda plan: a_paper(plan).sections.order_by("order")[0],
    "style": lambda plan: a_style(plan),
    "attached": lambda plan: a_paper(plan).appendices.get(),
    "paper_file": lambda plan: a_paper(plan).made_files.first() or make_paper_file(a_paper(plan)),
    "part": lambda plan: a_paper(plan).sections.order_by("order")[0].parts.get(),
    "export": lambda plan: plan.exports.first() or an_export(plan, plan.manager),
}


def a_watching_body(plan: ActionPlan) -> Body:
    """Return a body that watches actions of the plan, and holds one thing of every kind."""
    body: Any = Action.objects.filter(plan=plan).exclude(watched_by=None)[0].watched_by
    if not body.visits.exists():
        body.forward_items.all().delete()
        make_forward_item(body, plan)
        point = make_learning_point(body, theme="scrutiny")
        visit = make_visit(body, led_action(plan), plan=plan, point=point)
        make_next_step(body, plan=plan, visit=visit, due=datetime.date(2020, 1, 1))
    return body


def a_review(plan: ActionPlan) -> ScrutinyReview:
    """Return a review of the plan with all that its page can say; who runs it is its officer."""
    held = plan.council.scrutiny_reviews.filter(title="Working group").first()
    if held is None:
        opened = datetime.date(2020, 1, 1)
        held = make_scrutiny_review(
            plan.council, plan=plan, title="Working group", published_on=opened
        )
        make_review_member(held, user_of(Role.DEMOCRATIC_SERVICES), part="officer")
        make_review_member(held, name="Councillor for Elm", part="chair")
        asked = Recommendation.objects.filter(actions__plan=plan).order_by("pk")[0]
        strand = make_strand(held, recommendation=asked)
        make_note(held, strand=strand, session=make_session(held, met="Staff\nManagers"))
        make_review_finding(held, strand=strand)
        recommended = make_review_recommendation(held, "Audit *every* month.", strand=strand)
        make_response(recommended, by=make_addressee(recommended), verdict="in_part")
        make_addressee(make_review_recommendation(held, "Ask the trust."), kind="other")
        ActionFromReview.objects.create(recommendation=recommended, action=led_action(plan))
    return held


def a_finished(plan: ActionPlan) -> SimpleNamespace:
    """Return a finished paper with a figure that the data do not have, which waits."""
    paper = a_paper(plan)
    held = paper.finished.first() or make_finished(paper, "Of 99 actions 98 are done.")
    return SimpleNamespace(pk=held.pk, paper=paper)


def an_edition(plan: ActionPlan) -> Edition:
    """Return a published edition of a paper, with its page and a file that is exempt."""
    paper = a_paper(plan)
    held = paper.editions.order_by("number").first()
    if held is None:
        held = make_edition(paper, address="paper")
        page = b"<article class=paper><h1>Progress</h1><p>So far.</p></article>"
        make_edition_file(held, what="page", content=page)
        make_edition_file(held)
        make_edition_file(held, is_exempt=True)
        make_decision(paper, text="Members ask for a report in June.")
    return held


def a_taken_one(plan: ActionPlan) -> Edition:
    """Return an edition that somebody asked to be withdrawn."""
    first = an_edition(plan)
    held = first.report.editions.filter(kind="following").first()
    if held is None:
        held = make_edition(first.report, kind="following", corrects=first)
        make_withdrawal(held, asked_by=plan.manager)
    return held


def a_publication(plan: ActionPlan) -> Publication:
    """Return a publication that waits for the worker."""
    paper = a_paper(plan)
    return paper.publications.first() or make_publication(paper)


def a_clearance(plan: ActionPlan) -> SimpleNamespace:
    """Return a clearance asked of the plan's manager, beside ones that were answered."""
    paper = a_paper(plan)
    held = Clearance.objects.filter(report=paper, asked_of=plan.manager, answers=None).first()
    if held is None:
        make_section(paper, heading="Financial implications", clearances=["finance"])
        section = paper.sections.order_by("order")[0]
        make_clearance_answer(make_clearance(paper, section=section, kind="legal"))
        held = make_clearance(paper, plan.manager, section=section)
    return SimpleNamespace(pk=held.pk, paper=paper)


def a_report(plan: ActionPlan, *, by_operator: bool = False) -> ReportFile:
    """Return a report with all that its page can say: problems, another council, one held."""
    held = Inspection.objects.get(council=plan.council, is_published=True)
    draft = DraftInspection(
        council="Elsewhere",
        framework=held.framework,
        inspection_start=held.starts_on,
        inspection_end=held.ends_on,
        judgements=(DraftJudgement(held.catalogue().areas[0].key, "good", 2, "Services are good"),),
        recommendations=(
            DraftRecommendation("Mend practice.", "1", 7, "council", around="Recommendations"),
            DraftRecommendation("Keep a register.", "", 9, "board", "Within 3 months"),
        ),
        problems=("The day the report was published could not be read.",),
        pages=40,
        found=(Fact("council", 1, "Elsewhere Council"), Fact("inspection_start", 1, "Dates")),
    )
    return make_report_file(
        plan.council, status="read", draft=to_json(draft), by_operator=by_operator
    )


def a_style(plan: ActionPlan) -> StoredStyle:
    """Return a house style of the plan's council, with all that one can say."""
    held = plan.council.house_styles.filter(key="own").first()
    return held or make_style(plan.council, key="own", name="Our own")


def a_paper(plan: ActionPlan) -> Report:
    """Return a paper about the plan with a section, one exempt, and the plan's table attached."""
    held = plan.council.reports.filter(reference="paper").first()
    if held is None:
        held = make_paper(plan.council, reference="paper", title="Progress of the plan")
        held.plans.add(plan)
        make_part(make_section(held, heading="Purpose"), "To say how far the plan has come.")
        exempt = {"exempt_under": 1, "exempt_because": "It would name a child."}
        make_part(make_section(held, heading="Cases", **exempt), "One case was looked at.")
        make_appendix(held, kind="plan", plan=plan, title=plan.title)
    return held


def an_entered_one(plan: ActionPlan) -> Inspection:
    """Return an inspection that the council entered itself, with a grade and two wishes."""
    found = Inspection.objects.filter(council=plan.council, is_published=False).first()
    if found is None:
        found = make_inspection(plan.council, is_published=False, source="hand")
        make_judgement(found, area="adoption")
        make_recommendation(found, timescale="within 3 months")
        make_recommendation(found)
    return found


def a_redaction(plan: ActionPlan) -> Redaction:
    """Return that somebody asked for words of an action to be taken out, as if a name."""
    return Redaction.objects.create(
        council=plan.council,
        words=" ".join(led_action(plan).text.split()[:2]),
        why="They are the name of a child.",
        asked_by=user_of(Role.LEAD_OFFICER),
        asked_on=datetime.date(2026, 11, 16),
    )


def a_cycle(plan: ActionPlan) -> ReportingCycle:
    """Return a cycle that is open, with somebody who was chased in it."""
    today = datetime.date.today()
    week = datetime.timedelta(days=7)
    cycle = make_cycle(plan, today + week, opens_on=today - week)
    chase = make_chase(plan, cycle=cycle, day=today, entered_by=plan.manager)
    make_chased(chase, led_action(plan).milestones.order_by("order")[0])
    return cycle


def a_question(plan: ActionPlan) -> Question:
    """Return what the manager asks of an action's leads."""
    day = datetime.date(2026, 11, 16)
    asked = "How many files are left to audit?"
    return Question.objects.create(
        plan=plan,
        action=led_action(plan),
        text=asked,
        for_members=False,
        wanted_from="leads",
        day=day,
        known_on=day,
        entered_by=plan.manager,
    )


def a_members_question(plan: ActionPlan) -> Question:
    """Return what a member asked of an action, late, answered once and asked again."""
    held = MembersQuestion.objects.filter(question__plan=plan, flag="late:step:1").first()
    if held is None:
        asker = user_of(Role.SCRUTINY_MEMBER)
        flag = {"flag": "late:step:1", "flag_said": "Step 1 is late by 20 days."}
        action = led_action(plan)
        held = make_members_question(plan, action=action, entered_by=asker, of=flag)
        make_answer(held.question, "It begins in June.")
        make_answer(held.question, "Of which year?", turn="asks", entered_by=asker)
        make_answer_date(held.question, kind="again", entered_by=asker)
        make_answer_date(held.question, days(20), "wanted", entered_by=plan.manager)
    return held.question


def an_email(plan: ActionPlan) -> OutgoingEmail:
    """Return an e-mail that could not be sent."""
    words = "Two steps are past their dates.\n\nTell us where they stand."
    letter = Letter("reminder", "lead@merrowdale.example", "2 steps are late", words)
    email, _ = record(plan.council, "reminder of the test", letter)
    email.state, email.problem = OutgoingEmail.State.FAILED, "The mail server refused it."
    email.save()
    return email


def an_invitation(plan: ActionPlan) -> Invitation:
    """Return an invitation without an answer."""
    administrator = user_of(Role.ADMINISTRATOR)
    assert administrator
    guest = Guest("Head of Adoption", "adoption@merrowdale.example", ["lead-officer", "reader"])
    return invite(plan.council, guest, administrator, datetime.date.today())


def kwargs_of(name: str) -> dict[str, Any]:
    """Return what stands in the address, taken from the demo's live plan."""
    if name in ("actionplans:report_by_link", "actionplans:calendar_feed"):
        return {"token": "made-up"}
    if name == "account_reset_password_from_key":
        return {"uidb36": "1", "key": "used-key"}
    if name == "councils:invitation_accept":
        return {"token": "no-such-link"}
    if name.startswith("inspections:national_") and ADDRESSES[name].objects:
        (last,) = ADDRESSES[name].objects
        return {"pk": THINGS[last](ActionPlan.objects.get(reference="live")).pk}
    if name == "inspections:outcomes_file":
        return {"pk": make_outcomes_file().pk}
    if ADDRESSES[name].objects == ("comparison_file",):
        return {"pk": make_comparison_file(ActionPlan.objects.get(reference="live").manager).pk}
    if name.startswith("reports:published"):
        edition = an_edition(ActionPlan.objects.get(reference="live"))
        PublishingRules.objects.get_or_create(council=edition.council, has_public_pages=True)
        asked = {"council": SLUG, "edition": edition.address}
        return asked if name == "reports:published" else {"council": SLUG}
    if not has_council(name):
        return {}
    kwargs: dict[str, Any] = {"slug": SLUG} | ADDRESSES[name].names
    *parents, last = ADDRESSES[name].objects or ("",)
    if last:
        thing = THINGS[last](ActionPlan.objects.get(reference="live"))
        kwargs |= {f"{parent}_pk": _parent(thing, parent).pk for parent in parents}
        kwargs["plan_pk" if name.startswith("reports:") and last == "plan" else "pk"] = thing.pk
    return kwargs


def _parent(thing: Any, name: str) -> Any:
    """Return what stands above it: the step of a date, its action, its plan."""
    if name == "step":
        return thing.milestone
    if isinstance(thing, Response) and name == "review":
        thing = thing.recommendation
    if name in ("plan", "paper", "review", "body", "recommendation") and hasattr(thing, name):
        return getattr(thing, name)
    if name == "paper":
        return thing.section.report if hasattr(thing, "section") else thing.report
    action = thing.milestone.action if isinstance(thing, DueDate) else thing.action
    return action if name == "action" else action.plan


def led_action(plan: ActionPlan) -> Action:
    """Return an action that the demo's lead officer leads."""
    lead = User.objects.get(email=f"lead-officer@{SLUG}.example")
    return Action.objects.filter(
        plan=plan, milestones__leads__officer__holders__officer__user=lead
    ).order_by("order")[0]


def a_guest(plan: ActionPlan) -> SimpleNamespace:
    """Return an action of another plan as it stands in `plan`."""
    place = StandsIn.objects.filter(plan=plan).first()
    if place is None:
        other = make_plan(plan.council, title="Another plan")
        place = make_place(plan, make_action(other, reference="other-1"))
    return SimpleNamespace(pk=place.action_id, plan=plan)


def an_import(plan: ActionPlan) -> PlanImport:
    """Return an import with every kind of doubt and control, and a row left out."""
    steps = {"milestones": "Write\nTrain", "timescale": "31 May 2027\nafter half-term"}
    return make_read(
        plan.council,
        row("1", lead="A\nB\nC", **steps),
        row("2", progress="Begun.\nHeld up.", milestones="Ask\nTell", rag="Lilac"),
        ("", "", "Total", "", "", "", "", ""),
        title="A plan from a file",
        asked_by=plan.manager,
    )


def an_export(plan: ActionPlan, user: User, **fields: Any) -> Export:
    today = datetime.date.today()
    return Export.objects.create(plan=plan, asked_by=user, asked_on=today, as_at=today, **fields)


def open_to(actor: str) -> list[str]:
    """Return the pages this actor may open, and one that refuses them in each other way."""
    answers = {name: ADDRESSES[name].get.split()[ACTORS.index(actor)] for name in PAGES}
    refusals = {code: name for name, code in answers.items() if code != "200"}
    return [name for name in PAGES if answers[name] == "200" or name in refusals.values()]


def looks(page: Page, user: User | None) -> str:
    """Return what a page mainly shows, without the reader's name and tokens."""
    html = page.locator("main").inner_html()
    for own in (user.name, user.email) if user else ():
        html = html.replace(own, "")
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", html)


def round_of(actors: Iterable[str], new_page: NewPage) -> tuple[list[str], set[str]]:
    """Return the faults of every page the actors may open, and which pages those are.

    One sign-in an actor; what another was shown just so is not tried twice.
    """
    found: list[str] = []
    seen: set[str] = set()
    tried: set[str] = set()
    for actor in actors:
        user, page = user_of(actor), new_page()
        if user:
            sign_in_as(page, user)
        for name in open_to(actor):
            page.goto(reverse(name, kwargs=kwargs_of(name)))
            tried.add(name)
            if (shown := looks(page, user)) not in seen:
                seen.add(shown)
                found += faults_of(page, phone=actor == Role.PLAN_MANAGER)
        page.close()
    return found, tried
