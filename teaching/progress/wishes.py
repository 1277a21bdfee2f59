"""What a learner wishes for: how well to know things, how much a day, and by which parameters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from teaching.accounts.models import User
from teaching.progress import gathering
from teaching.progress.counting import held, spoil
from teaching.progress.fitting import Fitting, fitted
from teaching.progress.memory import as_parameters, due_on
from teaching.progress.models import Card, Study
from teaching.progress.standing import histories
from teaching.quizzes.models import Attempt


def wish(learner: User, *, retention: float, daily_limit: int) -> Study:
    """Store the recall wished for and the questions a day; every card falls due accordingly.

    A second call changes nothing. Raises ValidationError outside what ``Study`` allows, and
    User.DoesNotExist where the learner is gone.
    """
    with transaction.atomic():
        study = held(learner)
        study.retention, study.daily_limit = retention, daily_limit
        study.clean_fields(exclude=["parameters"])
        study.save(update_fields=["retention", "daily_limit"])
        parameters = as_parameters(study.parameters)
        cards = list(Card.objects.of(learner))
        for card in cards:
            card.due = due_on(card.memory, retention, parameters=parameters)
        Card.objects.bulk_update(cards, ["due"])
    return study


def plan_for(learner: User, examination: date | None) -> Study:
    """Keep the day of the learner's examination; None takes the plan away. A second call changes
    nothing. Raises User.DoesNotExist where the learner is gone."""
    with transaction.atomic():
        study = held(learner)
        study.examination = examination
        study.save(update_fields=["examination"])
    return study


def fit(learner: User) -> Fitting:
    """Fit parameters to the learner's answers, and remember by them where they foretell later ones
    better than the default; what came of it. It takes a second or so for a thousand answers.

    Raises User.DoesNotExist where the learner is gone.
    """
    finished = Attempt.objects.of(learner).finished()
    found = fitted(histories(gathering.given(finished)))
    if found.is_offered:
        adopt(learner, found.parameters)
    return found


def adopt(learner: User, parameters: Sequence[float] | None) -> Study:
    """Remember by these parameters of FSRS from now on, None for the default. What was answered is
    counted anew at the next look. A second call changes nothing.

    Raises ValueError where FSRS does not allow them, and User.DoesNotExist where the learner is
    gone.
    """
    as_parameters(parameters)
    with transaction.atomic():
        study = held(learner)
        wanted = None if parameters is None else list(parameters)
        if study.parameters != wanted:
            study.parameters = wanted
            study.save(update_fields=["parameters"])
            spoil(study)
    return study
