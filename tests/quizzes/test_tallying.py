"""Adding up what sittings came to, in the database, is adding up answers one by one."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from teaching.items.models import State, Vignette
from teaching.quizzes import results, tallying
from teaching.quizzes.models import Attempt, Question, Quiz, Response, Sitting
from teaching.quizzes.tallying import Totals
from tests.factories import make_user
from tests.quizzes.set_quizzes import choose, make_quiz, page, sit


def one_by_one(sitting: Sitting) -> results.Score:
    """The score as the page of the results reckons it: from the answers themselves."""
    answered = []
    for question in sitting.questions.all():
        if question.option is not None:
            is_right = question.option.item.key.option_id == question.option_id
            sure = question.certainty
        else:
            response = Response.objects.filter(attempt__question=question).first()
            if response is None:
                continue
            is_right, sure = response.is_right, response.certainty
        took = timedelta()
        answered.append(results.Answered(question.number, "", is_right, took, certainty=sure))
    count = sitting.questions.count()
    return results.score(answered, count, open_is_wrong=sitting.is_test)


def answered_at_random(quiz: Quiz, seed: int) -> list[Sitting]:
    """Sittings with answers of every kind, some of which have ended and some been told."""
    rng = random.Random(seed)
    found = []
    for _ in range(5):
        sitter = sit(quiz)
        for number in range(1, 5):
            right, sure = rng.random() < 0.5, rng.choice([1, 2, 3])
            if rng.random() < 0.2:
                continue
            if quiz.is_test:
                choose(sitter, number, right=right, **rng.choice([{}, {"certainty": sure}]))
            else:
                sitter.answer(number, right=right, certainty=sure)
        if rng.random() < 0.7:
            sitter.client.post(f"/sittings/{sitter.sitting}/finish/")
        if rng.random() < 0.5:
            page(sitter)
        found.append(sitter.row)
    return found


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("marking", ["plain", "certainty"])
@pytest.mark.parametrize("mode", ["test", "practice"])
def test_sums_of_the_database_are_those_of_the_answers(bank, mode, marking, seed):
    clocked = {"minutes": 30, "pass_mark": 40} if mode == "test" else {"minutes": None}
    quiz = make_quiz(mode=mode, marking=marking, **clocked)
    sittings = answered_at_random(quiz, seed)

    told = tallying.tallies(sittings)
    totals = tallying.totals(quiz)

    expected = [one_by_one(one) for one in sittings]
    assert [
        (told[one.pk].score.share, told[one.pk].score.left, told[one.pk].score.points)
        for one in sittings
    ] == [(one.share, one.left, one.points) for one in expected]
    reached = [
        score.per_cent(by_certainty=marking == "certainty")
        for one, score in zip(sittings, expected, strict=True)
        if one.is_finished and score.share.asked
    ]
    going_on = sum(not one.is_finished for one in sittings)
    assert totals == Totals(
        len(sittings),
        going_on,
        len(reached),
        sum(one >= 40 for one in reached) if mode == "test" else 0,
        pytest.approx(sum(reached) / len(reached)) if reached else None,
    )


def test_nobody_has_begun(bank):
    quiz = make_quiz()

    assert tallying.totals(quiz) == Totals(0, 0, 0, 0, None)
    assert list(tallying.by_question(quiz)) == []


def asked(quiz: Quiz, *answers: tuple[Vignette, bool | None]) -> None:
    """Each of these asked in a sitting of its own, answered right, wrong or not at all."""
    now = timezone.now()
    for vignette, is_right in answers:
        learner = make_user()
        sitting = Sitting.objects.create(
            quiz=quiz, learner=learner, mode="practice", seed="x", started_at=now
        )
        attempt = Attempt.objects.create(
            learner=learner, vignette=vignette, started_at=now, finished_at=now, in_quiz=True
        )
        Question.objects.create(sitting=sitting, number=1, vignette=vignette, attempt=attempt)
        if is_right is not None:
            item = vignette.items.get()
            Response.objects.create(
                attempt=attempt,
                item=item,
                option=item.options.first(),
                certainty=1,
                is_right=is_right,
                committed_at=now,
            )


def test_the_most_answered_come_first_and_of_these_the_least_often_right(bank):
    once, easy, hard = Vignette.objects.filter(origin="bank")[:3]
    quiz = make_quiz(mode="practice", minutes=None)
    asked(quiz, (once, True), (easy, True), (easy, True), (hard, True), (hard, False), (hard, None))

    found = [tallying.asked(row) for row in tallying.by_question(quiz)]

    assert [(one.vignette, one.drawn, one.share) for one in found] == [
        (hard.pk, 3, results.Share(1, 2)),
        (easy.pk, 2, results.Share(2, 2)),
        (once.pk, 1, results.Share(1, 1)),
    ]


def test_revisions_of_a_question_count_together(bank):
    before, after = Vignette.objects.filter(origin="bank")[:2]
    Vignette.objects.filter(pk=before.pk).update(state=State.RETIRED)
    Vignette.objects.filter(pk=after.pk).update(slug=before.slug, revision=before.revision + 1)
    quiz = make_quiz(mode="practice", minutes=None)
    asked(quiz, (before, True), (after, False))

    (row,) = tallying.by_question(quiz)

    assert tallying.asked(row) == tallying.Asked(after.pk, 2, results.Share(1, 2))
