"""Plans of a known size, with texts as long as those of real papers. Few statements make them."""

import datetime
import secrets
from dataclasses import dataclass
from itertools import cycle

from actionplans.models import (
    Action,
    ActionPlan,
    DueDate,
    Milestone,
    MilestoneLead,
    ProgressLine,
    ProgressUpdate,
    RatingLabel,
    RatingScale,
    Review,
)
from actionplans.rag import Meaning, Outlook, Progress
from councils.models import Council, Membership, Officer, User
from councils.roles import Role
from inspections.frameworks import framework_on
from inspections.models import Inspection, Recommendation

ACTION = (
    "Make sure that every child on a plan is visited as often as the plan says, that what the "
    "child says is written down, and that the manager reads it within five working days."
)
STEP = "Agree the new form with team managers and bring it into use in every team."
SAID = (
    "The form was agreed with team managers in the spring and is in use in four of six teams. "
    "The other two begin when their new managers have been trained. An audit of twelve records "
    "found the child's own words in ten of them; the two others were discussed in supervision. "
    "The next audit is planned, and its result will be told to the board."
)
RECOMMENDATIONS, OFFICERS, LEADS_A_STEP = 11, 12, 2
PROGRESS = [Progress.NOT_STARTED, Progress.IN_PROGRESS, Progress.IN_PROGRESS, Progress.COMPLETE]
OUTLOOKS = [Outlook.ON_TRACK, Outlook.AT_RISK, ""]


@dataclass(frozen=True)
class Site:
    """A council with people, an inspection and a rating scale."""

    council: Council
    manager: User
    member: User
    officers: list[Officer]
    asked: list[Recommendation]
    scale: RatingScale
    today: datetime.date

    def ago(self, days: int) -> datetime.date:
        return self.today - datetime.timedelta(days=days)


def make_site(today: datetime.date, name: str = "Barchester") -> Site:
    """Return a new council with twelve officers and eleven recommendations."""
    council = Council.objects.create(
        name=name, slug=name.lower(), region="South West", kind=Council.Kind.COUNTY
    )
    officers = Officer.objects.bulk_create(
        Officer(council=council, kind=Officer.Kind.PERSON, name=f"Officer {n}")
        for n in range(1, OFFICERS + 1)
    )
    return Site(
        council=council,
        manager=_member(council, Role.PLAN_MANAGER),
        member=_member(council, Role.SCRUTINY_MEMBER),
        officers=officers,
        asked=_recommendations(council, today),
        scale=_scale(council),
        today=today,
    )


def _member(council: Council, role: Role) -> User:
    address = f"{role}@{council.slug}.example"
    user = User.objects.create_user(address, secrets.token_hex(8), name=role.label)
    Membership.objects.create(council=council, user=user, role=role)
    return user


def _recommendations(council: Council, today: datetime.date) -> list[Recommendation]:
    published = today - datetime.timedelta(days=800)
    began = published - datetime.timedelta(days=60)
    inspection = Inspection.objects.create(
        council=council,
        key=council.slug,
        framework=framework_on("childrens_services", began).key,
        title="Inspection of children's services",
        starts_on=began,
        ends_on=published - datetime.timedelta(days=50),
        published_on=published,
        is_published=True,
    )
    return Recommendation.objects.bulk_create(
        Recommendation(inspection=inspection, order=n, number=str(n), text=ACTION)
        for n in range(1, RECOMMENDATIONS + 1)
    )


def _scale(council: Council) -> RatingScale:
    scale = RatingScale.objects.create(council=council, name="Ratings")
    RatingLabel.objects.bulk_create(
        RatingLabel(
            scale=scale,
            meaning=meaning,
            label=meaning.words,
            definition=f"{meaning.words}.",
            colour=f"#00000{order}",
            order=order,
        )
        for order, meaning in enumerate(Meaning, 1)
    )
    return scale


def make_plan(
    site: Site, title: str, *, actions: int, steps: int, updates: int, said: str = SAID
) -> ActionPlan:
    """Return a plan of `actions` with `steps` each; every step reported on `updates` times.

    Every second report is accepted. Each step has two leads and a date that moved once; each
    action answers one recommendation.
    """
    plan = ActionPlan.objects.create(
        council=site.council,
        reference=title.lower().replace(" ", "-"),
        title=title,
        status=ActionPlan.Status.APPROVED,
        agreed_on=site.ago(750),
        rating_scale=site.scale,
        manager=site.manager,
    )
    made = _actions(site, plan, actions)
    milestones = Milestone.objects.bulk_create(
        Milestone(action=action, order=n, text=STEP, added_on=plan.agreed_on)
        for action in made
        for n in range(1, steps + 1)
    )
    _owners_and_dates(site, milestones)
    for turn in range(updates):
        day = site.ago(720 * (updates - turn) // updates)
        _report(site, milestones, day=day, turn=turn, said=said)
    return plan


def _actions(site: Site, plan: ActionPlan, number: int) -> list[Action]:
    made = Action.objects.bulk_create(
        Action(plan=plan, order=n, reference=str(n), text=ACTION, added_on=plan.agreed_on)
        for n in range(1, number + 1)
    )
    through = Action.recommendations.through
    through.objects.bulk_create(
        through(action=action, recommendation=asked)
        for action, asked in zip(made, cycle(site.asked), strict=False)
    )
    return made


def _owners_and_dates(site: Site, steps: list[Milestone]) -> None:
    officers = cycle(site.officers)
    MilestoneLead.objects.bulk_create(
        MilestoneLead(milestone=step, officer=next(officers), order=place)
        for step in steps
        for place in range(1, LEADS_A_STEP + 1)
    )
    DueDate.objects.bulk_create(
        _date(site, step, site.ago(200 + place), 0) for place, step in enumerate(steps)
    )
    DueDate.objects.bulk_create(
        _date(site, step, site.ago(place % 120 - 60), 1) for place, step in enumerate(steps)
    )


def _date(site: Site, step: Milestone, due: datetime.date, moved: int) -> DueDate:
    day = site.ago(300) if moved else step.added_on
    return DueDate(
        milestone=step,
        words=f"{due:%-d %B %Y}",
        due=due,
        precision=DueDate.Precision.DAY,
        reason="The team was not complete." if moved else "",
        agreed_by=DueDate.AgreedBy.OFFICER,
        day=day,
        known_on=day,
        entered_by=site.manager,
    )


def _said(said: str, place: int, turn: int) -> str:
    """Return the words of a report: one step in ten says the same every time."""
    return said if place % 10 == 0 else f"{said} This is report {turn + 1} on it."


def _report(site: Site, steps: list[Milestone], day: datetime.date, turn: int, said: str) -> None:
    """Report on every step; accept what is reported in every second turn."""
    about = {"day": day, "known_on": day, "entered_by": site.manager}
    updates = ProgressUpdate.objects.bulk_create(
        ProgressUpdate(action_id=step.action_id, text=_said(said, place, turn), **about)
        for place, step in enumerate(steps)
    )
    ProgressLine.objects.bulk_create(
        ProgressLine(
            update=update,
            milestone=step,
            progress=PROGRESS[place % len(PROGRESS)],
            outlook=OUTLOOKS[place % len(OUTLOOKS)],
            reason="Two teams wait for a manager.",
        )
        for place, (update, step) in enumerate(zip(updates, steps, strict=True))
    )
    if turn % 2 == 0:
        Review.objects.bulk_create(
            Review(update=update, verdict=Review.Verdict.ACCEPTED, by=site.manager, **about)
            for update in updates
        )
