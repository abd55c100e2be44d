"""Triggers that keep facts as they were inserted, and keys within one plan and one council."""

import pgtrigger

from councils.models import FACTS_STAY as FACTS_STAY
from councils.models import belongs
from councils.models.base import ALLOWED, REFUSE


def _goes_with_a_draft(action: str, only: str = "TRUE") -> pgtrigger.Trigger:
    """Return the rule of facts that stay, but go with a draft: never approved, and nobody
    reported on the `action` (SQL). What a paper says of it is no report of a person.
    """
    return pgtrigger.Trigger(
        name="facts_stay",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
        IF {ALLOWED} THEN
            RETURN NEW;
        END IF;
        IF TG_OP = 'DELETE' AND {only} AND EXISTS (
            SELECT 1 FROM actionplans_action AS action
            JOIN actionplans_actionplan AS plan ON plan.id = action.plan_id
            WHERE action.id = ({action}) AND plan.status = 'draft' AND NOT EXISTS (
                SELECT 1 FROM actionplans_actionplanevent AS was
                WHERE was.pgh_obj_id = plan.id AND was.status <> 'draft'
            ) AND NOT EXISTS (
                SELECT 1 FROM actionplans_progressupdate AS said
                WHERE said.action_id = action.id AND said.how <> 'paper'))
        THEN
            RETURN OLD;
        END IF;
        {REFUSE}
        """,  # noqa: S608
    )


_ACTION_OF_THE_STEP = "SELECT action_id FROM actionplans_milestone WHERE id = OLD.milestone_id"
_ACTION_OF_THE_UPDATE = """SELECT action_id FROM actionplans_progressupdate
    WHERE id = OLD.update_id AND how = 'paper'"""

# Dates, and what a paper or a file says, are facts too. Only a draft that is thrown away takes
# them with it, and what a person ruled on them stays.
DATES_STAY = _goes_with_a_draft(_ACTION_OF_THE_STEP, "OLD.update_id IS NULL")
UPDATES_STAY = _goes_with_a_draft("OLD.action_id", "OLD.how = 'paper'")
LINES_STAY = _goes_with_a_draft(_ACTION_OF_THE_UPDATE)
REVIEWS_STAY = _goes_with_a_draft(_ACTION_OF_THE_UPDATE, "OLD.source <> ''")


STEP_OF_THE_ACTION = belongs(
    "step_of_the_action",
    "NEW.milestone_id IS NOT NULL AND NEW.update_id IS NOT NULL",
    """SELECT 1 FROM actionplans_milestone AS step
       JOIN actionplans_progressupdate AS said ON said.action_id = step.action_id
       WHERE step.id = NEW.milestone_id AND said.id = NEW.update_id""",
    "The step and the update belong to different actions.",
)


DRAFT_OF_THE_ACTION = belongs(
    "draft_of_the_action",
    "NEW.milestone_id IS NOT NULL",
    """SELECT 1 FROM actionplans_milestone AS step
       WHERE step.id = NEW.milestone_id AND step.action_id = NEW.action_id""",
    "The step belongs to another action.",
)


LEAD_OF_THE_COUNCIL = belongs(
    "lead_of_the_council",
    "TRUE",
    """SELECT 1 FROM actionplans_milestone AS step
       JOIN actionplans_action AS action ON action.id = step.action_id
       JOIN actionplans_actionplan AS plan ON plan.id = action.plan_id
       JOIN councils_officer AS officer ON officer.council_id = plan.council_id
       WHERE step.id = NEW.milestone_id AND officer.id = NEW.officer_id""",
    "The officer belongs to another council than the plan.",
)


THEME_OF_THE_PLAN = belongs(
    "theme_of_the_plan",
    "NEW.theme_id IS NOT NULL",
    """SELECT 1 FROM actionplans_theme AS theme
       WHERE theme.id = NEW.theme_id AND theme.plan_id = NEW.plan_id""",
    "The theme belongs to another plan.",
)


ACCOUNTABLE_OF_THE_COUNCIL = belongs(
    "accountable_of_the_council",
    "NEW.accountable_id IS NOT NULL",
    """SELECT 1 FROM actionplans_actionplan AS plan
       JOIN councils_officer AS officer ON officer.council_id = plan.council_id
       WHERE plan.id = NEW.plan_id AND officer.id = NEW.accountable_id""",
    "The accountable officer belongs to another council than the plan.",
)


WATCHED_BY_THE_COUNCIL = belongs(
    "watched_by_the_council",
    "NEW.watched_by_id IS NOT NULL",
    """SELECT 1 FROM actionplans_actionplan AS plan
       JOIN councils_body AS body ON body.council_id = plan.council_id
       WHERE plan.id = NEW.plan_id AND body.id = NEW.watched_by_id""",
    "The watching body belongs to another council than the plan.",
)


APPROVED_BY_THE_COUNCIL = belongs(
    "approved_by_the_council",
    "NEW.approved_at_id IS NOT NULL",
    """SELECT 1 FROM councils_meeting AS meeting
       JOIN councils_body AS body ON body.id = meeting.body_id
       WHERE meeting.id = NEW.approved_at_id AND body.council_id = NEW.council_id""",
    "The meeting belongs to another council than the plan.",
)


AGREED_BY_THE_COUNCIL = belongs(
    "agreed_by_the_council",
    "NEW.agreed_at_id IS NOT NULL",
    """SELECT 1 FROM actionplans_milestone AS step
       JOIN actionplans_action AS action ON action.id = step.action_id
       JOIN actionplans_actionplan AS plan ON plan.id = action.plan_id
       JOIN councils_body AS body ON body.council_id = plan.council_id
       JOIN councils_meeting AS meeting ON meeting.body_id = body.id
       WHERE step.id = NEW.milestone_id AND meeting.id = NEW.agreed_at_id""",
    "The meeting belongs to another council than the plan.",
)


ANSWER_DATE_AGREED_HERE = belongs(
    "agreed_in_its_council",
    "NEW.agreed_at_id IS NOT NULL",
    """SELECT 1 FROM actionplans_question AS question
       JOIN actionplans_actionplan AS plan ON plan.id = question.plan_id
       JOIN councils_body AS body ON body.council_id = plan.council_id
       JOIN councils_meeting AS meeting ON meeting.body_id = body.id
       WHERE question.id = NEW.question_id AND meeting.id = NEW.agreed_at_id""",
    "The meeting belongs to another council than the question.",
)


SCALE_OF_THE_COUNCIL = belongs(
    "scale_of_the_council",
    "NEW.rating_scale_id IS NOT NULL",
    """SELECT 1 FROM actionplans_ratingscale AS scale
       WHERE scale.id = NEW.rating_scale_id AND scale.council_id = NEW.council_id""",
    "The rating scale belongs to another council.",
)
SUCCESSOR_OF_THE_COUNCIL = belongs(
    "successor_of_the_council",
    "NEW.successor_id IS NOT NULL",
    """SELECT 1 FROM actionplans_action AS ended
       JOIN actionplans_actionplan AS plan ON plan.id = ended.plan_id
       JOIN actionplans_actionplan AS next ON next.council_id = plan.council_id
       JOIN actionplans_action AS successor ON successor.plan_id = next.id
       WHERE ended.id = NEW.action_id AND successor.id = NEW.successor_id""",
    "The action that takes its place belongs to another council.",
)
PUBLISHED_OF_THE_PLAN = belongs(
    "published_of_the_plan",
    "TRUE",
    """SELECT 1 FROM actionplans_publishedgroup AS published
       JOIN actionplans_action AS action ON action.plan_id = published.plan_id
       WHERE published.id = NEW.group_id AND action.id = NEW.action_id""",
    "The action belongs to another plan than the published numbers.",
)
BAND_OF_THE_MEASURE = belongs(
    "band_of_the_measure",
    "NEW.band_id IS NOT NULL",
    """SELECT 1 FROM actionplans_measureband AS band
       WHERE band.id = NEW.band_id AND band.measure_id = NEW.measure_id""",
    "The band belongs to another measure.",
)
ASKED_OF_THE_PLAN = belongs(
    "asked_of_the_plan",
    "NEW.action_id IS NOT NULL",
    """SELECT 1 FROM actionplans_action AS action
       WHERE action.id = NEW.action_id AND action.plan_id = NEW.plan_id""",
    "The action belongs to another plan than the question.",
)
MEASURED_OF_THE_PLAN = belongs(
    "measured_of_the_plan",
    "NEW.action_id IS NOT NULL",
    """SELECT 1 FROM actionplans_action AS action
       WHERE action.id = NEW.action_id AND action.plan_id = NEW.plan_id""",
    "The action belongs to another plan than the measure.",
)
FOLLOWS_ONE_OF_THE_COUNCIL = belongs(
    "follows_one_of_the_council",
    "NEW.follows_id IS NOT NULL",
    """SELECT 1 FROM actionplans_actionplan AS before
       WHERE before.id = NEW.follows_id AND before.council_id = NEW.council_id""",
    "The plan it follows belongs to another council.",
)
UPLOAD_OF_THE_ACTION = belongs(
    "upload_of_the_action",
    "NEW.milestone_id IS NOT NULL",
    """SELECT 1 FROM actionplans_milestone AS step
       WHERE step.id = NEW.milestone_id AND step.action_id = NEW.action_id""",
    "The step belongs to another action.",
)
# A council answers for itself, and for a council that it took the place of.
SOURCE_OF_THE_COUNCIL = belongs(
    "source_of_the_council",
    "TRUE",
    """SELECT 1 FROM actionplans_actionplan AS plan
       JOIN inspections_inspection AS inspected ON inspected.id = NEW.inspection_id
       WHERE plan.id = NEW.actionplan_id AND plan.council_id IN (
           SELECT inspected.council_id UNION ALL
           SELECT to_council_id FROM councils_council_replaced_by
           WHERE from_council_id = inspected.council_id)""",
    "The inspection is of another council than the plan.",
)
TOLD_OF_THE_COUNCIL = belongs(
    "told_of_the_council",
    "TRUE",
    """SELECT 1 FROM actionplans_actionplan AS plan
       JOIN councils_body AS body ON body.council_id = plan.council_id
       WHERE plan.id = NEW.actionplan_id AND body.id = NEW.body_id""",
    "The body told belongs to another council than the plan.",
)
RECOMMENDED_TO_THE_COUNCIL = belongs(
    "recommended_to_the_council",
    "TRUE",
    """SELECT 1 FROM actionplans_action AS action
       JOIN actionplans_actionplan AS plan ON plan.id = action.plan_id
       JOIN inspections_recommendation AS asked ON asked.id = NEW.recommendation_id
       JOIN inspections_inspection AS inspected ON inspected.id = asked.inspection_id
       WHERE action.id = NEW.action_id AND plan.council_id IN (
           SELECT inspected.council_id UNION ALL
           SELECT to_council_id FROM councils_council_replaced_by
           WHERE from_council_id = inspected.council_id)""",
    "The recommendation was made to another council.",
)
ELSEWHERE_OF_THE_COUNCIL = belongs(
    "elsewhere_of_the_council",
    "TRUE",
    """SELECT 1 FROM actionplans_actionplan AS plan
       JOIN inspections_recommendation AS asked ON asked.id = NEW.recommendation_id
       JOIN inspections_inspection AS inspected ON inspected.id = asked.inspection_id
       WHERE plan.id = NEW.plan_id AND plan.council_id IN (
           SELECT inspected.council_id UNION ALL
           SELECT to_council_id FROM councils_council_replaced_by
           WHERE from_council_id = inspected.council_id)""",
    "The recommendation was made to another council.",
)
OTHER_OF_THE_COUNCIL = belongs(
    "other_of_the_council",
    "NEW.other_id IS NOT NULL",
    """SELECT 1 FROM actionplans_actionplan AS plan
       JOIN actionplans_actionplan AS other ON other.council_id = plan.council_id
       WHERE plan.id = NEW.plan_id AND other.id = NEW.other_id""",
    "The plan that answers it belongs to another council.",
)
STANDS_IN_ANOTHER = belongs(
    "stands_in_another",
    "TRUE",
    """SELECT 1 FROM actionplans_action AS action
       JOIN actionplans_actionplan AS home ON home.id = action.plan_id
       JOIN actionplans_actionplan AS plan ON plan.council_id = home.council_id
       WHERE action.id = NEW.action_id AND plan.id = NEW.plan_id AND plan.id <> home.id""",
    "The action belongs to this plan already, or to another council.",
)
IMPORTED_BY_THE_COUNCIL = belongs(
    "imported_by_the_council",
    "NEW.plan_id IS NOT NULL",
    """SELECT 1 FROM actionplans_actionplan AS plan
       WHERE plan.id = NEW.plan_id AND plan.council_id = NEW.council_id""",
    "The plan belongs to another council than the import.",
)
ANSWERED_BY_THE_COUNCIL = belongs(
    "answered_by_the_council",
    "NEW.inspection_id IS NOT NULL",
    """SELECT 1 FROM inspections_inspection AS inspected
       WHERE inspected.id = NEW.inspection_id AND NEW.council_id IN (
           SELECT inspected.council_id UNION ALL
           SELECT to_council_id FROM councils_council_replaced_by
           WHERE from_council_id = inspected.council_id)""",
    "The inspection is of another council than the import.",
)
LINK_OF_THE_COUNCIL = belongs(
    "link_of_the_council",
    "NEW.officer_id IS NOT NULL",
    """SELECT 1 FROM actionplans_action AS action
       JOIN actionplans_actionplan AS plan ON plan.id = action.plan_id
       JOIN councils_officer AS officer ON officer.council_id = plan.council_id
       WHERE action.id = NEW.action_id AND officer.id = NEW.officer_id""",
    "The officer belongs to another council than the plan.",
)
DELEGATE_OF_THE_COUNCIL = belongs(
    "delegate_of_the_council",
    "TRUE",
    """SELECT 1 FROM councils_officer AS lead
       JOIN councils_officer AS other ON other.council_id = lead.council_id
       WHERE lead.id = NEW.officer_id AND other.id = NEW.delegate_id""",
    "The delegate belongs to another council than the lead.",
)
DELEGATED_OF_THE_COUNCIL = belongs(
    "delegated_of_the_council",
    "NEW.plan_id IS NOT NULL",
    """SELECT 1 FROM councils_officer AS lead
       JOIN actionplans_actionplan AS plan ON plan.council_id = lead.council_id
       WHERE lead.id = NEW.officer_id AND plan.id = NEW.plan_id""",
    "The plan belongs to another council than the lead.",
)
RHYTHM_OF_THE_COUNCIL = belongs(
    "rhythm_of_the_council",
    "NEW.body_id IS NOT NULL",
    """SELECT 1 FROM actionplans_actionplan AS plan
       JOIN councils_body AS body ON body.council_id = plan.council_id
       WHERE plan.id = NEW.plan_id AND body.id = NEW.body_id""",
    "The body whose meetings set the rhythm belongs to another council than the plan.",
)
CYCLE_FOR_THE_COUNCIL = belongs(
    "cycle_for_the_council",
    "NEW.meeting_id IS NOT NULL",
    """SELECT 1 FROM actionplans_actionplan AS plan
       JOIN councils_body AS body ON body.council_id = plan.council_id
       JOIN councils_meeting AS meeting ON meeting.body_id = body.id
       WHERE plan.id = NEW.plan_id AND meeting.id = NEW.meeting_id""",
    "The meeting of the cycle belongs to another council than the plan.",
)
CYCLE_OF_THE_PLAN = belongs(
    "cycle_of_the_plan",
    "NEW.cycle_id IS NOT NULL",
    """SELECT 1 FROM actionplans_reportingcycle AS cycle
       WHERE cycle.id = NEW.cycle_id AND cycle.plan_id = NEW.plan_id""",
    "The cycle belongs to another plan than the chase.",
)
CHASED_IN_THE_COUNCIL = belongs(
    "was_chased_in_the_council",
    "TRUE",
    """SELECT 1 FROM actionplans_chase AS chase
       JOIN actionplans_actionplan AS plan ON plan.id = chase.plan_id
       JOIN actionplans_actionplan AS home ON home.council_id = plan.council_id
       JOIN actionplans_action AS action ON action.plan_id = home.id
       JOIN actionplans_milestone AS step ON step.action_id = action.id
       JOIN councils_officer AS officer ON officer.council_id = plan.council_id
       JOIN councils_outgoingemail AS email ON email.council_id = plan.council_id
       WHERE chase.id = NEW.chase_id AND step.id = NEW.milestone_id
         AND officer.id = NEW.officer_id AND email.id = NEW.email_id""",
    "Who was chased, or about what, belongs to another council than the plan.",
)
FEED_OF_THE_COUNCIL = belongs(
    "feed_of_the_council",
    "NEW.plan_id IS NOT NULL",
    """SELECT 1 FROM actionplans_actionplan AS plan
       WHERE plan.id = NEW.plan_id AND plan.council_id = NEW.council_id""",
    "The plan belongs to another council than the calendar.",
)
