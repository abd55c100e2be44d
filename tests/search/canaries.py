"""A council, and another, with one word of its own in everything that is searched or kept."""

from collections.abc import Callable
from typing import Any

from actionplans.models import Question
from councils.models import Council
from councils.roles import Role
from inspections.models import RecommendationWording
from tests import factories as make
from tests.factories import days

OFFICERS = {
    Role.ADMINISTRATOR,
    Role.PLAN_MANAGER,
    Role.LEAD_OFFICER,
    Role.DIRECTOR,
    Role.DEMOCRATIC_SERVICES,
}
MEMBERS = {Role.SCRUTINY_MEMBER, Role.READER}
EVERYBODY = OFFICERS | MEMBERS
COMPOSERS = {Role.PLAN_MANAGER, Role.DEMOCRATIC_SERVICES}

# Which word who finds in their own council.
FOUND_BY: dict[str, set[Any]] = {
    "plantitle": EVERYBODY,
    "closedplan": EVERYBODY,
    "archivedplan": EVERYBODY,
    "actiontext": EVERYBODY,
    "actionended": EVERYBODY,
    "steptext": EVERYBODY,
    # Of a plan that is a draft.
    "draftplan": OFFICERS,
    "drafttheme": OFFICERS,
    "actionofdraft": OFFICERS,
    "stepofdraft": OFFICERS,
    "saidofdraft": OFFICERS,
    "evidenceofdraft": OFFICERS,
    "questionofdraft": OFFICERS,
    "askedofdraft": OFFICERS,
    "nextstepofdraft": OFFICERS,
    "visitofdraft": OFFICERS,
    "pointofdraft": OFFICERS,
    "acceptedword": EVERYBODY,
    "differenceword": EVERYBODY,
    "reopenedword": EVERYBODY,
    "acceptedreason": EVERYBODY,
    "acceptedevidence": EVERYBODY,
    "membersquestion": EVERYBODY,
    "membersanswer": EVERYBODY,
    "askedofplan": EVERYBODY,
    "answeredofplan": EVERYBODY,
    "askedofaction": EVERYBODY,
    "askedofconfidential": OFFICERS,
    "inspectiontitle": EVERYBODY,
    "draftinspection": EVERYBODY,
    "recommendationtext": EVERYBODY,
    "otherwording": EVERYBODY,
    "findingtext": EVERYBODY,
    "editiontitle": EVERYBODY,
    "editiontext": EVERYBODY,
    "supersededtext": EVERYBODY,
    "withdrawntitle": EVERYBODY,
    "reviewtitle": EVERYBODY,
    "reviewterms": EVERYBODY,
    "reviewsession": EVERYBODY,
    "openfinding": EVERYBODY,
    "openrecommended": EVERYBODY,
    "openanswer": EVERYBODY,
    "opennote": EVERYBODY,
    # Of reviews in whose group there is a scrutiny member alone.
    "groupfinding": {Role.SCRUTINY_MEMBER},
    "grouprecommended": {Role.SCRUTINY_MEMBER},
    "groupnote": {Role.SCRUTINY_MEMBER},
    "nextstep": EVERYBODY,
    "steplesson": EVERYBODY,
    "stepcame": EVERYBODY,
    "visitplace": EVERYBODY,
    "visitlearned": EVERYBODY,
    "pointtext": EVERYBODY,
    "pointsource": EVERYBODY,
    "pointlesson": EVERYBODY,
    "acronymfull": EVERYBODY,
    # Notes stay closed once the rest is published; who left a group reads as everybody does.
    "closednote": set(),
    "leftfinding": set(),
    # In papers it has other words, which members read.
    "officerswords": OFFICERS,
    "paperwording": EVERYBODY,
    "confidentialaction": OFFICERS,
    "confidentialstep": OFFICERS,
    "updateofconfidential": OFFICERS,
    "evidenceofconfidential": OFFICERS,
    "questiononconfidential": OFFICERS,
    "waitingword": OFFICERS,
    "waitingreason": OFFICERS,
    "waitingevidence": OFFICERS,
    "tosignword": OFFICERS,
    "returnedword": OFFICERS,
    "confidentialupdate": OFFICERS,
    "confidentialevidence": OFFICERS,
    "officersquestion": OFFICERS,
    "officersanswer": OFFICERS,
    "papertitle": OFFICERS,
    "sectionheading": OFFICERS,
    "partwritten": OFFICERS,
    "appendixtitle": OFFICERS,
    "clearancesaid": OFFICERS,
    "clearanceofpart": OFFICERS,
    "exemptclearance": COMPOSERS,
    "clearanceofgone": COMPOSERS,
    "exemptheading": COMPOSERS,
    "partofexempt": COMPOSERS,
    "exemptpart": COMPOSERS,
    "exemptappendix": COMPOSERS,
    # On nobody's page: not yet or no longer in the plan, replaced, taken away, kept out.
    "futureaction": set(),
    "removedstep": set(),
    "firstwording": set(),
    "exemptofedition": set(),
    "withdrawntext": set(),
    "flaganswer": set(),
    # On no page of a body: not yet, or taken off.
    "futurestep": set(),
    "futurevisit": set(),
    "takenoffvisit": set(),
    "takenoffpoint": set(),
}
# What the other council published, which is national, and the words that are on no page there.
NATIONAL = {"inspectiontitle", "recommendationtext", "otherwording", "findingtext"}
# What is said of them on the page that answers, but not with the words themselves.
ONLY_NAMED = {"archivedplan"}


