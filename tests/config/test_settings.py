"""The one settings file, each time in a process of its own with an environment of its own."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config import embedded

PROJECT = embedded.PROJECT
SOURCES = ("config", "councils", "inspections", "actionplans", "reports", "scrutiny", "search")
PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "kept-by-the-deployment-" + "f3K9" * 12,
    "ALLOWED_HOSTS": "plans.example.org, plans.example.net",
    "DATABASE_URL": "postgresql://plans:hunter2@127.0.0.1:1/plans",
    "EMAIL_URL": "smtp://plans:hunter2@mail.example.org:587",
    "SITE_URL": "https://plans.example.org",
    "DEFAULT_FROM_EMAIL": "action-plans@example.org",
}
# db_url_config and email_url_config take a value.
READS = re.compile(r"_required|env\.(?!db_url_config|email_url_config)\w+")
STARTED = "import json, django; from django.conf import settings; django.setup()\n"


def python(
    *arguments: str, project: Path = PROJECT, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run Python in the project with `variables` and nothing else that settings read."""
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=project,
        env=environment | variables,
        text=True,
        capture_output=True,
        check=False,
        timeout=240,
    )


def settings_of(*names: str, **variables: str) -> list:
    """Return the values of these settings in a process with `variables`."""
    ask = f"print(json.dumps([getattr(settings, n, None) for n in {names!r}], default=str))"
    done = python("-c", STARTED + ask, **variables)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def refusal(**variables: str) -> str:
    """Return the sentence with which these variables are refused."""
    done = python("manage.py", "check", **variables)
    assert done.returncode != 0
    (said,) = re.findall(
        r"^django\.core\.exceptions\.ImproperlyConfigured: (.*)", done.stderr, re.M
    )
    return said


@pytest.mark.parametrize("name", sorted(PRODUCTION.keys() - {"ENVIRONMENT"}))
@pytest.mark.parametrize("value", [None, "", "  "], ids=["missing", "empty", "blank"])
def test_production_refuses_to_start_without(name: str, value: str | None) -> None:
    variables = {key: PRODUCTION[key] for key in PRODUCTION if key != name}
    if value is not None:
        variables[name] = value

    assert refusal(**variables) == f"Set {name} in the environment: production needs it."


@pytest.mark.parametrize("name", ["DEBUG", "DEMO"])
def test_production_refuses(name: str) -> None:
    said = refusal(**PRODUCTION, **{name: "1"})

    assert said == f"Production refuses {name}: unset it."


def test_an_environment_nobody_knows_is_refused_rather_than_taken_for_a_developers() -> None:
    said = refusal(**PRODUCTION | {"ENVIRONMENT": "Prod"})

    assert said == 'ENVIRONMENT is "Prod": set it to production or development.'


def test_the_deployment_check_finds_nothing_to_warn_of_in_production() -> None:
    done = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout


def test_the_deployment_check_would_notice() -> None:
    variables = PRODUCTION | {"SECRET_KEY": "short", "SECURE_SSL_REDIRECT": "0"}

    done = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **variables)

    assert done.returncode == 1
    assert "security.W009" in done.stderr and "security.W008" in done.stderr


def test_production_keeps_cookies_and_connections_to_https() -> None:
    expected = {
        "DEBUG": False,
        "DEMO": False,
        "ALLOWED_HOSTS": ["plans.example.org", "plans.example.net"],
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_HTTPONLY": True,
        # What a browser asks of a cookie named __Host-.
        "SESSION_COOKIE_PATH": "/",
        "CSRF_COOKIE_PATH": "/",
        "SESSION_COOKIE_DOMAIN": None,
        "CSRF_COOKIE_DOMAIN": None,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SECURE_HSTS_PRELOAD": True,
        # A forged X-Forwarded-Proto counts for nothing unless the deployment says so.
        "SECURE_PROXY_SSL_HEADER": None,
    }

    assert settings_of(*expected, **PRODUCTION) == list(expected.values())


# Where evidence is kept

LOOKS_LIKE = "STORAGE_URL must look like s3://bucket/folder?region=eu-west-2 (or be left out)."


def test_evidence_is_kept_in_a_folder_that_only_the_service_reads() -> None:
    (storages,) = settings_of("STORAGES", **PRODUCTION)

    assert storages["default"] == {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    }


@pytest.mark.parametrize("inside", ["", "/media"])
def test_evidence_among_files_that_anybody_can_fetch_is_refused(
    tmp_path: Path, inside: str
) -> None:
    said = refusal(**PRODUCTION, STATIC_ROOT=str(tmp_path), MEDIA_ROOT=f"{tmp_path}{inside}")

    assert said == "MEDIA_ROOT lies within STATIC_ROOT, whose files anybody can fetch: move it out."


