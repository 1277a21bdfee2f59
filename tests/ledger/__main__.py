"""``python -m tests.ledger [KILLS] [lying]``: kill the server that often, then hold the ledger
against the database. Ends with 1 where anything was lost, doubled or broken."""

from __future__ import annotations

import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

KILLS = 300
PEOPLE = 4
SOON, LATE = 0.05, 0.6
"""Seconds from a server's first answer to its end, at the least and at the most."""
PATIENCE = 60
ROOT = Path(__file__).parents[2]


def main(kills: int, *, lies: bool) -> int:
    os.environ.pop("DATABASE_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teaching.settings")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SQLITE_PATH"] = str(Path(folder, "ledger.sqlite3"))
        import django

        django.setup()
        from django.db import connections

        from tests.ledger import holding
        from tests.ledger.clients import Person

        port = free_port()
        places = holding.prepare(PEOPLE)
        connections.close_all()
        people = [Person(port, session, test, seed) for seed, (session, test) in enumerate(places)]
        with subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "tests.ledger.keeper", str(port), *(["lying"] * lies)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as keeper:
            rng = random.Random(0)
            server = start(keeper, port)
            for person in people:
                person.start()
            for done in range(1, kills + 1):
                time.sleep(rng.uniform(SOON, LATE))
                os.killpg(server, signal.SIGKILL)
                server = start(keeper, port)
                if done % 50 == 0 or done == kills:
                    told = sum(person.ledger.acknowledged for person in people)
                    print(f"{done} kills, {told} answers acknowledged", flush=True)
            for person in people:
                person.stopping.set()
            for person in people:
                person.join(PATIENCE)
            os.killpg(server, signal.SIGKILL)
            assert keeper.stdin is not None
            keeper.stdin.close()
        outcome = holding.hold([person.ledger for person in people])
        faults = [f"{person.name}: {person.failed!r}" for person in people if person.failed]
        connections.close_all()
    for line in (*outcome.lines(), *faults):
        print(line)
    return 0 if outcome.is_clean and not faults else 1


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(keeper: subprocess.Popen[str], port: int) -> int:
    """A new server; its process group, once it answers."""
    assert keeper.stdin is not None
    assert keeper.stdout is not None
    keeper.stdin.write("\n")
    keeper.stdin.flush()
    group = int(keeper.stdout.readline())
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", "/how-it-works/", headers={"Host": "localhost"})
            if connection.getresponse().status == 200:
                return group
        except (OSError, http.client.HTTPException):
            time.sleep(0.01)
        finally:
            connection.close()
    raise TimeoutError(f"The server did not answer within {PATIENCE} s.")


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    sys.exit(main(*(numbers or [KILLS]), lies="lying" in sys.argv))
