"""No export tells what a commitment has not earned yet."""

import re
from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client

from teaching.accounts.models import User
from teaching.exchange import answered
from teaching.items.models import Evidence, Item, Key, Rationale
from teaching.items.showing import story
from teaching.quizzes import beginning, telling
from teaching.quizzes.models import Attempt, Question, Quiz, Report
from tests.conftest import forget
from tests.exchange.reading import body, exported
from tests.factories import make_instructor, make_user
from tests.quizzes.set_quizzes import choose, make_quiz, save, sit
from tests.quizzes.sitting import Sitter, begin, number_of
from tests.quizzes.taking import begin as take
from tests.quizzes.test_secrecy import number_on

NAMES = re.compile(rb"(person|tryout-)[0-9a-f]+")


def files(client: Client) -> list[bytes]:
    return [NAMES.sub(b"", body(client.get(url))) for url in ("/data/json/", "/data/csv/")]


def in_practice() -> list[bytes]:
    """What a visitor can export up to the first answer of practice."""
    client = Client()
    sitter = begin(client)
    found = files(client)
    sitter.see(1)
    client.post(sitter.url(2, "bookmark/"), {"kept": "1"})
    return found + files(client)


def in_contrast() -> list[bytes]:
    client = Client()
    pair = {"pair": "periarthritic multiple-muscular"}
    sitter = Sitter(client, number_of(client.post("/practise/contrast/", pair)))
    sitter.see(1)
    return files(client)


def in_test() -> list[bytes]:
    """What a learner can export while a test is sat, and until its results are out."""
    sitter = sit(make_quiz(release="by-hand", owner=make_instructor()))
    found = files(sitter.client)
    for number in range(1, 4):
        sitter.see(number)
        save(sitter, number, story(sitter.asked(number).vignette).decisions[0].options[0].pk)
        found += files(sitter.client)
    sitter.client.post(f"/sittings/{sitter.sitting}/finish/")
    return found + files(sitter.client)


def in_case() -> list[bytes]:
    """What a visitor can export up to the last answer of a case."""
    client, found = Client(), []
    taker = take(client, "transfer-board")
    while True:
        decision = taker.decision()
        found += files(client)
        taker.post(decision.pk, decision.options[0].pk, 3)
        if taker.row.is_finished:
            return found


def undone(walk: Callable[[], list[bytes]]) -> list[bytes]:
    """What a walk finds, and everything as it was before."""
    with transaction.atomic():
        forget()
        number_on()
        found = walk()
        transaction.set_rollback(True)
    return found


def turn_round() -> None:
    """Every key another one, and every rationale in other words."""
    for key in Key.objects.select_related("item"):
        other = key.item.options.exclude(pk=key.option_id).first()
        Key.objects.filter(pk=key.pk).update(option=other)
    Rationale.objects.update(text="another")
    Evidence.objects.update(says="another")


@pytest.mark.parametrize("walk", [in_practice, in_contrast, in_test, in_case])
def test_exports_from_two_banks_that_differ_in_their_keys_are_alike(bank, monkeypatch, clock, walk):
    monkeypatch.setattr(beginning, "new_seed", lambda: "same")
    monkeypatch.setattr("teaching.accounts.tryout.secrets.token_hex", lambda size: "0")
    before = undone(walk)

    turn_round()

    assert len(before) >= 2
    assert undone(walk) == before


def test_an_export_that_tells_of_an_open_case_would_be_found(bank, monkeypatch, clock):
    """The guard's own guard."""
    monkeypatch.setattr("teaching.accounts.tryout.secrets.token_hex", lambda size: "0")
    monkeypatch.setattr(answered, "may_say", lambda finished_at, question, held: True)
    before = undone(in_case)

    turn_round()

    assert undone(in_case) != before


def test_the_answers_of_a_case_are_told_when_it_is_finished(bank):
    client = Client()
    taker = take(client, "transfer-board")
    taker.commit()
    meanwhile = [row["is_right"] for row in exported(client)["answers"]]
    taker.finish()

    assert meanwhile == [None]
    assert [row["is_right"] for row in exported(client)["answers"]] == [True] * 3


def test_a_test_tells_what_was_right_when_its_results_are_out(bank):
    sitter = sit(make_quiz(release="by-hand"))
    choose(sitter, 1)
    choose(sitter, 2, right=False)
    sitter.client.post(f"/sittings/{sitter.sitting}/finish/")
    before = exported(sitter.client)
    Quiz.objects.update(released_at=Attempt.objects.latest("started_at").started_at)
    sitter.client.get(f"/sittings/{sitter.sitting}/")

    after = exported(sitter.client)

    assert before["answers"] == []
    assert [bool(row["chosen"]) for row in before["questions"]] == [True, True, False, False]
    assert [row["is_right"] for row in after["answers"]] == [True, False]


def test_the_words_of_a_question_not_seen_stand_in_no_export(bank):
    sitter = sit(make_quiz())
    sitter.see(1)
    sitter.client.post(sitter.url(2, "bookmark/"), {"kept": "1"})
    sitter.client.post(sitter.url(1, "bookmark/"), {"kept": "1"})
    asked = [story(sitter.asked(number).vignette).decisions[0] for number in (1, 2, 3, 4)]

    told = exported(sitter.client)

    assert {row["question"] for row in told["bookmarks_and_notes"]} == {asked[0].lead_in, None}
    assert [row["title"] for row in told["attempts"]] == [asked[0].lead_in]
    for decision in asked[1:]:
        assert not any(option.text in str(told) for option in decision.options)


def practised_then_tested() -> tuple[Sitter, Sitter]:
    """A question answered in practice that a test asks again: both sittings."""
    client = Client()
    client.force_login(make_user())
    first = begin(client)
    first.answer(1, right=False, certainty=3)
    first.client.post(first.url(1, "report/"), {"trouble": "answer", "words": "Is it so?"})
    quiz = make_quiz(release="by-hand")
    quiz.lines.all().delete()
    quiz.listed.create(position=0, slug=first.asked(1).vignette.slug)
    return first, sit(quiz, client)


def test_what_a_test_asks_is_not_told_by_an_earlier_answer_meanwhile(bank):
    first, second = practised_then_tested()
    Report.objects.update(answer="The second one.", answered_at=first.row.started_at)
    meanwhile = exported(first.client)
    Quiz.objects.filter(pk=second.row.quiz_id).update(released_at=first.row.started_at)
    second.client.post(f"/sittings/{second.sitting}/finish/")
    second.client.get(f"/sittings/{second.sitting}/")

    after = exported(first.client)

    assert [row["is_right"] for row in meanwhile["answers"]] == [None]
    assert [row["answer"] for row in meanwhile["reports"]] == [None]
    assert after["answers"][0]["is_right"] is False
    assert [row["answer"] for row in after["reports"]] == ["The second one."]


def test_an_earlier_answer_that_was_told_meanwhile_would_be_found(bank, monkeypatch):
    """The guard's own guard."""
    first, _ = practised_then_tested()
    monkeypatch.setattr(telling.Held, "__contains__", lambda held, question: False)

    assert [row["is_right"] for row in exported(first.client)["answers"]] == [False]


def test_no_export_says_what_only_the_bank_knows(bank):
    """Codes, seeds, item models and radicals name answers."""
    client = Client()
    begin(client).finish()
    rows = Question.objects.select_related("vignette")
    text = str(exported(client)["attempts"]) + str(exported(client)["answers"])

    assert Item.objects.exists()
    assert User.objects.filter(is_tryout=True).count() == 1
    for row in rows:
        assert row.vignette.slug not in text
        assert row.vignette.model not in text
