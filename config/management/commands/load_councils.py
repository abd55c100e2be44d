"""The councils of England and house styles, for a site that is not a demo."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from config.demo.files import Calendar
from config.demo.styles import load_house_styles
from config.demo.who import load_councils
from councils.days import today


class Command(BaseCommand):
    help = (
        "Add the English councils with children's services, past and present, and the house "
        "styles that come with the product, where missing. Councils' own copies stay as they are."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_councils(Calendar(today()))} councils added.")
        if styles := load_house_styles():
            self.stdout.write(f"{styles} house styles added or brought up to date.")
