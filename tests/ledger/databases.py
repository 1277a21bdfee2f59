"""The database under the ledger: an SQLite file, a PostgreSQL of its own that is killed as well, or
one that somebody else runs, which is not.

A PostgreSQL of its own keeps what it is set to keep by default (``fsync``, ``synchronous_commit``).
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dev

if TYPE_CHECKING:
    import psycopg

PATIENCE = 60
LAZY = ["synchronous_commit=off", "wal_writer_delay=10s"]
"""The negative control: a commit is acknowledged up to so long before it is written."""


class Database:
    """What the ledger asks of one; an SQLite file has no server that could be killed."""

    can_crash = False

    def settle(self) -> None:
        """Make sure that what was prepared is stored."""

    def crash(self, round_: int) -> bool:
        """Kill the database in some of the rounds; whether it was."""
        return False

    def said(self) -> list[str]:
        """What was done to it."""
        return []

    def integrity(self) -> str:
        """ "ok", or what is wrong."""
        from tests.ledger import integrity

        return integrity.of_sqlite()


class Postgresql(Database):
    """One that somebody else runs."""

    def __init__(self, url: str) -> None:
        self.url = url

    def settle(self) -> None:
        with self.connected() as connection:
            connection.execute("CHECKPOINT")

    def connected(self, **other: Any) -> psycopg.Connection[Any]:
        import psycopg

        return psycopg.connect(self.url, autocommit=True, **other)

    def integrity(self) -> str:
        from tests.ledger import integrity

        return integrity.of_postgresql()


class Cluster(Postgresql):
    """One of our own."""

    can_crash = True

    def __init__(self, url: str, programs: str) -> None:
        super().__init__(url)
        self.programs = programs
        self.data = Path(url.partition("?host=")[2], "data")
        self.crashes = {"one process": 0, "the whole server": 0}

    def crash(self, round_: int) -> bool:
        """In one round of three a process that serves somebody gets SIGKILL, upon which the server
        ends all of them and recovers; in another the whole server stops at once and starts again
        from its log."""
        ways: list[Callable[[], str]] = [self.kill_a_backend, self.stop_at_once]
        if round_ % 3 == 0:
            return False
        self.crashes[ways[round_ % 3 - 1]()] += 1
        self.wait()
        return True

    def kill_a_backend(self) -> str:
        with self.connected() as connection:
            row = connection.execute(
                "SELECT pid FROM pg_stat_activity"
                " WHERE backend_type = 'client backend'"
                " ORDER BY pid = pg_backend_pid(), state = 'idle', random() LIMIT 1"
            ).fetchone()
        assert row is not None
        with contextlib.suppress(ProcessLookupError):
            os.kill(row[0], signal.SIGKILL)
        return "one process"

    def stop_at_once(self) -> str:
        owner = dev.servant()
        who = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
        log = self.data.with_name("log")
        command = [Path(self.programs, "pg_ctl"), "restart", "-D", self.data, "-m", "immediate"]
        subprocess.run(  # noqa: S603
            [*command, "-w", "-l", log],
            cwd=self.data.parent,
            check=True,
            stdout=subprocess.DEVNULL,
            **who,
        )
        return "the whole server"

    def wait(self) -> None:
        """Until it has recovered."""
        import psycopg

        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with contextlib.suppress(psycopg.OperationalError), self.connected():
                return
            time.sleep(0.01)
        raise TimeoutError(f"PostgreSQL did not come back within {PATIENCE} s.")

    def said(self) -> list[str]:
        killed = ", ".join(f"{what} {number} times" for what, number in self.crashes.items())
        return [f"of the database killed: {killed}"]


@contextlib.contextmanager
def opened(on: str, *, is_lazy: bool) -> Iterator[Database]:
    """An empty database that the environment names, until the block ends."""
    given = os.environ.pop("DATABASE_URL", "")
    with contextlib.ExitStack() as stack:
        if on == "sqlite":
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            os.environ["SQLITE_PATH"] = str(Path(folder, "ledger.sqlite3"))
            yield Database()
            return
        programs = dev.find_postgresql()
        if programs is None and not given:
            raise dev.SetupError("There is no PostgreSQL here, and DATABASE_URL names none.")
        settings = LAZY if is_lazy else []
        if programs is not None:
            given = stack.enter_context(dev.postgresql_server(programs, settings))
        url = stack.enter_context(created(given))
        os.environ["DATABASE_URL"] = url
        yield Postgresql(url) if programs is None else Cluster(url, programs)


@contextlib.contextmanager
def created(url: str) -> Iterator[str]:
    """The address of a new database beside the one of this address; dropped when the block ends."""
    import psycopg
    from psycopg.conninfo import conninfo_to_dict

    name = f"{conninfo_to_dict(url)['dbname']}_ledger"
    with psycopg.connect(url, dbname="postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    before, mark, after = url.partition("?")
    try:
        yield before.rpartition("/")[0] + f"/{name}{mark}{after}"
    finally:
        with psycopg.connect(url, dbname="postgres", autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
