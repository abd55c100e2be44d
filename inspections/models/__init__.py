"""What the inspectorate said: inspections, judgements, findings, recommendations."""

from inspections.models.inspections import Inspection, InspectionQuerySet
from inspections.models.judged import Finding, Judgement
from inspections.models.lessons import Lesson
from inspections.models.outcomes import OutcomeRow, OutcomesFile
from inspections.models.printed import PrintedLine, PrintedTable
from inspections.models.recommendations import Addressee, Recommendation, RecommendationWording
from inspections.models.reports import ReportFile
from inspections.models.sections import ReportParagraph, ReportSection
from inspections.models.statements import Statement

__all__ = [
    "Addressee",
    "Finding",
    "Inspection",
    "InspectionQuerySet",
    "Judgement",
    "Lesson",
    "OutcomeRow",
    "OutcomesFile",
    "PrintedLine",
    "PrintedTable",
    "Recommendation",
    "RecommendationWording",
    "ReportFile",
    "ReportParagraph",
    "ReportSection",
    "Statement",
]
