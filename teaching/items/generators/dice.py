"""Dice: the draws of Python's ``Random``, the same ones for the same seed, in fewer calls.

A question takes a hundred draws of two or three calls each; a seventh of its calls were these.
"""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import SupportsLenAndGetItem

FEW = 21
"""Up to so many, ``Random`` samples from a copy as well; of more it draws otherwise."""


class Dice(Random):
    """A source of chance whose draws are those of ``Random``: a test compares them."""

    def choice[T](self, seq: SupportsLenAndGetItem[T]) -> T:
        """One of them, all equally likely. Raises IndexError where there is none."""
        size = len(seq)
        if not size:
            raise IndexError("cannot choose from an empty sequence")
        bits = size.bit_length()
        drawn = self.getrandbits(bits)
        while drawn >= size:
            drawn = self.getrandbits(bits)
        return seq[drawn]

    def choices(
        self, population: Any, weights: Any = None, *, cum_weights: Any = None, k: int = 1
    ) -> list[Any]:
        """So many, each drawn from all, by weight. Raises as ``Random.choices`` does."""
        if k != 1 or not weights:
            return super().choices(population, weights, cum_weights=cum_weights, k=k)
        bounds = [*accumulate(weights)]
        if len(bounds) != len(population) or bounds[-1] <= 0:
            return super().choices(population, weights)
        return [population[bisect(bounds, self.random() * bounds[-1], 0, len(bounds) - 1)]]

    def randint(self, a: int, b: int) -> int:
        """A number from ``a`` to ``b``, both included. Raises ValueError where b < a."""
        if b < a:
            raise ValueError(f"there is no number from {a} to {b}")
        size = b - a + 1
        bits = size.bit_length()
        drawn = self.getrandbits(bits)
        while drawn >= size:
            drawn = self.getrandbits(bits)
        return a + drawn

    def sample(self, population: Any, k: int, *, counts: Any = None) -> list[Any]:
        """So many of them in random order, none twice. Raises as ``Random.sample`` does."""
        size = len(population)
        if counts is not None or size > FEW or not 0 <= k <= size:
            return super().sample(population, k, counts=counts)
        pool = list(population)
        chosen = []
        draw = self.getrandbits
        for left in range(size, size - k, -1):
            bits = left.bit_length()
            index = draw(bits)
            while index >= left:
                index = draw(bits)
            chosen.append(pool[index])
            pool[index] = pool[left - 1]
        return chosen

    def shuffle(self, x: Any) -> None:
        """Put a list in random order."""
        draw = self.getrandbits
        for last in range(len(x) - 1, 0, -1):
            bits = (last + 1).bit_length()
            index = draw(bits)
            while index > last:
                index = draw(bits)
            x[last], x[index] = x[index], x[last]
