"""Read timescales, one a line, and print what their words mean; nothing is written."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from actionplans.timescales import Timescale, in_words, read


def day(words: str) -> date:
    """Return the day written YYYY-MM-DD; raises ArgumentTypeError with a sentence."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise ArgumentTypeError(f"“{words}” is not a day like 2017-04-26.") from None


class Command(BaseCommand):
    help = "Read timescales from standard input, one a line, and print what they mean."
    # It asks the rules alone and needs no database.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--agreed", type=day, required=True, help="The day they were agreed.")
        parser.add_argument(
            "--published", type=day, help="The day the inspection report was published."
        )
        parser.add_argument("--json", action="store_true", help="One JSON object a line.")

    def handle(self, *args: Any, **options: Any) -> None:
        show = as_json if options["json"] else as_sentence
        for line in sys.stdin:
            words = line.removesuffix("\n").removesuffix("\r")
            meaning = read(words, options["agreed"], published=options["published"])
            self.stdout.write(show(meaning))


def as_json(meaning: Timescale) -> str:
    """Return the meaning as one line of JSON; days as YYYY-MM-DD."""
    return json.dumps(
        {
            "text": meaning.text,
            "understood": meaning.understood,
            "due": meaning.due and meaning.due.isoformat(),
            "precision": meaning.precision,
            "repeats": meaning.repeats,
            "starts": meaning.starts and meaning.starts.isoformat(),
            "other_dates": [other.isoformat() for other in meaning.other_dates],
            "immediate": meaning.immediate,
            "ongoing": meaning.ongoing,
            "note": meaning.note,
        },
        ensure_ascii=False,
    )


def as_sentence(meaning: Timescale) -> str:
    """Return the words, what was understood and every doubt, on one line."""
    return " ".join(filter(None, [f"{meaning.text}:", in_words(meaning), meaning.note]))
