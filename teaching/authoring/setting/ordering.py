"""A fixed list of questions as it is put together: order, and numbers as they were typed. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

AT_MOST = 100
"""So many questions fit into a list."""
NUMBER = re.compile(r"\d{1,18}")


def earlier(slugs: Sequence[str], slug: str) -> list[str]:
    """One place up; the first, and what is not there, stays."""
    place = slugs.index(slug) if slug in slugs else 0
    moved = list(slugs)
    if place:
        moved[place - 1 : place + 1] = moved[place], moved[place - 1]
    return moved


def later(slugs: Sequence[str], slug: str) -> list[str]:
    """One place down; the last, and what is not there, stays."""
    return earlier(slugs[::-1], slug)[::-1]


def without(slugs: Sequence[str], slug: str) -> list[str]:
    return [one for one in slugs if one != slug]


def joined(slugs: Sequence[str], more: Sequence[str]) -> list[str]:
    """Each once, in the order of its first place."""
    return list(dict.fromkeys([*slugs, *more]))


def numbers(typed: str) -> list[int]:
    """The numbers in what was typed or pasted, whatever stands between them."""
    return list(dict.fromkeys(int(one) for one in NUMBER.findall(typed)))
