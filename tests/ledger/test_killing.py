"""The kill ledger, in short, and that it would notice a server that lies."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]
KILLS = {"sqlite": 20, "postgresql": 9}
LIES = {"sqlite": ["--lying"], "postgresql": ["--lying", "--lazy"]}
"""A server that acknowledges before it stores; a database that does."""
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL and no gunicorn"),
]


def play(kills: int, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.ledger", str(kills), "--on", connection.vendor, *words]
    return subprocess.run(  # noqa: S603
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=500
    )


def test_no_acknowledged_answer_is_lost_when_the_server_is_killed():
    done = play(KILLS[connection.vendor])

    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 lost, 0 doubled, 0 other faults" in done.stdout
    assert "integrity check of the database: ok" in done.stdout
    told = re.search(r"\((\d+) of practice, (\d+) of contrasts, (\d+) of the test\)", done.stdout)
    assert told is not None
    assert all(int(number) > 0 for number in told.groups())


def test_the_ledger_notices_what_acknowledges_before_it_stores():
    for lie in LIES[connection.vendor]:
        done = play(6, lie)

        assert done.returncode == 1, done.stdout + done.stderr
        assert "stored [" in done.stdout or "stored None" in done.stdout, lie
