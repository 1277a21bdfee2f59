"""The kill ledger, in short, and that it would notice a server that lies."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def play(kills: int, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.ledger", str(kills), *words]
    return subprocess.run(  # noqa: S603
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=500
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL and no gunicorn")
def test_no_acknowledged_answer_is_lost_when_the_server_is_killed():
    done = play(20)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 lost, 0 doubled, 0 other faults" in done.stdout
    assert "integrity check of the database: ok" in done.stdout
    assert "\n0 answers" not in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL and no gunicorn")
def test_the_ledger_notices_a_server_that_acknowledges_before_it_stores():
    done = play(5, "lying")

    assert done.returncode == 1, done.stdout + done.stderr
    assert "stored [" in done.stdout or "stored None" in done.stdout
