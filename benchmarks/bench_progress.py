"""What the figures of a learner cost when their site holds 10³ answers and 10⁶; whether many
writers at once are counted exactly; and what an answer takes on disk.

Figures come from running totals, so the ratio should be 1: CPU of each, in one process on one
SQLite file, by turns for somebody with few answers and for somebody with many, both over the
questions of a bank and within a year. BENCH_ANSWERED says how many "many" are.

Then BENCH_WRITTEN answers of one learner, at moments in no order, are written by several threads
while others count; in the end all are counted anew, and no row may differ.

Sizes need PostgreSQL, on a server of this run's own.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from random import Random
from statistics import median
from time import process_time, sleep

from benchmarks import apart

FEW = 1_000
MANY = int(os.environ.get("BENCH_ANSWERED", "1000000"))
WRITTEN = int(os.environ.get("BENCH_WRITTEN", "100000"))
WRITERS, COUNTERS = 4, 2
ROUNDS = 60
AT_ONCE = 100
ROOT = Path(__file__).parents[1]
MODELS = (
    "form-from-case",
    "onset-from-case",
    "term-to-meaning",
    "fact-recall",
    "extended-matching",
)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
REACH = 1.3
ATTEMPTS = """
    WITH RECURSIVE
        numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < %(count)s),
        moments AS (SELECT n, (%(count)s - n) * %(gap)s AS ago FROM numbers)
    INSERT INTO quizzes_attempt
        (learner_id, vignette_id, started_at, finished_at, read_to, in_quiz, is_counted)
    SELECT %(learner)s, asked.b,
        strftime('%%Y-%%m-%%d %%H:%%M:%%f', %(now)s, (-ago - 5 - moments.n %% 80) || ' seconds'),
        strftime('%%Y-%%m-%%d %%H:%%M:%%f', %(now)s, (-ago) || ' seconds'),
        0, 1, 0
    FROM moments JOIN asked ON asked.n = (moments.n * 7919) %% %(questions)s
"""
RESPONSES = """
    INSERT INTO quizzes_response
        (attempt_id, item_id, option_id, certainty, is_right, committed_at)
    SELECT attempt.id, asked.a, CASE WHEN attempt.id %% 4 THEN asked.c ELSE asked.d END,
        1 + attempt.id %% 3, attempt.id %% 4 > 0, attempt.finished_at
    FROM quizzes_attempt AS attempt JOIN asked ON asked.b = attempt.vignette_id
    WHERE attempt.learner_id = %(learner)s
