"""Where things stand, merged from two sides: which row each is in, and after what. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set

type Rows[K] = Mapping[Hashable, Sequence[K]]
"""By the name of a row, what stands in it in order; everything stands in one place."""


def arranged[K: Hashable](
    base: Rows[K], mine: Rows[K], theirs: Rows[K], stays: Set[K]
) -> dict[Hashable, tuple[K, ...]]:
    """What stays, as it stands with them, with what I put somewhere else or anew put there.

    Each of those comes after what it follows with me, or after the nearest before it that is
    still in that row. What both moved stands where I moved it.
    """
    put = moved_or_new(base, mine) | (_all(mine) - _all(theirs))
    rows: dict[Hashable, list[K]] = {
        name: [one for one in row if one in stays and one not in put]
        for name, row in theirs.items()
    }
    for name, row in mine.items():
        into = rows.setdefault(name, [])
        at = 0
        for one in row:
            if one in put and one in stays:
                into.insert(at, one)
                at += 1
            elif one in into:
                at = into.index(one) + 1
    return {name: tuple(row) for name, row in rows.items()}


def joined[K: Hashable](base: Sequence[K], mine: Sequence[K], theirs: Sequence[K]) -> tuple[K, ...]:
    """One row without repetition: what neither side took out, and what either put in."""
    stays = {one for one in (*mine, *theirs) if one not in base or (one in mine and one in theirs)}
    return arranged(_row(base), _row(mine), _row(theirs), stays)[""]


def _row[K: Hashable](of: Sequence[K]) -> Rows[K]:
    return {"": tuple(dict.fromkeys(of))}


def moved_or_new[K: Hashable](base: Rows[K], side: Rows[K]) -> set[K]:
    """What is new on this side, in another row, or in another order than the most of its row."""
    put: set[K] = set()
    for name, row in side.items():
        places = {one: place for place, one in enumerate(base.get(name, ()))}
        there = [one for one in row if one in places]
        keeping = _longest_rise([places[one] for one in there])
        put.update(one for one in row if places.get(one) not in keeping)
    return put


def _all[K: Hashable](rows: Rows[K]) -> set[K]:
    return {one for row in rows.values() for one in row}


def _longest_rise(numbers: Iterable[int]) -> set[int]:
    """The longest rising run of these, gaps allowed; the numbers are distinct."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(ends, number)
        before[number] = ends[place - 1] if place else None
        ends[place : place + 1] = [number]
    rise: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        rise.add(last)
        last = before[last]
    return rise
