"""Reads an action plan out of a file, and makes a draft of it or shows what it would be."""

import datetime
import json
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError, CommandParser

from actionplans.importing.apart import understand_apart
from actionplans.importing.as_json import as_json
from actionplans.importing.known import known_for
from actionplans.importing.opening import open_file
from actionplans.importing.receiving import hold_file
from actionplans.importing.saving import confirm, too_many_rows
from actionplans.importing.tables import Document, to_json
from actionplans.importing.telling import found_words, left_out
from actionplans.importing.understood import Understood
from actionplans.models import ActionPlan, PlanImport
from actionplans.planning.building import inspections_of
from councils.days import today
from councils.file_types import NotTaken
from councils.limits import CannotRead
from councils.models import Council
from inspections.models import Inspection


class Command(BaseCommand):
    """`manage.py import_plan FILE --council SLUG --title T [--dry-run] [--json]`."""

    help = "Makes a draft of a Word, Excel or CSV action plan; --dry-run only shows what it says."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--council", required=True, metavar="SLUG")
        parser.add_argument("--title", required=True, metavar="T", help="What the plan is called")
        parser.add_argument(
            "--inspection", metavar="KEY", help="What it answers; left out: the council's only one"
        )
        parser.add_argument(
            "--agreed",
            type=datetime.date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="The day its timescales were agreed; left out: today",
        )
        parser.add_argument(
            "--reported",
            type=datetime.date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="The day its progress speaks of; left out: today",
        )
        parser.add_argument("--dry-run", action="store_true", help="Write nothing")
        parser.add_argument("--json", action="store_true", help="Print what was read as JSON")

    def handle(self, **options: Any) -> None:
        """Print what was understood, and make the plan unless --dry-run; a refusal is an error."""
        planned = _planned(options)
        try:
            content = options["file"].read_bytes()
            document = open_file(content, options["file"].name)
            understood = understand_apart(to_json(document), known_for(planned)).understood()
            plan = None if options["dry_run"] else _save(planned, content, document, understood)
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be opened: {error.strerror}.") from error
        except (CannotRead, NotTaken) as refused:
            raise CommandError(str(refused)) from refused
        self._print(understood, plan, as_data=options["json"])

    def _print(self, understood: Understood, plan: ActionPlan | None, as_data: bool) -> None:
        if as_data:
            self.stdout.write(json.dumps(as_json(understood), ensure_ascii=False, indent=2))
            return
        for problem in [*understood.problems, *left_out(understood)]:
            row = f"Row {problem.row}: " if problem.row else ""
            self.stdout.write(f"{row}{problem.text}")
        if plan is None:
            self.stdout.write(found_words(understood))
        else:
            rows = f"{len(understood.rows)} action{'' if len(understood.rows) == 1 else 's'}"
            self.stdout.write(f"{plan.reference}: {rows}, {len(understood.problems)} to look at.")


def _planned(options: dict[str, Any]) -> PlanImport:
    council = Council.objects.filter(slug=options["council"]).first()
    if council is None:
        raise CommandError(f"There is no council “{options['council']}”.")
    if len(options["title"]) > 200:
        raise CommandError("Call the plan something of 200 characters or fewer.")
    day = today()
    return PlanImport(
        council=council,
        title=options["title"],
        inspection=_inspection(council, options["inspection"]),
        agreed_on=options["agreed"] or min(day, options["reported"] or day),
        reported_on=options["reported"] or day,
        asked_on=day,
    )


def _inspection(council: Council, key: str | None) -> Inspection | None:
    held = inspections_of(council)
    if key is None:
        return held.get() if held.count() == 1 else None
    found = held.filter(key=key).first()
    if found is None:
        raise CommandError(f"There is no inspection “{key}” of {council}.")
    return found


def _save(
    planned: PlanImport, content: bytes, document: Document, understood: Understood
) -> ActionPlan:
    """Return the plan; the file is kept with it, as when it is sent on a page."""
    if not understood.rows:
        raise CannotRead(understood.problems[0].text if understood.problems else NO_ROW)
    if sentence := too_many_rows(len(understood.rows)):
        raise CannotRead(sentence)
    held = hold_file(planned, ContentFile(content, name=Path(document.name).name))
    held.document, held.status = to_json(document), PlanImport.Status.READ
    held.save()
    return confirm(held, understood, seen=held.version, by=None)


NO_ROW = "No plan was found in this file: no table has headings that we know."
