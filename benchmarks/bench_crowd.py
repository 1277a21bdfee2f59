"""Many learners at once, on a clinic as a deployment serves it: gunicorn and SQLite, over HTTP.

First sixteen learners without a pause, for several numbers of workers and threads: the time from
sending an answer to having its feedback, beside the same two requests to a page that does nothing.
Then, with the server on one core and the clients on another, learners who think for thirty seconds
between an answer with its feedback and the next question: how many of them a core bears before the
slowest twentieth of the steps takes longer than 300 ms. The clients share the machine with the
server, and so does whatever else runs on it; the processor time of the server counts itself alone.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import serving

LEARNERS = 16
SECONDS = float(os.environ.get("BENCH_CROWD_SECONDS", "6"))
"""How long each load is kept up."""
THINK, LIMIT = 30, 0.3
SHAPES = ((1, 1), (3, 1), (1, 4), (2, 4), (3, 4))
"""Workers, and threads of each."""
ADVISED = (2, 4)
"""What docs/operations.md advises for two cores."""
ITEM = re.compile(r'name="item" value="(\d+)"')
OPTION = re.compile(r'name="option" value="(\d+)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def run() -> Iterator[str]:
    """The lines of the table, from a process of its own, so that the database is its own too."""
    with tempfile.TemporaryDirectory() as folder:
        yield from serving.apart("benchmarks.bench_crowd", Path(folder))


class Learner:
    """A client with a session and the questions that are before it."""

    def __init__(self, session: str, urls: list[str]) -> None:
        self.session, self.urls = session, urls
        self.token = self.csrf = ""
        self.connection = http.client.HTTPConnection("127.0.0.1")

    def turn_to(self, port: int) -> None:
        self.connection.close()
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

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
        found = TOKEN.search(text)
        self.token = found[1] if found else self.token
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

    def bare_step(self) -> tuple[float, float]:
        """The same requests to a page that does nothing."""
        begun = time.perf_counter()
        self.ask("GET", "/")
        shown = time.perf_counter()
        self.ask("POST", "/", {"item": 1, "option": 1, "certainty": 2})
        self.ask("GET", serving.TOLD)
        return shown - begun, time.perf_counter() - shown


@dataclass(frozen=True)
class Load:
    """What a load came to: seconds from answer to feedback, steps a second, and the server's
    processor time of one step in seconds."""

    took: list[float]
    rate: float
    cost: float

    @property
    def middle(self) -> float:
        return sorted(self.took)[len(self.took) // 2]


def without_pause(
    learners: list[Learner], server: serving.Server, seconds: float, *, is_bare: bool = False
) -> Load:
    """Every learner does one step after the other."""
    took: list[float] = []
    until = time.monotonic() + seconds

    def work(learner: Learner) -> None:
        learner.turn_to(server.port)
        step = learner.bare_step if is_bare else learner.step
        while time.monotonic() < until and (done := step()) is not None:
            took.append(done[1])

    spent = server.spent
    threads = [threading.Thread(target=work, args=[one]) for one in learners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Load(took, len(took) / seconds, (server.spent - spent) / max(1, len(took)))


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

    serving.fill()
    learners = [Learner(*one) for one in serving.learners(LEARNERS, quizzes=10)]
    connections.close_all()
    yield from side_by_side(learners)
    yield from climbing(learners)


def side_by_side(learners: list[Learner]) -> Iterator[str]:
    """Sixteen learners without a pause, for each shape of the server; all share all cores."""
    with serving.served(serving.BARE, workers=ADVISED[0], threads=ADVISED[1]) as server:
        bare = without_pause(learners, server, SECONDS / 2, is_bare=True)
    yield f"{LEARNERS} learners without a pause, beside the server on {os.cpu_count()} cores"
    yield (
        f"{'workers × threads':24}{'steps/s':>8}{'median ms':>11}{'p95 ms':>8}{'÷ bare':>8}"
        f"{'CPU ms a step':>15}{'÷ bare':>8}"
    )
    yield _row("a page that does nothing", bare, bare)
    for workers, threads in SHAPES:
        with serving.served(serving.CLINIC, workers=workers, threads=threads) as server:
            without_pause(learners, server, SECONDS / 3)  # warm
            load = without_pause(learners, server, SECONDS)
        yield _row(f"{workers} × {threads}", load, bare)


def _row(name: str, load: Load, bare: Load) -> str:
    slow = serving.p95(load.took)
    return (
        f"{name:24}{load.rate:8.0f}{1000 * load.middle:11.0f}{1000 * slow:8.0f}"
        f"{slow / serving.p95(bare.took):8.1f}{1000 * load.cost:15.2f}{load.cost / bare.cost:8.1f}"
    )


def climbing(learners: list[Learner]) -> Iterator[str]:
    """More and more learners who think, up to where the steps get slow: the server on one core,
    the clients on the others where there are any."""
    cores = serving.all_cores()
    serving.pin(0, cores[1:])
    try:
        with serving.served(serving.CLINIC, workers=2, cores=cores[:1]) as server:
            without_pause(learners, server, SECONDS / 3)  # warm
            load = without_pause(learners, server, SECONDS)
            yield (
                f"one core, two workers: {load.rate:.0f} steps a second, {1000 * load.cost:.1f} ms "
                f"of its processor a step; were it all its own, {THINK / load.cost:.0f} learners"
            )
            bore = 0.0
            for part in (0.3, 0.5, 0.6, 0.7, 0.8, 0.9):
                slow = serving.p95(at_rate(learners, part * load.rate, SECONDS))
                yield (
                    f"{part * load.rate * THINK:7.0f} learners thinking {THINK} s: p95 of a whole "
                    f"step {1000 * slow:.0f} ms"
                )
                if slow > LIMIT:
                    break
                bore = part * load.rate * THINK
            yield f"borne by one core: {bore:.0f} learners with p95 under {1000 * LIMIT:.0f} ms"
    finally:
        serving.pin(0, cores)


if __name__ == "__main__":
    import django

    django.setup()
    for line in measured():
        print(line, flush=True)
