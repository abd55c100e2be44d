"""An inspection report as Ofsted publishes it, in; a draft inspection, out. No database.

The file is read in a child process of limited time and memory, never in the one that asks. What
is not certain is left out of the draft and named under its `problems`.
"""

from councils.limits import CannotRead, Limits, Refusals, ask_child
from inspections.report_reading.draft import DraftInspection, from_json

CHILD = "inspections.report_reading.child"
ALLOWED = Limits()
REFUSALS = Refusals(
    too_long=(
        "This PDF takes too long to read, so it was given up. Check that it is the report as "
        "Ofsted published it, or enter the inspection by hand."
    ),
    too_large=(
        "This PDF unpacks to far more than a report should. Check that it is the report as "
        "Ofsted published it, or enter the inspection by hand."
    ),
    failed=(
        "This PDF could not be read. Download the report again from Ofsted's website, or enter "
        "the inspection by hand. If that fails too, tell your administrator."
    ),
)


def read_report(content: bytes, name: str = "", allowed: Limits = ALLOWED) -> DraftInspection:
    """Return what an inspection report says.

    Raises CannotRead with a sentence for the person: for a file that is no report, or of a kind
    that is not read, or beyond the limits of ten seconds and 500 MB.
    """
    return from_json(ask_child(CHILD, content, name, allowed, REFUSALS))


__all__ = ["CannotRead", "DraftInspection", "read_report"]
