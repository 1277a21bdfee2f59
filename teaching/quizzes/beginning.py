"""Beginning a quiz: its questions are drawn and stored as a sitting, all or none."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import formats, timezone

from teaching.items.generators.registry import MODELS
from teaching.knowledge.models import Disease
from teaching.quizzes import growing, pool, testing
from teaching.quizzes.clock import Gate
from teaching.quizzes.models import BlueprintLine, Mode, Only, Question, Quiz, Sitting
from teaching.quizzes.selection import Line, Selection, select

if TYPE_CHECKING:
    from teaching.accounts.models import User

IN_A_CONTRAST = 10
"""So many questions a contrast asks."""
NAMED = 2
"""So many topics are named in the title of a quiz."""


def new_seed() -> str:
    """What the questions of one sitting are drawn with."""
    return secrets.token_hex(8)


class NothingToAskError(Exception):
    """No published question fits what was asked for; nothing was stored."""


class GateError(Exception):
    """The test cannot be begun now; ``gate`` says whether it is too early or too late."""

    def __init__(self, gate: Gate) -> None:
        super().__init__(gate.value)
        self.gate = gate


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
    found = pool.narrowed(pool.open_to(disease, learner, at), wish.only)
    drawn = select(found, [line], seed, pool.reader(disease))
    return _own(learner, disease, wish, drawn, seed, at, title=_title(wish))


def review(learner: User, disease: Disease, concepts: Sequence[str], at: datetime) -> Begun:
    """Practice with one question about each of these concepts, by slug, in an order that tells
    nothing: unseen ones first. A concept no question is about any more is left out.

    Raises NothingToAskError where none is left.
    """
    seed = new_seed()
    found: dict[str, set[int]] = {slug: set() for slug in concepts}
    rows = pool.about_any(disease, concepts)
    for pk, radicals in rows.order_by().values_list("pk", "radicals"):
        for slug in pool.about(radicals) & found.keys():
            found[slug].add(pk)
    lines = [Line(1, among=frozenset(found[slug])) for slug in concepts if found[slug]]
    open_to = pool.open_to(disease, learner, at, rows=rows)
    drawn = select(open_to, lines, seed, pool.reader(disease))
    wish = Wish(max(1, len(lines)))
    title = f"Review of {formats.date_format(timezone.localtime(at), 'j F')}"
    return _own(learner, disease, wish, drawn, seed, at, title=title)


def contrast(learner: User, disease: Disease, pair: pool.Pair, title: str, at: datetime) -> Begun:
    """A contrast of the learner's own, begun with its first question; the others are drawn one by
    one. Raises NothingToAskError where there is none."""
    seed = new_seed()
    with transaction.atomic():
        quiz = Quiz.objects.create(
            disease=disease,
            owner=learner,
            title=title,
            mode=Mode.CONTRAST,
            first=pair[0],
            second=pair[1],
            created_at=at,
        )
        drawn = growing.draw(quiz, learner, seed, at)
        if drawn is None:
            raise NothingToAskError
        BlueprintLine.objects.create(quiz=quiz, position=0, count=IN_A_CONTRAST)
        sitting = Sitting.objects.create(
            quiz=quiz,
            learner=learner,
            mode=quiz.mode,
            planned=IN_A_CONTRAST,
            seed=seed,
            started_at=at,
        )
        _lay_out(sitting, Selection((drawn,)))
    return Begun(sitting, IN_A_CONTRAST, 0)


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
    found = [one for one in pool.open_to(disease, learner, at) if one.id not in met]
    drawn = select(found, lines, seed, pool.reader(disease))
    wish = Wish(len(wrong), tuple(sorted({model for model, _ in kinds})))
    return _own(learner, disease, wish, drawn, seed, at, title="Once more", again=sitting)


def begin(quiz: Quiz, learner: User, at: datetime) -> Begun:
    """Begin a quiz that an instructor set. One that is being sat, and a test that was, is returned
    as it is.

    Raises GateError outside the window of a test, NothingToAskError where no question is left.
    """
    before = Sitting.objects.of(learner).filter(quiz=quiz)
    standing = before.first() if quiz.is_test else before.filter(finished_at=None).first()
    if standing is not None:
        return Begun(standing, standing.questions.count(), 0)
    terms = testing.terms(quiz, learner)
    gate = terms.gate(at)
    if gate is not Gate.OPEN:
        raise GateError(gate)
    seed = new_seed()
    drawn = draw(quiz, learner, seed, at)
    if not drawn.ids:
        raise NothingToAskError
    planned = max(1, sum(line.count for line in quiz.lines.all())) if quiz.is_contrast else None
    standing_one = {} if quiz.is_test else {"finished_at": None}
    with transaction.atomic():
        sitting, is_new = Sitting.objects.get_or_create(
            quiz=quiz,
            learner=learner,
            **standing_one,
            defaults={
                "mode": quiz.mode,
                "marking": quiz.marking,
                "planned": planned,
                "seed": seed,
                "started_at": at,
                "deadline": terms.deadline(at),
            },
        )
        if is_new:
            _lay_out(sitting, drawn)
    return Begun(sitting, len(drawn.ids), drawn.missing)


def draw(quiz: Quiz, learner: User | None, seed: str, at: datetime) -> Selection:
    """The questions a sitting of this learner would have, of a contrast the first; for nobody in
    particular, as for someone who has answered none yet. Nothing is stored."""
    if quiz.is_contrast:
        first = growing.draw(quiz, learner, seed, at)
        return Selection(() if first is None else (first,))
    ids, gone = pool.listed(quiz)
    if ids or gone:
        return Selection(tuple(ids), gone)
    found = pool.open_to(quiz.disease, learner, at)
    lines = [pool.line_of(quiz.disease, line) for line in quiz.lines.all()]
    return select(found, lines, seed, pool.reader(quiz.disease))


def _title(wish: Wish) -> str:
    """What the quiz is about, in the names of its topics as far as they fit."""
    names = [model.name for model in MODELS if model.slug in wish.models]
    if not names or len(names) == len(MODELS):
        return "All topics"
    return " and ".join(names) if len(names) <= NAMED else f"{len(names)} topics"


def _own(
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
        _lay_out(sitting, drawn)
    return Begun(sitting, len(drawn.ids), drawn.missing)


def _lay_out(sitting: Sitting, drawn: Selection) -> None:
    Question.objects.bulk_create(
        Question(sitting=sitting, number=number, vignette_id=pk)
        for number, pk in enumerate(drawn.ids, start=1)
    )
