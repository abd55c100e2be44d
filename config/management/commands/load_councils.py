"""The councils of England, for a site that is not a demo."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from config.demo.files import Calendar
from config.demo.who import load_councils
from councils.days import today


class Command(BaseCommand):
    help = "Add the English councils with children's services, past and present, where missing."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_councils(Calendar(today()))} councils added.")
