"""Many learners at once: gunicorn with two workers on SQLite, over HTTP, the clients beside it.

First sixteen learners without a pause: the time from sending an answer to having its feedback. Then
learners who think for thirty seconds between an answer with its feedback and the next question: how
many of them one core bears before the slowest twentieth of the steps takes longer than 300 ms. The
clients run on the same machine and take their part of it.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
PACK = ROOT / "fixtures" / "nho"
MODELS = ("form-from-case", "onset-from-case", "term-to-meaning", "fact-recall")
LEARNERS, EACH = 16, 40
SECONDS = 8
"""How long each load is kept up."""
THINK, LIMIT = 30, 0.3
ITEM = re.compile(r'name="item" value="(\d+)"')
OPTION = re.compile(r'name="option" value="(\d+)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def run() -> Iterator[str]:
    """The lines of the table, from a process of its own, so that the database is its own too."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "SQLITE_PATH": str(Path(folder, "crowd.sqlite3")),
            "DJANGO_SETTINGS_MODULE": "teaching.settings",
        }
        command = [sys.executable, "-m", "benchmarks.bench_crowd"]
        done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        raise RuntimeError(done.stderr)
    yield from done.stdout.splitlines()


class Learner:
    """A client with a session and the questions that are before it."""

    def __init__(self, port: int, session: str, urls: list[str]) -> None:
        self.port, self.session, self.urls = port, session, urls
        self.token = self.csrf = ""
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, method: str, path: str, data: dict[str, object] | None = None) -> str:
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={self.csrf}",
            "Host": "localhost",
        }
        body = None
        if data is not None:
            body = urlencode({**data, "csrfmiddlewaretoken": self.token})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        text = response.read().decode()
        if response.status not in (200, 302):
            raise ValueError(f"{path} was answered with {response.status}")
        for name, value in response.getheaders():
            if name == "Set-Cookie" and value.startswith("csrftoken="):
                self.csrf = value.split(";")[0].removeprefix("csrftoken=")
        self.token = (TOKEN.search(text) or [None, self.token])[1]
        return text

    def step(self) -> tuple[float, float] | None:
        """A question, and its answer with the feedback: how long the two took in seconds."""
        if not self.urls:
            return None
        url = self.urls.pop()
        begun = time.perf_counter()
        page = self.ask("GET", url)
        shown = time.perf_counter()
        item = ITEM.search(page)
        if item is None:
            raise ValueError(f"{url} shows no question")
        option = random.choice(OPTION.findall(page))
        self.ask("POST", f"{url}commit/", {"item": item[1], "option": option, "certainty": 2})
        self.ask("GET", url)
        return shown - begun, time.perf_counter() - shown


def prepared(port: int) -> list[Learner]:
    """A bank and so many learners with practice before them."""
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from teaching.knowledge.models import Disease
    from teaching.quizzes import beginning
    from tests.factories import make_user

    quiet = {"verbosity": 0, "stdout": StringIO()}
    call_command("migrate", **quiet)
    call_command("loadpack", PACK, **quiet)
    for model in MODELS:
        call_command("generate", model=model, n=50, approve=True, **quiet)
    found = []
    for _ in range(LEARNERS):
        account, client = make_user(), Client()
        client.force_login(account)
        urls = []
        for _ in range(6):
            wish = beginning.Wish(EACH, MODELS)
            begun = beginning.practise(account, Disease.objects.get(), wish, timezone.now())
            urls += [one.get_absolute_url() for one in begun.sitting.questions.all()]
        found.append(Learner(port, client.cookies["sessionid"].value, urls))
    return found


def p95(times: list[float]) -> float:
    return sorted(times)[int(0.95 * (len(times) - 1))]


def without_pause(learners: list[Learner], seconds: float) -> tuple[list[float], float]:
    """What answers with their feedback took, and how many steps a second there were."""
    took: list[float] = []
    until = time.monotonic() + seconds

    def work(learner: Learner) -> None:
        while time.monotonic() < until and (step := learner.step()) is not None:
            took.append(step[1])

    threads = [threading.Thread(target=work, args=[one]) for one in learners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took, len(took) / seconds


def at_rate(learners: list[Learner], rate: float, seconds: float) -> list[float]:
    """How long steps took that begin at random moments, so many a second. A step that finds all
    learners busy waits, and its waiting counts."""
    took: list[float] = []
    free, lock = list(learners), threading.Condition()

    def work(due: float) -> None:
        with lock:
            while not free:
                lock.wait()
            learner = free.pop()
        step = learner.step()
        if step is not None:
            took.append(time.monotonic() - due)
        with lock:
            free.append(learner)
            lock.notify()

    threads = []
    due, until = time.monotonic(), time.monotonic() + seconds
    while due < until:
        time.sleep(max(0.0, due - time.monotonic()))
        threads.append(threading.Thread(target=work, args=[due]))
        threads[-1].start()
        due += random.expovariate(rate)
    for thread in threads:
        thread.join()
    return took


def measured() -> Iterator[str]:
    from django.db import connections

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    learners = prepared(port)
    connections.close_all()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "teaching.wsgi",
        "--workers",
        "2",
        "--threads",
        "4",
    ]
    with subprocess.Popen(  # noqa: S603
        [*command, "--bind", f"127.0.0.1:{port}", "--log-level", "critical"],
        cwd=ROOT,
        start_new_session=True,
    ) as server:
        try:
            wait_for(port)
            without_pause(learners, 2)  # warm
            took, rate = without_pause(learners, SECONDS)
            middle = sorted(took)[len(took) // 2]
            yield (
                f"{LEARNERS} learners without a pause: {rate:.0f} steps a second, answer to "
                f"feedback {1000 * middle:.0f} ms median, {1000 * p95(took):.0f} ms p95"
            )
            yield from climbing(learners, rate)
        finally:
            os.killpg(server.pid, signal.SIGTERM)


def climbing(learners: list[Learner], most: float) -> Iterator[str]:
    """More and more learners who think, up to where the steps get slow."""
    cores = os.cpu_count() or 1
    bore = 0.0
    for part in (0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        took = at_rate(learners, part * most, SECONDS)
        slow = p95(took)
        yield (
            f"{part * most * THINK:7.0f} learners thinking {THINK} s: p95 of a whole step "
            f"{1000 * slow:.0f} ms"
        )
        if slow > LIMIT:
            break
        bore = part * most * THINK
    yield f"borne by one core of {cores}: {bore / cores:.0f} learners, the clients included"


def wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("The server did not start within 60 s.")


if __name__ == "__main__":
    import django

    django.setup()
    for line in measured():
        print(line, flush=True)