@pytest.mark.parametrize(
    "url",
    ["/srv/files", "https://bucket.example", "s3://", "s3:///folder", "s3://bucket?secure=no"],
)
def test_an_address_of_a_storage_that_cannot_be_read_is_refused(url: str) -> None:
    assert refusal(**PRODUCTION, STORAGE_URL=url) == LOOKS_LIKE


@pytest.fixture
def with_s3(tmp_path: Path) -> dict[str, str]:
    """A machine on which packages of these names are installed."""
    for name in ("storages", "boto3"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    return {"PYTHONPATH": str(tmp_path)}


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("s3://evidence", {"bucket_name": "evidence", "location": ""}),
        (
            "s3://evidence/plans/live?region=eu-west-2",
            {"bucket_name": "evidence", "location": "plans/live", "region_name": "eu-west-2"},
        ),
        (
            "s3://KEY:a%2Fb@evidence?endpoint=https://s3.example.org:9000",
            {
                "bucket_name": "evidence",
                "location": "",
                "endpoint_url": "https://s3.example.org:9000",
                "access_key": "KEY",
                "secret_key": "a/b",
            },
        ),
    ],
)
def test_evidence_is_kept_in_a_private_bucket_where_storage_url_says_so(
    with_s3: dict[str, str], url: str, options: dict[str, str]
) -> None:
    (storages,) = settings_of("STORAGES", **PRODUCTION, **with_s3, STORAGE_URL=url)

    private = {"file_overwrite": False, "default_acl": None, "querystring_auth": True}
    assert storages["default"] == {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": private | options,
    }


WITHOUT_PACKAGES = """
import sys
from pathlib import Path
from importlib import machinery
hidden = {"storages", "boto3"}
find = machinery.PathFinder.find_spec
machinery.PathFinder.find_spec = classmethod(
    lambda cls, name, *rest: None if name in hidden else find(name, *rest)
)
from config.storage import evidence_storage
try:
    evidence_storage("s3://evidence", Path("a"), Path("b"))
except Exception as refused:
    print(type(refused).__name__, refused)
"""


def test_a_bucket_without_its_packages_is_refused_with_what_to_install() -> None:
    done = python("-c", WITHOUT_PACKAGES)

    assert done.stdout == (
        "ImproperlyConfigured STORAGE_URL names an S3 bucket, which needs the packages of "
        "config/lock/requirements-s3.txt: install them, or leave STORAGE_URL out.\n"
    )
    assert (PROJECT / "config" / "lock" / "requirements-s3.txt").is_file()


SEND = """
from django.test import Client
redirected = Client(SERVER_NAME="plans.example.org").get("/accounts/login/")
forged = Client(SERVER_NAME="elsewhere.example").get("/accounts/login/", secure=True)
print(json.dumps([redirected.status_code, redirected["Location"], forged.status_code]))
"""


def test_production_sends_to_https_and_knows_its_own_names_only(collected: Path) -> None:
    done = python("-c", STARTED + SEND, STATIC_ROOT=str(collected), **PRODUCTION)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [301, "https://plans.example.org/accounts/login/", 400]


def test_a_developer_needs_no_variable(tmp_path: Path) -> None:
    checkout = copied(tmp_path)
    ask = STARTED + (
        "print(json.dumps([settings.DEBUG, settings.DEMO, settings.ALLOWED_HOSTS,"
        "settings.DATABASE_URL, settings.SECRET_KEY]))"
    )

    first, second = (python("-c", ask, project=checkout) for _ in range(2))

    assert first.returncode == 0, first.stderr
    debug, demo, hosts, url, key = json.loads(first.stdout)
    assert (debug, demo) == (False, False)
    assert hosts == ["127.0.0.1", "localhost", "[::1]"]
    assert url == embedded.database_url(checkout)
    # Made once and kept, readable by nobody else: sessions outlive a restart.
    kept = checkout / "var" / "secret_key"
    assert kept.read_text() == key and len(key) >= 50
    assert kept.stat().st_mode & 0o077 == 0
    assert second.stdout == first.stdout


def copied(folder: Path) -> Path:
    """Return a copy of the code alone, with no database of its own running."""
    checkout = folder / "checkout"
    skip = shutil.ignore_patterns("node_modules", "__pycache__")
    for name in SOURCES:
        shutil.copytree(PROJECT / name, checkout / name, ignore=skip)
    for name in ("templates", "static"):
        (checkout / name).symlink_to(PROJECT / name)
    (checkout / "config" / "frontend" / "node_modules").symlink_to(
        PROJECT / "config" / "frontend" / "node_modules"
    )
    shutil.copy(PROJECT / "manage.py", checkout)
    return checkout


# Commands without a database

COMMANDS = (["migrate"], ["load_demo"], ["export_plan", "a-plan", "--output", "never-written.pdf"])


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("settings"))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_command_without_the_projects_database_says_how_to_start_it(
    checkout: Path, command: list[str]
) -> None:
    done = python("manage.py", *command, project=checkout)

    assert (done.returncode, done.stderr) == (1, embedded.HOW_TO_START + "\n")
    assert "bin/db start" in embedded.HOW_TO_START


