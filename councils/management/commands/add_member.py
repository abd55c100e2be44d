"""Give somebody a role in a council: how the first administrator of a site comes about."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from councils import register
from councils.invitations import give_roles
from councils.models import Council, User
from councils.register import Kind
from councils.roles import Role


class Command(BaseCommand):
    help = "Give a person a role in a council; the account is made where there is none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("council", help="The council's name in addresses, like wolverhampton.")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("--name", default="", help="The person's name, for a new account.")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        council = Council.objects.filter(slug=options["council"]).first()
        if council is None:
            raise CommandError(f"There is no council “{options['council']}”.")
        email = options["email"].lower()
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(email, name=options["name"] or email)
            self.stdout.write(
                f"{email} has an account now. Its password is set on the sign-in page, "
                "by “I have forgotten my password”."
            )
        added = give_roles(council, user, [options["role"]])
        register.write_roles(council, Kind.ROLE_GIVEN, user, added, None)
        self.stdout.write(f"{user}: {options['role']} in {council}{'' if added else ' already'}.")
