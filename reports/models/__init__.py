"""Papers, how they look, and files made for somebody."""

from reports.models.clearances import Clearance, ClearanceAnswer
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
from reports.models.styles import StoredStyle

__all__ = [
    "AppendixFile",
    "Clearance",
    "ClearanceAnswer",
    "ComparisonFile",
    "Export",
    "FinishedPaper",
    "PaperAppendix",
    "PaperFile",
    "PaperPart",
    "PaperSection",
    "Report",
    "StoredStyle",
    "appendix_file_name",
    "state_for",
]
