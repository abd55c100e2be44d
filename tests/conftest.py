"""What every test stands on: two councils, people with roles, and a quick, quiet site."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker
from tinyhtml5 import inputstream  # type: ignore[import-untyped]

from councils.models import Council, User
from councils.roles import Role
from reports.pdf_quicker import Expressions
from tests.factories import make_council, make_member
from tests.migrated import create_copy, sweep, template

TESTS = Path(__file__).parent
# Folders and files whose tests start servers, children or browsers come last.
SLOW = (
    "test_squashes.py",
    "config/test_settings.py",
    "config/test_database_down.py",
    "config/test_durability.py",
    "config/test_embedded.py",
    "config/test_bin.py",
    "browser",
)

# The suite draws the same examples each time and times none; `--hypothesis-profile=default`
# draws new ones.
hypothesis_settings.register_profile("suite", derandomize=True, deadline=None)
hypothesis_settings.load_profile("suite")


def pytest_configure(config: pytest.Config) -> None:
    """Set once, so that fixtures of any scope are quick too.

    Static files are served by the live server in tests, and reading all of them anew for
    each client takes longer than most tests. Rate limits are switched on by their own tests.
    """
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django_settings.MIDDLEWARE = [
        name for name in django_settings.MIDDLEWARE if not name.startswith("whitenoise.")
    ]
    django_settings.ACCOUNT_RATE_LIMITS = False
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    django_settings.STORAGES = django_settings.STORAGES | {"default": in_memory}
    # Without it the parser spends most of the time of a page on making its expressions anew.
    inputstream.characters_until_regex = Expressions()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order whole files: without a database, with one, with commits, slow ones, browser.

    Last of all plugins, since pytest-django's own order tears files apart.
    """
    place: dict[Path, int] = {}
    for item in items:
        place[item.path] = max(place.get(item.path, 0), _place(item))
    items.sort(key=lambda item: (place[item.path], item.path))


def _place(item: pytest.Item) -> int:
    path = item.path.relative_to(TESTS).as_posix()
    for number, start in enumerate(SLOW):
        if path.startswith(start):
            return 10 + number
    mark = item.get_closest_marker("django_db")
    if mark is None:
        return 0
    return 2 if mark.kwargs.get("transaction") else 1


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_keepdb: bool,
    django_db_createdb: bool,
) -> Iterator[None]:
    """Copy the test database from a migrated one; one kept of an earlier run is migrated."""
    usual, kept = connection.settings_dict["NAME"], django_db_keepdb and not django_db_createdb
    connection.settings_dict["TEST"]["TEMPLATE"] = template(django_settings.DATABASE_URL)
    with django_db_blocker.unblock():
        create_copy(connection, kept)
        if kept:
            call_command("migrate", verbosity=0)
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(usual, verbosity=0, keepdb=django_db_keepdb)


@pytest.fixture(scope="module", autouse=True)
def swept(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """After a file's last test, and what it shared: the database as quick as before it."""
    yield
    if connection.connection is not None:
        with django_db_blocker.unblock():
            sweep(connection)


@pytest.fixture
def council(db: None) -> Council:
    """The council one belongs to."""
    return make_council("Barchester")


@pytest.fixture
def other_council(db: None) -> Council:
    """A council one does not belong to; its rows carry the word Framley."""
    return make_council("Framley")


@pytest.fixture
def member(council: Council) -> Callable[..., User]:
    """Return a function: a new user with a role, in `council` unless another is given."""

    def member(role: Role | str = Role.LEAD_OFFICER, of: Council | None = None) -> User:
        return make_member(of or council, role)

    return member


@pytest.fixture
def client_for(member: Callable[..., User]) -> Callable[..., Client]:
    """Return a function: a client signed in as a user, or as somebody new with a role.

    The client's `user` is who signed in.
    """

    def client_for(who: User | Role | str, of: Council | None = None) -> Client:
        user = who if isinstance(who, User) else member(who, of)
        client = Client()
        client.force_login(user)
        client.user = user
        return client

    return client_for


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Let the garbage collector pass over what stays to the end: all that was imported."""
    gc.collect()
    gc.freeze()
