"""Counting what was answered: each finished attempt once, in whatever order attempts are finished.

The apps below know nothing of this one, so it looks for itself (``count``) when a page needs to be
right. An attempt carries the mark of being counted; the row of the learner is held while it is set,
so that of two windows one counts and the other waits.

Answers mostly come in order and are added to what stands. Where one is late (the results of a test
told after a week of practice, a case left open for a day) the learner is counted anew from all
answers, so that the two ways cannot differ. That may take seconds, in which nothing is held: SQLite
would keep everybody from answering. It is written only if nobody else has counted meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from django.db import transaction

from teaching.accounts.models import User
from teaching.progress import gathering, ledger
from teaching.progress.ledger import Difference
from teaching.progress.memory import as_parameters
from teaching.progress.models import Study
from teaching.progress.standing import Standing
from teaching.quizzes.models import Attempt

FEW = 500
"""So many attempts are added at once; where more wait, all are counted anew, which is as quick."""


def count(learner: User) -> Study:
    """The study of the learner, with all they finished counted.

    One query where nothing is new; who has answered nothing yet has a study that is not stored. A
    second call, also at the same moment, counts nothing twice.
    """
    study = Study.objects.of(learner).with_news().first()
    if study is not None and not vars(study)["is_behind"]:
        return study
    if study is None and not Attempt.objects.of(learner).to_count().exists():
        return Study(learner=learner)
    try:
        return _added(learner) or _rebuilt(learner)[0]
    except User.DoesNotExist:
        return Study(learner=learner)


def recount(learner: User) -> list[Difference]:
    """Count everything anew from the answers, and say what stood otherwise. A second call finds no
    difference; nor does the first, unless content was changed under the answers.

    Raises User.DoesNotExist where the learner is gone.
    """
    if _added(learner) is None:
        _rebuilt(learner)  # what only waits to be counted is no difference
    return _rebuilt(learner)[1]


def claim(tryout: User, account: User) -> None:
    """Have the account's answers counted anew, those of its try-out among them. The account's own
    wishes stay; what the try-out wished for goes with it."""
    spoil(held(account))


def spoil(study: Study) -> None:
    """Have everything counted anew at the next look. To be called while the study is held."""
    study.is_stale, study.turn = True, study.turn + 1
    study.save(update_fields=["is_stale", "turn"])


def held(learner: User) -> Study:
    """The study of the learner, whose row is held until the transaction ends. Claiming holds it
    from its first step, so that nobody waits in a circle.

    Raises User.DoesNotExist where it is gone: a try-out that an account has claimed meanwhile.
    """
    learners = User.objects.select_for_update(no_key=True)
    study, _ = Study.objects.get_or_create(learner=learners.get(pk=learner.pk))
    study.learner = learner
    return study


def _added(learner: User) -> Study | None:
    """Add what is new to what stands; None where that is much, or something of it late."""
    waiting = Attempt.objects.of(learner).to_count().order_by()
    with transaction.atomic():
        study = held(learner)
        new = list(waiting.values_list("pk", flat=True)[: FEW + 1])
        if study.is_stale or len(new) > FEW:
            return None
        given = list(gathering.given(Attempt.objects.filter(pk__in=new)))
        if given and study.counted_to is not None and given[0].at <= study.counted_to:
            return None
        before = ledger.read(learner, {one.on for one in given})
        standing = ledger.standing(before)
        for one in given:
            standing.take(one, as_parameters(study.parameters))
        _store(study, before, standing, new, given[-1].at if given else study.counted_to)
    return study


def _rebuilt(learner: User) -> tuple[Study, list[Difference]]:
    """Count all answers there are, and write what differs; begin again where somebody else has
    counted meanwhile, which can only happen as often as something new is written."""
    while True:
        counted = _counted(learner, Study.objects.of(learner).first() or Study(learner=learner))
        with transaction.atomic():
            study = held(learner)
            if study.turn == counted.turn:
                before = ledger.read(learner)
                return study, _store(study, before, counted.standing, counted.new, counted.to)


@dataclass(frozen=True)
class Counted:
    """A standing with all answers there were, and which attempts of it were not counted before."""

    turn: int
    standing: Standing
    new: list[int]
    to: datetime | None


def _counted(learner: User, study: Study) -> Counted:
    """Count all answers there are. What is finished from here on is found by the next count."""
    mine = Attempt.objects.of(learner)
    new = list(mine.to_count().order_by().values_list("pk", flat=True))
    fresh, parameters = set(new), as_parameters(study.parameters)
    standing, last = Standing(), None
    for one in gathering.given(mine.finished()):
        if one.is_counted or one.attempt in fresh:
            standing.take(one, parameters)
            last = one.at
    return Counted(study.turn, standing, new, last)


def _store(
    study: Study,
    before: ledger.Rows,
    standing: Standing,
    new: Sequence[int],
    counted_to: datetime | None,
) -> list[Difference]:
    after = ledger.rows(standing, study.retention, as_parameters(study.parameters))
    changes = list(ledger.compare(before, after))
    ledger.write(study.learner, changes)
    for some in batched(new, FEW):
        Attempt.objects.filter(pk__in=some).update(is_counted=True)
    study.counted_to, study.is_stale, study.turn = counted_to, False, study.turn + 1
    study.save(update_fields=["counted_to", "is_stale", "turn"])
    return changes
