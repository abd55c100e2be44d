"""A paper, from the command line."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from councils.days import today
from reports.composing import compose
from reports.models import Report
from reports.paper.document import Document
from reports.paper_files import paper_docx, paper_html, paper_pdf_once
from reports.pdf import RenderingFailed

FORMATS: dict[str, Callable[[Document], bytes]] = {
    "pdf": paper_pdf_once,
    "docx": paper_docx,
    "html": lambda document: paper_html(document).encode(),
}


class Command(BaseCommand):
    help = "Write a paper as PDF, Word or HTML, as the public may read it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("report", help="The paper's number or reference.")
        parser.add_argument("--format", choices=sorted(FORMATS), default="pdf")
        parser.add_argument(
            "--exempt", action="store_true", help="With what is kept out of the public paper."
        )
        parser.add_argument("--output", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        composed = compose(_report(options["report"]), today(), is_public=not options["exempt"])
        try:
            content = FORMATS[options["format"]](composed.document)
            options["output"].write_bytes(content)
        except RenderingFailed as failure:
            raise CommandError(str(failure)) from failure
        except OSError as error:
            raise CommandError(f"Could not write the file: {error}.") from error
        self.stdout.write(f"{options['output']}: {len(content)} bytes")
        for place in composed.lost:
            self.stderr.write(f"The paper refers to “{place}”, which it does not have.")


def _report(asked: str) -> Report:
    reports = Report.objects.select_related("council", "body", "meeting", "style_kept")
    found = list(reports.filter(reference=asked)[:2])
    if len(found) > 1:
        raise CommandError(f"Several councils have a paper “{asked}”. Give its number instead.")
    if not found and asked.isdecimal() and len(asked) < 18:
        found = list(reports.filter(pk=int(asked)))
    if not found:
        raise CommandError(f"There is no paper “{asked}”.")
    return found[0]
