"""A clinic as a deployment serves it, for what is measured over HTTP: settings, static files and
gunicorn; and beside it a page that does nothing, served alike."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PACK = ROOT / "fixtures" / "nho"
MODELS = ("form-from-case", "onset-from-case", "term-to-meaning", "fact-recall")
CLINIC, BARE = "teaching.wsgi:application", "benchmarks.serving:bare"
PATIENCE = 60
TOLD = "/told/"
FORM = (
    b"<!doctype html><title>A page</title><form method=post><button name=certainty>Answer</button>"
)
HEADING = b"<!doctype html><title>A page</title><h1 class=told>What was right</h1>"
FILLING = b"<p>Plain text.</p>" * 120


def as_deployed(folder: Path) -> dict[str, str]:
    """The environment of a deployment that writes into this folder alone. TLS would end before it,
    so that it is not asked for here."""
    return {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "teaching.settings",
        "SECRET_KEY": "of a measurement, on this machine, for as long as it lasts",
        "ALLOWED_HOSTS": "localhost",
        "SSL_REDIRECT": "0",
        "SQLITE_PATH": str(folder / "measured.sqlite3"),
        "STATIC_ROOT": str(folder / "static"),
    }


def apart(module: str, folder: Path) -> Iterator[str]:
    """What a module prints when it is run in a deployment of its own. Raises RuntimeError where it
    fails."""
    command = [sys.executable, "-m", module]
    with subprocess.Popen(  # noqa: S603
        command, cwd=ROOT, env=as_deployed(folder), stdout=subprocess.PIPE, text=True
    ) as process:
        for line in process.stdout or ():
            yield line.rstrip("\n")
    if process.returncode:
        raise RuntimeError(f"{module} ended with {process.returncode}")


def fill() -> None:
    """A database with the demo pack and a bank, and the static files as they are served."""
    from django.core.management import call_command

    quiet: dict[str, Any] = {"verbosity": 0, "stdout": StringIO(), "stderr": StringIO()}
    call_command("migrate", **quiet)
    call_command("collectstatic", interactive=False, **quiet)
    call_command("loadpack", PACK, **quiet)
    for model in MODELS:
        call_command("generate", model=model, n=50, approve=True, **quiet)


def learners(count: int, quizzes: int) -> list[tuple[str, list[str]]]:
    """So many learners, each with a session and the addresses of the questions that are before
    them: quizzes of forty in practice."""
    from django.test import Client
    from django.utils import timezone

    from teaching.knowledge.models import Disease
    from teaching.quizzes import beginning
    from tests.factories import make_user

    found = []
    wish = beginning.Wish(40, MODELS)
    for _ in range(count):
        account, client = make_user(), Client()
        client.force_login(account)
        urls = []
        for _ in range(quizzes):
            begun = beginning.practise(account, Disease.objects.get(), wish, timezone.now())
            urls += [one.get_absolute_url() for one in begun.sitting.questions.all()]
        found.append((client.cookies["sessionid"].value, urls))
    return found


def p95(times: list[float]) -> float:
    return sorted(times)[int(0.95 * (len(times) - 1))]


@dataclass(frozen=True)
class Server:
    port: int
    group: int

    @property
    def spent(self) -> float:
        """Seconds of processor time that it and its workers have used; nan where nobody counts."""
        if not Path("/proc/self/stat").exists():
            return float("nan")
        ticks = 0
        for path in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                fields = path.read_text().rpartition(")")[2].split()
                if int(fields[2]) == self.group:
                    ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def served(
    application: str, *, workers: int, threads: int = 1, cores: Collection[int] = ()
) -> Iterator[Server]:
    """gunicorn with so many workers, on these cores where the system can say so."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(workers), "--threads", str(threads), "--log-level", "critical"]
    with subprocess.Popen(command, cwd=ROOT, start_new_session=True) as server:  # noqa: S603
        try:
            pin(server.pid, cores)
            wait_for(port)
            yield Server(port, server.pid)
        finally:
            os.killpg(server.pid, signal.SIGTERM)


def all_cores() -> list[int]:
    """Those this process may run on; none where the system does not say."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def pin(process: int, cores: Collection[int]) -> None:
    """Keep a process, and what it starts from now on, on these cores."""
    if cores and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(process, cores)


def wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"The server did not start within {PATIENCE} s.")


def bare(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """A page of 2 KB with a form that leads to another one. No framework, no database."""
    if environ["REQUEST_METHOD"] == "POST":
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        start("302 Found", [("Location", TOLD), ("Content-Length", "0")])
        return []
    page = (HEADING if environ["PATH_INFO"] == TOLD else FORM) + FILLING
    start("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(page)))])
    return [page]