"""


def run() -> Iterator[str]:
    """The lines of the tables. It works on databases of its own, which are deleted afterwards."""
    with apart.database():
        yield from measured()
    yield from sizes()


def measured() -> Iterator[str]:
    from django.core.management import call_command

    quiet = {"verbosity": 0, "stdout": StringIO()}
    call_command("migrate", **quiet)
    call_command("loadpack", ROOT / "fixtures" / "nho", **quiet)
    for model in MODELS:
        call_command("generate", model=model, n=60, approve=True, **quiet)
    bench = Bench()
    few, many = bench.learner(FEW), bench.learner(MANY)
    spent = {FEW: bench.counted(few), MANY: bench.counted(many)}
    one_more = bench.one_more({FEW: few, MANY: many})
    figures = {name: {FEW: [], MANY: []} for name in bench.figures}
    for number in range(ROUNDS + 5):
        for answered, one in ((FEW, few), (MANY, many)):
            for name, figure in bench.figures.items():
                begun = process_time()
                figure(one)
                if number >= 5:
                    figures[name][answered].append(process_time() - begun)
    yield f"{'CPU, ms':34}{'queries':>8}{FEW:>10,}{MANY:>12,}{'ratio':>8}"
    whole = {FEW: 0.0, MANY: 0.0}
    for name, times in figures.items():
        middle = {answered: median(found) for answered, found in times.items()}
        for answered, found in middle.items():
            whole[answered] += found
        yield _line(name, bench.queries(bench.figures[name], many), middle)
    queries = sum(bench.queries(figure, many) for figure in bench.figures.values())
    yield _line(f"all figures (reach {REACH})", queries, whole)
    yield _line("a page after one more answer", bench.queries_of_one_more(many), one_more)
    yield ""
    for answered, seconds in spent.items():
        yield f"{answered:,} answers counted anew: {answered / seconds:,.0f} a second of CPU"
    yield from bench.written()


def _line(name: str, queries: int, middle: dict[int, float]) -> str:
    ratio = middle[MANY] / middle[FEW]
    return f"{name:34}{queries:8}{1000 * middle[FEW]:10.2f}{1000 * middle[MANY]:12.2f}{ratio:8.2f}"


class Bench:
    """The questions of a bank, learners who answered them, and the figures of a page."""

    def __init__(self) -> None:
        from teaching.items.models import Item
        from teaching.knowledge.models import Disease
        from teaching.progress import counting, history, naming, reading

        self.disease = Disease.objects.get()
        self.asked = [
            (item.pk, item.vignette_id, item.key.option_id, [one.pk for one in item.options.all()])
            for item in Item.objects.select_related("key").prefetch_related("options")
        ]
        today = NOW.date()
        self.figures: dict[str, Callable[[object], object]] = {
            "nothing new to count": counting.count,
            "memories, due, sure but wrong": reading.cards,
            "concept × kind of question": reading.cells,
            "which for which": reading.confusions,
            "calibration": reading.sureness,
            "30 days": lambda learner: reading.days(learner, today),
            "time per decision": reading.times,
            "names, and what can be asked": lambda _: naming.topics(self.disease),
            "a page of the history": lambda learner: history.turn(
                learner, history.found(learner, {})
            ),
        }

    def learner(self, answered: int) -> object:
        """Somebody who gave so many answers within a year, three in four of them right."""
        from django.db import connection

        from tests.factories import make_user

        learner = make_user()
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE asked (n INTEGER PRIMARY KEY, a, b, c, d)")
            cursor.executemany(
                "INSERT INTO asked VALUES (%s, %s, %s, %s, %s)",
                [
                    (n, item, vignette, key, next(one for one in options if one != key))
                    for n, (item, vignette, key, options) in enumerate(self.asked)
                ],
            )
            cursor.execute(
                ATTEMPTS,
                {
                    "count": answered,
                    "learner": learner.pk,
                    "questions": len(self.asked),
                    "gap": 365 * 86400 / answered,
                    "now": NOW.strftime("%Y-%m-%d %H:%M:%S"),
                },
            )
            cursor.execute(RESPONSES, {"learner": learner.pk})
            cursor.execute("DROP TABLE asked")
        return learner

    def counted(self, learner: object) -> float:
        """CPU in seconds to count all answers."""
        from teaching.progress import counting

        begun = process_time()
        counting.count(learner)
        return process_time() - begun

    def one_more(self, learners: dict[int, object]) -> dict[int, float]:
        """CPU of counting one more answer, by turns."""
        from teaching.progress import counting

        spent: dict[int, list[float]] = {answered: [] for answered in learners}
        for number in range(ROUNDS):
            for answered, learner in learners.items():
                self._answer(learner, [NOW + timedelta(minutes=number)], Random(number))
                begun = process_time()
                counting.count(learner)
                spent[answered].append(process_time() - begun)
        return {answered: median(times) for answered, times in spent.items()}

    def queries_of_one_more(self, learner: object) -> int:
        from teaching.progress import counting

        self._answer(learner, [NOW + timedelta(days=1)], Random(0))
        return self.queries(counting.count, learner)

    def _answer(self, learner: object, moments: list[datetime], dice: Random) -> None:
        """Write finished questions of practice, all in one transaction."""
        from django.db import transaction

        from teaching.quizzes.models import Attempt, Response

        chosen = [dice.choice(self.asked) for _ in moments]
        with transaction.atomic():
            attempts = Attempt.objects.bulk_create(
                Attempt(
                    learner=learner,
                    vignette_id=vignette,
                    started_at=at - timedelta(seconds=dice.randrange(5, 90)),
                    finished_at=at,
                    in_quiz=True,
                )
                for at, (_, vignette, _, _) in zip(moments, chosen, strict=True)
            )
            responses = []
            for attempt, at, (item, _, key, options) in zip(attempts, moments, chosen, strict=True):
                option = key if dice.random() < 0.7 else dice.choice(options)
                responses.append(
                    Response(
                        attempt=attempt,
                        item_id=item,
                        option_id=option,
                        certainty=dice.choice((1, 2, 2, 3)),
                        is_right=option == key,
                        committed_at=at,
                    )
                )
            Response.objects.bulk_create(responses)

    def written(self) -> Iterator[str]:
        """Write and count at once, and compare with a count of all. Batches are finished in another
        order than they were begun, and one in a hundred is a week late."""
        from django.db import connection

        from teaching.progress import counting
        from teaching.progress.models import Sureness
        from tests.factories import make_user

        learner = make_user()
        batches = iter(range(WRITTEN // AT_ONCE))
        written: list[int] = []

        def write(number: int) -> None:
            dice = Random(number)
            for batch in batches:
                begun = NOW + timedelta(minutes=batch) - timedelta(days=7) * (batch % 100 == 99)
                gap = timedelta(seconds=60) / AT_ONCE
                self._answer(learner, [begun + gap * n for n in range(AT_ONCE)], dice)
                written.append(batch)
            connection.close()

        def count(number: int) -> int:
            """Each time another tenth was written."""
            for tenth in range(1, 10):
                while 10 * len(written) < (tenth + number / COUNTERS) * (WRITTEN // AT_ONCE):
                    sleep(0.01)
                counting.count(learner)
            connection.close()
            return tenth

        with ThreadPoolExecutor(WRITERS + COUNTERS) as pool:
            writing = [pool.submit(write, number) for number in range(WRITERS)]
            counts = [pool.submit(count, number) for number in range(COUNTERS)]
            for one in writing:
                one.result()
            times = sum(one.result() for one in counts)
        counting.count(learner)
        answered = sum(row.answered for row in Sureness.objects.of(learner))
        differences = counting.recount(learner)
        yield (
            f"{WRITTEN:,} answers by {WRITERS} writers, counted {times} times meanwhile:"
            f" {answered:,} counted, {len(differences)} rows differ from a count of all"
        )
        if answered != len(written) * AT_ONCE or differences:
            raise ValueError("answers were lost, counted twice, or counted otherwise")

    def queries(self, figure: Callable[[object], object], learner: object) -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as caught:
            figure(learner)
        return len(caught)


def sizes() -> Iterator[str]:
    """Bytes per answer on PostgreSQL, by what they are."""
    dev = _dev()
    programs = dev.find_postgresql()
    if programs is None:
        yield "bytes per response: there is no PostgreSQL on this machine"
        return
    with dev.postgresql_server(programs) as url:
        import psycopg

        with psycopg.connect(url.replace("/heterotopia?", "/postgres?"), autocommit=True) as made:
            made.execute("CREATE DATABASE heterotopia")
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.sizes"],
            env={**os.environ, "DATABASE_URL": url},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        yield from ["", *done.stdout.splitlines()]


def _dev() -> object:
    """``dev.py``, which can start a PostgreSQL of one's own."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    if spec is None or spec.loader is None:
        raise ImportError("dev.py is not where it should be")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