def make_canaries(council: Council, mark: str) -> None:
    """Put each word of FOUND_BY into a row of `council`, with `mark` at its end."""

    def word(name: str) -> str:
        return f"{name}{mark}"

    plan = make.make_plan(council, title=f"Plan {word('plantitle')}", reference=f"plan{mark}")
    make.make_plan(council, title=word("closedplan"), status="closed")
    make.make_plan(council, title=word("archivedplan"), status="closed", is_archived=True)
    _draft(council, word)
    _actions(plan, word)
    _reported(plan, word)
    _asked(plan, word)
    _inspected(council, word)
    _papers(council, plan, word)
    _reviews(council, word)
    _overseen(council, word)
    _cleared(council, word)
    make.make_acronym(council, full=word("acronymfull"))


OF_A_GROUP, LEFT = "A group", "One that was left"
Word = Callable[[str], str]


def _draft(council: Council, word: Word) -> None:
    """Put into a draft all that is searched of a plan, accepted and for members to read."""
    plan = make.make_plan(council, title=word("draftplan"), status="draft")
    theme = make.make_theme(plan, word("drafttheme"))
    action = make.make_action(plan, text=word("actionofdraft"), steps=0, theme=theme)
    step = make.make_milestone(action, text=word("stepofdraft"))
    said = make.make_update(action, step, text=word("saidofdraft"), accepted=True)
    make.make_evidence(said, word("evidenceofdraft"))
    make.make_question(plan, word("questionofdraft"), action=action, for_members=True)
    make.make_members_question(plan, word("askedofdraft"))
    body = make.make_body(council)
    make.make_next_step(body, text=word("nextstepofdraft"), plan=plan)
    make.make_visit(body, learned=word("visitofdraft"), plan=plan)
    make.make_learning_point(body, text=word("pointofdraft"), plan=plan)


def _actions(plan: Any, word: Word) -> None:
    make.make_action(plan, text=word("actiontext"))
    action = make.make_action(plan, steps=0)
    make.make_milestone(action, text=word("steptext"))
    make.make_milestone(action, text=word("removedstep"), removed_on=days(-5))
    make.make_ending(make.make_action(plan, text=word("actionended")))
    make.make_action(plan, text=word("futureaction"), added_on=days(5))
    hidden = make.make_action(plan, text=word("confidentialaction"), steps=0, is_confidential=True)
    other = make.make_action(plan, steps=0, is_confidential=True)
    make.make_milestone(other, text=word("confidentialstep"))
    update = make.make_update(hidden, text=word("updateofconfidential"), accepted=True)
    make.make_evidence(update, word("evidenceofconfidential"))
    make.make_question(plan, word("questiononconfidential"), action=hidden)


