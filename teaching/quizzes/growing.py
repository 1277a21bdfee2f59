"""A contrast grows: its next question is drawn when the one before is answered.

It is drawn by what questions were drawn *about*, never by what is right in them.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from teaching.items.models import Vignette
from teaching.items.similarity import distance
from teaching.knowledge import packs
from teaching.knowledge.models import Disease
from teaching.quizzes import contrasting, pool, wording
from teaching.quizzes.models import Question, Quiz, Sitting
from teaching.quizzes.selection import Line, select

if TYPE_CHECKING:
    from teaching.accounts.models import User

COMPARED = 4
"""So many questions are looked at, and the one least like those asked before is taken."""


def offered(disease: Disease) -> dict[str, str]:
    """The pairs that can be contrasted, "slug slug", with their names."""
    pack, _ = packs.cached(disease)
    concepts = {one.slug: one.name for one in pack.concepts}
    names = wording.proper_names(pack)
    return {
        f"{first} {second}": wording.pair(concepts[first], concepts[second], names)
        for first, second in pool.pairs(disease)
    }


def draw(
    quiz: Quiz, learner: User | None, seed: str, at: datetime, asked: Collection[int] = ()
) -> int | None:
    """The published question to ask next, by id; None where neither side has one left.

    Where the side whose turn it is has none, the other has its turn. A number of queries that hangs
    on neither the bank nor what was asked.
    """
    sides = pool.sides(quiz.disease, quiz.pair)
    known = list(Vignette.objects.filter(pk__in=asked).values_list("slug", flat=True))
    rows = pool.about_any(quiz.disease, quiz.pair)
    found = pool.open_to(quiz.disease, learner, at, without=known, rows=rows)
    turn = contrasting.next_side(pool.answers(quiz.disease, learner, quiz.pair), seed)
    read = pool.reader(quiz.disease)
    for side in (turn, 1 - turn):
        left = [one for one in found if one.id in sides[side]]
        fresh = [one for one in left if not one.answered] or left
        drawn = select(fresh, [Line(COMPARED)], f"{seed}:{len(asked)}", read).ids
        if drawn:
            features = read([*drawn, *asked])
            return max(
                drawn,
                key=lambda one: min(
                    (distance(features[one], features[other]) for other in asked), default=0.0
                ),
            )
    return None


def grow(sitting: Sitting, at: datetime) -> None:
    """Draw the next question of a contrast, once every one before is answered. A second call
    changes nothing. Where none is left, the sitting is as long as it has come to be, and ends.

    A page that leads on calls it, not the answer: it costs some twenty queries, and a server that
    dies before it has drawn draws at the next look.
    """
    if sitting.planned is None or sitting.is_finished:
        return
    with transaction.atomic():
        rows = Sitting.objects.select_related("quiz__disease", "learner")
        locked = rows.select_for_update(of=("self",)).get(pk=sitting.pk)
        done = dict(locked.questions.values_list("vignette", "attempt__finished_at"))
        if locked.planned is None or locked.is_finished or None in done.values():
            return
        if len(done) >= locked.planned:
            return
        drawn = draw(locked.quiz, locked.learner, locked.seed, at, tuple(done))
        if drawn is None:
            locked.planned = sitting.planned = len(done)
            locked.finished_at = sitting.finished_at = max(at, locked.started_at)
            locked.save(update_fields=["planned", "finished_at"])
        else:
            Question.objects.create(sitting=locked, number=len(done) + 1, vignette_id=drawn)
