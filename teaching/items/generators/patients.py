"""Drawing a patient: person, lesion, and the time between lesion, first sign and today."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from random import Random

from teaching.items.generators.stock import CannotGenerate, Stock
from teaching.knowledge.schema.generator.patients import (
    Cause,
    LevelGroup,
    Occupation,
    Severity,
    Window,
)
from teaching.knowledge.statements import Tag

NUMBERS = dict(
    enumerate(
        (
            "no",
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
            *("eighteen", "nineteen", "twenty", "twenty-one", "twenty-two", "twenty-three"),
        )
    )
)
PRONOUNS = {
    "he": {"he": "he", "him": "him", "his": "his", "himself": "himself"},
    "she": {"he": "she", "him": "her", "his": "her", "himself": "herself"},
}


YOUNGEST = 16
"""Nobody was younger than this, in years, when the lesion happened."""


@dataclass(frozen=True)
class Person:
    pronoun: str
    age: int
    occupation: Occupation

    def described(self, *, retired: bool) -> str:
        """ "a 34-year-old roofer", or "former roofer" where the work had to be given up."""
        article = "an" if str(self.age).startswith("8") or self.age in (11, 18) else "a"
        former = "former " if retired and not self.occupation.lasting else ""
        return f"{article} {self.age}-year-old {former}{self.occupation.name}"


@dataclass(frozen=True)
class Dating:
    """When the bone was first seen, in the disease's unit: between ``low`` and ``high``.

    ``when`` is how that is said ("month 7"), ``clear`` the unit at which nothing was seen yet.
    """

    window: Window
    low: float
    high: float
    when: str
    clear: str | None
    now: float
    """Time since the lesion, today."""


@dataclass(frozen=True)
class Lesion:
    cause: Cause
    level: str
    group: LevelGroup
    severity: Severity

    @property
    def flags(self) -> frozenset[str]:
        return frozenset(
            {self.group.slug, *self.group.flags, *self.cause.flags, *self.severity.flags}
        )


def draw_person(rng: Random, stock: Stock, years: float) -> Person:
    """A person ``years`` after the lesion; sex, age and occupation tell nothing of the answer."""
    pronoun = rng.choice(("he", "she"))
    youngest = YOUNGEST + int(years + 1)
    occupation = rng.choice(stock.occupations(youngest))
    low, high = occupation.ages
    return Person(pronoun, rng.randint(max(low, youngest), high), occupation)


def draw_dating(rng: Random, window: Window, delay: tuple[float, float] | None) -> Dating:
    """An interval that lies wholly inside its window, and a day some time after it."""
    unit = rng.randint(window.low, window.high)
    clear = None
    if unit - window.low >= 2 and rng.random() < 0.4:
        clear = rng.randint(max(window.low, unit - 3), unit - 1)
    low = window.size * ((clear or unit) - 1)
    high = window.size * unit
    since = rng.uniform(*(delay or window.delay))
    return Dating(
        window,
        round(low, 2),
        round(high, 2),
        f"{window.unit} {unit}",
        f"{window.unit} {clear}" if clear else None,
        high + since,
    )


def draw_cause(rng: Random, stock: Stock, above: Sequence[str]) -> tuple[Cause, str, LevelGroup]:
    """A cause and a level at or above every level of ``above``.

    Raises CannotGenerate where no cause lies so high.
    """
    lesion = stock.generator.lesion
    deepest = min((stock.levels[level] for level in above), default=len(stock.levels) - 1)
    causes = [cause for cause in lesion.causes if stock.levels[cause.first] <= deepest]
    if not causes:
        raise CannotGenerate("no cause lies above the sites drawn")
    cause = rng.choice(causes)
    lowest = min(deepest, stock.levels[cause.last])
    level = rng.randint(stock.levels[cause.first], lowest)
    group = next(
        group
        for group in lesion.levels
        if stock.levels[group.first] <= level <= stock.levels[group.last]
    )
    return cause, stock.pack.disease.levels[level], group


def severities(stock: Stock, cause: Cause, wanted: Set[Tag]) -> list[Severity]:
    """The severities that state present what is ``wanted`` of them, and nothing else."""
    return [
        severity
        for severity in stock.generator.lesion.severities
        if stock.severities[severity.slug] == wanted
        and (not cause.severities or severity.slug in cause.severities)
    ]


def number(count: int) -> str:
    return NUMBERS.get(count, str(count))


def span(stock: Stock, time: float) -> str:
    """A length of time as a colleague would say it: "nine weeks", "two years"."""
    for clock in stock.generator.clocks:
        if clock.until is None or time < clock.until:
            break
    count = max(1, int(time / clock.size + 0.5))
    return f"{number(count)} {clock.unit if count == 1 else clock.many}"
