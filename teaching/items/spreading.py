"""Drawing a set for a learner so that its questions differ, and ordering it so that neighbours do.

Pure; what a distance is belongs to ``similarity``. The draw is the greedy one: always the question
farthest from all drawn before. The least distance within it is at least half of the best possible
(Ravi, Rosenkrantz & Tayi 1994, Oper Res 42:299), and no quick method is sure to do better.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from teaching.items.similarity import Features, distance

Apart = Callable[[int, int], float]
"""How far apart the questions at two places are."""


def spread(questions: Sequence[Features], n: int) -> list[Features]:
    """``n`` questions as unlike as can be, in an order in which no two similar ones are neighbours.

    The same set is drawn however the questions are ordered: it begins with the first by id, and
    ties go to the smaller id. All are returned where there are no more than ``n``. Raises
    ValueError for a negative ``n`` and for two questions of one id.
    """
    if n < 0:
        raise ValueError(f"{n} questions cannot be drawn")
    if len({one.id for one in questions}) < len(questions):
        raise ValueError("two questions have the same id")
    return apart(farthest(sorted(questions, key=lambda one: one.id), n))


def farthest(questions: Sequence[Features], n: int) -> list[Features]:
    """The first question, then always the one farthest from all drawn so far; ties go to the
    earlier one."""
    drawn: list[Features] = []
    left = list(questions)
    nearest = [float("inf")] * len(left)
    while left and len(drawn) < n:
        best = max(range(len(left)), key=nearest.__getitem__)
        new = left.pop(best)
        nearest.pop(best)
        drawn.append(new)
        nearest = [
            min(before, distance(new, one)) for before, one in zip(nearest, left, strict=True)
        ]
    return drawn


def apart(questions: Sequence[Features]) -> list[Features]:
    """The same questions in an order that keeps similar ones from following each other.

    Neighbours are at least so far apart that every question has half of the others (rounded up) as
    far away or farther; farther still where such an order is found.
    """
    count = len(questions)

    @cache
    def between(one: int, other: int) -> float:
        if one > other:
            return between(other, one)
        return distance(questions[one], questions[other])

    steps = sorted({between(i, j) for i in range(count) for j in range(i)})
    order = list(range(count))
    low, high = 0, len(steps)
    while low < high:
        middle = (low + high) // 2
        found = _path(order, between, steps[middle])
        if found is None:
            high = middle
        else:
            order, low = found, middle + 1
    return [questions[place] for place in order]


def _path(order: Sequence[int], between: Apart, least: float) -> list[int] | None:
    """An order in which neighbours are at least so far apart, or None where none is found.

    A circle is closed by a place that is far from all and where the path is cut. Each pair of
    neighbours too near is parted by turning a stretch of the circle round, which always goes while
    every place is far from half of the others (Palmer 1997, Comput Math Appl 34:69); beyond that
    it often does.
    """
    free = len(order)
    circle = [*order, free]
    size = len(circle)

    def far(one: int, other: int) -> bool:
        return free in (one, other) or between(one, other) >= least

    for _ in range(size + 1):
        gap = next((i for i in range(size) if not far(circle[i], circle[(i + 1) % size])), None)
        if gap is None:
            cut = circle.index(free)
            return circle[cut + 1 :] + circle[:cut]
        circle = circle[gap + 1 :] + circle[: gap + 1]
        first, last = circle[0], circle[-1]
        turn = next(
            (i for i in range(1, size - 1) if far(last, circle[i - 1]) and far(circle[i], first)),
            None,
        )
        if turn is None:
            return None
        circle = circle[:turn][::-1] + circle[turn:]
    return None
