"""How often parameters of one's own are offered, on a few learners."""

from random import Random

from simulation import offers
from simulation.offers import Person, somebody
from teaching.progress import memory


def test_the_default_learner_is_the_default():
    assert somebody(0.0, Random(1)) == memory.DEFAULT


def test_others_are_not_but_are_allowed():
    own = somebody(0.8, Random(1))

    assert own != memory.DEFAULT
    assert memory.as_parameters(own) == own


def test_a_learner_is_tried_after_each_number_of_reviews(monkeypatch):
    monkeypatch.setattr(offers, "REVIEWS", (60, 90))
    monkeypatch.setattr(offers, "LATER", 30)

    for truth in ("FSRS, the default", "power law"):
        found = offers.offers(Person(truth, 1))

        assert list(found) == [60, 90]
        assert found == offers.offers(Person(truth, 1))