def _reported(plan: Any, word: Word) -> None:
    action = make.make_action(plan)
    step = action.milestones.get()

    def said(name: str, **fields: Any) -> Any:
        text = word(name) if name else "Work goes on."
        return make.make_update(action, step, text=text, **fields)

    accepted = said("acceptedword", accepted=True)
    said("", accepted=True, difference=word("differenceword"))
    said("", accepted=True, reason=word("acceptedreason"))
    make.make_evidence(accepted, word("acceptedevidence"))
    make.make_evidence(accepted, word("confidentialevidence"), is_confidential=True)
    reopened = said("reopenedword", accepted=True)
    make.make_review(reopened, "reopened")
    make.make_review(said("officerswords"), paper_wording="It goes well.")
    worded = said("")
    make.make_review(worded, paper_wording=word("firstwording"))
    make.make_review(worded, paper_wording=word("paperwording"))
    said("", reason=word("waitingreason"))
    waiting = said("waitingword")
    make.make_evidence(waiting, word("waitingevidence"))
    make.make_review(said("tosignword"), "to_sign")
    make.make_review(said("returnedword"), "returned")
    said("confidentialupdate", accepted=True, is_confidential=True)


def _asked(plan: Any, word: Word) -> None:
    action = make.make_action(plan)
    make.make_question(plan, word("membersquestion"), action=action)
    asked = make.make_question(plan, action=action)
    make.make_answer(asked, word("membersanswer"))
    make.make_members_question(plan, word("askedofplan"))
    make.make_answer(make.make_members_question(plan).question, word("answeredofplan"))
    make.make_members_question(plan, word("askedofaction"), action=action)
    hidden = make.make_action(plan, is_confidential=True)
    make.make_members_question(plan, word("askedofconfidential"), action=hidden)
    between = {"action": action, "for_members": False}
    manager = Question.WantedFrom.MANAGER
    make.make_question(plan, word("officersquestion"), wanted_from=manager, **between)
    asked = make.make_question(plan, **between)
    make.make_answer(asked, word("officersanswer"))
    make.make_answer(make.make_question(plan, flag="late 1", action=action), word("flaganswer"))


def _inspected(council: Council, word: Word) -> None:
    inspection = make.make_inspection(council, title=f"Inspection {word('inspectiontitle')}")
    make.make_recommendation(inspection, text=word("recommendationtext"))
    asked = make.make_recommendation(inspection)
    RecommendationWording.objects.create(
        recommendation=asked, source="A paper", text=word("otherwording")
    )
    make.make_finding(inspection, text=word("findingtext"))
    make.make_inspection(council, title=word("draftinspection"), is_published=False)


def _reviews(council: Council, word: Word) -> None:
    """Make a review for each of its parts: what is found is a review, once."""

    def review(title: str = "", **fields: Any) -> Any:
        named = {"title": title} if title else {}
        return make.make_scrutiny_review(council, **named, **fields)

    published = {"published_on": make.DAY}
    review(word("reviewtitle"))
    review(terms=word("reviewterms"))
    make.make_session(review(), about=word("reviewsession"))
    make.make_review_finding(review(**published), word("openfinding"))
    make.make_review_recommendation(review(**published), word("openrecommended"))
    asked = make.make_review_recommendation(review(**published))
    make.make_response(asked, text=word("openanswer"))
    make.make_note(review(**published, notes_opened_on=make.DAY), word("opennote"))
    make.make_note(review(**published), word("closednote"))
    make.make_review_finding(review(f"{OF_A_GROUP} finds"), word("groupfinding"))
    make.make_review_recommendation(review(f"{OF_A_GROUP} asks"), word("grouprecommended"))
    make.make_note(review(f"{OF_A_GROUP} notes"), word("groupnote"))
    make.make_review_finding(review(LEFT), word("leftfinding"))


def put_into_groups(council: Council, member: Any) -> None:
    """Put a member into the groups of some reviews, and say that they left that of another."""
    for kept in council.scrutiny_reviews.filter(title__startswith=OF_A_GROUP):
        make.make_review_member(kept, member, part="co_opted")
    left = council.scrutiny_reviews.get(title=LEFT)
    make.make_review_member(left, member, starts=days(-9), ends=make.DAY)


