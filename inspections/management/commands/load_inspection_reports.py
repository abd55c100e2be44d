"""Makes national inspections of published reports, a folder at a time. For the site operator."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from councils.days import today
from inspections.receiving.loading import load_file


class Command(BaseCommand):
    """`manage.py load_inspection_reports FOLDER_OR_FILE...`."""

    help = "Reads reports as PDF files and makes of each an inspection that anyone may read."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", type=Path, nargs="+", metavar="FOLDER_OR_FILE")

    def handle(self, **options: Any) -> None:
        """Print a line for each file and what became of it; a bad one does not stop the rest."""
        counts = Counter[str]()
        for path in _files(options["paths"]):
            loaded = load_file(path, today())
            counts[loaded.what] += 1
            self.stdout.write(loaded.in_words)
        said = ", ".join(f"{number} {what}" for what, number in counts.items())
        self.stdout.write(said or "No PDF file was found there.")


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.iterdir() if file.suffix.lower() == ".pdf")
        else:
            yield path
