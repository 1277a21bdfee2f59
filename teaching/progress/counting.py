"""Counting what was answered: each finished attempt once, in whatever order attempts are finished.

The apps below know nothing of this one, so it looks for itself (``count``) when a page needs to be
right. An attempt carries the mark of being counted; the row of the learner is held meanwhile, so
that of two windows one counts and the other waits.

Answers mostly come in order and are added to what stands. Where one is late (the results of a test
told after a week of practice, a case left open for a day) the learner is counted anew from all
answers, so that the two ways cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from teaching.accounts.models import User
from teaching.progress import gathering, ledger
from teaching.progress.ledger import Difference
from teaching.progress.memory import as_parameters
from teaching.progress.models import Study
from teaching.progress.standing import Given, Standing
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
    with transaction.atomic():
        try:
            study = held(learner)
        except User.DoesNotExist:
            return Study(learner=learner)
        _catch_up(study)
    return study


def recount(learner: User) -> list[Difference]:
    """Count everything anew from the answers, and say what stood otherwise. A second call finds no
    difference; nor does the first, unless content was changed under the answers.

    Raises User.DoesNotExist where the learner is gone.
    """
    with transaction.atomic():
        study = held(learner)
        _catch_up(study)  # what only waits to be counted is no difference
        return _rebuild(study)


def claim(tryout: User, account: User) -> None:
    """Have the account's answers counted anew, those of its try-out among them. The account's own
    wishes stay; what the try-out wished for goes with it."""
    study = held(account)
    study.is_stale = True
    study.save(update_fields=["is_stale"])


def held(learner: User) -> Study:
    """The study of the learner, whose row is held until the transaction ends. Claiming holds it
    from its first step, so that nobody waits in a circle.

    Raises User.DoesNotExist where it is gone: a try-out that an account has claimed meanwhile.
    """
    learners = User.objects.select_for_update(no_key=True)
    study, _ = Study.objects.get_or_create(learner=learners.get(pk=learner.pk))
    study.learner = learner
    return study


def _catch_up(study: Study) -> None:
    if study.is_stale or not _add(study):
        _rebuild(study)


def _add(study: Study) -> bool:
    """Add what is new to what stands, where that is little and nothing of it late; whether it was
    done."""
    waiting = Attempt.objects.of(study.learner).to_count().order_by()
    new = list(waiting.values_list("pk", flat=True)[: FEW + 1])
    if len(new) > FEW:
        return False
    attempts = Attempt.objects.filter(pk__in=new)
    given = list(gathering.given(attempts))
    if given and study.counted_to is not None and given[0].at <= study.counted_to:
        return False
    before = ledger.read(study.learner, {one.on for one in given})
    standing = ledger.standing(before)
    _store(study, before, standing, given)
    attempts.update(is_counted=True)
    return True


def _rebuild(study: Study) -> list[Difference]:
    """Count all answers there are, and write what differs."""
    study.counted_to = None
    mine = Attempt.objects.of(study.learner)
    # Marked first: whatever is finished from here on is found by the next count.
    mine.to_count().update(is_counted=True)
    given = gathering.given(mine.filter(is_counted=True))
    return _store(study, ledger.read(study.learner), Standing(), given)


def _store(
    study: Study, before: ledger.Rows, standing: Standing, given: Iterable[Given]
) -> list[Difference]:
    parameters = as_parameters(study.parameters)
    for one in given:
        standing.take(one, parameters)
        study.counted_to = max(one.at, study.counted_to or one.at)
    changes = list(ledger.compare(before, ledger.rows(standing, study.retention, parameters)))
    ledger.write(study.learner, changes)
    study.is_stale = False
    study.save(update_fields=["counted_to", "is_stale"])
    return changes
