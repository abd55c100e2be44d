"""Plain functions that make a valid whole, each with defaults for what a test does not care about.

Days are explicit: nothing here reads today. `DAY` is the day of the tests, a Monday.
"""

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import asdict
from itertools import count
from typing import Any

import pgtrigger

from actionplans.models import (
    Action,
    ActionPlan,
    Answer,
    AnswerDate,
    AnsweredElsewhere,
    CalendarFeed,
    Chase,
    Chased,
    ColumnMapping,
    CouncilRules,
    CycleClosing,
    Delegation,
    DueDate,
    Ending,
    Evidence,
    HandOver,
    How,
    ImportReading,
    Measure,
    MeasureBand,
    Milestone,
    MilestoneLead,
    PastedBatch,
    PlanImport,
    ProgressLine,
    ProgressUpdate,
    PublishedCount,
    PublishedGroup,
    PublishedMember,
    Question,
    RatingLabel,
    RatingScale,
    Reading,
    ReportingCycle,
    ReportingRhythm,
    ReportLink,
    Review,
    Risk,
    StandsIn,
    Theme,
)
from actionplans.pasting.batches import Taken
from actionplans.rag import Meaning, Progress
from councils.models import (
    Appointment,
    Body,
    CombinedAuthority,
    CombinedAuthorityMember,
    Council,
    Invitation,
    Meeting,
    Membership,
    Officer,
    OutgoingEmail,
    Redaction,
    RegisterEntry,
    User,
)
from councils.roles import Role
from inspections.models import (
    Finding,
    Inspection,
    Judgement,
    Lesson,
    OutcomeRow,
    OutcomesFile,
    PrintedTable,
    Recommendation,
    ReportFile,
    ReportParagraph,
    ReportSection,
    Statement,
)
from reports.models import (
    AppendixFile,
    Clearance,
    ClearanceAnswer,
    CommitteeLink,
    ComparisonFile,
    Edition,
    EditionFile,
    FinishedPaper,
    PaperAppendix,
    PaperDecision,
    PaperFile,
    PaperPart,
    PaperSection,
    PreElectionPeriod,
    Publication,
    ReadBack,
    Report,
    StoredStyle,
    Withdrawal,
)
from scrutiny.models import (
    Acronym,
    Briefing,
    ForwardItem,
    LearningPoint,
    MembersQuestion,
    NextStep,
    Response,
    ReviewAddressee,
    ReviewFinding,
    ReviewMember,
    ReviewNote,
    ReviewRecommendation,
    ReviewSession,
    ReviewStrand,
    ScrutinyReview,
    Visit,
)

DAY = datetime.date(2026, 11, 16)
# Most scales have no label of their own for what lasts.
FIVE_MEANINGS = [meaning for meaning in Meaning if meaning != Meaning.EMBEDDED]
PASSWORD = "three-odd-words"

_number = count(1)


def days(number: int) -> datetime.date:
    """Return the day `number` days after DAY, before it when negative."""
    return DAY + datetime.timedelta(days=number)


def make_council(name: str = "", **fields: Any) -> Council:
    number = next(_number)
    name = name or f"Council {number}"
    slug = fields.pop("slug", name.lower().replace(" ", "-"))
    fields = {"region": "West Midlands", "kind": Council.Kind.COUNTY} | fields
    return Council.objects.create(name=name, slug=slug, **fields)


def make_combined_authority(*councils: Council, **fields: Any) -> CombinedAuthority:
    """Return a combined authority with these members, as long as days are not held."""
    number = next(_number)
    fields = {"name": "Vale", "slug": f"vale-{number}", "gss_code": f"E47{number:06}"} | fields
    authority = CombinedAuthority.objects.create(**fields)
    for council in councils:
        CombinedAuthorityMember.objects.create(combined_authority=authority, council=council)
    return authority


def make_user(name: str = "", email: str = "", password: str | None = None, **fields: Any) -> User:
    number = next(_number)
    return User.objects.create_user(
        email or f"user-{number}@example.com", password, name=name or f"User {number}", **fields
    )


def make_member(
    council: Council, role: Role | str = Role.LEAD_OFFICER, user: User | None = None, **fields: Any
) -> User:
    """Return a user (made from `fields`, or the one given) with this role in the council."""
    user = user or make_user(**fields)
    Membership.objects.create(council=council, user=user, role=role)
    return user


def make_officer(council: Council, name: str = "", **fields: Any) -> Officer:
    """Return an officer; with `user` somebody who has an account."""
    fields = {"kind": Officer.Kind.PERSON} | fields
    return Officer.objects.create(
        council=council, name=name or f"Officer {next(_number)}", **fields
    )


def make_appointment(officer: Officer, to: Officer, **fields: Any) -> Appointment:
    return Appointment.objects.create(officer=officer, to=to, **fields)


def make_invitation(council: Council, email: str = "", **fields: Any) -> Invitation:
    """Return an invitation that nobody sent: it waits for an answer for two weeks from DAY."""
    fields = {
        "name": "Jo Field",
        "roles": [Role.READER],
        "expires_on": days(14),
        "sent_at": datetime.datetime.combine(DAY, datetime.time(12), datetime.UTC),
    } | fields
    by = fields.pop("invited_by", None) or make_user()
    email = email or f"guest-{next(_number)}@example.com"
    return Invitation.objects.create(council=council, email=email, invited_by=by, **fields)


