"""A small run of what `python3 dev.py simulate` prints."""

from statistics import fmean

import pytest

from simulation import arms, estimates, offers, tables
from simulation.__main__ import main
from simulation.arms import ALL, OURS, Job
from simulation.forgetting import TRUTHS
from simulation.learners import CONCEPTS, Learner
from simulation.processes import one_by_one, over_processors
from simulation.tables import Study, table
from simulation.trials import Effort


@pytest.fixture
def small(monkeypatch):
    """One truth, few schedules, few reviews: every table in some seconds."""
    monkeypatch.setattr(tables, "TRUTHS", {"power law": tables.TRUTHS["power law"]})
    for name in ("LEVELS", "CHANGES", "WORLDS"):
        whole = getattr(tables, name)
        monkeypatch.setattr(tables, name, dict(list(whole.items())[:1]))
    monkeypatch.setattr(tables, "PLENTY", Effort(3))
    monkeypatch.setattr(tables, "SCARCE", Effort(2, is_exact=True))
    monkeypatch.setattr(estimates, "RESAMPLES", 100)
    monkeypatch.setattr(tables, "APART", {"FSRS, the default": 0.0})
    monkeypatch.setattr(offers, "REVIEWS", (60,))
    monkeypatch.setattr(offers, "LATER", 30)
    monkeypatch.setattr(tables, "REVIEWS", (60,))


def test_every_table_is_printed_and_the_same_seed_prints_the_same(small):
    first, second = ("\n".join(Study(2, 1, one_by_one).tables()) for _ in range(2))

    assert first == second
    assert [line for line in first.splitlines() if line[:1] not in ("", " ")] == [
        "As scheduled: what is due, at most 20 questions a day; known in new patients, %",
        "The same effort: exactly 5 questions a day; known in new patients, %",
        "Reviews against retention, as scheduled: reviews, known on day 90 and 120, %",
        "Foretelling its own reviews, all truths, as scheduled",
        "Foretelling new patients in the tests, all truths, as scheduled",
        "Ours with one thing changed, all truths; day 120, %",
        "Other learners, all truths: ours more by; day 120, %",
        "Parameters of one's own; later gain in nats a review",
    ]


def test_another_seed_is_other_people(small):
    one, other = (list(Study(2, seed, one_by_one).levels()) for seed in (1, 2))

    assert one != other


def test_processes_give_what_one_process_gives():
    jobs = [Job("half-life", OURS, seed, Effort(1, is_exact=True)) for seed in (1, 2)]

    assert over_processors(arms.result, jobs) == one_by_one(arms.result, jobs)


@pytest.mark.parametrize("name", ALL)
def test_every_schedule_brings_more_than_no_study(name):
    untaught = Learner(TRUTHS["power law"], 3)
    before = fmean(untaught.knows(concept, 120.5) for concept in range(CONCEPTS))

    result = arms.result(Job("power law", name, 3, Effort(4, is_exact=True)))

    assert result.known[120] > before + 0.2


def test_columns_are_as_wide_as_they_need_to_be():
    assert list(table("Title", ("who", "n"), [("somebody", "5"), ("x", "12")])) == [
        "",
        "Title",
        "  who        n",
        "  somebody   5",
        "  x         12",
    ]


def test_one_learner_is_too_few(capsys):
    with pytest.raises(SystemExit):
        main(["--learners", "1"])

    assert "two learners at least" in capsys.readouterr().err
