"""Retiming: the same story with its dates moved into another window, earlier or later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

from teaching.items.generators.patients import NUMBERS
from teaching.items.generators.stock import Stock
from teaching.items.rewording import Retold
from teaching.items.settling import Origin
from teaching.knowledge.schema.generator.patients import Window
from teaching.knowledge.schema.vignettes import Line
from teaching.knowledge.statements import Tag


def retimed(origin: Origin) -> tuple[Retold, ...] | None:
    """The lines with new bone first seen in the window that the wrong option names.

    None where it names none, where no line gives a date or several do, where another line repeats
    one, and where the patient would not have lived that long with it.
    """
    stock, wrong = origin.stock, origin.wrong
    if not all(claim.holds and claim.concept in stock.windows for claim in wrong.claims):
        return None
    window = stock.windows[wrong.claims[0].concept]
    dates = [tag for line in origin.lines for tag in line.tags if tag.finding in stock.dated]
    if not dates:
        return None
    rng = Random(f"{origin.vignette.slug}/{wrong.text}")  # noqa: S311
    last = rng.randint(window.low + 1, window.high)
    is_later = window.size * last > max(tag.high or 0 for tag in dates)
    if is_later and not _has_time(stock, origin.lines, window, last):
        return None
    return _moved(stock, origin.lines, window, last)


def _moved(
    stock: Stock, lines: Sequence[Line], window: Window, last: int
) -> tuple[Retold, ...] | None:
    units = "|".join(sorted({w.unit for w in stock.windows.values()}))
    told: list[Retold] = []
    spoken: set[str] = set()
    for line in lines:
        times = re.findall(rf"(?:{units}) \d+", line.text)
        if not any(tag.finding in stock.dated for tag in line.tags):
            if line is not lines[0] and spoken.intersection(times):
                return None
            told.append(Retold(None, line))
            continue
        if not 1 <= len(times) <= 2:
            return None
        spoken.update(times)
        first = last - (len(times) == 2)
        text = line.text.replace(times[0], f"{window.unit} {first}")
        text = text.replace(times[-1], f"{window.unit} {last}")
        low, high = window.size * (first - 1), window.size * last
        tags = tuple(
            Tag(t.finding, t.at, True, round(low, 2), round(high, 2))
            if t.finding in stock.dated
            else t
            for t in line.tags
        )
        told.append(Retold(None, line.model_copy(update={"text": text, "tags": tags})))
    return tuple(told)


def _has_time(stock: Stock, lines: Sequence[Line], window: Window, last: int) -> bool:
    """Whether today is late enough after the new date for all that has been seen since."""
    now = max(_spans(stock, lines[0].text), default=0.0)
    since = [age.low for age in stock.generator.ages if age.of == "onset" and age.low]
    return now >= window.size * last + max([window.delay[0], *since])


def _spans(stock: Stock, text: str) -> Iterator[float]:
    """The lengths of time a sentence gives, in the disease's unit."""
    for clock in stock.generator.clocks:
        for word in re.findall(rf"\b([\w-]+) (?:{clock.unit}|{clock.many})\b", text):
            if word.isdigit():
                yield int(word) * clock.size
            yield from (n * clock.size for n, name in NUMBERS.items() if name == word.casefold())
