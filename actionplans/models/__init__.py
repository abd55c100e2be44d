"""What the council does about it: plans, actions, milestones, and the facts reported.

Words and owners are editable and every version is kept. What was reported, agreed or
decided is a fact: such rows are only ever inserted, and the database refuses the rest.
"""

from actionplans.models.answer_dates import AnswerDate
from actionplans.models.cycles import (
    Chase,
    Chased,
    CycleClosing,
    ReportingCycle,
    ReportingRhythm,
)
from actionplans.models.delegations import Delegation
from actionplans.models.drafts import DraftOf, OtherDraft, ProgressDraft, Upload
from actionplans.models.elsewhere import AnsweredElsewhere
from actionplans.models.facts import (
    Answer,
    DueDate,
    Ending,
    Evidence,
    Fact,
    How,
    ProgressLine,
    ProgressUpdate,
    PublishedCount,
    PublishedGroup,
    PublishedMember,
    Question,
    Reading,
    Review,
)
from actionplans.models.feeds import CalendarFeed
from actionplans.models.handing_over import HandOver
from actionplans.models.imports import (
    ColumnMapping,
    ImportReading,
    ImportReadingPart,
    PlanImport,
)
from actionplans.models.links import ActionRecommendation, PlanBody, PlanSource
from actionplans.models.measures import Measure, MeasureBand, Risk
from actionplans.models.pasted import PastedBatch
from actionplans.models.places import (
    StandsIn,
    actions_in,
    actions_in_any,
    ever_in,
    places_of_actions,
)
from actionplans.models.plans import Action, ActionPlan, Milestone, MilestoneLead, Theme
from actionplans.models.reminders import ReminderRun, ReminderSettings, ReportLink
from actionplans.models.reporting import (
    MovedDate,
    NewerUpdate,
    Report,
    ReportAnew,
    SentBefore,
    report_problems,
    says_the_same,
)
from actionplans.models.rules import CouncilRules
from actionplans.models.scales import RatingLabel, RatingScale
from actionplans.models.searched import UpdateWords

__all__ = [
    "Action",
    "ActionPlan",
    "ActionRecommendation",
    "Answer",
    "AnswerDate",
    "AnsweredElsewhere",
    "CalendarFeed",
    "Chase",
    "Chased",
    "ColumnMapping",
    "CouncilRules",
    "CycleClosing",
    "Delegation",
    "DraftOf",
    "DueDate",
    "Ending",
    "Evidence",
    "Fact",
    "HandOver",
    "How",
    "ImportReading",
    "ImportReadingPart",
    "Measure",
    "MeasureBand",
    "Milestone",
    "MilestoneLead",
    "MovedDate",
    "NewerUpdate",
    "OtherDraft",
    "PastedBatch",
    "PlanBody",
    "PlanImport",
    "PlanSource",
    "ProgressDraft",
    "ProgressLine",
    "ProgressUpdate",
    "PublishedCount",
    "PublishedGroup",
    "PublishedMember",
    "Question",
    "RatingLabel",
    "RatingScale",
    "Reading",
    "ReminderRun",
    "ReminderSettings",
    "Report",
    "ReportAnew",
    "ReportLink",
    "ReportingCycle",
    "ReportingRhythm",
    "Review",
    "Risk",
    "SentBefore",
    "StandsIn",
    "Theme",
    "UpdateWords",
    "Upload",
    "actions_in",
    "actions_in_any",
    "ever_in",
    "places_of_actions",
    "report_problems",
    "says_the_same",
]
