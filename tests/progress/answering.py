"""Answers, written straight into the tables, as the tests of progress need them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from teaching.accounts.models import User
from teaching.items.models import Item, Key
from teaching.quizzes.models import Attempt, Certainty, Response

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def at(*, days: float = 0, minutes: float = 0) -> datetime:
    return START + timedelta(days=days, minutes=minutes)


@dataclass(frozen=True)
class Asked:
    """A question with its right option and the wrong ones, in order."""

    item: Item
    right: int
    wrong: tuple[int, ...]

    @classmethod
    def of(cls, item: Item) -> "Asked":
        key = Key.objects.get(item=item).option_id
        options = item.options.values_list("pk", flat=True)
        return cls(item, key, tuple(pk for pk in options if pk != key))


def answer(
    learner: User,
    asked: Asked,
    moment: datetime = START,
    *,
    right: bool = True,
    certainty: int | None = Certainty.FAIRLY_SURE,
    wrong: int = 0,
    seconds: float = 20,
) -> Attempt:
    """A finished question of practice."""
    attempt = Attempt.objects.create(
        learner=learner,
        vignette_id=asked.item.vignette_id,
        started_at=moment - timedelta(seconds=seconds),
        finished_at=moment,
        in_quiz=True,
    )
    respond(attempt, asked, moment, right=right, certainty=certainty, wrong=wrong)
    return attempt


def respond(
    attempt: Attempt,
    asked: Asked,
    moment: datetime,
    *,
    right: bool = True,
    certainty: int | None = Certainty.FAIRLY_SURE,
    wrong: int = 0,
) -> Response:
    return Response.objects.create(
        attempt=attempt,
        item=asked.item,
        option_id=asked.right if right else asked.wrong[wrong],
        certainty=certainty,
        is_right=right,
        committed_at=moment,
    )
