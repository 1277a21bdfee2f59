"""Which of two confusable concepts the next question is about. Pure.

Who is new to one of them meets it in a block, until two of its questions were answered right; from
then on the two are mixed. Blocks help to find what a concept is, mixing what tells it from its
neighbour (Carvalho & Goldstone 2014, Mem Cognit 42:481).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from random import Random

KNOWN = 2
"""So many right answers make a side known."""
BLOCK = 4
"""A block is left after so many questions even so: the other side may be what is missing."""
ROW = 2
"""Once both are known, neither comes more often than this in a row."""


def next_side(answers: Sequence[tuple[int, bool]], seed: str) -> int:
    """0 or 1, given every answer to questions of either side so far, oldest first: its side, and
    whether it was right. The seed decides where nothing else does."""
    tossed = Random(f"{seed}:{len(answers)}").randrange(2)  # noqa: S311
    new = [side for side in (0, 1) if sum(right for one, right in answers if one == side) < KNOWN]
    if not answers:
        return tossed
    last = answers[-1][0]
    run = len(list(takewhile(lambda one: one[0] == last, reversed(answers))))
    if not new:
        return 1 - last if run >= ROW else tossed
    side = last if len(new) == 2 else new[0]
    return 1 - side if side == last and run >= BLOCK else side