def make_register_entry(council: Council, kind: str, **fields: Any) -> RegisterEntry:
    fields = {"name": "Jo Field", "email": "jo@example.com"} | fields
    return RegisterEntry.objects.create(council=council, kind=kind, **fields)


def make_delegation(officer: Officer, delegate: Officer, **fields: Any) -> Delegation:
    """Return that `delegate` may report for `officer` from DAY on, on all plans."""
    return Delegation.objects.create(
        officer=officer, delegate=delegate, **({"starts": DAY} | fields)
    )


def make_hand_over(officer: Officer, **fields: Any) -> HandOver:
    """Return that something is handed over from DAY on, not done yet."""
    fields = {"day": DAY, "reason": "Left the council."} | fields
    fields.setdefault("made_by", make_user())
    return HandOver.objects.create(officer=officer, **fields)


def make_feed(
    council: Council, user: User | None = None, plan: ActionPlan | None = None, **fields: Any
) -> CalendarFeed:
    """Return a calendar of `user` or of `plan` behind a link that nobody has."""
    fields = {"sha256": f"{next(_number):064}"} | fields
    fields.setdefault("made_by", user or make_user())
    return CalendarFeed.objects.create(council=council, user=user, plan=plan, **fields)


def make_pasted(plan: ActionPlan, *texts: str, **fields: Any) -> PastedBatch:
    """Return a pasted batch with an open piece of each text, assigned to nothing."""
    by = fields.setdefault("made_by", make_user())
    pieces = [asdict(Taken(text, reported_by="Sam Field", day=f"{DAY}")) for text in texts]
    about = {"text": "\n---\n".join(texts), "pieces": pieces, "saved_by": by} | fields
    return PastedBatch.objects.create(plan=plan, **about)


def make_body(council: Council, name: str = "", **fields: Any) -> Body:
    fields = {"kind": Body.Kind.CABINET} | fields
    return Body.objects.create(council=council, name=name or f"Body {next(_number)}", **fields)


def make_meeting(body: Body, held_on: datetime.date = DAY, **fields: Any) -> Meeting:
    return Meeting.objects.create(body=body, held_on=held_on, **fields)


def make_inspection(council: Council, **fields: Any) -> Inspection:
    """Return a published inspection of January 2017 under the framework of that day."""
    fields = {
        "key": f"inspection-{next(_number)}",
        "framework": "sif-2013",
        "title": "Inspection of services for children",
        "starts_on": datetime.date(2017, 1, 16),
        "ends_on": datetime.date(2017, 2, 9),
        "published_on": datetime.date(2017, 3, 31),
        "is_published": True,
    } | fields
    return Inspection.objects.create(council=council, **fields)


def make_lesson(council: Council, text: str = "Members visit.", **fields: Any) -> Lesson:
    """Return what a committee of the council took from others."""
    fields = {
        "paper": "Key issues",
        "on": DAY,
        "reference": "15c",
        "kind": Lesson.Kind.POINT,
        "theme": "scrutiny",
        "order": next(_number) % 30_000,
    } | fields
    return Lesson.objects.create(council=council, text=text, **fields)


def make_paragraph(inspection: Inspection, text: str = "", **fields: Any) -> ReportParagraph:
    """Return a paragraph of its report, in a section of its own: care leavers, if not said."""
    number = next(_number)
    section = ReportSection.objects.create(
        inspection=inspection,
        area=fields.pop("area", "care_leavers"),
        heading="Care leavers: good",
        page=fields.get("page", 23),
        order=number % 30_000,
    )
    words = {"text": text or "Young people have a plan.", "page": 23, "order": 1} | fields
    return ReportParagraph.objects.create(section=section, **words)


def make_report_file(council: Council, **fields: Any) -> ReportFile:
    """Return a report that waits to be read, sent by somebody new."""
    number = next(_number)
    fields = {
        "asked_by": fields.get("asked_by") or make_user(),
        "file": f"reports/{number}",
        "file_name": "report.pdf",
        "size": 1000,
        "sha256": f"{number:064d}",
        "status": ReportFile.Status.WAITING,
    } | fields
    return ReportFile.objects.create(council=council, **fields)


def make_outcomes_file(**fields: Any) -> OutcomesFile:
    """Return a table of children's services without rows, as at DAY."""
    fields = {
        "name": "outcomes.csv",
        "sha256": f"{next(_number):064}",
        "kind": "childrens-services",
        "as_at": DAY,
        "rows": [],
    } | fields
    return OutcomesFile.objects.create(**fields)


def make_outcome_row(inspection: Inspection, **fields: Any) -> OutcomeRow:
    fields = {"number": 2} | fields
    return OutcomeRow.objects.create(inspection=inspection, **fields)


def make_statement(inspection: Inspection, **fields: Any) -> Statement:
    """Return what is held of a written statement: that it has not been submitted."""
    return Statement.objects.create(inspection=inspection, **{"kind": "statement"} | fields)


def make_judgement(inspection: Inspection, **fields: Any) -> Judgement:
    fields = {
        "framework": inspection.framework,
        "area": "overall_effectiveness",
        "grade": "good",
        "order": inspection.judgements.count() + 1,
    } | fields
    return Judgement.objects.create(inspection=inspection, **fields)


