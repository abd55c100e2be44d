"""The plan as an appendix, from the command line."""

import datetime
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from actionplans.models import ActionPlan
from councils.days import today
from reports.models import Export, state_for
from reports.pdf import RenderingFailed
from reports.plan_files.exporting import FORMATS, plan_for_files


class Command(BaseCommand):
    help = "Write a plan as at a day as PDF, Word, Excel, CSV, HTML or JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("plan", help="The plan's number or reference.")
        parser.add_argument("--as-at", type=_day, help="YYYY-MM-DD; today when left out.")
        parser.add_argument("--known-on", type=_day, help="Leave out what was entered later.")
        parser.add_argument("--format", choices=sorted(FORMATS), default="pdf")
        parser.add_argument(
            "--working-copy",
            action="store_true",
            help="With updates that wait for acceptance; otherwise as papers show it.",
        )
        parser.add_argument("--output", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        plan = _plan(options["plan"])
        readers = Export.Readers.OFFICERS if options["working_copy"] else Export.Readers.PAPERS
        now = today()
        state = state_for(readers, options["as_at"] or now, now, options["known_on"])
        try:
            content = FORMATS[options["format"]](plan_for_files(plan, state))
            options["output"].write_bytes(content)
        except RenderingFailed as failure:
            raise CommandError(str(failure)) from failure
        except OSError as error:
            raise CommandError(f"Could not write the file: {error}.") from error
        self.stdout.write(f"{options['output']}: {len(content)} bytes")


def _plan(asked: str) -> ActionPlan:
    plans = ActionPlan.objects.select_related("council")
    found = plans.filter(reference=asked).first()
    if found is None and asked.isdecimal() and len(asked) < 18:
        found = plans.filter(pk=int(asked)).first()
    if found is None:
        raise CommandError(f"There is no plan “{asked}”.")
    return found


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