def test_a_command_whose_database_url_leads_nowhere_says_so_without_the_password() -> None:
    done = python("manage.py", "migrate", DATABASE_URL=PRODUCTION["DATABASE_URL"])

    assert done.returncode == 1
    (said,) = done.stderr.splitlines()
    assert said.startswith("The database that DATABASE_URL names cannot be reached: ")
    assert "Connection refused" in said
    assert "hunter2" not in done.stderr


def test_another_fault_of_the_database_keeps_its_traceback() -> None:
    """Only a database that is away has the short answer; a real fault must not be hidden."""
    fault = (
        "import sys, manage; from unittest import mock; from django.db import OperationalError\n"
        "sys.argv = ['manage.py', 'check']\n"
        "target = 'django.core.management.execute_from_command_line'\n"
        "with mock.patch(target, side_effect=OperationalError('disk full')): manage.main()"
    )
    running = os.environ.get("DATABASE_URL") or embedded.database_url()

    done = python("-c", fault, DATABASE_URL=running)

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "django.db.utils.OperationalError: disk full"


# What the README says


def read_in_settings() -> set[str]:
    """Return every variable settings read: by `env.something("NAME")` or `_required("NAME")`."""
    tree = ast.parse((PROJECT / "config" / "settings.py").read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    read = [call.args[0] for call in calls if READS.fullmatch(ast.unparse(call.func))]
    names = [arg.value for arg in read if isinstance(arg, ast.Constant)]
    # The one read under a name not written out is the one inside `_required`.
    assert [ast.unparse(arg) for arg in read if not isinstance(arg, ast.Constant)] == ["name"]
    used = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not used & {"os.environ", "os.getenv", "env.ENVIRON", "environ.Env.ENVIRON"}
    return set(names)


def told_in_readme() -> set[str]:
    readme = (PROJECT / "README.md").read_text()
    table = readme.split("| variable | default | what it does |")[1].split("\n\n")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}


def test_every_variable_that_settings_read_stands_in_the_readme_and_no_other() -> None:
    read_by_commands = {"PORT"}
    assert "${PORT:-8000}" in (PROJECT / "bin" / "run").read_text()

    assert read_in_settings() == told_in_readme() - read_by_commands


# Static files

# GOV.UK's typeface and crest, declared by its style sheet: no page of ours may show either.
GOVUKS_OWN = "/assets/"


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("static")
    done = python("manage.py", "collectstatic", "--noinput", STATIC_ROOT=str(folder), **PRODUCTION)
    assert done.returncode == 0, done.stderr
    yield folder
    shutil.rmtree(folder)


def static_references() -> set[str]:
    """Return every path a template asks for as a static file."""
    asked: set[str] = set()
    for page in (PROJECT / "templates").rglob("*.html"):
        source = page.read_text()
        found = re.findall(r"{%\s*static\s+['\"]([^'\"]+)['\"]", source)
        assert len(found) == len(re.findall(r"{%\s*static\b", source)), page
        asked |= set(found)
    return asked


def test_every_static_reference_of_a_page_is_among_the_collected_files(collected: Path) -> None:
    asked = static_references()
    assert len(asked) >= 8

    manifest = json.loads((collected / "staticfiles.json").read_text())["paths"]

    assert asked - manifest.keys() == set()
    assert [path for path in asked if not (collected / manifest[path]).is_file()] == []


def test_the_collected_styles_and_scripts_name_collected_files_only(collected: Path) -> None:
    manifest = json.loads((collected / "staticfiles.json").read_text())["paths"]
    asked = [manifest[path] for path in static_references()]
    style = re.compile(r"url\(['\"]?([^'\")]+)['\"]?\)")
    tried = 0
    for path in (collected / name for name in asked if name.endswith(".css")):
        for target in style.findall(path.read_text()):
            if target.startswith(("data:", "#", GOVUKS_OWN)):
                continue
            assert (path.parent / target.split("#")[0].split("?")[0]).is_file(), (path, target)
            tried += 1
    assert tried > 0


OPEN_PAGE = """
from django.test import Client
page = Client(SERVER_NAME="plans.example.org").get("/accounts/login/", secure=True)
print(json.dumps([page.status_code, page.content.decode()]))
"""


def test_a_page_in_production_asks_for_collected_files_by_their_hashed_names(
    collected: Path,
) -> None:
    done = python("-c", STARTED + OPEN_PAGE, STATIC_ROOT=str(collected), **PRODUCTION)

    assert done.returncode == 0, done.stderr
    status, html = json.loads(done.stdout)
    named = re.findall(r'(?:src|href|data-govuk)="/static/([^"]+)"', html)
    assert status == 200
    assert len(named) >= 7
    assert [name for name in named if not (collected / name).is_file()] == []
    assert [name for name in named if not re.search(r"\.[0-9a-f]{12}\.\w+$", name)] == []
