"""Papers, how they look, and files made for somebody."""

from reports.models.clearances import Clearance, ClearanceAnswer
from reports.models.decisions import PaperDecision
from reports.models.editions import (
    CommitteeLink,
    Edition,
    EditionFile,
    Publication,
    PublicWords,
    Withdrawal,
)
from reports.models.files import ComparisonFile, Export, appendix_file_name, state_for
from reports.models.finished import FinishedPaper
from reports.models.paper_files import PaperFile
from reports.models.papers import (
    AppendixFile,
    PaperAppendix,
    PaperPart,
    PaperSection,
    Report,
)
from reports.models.publishing_rules import PreElectionPeriod, PublishingRules
from reports.models.read_back import ReadBack
from reports.models.styles import StoredStyle

__all__ = [
    "AppendixFile",
    "Clearance",
    "ClearanceAnswer",
    "CommitteeLink",
    "ComparisonFile",
    "Edition",
    "EditionFile",
    "Export",
    "FinishedPaper",
    "PaperAppendix",
    "PaperDecision",
    "PaperFile",
    "PaperPart",
    "PaperSection",
    "PreElectionPeriod",
    "PublicWords",
    "Publication",
    "PublishingRules",
    "ReadBack",
    "Report",
    "StoredStyle",
    "Withdrawal",
    "appendix_file_name",
    "state_for",
]
