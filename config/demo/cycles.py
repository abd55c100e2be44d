"""The rhythm of a live plan, its cycles so far, and what was asked on its actions."""

from actionplans.cycles.keeping import keep_cycles, pace_of
from actionplans.cycles.rhythm import coming
from actionplans.models import Action, Answer, Question, ReportingRhythm
from config.demo.files import Facts
from config.demo.live import by_whom
from config.demo.plans import PlanLoad


def add_rhythm(load: PlanLoad) -> None:
    """Set the plan's rhythm as from its day, and open and close its cycles as the days came."""
    facts = load.facts.get("rhythm")
    if not facts:
        return
    since, today = load.calendar.day(facts["since"]), load.calendar.today
    rhythm = ReportingRhythm.objects.create(
        plan=load.plan,
        kind=ReportingRhythm.Kind.MEETINGS,
        body=load.circle.bodies[facts["body"]],
        due_before=facts["due_before"],
        opens_before=facts["opens_before"],
        closes_after=facts["closes_after"],
        since=since,
    )
    days = coming(pace_of(rhythm), since)
    for day in sorted({each.opens_on for each in days} | {today}):
        if day <= today:
            keep_cycles(day)


def add_questions(load: PlanLoad) -> None:
    """Add what was asked on the plan's actions, and answered."""
    actions: dict[str, Action] = {action.reference: action for action, _, _ in load.actions}
    for facts in load.facts.get("questions", ()):
        question = Question.objects.create(
            plan=load.plan,
            action=actions[facts["action"]],
            text=facts["text"],
            for_members=False,
            wanted_from=facts["wanted_from"],
            **by_whom(load, facts),
        )
        for given in facts.get("answers", ()):
            _answer(load, question, given)


def _answer(load: PlanLoad, question: Question, facts: Facts) -> None:
    Answer.objects.create(question=question, text=facts["text"], **by_whom(load, facts))
