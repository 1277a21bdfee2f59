"""The command that counts all answers anew."""

import pytest
from django.core.management import CommandError, call_command

from teaching.progress import counting
from teaching.progress.models import Day
from tests.factories import make_user
from tests.progress.answering import answer, at

pytestmark = pytest.mark.django_db


def said(capsys, *arguments: str) -> list[str]:
    """What the command says, without the seconds it took."""
    capsys.readouterr()
    call_command("recount", *arguments)
    lines = capsys.readouterr().out.splitlines()
    first, _, rest = lines[-1].partition(" recounted in ")
    return [*lines[:-1], f"{first} recounted;{rest.partition(';')[2]}"]


def test_it_counts_every_learner_and_finds_no_difference(learner, asked, capsys):
    for one in (learner, make_user()):
        for question in asked[:3]:
            answer(one, question)

    assert said(capsys) == ["2 learners with 6 attempts recounted; 0 rows of 0 stood otherwise."]
    assert Day.objects.count() == 2


def test_it_names_what_stood_otherwise(learner, asked, capsys):
    for days in range(12):
        answer(learner, asked[0], at(days=days))
    counting.count(learner)
    Day.objects.update(right=0)

    found = said(capsys)

    assert found[0] == f"{learner.username}: 12 rows stood otherwise"
    assert found[1] == "  day of on 2026-03-02: right 0 → 1"
    assert found[-2:] == [
        "  … and 2 more",
        "1 learners with 12 attempts recounted; 12 rows of 1 stood otherwise.",
    ]
    assert said(capsys)[-1].endswith("0 rows of 0 stood otherwise.")


def test_it_counts_one_learner_alone(learner, asked, capsys):
    answer(learner, asked[0])
    answer(make_user(), asked[0])

    assert said(capsys, "--learner", learner.username.upper())[-1].startswith("1 learners with 1 ")
    assert [day.learner for day in Day.objects.all()] == [learner]


def test_a_learner_who_is_not_there_is_refused(db):
    with pytest.raises(CommandError, match="no learner 'nobody'"):
        call_command("recount", "--learner", "nobody")
