"""Sitting a quiz: drawing its questions, seeing them, answering each exactly once, ending it."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from teaching.items.generators.registry import MODELS
from teaching.items.showing import story as read_story
from teaching.knowledge.models import Disease
from teaching.quizzes import attempts, pool
from teaching.quizzes.attempts import Commitment
from teaching.quizzes.models import (
    Attempt,
    BlueprintLine,
    Certainty,
    Only,
    Question,
    Quiz,
    Sitting,
)
from teaching.quizzes.selection import Line, Selection, select

if TYPE_CHECKING:
    from teaching.accounts.models import User


def new_seed() -> str:
    """What the questions of one sitting are drawn with."""
    return secrets.token_hex(8)


NAMED = 2
"""So many topics are named in the title of a quiz."""


class NothingToAskError(Exception):
    """No published question fits what was asked for; nothing was stored."""


@dataclass(frozen=True)
class Wish:
    """What a learner asks to be quizzed on. No models named: all of them."""

    count: int
    models: tuple[str, ...] = ()
    difficulty: str = ""
    only: str = Only.ANY


@dataclass(frozen=True)
class Begun:
    """A sitting that has begun, with so many questions; ``missing`` more were wanted."""

    sitting: Sitting
    asked: int
    missing: int

    @property
    def wanted(self) -> int:
        return self.asked + self.missing


def practise(learner: User, disease: Disease, wish: Wish, at: datetime) -> Begun:
    """A practice quiz of the learner's own, drawn and begun.

    It is shorter than wished where there are not so many questions. Raises NothingToAskError where
    there is none.
    """
    seed = new_seed()
    line = Line(wish.count, frozenset(wish.models), wish.difficulty)
    found = pool.narrowed(pool.candidates(disease, learner), wish.only)
    drawn = select(found, [line], seed, pool.reader(disease))
    return _begun(learner, disease, wish, drawn, seed, at, title=_title(wish))


def again(sitting: Sitting, at: datetime) -> Begun:
    """Ask again what went wrong in a sitting, in questions of the same kinds that the learner has
    not met where there are such.

    Raises NothingToAskError where nothing went wrong, or nothing of its kind is left.
    """
    learner, disease = sitting.learner, sitting.quiz.disease
    wrong = list(
        sitting.questions.filter(attempt__responses__is_right=False).select_related("vignette")
    )
    kinds = Counter(pool.kind_of(one.vignette.model, one.vignette.radicals) for one in wrong)
    seed = new_seed()
    same = pool.of_kinds(disease, kinds)
    lines = [Line(count, frozenset(kind[:1]), among=same[kind]) for kind, count in kinds.items()]
    met = {question.vignette_id for question in wrong}
    found = [one for one in pool.candidates(disease, learner) if one.id not in met]
    drawn = select(found, lines, seed, pool.reader(disease))
    wish = Wish(len(wrong), tuple(sorted({model for model, _ in kinds})))
    return _begun(learner, disease, wish, drawn, seed, at, title="Once more", again=sitting)


def _title(wish: Wish) -> str:
    """What the quiz is about, in the names of its topics as far as they fit."""
    names = [model.name for model in MODELS if model.slug in wish.models]
    if not names or len(names) == len(MODELS):
        return "All topics"
    return " and ".join(names) if len(names) <= NAMED else f"{len(names)} topics"


def _begun(
    learner: User,
    disease: Disease,
    wish: Wish,
    drawn: Selection,
    seed: str,
    at: datetime,
    *,
    title: str,
    again: Sitting | None = None,
) -> Begun:
    if not drawn.ids:
        raise NothingToAskError
    with transaction.atomic():
        quiz = Quiz.objects.create(
            disease=disease, owner=learner, title=title, only=wish.only, again=again, created_at=at
        )
        BlueprintLine.objects.create(
            quiz=quiz,
            position=0,
            count=wish.count,
            models_asked=list(wish.models),
            difficulty=wish.difficulty,
        )
        sitting = Sitting.objects.create(quiz=quiz, learner=learner, seed=seed, started_at=at)
        Question.objects.bulk_create(
            Question(sitting=sitting, number=number, vignette_id=pk)
            for number, pk in enumerate(drawn.ids, start=1)
        )
    return Begun(sitting, len(drawn.ids), drawn.missing)


# ---- taking it -----------------------------------------------------------------------------------
def see(question: Question, at: datetime) -> Attempt:
    """The attempt at a question; it begins when the question is first seen, as a whole."""
    if question.attempt is not None:
        return question.attempt
    with transaction.atomic():
        locked = Question.objects.select_for_update().get(pk=question.pk)
        if locked.attempt_id is None:
            attempt = Attempt.objects.create(
                learner_id=question.sitting.learner_id,
                vignette_id=question.vignette_id,
                started_at=at,
                read_to=max(0, read_story(question.vignette).decisions[0].stage),
                in_quiz=True,
            )
            Question.objects.filter(pk=question.pk).update(attempt=attempt)
        else:
            attempt = Attempt.objects.get(pk=locked.attempt_id)
    attempt.vignette = question.vignette
    question.attempt = attempt
    return attempt


def commit(
    question: Question, *, item: int, option: int, certainty: Certainty, at: datetime
) -> Commitment:
    """Store an answer for good. The last answer of a sitting ends it.

    Raises NotOpenError where the question has not been seen yet, is another one or its sitting has
    ended, and ValueError for an option it does not offer.
    """
    attempt = question.attempt
    if attempt is None:
        raise attempts.NotOpenError
    responses = attempts.answers(attempt)
    if question.sitting.is_finished and not responses:
        raise attempts.NotOpenError
    done = attempts.commit(
        attempt,
        read_story(question.vignette),
        responses,
        item=item,
        option=option,
        certainty=certainty,
        at=at,
    )
    if done.is_new and not left(question.sitting):
        finish(question.sitting, at)
    return done


def left(sitting: Sitting) -> int:
    """How many questions have no answer yet."""
    return sitting.questions.exclude(attempt__finished_at__isnull=False).count()


def finish(sitting: Sitting, at: datetime) -> None:
    """End a sitting; what was answered stays. A second call changes nothing."""
    at = max(at, sitting.started_at)  # a clock may be set back
    if Sitting.objects.filter(pk=sitting.pk, finished_at=None).update(finished_at=at):
        sitting.finished_at = at


def flag(question: Question, *, is_flagged: bool) -> None:
    """Mark a question to come back to, or take the mark away."""
    Question.objects.filter(pk=question.pk).update(is_flagged=is_flagged)
    question.is_flagged = is_flagged


def places(sitting: Sitting) -> Sequence[Question]:
    """The questions in order, each with its attempt: one query."""
    return list(sitting.questions.select_related("attempt"))


def in_order(sitting: Sitting) -> Sequence[Question]:
    """The same with what was asked and answered: three queries."""
    return list(
        sitting.questions.select_related("attempt", "vignette").prefetch_related(
            "attempt__responses__option"
        )
    )


def claim(tryout: User, account: User) -> None:
    """Hand over what a try-out sat to the account it signed in to."""
    Quiz.objects.filter(owner=tryout).update(owner=account)
    Sitting.objects.of(tryout).update(learner=account)
