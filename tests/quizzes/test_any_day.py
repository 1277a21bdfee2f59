"""Any order of steps a day can bring: a stateful property test of sittings with a model beside.

The steps are a learner's (begin, see, choose, commit, hand in), the clock's, and an instructor's
(withdraw, release, give time, retire or edit a question). After each the rows are held against the
model, which knows only what was acknowledged.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from teaching.accounts.models import User
from teaching.items.models import Key, State, Vignette
from teaching.items.showing import story
from teaching.quizzes import beginning, clock, reaching, sittings, telling, testing
from teaching.quizzes.attempts import NotOpenError
from teaching.quizzes.models import (
    Attempt,
    Certainty,
    Mode,
    Question,
    Quiz,
    Release,
    Response,
    Sitting,
)
from tests.factories import make_user
from tests.quizzes.set_quizzes import make_quiz

NOON = datetime(2030, 5, 1, 12, tzinfo=UTC)
MINUTES, COUNT = 10, 3
STEPS, RUNS, PARTS = 50, 200, 4
"""10,000 steps, in parts that can run side by side."""


@dataclass
class Believed:
    """What the learner was told of one sitting."""

    sitting: int
    quiz: Quiz
    learner: User
    vignettes: tuple[int, ...]
    answers: dict[int, tuple[int, int | None]] = field(default_factory=dict)
    turns: dict[int, int] = field(default_factory=dict)
    score: list[bool] | None = None
    finished_at: datetime | None = None


class Day(RuleBasedStateMachine):
    """Two learners, a practice quiz and two tests."""

    sat = Bundle("sat")

    @initialize()
    def morning(self) -> None:
        Sitting.objects.all().delete()
        Attempt.objects.all().delete()
        Quiz.objects.all().delete()
        Vignette.objects.filter(origin="bank").update(state=State.PUBLISHED)
        self.now = NOON
        self.is_released = False
        self.people = list(User.objects.filter(role="learner").order_by("pk")[:2])
        while len(self.people) < 2:
            self.people.append(make_user())
        self.quizzes = [
            make_quiz(count=COUNT, mode=Mode.PRACTICE, minutes=None),
            make_quiz(count=COUNT, minutes=MINUTES),
            make_quiz(count=COUNT, minutes=MINUTES, release=Release.BY_HAND, marking="certainty"),
        ]
        self.believed: dict[int, Believed] = {}
        self.touched: set[int] = set()

    # ---- the learner
    @rule(target=sat, which=st.integers(0, 2), who=st.integers(0, 1))
    def begin(self, which: int, who: int) -> object:
        quiz, learner = Quiz.objects.get(pk=self.quizzes[which].pk), self.people[who]
        if quiz.withdrawn_at is not None:
            return multiple()
        try:
            sitting = beginning.begin(quiz, learner, self.now).sitting
        except beginning.NothingToAskError:
            return multiple()
        asked = tuple(sitting.questions.order_by("number").values_list("vignette", flat=True))
        if sitting.pk not in self.believed:
            self.believed[sitting.pk] = Believed(sitting.pk, quiz, learner, asked)
        self.touched.add(sitting.pk)
        return sitting.pk

    def question(self, sitting: int, number: int) -> Question:
        """As a page gets it."""
        self.touched.add(sitting)
        row = Sitting.objects.select_related("quiz", "learner").get(pk=sitting)
        reaching.brought_up_to(row, self.now)
        found = row.questions.select_related("vignette__disease", "attempt").get(number=number)
        found.sitting = row
        return found

    @rule(sitting=sat, number=st.integers(1, COUNT))
    def see(self, sitting: int, number: int) -> None:
        question = self.question(sitting, min(number, len(self.believed[sitting].vignettes)))
        if not question.sitting.is_finished:
            sittings.see(question, self.now)

    @rule(
        sitting=sat,
        number=st.integers(1, COUNT),
        pick=st.integers(0, 4),
        sure=st.sampled_from([None, *Certainty]),
        is_stale=st.booleans(),
        clears=st.booleans(),
    )
    def choose(
        self,
        sitting: int,
        number: int,
        pick: int,
        sure: Certainty | None,
        is_stale: bool,
        clears: bool,
    ) -> None:
        believed = self.believed[sitting]
        question = self.question(sitting, min(number, len(believed.vignettes)))
        (decision,) = story(question.vignette).decisions
        option = decision.options[pick % len(decision.options)].pk
        sent = None if clears else option
        turn = max(0, question.turn - is_stale)
        try:
            saved = testing.save(question, turn=turn, option=sent, certainty=sure, at=self.now)
        except (NotOpenError, testing.TimeUpError):
            assert (
                not question.sitting.is_test
                or question.sitting.is_finished
                or (question.attempt_id is None)
            )
            return
        assert question.sitting.is_test
        assert question.sitting.deadline is None or self.now < question.sitting.deadline
        stored = Question.objects.get(pk=question.pk)
        if saved.differs:
            assert is_stale
        else:
            assert (stored.option_id, stored.certainty) == (sent, None if clears else sure)
            believed.answers.pop(question.number, None)
            if sent is not None:
                believed.answers[question.number] = (sent, sure)

    @rule(
        sitting=sat,
        number=st.integers(1, COUNT),
        pick=st.integers(0, 4),
        sure=st.sampled_from(list(Certainty)),
    )
    def commit(self, sitting: int, number: int, pick: int, sure: Certainty) -> None:
        believed = self.believed[sitting]
        question = self.question(sitting, min(number, len(believed.vignettes)))
        (decision,) = story(question.vignette).decisions
        option = decision.options[pick % len(decision.options)].pk
        try:
            done = sittings.commit(
                question, item=decision.pk, option=option, certainty=sure, at=self.now
            )
        except (NotOpenError, sittings.HeldError):
            return
        assert not question.sitting.is_test
        if done.is_new:
            assert question.number not in believed.answers
            believed.answers[question.number] = (option, sure)
        assert believed.answers[question.number] == (
            done.response.option_id,
            done.response.certainty,
        )

    @rule(sitting=sat)
    def end(self, sitting: int) -> None:
        self.touched.add(sitting)
        row = Sitting.objects.select_related("quiz", "learner").get(pk=sitting)
        reaching.brought_up_to(row, self.now)
        (testing.hand_in if row.is_test else sittings.finish)(row, self.now)

    @rule(sitting=sat)
    def look(self, sitting: int) -> None:
        self.touched.add(sitting)
        row = Sitting.objects.select_related("quiz", "learner").get(pk=sitting)
        reaching.brought_up_to(row, self.now)

    # ---- the clock
    @rule(seconds=st.sampled_from([1, 60, MINUTES * 60 - 1, MINUTES * 60, 90_000]))
    def tick(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(seconds=st.sampled_from([1, 3600]))
    def set_the_clock_back(self, seconds: int) -> None:
        self.now -= timedelta(seconds=seconds)

    # ---- the instructor
    @rule(which=st.integers(0, 2), is_withdrawn=st.booleans())
    def withdraw(self, which: int, is_withdrawn: bool) -> None:
        at = self.now if is_withdrawn else None
        Quiz.objects.filter(pk=self.quizzes[which].pk).update(withdrawn_at=at)

    @rule()
    def release(self) -> None:
        Quiz.objects.filter(pk=self.quizzes[2].pk).update(released_at=self.now)
        self.is_released = True

    @rule(which=st.integers(1, 2), who=st.integers(0, 1), minutes=st.sampled_from([0, 5]))
    def give_time(self, which: int, who: int, minutes: int) -> None:
        testing.allow(self.quizzes[which], self.people[who], minutes, self.now)

    @rule(sitting=sat, number=st.integers(0, COUNT - 1), state=st.sampled_from(State.values))
    def move_a_question(self, sitting: int, number: int, state: str) -> None:
        asked = self.believed[sitting].vignettes
        Vignette.objects.filter(pk=asked[number % len(asked)]).update(state=state)

    @rule(which=st.integers(0, 2))
    def edit(self, which: int) -> None:
        Quiz.objects.filter(pk=self.quizzes[which].pk).update(title="Edited", minutes=None)
        self.quizzes[which].refresh_from_db()

    # ---- what holds whatever happens
    @invariant()
    def what_was_touched_is_as_acknowledged(self) -> None:
        for sitting in self.touched:
            self.holds(self.believed[sitting])
        self.touched.clear()

    def teardown(self) -> None:
        for believed in self.believed.values():
            self.holds(believed)

    def holds(self, believed: Believed) -> None:
        row = Sitting.objects.select_related("quiz").get(pk=believed.sitting)
        questions = list(row.questions.order_by("number").select_related("attempt"))
        responses = list(
            Response.objects.filter(attempt__question__sitting=row)
            .order_by("pk")
            .values_list("attempt__question__number", "option", "certainty", "is_right", "item")
        )
        # The questions are those that were drawn.
        assert tuple(one.vignette_id for one in questions) == believed.vignettes
        # Every answer acknowledged is stored, each once, and no other.
        if row.is_test:
            chosen = {
                one.number: (one.option_id, one.certainty) for one in questions if one.option_id
            }
            assert chosen == believed.answers
        if row.is_told:
            assert len(responses) == len(believed.answers)
            assert {one[0]: (one[1], one[2]) for one in responses} == believed.answers
        else:
            assert responses == []
            assert not any(one.attempt and one.attempt.is_finished for one in questions)
        # Nothing of a test is told before its results are out.
        if row.told_at is not None:
            assert row.is_finished
            assert row.quiz.release == Release.HANDED_IN or self.is_released
        # An end stays, and a score too; right is what the key says.
        assert believed.finished_at in (None, row.finished_at)
        assert row.finished_at is None or row.finished_at >= row.started_at
        believed.finished_at = row.finished_at
        keys = dict(
            Key.objects.filter(item__in=[one[4] for one in responses]).values_list("item", "option")
        )
        score = [one[3] for one in responses]
        assert score == [keys[one[4]] == one[1] for one in responses]
        if row.is_finished and row.is_told:
            assert believed.score in (None, score)
            believed.score = score


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_a_day_brings_nothing_is_lost_and_nothing_told_too_early(bank, part):
    run_state_machine_as_test(
        seed(part)(Day),
        settings=settings(
            max_examples=RUNS // PARTS,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


def late_choice() -> None:
    """A day on which somebody chooses after the time is up."""
    day = Day()
    day.morning()
    sitting = day.begin(1, 0)
    day.see(sitting, 1)
    day.tick(MINUTES * 60)
    day.choose(sitting, 1, 0, None, is_stale=False, clears=False)
    day.what_was_touched_is_as_acknowledged()


def early_look() -> None:
    """A day on which somebody looks for results that are not released."""
    day = Day()
    day.morning()
    sitting = day.begin(2, 0)
    day.end(sitting)
    day.look(sitting)
    day.what_was_touched_is_as_acknowledged()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "module", "guard", "off"),
    [(late_choice, clock, "is_over", False), (early_look, telling, "may_tell", True)],
)
def test_without_its_guard_the_day_goes_wrong(bank, monkeypatch, day, module, guard, off):
    day()  # with the guard it goes well
    monkeypatch.setattr(module, guard, lambda *_: off)

    with pytest.raises(AssertionError):
        day()
