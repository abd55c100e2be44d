"""The demo accounts: one a role in each council with a plan, and the site operator.

Their password is public, so production never gets them: the command refuses there.
"""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from councils.models import Council, Membership, User
from councils.roles import Role

# Beside their slugs the names that fixtures hold, so that the sign-in page asks no database.
DEMO_COUNCILS = {
    "wolverhampton": "Wolverhampton",
    "merrowdale": "Merrowdale (fictional)",
    "wirral": "Wirral",
    "walsall": "Walsall",
    "windsor-and-maidenhead": "Windsor and Maidenhead",
    "stockton-on-tees": "Stockton-on-Tees",
}


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in to the demo. The site operator has no council and no role."""

    email: str
    words: str
    council: str = ""
    role: Role | None = None

    @property
    def name(self) -> str:
        return f"{self.words} (demo)"


def email_of(role: str, council: str) -> str:
    """Return the address a demo account signs in with."""
    return f"{role}@{council}.example"


ACCOUNTS = (
    *(
        Account(email_of(role, council), role.label, council, role)
        for council in DEMO_COUNCILS
        for role in Role
    ),
    Account("site-operator@demo.example", "Site operator"),
)


def demo_accounts() -> list[tuple[str, str, str]]:
    """Return (e-mail, role in words, council's name) of every demo account. Asks no database."""
    return [(a.email, a.words, DEMO_COUNCILS.get(a.council, "All councils")) for a in ACCOUNTS]


def author(role: str, council: str) -> User:
    """Return the user whose facts the demo holds; a new one cannot sign in until opened."""
    email = email_of(role, council)
    account = next(a for a in ACCOUNTS if a.email == email)
    return _closed(account)


def _closed(account: Account) -> User:
    """Return the account's user; a new one is inactive and has no password."""
    user, _ = User.objects.get_or_create(
        email=account.email,
        defaults={
            "name": account.name,
            "password": make_password(None),
            "is_active": False,
            "is_site_operator": account.role is None,
        },
    )
    return user


def open_accounts() -> list[Account]:
    """Return the accounts opened now. One opened before stays as it is, closed again or not."""
    # All share one public password, so one hash will do: hashing is slow on purpose.
    password = make_password(settings.DEMO_PASSWORD)
    return [account for account in ACCOUNTS if _opened(account, password)]


def _opened(account: Account, password: str) -> bool:
    user = _closed(account)
    # The address stays with an account that was closed since, its password does not.
    if EmailAddress.objects.filter(user=user).exists():
        return False
    user.password, user.is_active = password, True
    user.save(update_fields=["password", "is_active"])
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if account.role:
        council = Council.objects.get(slug=account.council)
        Membership.objects.create(user=user, council=council, role=account.role)
    return True


def user_of(account: Account) -> User:
    """Return the user of an account that was opened."""
    return User.objects.get(email=account.email)
