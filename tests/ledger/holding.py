"""What the ledger needs in the database, and holding it against what is there at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db.models import Count
from django.test import Client
from django.utils import timezone

from teaching.quizzes import beginning, growing, sittings
from teaching.quizzes.models import Mode, Question, Response, Sitting
from tests.factories import make_user
from tests.ledger.clients import KINDS, Ledger
from tests.quizzes.set_quizzes import make_quiz

PACK = Path(__file__).parents[2] / "fixtures" / "nho"
MODELS = ("term-to-meaning", "fact-recall", "what-has-changed")


@dataclass(frozen=True)
class Outcome:
    """What a run came to."""

    acknowledged: Counter[str]
    cut_off: int
    lost: tuple[str, ...]
    doubled: int
    faults: tuple[str, ...]
    integrity: str

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.faults) and self.integrity == "ok"

    def lines(self) -> Iterator[str]:
        kinds = ", ".join(f"{self.acknowledged[kind]} of {kind}" for kind in KINDS)
        yield (
            f"{self.acknowledged.total()} answers acknowledged ({kinds}), "
            f"{self.cut_off} requests cut off"
        )
        yield f"{len(self.lost)} lost, {self.doubled} doubled, {len(self.faults)} other faults"
        yield f"integrity check of the database: {self.integrity}"
        yield from (*self.lost[:10], *self.faults[:10])


def prepare(people: int) -> list[tuple[str, int]]:
    """A small bank and so many learners; of each the session and a test that was begun."""
    call_command("migrate", verbosity=0)
    quiet = {"verbosity": 0, "stdout": StringIO()}
    call_command("loadpack", PACK, **quiet)
    for model in MODELS:
        call_command("generate", model=model, n=30, approve=True, **quiet)
    quiz = make_quiz(count=10, minutes=None)
    found = []
    for _ in range(people):
        learner = make_user()
        client = Client()
        client.force_login(learner)
        test = beginning.begin(quiz, learner, timezone.now()).sitting
        for question in test.questions.select_related("sitting", "vignette"):
            sittings.see(question, timezone.now())
        found.append((client.cookies["sessionid"].value, test.pk))
    return found


def hold(ledgers: Sequence[Ledger], integrity: str) -> Outcome:
    """Compare what was acknowledged with what is stored."""
    lost = []
    for ledger in ledgers:
        for (sitting, number), answer in ledger.committed.items():
            stored = list(
                Response.objects.filter(
                    attempt__question__sitting=sitting, attempt__question__number=number
                ).values_list("option", "certainty")
            )
            if stored != [answer]:
                lost.append(f"committed {answer} in {sitting}/{number}: stored {stored}")
        for place, option in ledger.saved.items():
            question = Question.objects.get(sitting=place[0], number=place[1])
            if question.option_id not in {option, *ledger.pending.get(place, ())}:
                lost.append(f"saved {option} in {place}: stored {question.option_id}")
    doubled = (
        Response.objects.values("attempt", "item")
        .annotate(n=Count("option"))
        .filter(n__gt=1)
        .count()
    )
    return Outcome(
        sum((ledger.acknowledged for ledger in ledgers), Counter()),
        sum(ledger.cut_off for ledger in ledgers),
        tuple(lost),
        doubled,
        (*(fault for ledger in ledgers for fault in ledger.faults), *torn()),
        integrity,
    )


def torn() -> Iterator[str]:
    """Contrasts that lead no further: whoever looks at one that goes on finds one question open,
    or its end."""
    for sitting in Sitting.objects.filter(mode=Mode.CONTRAST):
        growing.grow(sitting, timezone.now())
        left = sitting.questions.filter(attempt__finished_at=None).count()
        if left != (not sitting.is_finished):
            yield f"contrast {sitting.pk} has {left} open questions"
