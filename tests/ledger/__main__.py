"""``python -m tests.ledger [KILLS] [--on postgresql] [--lying | --lazy]``: kill the server that
often, then hold the ledger against the database. Ends with 1 where anything was lost, doubled or
broken."""

from __future__ import annotations

import argparse
import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.ledger import databases
from tests.ledger.clients import KINDS, Person

KILLS = 300
PEOPLE = 4
SOON, LATE = 0.05, 0.6
"""Seconds from a server's first answer to its end, at the least and at the most."""
PATIENCE = 60
ROOT = Path(__file__).parents[2]


def main(kills: int, on: str, *, lies: bool, is_lazy: bool) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teaching.settings")
    with databases.opened(on, is_lazy=is_lazy) as database:
        import django

        django.setup()
        from django.db import connections

        from tests.ledger import holding

        port = free_port()
        places = holding.prepare(PEOPLE)
        connections.close_all()
        database.settle()
        people = [
            Person(port, session, test, seed, forgives=database.can_crash)
            for seed, (session, test) in enumerate(places)
        ]
        with (
            tempfile.TemporaryFile("w+") as errors,
            subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "tests.ledger.keeper", str(port), *(["lying"] * lies)],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            ) as keeper,
        ):
            rng = random.Random(0)
            server = start(keeper, port)
            for person in people:
                person.start()
            done = 0
            while done < kills or not all_told(people):
                done += 1
                time.sleep(rng.uniform(SOON, LATE))
                if database.crash(done):
                    time.sleep(rng.uniform(0, LATE))  # the server that is left meets a new database
                os.killpg(server, signal.SIGKILL)
                server = start(keeper, port)
                if done % 50 == 0 or done == kills:
                    told = sum(person.ledger.acknowledged.total() for person in people)
                    print(f"{done} kills, {told} answers acknowledged", flush=True)
            for person in people:
                person.stopping.set()
            for person in people:
                person.join(PATIENCE)
            os.killpg(server, signal.SIGKILL)
            assert keeper.stdin is not None
            keeper.stdin.close()
            keeper.wait()
            errors.seek(0)
            logged = errors.read()
        outcome = holding.hold([person.ledger for person in people], database.integrity())
        faults = [f"{person.name}: {person.failed!r}" for person in people if person.failed]
        if logged:
            faults.append(f"the server logged:\n{logged[:5000]}")
        connections.close_all()
    for line in (*database.said(), *outcome.lines(), *faults):
        print(line)
    return 0 if outcome.is_clean and not faults else 1


def all_told(people: Sequence[Person]) -> bool:
    """Whether answers of every kind were acknowledged, or nobody is left to give one."""
    told = {kind for person in people for kind in person.ledger.acknowledged}
    return told == set(KINDS) or not any(person.is_alive() for person in people)


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
            pass
        finally:
            connection.close()
        time.sleep(0.01)
    raise TimeoutError(f"The server did not answer within {PATIENCE} s.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="tests.ledger", description=__doc__)
    parser.add_argument("kills", nargs="?", type=int, default=KILLS)
    parser.add_argument("--on", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--lying", action="store_true", help="acknowledge before storing")
    parser.add_argument("--lazy", action="store_true", help="a PostgreSQL that commits in memory")
    said = parser.parse_args()
    sys.exit(main(said.kills, said.on, lies=said.lying, is_lazy=said.lazy))
