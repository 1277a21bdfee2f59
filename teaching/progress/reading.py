"""What pages show of what a learner knows: each figure from the running totals, by one query, at a
cost that does not hang on how many answers there are.

First ``counting.count``; then read. Concepts and kinds of question are told apart by id and slug;
``naming`` has their names, and ``figures`` what follows from several.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery

from teaching.progress import timing
from teaching.progress.calibration import Stated
from teaching.progress.models import Card, Confusion, Day, Sureness, Tally, Timing
from teaching.progress.models.totals import UNSAID
from teaching.progress.queue import Confused, Known
from teaching.quizzes.results import Share

if TYPE_CHECKING:
    from teaching.accounts.models import User


OPTIONS = 4
"""What most questions offer; which of them each answer had is not counted apart."""


@dataclass(frozen=True)
class Held(Known):
    """What the learner remembers of a concept, and when it falls due."""

    sure_wrong_in: int | None = None
    """The attempt in which they were sure and wrong, where they still are."""
    sure_wrong_said: str = ""
    """The words of the option they chose there."""


@dataclass(frozen=True)
class Cell:
    """Answers that say something of one concept, in one kind of question."""

    concept: int
    kind: str
    share: Share


@dataclass(frozen=True)
class Sure:
    """Answers by how sure the learner was; ``answered`` counts those without a word on it too, and
    ``since`` is the day of the first."""

    stated: tuple[Stated, ...]
    answered: int
    since: date | None


@dataclass(frozen=True)
class Worked:
    """One day. ``seconds`` are what its answers took, as far as that is known."""

    on: date
    share: Share
    seconds: int


@dataclass(frozen=True)
class Times:
    """How long answers of one kind took, in seconds: the quartiles."""

    kind: str
    answered: int
    lower: float
    median: float
    upper: float


def cards(learner: User) -> tuple[Held, ...]:
    """What the learner remembers: one query."""
    rows = Card.objects.of(learner).select_related("sure_wrong_option").order_by("concept")
    return tuple(
        Held(
            card.concept_id,
            card.memory,
            card.due,
            card.sure_wrong_in_id,
            card.sure_wrong_option.text if card.sure_wrong_option else "",
        )
        for card in rows
    )


def cells(learner: User) -> tuple[Cell, ...]:
    """The grid of concepts and kinds of question: one query."""
    rows = Tally.objects.of(learner).order_by("concept", "kind")
    return tuple(
        Cell(concept, kind, Share(right, answered))
        for concept, kind, answered, right in rows.values_list(
            "concept", "kind", "answered", "right"
        )
    )


def confusions(learner: User) -> tuple[Confused, ...]:
    """What was taken for what, most often first: one query."""
    rows = Confusion.objects.of(learner).order_by("-times", "-last_on", "asked", "taken_for")
    return tuple(
        Confused(*row)
        for row in rows.values_list("asked", "taken_for", "times", "last_on", "certain")
    )


def sureness(learner: User) -> Sure:
    """How sure the learner was, and how often right: one query."""
    first = Day.objects.filter(learner=OuterRef("learner")).order_by("on").values("on")[:1]
    rows = list(
        Sureness.objects.of(learner)
        .order_by("certainty")
        .annotate(first=Subquery(first))
        .values_list("certainty", "answered", "right", "first")
    )
    return Sure(
        tuple(
            Stated(certainty, OPTIONS, right, answered)
            for certainty, answered, right, _ in rows
            if certainty != UNSAID
        ),
        sum(answered for _, answered, *_ in rows),
        rows[0][3] if rows else None,
    )


def days(learner: User, until: date, count: int = 30) -> tuple[Worked, ...]:
    """So many days up to that one, those without an answer too: one query."""
    first = until - timedelta(days=count - 1)
    rows = Day.objects.of(learner).filter(on__gte=first, on__lte=until)
    held = {
        on: Worked(on, Share(right, answered), seconds)
        for on, answered, right, seconds in rows.values_list("on", "answered", "right", "seconds")
    }
    every = (first + timedelta(days=number) for number in range(count))
    return tuple(held.get(day, Worked(day, Share(0, 0), 0)) for day in every)


def times(learner: User) -> tuple[Times, ...]:
    """How long answers take, by kind of question: one query."""
    held: dict[str, dict[int, int]] = {}
    for kind, number, answered in (
        Timing.objects.of(learner).order_by("kind").values_list("kind", "bin", "answered")
    ):
        held.setdefault(kind, {})[number] = answered
    return tuple(
        Times(
            kind,
            sum(histogram.values()),
            *(timing.quantile(histogram, share) or 0.0 for share in (0.25, 0.5, 0.75)),
        )
        for kind, histogram in held.items()
    )