def make_comparison_file(user: User, **fields: Any) -> ComparisonFile:
    """Return that somebody asked for a comparison as a PDF; it waits."""
    fields = {"asked_on": DAY, "name": "judgements", "choice": {}} | fields
    return ComparisonFile.objects.create(asked_by=user, **fields)


def make_printed_table(council: Council, **fields: Any) -> PrintedTable:
    """Return a table that a paper of the council printed, without lines."""
    fields = {
        "key": f"printed-{next(_number)}",
        "order": 1,
        "title": "Ratings",
        "source": "A paper",
        "printed_on": datetime.date(2017, 4, 26),
        "as_at": datetime.date(2017, 4, 26),
        "inspections": "sif",
        "area": "overall_effectiveness",
        "share": "%",
        "denominators": "Of those inspected.",
    } | fields
    return PrintedTable.objects.create(council=council, **fields)


def make_finding(inspection: Inspection, **fields: Any) -> Finding:
    fields = {
        "framework": inspection.framework,
        "kind": Finding.Kind.CONCERN,
        "text": "Plans are not always reviewed.",
        "order": inspection.findings.count() + 1,
    } | fields
    return Finding.objects.create(inspection=inspection, **fields)


def make_recommendation(inspection: Inspection, **fields: Any) -> Recommendation:
    order = fields.setdefault("order", inspection.recommendations.count() + 1)
    fields = {"number": str(order), "text": f"Mend practice {order}."} | fields
    return Recommendation.objects.create(inspection=inspection, **fields)


def make_scale(council: Council, **fields: Any) -> RatingScale:
    """Return a rating scale with a label for each meaning."""
    fields = {"name": f"Scale {next(_number)}"} | fields
    scale = RatingScale.objects.create(council=council, **fields)
    for order, meaning in enumerate(FIVE_MEANINGS, 1):
        RatingLabel.objects.create(
            scale=scale,
            meaning=meaning,
            label=f"Our word for {meaning.words.lower()}",
            definition=f"What we mean by {meaning.words.lower()}.",
            colour=f"#00000{order}",
            order=order,
        )
    return scale


def make_plan(council: Council | None = None, **fields: Any) -> ActionPlan:
    number = next(_number)
    fields = {
        "reference": f"plan-{number}",
        "title": f"Plan {number}",
        "status": ActionPlan.Status.APPROVED,
        "agreed_on": days(-60),
    } | fields
    return ActionPlan.objects.create(council=council or make_council(), **fields)


def make_theme(plan: ActionPlan, name: str = "", **fields: Any) -> Theme:
    fields = {"order": plan.themes.count() + 1} | fields
    return Theme.objects.create(plan=plan, name=name or f"Theme {fields['order']}", **fields)


def make_action(plan: ActionPlan | None = None, *, steps: int = 1, **fields: Any) -> Action:
    """Return an action with `steps` milestones, of a plan of its own unless one is given.

    Milestones have no lead and no date until `make_lead` and `make_due_date` add them.
    """
    plan = plan or make_plan()
    order = fields.pop("order", plan.actions.count() + 1)
    recommendations = fields.pop("recommendations", ())
    fields = {
        "reference": str(order),
        "text": f"Carry out action {order}.",
        "added_on": plan.agreed_on,
    } | fields
    action = Action.objects.create(plan=plan, order=order, **fields)
    action.recommendations.set(recommendations)
    for _ in range(steps):
        make_milestone(action)
    return action


def make_milestone(action: Action | None = None, **fields: Any) -> Milestone:
    """Return a further milestone of `action`; without one, the only one of a new action."""
    if action is None:
        action = make_action(steps=0)
    order = fields.setdefault("order", action.milestones.count() + 1)
    fields = {"text": f"Step {order}.", "added_on": action.added_on} | fields
    return Milestone.objects.create(action=action, **fields)


def make_lead(milestone: Milestone, officer: Officer | None = None, **fields: Any) -> MilestoneLead:
    fields = {"order": milestone.leads.count() + 1} | fields
    officer = officer or make_officer(milestone.action.plan.council)
    return MilestoneLead.objects.create(milestone=milestone, officer=officer, **fields)


def make_due_date(milestone: Milestone, due: datetime.date | None = DAY, **fields: Any) -> DueDate:
    """Return a timescale agreed when the plan was; a later call moves it.

    `due` None gives words that mean no day.
    """
    agreed_on = fields.get("day", milestone.action.plan.agreed_on)
    fields = {
        "words": f"{due:%-d %B %Y}" if due else "Ongoing",
        "precision": DueDate.Precision.DAY if due else DueDate.Precision.NONE,
        "agreed_by": DueDate.AgreedBy.OFFICER,
        "day": agreed_on,
        "known_on": agreed_on,
    } | fields
    return DueDate.objects.create(milestone=milestone, due=due, **fields)