def _overseen(council: Council, word: Word) -> None:
    body = make.make_body(council)

    def lesson(name: str) -> Any:
        return make.make_lesson(council, text=word(name))

    make.make_next_step(body, text=word("nextstep"))
    make.make_next_step(body, lesson=lesson("steplesson"))
    make.make_next_step(body, ended="done", ended_on=make.DAY, outcome=word("stepcame"))
    make.make_next_step(body, text=word("futurestep"), said_on=days(5))
    make.make_visit(body, place=word("visitplace"))
    make.make_visit(body, learned=word("visitlearned"))
    make.make_visit(body, learned=word("futurevisit"), day=days(5))
    make.make_visit(body, learned=word("takenoffvisit"), removed_on=make.DAY)
    make.make_learning_point(body, text=word("pointtext"))
    make.make_learning_point(body, source=word("pointsource"))
    make.make_learning_point(body, lesson=lesson("pointlesson"))
    make.make_learning_point(body, text=word("takenoffpoint"), removed_on=make.DAY)


def _cleared(council: Council, word: Word) -> None:
    """Answer clearances of a whole paper, of sections open and exempt, and of one that is gone."""
    report = make.make_report(council, title="Cleared")

    def said(name: str, section: Any = None) -> None:
        asked = make.make_clearance(report, section=section)
        make.make_clearance_answer(asked, comment=word(name))

    exempt = {"exempt_under": 1, "exempt_because": "It names somebody."}
    said("clearancesaid")
    said("clearanceofpart", make.make_section(report, heading="Finance"))
    said("exemptclearance", make.make_section(report, heading="Costs", **exempt))
    gone = make.make_section(report, heading="Gone", **exempt)
    said("clearanceofgone", gone)
    gone.delete()


def _papers(council: Council, plan: Any, word: Word) -> None:
    """Begin a paper for each of its parts: what is found is a paper, once."""

    def section(heading: str = "Purpose", **fields: Any) -> Any:
        report = make.make_report(council)
        report.plans.add(plan)
        return make.make_section(report, heading=heading, **fields)

    exempt = {"exempt_under": 1, "exempt_because": "It names somebody."}
    make.make_report(council, title=word("papertitle"))
    section(word("sectionheading"))
    section(word("exemptheading"), **exempt)
    make.make_part(section(), word("partwritten"))
    make.make_part(section(), word("exemptpart"), **exempt)
    make.make_part(section(**exempt), word("partofexempt"))
    make.make_appendix(section().report, title=word("appendixtitle"))
    make.make_appendix(section().report, title=word("exemptappendix"), **exempt)
    _published(council, word)


def _published(council: Council, word: Word) -> None:
    """Publish a paper and its correction, and another that is withdrawn since."""
    report = make.make_report(council, title="Published")
    _edition(report, "Old", word("supersededtext"))
    corrected = report.editions.get()
    correction = {"kind": "correction", "corrects": corrected, "because": "A number was wrong."}
    hidden = document(word("exemptofedition"))
    _edition(report, "New", word("editiontext"), hidden, **correction)
    _edition(make.make_report(council), word("editiontitle"), "Nothing else")
    other = make.make_report(council, title="Taken away")
    taken = _edition(other, word("withdrawntitle"), word("withdrawntext"))
    deciding = {"decided_by": make.make_user(), "decided_on": make.DAY}
    make.make_withdrawal(taken, state="asked")
    taken.withdrawals.update(state="done", **deciding)
    taken.files.update(content=None)
    type(taken).objects.filter(pk=taken.pk).update(data={})


def document(text: str) -> dict[str, Any]:
    """Return a document that says `text` in a table, as an edition keeps it."""
    cell = {"is": "Cell", "blocks": [_paragraph(text)]}
    table = {"is": "Table", "caption": "", "headings": ["What"], "rows": [[cell]]}
    return {"is": "Document", "title": "Paper", "blocks": [_paragraph("It begins."), table]}


def _paragraph(text: str) -> dict[str, Any]:
    return {"is": "Paragraph", "words": [{"is": "Text", "text": text}]}


def _edition(report: Any, title: str, text: str, exempt: Any = None, **fields: Any) -> Any:
    data = {"public": document(text), "exempt": exempt}
    edition = make.make_edition(report, title=title, data=data, **fields)
    page = f"<p>{text}</p>".encode()
    make.make_edition_file(edition, what="page", name="page.html", content=page)
    return edition
