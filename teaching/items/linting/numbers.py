"""Numbers among the options: their order, and ranges that share values."""

from __future__ import annotations

from collections.abc import Iterator

from teaching.items.linting.asked import Asked
from teaching.items.linting.flaws import Mark, in_option
from teaching.items.linting.values import Quantity, quantity


def number_order(asked: Asked) -> Iterator[Mark]:
    found = _quantities(asked)
    if found is None or len(found) < 3:
        return
    lows = [(one.low, one.high) for one in found]
    if lows in (sorted(lows), sorted(lows, reverse=True)):
        return
    wrong = next(i for i in range(1, len(lows)) if lows[i] < lows[i - 1])
    yield Mark(
        in_option(asked, wrong),
        f"“{asked.options[wrong]}” stands after “{asked.options[wrong - 1]}”.",
        "Put numbers in order, from the smallest to the largest.",
    )


def overlapping_ranges(asked: Asked) -> Iterator[Mark]:
    found = _quantities(asked)
    if found is None or not any(one.is_range for one in found):
        return
    for second in range(1, len(found)):
        for first in range(second):
            one, other = found[first], found[second]
            if one.low <= other.high and other.low <= one.high:
                yield Mark(
                    in_option(asked, second),
                    f"“{asked.options[second]}” and “{asked.options[first]}” share values.",
                    "Let each range begin after the one before it has ended.",
                )
                return


def _quantities(asked: Asked) -> list[Quantity] | None:
    """The quantities that the options are, or None where one is anything else."""
    found = [quantity(option) for option in asked.options]
    known = [one for one in found if one is not None]
    if len(known) < len(found) or len({one.kind for one in known} - {""}) > 1:
        return None
    return known