def make_update(
    action: Action,
    milestone: Milestone | None = None,
    *,
    progress: str = Progress.IN_PROGRESS,
    outlook: str = "",
    reason: str = "",
    day: datetime.date = DAY,
    accepted: bool = False,
    occurrence: datetime.date | None = None,
    **fields: Any,
) -> ProgressUpdate:
    """Return an update with its one line: of `milestone`, or of the whole action.

    With `occurrence` the line is of that one due check alone. It was known on its own day
    unless `known_on` says otherwise; `accepted` adds the manager's acceptance on the day it
    was known.
    """
    fields = {"text": "Work goes on.", "known_on": day, "how": How.HERE} | fields
    if fields["how"] != How.PAPER:
        fields.setdefault("entered_by", make_user())
    update = ProgressUpdate.objects.create(action=action, day=day, **fields)
    ProgressLine.objects.create(
        update=update,
        milestone=milestone,
        progress=progress,
        outlook=outlook,
        reason=reason,
        occurrence=occurrence,
    )
    if accepted:
        make_review(update, day=update.known_on)
    return update


def make_occurrence(
    milestone: Milestone,
    occurrence: datetime.date = DAY,
    *,
    done: bool = True,
    reason: str = "",
    **fields: Any,
) -> ProgressLine:
    """Return the line that says a due check was done, or why not, with its update.

    It was reported on the day of the check unless `day` says otherwise.
    """
    progress = Progress.COMPLETE if done else Progress.NOT_STARTED
    reason = reason or ("" if done else "Nobody was there to do it.")
    says: dict[str, Any] = {"day": occurrence, "progress": progress, "reason": reason} | fields
    update = make_update(milestone.action, milestone, occurrence=occurrence, **says)
    return update.lines.get()


def make_review(
    update: ProgressUpdate | None = None,
    verdict: str = Review.Verdict.ACCEPTED,
    *,
    day: datetime.date = DAY,
    **fields: Any,
) -> Review:
    """Return a verdict on `update`, or on `due_date`."""
    comment = "" if verdict == Review.Verdict.ACCEPTED else "See the evidence again."
    fields = {"known_on": day, "comment": comment} | fields
    if not fields.get("source"):
        fields.setdefault("by", make_user())
    return Review.objects.create(update=update, verdict=verdict, day=day, **fields)


