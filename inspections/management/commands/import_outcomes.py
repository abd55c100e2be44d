"""Take in a national table of outcomes, and say what becomes of each row."""

import datetime
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from councils.days import today
from councils.limits import CannotRead
from inspections.models import OutcomesFile
from inspections.outcomes.loading import keep_file, load
from inspections.outcomes.weighing import Weighed, What, counted


class Command(BaseCommand):
    help = "Take in a national table of outcomes (.xlsx or .csv), known by its columns."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--as-at",
            type=datetime.date.fromisoformat,
            help="the day the table tells of (YYYY-MM-DD); otherwise that of its newest report",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            content = path.read_bytes()
            file, weighed = _taken_in(content, path.name, options["as_at"])
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}.") from error
        except CannotRead as refusal:
            raise CommandError(f"{path.name}: {refusal}") from refusal
        if options["json"]:
            said = json.dumps(_as_json(file, weighed), ensure_ascii=False, indent=1)
        else:
            said = "\n".join(_lines(file, weighed))
        self.stdout.write(said)


@transaction.atomic
def _taken_in(
    content: bytes, name: str, as_at: datetime.date | None
) -> tuple[OutcomesFile, list[Weighed]]:
    file = keep_file(content, name, today(), as_at=as_at)
    return file, load(file)


def _as_json(file: OutcomesFile, weighed: list[Weighed]) -> dict[str, Any]:
    rows = [
        {
            "row": row.number,
            "council": row.council_name,
            "what": row.what.name.lower(),
            "text": row.sentences,
        }
        for row in weighed
    ]
    told = {"file": file.name, "kind": file.kind, "as_at": file.as_at.isoformat()}
    return told | {"counts": counted(weighed), "rows": rows}


def _lines(file: OutcomesFile, weighed: list[Weighed]) -> list[str]:
    """Return a line for each row with something to say, then what the whole did."""
    of_note = [row for row in weighed if row.sentences or row.what == What.SKIPPED]
    lines = [
        f"Row {row.number}, {row.council_name or 'no council'}, {row.what.value}: "
        f"{' '.join(row.sentences)}"
        for row in of_note
    ]
    counts = counted(weighed)
    told = ", ".join(f"{counts[what.name.lower()]} {what.value}" for what in What)
    lines.append(f"{file.get_kind_display()}, as at {file.as_at.isoformat()}: {told}.")
    if not counts["added"] and not counts["changed"]:
        lines.append("Nothing was changed.")
    return lines
