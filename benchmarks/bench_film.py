"""What a film costs: ms and bytes per drawing, against a bare baseline in the same run.

The baseline writes as many paths of as many numbers as the film has with one join, which is the
least any program could do that builds such a text from parts. ``cold`` is a film whose shapes are
new, ``warm`` one whose shapes were drawn before, ``marked`` a warm one with the debrief's numbers.

    python3 dev.py bench film
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from statistics import median
from time import perf_counter

from teaching.film.curves import NUMBER
from teaching.film.drawing import draw
from teaching.film.parameters import Film, Fracture, Growth, Loss, Mark

ROUNDS = 60

FILMS = {
    "hips, plates": Film("hips", growths=(Growth("arch"), Growth("arch", "right"))),
    "hips, damage": Film(
        "hips",
        growths=(Growth("callus"),),
        losses=(Loss("head"),),
        fractures=(Fracture("neck"),),
    ),
    "knee, damage": Film(
        "knee",
        growths=(Growth("callus"),),
        losses=(Loss("inner condyle"),),
        fractures=(Fracture("distal femur", healed=True),),
    ),
    "thighs, strands": Film(
        "thigh",
        growths=tuple(
            Growth(f"strands {muscle}", side, seed=seed)
            for seed, (muscle, side) in enumerate(
                (muscle, side) for muscle in ("inner", "outer") for side in ("left", "right")
            )
        ),
    ),
    "shoulder, plate": Film("shoulder", growths=(Growth("arch"),)),
}

fresh = count(1_000)


def timed(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median ms of one call."""
    took = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        took.append((perf_counter() - start) * 1000)
    return median(took)


def anew(film: Film) -> Film:
    """The same film with seeds never drawn before."""
    return replace(
        film, growths=tuple(replace(growth, seed=next(fresh)) for growth in film.growths)
    )


def marked(film: Film) -> Film:
    first = film.growths[0]
    return replace(film, marks=(Mark(1, first.anchor, first.side), Mark(2)))


def bare(svg: str) -> Callable[[], str]:
    """Writes the numbers of a drawing, and as much other text, with one join."""
    numbers = [float(text) for text in NUMBER.findall(svg)]
    rest = NUMBER.sub("", svg)
    return lambda: " ".join([f"{number:.1f}" for number in numbers]) + rest


def run() -> Iterator[str]:
    """The table, a line a film."""
    yield (
        f"{'film':18}{'cold ms':>9}{'warm ms':>9}{'marked':>9}{'bare ms':>9}"
        f"{'cold ÷ bare':>13}{'kB':>7}{'gz kB':>7}"
    )
    for name, film in FILMS.items():
        svg = draw(film)
        draw(marked(film))
        cold = timed(lambda film=film: draw(anew(film)))
        warm = timed(lambda film=film: draw(film))
        with_marks = timed(lambda film=film: draw(marked(film)))
        base = timed(bare(svg))
        yield (
            f"{name:18}{cold:9.2f}{warm:9.2f}{with_marks:9.2f}{base:9.2f}{cold / base:13.1f}"
            f"{len(svg) / 1000:7.1f}{len(gzip.compress(svg.encode(), 6)) / 1000:7.1f}"
        )
