"""Standings as rows. A learner has a row in each table for each thing counted; what has not changed
is not written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models

from teaching.progress.memory import Memory, Parameters, due_on
from teaching.progress.models import Card, Confusion, Day, Sureness, Tally, Timing
from teaching.progress.standing import Mixed, Share, Standing, Worked, Wrong

if TYPE_CHECKING:
    from teaching.accounts.models import User


@dataclass(frozen=True)
class Table:
    """Which columns say what a row counts, and which say how much."""

    model: type[models.Model]
    keys: tuple[str, ...]
    values: tuple[str, ...]

    @property
    def name(self) -> str:
        return str(self.model._meta.verbose_name)


CARDS = Table(
    Card,
    ("concept_id",),
    (
        "stability",
        "difficulty",
        "reviewed_on",
        "due",
        "reviews",
        "lapses",
        "sure_wrong_on",
        "sure_wrong_in_id",
        "sure_wrong_option_id",
    ),
)
TALLIES = Table(Tally, ("concept_id", "kind"), Share._fields)
CONFUSIONS = Table(Confusion, ("asked_id", "taken_for_id"), Mixed._fields)
SURENESSES = Table(Sureness, ("certainty",), Share._fields)
DAYS = Table(Day, ("on",), Worked._fields)
TIMINGS = Table(Timing, ("kind", "bin"), ("answered",))
TABLES = (CARDS, TALLIES, CONFUSIONS, SURENESSES, DAYS, TIMINGS)

Rows = Mapping[Table, Mapping[tuple[Any, ...], tuple[Any, ...]]]
"""For each table the values of its rows, by their keys."""


@dataclass(frozen=True)
class Difference:
    """A row that is another one than it was; None stands for no row."""

    table: Table
    key: tuple[Any, ...]
    before: tuple[Any, ...] | None
    after: tuple[Any, ...] | None

    def __str__(self) -> str:
        named = ", ".join(
            f"{name.removesuffix('_id')} {value}"
            for name, value in zip(self.table.keys, self.key, strict=True)
        )
        if self.before is None or self.after is None:
            return f"{self.table.name} of {named}: {'missing' if self.after else 'too many'}"
        changed = "; ".join(
            f"{name.removesuffix('_id')} {was} → {now}"
            for name, was, now in zip(self.table.values, self.before, self.after, strict=True)
            if was != now
        )
        return f"{self.table.name} of {named}: {changed}"


def read(learner: User, days: Collection[date] | None = None) -> Rows:
    """All rows of the learner, or of their days these alone: six queries."""
    found = {}
    for table in TABLES:
        rows = table.model._default_manager.filter(learner=learner).order_by()
        if table is DAYS and days is not None:
            rows = rows.filter(on__in=days)
        size = len(table.keys)
        found[table] = {
            row[:size]: row[size:] for row in rows.values_list(*table.keys, *table.values)
        }
    return found


def standing(rows: Rows) -> Standing:
    """The standing that these rows hold."""
    held = Standing(
        tallies={(concept, kind): Share(*row) for (concept, kind), row in rows[TALLIES].items()},
        confusions={
            (asked, taken): Mixed(*row) for (asked, taken), row in rows[CONFUSIONS].items()
        },
        surenesses={certainty: Share(*row) for (certainty,), row in rows[SURENESSES].items()},
        days={day: Worked(*row) for (day,), row in rows[DAYS].items()},
    )
    for (kind, number), (answered,) in rows[TIMINGS].items():
        held.timings.setdefault(kind, {})[number] = answered
    for (concept,), row in rows[CARDS].items():
        stability, difficulty, reviewed_on, _, reviews, lapses, sure_wrong_on, attempt, option = row
        held.memories[concept] = Memory(
            stability, difficulty, reviewed_on, reviews, lapses, sure_wrong_on
        )
        if sure_wrong_on is not None:
            held.sure_wrong[concept] = Wrong(attempt, option)
    return held


def rows(held: Standing, retention: float, parameters: Parameters) -> Rows:
    """The rows that hold a standing, for who wishes for this recall."""
    return {
        CARDS: {
            (concept,): (
                one.stability,
                one.difficulty,
                one.reviewed_on,
                due_on(one, retention, parameters=parameters),
                one.reviews,
                one.lapses,
                one.sure_wrong_on,
                *held.sure_wrong.get(concept, Wrong(None, None)),
            )
            for concept, one in held.memories.items()
        },
        TALLIES: {key: tuple(share) for key, share in held.tallies.items()},
        CONFUSIONS: {key: tuple(mixed) for key, mixed in held.confusions.items()},
        SURENESSES: {(key,): tuple(share) for key, share in held.surenesses.items()},
        DAYS: {(day,): tuple(worked) for day, worked in held.days.items()},
        TIMINGS: {
            (kind, number): (answered,)
            for kind, histogram in held.timings.items()
            for number, answered in histogram.items()
        },
    }


def compare(before: Rows, after: Rows) -> Iterator[Difference]:
    """What has to be written for the one to become the other."""
    for table in TABLES:
        was, now = before[table], after[table]
        for key in dict.fromkeys([*was, *now]):
            if was.get(key) != now.get(key):
                yield Difference(table, key, was.get(key), now.get(key))


def write(learner: User, changes: Collection[Difference]) -> None:
    """Store changes: one statement for each table that has any, and one for each row that goes."""
    for table in TABLES:
        here = [change for change in changes if change.table is table]
        manager = table.model._default_manager
        for change in here:
            if change.after is None:
                named = dict(zip(table.keys, change.key, strict=True))
                manager.filter(learner=learner, **named).delete()
        names = (*table.keys, *table.values)
        manager.bulk_create(
            (
                table.model(
                    learner_id=learner.pk,
                    **dict(zip(names, (*change.key, *change.after), strict=True)),
                )
                for change in here
                if change.after is not None
            ),
            update_conflicts=True,
            unique_fields=["learner_id", *table.keys],
            update_fields=list(table.values),
        )
