"""What the council does about it: plans, actions, milestones, and the facts reported.

Words and owners are editable and every version is kept. What was reported, agreed or
decided is a fact: such rows are only ever inserted, and the database refuses the rest.
"""

from actionplans.models.drafts import DraftOf, OtherDraft, ProgressDraft
from actionplans.models.facts import (
    DueDate,
    Fact,
    How,
    ProgressLine,
    ProgressUpdate,
    Review,
)
from actionplans.models.plans import Action, ActionPlan, Milestone, MilestoneLead, Theme
from actionplans.models.reporting import MovedDate, NewerUpdate, Report, report_problems
from actionplans.models.scales import RatingLabel, RatingScale

__all__ = [
    "Action",
    "ActionPlan",
    "DraftOf",
    "DueDate",
    "Fact",
    "How",
    "Milestone",
    "MilestoneLead",
    "MovedDate",
    "NewerUpdate",
    "OtherDraft",
    "ProgressDraft",
    "ProgressLine",
    "ProgressUpdate",
    "RatingLabel",
    "RatingScale",
    "Report",
    "Review",
    "Theme",
    "report_problems",
]
