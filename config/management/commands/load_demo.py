"""`manage.py load_demo`: the facts of real papers, and one council that is made up."""

import datetime
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.demo.accounts import demo_accounts
from config.demo.load import load
from councils.days import today


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("Give the day like 2026-11-22: year, month, day.") from None


class Command(BaseCommand):
    help = (
        "Load the demo: councils, published inspections, the plans of Wolverhampton (2017), "
        "Wirral (2011), Walsall (2017) and Windsor and Maidenhead (2015 and its second phase) as "
        "papers tell of them, those papers and Stockton's composed in their house styles, and a "
        "fictional council whose dates lie around the day of the first load. Running it again "
        "adds only what is not there and changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--accounts",
            action="store_true",
            help="Make the demo accounts, whose password is public. DEMO=1 does it too.",
        )
        parser.add_argument(
            "--today",
            type=_day,
            metavar="YYYY-MM-DD",
            help="The day the fictional council's dates are counted from; today if not given.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "The demo has a made-up council and accounts with a public password: "
                "production does not load it."
            )
        accounts = settings.DEMO or options["accounts"]
        lines = load(options["today"] or today(), accounts=accounts)
        for line in lines or ["Nothing to add: the demo is loaded."]:
            self.stdout.write(line)
        if accounts:
            self._write_accounts()
        else:
            self.stdout.write("Accounts were not asked for: --accounts or DEMO=1 makes them.")

    def _write_accounts(self) -> None:
        rows = demo_accounts()
        self.stdout.write(f"\nSign in with the password {settings.DEMO_PASSWORD} as")
        first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
        for email, role, council in rows:
            self.stdout.write(f"  {email:<{first}}  {role:<{second}}  {council}")
