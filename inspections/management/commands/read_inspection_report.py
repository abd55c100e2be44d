"""Shows what the reader understands of inspection reports; writes nothing."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from inspections.report_reader import CannotRead, DraftInspection, read_report
from inspections.report_reading.draft import as_shown


class Command(BaseCommand):
    """`manage.py read_inspection_report FILE... --json`."""

    help = "Prints what was understood of each inspection report; a file that is refused says why."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="Print all that was read as JSON")

    def handle(self, **options: Any) -> None:
        """Print each file's draft, or why there is none; a bad file does not stop the rest."""
        drafts = [as_shown(_draft(path), path.name) for path in options["files"]]
        if options["json"]:
            self.stdout.write(json.dumps(drafts, ensure_ascii=False, indent=2))
            return
        for draft in drafts:
            self.stdout.write(_in_words(draft))


def _draft(path: Path) -> DraftInspection:
    try:
        return read_report(path.read_bytes(), path.name)
    except CannotRead as refusal:
        return DraftInspection(problems=(str(refusal),))
    except OSError as error:
        return DraftInspection(problems=(f"This file cannot be opened: {error.strerror}.",))


def _in_words(draft: dict[str, Any]) -> str:
    """Return a few lines for a person: the inspection, its counts, its problems."""
    if draft["framework"] is None and not draft["inspection_start"]:
        return f"{draft['file']}: not read. {' '.join(draft['problems'])}"
    first = f"{draft['file']}: {draft['council'] or 'council not read'}"
    if draft["framework"]:
        days = f"{draft['inspection_start']} to {draft['inspection_end']}"
        first += f", {draft['framework']}, inspected {days}"
    counts = (
        f"  {len(draft['judgements'])} judgements, {len(draft['recommendations'])} recommendations"
        f" and {len(draft['lscb_recommendations'])} to the board"
    )
    return "\n".join([first, counts, *(f"  {problem}" for problem in draft["problems"])])