def _entered(day: datetime.date, fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a fact, known on its day; somebody entered it unless a paper says it."""
    fields = {"day": day, "known_on": day} | fields
    if not fields.get("source"):
        fields.setdefault("entered_by", make_user())
    return fields


def make_ending(
    action: Action, kind: str = Ending.Kind.WITHDRAWN, *, day: datetime.date = DAY, **fields: Any
) -> Ending:
    """Return what ended the action (or put it back); what is carried goes to another plan."""
    if kind == Ending.Kind.CARRIED and "successor" not in fields:
        fields["successor"] = make_action(make_plan(action.plan.council))
    fields = {"reason": "It is no longer needed."} | _entered(day, fields)
    return Ending.objects.create(action=action, kind=kind, **fields)


def make_published_group(
    plan: ActionPlan,
    actions: Iterable[Action] = (),
    counts: Mapping[str, int] | None = None,
    *,
    dues: Mapping[str, datetime.date] | None = None,
    day: datetime.date = DAY,
    **fields: Any,
) -> PublishedGroup:
    """Return a group of `actions` with how many a paper gives at each position.

    `dues` has the new date it gives for a position, where it gives one.
    """
    fields = {"words": "The actions of the plan", "source": "A paper"} | fields
    group = PublishedGroup.objects.create(plan=plan, **_entered(day, fields))
    for action in actions:
        PublishedMember.objects.create(group=group, action=action)
    for position, number in (counts or {}).items():
        due = (dues or {}).get(position)
        PublishedCount.objects.create(group=group, position=position, number=number, due=due)
    return group


def make_evidence(
    update: ProgressUpdate | None = None,
    title: str = "Audit of case files",
    *,
    day: datetime.date | None = None,
    **fields: Any,
) -> Evidence:
    """Return a link that shows what the update says; with `file` a file in its place."""
    update = update or make_update(make_action())
    plain: dict[str, Any] = {"kind": Evidence.Kind.DOCUMENT}
    if fields.get("file"):
        plain |= {"file_name": "audit.pdf", "content_type": "application/pdf", "sha256": "0" * 64}
    else:
        plain["url"] = "https://example.com/audit"
    fields = plain | _entered(day or update.day, fields)
    return Evidence.objects.create(update=update, title=title, **fields)


def make_measure(plan: ActionPlan | None = None, title: str = "", **fields: Any) -> Measure:
    """Return a measure of the plan, or of one `action` of it; without baseline, target or bands."""
    plan = plan or make_plan()
    order = fields.setdefault("order", plan.measures.count() + 1)
    fields = {"added_on": plan.agreed_on} | fields
    return Measure.objects.create(plan=plan, title=title or f"Measure {order}", **fields)


def make_band(
    measure: Measure, label: str = "", *, is_met: bool = False, **fields: Any
) -> MeasureBand:
    order = fields.setdefault("order", measure.bands.count() + 1)
    label = label or f"Band {order}"
    return MeasureBand.objects.create(measure=measure, label=label, is_met=is_met, **fields)


def make_reading(
    measure: Measure | None = None, *, day: datetime.date = DAY, **fields: Any
) -> Reading:
    """Return a reading: the `value`, `words` or `band` given, the number 50 with none of them."""
    if not {"value", "words", "band"} & set(fields):
        fields["value"] = 50
    return Reading.objects.create(measure=measure or make_measure(), **_entered(day, fields))


def make_risk(plan: ActionPlan | None = None, **fields: Any) -> Risk:
    plan = plan or make_plan()
    order = fields.setdefault("order", plan.risks.count() + 1)
    return Risk.objects.create(plan=plan, **({"text": f"Risk {order}."} | fields))


def make_question(
    plan: ActionPlan | None = None, text: str = "", *, day: datetime.date = DAY, **fields: Any
) -> Question:
    """Return a question on the plan, on one `action` of it, or on a `flag` (then by nobody)."""
    if fields.get("flag"):
        fields.setdefault("entered_by", None)
    plan, text = plan or make_plan(), text or f"Why is that? ({next(_number)})"
    return Question.objects.create(plan=plan, text=text, **_entered(day, fields))


def make_answer(
    question: Question | None = None,
    text: str = "The post was filled late.",
    *,
    day: datetime.date | None = None,
    **fields: Any,
) -> Answer:
    """Return an answer, given on the day of the question unless `day` says otherwise."""
    question = question or make_question()
    fields = _entered(day or question.day, fields)
    return Answer.objects.create(question=question, text=text, **fields)


def make_answer_date(
    question: Question,
    due_on: datetime.date | None = None,
    kind: str = "first",
    *,
    day: datetime.date | None = None,
    **fields: Any,
) -> AnswerDate:
    """Return the day by which a question is to be answered: ten days after DAY unless given."""
    moves = kind in ("wanted", "moved")
    fields = {"reason": "The audit ends later." if moves else ""} | fields
    fields = _entered(day or question.day, fields)
    due_on = due_on or days(10)
    return AnswerDate.objects.create(question=question, due_on=due_on, kind=kind, **fields)


def make_members_question(
    plan: ActionPlan | None = None,
    text: str = "",
    *,
    due: datetime.date | None = None,
    of: dict[str, Any] | None = None,
    **fields: Any,
) -> MembersQuestion:
    """Return what a member asked, to be answered by `due`; `of` is what scrutiny holds of it."""
    fields = {"for_members": True, "wanted_from": "manager"} | fields
    question = make_question(plan, text, **fields)
    make_answer_date(question, due, entered_by=question.entered_by)
    return MembersQuestion.objects.create(question=question, **of or {})


def make_rules(council: Council | None = None, **fields: Any) -> CouncilRules:
    """Return what the council sets for itself: the defaults but for `fields`."""
    return CouncilRules.objects.create(council=council or make_council(), **fields)


def make_rhythm(plan: ActionPlan, kind: str = "monthly", **fields: Any) -> ReportingRhythm:
    """Return a rhythm set on the day the plan was agreed; monthly unless `kind` says otherwise."""
    fields = {"since": plan.agreed_on} | fields
    return ReportingRhythm.objects.create(plan=plan, kind=kind, **fields)


def make_cycle(plan: ActionPlan, due: datetime.date | None = None, **fields: Any) -> ReportingCycle:
    """Return a cycle that opened a week before `due` (a week after DAY) and closes 3 days after."""
    due = due or days(7)
    week, three = datetime.timedelta(days=7), datetime.timedelta(days=3)
    fields = {"opens_on": due - week, "closes_on": due + three} | fields
    known = {"day": fields["opens_on"], "known_on": fields["opens_on"]}
    return ReportingCycle.objects.create(plan=plan, updates_due_on=due, **known | fields)


def make_closing(cycle: ReportingCycle, **fields: Any) -> CycleClosing:
    day = fields.pop("day", cycle.closes_on)
    fields = {"reported": 3, "on_time": 2, "accepted": 1, "missing": 4, "known_on": day} | fields
    return CycleClosing.objects.create(cycle=cycle, day=day, **fields)


def make_chase(plan: ActionPlan, *, day: datetime.date = DAY, **fields: Any) -> Chase:
    """Return that leads who reported nothing since a week before were written to on `day`."""
    fields = {"since": day - datetime.timedelta(days=7)} | _entered(day, fields)
    return Chase.objects.create(plan=plan, **fields)


def make_email(council: Council, **fields: Any) -> OutgoingEmail:
    number = next(_number)
    fields = {
        "key": f"key {number}",
        "message_id": f"<{number}@example.com>",
        "kind": OutgoingEmail.Kind.CHASE,
        "to": "lead@example.com",
        "subject": "Please report",
        "body": "Please report.",
    } | fields
    return OutgoingEmail.objects.create(council=council, **fields)


def make_chased(chase: Chase, milestone: Milestone, **fields: Any) -> Chased:
    """Return that a new officer was written to about a step."""
    council = chase.plan.council
    officer = fields.pop("officer", None) or make_officer(council)
    email = fields.pop("email", None) or make_email(council)
    return Chased.objects.create(
        chase=chase, milestone=milestone, officer=officer, email=email, **fields
    )


def make_elsewhere(plan: ActionPlan, asked: Recommendation, **fields: Any) -> AnsweredElsewhere:
    """Return that another plan answers `asked`: the `other` given, else one named in `words`."""
    if not fields:
        fields = {"words": "The health plan"}
    return AnsweredElsewhere.objects.create(plan=plan, recommendation=asked, **fields)


def make_place(plan: ActionPlan, action: Action, **fields: Any) -> StandsIn:
    """Return the place of another plan's action in `plan`, by default its last, with its number."""
    last = max([0, *(each.order for each in (*plan.actions.all(), *plan.guests.all()))])
    fields = {
        "order": last + 1,
        "reference": action.reference,
        "added_on": plan.agreed_on,
    } | fields
    return StandsIn.objects.create(plan=plan, action=action, **fields)


def make_import(council: Council | None = None, **fields: Any) -> PlanImport:
    """Return a pasted table that waits to be read, stored nowhere unless `file` is given."""
    fields = {
        "title": f"Plan {next(_number)}",
        "agreed_on": days(-60),
        "reported_on": DAY,
        "asked_by": fields.get("asked_by") or make_user(),
        "asked_on": DAY,
        "kind": PlanImport.Kind.PASTED,
        "file": "imports/1/0f1e2d",
        "file_name": "pasted table.txt",
        "content_type": "text/plain",
        "size": 1,
        "sha256": "0" * 64,
    } | fields
    return PlanImport.objects.create(council=council or make_council(), **fields)


def make_import_reading(planned: PlanImport, **fields: Any) -> ImportReading:
    """Return what a worker kept of an import: nothing was found in it."""
    fields = {"version": 1, "known": "0" * 64, "outline": {}} | fields
    return ImportReading.objects.create(planned=planned, **fields)


def make_mapping(council: Council | None = None, **fields: Any) -> ColumnMapping:
    """Return a heading that the council has, remembered as the leads."""
    fields = {"heading": "who", "field": "leads"} | fields
    return ColumnMapping.objects.create(council=council or make_council(), **fields)


def make_report_link(milestone: Milestone, officer: Officer, **fields: Any) -> ReportLink:
    """Return a link by which `officer` reports on the step, for 30 days from DAY."""
    defaults: dict[str, Any] = {
        "email": officer.email or "partner@health.example",
        "name": officer.name,
        "expires_on": days(30),
    }
    defaults |= {"action": milestone.action, "milestone": milestone, "officer": officer}
    return ReportLink.objects.create(**defaults | fields)


def make_redaction(council: Council, words: str = "Zuleika Quent", **fields: Any) -> Redaction:
    """Return that somebody asked for a name to be taken out of what this council holds."""
    fields = {"why": "It is a child’s.", "asked_on": DAY} | fields
    fields.setdefault("asked_by", make_user())
    return Redaction.objects.create(council=council, words=words, **fields)


STYLE = {
    "front": [{"key": "title", "label": "Report title"}, {"key": "wards", "label": "Wards"}],
    "sections": [
        {"key": "decisions", "heading": "Recommendations", "clearances": []},
        {"key": "purpose", "heading": "Purpose"},
        {"key": "finance", "heading": "Financial implications", "clearances": ["finance"]},
    ],
}


def make_style(council: Council | None = None, **fields: Any) -> StoredStyle:
    """Return a house style: the product's own without a council."""
    number = next(_number)
    fields = {"key": f"style-{number}", "name": f"Style {number}", "content": STYLE} | fields
    return StoredStyle.objects.create(council=council, **fields)


def make_report(council: Council | None = None, **fields: Any) -> Report:
    """Return a paper without sections; `begin` makes one with those of its style."""
    council = council or make_council()
    number = next(_number)
    fields = {
        "reference": f"report-{number}",
        "title": f"Report {number}",
        "house_style": fields.pop("house_style", None) or make_style(),
        "body": fields.pop("body", None) or make_body(council),
        "as_at": DAY,
    } | fields
    fields.setdefault("style_kept", fields["house_style"].newest)
    return Report.objects.create(council=council, **fields)


def make_section(report: Report, **fields: Any) -> PaperSection:
    order = report.sections.count() + 1
    fields = {"order": order, "key": f"section-{order}", "heading": f"Section {order}"} | fields
    return PaperSection.objects.create(report=report, **fields)


def make_part(section: PaperSection, text: str = "", **fields: Any) -> PaperPart:
    fields = {"order": section.parts.count() + 1, "text": text} | fields
    return PaperPart.objects.create(section=section, **fields)


def make_appendix_file(report: Report, **fields: Any) -> AppendixFile:
    fields = {
        "name": "framework.pdf",
        "content_type": "application/pdf",
        "content": b"%PDF-1.7",
        "content_sha256": "0" * 64,
    } | fields
    return AppendixFile.objects.create(report=report, **fields)


def make_paper_file(report: Report, **fields: Any) -> PaperFile:
    """Return the PDF of a paper, ready unless `status` says otherwise."""
    fields = {
        "asked_by": fields.get("asked_by") or make_user(),
        "asked_on": DAY,
        "as_at": report.as_at,
        "digest": "0" * 64,
        "status": PaperFile.Status.DONE,
        "content": b"%PDF",
    } | fields
    return PaperFile.objects.create(report=report, **fields)


def make_appendix(report: Report, **fields: Any) -> PaperAppendix:
    order = report.appendices.count() + 1
    fields = {"order": order, "kind": "written", "title": f"Appendix {order}"} | fields
    return PaperAppendix.objects.create(report=report, **fields)


def make_read_back(report: Report, *texts: str, **fields: Any) -> ReadBack:
    """Return what was read of one of a paper's files."""
    fields = {"sha256": f"{next(_number):064x}", "read": {"read": list(texts)}} | fields
    return ReadBack.objects.create(report=report, **fields)


def make_finished(report: Report, *texts: str, **fields: Any) -> FinishedPaper:
    """Return a finished paper that waits to be confirmed; its file is no Word file."""
    blocks = [{"is": "Paragraph", "words": [{"is": "Text", "text": text}]} for text in texts]
    fields = {
        "file_name": "paper.docx",
        "content": b"PK",
        "content_sha256": "0" * 64,
        "read": {"title": "", "blocks": blocks, "appendices": [], "remarks": []},
        "report_version": report.version,
    } | fields
    return FinishedPaper.objects.create(report=report, **fields)


def make_edition(report: Report, **fields: Any) -> Edition:
    """Return a published edition without files: the first of its paper unless it corrects one."""
    number = report.editions.count() + 1
    fields = {
        "council": report.council,
        "number": number,
        "address": f"{report.reference}-{number}",
        "title": report.title,
        "body_name": report.body.name,
        "as_at": report.as_at,
        "data": {"public": {"title": report.title}},
        "digest": "0" * 64,
        "day": DAY,
        "entered_by": fields.pop("entered_by", None) or make_user(),
    } | fields
    return Edition.objects.create(report=report, **fields)


def make_edition_file(edition: Edition, **fields: Any) -> EditionFile:
    content = fields.pop("content", b"%PDF-1.7")
    order = edition.files.count() + 1
    fields = {
        "order": order,
        "what": "whole",
        "title": "The paper, PDF",
        "name": f"paper-{order}.pdf",
        "content_type": "application/pdf",
        "content": content,
        "content_sha256": hashlib.sha256(content or b"").hexdigest(),
        "size": len(content or b""),
    } | fields
    return EditionFile.objects.create(edition=edition, **fields)


def make_withdrawal(edition: Edition, **fields: Any) -> Withdrawal:
    """Return that somebody asked for an edition to be taken away."""
    fields = {"why": "A name stands in it.", "asked_on": DAY} | fields
    fields.setdefault("asked_by", make_user())
    return Withdrawal.objects.create(edition=edition, **fields)


def make_publication(report: Report, **fields: Any) -> Publication:
    """Return that somebody pressed “publish”, and the worker has not begun."""
    fields = {"asked_by": make_user(), "day": DAY, "digest": "0" * 64} | fields
    return Publication.objects.create(report=report, **fields)


def make_committee_link(edition: Edition, **fields: Any) -> CommitteeLink:
    fields = {"url": "https://committees.example/9", "day": DAY, "entered_by": make_user()} | fields
    return CommitteeLink.objects.create(edition=edition, **fields)


def make_decision(report: Report, **fields: Any) -> PaperDecision:
    """Return that a meeting of the paper's body approved it."""
    fields = {"kind": "approved", "day": DAY, "entered_by": make_user()} | fields
    if "meeting" not in fields:
        fields["meeting"] = report.meeting or make_meeting(report.body)
    return PaperDecision.objects.create(report=report, **fields)


def make_election_period(council: Council, **fields: Any) -> PreElectionPeriod:
    fields = {"starts": DAY, "ends": days(30), "reason": "Local elections"} | fields
    return PreElectionPeriod.objects.create(council=council, **fields)


def make_acronym(council: Council, short: str = "", **fields: Any) -> Acronym:
    full = fields.pop("full", "Multi-agency safeguarding hub")
    return Acronym.objects.create(council=council, short=short or f"MASH{next(_number)}", full=full)


def make_briefing(council: Council, by: User | None = None, **fields: Any) -> Briefing:
    """Return a briefing that is ready, on all plans unless one is given."""
    ready = {"status": Briefing.Status.DONE, "content": b"%PDF"}
    stands = {"asked_by": by or make_user(), "asked_on": DAY, "as_at": DAY}
    return Briefing.objects.create(council=council, **(ready | stands | fields))


def make_clearance(report: Report, of: User | None = None, **fields: Any) -> Clearance:
    """Return a finance clearance asked of somebody: of the whole paper without a section."""
    section = fields.pop("section", None)
    of = of or make_user()
    fields = {
        "kind": "finance",
        "section_key": section.key if section else "",
        "heading": section.heading if section else "",
        "asked_of": of,
        "name": of.name,
        "email": of.email,
        "day": DAY,
        "entered_by": fields.pop("entered_by", None) or make_user(),
    } | fields
    return Clearance.objects.create(report=report, **fields)


def make_clearance_answer(clearance: Clearance, **fields: Any) -> ClearanceAnswer:
    """Return that it was given, for a text that nobody has."""
    fields = {
        "verdict": "given",
        "code": "NM/22032017/Y",
        "digest": "0" * 64,
        "day": DAY,
        "entered_by": clearance.asked_of or make_user(),
    } | fields
    return ClearanceAnswer.objects.create(clearance=clearance, **fields)


# Scrutiny


def make_scrutiny_review(council: Council, **fields: Any) -> ScrutinyReview:
    """Return a review of a plan that answers two recommendations; neither is chosen yet."""
    if "plan" not in fields:
        fields["plan"] = make_plan(council)
        inspection = make_inspection(council)
        fields["plan"].sources.add(inspection)
        for _ in range(2):
            make_recommendation(inspection)
    if "commissioned_by" not in fields:
        fields["commissioned_by"] = make_body(council, kind=Body.Kind.OVERVIEW_SCRUTINY)
    fields = {"title": f"Working group {next(_number)}"} | fields
    return ScrutinyReview.objects.create(council=council, **fields)


def make_review_member(
    review: ScrutinyReview, user: User | None = None, **fields: Any
) -> ReviewMember:
    """Return somebody of the group; who has an account is a member of the council."""
    if user:
        fields = {"name": user.name} | fields
    fields = {"name": f"Councillor {next(_number)}"} | fields
    return ReviewMember.objects.create(review=review, user=user, **fields)


def make_strand(review: ScrutinyReview, **fields: Any) -> ReviewStrand:
    """Return one more of the plan's recommendations that the group looks into."""
    order = review.strands.count() + 1
    if "recommendation" not in fields:
        asked = Recommendation.objects.filter(inspection__plans=review.plan)
        fields["recommendation"] = asked.order_by("order")[order - 1]
    return ReviewStrand.objects.create(review=review, **{"order": order} | fields)


def make_session(review: ScrutinyReview, **fields: Any) -> ReviewSession:
    fields = {"order": review.sessions.count() + 1, "held_on": DAY, "about": "Thresholds"} | fields
    return ReviewSession.objects.create(review=review, **fields)


_STAY = {"settled_words_stay", "settled_addressees_stay", "opened_notes_stay"}


def _as_loaded(model: type[Any], review: ScrutinyReview) -> Any:
    """Return the context in which a row is added to a review that is settled or open already.

    The application adds none to such a review; what keeps it from doing so is tried elsewhere.
    """
    days = ScrutinyReview.objects.filter(pk=review.pk)
    if not any(days.values_list("adopted_on", "published_on", "received_on").get()):
        return nullcontext()
    [name] = {each.name for each in model._meta.triggers} & _STAY
    return pgtrigger.ignore(f"scrutiny.{model.__name__}:{name}")


def make_note(review: ScrutinyReview, text: str = "Staff say so.", **fields: Any) -> ReviewNote:
    if "written_by" not in fields:
        fields["written_by"] = make_user()
    with _as_loaded(ReviewNote, review):
        return ReviewNote.objects.create(review=review, text=text, **fields)


def make_review_finding(
    review: ScrutinyReview, text: str = "Thresholds vary.", **fields: Any
) -> ReviewFinding:
    fields = {"order": review.findings.count() + 1} | fields
    with _as_loaded(ReviewFinding, review):
        return ReviewFinding.objects.create(review=review, text=text, **fields)


def make_review_recommendation(
    review: ScrutinyReview, text: str = "Audit every month.", **fields: Any
) -> ReviewRecommendation:
    fields = {"order": review.recommendations.count() + 1} | fields
    with _as_loaded(ReviewRecommendation, review):
        return ReviewRecommendation.objects.create(review=review, text=text, **fields)


def make_addressee(asked: ReviewRecommendation, **fields: Any) -> ReviewAddressee:
    """Return that a recommendation is made to the executive."""
    fields = {"order": asked.addressees.count() + 1, "name": f"Cabinet {next(_number)}"} | fields
    with _as_loaded(ReviewAddressee, asked.review):
        return ReviewAddressee.objects.create(recommendation=asked, **fields)


def make_response(asked: ReviewRecommendation, **fields: Any) -> Response:
    fields = {"verdict": "accepted", "text": "It is done.", "day": DAY, "known_on": DAY} | fields
    if "entered_by" not in fields:
        fields["entered_by"] = make_user()
    return Response.objects.create(recommendation=asked, **fields)


def make_forward_item(body: Body, plan: ActionPlan | None = None, **fields: Any) -> ForwardItem:
    """Return that a plan comes to each meeting of a body from DAY on."""
    fields = {"kind": "each", "starts": DAY, "plan": plan or make_plan(body.council)} | fields
    return ForwardItem.objects.create(body=body, **fields)


def make_learning_point(body: Body, **fields: Any) -> LearningPoint:
    """Return a learning point in the body's own words unless a lesson is given."""
    if "lesson" not in fields:
        fields = {"text": "Visit the front line.", "source": "Inspection of Barset"} | fields
    return LearningPoint.objects.create(body=body, **{"taken_on": DAY} | fields)


def make_next_step(body: Body, **fields: Any) -> NextStep:
    if "lesson" not in fields:
        fields = {"text": "Look into thresholds."} | fields
    return NextStep.objects.create(body=body, **{"said_on": DAY} | fields)


def make_visit(body: Body, *actions: Action, **fields: Any) -> Visit:
    """Return a visit about these actions."""
    said = {"place": "The front door", "who": "The chair", "learned": "Calls wait."}
    visit = Visit.objects.create(body=body, **said | {"day": DAY} | fields)
    for action in actions:
        visit.about_actions.create(action=action)
    return visit
