"""Work spread over the processors; what comes of it hangs on the seeds alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Protocol

MOST = 60
"""Windows allows no more processes than these and one."""


class Spread(Protocol):
    """How jobs are worked off: over the processors, or one by one."""

    def __call__[Job, Result](
        self, work: Callable[[Job], Result], jobs: Iterable[Job]
    ) -> dict[Job, Result]:
        """Each job with its result, in the order of the jobs."""
        ...


def over_processors[Job, Result](
    work: Callable[[Job], Result], jobs: Iterable[Job]
) -> dict[Job, Result]:
    waiting = list(dict.fromkeys(jobs))
    processes, fresh = min(os.cpu_count() or 1, MOST), get_context("spawn")
    with ProcessPoolExecutor(processes, fresh, initializer=set_up) as pool:
        return dict(zip(waiting, pool.map(work, waiting, chunksize=4), strict=True))


def one_by_one[Job, Result](
    work: Callable[[Job], Result], jobs: Iterable[Job]
) -> dict[Job, Result]:
    return {job: work(job) for job in jobs}


def set_up() -> None:
    """What answers say stands beside models, which ask for Django's settings when imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teaching.settings")
    import django

    django.setup()
